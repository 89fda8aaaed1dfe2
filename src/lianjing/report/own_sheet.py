"""A sheet nobody sees, in which the workbook keeps what it needs when it comes back: each doubt's digest, and the reasons to choose from.

Column A says whose it is, B and C a doubt's number and digest, from D on a column of reasons a rule.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from lianjing.checks.rule import Rule
from lianjing.report.sheet_writer import Workbook
from lianjing.verdicts import Reason, reasons_of

OWN = "lianjing"  # what `lianjing.verdicts` knows the sheet by
FIRST_COLUMN = 3


@dataclass(frozen=True, slots=True)
class Choices:
    """A rule's reasons and where they stand; `source` is None where the rule names none."""

    reasons: tuple[Reason, ...]
    source: str | None

    def line(self, reason: str) -> str:
        """The line of the drop-down for a reason of the list; another one as it stands."""
        return next((r.line for r in self.reasons if r.text.zh == reason), reason)


def choices_of(rules: Sequence[Rule], sheet: str) -> Mapping[str, Choices]:
    """Rule → its reasons, a column each of the sheet of that name."""
    return {r.id: _choices(reasons_of(r), sheet, FIRST_COLUMN + n) for n, r in enumerate(rules)}


def write_own_sheet(book: Workbook, name: str, choices: Iterable[Choices], doubts: pl.DataFrame) -> None:
    """Add the sheet; only a macro can show it."""
    sheet = book.add_worksheet(name)
    sheet.write_string(0, 0, OWN)
    for at, (doubt, digest) in enumerate(doubts.select("doubt_id", "evidence_digest").iter_rows(), start=1):
        sheet.write_string(at, 1, doubt)
        sheet.write_string(at, 2, digest or "")
    for column, of_rule in enumerate(choices, start=FIRST_COLUMN):
        for at, reason in enumerate(of_rule.reasons, start=1):
            sheet.write_string(at, column, reason.line)
    sheet.very_hidden()


def _choices(reasons: tuple[Reason, ...], sheet: str, column: int) -> Choices:
    source = f"='{sheet}'!${letter(column)}$2:${letter(column)}${len(reasons) + 1}" if reasons else None
    return Choices(reasons, source)


def letter(column: int) -> str:
    """Excel's letter of a 0-based column: 0 → A, 26 → AA."""
    return letter(column // 26 - 1) + chr(65 + column % 26) if column >= 26 else chr(65 + column)
