"""Sums of money: what a cell, its own unit and the sheet's unit say together, in yuan to the fen.

Rounds half up; float noise below a ten-thousandth of a fen is no loss, more is noted "rounded" (a share of a total, wan with many places).
"""

import re
from datetime import date, time
from decimal import ROUND_HALF_UP, Decimal

from lianjing.identity.amount_words import is_amount_words, read_amount_words
from lianjing.identity.cell import CellError, Damaged, Read, Value
from lianjing.identity.typed_text import NOTHING, in_order, typed

FEN = Decimal("0.01")
NOISE_YUAN = Decimal("0.000001")
LIMIT_YUAN = Decimal(10) ** 13  # more is a card or an ID in the wrong column

UNITS = {
    "亿元": Decimal(10**8), "千万元": Decimal(10**7), "百万元": Decimal(10**6), "十万元": Decimal(10**5), "万元": Decimal(10**4),
    "千元": Decimal(1000), "百元": Decimal(100), "十元": Decimal(10), "元": Decimal(1), "角": Decimal("0.1"), "分": Decimal("0.01"),
}  # fmt: skip
_OWN_UNITS = UNITS | {
    "亿": Decimal(10**8), "万": Decimal(10**4), "千": Decimal(1000), "百": Decimal(100),
    "圆": Decimal(1), "块": Decimal(1), "毛": Decimal("0.1"),
}  # fmt: skip
_LONGEST_FIRST = "|".join(sorted(_OWN_UNITS, key=len, reverse=True))
_NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]*)?|\.[0-9]+"
_SIGN = "[-−–—―]{1,2}|负|\\+"
_SUM = re.compile(
    rf"(?P<sign>{_SIGN})?(?P<currency>¥|RMB|CNY|人民币)?[:：]?(?P<inner>{_SIGN})?(?P<number>{_NUMBER})"
    rf"(?P<unit>{_LONGEST_FIRST})?(?P<whole>整|正)?(?:(?:/|每)(?P<per>[一-鿿][^0-9]*))?",
    re.IGNORECASE,
)
_YUAN_JIAO = re.compile(r"(?P<sign>[-−–—]|负)?(?P<yuan>[0-9]+)[元圆块](?:(?P<jiao>[0-9])[角毛])?(?:零?(?P<fen>[0-9])分)?整?")
_BRACKETED = re.compile(r"[(](?P<inner>[^()]*)[)](?P<unit>元|万元)?")
_TRAILING_NOTE = re.compile(r"(?P<sum>[^()\[\]]*[0-9元角分整])[(\[【](?P<note>[^()\[\]]*[一-鿿][^()\[\]]*)[)\]】]")
_GROUPED_BY_SPACE = re.compile(r"[^0-9]*[0-9]{1,3}(?:\s[0-9]{3})+\.[0-9]{1,2}[^0-9]*")

_MONEY_WORD = "[金额款费资贴助计数准价入出息酬薪债]"
_UNIT = "(?:千万|百万|十万|亿|万|千|百|十)?元"
_STATED = re.compile(r"单位\s*[:：]?\s*([^)）\]】]*)")
_IN_BRACKETS = re.compile(r"[(\[【〔（]([^()（）\[\]【】〔〕]*)[)\]】〕）]")
_UNIT_ITEM = re.compile(rf"(?:人民币)?({_UNIT}|角|分)(?:[/每].*|[·*].*)?")
_AT_END = re.compile(rf"(?:{_MONEY_WORD}|[/:：,，_\-\s])({_UNIT})(?:/[一-鿿·]+)?$")


def read_amount(value: Value, unit: Decimal = Decimal(1)) -> Read[Decimal] | Damaged | None:
    """The sum in yuan, rounded to the fen; `unit` is the sheet's unit in yuan (万元 = 10000) and yields to a unit in the cell.

    Notes: "rounded", "own_unit", "per:月" (a rate), "note:…" (words behind the sum).

    >>> read_amount("（1,200.00）")
    Read(value=Decimal('-1200.00'), mended=('full_width', 'negative_brackets', 'thousands'), notes=())
    """
    if isinstance(value, bool):
        return Damaged("not_an_amount")
    if isinstance(value, (int, float)):
        return _in_yuan(_exact(value), unit, (), ())
    if isinstance(value, str):
        return _read_text(value, unit)
    if value is None:
        return None
    if isinstance(value, CellError):
        return Damaged("cell_error")
    if isinstance(value, (date, time)):
        return Damaged("date_in_amount")
    return Damaged("not_an_amount")


def unit_of(text: str) -> Decimal | None:
    """The unit of money named by a title, header or note, in yuan: "金额（万元）", "单位：元/亩"; None where none is named.

    >>> unit_of("单位：人、万元")
    Decimal('10000')
    """
    text = re.sub(r"\s+", " ", typed(text)[0])
    stated = _STATED.search(text)
    candidates = ([stated[1]] if stated else []) + _IN_BRACKETS.findall(text) + [text]
    for candidate in candidates:
        for item in re.split(r"[、,，;；\s]+|(?<=[一-鿿])和(?=[一-鿿])", candidate.strip()):
            match = _UNIT_ITEM.fullmatch(item)
            if match:
                return UNITS[match[1]]
    end = _AT_END.search(_IN_BRACKETS.sub("", text).strip())
    return UNITS[end[1]] if end else None


def _exact(number: float) -> Decimal:
    """The number as the shortest decimal that means it: 0.1 is 0.1."""
    return Decimal(repr(number)) if isinstance(number, float) else Decimal(number)


def _in_yuan(number: Decimal, unit: Decimal, mended: tuple[str, ...], notes: tuple[str, ...]) -> Read[Decimal] | Damaged:
    if not number.is_finite():
        return Damaged("not_an_amount")
    yuan = number * unit
    if abs(yuan) >= LIMIT_YUAN:
        return Damaged("amount_too_large")
    rounded = yuan.quantize(FEN, ROUND_HALF_UP)
    if abs(rounded - yuan) > NOISE_YUAN:
        notes = (*notes, "rounded")
    return Read(rounded if rounded else abs(rounded), mended, notes)


def _read_text(raw: str, unit: Decimal) -> Read[Decimal] | Damaged | None:
    text, mended = typed(raw)
    if text in NOTHING:
        return None
    if re.search(r"[0-9.]\s+[0-9]", text) and not _GROUPED_BY_SPACE.fullmatch(text):
        return Damaged("several_amounts")
    tight = re.sub(r"\s+", "", text).replace("，", ",")
    tight = re.sub(r"(?<=[0-9])。(?=[0-9])", ".", tight)
    if tight != text and "spaces" not in mended:
        mended = (*mended, "spaces")
    if noted := _TRAILING_NOTE.fullmatch(tight):
        return _with_note(noted["sum"], noted["note"], unit, mended)
    if bracketed := _BRACKETED.fullmatch(tight):
        inner = _read_sum(bracketed["inner"] + (bracketed["unit"] or ""), unit, (*mended, "negative_brackets"))
        if isinstance(inner, Read) and inner.value > 0 and re.search("[0-9]", tight):
            return Read(-inner.value, inner.mended, inner.notes)
        return inner if not re.search("[0-9]", tight) else Damaged("not_an_amount")
    return _read_sum(tight, unit, mended)


def _with_note(figure: str, note: str, unit: Decimal, mended: tuple[str, ...]) -> Read[Decimal] | Damaged | None:
    """A sum with words in brackets behind it: the same sum in numerals must agree, anything else is kept as a note."""
    read = _read_sum(figure, unit, mended)
    if not isinstance(read, Read):
        return read
    if is_amount_words(note):
        words = read_amount_words(note)
        if isinstance(words, Read):
            return read if words.value == read.value else Damaged("figures_and_words")
    return Read(read.value, in_order(*read.mended, "note"), (*read.notes, f"note:{note}"))


def _read_sum(text: str, unit: Decimal, mended: tuple[str, ...]) -> Read[Decimal] | Damaged | None:
    match = _SUM.fullmatch(text)
    if match is None or (match["sign"] and match["inner"]):
        return _read_mixed(text, unit, mended)
    negative = (match["sign"] or match["inner"] or "+") != "+"
    number = Decimal(match["number"].replace(",", ""))
    own = _OWN_UNITS[match["unit"]] if match["unit"] else None
    sign = match["sign"] or match["inner"] or ""
    mended = in_order(
        *mended,
        "sign" if sign not in ("", "-") else "",
        "currency" if match["currency"] else "",
        "thousands" if "," in match["number"] else "",
        "unit" if own is not None or match["whole"] else "",
    )
    notes = (f"per:{match['per']}",) if match["per"] else ()
    if own is not None and own != unit:
        notes = (*notes, "own_unit")
    return _in_yuan(-number if negative else number, unit if own is None else own, mended, notes)


def _read_mixed(text: str, unit: Decimal, mended: tuple[str, ...]) -> Read[Decimal] | Damaged | None:
    """Twelve yuan five jiao in figures (12元5角), or a sum in numerals."""
    if match := _YUAN_JIAO.fullmatch(text):
        total = Decimal(match["yuan"]) + Decimal(match["jiao"] or 0) / 10 + Decimal(match["fen"] or 0) / 100
        return _in_yuan(-total if match["sign"] else total, Decimal(1), in_order(*mended, "unit"), () if unit == 1 else ("own_unit",))
    if not is_amount_words(text):
        return Damaged("scientific" if re.fullmatch(r"-?[0-9.]+[eE][-+]?[0-9]+", text) else "not_an_amount")
    words = read_amount_words(text)
    if not isinstance(words, Read):
        return words
    own = re.search("[元圆圓块角毛分]", text) is not None
    return _in_yuan(words.value, Decimal(1) if own else unit, in_order(*mended, "words"), ("own_unit",) if own and unit != 1 else ())
