"""What people said of single doubts, taken out of the frame for the cards of the page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from lianjing.checks.rule import Text
from lianjing.verdicts.judged import BOTH


@dataclass(frozen=True, slots=True)
class Said:
    """A verdict as the page shows it; `is_woken`: it was given on other evidence, and `note` says so."""

    verdict: str
    reason: str
    note: Text
    by: str
    on: date | None
    is_woken: bool


def said_of(doubts: pl.DataFrame) -> Mapping[str, Said]:
    """Doubt → what was said of it; doubts nobody has looked at are not there."""
    looked_at = doubts.filter(pl.col("woken") | pl.col("verdict_on").is_not_null())
    rows = looked_at.select("doubt_id", "verdict", "verdict_reason", "verdict_note", "verdict_by", "verdict_on", "woken").iter_rows()
    return {d: Said(v, reason or "", note_of(note or "", woken=woken), by or "", on, woken) for d, v, reason, note, by, on, woken in rows}


def note_of(note: str, *, woken: bool) -> Text:
    """A person's note as it is; that of a woken doubt, which the program wrote, in both languages."""
    zh, _, en = note.rpartition(BOTH) if woken else ("", "", note)
    return Text(zh or en, en)
