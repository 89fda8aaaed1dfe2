"""What belongs together and what comes first: doubts about one fact are one bundle, and within a rule the weightiest stands on top."""

import polars as pl

APART = ("card", "village")  # a shared card or a whole village is a fact of its own, not one more reason about a person's payment
SCREEN = "screen"
RANK = {"amount_yuan": True, "period_end": True, "registers": True, "doubt_id": False}  # column: whether the largest comes first


def ranked(doubts: pl.DataFrame, evidence: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """One rule's doubts with `registers` filled (different registers that speak against the money), and both frames in order of rank.

    Rank: amount (largest first), then recency (latest period first), then registers that agree, then the id.
    """
    counted = evidence.filter(~pl.col("is_money")).group_by("doubt_id").agg(pl.col("table").n_unique().cast(pl.Int32).alias("registers"))
    order = (
        doubts.drop("registers")
        .join(counted, on="doubt_id", how="left", maintain_order="left")
        .with_columns(pl.col("registers").fill_null(0))
        .select(doubts.columns)
        .sort(list(RANK), descending=list(RANK.values()), nulls_last=True)
    )
    return order, in_order_of(order, evidence)


def in_order_of(doubts: pl.DataFrame, evidence: pl.DataFrame) -> pl.DataFrame:
    """The rows of `evidence` behind `doubts`, in the order of `doubts`; each doubt's rows by their position."""
    places = doubts.select("doubt_id").with_row_index("nth")
    rows = evidence.join(places, on="doubt_id", how="inner", maintain_order="left").sort("nth", "position", maintain_order=True)
    return rows.drop("nth")


def bundled(doubts: pl.DataFrame, evidence: pl.DataFrame) -> pl.DataFrame:
    """The doubts with `bundle` filled: doubts that rest on the same row of the money carry one id, the lowest of theirs.

    Screens only rank and shared cards and villages are facts of their own: each of those is a bundle by itself.
    """
    apart = doubts.filter(pl.col("subject_kind").is_in(APART) | (pl.col("strength") == SCREEN))["doubt_id"].implode()
    rows = evidence.filter(pl.col("is_money") & ~pl.col("doubt_id").is_in(apart)).select("row_id", "doubt_id").unique()
    first = rows.group_by("row_id").agg(pl.col("doubt_id").min().alias("first"), pl.len().alias("n")).filter(pl.col("n") > 1)
    pairs = rows.join(first, on="row_id").select("doubt_id", "first").filter(pl.col("doubt_id") != pl.col("first")).unique()
    leader = _components(sorted(pairs.iter_rows()))
    named = pl.DataFrame(sorted(leader.items()), schema={"doubt_id": pl.String, "leader": pl.String}, orient="row")
    return (
        doubts.drop("bundle")
        .join(named, on="doubt_id", how="left", maintain_order="left")
        .with_columns(bundle=pl.coalesce("leader", "doubt_id"))
        .select(doubts.columns)
    )


def _components(pairs: list[tuple[str, str]]) -> dict[str, str]:
    """Member → lowest id of its component."""
    above: dict[str, str] = {}

    def top(x: str) -> str:
        while above.setdefault(x, x) != x:
            above[x] = above[above[x]]
            x = above[x]
        return x

    for a, b in pairs:
        low, high = sorted((top(a), top(b)))
        above[high] = low
    return {x: top(x) for x in above}
