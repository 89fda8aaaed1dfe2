"""doubts.csv and doubts.parquet: one row a doubt, the same columns in both; several source rows stand in one cell, joined by `;`.

Written from frames, so that a run of a hundred thousand doubts takes a second. The CSV is UTF-8 with a byte order mark, which Excel in
China needs. A text that a spreadsheet would take for a formula gets an apostrophe in front (only texts: IDs and amounts are left alone).
"""

from collections.abc import Mapping
from io import BytesIO

import polars as pl

from lianjing.verdicts import VERDICT_COLUMNS, Judged, Record

SOURCES = ("source_file", "source_sheet", "source_row", "cells")  # lists in Parquet; joined in the CSV, the rows of the money first
COLUMNS = (
    "doubt_id",
    "rule",
    "category",
    "strength",
    "subject_kind",
    "id_no",
    "name",
    "village",
    "programme",
    "amount_yuan",
    *SOURCES[:3],
    "explanation",
    "town",
    "side",
    "period_start",
    "period_end",
    "subject",
    "title",
    "explanation_en",
    "title_en",
    "cells",
    "money_rows",
    "other_rows",
    *VERDICT_COLUMNS,
    "rule_confirmed",
    "rule_explained",
    "rule_data_errors",
    "rule_share_confirmed",
)
FORMULA = r"^[=+\-@\t\r\n＝＋－＠]"  # what Excel, LibreOffice and WPS take for the start of a formula
BOM = b"\xef\xbb\xbf"


def doubts_table(seen: Judged) -> pl.DataFrame:
    """The table with its types; a person's subject, which is the key of the ID, is not in it: `id_no` says who it is."""
    result = seen.result
    titles = {r.rule.id: r.rule.title for r in result.runs}
    rule = pl.col("rule")
    sources = _sources(result.evidence)
    return (
        result.doubts.join(sources, on=["rule", "doubt_id"], how="left", maintain_order="left")
        .with_columns(
            pl.col("explanation_zh").alias("explanation"),
            pl.when(pl.col("subject_kind") != "person").then(pl.col("subject")).alias("subject"),
            rule.replace_strict({i: t.zh for i, t in titles.items()}, return_dtype=pl.String, default=None).alias("title"),
            rule.replace_strict({i: t.en for i, t in titles.items()}, return_dtype=pl.String, default=None).alias("title_en"),
        )
        .join(_records({i: seen.record(i) for i in titles}), on="rule", how="left", maintain_order="left")
        .select(COLUMNS)
    )


def as_csv(table: pl.DataFrame) -> bytes:
    """The table as Excel in China opens it by a double click."""
    text = [c for c, kind in table.schema.items() if kind == pl.String and c != "id_no"]
    joined = [
        pl.col(c).cast(pl.List(pl.String)).list.eval(pl.element().fill_null("").str.replace_all(";", "；")).list.join(";") for c in SOURCES
    ]
    flat = table.with_columns(joined).with_columns(_guarded(c) for c in (*text, "source_file", "source_sheet"))
    return BOM + flat.write_csv(line_terminator="\r\n").encode()


def as_parquet(table: pl.DataFrame) -> bytes:
    """The table typed: amounts DECIMAL(18,2), days DATE, sources as lists in equal order."""
    out = BytesIO()
    table.write_parquet(out, compression="zstd", statistics=True)
    return out.getvalue()


def _records(records: Mapping[str, Record]) -> pl.DataFrame:
    """What people found about each rule's doubts so far; the share as a number between 0 and 1 with three places."""
    rows = [(i, r.confirmed, r.explained, r.data_errors, None if r.share is None else round(r.share, 3)) for i, r in records.items()]
    counts = dict.fromkeys(("rule_confirmed", "rule_explained", "rule_data_errors"), pl.Int32)
    return pl.DataFrame(rows, schema={"rule": pl.String, **counts, "rule_share_confirmed": pl.Float64}, orient="row")


def _sources(evidence: pl.DataFrame) -> pl.DataFrame:
    """The places of each doubt in order of `position`; `cells` names the marked cells of each row ("J5 D5")."""
    row = pl.col("source_row").cast(pl.String)
    cells = pl.col("letters").list.eval(pl.element() + "\x00").list.join(" ").str.replace_all("\x00", row)
    return (
        evidence.sort(["rule", "doubt_id", "position"])
        .with_columns(cells.alias("cells"))
        .group_by(["rule", "doubt_id"], maintain_order=True)
        .agg("source_file", "source_sheet", "source_row", "cells")
    )


def _guarded(column: str) -> pl.Expr:
    text = pl.col(column)
    return pl.when(text.str.contains(FORMULA)).then(pl.lit("'") + text).otherwise(text).alias(column)
