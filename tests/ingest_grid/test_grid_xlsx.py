"""xlsx: every cell with its type, and all that calamine does not tell."""

import io
from datetime import date, datetime

import pytest
from grid_files import NS, OFFICE, raw_xlsx, workbook
from hypothesis import given
from hypothesis import strategies as st

from lianjing.identity.cell import CellError
from lianjing.ingest.grid import Merge
from lianjing.ingest.grid.sheet_scan import GivenUpError, scan_by_bytes, scan_by_parsing


def test_text_numbers_days_and_truth_keep_their_types(read):
    def fill(book, sheet):
        sheet.write_string(1, 1, "999990197001010014")
        sheet.write_number(1, 2, 999990197001010000)
        sheet.write_datetime(1, 3, datetime(2017, 3, 1), book.add_format({"num_format": "yyyy-mm-dd"}))
        sheet.write_boolean(1, 4, True)
        sheet.write_string(1, 5, " 甲 \n乙")

    (grid,) = read(workbook(fill))
    row = [column[1] for column in grid.columns]
    assert row == [None, "999990197001010014", 999990197001010000.0, date(2017, 3, 1), True, " 甲 \n乙"]
    assert [type(v) for v in row[1:]] == [str, float, date, bool, str]


def test_leading_empty_rows_and_columns_stay_so_that_row_numbers_are_those_of_excel(read):
    (grid,) = read(workbook(lambda book, sheet: sheet.write_string(4, 2, "甲")))
    assert (grid.sheet, grid.height, grid.width) == ("表", 5, 3)
    assert grid.columns[2][4] == "甲"


def test_styled_empty_cells_at_the_end_are_cut(read):
    def fill(book, sheet):
        sheet.write_string(0, 0, "甲")
        for row in range(200):
            sheet.write_blank(row, 9, None, book.add_format({"bg_color": "yellow"}))

    (grid,) = read(workbook(fill))
    assert (grid.height, grid.width) == (1, 1)


def test_an_error_cell_is_an_error_and_not_empty(read):
    first = '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="e"><v>#N/A</v></c></row>'
    xml = f'<sheetData>{first}<row r="3"><c r="D3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row></sheetData>'
    (grid,) = read(raw_xlsx(xml))
    assert grid.columns[1][0] == CellError("#N/A")
    assert grid.columns[3] == [None, None, CellError("#DIV/0!")]


def test_formulas_give_their_stored_value_and_those_without_one_are_listed(read):
    xml = (
        '<sheetData><row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>SUM(A1)</f></c><c r="C1"><f>1</f><v></v></c>'
        '<c r="D1" t="str"><f>""</f><v></v></c><c r="E1"><f t="shared" si="0"/></c>'
        '<c r="F1" t="str"><f>A1</f><v>甲</v></c></row></sheetData>'
    )
    (grid,) = read(raw_xlsx(xml))
    assert [column[0] for column in grid.columns] == [2.0, None, None, None, None, "甲"]
    assert grid.no_value == {(0, 1), (0, 2), (0, 4)}


def test_a_last_row_that_holds_only_a_formula_without_value_counts_as_a_row(read):
    (grid,) = read(raw_xlsx('<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="3"><c r="B3"><f>SUM(A1)</f></c></row></sheetData>'))
    assert (grid.height, grid.width, [len(c) for c in grid.columns]) == (3, 2, [3, 3])


def test_number_formats_that_show_another_number_are_told_for_number_cells(read):
    def fill(book, sheet):
        for column, code in enumerate(["0.00%", '0!.0,"万"', "000000", '0.00"元"', "#,##0.00", "General", "yyyy-mm-dd"]):
            sheet.write_number(0, column, 5, book.add_format({"num_format": code}))
        sheet.write_string(1, 0, "五", book.add_format({"num_format": "0%"}))

    (grid,) = read(workbook(fill))
    assert grid.formats == {(0, 0): "0.00%", (0, 1): '0!.0,"万"', (0, 2): "000000", (0, 3): '0.00"元"'}


def test_values_in_red_are_told(read):
    def fill(book, sheet):
        red = book.add_format({"font_color": "red"})
        sheet.write_number(0, 0, 5, red)
        sheet.write_string(0, 1, "甲", red)
        sheet.write_number(0, 2, 5)
        sheet.write_blank(0, 3, None, red)

    (grid,) = read(workbook(fill))
    assert grid.red == {(0, 0), (0, 1)}


def test_hidden_rows_columns_and_sheets_are_told(read):
    def fill(book, sheet):
        for row in range(5):
            sheet.write_number(row, 3, row)
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_row(900, None, None, {"hidden": True})
        sheet.set_column(1, 2, None, None, {"hidden": True})
        book.add_worksheet("旧").hide()
        book.add_worksheet("更旧").very_hidden()

    grids = read(workbook(fill))
    assert [(g.sheet, g.hidden) for g in grids] == [("表", False), ("旧", True), ("更旧", True)]
    assert (grids[0].hidden_rows, grids[0].hidden_columns) == ({2}, {1, 2})


def test_merged_areas_are_zero_based_and_inclusive(read):
    (grid,) = read(workbook(lambda book, sheet: sheet.merge_range(1, 0, 2, 3, "甲")))
    assert grid.merges == (Merge(1, 0, 2, 3),)
    assert grid.columns[0] == [None, "甲"]


def test_both_date_systems_give_the_same_day(read):
    def fill(book, sheet):
        sheet.write_datetime(0, 0, datetime(2017, 3, 1, 8, 30), book.add_format({"num_format": "yyyy-mm-dd hh:mm"}))

    (old,), (mac,) = read(workbook(fill)), read(workbook(fill, date_1904=True))
    assert old.columns == mac.columns == [[datetime(2017, 3, 1, 8, 30)]]
    assert (old.date1904, mac.date1904) == (False, True)


def test_a_length_of_time_is_text(read):
    (grid,) = read(workbook(lambda book, sheet: sheet.write_number(0, 0, 26.5 / 24, book.add_format({"num_format": "[h]:mm:ss"}))))
    assert grid.columns == [["26:30:00"]]


def test_a_workbook_of_charts_only_has_no_sheet(refusal):
    def fill(book, sheet):
        book.add_chartsheet("图").set_chart(book.add_chart({"type": "line"}))

    xml = f'<workbook {NS} xmlns:r="{OFFICE}"><sheets></sheets></workbook>'
    assert refusal(raw_xlsx("<sheetData/>", workbook_xml=xml)).code == "no-sheets"


def test_an_empty_sheet_is_a_grid_without_rows(read):
    (grid,) = read(workbook(lambda book, sheet: None))
    assert (grid.height, grid.width, grid.columns) == (0, 0, [])


@pytest.mark.parametrize("head", ['<?xml version="1.0" encoding="UTF-16"?>', '<?xml version="1.0"?>'])
def test_prefixed_names_and_utf_16_are_read_as_well(read, head):
    row = '<x:row r="2" hidden="true"><x:c r="B2" t="e"><x:v>#REF!</x:v></x:c></x:row>'
    names = NS.replace("xmlns", "xmlns:x")
    xml = f"{head}<x:worksheet {names}><x:sheetData>{row}</x:sheetData></x:worksheet>"
    (grid,) = read(raw_xlsx(xml.encode("utf-16") if "16" in head else xml))
    assert (grid.columns, grid.hidden_rows) == ([[None, None], [None, CellError("#REF!")]], {1})


def test_cells_without_reference_follow_the_one_before(read):
    xml = '<sheetData><row><c><v>1</v></c><c t="e"><v>#N/A</v></c></row><row><c><v>2</v></c></row></sheetData>'
    (grid,) = read(raw_xlsx(xml))
    assert grid.columns == [[1.0, 2.0], [CellError("#N/A"), None]]


def test_words_that_look_like_attributes_inside_a_text_deceive_nobody(read):
    text = '&lt;c r="A1" t="e" s="1"&gt; hidden="1" t="e"'
    xml = f'<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t> hidden="1" t="e" s="1" {text}</t></is></c></row></sheetData>'
    (grid,) = read(raw_xlsx(xml, styles='<cellXfs><xf numFmtId="0"/><xf numFmtId="9"/></cellXfs>'))
    assert (grid.hidden_rows, grid.formats) == (frozenset(), {})
    assert isinstance(grid.columns[0][0], str)


CELL = st.sampled_from(
    [
        "<v>5</v>",
        "<f>A1</f>",
        "<f>A1</f><v>7</v>",
        "<f>A1</f><v/>",
        '<f t="shared" si="0"/>',
        '<f t="shared" si="0"/><v>1</v>',
        "",
    ]
)
STYLE = st.sampled_from(["", ' s="1"', ' s="2"'])
KIND = st.sampled_from(["", ' t="s"', ' t="str"', ' t="e"', ' t="n"', ' t="b"'])


@st.composite
def sheets(draw):
    """The XML of a sheet with rows and cells of every kind."""
    rows = []
    for number in sorted(draw(st.sets(st.integers(1, 40), max_size=8))):
        names = sorted(draw(st.sets(st.sampled_from(["A", "B", "Z", "AA", "ABC"]), max_size=4)), key=lambda n: (len(n), n))
        cells = "".join(f'<c r="{name}{number}"{draw(STYLE)}{draw(KIND)}>{draw(CELL)}</c>' for name in names)
        hidden = draw(st.sampled_from(["", ' hidden="1"', ' hidden="0"', ' hidden="true"']))
        rows.append(f'<row r="{number}"{hidden}>{cells}</row>' if cells or draw(st.booleans()) else f'<row r="{number}"{hidden}/>')
    columns = draw(st.sampled_from(["", '<cols><col min="2" max="3" hidden="1"/><col min="5" max="5"/></cols>']))
    return f"<worksheet {NS}>{columns}<sheetData>{''.join(rows)}</sheetData></worksheet>".encode()


@given(sheets(), st.sampled_from([1 << 19, 200, 77]))
def test_the_fast_scan_sees_what_parsing_sees(xml, chunk):
    number_styles, value_styles = frozenset({1}), frozenset({2})
    plain = scan_by_parsing(io.BytesIO(xml), number_styles, value_styles)
    fast = scan_by_bytes(_InPieces(xml, chunk), number_styles, value_styles)
    assert (fast.hidden_rows, fast.hidden_columns, fast.errors) == (plain.hidden_rows, plain.hidden_columns, plain.errors)
    assert (fast.no_value, fast.numbers_in_style) == (plain.no_value, plain.numbers_in_style)
    assert fast.values_in_style == plain.values_in_style
    assert fast.height >= plain.height
    assert fast.width >= plain.width


def test_the_fast_scan_gives_up_on_what_it_does_not_know():
    with pytest.raises(GivenUpError):
        scan_by_bytes(
            io.BytesIO(f"<worksheet {NS}><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>".encode()), frozenset(), frozenset()
        )


class _InPieces(io.BytesIO):
    """A stream that gives less than it is asked for, as a zip may."""

    def __init__(self, data, most):
        super().__init__(data)
        self.most = most

    def read(self, size=-1):
        return super().read(min(size, self.most) if size >= 0 else self.most)
