"""The same result as a full run, from an earlier one and what came or went since.

A rule none of whose tables changed keeps its doubts. A `near` rule is run over the rows that can concern the people touched, and only what
it says of them is taken. Everything else is run in full. A test holds the outcome equal to a full run's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import polars as pl

from lianjing.book import Book
from lianjing.checks.bundles import RANK, in_order_of
from lianjing.checks.kept import KeptRun, measured_by, run_with
from lianjing.checks.keys import SPANS  # how far the pay lists reach is asked of all of them
from lianjing.checks.result import DOUBT_COLUMNS, EVIDENCE_COLUMNS, RunResult
from lianjing.checks.rule import Rule
from lianjing.checks.run import Progress, Setting, Silent, conclude, digests_of, find_doubts, prepare, put_standards
from lianjing.checks.source import Source, source_of
from lianjing.checks.standards import Standards
from lianjing.checks.touched import find_touched, narrow
from lianjing.checks.views import read_programmes, shared_views, tables_needed, tables_read, views_needed
from lianjing.schema import TABLES


@dataclass(frozen=True, slots=True)
class Share:
    """Which rules keep what they found, are run where something changed, and are run in full."""

    kept: tuple[Rule, ...]
    near: tuple[Rule, ...]
    full: tuple[Rule, ...]


def check_since(
    book: Book,
    rules: Sequence[Rule],
    standards: Standards,
    before: KeptRun,
    *,
    as_of: date | None = None,
    say: Progress | None = None,
    threads: int | None = None,
) -> RunResult:
    """The result of a full run of `rules` over `book`, taking over from `before` what cannot have changed."""
    say = say or Silent()
    source = source_of(book, memory_limit="5GiB", threads=threads)
    try:
        setting = prepare(source, rules, standards, as_of)
        changed = changed_rows(source.con, book, before)
        share = share_out(setting, standards, before, frozenset(changed))
        say.start(len(setting.ready), "规则 rules")
        old_doubts, old_evidence = _taken_over(before, share.kept, say)
        doubts, evidence = [old_doubts], [old_evidence]
        if share.near:
            for d, e in zip(*_near(source, book, setting, standards, before, changed, share.near, say), strict=True):
                doubts.append(d)
                evidence.append(e)
        if share.full:
            d, e = find_doubts(source, share.full, setting, standards, say)
            doubts.append(d)
            evidence.append(e)
        else:
            read_programmes(source.con, standards.match, tables={"payments"} & source.tables)
        order = {r.id: n for n, r in enumerate(setting.ready)}
        return conclude(source, setting, standards, *_in_order(pl.concat(doubts), pl.concat(evidence), order))
    finally:
        source.con.close()


def share_out(setting: Setting, standards: Standards, before: KeptRun, changed: frozenset[str]) -> Share:
    """Decide for each rule; if program, views or standards are others than then, every rule is run in full."""
    same = before.measured_by == measured_by(digests_of(standards))
    same_day = before.as_of == setting.as_of.isoformat()
    kept, near, full = [], [], []
    for rule in setting.ready:
        read = every_table(rule)
        known = before.rules.get(rule.id) == run_with(rule.sha256, {k: str(v) for k, (v, _) in setting.parameters[rule.id].items()})
        if not (same and known and (same_day or "run" not in read)):
            full.append(rule)
        elif not tables_needed(read) & {*changed, *(f"{t}_quarantined" for t in changed)}:
            kept.append(rule)
        elif rule.reach == "near":
            near.append(rule)
        else:
            full.append(rule)
    return Share(tuple(kept), tuple(near), tuple(full))


def every_table(rule: Rule) -> frozenset[str]:
    """All tables and views that the rule rests on, those below the views included."""
    read = tables_read(rule.sql) | frozenset(rule.tables)
    return read.union(*(v.reads for v in views_needed(read)))


def changed_rows(con: duckdb.DuckDBPyConnection, book: Book, before: KeptRun) -> Mapping[str, str]:
    """Table → SQL that gives its rows which came since `before` or were there and are withdrawn (quarantined ones too)."""
    live = {b.folder.name: b for b in book.batches()}
    new = [b for name, b in live.items() if name not in before.batches]
    gone = [b for b in book.withdrawn() if b.folder.name in before.batches]
    out: dict[str, str] = {}
    for table in TABLES:
        parts = []
        numbers = [str(b.number) for b in new if table in b.tables]
        if numbers:
            both = f"SELECT * FROM main.{table} UNION ALL SELECT * FROM main.{table}_quarantined"
            parts.append(f"SELECT * FROM ({both}) WHERE row_id >> 32 IN ({', '.join(numbers)})")
        parts += [_withdrawn(path) for b in gone for path in b.parquet(table)]
        if parts:
            out[table] = " UNION ALL BY NAME ".join(parts)
    return out


def _withdrawn(path: Path) -> str:
    return "SELECT * FROM read_parquet('{}')".format(str(path).replace("'", "''"))


def _near(
    source: Source,
    book: Book,
    setting: Setting,
    standards: Standards,
    before: KeptRun,
    changed: Mapping[str, str],
    rules: Sequence[Rule],
    say: Progress,
) -> tuple[list[pl.DataFrame], list[pl.DataFrame]]:
    """What the rules found before of people not touched, and what they find now of those who are."""
    read = frozenset().union(*(every_table(r) for r in rules))
    tables = {t.removesuffix("_quarantined") for t in tables_needed(read)} & source.tables
    con = source.con.cursor()  # the same book; what is temporary is its own
    try:
        put_standards(con, standards, setting.as_of)
        find_touched(con, tables, changed, whole_towns=SPANS in read)
        given = frozenset([SPANS]) & read
        if given:
            con.execute(f"CREATE TEMP TABLE {SPANS} AS {shared_views()[SPANS].sql}")
        narrow(con, tables)
        here = Source(con=con, tables=source.tables, key=source.key, batches=source.batches)
        found, rows = find_doubts(here, rules, setting, standards, say, given=given)
        people = {str(r[0]) for r in con.execute("SELECT person_key FROM touched_people").fetchall()}
        cards = {str(r[0]) for r in con.execute("SELECT card_no FROM touched_cards").fetchall()}
    finally:
        con.close()
    touched = pl.DataFrame(
        [("person", p) for p in people] + [("card", c) for c in cards],
        schema={"subject_kind": pl.String, "subject": pl.String},
        orient="row",
    )
    mine = [r.id for r in rules]
    on = ["subject_kind", "subject"]
    old = before.doubts().filter(pl.col("rule").is_in(mine)).join(touched, on=on, how="anti", maintain_order="left")
    new = found.join(touched, on=on, how="semi", maintain_order="left")
    return [old, new], [_rows_of(before.evidence(), old), _rows_of(rows, new)]


def _taken_over(before: KeptRun, rules: Sequence[Rule], say: Progress) -> tuple[pl.DataFrame, pl.DataFrame]:
    old = before.doubts().filter(pl.col("rule").is_in([r.id for r in rules]))
    for rule in rules:
        say.rule_done(rule.id, old.filter(pl.col("rule") == rule.id).height)
    return old, _rows_of(before.evidence(), old)


def _rows_of(evidence: pl.DataFrame, doubts: pl.DataFrame) -> pl.DataFrame:
    return evidence.join(doubts.select("doubt_id"), on="doubt_id", how="semi", maintain_order="left")


def _in_order(doubts: pl.DataFrame, evidence: pl.DataFrame, order: Mapping[str, int]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """As a full run gives them: by rule, then by rank; the rows in the order of the doubts."""
    nth_rule = pl.col("rule").replace_strict(order, return_dtype=pl.Int64).alias("nth_rule")
    ranked = doubts.with_columns(nth_rule).sort(["nth_rule", *RANK], descending=[False, *RANK.values()], nulls_last=True)
    return ranked.select(*DOUBT_COLUMNS), in_order_of(ranked, evidence).select(*EVIDENCE_COLUMNS)
