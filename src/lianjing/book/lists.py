"""Receipts and quarantined cells as lists for the clerk who has to look them up in the sheet; as CSV: UTF-8 with BOM, CRLF."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from lianjing.book.book import Book
from lianjing.book.durable import replacing
from lianjing.book.masking import mask_value
from lianjing.book.receipt import BlockReceipt, FileReceipt, SheetReceipt, TotalReceipt
from lianjing.book.reveal import Revealed
from lianjing.book.slips import Row, probable_slips
from lianjing.book.views import bare_connection, parquet_files
from lianjing.errors import catalogue, message
from lianjing.schema import COLUMNS

FATES = ("accepted", "repaired", "quarantined", "passed_over")
RECEIPTS = ("source_file", "source_sheet", "table", "rows", *FATES, "stated_total", "computed_total", "stated_count", "note")
QUARANTINE = ("source_file", "source_sheet", "source_row", "column", "value", "reason")


def export_receipts(book: Book, csv_path: Path) -> int:
    """Writes the receipts as CSV. Returns the lines."""
    return _write(csv_path, RECEIPTS, all_receipt_lines(book))


def export_quarantine(book: Book, csv_path: Path, revealed: Revealed | None = None) -> int:
    """Writes the cells set aside as CSV. Returns the lines."""
    return _write(csv_path, QUARANTINE, quarantine_lines(book, revealed))


def all_receipt_lines(book: Book) -> Iterator[Sequence[object]]:
    """A line a sheet, in the order of ingest and of the workbook; a file that could not be read has one line. Columns as in RECEIPTS."""
    for batch in book.batches():
        yield from receipt_lines(batch.receipt)


def quarantine_lines(book: Book, revealed: Revealed | None = None) -> Iterator[Sequence[object]]:
    """A line a cell set aside, by file, sheet, row; values masked as their column's kind unless `revealed`. Columns as in QUARANTINE."""
    files = [batch.quarantine for batch in book.batches() if batch.quarantine is not None]
    if not files:
        return
    columns = ", ".join(f'"{c}"' for c in QUARANTINE)
    order = 'source_file, source_sheet, source_row, "column", reason, value'
    cells = bare_connection().execute(f"select {columns} from {parquet_files(files)} order by {order}")
    slips = probable_slips(book)
    for cell in iter(cells.fetchone, None):
        yield _cell_line(cell, revealed is None, slips)


def receipt_lines(receipt: FileReceipt) -> Iterator[Sequence[object]]:
    """The lines of one file, columns as in RECEIPTS."""
    if receipt.unreadable is not None:
        yield (receipt.file, "", "", 0, 0, 0, 0, 0, "", "", "", f"{receipt.unreadable.zh} {receipt.unreadable.en}")
    for sheet in receipt.sheets:
        yield _sheet_line(receipt.file, sheet)


def _sheet_line(file: str, sheet: SheetReceipt) -> Sequence[object]:
    blocks = sheet.blocks
    return (
        file,
        sheet.sheet,
        ";".join(b.table or "" for b in blocks),
        sum(b.rows for b in blocks),
        *(sum(getattr(b, fate) for b in blocks) for fate in FATES),
        ";".join(_yuan(b.stated_total) for b in blocks),
        ";".join(_yuan(b.computed_total) for b in blocks),
        ";".join("" if b.stated_count is None else str(b.stated_count) for b in blocks).strip(";"),
        "；".join(_notes(sheet)),
    )


def _notes(sheet: SheetReceipt) -> Iterator[str]:
    if sheet.note:
        yield sheet.note
    for block in sheet.blocks:
        if block.duplicate_of is not None and block.duplicate_of not in sheet.note:
            yield message("same-content", "zh", of=block.duplicate_of)
        for total in _differing(block):
            if total.cell not in sheet.note:
                yield message("total-differs", "zh", cell=total.cell, stated=_yuan(total.stated), computed=_yuan(total.computed))


def _differing(block: BlockReceipt) -> list[TotalReceipt]:
    return [t for t in block.totals if not t.agrees]


def _yuan(amount: Decimal | None) -> str:
    return "" if amount is None else format(amount, "f")


def _cell_line(cell: Sequence[Any], veiled: bool, slips: frozenset[Row]) -> Sequence[object]:
    file, sheet, row, column, value, reason = cell
    if veiled and value is not None:
        value = mask_value(value, COLUMNS[column].kind if column in COLUMNS else None)
    if reason in catalogue():
        reason = f"{reason}{message(reason, 'zh')}"  # the place stands beside it: what is left of its blank is the colon
    if (file, sheet, row) in slips and column.endswith("id_no"):
        reason += message("probable-slip", "zh")
    return file, sheet, row, column, value, reason


def _write(path: Path, header: Sequence[str], lines: Iterable[Sequence[object]]) -> int:
    count = 0
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as unfinished, unfinished.open("w", encoding="utf-8-sig", newline="") as f:
        out = csv.writer(f, lineterminator="\r\n")
        out.writerow(header)
        for count, line in enumerate(lines, 1):  # noqa: B007
            out.writerow(line)
    return count
