"""A run's doubts with what people said of them: explained stays quiet as long as its evidence is the same, and wakes when it changes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import polars as pl

from lianjing.book import Book
from lianjing.checks.kept import kept_run
from lianjing.checks.result import RunResult
from lianjing.verdicts.evidence_digest import evidence_digests
from lianjing.verdicts.record import Record, records
from lianjing.verdicts.store import VerdictBook, read_verdicts
from lianjing.verdicts.verdict import Given
from lianjing.verdicts.words import Answer

VERDICT_COLUMNS: Mapping[str, Any] = {
    "evidence_digest": pl.String,
    "verdict": pl.String,  # open, confirmed, explained, data_error
    "verdict_reason": pl.String,  # in the words of the rule's list, or free
    "verdict_note": pl.String,
    "verdict_by": pl.String,
    "verdict_on": pl.Date,
    "woken": pl.Boolean,  # had been explained or called a data error, and rests on other evidence now
}


BOTH = " / "  # between the two languages of a note that the program wrote
ORDER = (Answer.OPEN, Answer.CONFIRMED, Answer.DATA_ERROR, Answer.EXPLAINED)  # in which a rule's doubts are shown


@dataclass(frozen=True, slots=True)
class Judged:
    """`result.doubts` has VERDICT_COLUMNS behind its own; `records` those of all rules that were ever judged."""

    result: RunResult
    records: Mapping[str, Record]

    def record(self, rule: str) -> Record:
        """The rule's record; an empty one where nobody has judged."""
        return self.records.get(rule, Record())

    def count(self, rule: str, answer: str) -> int:
        """Doubts of the rule in this run with that verdict."""
        return self.result.doubts.filter((pl.col("rule") == rule) & (pl.col("verdict") == answer)).height

    def open_first(self) -> "Judged":
        """The same with each rule's doubts in the order in which they are shown, open ones first; else as ranked."""
        rank = pl.col("verdict").replace_strict({a.value: n for n, a in enumerate(ORDER)}, return_dtype=pl.Int64)
        old = pl.int_range(pl.len())
        doubts = self.result.doubts.sort(old.min().over("rule"), rank, old)
        order = doubts.select("rule", "doubt_id").with_row_index("nth")
        rows = self.result.evidence.join(order, on=["rule", "doubt_id"]).sort("nth", "position").drop("nth")
        return replace(self, result=replace(self.result, doubts=doubts, evidence=rows))

    @property
    def woken(self) -> int:
        """Doubts that are open again because their evidence changed."""
        return int(self.result.doubts["woken"].sum())


def judged(result: RunResult, book: Book) -> Judged:
    """The run beside the book's verdicts; order and number of the doubts stay. Raises BookTrouble where a file of verdicts is damaged."""
    verdicts = read_verdicts(book)
    return Judged(_with_verdicts(result, evidence_digests(book, result.evidence), verdicts), records(verdicts.all_standing()))


def unjudged(result: RunResult) -> Judged:
    """The run as if nobody had said anything of it, for those who have no book."""
    digests = pl.DataFrame(schema={"doubt_id": pl.String, "evidence_digest": pl.String})
    return Judged(_with_verdicts(result, digests, VerdictBook([])), {})


def open_of_last_run(book: Book) -> Mapping[str, int]:
    """Rule → how many of its doubts in the book's last kept run are open now, for the rules that found any; empty without such a run."""
    run = kept_run(book, None)
    if run is None:
        return {}
    doubts = _judged_doubts(run.doubts(), evidence_digests(book, run.evidence()), read_verdicts(book))
    counted = doubts.group_by("rule").agg((pl.col("verdict") == Answer.OPEN.value).sum().alias("n")).sort("rule")
    return dict(counted.iter_rows())


def _with_verdicts(result: RunResult, digests: pl.DataFrame, verdicts: VerdictBook) -> RunResult:
    return replace(result, doubts=_judged_doubts(result.doubts, digests, verdicts))


def _judged_doubts(found: pl.DataFrame, digests: pl.DataFrame, verdicts: VerdictBook) -> pl.DataFrame:
    doubts = found.select(pl.exclude(*VERDICT_COLUMNS)).join(digests, on="doubt_id", how="left", maintain_order="left")
    said = [_columns(verdicts.standing(d), e) for d, e in doubts.select("doubt_id", "evidence_digest").iter_rows()]
    names = [c for c in VERDICT_COLUMNS if c != "evidence_digest"]
    columns = [pl.Series(n, [s[i] for s in said], VERDICT_COLUMNS[n]) for i, n in enumerate(names)]
    return doubts.with_columns(columns)


def _columns(given: Given | None, digest: str | None) -> tuple[str, str | None, str | None, str | None, date | None, bool]:
    """verdict, reason, note, by, on, woken."""
    if given is None:
        return Answer.OPEN.value, None, None, None, None, False
    v = given.verdict
    reason, note = v.reason_text or None, v.note or None
    match v.answer:
        case Answer.OPEN:
            return Answer.OPEN.value, reason, note, given.by, given.on, False
        case Answer.CONFIRMED:
            return Answer.CONFIRMED.value, reason, note, given.by, given.on, False
        case Answer.EXPLAINED | Answer.DATA_ERROR if v.evidence == digest:
            return v.answer.value, reason, note, given.by, given.on, False
        case _:
            return Answer.OPEN.value, None, _woken(given), None, None, True


def _woken(given: Given) -> str:
    v = given.verdict
    word = {Answer.EXPLAINED: ("可解释", "explained"), Answer.DATA_ERROR: ("数据有误", "data error")}[v.answer]
    why = "；".join(w for w in (v.reason_text, v.note) if w)
    said = f"（{why}）" if why else ""
    return f"依据自 {given.on} 判为“{word[0]}”{said}以来已变化，请重新核查{BOTH}evidence changed since {given.on}, when it was {word[1]}"
