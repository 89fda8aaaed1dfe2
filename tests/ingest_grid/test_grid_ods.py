"""ods: in a zip or flat, with what only its XML tells."""

from datetime import date, datetime, time

import pytest
from grid_files import zipped

from lianjing.identity.cell import CellError
from lianjing.ingest.grid import Merge

NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in [("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"), ("number", "datastyle")]
)
NAMES += ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
NAMES += ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
MIME = "application/vnd.oasis.opendocument.spreadsheet"


@pytest.fixture(params=["zip", "flat"])
def read_tables(read, request):
    """Tables (and styles) as XML → grids, by both kinds of file."""

    def read_tables(tables, styles=""):
        body = f"<office:automatic-styles>{styles}</office:automatic-styles>"
        body += f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        if request.param == "flat":
            return read(
                f'<?xml version="1.0" encoding="UTF-8"?><office:document {NAMES} office:mimetype="{MIME}">{body}</office:document>'.encode()
            )
        return read(zipped({"mimetype": MIME, "content.xml": f"<office:document-content {NAMES}>{body}</office:document-content>"}))

    return read_tables


def table(rows, name="表", rest=""):
    """One sheet."""
    return f'<table:table table:name="{name}" {rest}>{rows}</table:table>'


def cell(kind, value="", text="", rest=""):
    """One cell of a value type."""
    attribute = {"float": "value", "percentage": "value", "date": "date-value", "time": "time-value", "boolean": "boolean-value"}.get(kind)
    given = f'office:{attribute}="{value}"' if attribute else ""
    return f'<table:table-cell office:value-type="{kind}" {given} {rest}><text:p>{text}</text:p></table:table-cell>'


def test_every_value_type_is_kept(read_tables):
    row = cell("string", text="甲<text:s text:c='2'/>乙") + cell("float", "999990197001010000") + cell("date", "2017-03-01")
    row += cell("date", "2017-03-01T08:30:00") + cell("time", "PT08H30M00S") + cell("time", "PT26H30M00S") + cell("boolean", "true")
    (grid,) = read_tables(table(f"<table:table-row>{row}</table:table-row>"))
    assert [c[0] for c in grid.columns] == [
        "甲  乙",
        999990197001010000.0,
        date(2017, 3, 1),
        datetime(2017, 3, 1, 8, 30),
        time(8, 30),
        "26:30:00",
        True,
    ]


def test_paragraphs_are_lines_and_comments_are_no_text(read_tables):
    inner = "<office:annotation><text:p>批注</text:p></office:annotation><text:p>一<text:span>二</text:span></text:p><text:p>三</text:p>"
    (grid,) = read_tables(
        table(f'<table:table-row><table:table-cell office:value-type="string">{inner}</table:table-cell></table:table-row>')
    )
    assert grid.columns == [["一二\n三"]]


def test_repeats_are_counted_and_empty_ones_never_unfolded(read_tables):
    rows = '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
    filled = f'<table:table-cell table:number-columns-repeated="2"/>{cell("float", "5")}'
    rows += f'<table:table-row table:number-rows-repeated="2">{filled}</table:table-row>'
    rows += (
        '<table:table-row table:number-rows-repeated="1048571"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    (grid,) = read_tables(table(rows))
    assert grid.columns == [[None] * 5, [None] * 5, [None, None, None, 5.0, 5.0]]


def test_errors_and_formulas_without_value_are_told(read_tables):
    row = cell("string", text="#N/A", rest='calcext:value-type="error" table:formula="of:=NA()"')
    row += cell("string", text="Err:502", rest='table:formula="of:=X()"') + cell("string", text="#N/A")
    row += '<table:table-cell table:formula="of:=A1"/>'
    (grid,) = read_tables(table(f"<table:table-row>{row}</table:table-row>"))
    assert [c[0] for c in grid.columns] == [CellError("#N/A"), CellError("Err:502"), "#N/A", None]
    assert grid.no_value == {(0, 3)}


def test_merges_hidden_rows_columns_and_sheets_are_told(read_tables):
    styles = '<style:style style:name="ta1" style:family="table"><style:table-properties table:display="false"/></style:style>'
    columns = '<table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
    merged = cell("string", text="甲", rest='table:number-columns-spanned="3" table:number-rows-spanned="2"')
    covered = '<table:covered-table-cell table:number-columns-repeated="2"/>'
    rows = f'<table:table-row table:visibility="filter">{merged}{covered}</table:table-row>'
    rows += f'<table:table-row><table:covered-table-cell table:number-columns-repeated="3"/>{cell("float", "1")}</table:table-row>'
    first, second = read_tables(table(columns + rows) + table("", "旧", 'table:style-name="ta1"'), styles)
    assert (first.merges, first.hidden_rows, first.hidden_columns) == ((Merge(0, 0, 1, 2),), {0}, {1, 2})
    assert [(g.sheet, g.hidden, g.height) for g in (first, second)] == [("表", False, 2), ("旧", True, 0)]


def test_formats_that_show_another_number_are_told(read_tables):
    inner = '<number:number number:min-integer-digits="1"/><number:text>%</number:text>'
    styles = f'<number:percentage-style style:name="N1">{inner}</number:percentage-style>'
    styles += '<number:number-style style:name="N2"><number:number number:min-integer-digits="6"/></number:number-style>'
    for i in (1, 2):
        styles += f'<style:style style:name="ce{i}" style:family="table-cell" style:data-style-name="N{i}"/>'
    columns = '<table:table-column/><table:table-column table:default-cell-style-name="ce2"/>'
    row = cell("percentage", "0.05", rest='table:style-name="ce1"') + cell("float", "123")
    (grid,) = read_tables(table(f"{columns}<table:table-row>{row}</table:table-row>"), styles)
    assert grid.formats == {(0, 0): "0%", (0, 1): "000000"}


def test_a_locked_document_is_named(refusal):
    parts = {"mimetype": MIME, "META-INF/manifest.xml": "<manifest:encryption-data/>", "content.xml": b"\x00\x01"}
    assert refusal(zipped(parts)).code == "encrypted"
