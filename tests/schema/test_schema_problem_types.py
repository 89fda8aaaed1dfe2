"""Kinds of problems: every row of the catalogue is listed under exactly one, and every parent exists."""

import pytest

from lianjing.schema.problem_types import problem_types, suggested

LETTERS = {"A": 25, "B": 12, "C": 11, "D": 12, "E": 8, "F": 10, "G": 18, "H": 21, "J": 11, "S": 12, "U": 10}
ROWS = [f"{letter}{n:02}" for letter, last in LETTERS.items() for n in range(1, last + 1)]


@pytest.mark.parametrize("row", ROWS)
def test_a_row_of_the_catalogue_is_listed_under_one_kind(row: str) -> None:
    assert [t.id for t in problem_types().values() if row in t.main] == [suggested(row).id]


def test_kinds_stand_on_two_levels() -> None:
    kinds = problem_types()
    assert all(t.parent is None or kinds[t.parent].parent is None for t in kinds.values())
    assert all(t.zh and t.en for t in kinds.values())


def test_a_kind_that_a_report_of_doubts_lists_has_a_name_that_accuses_nobody() -> None:
    listed = [t for t in problem_types().values() if t.main]
    assert all(t.zh_doubt != t.zh or t.id == "slow_action" for t in listed)
    assert not [t.zh_doubt for t in listed if any(w in t.zh_doubt for w in ("违", "贪", "骗", "冒领", "套取", "侵占", "虚", "克扣"))]
