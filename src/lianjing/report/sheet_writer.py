"""How our workbooks are written: formats, text as text, paper. Texts never become formulas, links or numbers."""

from collections.abc import Mapping
from typing import Any

from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from lianjing.report.sheet_text import cell_text

__all__ = [
    "FONT",
    "SETTLED",
    "Format",
    "Formats",
    "Workbook",
    "Worksheet",
    "formats",
    "set_up_print",
    "write_text",
]  # XlsxWriter is imported here and nowhere else

Formats = Mapping[str, Format]
FONT = {"font_name": "微软雅黑", "font_size": 10, "valign": "top"}
GRID = {"border": 1, "border_color": "#D0D5CF"}
FILL_IN = {"bg_color": "#FFF8DC", "border": 1, "border_color": "#C9B458", "locked": False}
_FORMS: Mapping[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14, "valign": "vcenter"},
    "section": {"bold": True, "font_size": 12, "valign": "vcenter"},
    "lead": {"font_color": "#57606A", "text_wrap": True},
    "plain": {},
    "head": {**GRID, "bold": True, "bg_color": "#EEF1ED", "valign": "vcenter", "text_wrap": True},
    "head_answer": {**FILL_IN, "bold": True, "bg_color": "#FBE9A9", "valign": "vcenter", "text_wrap": True},
    "text": {**GRID, "text_wrap": True, "num_format": "@"},
    "link": {**GRID, "text_wrap": True, "font_color": "#0B57A4", "underline": 1},
    "loud": {**GRID, "text_wrap": True, "bold": True, "bg_color": "#F3EFE6", "font_color": "#6B5A3E"},
    "small": {**GRID, "text_wrap": True, "num_format": "@", "font_size": 8, "font_color": "#57606A"},
    "id": {**GRID, "num_format": "@"},
    "middle": {**GRID, "align": "center"},
    "count": {**GRID, "num_format": "#,##0"},
    "money": {**GRID, "num_format": "#,##0.00_ "},
    "answer": {**FILL_IN, "text_wrap": True},
    "answer_day": {**FILL_IN, "num_format": "yyyy-mm-dd"},
}


SETTLED = "_settled"  # the same cell in grey, for doubts that were found to be explained
_GREY = {"bg_color": "#F3F4F2", "font_color": "#6B7280", "border_color": "#D0D5CF"}


def formats(book: Workbook) -> Formats:
    """The formats by name, in a fixed order."""
    plain = {name: book.add_format({**FONT, **said}) for name, said in _FORMS.items()}
    return plain | {name + SETTLED: book.add_format({**FONT, **said, **_GREY}) for name, said in _FORMS.items()}


def write_text(sheet: Worksheet, row: int, column: int, text: str, form: Format) -> None:
    """Text as text. Raises ValueError where the sheet does not take it: XlsxWriter only returns a code, and the cell would be empty."""
    if sheet.write_string(row, column, cell_text(text), form) != 0:
        raise ValueError(f"cell {row}, {column} of {sheet.get_name()} was not written")


def set_up_print(sheet: Worksheet, title: str, head: int | None) -> None:
    """A4 landscape, as wide as one page, header rows on each, page numbers."""
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    if head is not None:
        sheet.repeat_rows(head)
    safe = title.replace("&", "&&")
    sheet.set_header(f'&L&"微软雅黑,Regular"&9{safe}', {"margin": 0.3})
    sheet.set_footer('&C&"微软雅黑,Regular"&9&P / &N', {"margin": 0.3})
