"""Days: every way in which a clerk writes one, as a date; a month or a year alone is its first day with a note.

Only a cell with a date format is a serial date; the reader of workbooks has turned it into a date before it comes here.
"""

import math
import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from lianjing.identity.cell import CellError, Column, Damaged, Read, Value, read_each
from lianjing.identity.numerals import arabic_dates
from lianjing.identity.typed_text import NOTHING, typed

EARLIEST_YEAR, LATEST_YEAR = 1880, 2100
SERIAL_1904 = 1462  # days between Excel's two systems
_FIRST_SERIAL, _LAST_SERIAL = 7300, 73500  # 1919 to 2101: what a bare serial in a date column can be

_LUNAR = re.compile(r"农历|阴历|旧历|腊月|冬月|正月|闰|初[一二三四五六七八九十]|廿")
_TIME = re.compile(r"[T\s]*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?\s*(?:Z|[AP]M|[-+][0-9]{2}:?[0-9]{2})?$", re.IGNORECASE)
_TAIL = re.compile(r"[(]?(?:星期|周)[一二三四五六日天][)]?$")
_YMD = re.compile(r"([0-9]{4}|[0-9]{2})[-./年、\\]([0-9]{1,2})[-./月、\\]([0-9]{1,2})[日号]?\.?")
_MDY = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]((?:19|20)[0-9]{2})")
_YM = re.compile(r"([0-9]{4})[-./年]([0-9]{1,2})月?份?|([0-9]{2})年([0-9]{1,2})月份?")
_DIGITS = re.compile(r"([0-9]+)(?:\.0*)?")


def read_day(value: Value, *, date1904: bool = False, birth: bool = False) -> Read[date] | Damaged | None:
    """The day in the cell. Two-digit years 00-49 are 20xx, but never for births.

    Notes: "month_only", "year_only". `date1904` counts only where a column of bare serials is read (`read_days`).

    >>> read_day("二〇一七年三月一日").value
    datetime.date(2017, 3, 1)
    """
    del date1904  # a single bare serial is never trusted; kept so that both readers are called alike
    if isinstance(value, datetime):
        return _within(value.date(), ())
    if isinstance(value, date):
        return _within(value, ())
    if isinstance(value, bool):
        return Damaged("not_a_day")
    if isinstance(value, (int, float)):
        return _read_number(value, birth)
    if isinstance(value, str):
        return _read_text(value, birth)
    if value is None:
        return None
    return Damaged("cell_error" if isinstance(value, CellError) else "not_a_day")


def read_days(values: Sequence[Value], *, date1904: bool = False, birth: bool = False) -> Column[date]:
    """Every day of a column; a column of nothing but bare serials is read as such (note "serial")."""
    column = read_each(values, lambda value: read_day(value, birth=birth))
    _tell_by_neighbours(column, values)
    filled = [i for i, read in enumerate(column.values) if read is not None or i in column.damaged]
    if len(filled) >= 3 and all(column.damaged.get(i) == "bare_serial" for i in filled):
        for i in filled:
            column.values[i] = _from_serial(values[i], date1904)
            column.notes[i] = ("serial",)
        column.damaged.clear()
    return column


def real_day(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    if not (EARLIEST_YEAR <= year <= LATEST_YEAR and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return date(year, month, day)


def _tell_by_neighbours(column: Column[date], values: Sequence[Value]) -> None:
    """January or October (2017.1 as a number): decided where the months beside it go on from one of the two and not from the other."""
    doubtful = [i for i, reason in column.damaged.items() if reason == "ambiguous_month"]
    sure = [i for i, day in enumerate(column.values) if day is not None] if doubtful else []
    for i in doubtful:
        before = column.values[max((j for j in sure if j < i), default=i)]
        after = column.values[min((j for j in sure if j > i), default=i)]
        year = int(float(str(values[i])))
        fitting = [month for month in (1, 10) if _goes_on(before, date(year, month, 1), after)]
        if len(fitting) == 1:
            column.values[i] = date(year, fitting[0], 1)
            column.notes[i] = ("month_only", "month_by_neighbours")
            del column.damaged[i]


def _goes_on(before: date | None, month: date, after: date | None) -> bool:
    """Whether the month follows the one before or leads to the one after, and neither speaks against it."""
    steps = [_months_between(before, month) if before else None, _months_between(month, after) if after else None]
    return 1 in steps and all(step is None or step >= 0 for step in steps)


def _months_between(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month


def _from_serial(value: Value, date1904: bool) -> date:
    assert isinstance(value, (int, float, str))
    days = int(float(value)) + (SERIAL_1904 if date1904 else 0)
    return date(1899, 12, 30) + timedelta(days=days)


def _within(day: date, notes: tuple[str, ...]) -> Read[date] | Damaged:
    return Read(day, (), notes) if EARLIEST_YEAR <= day.year <= LATEST_YEAR else Damaged("no_such_day")


def _read_number(value: float, birth: bool) -> Read[date] | Damaged | None:
    if not math.isfinite(value):
        return Damaged("not_a_day")
    if value == int(value):
        return _read_digits(str(int(value)), birth, ())
    written = repr(value)
    if re.fullmatch(r"(19|20)[0-9]{2}\.1", written):
        return Damaged("ambiguous_month")  # 2017.10 loses its zero in a number cell
    if re.fullmatch(r"(19|20)[0-9]{2}\.[0-9]{1,2}", written):
        year, month = written.split(".")
        return _month(int(year), int(month), ())
    return Damaged("bare_serial" if _FIRST_SERIAL <= value <= _LAST_SERIAL else "not_a_day")


def _read_text(raw: str, birth: bool) -> Read[date] | Damaged | None:
    text, mended = typed(raw)
    if text in NOTHING:
        return None
    if _LUNAR.search(text):
        return Damaged("lunar")  # kept as text; no conversion
    text = _TAIL.sub("", _TIME.sub("", text)).strip()
    text = re.sub(r"\s*([-./年月日])\s*", r"\1", text)
    text = re.sub(r"(?<=[0-9])\s+(?=[0-9])", "-", text)
    text = arabic_dates(text)
    if match := _YMD.fullmatch(text):
        return _day(match[1], int(match[2]), int(match[3]), birth, mended)
    if match := _DIGITS.fullmatch(text):
        return _read_digits(match[1], birth, mended)
    if match := _YM.fullmatch(text):
        year = _year(match[1] or match[3], birth)
        return Damaged("two_digit_year") if year is None else _month(year, int(match[2] or match[4]), _short(match[3], mended))
    if match := _MDY.fullmatch(text):
        return _month_first(int(match[1]), int(match[2]), int(match[3]), mended)
    if match := re.fullmatch(r"((?:19|20)[0-9]{2})年度?", text):
        return Read(date(int(match[1]), 1, 1), mended, ("year_only",))
    return Damaged("no_year" if re.fullmatch(r"[0-9]{1,2}[月./-][0-9]{1,2}[日号]?", text) else "not_a_day")


def _read_digits(digits: str, birth: bool, mended: tuple[str, ...]) -> Read[date] | Damaged:
    if len(digits) == 14 and digits[8:10] < "24":  # with the time of day
        digits = digits[:8]
    if len(digits) == 8:
        return _day(digits[:4], int(digits[4:6]), int(digits[6:]), birth, mended)
    if len(digits) == 6 and digits[:2] in ("19", "20") and 1 <= int(digits[4:]) <= 12 and int(digits[:4]) >= 1920:
        return _month(int(digits[:4]), int(digits[4:]), mended)
    if len(digits) == 6 and not birth and real_day(2000 + int(digits[:2]), int(digits[2:4]), int(digits[4:])) and digits[:2] < "50":
        # 190103 may be January 1901 as little as it may be anything but 3 January 2019; 201301 was read as a month above
        return _day(digits[:2], int(digits[2:4]), int(digits[4:]), birth, mended)
    if len(digits) == 4 and digits[:2] in ("19", "20"):
        return Read(date(int(digits), 1, 1), mended, ("year_only",))
    return Damaged("bare_serial" if len(digits) in (4, 5) and _FIRST_SERIAL <= int(digits) <= _LAST_SERIAL else "not_a_day")


def _day(year_text: str, month: int, day: int, birth: bool, mended: tuple[str, ...]) -> Read[date] | Damaged:
    year = _year(year_text, birth)
    if year is None:
        return Damaged("two_digit_year")
    real = real_day(year, month, day)
    return Damaged("no_such_day") if real is None else Read(real, _short(year_text, mended))


def _month(year: int, month: int, mended: tuple[str, ...]) -> Read[date] | Damaged:
    first = real_day(year, month, 1)
    return Damaged("no_such_day") if first is None else Read(first, mended, ("month_only",))


def _month_first(first: int, second: int, year: int, mended: tuple[str, ...]) -> Read[date] | Damaged:
    """A day written with the year last: read only where one order is possible."""
    readings = {day for day in (real_day(year, first, second), real_day(year, second, first)) if day is not None}
    if len(readings) == 1:
        return Read(readings.pop(), (*mended, "year_last"))
    return Damaged("ambiguous_order" if readings else "no_such_day")


def _year(text: str, birth: bool) -> int | None:
    if len(text) == 4:
        return int(text)
    return 2000 + int(text) if not birth and int(text) < 50 else None


def _short(year_text: str | None, mended: tuple[str, ...]) -> tuple[str, ...]:
    return (*mended, "two_digit_year") if year_text is not None and len(year_text) == 2 else mended
