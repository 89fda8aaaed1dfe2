"""Evidence as the rows stood in the sheet: column letters and row numbers as in Excel, the sheet's own header words, the cell marked.

The mark is colour, outline and ◀ together, so that none of them speaks alone.
"""

import re

from lianjing.checks.rule import Text
from lianjing.report.evidence import SheetColumn, SheetRows
from lianjing.report.figures import row_ranges
from lianjing.report.page.markup import EMPTY, Markup, both, esc, join, tag
from lianjing.report.words import label
from lianjing.schema import TABLES, Kind

NUMBERS = frozenset({Kind.MONEY, Kind.NUMBER, Kind.WHOLE})
LONG = 20  # from here a cell may wrap
AMOUNT = re.compile(r"-?[0-9,]{1,11}(?:\.[0-9]+)?")  # of a column of no kind: months beside each other
CELL_LENGTH = 120  # a longer cell is cut with …; the place says where to read on


def sheet_rows(rows: SheetRows) -> Markup:
    """One table with its place as caption."""
    place = tag("figcaption", _place(rows))
    if not rows.rows:
        return tag("figure", place, tag("p", both(label("evidence-lost")), class_="note"), class_="rows")
    marked = {letter for _, letter in rows.marked}
    letters = tag("tr", tag("td", class_="corner"), join(_letter(c, c.letter in marked) for c in rows.columns), class_="letters")
    words = tag("tr", tag("th", both(label("evidence-row-number")), scope="col"), join(_word(c) for c in rows.columns))
    body = join(_row(rows, number, cells) for number, cells in rows.rows)
    table = tag("table", tag("thead", letters, words), tag("tbody", body), class_="sheet")
    lost = tag("p", esc(row_ranges(rows.lost)), esc(" "), both(label("evidence-lost")), class_="note") if rows.lost else EMPTY
    return tag("figure", place, tag("div", table, class_="wide"), lost, class_="rows")


def _place(rows: SheetRows) -> Markup:
    numbers = row_ranges([n for n, _ in rows.rows] + list(rows.lost))
    table = TABLES.get(rows.table)
    return join(
        (
            tag("b", both(Text(table.zh, table.en)), class_="kind") if table is not None else EMPTY,
            tag("span", esc(rows.file), esc(f"［{rows.sheet}］") if rows.sheet else EMPTY, class_="file"),
            tag("span", both(label("evidence-place", rows=numbers)), class_="at"),
        )
    )


def _letter(column: SheetColumn, marked: bool) -> Markup:
    return tag("td", esc(column.letter), class_="on" if marked else None)


def _word(column: SheetColumn) -> Markup:
    return tag("th", esc(column.words), scope="col", class_="n" if column.kind in NUMBERS else None)


def _row(rows: SheetRows, number: int, cells: tuple[str, ...]) -> Markup:
    line = (_cell(c, text, (number, c.letter) in rows.marked) for c, text in zip(rows.columns, cells, strict=True))
    return tag("tr", tag("th", esc(number), scope="row"), join(line))


def _is_number(column: SheetColumn, text: str) -> bool:
    return column.kind in NUMBERS or (column.kind is None and AMOUNT.fullmatch(text) is not None)


def _cell(column: SheetColumn, text: str, marked: bool) -> Markup:
    shown = text if len(text) <= CELL_LENGTH else text[:CELL_LENGTH] + "…"
    kind = "n" if _is_number(column, text) else "long" if len(shown) > LONG else ""
    if not marked:
        return tag("td", esc(shown), class_=kind or None)
    sign = tag("span", esc("◀"), class_="sign", role="img", aria_label=label("marked").zh)
    return tag("td", tag("mark", esc(shown or "　"), sign), class_=f"on {kind}".strip())
