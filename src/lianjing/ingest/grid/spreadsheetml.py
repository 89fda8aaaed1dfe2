"""SpreadsheetML 2003: the XML that many reporting systems write under the name .xls.

Source: Microsoft, XML Spreadsheet Reference (2001, 2003): ss:Index skips, ss:MergeAcross and ss:MergeDown span, ss:Span repeats.
"""

from collections.abc import Iterator
from datetime import datetime

from lxml import etree

from lianjing.identity.cell import CellError, Value
from lianjing.ingest.grid.formats import changes_what_is_seen
from lianjing.ingest.grid.model import Grid, Merge
from lianjing.ingest.grid.safe_xml import attribute, is_true, local
from lianjing.ingest.grid.source import Source
from lianjing.ingest.grid.sparse import SparseSheet

_NAMED_FORMATS = {"Percent": "0.00%"}
_LAST_ROW, _LAST_COLUMN = 1 << 20, 1 << 14


def spreadsheetml_grids(source: Source, root: etree._Element) -> Iterator[Grid]:
    """One grid a worksheet of the parsed document."""
    sheets = [e for e in root if local(e) == "Worksheet"]
    if len(sheets) == 0:
        source.refuse("no-sheets")
    date1904 = any(local(e) == "Date1904" for e in root.iter())
    formats, red = _risky_styles(root)
    for element in sheets:
        visible = [e.text or "" for part in element if local(part) == "WorksheetOptions" for e in part if local(e) == "Visible"]
        sheet = SparseSheet(attribute(element, "Name") or "", any("Hidden" in v for v in visible))
        for table in element:
            if local(table) == "Table":
                _read_table(table, sheet, formats, red)
        yield sheet.grid(source, date1904=date1904)
        element.clear()


def _risky_styles(root: etree._Element) -> tuple[dict[str, str], set[str]]:
    formats: dict[str, str] = {}
    red: set[str] = set()
    for style in (s for part in root if local(part) == "Styles" for s in part):
        name, parent = attribute(style, "ID") or "", attribute(style, "Parent") or ""
        form = next((attribute(p, "Format") or "" for p in style if local(p) == "NumberFormat"), None)
        code = formats.get(parent, "") if form is None else _NAMED_FORMATS.get(form, form)
        if changes_what_is_seen(code):
            formats[name] = code
        if any((attribute(p, "Color") or "").lower() in ("#ff0000", "#c00000") for p in style if local(p) == "Font"):
            red.add(name)
    return formats, red


def _read_table(table: etree._Element, sheet: SparseSheet, formats: dict[str, str], red: set[str]) -> None:
    row = column = 0
    for element in table:
        if local(element) == "Column":
            column = _index(element, column)
            span = range(column, column + 1 + _number(element, "Span", _LAST_COLUMN))
            if is_true(attribute(element, "Hidden")):
                sheet.hidden_columns.append(span)
            column = span.stop
        elif local(element) == "Row":
            row = _index(element, row)
            rows = range(row, row + 1 + _number(element, "Span", _LAST_ROW))
            if is_true(attribute(element, "Hidden")):
                sheet.hidden_rows.append(rows)
            _read_row(element, row, sheet, formats, red)
            row = rows.stop


def _read_row(element: etree._Element, row: int, sheet: SparseSheet, formats: dict[str, str], red: set[str]) -> None:
    column = 0
    for cell in element:
        if local(cell) != "Cell":
            continue
        column = _index(cell, column)
        at = (row, column)
        across, down = _number(cell, "MergeAcross", _LAST_COLUMN), _number(cell, "MergeDown", _LAST_ROW)
        if across > 0 or down > 0:
            sheet.merges.append(Merge(row, column, row + down, column + across))
        data = next((e for e in cell if local(e) == "Data"), None)
        value = _value(data) if data is not None else None
        style = attribute(cell, "StyleID") or attribute(element, "StyleID") or ""
        if value is not None:
            sheet.cells[at] = value
            if isinstance(value, float) and style in formats:
                sheet.formats[at] = formats[style]
            if style in red:
                sheet.red.add(at)
        elif data is None and attribute(cell, "Formula") is not None:
            sheet.no_value.add(at)
        column += 1 + across


def _value(data: etree._Element) -> Value:
    text = "".join(str(piece) for piece in data.itertext())
    match attribute(data, "Type"):
        case "Number":
            try:
                return float(text)
            except ValueError:
                return text or None
        case "DateTime":
            try:
                moment = datetime.fromisoformat(text).replace(tzinfo=None)
            except ValueError:
                return text or None
            return moment.date() if moment.time() == datetime.min.time() else moment
        case "Boolean":
            return is_true(text)
        case "Error":
            return CellError(text or "#")
        case _:
            return text or None


def _index(element: etree._Element, otherwise: int) -> int:
    text = attribute(element, "Index") or ""
    return int(text) - 1 if text.isdigit() and 0 < int(text) <= _LAST_ROW else otherwise


def _number(element: etree._Element, name: str, most: int) -> int:
    text = attribute(element, name) or ""
    return min(int(text), most) if text.isdigit() else 0
