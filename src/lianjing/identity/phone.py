"""Phone numbers. Shared numbers prove little: village clerks write their own."""

import re

from lianjing.identity.cell import CellError, Damaged, Read, Value
from lianjing.identity.typed_text import NOTHING, typed

_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_LANDLINE = re.compile(r"(?:0[0-9]{2,3})?[2-8][0-9]{6,7}")


def read_phone(value: Value) -> Read[tuple[str, ...]] | Damaged | None:
    """Every number in the cell, digits only; a mobile number in a number cell is whole and not damaged.

    >>> read_phone("13800000000、0311-8000000").value
    ('13800000000', '03118000000')
    """
    if value is None:
        return None
    if isinstance(value, CellError):
        return Damaged("cell_error")
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return Damaged("not_a_phone")
    if isinstance(value, float) and not value.is_integer():
        return Damaged("not_a_phone")
    text, mended = typed(value if isinstance(value, str) else str(int(value)))
    if text in NOTHING:
        return None
    text = re.sub(r"^(?:\+|00)?86[-\s]?(?=1[3-9])", "", text)
    spaced = re.sub(r"(?<![0-9])(1[3-9][0-9])[\s-]([0-9]{4})[\s-]([0-9]{4})(?![0-9])", r"\1\2\3", text)
    numbers = tuple(re.sub(r"[-()（）—–]", "", part) for part in re.split(r"[、/;；,，\s]+", spaced) if part)
    if not all(_MOBILE.fullmatch(number) or _LANDLINE.fullmatch(number) for number in numbers):
        return Damaged("not_a_phone")
    return Read(numbers, mended if spaced == text else (*mended, "separators"))


def mask_phone(text: str) -> str:
    """First three and last four digits: 138****0000; of shorter numbers only the last two."""
    return f"{text[:3]}****{text[-4:]}" if len(text) >= 11 else f"****{text[-2:]}" if text else ""
