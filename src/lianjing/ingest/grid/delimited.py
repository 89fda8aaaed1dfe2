"""csv and txt: the delimiter found by consistency, every value kept as the text it is."""

import csv
import io
from collections import Counter
from collections.abc import Iterator

from lianjing.identity.cell import CellError
from lianjing.ingest.grid.columns import columns_of, put, trim
from lianjing.ingest.grid.model import Grid
from lianjing.ingest.grid.source import Source
from lianjing.ingest.grid.text import BAD, Text

DELIMITERS = (",", "\t", ";", "|", "，")
BAD_CELL = CellError("bad-encoding")

_SAMPLE_CHARACTERS = 64 << 10
_SAMPLE_ROWS = 200
_LONGEST_CELL_LINES = 40  # a quoted cell with more lines is an unclosed quote, not a remark
_FIELD_LIMIT = 16 << 20


def delimited_grids(source: Source, text: Text) -> Iterator[Grid]:
    """The one grid of a text file; its sheet has no name."""
    body, delimiter = _without_sep_line(text.text)
    if delimiter is None:
        delimiter = find_delimiter(body)
    rows = _rows(body, delimiter)
    source.check_cells("", len(rows), max(map(len, rows), default=0))
    columns = columns_of(rows, ragged=True)
    if BAD in body:
        for c, column in enumerate(columns):
            for r, value in enumerate(column):
                if isinstance(value, str) and BAD in value:
                    put(columns, r, c, BAD_CELL)
    height, width = trim(columns)
    yield Grid("", False, height, width, columns)


def find_delimiter(text: str) -> str:
    """The delimiter under which most rows have the same number (above one) of cells; a comma if none divides anything.

    >>> find_delimiter("a;b;c\\n1,5;2;3\\n4;5,5;6\\n")
    ';'
    """
    best, best_score = ",", 0.0
    sample = _sample(text)
    for delimiter in DELIMITERS:
        widths = Counter(len(row) for row in _rows(sample, delimiter)[:_SAMPLE_ROWS] if any(row))
        rows = sum(widths.values())
        width, same = max(((w, n) for w, n in widths.items() if w > 1), key=lambda p: p[1] * p[0], default=(1, 0))
        if delimiter == "，" and (rows < 3 or same < 0.8 * rows):  # in prose it is a comma
            continue
        score = same / rows * min(width, 12) ** 0.5 if rows > 0 else 0.0
        if score > best_score * 1.001:
            best, best_score = delimiter, score
    return best


def _sample(text: str) -> str:
    if len(text) <= _SAMPLE_CHARACTERS:
        return text
    cut = text.rfind("\n", 0, _SAMPLE_CHARACTERS)
    return text[: cut + 1] if cut > 0 else text[:_SAMPLE_CHARACTERS]


def _without_sep_line(text: str) -> tuple[str, str | None]:
    """Excel's own first line "sep=;" names the delimiter and is no row: Excel does not show or count it."""
    first, found, rest = text.partition("\n")
    first = first.strip().strip('"')
    if found and first.lower().startswith("sep=") and len(first) == 5:
        return rest, first[4]
    return text, None


def _rows(text: str, delimiter: str) -> list[list[str]]:
    csv.field_size_limit(_FIELD_LIMIT)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        return _rows_line_by_line(text, delimiter)
    if '"' in text and any(cell.count("\n") > _LONGEST_CELL_LINES for row in rows for cell in row if len(cell) > _LONGEST_CELL_LINES):
        return _rows_line_by_line(text, delimiter)
    return rows


def _rows_line_by_line(text: str, delimiter: str) -> list[list[str]]:
    """With a quote somewhere that is never closed: such a line is divided as it stands, all others as usual."""
    lines = io.StringIO(text, newline=None).read().split("\n")
    if lines[-1] == "":
        lines.pop()
    rows: list[list[str]] = []
    at = 0
    while at < len(lines):
        taken = _lines_of_one_row(lines, at)
        if taken == 0:
            rows.append(lines[at].split(delimiter))
        else:
            rows.extend(csv.reader(["\n".join(lines[at : at + taken])], delimiter=delimiter))
        at += max(1, taken)
    return rows


def _lines_of_one_row(lines: list[str], at: int) -> int:
    """How many lines until the quotes are even; 0 if they never are within reason."""
    quotes = 0
    for taken, line in enumerate(lines[at : at + _LONGEST_CELL_LINES], start=1):
        quotes += line.count('"')
        if quotes % 2 == 0:
            return taken
    return 0
