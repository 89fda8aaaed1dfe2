"""What SQLGlot would let differ in silence between DuckDB and Spark is carried over with its meaning; no Spark is needed to see it."""

import pytest

from lianjing.checks.spark.shapes import faults_on_spark
from lianjing.checks.spark.translate import Untranslatable, spark_type, to_spark
from lianjing.checks.views import shared_views

TABLE = {"t": {"d": "DATE", "e": "DATE", "m": "DECIMAL(18,2)", "n": "BIGINT", "s": "ENUM('a', 'b')"}}


def translated(expression: str, **parameters: object) -> str:
    (step,) = to_spark(f"SELECT {expression} AS x FROM t", TABLE, parameters)
    return step.sql.removeprefix("SELECT ").removesuffix(" AS x FROM t AS t")


@pytest.mark.parametrize(
    ("duckdb", "spark"),
    [
        ("t.d - t.e", "DATEDIFF(t.d, t.e)"),
        ("t.d + t.n", "DATE_ADD(t.d, CAST(t.n AS INT))"),
        ("last_day(t.d) - 1", "DATE_SUB(LAST_DAY(t.d), CAST(1 AS INT))"),
        ("t.m / 3", "CAST(t.m AS DOUBLE) / CAST(3 AS DOUBLE)"),
        ("cast(t.m AS BIGINT)", "CAST(ROUND(t.m) AS BIGINT)"),
        ("cast(t.m / 3 AS BIGINT)", "CAST(RINT(CAST(t.m AS DOUBLE) / CAST(3 AS DOUBLE)) AS BIGINT)"),
        ("cast(t.n AS VARCHAR)", "CAST(t.n AS STRING)"),
        ("[t.n, NULL]", "ARRAY(t.n, NULL)"),
        ("t.d IS DISTINCT FROM t.e", "t.d IS DISTINCT FROM t.e"),
    ],
)
def test_an_expression_keeps_its_meaning(duckdb: str, spark: str) -> None:
    assert translated(duckdb) == spark


def test_a_quotient_by_zero_is_infinite_as_on_duckdb_and_not_an_error() -> None:
    assert translated("t.m / t.n").startswith(
        "CASE WHEN CAST(t.n AS DOUBLE) = 0 THEN SIGN(CAST(t.m AS DOUBLE)) * CAST('Infinity' AS DOUBLE)"
    )
    assert "CASE" not in translated("t.m / nullif(t.n, 0)")


def test_parameters_stand_where_they_are_named_with_quotes_and_signs() -> None:
    assert translated("t.d + $days", days=-30) == "DATE_ADD(t.d, CAST((-30) AS INT))"
    assert translated("t.s = $word", word="it's") == "t.s = 'it\\'s'"


def test_nulls_come_where_duckdb_has_them() -> None:
    assert "ORDER BY t.m NULLS LAST" in translated("row_number() OVER (ORDER BY t.m)")
    assert "ORDER BY t.m DESC NULLS FIRST" in translated("row_number() OVER (ORDER BY t.m DESC NULLS FIRST)")


def test_a_part_that_is_read_twice_is_computed_once() -> None:
    sql = "WITH a AS (SELECT n FROM t), b AS (SELECT n FROM a), c AS (SELECT b.n FROM b JOIN a USING (n)) SELECT n FROM c"
    steps = to_spark(sql, TABLE, called="X01")
    assert [(s.name, s.kept) for s in steps] == [("X01__a", True), ("X01__b", False), ("X01__c", False), ("", False)]
    assert steps[1].sql == "SELECT a.n AS n FROM X01__a AS a"


def test_what_cannot_mean_the_same_is_refused() -> None:
    with pytest.raises(Untranslatable, match="cast it to DECIMAL"):
        translated("round(t.m / 3, 1)")
    with pytest.raises(Untranslatable, match="text of a DOUBLE"):
        translated("cast(t.m / 3 AS VARCHAR)")


def test_types_of_columns_are_those_in_which_parquet_is_read() -> None:
    assert [spark_type(t) for t in ("VARCHAR", "ENUM('a')", "DECIMAL(18,2)", "BIGINT", "INTEGER", "DATE", "BOOLEAN")] == [
        *("STRING", "STRING", "DECIMAL(18, 2)", "BIGINT", "INT", "DATE", "BOOLEAN")
    ]


@pytest.mark.parametrize("name", sorted(shared_views()))
def test_a_shared_view_means_the_same_on_spark(name: str) -> None:
    assert faults_on_spark(shared_views()[name].sql, {}) == []
