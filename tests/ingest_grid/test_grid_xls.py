"""xls: numbers stay numbers, errors stay errors, and old or bare streams are read too."""

import struct
from datetime import date

from grid_files import biff8, biff_label, biff_number

from lianjing.identity.cell import CellError
from lianjing.ingest.grid import Merge


def test_text_and_numbers_keep_their_types(read):
    (grid,) = read(biff8([biff_label(1, 0, "身份证号"), biff_label(1, 1, "999990197001010014"), biff_number(2, 1, 999990197001010000)]))
    assert grid.columns == [[None, "身份证号", None], [None, "999990197001010014", 999990197001010000.0]]
    assert isinstance(grid.columns[1][2], float)


def test_error_and_truth_cells_are_told_apart(read):
    (grid,) = read(biff8([(0x205, struct.pack("<HHHBB", 0, 0, 0, 0x2A, 1)), (0x205, struct.pack("<HHHBB", 0, 1, 0, 1, 0))]))
    assert grid.columns == [[CellError("#N/A")], [True]]


def test_days_come_by_format_and_by_date_system(read):
    formats = {164: "yyyy-mm-dd", 165: "[h]:mm:ss"}
    cells = [biff_number(0, 0, 42795, 1), biff_number(0, 1, 42795, 0), biff_number(0, 2, 26.5 / 24, 2)]
    (grid,) = read(biff8(cells, formats=formats))
    assert grid.columns == [[date(2017, 3, 1)], [42795.0], ["26:30:00"]]
    (mac,) = read(biff8([biff_number(0, 0, 42795 - 1462, 1)], formats=formats, date1904=True))
    assert (mac.columns, mac.date1904) == ([[date(2017, 3, 1)]], True)


def test_a_negative_number_under_a_date_format_stays_a_number(read):
    (grid,) = read(biff8([biff_number(0, 0, -350.5, 1), biff_number(1, 0, 0, 1)], formats={164: "yyyy-mm-dd"}))
    assert grid.columns == [[-350.5, 0.0]]


def test_formats_that_show_another_number_are_told(read):
    (grid,) = read(biff8([biff_number(0, 0, 0.05, 1), biff_number(0, 1, 123, 2)], formats={164: "0.0%", 165: "000000"}))
    assert grid.formats == {(0, 0): "0.0%", (0, 1): "000000"}


def test_hidden_rows_columns_sheets_and_merges_are_told(read):
    hidden_row = (0x208, struct.pack("<HHHHHHHH", 1, 0, 1, 255, 0, 0, 0x20, 0))
    hidden_column = (0x7D, struct.pack("<HHHHHH", 1, 1, 2560, 0, 1, 0))
    merge = (0xE5, struct.pack("<HHHHH", 1, 0, 1, 0, 2))
    (grid,) = read(biff8([hidden_column, hidden_row, biff_label(1, 0, "甲"), biff_label(2, 2, "乙"), merge], state=1))
    assert (grid.hidden, grid.hidden_rows, grid.hidden_columns) == (True, {1}, {1})
    assert grid.merges == (Merge(0, 0, 1, 2),)


def test_a_damaged_xls_gets_its_sentence(refusal):
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert refusal(ole).code in ("workbook-damaged", "not-a-table")
