"""The ten questions in pandas, over frames in memory. Reading the files into them is timed apart."""

import time
from collections.abc import Callable

import duckdb
import pandas as pd

from peers.questions import TYPES, Answer

FAR = pd.Timestamp("2200-01-01")
LONG_AGO = pd.Timestamp("1900-01-01")
GROUP = ["person_key", "programme", "period_start"]
FEW = ["programme", "village", "card_no", "vehicle_class"]  # texts that recur: categories, as a practised hand would have them


class Facts:
    """The tables of `questions.TYPES` in memory."""

    def __init__(self, facts: duckdb.DuckDBPyConnection) -> None:
        frames = {table: facts.execute(f"SELECT * FROM {table}").df() for table in TYPES}
        for frame in frames.values():
            few = [name for name in FEW if name in frame.columns and len(frame) > 100]
            frame[few] = frame[few].astype("category")
        self.payments, self.deaths, self.households = frames["payments"], frames["deaths"], frames["households"]
        self.land_rights, self.programmes, self.exclusive = frames["land_rights"], frames["programmes"], frames["exclusive"]
        self.custody = frames["custody"].fillna({"to_on": FAR})
        self.staff = frames["staff"].fillna({"from_on": LONG_AGO, "to_on": FAR})
        self.vehicles = frames["vehicles"].fillna({"cancelled_on": FAR})

    def of_kind(self, kind: str) -> pd.DataFrame:
        """The payments of programmes of that kind."""
        kinds = self.programmes
        return self.payments[self.payments["programme"].isin(kinds.loc[kinds[kind] == 1, "programme"])]


def a01(f: Facts) -> pd.Series:
    late = f.payments.merge(f.deaths, on="person_key")
    return late.loc[late["period_start"] > late["died_on"] + pd.offsets.MonthEnd(0), "amount_fen"]


def a04(f: Facts) -> pd.Series:
    columns = ["person_key", "period_start", "period_end", "amount_fen"]
    sums = []
    for programme, other in f.exclusive.itertuples(index=False):
        first, second = (f.payments.loc[f.payments["programme"] == text, columns] for text in (programme, other))
        pairs = first.merge(second, on="person_key", suffixes=("", "_other"))
        at_once = (pairs["period_start"] <= pairs["period_end_other"]) & (pairs["period_start_other"] <= pairs["period_end"])
        sums.append((pairs["amount_fen"] + pairs["amount_fen_other"])[at_once])
    return pd.concat(sums)


def a05(f: Facts) -> pd.Series:
    paid = f.payments[f.payments["amount_fen"] > 0]
    groups = paid.groupby(GROUP, observed=True, sort=False)["amount_fen"].agg(["size", "sum", "max"])
    return (groups["sum"] - groups["max"])[groups["size"] > 1]


def a06(f: Facts) -> pd.Series:
    paid = f.payments[f.payments["amount_fen"] > 0]
    paid = paid.assign(village=paid["village"].cat.codes)
    groups = paid.groupby(GROUP, observed=True, sort=False).agg(
        first=("village", "min"), last=("village", "max"), fen=("amount_fen", "sum")
    )
    return groups.loc[groups["first"] != groups["last"], "fen"]


def a09(f: Facts) -> pd.Series:
    elder = f.of_kind("elder")
    end = elder["period_end"].dt
    day_number = end.year.astype("int64") * 10000 + end.month * 100 + end.day
    return elder.loc[elder["person_key"] % 100_000_000_000 > (day_number - 800000) * 1000 + 999, "amount_fen"]


def a12(f: Facts) -> pd.Series:
    p = f.of_kind("to_persons").merge(f.custody, on="person_key")
    return p.loc[(p["from_on"] < p["period_start"]) & (p["to_on"] > p["period_end"]), "amount_fen"]


def a13(f: Facts) -> pd.Series:
    cars = f.vehicles[f.vehicles["vehicle_class"].str.contains("轿车", regex=False)]
    of_house = cars.merge(f.households, on="person_key").drop(columns="person_key").merge(f.households, on="household_no")
    p = f.of_kind("means_tested").merge(of_house, on="person_key")
    return p.loc[(p["registered_on"] < p["period_start"]) & (p["cancelled_on"] > p["period_end"]), "amount_fen"]


def b01(f: Facts) -> pd.Series:
    p = f.of_kind("closed_to_staff").merge(f.staff, on="person_key")
    return p.loc[(p["from_on"] < p["period_start"]) & (p["to_on"] > p["period_end"]), "amount_fen"]


def c01(f: Facts) -> pd.Series:
    paid = f.payments[f.payments["amount_fen"] > 0]
    cards = paid.groupby("card_no", observed=True, sort=False).agg(persons=("person_key", "nunique"), fen=("amount_fen", "sum"))
    return cards.loc[cards["persons"] >= 3, "fen"]


def d01(f: Facts) -> pd.Series:
    claimed = f.of_kind("farmland").groupby(GROUP, observed=True, sort=False)["area"].sum().reset_index()
    confirmed = f.land_rights.groupby("person_key", as_index=False)["area"].sum()
    both = claimed.merge(confirmed, on="person_key", suffixes=("", "_confirmed"))
    return (both["area"] - both["area_confirmed"])[both["area"] * 100 > both["area_confirmed"] * 103]


ALL: dict[str, Callable[[Facts], pd.Series]] = {f.__name__.upper(): f for f in (a01, a04, a05, a06, a09, a12, a13, b01, c01, d01)}


def ask_pandas(facts: duckdb.DuckDBPyConnection, rounds: int) -> tuple[float, dict[str, tuple[float, Answer]]]:
    """Seconds to read the files into frames; for each rule the best seconds of `rounds` and the answer."""
    start = time.perf_counter()
    frames = Facts(facts)
    loaded = time.perf_counter() - start
    answers = {}
    for rule, question in ALL.items():
        seconds = []
        for _ in range(rounds):
            start = time.perf_counter()
            found = question(frames)
            answer = (len(found), int(found.sum()))
            seconds.append(time.perf_counter() - start)
        answers[rule] = (min(seconds), answer)
    return loaded, answers
