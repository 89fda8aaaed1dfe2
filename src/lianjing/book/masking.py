"""Masks for exports of millions of rows: SQL where the column's kind says what it holds, `mask_text` where text may hold anything.

Free text is rarely suspect (ten and more digits): only those values, each once, pass through the plain function of `lianjing.identity`,
which stays the one specification; a test holds the SQL equal to the plain masks of IDs, cards and phones.
"""

from collections.abc import Callable, Mapping

import duckdb

from lianjing.identity import mask_card, mask_phone, mask_resident_id, mask_text
from lianjing.schema import Kind

PLAIN: Mapping[Kind, Callable[[str], str]] = {Kind.RESIDENT_ID: mask_resident_id, Kind.CARD: mask_card, Kind.PHONE: mask_phone}
# Codes stay whole (invoices, contracts have twenty digits), but for those made of an ID, as certificates and household numbers can be.
_ID_IN_CODE = r"([1-9]\d{5})(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{2}(\d[\dXx])"
_WHOLE = frozenset({Kind.CREDIT_CODE, Kind.PLATE})


def mask_value(text: str, kind: Kind | None) -> str:
    """One value masked by its column's kind, None for a column of no name."""
    return (PLAIN.get(kind, mask_text) if kind is not None else mask_text)(text)


def masked_columns(con: duckdb.DuckDBPyConnection, view: str, columns: Mapping[str, Kind]) -> tuple[dict[str, str], str]:
    """SQL for each text column of `view`, masked, and the joins that it needs behind `from view`."""
    expressions = {c: sql for c, kind in columns.items() if (sql := masked_sql(f'"{c}"', kind)) is not None}
    joins = []
    for column in columns.keys() - expressions.keys():
        if _veil(con, view, column):
            joins.append(f' left join veil_{column} on "{column}" = veil_{column}.raw')
            expressions[column] = f'coalesce(veil_{column}.shown, "{column}")'
        else:
            expressions[column] = f'"{column}"'
    return expressions, "".join(sorted(joins))


def masked_sql(column: str, kind: Kind) -> str | None:
    """SQL for a column whose kind says how it is masked; None for free text."""
    match kind:
        case Kind.RESIDENT_ID:
            masked = f"case when length({column}) >= 12 then left({column}, 6) || {_stars(10)} || right({column}, 2) "
            return _unless_empty(column, f"{masked} else left({column}, 1) || {_stars(10)} end")
        case Kind.CARD:
            return _unless_empty(column, f"{_stars(15)} || case when length({column}) >= 8 then right({column}, 4) else '' end")
        case Kind.PHONE:
            masked = f"case when length({column}) >= 11 then left({column}, 3) || {_stars(4)} || right({column}, 4)"
            return _unless_empty(column, f"{masked} else {_stars(4)} || right({column}, 2) end")
        case Kind.CODE:
            return rf"regexp_replace({column}, '{_ID_IN_CODE}', '\1{'*' * 10}\2', 'g')"
        case _:
            return column if kind in _WHOLE else None


def _veil(con: duckdb.DuckDBPyConnection, view: str, column: str) -> bool:
    """Makes the table veil_<column> of the values that mask_text changes; whether there are any."""
    suspect = f"length(\"{column}\") >= 10 and length(regexp_replace(\"{column}\", '[^0-9０-９]', '', 'g')) >= 10"
    values = [raw for (raw,) in con.execute(f'select distinct "{column}" from {view} where {suspect}').fetchall()]
    pairs = [(raw, shown) for raw, shown in zip(values, map(mask_text, values), strict=True) if raw != shown]
    if not pairs:
        return False
    con.execute(
        f"create temp table veil_{column} as select unnest($raw) as raw, unnest($shown) as shown",
        {"raw": [raw for raw, _ in pairs], "shown": [shown for _, shown in pairs]},
    )
    return True


def _unless_empty(column: str, then: str) -> str:
    return f"case when {column} = '' then '' when {column} is not null then {then} end"


def _stars(n: int) -> str:
    return f"'{'*' * n}'"
