"""HTML pages named .xls: what government reporting systems call "export to Excel".

All tables of a page stand below each other in one sheet, text between them in column A, as Excel shows such a file. A table that only
arranges other tables gives way to these.
"""

import re
from collections.abc import Iterator

from lxml import etree

from lianjing.ingest.grid.html_cells import cell_text, cell_value, formats_of_classes
from lianjing.ingest.grid.model import Grid, Merge
from lianjing.ingest.grid.source import Source
from lianjing.ingest.grid.sparse import SparseSheet

_DECLARATION = re.compile(r"<\?xml[^>]*\?>")
_NOT_SHOWN = re.compile(r"<!--.*?-->|<script\b.*?</script\s*>|<style\b.*?</style\s*>", re.DOTALL | re.IGNORECASE)
_NO_TEXT = re.compile("[\0-\x08\x0b\x0e-\x1f]")
_ROW = re.compile(r"<tr\b", re.IGNORECASE)
_SHEET_NAME = re.compile(r"<x:ExcelWorksheet>\s*<x:Name>([^<]*)</x:Name>", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*(collapse|hidden)", re.IGNORECASE)
_WIDEST, _LONGEST = 1 << 14, 1 << 16  # colspan, rowspan


def html_grids(source: Source, page: str, name: str | None = None) -> Iterator[Grid]:
    """The one grid of a page; refused if it has no table."""
    page = _NO_TEXT.sub("", _DECLARATION.sub("", page))  # libxml2 stops at a zero character, and refuses text that declares an encoding
    try:
        root = etree.fromstring(page, etree.HTMLParser(huge_tree=True, remove_comments=True, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        source.refuse("not-a-table")
    rows = sum(1 for _ in root.iter("tr")) if root is not None else 0
    if rows == 0:
        source.refuse("not-a-table")
    if rows < len(_ROW.findall(_NOT_SHOWN.sub("", page))):  # the parser lost some: better refused than half read
        source.refuse("workbook-damaged", why="HTML")
    found = _SHEET_NAME.search(page)
    sheet = SparseSheet(name if name is not None else (found[1].strip() if found is not None else ""))
    body = root.find("body")
    _Page(sheet, formats_of_classes(page)).read(body if body is not None else root)
    yield sheet.grid(source)


class _Page:
    """Fills a sheet from top to bottom."""

    def __init__(self, sheet: SparseSheet, classes: dict[str, str]) -> None:
        self.sheet, self.classes, self.row = sheet, classes, 0

    def read(self, element: etree._Element) -> None:
        """Take in a part of the page that may hold tables."""
        if element.tag == "table" and not _arranges_tables(element):
            self._read_table(element)
            return
        self._read_text(element.text)
        for part in element:
            if isinstance(part.tag, str) and part.tag not in ("script", "style", "head", "title"):
                if part.tag == "table" or next(part.iter("table"), None) is not None:
                    self.read(part)
                elif part.tag in ("a", "b", "i", "u", "span", "font", "strong", "em", "p", "div", "center") or part.tag.startswith("h"):
                    self._read_text(cell_text(part))
                else:
                    self.read(part)
            self._read_text(part.tail)

    def _read_text(self, text: str | None) -> None:
        text = " ".join((text or "").split(" ")).strip("\xa0 \t\r\n")
        if text:
            self.sheet.cells[self.row, 0] = text
            self.row += 1

    def _read_table(self, table: etree._Element) -> None:
        caption = table.find("caption")
        if caption is not None:
            self._read_text(cell_text(caption))
        self._read_column_definitions(table)
        rows = [tr for tr in table.iter("tr") if _table_of(tr) is table]
        last = self.row + len(rows)
        taken: dict[int, int] = {}  # column → row up to which (excluded) a cell from above reaches down
        for tr in rows:
            if _HIDDEN.search(tr.get("style") or "") or tr.get("hidden") is not None:
                self.sheet.hidden_rows.append(range(self.row, self.row + 1))
            self._read_row(tr, last, taken)
            self.row += 1

    def _read_row(self, tr: etree._Element, last: int, taken: dict[int, int]) -> None:
        column = 0
        for cell in tr:
            if cell.tag not in ("td", "th"):
                continue
            while taken.get(column, 0) > self.row:
                column += 1
            across = _span(cell.get("colspan"), _WIDEST)
            down = min(_span(cell.get("rowspan"), _LONGEST), last - self.row)
            value, code = cell_value(cell, self.classes)
            at = (self.row, column)
            if value is not None:
                self.sheet.cells[at] = value
            if code:
                self.sheet.formats[at] = code
            if across > 1 or down > 1:
                self.sheet.merges.append(Merge(self.row, column, self.row + down - 1, column + across - 1))
                if down > 1:
                    taken.update((c, self.row + down) for c in range(column, column + across))
            column += across

    def _read_column_definitions(self, table: etree._Element) -> None:
        column = 0
        for col in table.iter("col"):
            if _table_of(col) is table:
                span = range(column, column + _span(col.get("span"), _WIDEST))
                if _HIDDEN.search(col.get("style") or ""):
                    self.sheet.hidden_columns.append(span)
                column = span.stop


def _arranges_tables(table: etree._Element) -> bool:
    """Whether a table inside holds more cells than this one has of its own."""
    inner = [t for t in table.iter("table") if t is not table]
    if len(inner) == 0:
        return False
    own = sum(1 for cell in table.iter("td", "th") if _table_of(cell) is table)
    return max(sum(1 for _ in t.iter("td", "th")) for t in inner) > own


def _table_of(element: etree._Element) -> etree._Element | None:
    return next(element.iterancestors("table"), None)


def _span(text: str | None, most: int) -> int:
    if text is None:
        return 1
    text = text.strip()
    return max(1, min(int(text), most)) if text.isascii() and text.isdigit() else 1
