"""A rule's record: how many of its doubts people confirmed and explained, with an interval, and a warning where few were confirmed.

Source of the interval: E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927), 209–212.
It stays within 0 and 1 and holds its level for the small counts that a township gives.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt

from lianjing.checks.rule import Text
from lianjing.verdicts.verdict import Given
from lianjing.verdicts.words import Answer

Z95 = 1.959963984540054  # 97.5 % point of the normal distribution
WARN_FROM, WARN_BELOW = 30, 0.30  # verdicts, share confirmed


@dataclass(frozen=True, slots=True)
class Record:
    """Standing verdicts on a rule's doubts, whether or not the doubts are still found."""

    confirmed: int = 0
    explained: int = 0
    data_errors: int = 0

    @property
    def judged(self) -> int:
        """Verdicts that decided something."""
        return self.confirmed + self.explained + self.data_errors

    @property
    def share(self) -> float | None:
        """Confirmed among the judged."""
        return self.confirmed / self.judged if self.judged else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """95 % interval of the share (Wilson)."""
        return wilson(self.confirmed, self.judged) if self.judged else None

    @property
    def warns(self) -> bool:
        """Whether the rule finds mostly what is in order: under 30 % confirmed after 30 verdicts."""
        return self.share is not None and self.judged >= WARN_FROM and self.share < WARN_BELOW

    @property
    def says(self) -> Text:
        """In one line, both languages; empty where nobody has judged."""
        if self.share is None or self.interval is None:
            return Text("", "")
        low, high = self.interval
        zh = f"已判 {self.judged}：属实 {self.confirmed}，可解释 {self.explained}，数据有误 {self.data_errors}"
        en = f"{self.judged} judged: {self.confirmed} confirmed, {self.explained} explained, {self.data_errors} data errors"
        share = f"{self.share:.0%}"
        zh += f"；属实率 {share}（95% 区间 {low:.0%}–{high:.0%}）"
        en += f"; {share} confirmed (95 % interval {low:.0%}–{high:.0%})"
        if self.warns:
            zh += "　注意：属实率低于 30%，这条规则多半查到正常情形，请先修改规则再用"
            en += ". NOTE: under 30 % confirmed: this rule mostly finds what is in order; mend it before relying on it"
        return Text(zh, en)


def wilson(k: int, n: int) -> tuple[float, float]:
    """The 95 % interval of a share of k in n; n > 0.

    >>> [round(x, 4) for x in wilson(3, 30)]
    [0.0346, 0.2562]
    """
    p, z2 = k / n, Z95 * Z95
    middle = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = Z95 / (1 + z2 / n) * sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)


def records(given: Iterable[Given]) -> Mapping[str, Record]:
    """Rule → its record, of the standing verdicts."""
    counts: dict[str, Counter[Answer]] = {}
    for g in given:
        counts.setdefault(g.verdict.rule, Counter())[g.verdict.answer] += 1
    return {r: Record(c[Answer.CONFIRMED], c[Answer.EXPLAINED], c[Answer.DATA_ERROR]) for r, c in sorted(counts.items())}
