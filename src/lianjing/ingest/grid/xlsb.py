"""xlsb: values by calamine; a scan of the binary records tells of errors, hidden rows and columns, merges and formats.

Source: [MS-XLSB] 2.1.4 (records: type and size in seven-bit groups) and 2.4 (the records named below).
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from python_calamine import SheetTypeEnum, SheetVisibleEnum

from lianjing.identity.cell import CellError
from lianjing.ingest.grid.columns import columns_of, put, put_text_for_durations, square, trim
from lianjing.ingest.grid.formats import BUILT_IN, changes_what_is_seen
from lianjing.ingest.grid.model import Grid, Merge
from lianjing.ingest.grid.package import Package
from lianjing.ingest.grid.source import Source
from lianjing.ingest.grid.workbook_parts import relations, workbook_part
from lianjing.ingest.grid.xlsx import calamine_rows, open_with_calamine

_ROW, _NUMBERS, _ERRORS, _CELLS = 0, frozenset({2, 5, 9}), frozenset({3, 11}), range(1, 12)
_COLUMN, _MERGE, _SHEET, _WORKBOOK, _FORMAT, _XF, _XF_START, _XF_END = 60, 176, 156, 153, 44, 47, 617, 618
_ERROR_TEXT = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A", 43: "#GETTING_DATA"}


@dataclass(slots=True)
class Seen:
    """What was seen in one sheet's records."""

    height: int = 0
    width: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)


def xlsb_grids(source: Source, package: Package) -> Iterator[Grid]:
    """One grid a worksheet."""
    path = workbook_part(package)
    parts, date1904 = _workbook(package, path)
    formats = _risky_styles(package, path)
    book = open_with_calamine(source)
    sheets = [(i, m) for i, m in enumerate(book.sheets_metadata) if m.typ is SheetTypeEnum.WorkSheet]
    if len(sheets) == 0:
        source.refuse("no-sheets")
    for index, about in sheets:
        seen = scan_records(package.read(parts.get(about.name, "")), formats)
        source.check_cells(about.name, seen.height, seen.width)
        _, rows = calamine_rows(source, book, index, about.name)
        columns = columns_of(rows)
        put_text_for_durations(columns)
        for (row, column), text in seen.errors.items():
            put(columns, row, column, CellError(text))
        height, width = trim(columns)
        square(columns, height, width)
        yield Grid(
            about.name,
            about.visible is not SheetVisibleEnum.Visible,
            height,
            width,
            columns,
            tuple(seen.merges),
            frozenset(r for r in seen.hidden_rows if r < height),
            frozenset(c for first, last in seen.hidden_columns for c in range(first, min(last + 1, width))),
            seen.formats,
            date1904=date1904,
        )


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Type and body of each record; stops where the data end, even within one."""
    at, end = 0, len(data)
    while at < end:
        kind, at = _seven_bit(data, at, 2)
        size, at = _seven_bit(data, at, 4)
        yield kind, data[at : at + size]
        at += size


def _seven_bit(data: bytes, at: int, longest: int) -> tuple[int, int]:
    value = 0
    for i in range(longest):
        byte = data[at] if at < len(data) else 0
        at += 1
        value |= (byte & 0x7F) << (7 * i)
        if byte < 0x80:
            break
    return value, at


def _workbook(package: Package, path: str) -> tuple[dict[str, str], bool]:
    """Sheet name → part, and whether dates count from 1904."""
    targets = relations(package, path)
    parts: dict[str, str] = {}
    date1904 = False
    for kind, body in _records(package.read(path)):
        if kind == _SHEET and len(body) >= 16:
            relation, at = _string(body, 8)
            name, _ = _string(body, at)
            parts[name] = targets.get(relation, ("", ""))[1]
        elif kind == _WORKBOOK and len(body) > 0:
            date1904 = body[0] & 1 == 1
    return parts, date1904


def _string(body: bytes, at: int) -> tuple[str, int]:
    (length,) = struct.unpack_from("<I", body, at) if at + 4 <= len(body) else (0,)
    end = at + 4 + 2 * min(length, len(body))
    return body[at + 4 : end].decode("utf-16-le", "replace"), end


def _risky_styles(package: Package, path: str) -> dict[int, str]:
    target = next((t for kind, t in relations(package, path).values() if kind == "styles"), "")
    codes, out, number, inside = dict(BUILT_IN), {}, 0, False
    for kind, body in _records(package.read(target)):
        if kind == _FORMAT and len(body) >= 6:
            codes[struct.unpack_from("<H", body)[0]] = _string(body, 2)[0]
        elif kind in (_XF_START, _XF_END):
            inside = kind == _XF_START
        elif kind == _XF and inside and len(body) >= 4:
            code = codes.get(struct.unpack_from("<H", body, 2)[0], "")
            if code and changes_what_is_seen(code):
                out[number] = code
            number += 1
    return out


def scan_records(data: bytes, formats: dict[int, str]) -> Seen:
    """What the records of one sheet tell beside the values; `formats` are the styles that matter."""
    seen, row = Seen(), 0
    for kind, body in _records(data):
        if kind == _ROW and len(body) >= 12:
            (row,) = struct.unpack_from("<I", body)
            if body[11] & 0x10:  # fDyZero: hidden
                seen.hidden_rows.add(row)
        elif kind in _CELLS and len(body) >= 8:
            column, style = struct.unpack_from("<II", body)
            at = (row, column)
            if kind != 1:
                seen.height, seen.width = max(seen.height, row + 1), max(seen.width, column + 1)
            if kind in _ERRORS and len(body) >= 9:
                seen.errors[at] = _ERROR_TEXT.get(body[8], "#")
            elif kind in _NUMBERS and style & 0xFFFFFF in formats:
                seen.formats[at] = formats[style & 0xFFFFFF]
        elif kind == _COLUMN and len(body) >= 18:
            first, last = struct.unpack_from("<II", body)
            if body[16] & 1:
                seen.hidden_columns.append((first, last))
        elif kind == _MERGE and len(body) >= 16:
            top, bottom, left, right = struct.unpack_from("<IIII", body)
            seen.merges.append(Merge(top, left, bottom, right))
    return seen
