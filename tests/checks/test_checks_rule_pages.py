"""The page of each rule under docs/rules is what its file says today."""

from pathlib import Path

import pytest

from lianjing.checks.rule import Rule, find_rules
from lianjing.checks.rule_page import rule_page, write_pages

PAGES = Path(__file__).parents[2] / "docs" / "rules"
RULES = find_rules()


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_the_page_of_a_rule_is_up_to_date(rule: Rule) -> None:
    assert (PAGES / f"{rule.id}.md").read_text("utf-8") == rule_page(rule), "make them anew: lianjing rules pages docs/rules"


def test_there_is_a_page_a_rule_and_an_index(tmp_path: Path) -> None:
    assert {p.stem for p in PAGES.glob("*.md")} == {r.id for r in RULES} | {"README"}
    write_pages(RULES[:2], tmp_path)
    assert len((tmp_path / "README.md").read_text("utf-8").splitlines()) == 6 + 2


def test_the_example_names_the_cells_and_the_sentence() -> None:
    page = rule_page(find_rules("A01")[0])
    assert "| **甲** |" in page
    assert page.count("\n> ") == 2
    assert "死亡日期" in page
