"""A case of a fixture as a small book in memory: the tables drawn, made-up people, the columns every record carries, the shared views."""

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache

import duckdb

from lianjing.checks.counties import make_counties
from lianjing.checks.fixtures import Case, Drawn
from lianjing.checks.rule import Rule
from lianjing.checks.schema_names import QUARANTINED
from lianjing.checks.standards import load_standards
from lianjing.checks.views import (
    GIVEN,
    Match,
    build_views,
    read_programmes,
    stand_in,
    tables_needed,
    tables_read,
    views_needed,
)
from lianjing.identity import check_character, person_key
from lianjing.schema import TABLES, Kind, person_key_name, stored_columns

TOWN, VILLAGE = "上坪镇", "柿树村"  # where nothing is drawn; "-" draws an empty cell
AREA_CODE = 139999  # exists nowhere; so do the thousand below it
BORN = date(1960, 3, 8)  # who has no date of birth drawn
LATEST = date(2024, 12, 31)  # read as of this day where no period is drawn
EMPTY = "-"
PEOPLE = "people"  # pseudo-table: name, born_on, sex of the made-up people
PARAMETERS = "parameters"  # pseudo-table: one row, a column a parameter of the rule
STANDARDS = ("programmes", "exclusive", "standards", "allowed_grades", "needs_programme", "post_pay", "limits")
COUNTY = "county"  # pseudo-column of any table: of which county's book the row is
DOUBTS = "doubts"  # pseudo-table: what must come out


@dataclass(frozen=True, slots=True)
class DrawnBook:
    """A connection on which the rule can be run, and its parameters."""

    con: duckdb.DuckDBPyConnection
    parameters: Mapping[str, object]
    tables: frozenset[str]


@contextmanager
def drawn_book(rule: Rule, case: Case, mutants: Iterable[str] = ()) -> Iterator[DrawnBook]:
    """The case as a book, closed afterwards, with what the rule and its mutants read. Raises ValueError that names what cannot be read."""
    con = _shelf().cursor()
    try:
        queries = (rule.sql, *mutants)
        read = frozenset(t for q in queries for t in tables_read(q))
        views = views_needed(read)
        tables = tables_needed(read) | tables_needed(rule.tables) | drawn_names(case)
        present = drawn_tables(con, case, tables)
        match = _register_standards(con, case)
        con.execute("CREATE TEMP TABLE run AS SELECT CAST(? AS DATE) AS as_of", [_as_of(con, case, tables)])
        read_programmes(con, match, tables=present)
        build_views(con, views, queries, tables=present)
        yield DrawnBook(con, _parameters(rule, case), present)
    finally:
        con.close()


@cache
def _shelf() -> duckdb.DuckDBPyConnection:
    """One database in memory for all cases, with the built-in standards: a case is a cursor on it, everything else in it is temporary."""
    con = duckdb.connect(":memory:", config={"threads": 1, "python_enable_replacements": False})
    load_standards(None).register(con)
    for name in STANDARDS:
        con.execute(f'CREATE TABLE "built_in_{name}" AS SELECT * FROM "{name}"')
    return con


def drawn_names(case: Case) -> frozenset[str]:
    """The schema tables that the case draws."""
    return frozenset(t.table for t in case.tables if t.table in TABLES)


def drawn_tables(con: duckdb.DuckDBPyConnection, case: Case, tables: frozenset[str]) -> frozenset[str]:
    """Make `tables`, and T_quarantined beside each, filled with what the case draws; gives back all their names."""
    present = tables | {t + QUARANTINED for t in tables if t in TABLES}
    stand_in(con, present, present=())
    make_counties(con)
    fill(con, case)
    return present


def fill(con: duckdb.DuckDBPyConnection, case: Case, number: int = 1) -> None:
    """Append what the case draws to the tables; cases of different numbers share neither a row's number nor a made-up person."""
    _fill(con, case, _People(case, AREA_CODE - number + 1), number << 32)


class _People:
    """The made-up person of each name: the same ID wherever the name stands in the case."""

    def __init__(self, case: Case, area_code: int) -> None:
        self._area_code = area_code
        self._born: dict[str, date] = {}
        self._sex: dict[str, str] = {}
        self._known: dict[str, str] = {}
        for row in (row for t in case.tables for row in t.dicts()):
            name = row.get("name")
            if name and (born := row.get("born_on")) and born != EMPTY:
                self._born.setdefault(name, date.fromisoformat(born))
            if name and (sex := row.get("sex")):
                self._sex.setdefault(name, sex)

    def id_of(self, name: str) -> str:
        """The ID of that name: birth date as drawn in `people` or any `born_on`, sex likewise (odd: male)."""
        if name not in self._known:
            n = 2 * len(self._known) + (2 if self._sex.get(name) == "女" else 1)
            born = self._born.get(name, BORN)
            first_17 = f"{self._area_code}{born:%Y%m%d}{n:03d}"
            self._known[name] = first_17 + check_character(first_17)
        return self._known[name]


def _fill(con: duckdb.DuckDBPyConnection, case: Case, people: _People, row_id: int) -> None:
    for drawn in case.tables:
        if drawn.table not in TABLES:
            if drawn.table not in GIVEN | {PEOPLE, PARAMETERS, DOUBTS}:
                raise ValueError(f"line {drawn.line}: {drawn.table} is no table of the schema, of the standards or of fixtures")
            continue
        for row in drawn.dicts():
            row_id += 1
            if (county := row.pop(COUNTY, None)) is not None:
                make_counties(con, [(row_id, row_id, county)])
            record = _record(drawn, row, people) | {
                "row_id": row_id,
                "block": 0,
                "source_file": f"{drawn.table}.xlsx",
                "source_sheet": "表",
                "source_row": row_id & 0xFFFF,
                "source_col": "C",
            }
            if record.setdefault("fate", "accepted") == "quarantined":
                record |= {"id_raw": record.get("id_raw") or record.get("id_no"), "id_no": None, "person_key": None}
            suffix = QUARANTINED if record["fate"] == "quarantined" else ""
            columns = ", ".join(f'"{c}"' for c in record)
            con.execute(f'INSERT INTO "{drawn.table}{suffix}" ({columns}) VALUES ({", ".join("?" * len(record))})', list(record.values()))


def _record(drawn: Drawn, row: Mapping[str, str | None], people: _People) -> dict[str, object]:
    table = TABLES[drawn.table]
    stored = stored_columns(table)
    record: dict[str, object] = {}
    for place, default in (("town", TOWN), ("village", VILLAGE)):
        if place in stored:
            record[place] = default
    for column, text in row.items():
        if text is None:
            continue
        kind = c.kind if (c := table.column(column)) is not None else None
        if kind is Kind.PERIOD and text != EMPTY:
            stem = "period" if column == "period" else column.removesuffix("_on")
            record[f"{stem}_start"], record[f"{stem}_end"] = read_period(text)
        elif column in stored:
            record[column] = None if text == EMPTY else text
        elif kind is not Kind.PERIOD:
            raise ValueError(f"line {drawn.line}: {drawn.table} has no column {column}")
    for c in table.columns:
        if c.kind is Kind.RESIDENT_ID:
            _give_id(record, c.name, people)
    return record


def _give_id(record: dict[str, object], id_column: str, people: _People) -> None:
    """Fill the ID from the name beside it; a drawn ID stays, `@甲` is the ID of 甲, "-" is none."""
    if id_column not in record:
        name = record.get(id_column.removesuffix("id_no") + "name")
        record[id_column] = people.id_of(str(name)) if name else None
    said = record[id_column]
    if isinstance(said, str) and said.startswith("@"):
        said = record[id_column] = people.id_of(said[1:])
    record[person_key_name(id_column)] = person_key(str(said)) if said else None


def read_period(text: str) -> tuple[date, date]:
    """First and last day of `2024`, `2024-03`, `2024-03-15`, or of two of them joined by `..`."""
    first, _, last = text.partition("..")
    return _span(first)[0], _span(last or first)[1]


def _span(text: str) -> tuple[date, date]:
    parts = [int(p) for p in text.strip().split("-")]
    match parts:
        case [y]:
            return date(y, 1, 1), date(y, 12, 31)
        case [y, m]:
            return date(y, m, 1), date(y, m, monthrange(y, m)[1])
        case [y, m, d]:
            return date(y, m, d), date(y, m, d)
        case _:
            raise ValueError(f"no period: {text}")


def _as_of(con: duckdb.DuckDBPyConnection, case: Case, tables: frozenset[str]) -> date:
    for drawn in case.drawn("run"):
        for row in drawn.dicts():
            return date.fromisoformat(str(row["as_of"]))
    latest = con.execute("SELECT max(period_end) FROM payments").fetchone() if "payments" in tables else None
    return latest[0] if latest and latest[0] else LATEST


def _parameters(rule: Rule, case: Case) -> dict[str, object]:
    values: dict[str, object] = {p.name: p.default for p in rule.parameters}
    for drawn in case.drawn(PARAMETERS):
        for row in drawn.dicts():
            values |= {k: type(values[k])(v) for k, v in row.items() if v is not None}  # type: ignore[call-arg]
    return values


def _register_standards(con: duckdb.DuckDBPyConnection, case: Case) -> Match:
    """The built-in standards, with what the case draws in their place."""
    for name in STANDARDS:
        con.execute(f'CREATE TEMP TABLE "{name}" AS SELECT * FROM "built_in_{name}"')
    return draw_standards(con, case)


def draw_standards(con: duckdb.DuckDBPyConnection, case: Case) -> Match:
    """Put what the case draws in place of the standards on the connection; gives back how a programme's text is read."""
    match: Match = load_standards(None).match
    drawn_names: dict[str, str] = {}
    for row in (row for t in case.drawn("programmes") for row in t.dicts()):
        drawn_names[str(row.get("zh") or row["programme_id"])] = str(row["programme_id"])
    for name in STANDARDS:
        for drawn in case.drawn(name):
            _replace(con, drawn, lambda text: drawn_names.get(text) or match(text, None) or text)
    return lambda text, on: drawn_names.get(text) or match(text, on)


def _replace(con: duckdb.DuckDBPyConnection, drawn: Drawn, programme_id: Callable[[str], str]) -> None:
    """What is drawn replaces the default: `limits` column by column, `programmes` programme by programme, else the whole table."""
    rows = [{_ID_COLUMN.get(c, c): (programme_id(v) if c in _ID_COLUMN and v else v) for c, v in row.items()} for row in drawn.dicts()]
    if drawn.table == "limits":
        for column, value in rows[0].items():
            con.execute(f'UPDATE limits SET "{column}" = ?', [None if value == EMPTY else value])
        return
    if drawn.table == "programmes":
        con.executemany("DELETE FROM programmes WHERE programme_id = ?", [[r["programme_id"]] for r in rows])
    else:
        con.execute(f'DELETE FROM "{drawn.table}"')
    for row in rows:
        said = {c: v for c, v in row.items() if v not in (None, EMPTY)}
        if drawn.table == "standards":
            said.setdefault("step", "")
        columns = ", ".join(f'"{c}"' for c in said)
        con.execute(f'INSERT INTO "{drawn.table}" ({columns}) VALUES ({", ".join("?" * len(said))})', list(said.values()))
    if drawn.table == "exclusive":
        con.execute("""
            INSERT INTO exclusive
            SELECT other_id, programme_id, scope FROM exclusive AS e
            WHERE NOT EXISTS (SELECT 1 FROM exclusive AS o WHERE o.programme_id = e.other_id AND o.other_id = e.programme_id)
        """)


# In the tables of the standards a programme may be drawn by its name.
_ID_COLUMN = {"programme": "programme_id", "other": "other_id", "needs": "needs_id"}
