"""Disability certificates: twenty places = resident ID + kind (1-7) + grade (1-4), with B1, B2 after a re-issue."""

import re
from dataclasses import dataclass

from lianjing.identity.cell import CellError, Damaged, Read, Value
from lianjing.identity.resident_id import mask_resident_id, read_resident_id
from lianjing.identity.typed_text import NOTHING, in_order, joined

KINDS = ("视力", "听力", "言语", "肢体", "智力", "精神", "多重")
_FORM = re.compile(r"(.{17}[0-9Xx])([0-9])([0-9])(B[0-9]{1,2})?")


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate's number taken apart; `kind` counts from 1 as in `KINDS`."""

    number: str
    resident_id: str
    kind: int
    grade: int
    reissue: str = ""


def read_certificate(value: Value) -> Read[Certificate] | Damaged | None:
    """The certificate, its first 18 places proved as a resident ID.

    >>> read_certificate("13990119820410002X42").value.grade
    2
    """
    if value is None:
        return None
    if isinstance(value, CellError):
        return Damaged("cell_error")
    if not isinstance(value, str):
        numeric = isinstance(value, (int, float)) and not isinstance(value, bool)
        return Damaged("numeric_cell" if numeric else "not_a_certificate")
    text, mended = joined(value)
    if text in NOTHING:
        return None
    upper = text.upper()
    if re.fullmatch(r"[0-9]+(\.[0-9]*)?E\+?[0-9]+", upper):
        return Damaged("scientific")
    match = _FORM.fullmatch(upper)
    if match is None:
        return Damaged("masked_source" if "*" in upper else "not_a_certificate")
    person = read_resident_id(match[1])
    if not isinstance(person, Read):
        return person or Damaged("not_a_certificate")
    kind, grade = int(match[2]), int(match[3])
    if not 1 <= kind <= 7:
        return Damaged("certificate_kind")
    if not 1 <= grade <= 4:
        return Damaged("certificate_grade")
    number = person.value + match[2] + match[3] + (match[4] or "")
    mended = in_order(*mended, "lower_case" if upper != text else "", *person.mended)
    return Read(Certificate(number, person.value, kind, grade, match[4] or ""), mended)


def mask_certificate(text: str) -> str:
    """The ID inside masked, kind and grade kept."""
    return mask_resident_id(text[:18]) + text[18:]
