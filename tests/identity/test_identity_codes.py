"""Cards, credit codes, certificates, plates, phones, and masks in free text."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.cn import uscc

from lianjing.identity import (
    CellError,
    Certificate,
    Damaged,
    Read,
    check_character,
    credit_check_character,
    is_credit_code,
    mask_card,
    mask_certificate,
    mask_phone,
    mask_text,
    read_card,
    read_cards,
    read_certificate,
    read_credit_code,
    read_phone,
    read_plate,
)


@pytest.mark.parametrize(
    ("text", "card", "notes"),
    [
        ("6217990000001234562", "6217990000001234562", ()),
        ("6222 0200 0000 1234 566", "6222020000001234566", ()),
        ("６２１７９９００００００１２３４５６２", "6217990000001234562", ()),
        ("'6217990000001234562", "6217990000001234562", ()),
        ("6222-0200-0000-1234-566", "6222020000001234566", ()),
        ("6217990000001234563", "6217990000001234563", ("luhn",)),
        ("0123456789012", "0123456789012", ("passbook",)),
        ("账号：6217990000001234562", "6217990000001234562", ()),
        ("139901198204100011", "139901198204100011", ("resident_id",)),
        ("13990119820410002x", "13990119820410002X", ("resident_id",)),
        ("A12345678", "A12345678", ("social_card",)),
    ],
)
def test_a_card_is_read_and_mildly_judged(text, card, notes):
    read = read_card(text)
    assert isinstance(read, Read)
    assert (read.value, read.notes) == (card, notes)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (6217990000001230000, "numeric_cell"),
        (6.21799e18, "numeric_cell"),
        ("6.21799E+18", "scientific"),
        ("6217990000001230000.0", "float_tail"),
        ("6217********1234", "masked_source"),
        ("现金", "not_a_card"),
        ("6217990000001234562/6222020000001234566", "several_cards"),
        (CellError("#N/A"), "cell_error"),
    ],
)
def test_a_card_that_a_number_cell_has_cut_is_damaged(value, reason):
    assert read_card(value) == Damaged(reason)


@pytest.mark.parametrize("value", [None, "", "-", "无"])
def test_no_card_is_no_damage(value):
    assert read_card(value) is None


card_cells = st.one_of(
    st.none(), st.integers(0, 10**19), st.text(max_size=12), st.from_regex(r"[0-9]{1,22}", fullmatch=True),
    st.from_regex(r"62[0-9]{14,17}", fullmatch=True),
    st.sampled_from(["6217 9900 0000 1234 562", "139901198204100011", "13990119820410002X", "99999999999999999999",
    "9999999999999999999", ""]),
)  # fmt: skip


@given(st.lists(card_cells, max_size=20))
@settings(deadline=None, max_examples=200)
def test_the_column_of_cards_reads_as_the_plain_reader_does(values):
    column = read_cards(values)
    for i, value in enumerate(values):
        if column.damaged.get(i) == "truncated_text":
            continue
        match read_card(value):
            case Read(card, mended, notes):
                assert (column.values[i], column.mended.get(i, ()), column.notes.get(i, ())) == (card, mended, notes)
            case Damaged(reason):
                assert (column.values[i], column.damaged[i]) == (None, reason)
            case None:
                assert column.values[i] is None
                assert i not in column.damaged


@given(st.from_regex(r"[0-9]{16}|[0-9]{19}", fullmatch=True))
def test_an_independent_implementation_agrees_on_luhn(digits):
    read = read_card(digits)
    assert isinstance(read, Read)
    assert ("luhn" in read.notes) == (not luhn.is_valid(digits))


def test_different_cards_ending_in_0000_were_cut_before_they_became_text():
    column = read_cards(["6217990000001230000", "6217990000004560000", "6217990000001234562"])
    assert column.damaged == {0: "truncated_text", 1: "truncated_text"}
    assert read_cards(["6217990000001230000"] * 5).damaged == {}


@pytest.mark.parametrize(
    ("text", "value", "mended", "notes"),
    [
        ("91139901MA0K1TQ72G", "91139901MA0K1TQ72G", (), ()),
        ("93139901MA08X1Y2XJ", "93139901MA08X1Y2XJ", (), ()),
        ("N2139901MF3A0B1C4A", "N2139901MF3A0B1C4A", (), ()),
        ("54139901000000123Y", "54139901000000123Y", (), ()),
        ("91139901ma0k1tq72g", "91139901MA0K1TQ72G", ("lower_case",), ()),
        ("91139901MA0KITQ72G", "91139901MA0K1TQ72G", ("letter_for_digit",), ()),
        ("9113 9901 MA0K 1TQ7 2G", "91139901MA0K1TQ72G", ("spaces",), ()),
        ("９１139901MA0K1TQ72G", "91139901MA0K1TQ72G", ("full_width",), ()),
        ("130000123456789", "130000123456789", (), ("old_code",)),
        ("12345678-9", "12345678-9", (), ("old_code",)),
        ("139901198204100011", "139901198204100011", (), ("resident_id",)),
    ],
)
def test_a_credit_code_is_read(text, value, mended, notes):
    assert read_credit_code(text) == Read(value, mended, notes)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("91139901MA0K1TQ72H", "check_digit_code"),
        (911399010000001234, "numeric_cell"),
        ("9.1139901E+17", "scientific"),
        ("9113**********TQ72", "masked_source"),
        ("合作社", "not_a_credit_code"),
        (CellError("#N/A"), "cell_error"),
    ],
)
def test_a_wrong_credit_code_is_never_corrected(value, reason):
    assert read_credit_code(value) == Damaged(reason)


codes = st.from_regex(r"9[123][0-9]{6}[0-9A-HJ-NP-RTUWXY]{9}", fullmatch=True).map(lambda first: first + credit_check_character(first))


@given(codes, st.integers(0, 17), st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ "))
def test_a_changed_character_never_turns_one_code_into_another(code, place, wrong):
    assert uscc.calc_check_digit(code[:17]) == code[17]
    read = read_credit_code(code[:place] + wrong + code[place + 1 :])
    if isinstance(read, Read) and not read.notes:
        assert read.value == code


def test_a_disability_certificate_is_taken_apart():
    assert read_certificate("13990119820410002X42").value == Certificate("13990119820410002X42", "13990119820410002X", 4, 2)
    assert read_certificate("13990119820410002x42B1").value == Certificate("13990119820410002X42B1", "13990119820410002X", 4, 2, "B1")
    assert mask_certificate("13990119820410002X42") == "139901**********2X42"


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("13990119820410002X84", "certificate_kind"),
        ("13990119820410002X45", "certificate_grade"),
        ("13990119820410002142", "check_digit"),
        (13990119820410002142, "numeric_cell"),
        ("1.399E+19", "scientific"),
        ("139901********002X42", "masked_source"),
        ("13990119820410002X", "not_a_certificate"),
    ],
)
def test_a_wrong_certificate_is_set_aside(value, reason):
    assert read_certificate(value) == Damaged(reason)


@pytest.mark.parametrize(
    ("text", "plate", "notes"),
    [
        ("冀A12345", "冀A12345", ()),
        ("冀A·12345", "冀A12345", ()),
        ("冀A 12O45", "冀A12045", ()),
        ("冀a12I45", "冀A12145", ()),
        ("冀AD12345", "冀AD12345", ()),
        ("冀A1234学", "冀A1234学", ()),
        ("（冀A12345）", "冀A12345", ()),
        ("A12345", "A12345", ("no_province",)),
        ("冀0112345", "冀0112345", ("tractor",)),
        ("农用车123", "农用车123", ("other_plate",)),
    ],
)
def test_a_plate_is_read(text, plate, notes):
    read = read_plate(text)
    assert isinstance(read, Read)
    assert (read.value, read.notes) == (plate, notes)


@pytest.mark.parametrize(
    ("value", "numbers"),
    [
        ("13800000000", ("13800000000",)),
        (13800000000, ("13800000000",)),
        (13800000000.0, ("13800000000",)),
        ("138 0000 0000", ("13800000000",)),
        ("13800000000、0311-8000000", ("13800000000", "03118000000")),
        ("+8613800000000", ("13800000000",)),
        ("8000000", ("8000000",)),
    ],
)
def test_phones_are_read_and_split(value, numbers):
    assert read_phone(value).value == numbers


@pytest.mark.parametrize("value", ["123", "张三", 12.5, True])
def test_what_is_no_phone_is_set_aside(value):
    assert read_phone(value) == Damaged("not_a_phone")


def test_masks_of_cards_and_phones():
    assert mask_card("6217990000001234562") == "***************4562"
    assert mask_card("123") == "***************"
    assert mask_phone("13800000000") == "138****0000"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("张某139901198204100011，电话13800000000", "张某139901**********11，电话138****0000"),
        ("卡6217990000001234562已退", "卡***************4562已退"),
        ("卡号6222 0200 0000 1234 566。", "卡号***************4566。"),
        ("13990119820410002x", "139901**********2x"),
        ("证13990119820410002X42", "证139901**********2X42"),
        ("ID139901198204100011end", "ID139901**********11end"),
        ("139901 19820410 0011", "139901**********11"),
        ("１３９９０１１９８２０４１００011", "139901**********11"),
        ("139901760517012", "139901**********12"),
        ("2017年3月发放1476.00元，共360户", "2017年3月发放1476.00元，共360户"),
        ("单位91139901MA0K1TQ72G", "单位91139901MA0K1TQ72G"),
        ("代码54139901000000123Y", "代码54139901000000123Y"),
        ("2017-01-01至2017-03-31", "2017-01-01至2017-03-31"),
        ("2017-01-01 2017-03-31", "2017-01-01 2017-03-31"),
        ("", ""),
    ],
)
def test_free_text_shows_no_whole_number(text, masked):
    assert mask_text(text) == masked


@given(
    st.text("张三 ，：年月第ab()-", max_size=8),
    st.text("某，。）的 \n", max_size=4),
    st.integers(0, 999),
    st.sampled_from(["id", "card", "phone", "spaced"]),
)
def test_no_id_card_or_phone_survives_in_any_text(before, after, n, kind):
    first = f"13990119820410{n:03d}"
    secret = {
        "id": first + check_character(first),
        "card": f"6217990000001{n:03d}456",
        "phone": f"13800012{n:03d}",
        "spaced": f"6217 9900 0000 1{n:03d} 456",
    }[kind]
    masked = mask_text(before + secret + after)
    assert re.sub("[^0-9X]", "", secret) not in re.sub("[^0-9X]", "", masked)


def test_a_masked_text_stays_as_it_is():
    once = mask_text("张某139901198204100011，卡6217990000001234562，电话13800000000")
    assert mask_text(once) == once


@given(st.text(max_size=40))
def test_any_text_can_be_masked_and_read(text):
    mask_text(text)
    for read in (read_card, read_credit_code, read_certificate, read_plate, read_phone):
        read(text)
    assert is_credit_code(text) in (True, False)
