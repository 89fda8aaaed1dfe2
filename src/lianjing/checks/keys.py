"""Keys by which names and places are compared in SQL: tables `village_keys`, `town_keys`, `name_keys`.

What a name or place is reduced to is said by lianjing.identity; here it is carried into DuckDB, once a distinct text. Most names are their
own key: `name_keys` holds the others, found by their characters, so that a million names cost a scan and not a million calls.
"""

import re
from collections.abc import Callable, Iterable

import duckdb

from lianjing.checks.insert import insert_rows
from lianjing.checks.schema_names import with_column
from lianjing.identity import name_key, town_key, village_key

SPANS = "span_texts"  # a shared view that has towns and villages beside the schema tables


def make_place_keys(con: duckdb.DuckDBPyConnection, tables: Iterable[str]) -> None:
    """Make village_keys (village, village_key) and town_keys (town, town_key) over every text of `tables`; keys are ENUMs."""
    tables = tuple(tables)
    for column, key in (("village", village_key), ("town", town_key)):
        _make(con, column, key, with_column(tables, column) | ({SPANS} & set(tables)))


def make_name_keys(con: duckdb.DuckDBPyConnection, tables: Iterable[str], *, used: bool) -> None:
    """Make name_keys (name, name_key): the names of `tables` that are not their own key; empty if no rule compares names."""
    con.execute("CREATE TEMP TABLE name_keys (name VARCHAR, name_key VARCHAR)")
    names = " UNION ".join(f'SELECT name FROM "{t}"' for t in sorted(with_column(tables, "name")))
    if not used or not names:
        return
    characters = con.execute(f"SELECT DISTINCT unnest(string_split(name, '')) AS c FROM ({names}) ORDER BY c").fetchall()
    changed = "".join(c for (c,) in characters if c and name_key(c) != c)
    if changed:
        found = con.execute(
            f"SELECT DISTINCT name FROM ({names}) WHERE regexp_matches(name, ?) ORDER BY name", [f"[{re.escape(changed)}]"]
        ).fetchall()
        insert_rows(con, "name_keys", [(n, name_key(n)) for (n,) in found])


def _make(con: duckdb.DuckDBPyConnection, column: str, key: Callable[[str], str], tables: Iterable[str]) -> None:
    texts = " UNION ".join(f'SELECT {column} FROM "{t}"' for t in sorted(tables)) or f"SELECT NULL::VARCHAR AS {column}"
    found = [
        str(row[0])
        for row in con.execute(f"SELECT DISTINCT {column} FROM ({texts}) WHERE {column} IS NOT NULL ORDER BY {column}").fetchall()
    ]
    keys = [(text, key(text) or text) for text in found]
    values = ", ".join(_quoted(k) for k in sorted({k for _, k in keys} or {""}))
    con.execute(f"CREATE TEMP TYPE {column}_keys_key AS ENUM ({values})")
    con.execute(f"CREATE TEMP TABLE {column}_keys ({column} VARCHAR, {column}_key {column}_keys_key)")
    insert_rows(con, f"{column}_keys", keys)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
