"""Rows become columns: empty text becomes None, what is empty at the end is cut."""

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from itertools import zip_longest
from typing import Any

from lianjing.identity.cell import Value


def columns_of(rows: Sequence[Sequence[Any]], *, ragged: bool = False) -> list[list[Value]]:
    """The columns of `rows` (each a row's values, "" or None where empty); `ragged` if rows differ in length."""
    if len(rows) == 0:
        return []
    turned = zip_longest(*rows, fillvalue="") if ragged else zip(*rows, strict=True)
    return [[None if v == "" else v for v in column] if "" in column else list(column) for column in turned]


@contextmanager
def without_collector() -> Iterator[None]:
    """The garbage collector would walk through millions of new cells again and again, and find nothing: up to half the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def put_text_for_durations(columns: list[list[Value]]) -> None:
    """Lengths of time (format [h]:mm) become text such as "26:30:00": no column of a book is a length of time."""
    for column in columns:
        values: list[Any] = column
        if timedelta in set(map(type, values)):
            column[:] = [hours_text(v) if type(v) is timedelta else v for v in values]


def hours_text(length: timedelta) -> str:
    """Hours, minutes, seconds.

    >>> hours_text(timedelta(hours=26, minutes=30))
    '26:30:00'
    """
    seconds = round(abs(length.total_seconds()))
    sign = "-" if length < timedelta(0) else ""
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def trim(columns: list[list[Value]], kept: Iterable[tuple[int, int]] = ()) -> tuple[int, int]:
    """Cut empty rows and columns at the end, in place, and return height and width. `kept` are (row, column) that count as filled."""
    height = max((r + 1 for r, _ in kept), default=0)
    width = max((c + 1 for _, c in kept), default=0)
    for c, column in enumerate(columns):
        filled = _filled_to(column, height)
        height = max(height, filled)
        if c >= width and (filled > 0 or any(v is not None for v in column)):
            width = c + 1
    del columns[width:]
    for column in columns:
        del column[height:]
    return height, width


def put(columns: list[list[Value]], row: int, column: int, value: Value) -> None:
    """Set one cell; the columns grow to hold it."""
    height = max(len(columns[0]) if len(columns) > 0 else 0, row + 1)
    square(columns, height, max(len(columns), column + 1))
    columns[column][row] = value


def square(columns: list[list[Value]], height: int, width: int) -> None:
    """Fill up with empty cells to at least that height and width."""
    columns.extend([] for _ in range(width - len(columns)))
    for column in columns:
        if len(column) < height:
            column.extend([None] * (height - len(column)))


def _filled_to(column: list[Value], at_least: int) -> int:
    """One past the last filled row, or 0 if nothing stands at or after row `at_least`."""
    for r in range(len(column) - 1, at_least - 1, -1):
        if column[r] is not None:
            return r + 1
    return 0
