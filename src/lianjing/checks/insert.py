"""Rows into a DuckDB table: many in one statement, since a statement a row costs a millisecond each."""

from collections.abc import Sequence
from itertools import chain

import duckdb

AT_ONCE = 500


def insert_rows(con: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Sequence[object]]) -> None:
    """Append `rows`, all of one length, to `table`; none is no error."""
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        blanks = ", ".join(f"({', '.join('?' * len(row))})" for row in some)
        con.execute(f'INSERT INTO "{table}" VALUES {blanks}', list(chain.from_iterable(some)))
