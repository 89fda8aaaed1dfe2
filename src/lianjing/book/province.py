"""A province's book: a folder with the books of several counties under one key, read as one book. Nothing is written into it.

A county is the folder's name. Batches are numbered on from one county to the next, so rows keep numbers of their own. Towns, villages,
units and numbers that only mean something inside a county are read as "东县·上坪镇": two counties' 上坪镇 are two towns wherever they
are compared.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from lianjing.book.batch import Batch
from lianjing.book.book import BOOK_TOML, Book, open_book
from lianjing.book.log import LogLine
from lianjing.book.views import bare_connection, put_views, quoted
from lianjing.book.writer import Writer
from lianjing.errors import AskedWrongly
from lianjing.schema import TABLES, stored_columns

# What two counties may write alike and mean two things.
LOCAL = frozenset(
    "town village payee_unit payer_unit document_no voucher_no project_no contract_no ledger_no receipt_no household_no".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class County:
    """One county's book; its batches are numbered `before` + their own number."""

    name: str
    book: Book
    before: int


class Province(Book):
    """The books of several counties as one, for reading."""

    def __init__(self, path: Path, counties: tuple[County, ...]) -> None:
        """Use `open_province`."""
        super().__init__(path, counties[0].book.key)
        self.counties = counties

    def batches(self) -> list[Batch]:
        """The batches of all counties, numbered on; files are named with their county."""
        return [
            replace(b, number=b.number + c.before, receipt=replace(b.receipt, file=f"{c.name}/{b.receipt.file}"))
            for c in self.counties
            for b in c.book.batches()
        ]

    def withdrawn(self) -> list[Batch]:
        """None: each county's own book knows."""
        return []

    def mappings(self) -> dict[str, str]:
        """None: each county's own book knows."""
        return {}

    def log_lines(self) -> list[LogLine]:
        """None: each county's own book knows."""
        return []

    def check(self) -> None:
        """As Book.check, of every county."""
        for county in self.counties:
            county.book.check()

    @contextmanager
    def writing(self, **_: object) -> Iterator[Writer]:
        """Raises AskedWrongly("province-read-only"): a county's own book is written to."""
        raise AskedWrongly("province-read-only", book=self.path)
        yield


def open_county_or_province(path: Path, county: str | None = None) -> Book:
    """The book at `path`; where that is a folder of county books, all of them as one, or only that of `county`.

    Raises AskedWrongly where there is neither, where no county has that name, or where two books have different keys.
    """
    if (path / BOOK_TOML).exists() or not path.is_dir():
        if county is not None:
            raise AskedWrongly("county-of-one-book", book=path)
        return open_book(path)
    folders = {e.name: e for e in sorted(path.iterdir()) if (e / BOOK_TOML).exists()}
    if county is not None:
        if county not in folders:
            raise AskedWrongly("no-such-county", county=county, known="、".join(folders) or "—")
        return open_book(folders[county])
    return open_province(path, folders) if folders else open_book(path)


def open_province(path: Path, folders: dict[str, Path]) -> Province:
    """The books in `folders` (county → folder) as one. Raises AskedWrongly("province-keys-differ")."""
    counties: list[County] = []
    before = 0
    for name, folder in folders.items():
        book = open_book(folder)
        if counties and book.key != counties[0].book.key:
            raise AskedWrongly("province-keys-differ", first=counties[0].name, other=name)
        counties.append(County(name, book, before))
        before += max((b.number for b in book.batches()), default=0)
    return Province(path, tuple(counties))


def connect_province(
    province: Province, memory_limit: str | None = None, threads: int | None = None
) -> tuple[duckdb.DuckDBPyConnection, list[tuple[int, int, str]]]:
    """As lianjing.book.connect over all counties; and for each the lowest and the highest number its rows can have, and its name."""
    con = bare_connection(memory_limit, threads)
    parts: dict[str, list[str]] = {}
    rows: list[tuple[int, int, str]] = []
    for n, county in enumerate(province.counties):
        con.execute(f"create schema county_{n}")
        con.execute(f"set schema = 'county_{n}'")
        put_views(con, county.book)
        for table in county.book.tables():
            for suffix in ("", "_quarantined"):
                parts.setdefault(table + suffix, []).append(_rows_of(county, n, table, suffix))
        last = county.before + max((b.number for b in county.book.batches()), default=0)
        rows.append(((county.before + 1) << 32, ((last + 1) << 32) - 1, county.name))
    con.execute("set schema = 'main'")
    for view, selects in parts.items():
        con.execute(f"create view {view} as {' union all '.join(selects)}")
    return con, rows


def _rows_of(county: County, n: int, table: str, suffix: str) -> str:
    own = {
        "row_id": f"row_id + {county.before << 32}",
        "source_file": f"{quoted(county.name + '/')} || source_file",
        **{c: f'{quoted(county.name + "·")} || "{c}"' for c in LOCAL},
    }
    columns = ", ".join(f'{own.get(c, chr(34) + c + chr(34))} as "{c}"' for c in stored_columns(TABLES[table]))
    return f"select {columns} from county_{n}.{table}{suffix}"
