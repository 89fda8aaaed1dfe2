"""How figures are written for readers: money with thousands and two places, periods as short as they are exact."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from decimal import Decimal


def yuan(amount: Decimal | None) -> str:
    """1,234.50; nothing for nothing."""
    return "" if amount is None else f"{amount:,.2f}"


def count(n: int) -> str:
    """12,345."""
    return f"{n:,}"


def period(start: date | None, end: date | None) -> str:
    """2017, 2017-04, 2017-04 – 2017-09, or days where the period is no whole months; the same in both languages.

    >>> period(date(2017, 4, 1), date(2017, 9, 30))
    '2017-04 – 2017-09'
    """
    if start is None or end is None:
        return "" if start is end else (start or end or date.min).isoformat()
    if not _whole_months(start, end):
        return _span(start.isoformat(), end.isoformat())
    if (start.month, end.month) == (1, 12):
        return _span(str(start.year), str(end.year))
    return _span(f"{start:%Y-%m}", f"{end:%Y-%m}")


def row_ranges(rows: Iterable[int]) -> str:
    """Row numbers as one reads them out: 5, 7–9.

    >>> row_ranges([9, 5, 7, 8])
    '5, 7–9'
    """
    runs: list[list[int]] = []
    for row in sorted(set(rows)):
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in runs)


def _whole_months(start: date, end: date) -> bool:
    return start.day == 1 and end.day == monthrange(end.year, end.month)[1] and start <= end


def _span(first: str, last: str) -> str:
    return first if first == last else f"{first} – {last}"
