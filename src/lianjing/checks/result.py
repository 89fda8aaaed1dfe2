"""What a run of the rules comes back with. Bodies are frames, one row a doubt or a place; `Doubt` is one of them taken out.

Same book, rules and parameters give the same frames, row for row: nothing here knows a clock, a path outside the book, or chance.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from lianjing.checks.rule import Rule, Text
from lianjing.schema import TABLES

# One row a doubt, ordered by rule, then rank: amount (largest first), latest period, registers that agree, doubt_id.
DOUBT_COLUMNS: Mapping[str, Any] = {
    "doubt_id": pl.String,  # first 16 hex of HMAC-SHA256(key of the book, rule | subject | programme_id)
    "rule": pl.String,
    "category": pl.String,
    "strength": pl.String,
    "side": pl.String,
    "subject_kind": pl.String,
    "subject": pl.String,
    "programme_id": pl.String,  # null where the doubt has no programme
    "programme": pl.String,  # its name as one says it, else as it stood in the sheet
    "id_no": pl.String,  # in full: whoever writes a file masks it
    "name": pl.String,
    "village": pl.String,
    "town": pl.String,
    "amount_yuan": pl.Decimal(18, 2),  # sum over the distinct rows of the money
    "period_start": pl.Date,
    "period_end": pl.Date,
    "explanation_zh": pl.String,  # IDs and cards in it, where a rule says them, stand in full and are columns of `facts` too
    "explanation_en": pl.String,
    "facts": pl.String,  # JSON object: every output column of the rule's first line, as text
    "money_rows": pl.Int32,
    "other_rows": pl.Int32,
    "registers": pl.Int32,  # how many different registers speak against the money
    "bundle": pl.String,  # doubts that rest on the same money carry the same one: shown as one finding
}

# One row a doubt × evidence row, ordered as the doubts and then by position: money first, each side by file, sheet, row.
EVIDENCE_COLUMNS: Mapping[str, Any] = {
    "doubt_id": pl.String,
    "rule": pl.String,
    "position": pl.Int32,  # 0, 1, 2 …
    "is_money": pl.Boolean,
    "row_id": pl.Int64,
    "batch": pl.Int64,  # number of the batch: row_id >> 32
    "block": pl.Int32,
    "table": pl.String,
    "source_file": pl.String,
    "source_sheet": pl.String,
    "source_row": pl.Int32,
    "letters": pl.List(pl.String),  # column letters to mark in that row, in order of the rule's `cells`
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """One row of a sheet that a doubt rests on; `letters` are the columns to mark."""

    row_id: int
    batch: int
    block: int
    table: str
    file: str
    sheet: str
    row: int
    letters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """One rule × subject × programme, all its rows together. Amounts in yuan."""

    doubt_id: str
    rule: str
    category: str
    strength: str
    side: str
    subject_kind: str
    subject: str
    programme_id: str | None
    programme: str | None
    id_no: str | None
    name: str | None
    village: str | None
    town: str | None
    amount_yuan: Decimal | None
    period_start: date | None
    period_end: date | None
    explanation: Text
    facts: Mapping[str, str | None]
    registers: int
    bundle: str
    money_rows: tuple[Evidence, ...]
    other_rows: tuple[Evidence, ...]
    tested: Mapping[str, Text]  # innocent explanations the rule applied before it said anything


@dataclass(frozen=True, slots=True)
class NotRun:
    """A rule that could not be run: `needs` names the missing tables, limits or standards ("table:deaths", "limit:x", "condition:…")."""

    rule: Rule
    needs: tuple[str, ...]

    @property
    def says(self) -> Text:
        """ "未运行：需要…" in both languages."""
        return says_needs(self.needs)


@dataclass(frozen=True, slots=True)
class RuleRun:
    """A rule that was run: how much it found, with which parameters (name → value, source)."""

    rule: Rule
    doubts: int
    amount_yuan: Decimal
    parameters: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Rule × town: `missing` names the rule's tables that have no row for that town while the money does ("table:households")."""

    rule: str
    town: str
    missing: tuple[str, ...]

    @property
    def says(self) -> Text:
        """ "缺…的数据" in both languages."""
        words = [_need(n) for n in self.missing]
        return Text("缺" + "、".join(w.zh for w in words) + "的数据", "no rows of " + ", ".join(w.en for w in words))


@dataclass(frozen=True, slots=True)
class Fund:
    """One programme of public money. Amounts in yuan; `rows` 0 and no days where the book has no payment of it."""

    programme_id: str
    name: str
    department: str
    rows: int
    amount_yuan: Decimal
    period_start: date | None
    period_end: date | None
    run: tuple[str, ...]  # ids of the rules that concern it and were run
    not_run: tuple[tuple[str, tuple[str, ...]], ...]  # those that were not, and what each needs
    doubts: int
    doubts_yuan: Decimal


@dataclass(frozen=True, slots=True)
class RunResult:
    """Everything one run found, could not check, and used."""

    as_of: date
    as_of_source: str  # "asked", "standards", "latest-period"
    standards: Mapping[str, str]  # what was used: name → sha256 (the built-in programmes and, where given, the county's file)
    batches: tuple[tuple[str, str], ...]  # (source file, sha256) of the book's batches in order
    runs: tuple[RuleRun, ...]
    not_run: tuple[NotRun, ...]
    coverage: tuple[Coverage, ...]  # only towns where something is missing
    funds: tuple[Fund, ...]  # every known programme, those with payments first
    unknown_programmes: tuple[tuple[str, int], ...]  # (text in the sheets, rows) that no programme's name matches
    doubts: pl.DataFrame  # DOUBT_COLUMNS
    evidence: pl.DataFrame  # EVIDENCE_COLUMNS

    def each_doubt(self) -> Iterator[Doubt]:
        """The doubts one by one, in order: for pages and tests; files of 100,000 doubts are written from the frames."""
        rules = {r.rule.id: r.rule for r in self.runs}
        rows = self.evidence.iter_rows(named=True)
        for d in self.doubts.iter_rows(named=True):
            places = [next(rows) for _ in range(d["money_rows"] + d["other_rows"])]
            yield _doubt(d, places, rules[d["rule"]])


def says_needs(needs: tuple[str, ...]) -> Text:
    """The sentence of what is missing, in both languages; tables by their names in the schema."""
    words = [_need(n) for n in needs]
    return Text("需要" + "、".join(w.zh for w in words), "needs " + ", ".join(w.en for w in words))


def _doubt(d: Mapping[str, Any], places: list[dict[str, Any]], rule: Rule) -> Doubt:
    evidence = tuple(
        Evidence(
            row_id=p["row_id"],
            batch=p["batch"],
            block=p["block"],
            table=p["table"],
            file=p["source_file"],
            sheet=p["source_sheet"],
            row=p["source_row"],
            letters=tuple(p["letters"]),
        )
        for p in places
    )
    same = {k: d[k] for k in Doubt.__dataclass_fields__ if k in d and k not in ("facts", "money_rows", "other_rows")}
    return Doubt(
        **same,
        explanation=Text(d["explanation_zh"], d["explanation_en"]),
        facts=json.loads(d["facts"]),
        money_rows=evidence[: d["money_rows"]],
        other_rows=evidence[d["money_rows"] :],
        tested=rule.innocent,
    )


def _need(need: str) -> Text:
    kind, _, name = need.partition(":")
    match kind:
        case "table":
            return Text(f"“{TABLES[name].zh}”表", f"table {name}")
        case "limit":
            return Text(f"标准文件中的 {name}", f"{name} in the standards' [limits]")
        case "standard":
            return Text(f"标准文件中的 {name}", f"{name} in the standards")
        case "condition":  # a screen whose conditions the book does not meet
            zh, _, en = name.partition("|")
            return Text(zh, en)
        case _:
            raise ValueError(need)
