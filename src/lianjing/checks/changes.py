"""What a run found that an earlier one had not, no longer finds, and finds again."""

import polars as pl

from lianjing.checks.kept import KeptRun
from lianjing.checks.result import RunResult

# One row a doubt of either run, ordered by rule, then new, gone, changed, unchanged, then amount (largest first), then doubt_id.
CHANGE_COLUMNS = ("change", "doubt_id", "rule", "amount_before_yuan", "amount_yuan", "name", "town", "village", "programme")
ORDER = ("new", "gone", "changed", "unchanged")


def changes_since(before: KeptRun, result: RunResult) -> pl.DataFrame:
    """CHANGE_COLUMNS; changed: the same doubt with other rows or another sum. IDs and cards stand in none of the columns."""
    said = ["name", "town", "village", "programme"]
    run = [r.rule.id for r in result.runs]  # of rules left out this time nothing is gone
    old, new = before.doubts().filter(pl.col("rule").is_in(run)), result.doubts
    then, now = _rows(old, before.evidence()), _rows(new, result.evidence)
    both = new.select("doubt_id", "rule", "amount_yuan", *said).join(
        old.select("doubt_id", "rule", pl.col("amount_yuan").alias("amount_before_yuan"), *said), on="doubt_id", how="full", coalesce=True
    )
    both = both.join(then, on="doubt_id", how="left").join(now.rename({"rows": "rows_now"}), on="doubt_id", how="left")
    same = (pl.col("rows") == pl.col("rows_now")) & pl.col("amount_yuan").eq_missing(pl.col("amount_before_yuan"))
    change = (
        pl.when(pl.col("rule_right").is_null())
        .then(pl.lit("new"))
        .when(pl.col("rule").is_null())
        .then(pl.lit("gone"))
        .when(same)
        .then(pl.lit("unchanged"))
        .otherwise(pl.lit("changed"))
    )
    filled = [pl.coalesce(c, f"{c}_right").alias(c) for c in ("rule", *said)]
    return (
        both.with_columns(change.cast(pl.Enum(ORDER)).alias("change"), *filled)
        .sort(["rule", "change", "amount_yuan", "doubt_id"], descending=[False, False, True, False], nulls_last=True)
        .select(CHANGE_COLUMNS)
    )


def _rows(doubts: pl.DataFrame, evidence: pl.DataFrame) -> pl.DataFrame:
    """The rows a doubt rests on, as one value to compare."""
    rows = evidence.group_by("doubt_id").agg(pl.col("row_id").sort().hash().sum().alias("rows"))
    return doubts.select("doubt_id").join(rows, on="doubt_id", how="left")
