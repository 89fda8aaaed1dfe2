"""Where a rule could not look: a register that exists and yet has no row for a town in which money was paid.

A register of few rows has none for many towns by chance alone; so a town is only called missing where chance is ruled out: the town's share
of the payments is s, the register has n rows, and (1 - s)^n is below one in a thousand. Registers without towns say nothing.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import duckdb

from lianjing.checks.result import Coverage
from lianjing.checks.rule import Rule
from lianjing.identity import town_key
from lianjing.schema import TABLES, stored_columns

BY_CHANCE = 0.001
MONEY = "payments"


def find_gaps(con: duckdb.DuckDBPyConnection, rules: Iterable[Rule], present: frozenset[str]) -> tuple[Coverage, ...]:
    """One entry a rule × town that lacks rows in a table which the rule needs or uses, in order of rule and town."""
    if MONEY not in present:
        return ()
    rules = tuple(rules)
    paid, names = _rows_by_town(con, MONEY)
    registers = {t for r in rules for t in (*r.tables, *r.uses) if t in present and t != MONEY and "town" in stored_columns(TABLES[t])}
    missing = {t: _missing(paid, _rows_by_town(con, t)[0]) for t in sorted(registers)}
    gaps = []
    for rule in rules:
        for town in sorted(paid):
            lacking = tuple(f"table:{t}" for t in (*rule.tables, *rule.uses) if town in missing.get(t, ()))
            if lacking and MONEY in rule.tables:
                gaps.append(Coverage(rule.id, names[town], lacking))
    return tuple(gaps)


def _rows_by_town(con: duckdb.DuckDBPyConnection, table: str) -> tuple[Mapping[str, int], Mapping[str, str]]:
    """Rows and fullest name by the key of the town: 上坪 and 上坪镇 are one."""
    rows, names = Counter[str](), dict[str, str]()
    for town, n in con.execute(f'SELECT town, count(*) FROM "{table}" WHERE town IS NOT NULL GROUP BY town ORDER BY town').fetchall():
        key = town_key(town) or town
        rows[key] += n
        names[key] = max(names.get(key, ""), town, key=lambda t: (len(t), t))
    return rows, names


def _missing(paid: Mapping[str, int], register: Mapping[str, int]) -> Sequence[str]:
    total, rows = sum(paid.values()), sum(register.values())
    return [t for t, n in paid.items() if t not in register and rows and (1 - n / total) ** rows < BY_CHANCE]
