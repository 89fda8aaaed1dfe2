"""The canonical tables of a book, read from `columns.toml` and `tables/*.toml`: a new table is one file, a new synonym one word.

A column's *kind* says how its cells are read; `stored_columns` says under which names and types a book's Parquet keeps it.
Money is DECIMAL(18,2) in yuan, areas and other numbers DECIMAL(18,4), a day is DATE. A resident ID `x_id_no` is stored with
`x_person_key`, its first 17 digits as BIGINT: people join on integers, and the check character carries nothing of its own.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files


class Kind(StrEnum):
    """How a cell of the column is read and stored."""

    RESIDENT_ID = "resident_id"
    CREDIT_CODE = "credit_code"
    CARD = "card"
    PLATE = "plate"
    PHONE = "phone"
    NAME = "name"
    FIRM = "firm"
    TEXT = "text"
    CODE = "code"
    MONEY = "money"
    MONEY_WORDS = "money_words"
    NUMBER = "number"
    WHOLE = "whole"
    DATE = "date"
    PERIOD = "period"
    TOWN = "town"
    VILLAGE = "village"
    RELATION = "relation"
    SEX = "sex"


@dataclass(frozen=True, slots=True)
class Column:
    """One canonical column: its kind, its names, the words under which clerks write it."""

    name: str
    kind: Kind
    zh: str
    en: str
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One canonical table. `needs`: one column of each group must be found before a sheet is taken for it."""

    name: str
    zh: str
    en: str
    about: str
    columns: tuple[Column, ...]
    needs: tuple[frozenset[str], ...]
    telling: frozenset[str]
    marks: tuple[str, ...]
    against: tuple[str, ...]
    money: str | None

    def column(self, name: str) -> Column | None:
        """The column of that name, or None."""
        return next((c for c in self.columns if c.name == name), None)


STORED_TYPE: Mapping[Kind, str] = {
    Kind.MONEY: "DECIMAL(18,2)",
    Kind.NUMBER: "DECIMAL(18,4)",
    Kind.WHOLE: "BIGINT",
    Kind.DATE: "DATE",
}

# Every record of every table carries these: where it stands, what became of it, what was mended or why it was set aside.
SYSTEM_COLUMNS: Mapping[str, str] = {
    "row_id": "BIGINT",  # unique in the book: batch number × 2^32 + running number in the batch
    "block": "INTEGER",  # which table of the file (receipt.json lists them), for header words and column letters
    "source_file": "VARCHAR",
    "source_sheet": "VARCHAR",
    "source_row": "INTEGER",  # as Excel numbers it, 1 is the first
    "source_col": "VARCHAR",  # letter of the money cell, or of the ID where the table has no money
    "fate": "VARCHAR",  # accepted, repaired, quarantined
    "mended": "VARCHAR",  # "id_no:full-width,spaces; name:inner-space"; notes stand behind '?': "card_no:?luhn"
    "quarantine_reason": "VARCHAR",  # message code, where fate is quarantined
    "id_raw": "VARCHAR",  # the ID cell as it stood, where the row is quarantined
}


def person_key_name(id_column: str) -> str:
    """The integer key beside an ID column: id_no → person_key, head_id_no → head_person_key."""
    return id_column.removesuffix("id_no") + "person_key"


def stored_columns(table: Table) -> dict[str, str]:
    """Names and DuckDB types of the table as a book keeps it, in order; a period is two days, first and last."""
    out: dict[str, str] = {}
    for c in table.columns:
        if c.kind is Kind.PERIOD:
            stem = "period" if c.name == "period" else c.name.removesuffix("_on")
            out[f"{stem}_start"] = out[f"{stem}_end"] = "DATE"
        else:
            out[c.name] = STORED_TYPE.get(c.kind, "VARCHAR")
        if c.kind is Kind.RESIDENT_ID:
            out[person_key_name(c.name)] = "BIGINT"
    return out | dict(SYSTEM_COLUMNS)


def _read() -> tuple[dict[str, Column], dict[str, Table]]:
    room = files("lianjing.schema")
    raw = tomllib.loads(room.joinpath("columns.toml").read_text("utf-8"))
    columns = {n: Column(n, Kind(c["kind"]), c["zh"], c["en"], tuple(dict.fromkeys(c["says"]))) for n, c in raw.items()}
    tables = {}
    for file in sorted(room.joinpath("tables").iterdir(), key=lambda f: f.name):
        t = tomllib.loads(file.read_text("utf-8"))
        name = file.name.removesuffix(".toml")
        tables[name] = Table(
            name=name,
            zh=t["zh"],
            en=t["en"],
            about=t["about"],
            columns=tuple(columns[c] for c in t["columns"]),
            needs=tuple(frozenset(g) for g in t["needs"]),
            telling=frozenset(t["telling"]),
            marks=tuple(t["marks"]),
            against=tuple(t.get("against", ())),
            money=t.get("money"),
        )
    return columns, tables


COLUMNS, TABLES = _read()
