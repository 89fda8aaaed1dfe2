"""The lint lets nothing through that means another thing on another engine, reads what is not documented, or says what is not selected."""

import dataclasses

import pytest

from lianjing.checks.lint import lint
from lianjing.checks.rule import Rule, Text, find_rules

MODEL = find_rules("A01")[0]
PLAIN = "SELECT p.person_key AS subject, [p.row_id] AS evidence, p.amount_yuan FROM paid AS p WHERE p.amount_yuan > 1"


def rule(sql: str, **changes: object) -> Rule:
    plain = {"sql": sql, "say": Text("{name}", "{name}"), "parameters": (), "innocent": {}, "cells": ()}
    return dataclasses.replace(MODEL, **{**plain, **changes})  # type: ignore[arg-type]


def test_the_model_and_the_plainest_rule_are_well() -> None:
    assert lint(MODEL) == []
    assert lint(rule(PLAIN)) == []


@pytest.mark.parametrize(
    ("sql", "word"),
    [
        (PLAIN.replace("FROM paid", "FROM secrets"), "secrets"),
        (PLAIN.replace("FROM paid AS p", "FROM read_parquet('x') AS p"), "read_parquet"),
        (PLAIN.replace("FROM paid", "FROM other.paid"), "other.paid"),
        ("COPY paid TO 'x'", "one SELECT"),
        ("ATTACH 'x' AS y", "one SELECT"),
        (PLAIN + "; " + PLAIN, "one SELECT"),
        (PLAIN.replace("p.amount_yuan FROM", "p.* FROM"), "SELECT *"),
        (PLAIN + " AND date_diff('month', p.period_start, p.period_end) > 1", "datediff"),
        (PLAIN + " AND regexp_matches(p.name, 'x')", "regexp"),
        (PLAIN + " AND p.period_end > p.period_start + INTERVAL 1 MONTH", "interval"),
        (PLAIN + " AND try_cast(p.name AS INTEGER) > 1", "trycast"),
        (PLAIN.replace("p.amount_yuan FROM", "2 * p.amount_yuan AS amount_yuan, 3 AS three FROM") + " AND three > 1", "alias"),
        (PLAIN + " AND p.amount_yuan > $least", "$least is not declared"),
        (PLAIN.replace("p.person_key AS subject, ", ""), "does not give subject"),
        (PLAIN + "\n  AND p.months > 1  -- unless: short", "unless: short"),
        (PLAIN + "\n  AND p.months > 1  -- unless short", "end its line"),
        (PLAIN.replace("p.amount_yuan FROM", "p.amount_yuan, 1 AS periods FROM"), "periods is made by the engine"),
        ("SELECT FROM WHERE", "does not parse"),
    ],
)
def test_what_may_not_be_is_named(sql: str, word: str) -> None:
    assert word in " ".join(lint(rule(sql)))


def test_a_sentence_may_only_have_blanks_that_are_known() -> None:
    assert lint(rule(PLAIN, say=Text("{name}{colour}", "{name}"))) == ["the sentence has a blank {colour} that is no column of the query"]
    assert lint(rule(PLAIN, say=Text("{name}{period}{money_rows}{village}", "{programme}"))) == []


def test_marked_cells_and_declared_tables_are_columns_of_the_schema() -> None:
    assert "payments.colour" in " ".join(lint(rule(PLAIN, cells=(("payments", "colour"),))))
    assert "nowhere" in " ".join(lint(rule(PLAIN, tables=("nowhere",))))
    assert "min_yuan is declared" in " ".join(lint(rule(PLAIN, parameters=MODEL.parameters)))


@pytest.mark.parametrize(
    ("expression", "word"),
    [
        ("round(p.amount_yuan / 3, 1)", "cast it to DECIMAL"),
        ("cast(p.amount_yuan / 3 AS VARCHAR)", "text of a DOUBLE"),
        ("p.amount_yuan / 3 || '元'", "text of a DOUBLE"),
    ],
)
def test_what_spark_would_do_in_another_way_is_refused(expression: str, word: str) -> None:
    assert any(word in fault for fault in lint(rule(PLAIN.replace("p.amount_yuan FROM", f"p.amount_yuan, {expression} AS x FROM"))))
