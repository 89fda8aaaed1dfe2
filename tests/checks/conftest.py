"""Small books drawn as text, run through the front door of the checks."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date

import duckdb
import pytest

from lianjing.checks import Rule, RunResult, find_rules
from lianjing.checks.drawn_book import drawn_names, drawn_tables
from lianjing.checks.fixtures import parse_fixture
from lianjing.checks.run import run_checks
from lianjing.checks.source import Batch, Block, Source
from lianjing.checks.standards import load_standards


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
        standards = replace(load_standards(None), as_of=as_of, rule_parameters=parameters or {})
        try:
            return run_checks(source, chosen, standards, as_of=asked)
        finally:
            con.close()

    return run_drawn
