"""What the checks need of a book: a connection on its views, which tables there are, its key, and where each column stood in the sheets."""

from collections.abc import Mapping
from dataclasses import dataclass

import duckdb

from lianjing.book import Book, Province, connect, connect_province


@dataclass(frozen=True, slots=True)
class Block:
    """One table of one sheet: the letter of each canonical column."""

    table: str
    letters: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Batch:
    """One source file of the book."""

    number: int
    file: str
    sha256: str
    blocks: Mapping[int, Block]


@dataclass(frozen=True, slots=True)
class Source:
    """A book as the checks see it. `con` has a view T and T_quarantined for each schema table T of `tables`."""

    con: duckdb.DuckDBPyConnection
    tables: frozenset[str]
    key: bytes
    batches: tuple[Batch, ...]
    counties: tuple[tuple[int, int, str], ...] = ()  # first and last number of a row, county; empty for one county's book


def source_of(book: Book, *, memory_limit: str | None = None, threads: int | None = None) -> Source:
    """The book as the checks see it, or a province's; the caller closes `con`."""
    if isinstance(book, Province):
        con, counties = connect_province(book, memory_limit, threads)
    else:
        con, counties = connect(book, memory_limit, threads), []
    return Source(
        con=con,
        tables=frozenset(book.tables()),
        key=book.key,
        batches=tuple(
            Batch(
                number=b.number,
                file=b.receipt.file,
                sha256=b.receipt.sha256,
                blocks={k.block: Block(k.table, dict(k.columns)) for s in b.receipt.sheets for k in s.blocks if k.table is not None},
            )
            for b in book.batches()
        ),
        counties=tuple(counties),
    )
