"""A book from a notebook: its tables as DuckDB, Polars or pandas, in three lines.

    book = lianjing.open_book("BOOK")
    book.sql("select village, sum(amount_yuan) from payments group by village")
    book.pandas("payments")

IDs, cards and phones are masked unless the book is opened with a reason, which goes into its log with the user's name. Masked, a person's
key is a number made for this opening alone: the same in every table, so that people can be counted and joined. Whoever may read the folder
may read its Parquet in full; masking keeps numbers out of notebooks and what is made of them, the folder is guarded by the file system.
"""

from importlib import import_module
from pathlib import Path
from types import ModuleType, TracebackType
from typing import TYPE_CHECKING, Any

import duckdb
import polars as pl

from lianjing.book import connect
from lianjing.book import open_book as find_book
from lianjing.book import reveal as reveal_with_reason
from lianjing.errors import AskedWrongly

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["OpenBook", "open_book"]


def open_book(path: str | Path, *, reveal: str | None = None) -> "OpenBook":
    """The book at `path` as tables, as it stands now; files ingested later are seen when it is opened again.

    `reveal`: why IDs, cards and phones are to be seen in full; without it they are masked. Raises AskedWrongly where there is no book or
    the reason is empty, BookTrouble where the book is damaged or, for the line in its log, locked.
    """
    book = find_book(Path(path))
    if reveal is not None:
        reveal_with_reason(book, "open_book", reveal)
    return OpenBook(connect(book, veiled=reveal is None), tuple(book.tables()), masked=reveal is None)


class OpenBook:
    """The tables of a book. Each has a second one beside it, `payments_quarantined`, with the rows that were set aside."""

    def __init__(self, con: duckdb.DuckDBPyConnection, tables: tuple[str, ...], *, masked: bool) -> None:
        """Use `open_book`."""
        self._con, self.tables, self.masked = con, tables, masked

    def __enter__(self) -> "OpenBook":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<OpenBook {'masked' if self.masked else 'in full'}: {', '.join(self.tables)}>"

    def close(self) -> None:
        """Ends the connection; relations made by `sql` end with it, frames stay."""
        self._con.close()

    def sql(self, query: str) -> duckdb.DuckDBPyRelation:
        """The query over the tables, by DuckDB, read when it is shown or fetched."""
        return self._con.sql(query)

    def polars(self, table_or_query: str) -> pl.DataFrame:
        """A table, its rows by `row_id`, or what a query gives. Money is Decimal, days are Date, IDs text."""
        return pl.DataFrame(self._con.sql(self._query(table_or_query)))

    def pandas(self, table_or_query: str) -> "pd.DataFrame":
        """The same as pandas has it. Needs pandas; raises AskedWrongly("pandas-missing") saying what to install.

        Money becomes float64: each amount exact to the fen up to 7×10^13 yuan (round(x, 2) gives it back), but add up long
        columns in SQL or Polars, where sums are exact. IDs, cards and codes stay text, whole numbers Int64 with NA, days datetime64.
        """
        pd = _pandas()
        frame = self.polars(table_or_query)
        return pd.DataFrame({column.name: _for_pandas(pd, column) for column in frame.iter_columns()})

    def _query(self, table_or_query: str) -> str:
        """SQL for what was asked: one word is a table."""
        asked = table_or_query.strip()
        if not asked.isidentifier():
            return asked
        if asked.removesuffix("_quarantined") not in self.tables:
            raise AskedWrongly("table-not-in-book", table=asked, tables=", ".join(self.tables))
        return f"select * from {asked} order by row_id"


def _pandas() -> ModuleType:
    try:
        return import_module("pandas")
    except ModuleNotFoundError as e:
        raise AskedWrongly("pandas-missing") from e


def _for_pandas(pd: ModuleType, column: pl.Series) -> Any:
    """The column as an array pandas keeps as it is: without pyarrow, which would be one more thing to install."""
    match column.dtype:
        case pl.String():
            return pd.array(column.to_list(), dtype="string")
        case pl.Date():
            return column.cast(pl.Datetime("us")).to_numpy()
        case kind if kind.is_decimal():
            return column.cast(pl.Float64).to_numpy()
        case kind if kind.is_signed_integer():
            numbers, unknown = column.cast(pl.Int64).fill_null(0), column.is_null()
            return pd.arrays.IntegerArray(numbers.to_numpy(writable=True), unknown.to_numpy(writable=True))
        case kind if kind.is_float():
            return column.to_numpy()
        case _:
            return column.to_list()
