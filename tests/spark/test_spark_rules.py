"""Every rule gives on Spark what it gives on DuckDB, over one book made of the cases of all fixtures: ids, sums, sentences, rows."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import polars as pl
import pytest
from one_book import one_book, source_on
from polars.testing import assert_frame_equal

from lianjing.checks import Rule, RunResult, find_rules
from lianjing.checks.fixtures import Case, read_fixture
from lianjing.checks.grouping import Lines, lines_in
from lianjing.checks.run import run_checks
from lianjing.checks.spark import SparkEngine

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = pytest.mark.xdist_group("spark")
# That a book is too small for a rule is no matter here.
RULES = tuple(replace(r, conditions=(), tables=(), uses=(*r.tables, *r.uses)) for r in find_rules())


class Patient(SparkEngine):
    """One rule that does not run is that rule's failure, and not that of all others."""

    failures: dict[str, str]

    def find_lines(self, con: duckdb.DuckDBPyConnection, rule: Rule, parameters: dict[str, object]) -> Lines:
        try:
            return super().find_lines(con, rule, parameters)
        except ValueError as e:
            self.failures[rule.id] = str(e)
            return lines_in(con, rule)


@dataclass(slots=True)
class Engines:
    """Runs rules on both engines."""

    spark: "SparkSession"
    folder: Path
    failures: dict[str, str] = field(default_factory=dict)
    runs: int = 0

    def both(self, rules: Iterable[Rule], cases: int | None = None) -> tuple[RunResult, RunResult]:
        """The result on DuckDB and on Spark, over all cases of the rules' fixtures or the first few that are caught."""
        rules = tuple(rules)
        con, standards = one_book([(r, c) for r in rules for c in _cases(r, cases)])
        self.runs += 1
        engine = Patient(self.spark, self.folder / str(self.runs))
        engine.failures = self.failures
        (self.folder / str(self.runs)).mkdir()
        return run_checks(source_on(con), rules, standards), run_checks(source_on(con), rules, standards, engine=engine)


def _cases(rule: Rule, first: int | None) -> list[Case]:
    cases = read_fixture(rule.fixture_path).cases
    return list(cases) if first is None else [c for c in cases if c.caught][:first]


@pytest.fixture(scope="module")
def engines(spark: "SparkSession", folder: Path) -> Engines:
    """Both engines."""
    return Engines(spark, folder)


@pytest.fixture(scope="module")
def all_together(engines: Engines) -> tuple[RunResult, RunResult]:
    """All rules over one book of all cases."""
    return engines.both(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_a_rule_gives_the_same_doubts_on_spark(rule: Rule, engines: Engines, all_together: tuple[RunResult, RunResult]) -> None:
    on_duckdb, on_spark = all_together
    if _of(rule, on_duckdb.doubts).height == 0:  # it looks at the whole county, and others' cases hide what it would find
        on_duckdb, on_spark = engines.both([rule], cases=1)
    assert engines.failures.get(rule.id) is None
    assert _of(rule, on_duckdb.doubts).height > 0
    assert_frame_equal(_of(rule, on_spark.doubts), _of(rule, on_duckdb.doubts))
    assert_frame_equal(_of(rule, on_spark.evidence), _of(rule, on_duckdb.evidence))


def test_what_was_not_run_and_as_of_when_is_the_same(all_together: tuple[RunResult, RunResult]) -> None:
    on_duckdb, on_spark = all_together
    assert [n.rule.id for n in on_spark.not_run] == [n.rule.id for n in on_duckdb.not_run] == []
    assert (on_spark.as_of, on_spark.funds, on_spark.coverage) == (on_duckdb.as_of, on_duckdb.funds, on_duckdb.coverage)


def _of(rule: Rule, frame: pl.DataFrame) -> pl.DataFrame:
    return frame.filter(pl.col("rule") == rule.id)
