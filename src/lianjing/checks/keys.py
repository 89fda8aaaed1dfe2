"""Keys by which names and places are compared in SQL: `village_keys`, `town_keys`, and the macro `name_key(name)`.

What a name or place is reduced to is said by lianjing.identity; here it is carried into DuckDB, once a distinct text or character.
"""

from collections.abc import Callable, Iterable

import duckdb

from lianjing.checks.insert import insert_rows
from lianjing.checks.schema_names import with_column
from lianjing.identity import name_key, town_key, village_key


def make_place_keys(con: duckdb.DuckDBPyConnection, tables: Iterable[str]) -> None:
    """Make village_keys (village, village_key) and town_keys (town, town_key) over every text of `tables`; keys are ENUMs."""
    tables = tuple(tables)
    for column, key in (("village", village_key), ("town", town_key)):
        _make(con, column, key, with_column(tables, column))


def make_name_key(con: duckdb.DuckDBPyConnection, tables: Iterable[str], *, used: bool) -> None:
    """Make the macro name_key(name): identity's name_key, character by character; if not `used`, a stand-in that costs nothing."""
    changed = _changed_characters(con, with_column(tables, "name")) if used else []
    dropped = "".join(c for c, k in changed if k == "")
    mapped = [(c, k) for c, k in changed if len(k) == 1]
    before, after = "".join(c for c, _ in mapped) + dropped, "".join(k for _, k in mapped)
    con.execute(
        f"CREATE TEMP MACRO name_key(n) AS translate(n, {_quoted(before)}, {_quoted(after)})"
        if used
        else "CREATE TEMP MACRO name_key(n) AS n"
    )


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


def _changed_characters(con: duckdb.DuckDBPyConnection, tables: Iterable[str]) -> list[tuple[str, str]]:
    """The characters of all names that name_key changes, with what they become, in order."""
    names = " UNION ".join(f'SELECT name FROM "{t}"' for t in sorted(tables))
    if not names:
        return []
    characters = con.execute(f"SELECT DISTINCT unnest(string_split(name, '')) AS c FROM ({names}) ORDER BY c").fetchall()
    return [(c, name_key(c)) for (c,) in characters if c and name_key(c) != c]


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
