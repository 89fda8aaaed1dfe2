"""Masks for views of millions of rows: SQL where the column's kind says what it holds, `mask_text` where text may hold anything.

Free text is rarely suspect (ten and more digits): only those values, each once, pass through the plain function of `lianjing.identity`,
which stays the one specification; a test holds the SQL equal to the plain masks of IDs, cards and phones.
"""

from collections.abc import Callable, Mapping, Sequence

import duckdb

from lianjing.identity import mask_card, mask_phone, mask_resident_id, mask_text
from lianjing.schema import COLUMNS, Kind, Table, person_key_name, stored_columns

PLAIN: Mapping[Kind, Callable[[str], str]] = {Kind.RESIDENT_ID: mask_resident_id, Kind.CARD: mask_card, Kind.PHONE: mask_phone}
# Codes stay whole (invoices, contracts have twenty digits), but for those made of an ID, as certificates and household numbers can be.
_ID_IN_CODE = r"([1-9]\d{5})(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{2}(\d[\dXx])"
_SYSTEM_KINDS = {"id_raw": Kind.RESIDENT_ID}  # file, sheet and row stay as they are: they are how a row is found again
_WHOLE = frozenset({Kind.CREDIT_CODE, Kind.PLATE})


def mask_value(text: str, kind: Kind | None) -> str:
    """One value masked by its column's kind, None for a column of no name."""
    return (PLAIN.get(kind, mask_text) if kind is not None else mask_text)(text)


def veiled_columns(con: duckdb.DuckDBPyConnection, table: Table, source: str, salt: str) -> tuple[dict[str, str], str]:
    """SQL for every stored column of `source as s`, masked, and the joins that it needs behind `from source as s`.

    A person's key, the ID without its check character, becomes a number that is the same wherever `salt` is the same.
    """
    kinds = {c: COLUMNS[c].kind if c in COLUMNS else _SYSTEM_KINDS.get(c) for c in stored_columns(table)}
    plain = {c: f's."{c}"' for c in kinds}
    keys = {person_key_name(c.name) for c in table.columns if c.kind is Kind.RESIDENT_ID}
    shown = {c: f"(md5_number_lower('{salt}' || {plain[c]}) >> 1)::bigint" for c in keys}
    shown |= {c: sql for c, kind in kinds.items() if kind is not None and (sql := masked_sql(plain[c], kind)) is not None}
    texts = {c for c, kind in stored_columns(table).items() if kind == "VARCHAR" and kinds[c] is not None}
    veils = _veils(con, table.name, source, sorted(texts - shown.keys()))
    shown |= {c: f"coalesce({veil}.shown, {plain[c]})" for c, veil in veils.items()}
    digests = {veil: f"case when {_suspect(plain[c])} then md5({plain[c]}) end" for c, veil in veils.items()}
    return plain | shown, "".join(f" left join {veil} on {veil}.digest = {digest}" for veil, digest in digests.items())


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


def _veils(con: duckdb.DuckDBPyConnection, table: str, source: str, columns: Sequence[str]) -> dict[str, str]:
    """For each column with values that mask_text changes, the name of a table from the value's digest to what is shown."""
    if len(columns) == 0:
        return {}
    suspects = ", ".join(f"list(distinct {c}) filter (where {_suspect(c)})" for c in (f's."{c}"' for c in columns))
    (found,) = con.execute(f"select {suspects} from {source} as s").fetchall()
    out = {}
    for column, values in zip(columns, found, strict=True):
        pairs = [(raw, shown) for raw in values or () if (shown := mask_text(raw)) != raw]
        if len(pairs) > 0:
            out[column] = veil = f"veil_{table}_{column}"
            con.execute(
                f"create table {veil} as select md5(unnest($raw)) as digest, unnest($shown) as shown",
                {"raw": [raw for raw, _ in pairs], "shown": [shown for _, shown in pairs]},
            )
    return out


def _suspect(column: str) -> str:
    """SQL: whether the text could hold a number of a person at all, ten digits or more."""
    return f"length({column}) >= 10 and length(regexp_replace({column}, '[^0-9０-９]', '', 'g')) >= 10"


def _unless_empty(column: str, then: str) -> str:
    return f"case when {column} = '' then '' when {column} is not null then {then} end"


def _stars(n: int) -> str:
    return f"'{'*' * n}'"
