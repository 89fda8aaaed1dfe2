"""ods, ots and flat ods: one pass over the XML, which alone tells of errors, hidden rows, formats and merges.

Source: OASIS OpenDocument 1.3 part 3, section 9 (tables). Repeats are counted, never unfolded where they are empty: the last row of a
sheet is usually repeated a million times.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import product
from typing import IO

from lxml import etree

from lianjing.identity.cell import CellError, Value
from lianjing.ingest.grid.model import Grid, Merge
from lianjing.ingest.grid.ods_styles import OdsStyles
from lianjing.ingest.grid.package import BROKEN, Package
from lianjing.ingest.grid.safe_xml import local
from lianjing.ingest.grid.source import Source
from lianjing.ingest.grid.sparse import SparseSheet

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CALC_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_STYLES = frozenset({"style", "number-style", "percentage-style", "currency-style"})
_ASKED_FOR = [
    *(_TABLE + name for name in ("table", "table-row", "table-column", "table-source")),
    *("{*}" + name for name in sorted(_STYLES)),
]
_PARAGRAPHS = (_TEXT + "p", _TEXT + "h")
_CELLS = (_TABLE + "table-cell", _TABLE + "covered-table-cell")
_VALUE_TYPE, _FORMULA, _STYLE = _OFFICE + "value-type", _TABLE + "formula", _TABLE + "style-name"
_UNSEEN = frozenset({"annotation", "note", "ruby-text"})  # inside a cell, but not its text
_ERROR = re.compile(r"#(N/A|DIV/0!|REF!|NAME\?|NUM!|VALUE!|NULL!)|Err:[0-9]{3}")
_LENGTH = re.compile(r"(-?)P(?:(\d+)D)?T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,]\d+)?S)?")


@dataclass(slots=True)
class _Sheet(SparseSheet):
    """A sheet as it is being read."""

    row: int = 0
    column: int = 0  # of the column definitions
    column_styles: list[tuple[range, str]] = field(default_factory=list)
    linked: bool = False  # the cached copy of another file's sheet


def ods_grids(source: Source, package: Package) -> Iterator[Grid]:
    """One grid a sheet of the zip's content.xml."""
    if b"encryption-data" in package.read("META-INF/manifest.xml"):
        source.refuse("encrypted")
    if "content.xml" not in package:
        source.refuse("damaged-zip")
    styles = OdsStyles()
    for _, element in _parse(io.BytesIO(package.read("styles.xml")), ("end",)) if "styles.xml" in package else ():
        if local(element) in _STYLES:
            styles.note(element)
    with package.open("content.xml") as stream:
        yield from flat_ods_grids(source, stream, styles)


def flat_ods_grids(source: Source, stream: IO[bytes], styles: OdsStyles | None = None) -> Iterator[Grid]:
    """One grid a sheet of a content.xml, or of a whole document in one XML file."""
    styles = styles if styles is not None else OdsStyles()
    found = False
    try:
        for sheet in _sheets(source, _parse(stream, ("start", "end")), styles):
            found = True
            yield sheet.grid(source)
    except (etree.XMLSyntaxError, *BROKEN) as e:
        source.refuse("workbook-damaged", why=" ".join(str(e).split())[:120])
    if not found:
        source.refuse("no-sheets")


def _parse(stream: IO[bytes], events: tuple[str, ...]) -> Iterator[tuple[str, etree._Element]]:
    return iter(
        etree.iterparse(stream, events=events, tag=_ASKED_FOR, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    )


def _sheets(source: Source, events: Iterator[tuple[str, etree._Element]], styles: OdsStyles) -> Iterator[_Sheet]:
    sheet: _Sheet | None = None
    for event, element in events:
        tag = element.tag
        if event == "start":
            if tag == _TABLE + "table" and sheet is None and _is_in_spreadsheet(element):
                sheet = _Sheet(element.get(_TABLE + "name") or "", (element.get(_TABLE + "style-name") or "") in styles.hidden_sheets)
        elif sheet is None:
            if local(element) in _STYLES:
                styles.note(element)
        elif tag == _TABLE + "table-row":
            if not _is_inside(element, "table-cell"):
                _read_row(source, element, sheet, styles)
                element.clear()
                _drop_before(element)
        elif tag == _TABLE + "table-column":
            _read_column(element, sheet)
        elif tag == _TABLE + "table-source":
            sheet.linked = True
        elif tag == _TABLE + "table" and not _is_inside(element, "table-cell"):
            if not sheet.linked:
                yield sheet
            sheet = None
            element.clear()


def _is_in_spreadsheet(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == _OFFICE + "spreadsheet"


def _is_inside(element: etree._Element, name: str) -> bool:
    return any(True for _ in element.iterancestors(_TABLE + name))


def _drop_before(element: etree._Element) -> None:
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _read_column(element: etree._Element, sheet: _Sheet) -> None:
    span = range(sheet.column, sheet.column + _count(element, "number-columns-repeated"))
    sheet.column = span.stop
    if element.get(_TABLE + "visibility") in ("collapse", "filter"):
        sheet.hidden_columns.append(span)
    style = element.get(_TABLE + "default-cell-style-name")
    if style is not None:
        sheet.column_styles.append((span, style))


def _read_row(source: Source, element: etree._Element, sheet: _Sheet, styles: OdsStyles) -> None:
    rows = range(sheet.row, sheet.row + _count(element, "number-rows-repeated"))
    sheet.row = rows.stop
    if element.get(_TABLE + "visibility") in ("collapse", "filter"):
        sheet.hidden_rows.append(rows)
    column = 0
    for cell in element:
        if cell.tag in _CELLS:
            columns = range(column, column + _count(cell, "number-columns-repeated"))
            column = columns.stop
            _read_cell(source, cell, rows, columns, sheet, styles)


def _read_cell(source: Source, cell: etree._Element, rows: range, columns: range, sheet: _Sheet, styles: OdsStyles) -> None:
    value = _value(cell)
    across, down = _count(cell, "number-columns-spanned"), _count(cell, "number-rows-spanned")
    if across > 1 or down > 1:
        sheet.merges.append(Merge(rows.start, columns.start, rows.start + down - 1, columns.start + across - 1))
    waits = value is None and cell.get(_FORMULA) is not None and cell.get(_VALUE_TYPE) is None
    if value is None and not waits:
        return
    source.check_cells(sheet.name, rows.stop, columns.stop)
    style = cell.get(_STYLE) or next((s for span, s in sheet.column_styles if columns.start in span), "")
    code = styles.formats.get(style, "") if isinstance(value, float) else ""
    red = style in styles.red
    for at in product(rows, columns):
        if waits:
            sheet.no_value.add(at)
        else:
            sheet.cells[at] = value
        if code:
            sheet.formats[at] = code
        if red:
            sheet.red.add(at)


def _value(cell: etree._Element) -> Value:
    kind = cell.get(_VALUE_TYPE)
    if cell.get(_CALC_TYPE) == "error":
        return CellError(_text(cell) or "#")
    match kind:
        case None:
            return _text(cell) or None
        case "float" | "percentage" | "currency":
            return _number(cell.get(_OFFICE + "value"), cell)
        case "date":
            return _day(cell.get(_OFFICE + "date-value"), cell)
        case "time":
            return _time(cell.get(_OFFICE + "time-value"), cell)
        case "boolean":
            return cell.get(_OFFICE + "boolean-value") == "true"
        case _:
            given = cell.get(_OFFICE + "string-value")
            text = given if given is not None else _text(cell)
            if cell.get(_FORMULA) is not None and _ERROR.fullmatch(text):
                return CellError(text)
            return text or None


def _number(text: str | None, cell: etree._Element) -> Value:
    try:
        return float(text or "")
    except ValueError:
        return _text(cell) or None


def _day(text: str | None, cell: etree._Element) -> Value:
    try:
        if text is not None and len(text) == len("2017-03-01"):
            return date.fromisoformat(text)
        return datetime.fromisoformat(text or "").replace(tzinfo=None)
    except ValueError:
        return text or _text(cell) or None


def _time(text: str | None, cell: etree._Element) -> Value:
    match = _LENGTH.fullmatch(text or "")
    if match is None:
        return text or _text(cell) or None
    days, hours, minutes, seconds = (int(part or 0) for part in match.groups()[1:])
    hours += 24 * days
    if match[1] == "" and hours < 24 and minutes < 60 and seconds < 60:
        return time(hours, minutes, seconds)
    return f"{match[1]}{hours}:{minutes:02}:{seconds:02}"


def _text(cell: etree._Element) -> str:
    """The paragraphs as lines; comments are no part of it."""
    return "\n".join([(p.text or "") if len(p) == 0 else "".join(_pieces(p)) for p in cell if p.tag in _PARAGRAPHS])


def _pieces(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for part in element:
        name = local(part)
        if name == "s":
            yield " " * min(int(part.get(_TEXT + "c") or 1), 1000)
        elif name == "tab":
            yield "\t"
        elif name == "line-break":
            yield "\n"
        elif name not in _UNSEEN:
            yield from _pieces(part)
        yield part.tail or ""


def _count(element: etree._Element, name: str) -> int:
    text = element.get(_TABLE + name)
    return 1 if text is None or not text.isdigit() else max(1, int(text))
