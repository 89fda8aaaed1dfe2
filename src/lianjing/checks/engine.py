"""What runs the queries of the rules: DuckDB, or another engine that gives the same lines (`lianjing.checks.spark`)."""

from collections.abc import Iterable, Mapping
from typing import Protocol

import duckdb

from lianjing.checks.grouping import Lines, find_lines
from lianjing.checks.rule import Rule
from lianjing.checks.views import SharedView, build_views


class Engine(Protocol):
    """Makes the shared views, and the lines of each rule; whatever comes after them is DuckDB's."""

    def build(
        self,
        con: duckdb.DuckDBPyConnection,
        views: Iterable[SharedView],
        queries: Iterable[str],
        *,
        tables: Iterable[str],
        given: Iterable[str] = (),
    ) -> None:
        """As lianjing.checks.views.build_views."""

    def find_lines(self, con: duckdb.DuckDBPyConnection, rule: Rule, parameters: Mapping[str, object]) -> Lines:
        """As lianjing.checks.grouping.find_lines: the lines stand in a table of `con`."""


class OnDuckDB:
    """The engine of a county: everything happens on the connection itself."""

    build = staticmethod(build_views)
    find_lines = staticmethod(find_lines)


DUCKDB = OnDuckDB()
