"""The cases of all fixtures as one book: each case has people, towns and villages of its own, and all share one set of standards.

A rule finds other doubts in it than in the cases one by one (a median is another); that is no matter where two engines are compared.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import duckdb

from lianjing.checks import Rule
from lianjing.checks.drawn_book import LATEST, PARAMETERS, STANDARDS, TOWN, VILLAGE, draw_standards, drawn_tables, fill
from lianjing.checks.fixtures import Case, Drawn
from lianjing.checks.source import Source
from lianjing.checks.standards import Standards, load_standards
from lianjing.checks.views import Match
from lianjing.schema import TABLES, stored_columns

TWELVE = "子丑寅卯辰巳午未申酉戌亥"


@dataclass(frozen=True, slots=True)
class DrawnStandards(Standards):
    """The built-in standards with what all cases draw over them."""

    case: Case = field(kw_only=True)
    read: Match = lambda text, on: None

    def register(self, con: duckdb.DuckDBPyConnection) -> None:
        """As Standards.register."""
        load_standards(None).register(con)
        object.__setattr__(self, "read", draw_standards(con, self.case))

    def match(self, text: str, on: date | None = None) -> str | None:
        """As Standards.match."""
        return self.read(text, on)


def one_book(cases: Sequence[tuple[Rule, Case]]) -> tuple[duckdb.DuckDBPyConnection, DrawnStandards]:
    """A connection with every schema table filled from the `cases`, and the standards to run their rules by."""
    con = duckdb.connect(":memory:", config={"threads": 1, "python_enable_replacements": False})
    tables = drawn_tables(con, replace(cases[0][1], tables=()), frozenset(TABLES))
    for number, (_, case) in enumerate(cases, 1):
        fill(con, _in_its_own_place(case, number), number)
    for table in tables:  # every cursor sees them
        con.execute(f'CREATE TABLE main."{table}" AS SELECT * FROM temp."{table}"')
        con.execute(f'DROP TABLE temp."{table}"')
    every = [c for _, c in cases]
    return con, DrawnStandards(
        case=replace(every[0], tables=tuple(_drawn_together(name, every) for name in STANDARDS if any(c.drawn(name) for c in every))),
        as_of=_day(con, every),
        rule_parameters={r.id: _parameters(r, [c for x, c in cases if x.id == r.id]) for r in {r.id: r for r, _ in cases}.values()},
    )


def source_on(con: duckdb.DuckDBPyConnection) -> Source:
    """The book on a cursor of its own."""
    cursor = con.cursor()
    counties = con.execute("SELECT first_row, last_row, county FROM row_counties ORDER BY first_row").fetchall()
    return Source(cursor, frozenset(TABLES), b"key", (), tuple((int(a), int(b), str(c)) for a, b, c in counties))


def _in_its_own_place(case: Case, number: int) -> Case:
    """Towns and villages of a case under names that no other has; as before where it names none."""
    n, prefix = number, ""
    while n:
        n, digit = divmod(n, 12)
        prefix += TWELVE[digit]
    return replace(case, tables=tuple(_placed(t, prefix) if t.table in TABLES else t for t in case.tables))


def _placed(drawn: Drawn, prefix: str) -> Drawn:
    defaults = {c: d for c, d in (("town", TOWN), ("village", VILLAGE)) if c in stored_columns(TABLES[drawn.table])}
    columns = (*drawn.columns, *(c for c in defaults if c not in drawn.columns))
    rows = [{c: (_named(row.get(c) or defaults[c], prefix) if c in defaults else row.get(c)) for c in columns} for row in drawn.dicts()]
    return replace(drawn, columns=columns, rows=tuple(tuple(r.values()) for r in rows))


def _named(place: str, prefix: str) -> str:
    return place if place == "-" else prefix + place


def _drawn_together(name: str, cases: Iterable[Case]) -> Drawn:
    """One table of the standards out of those of all cases: of limits the first value of each, of programmes one row each."""
    rows = [row for c in cases for t in c.drawn(name) for row in t.dicts()]
    if name == "limits":
        rows = [{k: v for row in reversed(rows) for k, v in row.items() if v != "-"}]
    if name == "programmes":
        rows = list({row["programme_id"]: row for row in rows}.values())
    columns = tuple(dict.fromkeys(c for row in rows for c in row))
    return Drawn(name, columns, tuple(dict.fromkeys(tuple(row.get(c) for c in columns) for row in rows)), 0)


def _day(con: duckdb.DuckDBPyConnection, cases: Sequence[Case]) -> date:
    """The latest day that a case draws or its payments reach."""
    drawn = [date.fromisoformat(str(row["as_of"])) for c in cases for t in c.drawn("run") for row in t.dicts()]
    if drawn:
        return max(drawn)
    paid = con.execute("SELECT max(period_end) FROM payments").fetchone()
    return paid[0] if paid and paid[0] else LATEST


def _parameters(rule: Rule, cases: Sequence[Case]) -> Mapping[str, object]:
    """Those of the first case that is caught by others than the rule's own."""
    kinds = {p.name: type(p.default) for p in rule.parameters}
    for case in cases:
        for drawn in case.drawn(PARAMETERS) if case.caught else ():
            return {k: kinds[k](v) for k, v in next(drawn.dicts()).items() if v is not None}
    return {}
