"""The reasons by which a doubt may be explained: those its rule already tests for and those it leaves to people, numbered as they stand.

The list of a rule is what its drop-down offers; an answer is matched to it by number, key or text, and another reason is kept as it is.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from lianjing.checks.rule import Rule, Text
from lianjing.verdicts.words import plain, points_elsewhere, says_nothing

SHOWN = 200  # characters of a line of the drop-down
_NUMBERED = re.compile(r"\s*[（(]?\s*(\d{1,2}|[①-⑳])\s*[）).、．：: ]?\s*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason of a rule: its number in the list, its key in the rule's header."""

    number: int
    key: str
    text: Text

    @property
    def line(self) -> str:
        """As the drop-down shows it."""
        return f"{self.number} {self.text.zh}"[:SHOWN]

    @property
    def says(self) -> frozenset[str]:
        """What names it: key, texts, the line and what the line says behind its number."""
        return _says(self)


@dataclass(frozen=True, slots=True)
class ReasonRead:
    """`key` is None for a reason that is not in the list, which is kept as it stands; `mended` where it was given by number or key only."""

    key: str | None
    text: str
    mended: bool


def reasons_of(rule: Rule) -> tuple[Reason, ...]:
    """What people have to look for comes first, then what the rule tests for in the tables and paper may still show."""
    both = [*rule.left_out.items(), *rule.innocent.items()]
    return tuple(Reason(n, key, text) for n, (key, text) in enumerate(both, start=1))


def read_reason(text: str, reasons: tuple[Reason, ...]) -> ReasonRead | None:
    """The reason in a cell; None where the cell says none, or only that there is another one."""
    if says_nothing(text) or points_elsewhere(text):
        return None
    numbered = _NUMBERED.fullmatch(text)
    said = plain(numbered[2]) if numbered is not None else ""
    for reason in reasons:
        if plain(text) in reason.says or (said and said in reason.says):
            return ReasonRead(reason.key, reason.text.zh, text.strip() != reason.line)
    if numbered is not None and not said:
        number = _number(numbered[1])
        found = next((r for r in reasons if r.number == number), None)
        return ReasonRead(found.key, found.text.zh, True) if found is not None else None
    if points_elsewhere(numbered[2] if numbered is not None else ""):
        return None
    return ReasonRead(None, text.strip(), False)


@lru_cache(5_000)
def _says(reason: Reason) -> frozenset[str]:
    said = (reason.key, reason.text.zh, reason.text.en, reason.line, reason.line.removeprefix(str(reason.number)))
    return frozenset(plain(s) for s in said)


def _number(text: str) -> int:
    return ord(text) - ord("①") + 1 if text >= "①" else int(text)
