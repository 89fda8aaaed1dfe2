"""Rules on Spark: the same files over the same rows, and only the lines they find come back; what becomes of lines is DuckDB's part.

DuckDB still knows every table and view by name and type, without computing one: from there come the types by which a query is translated,
and the table that Spark's lines are put into. So the ids, sums and sentences of a doubt are made by one code path.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from lianjing.checks.grouping import Lines, lines_in
from lianjing.checks.rule import Rule
from lianjing.checks.schema_names import QUARANTINED
from lianjing.checks.spark.session import errors_of
from lianjing.checks.spark.translate import spark_type, to_spark
from lianjing.checks.views import SharedView, build_views, tables_read

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


FOUND_PLACES = "found_places"  # of lianjing.book.connect: batch, block, town, village


class SparkEngine:
    """Runs rules in a session of Spark; `folder` takes what DuckDB hands over, the shared views and the lines that come back.

    `files`: table → the book's own Parquet files, which Spark reads itself; every other table is handed over by DuckDB.
    """

    def __init__(self, session: "SparkSession", folder: Path, files: Mapping[str, Sequence[Path]] | None = None) -> None:
        self._session, self._folder, self._files = session, folder, files or {}
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
        with errors_of(rule.id):
            self._query(con, query, used, called=rule.id).write.mode("overwrite").parquet(str(out))
        if any(out.glob("*.parquet")):
            con.execute(f'INSERT INTO "lines_{rule.id}" BY NAME SELECT * FROM read_parquet(?)', [str(out / "*.parquet")])
        return lines_in(con, rule)

    def _view(self, con: duckdb.DuckDBPyConnection, name: str, sql: str) -> None:
        con.execute(f'CREATE TEMP VIEW "{name}" AS {sql}')
        with errors_of(name):
            self._keep(name, self._query(con, sql, called=name))
        self._there.add(name)

    def _keep(self, name: str, computed: "DataFrame") -> None:
        """Computed now, into files, and a view over them: kept in Spark itself, its plan would grow with all that lies below."""
        path = str(self._folder / f"view_{name}.parquet")
        computed.write.mode("overwrite").parquet(path)
        self._session.read.schema(computed.schema).parquet(path).createOrReplaceTempView(name)

    def _query(
        self, con: duckdb.DuckDBPyConnection, sql: str, parameters: Mapping[str, object] | None = None, *, called: str
    ) -> "DataFrame":
        columns = {}
        for table in sorted(tables_read(sql)):
            columns[table] = {name: kind for name, kind, *_ in con.execute(f'DESCRIBE "{table}"').fetchall()}
            if table not in self._there:
                self._hand_over(con, table, columns[table])
        *before, last = to_spark(sql, columns, parameters, called=called)
        for step in before:
            frame = self._session.sql(step.sql)
            if step.kept:
                self._keep(step.name, frame)
            else:
                frame.createOrReplaceTempView(step.name)
        return self._session.sql(last.sql)

    def _hand_over(self, con: duckdb.DuckDBPyConnection, table: str, columns: Mapping[str, str]) -> None:
        """The table as a view on Spark: over the book's own files where it has them, else over a copy of what DuckDB has."""
        self._there.add(table)
        if table.removesuffix(QUARANTINED) in self._files:
            self._read_book(con, table, columns)
            return
        path = self._folder / f"{table}.parquet"
        as_text = ", ".join(f'cast("{c}" AS VARCHAR) AS "{c}"' if t.startswith("ENUM") else f'"{c}"' for c, t in columns.items())
        con.execute(f"""COPY (SELECT {as_text} FROM "{table}") TO '{str(path).replace("'", "''")}' (FORMAT parquet)""")
        self._read([path], columns).createOrReplaceTempView(table)

    def _read_book(self, con: duckdb.DuckDBPyConnection, table: str, columns: Mapping[str, str]) -> None:
        """As lianjing.book.connect: rows that went in or were set aside, with the place of their block where they name none."""
        files = f"files_{table}"
        self._read(self._files[table.removesuffix(QUARANTINED)], columns).createOrReplaceTempView(files)
        fate = "s.fate = 'quarantined'" if table.endswith(QUARANTINED) else "s.fate <> 'quarantined'"
        places = con.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = ?", [FOUND_PLACES]).fetchone() is not None
        if places and FOUND_PLACES not in self._there:
            self._hand_over(con, FOUND_PLACES, {n: t for n, t, *_ in con.execute(f"DESCRIBE {FOUND_PLACES}").fetchall()})
        placed = {c: f"coalesce(s.`{c}`, f.`{c}`)" for c in ("town", "village") if places and "village" in columns}
        selected = ", ".join(f"{placed.get(c, f's.`{c}`')} AS `{c}`" for c in columns)
        joined = f"LEFT JOIN {FOUND_PLACES} AS f ON f.batch = shiftright(s.row_id, 32) AND f.block = s.block" if placed else ""
        self._session.sql(f"SELECT {selected} FROM {files} AS s {joined} WHERE {fate}").createOrReplaceTempView(table)

    def _read(self, files: Sequence[Path], columns: Mapping[str, str]) -> "DataFrame":
        """Columns by name; those that a file was written without are NULL."""
        schema = ", ".join(f"`{c}` {spark_type(t)}" for c, t in columns.items())
        return self._session.read.schema(schema).parquet(*map(str, files))
