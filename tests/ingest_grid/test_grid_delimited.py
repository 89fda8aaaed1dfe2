"""csv and txt: any encoding, any delimiter, nothing lost."""

import csv
import io

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from lianjing.identity.cell import CellError
from lianjing.ingest.grid.delimited import delimited_grids, find_delimiter
from lianjing.ingest.grid.model import Limits
from lianjing.ingest.grid.source import Source
from lianjing.ingest.grid.text import decode

ENCODINGS = ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
BAD = CellError("bad-encoding")


def rows_of(data: bytes):
    """The rows as the reader sees them."""
    (grid,) = delimited_grids(Source("x.csv", data, Limits()), decode(data))
    return [[column[r] for column in grid.columns] for r in range(grid.height)]


def as_csv(rows, delimiter):
    """Written as csv writers do, quotes only where needed."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


HEADER = ["姓名", "身份证号", "金额", "备注"]
CELLS = st.one_of(
    st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=6),
    st.from_regex(r"[0-9]{1,18}", fullmatch=True),
    st.sampled_from(["", "12.50", '他说"好"', "甲,乙", "甲;乙", "一\n二", "　", "a|b", "镕喆㐂"]),
)


@given(
    st.lists(st.lists(CELLS, min_size=4, max_size=4), min_size=3, max_size=12),
    st.sampled_from(ENCODINGS),
    st.sampled_from([",", "\t", ";", "|"]),
)
@example([["", "", "", ""], ["女", "1", "2", "3"], ["女", "1", "2", "3"]], "gb18030", ",")
def test_what_is_written_in_any_encoding_and_delimiter_is_read_back(rows, encoding, delimiter):
    table = [HEADER, *([v.replace("|", "") if delimiter == "|" else v for v in row] for row in rows)]
    assume(any(table[-1]))
    data = as_csv(table, delimiter).encode(encoding)
    assert rows_of(data) == [[v or None for v in row] for row in table]


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|", "，"])
def test_the_delimiter_is_the_one_that_divides_all_rows_alike(delimiter):
    text = "\n".join(
        delimiter.join(row)
        for row in [["姓名", "住址", "金额"], ["甲", "村，东；西、北", "1 5"], ["乙", "x", "2"]]
        if delimiter != "，" or row
    )
    if delimiter == "，":
        text = text.replace("村，东", "村东")
    assert find_delimiter(text) == delimiter


def test_a_full_width_comma_in_prose_is_no_delimiter(read):
    (grid,) = read("关于召开会议的通知，请各村参加。\n时间另行通知。\n地点在会议室，不得缺席，请准时。\n".encode())
    assert grid.width == 1


def test_every_value_of_a_csv_is_text(read):
    (grid,) = read(b"a,b\n1,2.50\n999990197001010014,2017-03-01\n")
    assert grid.columns == [["a", "1", "999990197001010014"], ["b", "2.50", "2017-03-01"]]


def test_blank_lines_count_as_rows_and_trailing_ones_are_cut(read):
    (grid,) = read(b"\na,b\n\n1,2\n\n,\n")
    assert grid.columns == [[None, "a", None, "1"], [None, "b", None, "2"]]


def test_rows_of_different_length_are_filled_up(read):
    (grid,) = read(b"a,b\n1,2,3\n4\n5,6\n")
    assert grid.columns == [["a", "1", "4", "5"], ["b", "2", None, "6"], [None, "3", None, None]]


def test_lines_in_two_encodings_are_each_read_in_their_own(read):
    (grid,) = read("姓名,村\n".encode() + "张三,东村\n".encode("gb18030") + "李四,西村\n".encode() + "王女,北村\n".encode("gb18030"))
    assert grid.columns == [["姓名", "张三", "李四", "王女"], ["村", "东村", "西村", "北村"]]


def test_a_gbk_file_is_not_taken_for_utf_8_because_of_one_short_line(read):
    (grid,) = read("性别\n女\n男\n女\n".encode("gb18030"))
    assert grid.columns == [["性别", "女", "男", "女"]]


def test_a_cell_that_no_encoding_explains_is_kept_as_an_error_and_its_neighbours_are_read(read):
    (grid,) = read("姓名,金额\n甲,1\n".encode() + b"\xff\xff\x81,2\n" + "丙,3\n".encode())
    assert grid.columns == [["姓名", "甲", BAD, "丙"], ["金额", "1", "2", "3"]]


def test_a_quote_that_is_never_closed_swallows_no_rows(read):
    lines = [f"{i},名{i},{i}.5" for i in range(200)]
    lines[20] = '20,"名20,20.5'
    (grid,) = read("\n".join(lines).encode())
    assert grid.height == 200
    assert grid.columns[0][21:24] == ["21", "22", "23"]
    assert grid.columns[1][20] == '"名20'


def test_excels_line_that_names_the_delimiter_is_no_row(read):
    (grid,) = read(b"sep=;\r\na;b,c\r\n1;2\r\n")
    assert grid.columns == [["a", "1"], ["b,c", "2"]]


def test_old_line_ends_divide_rows_too(read):
    (grid,) = read(b"a,b\r1,2\r3,4\r")
    assert grid.columns == [["a", "1", "3"], ["b", "2", "4"]]


@given(st.binary(max_size=300))
def test_any_bytes_become_text_without_an_exception_and_lose_no_line(data):
    text = decode(data)
    if text.encoding in ("utf-8", "mixed", "gb18030") and not data.startswith((b"\xef\xbb\xbf", b"\x84\x31")):
        assert text.text.count("\n") == data.count(b"\n")
