"""Resident IDs: the worked examples, and what repair must never do. The region 139901 does not exist."""

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.cn import ric

from lianjing.identity import (
    CellError,
    Damaged,
    Read,
    birth_date,
    check_character,
    is_resident_id,
    mask_resident_id,
    person_key,
    read_resident_id,
    sex_of,
)

OK = ["139901198204100011", "13990119820410002X", "139901200002290013", "139901191912319039"]
REPAIRED = [
    ("13990119820410002x", "13990119820410002X", "lower_case"),
    ("13990119820410002Х", "13990119820410002X", "check_letter"),
    ("13990119820410002Χ", "13990119820410002X", "check_letter"),
    ("13990119820410002×", "13990119820410002X", "check_letter"),
    ("13990119820410002ｘ", "13990119820410002X", "full_width"),
    ("'139901197605170120", "139901197605170120", "apostrophe"),
    ("\t139901197605170120", "139901197605170120", "spaces"),
    ("139901 19760517 0120", "139901197605170120", "spaces"),
    ("139901\u00a019760517\u00a00120", "139901197605170120", "spaces"),
    ("１３９９０１１９７６０５１７０１２０", "139901197605170120", "full_width"),
    ("\ufeff139901197605170120", "139901197605170120", "invisible"),
    ("139901\u200b197605170120", "139901197605170120", "invisible"),
    ("139901\u00ad197605170120", "139901197605170120", "invisible"),
    ("13990119760517O120", "139901197605170120", "letter_for_digit"),
    ("13990119760517〇120", "139901197605170120", "letter_for_digit"),
    ("l39901197605170120", "139901197605170120", "letter_for_digit"),
    ("139901-19760517-0120", "139901197605170120", "separators"),
    ('="139901197605170120"', "139901197605170120", "apostrophe"),
    ("身份证号：139901197605170120", "139901197605170120", "label"),
    ("139901197605170120（已故）", "139901197605170120", "note"),
    ("139901760517012", "139901197605170120", "from15"),
]
DAMAGED = [
    (139901198204100000, "numeric_cell"),
    (139901195003150000, "numeric_cell"),  # its checksum passes
    (139901195203150048.0, "numeric_cell"),  # so does this one's
    (139901194503080112, "numeric_cell"),  # survived a double by luck; nobody can know
    (139901760517012, "numeric_cell"),
    ("1.39901E+17", "scientific"),
    ("1.39901198204100E+17", "scientific"),
    ("139901198204100016.0", "float_tail"),
    ("139901198204100012", "check_digit"),
    ("13990119820410001", "length"),
    ("1399011982041000110", "length"),
    ("139901198204310011", "date"),
    ("139901190229001", "date"),
    ("139901180517998", "centenarian15"),
    ("139901********0011", "masked_source"),
    ("110101********001X", "masked_source"),
    ("139901××××××××0011", "masked_source"),
    ("13990119820410001*", "masked_source"),
    ("13990119820410OO12", "check_digit"),
    ("139901198204100011/139901197605170120", "several_ids"),
    ("合计", "not_an_id"),
    (CellError("#N/A"), "cell_error"),
    (True, "not_an_id"),
    (datetime(2017, 3, 1), "not_an_id"),
]


@pytest.mark.parametrize("text", OK)
def test_a_right_number_is_read_as_it_stands(text):
    assert read_resident_id(text) == Read(text)


@pytest.mark.parametrize(("text", "value", "code"), REPAIRED)
def test_what_has_one_reading_is_mended_and_says_how(text, value, code):
    read = read_resident_id(text)
    assert isinstance(read, Read)
    assert read.value == value
    assert code in read.mended


@pytest.mark.parametrize(("value", "reason"), DAMAGED)
def test_what_cannot_be_known_is_set_aside_with_its_reason(value, reason):
    assert read_resident_id(value) == Damaged(reason)


@pytest.mark.parametrize("value", [None, "", "  ", "\t", "\u3000", "-", "无", "/"])
def test_an_empty_cell_is_neither_read_nor_damaged(value):
    assert read_resident_id(value) is None


@pytest.mark.parametrize(
    "text", ["E12345678", "H1234567890", "军字第1234567号", "护照G12345678", "暂无身份证", "未上户口", "ABC123456789012"]
)
def test_other_documents_go_in_with_a_note_and_without_a_key(text):
    read = read_resident_id(text)
    assert isinstance(read, Read)
    assert "other_document" in read.notes
    assert person_key(read.value) is None
    assert birth_date(read.value) is None
    assert sex_of(read.value) is None


def test_fifteen_digits_are_noted_as_weaker_evidence():
    assert read_resident_id("139901760517012").notes == ("from15",)


def test_a_note_behind_the_number_is_kept():
    assert read_resident_id("139901197605170120（已故）").notes == ("note:已故",)


def test_birth_date_sex_and_key_are_derived():
    assert birth_date("139901198204100011") == date(1982, 4, 10)
    assert sex_of("139901198204100011") == "男"
    assert sex_of("13990119820410002X") == "女"
    assert person_key("13990119820410002X") == 13990119820410002


@pytest.mark.parametrize(
    ("text", "masked"),
    [("139901198204100011", "139901**********11"), ("139901760517012", "139901**********12"), ("E1234567", "E**********"), ("", "")],
)
def test_a_mask_has_the_same_length_for_old_and_new_numbers(text, masked):
    assert mask_resident_id(text) == masked


days = st.dates(date(1900, 1, 1), date(2020, 12, 31))
valid_ids = st.builds(
    lambda region, day, sequence: (first := f"{region}{day:%Y%m%d}{sequence:03d}") + check_character(first),
    st.sampled_from(["139901", "139921", "990101"]),
    days,
    st.integers(1, 999),
)
clutter = st.lists(st.tuples(st.integers(0, 18), st.sampled_from(" \u3000\u00a0\u200b\t'-")), max_size=4)


@given(valid_ids)
def test_an_independent_implementation_agrees_on_the_check(number):
    assert ric.calc_check_digit(number) == number[17]
    assert is_resident_id(number)


@given(valid_ids, st.integers(0, 17), st.sampled_from("0123456789XxOol〇 -*"))
@settings(deadline=None, max_examples=400)
def test_a_changed_character_never_turns_one_valid_number_into_another(number, place, wrong):
    read = read_resident_id(number[:place] + wrong + number[place + 1 :])
    if isinstance(read, Read) and "other_document" not in read.notes and "from15" not in read.notes:
        assert read.value == number


@given(valid_ids, st.integers(0, 16))
def test_swapped_neighbours_or_a_lost_digit_are_never_read(number, place):
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    if swapped != number:
        assert isinstance(read_resident_id(swapped), Damaged)
    assert isinstance(read_resident_id(number[:place] + number[place + 1 :]), Damaged)


@given(valid_ids, clutter)
def test_clutter_comes_off_and_mending_twice_is_mending_once(number, marks):
    messy = number
    for place, mark in marks:
        messy = messy[:place] + mark + messy[place:]
    read = read_resident_id(messy)
    if isinstance(read, Read):
        assert read.value == number
        assert read_resident_id(read.value) == Read(number)


@given(st.one_of(st.text(max_size=24), st.text("0123456789XxOoIl .-*'", max_size=24)))
def test_any_text_gives_an_answer_and_what_is_read_reads_again_unchanged(text):
    read = read_resident_id(text)
    if isinstance(read, Read):
        again = read_resident_id(read.value)
        assert isinstance(again, Read)
        assert again.value == read.value
        assert again.mended == ()
