"""HTML pages, web archives and SpreadsheetML under the name of a workbook."""

from datetime import date

import pytest

from lianjing.identity.cell import CellError
from lianjing.ingest.grid import Merge


def page(body, head=""):
    """A page as a reporting system writes it."""
    return f'<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>{head}</head><body>{body}</body></html>'


def test_a_rare_character_in_a_page_that_claims_gb2312_cuts_nothing_off(read):
    rows = "".join(f"<tr><td>{i}</td><td>朱镕{i}</td></tr>" for i in range(500))
    (grid,) = read(page(f"<table>{rows}</table>", '<meta charset="gb2312">').encode("gb18030"), "x.xls")
    assert (grid.height, grid.columns[1][499]) == (500, "朱镕499")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_encoding_is_found_whatever_the_page_says(read, encoding):
    (grid,) = read(('<?xml version="1.0" encoding="big5"?>' + page("<table><tr><td>甲</td></tr></table>")).encode(encoding))
    assert grid.columns == [["甲"]]


def test_the_type_stands_in_the_attributes(read):
    head = "<style>.t{mso-number-format:\"\\@\";} .p{mso-number-format:'0\\.00%';}</style>"
    row = "<td class=t x:num>123</td><td style=\"mso-number-format:'\\@'\">0012</td><td x:num='3.5'>3.50</td><td x:num>1,200</td>"
    row += "<td class=p x:num='0.05'>5%</td><td>12.5</td><td x:err='#N/A'>#N/A</td><td x:bool='TRUE'>TRUE</td>"
    row += "<td style='mso-number-format:\"yyyy\\-mm\\-dd\"' x:num='42795'>2017-03-01</td>"
    (grid,) = read(page(f"<table><tr>{row}</tr></table>", head).encode())
    assert [c[0] for c in grid.columns] == ["123", "0012", 3.5, 1200.0, 0.05, "12.5", CellError("#N/A"), True, "2017-03-01"]
    assert grid.formats == {(0, 4): "0.00%"}


def test_spans_become_merges_and_move_their_neighbours(read):
    body = "<table><tr><td rowspan=2>甲</td><td colspan=2>乙</td></tr><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>"
    (grid,) = read(page(body).encode())
    assert grid.columns == [["甲", None, "3"], ["乙", "1", None], [None, "2", None]]
    assert grid.merges == (Merge(0, 0, 1, 0), Merge(0, 1, 0, 2))


def test_a_span_beyond_the_table_or_sense_is_cut(read):
    (grid,) = read(page("<table><tr><td rowspan=9999999>甲</td><td colspan=x>乙</td></tr></table>").encode())
    assert (grid.height, grid.width, grid.merges) == (1, 2, ())


def test_cells_and_rows_that_are_never_closed_are_told_apart(read):
    (grid,) = read(b"<table><tr><td>a<td>b<tr><td>1<td>2</table>")
    assert grid.columns == [["a", "1"], ["b", "2"]]


def test_white_space_counts_as_a_browser_shows_it(read):
    (grid,) = read(page("<table><tr><td>\n  甲 \n 乙<br>丙 </td><td>&nbsp;</td><td><p>一</p><p>二</p></td></tr></table>").encode())
    assert [c[0] for c in grid.columns] == ["甲 乙\n丙", None, "一\n二"]


def test_tables_below_each_other_and_titles_between_stand_in_one_sheet(read):
    body = "<p>公示</p><table><tr><td>a</td><td>b</td></tr></table><div>单位：元</div><table><tr><td>1</td><td>2</td></tr></table>"
    (grid,) = read(page(body).encode())
    assert grid.columns == [["公示", "a", "单位：元", "1"], [None, "b", None, "2"]]


def test_a_table_that_only_arranges_tables_gives_way(read):
    inner = "<table><tr><td>a</td><td>b</td></tr><tr><td>1</td><td>2</td></tr></table>"
    (grid,) = read(page(f"<table><tr><td>{inner}</td></tr></table>").encode())
    assert grid.columns == [["a", "1"], ["b", "2"]]


def test_a_small_table_inside_a_cell_is_that_cells_text(read):
    inner = "<table><tr><td>小</td></tr></table>"
    (grid,) = read(page(f"<table><tr><td>a</td><td>{inner}</td></tr><tr><td>1</td><td>2</td></tr></table>").encode())
    assert grid.columns == [["a", "1"], ["小", "2"]]


def test_hidden_rows_are_told_and_commented_ones_are_none(read):
    (grid,) = read(page("<table><tr style='display:none'><td>a</td></tr><!-- <tr><td>x</td></tr> --><tr><td>b</td></tr></table>").encode())
    assert (grid.columns, grid.hidden_rows) == ([["a", "b"]], {0})


def test_the_sheets_name_is_found(read):
    head = "<!--[if gte mso 9]><xml><x:ExcelWorkbook><x:ExcelWorksheets><x:ExcelWorksheet><x:Name>发放表</x:Name></x:ExcelWorksheet></x:ExcelWorksheets></x:ExcelWorkbook></xml><![endif]-->"  # noqa: E501
    (grid,) = read(page("<table><tr><td>a</td></tr></table>", head).encode())
    assert grid.sheet == "发放表"


def test_a_zero_character_does_not_end_the_page(read):
    (grid,) = read(page("<table><tr><td>a\0</td></tr><tr><td>b</td></tr></table>").encode() + b" " * 200)
    assert grid.columns == [["a", "b"]]


def test_a_web_archive_gives_one_grid_a_sheet(read):
    frame = '<x:ExcelWorksheet><x:Name>发放表</x:Name><x:WorksheetSource HRef="x.files/sheet001.htm"/></x:ExcelWorksheet>'
    head = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B\r\n\r\n"
    parts = [("x.htm", frame), ("x.files/sheet001.htm", page("<table><tr><td>甲</td></tr></table>"))]
    data = head + b"".join(
        f"--B\r\nContent-Location: file:///C:/{place}\r\nContent-Type: text/html; charset=gb2312\r\n\r\n".encode()
        + text.encode("gb18030")
        + b"\r\n"
        for place, text in parts
    )
    (grid,) = read(data + b"--B--\r\n")
    assert (grid.sheet, grid.columns) == ("发放表", [["甲"]])


SS = 'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
X = 'xmlns:x="urn:schemas-microsoft-com:office:excel"'


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_spreadsheetml_keeps_types_positions_and_what_is_hidden(read, encoding):
    percent = '<Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style>'
    cells = '<Cell ss:Index="2"><Data ss:Type="String">999990197001010014</Data></Cell>'
    cells += '<Cell ss:StyleID="p"><Data ss:Type="Number">0.05</Data></Cell>'
    cells += '<Cell ss:MergeAcross="1"><Data ss:Type="DateTime">2017-03-01T00:00:00.000</Data></Cell>'
    cells += '<Cell><Data ss:Type="Error">#N/A</Data></Cell><Cell ss:Formula="=1"/>'
    rows = f'<Row ss:Index="3" ss:Hidden="1">{cells}</Row><Row><Cell><Data ss:Type="Boolean">1</Data></Cell></Row>'
    sheet = f'<Table><Column ss:Hidden="1"/>{rows}</Table>'
    hidden = f"<WorksheetOptions {X.replace('xmlns:x', 'xmlns')}><Visible>SheetHidden</Visible></WorksheetOptions>"
    xml = f'<?xml version="1.0" encoding="{encoding}"?><?mso-application progid="Excel.Sheet"?><Workbook {SS}><Styles>{percent}</Styles>'
    xml += f'<Worksheet ss:Name="发放表">{sheet}</Worksheet><Worksheet ss:Name="旧"><Table/>{hidden}</Worksheet></Workbook>'
    first, second = read(xml.encode(encoding))
    assert [c[2] for c in first.columns] == [None, "999990197001010014", 0.05, date(2017, 3, 1), None, CellError("#N/A"), None]
    assert first.columns[0][3] is True
    assert (first.formats, first.no_value, first.merges) == ({(2, 2): "0.00%"}, {(2, 6)}, (Merge(2, 3, 2, 4),))
    assert (first.hidden_rows, first.hidden_columns) == ({2}, {0})
    assert [(g.sheet, g.hidden) for g in (first, second)] == [("发放表", False), ("旧", True)]


def test_numbers_that_libreoffice_writes_are_numbers(read):
    row = "<td sdval='5' sdnum='2052;'>5</td><td sdval='0' sdnum='2052;'>#DIV/0!</td>"
    row += "<td sdval='42795' sdnum='2052;2052;YYYY-MM-DD'>2017-03-01</td>"
    (grid,) = read(page(f"<table><tr>{row}</tr></table>").encode())
    assert grid.columns == [[5.0], [CellError("#DIV/0!")], ["2017-03-01"]]
