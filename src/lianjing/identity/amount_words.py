"""Sums written out in Chinese numerals (大写金额), the formal and the everyday ones.

Strict: what a careful reader would not read as one sum only (一万二, 一二三元) is damaged.
"""

import re
from decimal import Decimal

from lianjing.identity.cell import Damaged, Read
from lianjing.identity.typed_text import joined

_FOLD = str.maketrans(
    dict.fromkeys("〇○０0", "零")
    | dict(zip("壹弌贰貳弍两兩叁參弎参肆伍陆陸柒捌玖", "一一二二二二二三三三三四五六六七八九", strict=True))
    | dict(zip("拾佰仟萬億圆圓块塊毛正", "十百千万亿元元元元角整", strict=True))
)
_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")}
_D = "[一二三四五六七八九]"
_SECTION = re.compile(
    rf"零?(?:(?P<thousand>{_D})千)?(?P<z1>零)?(?:(?P<hundred>{_D})百)?(?P<z2>零)?(?:(?P<ten>{_D}?)(?P<tens>十)|(?P<score>[廿卅]))?(?P<z3>零)?(?P<one>{_D})?"
)
_SUM = re.compile(
    rf"(?:(?P<yuan>[零一二三四五六七八九十廿卅百千万亿]+)(?P<unit>元)?)?(?:零?(?P<jiao>{_D})角|零角)?(?:零?(?P<fen>{_D})分|零分)?整?"
)
_PREFIX = re.compile(r"^(?:人民币|RMB|¥|合计|共计)?[(]?(?:大写|金额大写)?[)]?[:：]?")


def read_amount_words(text: str) -> Read[Decimal] | Damaged | None:
    """The sum in yuan.

    >>> read_amount_words("叁拾万零伍佰元正").value
    Decimal('300500.00')
    """
    text, mended = joined(text)
    if not text:
        return None
    plain = re.sub(r"^[(](.*)[)]$", r"\1", text)
    negative = plain.startswith("负")
    plain = _PREFIX.sub("", plain.lstrip("负"), count=1).lstrip("负").translate(_FOLD)
    match = _SUM.fullmatch(plain)
    if match is None or not any(match[part] for part in ("yuan", "jiao", "fen")):
        return Damaged("not_an_amount")
    yuan = _integer(match["yuan"]) if match["yuan"] else 0
    if yuan is None or (match["yuan"] and not match["unit"] and (match["jiao"] or match["fen"])):
        return Damaged("not_an_amount")
    total = Decimal(yuan) + Decimal(_DIGIT[match["jiao"] or "零"]) / 10 + Decimal(_DIGIT[match["fen"] or "零"]) / 100
    return Read((-total if negative else total).quantize(Decimal("0.01")), mended)


def is_amount_words(text: str) -> bool:
    """Whether the text is made of sum numerals, so that reading it as words is worth trying."""
    folded = text.translate(_FOLD)
    return re.fullmatch(r"[^0-9]*?[零一二三四五六七八九十廿卅百千万亿]+(?:[元角分整零一二三四五六七八九十]*)[)]?", folded) is not None


def _integer(text: str) -> int | None:
    """A whole number with 亿 and 万; None where it is not well formed."""
    for mark, scale in (("亿", 10**8), ("万", 10**4)):
        if mark in text:
            head_text, _, tail_text = text.rpartition(mark)
            head = _integer(head_text)
            tail = _integer(tail_text) if tail_text else 0
            # 一万二 is said for 12,000 and written for 10,002: no single reading
            if not head or tail is None or re.fullmatch(_D, tail_text) or tail >= scale:
                return None
            return head * scale + tail
    return _section(text)


def _section(text: str) -> int | None:
    match = _SECTION.fullmatch(text)
    if match is None or text == "":
        return None
    higher = match["thousand"] or match["hundred"]
    tens = match["tens"] or match["score"]
    if match["one"] and higher and not tens and not (match["z1"] or match["z2"] or match["z3"]):
        return None
    ten = {"廿": 2, "卅": 3}.get(match["score"] or "", 0) or (_DIGIT[match["ten"]] if match["ten"] else 1 if tens else 0)
    return _DIGIT[match["thousand"] or "零"] * 1000 + _DIGIT[match["hundred"] or "零"] * 100 + ten * 10 + _DIGIT[match["one"] or "零"]
