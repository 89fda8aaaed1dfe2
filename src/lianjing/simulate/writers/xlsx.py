"""xlsx by XlsxWriter: IDs stay text, typed numbers stay numbers, dates are dates in the workbook's own system (1900 or 1904)."""

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from lianjing.simulate.writers.grid import Grid

_CREATED = datetime(2020, 1, 6, 9, 0, 0)


def xlsx_bytes(grids: list[Grid], date_1904: bool = False) -> bytes:
    """The workbook; equal grids give equal bytes."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options | {"date_1904": date_1904})
    book.set_properties({"created": _CREATED, "author": "", "company": ""})
    formats = {
        "text": book.add_format({"num_format": "@", "border": 1}),
        "number": book.add_format({"border": 1}),
        "date": book.add_format({"num_format": "yyyy-mm-dd", "border": 1}),
        "merged": book.add_format({"align": "center", "valign": "vcenter", "border": 1, "text_wrap": True}),
    }
    for grid in grids:
        _write_sheet(book.add_worksheet(grid.name), grid, formats)
    book.close()
    return out.getvalue()


def _write_sheet(sheet: Any, grid: Grid, formats: dict[str, Any]) -> None:
    for top, left, bottom, right in grid.merges:
        sheet.merge_range(top, left, bottom, right, "", formats["merged"])
    merged = {(m[0], m[1]) for m in grid.merges}
    for (row, column), value in sorted(grid.cells.items(), key=lambda x: x[0]):
        if (row, column) in grid.formulas:
            assert isinstance(value, Decimal)
            sheet.write_formula(row, column, grid.formulas[row, column], formats["number"], float(value))
        elif isinstance(value, str):
            sheet.write_string(row, column, value, formats["merged" if (row, column) in merged else "text"])
        elif isinstance(value, Decimal):
            sheet.write_number(row, column, float(value), formats["number"])
        elif isinstance(value, date):
            sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), formats["date"])
    for row in sorted(grid.hidden_rows):
        sheet.set_row(row, None, None, {"hidden": True})
    for column, width in sorted(grid.widths.items()):
        sheet.set_column(column, column, width)
    if grid.hidden:
        sheet.hide()
