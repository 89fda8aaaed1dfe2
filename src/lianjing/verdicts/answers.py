"""The lines of an answer workbook understood: each becomes a verdict or is set aside with a reason, and the rows add up to the sheets.

Nothing is guessed: a doubt is found by its number together with the digest that this book handed out with it; where a township's file
lost the digest, the workbook's own hidden sheet has it, else the last run.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from lianjing.checks.rule import Rule
from lianjing.errors import Place
from lianjing.identity import Damaged, Read, read_day
from lianjing.ingest.grid import open_grids
from lianjing.verdicts.evidence_digest import belongs
from lianjing.verdicts.reasons import Reason, ReasonRead, read_reason, reasons_of
from lianjing.verdicts.sheet import DOUBT, STATED, Line, SheetRead, choices_of, read_sheet
from lianjing.verdicts.verdict import Fate, RowFate, Verdict
from lianjing.verdicts.words import Answer, Role, plain, points_elsewhere, read_answer, says_nothing, says_why

_DIGEST = re.compile(r"[0-9a-f]{24}")
_HEX_WORDS = re.compile(r"(?<![0-9a-z])[0-9a-f]{16}(?![0-9a-z])")
_LOOKS_LIKE = str.maketrans("oli", "011")  # none of the three is a hex digit
_GAPS = re.compile(r"[\s\u200b-\u200f\ufeff\u00ad\u2060'‘’`\"“”_-]+")

LastRun = Callable[[str], tuple[str, str] | None]
"""(rule, digest) of a doubt of the last run, or None."""


@dataclass(frozen=True, slots=True)
class Answers:
    """A workbook read: the fate of every row, sheet by sheet; accepted and repaired ones carry their verdict."""

    file: str
    rows: tuple[RowFate, ...]


class Asked:
    """Which doubts were asked about: knows the rule and the digest behind a number."""

    def __init__(self, key: bytes, rules: Sequence[Rule], last_run: LastRun) -> None:
        """`key` of the book; `last_run` is asked only where a file lost its digests."""
        self._key, self._last_run = key, last_run
        self._rules = {r.id: r for r in rules}
        self._reasons = {r.id: reasons_of(r) for r in rules}
        self._likely = list(self._rules)

    def rule_of(self, doubt_id: str, digest: str) -> str | None:
        """The rule whose doubt this is, if this book handed the two out together."""
        for i, rule in enumerate(self._likely):
            if belongs(self._key, doubt_id, rule, digest):
                self._likely.insert(0, self._likely.pop(i))  # a sheet is mostly of one rule
                return rule
        return None

    def reasons(self, rule: str) -> tuple[Reason, ...]:
        """The rule's list of reasons."""
        return self._reasons.get(rule, ())

    def of_last_run(self, doubt_id: str) -> tuple[str, str] | None:
        """Rule and digest as of the last run."""
        found = self._last_run(doubt_id)
        return found if found is not None and found[0] in self._rules else None


def read_answers(path: Path, asked: Asked, file: str | None = None) -> Answers:
    """Every row of the workbook. Raises Unreadable where it cannot be opened."""
    name = file if file is not None else path.name
    sheets: list[tuple[int, SheetRead]] = []
    own: dict[str, str] = {}
    for grid in open_grids(path):
        own.update(choices_of(grid))
        sheets.append((grid.height, read_sheet(grid)))
    rows: list[RowFate] = []
    for height, sheet in sheets:
        reader = _Reader(name, sheet.name, asked, own)
        mine = [
            *(reader.fate(line) for line in sheet.lines),
            *(RowFate(sheet.name, r, Fate.QUARANTINED, "headings-missing", cell) for r, cell in sheet.headless.items()),
            *(RowFate(sheet.name, r, Fate.PASSED_OVER, why) for r, why in sheet.passed.items()),
        ]
        mine.sort(key=lambda row: row.row)
        if [row.row for row in mine] != list(range(1, height + 1)):
            raise AssertionError(f"the rows of {sheet.name} do not add up: {len(mine)} of {height}")
        rows += mine
    return Answers(name, tuple(one_answer_a_doubt(rows)))


def one_answer_a_doubt(rows: Sequence[RowFate]) -> list[RowFate]:
    """Answers that contradict each other are set aside, all of them; one said twice is taken once, with the notes of both."""
    of: dict[str, list[int]] = {}
    for i, row in enumerate(rows):
        if row.verdict is not None:
            of.setdefault(row.verdict.doubt_id, []).append(i)
    out = list(rows)
    for places in (p for p in of.values() if len(p) > 1):
        given = [v for i in places if (v := rows[i].verdict) is not None]
        if len({(v.answer, v.reason, plain(v.reason_text), v.evidence) for v in given}) > 1:
            for i in places:
                others = "、".join(f"［{rows[j].sheet}］{rows[j].cell}" for j in places if j != i)
                out[i] = replace(rows[i], fate=Fate.QUARANTINED, why="answers-differ", about=others, mended=(), verdict=None)
        else:
            first, *rest = places
            out[first] = replace(rows[first], verdict=_together(given))
            for i in rest:
                out[i] = RowFate(rows[i].sheet, rows[i].row, Fate.PASSED_OVER, "said-twice")
    return out


def read_number(text: str) -> tuple[str, bool] | None:
    """A doubt's number as it is typed and pasted, and whether it had to be mended; None if there is not exactly one.

    >>> read_number("编号：ABCD ef01 2345 6789")
    ('abcdef0123456789', True)
    """
    if DOUBT.fullmatch(text) is not None:
        return text, False
    narrow = unicodedata.normalize("NFKC", text).lower()
    for tight in (_GAPS.sub("", narrow), _GAPS.sub("", narrow).translate(_LOOKS_LIKE)):
        if DOUBT.fullmatch(tight) is not None:
            return tight, tight != text
    for said in (narrow, _GAPS.sub("", narrow)):
        found = set(_HEX_WORDS.findall(said))
        if len(found) == 1:
            return found.pop(), True
    return None


class _SetAside(Exception):
    """Ends the reading of one row; `role` says in which cell the trouble stands."""

    def __init__(self, why: str, role: Role, about: str = "") -> None:
        super().__init__(why)
        self.why, self.role, self.about = why, role, about


@dataclass(frozen=True, slots=True)
class _Reader:
    file: str
    sheet: str
    asked: Asked
    own: Mapping[str, str]

    def fate(self, line: Line) -> RowFate:
        """A verdict, or why there is none."""
        passed = _passed_over(line)
        if passed is not None:
            return RowFate(self.sheet, line.row, Fate.PASSED_OVER, passed)
        try:
            verdict, mended = self._verdict(line)
        except _SetAside as e:
            cell = line.cells.get(e.role, str(line.row))
            return RowFate(self.sheet, line.row, Fate.QUARANTINED, e.why, cell, about=e.about)
        all_mended = tuple(dict.fromkeys((*line.mended, *mended)))
        fate = Fate.REPAIRED if all_mended else Fate.ACCEPTED
        return RowFate(self.sheet, line.row, fate, cell=verdict.place.cell, mended=all_mended, verdict=verdict)

    def _verdict(self, line: Line) -> tuple[Verdict, list[str]]:
        mended: list[str] = []
        for role in line.lost:
            if role in (Role.DOUBT, Role.ANSWER, Role.REASON, Role.NOTE):
                raise _SetAside("cell-without-value", role)
        doubt_id = self._number(line, mended)
        said = line.texts.get(Role.ANSWER, "")
        if says_nothing(said):
            raise _SetAside("answer-missing", Role.ANSWER)
        answer = read_answer(said)
        if answer is None:
            raise _SetAside("answer-unclear", Role.ANSWER, said[:40])
        if answer.in_free_words:
            mended.append("answer-in-free-words")
        rule, evidence = self._evidence(line, doubt_id, mended)
        note = line.texts.get(Role.NOTE, "")
        reason = self._reason(line, rule, answer.answer, said if answer.in_free_words else "", note, mended)
        day = _day(line.on) if isinstance(line.on, str) else read_day(line.on)
        if isinstance(day, Read):
            mended += [m for m in (*day.mended, *day.notes)]
        elif line.texts.get(Role.ON):
            mended.append("day-unreadable")
            note = "；".join(n for n in (note, f"核查日期：{line.texts[Role.ON]}") if n)
        verdict = Verdict(
            doubt_id=doubt_id,
            rule=rule,
            evidence=evidence,
            answer=answer.answer,
            said=said,
            reason=reason.key if reason is not None else None,
            reason_text=reason.text if reason is not None else "",
            note=note,
            by=line.texts.get(Role.BY, ""),
            on=day.value if isinstance(day, Read) else None,
            place=Place(self.file, self.sheet, line.cells[Role.ANSWER] if Role.ANSWER in line.cells else str(line.row)),
        )
        return verdict, mended

    def _number(self, line: Line, mended: list[str]) -> str:
        text = line.texts.get(Role.DOUBT, "")
        if says_nothing(text):
            raise _SetAside("number-missing", Role.DOUBT)
        number = read_number(text)
        if number is None:
            raise _SetAside("number-unreadable", Role.DOUBT, text[:40])
        if number[1]:
            mended.append("number")
        return number[0]

    def _evidence(self, line: Line, doubt_id: str, mended: list[str]) -> tuple[str, str]:
        """The rule and the digest of what the clerk saw."""
        stated = _GAPS.sub("", unicodedata.normalize("NFKC", line.texts.get(Role.EVIDENCE, ""))).lower()
        kept = self.own.get(doubt_id, "")
        if _DIGEST.fullmatch(stated) is not None:
            rule = self.asked.rule_of(doubt_id, stated)
            if rule is not None:
                return rule, stated
            raise _SetAside("number-and-evidence-apart" if kept or stated in self.own.values() else "doubt-unknown", Role.DOUBT, doubt_id)
        rule = self.asked.rule_of(doubt_id, kept) if kept else None
        if rule is not None:
            mended.append("evidence-from-hidden-sheet")
            return rule, kept
        last = self.asked.of_last_run(doubt_id)
        if last is None:
            raise _SetAside("doubt-unknown", Role.DOUBT, doubt_id)
        mended.append("evidence-of-last-run")
        return last

    def _reason(self, line: Line, rule: str, answer: Answer, free: str, note: str, mended: list[str]) -> ReasonRead | None:
        text = line.texts.get(Role.REASON, "")
        reason = read_reason(text, self.asked.reasons(rule))
        if reason is None and not says_nothing(text) and not points_elsewhere(text):
            raise _SetAside("reason-unknown-number", Role.REASON, text[:40])
        if reason is not None:
            if reason.mended:
                mended.append("reason")
            return reason
        if says_why(free):
            return ReasonRead(None, free, False)
        if answer is Answer.EXPLAINED and says_nothing(note):
            raise _SetAside("reason-missing", Role.REASON if Role.REASON in line.cells else Role.ANSWER)
        return None


@lru_cache(5_000)
def _day(text: str) -> Read[date] | Damaged | None:
    return read_day(text)


def _passed_over(line: Line) -> str | None:
    """Rows in which nobody answers: their own sums and signatures, and doubts not yet looked at."""
    if any(role in line.lost for role in (Role.DOUBT, Role.ANSWER)):
        return None
    number, stated = line.texts.get(Role.DOUBT, ""), [r for r in STATED if not says_nothing(line.texts.get(r, ""))]
    if read_number(number) is None and Role.ANSWER not in stated and (says_nothing(number) or not stated):
        return "without-number"
    return None if stated else "no-answer"


def _together(given: Sequence[Verdict]) -> Verdict:
    notes = dict.fromkeys(v.note for v in given if v.note)
    days = [v.on for v in given if v.on is not None]
    by = dict.fromkeys(v.by for v in given if v.by)
    return replace(given[0], note="；".join(notes), by="、".join(by), on=max(days) if days else None)
