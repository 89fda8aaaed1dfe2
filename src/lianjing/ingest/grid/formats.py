"""Number formats under which the value stored is not the value seen: percent, scaled (万), padded with zeros, with a unit.

Source: ECMA-376 part 1, 18.8.30 (built-in numbers) and 18.8.31 (codes).
"""

import re
from functools import lru_cache

BUILT_IN = {9: "0%", 10: "0.00%", 46: "[h]:mm:ss"}  # of the built-in numbers only these change what is seen, or are lengths of time

_LITERAL = re.compile(r'"[^"]*"|[\\!_*].')
_BRACKET = re.compile(r"\[[^\]]*\]")
_EXPONENT = re.compile(r"E[+-][0#?]+", re.IGNORECASE)
_DATE = re.compile(r"[ymdhs]|上午|下午", re.IGNORECASE)
_SCALED = re.compile(r"[0#?],+(?![0#?,])")
_SCALED_BY_POINT = re.compile(r"[!\\]\.[0#?]")  # 0!.0, shows 12345 as 1.2 (with 万): a literal point among the digits
_PADDED = re.compile(r"(?<![0#?.,])0{2,}")
_DURATION = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_UNIT = re.compile(r"[千万亿元角分亩]")


@lru_cache(maxsize=4096)
def changes_what_is_seen(code: str | None) -> bool:
    """Whether a number stored under this format reads otherwise than it is stored.

    >>> [changes_what_is_seen(c) for c in ("0.00%", '0!.0,"万"', "000000", '0.00"元"')]
    [True, True, True, True]
    >>> [changes_what_is_seen(c) for c in ("General", "#,##0.00", "yyyy-mm-dd", "0.00E+00", "@", "0.00_ ;[Red]-0.00")]
    [False, False, False, False, False, False]
    """
    if not code:
        return False
    first = _sections(code)[0]
    digits = _EXPONENT.sub("", _BRACKET.sub("", _LITERAL.sub("", first)))
    if digits.strip() == "" or digits.strip().lower() in ("general", "@", "g/通用格式") or _DATE.search(digits):
        return False
    if "%" in digits or _SCALED.search(digits) or _SCALED_BY_POINT.search(first):
        return True
    whole = digits.split(".")[0]
    return _PADDED.search(whole) is not None or any(_UNIT.search(literal) for literal in [*_LITERAL.findall(first), digits])


def is_duration(code: str | None) -> bool:
    """Whether the format shows a length of time (more than 24 hours) and no time of day.

    >>> is_duration("[h]:mm:ss"), is_duration("[$-804]yyyy-mm-dd"), is_duration("[Red]0.00")
    (True, False, False)
    """
    return code is not None and _DURATION.search(_LITERAL.sub("", code)) is not None


def _sections(code: str) -> list[str]:
    """The sections between semicolons that are not inside quotes."""
    out, quoted, start = [], False, 0
    for i, char in enumerate(code):
        if char == '"':
            quoted = not quoted
        elif char == ";" and not quoted:
            out.append(code[start:i])
            start = i + 1
    return [*out, code[start:]]
