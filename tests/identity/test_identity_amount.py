"""Sums of money: units, signs, brackets, numerals, rounding; the column twin; amounts written out."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianjing.identity import CellError, Damaged, Read, read_amount, read_amount_words, read_amounts, unit_of

WAN = Decimal(10000)


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("壹万贰仟叁佰肆拾伍元陆角柒分", 1234567),
        ("叁拾万零伍佰元正", 30050000),
        ("贰佰元零伍分", 20005),
        ("拾伍元整", 1500),
        ("１，２３４．５０", 123450),
        ("（1,200.00）", -120000),
        ("3.5万元", 3500000),
        ("1,476.00", 147600),
        ("180元", 18000),
        ("￥ 12", 1200),
        ("¥12.5", 1250),
        ("RMB 300", 30000),
        ("（100.00）", -10000),
        ("(100.00)", -10000),
        ("—100", -10000),
        ("－100", -10000),
        ("-100", -10000),
        ("－１００．５", -10050),
        ("300元整", 30000),
        ("12元5角3分", 1253),
        ("5角", 50),
        ("2千元", 200000),
        ("1 476.00", 147600),
        ("'300", 30000),
        (" 300 ", 30000),
        (".5", 50),
        ("1,234,567.89", 123456789),
        ("廿元", 2000),
        ("两百元", 20000),
        ("二百五十元", 25000),
        ("人民币壹佰元整", 10000),
        ("壹亿元", 10**10),
        ("0", 0),
        (1476, 147600),
        (0.1 + 0.2, 30),
        (1.005, 101),
        (-0.001, 0),
        (209898.59999999998, 20989860),
    ],
)
def test_a_sum_is_read_to_the_fen(text, fen):
    read = read_amount(text)
    assert isinstance(read, Read)
    assert int(read.value * 100) == fen
    assert read.value.as_tuple().exponent == -2
    assert str(read.value) != "-0.00"


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("1.2.3", "not_an_amount"),
        ("约500", "not_an_amount"),
        ("500-800", "not_an_amount"),
        ("500~800", "not_an_amount"),
        ("1,2", "not_an_amount"),
        ("12,34.5", "not_an_amount"),
        ("500*3", "not_an_amount"),
        ("50%", "not_an_amount"),
        ("1/2", "not_an_amount"),
        ("一万二", "not_an_amount"),
        ("一二三元", "not_an_amount"),
        ("未发", "not_an_amount"),
        ("--5-", "not_an_amount"),
        ("300 500", "several_amounts"),
        ("1.2E+3", "scientific"),
        ("100元（贰佰元整）", "figures_and_words"),
        (1.39901198e17, "amount_too_large"),
        (float("nan"), "not_an_amount"),
        (float("inf"), "not_an_amount"),
        (True, "not_an_amount"),
        (date(2017, 3, 1), "date_in_amount"),
        (CellError("#DIV/0!"), "cell_error"),
    ],
)
def test_what_is_not_one_definite_sum_is_set_aside(value, reason):
    assert read_amount(value) == Damaged(reason)


@pytest.mark.parametrize("value", [None, "", " ", "-", "—", "——", "/", "无", "－"])
def test_an_empty_mark_is_no_sum_and_not_nought(value):
    assert read_amount(value) is None


def test_the_sheets_unit_multiplies_and_the_cells_own_unit_wins():
    assert read_amount(3.4567, WAN) == Read(Decimal("34567.00"))
    assert read_amount("3.4567", WAN).value == Decimal("34567.00")
    assert read_amount("500元", WAN) == Read(Decimal("500.00"), ("unit",), ("own_unit",))
    assert read_amount("3万元", WAN).notes == ()
    assert read_amount("叁万元", WAN).value == Decimal(30000)


def test_a_share_of_a_total_is_rounded_and_noted():
    assert read_amount(33.333) == Read(Decimal("33.33"), (), ("rounded",))
    assert read_amount(3.45678912, WAN) == Read(Decimal("34567.89"), (), ("rounded",))


def test_words_behind_the_sum_are_kept():
    assert read_amount("500元/月").notes == ("per:月",)
    assert read_amount("500（补发）") == Read(Decimal("500.00"), ("full_width", "note"), ("note:补发",))
    assert read_amount("100元（壹佰元整）").value == Decimal(100)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("金额（万元）", "10000"),
        ("金额(元)", "1"),
        ("单位：元/亩", "1"),
        ("单位:万元", "10000"),
        ("单位：人、万元", "10000"),
        ("单位：亩、元", "1"),
        ("单 位：千元", "1000"),
        ("某县2017年补助发放表（单位：百元）", "100"),
        ("万元", "10000"),
        ("元", "1"),
        ("补助标准（元/人·月）", "1"),
        ("补贴金额万元", "10000"),
        ("发放金额/元", "1"),
        ("金额", None),
        ("单位：元宝村", None),
        ("填报单位：青山镇", None),
        ("三单元", None),
        ("元月", None),
        ("单位", None),
        ("得分", None),
        ("（美元）", None),
        ("", None),
    ],
)
def test_the_unit_is_found_where_it_is_named(text, unit):
    assert unit_of(text) == (None if unit is None else Decimal(unit))


numbers = st.one_of(
    st.integers(-(10**6), 10**7),
    st.integers(-(10**15), 10**19),
    st.floats(),
    st.floats(-1e6, 1e7),
    st.decimals(-(10**7), 10**7, places=2).map(float),
    st.decimals(-(10**5), 10**5, places=3).map(float),
    st.decimals(-(10**5), 10**5, places=4).map(float),
    st.decimals(-(10**7), 10**7, places=2).map(str),
    st.decimals(0, 10**5, places=5).map(str),
)
odd_cells = st.sampled_from(
    [None, "", "-", "1,476.00", "（100.00）", "3.5万元", "约500", True, False, CellError("#N/A"), date(2017, 1, 1), "007.50", "1e3"]
)


@given(st.lists(st.one_of(numbers, odd_cells), max_size=30), st.sampled_from([Decimal(1), WAN, Decimal(1000), Decimal("0.01")]))
@settings(deadline=None, max_examples=300)
def test_the_column_reads_as_the_plain_reader_does(values, unit):
    column = read_amounts(values, unit)
    for i, value in enumerate(values):
        match read_amount(value, unit):
            case Read(amount, mended, notes):
                assert column.fen[i] == int(amount * 100), value
                assert (column.mended.get(i, ()), column.notes.get(i, ())) == (mended, notes), value
                assert i not in column.damaged
            case Damaged(reason):
                assert (column.fen[i], column.damaged.get(i)) == (None, reason)
            case None:
                assert column.fen[i] is None
                assert i not in column.damaged


@given(st.integers(-(10**11), 10**11))
def test_fen_survive_every_way_of_writing(fen):
    yuan = Decimal(fen) / 100
    sign, size = ("-" if fen < 0 else ""), abs(yuan)
    ways = [f"{yuan}", f"{sign}{size:,.2f}", f"{sign}{size:.2f}元", f"￥{sign}{size:,.2f}", float(yuan)]
    if fen < 0:
        ways.append(f"（{size:,.2f}）")
    for way in ways:
        read = read_amount(way)
        assert isinstance(read, Read), way
        assert read.value == yuan, way


def written_out(fen: int) -> str:
    """A sum in formal numerals, as cheques are written."""
    figures, units = "零壹贰叁肆伍陆柒捌玖", ["", "拾", "佰", "仟"]
    yuan, jiao, rest = fen // 100, fen // 10 % 10, fen % 10
    text, gap = "", False
    for place, digit in zip(range(len(str(yuan)) - 1, -1, -1), map(int, str(yuan)), strict=True):
        if digit:
            text += ("零" if gap and text else "") + figures[digit] + units[place % 4]
            gap = False
        else:
            gap = True
        if place in (4, 8) and yuan // 10**place % 10**4:
            text, gap = text + {4: "万", 8: "亿"}[place], gap and digit == 0
    text = (text + "元") if yuan else ""
    text += figures[jiao] + "角" if jiao else ("零" if rest and yuan else "")
    return text + (figures[rest] + "分" if rest else "整")


@given(st.integers(1, 10**13 - 1))
@settings(deadline=None, max_examples=300)
def test_sums_written_out_come_back(fen):
    read = read_amount_words(written_out(fen))
    assert isinstance(read, Read), written_out(fen)
    assert int(read.value * 100) == fen, written_out(fen)


@given(st.text("零一二三四五六七八九十百千万亿元角分整", max_size=10))
def test_numerals_in_any_order_are_read_or_set_aside_never_an_error(text):
    read_amount_words(text)
    read_amount(text)
