"""A table of the book as a workbook for Excel and WPS: numbers that are names stay text, days are days, money has two decimals.

Excel keeps fifteen digits of a number: what has more is written as text. Rows are streamed; after a million the next sheet goes on.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path

from lianjing.book import Book, Exported, Revealed
from lianjing.book.durable import replacing
from lianjing.book.lists import all_receipt_lines, quarantine_lines
from lianjing.report.sheet_text import sheet_names
from lianjing.report.sheet_writer import FONT, Format, Workbook, Worksheet, write_text
from lianjing.report.workbook import CREATED
from lianjing.schema import SYSTEM_COLUMNS
from lianjing.schema.reference import SYSTEM_NAMES, described

MOST_ROWS = 1_000_000  # a sheet of Excel has 1,048,576
MOST_DIGITS = 15
FIRST_DAY = date(1900, 3, 1)  # before it Excel counts a day that never was, or cannot count at all
_OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_TEXT = "@"
_FORMS = {"DECIMAL(18,2)": "#,##0.00", "DECIMAL(18,4)": "General", "BIGINT": "0", "INTEGER": "0", "DATE": "yyyy-mm-dd"}
_WIDTHS = {"DECIMAL(18,2)": 14, "DATE": 12}
_COLUMNS = "列名 columns"

Row = Sequence[object]


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of the sheet: DuckDB's type says how its cells look; what it holds is explained on the last sheet."""

    name: str
    type: str
    zh: str
    en: str


_PLACE = tuple(Heading(c, SYSTEM_COLUMNS[c], *SYSTEM_NAMES[c]) for c in ("source_file", "source_sheet", "source_row"))
_RECEIPTS = (
    *_PLACE[:2],
    Heading("table", "VARCHAR", "认作哪种表", "the table it was taken for"),
    Heading("rows", "INTEGER", "行数", "rows"),
    Heading("accepted", "INTEGER", "收", "accepted"),
    Heading("repaired", "INTEGER", "修", "repaired"),
    Heading("quarantined", "INTEGER", "隔离", "quarantined"),
    Heading("passed_over", "INTEGER", "略过", "passed over"),
    Heading("stated_total", "VARCHAR", "表上合计", "total the sheet states"),
    Heading("computed_total", "VARCHAR", "逐行合计", "total of its rows"),
    Heading("stated_count", "VARCHAR", "表上人数（户数）", "count the sheet states"),
    Heading("note", "VARCHAR", "说明", "notes"),
)
_QUARANTINE = (
    *_PLACE,
    Heading("column", "VARCHAR", "列名", "column"),
    Heading("value", "VARCHAR", "格子里的内容", "what the cell holds"),
    Heading("reason", "VARCHAR", "原因", "why it was set aside"),
)


def write_table(rows: Exported, path: Path, most_rows: int = MOST_ROWS) -> int:
    """Writes what leaves of a table as a workbook; returns the number of rows."""
    said = {d.name: d for d in described(rows.table)}
    headings = [Heading(c, kind, said[c].zh, said[c].en) for c, kind in rows.types.items()]
    return write_rows(path, rows.table.zh, headings, rows.rows(), most_rows)


def write_receipts(book: Book, path: Path) -> int:
    """Writes the receipts as a workbook, a line a sheet; returns the lines."""
    return write_rows(path, "回执 receipts", _RECEIPTS, all_receipt_lines(book))


def write_quarantine(book: Book, path: Path, revealed: Revealed | None = None) -> int:
    """Writes the cells set aside as a workbook, masked unless `revealed`; returns the cells."""
    return write_rows(path, "隔离 quarantine", _QUARANTINE, quarantine_lines(book, revealed))


def write_rows(path: Path, title: str, headings: Sequence[Heading], rows: Iterable[Row], most_rows: int = MOST_ROWS) -> int:
    """Writes the rows as a workbook: `title`, `title 2` …, then a sheet that explains the columns. Returns the number of rows."""
    path.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with replacing(path) as unfinished, unfinished.open("wb") as out:
        book = Workbook(out, _OPTIONS)
        book.use_zip64()
        book.set_properties({"title": title, "created": CREATED})
        forms = {form: book.add_format({**FONT, "num_format": form}) for form in (_TEXT, *dict.fromkeys(_FORMS.values()))}
        head = book.add_format({**FONT, "num_format": _TEXT, "bold": True, "bg_color": "#EEF1ED"})
        for number, part in enumerate(_parts(rows, most_rows), 1):
            count += _write_sheet(book.add_worksheet(_sheet_name(title, number)), headings, part, forms, head)
        says = [Heading("column", "VARCHAR", "", ""), Heading("内容", "VARCHAR", "", ""), Heading("content", "VARCHAR", "", "")]
        _write_sheet(book.add_worksheet(_COLUMNS), says, ((h.name, h.zh, h.en) for h in headings), forms, head)
        book.close()
    return count


def _parts(rows: Iterable[Row], most_rows: int) -> Iterator[Iterable[Row]]:
    """The rows in parts of `most_rows`, each to be used up before the next; one empty part where there are none."""
    left = iter(rows)
    yield islice(left, most_rows)
    for first in left:
        yield chain([first], islice(left, most_rows - 1))


def _sheet_name(title: str, number: int) -> str:
    (name,) = sheet_names([title if number == 1 else f"{title} {number}"])
    return name


def _write_sheet(sheet: Worksheet, headings: Sequence[Heading], rows: Iterable[Row], forms: dict[str, Format], head: Format) -> int:
    looks = [forms[_FORMS.get(h.type, _TEXT)] for h in headings]
    sheet.freeze_panes(1, 0)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})  # they are meant to be: no green corner on every ID
    for column, h in enumerate(headings):
        sheet.set_column(column, column, max(_WIDTHS.get(h.type, 18 if h.type == "VARCHAR" else 10), len(h.name) + 2))
        write_text(sheet, 0, column, h.name, head)
    row = 0
    for row, values in enumerate(rows, 1):
        for column, value in enumerate(values):
            if value is not None:
                _write(sheet, row, column, value, looks[column], forms[_TEXT])
    sheet.autofilter(0, 0, row, len(headings) - 1)
    return row


def _write(sheet: Worksheet, row: int, column: int, value: object, look: Format, as_text: Format) -> None:
    match value:
        case date() if value >= FIRST_DAY:
            sheet.write_datetime(row, column, value, look)
        case int() | Decimal() if _digits(value) <= MOST_DIGITS:
            sheet.write_number(row, column, value, look)
        case _:
            write_text(sheet, row, column, str(value), as_text)


def _digits(number: int | Decimal) -> int:
    """Digits that say something: 1500.00 has two.

    >>> _digits(Decimal("1234567890123.45")), _digits(Decimal("1500.00")), _digits(-7)
    (15, 2, 1)
    """
    return len(str(abs(number)).replace(".", "").strip("0"))
