"""Bank cards, passbooks and social-security accounts: kept as text, judged mildly.

Source: ISO/IEC 7812 (Luhn). Rural passbooks and settlement accounts carry no check, so a failure is a note, never damage;
damage is what a number cell did to the digits.
"""

import re
from collections.abc import Sequence

import polars as pl

from lianjing.identity.cell import CellError, Column, Damaged, Read, Value, read_into
from lianjing.identity.resident_id import is_resident_id
from lianjing.identity.typed_text import NOTHING, in_order, joined

_SCIENTIFIC = re.compile(r"[0-9]+(\.[0-9]*)?[eE]\+?[0-9]+")
_FLOAT_TAIL = re.compile(r"[0-9]{8,}\.[0-9]*")
_LABEL = re.compile(r"^(?:[^0-9A-Za-z]*(?:卡号?|账号?|帐号?|折号?|行|社|存折))[:：]?(?=[0-9])")
_SERIAL = re.compile(r"[A-Z]{1,3}[0-9A-Z]{6,12}")  # the short serial on a social-security card
_MANY_TAILS = 0.01


def read_card(value: Value) -> Read[str] | Damaged | None:
    """The account number in the cell, without spaces.

    Notes: "luhn" (16-19 digits whose check fails), "passbook" (another length), "social_card", "resident_id" (decided by content).

    >>> read_card("6222 0200 0000 1234 566")
    Read(value='6222020000001234566', mended=('spaces',), notes=())
    """
    if isinstance(value, str):
        return _read_text(value)
    if value is None:
        return None
    if isinstance(value, CellError):
        return Damaged("cell_error")
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return Damaged("numeric_cell")
    return Damaged("not_a_card")


def read_cards(values: Sequence[Value]) -> Column[str]:
    """A whole column of cards; texts of 19 digits that end in 0000 too often were cut by a number cell ("truncated_text")."""
    texts = [value if type(value) is str else None for value in values]
    judged = _judge(pl.Series(texts, dtype=pl.String))
    column: Column[str] = Column(list(texts))
    odd = judged.is_null().arg_true().to_list()
    for i in odd:
        column.values[i] = None
    read_into(column, odd, values, read_card)
    for note in ("luhn", "passbook"):
        column.notes.update(dict.fromkeys((judged == note).arg_true().to_list(), (note,)))
    _judge_tails(column)
    return column


def passes_luhn(digits: str) -> bool:
    """Whether the last digit agrees with the others."""
    return sum(int(d) if i % 2 == 0 else int("0246813579"[int(d)]) for i, d in enumerate(reversed(digits))) % 10 == 0


def mask_card(text: str) -> str:
    """All but the last four places as stars, fifteen of them whatever the length."""
    return f"{'*' * 15}{text[-4:]}" if len(text) >= 8 else "*" * 15 if text else ""


def _read_text(raw: str) -> Read[str] | Damaged | None:
    text, mended = joined(raw)
    if text in NOTHING:
        return None
    if _SCIENTIFIC.fullmatch(text):
        return Damaged("scientific")
    if _FLOAT_TAIL.fullmatch(text):
        return Damaged("float_tail")
    unlabelled = _LABEL.sub("", text)
    if unlabelled != text:
        text, mended = unlabelled, (*mended, "label")
    if re.fullmatch(r"[0-9]+([-–—_.][0-9]+)+", text) and len(re.split(r"[-–—_.]", text, maxsplit=1)[0]) < 12:
        text, mended = re.sub(r"[-–—_.]", "", text), in_order(*mended, "separators")
    if re.fullmatch(r"[0-9]+", text):
        return Read(text, mended, _notes(text))
    upper = text.upper()
    if is_resident_id(upper):
        return Read(upper, mended if upper == text else in_order(*mended, "lower_case"), ("resident_id",))
    if _SERIAL.fullmatch(upper):
        return Read(upper, mended if upper == text else in_order(*mended, "lower_case"), ("social_card",))
    if re.search(r"[0-9].*[*●•#xX×]{2}|[*●•#xX×]{2}.*[0-9]", text):
        return Damaged("masked_source")
    return Damaged("several_cards" if re.search(r"[0-9]{10,}[^0-9]+[0-9]{10,}", text) else "not_a_card")


def _notes(digits: str) -> tuple[str, ...]:
    if len(digits) == 18 and is_resident_id(digits):
        return ("resident_id",)
    if not 16 <= len(digits) <= 19:
        return ("passbook",)
    return () if passes_luhn(digits) else ("luhn",)


def _judge(texts: pl.Series) -> pl.Series:
    """ "" for 16, 17 or 19 digits that pass Luhn, else the note; null where the plain reader must decide (18 may be a resident ID)."""
    text, number, high, low = map(pl.col, ("text", "number", "high", "low"))
    form = pl.when(text.str.contains(r"^(?:[0-9]{16,17}|[0-9]{19})$")).then(text)
    thirds = (low % 1000, low // 1000 % 1000, low // 10**6, high % 1000, high // 1000 % 1000, high // 10**6 % 1000, high // 10**9)
    return (
        pl.DataFrame({"text": texts})
        .with_columns(number=form.cast(pl.UInt64))
        .with_columns(high=number // 10**9, low=(number % 10**9).cast(pl.UInt32))
        .with_columns(total=sum((_luhn_parts(3 * i % 2).gather(part) for i, part in enumerate(thirds)), pl.lit(0)))
        .with_columns(passbook=pl.when(text.str.contains(r"^(?:[0-9]{1,15}|[0-9]{20,40})$")).then(pl.lit("passbook")))
        .select(pl.when(number.is_null()).then("passbook").when(pl.col("total") % 10 == 0).then(pl.lit("")).otherwise(pl.lit("luhn")))
        .to_series()
    )


def _luhn_parts(shift: int) -> pl.Expr:
    """What three digits add to the Luhn sum, by their value; `shift` 1: their last digit is one of those doubled."""
    doubled = [2 * d - (9 if d > 4 else 0) for d in range(10)]
    plain = range(10)
    a, b, c = (doubled, plain, doubled) if shift else (plain, doubled, plain)
    return pl.lit(pl.Series([a[n // 100] + b[n // 10 % 10] + c[n % 10] for n in range(1000)], dtype=pl.UInt32))


def _judge_tails(column: Column[str]) -> None:
    """Two or more different 19-digit texts ending in 0000, more than one in a hundred, were once number cells."""
    cut = [i for i, text in enumerate(column.values) if text is not None and text[-4:] == "0000" and len(text) == 19]
    cards = {column.values[i] for i in cut}
    if len(cards) < 2 or len(cards) <= _MANY_TAILS * len(set(column.values) - {None}):
        return
    for i in cut:
        column.values[i] = None
        column.mended.pop(i, None)
        column.notes.pop(i, None)
        column.damaged[i] = "truncated_text"
