"""Unified social credit codes (统一社会信用代码) of organisations.

Source: GB 32100-2015; places 9-17: GB 11714-1997 (whose own check old public bodies do not always keep: not tested here).
"""

import re

from lianjing.identity.cell import CellError, Damaged, Read, Value
from lianjing.identity.resident_id import is_resident_id
from lianjing.identity.typed_text import NOTHING, in_order, joined

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = tuple(pow(3, i, 31) for i in range(17))
_FORM = re.compile(f"[{ALPHABET}]{{18}}")
_SCIENTIFIC = re.compile(r"[0-9]+(\.[0-9]*)?[eE]\+?[0-9]+")
_OLD = re.compile(r"[0-9]{13}|[0-9]{15}|[0-9]{20}|[0-9]{15}L?[0-9]{0,3}|[0-9A-Z]{8}-?[0-9X]|[0-9]{6}[0-9A-Z]{9}")


def read_credit_code(value: Value) -> Read[str] | Damaged | None:
    """The 18-character code; an old licence, organisation or tax number comes back with note "old_code".

    >>> read_credit_code("91139901MA0KITQ72G")
    Read(value='91139901MA0K1TQ72G', mended=('letter_for_digit',), notes=())
    """
    if isinstance(value, str):
        return _read_text(value)
    if value is None:
        return None
    if isinstance(value, CellError):
        return Damaged("cell_error")
    numeric = isinstance(value, (int, float)) and not isinstance(value, bool)
    return Damaged("numeric_cell" if numeric else "not_a_credit_code")


def credit_check_character(first17: str) -> str:
    """The 18th character that belongs to 17."""
    total = sum(weight * ALPHABET.index(c) for weight, c in zip(_WEIGHTS, first17, strict=True))
    return ALPHABET[(31 - total % 31) % 31]


def is_credit_code(text: str) -> bool:
    """Whether `text` is a whole and right code as it stands."""
    return _FORM.fullmatch(text) is not None and credit_check_character(text[:17]) == text[17]


def _read_text(raw: str) -> Read[str] | Damaged | None:
    text, mended = joined(raw)
    if text in NOTHING:
        return None
    if _SCIENTIFIC.fullmatch(text):
        return Damaged("scientific")
    if re.fullmatch(r"[0-9]{12,}\.[0-9]*", text):
        return Damaged("float_tail")
    upper = text.upper()
    if upper != text:
        mended = in_order(*mended, "lower_case")
    if is_credit_code(upper):
        return Read(upper, mended)
    whole = re.sub("[-–—]", "", upper)
    if whole != upper and is_credit_code(whole):
        return Read(whole, in_order(*mended, "separators"))
    proved = upper.replace("O", "0").replace("I", "1")
    if is_credit_code(proved):
        return Read(proved, in_order(*mended, "letter_for_digit"))
    if is_resident_id(upper):  # a sole trader known by the owner's number
        return Read(upper, mended, ("resident_id",))
    if _OLD.fullmatch(upper) and len(upper) != 18:
        return Read(upper, mended, ("old_code",))
    if re.search("[*]", upper):
        return Damaged("masked_source")
    if len(upper) == 18 and upper.isalnum() and upper.isascii():
        return Damaged("check_digit_code")
    return Damaged("not_a_credit_code")
