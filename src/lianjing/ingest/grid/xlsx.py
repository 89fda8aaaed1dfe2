"""xlsx, xlsm: values by calamine, the rest by our own scan of each sheet's XML."""

import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
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
    """One grid a worksheet; charts and macro sheets have none.

    calamine lets go of the interpreter's lock, so each scan but the exact one runs beside it: the first while calamine opens the file,
    each further one while it reads the sheet before.
    """
    path = workbook_part(package)
    parts, date1904 = read_workbook(package, path)
    styles = read_styles(package, path)
    with ThreadPoolExecutor(1) as beside:
        ahead = beside.submit(_scan, source, package, parts[0], styles) if len(parts) > 0 else None
        book = open_with_calamine(source)
        sheets = [(i, _part(parts, i, m.name)) for i, m in enumerate(book.sheets_metadata) if m.typ is SheetTypeEnum.WorkSheet]
        if len(sheets) == 0:
            source.refuse("no-sheets")
        if ahead is None or sheets[0][1] != parts[0]:
            ahead = beside.submit(_scan, source, package, sheets[0][1], styles)
        for place, (index, part) in enumerate(sheets, start=1):
            scan = _within_limits(source, package, part, styles, ahead.result())
            if place < len(sheets):
                ahead = beside.submit(_scan, source, package, sheets[place][1], styles)
            yield _grid(source, book, index, part, styles, scan, date1904)


def _part(parts: list[SheetPart], index: int, name: str) -> SheetPart:
    """calamine's sheet among those of workbook.xml: by its place, else by its name."""
    if index < len(parts) and parts[index].name == name:
        return parts[index]
    return next((p for p in parts if p.name == name), SheetPart(name, "", False))


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


def _within_limits(source: Source, package: Package, part: SheetPart, styles: Styles, scan: Scan) -> Scan:
    if scan.height * scan.width > source.limits.cells:  # perhaps only by styled empty cells, which the fast scan counts
        scan = _scan(source, package, part, styles, exactly=True)
        source.check_cells(part.name, scan.height, scan.width)
    return scan


def _grid(source: Source, book: CalamineWorkbook, index: int, part: SheetPart, styles: Styles, scan: Scan, date1904: bool) -> Grid:
    sheet, rows = calamine_rows(source, book, index, part.name)
    columns = columns_of(rows)
    del rows
    if styles.has_durations:
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


def _scan(source: Source, package: Package, part: SheetPart, styles: Styles, *, exactly: bool = False) -> Scan:
    if part.part == "":
        return Scan()
    numbers = frozenset(styles.formats)
    try:
        if not exactly:
            with suppress(GivenUpError), package.open(part.part) as stream:
                return scan_by_bytes(stream, numbers, styles.red)
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
