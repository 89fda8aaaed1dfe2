"""Every rule file: it is well formed, its fixture holds, and each explanation is shown to work by a mutant."""

import tomllib

import pytest

from lianjing.checks.lint import lint
from lianjing.checks.rule import RULES_FOLDER, Rule, find_rules
from lianjing.checks.trial import try_rule

RULES = find_rules()


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_a_rule_reads_and_says_only_what_it_may(rule: Rule) -> None:
    assert lint(rule) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_a_rule_holds_its_fixture_and_the_fixture_notices_every_mutant(rule: Rule) -> None:
    assert [str(f) for f in try_rule(rule)] == []


def test_every_fixture_belongs_to_a_rule() -> None:
    orphans = [f.name for f in RULES_FOLDER.rglob("*.fixture.md") if not f.with_name(f.name.replace(".fixture.md", ".sql")).exists()]
    assert orphans == []


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_every_explanation_of_the_catalogue_row_is_applied_or_left_out_with_a_reason(rule: Rule) -> None:
    file = RULES_FOLDER.parent / "catalogue" / f"{rule.category[0]}.toml"
    catalogue = tomllib.loads(file.read_text("utf-8"))
    spoken_of = set(rule.innocent) | set(rule.left_out)
    assert set(catalogue.get(rule.category, [])) - spoken_of == set()
    assert all(len(reason.zh) > 5 and len(reason.en) > 10 for reason in (*rule.innocent.values(), *rule.left_out.values()))
