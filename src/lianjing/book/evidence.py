"""Rows as they stood in their sheet, for the person who checks a doubt against the workbook."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from lianjing.book.batch import Batch
from lianjing.book.book import Book
from lianjing.book.receipt import BlockReceipt
from lianjing.book.views import bare_connection, quoted
from lianjing.errors import BookTrouble, Place

RowPlace = tuple[int, int, int]  # batch number (row_id >> 32), block, row as Excel numbers it


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One row: letter → text as it stood, in the sheet's order; `block` has the heading words and the canonical column → letter."""

    file: str
    sheet: str
    row: int
    cells: Mapping[str, str | None]
    block: BlockReceipt


def evidence(book: Book, places: Iterable[RowPlace]) -> dict[RowPlace, EvidenceRow]:
    """The rows at these places; a place whose row is not in the evidence is absent from the answer.

    One query for all files with the same columns, so thousands of places cost a few scans. Raises BookTrouble where a file is missing.
    """
    wanted: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, block, row in sorted(set(places)):
        wanted[number, block].append(row)
    batches = {batch.number: batch for batch in book.batches()}
    files = {_file(batches, number, block): (number, block) for number, block in wanted}
    out: dict[RowPlace, EvidenceRow] = {}
    con = bare_connection()
    for letters, group in _by_columns(con, list(files)).items():
        for name, row, *cells in _rows(con, letters, group, {f: wanted[files[f]] for f in group}):
            number, block = files[name]
            sheet, receipt = _block(batches[number], block)
            out[number, block, row] = EvidenceRow(batches[number].receipt.file, sheet, row, dict(zip(letters, cells, strict=True)), receipt)
    return out


def _file(batches: Mapping[int, Batch], number: int, block: int) -> str:
    if number not in batches:
        raise BookTrouble("batch-lost", batch=f"{number:06}")
    path: Path = batches[number].evidence(block)
    if path.name not in batches[number].files:
        raise BookTrouble("batch-file-damaged", Place(batches[number].receipt.file), batch=path.parent.name, file=path.name)
    return str(path)


def _by_columns(con: duckdb.DuckDBPyConnection, files: list[str]) -> dict[tuple[str, ...], list[str]]:
    """Files by their column letters."""
    letters: dict[str, list[str]] = {file: [] for file in files}
    if files:
        for name, column in con.execute(
            "select file_name, name from parquet_schema($files) where num_children is null", {"files": files}
        ).fetchall():
            if column != "row":
                letters[name].append(column)
    out = defaultdict(list)
    for file, its in letters.items():
        out[tuple(its)].append(file)
    return out


def _rows(
    con: duckdb.DuckDBPyConnection, letters: tuple[str, ...], files: list[str], wanted: Mapping[str, list[int]]
) -> list[tuple[str, int, *tuple[str | None, ...]]]:
    named = [f for f in files for _ in wanted[f]]
    rows = [row for f in files for row in wanted[f]]
    columns = "".join(f', e."{letter}"' for letter in letters)
    source = f"read_parquet([{', '.join(map(quoted, files))}], filename = true)"
    return con.execute(
        f"with wanted as (select unnest($named) as name, unnest($rows)::integer as row_no) "
        f"select w.name, w.row_no{columns} from {source} as e join wanted as w on e.filename = w.name and e.row = w.row_no",
        {"named": named, "rows": rows},
    ).fetchall()


def _block(batch: Batch, number: int) -> tuple[str, BlockReceipt]:
    for sheet in batch.receipt.sheets:
        for block in sheet.blocks:
            if block.block == number:
                return sheet.sheet, block
    raise BookTrouble("batch-receipt-damaged", batch=batch.folder.name)
