"""An answer workbook into the book: read, compared with what was said before, written; the same file again changes nothing."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import polars as pl

from lianjing.book import Book, local_now
from lianjing.checks.kept import kept_run
from lianjing.checks.rule import Rule
from lianjing.identity import mask_text
from lianjing.verdicts.answers import Answers, Asked, read_answers
from lianjing.verdicts.evidence_digest import evidence_digests
from lianjing.verdicts.store import VerdictBook, as_body, read_verdicts, writing_verdicts
from lianjing.verdicts.verdict import Fate, Given, RowFate, Verdict
from lianjing.verdicts.words import Answer, plain


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of one workbook. `known_since`: the book had the very same file since then, nothing was done."""

    file: str
    rows: tuple[RowFate, ...]
    known_since: datetime | None = None

    def counts(self) -> Mapping[str, Counter[Fate]]:
        """Sheet → rows of each fate; they add up to the sheet."""
        out: dict[str, Counter[Fate]] = {}
        for row in self.rows:
            out.setdefault(row.sheet, Counter())[row.fate] += 1
        return out

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """Those that went into the book."""
        return tuple(row.verdict for row in self.rows if row.verdict is not None)

    @property
    def set_aside(self) -> tuple[RowFate, ...]:
        """The rows that somebody has to put right."""
        return tuple(row for row in self.rows if row.fate is Fate.QUARANTINED)


def import_answers(
    book: Book, path: Path, rules: Sequence[Rule], *, now: Callable[[], datetime] = local_now, user: str | None = None
) -> Imported:
    """Takes a filled workbook in. Raises Unreadable where it cannot be opened, BookTrouble where the book is locked or damaged."""
    digest = sha256(path.read_bytes()).hexdigest()
    before = read_verdicts(book).entry_of_file(digest)
    if before is not None:
        return Imported(path.name, (), before.at)
    answers = read_answers(path, Asked(book.key, rules, LastRun(book).of))
    with writing_verdicts(book, now=now, user=user) as (verdicts, add):
        known = verdicts.entry_of_file(digest)
        if known is not None:
            return Imported(answers.file, (), known.at)
        done = Imported(answers.file, tuple(compared(row, verdicts) for row in answers.rows))
        add(_body(answers, digest, done))
    return done


def compared(row: RowFate, verdicts: VerdictBook) -> RowFate:
    """The row, passed over where it only repeats what stands, set aside where it repeats what was replaced or taken back since."""
    if row.verdict is None:
        return row
    standing = verdicts.standing(row.verdict.doubt_id)
    if _leaves_it_open(row.verdict, standing):
        return RowFate(row.sheet, row.row, Fate.PASSED_OVER, "no-answer")
    if standing is not None and _is_standing_again(row.verdict, standing):
        return RowFate(row.sheet, row.row, Fate.PASSED_OVER, "said-before")
    for given in verdicts.history(row.verdict.doubt_id):
        if given is not standing and row.verdict.evidence == given.verdict.evidence and _says_the_same(row.verdict, given):
            why = "was-taken-back" if given.taken_back is not None else "was-replaced"
            about = given.taken_back or (f"{standing.at:%Y-%m-%d}" if standing is not None else "")
            return replace(row, fate=Fate.QUARANTINED, why=why, about=about, mended=(), verdict=None)
    return row


def _leaves_it_open(new: Verdict, standing: Given | None) -> bool:
    """A bare 待核 on a doubt that is open says nothing; on one that was explained on this evidence it opens it again."""
    says_more = new.reason_text or new.note or new.by or new.on
    was_open = standing is None or (standing.verdict.answer is not Answer.CONFIRMED and standing.verdict.evidence != new.evidence)
    return new.answer is Answer.OPEN and not says_more and was_open


def _is_standing_again(new: Verdict, standing: Given) -> bool:
    """What was confirmed is shown as such whatever it rests on now; anything else only on the evidence it was given on."""
    same_evidence = new.evidence == standing.verdict.evidence or standing.verdict.answer is Answer.CONFIRMED
    return same_evidence and _says_the_same(new, standing)


def _says_the_same(new: Verdict, given: Given) -> bool:
    """Word for word, or as the workbook showed it with numbers masked and who and when filled in."""
    old = given.verdict
    if (new.answer, new.reason) != (old.answer, old.reason) or plain(mask_text(new.reason_text)) != plain(mask_text(old.reason_text)):
        return False
    same_note = plain(mask_text(new.note)) == plain(mask_text(old.note))
    return same_note and new.by in (old.by, given.by) and new.on in (old.on, given.on)


class LastRun:
    """Rule and digest of the doubts of the book's last kept run, read when first asked for."""

    def __init__(self, book: Book) -> None:
        """Reads nothing yet."""
        self._book = book
        self._known: Mapping[str, tuple[str, str]] | None = None

    def of(self, doubt_id: str) -> tuple[str, str] | None:
        """Rule and digest, None where the run has no such doubt or there is none."""
        if self._known is None:
            run = kept_run(self._book, None)
            self._known = {} if run is None else _digests(self._book, run.doubts(), run.evidence())
        return self._known.get(doubt_id)


def _digests(book: Book, doubts: pl.DataFrame, evidence: pl.DataFrame) -> Mapping[str, tuple[str, str]]:
    rows = doubts.select("doubt_id", "rule").join(evidence_digests(book, evidence), on="doubt_id").iter_rows()
    return {doubt_id: (rule, digest) for doubt_id, rule, digest in rows}


def _body(answers: Answers, digest: str, done: Imported) -> Mapping[str, object]:
    return {
        "kind": "answers",
        "file": answers.file,
        "sha256": digest,
        "sheets": {sheet: {f.value: n for f, n in sorted(counts.items())} for sheet, counts in done.counts().items()},
        "set_aside": [{"sheet": r.sheet, "row": r.row, "cell": r.cell, "why": r.why, "about": r.about} for r in done.set_aside],
        "verdicts": [as_body(v) for v in done.verdicts],
    }
