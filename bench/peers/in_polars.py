"""The ten questions in Polars, lazily over the book's Parquet files."""

import time
from collections.abc import Callable
from datetime import date

import polars as pl
from polars import col

from lianjing.book import Book
from peers.questions import Answer

FAR = date(9999, 12, 31)
LONG_AGO = date(1900, 1, 1)
GROUP = ["person_key", "programme", "period_start"]


class Facts:
    """The same tables as in `questions.FACTS`, none read yet."""

    def __init__(self, book: Book, programmes: list[tuple[str | int, ...]], exclusive: list[tuple[str, ...]]) -> None:
        def stored(table: str) -> pl.LazyFrame:
            files = [path for batch in book.batches() for path in batch.parquet(table)]
            return pl.scan_parquet(files).filter(col("fate") != "quarantined")

        whole = {"area": (col("area_mu") * 10000).cast(pl.Int64)}
        self.payments = stored("payments").with_columns(amount_fen=(col("amount_yuan") * 100).cast(pl.Int64), **whole)
        self.deaths = stored("deaths").filter(col("died_on").is_not_null()).select("person_key", "died_on")
        self.custody = stored("custody").select("person_key", "from_on", col("to_on").fill_null(FAR))
        self.staff = stored("staff").select("person_key", col("from_on").fill_null(LONG_AGO), col("to_on").fill_null(FAR))
        self.vehicles = stored("vehicles").select("person_key", "vehicle_class", "registered_on", col("cancelled_on").fill_null(FAR))
        self.households = stored("households").select("person_key", "household_no")
        self.land_rights = stored("land_rights").select("person_key", **whole)
        kinds = ["programme", "elder", "means_tested", "closed_to_staff", "farmland", "to_persons"]
        self.programmes = {kind: [row[0] for row in programmes if row[kinds.index(kind)] == 1] for kind in kinds[1:]}
        self.exclusive = pl.LazyFrame(exclusive, schema={"programme": pl.String, "other": pl.String}, orient="row")

    def of_kind(self, kind: str) -> pl.LazyFrame:
        """The payments of programmes of that kind."""
        return self.payments.filter(col("programme").is_in(self.programmes[kind]))


def a01(f: Facts) -> pl.LazyFrame:
    return f.payments.join(f.deaths, on="person_key").filter(col("period_start") > col("died_on").dt.month_end()).select(fen="amount_fen")


def a04(f: Facts) -> pl.LazyFrame:
    first = f.payments.join(f.exclusive, on="programme")
    second = f.payments.join(f.exclusive.select("other").unique(), left_on="programme", right_on="other").select(
        "person_key", other="programme", fen="amount_fen", other_start="period_start", other_end="period_end"
    )
    pairs = first.join(second, on=["person_key", "other"])
    at_once = (col("period_start") <= col("other_end")) & (col("other_start") <= col("period_end"))
    return pairs.filter(at_once).select(fen=col("amount_fen") + col("fen"))


def a05(f: Facts) -> pl.LazyFrame:
    groups = f.payments.filter(col("amount_fen") > 0).group_by(GROUP).agg(n=pl.len(), fen=col("amount_fen").sum() - col("amount_fen").max())
    return groups.filter(col("n") > 1).select("fen")


def a06(f: Facts) -> pl.LazyFrame:
    villages = {"first": col("village").min(), "last": col("village").max()}
    groups = f.payments.filter(col("amount_fen") > 0).group_by(GROUP).agg(fen=col("amount_fen").sum(), **villages)
    return groups.filter(col("first") != col("last")).select("fen")


def a09(f: Facts) -> pl.LazyFrame:
    end = col("period_end")
    day_number = end.dt.year().cast(pl.Int64) * 10000 + end.dt.month().cast(pl.Int64) * 100 + end.dt.day().cast(pl.Int64)
    return f.of_kind("elder").filter(col("person_key") % 100_000_000_000 > (day_number - 800000) * 1000 + 999).select(fen="amount_fen")


def a12(f: Facts) -> pl.LazyFrame:
    inside = (col("from_on") < col("period_start")) & (col("to_on") > col("period_end"))
    return f.of_kind("to_persons").join(f.custody, on="person_key").filter(inside).select(fen="amount_fen")


def a13(f: Facts) -> pl.LazyFrame:
    cars = f.vehicles.filter(col("vehicle_class").str.contains("轿车", literal=True))
    of_house = (
        cars.join(f.households, on="person_key")
        .select("household_no", "registered_on", "cancelled_on")
        .join(f.households, on="household_no")
    )
    held = (col("registered_on") < col("period_start")) & (col("cancelled_on") > col("period_end"))
    return f.of_kind("means_tested").join(of_house, on="person_key").filter(held).select(fen="amount_fen")


def b01(f: Facts) -> pl.LazyFrame:
    employed = (col("from_on") < col("period_start")) & (col("to_on") > col("period_end"))
    return f.of_kind("closed_to_staff").join(f.staff, on="person_key").filter(employed).select(fen="amount_fen")


def c01(f: Facts) -> pl.LazyFrame:
    paid = f.payments.filter(col("card_no").is_not_null() & (col("amount_fen") > 0))
    cards = paid.group_by("card_no").agg(persons=col("person_key").n_unique(), fen=col("amount_fen").sum())
    return cards.filter(col("persons") >= 3).select("fen")


def d01(f: Facts) -> pl.LazyFrame:
    confirmed = f.land_rights.group_by("person_key").agg(confirmed=col("area").sum())
    claimed = f.of_kind("farmland").group_by(GROUP).agg(col("area").sum())
    return (
        claimed.join(confirmed, on="person_key")
        .filter(col("area") * 100 > col("confirmed") * 103)
        .select(fen=col("area") - col("confirmed"))
    )


ALL: dict[str, Callable[[Facts], pl.LazyFrame]] = {f.__name__.upper(): f for f in (a01, a04, a05, a06, a09, a12, a13, b01, c01, d01)}


def ask_polars(facts: Facts, rounds: int) -> dict[str, tuple[float, Answer]]:
    """For each rule the best seconds of `rounds`, reading the files included, and the answer."""
    answers = {}
    for rule, question in ALL.items():
        seconds = []
        for _ in range(rounds):
            start = time.perf_counter()
            count, total = question(facts).select(n=pl.len(), total=col("fen").sum()).collect().row(0)
            seconds.append(time.perf_counter() - start)
        answers[rule] = (min(seconds), (int(count), int(total)))
    return answers
