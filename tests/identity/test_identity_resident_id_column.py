"""The column twin of the ID reader equals it, and the 000 test sees what one cell cannot show."""

from hypothesis import given, settings
from hypothesis import strategies as st

from lianjing.identity import CellError, Damaged, Read, check_character, person_key, read_resident_id, read_resident_ids


def number(sequence: int, day: str = "19820410") -> str:
    first = f"139901{day}{sequence:03d}"
    return first + check_character(first)


def tail_number(start: int = 0) -> str:
    """A right number ending in 000, the `start`-th one."""
    found = [n for year in range(1930, 2000) for month in range(1, 13) if (n := number(0, f"{year}{month:02d}10"))[-1] == "0"]
    return found[start]


cells = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 10**18),
    st.floats(),
    st.just(CellError("#N/A")),
    st.text(max_size=20),
    st.text("0123456789X", min_size=15, max_size=19),
    st.builds(
        number, st.integers(1, 999), st.sampled_from(["19820410", "20000229", "19000229", "18790101", "19820431", "19821301", "21010101"])
    ),
    st.sampled_from(
        [
            "139901198204100011",
            "13990119820410002x",
            "139901760517012",
            "139901********0011",
            "１３９９０１１９７６０５１７０１２０",
            "E12345678",
            "无",
        ]
    ),
)


@given(st.lists(cells, max_size=30))
@settings(deadline=None, max_examples=200)
def test_the_column_reads_as_the_plain_reader_does(values):
    column = read_resident_ids(values)
    for i, value in enumerate(values):
        if column.damaged.get(i) == "truncated_text" or "tail000" in column.notes.get(i, ()):
            continue
        match read_resident_id(value):
            case Read(text, mended, notes):
                assert (column.ids[i], column.keys[i]) == (text, person_key(text))
                assert (column.mended.get(i, ()), column.notes.get(i, ())) == (mended, notes)
                assert i not in column.damaged
            case Damaged(reason):
                assert (column.ids[i], column.keys[i], column.damaged.get(i)) == (None, None, reason)
            case None:
                assert (column.ids[i], column.keys[i]) == (None, None)
                assert i not in column.damaged


@given(st.lists(st.builds(number, st.integers(0, 999), st.sampled_from(["19820410", "20000229", "19991231", "18800101"])), min_size=1))
def test_clean_numbers_need_no_slow_reading(values):
    column = read_resident_ids([v for v in values if not v.endswith("000")])
    assert column.damaged == {}
    assert all(key is not None for key in column.keys)


def test_every_wrong_last_character_is_found_by_the_column_too():
    good = number(11)
    values = [good[:17] + c for c in "0123456789X" if c != good[17]]
    assert set(read_resident_ids(values).damaged.values()) <= {"check_digit", "truncated_text"}
    assert read_resident_ids(values).ids == [None] * 10


def test_one_right_number_ending_in_000_is_noted():
    column = read_resident_ids([tail_number(), *(number(i) for i in range(1, 50))])
    assert column.ids[0] == tail_number()
    assert column.notes == {0: ("tail000",)}


def test_the_same_person_in_twelve_rows_is_one_tail():
    column = read_resident_ids([tail_number()] * 12 + [number(i) for i in range(1, 50)])
    assert column.damaged == {}


def test_two_different_tails_of_fifty_condemn_both():
    column = read_resident_ids([tail_number(), tail_number(1), *(number(i) for i in range(1, 50))])
    assert column.damaged == {0: "truncated_text", 1: "truncated_text"}
    assert column.ids[:2] == column.keys[:2] == [None, None]
    assert column.notes == {}


def test_two_tails_among_thousands_are_ordinary():
    column = read_resident_ids([tail_number(), tail_number(1), *(number(i, f"19{y}0410") for i in range(1, 200) for y in range(50, 60))])
    assert column.notes == {0: ("tail000",), 1: ("tail000",)}


def test_one_tail_with_a_wrong_check_condemns_the_right_ones():
    wrong = "139901198204100000"
    assert read_resident_id(wrong) == Damaged("check_digit")
    column = read_resident_ids([tail_number(), wrong, *(number(i) for i in range(1, 50))])
    assert column.damaged == {0: "truncated_text", 1: "truncated_text"}


def test_a_tail_of_a_man_was_cut():
    people = [tail_number(), *(number(i) for i in range(1, 50))]
    assert read_resident_ids(people, ["男"] * 50).damaged == {0: "truncated_text"}
    assert read_resident_ids(people, ["女"] * 50).damaged == {}


def test_tails_that_arrived_with_spaces_are_judged_alike():
    column = read_resident_ids([" " + tail_number(), tail_number(1), *(number(i) for i in range(1, 50))])
    assert column.damaged == {0: "truncated_text", 1: "truncated_text"}
    assert column.mended == {}
