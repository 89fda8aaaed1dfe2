"""Doubts about one fact are one bundle, and within a rule the weightiest stands on top."""

from collections.abc import Callable

import polars as pl

from lianjing.checks import RunResult
from lianjing.checks.bundles import bundled

Run = Callable[..., RunResult]
TWO_REASONS = """
payments | name | programme | period  | amount_yuan | card_no
         | 甲   | 低保      | 2024-04 | 300         | 1
         | 乙   | 低保      | 2024-04 | 300         | 2
deaths   | name | died_on
         | 甲   | 2024-03-15
         | 乙   | 2024-03-15
vehicles | name | vehicle_class | registered_on
         | 甲   | 小型轿车      | 2019-05-20
"""


def test_two_rules_on_the_same_payment_are_one_bundle(run: Run) -> None:
    found = run(TWO_REASONS, "A01,A13").doubts
    of = {(r, n): b for r, n, b in found.select("rule", "name", "bundle").iter_rows()}
    assert of["A01", "甲"] == of["A13", "甲"] == found.filter(pl.col("name") == "甲")["doubt_id"].min()
    assert of["A01", "乙"] not in (of["A01", "甲"], None, "")


def frames(*doubts: tuple[str, str, str, list[int]]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """(doubt_id, subject_kind, strength, rows of the money) → the two frames that `bundled` reads."""
    told = pl.DataFrame([d[:3] for d in doubts], schema=["doubt_id", "subject_kind", "strength"], orient="row").with_columns(
        bundle=pl.lit("")
    )
    rows = [(d[0], r, True) for d in doubts for r in d[3]]
    return told, pl.DataFrame(rows, schema=["doubt_id", "row_id", "is_money"], orient="row")


def bundles(*doubts: tuple[str, str, str, list[int]]) -> list[str]:
    return bundled(*frames(*doubts))["bundle"].to_list()


def test_doubts_that_meet_only_through_a_third_are_one_bundle() -> None:
    assert bundles(("c", "person", "strong", [1]), ("b", "person", "strong", [1, 2]), ("a", "person", "strong", [2])) == ["a", "a", "a"]


def test_a_shared_card_and_a_screen_do_not_tie_people_together() -> None:
    card, screen = ("c", "card", "strong", [1, 2]), ("s", "person", "screen", [1, 2])
    assert bundles(("a", "person", "strong", [1]), ("b", "person", "strong", [2]), card, screen) == ["a", "b", "c", "s"]


def test_rank_is_amount_then_recency_then_registers(run: Run) -> None:
    paid = "payments | name | programme | period | amount_yuan\n" + "".join(
        f"         | {n} | 低保 | {p} | {a}\n" for n, p, a in (("甲", "2024-04", 300), ("乙", "2024-06", 300), ("丙", "2024-05", 400))
    )
    dead = "deaths | name | died_on\n" + "".join(f"       | {n} | 2024-03-15\n" for n in "甲乙丙")
    assert run(paid + dead).doubts["name"].to_list() == ["丙", "乙", "甲"]
