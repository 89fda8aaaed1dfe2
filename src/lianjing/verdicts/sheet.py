"""One sheet of an answer workbook as townships send it back: each row's cells under their headings, or why the row says nothing.

Headings stand wherever they stand, in any order, and again further down where sheets were pasted below each other. Cells merged downwards
and ditto marks speak for the rows they cover.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from lianjing.identity import CellError, Value
from lianjing.ingest.frame import letter
from lianjing.ingest.grid import Grid
from lianjing.verdicts.words import Role, is_same_as_above, role_of

OWN = "lianjing"  # first cell of the sheet in which the program keeps what it needs
STATED = (Role.ANSWER, Role.REASON, Role.NOTE)  # what a person says of a doubt
CARRIED = (*STATED, Role.BY, Role.ON)
DOUBT = re.compile(r"[0-9a-f]{16}")
LOOKED_AT = 200  # rows below two columns of one heading

Columns = Mapping[Role, tuple[int, ...]]
Merged = Mapping[tuple[int, int], Value]


@dataclass(frozen=True, slots=True)
class Line:
    """A row below a heading: texts by what the column holds (those that say something), dates as such, where each stands."""

    row: int  # as Excel numbers it
    texts: dict[Role, str]
    on: Value
    cells: dict[Role, str]  # "K17"
    mended: tuple[str, ...]
    lost: tuple[Role, ...] = ()  # formulas without a value, error cells


@dataclass(slots=True)
class SheetRead:
    """By row: `lines` to be understood, `headless` the cell of a number over which no heading stands, `passed` why no other row counts."""

    name: str
    lines: list[Line] = field(default_factory=list)
    passed: dict[int, str] = field(default_factory=dict)
    headless: dict[int, str] = field(default_factory=dict)


def read_sheet(grid: Grid) -> SheetRead:
    """Every row of the grid as a line, headless or passed over."""
    sheet = SheetRead(grid.sheet)
    if is_own(grid):
        sheet.passed = {r + 1: "own-sheet" for r in range(grid.height)}
        return sheet
    merged = _merged_down(grid)
    roles: Columns | None = None
    above: dict[int, Value] = {}
    for r in range(grid.height):
        found = _headings(grid, r, merged)
        if found is not None:
            roles, above = found, {}
            sheet.passed[r + 1] = "header"
        elif roles is None:
            _before_headings(sheet, grid, r)
        elif all(column[r] is None for column in grid.columns) and (r, roles[Role.DOUBT][0]) not in merged:
            sheet.passed[r + 1] = "blank"
        else:
            sheet.lines.append(_line(grid, r, roles, above, merged))
    return sheet


def is_own(grid: Grid) -> bool:
    """Whether the sheet is the one in which the program keeps what it needs."""
    return grid.height > 0 and grid.width > 0 and grid.columns[0][0] == OWN


def choices_of(grid: Grid) -> Iterator[tuple[str, str]]:
    """(doubt id, digest) as the program's own sheet keeps them, for rows that lost theirs; nothing from any other sheet."""
    if not is_own(grid) or grid.width < 3:
        return
    for doubt, digest in zip(grid.columns[1], grid.columns[2], strict=True):
        if isinstance(doubt, str) and isinstance(digest, str):
            yield doubt, digest


def _headings(grid: Grid, r: int, merged: Merged) -> Columns | None:
    """The columns of a heading row: one that names the doubt's number and something a person states; notes may have several."""
    found: dict[Role, list[int]] = {}
    for c, column in enumerate(grid.columns):
        value = column[r] if column[r] is not None else merged.get((r, c))
        if isinstance(value, str) and len(value) <= 30 and (role := role_of(value)) is not None:
            found.setdefault(role, []).append(c)
    if Role.DOUBT not in found or not found.keys() & set(STATED):
        return None
    if len(found[Role.DOUBT]) > 1:  # 编号 may number the rows as well: the doubts' column is the one with their numbers in it
        found[Role.DOUBT] = [max(found[Role.DOUBT], key=lambda c: _numbers_in(grid.columns[c][r + 1 : r + 1 + LOOKED_AT]))]
    return {role: tuple(columns) for role, columns in found.items()}


def _numbers_in(cells: list[Value]) -> int:
    return sum(isinstance(v, str) and DOUBT.fullmatch(v.strip().lower()) is not None for v in cells)


def _before_headings(sheet: SheetRead, grid: Grid, r: int) -> None:
    for c, column in enumerate(grid.columns):
        if isinstance(column[r], str) and DOUBT.fullmatch(str(column[r]).strip().lower()) is not None:
            sheet.headless[r + 1] = f"{letter(c)}{r + 1}"
            return
    sheet.passed[r + 1] = "blank" if all(column[r] is None for column in grid.columns) else "above-header"


def _line(grid: Grid, r: int, roles: Columns, above: dict[int, Value], merged: Merged) -> Line:
    texts: dict[Role, list[str]] = {}
    mended: list[str] = []
    on: Value = None
    lost: list[Role] = []
    for role, columns in roles.items():
        for c in columns:
            value = grid.columns[c][r]
            if (r, c) in grid.no_value or isinstance(value, CellError):
                lost.append(role)
            if value is None and merged.get((r, c)) is not None:
                value = merged[r, c]
                mended.append("merged")
            if role in CARRIED:
                if isinstance(value, str) and is_same_as_above(value):
                    value = above.get(c)
                    mended.append("as-above")
                above[c] = value
            if role is Role.ON and on is None:
                on = value
            if (text := _text(value)) != "":
                texts.setdefault(role, []).append(text)
    cells = {role: f"{letter(columns[0])}{r + 1}" for role, columns in roles.items()}
    said = {role: "；".join(dict.fromkeys(parts)) for role, parts in texts.items()}
    return Line(r + 1, said, on, cells, tuple(dict.fromkeys(mended)), tuple(lost))


def _merged_down(grid: Grid) -> Merged:
    """(row, column) of the cells below the first row of a merged area: what the area says."""
    out: dict[tuple[int, int], Value] = {}
    for m in grid.merges:
        if m.bottom > m.top and m.top < grid.height and m.left < grid.width:
            value = grid.columns[m.left][m.top]
            bottom, right = min(m.bottom, grid.height - 1), min(m.right, grid.width - 1)
            out.update({(r, c): value for r in range(m.top + 1, bottom + 1) for c in range(m.left, right + 1)})
    return out


def _text(value: Value) -> str:
    match value:
        case None | CellError():
            return ""
        case str():
            return value.strip()
        case bool():
            return "是" if value else "否"
        case float() if value.is_integer():
            return str(int(value))
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case _:
            return str(value)
