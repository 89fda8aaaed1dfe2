"""xlsx, xlsm: values by calamine, the rest by our own scan of each sheet's XML."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum

from lianjing.identity.cell import CellError
from lianjing.ingest.grid.columns import columns_of, put, put_text_for_durations, square, trim
from lianjing.ingest.grid.model import Grid, Merge
from lianjing.ingest.grid.package import BROKEN, Package
from lianjing.ingest.grid.sheet_scan import GivenUpError, Scan, scan_by_bytes, scan_by_parsing
from lianjing.ingest.grid.source import Source
from lianjing.ingest.grid.workbook_parts import SheetPart, Styles, read_styles, read_workbook, workbook_part


def xlsx_grids(source: Source, package: Package) -> Iterator[Grid]:
    """One grid a worksheet; charts and macro sheets have none."""
    path = workbook_part(package)
    parts, date1904 = read_workbook(package, path)
    styles = read_styles(package, path)
    book = open_with_calamine(source)
    sheets = [(i, m.name) for i, m in enumerate(book.sheets_metadata) if m.typ is SheetTypeEnum.WorkSheet]
    if len(sheets) == 0:
        source.refuse("no-sheets")
    by_name = {p.name: p for p in parts}
    for index, name in sheets:
        part = parts[index] if index < len(parts) and parts[index].name == name else by_name.get(name, SheetPart(name, "", False))
        yield _grid(source, package, book, index, part, styles, date1904)


def open_with_calamine(source: Source) -> CalamineWorkbook:
    """The workbook, or the file's refusal."""
    with _damage_told(source):
        return CalamineWorkbook.from_filelike(io.BytesIO(source.data))


def calamine_rows(source: Source, book: CalamineWorkbook, index: int, name: str) -> tuple[CalamineSheet, list[list[Any]]]:
    """A sheet with its rows from row 1 on, or the file's refusal."""
    with _damage_told(source, name):
        sheet = book.get_sheet_by_index(index)
        source.check_cells(name, sheet.total_height, sheet.total_width)
        return sheet, sheet.to_python(skip_empty_area=False)


def merges_of(sheet: CalamineSheet) -> tuple[Merge, ...]:
    """The sheet's merged areas as calamine knows them."""
    return tuple(Merge(top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ())


def _grid(source: Source, package: Package, book: CalamineWorkbook, index: int, part: SheetPart, styles: Styles, date1904: bool) -> Grid:
    scan = _scan(source, package, part, styles)
    source.check_cells(part.name, scan.height, scan.width)
    sheet, rows = calamine_rows(source, book, index, part.name)
    columns = columns_of(rows)
    del rows
    put_text_for_durations(columns)
    for (row, column), text in scan.errors.items():
        put(columns, row, column, CellError(text))
    height, width = trim(columns, scan.no_value)
    square(columns, height, width)
    return Grid(
        part.name,
        part.hidden,
        height,
        width,
        columns,
        merges_of(sheet),
        frozenset(r for r in scan.hidden_rows if r < height),
        frozenset(c for first, last in scan.hidden_columns for c in range(first, min(last + 1, width))),
        {at: styles.formats[style] for at, style in scan.numbers_in_style.items()},
        frozenset(scan.no_value),
        frozenset(scan.values_in_style),
        date1904,
    )


def _scan(source: Source, package: Package, part: SheetPart, styles: Styles) -> Scan:
    if part.part == "":
        return Scan()
    numbers = frozenset(styles.formats)
    try:
        try:
            with package.open(part.part) as stream:
                return scan_by_bytes(stream, numbers, styles.red)
        except GivenUpError:
            with package.open(part.part) as stream:
                return scan_by_parsing(stream, numbers, styles.red)
    except BROKEN:
        source.refuse("damaged-zip")


@contextmanager
def _damage_told(source: Source, sheet: str = "") -> Iterator[None]:
    try:
        yield
    except CalamineError as e:
        source.refuse("encrypted" if "password" in str(e).lower() else "workbook-damaged", sheet=sheet, why=_one_line(e))
    except BaseException as e:
        if type(e).__name__ != "PanicException":  # a panic of the native reader is a BaseException and has no importable name
            raise
        source.refuse("workbook-damaged", sheet=sheet, why=_one_line(e))


def _one_line(e: BaseException) -> str:
    return " ".join(str(e).split())[:120]
