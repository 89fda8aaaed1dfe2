"""What a book holds, counted: tables, files, what was taken back, mappings."""

import json
from dataclasses import dataclass

from lianjing.book.batch import WITHDRAWN, Batch
from lianjing.book.book import Book
from lianjing.book.views import connect
from lianjing.schema import TABLES


@dataclass(frozen=True, slots=True)
class TableCount:
    """Rows of a schema table that went in, rows set aside, and the number of files they came from."""

    name: str
    zh: str
    en: str
    rows: int
    quarantined: int
    files: int


@dataclass(frozen=True, slots=True)
class FileCount:
    """One file: number and digest of its batch, what became of its rows, what it became; `trouble` where it could not be read."""

    number: int
    sha12: str
    file: str
    tables: tuple[str, ...]
    accepted: int
    repaired: int
    quarantined: int
    passed_over: int
    trouble: str


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A withdrawn file, with who took it back, when and why."""

    number: int
    sha12: str
    file: str
    reason: str
    user: str
    at: str


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything `lianjing book show` says."""

    book: str
    tables: tuple[TableCount, ...]
    files: tuple[FileCount, ...]
    withdrawn: tuple[TakenBack, ...]
    mappings: tuple[str, ...]


def overview(book: Book) -> Overview:
    """Counts the book as it stands."""
    return Overview(
        book=book.path.name,
        tables=tuple(_tables(book)),
        files=tuple(_file(b) for b in book.batches()),
        withdrawn=tuple(_taken_back(b) for b in book.withdrawn()),
        mappings=tuple(book.mappings()),
    )


def _tables(book: Book) -> list[TableCount]:
    con, batches, out = connect(book), book.batches(), []
    for name in book.tables():
        query = f"select (select count(*) from {name}), (select count(*) from {name}_quarantined)"
        ((rows, quarantined),) = con.execute(query).fetchall()
        files = sum(name in b.tables for b in batches)
        out.append(TableCount(name, TABLES[name].zh, TABLES[name].en, rows, quarantined, files))
    return out


def _file(batch: Batch) -> FileCount:
    receipt = batch.receipt
    blocks = [block for sheet in receipt.sheets for block in sheet.blocks]
    return FileCount(
        number=batch.number,
        sha12=batch.sha12,
        file=receipt.file,
        tables=tuple(sorted(batch.tables)),
        accepted=sum(b.accepted for b in blocks),
        repaired=sum(b.repaired for b in blocks),
        quarantined=sum(b.quarantined for b in blocks),
        passed_over=sum(b.passed_over for b in blocks),
        trouble="" if receipt.unreadable is None else receipt.unreadable.zh,
    )


def _taken_back(batch: Batch) -> TakenBack:
    note = json.loads((batch.folder / WITHDRAWN).read_text("utf-8"))
    return TakenBack(batch.number, batch.sha12, batch.receipt.file, note["reason"], note["user"], note["at"])
