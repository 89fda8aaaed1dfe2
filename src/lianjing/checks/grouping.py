"""From the lines of a rule's query to groups: rule × subject × programme, its rows together, all in DuckDB with every order spelled out."""

from collections.abc import Mapping
from dataclasses import dataclass

import duckdb

from lianjing.checks.rule import Rule

# Output columns that the engine reads itself; every other one is a fact of the group's first line.
TYPED = {"programme_id": "VARCHAR", "amount_yuan": "DECIMAL(18,2)", "period_start": "DATE", "period_end": "DATE"}
READ = frozenset(["subject", "evidence", *TYPED])
# Made of the group's lines, so no rule may give columns of these names.
MADE = frozenset(["money_rows", "other_rows", "periods", "period", "first_row", "programme_key", "doubt_id"])


@dataclass(frozen=True, slots=True)
class Lines:
    """The table with a rule's lines, and its output columns."""

    table: str
    columns: tuple[str, ...]

    @property
    def facts(self) -> tuple[str, ...]:
        """The columns that the engine only hands on."""
        return tuple(c for c in self.columns if c not in READ)


def find_lines(con: duckdb.DuckDBPyConnection, rule: Rule, parameters: Mapping[str, object], sql: str | None = None) -> Lines:
    """Run the rule (or `sql`, a mutant of it) into a table of lines. Raises ValueError if a line has no subject or no row of the money."""
    query = (rule.sql if sql is None else sql).strip().rstrip(";")
    table = f"lines_{rule.id}"
    used = {n: v for n, v in parameters.items() if f"${n}" in query}  # DuckDB wants no parameter that the query does not name
    con.execute(f'CREATE OR REPLACE TEMP TABLE "{table}" AS SELECT * FROM ({query}\n)', used)
    return lines_in(con, rule)


def lines_in(con: duckdb.DuckDBPyConnection, rule: Rule) -> Lines:
    """The rule's lines that stand in table `lines_<id>`. Raises ValueError if one has no subject or no row of the money."""
    table = f"lines_{rule.id}"
    columns = tuple(r[0] for r in con.execute(f'DESCRIBE "{table}"').fetchall())
    if not {"subject", "evidence"} <= set(columns):
        raise ValueError(f"{rule.id}: the query must give subject and evidence")
    lost = con.execute(f'SELECT count(*) FROM "{table}" WHERE subject IS NULL OR evidence[1] IS NULL').fetchone()
    if lost is not None and lost[0]:
        raise ValueError(f"{rule.id}: {lost[0]} lines have no subject or no row of the money")
    return Lines(table, columns)


def group_lines(con: duckdb.DuckDBPyConnection, rule: Rule, lines: Lines) -> int:
    """How many doubts the lines are; makes tables `groups_<id>` (a row a doubt: sums, first line's facts), `rows_<id>` (evidence).

    programme_key is the programme's id, else the name on the sheet behind a "?", else "": two programmes that nobody knows are two doubts.
    The amount is summed over distinct rows of the money; the first line is the earliest period, then the lowest rows.
    """
    _type_lines(con, rule, lines)
    facts = "".join(f', f."{c}"' for c in lines.facts)
    tie = "".join(f', "{c}"' for c in lines.facts)
    con.execute(f"""
        CREATE OR REPLACE TEMP TABLE "groups_{rule.id}" AS
        WITH first_line AS (
            SELECT *
            FROM "typed_{rule.id}"
            QUALIFY row_number() OVER (
                PARTITION BY subject, programme_key
                ORDER BY period_start NULLS LAST, period_end NULLS LAST, evidence, amount_yuan{tie}
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
        SELECT s.*, f.evidence[1] AS first_row{facts}
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
    counted = con.execute(f'SELECT count(*) FROM "groups_{rule.id}"').fetchone()
    return int(counted[0]) if counted else 0


def count_groups(con: duckdb.DuckDBPyConnection, lines: Lines) -> int:
    """How many doubts the lines are, and nothing else."""
    counted = con.execute(f'SELECT count(*) FROM (SELECT DISTINCT subject, {_programme_key(lines)} FROM "{lines.table}")').fetchone()
    return int(counted[0]) if counted else 0


def _type_lines(con: duckdb.DuckDBPyConnection, rule: Rule, lines: Lines) -> None:
    """The lines with the engine's columns in their types, the facts as the rule gave them, and no gap in the evidence."""
    typed = ", ".join(f'cast({_or_null(c, lines)} AS {t}) AS "{c}"' for c, t in TYPED.items())
    facts = "".join(f', "{c}"' for c in lines.facts)
    con.execute(f"""
        CREATE OR REPLACE TEMP TABLE "typed_{rule.id}" AS
        SELECT cast(subject AS VARCHAR) AS subject, {_programme_key(lines)} AS programme_key, {typed},
               list_filter(evidence, lambda r: r IS NOT NULL)::BIGINT[] AS evidence{facts}
        FROM "{lines.table}"
    """)
    con.execute(f'DROP TABLE "{lines.table}"')


def _programme_key(lines: Lines) -> str:
    return f"cast(coalesce({_or_null('programme_id', lines)}, '?' || {_or_null('programme', lines)}, '') AS VARCHAR)"


def _or_null(column: str, lines: Lines) -> str:
    return f'"{column}"' if column in lines.columns else "NULL"
