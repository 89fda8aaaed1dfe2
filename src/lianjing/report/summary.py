"""Counts over a run: by rule, town, programme, side, and town × rule with what could not be checked. Pure; order spelled out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import polars as pl

from lianjing.checks.result import RuleRun, RunResult

NOTHING = Decimal("0.00")
PAID_TO_PEOPLE = ("person", "household", "card", "machine", "village")


@dataclass(frozen=True, slots=True)
class Count:
    """Doubts and their amounts (yuan) of one rule, town or programme; `key` is None where the doubts name none."""

    key: str | None
    doubts: int
    amount_yuan: Decimal


@dataclass(frozen=True, slots=True)
class Side:
    """Money owed by people ("by") or to people ("to"). `people`: distinct persons; `money_rows`: distinct rows of the money."""

    side: str
    doubts: int
    people: int
    money_rows: int
    amount_yuan: Decimal
    to_people_yuan: Decimal  # of it what was or should be paid to people; the rest are whole contracts, vouchers, transfers and leases
    runs: tuple[RuleRun, ...]
    not_run: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """Town × rule: what was found, and which tables were missing there."""

    doubts: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Town × rule. `rules` holds every rule, run or not; `not_run` those that saw no town at all; a town of None is "unknown"."""

    towns: tuple[str | None, ...]
    rules: tuple[str, ...]
    not_run: frozenset[str]
    cells: Mapping[tuple[str | None, str], Cell]

    def at(self, town: str | None, rule: str) -> Cell:
        """The cell; checked and empty where nothing is said of it."""
        return self.cells.get((town, rule), Cell(0, ()))


def count_by(doubts: pl.DataFrame, column: str) -> tuple[Count, ...]:
    """Doubts and amounts by `column`, most doubts first, then larger amount, then name."""
    counted = (
        doubts.group_by(column)
        .agg(pl.len().alias("n"), pl.col("amount_yuan").sum().fill_null(NOTHING).alias("yuan"))
        .sort(["n", "yuan", column], descending=[True, True, False], nulls_last=True)
    )
    return tuple(Count(k, n, Decimal(yuan)) for k, n, yuan in counted.iter_rows())


def of_side(result: RunResult, side: str) -> Side:
    """Everything about one direction of money, its rules by doubts found."""
    doubts = result.doubts.filter(pl.col("side") == side)
    money = result.evidence.filter(pl.col("is_money")).join(doubts.select("doubt_id", "rule"), on=["doubt_id", "rule"], how="semi")
    runs = sorted((r for r in result.runs if r.rule.side == side), key=lambda r: (-r.doubts, r.rule.id))
    return Side(
        side=side,
        doubts=doubts.height,
        people=people_in(doubts),
        money_rows=money["row_id"].n_unique(),
        amount_yuan=money_once(doubts),
        to_people_yuan=money_once(doubts.filter(pl.col("subject_kind").is_in(PAID_TO_PEOPLE))),
        runs=tuple(runs),
        not_run=tuple(sorted(n.rule.id for n in result.not_run if n.rule.side == side)),
    )


@dataclass(frozen=True, slots=True)
class Tally:
    """What was found in one place, fund or kind: doubts, findings (bundles of doubts about one fact), people, and yuan by side.

    A bundle's amount is its largest doubt's, so that money which several rules speak of is counted once.
    """

    key: tuple[str | None, ...]
    doubts: int
    findings: int
    people: int
    by_yuan: Decimal
    to_yuan: Decimal


def tallies(doubts: pl.DataFrame, *columns: str) -> tuple[Tally, ...]:
    """A tally for each value of `columns`, most findings first, then money, then name; screens only rank and are left out."""
    found = doubts.filter(pl.col("strength") != "screen")
    once = found.group_by(*columns, "side", "bundle").agg(pl.col("amount_yuan").max().fill_null(NOTHING).alias("yuan"))
    yuan = once.group_by(*columns).agg(
        *(pl.col("yuan").filter(pl.col("side") == side).sum().alias(f"{side}_yuan") for side in ("by", "to"))
    )
    counted = found.group_by(*columns).agg(
        pl.len().alias("n"),
        pl.col("bundle").n_unique().alias("findings"),
        pl.col("subject").filter(pl.col("subject_kind") == "person").n_unique().alias("people"),
    )
    rows = counted.join(yuan, on=list(columns), nulls_equal=True).sort(
        ["findings", "by_yuan", "to_yuan", *columns], descending=[True, True, True, *(False for _ in columns)], nulls_last=True
    )
    return tuple(
        Tally(tuple(r[c] for c in columns), r["n"], r["findings"], r["people"], Decimal(r["by_yuan"]), Decimal(r["to_yuan"]))
        for r in rows.iter_rows(named=True)
    )


def findings_in(doubts: pl.DataFrame) -> int:
    """Bundles: doubts about one fact counted once; screens only rank and are none."""
    return doubts.filter(pl.col("strength") != "screen")["bundle"].n_unique()


def money_once(doubts: pl.DataFrame) -> Decimal:
    """Yuan of the doubts, those of one bundle once (the largest); screens left out."""
    found = doubts.filter(pl.col("strength") != "screen").group_by("bundle").agg(pl.col("amount_yuan").max())
    return Decimal(found["amount_yuan"].sum() or NOTHING)


def months_of(doubts: pl.DataFrame) -> tuple[tuple[date, int, int], ...]:
    """(first day of the month, doubts "by", doubts "to") for each month that some doubt's period covers, gaps filled, in order."""
    spans = doubts.filter(pl.col("period_start").is_not_null() & (pl.col("strength") != "screen")).select(
        "side", "period_start", "period_end"
    )
    if spans.height == 0:
        return ()
    month = pl.date_ranges(pl.col("period_start").dt.month_start(), pl.coalesce("period_end", "period_start").dt.month_start(), "1mo")
    counted = spans.select("side", month.alias("month")).explode("month").group_by("month", "side").len()
    found = {(m, side): n for m, side, n in counted.select("month", "side", "len").iter_rows()}
    first, last = min(m for m, _ in found), max(m for m, _ in found)
    every = pl.date_range(first, last, "1mo", eager=True).to_list()
    return tuple((m, found.get((m, "by"), 0), found.get((m, "to"), 0)) for m in every)


def people_in(doubts: pl.DataFrame) -> int:
    """Distinct persons the doubts are about; doubts about a card, a voucher or a contract are about none."""
    return doubts.filter(pl.col("subject_kind") == "person")["subject"].n_unique()


def matrix_of(result: RunResult) -> Matrix:
    """Town × rule, towns by name, doubts that name no town last."""
    found = result.doubts.group_by("town", "rule").agg(pl.len().alias("n")).iter_rows()
    missing: dict[tuple[str | None, str], tuple[str, ...]] = {(c.town, c.rule): c.missing for c in result.coverage}
    counts: dict[tuple[str | None, str], int] = {(town, rule): n for town, rule, n in found}
    keys = counts.keys() | missing.keys()
    named = sorted({town for town, _ in keys if town})
    unknown: tuple[str | None, ...] = (None,) if any(not town for town, _ in keys) else ()
    return Matrix(
        towns=(*named, *unknown),
        rules=tuple(sorted([r.rule.id for r in result.runs] + [n.rule.id for n in result.not_run])),
        not_run=frozenset(n.rule.id for n in result.not_run),
        cells={k: Cell(counts.get(k, 0), missing.get(k, ())) for k in keys},
    )


def town_gaps(result: RunResult) -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    """(town, missing needs, rules not checked there for just these), by town, then by the needs."""
    rules: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for c in result.coverage:
        rules.setdefault((c.town, c.missing), []).append(c.rule)
    return tuple((town, missing, tuple(sorted(ids))) for (town, missing), ids in sorted(rules.items()))
