"""What a column holds, from a sample of its cells: numbers, IDs, cards, dates, names, places … as shares of the filled cells."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from lianjing.identity import looks_like_person
from lianjing.ingest.words import is_ditto, squeeze
from lianjing.schema import Kind

SAMPLE = 160
_ID = re.compile(r"^\d{14}(\d{3})?[\dXx×*]$|^\d{15}$")
_MASKED = re.compile(r"^\d{3,}[*xX×]{3,}[\dXx]{1,6}$")
_MONEY = re.compile(r"^[￥¥(（\-—－]*(rmb)?[\d,，.]+(元|万元|圆)?(/[^\d]{1,4})?[)）整]*$", re.IGNORECASE)
_DATE = re.compile(
    r"^((19|20)\d{2}[年./\-]\d{1,2}([月./\-]\d{0,2}日?)?(\d{1,2}:.*)?|(19|20)\d{2}(0[1-9]|1[0-2])([0-2]\d|3[01])?|[〇一二零]{4}年.*月.*|\d{2}年\d{1,2}月.*)$"
)
_CREDIT = re.compile(r"^[0-9A-HJ-NP-RTUW-Y]{18}$", re.IGNORECASE)
_PLATE = re.compile(r"^[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新][A-Z][·.]?[A-Z0-9]{5,6}[学警挂]?$")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_FIRM = re.compile(r"(公司|合作社|经营部|商店|厂|中心|超市|门市|经销处|农资|建筑队|饭店|店|部|处|社|行|场|院)$")
_PERIOD = re.compile(r"(年|月|季|半年|学期|^\d{1,2}$|^(19|20)\d{2}$|^(19|20)\d{2}[.\-/]?\d{1,2}$)")
_RELATIONS = frozenset(
    [
        "户主",
        "本人",
        "配偶",
        "妻",
        "夫",
        "丈夫",
        "妻子",
        "子",
        "女",
        "儿子",
        "女儿",
        "长子",
        "次子",
        "三子",
        "长女",
        "次女",
        "三女",
        "父",
        "母",
        "父亲",
        "母亲",
        "祖父",
        "祖母",
        "孙子",
        "孙女",
        "外孙",
        "外孙女",
        "孙",
        "儿媳",
        "媳",
        "女婿",
        "兄",
        "弟",
        "姐",
        "妹",
        "哥哥",
        "弟弟",
        "姐姐",
        "妹妹",
        "兄弟",
        "姐妹",
        "侄子",
        "侄女",
        "外甥",
        "公公",
        "婆婆",
        "岳父",
        "岳母",
        "堂弟",
        "堂兄",
        "堂哥",
        "叔",
        "伯",
        "舅",
        "姑",
        "其他",
        "户主本人",
        "之妻",
        "之子",
        "之女",
        "独生子",
        "独生女",
        "非亲属",
        "妹夫",
        "姐夫",
        "嫂",
        "弟媳",
        "养子",
        "养女",
        "继子",
        "继女",
    ]
)


@dataclass(frozen=True, slots=True)
class Profile:
    """Shares (0 … 1) of the filled cells of a sample, and how full the column is."""

    filled: float
    number: float = 0.0
    small_whole: float = 0.0
    zero: float = 0.0
    id_like: float = 0.0
    damaged_id: float = 0.0
    card: float = 0.0
    date: float = 0.0
    money_text: float = 0.0
    person: float = 0.0
    han: float = 0.0
    village: float = 0.0
    town: float = 0.0
    firm: float = 0.0
    credit: float = 0.0
    plate: float = 0.0
    phone: float = 0.0
    period: float = 0.0
    sex: float = 0.0
    relation: float = 0.0
    counting: bool = False
    distinct: float = 0.0
    typical_length: float = 0.0

    @property
    def numeric(self) -> float:
        """Numbers, or text that reads as an amount."""
        return self.number + self.money_text


def profile(values: Sequence[object]) -> Profile:
    """Look at up to SAMPLE filled cells spread over `values`."""
    full = [v for v in values if v is not None and v != "" and not (isinstance(v, str) and is_ditto(v))]
    if len(full) == 0:
        return Profile(filled=0.0)
    step = max(1, len(full) // SAMPLE)
    sample = full[::step][:SAMPLE]
    tests = [_tests(v) for v in sample]
    n = len(sample)
    shares = {k: sum(k in t for t in tests) / n for k in set().union(*tests)}
    texts = [squeeze(str(v)) for v in sample]
    whole = [int(v) for v in sample if isinstance(v, (int, float)) and float(v).is_integer()] or [
        int(t) for t in texts if t.isdigit() and len(t) < 7
    ]
    rising = sum(b == a + 1 for a, b in pairwise(whole))
    return Profile(
        filled=len(full) / len(values),
        counting=step == 1 and len(whole) >= 3 and rising >= 0.8 * (len(whole) - 1) and whole[0] in (0, 1, 2),
        distinct=len(set(texts)) / n,
        typical_length=sorted(len(t) for t in texts)[n // 2],
        **shares,
    )


def _tests(value: object) -> frozenset[str]:
    if isinstance(value, bool):
        return frozenset()
    if isinstance(value, (dt.date, dt.datetime)):
        return frozenset({"date"})
    if isinstance(value, (int, float)):
        return _number_tests(float(value))
    text = squeeze(str(value)).lstrip("'")
    out = set()
    if text.isascii() and any(ch.isdigit() for ch in text):
        out |= _code_tests(text)
    if _DATE.match(text):
        out.add("date")
    if _MONEY.match(text) and len(text) <= 15:
        out.add("money_text")
    if _PERIOD.search(text):
        out.add("period")
    if _HAN.search(text):
        out.add("han")
        out |= _han_tests(text)
    return frozenset(out)


def _number_tests(value: float) -> frozenset[str]:
    out = {"number"}
    if 1e14 <= abs(value) < 1e18:
        out.add("damaged_id")
    if abs(value) >= 1e11:
        out.add("card")
    if 1.3e10 <= value < 2e10:
        out.add("phone")
    if value == 0:
        out.add("zero")
    if value.is_integer():
        if 0 <= value <= 400:
            out.add("small_whole")
        if _DATE.match(str(int(value))):
            out.add("date")
        if 1 <= value <= 12 or 1990 <= value <= 2100 or _DATE.match(str(int(value))):
            out.add("period")
    elif 1990 < value < 2100 and len(f"{value:.2f}") == 7:
        out |= {"date", "period"}
    return frozenset(out)


def _code_tests(text: str) -> set[str]:
    out = set()
    if _ID.match(text) or _MASKED.match(text):
        out.add("id_like")
    if text.isdigit() and 12 <= len(text) <= 23 and not _ID.match(text):
        out.add("card")
    if len(text) in (16, 17, 19) and text[:-1].isdigit():
        out.add("card")
    if _CREDIT.match(text) and not _ID.match(text):
        out.add("credit")
    if text.isdigit() and len(text) == 11 and text[0] == "1":
        out.add("phone")
    if text.isdigit() and len(text) <= 3:
        out.add("small_whole")
    return out


def _han_tests(text: str) -> set[str]:
    out = set()
    if looks_like_person(text):
        out.add("person")
    if re.search(r"(村|社区|居委会|村委会|村民委员会|嘎查)$", text):
        out.add("village")
    if re.search(r"(镇|乡|街道|街道办事处|苏木|街道办)$", text) and len(text) <= 10:
        out.add("town")
    if _FIRM.search(text) and len(text) >= 4:
        out.add("firm")
    if _PLATE.match(text.upper()):
        out.add("plate")
    if text in ("男", "女"):
        out.add("sex")
    if text in _RELATIONS:
        out.add("relation")
    return out


def fits(kind: Kind, p: Profile) -> float:  # noqa: PLR0912 - one line a kind
    """How well a column's content fits a kind: 0 (cannot be) … 1 (as expected); an empty column fits all a little."""
    if p.filled == 0.0:
        return 0.2 if kind in (Kind.NAME, Kind.RESIDENT_ID) else 0.55
    match kind:
        case Kind.RESIDENT_ID:
            return min(1.0, 0.1 + p.id_like + p.damaged_id + 0.6 * p.card + 0.3 * p.credit)
        case Kind.CARD:
            return 0.25 if p.id_like > 0.6 else min(1.0, 0.3 + p.card + p.damaged_id)
        case Kind.CREDIT_CODE:
            return min(1.0, 0.2 + p.credit + p.id_like + p.card)
        case Kind.NAME:
            return 0.05 if p.han < 0.4 else min(1.0, 0.55 + 0.6 * p.person) * (0.6 if p.village > 0.5 or p.town > 0.5 else 1.0)
        case Kind.MONEY | Kind.NUMBER:
            if p.id_like + p.damaged_id > 0.3 or p.card > 0.5 or p.phone > 0.5:
                return 0.02
            if p.zero > 0.95:
                return 0.25  # a sum that is always nothing is not the one paid
            return 0.1 if p.numeric < 0.3 else min(1.0, 0.2 + p.numeric)
        case Kind.WHOLE:
            return 0.1 if p.numeric < 0.3 else 0.7 + 0.3 * p.small_whole
        case Kind.DATE:
            return min(1.0, 0.15 + p.date) if p.date > 0 else (0.12 if p.numeric > 0.5 else 0.3)
        case Kind.PERIOD:
            return min(1.0, 0.2 + p.period + p.date)
        case Kind.TOWN | Kind.VILLAGE:
            return _fits_place(kind, p)
        case Kind.PLATE:
            return min(1.0, 0.2 + p.plate)
        case Kind.PHONE:
            return min(1.0, 0.3 + p.phone)
        case Kind.SEX:
            return min(1.0, 0.2 + p.sex)
        case Kind.RELATION:
            return min(1.0, 0.35 + p.relation)
        case Kind.FIRM | Kind.TEXT:
            return 0.45 if p.han < 0.2 and p.numeric > 0.8 else 0.95
        case Kind.MONEY_WORDS:
            return 0.95 if p.han > 0.5 else 0.1
        case Kind.CODE:
            return 0.9


def _fits_place(kind: Kind, p: Profile) -> float:
    if p.han < 0.4:
        return 0.05
    if kind is Kind.TOWN:
        return min(1.0, 0.75 + 0.3 * p.town) - (0.5 if p.village > 0.6 else 0.0)
    return min(1.0, 0.75 + 0.3 * p.village) - (0.5 if p.town > 0.6 and p.village < 0.1 else 0.0)
