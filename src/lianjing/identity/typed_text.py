"""What keyboards, input methods and spreadsheets add to a text, taken off again: full-width, invisible characters, quotes, spaces.

Only what cannot change the meaning is touched; digits in circles or superscripts are *not* folded (NFKC would make ² a 2).
"""

import re

FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0xFFE5: 0xA5, 0xFF61: 0x3002}
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\xad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
_EDGE_QUOTES = "'`´\"‘’“”′″"
_SPACE = re.compile(r"\s+")
_PLAIN = re.compile(r"[!#-&(-_a-~]*")  # printable ASCII without space and quotes: nothing to take off

NOTHING = frozenset({"", "-", "--", "---", "—", "——", "–", "/", "\\", "无", "―", "－", "─"})
"""Texts with which clerks say that there is nothing."""


def typed(text: str) -> tuple[str, tuple[str, ...]]:
    """`text` without full-width forms, invisible characters, edge quotes and edge spaces, and the codes of what was taken off."""
    if _PLAIN.fullmatch(text):
        return text, ()
    mended = []
    narrow = text.translate(FULL_WIDTH)
    if narrow != text:
        mended.append("full_width")
    seen = _INVISIBLE.sub("", narrow)
    if seen != narrow:
        mended.append("invisible")
    if seen.startswith('="') and seen.endswith('"'):  # a CSV written so that Excel keeps text
        seen = seen[1:]
    bare = seen.strip()
    if bare != seen:
        mended.append("spaces")
    unquoted = bare.strip(_EDGE_QUOTES)
    if unquoted != bare:
        mended.append("apostrophe")
        unquoted = unquoted.strip().strip(_EDGE_QUOTES).strip()
    return unquoted, tuple(mended)


def joined(text: str) -> tuple[str, tuple[str, ...]]:
    """As `typed`, and without any space inside."""
    text, mended = typed(text)
    tight = _SPACE.sub("", text)
    if tight != text and "spaces" not in mended:
        mended = (*mended, "spaces")
    return tight, mended


def in_order(*codes: str) -> tuple[str, ...]:
    """The codes, each once, in order of first appearance."""
    return tuple(dict.fromkeys(code for code in codes if code))
