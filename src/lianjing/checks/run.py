"""Run rules over a book: what is missing is said, the shared tables are built once, each rule is run, what they found is put together.

Nothing depends on the number of threads, the clock or the order of files: every order is spelled out, sums are decimal.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Protocol

import duckdb
import polars as pl

from lianjing.book import Book
from lianjing.checks.assemble import doubts_frame, evidence_frame
from lianjing.checks.bundles import bundled, ranked
from lianjing.checks.counties import make_counties
from lianjing.checks.coverage import find_gaps
from lianjing.checks.engine import DUCKDB, Engine
from lianjing.checks.funds import find_funds
from lianjing.checks.grouping import group_lines
from lianjing.checks.places import find_places
from lianjing.checks.result import DOUBT_COLUMNS, EVIDENCE_COLUMNS, NotRun, RuleRun, RunResult
from lianjing.checks.rule import Rule
from lianjing.checks.schema_names import QUARANTINED
from lianjing.checks.source import Source, source_of
from lianjing.checks.standards import Standards
from lianjing.checks.views import (
    read_programmes,
    stand_in,
    tables_needed,
    tables_read,
    views_needed,
)
from lianjing.errors import AskedWrongly
from lianjing.schema.programmes import PROGRAMMES

BUILT_IN = "built-in"
LISTS = ("allowed_grades", "exclusive", "needs_programme", "post_pay")  # tables of the standards that a rule may name beside measures


class Progress(Protocol):
    """Who is told how far the run has come; `lianjing.cli.progress` shows it."""

    def start(self, total: int, what: str) -> None:
        """`total` rules are about to be run."""

    def rule_done(self, rule: str, doubts: int) -> None:
        """One of them has been."""


class Silent:
    """Tells nobody."""

    def start(self, total: int, what: str) -> None:
        """Nothing."""

    def rule_done(self, rule: str, doubts: int) -> None:
        """Nothing."""


def check_book(
    book: Book,
    rules: Sequence[Rule],
    standards: Standards,
    *,
    as_of: date | None = None,
    say: Progress | None = None,
    threads: int | None = None,
    engine: Engine = DUCKDB,
) -> RunResult:
    """`run_checks` over a book on disk, in at most 5 GiB of memory; larger tables spill to a private folder."""
    source = source_of(book, memory_limit="5GiB", threads=threads)
    try:
        return run_checks(source, rules, standards, as_of=as_of, say=say, engine=engine)
    finally:
        source.con.close()


def run_checks(
    source: Source,
    rules: Sequence[Rule],
    standards: Standards,
    *,
    as_of: date | None = None,
    say: Progress | None = None,
    engine: Engine = DUCKDB,
) -> RunResult:
    """Run `rules` (in that order) over the book behind `source`; amounts in yuan.

    The day on which clocks and expiries are read is `as_of`, else the standards', else the last day of the latest paid period; never today.
    Raises AskedWrongly("checks-no-day") if none of the three is known.
    """
    say = say or Silent()
    setting = prepare(source, rules, standards, as_of)
    say.start(len(setting.ready), "规则 rules")
    doubts, evidence = find_doubts(source, setting.ready, setting, standards, say, engine=engine)
    return conclude(source, setting, standards, doubts, evidence)


@dataclass(frozen=True, slots=True)
class Setting:
    """What is settled before a rule is run: the day, which rules can be run, and with which parameters (value and source)."""

    as_of: date
    as_of_source: str
    filled: frozenset[str]
    ready: tuple[Rule, ...]
    not_run: tuple[NotRun, ...]
    parameters: Mapping[str, Mapping[str, tuple[object, str]]]


def prepare(source: Source, rules: Sequence[Rule], standards: Standards, as_of: date | None) -> Setting:
    """Settle it, and put the standards and the day (table `run`) on the connection. Raises AskedWrongly("checks-no-day")."""
    con = source.con
    con.execute("SET preserve_insertion_order = false")
    filled = _tables_with_rows(con, source.tables)
    day, day_source = _as_of(con, filled, standards, as_of)
    put_standards(con, standards, day)
    make_counties(con, source.counties)
    ready, not_run = _ready(con, rules, filled)
    return Setting(day, day_source, filled, ready, not_run, {r.id: _parameters(r, standards) for r in ready})


def put_standards(con: duckdb.DuckDBPyConnection, standards: Standards, day: date) -> None:
    """The tables of the standards and `run` on a connection that has none."""
    standards.register(con)
    con.execute("CREATE TEMP TABLE run AS SELECT CAST(? AS DATE) AS as_of", [day])
    make_counties(con)


def build_for(source: Source, rules: Sequence[Rule], standards: Standards) -> None:
    """Make the shared views that `rules` read, on a connection that is prepared."""
    _build(source.con, rules, source.tables, standards, frozenset(), DUCKDB)


def find_doubts(
    source: Source,
    rules: Sequence[Rule],
    setting: Setting,
    standards: Standards,
    say: Progress,
    *,
    given: frozenset[str] = frozenset(),
    engine: Engine = DUCKDB,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Run `rules` over the tables on the connection: their doubts in order of rule and rank, not bundled, and the rows behind them.

    Shared views of the names `given` stand on the connection already.
    """
    read = _build(source.con, rules, source.tables, standards, given, engine)
    for rule in rules:
        lines = engine.find_lines(source.con, rule, {k: v for k, (v, _) in setting.parameters[rule.id].items()})
        say.rule_done(rule.id, group_lines(source.con, rule, lines))
    return _together(rules, source, read)


def conclude(source: Source, setting: Setting, standards: Standards, doubts: pl.DataFrame, evidence: pl.DataFrame) -> RunResult:
    """The result of a run: doubts in bundles, and what could not be looked at. The connection has `programme_texts` of the payments."""
    return RunResult(
        as_of=setting.as_of,
        as_of_source=setting.as_of_source,
        standards=digests_of(standards),
        batches=tuple((b.file, b.sha256) for b in source.batches),
        runs=tuple(_rule_run(r, doubts, setting.parameters[r.id]) for r in setting.ready),
        not_run=setting.not_run,
        coverage=find_gaps(source.con, setting.ready, setting.filled),
        funds=find_funds(source.con, setting.ready, setting.not_run, doubts, "payments" in setting.filled),
        unknown_programmes=_unknown_programmes(source.con, setting.filled),
        doubts=bundled(doubts, evidence),
        evidence=evidence,
    )


def digests_of(standards: Standards) -> Mapping[str, str]:
    """What a run is measured by: name → SHA-256 of the built-in programmes and of the county's file."""
    return {BUILT_IN: _digest_of_programmes(), **standards.sources}


def _digest_of_programmes() -> str:
    """SHA-256 of the built-in programmes as they are read: two runs that name the same one were measured by the same."""
    return sha256("\n".join(repr(PROGRAMMES[p]) for p in sorted(PROGRAMMES)).encode()).hexdigest()


def _tables_with_rows(con: duckdb.DuckDBPyConnection, tables: frozenset[str]) -> frozenset[str]:
    """A register whose every row is quarantined, or which is empty, tells a rule nothing: it counts as missing."""
    return frozenset(t for t in sorted(tables) if con.execute(f'SELECT 1 FROM "{t}" LIMIT 1').fetchone() is not None)


def _as_of(con: duckdb.DuckDBPyConnection, filled: frozenset[str], standards: Standards, asked: date | None) -> tuple[date, str]:
    if asked is not None:
        return asked, "asked"
    if standards.as_of is not None:
        return standards.as_of, "standards"
    latest = con.execute("SELECT max(period_end) FROM payments").fetchone() if "payments" in filled else None
    if latest is None or latest[0] is None:
        raise AskedWrongly("checks-no-day")
    return latest[0], "latest-period"


def _ready(con: duckdb.DuckDBPyConnection, rules: Sequence[Rule], filled: frozenset[str]) -> tuple[tuple[Rule, ...], tuple[NotRun, ...]]:
    """The rules that can be run, and for each of the others everything it needs."""
    cursor = con.execute("SELECT * FROM limits")
    stated = dict(zip((d[0] for d in cursor.description or ()), cursor.fetchone() or (), strict=True))
    known = {row[0] for row in con.execute("SELECT DISTINCT measure FROM standards WHERE yuan IS NOT NULL").fetchall()}
    known |= {t for t in LISTS if con.execute(f"SELECT 1 FROM {t} LIMIT 1").fetchone() is not None}
    ready, not_run = [], []
    for rule in rules:
        needs = [f"table:{t}" for t in rule.tables if t not in filled] + [f"limit:{n}" for n in rule.limits if stated.get(n) is None]
        if rule.standards and not known.intersection(rule.standards):
            needs += [f"standard:{n}" for n in rule.standards]
        if not needs:
            needs = [f"condition:{text.zh}|{text.en}" for sql, text in rule.conditions if not _holds(con, sql)]
        if needs:
            not_run.append(NotRun(rule, tuple(needs)))
        else:
            ready.append(rule)
    return tuple(ready), tuple(not_run)


def _holds(con: duckdb.DuckDBPyConnection, sql: str) -> bool:
    row = con.execute(sql).fetchone()
    return row is not None and bool(row[0])


def _build(
    con: duckdb.DuckDBPyConnection,
    rules: Sequence[Rule],
    present: frozenset[str],
    standards: Standards,
    given: frozenset[str],
    engine: Engine,
) -> frozenset[str]:
    """Make the shared views that the rules read; gives back the schema tables (and T_quarantined) in which flagged rows may stand."""
    read = frozenset(t for r in rules for t in (*tables_read(r.sql), *r.tables))
    below = tables_needed(read)
    there = present | {t + QUARANTINED for t in present}
    stand_in(con, below, present=there)
    read_programmes(con, standards.match, tables=((below | {"payments"}) & there) | given)
    engine.build(con, views_needed(read), [r.sql for r in rules], tables=below, given=given)
    return below & there


def _parameters(rule: Rule, standards: Standards) -> Mapping[str, tuple[object, str]]:
    """Value and source of each parameter: the county's, else the rule's own."""
    own = standards.parameters(rule.id)
    return {p.name: (own[p.name], "standards") if p.name in own else (p.default, p.source) for p in rule.parameters}


def _together(rules: Sequence[Rule], source: Source, tables: frozenset[str]) -> tuple[pl.DataFrame, pl.DataFrame]:
    doubts = [pl.DataFrame(schema=dict(DOUBT_COLUMNS))]
    evidence = [pl.DataFrame(schema=dict(EVIDENCE_COLUMNS))]
    if rules and tables:
        find_places(source.con, tables, [r.id for r in rules])
        for rule in rules:
            found = doubts_frame(source.con, rule, source.key)
            in_order, rows = ranked(found.select(*DOUBT_COLUMNS), evidence_frame(source.con, rule, found, source.batches))
            doubts.append(in_order)
            evidence.append(rows)
    return pl.concat(doubts), pl.concat(evidence)


def _rule_run(rule: Rule, doubts: pl.DataFrame, parameters: Mapping[str, tuple[object, str]]) -> RuleRun:
    mine = doubts.filter(pl.col("rule") == rule.id)
    amount = mine["amount_yuan"].sum() if mine.height else Decimal(0)
    return RuleRun(rule, mine.height, Decimal(amount or 0), {k: (str(v), s) for k, (v, s) in parameters.items()})


def _unknown_programmes(con: duckdb.DuckDBPyConnection, filled: frozenset[str]) -> tuple[tuple[str, int], ...]:
    """Texts in the pay lists which no programme bears in any year, with their rows, most rows first."""
    if "payments" not in filled:
        return ()
    return tuple(
        con.execute("""
            SELECT programme, count(*) AS payments
            FROM payments
            WHERE programme IS NOT NULL
              AND programme NOT IN (SELECT programme FROM programme_texts WHERE programme_id IS NOT NULL)
            GROUP BY programme
            ORDER BY payments DESC, programme
        """).fetchall()
    )
