"""Rules on Spark: the same files over the same rows, and only the lines they find come back; what becomes of lines is DuckDB's part.

DuckDB still knows every table and view by name and type, without computing one: from there come the types by which a query is translated,
and the table that Spark's lines are put into. So the ids, sums and sentences of a doubt are made by one code path.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from lianjing.checks.grouping import Lines, lines_in
from lianjing.checks.rule import Rule
from lianjing.checks.spark.translate import Untranslatable, spark_type, to_spark
from lianjing.checks.views import SharedView, build_views, tables_read

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


class SparkEngine:
    """Runs rules in a session of Spark; `folder` takes the small tables that DuckDB hands over and the lines that come back.

    `files`: table → the Parquet files of the book that hold it; a table that is not in it is handed over by DuckDB.
    """

    def __init__(self, session: "SparkSession", folder: Path) -> None:
        self._session, self._folder = session, folder
        self._there: set[str] = set()

    def build(
        self,
        con: duckdb.DuckDBPyConnection,
        views: Iterable[SharedView],
        queries: Iterable[str],
        *,
        tables: Iterable[str],
        given: Iterable[str] = (),
    ) -> None:
        """The shared views, each computed once on Spark; on `con` they stand by name and type only."""
        build_views(con, views, queries, tables=tables, given=given, make=self._view)

    def find_lines(self, con: duckdb.DuckDBPyConnection, rule: Rule, parameters: Mapping[str, object]) -> Lines:
        """As lianjing.checks.grouping.find_lines; ValueError also says which query means another thing on Spark."""
        query = rule.sql.strip().rstrip(";")
        used = {n: v for n, v in parameters.items() if f"${n}" in query}
        con.execute(f'CREATE OR REPLACE TEMP TABLE "lines_{rule.id}" AS SELECT * FROM ({query}\n) LIMIT 0', used)
        out = self._folder / f"lines_{rule.id}"
        with _named(rule.id):
            self._query(con, query, used).write.mode("overwrite").parquet(str(out))
        if any(out.glob("*.parquet")):
            con.execute(f'INSERT INTO "lines_{rule.id}" BY NAME SELECT * FROM read_parquet(?)', [str(out / "*.parquet")])
        return lines_in(con, rule)

    def _view(self, con: duckdb.DuckDBPyConnection, name: str, sql: str) -> None:
        con.execute(f'CREATE TEMP VIEW "{name}" AS {sql}')
        path = str(self._folder / f"view_{name}.parquet")
        with _named(name):
            computed = self._query(con, sql)
            computed.write.mode("overwrite").parquet(path)  # not kept in Spark: its plan would grow with all that lies below
            self._session.read.schema(computed.schema).parquet(path).createOrReplaceTempView(name)
        self._there.add(name)

    def _query(self, con: duckdb.DuckDBPyConnection, sql: str, parameters: Mapping[str, object] | None = None) -> "DataFrame":
        columns = {}
        for table in sorted(tables_read(sql)):
            columns[table] = {name: kind for name, kind, *_ in con.execute(f'DESCRIBE "{table}"').fetchall()}
            if table not in self._there:
                self._hand_over(con, table, columns[table])
        return self._session.sql(to_spark(sql, columns, parameters))

    def _hand_over(self, con: duckdb.DuckDBPyConnection, table: str, columns: Mapping[str, str]) -> None:
        """The table as a view on Spark: over the book's own files where it has them, else over a copy of what DuckDB has."""
        schema = ", ".join(f"`{c}` {spark_type(t)}" for c, t in columns.items())
        path = self._folder / f"{table}.parquet"
        as_text = ", ".join(f'cast("{c}" AS VARCHAR) AS "{c}"' if t.startswith("ENUM") else f'"{c}"' for c, t in columns.items())
        con.execute(f"""COPY (SELECT {as_text} FROM "{table}") TO '{str(path).replace("'", "''")}' (FORMAT parquet)""")
        self._session.read.schema(schema).parquet(str(path)).createOrReplaceTempView(table)
        self._there.add(table)


@contextmanager
def _named(query: str) -> Iterator[None]:
    """Says which query it was; of Spark's own words the first line, the others draw its plan."""
    from pyspark.errors import PySparkException  # noqa: PLC0415
    from py4j.protocol import Py4JJavaError  # noqa: PLC0415

    try:
        yield
    except Untranslatable as e:
        raise ValueError(f"{query}: {e}") from e
    except (PySparkException, Py4JJavaError) as e:
        said = [line for line in str(e).splitlines() if line and not line.startswith("An error occurred")]
        raise ValueError(f"{query} on Spark: {' '.join(said[:1])}") from e
