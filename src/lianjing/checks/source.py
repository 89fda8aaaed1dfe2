"""What the checks need of a book: a connection on its views, which tables there are, its key, and where each column stood in the sheets."""

from collections.abc import Mapping
from dataclasses import dataclass

import duckdb

from lianjing.book import Book, connect


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


def source_of(book: Book, *, memory_limit: str | None = None, threads: int | None = None) -> Source:
    """The book as the checks see it; the caller closes `con`."""
    return Source(
        con=connect(book, memory_limit, threads),
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
    )
