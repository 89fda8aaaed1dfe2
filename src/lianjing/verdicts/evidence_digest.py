"""The digest of what a doubt rests on: a verdict is given on this evidence, and holds as long as the digest does.

It covers the canonical values of the evidence rows, not their ids, files, sheets or places: a file sent again says the same, a changed
amount or day or one more row does not. The first 16 hex are an HMAC-SHA256 under the book's key, the last 8 tie it to the doubt and its
rule, so that a number and a digest that were sorted apart, or are another book's, are found out without a list of what was handed out.
"""

import hmac
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

import duckdb
import polars as pl

from lianjing.book import Book
from lianjing.book.views import bare_connection, parquet_files
from lianjing.schema import SYSTEM_COLUMNS, TABLES, stored_columns

LOST = "lost"  # stands for a row that the book no longer has
_OF_THE_ROW = ("id_raw",)  # of the system's columns the one that says something: the ID of a row set aside


def evidence_digests(book: Book, evidence: pl.DataFrame) -> pl.DataFrame:
    """doubt_id, evidence_digest: 24 hex for each doubt of `evidence` (EVIDENCE_COLUMNS), in order of doubt_id."""
    contents = _contents(book, evidence.select("table", "batch", "row_id").unique())
    rows = (
        evidence.select("doubt_id", "rule", "is_money", "table", "row_id")
        .join(contents, on="row_id", how="left")
        .with_columns(pl.col("content").fill_null(LOST))
        .sort("doubt_id", "rule", pl.col("is_money"), "table", "content")
        .select("doubt_id", "rule", pl.concat_str(pl.col("is_money").cast(pl.Int8), "table", "content", separator="|").alias("row"))
    )
    made = [(doubt_id, _digest(book.key, doubt_id, rule, (r[2] for r in of))) for (doubt_id, rule), of in groupby(rows.iter_rows(), _of)]
    return pl.DataFrame(made, schema={"doubt_id": pl.String, "evidence_digest": pl.String}, orient="row")


def belongs(key: bytes, doubt_id: str, rule: str, digest: str) -> bool:
    """Whether this book handed out `digest` with this doubt of this rule."""
    return len(digest) == 24 and hmac.compare_digest(digest[16:], tie(key, doubt_id, rule, digest[:16]))


def tie(key: bytes, doubt_id: str, rule: str, head: str) -> str:
    """The last 8 hex of the digest that begins with `head`."""
    return hmac.digest(key, f"evidence|{doubt_id}|{rule}|{head}".encode(), "sha256").hex()[:8]


def _of(row: tuple[str, str, str]) -> tuple[str, str]:
    return row[0], row[1]


def _digest(key: bytes, doubt_id: str, rule: str, rows: Iterable[str]) -> str:
    head = hmac.digest(key, "\n".join(("evidence", *rows)).encode(), "sha256").hex()[:16]
    return head + tie(key, doubt_id, rule, head)


def _contents(book: Book, wanted: pl.DataFrame) -> pl.DataFrame:
    """row_id, content: the digest of the canonical values of each wanted row, read from the files of its own batch only."""
    batches = {b.number: b for b in book.batches()}
    parts = [pl.DataFrame(schema={"row_id": pl.Int64, "content": pl.String})]
    con = bare_connection()
    try:
        for (table,), rows in wanted.group_by("table", maintain_order=True):
            numbers = sorted(set(rows["batch"].to_list()) & batches.keys())
            files = [path for n in numbers for path in batches[n].parquet(str(table))]
            if files:
                con.execute(
                    "CREATE OR REPLACE TEMP TABLE wanted AS SELECT unnest($rows)::BIGINT AS row_id", {"rows": rows["row_id"].to_list()}
                )
                parts.append(pl.DataFrame(con.sql(_query(str(table), files, _columns(con, files)))))
    finally:
        con.close()
    return pl.concat(parts)


def _query(table: str, files: list[Path], there: frozenset[str]) -> str:
    columns = [c for c in stored_columns(TABLES[table]) if c in there and (c not in SYSTEM_COLUMNS or c in _OF_THE_ROW)]
    said = ", ".join(f"'{c}=' || cast(\"{c}\" AS VARCHAR)" for c in sorted(columns)) or "''"
    return f"SELECT row_id, sha256(concat_ws(chr(31), {said})) AS content FROM {parquet_files(files)} SEMI JOIN wanted USING (row_id)"


def _columns(con: duckdb.DuckDBPyConnection, files: list[Path]) -> frozenset[str]:
    described = con.sql(f"DESCRIBE SELECT * FROM {parquet_files(files)}").fetchall()
    return frozenset(str(row[0]) for row in described)
