"""A verdict: what a person found about a doubt, with the evidence it was given on; and what became of a row of an answer workbook."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from lianjing.errors import Place, message
from lianjing.identity import mask_text
from lianjing.verdicts.words import Answer


@dataclass(frozen=True, slots=True)
class Verdict:
    """As it was stated. `reason` is the key of one of the rule's reasons, None for another one; `reason_text` its words or the free ones.

    `by` and `on` are what the sheet says, empty and None where it says nothing.
    """

    doubt_id: str
    rule: str
    evidence: str  # digest of the evidence it was given on
    answer: Answer
    said: str  # the answer as it stood in the cell
    reason: str | None
    reason_text: str
    note: str
    by: str
    on: date | None
    place: Place


@dataclass(frozen=True, slots=True)
class Given:
    """A verdict in the book: the entry that brought it, who imported it when, and what was taken back of it, by whom, why."""

    verdict: Verdict
    entry: str
    user: str
    at: datetime
    taken_back: str | None = None

    @property
    def by(self) -> str:
        """Who checked, else who imported it."""
        return self.verdict.by or self.user

    @property
    def on(self) -> date:
        """When it was checked, else when it was imported."""
        return self.verdict.on or self.at.date()


NAMES_A_DOUBT = frozenset({"doubt-unknown", "number-and-evidence-apart"})  # messages that say a doubt's number, which is nobody's


class Fate(StrEnum):
    """Every row of every sheet ends as exactly one of these."""

    ACCEPTED = "accepted"
    REPAIRED = "repaired"
    QUARANTINED = "quarantined"
    PASSED_OVER = "passed_over"


@dataclass(frozen=True, slots=True)
class RowFate:
    """What became of one row. `why`: for a row set aside the code of its message, for one passed over the reason, from a closed list.

    `cell` is where to look ("K17", or "17" for the row); `mended` says what was put right; `about` fills the message.
    """

    sheet: str
    row: int
    fate: Fate
    why: str = ""
    cell: str = ""
    mended: tuple[str, ...] = ()
    about: str = ""
    verdict: Verdict | None = None

    def says(self, file: str, lang: str) -> str:
        """Why a row was set aside and what to do; IDs and cards in it are masked."""
        about = self.about if self.why in NAMES_A_DOUBT else mask_text(self.about)
        return message(self.why, lang, Place(mask_text(file), mask_text(self.sheet), self.cell or str(self.row)), about=about)


PASSED_OVER = frozenset(
    {
        "above-header",  # title, what is asked
        "header",
        "blank",
        "no-answer",
        "said-twice",  # the same answer stands in the same file already
        "said-before",  # and in the book
        "without-number",  # no number of a doubt and no answer: sums, signatures, section lines
        "own-sheet",  # overview, choices, what the program keeps for itself
    }
)
