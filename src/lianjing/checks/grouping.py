"""From the lines of a rule's query to doubts: rule × subject × programme, its rows together, its sentence in two languages.

The grouping is done in DuckDB with every order spelled out; only sentences and keyed ids are formed in Python, one a doubt.
"""

import hmac
import json
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256

import duckdb

from lianjing.checks.rule import Rule, Text

# Blanks of `say` beside the columns: filled in from the first row where the rule does not say it, or made of the group's lines.
FILLED = ("name", "id_no", "town", "village", "programme")
MADE = ("amount_yuan", "period_start", "period_end", "period", "money_rows", "periods")
TYPED = {"subject": "VARCHAR", "programme_id": "VARCHAR", "amount_yuan": "DECIMAL(18,2)", "period_start": "DATE", "period_end": "DATE"}
NOTHING = "—"  # a blank for which the rows say nothing


@dataclass(frozen=True, slots=True)
class Lines:
    """The table with a rule's lines, and its output columns."""

    table: str
    columns: tuple[str, ...]


def find_lines(con: duckdb.DuckDBPyConnection, rule: Rule, parameters: Mapping[str, object], sql: str | None = None) -> Lines:
    """Run the rule (or `sql`, a mutant of it) into a table of lines. Raises ValueError if a line has no subject or no row of the money."""
    query = rule.sql if sql is None else sql
    table = f"lines_{rule.id}"
    con.execute(f'CREATE OR REPLACE TEMP TABLE "{table}" AS SELECT * FROM ({query.strip().rstrip(";")}\n)', _used(query, parameters))
    columns = tuple(r[0] for r in con.execute(f'DESCRIBE "{table}"').fetchall())
    if not {"subject", "evidence"} <= set(columns):
        raise ValueError(f"{rule.id}: the query must give subject and evidence")
    lost = con.execute(f'SELECT count(*) FROM "{table}" WHERE subject IS NULL OR evidence[1] IS NULL').fetchone()
    if lost is not None and lost[0]:
        raise ValueError(f"{rule.id}: {lost[0]} lines have no subject or no row of the money")
    return Lines(table, columns)


def group_lines(con: duckdb.DuckDBPyConnection, rule: Rule, lines: Lines) -> None:
    """Make tables `groups_<id>` (one row a doubt: subject, programme_key, sums, `facts` of its first line) and `rows_<id>` (its evidence).

    programme_key is the programme's id, else the name on the sheet behind a "?", else "": two programmes that nobody knows are two doubts.
    The amount is summed over distinct rows of the money; the first line is the earliest period, then the lowest rows.
    """
    typed = ", ".join(f'cast({_or_null(c, lines)} AS {t}) AS "{c}"' for c, t in TYPED.items())
    facts = ", ".join(f"'{c}', cast(\"{c}\" AS VARCHAR)" for c in lines.columns if c not in ("subject", "evidence"))
    con.execute(f"""
        CREATE OR REPLACE TEMP TABLE "typed_{rule.id}" AS
        SELECT {typed}, {_programme_key(lines)} AS programme_key,
               list_filter(evidence, lambda r: r IS NOT NULL)::BIGINT[] AS evidence, json_object({facts})::VARCHAR AS facts
        FROM "{lines.table}"
    """)
    con.execute(f"""
        CREATE OR REPLACE TEMP TABLE "groups_{rule.id}" AS
        WITH first_line AS (
            SELECT subject, programme_key, facts, evidence
            FROM "typed_{rule.id}"
            QUALIFY row_number() OVER (
                PARTITION BY subject, programme_key ORDER BY period_start NULLS LAST, period_end NULLS LAST, evidence, facts
            ) = 1
        ),
        a_money_row AS (
            SELECT subject, programme_key, min(programme_id) AS programme_id, evidence[1] AS row_id, max(amount_yuan) AS amount_yuan,
                   min(period_start) AS period_start, max(period_end) AS period_end
            FROM "typed_{rule.id}"
            GROUP BY subject, programme_key, evidence[1]
        ),
        sums AS (
            SELECT subject, programme_key, min(programme_id) AS programme_id,
                   cast(sum(amount_yuan) AS DECIMAL(18,2)) AS amount_yuan, count(*)::INTEGER AS money_rows,
                   count(DISTINCT period_start)::INTEGER AS periods, min(period_start) AS period_start, max(period_end) AS period_end
            FROM a_money_row
            GROUP BY subject, programme_key
        )
        SELECT s.*, f.facts, f.evidence[1] AS first_row
        FROM sums AS s
        JOIN first_line AS f ON f.subject = s.subject AND f.programme_key = s.programme_key
    """)
    con.execute(f"""
        CREATE OR REPLACE TEMP TABLE "rows_{rule.id}" AS
        WITH each_row AS (
            SELECT subject, programme_key, unnest(evidence) AS row_id, unnest(range(len(evidence))) = 0 AS is_money
            FROM "typed_{rule.id}"
        )
        SELECT subject, programme_key, row_id, bool_or(is_money) AS is_money
        FROM each_row
        GROUP BY subject, programme_key, row_id
    """)
    con.execute(f'DROP TABLE "typed_{rule.id}"')
    con.execute(f'DROP TABLE "{lines.table}"')


def keyed_id(key: bytes, rule: str, subject: str, programme_key: str) -> str:
    """The doubt's stable id: first 16 hex of HMAC-SHA256 of rule, subject and programme under the book's key."""
    return hmac.new(key, f"{rule}|{subject}|{programme_key}".encode(), sha256).hexdigest()[:16]


def explain(rule: Rule, facts: Mapping[str, object]) -> Text:
    """The rule's sentence with its blanks filled, in both languages."""
    said = {name: _said(name, facts.get(name)) for name in rule.say.blanks()}
    if "period" in said:
        zh, en = say_period(facts.get("period_start"), facts.get("period_end"))
        return Text(rule.say.zh.format(**{**said, "period": zh}), rule.say.en.format(**{**said, "period": en}))
    return Text(rule.say.zh.format(**said), rule.say.en.format(**said))


def say_period(first: object, last: object) -> tuple[str, str]:
    """The period as one says it, in Chinese and English: whole months by their months, else by days.

    >>> say_period(date(2024, 1, 1), date(2024, 3, 31))
    ('2024年1月至3月', '2024-01 to 2024-03')
    """
    if not isinstance(first, date) or not isinstance(last, date):
        return NOTHING, NOTHING
    if first.day != 1 or last != date(last.year, last.month, monthrange(last.year, last.month)[1]):
        zh, en = [f"{d.year}年{d.month}月{d.day}日" for d in (first, last)], [d.isoformat() for d in (first, last)]
        return (zh[0], en[0]) if first == last else (f"{zh[0]}至{zh[1]}", f"{en[0]} to {en[1]}")
    if (first.year, first.month, last.month) == (last.year, 1, 12):
        return f"{first.year}年", f"{first.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.year}年{first.month}月", f"{first:%Y-%m}"
    end = f"{last.month}月" if first.year == last.year else f"{last.year}年{last.month}月"
    return f"{first.year}年{first.month}月至{end}", f"{first:%Y-%m} to {last:%Y-%m}"


def facts_of(first_line: str, made: Mapping[str, object]) -> dict[str, object]:
    """All that a sentence may say: the output columns of the first line, what is missing there filled in, sums over the group."""
    line = json.loads(first_line)
    filled = {k: made[k] for k in FILLED if line.get(k) is None and k in made}
    return {**line, **filled, **{k: made[k] for k in MADE if k in made}}


def _said(name: str, value: object) -> str:
    if value is None:
        return NOTHING
    if isinstance(value, Decimal):
        return _number(name, value)
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    if name.endswith("_yuan") or name.endswith("_mu"):
        return _number(name, Decimal(text))
    return text


def _number(name: str, value: Decimal) -> str:
    """300, 98.60, 3.5: whole numbers bare, money to the fen, other numbers without idle zeros."""
    if value == value.to_integral_value():
        return f"{value:.0f}"
    return f"{value:.2f}" if name.endswith("_yuan") else f"{value.normalize():f}"


def _or_null(column: str, lines: Lines) -> str:
    return f'"{column}"' if column in lines.columns else "NULL"


def _programme_key(lines: Lines) -> str:
    return f"coalesce({_or_null('programme_id', lines)}, '?' || {_or_null('programme', lines)}, '')::VARCHAR"


def _used(query: str, parameters: Mapping[str, object]) -> dict[str, object]:
    """DuckDB wants no parameter that the query does not name."""
    return {n: v for n, v in parameters.items() if f"${n}" in query}
