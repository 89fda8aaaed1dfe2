"""For each fund what could be looked at: is there data, which rules that concern it were run, which not and why, what was found."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

import duckdb
import polars as pl

from lianjing.checks.result import Fund, NotRun
from lianjing.checks.rule import Rule


def find_funds(
    con: duckdb.DuckDBPyConnection, run: Iterable[Rule], not_run: Iterable[NotRun], doubts: pl.DataFrame, paid: bool
) -> tuple[Fund, ...]:
    """Every programme that is known: those with payments first, by amount, then the others by id. `paid`: the book has payments."""
    run, not_run = tuple(run), tuple(not_run)
    concerned = {c: _concerned(con, c) for c in sorted({r.funds for r in run} | {n.rule.funds for n in not_run})}
    money = _money(con) if paid else {}
    found = {
        p: (n, Decimal(yuan))
        for p, n, yuan in doubts.filter(pl.col("programme_id").is_not_null())
        .group_by("programme_id")
        .agg(pl.len(), pl.col("amount_yuan").sum().fill_null(Decimal("0.00")))
        .iter_rows()
    }
    funds = []
    for programme, name, department in con.execute("SELECT programme_id::VARCHAR, zh, department FROM programmes ORDER BY 1").fetchall():
        rows, yuan, first, last = money.get(programme, (0, Decimal("0.00"), None, None))
        funds.append(
            Fund(
                programme_id=programme,
                name=name,
                department=department,
                rows=rows,
                amount_yuan=yuan,
                period_start=first,
                period_end=last,
                run=tuple(r.id for r in run if programme in concerned[r.funds]),
                not_run=tuple((n.rule.id, n.needs) for n in not_run if programme in concerned[n.rule.funds]),
                doubts=found.get(programme, (0, Decimal("0.00")))[0],
                doubts_yuan=found.get(programme, (0, Decimal("0.00")))[1],
            )
        )
    return tuple(sorted(funds, key=lambda f: (f.rows == 0, -f.amount_yuan, f.programme_id)))


def _concerned(con: duckdb.DuckDBPyConnection, condition: str) -> frozenset[str]:
    return frozenset(row[0] for row in con.execute(f"SELECT programme_id::VARCHAR FROM programmes WHERE {condition}").fetchall())


def _money(con: duckdb.DuckDBPyConnection) -> Mapping[str, tuple[int, Decimal, date | None, date | None]]:
    return {
        programme: (rows, Decimal(yuan or 0), first, last)
        for programme, rows, yuan, first, last in con.execute("""
            WITH texts AS (
                SELECT programme, coalesce(year(period_start), year(paid_on), 0) AS year, count(*) AS n, sum(amount_yuan) AS yuan,
                       min(coalesce(period_start, paid_on)) AS first, max(coalesce(period_end, paid_on)) AS last
                FROM payments
                GROUP BY ALL
            )
            SELECT t.programme_id::VARCHAR, sum(x.n)::BIGINT, sum(x.yuan)::DECIMAL(18,2), min(x.first), max(x.last)
            FROM texts AS x
            JOIN programme_texts AS t ON t.programme = x.programme AND t.year = x.year
            WHERE t.programme_id IS NOT NULL
            GROUP BY t.programme_id
        """).fetchall()
    }
