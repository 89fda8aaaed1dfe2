"""Vehicle plates: cars and lorries of the police register; tractors' plates are the farm-machinery office's and come with a note.

Source: GA 36-2018; 拖拉机和联合收割机登记规定 (2018).
"""

import re

from lianjing.identity.cell import CellError, Damaged, Read, Value
from lianjing.identity.typed_text import NOTHING, in_order, joined

_PROVINCES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新"
_CAR = re.compile(f"[{_PROVINCES}][A-Z](?:[0-9A-HJ-NP-Z]{{5}}|[0-9A-HJ-NP-Z]{{4}}[学警挂港澳试超]|[0-9A-HJ-NP-Z]{{6}})")
_TRACTOR = re.compile(f"[{_PROVINCES}][0-9]{{2}}[-]?[0-9A-Z]{{4,6}}")
_BARE = re.compile(r"[A-Z][0-9A-HJ-NP-Z]{5,6}")


def read_plate(value: Value) -> Read[str] | Damaged | None:
    """The plate without dots, spaces and brackets. Notes: "no_province", "tractor", "other_plate".

    >>> read_plate("冀A·12O45")
    Read(value='冀A12045', mended=('separators', 'letter_for_digit'), notes=())
    """
    if value is None:
        return None
    if isinstance(value, CellError):
        return Damaged("cell_error")
    if not isinstance(value, str):
        return Damaged("not_a_plate")
    text, mended = joined(value)
    if text in NOTHING:
        return None
    upper = text.upper()
    tight = re.sub(r"[·・•‧．.。\-—–_()\[\]（）【】〔〕]", "", upper)
    mended = in_order(*mended, "lower_case" if upper != text else "", "separators" if tight != upper else "")
    # the letter after the province may be an O or I no more than the rest, but it is a letter: only the rest is mended
    proved = tight[:2] + tight[2:].replace("O", "0").replace("I", "1")
    if _CAR.fullmatch(proved):
        return Read(proved, mended if proved == tight else (*mended, "letter_for_digit"))
    if _TRACTOR.fullmatch(tight):
        return Read(tight, mended, ("tractor",))
    if _BARE.fullmatch(tight):
        return Read(tight, mended, ("no_province",))
    return Read(tight, mended, ("other_plate",)) if re.search("[0-9]", tight) else Damaged("not_a_plate")
