"""Where the flagged rows stand: table, file, sheet, row, and the name, ID and village in it, read once for all rules of a run."""

from collections.abc import Iterable

import duckdb

from lianjing.checks.schema_names import QUARANTINED
from lianjing.schema import TABLES, stored_columns

# What the engine fills in for a rule, by the column the row's table has for it.
PERSON = {
    "name": ("name", "head_name", "lessee_name", "payee", "company_name", "supplier_name", "seller_name"),
    "id_no": ("id_no",),
    "town": ("town",),
    "village": ("village",),
    "programme": ("programme",),
}


def find_places(con: duckdb.DuckDBPyConnection, tables: Iterable[str], rules: Iterable[str]) -> None:
    """Make table `places`: one row a flagged row of `tables` (quarantined ones by `T_quarantined`): row_id, "table", block, source_*,
    name, id_no, town, village, programme. Flagged are the rows of every `rows_<id>`. A quarantined row shows its ID as it stood."""
    flagged = " UNION ".join(f'SELECT row_id FROM "rows_{r}"' for r in sorted(rules))
    con.execute(f"CREATE OR REPLACE TEMP TABLE flagged AS {flagged}")
    parts = [_part(t) for t in sorted(set(tables))]
    con.execute(f"CREATE OR REPLACE TEMP TABLE places AS {' UNION ALL '.join(parts)}")
    con.execute("DROP TABLE flagged")


def _part(table: str) -> str:
    name = table.removesuffix(QUARANTINED)
    columns = stored_columns(TABLES[name])
    person = [_first(columns, wanted, alias) for alias, wanted in PERSON.items()]
    if table.endswith(QUARANTINED):
        person = [p if not p.endswith(" AS id_no") else "id_raw AS id_no" for p in person]
    return f"""
        SELECT row_id, '{name}' AS "table", block, source_file, source_sheet, source_row, source_col, {", ".join(person)}
        FROM "{table}" SEMI JOIN flagged USING (row_id)
    """


def _first(columns: Iterable[str], wanted: Iterable[str], alias: str) -> str:
    have = set(columns)
    column = next((w for w in wanted if w in have), None)
    return f"cast({'NULL' if column is None else chr(34) + column + chr(34)} AS VARCHAR) AS {alias}"
