"""A run over a book: what is found, what cannot be looked at, and that it is the same every time."""

import dataclasses
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from lianjing.checks import Rule, RunResult, Text, find_rules
from lianjing.errors import AskedWrongly

Run = Callable[..., RunResult]
A01 = find_rules("A01")[0]
DEAD = """
payments | name | programme | period  | amount_yuan
         | 甲   | 低保      | 2024-04 | 300
         | 甲   | 低保      | 2024-05 | 310.50
         | 甲   | 高龄津贴  | 2024-05 | 50
         | 乙   | 低保      | 2024-04 | 300
deaths   | name | died_on
         | 甲   | 2024-03-15
"""


def test_a_doubt_is_a_rule_a_subject_and_a_programme_with_all_its_rows(run: Run) -> None:
    result = run(DEAD)
    dibao, elder = result.each_doubt()
    assert (dibao.name, dibao.programme, dibao.amount_yuan) == ("甲", "农村最低生活保障", Decimal("610.50"))
    assert (dibao.period_start, dibao.period_end) == (date(2024, 4, 1), date(2024, 5, 31))
    assert [(e.table, e.row) for e in dibao.money_rows] == [("payments", 1), ("payments", 2)]
    assert [(e.table, e.file, e.row) for e in dibao.other_rows] == [("deaths", "deaths.xlsx", 5)]
    assert "2024年4月至5月" in dibao.explanation.zh
    assert "610.50元" in dibao.explanation.zh
    assert dibao.tested == A01.innocent
    assert dibao.facts["died_on"] == "2024-03-15"
    assert (elder.programme_id, elder.amount_yuan) == ("elder_80", Decimal("50.00"))
    assert (result.runs[0].doubts, result.runs[0].amount_yuan) == (2, Decimal("660.50"))


def test_a_row_of_the_money_counts_once_however_much_contradicts_it(run: Run) -> None:
    sql = """
        SELECT p.person_key AS subject, p.programme_id, [p.row_id, d.row_id] AS evidence, p.amount_yuan
        FROM paid AS p JOIN deaths AS d ON d.person_key = p.person_key
    """
    twice = dataclasses.replace(A01, sql=sql, parameters=(), say=Text("{name}", "{name}"))
    (doubt,) = run(DEAD.replace("高龄津贴", "低保") + "         | 甲 | 2024-03-20\n", [twice]).each_doubt()
    assert doubt.amount_yuan == Decimal("660.50")
    assert (len(doubt.money_rows), len(doubt.other_rows)) == (3, 2)


def test_two_programmes_that_nobody_knows_are_two_doubts_and_are_said(run: Run) -> None:
    result = run(DEAD.replace("高龄津贴", "甲种慰问").replace("低保", "乙种慰问"))
    assert [(d.programme_id, d.programme) for d in result.each_doubt()] == [(None, "乙种慰问"), (None, "甲种慰问")]
    assert result.unknown_programmes == (("乙种慰问", 3), ("甲种慰问", 1))


def test_the_cells_of_the_rule_are_marked_by_the_letters_of_the_sheet(run: Run) -> None:
    letters = {"payments": {"name": "A", "period": "D", "amount_yuan": "Z"}}
    first = next(iter(run(DEAD, letters=letters).each_doubt()))
    assert first.money_rows[0].letters == ("C", "D", "A")  # C: the row's own money cell, as drawn books have it


def test_a_missing_table_is_said_and_an_empty_one_is_missing(run: Run) -> None:
    result = run(DEAD.split("deaths", maxsplit=1)[0])
    (not_run,) = result.not_run
    assert not_run.needs == ("table:deaths",)
    assert (not_run.says.zh, not_run.says.en) == ("需要“死亡人员”表", "needs table deaths")
    assert result.runs == ()
    assert run(DEAD.replace("         | 甲   | 2024-03-15\n", "")).not_run == result.not_run


def test_a_limit_that_the_county_did_not_state_is_said(run: Run) -> None:
    rule = dataclasses.replace(A01, limits=("cash_yuan",))
    (not_run,) = run(DEAD, [rule]).not_run
    assert not_run.needs == ("limit:cash_yuan",)


def test_the_day_is_asked_else_the_standards_else_the_last_day_of_the_latest_period(run: Run) -> None:
    asked, stated = date(2020, 1, 1), date(2021, 1, 1)
    assert (run(DEAD, asked=asked, as_of=stated).as_of, run(DEAD, as_of=stated).as_of) == (asked, stated)
    result = run(DEAD)
    assert (result.as_of, result.as_of_source) == (date(2024, 5, 31), "latest-period")
    with pytest.raises(AskedWrongly, match="as_of"):
        run("deaths | name | died_on\n | 甲 | 2024-03-15")


def test_a_parameter_of_the_county_goes_before_the_rules_own(run: Run) -> None:
    result = run(DEAD, parameters={"A01": {"min_yuan": 100}})
    assert [d.programme_id for d in result.each_doubt()] == ["dibao_rural"]
    assert result.runs[0].parameters == {"min_yuan": ("100", "standards")}


def test_ids_of_doubts_depend_on_the_books_key_and_nothing_else(run: Run) -> None:
    def ids(text: str, key: bytes) -> list[str]:
        return [d.doubt_id for d in run(text, key=key).each_doubt()]

    assert ids(DEAD, b"one") == ids(DEAD, b"one")
    assert not set(ids(DEAD, b"one")) & set(ids(DEAD, b"two"))
    more = DEAD.replace("deaths", "         | 甲   | 低保      | 2024-06 | 1\ndeaths")
    assert ids(more, b"one") == ids(DEAD, b"one")


def test_a_run_is_the_same_for_any_number_of_threads_and_order_of_rows(run: Run) -> None:
    people = [chr(0x4E00 + i) for i in range(60)]
    paid = "\n".join(f" | {n} | 低保 | 2024-{m:02} | {100 + i % 7}" for i, n in enumerate(people) for m in range(1, 13))
    died = "\n".join(f" | {n} | 2024-0{1 + i % 6}-1{i % 10}" for i, n in enumerate(people))
    text = f"payments | name | programme | period | amount_yuan\n{paid}\ndeaths | name | died_on\n{died}\n"
    once, again = run(text), run(text, threads=4, shuffle=True)
    assert once.doubts.equals(again.doubts)
    assert once.evidence.equals(again.evidence)
    amounts = once.doubts["amount_yuan"].to_list()
    assert amounts == sorted(amounts, reverse=True)
    assert once.doubts.height == 60


def test_a_town_without_rows_in_a_register_is_said_unless_chance_explains_it(run: Run) -> None:
    rule: Rule = dataclasses.replace(A01, tables=("payments", "households"), sql=A01.sql)
    paid = "\n".join(f" | 甲{i} | {'北乡' if i % 2 else '南镇'} | 低保 | 2024-01 | 1" for i in range(40))

    def gaps(registered: int) -> list[tuple[str, tuple[str, ...]]]:
        register = "\n".join(f" | 甲{2 * i} | 南 | 1" for i in range(registered))
        text = f"payments | name | town | programme | period | amount_yuan\n{paid}\nhouseholds | name | town | household_no\n{register}\n"
        return [(c.town, c.missing) for c in run(text, [rule]).coverage]

    assert gaps(20) == [("北乡", ("table:households",))]
    assert gaps(4) == []


def test_a_rule_that_needs_a_standard_is_not_run_where_none_of_those_it_names_is_known(run: Run) -> None:
    rule = dataclasses.replace(A01, standards=("yuan_per_mu", "post_pay"))
    (not_run,) = run(DEAD, [rule]).not_run
    assert not_run.needs == ("standard:yuan_per_mu", "standard:post_pay")
    assert run(DEAD, [dataclasses.replace(A01, standards=("yuan_per_mu", "exclusive"))]).not_run == ()
