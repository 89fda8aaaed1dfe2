"""Small books drawn as text, run through the front door of the checks."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

import duckdb
import pytest

from lianjing.checks import Rule, RunResult, find_rules
from lianjing.checks import stand_in_standards as standards_for_tests
from lianjing.checks.drawn_book import drawn_names, drawn_tables
from lianjing.checks.fixtures import parse_fixture
from lianjing.checks.run import run_checks
from lianjing.checks.source import Batch, Block, Source


class BuiltIn:
    """The built-in standards, with a day and parameters of the test's own."""

    def __init__(self, as_of: date | None, parameters: Mapping[str, Mapping[str, object]]) -> None:
        self.as_of, self._parameters = as_of, parameters
        self.sources = {"built-in": "0" * 64}

    def register(self, con: duckdb.DuckDBPyConnection) -> None:
        standards_for_tests.register(con)

    def match(self, text: str, on: date | None) -> str | None:
        return standards_for_tests.match_programme(text, on)

    def parameters(self, rule: str) -> Mapping[str, object]:
        return self._parameters.get(rule, {})


@pytest.fixture
def run() -> Callable[..., RunResult]:
    """run("payments | name | …", rules=…, threads=2): a drawn book through `run_checks`; files are "<table>.xlsx", sheets "表"."""

    def run_drawn(
        text: str,
        rules: str | Iterable[Rule] = "A01",
        *,
        threads: int = 1,
        key: bytes = b"key",
        asked: date | None = None,
        as_of: date | None = None,
        parameters: Mapping[str, Mapping[str, object]] | None = None,
        letters: Mapping[str, Mapping[str, str]] | None = None,
        shuffle: bool = False,
    ) -> RunResult:
        case = parse_fixture(f"## left: drawn\n{text}").cases[0]
        con = duckdb.connect(":memory:", config={"threads": threads})
        tables = drawn_names(case)
        drawn_tables(con, case, tables)
        if shuffle:
            for t in tables:
                con.execute(f'CREATE TABLE shuffled AS SELECT * FROM "{t}" ORDER BY hash(row_id)')
                con.execute(f'DELETE FROM "{t}"')
                con.execute(f'INSERT INTO "{t}" SELECT * FROM shuffled')
                con.execute("DROP TABLE shuffled")
        blocks = {n: Block(t, by_column) for n, (t, by_column) in enumerate((letters or {}).items())}
        source = Source(con, tables, key, (Batch(1, "payments.xlsx", "0" * 64, blocks),))
        chosen = find_rules(rules) if isinstance(rules, str) else tuple(rules)
        try:
            return run_checks(source, chosen, BuiltIn(as_of, parameters or {}), as_of=asked)
        finally:
            con.close()

    return run_drawn
