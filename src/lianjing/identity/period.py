"""Periods: the span of days that a sum was paid for, in a cell or inside a title, sheet name or file name; months as column headers."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from lianjing.identity.cell import CellError, Damaged, Read, Value
from lianjing.identity.day import read_day, real_day
from lianjing.identity.numerals import arabic_dates
from lianjing.identity.period_forms import FORMS, RANGES_OF_DAYS, Form, Span, months, year_of
from lianjing.identity.typed_text import NOTHING


@dataclass(frozen=True, slots=True)
class Found:
    """A period met in a text: with its year, or without one (`year` None) and then to be dated from elsewhere."""

    form: Form
    match: re.Match[str]
    year: int | None

    def span(self, year: int) -> Span | None:
        return self.form.span(self.match, self.year if self.year is not None else year)


def read_period(value: Value, year: int | None = None) -> Read[Span] | Damaged | None:
    """First and last day of the period in the cell; `year` (of the title or sheet name) serves where the cell names none.

    Notes: "year_from_title", "month_from_date" (a cell formatted as a month is the first day of it), "one_day" (a day written out).

    >>> read_period("2016年12月-2017年2月").value
    (datetime.date(2016, 12, 1), datetime.date(2017, 2, 28))
    """
    if isinstance(value, (date, datetime)):
        if value.day == 1:
            return Read(months(value.year, value.month), (), ("month_from_date",))
        return Damaged("date_in_period")  # 1-3 may have become 3 January
    if isinstance(value, bool):
        return Damaged("not_a_period")
    if isinstance(value, (int, float)):
        return _read_number(value, year)
    if isinstance(value, str):
        return _read_text(value, year)
    if value is None:
        return None
    return Damaged("cell_error" if isinstance(value, CellError) else "not_a_period")


def find_period(text: str, year: int | None = None) -> Span | None:
    """The most specific period inside a longer text; days of making or printing, document numbers, phones and ages are none.

    >>> find_period("某县2017年第一季度低保金发放表")
    (datetime.date(2017, 1, 1), datetime.date(2017, 3, 31))
    """
    found = list(_scan(_without_noise(_spelled(arabic_dates(text)))))
    years = [f for f in found if f.year is not None]
    dated: list[tuple[int, int, int, Span]] = []
    for order, one in enumerate(found):
        near = [f for f in years if f.match.start() <= one.match.start()] or years
        known = near[-1].year if near else year
        span = one.span(known) if known is not None else None
        if span is not None and not (_is_day_of_payment(one) and any(f is not one and f.form.rank == 0 for f in found)):
            dated.append((one.form.rank, (span[1] - span[0]).days, order, span))
    return min(dated)[3] if dated else None


def month_of_header(text: Value) -> int | tuple[int, int] | None:
    """The month, or (year, month), that a column of sums stands under; None for ranges, days and anything else.

    >>> month_of_header("2017年1月"), month_of_header("一月份"), month_of_header("1-3月")
    ((2017, 1), 1, None)
    """
    if isinstance(text, (date, datetime)):
        return (text.year, text.month) if text.day == 1 else None
    if isinstance(text, (int, float)) and not isinstance(text, bool):
        text = str(int(text)) if text == int(text) else repr(text)
    if not isinstance(text, str):
        return None
    plain = re.sub(r"[()\[\]【】:：]", "", arabic_dates(text))
    match = _HEADER.fullmatch(plain)
    if match is None:
        return None
    month = int(match["month"] or match["bare"])
    year = match["year"] or match["year2"]
    return (int(year) if len(year) == 4 else 2000 + int(year), month) if year else month


_HEADER = re.compile(
    r"(?:(?:(?P<year>(?:19|20)[0-9]{2}|[0-9]{2}(?=年))[年./\-]?度?)?(?<![0-9])(?P<month>0?[1-9]|1[0-2])月份?"
    r"(?!.*(?:人数|人次|户数|天数|次数|[0-9]|[-日至到起止底末初前后]|以来|开始|死亡|停|新增|变动|备注|签|领取人|面积|情况|说明))[一-鿿,./_]{0,8}"
    r"|(?P<year2>(?:19|20)[0-9]{2})[./\-]?(?P<bare>(?<=[./\-])[1-9]|0[1-9]|1[0-2]))"
)


_DATED = re.compile(
    r"(?<![0-9])(?:(?:19|20)[0-9]{2}|[0-9]{2}(?=年))(?:年(?:1[0-2]|0?[1-9])月|([./\-])(?:1[0-2]|0?[1-9])\1)[0-9]{1,2}[日号]?(?![0-9])"
    r"|(?<![0-9])(?:1[0-2]|0?[1-9])月[0-9]{1,2}[日号]"
)


_CLOCK = re.compile(r"[T\s]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?$")
_WHOLE_DAY = re.compile(
    r"(?P<y>(?:19|20)[0-9]{2})(?:(?P<s>[./\-])(?=[0-9]{1,2}(?P=s))|年(?=[0-9]{1,2}月)|(?=[0-9]{4}$))(?P<m>[0-9]{1,2}?)[./\-月]?(?P<d>[0-9]{1,2})[日号]?"
)


def _read_number(value: float, year: int | None) -> Read[Span] | Damaged | None:
    if not math.isfinite(value) or abs(value) > 1e9:
        return Damaged("not_a_period")
    if isinstance(value, float) and value != int(value):
        written = repr(value)
        if re.fullmatch(r"(19|20)[0-9]{2}\.1", written):
            return Damaged("ambiguous_month")  # 2017.10 loses its zero in a number cell
        return _read_text(written, year)
    number = int(value)
    if 1 <= number <= 12 and year is not None:
        return Read(months(year, number), (), ("year_from_title",))
    return _read_text(str(number), year) if number >= 1900 else Damaged("not_a_period")


def _read_text(raw: str, year: int | None) -> Read[Span] | Damaged | None:
    if raw.strip() in NOTHING:
        return None
    if clock := _CLOCK.search(raw):  # a date cell written out as text
        day = read_day(raw[: clock.start()])
        return read_period(day.value, year) if isinstance(day, Read) else Damaged("date_in_period")
    text = _spelled(arabic_dates(raw))
    if text in NOTHING:
        return None
    if whole := _WHOLE_DAY.fullmatch(text):
        day_alone = real_day(int(whole["y"]), int(whole["m"]), int(whole["d"]))
        return Read((day_alone, day_alone), (), ("one_day",)) if day_alone else Damaged("no_such_day")
    if year is not None and (bare := re.fullmatch(r"(0?[1-9]|1[0-2])-(0?[1-9]|1[0-2])", text)) and int(bare[1]) <= int(bare[2]):
        return Read(months(year, int(bare[1]), int(bare[2])), (), ("year_from_title",))
    stripped = re.sub(r"^(?:补发?|追补|发放)|(?:补发?|低保金?|补贴|补助|资金|发放)$", "", text)
    found = [f for f in _scan(stripped) if f.match.group()]
    if any(f.year is not None for f in found):
        span = find_period(stripped)
        return Read(span) if span is not None else Damaged("not_a_period")
    if not found:
        return Damaged("not_a_period")
    if year is None:
        return Damaged("no_year")
    span = find_period(stripped, year)
    return Read(span, (), ("year_from_title",)) if span is not None else Damaged("not_a_period")


def _scan(text: str) -> Iterator[Found]:
    """Every period of the text in order of place; a longer or more telling form hides what lies under it."""
    taken: list[Found] = []
    for form in FORMS:
        for match in form.pattern.finditer(text):
            if not match.group().strip():
                continue
            parts = match.groupdict()
            digits = parts.get("y")
            taken.append(Found(form, match, year_of(digits) if digits else None))
            text = text[: match.start()] + "\0" * (match.end() - match.start()) + text[match.end() :]
        if form is RANGES_OF_DAYS[-1]:  # what is left of days is no period
            text = _DATED.sub(lambda m: "\0" * len(m[0]), text)
    return iter(sorted(taken, key=lambda f: f.match.start()))


_NOISE = re.compile(
    r"[〔\[(【［]\s*(?:19|20)[0-9]{2}\s*年?[〕\])】］]\s*第?[0-9]+号?"  # 民发〔2017〕117号
    r"|〔(?:19|20)[0-9]{2}〕"
    r"|(?:制表|填表|填报|打印|公示|上报|报送|审核|审批|编制|导出|截止|截至|印发|签字|复核|统计)(?:日期|时间|于)?[:：]?"
    r"(?:(?:19|20)?[0-9]{2}[年./\-])?[0-9]{1,2}[月./\-](?:[0-9]{1,2}[日号]?)?(?:-(?:(?:19|20)[0-9]{2}[年./\-])?(?:[0-9]{1,2}[月./\-])?[0-9]{1,2}[日号])?"
    r"|(?:截止|截至)(?:19|20)[0-9]{2}年底?"
    r"|(?<![0-9])0[0-9]{2,3}-[0-9]{7,8}(?![0-9])|(?<![0-9])[0-9]{8,}(?![0-9])"  # phones, IDs, days without marks
    r"|[0-9]+(?:-[0-9]+)?(?:周岁|岁)"
)


_COMPACT_RANGE = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})-((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})(?![0-9])")


def _spelled(text: str) -> str:
    """A range of days in bare digits (20170101-20170331) with its years, months and days spelled out."""
    return _COMPACT_RANGE.sub(r"\1年\2月\3日-\4年\5月\6日", text)


def _without_noise(text: str) -> str:
    return _NOISE.sub(lambda m: "\0" * len(m[0]) if not re.search(r"[0-9]{12}-[0-9]", m[0]) else m[0], text)


def _is_day_of_payment(found: Found) -> bool:
    """Whether a month is said to be when money went out (2017年10月发放第三季度…), not what it was for."""
    after = found.match.string[found.match.end() : found.match.end() + 3]
    return found.form.is_month and re.match(r"(?:发放|发|拨|兑|打卡|上报|制表|补发|补)", after) is not None
