"""Bytes of a text file become text, whatever the encoding; what cannot be decoded is marked and kept.

Order: byte order mark, UTF-16 by its zero bytes, strict UTF-8, strict GB18030, then line by line. No statistics: guessers take short
GBK files for Korean.
"""

import codecs
from dataclasses import dataclass

BAD = "\ufdd0"  # stands for bytes that no encoding explains; a noncharacter, so no text holds it
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_CONTROL = frozenset(range(32)) - {9, 10, 12, 13, 26, 27}


def _mark(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return BAD, error.end


codecs.register_error("lianjing-mark", _mark)


@dataclass(frozen=True, slots=True)
class Text:
    """Decoded text and the encoding found: its name, "mixed" where lines differ."""

    text: str
    encoding: str


def decode(data: bytes) -> Text:
    """All of `data` as text; bytes that cannot be read become BAD."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict_or_by_line(data[len(bom) :], encoding)
    wide = _utf16_without_bom(data)
    if wide is not None:
        return _strict_or_by_line(data, wide)
    return _strict_or_by_line(data, "utf-8")


def is_binary(text: Text, sample: int = 65536) -> bool:
    """Whether it is no text at all: control characters in more than one place of a hundred, or one in five places unreadable."""
    head = text.text[:sample]
    control = sum(1 for char in head if ord(char) in _CONTROL)
    unreadable = sum(1 for char in head if char == BAD or "\ue000" <= char <= "\uf8ff")
    return control * 100 > len(head) or unreadable * 5 > len(head)


def _strict_or_by_line(data: bytes, encoding: str) -> Text:
    try:
        return Text(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        if encoding.startswith("utf-16") or encoding.startswith("utf-32"):
            return Text(data.decode(encoding, "lianjing-mark"), encoding)
    return _gb18030_or_by_line(data)


def _gb18030_or_by_line(data: bytes) -> Text:
    """GB18030 accepts much that is UTF-8, so a file is taken for it only if no line is plainly UTF-8."""
    lines = data.split(b"\n")
    if not any(_plainly_utf8(line) for line in lines):
        try:
            return Text(data.decode("gb18030"), "gb18030")
        except UnicodeDecodeError:
            pass
    return Text("\n".join(_line(line) for line in lines), "mixed")


def _line(line: bytes) -> str:
    if _plainly_utf8(line):
        return line.decode("utf-8")
    for encoding in ("gb18030", "utf-8"):
        try:
            return line.decode(encoding)
        except UnicodeDecodeError:
            continue
    by_utf8, by_gb = line.decode("utf-8", "lianjing-mark"), line.decode("gb18030", "lianjing-mark")
    return by_utf8 if by_utf8.count(BAD) < by_gb.count(BAD) else by_gb


def _plainly_utf8(line: bytes) -> bool:
    """Valid UTF-8 with a character of three bytes or more; GBK meets that by chance only in freak cases (a lone 女 is two bytes)."""
    if line.isascii():
        return False
    try:
        return max(line.decode("utf-8")) > "\u07ff"
    except UnicodeDecodeError:
        return False


def _utf16_without_bom(data: bytes) -> str | None:
    """UTF-16 shows by zero bytes (of commas, digits, line ends) that all stand at odd, or all at even places; other text has none."""
    head = data[: 1 << 16]
    if len(data) % 2 == 1 or b"\0" not in head:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd * 50 > len(head) and even * 10 < odd:
        return "utf-16-le"
    if even * 50 > len(head) and odd * 10 < even:
        return "utf-16-be"
    return None
