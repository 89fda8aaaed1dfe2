"""Which county a row is of: table `row_counties` (first_row, last_row, county), empty unless several counties are checked as one."""

from collections.abc import Sequence

import duckdb

from lianjing.checks.insert import insert_rows

ROW_COUNTIES = "row_counties"


def make_counties(con: duckdb.DuckDBPyConnection, counties: Sequence[tuple[int, int, str]] = ()) -> None:
    """Make the table; a row is of the county between whose numbers its own lies."""
    con.execute(f"CREATE TEMP TABLE IF NOT EXISTS {ROW_COUNTIES} (first_row BIGINT, last_row BIGINT, county VARCHAR)")
    insert_rows(con, ROW_COUNTIES, counties)
