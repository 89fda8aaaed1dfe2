"""Columns as text at the speed of columns say what cell by cell would say."""

from hypothesis import given
from hypothesis import strategies as st

from lianjing.identity import Value
from lianjing.ingest.celltext import cell_text
from lianjing.ingest.grid import Grid
from lianjing.ingest.series import EDGE, GridTexts, texts_of

numbers = st.floats(-1e12, 1e12).map(lambda f: round(f, 2)) | st.integers(-(10**9), 10**9).map(float)
cells = st.none() | st.text("王小明139X 合计", min_size=1, max_size=6) | numbers


def one_by_one(values: list[Value]) -> list[str | None]:
    """The specification."""
    return [None if v is None else cell_text(v) for v in values]


def as_number(text: str | None) -> str | float | None:
    """Text of a number as the number: 1e-07 and 0.0000001 are the same cell."""
    try:
        return float(text) if text is not None else None
    except ValueError:
        return text


@given(st.lists(cells, max_size=40))
def test_every_cell_reads_as_it_would_alone(values: list[Value]) -> None:
    assert [as_number(t) for t in texts_of(values).to_list()] == [as_number(t) for t in one_by_one(values)]


@given(st.lists(cells, min_size=EDGE, max_size=EDGE), numbers, st.lists(cells, min_size=EDGE, max_size=EDGE), st.booleans())
def test_a_long_column_mixed_only_at_its_ends_reads_the_same(head: list[Value], number: float, tail: list[Value], words: bool) -> None:
    values = [*head, *([f"第{i}户" if words else number + i for i in range(20 * EDGE)]), *tail]
    grid = Grid(sheet="", hidden=False, height=len(values), width=1, columns=[values])
    texts = GridTexts(grid)
    assert [as_number(t) for t in texts.column(0).to_list()] == [as_number(t) for t in one_by_one(values)]
    assert texts.words(0).to_list() == [isinstance(v, str) for v in values]
