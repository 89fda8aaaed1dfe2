"""Periods in cells and in titles, and months as column headers."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianjing.identity import CellError, Damaged, Read, find_period, month_of_header, read_period


def span(text):
    """ "2017-01-01..2017-03-31" as two days."""
    first, last = text.split("..")
    return date.fromisoformat(first), date.fromisoformat(last)


Q1, MARCH, YEAR = "2017-01-01..2017-03-31", "2017-03-01..2017-03-31", "2017-01-01..2017-12-31"
WITH_YEAR = [
    ("2017年第一季度", Q1), ("2017年一季度", Q1), ("2017年1季度", Q1), ("2017年Q1", Q1), ("2017Q1", Q1), ("2017年1-3月", Q1),
    ("2017.1-3", Q1), ("2017年1月-3月", Q1),
    ("2017年1月至3月", Q1), ("2017年一至三月", Q1), ("2017年1—3月份", Q1), ("2017年1~3月", Q1), ("2017年1、2、3月", Q1),
    ("2017.01-2017.03", Q1), ("201701-201703", Q1),
    ("2017年1月1日至2017年3月31日", Q1), ("2017年1月1日-3月31日", Q1), ("2017.1.1-2017.3.31", Q1), ("2017-01-01至2017-03-31", Q1),
    ("17年1-3月", Q1), ("2017年前三个月", None),
    ("2017年1-6月", "2017-01-01..2017-06-30"), ("2017年上半年", "2017-01-01..2017-06-30"), ("2017年下半年", "2017-07-01..2017-12-31"),
    ("2017年一、二季度", "2017-01-01..2017-06-30"),
    ("2017年1-2季度", "2017-01-01..2017-06-30"), ("2017年前三季度", "2017-01-01..2017-09-30"),
    ("2017年第四季度", "2017-10-01..2017-12-31"),
    ("2016年12月-2017年2月", "2016-12-01..2017-02-28"), ("2016年11月至次年2月", "2016-11-01..2017-02-28"),
    ("2016.12-2017.02", "2016-12-01..2017-02-28"),
    ("2017年", YEAR), ("2017", YEAR), ("2017年度", YEAR), ("2017年全年", YEAR), ("二〇一七年", YEAR), ("2017年1-12月", YEAR),
    ("2017年3月", MARCH), ("2017.03", MARCH), ("2017-03", MARCH), ("201703", MARCH), ("2017年3月份", MARCH), ("二〇一七年三月", MARCH),
    ("2017.3", MARCH), ("17年3月", MARCH),
    ("２０１７年３月", MARCH), ("2017/3", MARCH), ("2017年03月", MARCH),
    ("2017-2018学年", "2017-09-01..2018-08-31"), ("2017学年", "2017-09-01..2018-08-31"), ("2017年春季学期", "2017-03-01..2017-07-31"),
    ("2017年秋季学期", "2017-09-01..2018-01-31"),
    ("2017年春季", "2017-03-01..2017-07-31"), ("2017-2018学年第一学期", "2017-09-01..2018-01-31"),
    ("2017-2018学年第二学期", "2018-03-01..2018-07-31"),
    ("2017-2018学年度下学期", "2018-03-01..2018-07-31"), ("2017-2018学年春季学期", "2018-03-01..2018-07-31"),
    ("2017—2018学年秋季学期", "2017-09-01..2018-01-31"),
    ("2017年采暖季", "2017-11-15..2018-03-15"), ("2017-2018年采暖季", "2017-11-15..2018-03-15"),
    ("2017-2018采暖期", "2017-11-15..2018-03-15"), ("2017冬", "2017-11-15..2018-03-15"),
    ("2016-2017年", "2016-01-01..2017-12-31"), ("补2016年11月", "2016-11-01..2016-11-30"),
    ("补发2016年11-12月", "2016-11-01..2016-12-31"),
]  # fmt: skip
WITHOUT_YEAR = [
    ("3月", MARCH), ("3月份", MARCH), ("三月", MARCH), ("1-3月", Q1), ("1-3", Q1), ("一季度", Q1), ("第一季度", Q1), ("第1季度", Q1),
    ("Q1", Q1), ("上半年", "2017-01-01..2017-06-30"),
    ("全年", YEAR), ("本年度", YEAR), ("春季学期", "2017-03-01..2017-07-31"), ("秋季学期", "2017-09-01..2018-01-31"),
    ("采暖季", "2017-11-15..2018-03-15"), ("9月-次年1月", "2017-09-01..2018-01-31"),
    ("元月", "2017-01-01..2017-01-31"), ("十至十二月", "2017-10-01..2017-12-31"), ("十二月", "2017-12-01..2017-12-31"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [case for case in WITH_YEAR if case[1]])
def test_a_period_with_its_year_is_read(text, expected):
    read = read_period(text, 2011)
    assert isinstance(read, Read)
    assert (read.value, read.notes) == (span(expected), ())


@pytest.mark.parametrize(("text", "expected"), WITHOUT_YEAR)
def test_a_period_without_year_takes_the_titles_and_says_so(text, expected):
    read = read_period(text, 2017)
    assert isinstance(read, Read)
    assert (read.value, read.notes) == (span(expected), ("year_from_title",))


@pytest.mark.parametrize("text", [case[0] for case in WITHOUT_YEAR])
def test_without_any_year_there_is_no_period(text):
    assert isinstance(read_period(text), Damaged)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (datetime(2017, 1, 3), "date_in_period"),
        (date(2017, 6, 4), "date_in_period"),
        (2017.1, "ambiguous_month"),
        ("每月", "not_a_period"),
        ("13月", "not_a_period"),
        ("2017年13月", "not_a_period"),
        ("低保", "not_a_period"),
        ("3个月", "not_a_period"),
        (True, "not_a_period"),
        (CellError("#N/A"), "cell_error"),
        (42795, "not_a_period"),
    ],
)
def test_what_is_no_period_is_set_aside(value, reason):
    assert read_period(value, 2017) == Damaged(reason)


@pytest.mark.parametrize("text", ["2017年3月15日", "2017-03-15", "20170315", "2017/3/15", "二〇一七年三月十五日", "2017.3.15"])
def test_a_day_written_out_is_a_period_of_one_day(text):
    assert read_period(text, 2011) == Read(span("2017-03-15..2017-03-15"), (), ("one_day",))


def test_a_date_cell_written_out_as_text_is_judged_as_the_date_cell():
    assert read_period("2017-03-01 00:00:00") == Read(span(MARCH), (), ("month_from_date",))
    assert read_period("2017/1/3 0:00") == Damaged("date_in_period")
    assert read_period("2017年2月30日") == Damaged("no_such_day")


def test_numbers_are_months_and_years():
    assert read_period(201703).value == span(MARCH)
    assert read_period(201703.0).value == span(MARCH)
    assert read_period(2017.03).value == span(MARCH)
    assert read_period(2017).value == span(YEAR)
    assert read_period(3, 2017).value == span(MARCH)
    assert read_period(date(2017, 3, 1)) == Read(span(MARCH), (), ("month_from_date",))


TITLES = [
    ("清河县2017年第一季度农村最低生活保障金发放表", Q1),
    ("2017年春季学期（3月-7月）寄宿生生活补助", "2017-03-01..2017-07-31"),
    ("2017年秋季学期（9月-次年1月）寄宿生生活补助", "2017-09-01..2018-01-31"),
    ("2017年秋季学期（9-12月）寄宿生生活补助", "2017-09-01..2017-12-31"),
    ("某某乡2018年度耕地补贴", "2018-01-01..2018-12-31"),
    ("二〇一九年下半年高龄津贴", "2019-07-01..2019-12-31"),
    ("2018.07-12月低保", "2018-07-01..2018-12-31"),
    ("2018.07-12低保.xlsx", "2018-07-01..2018-12-31"),
    ("低保发放表2017.3", MARCH),
    ("201703低保发放.xls", MARCH),
    ("低保2017", YEAR),
    ("2017低保发放", YEAR),
    ("2017年农村低保第一季度发放表", Q1),
    ("2017年低保（1-3月）", Q1),
    ("2017年10月发放第三季度低保金", "2017-07-01..2017-09-30"),
    ("2017年10月发放2017年第三季度低保金", "2017-07-01..2017-09-30"),
    ("2017年3月发放表", MARCH),
    ("2017年3月补发2016年11-12月低保", "2016-11-01..2016-12-31"),
    ("2016年12月—2017年2月取暖补贴", "2016-12-01..2017-02-28"),
    ("2017年80周岁以上老人3月份高龄津贴", MARCH),
    ("关于民发〔2017〕117号文件2018年第二季度发放", "2018-04-01..2018-06-30"),
    ("2017年第三季度发放表 制表日期：2017年10月12日", "2017-07-01..2017-09-30"),
    ("2017年上半年公示（公示时间：2017年7月1日-7月7日）", "2017-01-01..2017-06-30"),
    ("2017年1月1日至2017年6月30日租金", "2017-01-01..2017-06-30"),
    ("2017年3月15日发放的2017年1-2月护理补贴", "2017-01-01..2017-02-28"),
    ("2017-2018学年第一学期营养餐", "2017-09-01..2018-01-31"),
    ("2017-2018采暖季煤改电补贴", "2017-11-15..2018-03-15"),
    ("2017年1至12月村干部报酬", YEAR),
    ("发放期间：２０１７年１－３月", Q1),
    ("2017年 第 一 季 度", Q1),
    ("2017年度第1批", YEAR),
    ("所属期：2017年三月", MARCH),
    ("2017年共发放360户", YEAR),
    ("2016四季度(旧)", "2016-10-01..2016-12-31"),
    ("2017上半年", "2017-01-01..2017-06-30"),
    ("2017十二月", "2017-12-01..2017-12-31"),
    ("2017第一季度", Q1),
    ("租金20170101-20170331", Q1),
    ("2017年7月—12月", "2017-07-01..2017-12-31"),
    ("2017.7—2018.6", "2017-07-01..2018-06-30"),
    ("2017、2018年农机补贴", "2017-01-01..2018-12-31"),
]
NO_PERIOD = [
    "forms/q1.xls",
    "民发〔2017〕117号", "财农[2017]12号", "（2017）3号文", "制表日期：2017年9月12日", "填表时间 2017.9.12", "联系电话：0311-8020170",
    "电话 13820170301", "80周岁以上老人高龄津贴",
    "60-69岁", "2017年9月12日", "2017.9.12", "截至2017年6月30日", "139901201703150011", "共2017户", "农村低保花名册", "每月100元",
    "3个月", "", "单位：元", "第3页", "1-3组",
]  # fmt: skip


@pytest.mark.parametrize(("title", "expected"), TITLES)
def test_the_most_specific_period_of_a_title_is_found(title, expected):
    assert find_period(title) == span(expected)


@pytest.mark.parametrize("title", NO_PERIOD)
def test_numbers_and_days_of_other_meaning_are_no_period(title):
    assert find_period(title) is None


def test_a_title_without_year_can_be_given_one():
    assert find_period("第一季度发放表") is None
    assert find_period("第一季度发放表", 2017) == span(Q1)


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("1月", 1), ("一月", 1), ("1月份", 1), ("１月", 1), ("十二月", 12), ("12月份", 12), ("元月", 1), ("01月", 1),
        ("1月发放金额", 1), ("1月(元)", 1), ("一月份补贴", 1), ("1 月", 1),
        ("2017年1月", (2017, 1)), ("2017.01", (2017, 1)), ("201701", (2017, 1)), ("2017年1月份发放金额", (2017, 1)),
        ("2017-01", (2017, 1)), ("17年1月", (2017, 1)), ("2017.1", (2017, 1)),
        ("二〇一七年一月", (2017, 1)), (datetime(2017, 1, 1), (2017, 1)), (201701, (2017, 1)), (201701.0, (2017, 1)),
        ("月保障金", None), ("1-3月", None), ("每月", None), ("3个月", None), ("月标准", None), ("1月1日", None), ("1月至3月", None),
        ("1月人数", None), ("13月", None), ("首月", None),
        ("2017年", None), ("1", None), (1, None), ("金额", None), ("", None), (None, None), ("1月新增", None), ("2017年1-3月", None),
        ("死亡月份", None), ("1、2月", None),
        ("20170101", None), ("2017年1月1日", None), (datetime(2017, 1, 3), None), ("11月1", None),
    ],
)  # fmt: skip
def test_a_month_column_is_known_by_its_header(text, month):
    assert month_of_header(text) == month


wrappers = st.sampled_from(
    [
        "清河县{}农村低保发放表",
        "{}高龄津贴",
        "民政局/{}发放.xlsx",
        "民发〔2015〕117号 {} 困难残疾人补贴",
        "（{}）",
        "公示表{} 电话13800000000",
        "{}（制表日期：2019年9月12日）",
    ]
)
years = st.integers(2010, 2030)


@given(
    years,
    st.integers(1, 12),
    st.integers(1, 12),
    st.sampled_from(["{y}年{a}-{b}月", "{y}年{a}月至{b}月", "{y}.{a:02d}-{y}.{b:02d}", "{y}年{a}月-{y}年{b}月"]),
    wrappers,
)
def test_ranges_of_months_come_back_out_of_any_title(y, a, b, form, wrapper):
    a, b = min(a, b), max(a, b)
    first, last = find_period(wrapper.format(form.format(y=y, a=a, b=b)))
    assert (first, last.year, last.month) == (date(y, a, 1), y, b)


@given(years, st.integers(1, 4), st.sampled_from(["{y}年第{q}季度", "{y}年{h}季度", "{y}年度第{h}季度", "{y}年{q}季度"]), wrappers)
def test_quarters_come_back_out_of_any_title(y, q, form, wrapper):
    found = find_period(wrapper.format(form.format(y=y, q=q, h="一二三四"[q - 1])))
    assert found is not None
    assert (found[0], found[1].month) == (date(y, q * 3 - 2, 1), q * 3)


@given(st.one_of(st.text(max_size=30), st.text("0123456789年月日季度学期上下半-至、春秋第一二三十次Q.〔〕号", max_size=16)))
def test_any_text_is_read_without_error(text):
    for got in (find_period(text), find_period(text, 2017)):
        assert got is None or got[0] <= got[1]
    read_period(text, 2017)
    month_of_header(text)
