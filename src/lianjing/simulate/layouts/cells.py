"""One value of a record as the clerk writes it into a cell, noise and damage included."""

from datetime import date
from decimal import Decimal
from random import Random

from lianjing.simulate.layouts.block import Column, Hand
from lianjing.simulate.names import VARIANT
from lianjing.simulate.numbers import short_id, with_wrong_check
from lianjing.simulate.record import Record, Value
from lianjing.simulate.writers.grid import Cell

_ID_KEYS = ("id_no", "head_id_no", "official_id_no", "proxy_id_no")
_WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
_NUMERALS = "〇一二三四五六七八九"
GRADE_WORDS = ("", "一级", "二级", "三级", "四级")


def cell(record: Record, column: Column, hand: Hand, rng: Random) -> Cell:
    """The cell of that column; months, quarters, sums and the running number are not asked here."""
    value = record.values.get(column.key)
    if value is None or value == "":
        return None
    if column.key in _ID_KEYS:
        return _id_cell(str(value), record.damage.get(column.key, ""), hand, rng)
    if column.key == "card_no":
        return _card_cell(str(value), record.damage.get("card_no", ""), rng, hand)
    if isinstance(value, date):
        return day_text(value, column.form or hand.dates)
    if column.key == "name":
        return _name_cell(str(value), record.damage.get("name", ""), hand, rng)
    if column.key == "village":
        return village_text(str(value), column.form or hand.village)
    if column.key == "grade":
        return grade_text(value, column.form or hand.grade)
    if isinstance(value, Decimal) and column.key.endswith("_yuan"):
        return money_cell(value, hand.money)
    return value if isinstance(value, str) else Decimal(value)


def _id_cell(value: str, damage: str, hand: Hand, rng: Random) -> Cell:
    if damage == "number":
        return Decimal(value[:15] + "000")  # a spreadsheet keeps fifteen digits
    if damage == "scientific":
        return f"{value[0]}.{value[1:6]}E+17"
    if damage == "masked":
        return value[:6] + "********" + value[14:]
    if damage == "wrong-check":
        return with_wrong_check(value)
    if damage == "short":
        return short_id(value)
    if rng.random() >= hand.id_noise:
        return value
    noises = [f"{value} ", f"'{value}", f"{value[:6]} {value[6:14]} {value[14:]}", value.translate(_WIDE), f" {value}", f"{value}\u00a0"]
    return value.lower() if value.endswith("X") else rng.choice(noises)


def _card_cell(value: str, damage: str, rng: Random, hand: Hand) -> Cell:
    if damage == "number":
        return Decimal(value[:15] + "0" * (len(value) - 15))
    if rng.random() < hand.id_noise and len(value) == 19:
        return " ".join(value[i : i + 4] for i in range(0, 19, 4))
    return value


def _name_cell(value: str, damage: str, hand: Hand, rng: Random) -> str:
    if damage == "variant":
        return value.translate(VARIANT)
    if rng.random() < hand.name_notes:
        return f"{value}（户主）"
    if len(value) == 2 and rng.random() < hand.name_noise:
        return value[0] + rng.choice(("  ", "\u3000", " ")) + value[1]
    return value


def village_text(name: str, form: str) -> str:
    """The village in full, without 村, or as its committee."""
    if form == "bare":
        return name.removesuffix("村")
    return f"{name}委会" if form == "committee" and name.endswith("村") else name


def grade_text(value: Value, form: str) -> Cell:
    """A disability grade as digit or word, the class of a house as letter or 级."""
    text = str(value)
    if text in "ABCD":
        return f"{text}级" if form == "words" else text
    if form == "words":
        return GRADE_WORDS[int(text)]
    return Decimal(text) if form == "digit" else text


def day_text(day: date, form: str) -> Cell:
    """A day in one of the seven forms that clerks use."""
    match form:
        case "cell":
            return day
        case "slash":
            return f"{day.year}/{day.month}/{day.day}"
        case "dots":
            return f"{day.year}.{day.month:02d}.{day.day:02d}"
        case "compact":
            return f"{day:%Y%m%d}"
        case "words":
            return f"{day.year}年{day.month}月{day.day}日"
        case "numerals":
            year = "".join(_NUMERALS[int(d)] for d in str(day.year))
            return f"{year}年{count_text(day.month)}月{count_text(day.day)}日"
        case _:
            return day.isoformat()


def count_text(number: int) -> str:
    """A number below 100 in Chinese: 十二, 三十."""
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else ("十" if tens == 1 else _NUMERALS[tens] + "十")) + ("" if ones == 0 else _NUMERALS[ones])


def money_cell(yuan: Decimal, form: str, unit: str = "元") -> Cell:
    """A sum as number, text, or text with commas; in 万元 where the unit says so."""
    value = yuan / 10000 if unit == "万元" else yuan
    value = value.normalize() if value != value.to_integral() else value.quantize(Decimal(1))
    if form == "text":
        return f"{value:f}"
    if form == "yuan":
        return f"{value:f}{unit}"
    if form == "commas":
        return f"{value:,.2f}" if unit == "元" else f"{value:,f}"  # 万元 keep all their places
    return value


_DIGITS = "零壹贰叁肆伍陆柒捌玖"


def in_words(yuan: Decimal) -> str:
    """A sum in the characters used on vouchers.

    >>> in_words(Decimal("10305.60"))
    '壹万零叁佰零伍元陆角整'
    """
    whole, fen = divmod(int(yuan * 100), 100)
    text, zero = "", False
    for place in range(len(str(whole)) - 1, -1, -1):
        digit = whole // 10**place % 10
        if digit:
            text += ("零" if zero else "") + _DIGITS[digit] + ("", "拾", "佰", "仟")[place % 4]
        zero = digit == 0 and text != ""
        if place == 4:
            text, zero = text + "万", False
    jiao, rest = divmod(fen, 10)
    tail = (f"{_DIGITS[jiao]}角" if jiao else ("零" if rest else "")) + (f"{_DIGITS[rest]}分" if rest else "整")
    return f"{text}元{tail}"
