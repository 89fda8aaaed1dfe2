"""The doubts of all rules as two frames: sentences, keyed ids, and each row with the cells to mark. Every order is spelled out."""

import hmac
from collections.abc import Iterable
from typing import Any

import duckdb
import polars as pl

from lianjing.checks.result import DOUBT_COLUMNS, EVIDENCE_COLUMNS
from lianjing.checks.rule import Rule
from lianjing.checks.sentences import sentence
from lianjing.checks.source import Batch
from lianjing.schema import TABLES

KEY = "programme_key"
FILLED = ("name", "id_no", "town", "village")  # from the first row of the money, where the rule does not say them


def doubts_frame(con: duckdb.DuckDBPyConnection, rule: Rule, key: bytes) -> pl.DataFrame:
    """The rule's doubts (DOUBT_COLUMNS and programme_key), the largest first, then by id; from `groups_<id>`, `rows_<id>`, `places`."""
    made = _groups(con, rule)
    facts = [c for c in made.columns if c not in ("subject", KEY, "first_row")]
    frame = made.with_columns(
        doubt_id=pl.Series([keyed_id(key, rule.id, s, k) for s, k in made.select("subject", KEY).iter_rows()], dtype=pl.String),
        rule=pl.lit(rule.id),
        category=pl.lit(rule.category),
        strength=pl.lit(rule.strength),
        side=pl.lit(rule.side),
        subject_kind=pl.lit(rule.subject),
        explanation_zh=sentence(rule.say.zh, made, lang="zh"),
        explanation_en=sentence(rule.say.en, made, lang="en"),
        facts=pl.struct(pl.col(c).cast(pl.String) for c in facts).struct.json_encode(),
        registers=pl.lit(0),
        bundle=pl.lit(""),
    )
    frame = frame.select(*(pl.col(c).cast(t) for c, t in DOUBT_COLUMNS.items()), KEY)
    return frame.sort(["amount_yuan", "doubt_id"], descending=[True, False], nulls_last=True)


def evidence_frame(con: duckdb.DuckDBPyConnection, rule: Rule, doubts: pl.DataFrame, batches: Iterable[Batch]) -> pl.DataFrame:
    """The rows behind the rule's doubts (EVIDENCE_COLUMNS), in the order of `doubts`, each with the letters of the rule's `cells`."""
    rows = pl.DataFrame(
        con.sql(f"""
            SELECT r.subject, r.programme_key, r.is_money, r.row_id, r.row_id >> 32 AS batch, p.block, p."table",
                   p.source_file, p.source_sheet, p.source_row, p.source_col
            FROM "rows_{rule.id}" AS r
            JOIN places AS p ON p.row_id = r.row_id
            ORDER BY r.subject, r.programme_key, r.is_money DESC, p.source_file, p.source_sheet, p.source_row, r.row_id
        """)
    )
    order = doubts.select("doubt_id", "subject", KEY).with_row_index("nth")
    marked = _letters(rule, batches)
    frame = (
        rows.join(order, on=["subject", KEY], how="inner", maintain_order="left")
        .sort("nth", maintain_order=True)
        .join(marked, on=["batch", "block", "table"], how="left", maintain_order="left")
        .with_columns(
            rule=pl.lit(rule.id),
            position=pl.int_range(pl.len()).over("nth").cast(pl.Int32),
            letters=_with_the_money_cell(rule),
        )
    )
    return frame.select(pl.col(c).cast(t) for c, t in EVIDENCE_COLUMNS.items())


def keyed_id(key: bytes, rule: str, subject: str, programme_key: str) -> str:
    """The doubt's stable id: first 16 hex of HMAC-SHA256 of rule, subject and programme under the book's key."""
    return hmac.digest(key, f"{rule}|{subject}|{programme_key}".encode(), "sha256").hex()[:16]


def _groups(con: duckdb.DuckDBPyConnection, rule: Rule) -> pl.DataFrame:
    """The groups in a fixed order, with the programme's name and what the rule left to be filled from the first row of the money."""
    said = {row[0]: row[1] for row in con.execute(f'DESCRIBE "groups_{rule.id}"').fetchall()}
    filled = [f"coalesce(g.{c}, p.{c}) AS {c}" if c in said else f"p.{c}" for c in FILLED]
    named = "g.programme, " if "programme" in said else ""
    own = [
        f'cast(g."{c}" AS VARCHAR) AS "{c}"' if t.startswith("ENUM") else f'g."{c}"'
        for c, t in said.items()
        if c not in (*FILLED, "programme")
    ]
    return pl.DataFrame(
        con.sql(f"""
            WITH counted AS (
                SELECT subject, programme_key, count(*) FILTER (NOT is_money)::INTEGER AS other_rows
                FROM "rows_{rule.id}"
                GROUP BY subject, programme_key
            )
            SELECT {", ".join(own)}, {", ".join(filled)}, coalesce(z.zh, {named}p.programme) AS programme, c.other_rows
            FROM "groups_{rule.id}" AS g
            JOIN counted AS c ON c.subject = g.subject AND c.programme_key = g.programme_key
            LEFT JOIN programmes AS z ON z.programme_id = g.programme_id
            LEFT JOIN places AS p ON p.row_id = g.first_row
            ORDER BY g.subject, g.programme_key
        """)
    )


def _letters(rule: Rule, batches: Iterable[Batch]) -> pl.DataFrame:
    """For each block of the book the letters of the rule's `cells`, that of the money apart."""
    wanted: dict[str, list[str]] = {}
    for table, column in rule.cells:
        wanted.setdefault(table, []).append(_canonical(table, column))
    found: list[tuple[int, int, str, str | None, list[str]]] = []
    for batch in batches:
        for number, block in sorted(batch.blocks.items()):
            columns = dict.fromkeys(wanted.get(block.table, ()))
            money = TABLES[block.table].money
            others = [block.letters[c] for c in columns if c in block.letters and c != money]
            found.append((batch.number, number, block.table, block.letters.get(money or "") if money in columns else None, others))
    schema: dict[str, Any] = {"batch": pl.Int64, "block": pl.Int32, "table": pl.String, "money": pl.String, "others": pl.List(pl.String)}
    return pl.DataFrame(found, schema=schema, orient="row")


def _canonical(table: str, column: str) -> str:
    """period_start and period_end stand in the column `period`, published_start in `published_on`."""
    names = {c.name for c in TABLES[table].columns}
    if column in names:
        return column
    stem = column.removesuffix("_start").removesuffix("_end")
    return stem if stem in names else f"{stem}_on"


def _with_the_money_cell(rule: Rule) -> pl.Expr:
    """The letters to mark, money first where the rule marks it: the row's own cell, since with months as columns each row has another."""
    marks_money = pl.col("table").is_in([t for t, c in rule.cells if TABLES[t].money == c])
    money = pl.when(marks_money).then(pl.coalesce("source_col", "money")).otherwise(pl.col("money"))
    letters = pl.concat_list(money, pl.col("others").fill_null(pl.lit([], dtype=pl.List(pl.String))))
    return letters.list.drop_nulls().list.unique(maintain_order=True)
