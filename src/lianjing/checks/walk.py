"""A rule step by step over a book: each of its named steps with its number of rows and the first few, and at last its lines.

For whoever writes a rule or asks why it finds what it finds. Long numbers are masked.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import sqlglot

from lianjing.book import Book
from lianjing.checks.rule import Rule
from lianjing.checks.run import build_for, prepare
from lianjing.checks.source import source_of
from lianjing.checks.standards import Standards
from lianjing.identity import mask_text

SHOWN = 10
ROWS = ("row_id", "evidence")  # numbers of rows are as long as a card's and say nothing of anybody
LINES = "疑点行 lines"


@dataclass(frozen=True, slots=True)
class Step:
    """A CTE of the rule, or its last SELECT: how many rows, and the first SHOWN of them in order of their columns, as text."""

    name: str
    rows: int
    columns: tuple[str, ...]
    first: tuple[tuple[str, ...], ...]


def walk(rule: Rule, book: Book, standards: Standards, as_of: date | None = None) -> Iterator[Step]:
    """The steps in the order of the file; none if the rule cannot be run (`NotRun` says what it needs, see `missing`)."""
    source = source_of(book, memory_limit="5GiB")
    try:
        setting = prepare(source, [rule], standards, as_of)
        if not setting.ready:
            return
        build_for(source, [rule], standards)
        values = {k: v for k, (v, _) in setting.parameters[rule.id].items()}
        for name, query in steps_of(rule.sql):
            used = {k: v for k, v in values.items() if f"${k}" in query}
            source.con.execute(f"CREATE OR REPLACE TEMP TABLE step AS SELECT * FROM ({query})", used)
            counted = source.con.execute("SELECT count(*) FROM step").fetchone()
            cursor = source.con.execute(f"SELECT * FROM step ORDER BY ALL LIMIT {SHOWN}")
            columns = tuple(d[0] for d in cursor.description or ())
            first = tuple(tuple(_said(c, v) for c, v in zip(columns, row, strict=True)) for row in cursor.fetchall())
            yield Step(name, int(counted[0]) if counted else 0, columns, first)
    finally:
        source.con.close()


def missing(rule: Rule, book: Book, standards: Standards, as_of: date | None = None) -> tuple[str, str] | None:
    """Why the rule cannot be run over the book, in Chinese and English; None if it can."""
    source = source_of(book)
    try:
        not_run = prepare(source, [rule], standards, as_of).not_run
    finally:
        source.con.close()
    return (not_run[0].says.zh, not_run[0].says.en) if not_run else None


def steps_of(sql: str) -> list[tuple[str, str]]:
    """Name and query of each step: a CTE with those above it, and last the whole."""
    tree = sqlglot.parse_one(sql, read="duckdb")
    found = tree.args.get("with_") or tree.args.get("with")
    ctes = list(found.expressions) if found is not None else []
    steps = []
    for n, cte in enumerate(ctes):
        above = ", ".join(c.sql(dialect="duckdb") for c in ctes[: n + 1])
        steps.append((cte.alias, f'WITH {above} SELECT * FROM "{cte.alias}"'))
    return [*steps, (LINES, tree.sql(dialect="duckdb"))]


def _said(column: str, value: object) -> str:
    if value is None:
        return "—"
    return str(value) if column in ROWS or column.endswith("_row") else mask_text(str(value))
