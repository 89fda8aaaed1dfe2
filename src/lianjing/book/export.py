"""A table of the book as it leaves it: canonical columns in the schema's order, then the place, rows in the order of the sheets.

CSV for scripts and Excel in China (UTF-8 with BOM, CRLF, ISO days, plain decimals), Parquet with the schema's types. A workbook is written
from the same `Exported` by the report room: a spreadsheet that opens a CSV cuts long numbers, a workbook's text cells stay as they are.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from lianjing.book.book import Book
from lianjing.book.durable import replacing
from lianjing.book.reveal import Revealed
from lianjing.book.views import connect, quoted
from lianjing.errors import AskedWrongly
from lianjing.schema import COLUMNS, SYSTEM_COLUMNS, TABLES, Kind, Table, person_key_name, stored_columns

PLACE = ("source_file", "source_sheet", "source_row")
BOM = "\ufeff"
# What Excel and WPS take for a number though it is none: sixteen digits and more, zeros in front, 12E34.
CUT_BY_EXCEL = r"[0-9]{16,}|0[0-9]+|[0-9]+[Ee][0-9]+"
_NUMBER_LIKE = frozenset({Kind.RESIDENT_ID, Kind.CREDIT_CODE, Kind.CARD, Kind.PHONE, Kind.CODE})
_AT_A_TIME = 10_000


@dataclass(frozen=True, slots=True)
class Exported:
    """The rows that leave: not the quarantined ones, IDs, cards and phones masked unless someone gave a reason."""

    table: Table
    types: Mapping[str, str]  # column → DuckDB type
    _con: duckdb.DuckDBPyConnection
    _source: str
    _order: str

    def query(self, heading: Callable[[str], str] = str) -> str:
        """The rows as SQL, in their order."""
        columns = ", ".join(f'"{c}" as "{heading(c)}"' for c in self.types)
        return f"select {columns} from {self._source} order by {self._order}"

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """The rows one after the other; memory does not grow with them."""
        found = self._con.execute(self.query())
        while lines := found.fetchmany(_AT_A_TIME):
            yield from lines

    def copy(self, path: Path, options: str, heading: Callable[[str], str] = str) -> int:
        """Writes the rows to `path` by DuckDB's COPY; the number of rows."""
        ((rows,),) = self._con.execute(f"copy ({self.query(heading)}) to {quoted(str(path))} ({options})").fetchall()
        return int(rows)

    def is_cut_by_excel(self) -> bool:
        """Whether some ID, card or code would lose digits where Excel or WPS opens the CSV."""
        numbers = [c for c in self.types if c in COLUMNS and COLUMNS[c].kind in _NUMBER_LIKE]
        if len(numbers) == 0:
            return False
        cut = " or ".join(f"regexp_full_match(\"{c}\", '{CUT_BY_EXCEL}')" for c in numbers)
        return len(self._con.execute(f"select 1 from {self._source} where {cut} limit 1").fetchall()) > 0


def exported(book: Book, table: str, revealed: Revealed | None = None) -> Exported:
    """What leaves of `table`; no rows of a table the book does not hold. Raises AskedWrongly for a name that is no table."""
    if table not in TABLES:
        raise AskedWrongly("no-such-table", table=table, tables=", ".join(TABLES))
    types = exported_columns(TABLES[table])
    con = connect(book, veiled=revealed is None, only={table})
    days = [c for c in types if c.endswith(("_start", "_end"))]
    if table in book.tables():
        return Exported(TABLES[table], types, con, table, ", ".join((*PLACE, *days, "row_id")))
    nothing = ", ".join(f'null::{kind} as "{c}"' for c, kind in types.items())
    return Exported(TABLES[table], types, con, f"(select {nothing} limit 0)", ", ".join(PLACE))


def exported_columns(table: Table) -> dict[str, str]:
    """The columns that leave, with their DuckDB types: the sheet's own, then the place. A person's key stays inside."""
    inside = {person_key_name(c.name) for c in table.columns if c.kind is Kind.RESIDENT_ID} | SYSTEM_COLUMNS.keys()
    own = {c: kind for c, kind in stored_columns(table).items() if c not in inside}
    return own | {c: SYSTEM_COLUMNS[c] for c in PLACE}


def write_csv(rows: Exported, path: Path) -> int:
    """The rows as CSV; returns how many."""
    first = next(iter(rows.types))
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as unfinished:
        # the first heading carries the byte-order mark: COPY writes none
        return rows.copy(unfinished, r"format csv, header, new_line '\r\n'", lambda c: BOM * (c == first) + c)


def write_parquet(rows: Exported, path: Path) -> int:
    """The rows as Parquet, typed as docs/tables.md says; returns how many."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as unfinished:
        return rows.copy(unfinished, "format parquet, compression zstd")


def export_table(book: Book, table: str, csv_path: Path, revealed: Revealed | None = None) -> int:
    """Writes `table` as CSV; returns the number of rows. A table the book does not hold gives the header alone."""
    return write_csv(exported(book, table, revealed), csv_path)
