"""Tables that stand beside each other with an empty column between: each becomes a sheet of its own, at its own columns.

Such neighbours need not begin in the same row nor be of one kind. An empty column inside one table (between the months and the sum, say)
parts nothing: a side is a table only if it has people, things or payers of its own.
"""

from dataclasses import replace

from lianjing.identity import Value
from lianjing.ingest.grid import Grid
from lianjing.ingest.words import header_scores, is_index

_OWN = frozenset({"name", "head_name", "company_name", "item", "payer", "lessee_name", "bidder_name", "payee"})
LOOK_ROWS = 25


def split_bands(grid: Grid) -> list[Grid]:
    """The sheet itself, or one grid a table where several stand side by side; all keep the sheet's rows and column numbers."""
    bands = _bands(grid)
    if len(bands) < 2:
        return [grid]
    joined: list[list[int]] = []
    for band in bands:
        if len(joined) == 0 or (_own_words(grid, band) and _own_words(grid, joined[-1])):
            joined.append(list(band))
        else:
            joined[-1].extend(band)
    if len(joined) < 2:
        return [grid]
    return [_cut(grid, columns, joined[0]) for columns in joined]


def _bands(grid: Grid) -> list[list[int]]:
    """Runs of columns that hold anything, parted by columns that hold nothing in any row."""
    bands: list[list[int]] = []
    open_ = False
    for c, column in enumerate(grid.columns):
        if all(v is None for v in column):
            open_ = False
        elif open_:
            bands[-1].append(c)
        else:
            bands.append([c])
            open_ = True
    return bands


def _own_words(grid: Grid, columns: list[int]) -> bool:
    """Whether among the first rows of these columns a header names people or things of its own."""
    if len(columns) < 2:
        return False
    for r in range(min(grid.height, LOOK_ROWS)):
        words = [v for c in columns if isinstance(v := grid.columns[c][r], str)]
        found = {k for w in words for k, s in header_scores(w).items() if s >= 0.85}
        if len(found & _OWN) > 0 and len(found) + sum(map(is_index, words)) >= 2:
            return True
    return False


def _cut(grid: Grid, columns: list[int], first_band: list[int]) -> Grid:
    """The grid with all other columns empty; a title written or merged over the neighbours too is repeated at its first column."""
    kept = set(columns)
    out: list[list[Value]] = [column if c in kept else [None] * grid.height for c, column in enumerate(grid.columns)]
    if columns[0] != first_band[0]:
        out[columns[0]] = _with_titles(grid, out[columns[0]], columns, first_band)
    merges = tuple(m for m in grid.merges if m.left in kept)
    return replace(grid, columns=out, merges=merges)


def _with_titles(grid: Grid, column: list[Value], columns: list[int], first_band: list[int]) -> list[Value]:
    column = list(column)
    for m in grid.merges:
        if m.left < columns[0] <= m.right and m.top < len(column) and column[m.top] is None:
            column[m.top] = grid.columns[m.left][m.top]
    own = next((r for r in range(grid.height) if sum(grid.columns[c][r] is not None for c in columns) >= 2), grid.height)
    if all(column[r] is None for r in range(own)):
        for r in range(min(own, LOOK_ROWS)):
            texts = [v for c in first_band if isinstance(v := grid.columns[c][r], str)]
            if len(texts) == 1:
                column[r] = texts[0]
    return column
