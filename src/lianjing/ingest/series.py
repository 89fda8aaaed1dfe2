"""Columns of a grid as Polars Series, made once: what is empty, what reads as text, at the speed of whole columns."""

from collections.abc import Sequence

import polars as pl

from lianjing.identity import CellError, Value
from lianjing.ingest.celltext import cell_text
from lianjing.ingest.grid import Grid

_UNTIDY = r"^\s|\s$|\s\s|[\n\r\t\x{a0}\x{3000}\x{200b}]"
_NOTHING = ["", "-", "—", "/"]
EDGE = 50  # rows at either end of a column that may hold anything


class GridTexts:
    """The columns of a grid as text, each made once when first asked for."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self._made: dict[int, pl.Series] = {}
        self._words: dict[int, pl.Series] = {}

    def column(self, c: int) -> pl.Series:
        """Column `c` from the first row to the last."""
        if c not in self._made:
            self._made[c] = texts_of(self._grid.columns[c])
        return self._made[c]

    def words(self, c: int) -> pl.Series:
        """Where column `c` holds text."""
        if c not in self._words:
            self._words[c] = _is_text(self._grid.columns[c])
        return self._words[c]

    def rows(self, c: int, rows: Sequence[int]) -> pl.Series:
        """Column `c` at ascending `rows`."""
        if len(rows) > 0 and rows[-1] - rows[0] + 1 == len(rows):
            return self.column(c).slice(rows[0], len(rows))
        return self.column(c).gather(pl.Series(rows, dtype=pl.UInt32))


def texts_of(values: Sequence[Value]) -> pl.Series:
    """Every cell as text: text as it stands, whole numbers without '.0', days ISO; empty cells null."""
    kinds = set(map(type, values)) - {type(None)}
    if kinds <= {str}:
        return pl.Series(values, dtype=pl.String)
    if kinds <= {float}:
        return _numbers(pl.Series(values, dtype=pl.Float64))
    if kinds <= {float, str} and (middle := _pure_middle(values)) is not None:
        return pl.concat([texts_of(values[:EDGE]), middle, texts_of(values[-EDGE:])])
    if kinds <= {float, str}:
        words = pl.Series([v if type(v) is str else None for v in values], dtype=pl.String)
        numbers = _numbers(pl.Series([v if type(v) is float else None for v in values], dtype=pl.Float64))
        return pl.select(pl.coalesce(words, numbers)).to_series()
    return pl.Series([None if v is None else v.text if isinstance(v, CellError) else cell_text(v) for v in values], dtype=pl.String)


def _pure_middle(values: Sequence[Value]) -> pl.Series | None:
    """A long column is mixed only by its title and its total: between them it is all numbers, or all text."""
    middle = values[EDGE:-EDGE] if len(values) > 20 * EDGE else []
    kinds = set(map(type, middle)) - {type(None)}
    if len(middle) == 0 or not (kinds <= {float} or kinds <= {str}):
        return None
    return _numbers(pl.Series(middle, dtype=pl.Float64)) if kinds <= {float} else pl.Series(middle, dtype=pl.String)


def _is_text(values: Sequence[Value]) -> pl.Series:
    if len(values) > 20 * EDGE and set(map(type, values[EDGE:-EDGE])) <= {float, type(None)}:
        none = pl.Series([False], dtype=pl.Boolean).new_from_index(0, len(values) - 2 * EDGE)
        return pl.concat([_is_text(values[:EDGE]), none, _is_text(values[-EDGE:])])
    return pl.Series([type(v) is str for v in values], dtype=pl.Boolean)


def _numbers(numbers: pl.Series) -> pl.Series:
    whole = (numbers == numbers.floor()) & (numbers.abs() < 1e15)
    out = pl.when(whole).then(numbers.cast(pl.Int64, strict=False).cast(pl.String)).otherwise(numbers.cast(pl.String))
    return pl.select(out).to_series()


def tidy(texts: pl.Series) -> pl.Series:
    """Outer blanks off, inner runs of blanks and line breaks to one blank, dashes for nothing to null."""
    if texts.str.contains(_UNTIDY).any():
        texts = texts.str.replace_all(r"[\s\x{a0}\x{3000}\x{200b}]+", " ").str.strip_chars()
    if texts.is_in(_NOTHING).any():
        texts = pl.select(pl.when(texts.is_in(_NOTHING)).then(None).otherwise(texts)).to_series()
    return texts
