"""Which funds a rule says that it concerns: never fewer than those it finds doubts in, and known in every county."""

import json
from collections.abc import Callable, Iterator
from itertools import islice

import duckdb
import pytest

from lianjing.checks import Rule, RunResult, find_rules
from lianjing.checks.drawn_book import drawn_book
from lianjing.checks.fixtures import read_fixture
from lianjing.checks.standards import load_standards
from lianjing.checks.trial import doubts_of
from lianjing.checks.views import shared_views

RULES = {r.id: r for r in find_rules()}
CASES_A_RULE = 2  # of those that are caught: the others differ in what is left alone
PENSION_STAYS = {"resident_pension", "reservoir_resettler", "collective_dividend"}  # A11: not tied to where one lives


@pytest.fixture(scope="module")
def built_in() -> Iterator[duckdb.DuckDBPyConnection]:
    """The programmes as they are before a county states its own."""
    con = duckdb.connect(":memory:")
    load_standards(None).register(con)
    yield con
    con.close()


def concerned(con: duckdb.DuckDBPyConnection, rule: Rule) -> set[str]:
    found = con.execute(f"SELECT programme_id::VARCHAR FROM programmes WHERE {rule.funds}").fetchall()
    return {programme for (programme,) in found}


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
def test_every_doubt_of_the_fixture_is_in_a_fund_that_the_rule_concerns(rule: Rule) -> None:
    for case in islice((c for c in read_fixture(rule.fixture_path).cases if c.caught), CASES_A_RULE):
        with drawn_book(rule, case) as book:
            doubts = doubts_of(rule, book)
            funds = {p for p in doubts["programme_id"] if p is not None}
            assert funds <= concerned(book.con, rule), f"line {case.line}: {case.about}"


@pytest.mark.parametrize("rule", ["A01", "A10", "D01", "E01", "H18"])
def test_a_rule_that_does_not_concern_every_fund_concerns_some(rule: str, built_in: duckdb.DuckDBPyConnection) -> None:
    every = {p for (p,) in built_in.execute("SELECT programme_id FROM programmes").fetchall()}
    assert set() < concerned(built_in, RULES[rule]) < every


@pytest.mark.parametrize(
    ("rule", "view", "of_it", "left_out"),
    [
        ("A10", "residence_programmes", "TRUE", set()),
        ("A11", "residence_programmes", "g.payee <> 'land'", PENSION_STAYS),
        ("D01", "farmland_programmes", "TRUE", set()),
        ("D04", "farmland_programmes", "TRUE", set()),
    ],
)
def test_funds_written_out_are_those_of_the_shared_view(
    rule: str, view: str, of_it: str, left_out: set[str], built_in: duckdb.DuckDBPyConnection
) -> None:
    listed = f"SELECT g.programme_id FROM programmes AS g JOIN ({shared_views()[view].sql}) AS v USING (programme_id) WHERE {of_it}"
    assert concerned(built_in, RULES[rule]) == {p for (p,) in built_in.execute(listed).fetchall()} - left_out


def test_exclusive_pairs_of_a_county_are_funds_that_the_rule_concerns(built_in: duckdb.DuckDBPyConnection) -> None:
    con = built_in.cursor()
    load_standards(None).register(con)
    assert "big_grower" not in concerned(con, RULES["A04"])
    con.execute("INSERT INTO exclusive VALUES ('big_grower', 'dibao_rural', 'household'), ('dibao_rural', 'big_grower', 'household')")
    assert {"big_grower", "dibao_rural"} <= concerned(con, RULES["A04"])


def test_a_fund_without_payments_has_no_finding(run: Callable[..., RunResult]) -> None:
    result = run(
        """
payments | name | programme | period  | amount_yuan
         | 甲   | 低保      | 2024-04 | 300
         | 乙   | 高龄津贴  | 2024-04 | 50
deaths   | name | died_on
         | 甲   | 2024-03-15
""",
        "A01,A18",
    )
    found = {f.programme_id: f.doubts for f in result.funds if f.doubts}
    assert found == {"dibao_rural": 1}
    assert json.loads(result.doubts["facts"][0])  # the doubt is there, not only its number
    for fund in result.funds:
        assert fund.rows or not (fund.doubts or fund.doubts_yuan), fund.programme_id
        assert ("A01" in fund.run) is (fund.programme_id not in {"funeral_public", "pension_funeral"})
        assert "A18" not in fund.run, "the county states no grades, so it was not run"
