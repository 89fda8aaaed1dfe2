"""The shared views: SQL files that rules may read beside the schema tables, built as tables in order of what they read, once for a run.

A view is built with only the columns that some rule or view of the run names: ten million payments stay small that way.
Before them stand the tables of the standards and `programme_texts`, what each programme text of the book means in each year.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

import duckdb
import sqlglot
from sqlglot import exp

from lianjing.checks.insert import insert_rows
from lianjing.checks.keys import make_name_keys, make_place_keys
from lianjing.checks.schema_names import QUARANTINED, schema_name
from lianjing.schema import TABLES, stored_columns

VIEWS_FOLDER = Path(__file__).parent / "views"
# Registered by the standards (lianjing.checks.standards) and by the run: no SQL file.
GIVEN = frozenset(
    [
        *("programmes", "exclusive", "standards", "allowed_grades", "needs_programme", "post_pay", "limits"),
        *("run", "row_counties", "programme_texts", "village_keys", "town_keys", "name_keys"),
    ]
)
# Tables whose `programme` is a text of the sheet, with the days that say which year's names it is read by.
PROGRAMME_TEXTS: Mapping[str, tuple[str, str]] = {
    "payments": ("period_start", "paid_on"),
    "payments" + QUARANTINED: ("period_start", "paid_on"),
    "published": ("period_start", "published_start"),
    "approved": ("from_on", "period_start"),
    "approved_members": ("NULL::DATE", "NULL::DATE"),
    "bank_returns": ("period_start", "returned_on"),
    "proxies": ("registered_on", "NULL::DATE"),
    "allocations": ("period_start", "sent_on"),
    "span_texts": ("period_start", "NULL::DATE"),
}
# Where ids of programmes stand in the tables of the standards.
PROGRAMME_IDS = (
    ("programmes", "programme_id"),
    ("exclusive", "programme_id"),
    ("exclusive", "other_id"),
    ("standards", "programme_id"),
    ("allowed_grades", "programme_id"),
    ("needs_programme", "programme_id"),
    ("needs_programme", "needs_id"),
)
Match = Callable[[str, date | None], str | None]


@dataclass(frozen=True, slots=True)
class SharedView:
    """One file of views/: its doc comment, its SQL, the tables it reads."""

    name: str
    about: str
    sql: str
    reads: frozenset[str]


@cache
def shared_views() -> Mapping[str, SharedView]:
    """All shared views by name."""
    return {path.stem: _shared_view(path) for path in sorted(VIEWS_FOLDER.glob("*.sql"))}


@lru_cache(maxsize=4096)
def tables_read(sql: str) -> frozenset[str]:
    """Names of the tables and views a query reads, its own CTEs left out."""
    tree = _tree(sql)
    own = {cte.alias for cte in tree.find_all(exp.CTE)}
    return frozenset(t.name for t in tree.find_all(exp.Table) if t.name not in own)


def views_needed(names: Iterable[str]) -> tuple[SharedView, ...]:
    """The shared views among `names` and all that those read, each after what it reads."""
    known = shared_views()
    order: dict[str, SharedView] = {}

    def add(name: str) -> None:
        if name in known and name not in order:
            for below in sorted(known[name].reads):
                add(below)
            order[name] = known[name]

    for name in sorted(set(names)):
        add(name)
    return tuple(order.values())


def tables_needed(names: Iterable[str]) -> frozenset[str]:
    """The schema tables (also as `T_quarantined`) which the tables and views `names` rest on."""
    every = set(names)
    for view in views_needed(every):
        every |= view.reads
    return frozenset(n for n in every if schema_name(n) is not None)


def stand_in(con: duckdb.DuckDBPyConnection, names: Iterable[str], *, present: Iterable[str]) -> None:
    """An empty table for each schema table of `names` that the book does not have, so that what only *uses* it can run."""
    for name in sorted(set(names) - set(present)):
        columns = ", ".join(f'"{c}" {t}' for c, t in stored_columns(TABLES[name.removesuffix(QUARANTINED)]).items())
        con.execute(f'CREATE TEMP TABLE "{name}" ({columns})')


def read_programmes(con: duckdb.DuckDBPyConnection, match: Match, *, tables: Iterable[str]) -> None:
    """Make `programme_texts`: what each programme text of `tables` means in each year (0 where no day is known).

    Columns: programme (the text), year, programme_id, name (as one says it; the text itself where no programme is known), payee.
    Ids, here and in the tables of the standards, become one ENUM: they compare as small integers and still read as text.
    """
    texts = _texts(con, set(tables))
    known = [(text, year, match(text, date(year, 7, 1) if year else None)) for text, year in texts]
    con.execute("CREATE TEMP TABLE read_texts (programme VARCHAR, year BIGINT, programme_id VARCHAR)")
    insert_rows(con, "read_texts", known)
    ids = " UNION ".join(f'SELECT {c} FROM "{t}"' for t, c in PROGRAMME_IDS)
    _enum(con, "programme_ids", f"{ids} UNION SELECT programme_id FROM read_texts")
    _enum(con, "programme_names", "SELECT zh FROM programmes UNION SELECT programme FROM read_texts")
    _enum(con, "payees", "SELECT payee FROM programmes")
    for table, column in PROGRAMME_IDS:
        con.execute(f'ALTER TABLE "{table}" ALTER {column} TYPE programme_ids')
    con.execute("""
        CREATE TEMP TABLE programme_texts AS
        SELECT r.programme, r.year, r.programme_id::programme_ids AS programme_id,
               coalesce(g.zh, r.programme)::programme_names AS name, g.payee::payees AS payee
        FROM read_texts AS r
        LEFT JOIN programmes AS g ON g.programme_id = r.programme_id::programme_ids
    """)
    con.execute("DROP TABLE read_texts")


def build_views(
    con: duckdb.DuckDBPyConnection,
    views: Iterable[SharedView],
    queries: Iterable[str],
    *,
    tables: Iterable[str],
    given: Iterable[str] = (),
    make: Callable[[duckdb.DuckDBPyConnection, str, str], None] | None = None,
) -> None:
    """Make each view a table, with those of its columns that `queries` or another of the views name; `tables` are those they rest on.

    Views of the names `given` stand there already. `make(con, name, sql)` does otherwise with a view than make it a table.
    """
    views, queries, tables, given = tuple(views), tuple(queries), tuple(tables), frozenset(given)
    make_place_keys(con, (*tables, *given))
    make_name_keys(con, tables, used=any("name_key" in columns for columns in columns_named(queries).values()))
    named = columns_named([*queries, *(v.sql for v in views)])
    for view in (v for v in views if v.name not in given):
        columns = [r[0] for r in con.execute(f"DESCRIBE {view.sql}").fetchall()]
        kept = [c for c in columns if c.lower() in named.get(view.name, ()) or "*" in named.get(view.name, ())] or columns[:1]
        selected = ", ".join(f'"{c}"' for c in kept)
        (make or _as_table)(con, view.name, f"SELECT {selected} FROM ({view.sql})")


def _as_table(con: duckdb.DuckDBPyConnection, name: str, sql: str) -> None:
    con.execute(f'CREATE TEMP TABLE "{name}" AS {sql}')


def columns_named(queries: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """Table or view → the columns that the queries name of it: by its alias, or bare in a SELECT that reads it ("*": all)."""
    named: dict[str, frozenset[str]] = {}
    for query in queries:
        for table, column in _columns_of(query):
            named[table] = named.get(table, frozenset()) | {column}
    return named


@lru_cache(maxsize=64)
def _tree(sql: str) -> exp.Expr:
    return sqlglot.parse_one(sql, read="duckdb")


@lru_cache(maxsize=4096)
def _columns_of(query: str) -> frozenset[tuple[str, str]]:
    tree = _tree(query)
    tables = [(t.name, t.alias_or_name, t.find_ancestor(exp.Select)) for t in tree.find_all(exp.Table)]
    found = set()
    for column in tree.find_all(exp.Column, exp.Star):
        if isinstance(column.parent, exp.Count) and isinstance(column, exp.Star):
            continue  # count(*) reads no column
        alias = column.table if isinstance(column, exp.Column) else ""
        select = column.find_ancestor(exp.Select)
        found |= {(t, column.name.lower()) for t, called, within in tables if called == alias or (not alias and within is select)}
    for join in tree.find_all(exp.Join):
        found |= {(t, identifier.name.lower()) for identifier in join.args.get("using") or () for t, _, _ in tables}
    return frozenset(found)


def _texts(con: duckdb.DuckDBPyConnection, tables: set[str]) -> list[tuple[str, int]]:
    parts = [
        f'SELECT programme, coalesce(year({a}), year({b}), 0) AS year FROM "{t}"' for t, (a, b) in PROGRAMME_TEXTS.items() if t in tables
    ]
    if not parts:
        return []
    every = " UNION ".join(parts)
    return con.execute(f"SELECT DISTINCT programme, year FROM ({every}) WHERE programme IS NOT NULL ORDER BY programme, year").fetchall()


def _enum(con: duckdb.DuckDBPyConnection, name: str, values: str) -> None:
    """A type whose values are those that the query gives, in order of text; an ENUM needs at least one value."""
    con.execute(f"""
        CREATE TEMP TYPE "{name}" AS ENUM (
            SELECT value FROM (SELECT '' AS value UNION SELECT v FROM ({values}) AS t(v)) WHERE value IS NOT NULL ORDER BY value
        )
    """)


def _shared_view(path: Path) -> SharedView:
    text = path.read_text("utf-8")
    doc = re.match(r"\s*/\*(.*?)\*/", text, re.DOTALL)
    if doc is None:
        raise ValueError(f"{path.name} has no doc comment")
    sql = text[doc.end() :].strip()
    return SharedView(path.stem, " ".join(doc[1].split()), sql, tables_read(sql))
