"""Masks inside free text: notes, reasons, error lines and file names show no whole ID, card or phone."""

import re

from lianjing.identity.card import mask_card
from lianjing.identity.credit_code import is_credit_code
from lianjing.identity.phone import mask_phone
from lianjing.identity.resident_id import is_resident_id, mask_resident_id
from lianjing.identity.typed_text import FULL_WIDTH

_GAP = r"[ \t\u00a0\u3000]?"
_LONG = re.compile(rf"[0-9](?:{_GAP}[0-9]){{10,29}}{_GAP}[XxＸｘХх](?![A-Za-z])|[0-9](?:[ \t\u00a0\u3000\-]?[0-9]){{9,39}}")
_CODE = re.compile(r"(?<![0-9A-Z])[0-9A-HJ-NP-RTUW-Y]{18}(?![0-9A-Z])")


def mask_text(text: str) -> str:
    """The text with every ID, card and phone in it masked; amounts, dates and credit codes stay.

    >>> mask_text("张某139901198204100011，电话13800000000")
    '张某139901**********11，电话138****0000'
    """
    narrow = text.translate(FULL_WIDTH) if re.search("[０-９]", text) else text
    codes = [match.span() for match in _CODE.finditer(narrow) if is_credit_code(match[0]) and not match[0].isdigit()]
    out, at = [], 0
    for match in _LONG.finditer(narrow):
        if any(start <= match.start() < end for start, end in codes):
            continue
        masked = _mask(match[0])
        if masked != match[0]:
            out += [text[at : match.start()], masked]
            at = match.end()
    return "".join(out) + text[at:]


def _mask(found: str) -> str:
    number = re.sub(r"[^0-9A-Za-zХх]", "", found)
    if len(number) == 20 and is_resident_id(number[:18]):
        return mask_resident_id(number[:18]) + number[18:]
    if len(number) in (15, 17, 18):
        return mask_resident_id(number)
    if len(number) == 11 and re.match("1[3-9]", number):
        return mask_phone(number)
    if len(number) in (10, 11, 12) and number.startswith("0"):
        return mask_phone(number)
    if len(number) < 12 or _is_dates(found):
        return found
    return mask_card(number)


def _is_dates(found: str) -> bool:
    """Days and periods with dashes between (2017-01-01-2017-03-31, 20170101-20170331) are no number of anybody."""
    return re.fullmatch(r"(?:(?:19|20)[0-9]{2}-?[0-9]{2}(?:-?[0-9]{2})?[ \-]?){1,2}[0-9 ]{0,6}", found) is not None and "-" in found
