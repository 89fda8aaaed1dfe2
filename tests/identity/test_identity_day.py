"""Days in all their writings, and what is no day."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianjing.identity import CellError, Damaged, Read, read_day, read_days

MARCH_1 = date(2017, 3, 1)


@pytest.mark.parametrize(
    "value",
    [
        "20170301", 20170301, 20170301.0, "20170301.0", "2017-3-1", "2017-03-01", "2017/3/1", "2017.3.1", "2017.03.01", "2017年3月1日",
        "2017年03月01日",
        "2017年3月1号", "二〇一七年三月一日", "二零一七年三月一日", "二○一七年三月一日", "17年3月1日", "２０１７年３月１日",
        "2017 - 3 - 1", "2017年 3月 1日", "2017 3 1",
        "2017-03-01 00:00:00", "2017/3/1 0:00", "2017-03-01T08:30:00", "2017年3月1日（星期三）", "'2017-03-01", "2017-3-1 ", "170301",
        "17.3.1", "2017、3、1", "20170301083000",
        datetime(2017, 3, 1, 8, 30), MARCH_1,
    ],
)  # fmt: skip
def test_every_writing_of_a_day_is_that_day(value):
    read = read_day(value)
    assert isinstance(read, Read)
    assert (read.value, read.notes) == (MARCH_1, ())


@pytest.mark.parametrize(
    "value",
    ["2017.03", "201703", 201703, "2017年3月", "17年3月", "二〇一七年三月", "2017年3月份", 2017.03, "2017-3", "2017/03", "2017.3", 2017.3],
)
def test_a_month_alone_is_its_first_day_with_a_note(value):
    read = read_day(value)
    assert (read.value, read.notes) == (MARCH_1, ("month_only",))


@pytest.mark.parametrize("value", ["2017年", 2017, "2017", 2017.0])
def test_a_year_alone_is_its_first_day_with_a_note(value):
    read = read_day(value)
    assert (read.value, read.notes) == (date(2017, 1, 1), ("year_only",))


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("2017年2月30日", "no_such_day"),
        (20170230, "no_such_day"),
        ("2017-13-1", "no_such_day"),
        ("19500000", "no_such_day"),
        (42795, "bare_serial"),
        (42795.5, "bare_serial"),
        ("42795", "bare_serial"),
        (2017.1, "ambiguous_month"),
        ("农历二月初三", "lunar"),
        ("2017年腊月初八", "lunar"),
        ("2017年正月", "lunar"),
        ("3月1日", "no_year"),
        ("1/3/2017", "ambiguous_order"),
        ("98年3月1日", "two_digit_year"),
        ("去年春天", "not_a_day"),
        ("2017.3.1-2017.3.5", "not_a_day"),
        (7, "not_a_day"),
        (float("nan"), "not_a_day"),
        (True, "not_a_day"),
        (time(8, 30), "not_a_day"),
        (CellError("#VALUE!"), "cell_error"),
        (datetime(1, 1, 1), "no_such_day"),
    ],
)
def test_what_is_no_certain_day_is_set_aside(value, reason):
    assert read_day(value) == Damaged(reason)


def test_a_text_2017_1_is_january_and_2017_10_october():
    assert read_day("2017.1").value == date(2017, 1, 1)
    assert read_day("2017.10").value == date(2017, 10, 1)


def test_the_year_last_is_read_where_one_order_is_possible():
    assert read_day("3/15/2017") == Read(date(2017, 3, 15), ("year_last",))


def test_two_digit_years_are_never_births():
    assert read_day("17年3月1日", birth=True) == Damaged("two_digit_year")
    assert read_day("170301", birth=True) == Damaged("not_a_day")
    assert read_day("19500315", birth=True).value == date(1950, 3, 15)


@pytest.mark.parametrize("value", [None, "", " ", "-", "无"])
def test_an_empty_cell_is_no_day(value):
    assert read_day(value) is None


def test_a_column_of_nothing_but_serials_is_read_as_serials_of_its_system():
    assert read_days([42795, 42796.0, None, "42797"]).values == [MARCH_1, MARCH_1 + timedelta(1), None, MARCH_1 + timedelta(2)]
    assert read_days([41333, 41334, 41335], date1904=True).values[0] == MARCH_1
    assert read_days([42795, 42796, 42797]).notes[0] == ("serial",)


def test_one_serial_among_other_days_stays_damaged():
    assert read_days([42795, 42796, 42797, "2017-03-01"]).damaged == {0: "bare_serial", 1: "bare_serial", 2: "bare_serial"}


def test_neighbours_tell_january_from_october():
    assert read_days([2017.08, 2017.09, 2017.1, 2017.11]).values[2] == date(2017, 10, 1)
    assert read_days([2017.1, 2017.2, 2017.3]).values[0] == date(2017, 1, 1)
    assert read_days([2017.1, 2017.1, 2017.1]).damaged == {0: "ambiguous_month", 1: "ambiguous_month", 2: "ambiguous_month"}
    assert read_days([2017.12, 2017.1, 2017.05]).damaged == {1: "ambiguous_month"}


FORMS = [
    "{0:%Y%m%d}",
    "{0:%Y-%m-%d}",
    "{0.year}-{0.month}-{0.day}",
    "{0.year}年{0.month}月{0.day}日",
    "{0.year}.{0.month}.{0.day}",
    "{0:%Y/%m/%d} 00:00:00",
]


@given(st.dates(date(1900, 1, 1), date(2049, 12, 31)), st.sampled_from(FORMS))
def test_a_day_survives_every_writing(day, form):
    assert read_day(form.format(day)).value == day


cells = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(0, 10**9),
    st.floats(),
    st.text("0123456789年月日.-/ 一二十〇农历", max_size=12),
    st.dates(),
    st.datetimes(),
)


@given(st.lists(cells, max_size=12))
def test_the_column_reads_as_the_plain_reader_does(values):
    column = read_days(values)
    for i, value in enumerate(values):
        if column.notes.get(i) in (("serial",), ("month_only", "month_by_neighbours")):
            continue
        match read_day(value):
            case Read(day, mended, notes):
                assert (column.values[i], column.mended.get(i, ()), column.notes.get(i, ())) == (day, mended, notes)
            case Damaged(reason):
                assert (column.values[i], column.damaged.get(i)) == (None, reason)
            case None:
                assert column.values[i] is None
                assert i not in column.damaged
