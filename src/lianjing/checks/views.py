"""The shared views: SQL files that rules may read beside the schema tables, built as tables in order of what they read, once for a run.

A view is built with only the columns that some rule or view of the run names: ten million payments stay small that way.
Two small tables come first: `programme_texts` (what each programme text of the book means in each year) and those of the standards.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import duckdb
import sqlglot
from sqlglot import exp

from lianjing.schema import TABLES, stored_columns

VIEWS_FOLDER = Path(__file__).parent / "views"
QUARANTINED = "_quarantined"
# Registered by the standards (lianjing.checks.standards) and by the run: no SQL file.
GIVEN = frozenset(
    ["programmes", "exclusive", "standards", "allowed_grades", "needs_programme", "post_pay", "limits", "run", "programme_texts"]
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
}
Match = Callable[[str, date | None], str | None]


@dataclass(frozen=True, slots=True)
class SharedView:
    """One file of views/: its doc comment, its SQL, the tables it reads."""

    name: str
    about: str
    sql: str
    reads: frozenset[str]
    words: frozenset[str]  # every identifier in it


@cache
def shared_views() -> Mapping[str, SharedView]:
    """All shared views by name."""
    return {path.stem: _shared_view(path) for path in sorted(VIEWS_FOLDER.glob("*.sql"))}


def tables_read(sql: str) -> frozenset[str]:
    """Names of the tables and views a query reads, its own CTEs left out."""
    tree = sqlglot.parse_one(sql, read="duckdb")
    own = {cte.alias for cte in tree.find_all(exp.CTE)}
    return frozenset(t.name for t in tree.find_all(exp.Table) if t.name not in own)


def words_of(sql: str) -> frozenset[str]:
    """Every identifier of a query, in lower case."""
    return frozenset(i.name.lower() for i in sqlglot.parse_one(sql, read="duckdb").find_all(exp.Identifier))


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
    if "programme_texts" in every:
        every |= PROGRAMME_TEXTS.keys()
    return frozenset(n for n in every if n.removesuffix(QUARANTINED) in TABLES)


def stand_in(con: duckdb.DuckDBPyConnection, names: Iterable[str], *, present: Iterable[str]) -> None:
    """An empty table for each schema table of `names` that the book does not have, so that what only *uses* it can run."""
    for name in sorted(set(names) - set(present)):
        columns = ", ".join(f'"{c}" {t}' for c, t in stored_columns(TABLES[name.removesuffix(QUARANTINED)]).items())
        con.execute(f'CREATE TEMP TABLE "{name}" ({columns})')


def read_programme_texts(con: duckdb.DuckDBPyConnection, match: Match, *, tables: Iterable[str]) -> None:
    """Make `programme_texts`: programme (text), year (0 where no day is known), programme_id, from the texts of `tables`."""
    con.execute("CREATE TEMP TABLE programme_texts (programme VARCHAR, year BIGINT, programme_id VARCHAR)")
    parts = [
        f'SELECT DISTINCT programme, coalesce(year({a}), year({b}), 0) AS year FROM "{t}"'
        for t, (a, b) in PROGRAMME_TEXTS.items()
        if t in set(tables)
    ]
    if not parts:
        return
    texts = con.execute(
        f"SELECT DISTINCT programme, year FROM ({' UNION '.join(parts)}) WHERE programme IS NOT NULL ORDER BY ALL"
    ).fetchall()
    known = [(text, year, match(text, date(year, 7, 1) if year else None)) for text, year in texts]
    if rows := [k for k in known if k[2] is not None]:
        con.executemany("INSERT INTO programme_texts VALUES (?, ?, ?)", rows)


def build_views(con: duckdb.DuckDBPyConnection, views: Iterable[SharedView], words: frozenset[str]) -> None:
    """Make each view a table, with those of its columns that occur in `words`, the identifiers of all rules to be run."""
    views = tuple(views)
    words = words.union(*(v.words for v in views))
    for view in views:
        columns = [r[0] for r in con.execute(f"DESCRIBE {view.sql}").fetchall()]
        kept = ", ".join(f'"{c}"' for c in columns if c.lower() in words)
        con.execute(f'CREATE TEMP TABLE "{view.name}" AS SELECT {kept} FROM ({view.sql})')


def _shared_view(path: Path) -> SharedView:
    text = path.read_text("utf-8")
    doc = re.match(r"\s*/\*(.*?)\*/", text, re.DOTALL)
    if doc is None:
        raise ValueError(f"{path.name} has no doc comment")
    sql = text[doc.end() :].strip()
    return SharedView(path.stem, " ".join(doc[1].split()), sql, tables_read(sql), words_of(sql))
