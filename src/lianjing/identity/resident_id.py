"""Resident identity numbers (公民身份号码): read what a clerk typed, and say what was mended.

Source: GB 11643-1999: 18 characters, the last by ISO 7064 MOD 11-2. Fifteen digits carry no check and mean 19YY.
Never guesses: a value is mended only where exactly one reading is possible and the check proves it.
"""

import re
from calendar import monthrange
from datetime import date

from lianjing.identity.cell import CellError, Damaged, Read, Value
from lianjing.identity.typed_text import NOTHING, in_order, joined

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
EARLIEST_YEAR, LATEST_YEAR = 1880, 2100  # without a clock: the rules compare with the day of payment

_FORM = re.compile(r"[0-9]{17}[0-9X]")
_SCIENTIFIC = re.compile(r"[0-9]+(\.[0-9]*)?[eE]\+?[0-9]+")
_FLOAT_TAIL = re.compile(r"[0-9]{12,}\.[0-9]*")
_LABEL = re.compile(r"^(?:公民|居民|二代)?(?:身份证?|证件)(?:件)?(?:号码|号|证号)?[:：]?(?=[0-9])")
_TRAILING_NOTE = re.compile(r"^([0-9A-Za-z]{15,18})[(\[【]([^()\[\]]*)[)\]】]$")
_SEVERAL = re.compile(r"[0-9]{17}[0-9X][^0-9A-Z]+[0-9]{15,17}[0-9X]?")
_SEPARATORS = re.compile(r"[-–—_.·]")
_CHECK_LETTERS = str.maketrans(dict.fromkeys("xХхΧχ×✕", "X"))
_LOOK_ALIKES = str.maketrans(dict.fromkeys("OoОо〇○", "0") | dict.fromkeys("lI|", "1"))
_MASKED = re.compile(r"[*＊●•□■#?？]|X[^0-9]*X")
_OTHER_DOCUMENTS = re.compile(
    r"[A-Z]{1,2}[0-9]{7,8}"  # passports
    r"|[HM][0-9]{10}"  # home return permits
    r"|[A-Z]{3}[0-9]{12}"  # foreign permanent residents until 2023
    r"|.*(?:[军兵士官警]字?第|护照|[军士]官证|士兵证|户口|上户|落户|未办|未领|未报|暂无|没有|待[补办查]|新生儿|出生证).*"
)


def read_resident_id(value: Value) -> Read[str] | Damaged | None:
    """The 18-character number in the cell, or why it cannot be had.

    Fifteen digits become eighteen with note "from15" (nothing proves them); passports and the like come back with note "other_document".

    >>> read_resident_id("139901 19760517 0120")
    Read(value='139901197605170120', mended=('spaces',), notes=())
    >>> read_resident_id(139901197605170120)
    Damaged(reason='numeric_cell')
    """
    if isinstance(value, str):
        if len(value) == 18 and _FORM.fullmatch(value):
            trouble = _trouble(value)
            return Damaged(trouble) if trouble else Read(value)
        return _read_text(value)
    if value is None:
        return None
    if isinstance(value, CellError):
        return Damaged("cell_error")
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return Damaged("numeric_cell")  # Excel keeps 15 digits and invents the rest; one in eleven still passes the check
    return Damaged("not_an_id")


def check_character(first17: str) -> str:
    """The 18th character that belongs to 17 digits."""
    return "10X98765432"[sum(weight * int(digit) for weight, digit in zip(WEIGHTS, first17, strict=True)) % 11]


def is_resident_id(text: str) -> bool:
    """Whether `text` is a whole and right 18-character number as it stands."""
    return _FORM.fullmatch(text) is not None and _trouble(text) is None


def person_key(id18: str) -> int | None:
    """The first 17 digits as an integer (it fits 64 bits); None for documents of another kind."""
    return int(id18[:17]) if _FORM.fullmatch(id18) else None


def birth_date(id18: str) -> date | None:
    """The birth date inside the number; None for documents of another kind."""
    return _day(id18[6:14]) if _FORM.fullmatch(id18) else None


def sex_of(id18: str) -> str | None:
    """ "男" or "女" by the 17th digit; None for documents of another kind."""
    return ("女", "男")[int(id18[16]) % 2] if _FORM.fullmatch(id18) else None


def mask_resident_id(text: str) -> str:
    """First six and last two places, ten stars between for every length: 139901**********11."""
    if len(text) >= 12:
        return f"{text[:6]}**********{text[-2:]}"
    return f"{text[:1]}**********" if text else ""


def _read_text(raw: str) -> Read[str] | Damaged | None:
    text, mended = joined(raw)
    if text in NOTHING:
        return None
    if _SCIENTIFIC.fullmatch(text):
        return Damaged("scientific")
    if _FLOAT_TAIL.fullmatch(text):
        return Damaged("float_tail")
    notes: tuple[str, ...] = ()
    unlabelled = _LABEL.sub("", text)
    if unlabelled != text:
        text, mended = unlabelled, (*mended, "label")
    if noted := _TRAILING_NOTE.match(text):
        text, notes, mended = noted[1], (f"note:{noted[2]}",), (*mended, "note")
    plain, letters = _with_check_letter(text)
    if len(plain) == 15 and plain.isdigit():
        return _from_15(plain, mended, notes)
    return _read_18(plain, in_order(*mended, *letters), notes)


def _with_check_letter(text: str) -> tuple[str, tuple[str, ...]]:
    """All that looks like the check letter as X, and the code of what that was."""
    plain = text.translate(_CHECK_LETTERS)
    if plain == text:
        return text, ()
    return plain, ("lower_case",) if text.replace("x", "X") == plain else ("check_letter",)


def _read_18(plain: str, mended: tuple[str, ...], notes: tuple[str, ...]) -> Read[str] | Damaged:
    if not _FORM.fullmatch(plain):
        if sum(c.isdigit() for c in plain) >= 4 and _MASKED.search(plain):
            return Damaged("masked_source")
        whole = _SEPARATORS.sub("", plain)
        if whole != plain and _FORM.fullmatch(whole):
            plain, mended = whole, in_order(*mended, "separators")
        elif len(plain) == 18 and _FORM.fullmatch(plain.translate(_LOOK_ALIKES)):
            plain, mended = plain.translate(_LOOK_ALIKES), in_order(*mended, "letter_for_digit")
        else:
            return _no_resident_id(plain, mended, notes)
    trouble = _trouble(plain)
    return Damaged(trouble) if trouble else Read(plain, mended, notes)


def _no_resident_id(text: str, mended: tuple[str, ...], notes: tuple[str, ...]) -> Read[str] | Damaged:
    if _SEVERAL.search(text):
        return Damaged("several_ids")
    if _OTHER_DOCUMENTS.fullmatch(text.upper()):
        return Read(text.upper(), mended, (*notes, "other_document"))
    if re.fullmatch(r"[0-9]+X?", text):
        return Damaged("length")
    return Damaged("not_an_id")


def _from_15(text: str, mended: tuple[str, ...], notes: tuple[str, ...]) -> Read[str] | Damaged:
    if text[12:] in ("996", "997", "998", "999"):  # meant a centenarian of that time, born 18YY
        return Damaged("centenarian15")
    first17 = text[:6] + "19" + text[6:]
    if _day(first17[6:14]) is None:
        return Damaged("date")
    return Read(first17 + check_character(first17), in_order(*mended, "from15"), (*notes, "from15"))


def _trouble(id18: str) -> str | None:
    if _day(id18[6:14]) is None:
        return "date"
    return None if check_character(id18[:17]) == id18[17] else "check_digit"


def _day(digits: str) -> date | None:
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    if not (EARLIEST_YEAR <= year <= LATEST_YEAR and 1 <= month <= 12):
        return None
    return date(year, month, day) if 1 <= day <= monthrange(year, month)[1] else None
