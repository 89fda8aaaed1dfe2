"""One to three header rows, merged as people merge them: equal neighbours across, short columns down."""

from collections.abc import Sequence

from lianjing.simulate.layouts.block import Column
from lianjing.simulate.writers.grid import Grid


def put_header(grid: Grid, columns: Sequence[Column], row: int, left: int) -> int:
    """Writes the header at that row and returns the row below it."""
    depth = max(len(c.heads) for c in columns)
    for level in range(depth):
        start = 0
        while start < len(columns):
            end = _last_of_group(columns, start, level)
            heads = columns[start].heads
            if level < len(heads):
                grid.put(row + level, left + start, heads[level])
                deep = row + depth - 1 if level == len(heads) - 1 else row + level
                grid.merge(row + level, left + start, deep, left + end)
            start = end + 1
    return row + depth


def _last_of_group(columns: Sequence[Column], start: int, level: int) -> int:
    """The last neighbour that stands under the same cell of this level."""
    end = start
    own = columns[start].heads
    if level >= len(own) - 1:
        return end
    while end + 1 < len(columns) and columns[end + 1].heads[: level + 1] == own[: level + 1] and len(columns[end + 1].heads) > level + 1:
        end += 1
    return end
