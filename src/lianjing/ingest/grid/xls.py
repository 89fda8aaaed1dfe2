"""xls (Excel 2.1 to 2003, also of WPS), read by xlrd, which keeps error cells, formats, hidden rows and merges.

calamine is six times faster here, but loses all of these, and a damaged xls makes it abort the whole process.
"""

import io
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any

import xlrd  # type: ignore[import-untyped]
from xlrd.biffh import XL_CELL_BLANK, XL_CELL_BOOLEAN, XL_CELL_DATE, XL_CELL_EMPTY, XL_CELL_ERROR, XL_CELL_NUMBER, XL_CELL_TEXT  # type: ignore[import-untyped]
from xlrd.book import Book  # type: ignore[import-untyped]
from xlrd.sheet import Sheet  # type: ignore[import-untyped]

from lianjing.identity.cell import CellError, Value
from lianjing.ingest.grid.columns import columns_of, hours_text, trim
from lianjing.ingest.grid.formats import changes_what_is_seen, is_duration
from lianjing.ingest.grid.kind import OLE
from lianjing.ingest.grid.model import Grid, Merge
from lianjing.ingest.grid.source import Source
from lianjing.ingest.grid.unlock import unlocked

_AS_IT_STANDS = {XL_CELL_EMPTY, XL_CELL_TEXT, XL_CELL_NUMBER, XL_CELL_BLANK}
_RED_INDEX = {2, 10}  # of the palette: red, as files are written with the default palette


class _Silent(io.TextIOBase):
    """Swallows what xlrd prints of the oddities it has met."""

    def write(self, text: str) -> int:
        return len(text)


class _LockedError(Exception):
    """The workbook is encrypted."""


def xls_grids(source: Source) -> Iterator[Grid]:
    """One grid a worksheet."""
    try:
        yield from _sheets(source)
    except _LockedError:
        try:
            yield from _sheets(unlocked(source))
        except _LockedError:
            source.refuse("encrypted")


def _sheets(source: Source) -> Iterator[Grid]:
    """Raises _LockedError before the first sheet."""
    book = _open(source, formatting=True)
    plain: Book | None = None  # damage is often in the formatting only; without it hidden rows are not to be had
    if book is None:
        book = _open(source, formatting=False)
    if book is None:
        if not source.data.startswith(OLE):
            source.refuse("unsupported-old")
        source.refuse("workbook-damaged", why="xls")
    with book:
        if book.nsheets == 0:
            source.refuse("no-sheets")
        for number in range(book.nsheets):
            grid = _sheet(book, number)
            if grid is None:
                plain = plain or _open(source, formatting=False)
                grid = _sheet(plain, number) if plain is not None else None
            if grid is None:
                source.refuse("workbook-damaged", sheet=book.sheet_names()[number], why="xls")
            yield grid


def _open(source: Source, *, formatting: bool) -> Book | None:
    try:
        return xlrd.open_workbook(
            file_contents=source.data,
            formatting_info=formatting,
            on_demand=True,
            ragged_rows=True,
            logfile=_Silent(),
            ignore_workbook_corruption=True,
        )
    except MemoryError:
        raise
    except Exception as e:  # xlrd raises whatever struct, index or assertion the damage hits
        if "encrypted" in str(e).lower() or "password" in str(e).lower():
            raise _LockedError from e
        return None


def _sheet(book: Book, number: int) -> Grid | None:
    try:
        grid = _grid(book, book.sheet_by_index(number), _risky_styles(book) if book.formatting_info else {})
    except MemoryError:
        raise
    except Exception:  # as above
        return None
    book.unload_sheet(number)
    return grid


def _risky_styles(book: Book) -> dict[int, tuple[str, bool]]:
    """Style number → (format code or "", red) of the styles that matter."""
    out: dict[int, tuple[str, bool]] = {}
    for number, xf in enumerate(book.xf_list):
        form = book.format_map.get(xf.format_key)
        code = form.format_str if form is not None and changes_what_is_seen(form.format_str) else ""
        red = xf.font_index < len(book.font_list) and _is_red(book, xf.font_index)
        if code or red:
            out[number] = (code, red)
    return out


def _is_red(book: Book, font: int) -> bool:
    index = book.font_list[font].colour_index
    rgb = book.colour_map.get(index)
    return rgb in ((255, 0, 0), (192, 0, 0)) if rgb is not None else index in _RED_INDEX


def _grid(book: Book, sheet: Sheet, styles: dict[int, tuple[str, bool]]) -> Grid:
    durations = _durations(book) if book.formatting_info else set()
    columns = columns_of([_row(book, sheet, r, durations) for r in range(sheet.nrows)], ragged=True)
    height, width = trim(columns)
    hidden_rows = {r for r, info in sheet.rowinfo_map.items() if info.hidden and r < height}
    hidden_columns = {c for c, info in sheet.colinfo_map.items() if info.hidden and c < width}
    merges = tuple(Merge(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells)
    formats, red = _styled(sheet, styles) if len(styles) > 0 else ({}, set())
    return Grid(
        sheet.name,
        sheet.visibility != 0,
        height,
        width,
        columns,
        merges,
        frozenset(hidden_rows),
        frozenset(hidden_columns),
        formats,
        red=frozenset(red),
        date1904=book.datemode == 1,
    )


def _row(book: Book, sheet: Sheet, r: int, durations: set[int]) -> list[Value]:
    kinds, values = sheet.row_types(r), sheet.row_values(r)
    if set(kinds) <= _AS_IT_STANDS:
        plain: list[Value] = values
        return plain
    return [
        _duration(v) if k == XL_CELL_DATE and durations and sheet.cell_xf_index(r, c) in durations else _value(book, k, v)
        for c, (k, v) in enumerate(zip(kinds, values, strict=True))
    ]


def _styled(sheet: Sheet, styles: dict[int, tuple[str, bool]]) -> tuple[dict[tuple[int, int], str], set[tuple[int, int]]]:
    formats: dict[tuple[int, int], str] = {}
    red: set[tuple[int, int]] = set()
    for r in range(sheet.nrows):
        kinds = sheet.row_types(r)
        for c, kind in enumerate(kinds):
            style = styles.get(sheet.cell_xf_index(r, c)) if kind not in (XL_CELL_EMPTY, XL_CELL_BLANK) else None
            if style is not None:
                code, is_red = style
                if code and kind == XL_CELL_NUMBER:
                    formats[r, c] = code
                if is_red:
                    red.add((r, c))
    return formats, red


def _value(book: Book, kind: int, value: Any) -> Value:
    if kind == XL_CELL_DATE:
        return _date(value, book.datemode)
    if kind == XL_CELL_BOOLEAN:
        return bool(value)
    if kind == XL_CELL_ERROR:
        return CellError(xlrd.error_text_from_code.get(value, "#"))
    text_or_number: Value = value if kind in (XL_CELL_TEXT, XL_CELL_NUMBER) and value != "" else None
    return text_or_number


def _durations(book: Book) -> set[int]:
    """Style numbers under which a number is a length of time."""
    codes = {key: form.format_str for key, form in book.format_map.items()}
    return {number for number, xf in enumerate(book.xf_list) if is_duration(codes.get(xf.format_key))}


def _duration(serial: float) -> str:
    return hours_text(timedelta(seconds=round(serial * 86400)))


def _date(serial: float, datemode: int) -> Value:
    """A day, a moment, a time of day; the bare number where the serial is no day (negative, or beyond the year 9999)."""
    if 0 < serial < 1:
        seconds = round(serial * 86400)
        return time(seconds // 3600, seconds // 60 % 60, seconds % 60) if seconds < 86400 else serial
    if serial <= 0 or (datemode == 0 and 60 <= serial < 61):  # 60 is 29 February 1900, which never was
        return serial
    try:
        moment: datetime = xlrd.xldate_as_datetime(serial, datemode)
    except (ValueError, OverflowError, xlrd.XLDateError):
        return serial
    return moment.date() if serial == int(serial) else moment
