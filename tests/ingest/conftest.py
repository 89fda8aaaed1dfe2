"""Sheets drawn as text: cells between bars, one line a row; what looks like a number is one, 'text' keeps its quotes off."""

import re
from collections.abc import Callable

import pytest

from lianjing.identity import Value
from lianjing.ingest.context import Origin
from lianjing.ingest.grid import Grid, Merge
from lianjing.ingest.sheet import ReadBlock, read_sheet


def draw(text: str, *, sheet: str = "Sheet1", hidden: bool = False, merges: tuple[Merge, ...] = ()) -> Grid:
    """A grid from a drawing."""
    rows = [[_value(c) for c in line.strip().split("|")] for line in text.strip("\n").splitlines() if "|" in line]
    width = max(len(r) for r in rows)
    columns: list[list[Value]] = [[r[c] if c < len(r) else None for r in rows] for c in range(width)]
    return Grid(sheet=sheet, hidden=hidden, height=len(rows), width=width, columns=columns, merges=merges)


def _value(text: str) -> Value:
    text = text.strip(" ")
    if text == "":
        return None
    if text.startswith("'") and text.endswith("'") and len(text) > 1:
        return text[1:-1]
    return float(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) and len(text) < 15 else text


@pytest.fixture
def read() -> Callable[..., list[ReadBlock]]:
    """Read a drawn sheet: `read(text, file="低保.xlsx", sheet="表1")`."""

    def run(text: str, *, file: str = "表.xlsx", folder: str = "", take_hidden: bool = False, **grid: object) -> list[ReadBlock]:
        drawn = draw(text, **grid)  # type: ignore[arg-type]
        return read_sheet(drawn, Origin(file, drawn.sheet, folder), {}, 0, take_hidden)

    return run


@pytest.fixture
def drawn() -> Callable[[str], Grid]:
    """The drawing alone, for a test that changes the grid."""
    return draw
