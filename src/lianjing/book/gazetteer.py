"""Towns and villages that stand only in a sheet's or a file's name, found by the places which the rest of the book knows.

A sheet called 九道湾 says nothing by itself; where the registers have one village 九道湾村, it is that. A name that two towns share is
resolved only if the town is known; otherwise the rows keep an empty village, and nobody guesses.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import duckdb

from lianjing.book.batch import Batch
from lianjing.book.receipt import BlockReceipt
from lianjing.identity import town_key, village_key
from lianjing.schema import TABLES


@dataclass(frozen=True, slots=True)
class Found:
    """A block of a batch and the place that holds for its rows where they name none."""

    batch: int
    block: int
    town: str | None
    village: str | None


def places_found(con: duckdb.DuckDBPyConnection, batches: Iterable[Batch], stored: dict[str, str]) -> list[Found]:
    """The places of blocks that lack one; `stored` gives, for each table of the book, SQL that reads its files."""
    lacking = [
        (batch.number, block)
        for batch in batches
        for sheet in batch.receipt.sheets
        for block in sheet.blocks
        if block.is_kept and block.table is not None and TABLES[block.table].column("village") is not None and _lacks_place(block)
    ]
    if len(lacking) == 0:
        return []
    towns, villages = _known(con, stored)
    out = []
    for number, block in lacking:
        town = block.town or _only(t for hint in _hints(block) if (t := towns.get(town_key(hint))) is not None)
        village = None
        if "village" not in block.columns and block.village is None:
            village, town = _village(block, villages, town)
        if village is not None or town != block.town:
            out.append(Found(number, block.block, town, village))
    return out


def _lacks_place(block: BlockReceipt) -> bool:
    return bool(block.place_hint) and (
        ("village" not in block.columns and block.village is None) or ("town" not in block.columns and block.town is None)
    )


def _hints(block: BlockReceipt) -> list[str]:
    return [h for h in (block.place_hint or "").split("|") if len(h) >= 2]


def _village(block: BlockReceipt, villages: dict[str, dict[str, str]], town: str | None) -> tuple[str | None, str | None]:
    for hint in _hints(block):
        known = {t: v for t, v in villages.get(village_key(hint), {}).items() if town is None or t == town}
        if len(known) == 1:
            found_town, village = next(iter(known.items()))
            return village, town or found_town
    return None, town


def _only(towns: Iterable[str]) -> str | None:
    distinct = set(towns)
    return next(iter(distinct)) if len(distinct) == 1 else None


def _known(con: duckdb.DuckDBPyConnection, stored: dict[str, str]) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Town by key; village by key and town, in the fullest of the ways it is written."""
    parts = [
        f"select distinct town, village from {source}" for name, source in stored.items() if TABLES[name].column("village") is not None
    ]
    towns: dict[str, str] = {}
    villages: dict[str, dict[str, str]] = defaultdict(dict)
    for town, village in sorted(con.execute(" union ".join(parts)).fetchall(), key=str):
        if town is not None:
            towns.setdefault(town_key(town), town)
            if village is not None:
                known = villages[village_key(village)]
                known[town] = max(known.get(town, ""), village, key=lambda v: (len(v), v))
    return towns, villages
