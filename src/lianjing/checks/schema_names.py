"""Names of tables as the checks use them: each schema table T beside T_quarantined, the rows set aside."""

from collections.abc import Iterable

from lianjing.schema import TABLES, stored_columns

QUARANTINED = "_quarantined"


def schema_name(table: str) -> str | None:
    """The schema table that `T` or `T_quarantined` is of; None for anything else."""
    name = table.removesuffix(QUARANTINED)
    return name if name in TABLES else None


def with_column(tables: Iterable[str], column: str) -> frozenset[str]:
    """Those of `tables` that have the column."""
    return frozenset(t for t in tables if (name := schema_name(t)) is not None and column in stored_columns(TABLES[name]))
