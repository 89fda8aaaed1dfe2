"""Whom new or withdrawn rows can concern: the people whose doubts may change, and the rows one must see to judge them.

A `near` rule looks at a person's own rows, the household's, the card's, the village's, and at people tied by a register with two people
in a row (kin, proxies, approved households) or by name and day of birth. So: the people of the changed rows and those tied to them, all
of their villages, everybody who has a row there. To judge those, the rows of all villages they have rows in, and of all people tied to
them. Where in doubt, more is taken than needed: that costs time, never a doubt.
"""

from collections.abc import Iterable, Mapping

import duckdb

from lianjing.checks.insert import insert_rows
from lianjing.checks.schema_names import QUARANTINED
from lianjing.identity import town_key, village_key
from lianjing.schema import TABLES, stored_columns

PLACE = "coalesce(town, '') || '|' || coalesce(village, '')"


def find_touched(con: duckdb.DuckDBPyConnection, tables: Iterable[str], changed: Mapping[str, str], *, whole_towns: bool) -> None:
    """Make the tables `touched_people` (person_key), `touched_cards` (card_no), `seen_people` and `seen_places` (place).

    `tables` are the schema tables of the book, on the connection as views main.T; `changed`: table → SQL that gives its changed rows,
    quarantined ones included. `whole_towns`: what is known of one village of a town can change what is said of the others.
    """
    tables = sorted(tables)
    places = _places(con, tables, changed)
    _table(con, "seed_people", "person_key", [f"SELECT {k} FROM ({q})" for t, q in sorted(changed.items()) for k in _keys(t)])
    _add_tied(con, "seed_people", tables)
    seeds = [f"SELECT DISTINCT {PLACE} FROM ({q})" for t, q in sorted(changed.items()) if _has_place(t)]
    direct = {row[0] for row in con.execute(" UNION ".join(seeds)).fetchall()} if seeds else set()
    lost = [f"SELECT DISTINCT {PLACE} FROM ({q}) WHERE fate = 'quarantined'" for t, q in sorted(changed.items()) if _has_place(t)]
    damaged = {row[0] for row in con.execute(" UNION ".join(lost)).fetchall()} if lost else set()
    direct |= _of_people(con, tables, "seed_people")
    _fill(con, "near_places", _spread(places, direct, damaged, whole_towns=whole_towns))
    near = [f"SELECT person_key FROM main.{t} WHERE {PLACE} IN (SELECT place FROM near_places)" for t in tables if _has_both(t)]
    _table(con, "touched_people", "person_key", ["SELECT person_key FROM seed_people", *near])
    _touched_cards(con, tables, changed)
    _table(con, "seen_people", "person_key", ["SELECT person_key FROM touched_people", *_card_sharers(tables)])
    _add_tied(con, "seen_people", tables)
    _fill(con, "seen_places", _spread(places, _of_people(con, tables, "touched_people"), set(), whole_towns=False))


def narrow(con: duckdb.DuckDBPyConnection, tables: Iterable[str]) -> None:
    """Make temporary tables T (which stand before main.T) with the rows one must see; rows without person and place are all seen.

    What was set aside is small and compared by name: T_quarantined stays whole.
    """
    for t in sorted(tables):
        conditions = [f"{k} IN (SELECT person_key FROM seen_people)" for k in _keys(t)]
        if _has_place(t):
            conditions.append(f"{PLACE} IN (SELECT place FROM seen_places)")
        if conditions:
            alone = " AND ".join([*(f"{k} IS NULL" for k in _keys(t)), *(["town IS NULL AND village IS NULL"] if _has_place(t) else [])])
            con.execute(f"CREATE TEMP TABLE {t} AS SELECT * FROM main.{t} WHERE {' OR '.join(conditions)} OR ({alone})")


def _keys(table: str) -> list[str]:
    return [c for c in stored_columns(TABLES[table]) if c.endswith("person_key")]


def _has_place(table: str) -> bool:
    return {"town", "village"} <= set(stored_columns(TABLES[table]))


def _has_both(table: str) -> bool:
    return _has_place(table) and "person_key" in stored_columns(TABLES[table])


def _places(con: duckdb.DuckDBPyConnection, tables: Iterable[str], changed: Mapping[str, str]) -> Mapping[str, tuple[str, str]]:
    """Every place of the book (town text | village text) with its two keys."""
    parts = [f"SELECT DISTINCT {PLACE} FROM main.{t}" for t in tables if _has_place(t)]
    parts += [f"SELECT DISTINCT {PLACE} FROM main.{t}{QUARANTINED}" for t in tables if _has_place(t)]
    parts += [f"SELECT DISTINCT {PLACE} FROM ({q})" for t, q in sorted(changed.items()) if _has_place(t)]
    found = [row[0] for row in con.execute(" UNION ".join(parts)).fetchall()] if parts else []
    return {p: (_key(p.partition("|")[0], town_key), _key(p.partition("|")[2], village_key)) for p in found if p != "|"}


def _key(text: str, key: object) -> str:
    assert callable(key)
    return str(key(text) or text) if text else ""


def _spread(places: Mapping[str, tuple[str, str]], direct: Iterable[str], damaged: Iterable[str], *, whole_towns: bool) -> list[str]:
    """All texts that may mean one of the places: the same village, the town left out on either side; for damaged rows any town."""
    pairs = {places[p] for p in direct if p in places}
    villages_anywhere = {places[p][1] for p in damaged if p in places} | {v for t, v in pairs if t == ""}
    towns = {t for t, v in pairs if t and (whole_towns or v == "")} if whole_towns else set()
    villages = {v for _, v in pairs} - {""}
    return sorted(
        p for p, (t, v) in places.items() if (t, v) in pairs or (v and v in villages_anywhere) or t in towns or (t == "" and v in villages)
    )


def _of_people(con: duckdb.DuckDBPyConnection, tables: Iterable[str], people: str) -> set[str]:
    """The places in which those people have a row."""
    parts = [f"SELECT DISTINCT {PLACE} FROM main.{t} WHERE person_key IN (SELECT person_key FROM {people})" for t in tables if _has_both(t)]
    return {row[0] for row in con.execute(" UNION ".join(parts)).fetchall()} if parts else set()


def _add_tied(con: duckdb.DuckDBPyConnection, people: str, tables: Iterable[str]) -> None:
    """To `people` those who stand in one row with one of them, and who has the same name and day of birth (one under two IDs)."""
    parts = [f"SELECT person_key FROM {people}"]
    for t in tables:
        keys = _keys(t)
        parts += [f"SELECT {b} FROM main.{t} WHERE {a} IN (SELECT person_key FROM {people})" for a in keys for b in keys if a != b]
    named = [t for t in tables if {"name", "person_key"} <= set(stored_columns(TABLES[t]))]
    if named:
        every = " UNION ".join(f"SELECT person_key, name FROM main.{t} WHERE person_key IS NOT NULL" for t in named)
        con.execute(
            f"CREATE OR REPLACE TEMP TABLE bearers AS SELECT person_key, person_key // 1000 % 100000000 AS born, name FROM ({every})"
        )
        parts.append(f"""
            SELECT b.person_key
            FROM bearers AS a
            JOIN bearers AS b ON b.born = a.born AND b.name = a.name
            WHERE a.person_key IN (SELECT person_key FROM {people})
        """)
    union = " UNION ALL ".join(parts)
    everybody = f"SELECT DISTINCT person_key FROM ({union}) WHERE person_key IS NOT NULL"
    con.execute(f"CREATE OR REPLACE TEMP TABLE more_people AS {everybody}")
    con.execute(f"CREATE OR REPLACE TEMP TABLE {people} AS SELECT person_key FROM more_people")


def _touched_cards(con: duckdb.DuckDBPyConnection, tables: Iterable[str], changed: Mapping[str, str]) -> None:
    parts = [f"SELECT card_no FROM ({q})" for t, q in sorted(changed.items()) if "card_no" in stored_columns(TABLES[t])]
    parts += [f"SELECT card_no FROM main.{t} WHERE person_key IN (SELECT person_key FROM touched_people)" for t in tables if _has_card(t)]
    _table(con, "touched_cards", "card_no", parts or ["SELECT NULL::VARCHAR"])


def _card_sharers(tables: Iterable[str]) -> list[str]:
    return [f"SELECT person_key FROM main.{t} WHERE card_no IN (SELECT card_no FROM touched_cards)" for t in tables if _has_card(t)]


def _has_card(table: str) -> bool:
    return {"card_no", "person_key"} <= set(stored_columns(TABLES[table]))


def _table(con: duckdb.DuckDBPyConnection, name: str, column: str, parts: Iterable[str]) -> None:
    every = " UNION ALL ".join(parts) or "SELECT NULL::BIGINT"
    con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT DISTINCT {column} FROM ({every}) AS t({column}) WHERE {column} IS NOT NULL")


def _fill(con: duckdb.DuckDBPyConnection, name: str, places: Iterable[str]) -> None:
    con.execute(f"CREATE OR REPLACE TEMP TABLE {name} (place VARCHAR)")
    insert_rows(con, name, [(p,) for p in places])
