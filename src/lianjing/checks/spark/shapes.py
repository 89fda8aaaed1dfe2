"""Every table and shared view by name and type, all empty: enough to translate a query without a book and without Spark."""

from collections.abc import Mapping
from datetime import date
from functools import cache

import duckdb

from lianjing.checks.counties import make_counties
from lianjing.checks.schema_names import QUARANTINED
from lianjing.checks.spark.translate import Columns, Untranslatable, to_spark
from lianjing.checks.standards import load_standards
from lianjing.checks.views import build_views, read_programmes, shared_views, stand_in, tables_read, views_needed
from lianjing.schema import TABLES


def faults_on_spark(sql: str, parameters: Mapping[str, object]) -> list[str]:
    """Why the query would not mean the same on Spark; empty if it does, or if DuckDB does not know what it reads."""
    try:
        to_spark(sql, {t: _columns(t) for t in tables_read(sql)}, parameters)
    except duckdb.Error:
        return []
    except Untranslatable as e:
        return [str(e)]
    return []


@cache
def _columns(table: str) -> Columns:
    return {name: kind for name, kind, *_ in _empty_book().execute(f'DESCRIBE "{table}"').fetchall()}


@cache
def _empty_book() -> duckdb.DuckDBPyConnection:
    con = duckdb.connect(":memory:", config={"threads": 1, "python_enable_replacements": False})
    tables = frozenset(TABLES) | {t + QUARANTINED for t in TABLES}
    stand_in(con, tables, present=())
    load_standards(None).register(con)
    con.execute("CREATE TEMP TABLE run AS SELECT CAST(? AS DATE) AS as_of", [date(2000, 1, 1)])
    make_counties(con)
    read_programmes(con, lambda text, on: None, tables=())
    views = views_needed(shared_views())
    build_views(con, views, [f"SELECT * FROM {v.name}" for v in views], tables=tables, make=_by_name)
    return con


def _by_name(con: duckdb.DuckDBPyConnection, name: str, sql: str) -> None:
    con.execute(f'CREATE TEMP VIEW "{name}" AS {sql}')
