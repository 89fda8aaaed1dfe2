"""The harness finds what a fixture does not show: every weakness is said, none is passed over."""

import dataclasses

import pytest

from lianjing.checks.fixtures import parse_fixture
from lianjing.checks.rule import Rule, Text, find_rules
from lianjing.checks.trial import try_fixture
from lianjing.errors import AskedWrongly

MODEL = find_rules("A01")[0]
SQL = """SELECT p.person_key AS subject, p.programme_id, [p.row_id] AS evidence, p.amount_yuan
FROM paid AS p
WHERE p.person_key IS NOT NULL
  AND p.amount_yuan >= 100      -- unless: small
"""
SMALL = {"small": Text("小额", "small")}
CASES = """
## caught 1: large
payments | name | programme | period  | amount_yuan
         | 甲   | 低保      | 2024-04 | 300

## left: small: fifty yuan
payments | name | programme | period  | amount_yuan
         | 甲   | 低保      | 2024-04 | 50
"""


def trouble(cases: str = CASES, sql: str = SQL, innocent: dict[str, Text] = SMALL) -> list[str]:
    rule: Rule = dataclasses.replace(
        MODEL, sql=sql, innocent=innocent, parameters=(), say=Text("{name}", "{name}"), uses=(), tables=("payments",)
    )
    return [str(f) for f in try_fixture(rule, parse_fixture(cases))]


def test_a_fixture_that_shows_everything_is_passed() -> None:
    assert trouble() == []


def test_a_case_that_comes_out_otherwise_is_reported_with_its_line() -> None:
    (said,) = trouble(CASES.replace("caught 1: large", "caught 2: large"))
    assert said.startswith("line 2: large: 1 doubts found, 2 expected: 甲")


def test_a_marked_line_that_changes_nothing_is_reported() -> None:
    (said,) = trouble(sql=SQL.replace(">= 100", ">= 0"), cases=CASES.split("## left", maxsplit=1)[0], innocent=SMALL)[-1:]
    assert "no case of the fixture notices this change" in said


def test_a_marked_line_whose_own_case_does_not_notice_is_reported() -> None:
    cases = CASES.replace("left: small: fifty", "left: fifty") + "\n## left: small: nothing at all\npayments | name\n"
    assert trouble(cases) == ["line 4: without the line `unless: small`: the cases `left: small` do not notice this change"]


def test_a_mutant_that_does_not_run_shows_nothing_and_is_reported() -> None:
    broken = SQL.replace("WHERE p.person_key IS NOT NULL\n  AND", "WHERE true AND\n").replace(
        "p.amount_yuan >= 100 ", "p.amount_yuan >= 100 "
    )
    assert "does not run" in trouble(sql=broken)[0]


def test_header_lines_and_cases_must_name_the_same_explanations() -> None:
    assert "no case `## left: other" in trouble(innocent={**SMALL, "other": Text("x", "y")})[0]
    assert "the header does not explain it" in trouble(CASES + "\n## left: strange: none\npayments | name\n")[0]
    assert "no line is marked" in " ".join(trouble(sql=SQL.replace("-- unless: small", "")))


def test_a_written_mutant_must_be_noticed_and_must_occur_once() -> None:
    noticed = "\n## mutant: a higher bar\nreplace: >= 100\nwith: >= 1000\n"
    assert trouble(CASES + noticed) == []
    assert "no case of the fixture notices" in trouble(CASES + noticed.replace("1000", "101"))[0]
    with pytest.raises(ValueError, match="occurs 0 times"):
        trouble(CASES + noticed.replace("replace: >= 100", "replace: >= 7"))


def test_drawn_doubts_are_compared_by_the_facts_drawn() -> None:
    drawn = CASES.replace("\n\n## left", "\ndoubts | name | amount_yuan | village\n       | 甲   | 300         | 柿树村\n\n## left", 1)
    assert trouble(drawn) == []
    assert "expected [('甲', '301'" in trouble(drawn.replace("| 300         |", "| 301         |"))[0]


def test_evidence_that_is_no_row_of_the_book_is_reported() -> None:
    assert "no row of the book" in trouble(sql=SQL.replace("[p.row_id]", "[p.row_id, 7]"))[0]


def test_a_line_without_subject_is_reported() -> None:
    assert "have no subject" in trouble(sql=SQL.replace("p.person_key AS subject", "nullif(p.person_key, p.person_key) AS subject"))[0]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("## seen: x", "a section is"),
        ("## caught: x\nsome words", "not a table"),
        ("## caught: x\npayments | name |  | b\n", "a column has no name"),
        ("## caught: x\npayments | name\n | a | b", "more cells"),
        ("## mutant: x\nwith: y", "needs `replace"),
        ("## mutant: x\nreplaced: y", "two lines"),
    ],
)
def test_a_fixture_that_cannot_be_read_is_refused_with_its_line(text: str, word: str) -> None:
    with pytest.raises(AskedWrongly) as error:
        parse_fixture(text, "A99.fixture.md")
    assert word in error.value.say("en")
    assert "A99.fixture.md" in error.value.say("en")
