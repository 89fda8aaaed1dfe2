"""Ten comparisons of money with registers, each the bare core of one rule: two numbers, how many and how much.

One text of SQL for DuckDB, SQLite and PostgreSQL; only two words about days differ (`SPOKEN`). Sums are whole numbers (fen, 0.0001 mu), so
that every engine must give the same two numbers to the last digit. What the rules ask beyond this (members of a household but for A13,
reversals, overlapping periods, words in notes, evidence) is left out.
"""

from dataclasses import dataclass
from pathlib import Path

import duckdb

from lianjing.schema.programmes import PROGRAMMES, match_programme

Answer = tuple[int, int]

# What each question may read, as DuckDB takes it from a book's views. Whole numbers for money and land: the same in every engine.
FACTS = {
    "payments": """SELECT row_id, person_key, programme, village, period_start, period_end, card_no,
        CAST(amount_yuan * 100 AS BIGINT) AS amount_fen, CAST(area_mu * 10000 AS BIGINT) AS area FROM payments""",
    "deaths": "SELECT person_key, died_on FROM deaths WHERE died_on IS NOT NULL",
    "custody": "SELECT person_key, from_on, to_on FROM custody",
    "staff": "SELECT person_key, from_on, to_on FROM staff",
    "vehicles": "SELECT person_key, vehicle_class, registered_on, cancelled_on FROM vehicles",
    "households": "SELECT person_key, household_no FROM households",
    "land_rights": "SELECT person_key, CAST(area_mu * 10000 AS BIGINT) AS area FROM land_rights",
}
TYPES = {
    "payments": "row_id BIGINT, person_key BIGINT, programme TEXT, village TEXT, period_start DATE, period_end DATE, card_no TEXT, "
    "amount_fen BIGINT, area BIGINT",
    "deaths": "person_key BIGINT, died_on DATE",
    "custody": "person_key BIGINT, from_on DATE, to_on DATE",
    "staff": "person_key BIGINT, from_on DATE, to_on DATE",
    "vehicles": "person_key BIGINT, vehicle_class TEXT, registered_on DATE, cancelled_on DATE",
    "households": "person_key BIGINT, household_no TEXT",
    "land_rights": "person_key BIGINT, area BIGINT",
    "programmes": "programme TEXT, elder INTEGER, means_tested INTEGER, closed_to_staff INTEGER, farmland INTEGER, to_persons INTEGER",
    "exclusive": "programme TEXT, other TEXT",
}
# What a careful hand would give a row store: three indexes that hold all columns of the groupings, and one for each register's key.
INDEXES = (
    "CREATE INDEX payments_by_person ON payments (person_key, programme, period_start, village, amount_fen)",
    "CREATE INDEX payments_by_programme ON payments (programme, person_key, period_start, period_end, amount_fen, area)",
    "CREATE INDEX payments_by_card ON payments (card_no, person_key, amount_fen)",
    "CREATE INDEX households_by_number ON households (household_no, person_key)",
    *(f"CREATE INDEX {t}_by_person ON {t} (person_key)" for t in ("deaths", "custody", "staff", "vehicles", "households", "land_rights")),
)
# The last day of a month, and a day as the number 20190131.
SPOKEN = {
    "duckdb": {
        "died_month_end": "last_day(d.died_on)",
        "day_number": "(year(p.period_end) * 10000 + month(p.period_end) * 100 + day(p.period_end))",
    },
    "sqlite": {
        "died_month_end": "date(d.died_on, 'start of month', '+1 month', '-1 day')",
        "day_number": "(CAST(substr(p.period_end, 1, 4) || substr(p.period_end, 6, 2) || substr(p.period_end, 9, 2) AS INTEGER))",
    },
    "postgresql": {
        "died_month_end": "(date_trunc('month', d.died_on) + INTERVAL '1 month - 1 day')::DATE",
        "day_number": "(extract(YEAR FROM p.period_end)::INT * 10000 + extract(MONTH FROM p.period_end)::INT * 100 "
        "+ extract(DAY FROM p.period_end)::INT)",
    },
}


@dataclass(frozen=True, slots=True)
class Question:
    """One comparison: the rule whose core it is, in words, in SQL."""

    rule: str
    words: str
    sql: str


QUESTIONS = (
    Question(
        "A01",
        "paid after the month of death",
        """SELECT count(*), sum(p.amount_fen)
FROM payments AS p
JOIN deaths AS d ON d.person_key = p.person_key
WHERE p.period_start > {died_month_end}""",
    ),
    Question(
        "A04",
        "two exclusive programmes in one month",
        """SELECT count(*), sum(p.amount_fen + q.amount_fen)
FROM exclusive AS x
JOIN payments AS p ON p.programme = x.programme
JOIN payments AS q ON q.programme = x.other AND q.person_key = p.person_key
WHERE p.period_start <= q.period_end
  AND q.period_start <= p.period_end""",
    ),
    Question(
        "A05",
        "one programme paid twice for a period",
        """SELECT count(*), sum(t.fen)
FROM (
    SELECT sum(p.amount_fen) - max(p.amount_fen) AS fen
    FROM payments AS p
    WHERE p.amount_fen > 0
    GROUP BY p.person_key, p.programme, p.period_start
    HAVING count(*) > 1
) AS t""",
    ),
    Question(
        "A06",
        "one programme paid in two villages",
        """SELECT count(*), sum(t.fen)
FROM (
    SELECT sum(p.amount_fen) AS fen
    FROM payments AS p
    WHERE p.amount_fen > 0
    GROUP BY p.person_key, p.programme, p.period_start
    HAVING min(p.village) <> max(p.village)
) AS t""",
    ),
    Question(  # digits 7 to 14 of an ID, with the three of its serial number, against the day 80 years before
        "A09",
        "elder allowance below the age of 80",
        """SELECT count(*), sum(p.amount_fen)
FROM payments AS p
JOIN programmes AS g ON g.programme = p.programme
WHERE g.elder = 1
  AND p.person_key % 100000000000 > CAST({day_number} - 800000 AS BIGINT) * 1000 + 999""",
    ),
    Question(
        "A12",
        "paid while in custody throughout",
        """SELECT count(*), sum(p.amount_fen)
FROM custody AS c
JOIN payments AS p ON p.person_key = c.person_key
JOIN programmes AS g ON g.programme = p.programme
WHERE g.to_persons = 1
  AND c.from_on < p.period_start
  AND (c.to_on IS NULL OR c.to_on > p.period_end)""",
    ),
    Question(
        "A13",
        "means-tested, a car in the household",
        """SELECT count(*), sum(p.amount_fen)
FROM vehicles AS v
JOIN households AS o ON o.person_key = v.person_key
JOIN households AS m ON m.household_no = o.household_no
JOIN payments AS p ON p.person_key = m.person_key
JOIN programmes AS g ON g.programme = p.programme
WHERE g.means_tested = 1
  AND v.vehicle_class LIKE '%轿车%'
  AND v.registered_on < p.period_start
  AND (v.cancelled_on IS NULL OR v.cancelled_on > p.period_end)""",
    ),
    Question(
        "B01",
        "public staff in a programme closed to them",
        """SELECT count(*), sum(p.amount_fen)
FROM staff AS s
JOIN payments AS p ON p.person_key = s.person_key
JOIN programmes AS g ON g.programme = p.programme
WHERE g.closed_to_staff = 1
  AND (s.from_on IS NULL OR s.from_on < p.period_start)
  AND (s.to_on IS NULL OR s.to_on > p.period_end)""",
    ),
    Question(
        "C01",
        "one card for three persons or more",
        """SELECT count(*), sum(t.fen)
FROM (
    SELECT sum(p.amount_fen) AS fen
    FROM payments AS p
    WHERE p.card_no IS NOT NULL
      AND p.amount_fen > 0
    GROUP BY p.card_no
    HAVING count(DISTINCT p.person_key) >= 3
) AS t""",
    ),
    Question(
        "D01",
        "area subsidised above the area confirmed",
        """SELECT count(*), sum(c.area - r.area)
FROM (
    SELECT p.person_key, p.programme, p.period_start, sum(p.area) AS area
    FROM payments AS p
    JOIN programmes AS g ON g.programme = p.programme
    WHERE g.farmland = 1
    GROUP BY p.person_key, p.programme, p.period_start
) AS c
JOIN (
    SELECT l.person_key, sum(l.area) AS area
    FROM land_rights AS l
    GROUP BY l.person_key
) AS r ON r.person_key = c.person_key
WHERE c.area * 100 > r.area * 103""",
    ),
)


def spoken(question: Question, engine: str) -> str:
    """The question's SQL as `engine` (duckdb, sqlite, postgresql) says days."""
    return question.sql.format(**SPOKEN[engine])


def lay_facts(book_views: duckdb.DuckDBPyConnection) -> None:
    """Puts the questions' tables before the book's own views of those names: views over the Parquet files, and two small tables."""
    book_views.execute("CREATE SCHEMA facts")
    for table, query in FACTS.items():
        book_views.execute(f"CREATE VIEW facts.{table} AS {query.replace(f'FROM {table}', f'FROM main.{table}')}")
    texts = [str(row[0]) for row in book_views.execute("SELECT DISTINCT programme FROM payments ORDER BY programme").fetchall()]
    for table, rows in (("programmes", programme_rows(texts)), ("exclusive", exclusive_rows(texts))):
        book_views.execute(f"CREATE TABLE facts.{table} ({TYPES[table]})")
        if len(rows) > 0:
            book_views.executemany(f"INSERT INTO facts.{table} VALUES ({', '.join('?' * len(rows[0]))})", [list(row) for row in rows])
    book_views.execute("SET schema = 'facts'")


def hold_facts(facts: duckdb.DuckDBPyConnection) -> None:
    """Reads the tables into memory once, as `lianjing check` reads what its rules share."""
    facts.execute("CREATE SCHEMA held")
    for table in TYPES:
        facts.execute(f"CREATE TABLE held.{table} AS SELECT * FROM facts.{table}")
    facts.execute("SET schema = 'held'")


def programme_rows(texts: list[str]) -> list[tuple[str | int, ...]]:
    """For each programme as the pay lists write it: what the questions ask about its kind, 1 or 0."""
    rows: list[tuple[str | int, ...]] = []
    for text in texts:
        p = PROGRAMMES.get(match_programme(text) or "")
        if p is not None:
            kinds = (p.age_min == 80, p.means_tested, p.staff == "barred", p.payee == "land", p.payee in ("person", "household"))
            rows.append((text, *(int(kind) for kind in kinds)))
    return rows


def exclusive_rows(texts: list[str]) -> list[tuple[str, ...]]:
    """Pairs of programmes, as the pay lists write them, that one person may not draw together; each pair once."""
    written = {match_programme(text): text for text in texts}
    pairs = {tuple(sorted((p.id, x.id))) for p in PROGRAMMES.values() for x in p.excludes if x.confirmed}
    return sorted((written[a], written[b]) for a, b in pairs if a in written and b in written)


def write_csv(facts: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Each table as CSV with a header, NULL as nothing: what the row stores load."""
    for table in TYPES:
        facts.execute(f"COPY (SELECT * FROM {table}) TO '{folder}/{table}.csv' (HEADER)")
