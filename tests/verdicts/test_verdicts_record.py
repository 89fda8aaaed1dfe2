"""A rule's record: counts, an interval that can be trusted for few verdicts, and a warning of itself."""

from math import comb

import pytest

from lianjing.verdicts.record import Record, wilson


def test_the_interval_is_wilsons() -> None:
    """Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998), table I, method 3."""
    known = {(81, 263): (0.2553, 0.3662), (15, 148): (0.0624, 0.1605), (0, 20): (0.0000, 0.1611), (1, 29): (0.0061, 0.1718)}
    for (k, n), (low, high) in known.items():
        assert [round(x, 4) for x in wilson(k, n)] == [low, high]


@pytest.mark.parametrize("n", [5, 12, 30])
def test_the_interval_covers_the_truth_nearly_as_often_as_it_says(n: int) -> None:
    for p in (0.1, 0.3, 0.5, 0.8):
        cover = sum(comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(n + 1) if wilson(k, n)[0] <= p <= wilson(k, n)[1])
        assert cover > 0.91


@pytest.mark.parametrize(
    ("record", "warns"),
    [
        (Record(8, 22, 0), True),
        (Record(9, 21, 0), False),  # 30 %
        (Record(0, 29, 0), False),  # too few
        (Record(0, 20, 10), True),
        (Record(), False),
    ],
)
def test_a_rule_warns_of_itself_below_30_percent_after_30_verdicts(record: Record, warns: bool) -> None:
    assert record.warns is warns
    assert ("低于 30%" in record.says.zh) is warns


def test_the_record_says_counts_and_interval() -> None:
    assert Record(3, 6, 1).says.zh == "已判 10：属实 3，可解释 6，数据有误 1；属实率 30%（95% 区间 11%–60%）"
    assert Record().says.zh == ""
