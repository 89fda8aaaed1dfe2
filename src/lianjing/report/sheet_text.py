"""Text measured and made safe for a workbook: cell length, names of sheets, how many lines a wrapped text takes."""

import re

LONGEST = 32_767  # characters of a cell; XlsxWriter drops a longer text without an exception
LONGEST_NAME = 31
POINTS_A_LINE = 15.0
HIGHEST_ROW = 400.0  # Excel's limit is 409.5
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


def cell_text(text: str) -> str:
    """The text, cut with … where it is longer than a cell can hold."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def sheet_names(wanted: list[str]) -> list[str]:
    """A safe name for each: without forbidden characters, at most 31 long, no two equal whatever their case.

    >>> sheet_names(["A01 甲/乙", "a01 甲 乙"])
    ['A01 甲 乙', 'a01 甲 乙 2']
    """
    taken: set[str] = {"history"}  # reserved by Excel
    out = []
    for name in wanted:
        stem = _FORBIDDEN.sub(" ", name).strip().strip("'").strip()[:LONGEST_NAME] or "-"
        safe, n = stem, 2
        while safe.casefold() in taken:
            safe = f"{stem[: LONGEST_NAME - len(str(n)) - 1]} {n}"
            n += 1
        taken.add(safe.casefold())
        out.append(safe)
    return out


def width_of(text: str) -> int:
    """Columns of a fixed grid: a Chinese character takes two, as it takes two bytes in China's own encoding."""
    return len(text.encode("gb18030", "replace"))


def lines_of(text: str, width: float) -> int:
    """Lines of `text` wrapped in a column `width` wide."""
    room = max(int(width) - 1, 1)
    return sum(max(-(-width_of(part) // room), 1) for part in text.split("\n"))


def row_height(texts: list[tuple[str, float]], least: int = 1) -> float:
    """Points for a row in which each text is wrapped in its column's width."""
    lines = max([least, *(lines_of(text, width) for text, width in texts)])
    return min(lines * POINTS_A_LINE + 4, HIGHEST_ROW)
