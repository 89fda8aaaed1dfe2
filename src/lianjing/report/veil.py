"""What a reader may see: IDs, cards and phones are masked in every output unless someone asked for them and gave a reason.

A run passes the veil once, as a whole, before anything is written (`veiled`), and so do the rows read from the book (`Veil.of_kind`):
no page, sheet or table above this module has to remember to mask. Masks go by *meaning* first (a column that holds cards, a fact named
`id_no`), then by look, wherever running text holds what looks like a number of a person.
Source of the forms: the project's notes on identifiers, §10: first six and last two places of an ID, last four of a card.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import polars as pl

from lianjing.checks.result import RunResult
from lianjing.identity import mask_card, mask_phone, mask_resident_id, mask_text
from lianjing.schema import COLUMNS, Kind

FREE_TEXT = ("name", "village", "town", "programme")
VERDICT_TEXT = ("verdict_reason", "verdict_note", "verdict_by")  # what people wrote into answer workbooks
SUBJECT_KINDS = {"card": Kind.CARD, "invoice": Kind.CODE, "contract": Kind.CODE, "machine": Kind.CODE}
# An ID inside a code (certificates and household numbers are made of them): the eight digits of a birth date in their place.
_ID_IN_CODE = re.compile(r"([1-9]\d{5})(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{2}(\d[\dXx])")
LONG_NUMBER = r"\d(?:[^\d\pL]{0,2}\d){9}"  # \d takes full-width digits too; what is shorter mask_text leaves alone
_HELD = 0xE000  # private use: stands for a fact while the sentence around it is masked


@dataclass(frozen=True, slots=True)
class Veil:
    """`reveal`: everything passes as it is."""

    reveal: bool

    def of_kind(self, text: str | None, kind: Kind | None) -> str:
        """A cell of a column of that kind: an ID column is masked even where the number in it is broken."""
        if text is None:
            return ""
        return text if self.reveal or not text else _masked(text, kind)

    def free(self, text: str | None) -> str:
        """Running text, names of files and sheets."""
        return self.of_kind(text, None)

    def sentence(self, text: str, facts: Mapping[str, object]) -> str:
        """A sentence whose blanks were filled from `facts`: each long number in it is masked as the fact's kind asks, the rest by look."""
        if self.reveal:
            return text
        held = [(v, _kind_of(n)) for n, v in facts.items() if isinstance(v, str) and _has_number(v) and _kind_of(n) is not None]
        held.sort(key=lambda fact: -len(fact[0]))
        for i, (value, _) in enumerate(held):
            text = text.replace(value, chr(_HELD + i))
        text = mask_text(text)
        for i, (value, kind) in enumerate(held):
            text = text.replace(chr(_HELD + i), self.of_kind(value, kind))
        return text


def veiled(result: RunResult, veil: Veil) -> RunResult:
    """The run as its reader may see it. Subjects become numbers that only tell them apart; `facts`, which nobody prints, go away."""
    if veil.reveal:
        return result
    return replace(
        result,
        batches=tuple((veil.free(name), digest) for name, digest in result.batches),
        unknown_programmes=tuple((veil.free(text), rows) for text, rows in result.unknown_programmes),
        doubts=_doubts(result.doubts, veil, _rules_that_say_numbers(result)),
        evidence=_mapped(result.evidence, {c: veil.free for c in ("source_file", "source_sheet")}),
    )


def _doubts(doubts: pl.DataFrame, veil: Veil, say_numbers: frozenset[str]) -> pl.DataFrame:
    sentences = []
    said = doubts.select(
        "explanation_zh",
        "explanation_en",
        "facts",
        pl.col("rule").is_in(sorted(say_numbers)) | _suspect("explanation_zh", "explanation_en"),
    )
    for zh, en, text, suspect in said.iter_rows():
        facts = json.loads(text) if suspect else {}
        sentences.append((veil.sentence(zh, facts), veil.sentence(en, facts)) if suspect else (zh, en))
    masked = _mapped(doubts, {c: veil.free for c in (*FREE_TEXT, *VERDICT_TEXT) if c in doubts.columns})
    return masked.with_columns(
        pl.col("id_no").map_elements(lambda text: veil.of_kind(text, Kind.RESIDENT_ID), return_dtype=pl.String),
        pl.Series("explanation_zh", [zh for zh, _ in sentences], pl.String),
        pl.Series("explanation_en", [en for _, en in sentences], pl.String),
        pl.Series("subject", _subjects(doubts, veil), pl.String),
        pl.lit("{}").alias("facts"),
    )


def _suspect(*columns: str) -> pl.Expr:
    """Whether a text can hold a number of a person: ten digits and more with at most two signs between them. Most texts hold none."""
    return pl.any_horizontal(pl.col(c).str.contains(LONG_NUMBER) for c in columns).fill_null(False)


def _rules_that_say_numbers(result: RunResult) -> frozenset[str]:
    """Rules whose sentences have a blank for an ID, card or phone."""
    told = (Kind.RESIDENT_ID, Kind.CARD, Kind.PHONE)
    return frozenset(r.rule.id for r in result.runs if any(_kind_of(blank) in told for blank in r.rule.say.blanks()))


def _subjects(doubts: pl.DataFrame, veil: Veil) -> list[str]:
    """A person's key is the ID itself and becomes a running number; a card is masked; a voucher's or contract's name is running text."""
    numbers: dict[str, str] = {}
    shown = []
    for kind, subject in doubts.select("subject_kind", "subject").iter_rows():
        if kind == "person":
            shown.append(numbers.setdefault(subject, str(len(numbers) + 1)))
        else:
            shown.append(veil.of_kind(subject, SUBJECT_KINDS.get(kind)))
    return shown


def _mapped(frame: pl.DataFrame, masks: Mapping[str, Callable[[str], str]]) -> pl.DataFrame:
    """Each value of those columns masked once, however often it stands there."""
    new = []
    for column, mask in masks.items():
        values = frame.select(pl.col(column).filter(_suspect(column)).unique()).to_series()
        seen = {value: mask(value) for value in values}
        changed = {old: shown for old, shown in seen.items() if old != shown}
        if changed:
            new.append(pl.col(column).replace(changed))
    return frame.with_columns(new) if new else frame


def _masked(text: str, kind: Kind | None) -> str:
    match kind:
        case Kind.RESIDENT_ID if _has_number(text):
            return mask_text(mask_resident_id(text))
        case Kind.CARD if _has_number(text):
            return mask_text(mask_card(text))
        case Kind.PHONE if _has_number(text):
            masked = mask_text(text)
            return masked if masked != text else mask_phone(text)
        case Kind.CODE | Kind.CREDIT_CODE | Kind.PLATE:  # an invoice's twenty digits are nobody's number
            return _ID_IN_CODE.sub(r"\1**********\2", text)
        case _:
            return mask_text(text)


def _kind_of(fact: str) -> Kind | None:
    found = COLUMNS.get(fact)
    if found is not None:
        return found.kind
    if fact.endswith(("id_no", "id_raw")):
        return Kind.RESIDENT_ID
    return Kind.CARD if fact.endswith("card_no") else None


def _has_number(text: str) -> bool:
    return sum(c.isdigit() for c in text) >= 6
