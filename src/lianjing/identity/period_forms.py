"""The ways of writing a period in Chinese office prose, one `Form` each; the more telling stand first and hide what lies under them.

School terms and heating seasons have no day in law everywhere: a term is September to January or March to July,
a school year September to August, a heating season 15 November to 15 March, unless the text names its months.
All patterns expect `arabic_dates` text.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from lianjing.identity.day import real_day

Span = tuple[date, date]
Match = re.Match[str]

_YEAR = r"(?<![0-9])(?:(?:19[5-9]|20[0-4])[0-9]|[0-9]{2}(?=年))"
_FULL_YEAR = r"(?:19[5-9]|20[0-4])[0-9]"
_MONTH = r"(?:1[0-2]|0?[1-9])(?![0-9])"
Y = rf"(?P<y>{_YEAR})(?:年度?|[./\-])"
MAY_Y = rf"(?:{Y})?"
M, N = rf"(?<![0-9])(?P<m>{_MONTH})", rf"(?P<n>{_MONTH})"
Z = rf"(?:(?P<z>{_FULL_YEAR}|[0-9]{{2}}(?=年))[年./\-]|(?P<next>次年|翌年|下年|第2年|第二年))"
_DAY = r"[0-9]{1,2}(?![0-9])"
NOT_A_DAY = r"(?![0-9]*[日号]|[./\-][0-9])"


@dataclass(frozen=True, slots=True)
class Form:
    """One way of writing a period; group y is its year. `rank`: 0 days, months, quarters, 1 terms, 2 school years, 3 years."""

    pattern: re.Pattern[str]
    span: Callable[[Match, int], Span | None]
    rank: int = 0
    is_month: bool = False


def year_of(digits: str) -> int:
    """Two digits are 20xx."""
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def months(year: int, first: int, last: int | None = None, last_year: int | None = None) -> Span:
    """From the first day of one month to the last day of another."""
    last, last_year = last or first, last_year or year
    return date(year, first, 1), date(last_year, last, monthrange(last_year, last)[1])


def _last_year(match: Match, year: int) -> int:
    parts = match.groupdict()
    if parts.get("z"):
        return year_of(parts["z"])
    return year + 1 if parts.get("next") else year


def _days(match: Match, year: int) -> Span | None:
    parts = match.groupdict()
    first = real_day(year, int(match["m"]), int(match["d"]))
    last = real_day(_last_year(match, year), int(parts.get("n") or match["m"]), int(match["e"]))
    return (first, last) if first and last and first <= last else None


def _month_range(match: Match, year: int) -> Span | None:
    first, last, last_year = int(match["m"]), int(match["n"]), _last_year(match, year)
    return months(year, first, last, last_year) if (year, first) <= (last_year, last) else None


def _month_list(match: Match, year: int) -> Span | None:
    listed = [int(m) for m in re.findall(r"[0-9]+", match["list"])]
    return months(year, listed[0], listed[-1]) if listed == list(range(listed[0], listed[-1] + 1)) else None


def _quarters(match: Match, year: int) -> Span | None:
    first, last = int(match["q"]), int(match["r"])
    return months(year, first * 3 - 2, last * 3) if first <= last else None


def _first_quarters(match: Match, year: int) -> Span | None:
    return months(year, 1, int(match["q"].translate(_HAN)) * 3)


def _quarter(match: Match, year: int) -> Span | None:
    last = int(match["q"] or match["r"] or match["s"]) * 3
    return months(year, last - 2, last)


def _half(match: Match, year: int) -> Span | None:
    return months(year, 1, 6) if match["half"] in "上前" else months(year, 7, 12)


def _season_term(match: Match, year: int) -> Span | None:
    """春 or 秋; of a school year written with both its years the spring lies in the second."""
    if match["term"] == "秋":
        return months(year, 9, 1, year + 1)
    return months(_last_year(match, year), 3, 7)


def _numbered_term(match: Match, year: int) -> Span | None:
    """First and second term: the second lies in the calendar year after the one the school year is named by."""
    return months(year, 9, 1, year + 1) if match["term"] in "1一上" else months(year + 1, 3, 7)


def _heating(match: Match, year: int) -> Span | None:
    return date(year, 11, 15), date(year + 1, 3, 15)


def _school_year(match: Match, year: int) -> Span | None:
    return date(year, 9, 1), date(year + 1, 8, 31)


def _month(match: Match, year: int) -> Span | None:
    return months(year, int(match["m"]))


def _years(match: Match, year: int) -> Span | None:
    last = year_of(match["z"])
    return (date(year, 1, 1), date(last, 12, 31)) if year < last <= year + 30 else None


def _year(match: Match, year: int) -> Span | None:
    return date(year, 1, 1), date(year, 12, 31)


_HAN = str.maketrans("一二三两", "1232")
_TWO_YEARS = rf"(?:(?P<y>{_YEAR})(?:年?[-/](?P<z>{_FULL_YEAR}|[0-9]{{2}}(?![0-9月])))?(?:学年度?|年度?)?(?:学年度?)?[-(]?)?"
_COUNTED = "元户人亩名头个条号平公吨份株只"

_TABLE: tuple[tuple[str, Callable[[Match, int], Span | None], int], ...] = (
    (rf"{MAY_Y}第?(?<![0-9])(?P<q>[1-4])(?:季度?)?[-、,和及]第?(?P<r>[1-4])季度?", _quarters, 0),
    (rf"{MAY_Y}{M}[月./\-](?P<d>{_DAY})[日号]?-(?:(?P<z>{_FULL_YEAR})[年./\-])?{N}[月./\-](?P<e>{_DAY})[日号]?", _days, 0),
    (rf"{MAY_Y}{M}[月./](?P<d>{_DAY})[日号]?-(?P<e>{_DAY})[日号]", _days, 0),
    (rf"(?P<y>{_YEAR})(?P<m>0[1-9]|1[0-2])-(?P<z>{_FULL_YEAR})(?P<n>0[1-9]|1[0-2])(?![0-9])", _month_range, 0),
    (rf"(?P<y>{_YEAR})(?P<m>0[1-9]|1[0-2])-(?P<n>0[1-9]|1[0-2])(?![0-9])月?", _month_range, 0),
    (rf"{MAY_Y}{M}月?份?-{Z}{N}月?份?{NOT_A_DAY}", _month_range, 0),
    (rf"{MAY_Y}{M}月?份?-{N}月份?{NOT_A_DAY}", _month_range, 0),
    (rf"{MAY_Y}{M}月份?-{N}(?!月){NOT_A_DAY}", _month_range, 0),
    (rf"(?P<y>{_YEAR})(?:年度?|[./]){M}-{N}(?!月){NOT_A_DAY}", _month_range, 0),
    (
        rf"{MAY_Y}(?P<list>{M}月?份?(?:[、,和及](?:1[0-2]|0?[1-9])(?![0-9])月?份?)*[、,和及](?:1[0-2]|0?[1-9])(?![0-9]))月份?",
        _month_list,
        0,
    ),
    (rf"{MAY_Y}前(?P<q>[1-3一二三两])个?季度", _first_quarters, 0),
    (rf"{MAY_Y}(?:第?(?<![0-9])(?P<q>[1-4])季度?|第(?P<r>[1-4])个季度|(?:Q|(?<=[0-9年度])q)(?P<s>[1-4])(?![0-9]))", _quarter, 0),
    (rf"{MAY_Y}(?P<half>[上下前后])半年度?", _half, 0),
    (rf"{_TWO_YEARS}(?P<term>[春秋])(?:季|期)?(?:学期|学季|(?=学[生杂费])|(?=[寄贫困助资开营]))", _season_term, 1),
    (rf"{_TWO_YEARS}第?(?P<term>[12一二上下])学期", _numbered_term, 1),
    (rf"{_TWO_YEARS}(?P<term>[春秋])季(?![种收播耕造林])", _season_term, 1),
    (rf"{_TWO_YEARS}(?:冬季|今冬明春)?(?:采暖|取暖|供暖)(?:季|期|年度)?", _heating, 1),
    (rf"(?P<y>{_YEAR})(?:年度?)?(?:今冬明春|冬季?)(?!春)", _heating, 1),
    (rf"(?:(?P<y>{_YEAR})(?:年?[-/](?P<z>{_FULL_YEAR}|[0-9]{{2}}))?年?)?学年度?", _school_year, 2),
    (rf"{MAY_Y}{M}月(?:份|度)?(?![0-9]+[日号])", _month, 0),
    (rf"(?P<y>{_YEAR})[./\-](?P<m>{_MONTH}){NOT_A_DAY}(?!%)", _month, 0),
    (rf"(?P<y>{_YEAR})(?P<m>0[1-9]|1[0-2])(?![0-9])", _month, 0),
    (rf"(?P<y>{_YEAR})年?度?[-/、和及](?P<z>{_FULL_YEAR})(?![0-9])(?:年度?)?", _years, 3),
    (rf"(?P<y>{_YEAR})(?:年(?!龄|1[3-9]月|[2-9][0-9]月)度?(?:全年)?|(?![0-9.%年{_COUNTED}]))", _year, 3),
    (r"(?:本年度?|全年度?|当年)", _year, 3),
)
FORMS = tuple(Form(re.compile(pattern), span, rank, span is _month) for pattern, span, rank in _TABLE)
RANGES_OF_DAYS = FORMS[1:3]
