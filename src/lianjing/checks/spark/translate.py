"""A query of DuckDB as Spark understands it, with the same meaning: SQLGlot translates, and what it lets differ in silence is mended here.

Types decide: a query is read beside the columns of what it reads (as DuckDB describes them), so that a sum of days, a quotient of money
or a cast of a fraction is known for what it is. What cannot be carried over raises Untranslatable; nothing is left to chance.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

import sqlglot
from sqlglot import exp
from sqlglot.dialects.duckdb import DuckDB
from sqlglot.errors import SqlglotError
from sqlglot.generators.spark import SparkGenerator
from sqlglot.optimizer.annotate_types import annotate_types
from sqlglot.optimizer.qualify import qualify
from sqlglot.schema import MappingSchema
from sqlglot.transforms import any_to_exists, eliminate_distinct_on, preprocess, unnest_to_explode

Columns = Mapping[str, str]
_RAISE = sqlglot.ErrorLevel.RAISE
_WHOLE = exp.DataType.INTEGER_TYPES
_DECIMAL = {exp.DType.DECIMAL}
_FLOAT = {exp.DType.FLOAT, exp.DType.DOUBLE}
_TEXT = exp.DataType.TEXT_TYPES
_DAY = {exp.DType.DATE}
# A quotient is a DOUBLE whatever is divided; what is rounded keeps its type.
_METADATA = {
    **DuckDB.EXPRESSION_METADATA,
    exp.Div: {"returns": exp.DType.DOUBLE},
    exp.Round: DuckDB.EXPRESSION_METADATA[exp.Abs],
}


class _Spark(SparkGenerator):
    """Spark has QUALIFY since 4.3: SQLGlot's way round it makes two columns of one name where the condition names a column."""

    TRANSFORMS: ClassVar[dict[Any, Any]] = {
        **SparkGenerator.TRANSFORMS,
        exp.Select: preprocess([eliminate_distinct_on, unnest_to_explode, any_to_exists]),
    }


class Untranslatable(ValueError):
    """The query means something that Spark would do in another way."""


@dataclass(frozen=True, slots=True)
class Step:
    """One query of Spark; later ones read what it gives under `name` ("" is the last), computed once where `kept`."""

    name: str
    sql: str
    kept: bool


def to_spark(
    sql: str, tables: Mapping[str, Columns], parameters: Mapping[str, object] | None = None, *, called: str = "query"
) -> tuple[Step, ...]:
    """`sql` for Spark. `tables`: what it reads, column → DuckDB type; ENUM counts as VARCHAR. Raises Untranslatable.

    CTEs become steps of their own: Spark would compute one anew wherever it is read.
    """
    try:
        tree = sqlglot.parse_one(sql, read="duckdb")
        tree = tree.transform(_with_values(parameters or {}))
        tree = _typed(tree, tables)
        for node in tree.walk():
            _refuse(node)
        for node in reversed(list(tree.walk())):  # what is inside before what is around it
            mended = _mended(node)
            if mended is not node:
                mended.type = node.type
                node.replace(mended)
        parts = [*_taken_out(tree, called), ("", tree, False)]
        return tuple(Step(name, _Spark(dialect="spark", unsupported_level=_RAISE).generate(part), kept) for name, part, kept in parts)
    except SqlglotError as e:
        raise Untranslatable(str(e)) from e


def spark_type(duckdb_type: str) -> str:
    """The Spark type in which a column of DuckDB is read from Parquet."""
    if duckdb_type.startswith("ENUM"):
        return "STRING"
    return exp.DataType.build(duckdb_type, dialect="duckdb").sql(dialect="spark")


def _with_values(parameters: Mapping[str, object]) -> Callable[[exp.Expr], exp.Expr]:
    """Writes each value where its `$name` stands, with the type that DuckDB would give it."""

    def put(node: exp.Expr) -> exp.Expr:
        if not isinstance(node, (exp.Parameter, exp.Placeholder)):
            return node
        value = parameters.get(node.name)
        if isinstance(value, str):
            return exp.Literal.string(value)
        if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
            return exp.Paren(this=exp.Neg(this=exp.Literal.number(-value))) if value < 0 else exp.Literal.number(value)
        raise Untranslatable(f"${node.name} is neither text, whole number nor DECIMAL: {value}")

    return put


def _typed(tree: exp.Expr, tables: Mapping[str, Columns]) -> exp.Expr:
    """The query with every column under the table it is of, and the type of every part known where it can be."""
    described: dict[str, object] = {
        t: {c: "VARCHAR" if k.startswith("ENUM") else k for c, k in columns.items()} for t, columns in tables.items()
    }
    schema = MappingSchema(described, dialect="duckdb")
    tree = qualify(tree, schema=schema, dialect="duckdb", quote_identifiers=False, validate_qualify_columns=False)
    return annotate_types(tree, schema=schema, dialect="duckdb", expression_metadata=_METADATA)


def _taken_out(tree: exp.Expr, called: str) -> list[tuple[str, exp.Expr, bool]]:
    """Name and query of each CTE of `tree`, which keeps none, and whether it is read more than once; each after those it reads."""
    ctes = list(_ctes(tree))
    names = Counter(cte.alias for cte in ctes)
    if max(names.values(), default=0) > 1 or any(cte.alias_column_names for cte in ctes) or _is_recursive(tree):
        return []
    readers: dict[str, list[exp.Table]] = {name: [] for name in names}
    for table in tree.find_all(exp.Table):
        readers.get(table.name, []).append(table)
    for name, tables in readers.items():
        for table in tables:
            table.set("this", exp.to_identifier(f"{called}__{name}"))
    for with_ in list(tree.find_all(exp.With)):
        with_.pop()
    return [(f"{called}__{cte.alias}", cte.this, len(readers[cte.alias]) > 1) for cte in ctes]


def _is_recursive(tree: exp.Expr) -> bool:
    return any(with_.args.get("recursive") for with_ in tree.find_all(exp.With))


def _ctes(node: exp.Expr) -> Iterator[exp.CTE]:
    """Each after those before it in its WITH, and after those inside it."""
    with_ = node.args.get("with_")
    for cte in with_.expressions if with_ is not None else ():
        yield from _ctes(cte.this)
        yield cte
    for child in node.iter_expressions():
        if child is not with_:
            yield from _ctes(child)


def _refuse(node: exp.Expr) -> None:
    if isinstance(node, exp.Cast) and _is(node, _TEXT) and _is(node.this, _FLOAT):
        raise Untranslatable(f"{node.sql('duckdb')}: the text of a DOUBLE is another one on Spark")
    if isinstance(node, exp.DPipe) and any(_is(part, _FLOAT) for part in (node.left, node.right)):
        raise Untranslatable(f"{node.sql('duckdb')}: the text of a DOUBLE is another one on Spark")
    if isinstance(node, exp.Round) and _is(node.this, _FLOAT) and node.args.get("decimals") not in (None, exp.Literal.number(0)):
        raise Untranslatable(f"{node.sql('duckdb')}: a DOUBLE is rounded otherwise on Spark; cast it to DECIMAL")


def _mended(node: exp.Expr) -> exp.Expr:
    match node:
        case exp.Div():
            return _quotient(node)
        case exp.Cast():
            return _cast(node)
        case exp.Add() | exp.Sub():
            return _days(node)
    return node


def _quotient(node: exp.Div) -> exp.Expr:
    """Always a DOUBLE, as on DuckDB, where what is divided by zero is infinite or not a number."""
    over, under = _double(node.left), _double(node.right)
    divided = exp.Div(this=over, expression=under, typed=True, safe=False)
    bottom = node.right.unnest()
    if isinstance(bottom, (exp.Literal, exp.Nullif)):
        return divided
    infinite = exp.Mul(this=exp.Sign(this=over.copy()), expression=_double(exp.Literal.string("Infinity")))
    return exp.Case(ifs=[exp.If(this=exp.EQ(this=under.copy(), expression=exp.Literal.number(0)), true=infinite)], default=divided)


def _double(node: exp.Expr) -> exp.Expr:
    return exp.Cast(this=node.copy(), to=exp.DataType.build("DOUBLE"))


def _cast(node: exp.Cast) -> exp.Expr:
    """DuckDB rounds a fraction that becomes whole or a DECIMAL; Spark cuts it, or rounds its decimal text."""
    if node.to.this in _WHOLE and _is(node.this, _FLOAT):
        return exp.Cast(this=exp.Anonymous(this="RINT", expressions=[node.this.copy()]), to=node.to.copy())
    if node.to.this in _WHOLE and _is(node.this, _DECIMAL):
        return exp.Cast(this=exp.Round(this=node.this.copy()), to=node.to.copy())
    if node.to.this in _DECIMAL and _is(node.this, _FLOAT):
        places = int(node.to.expressions[1].name) if len(node.to.expressions) > 1 else 0
        scaled = exp.Mul(this=node.this.copy(), expression=_double(exp.Literal.number(10**places)))
        halves_away = exp.Floor(this=exp.Add(this=exp.Abs(this=scaled), expression=_double(exp.Literal.number("0.5"))))
        whole = exp.Cast(this=exp.Mul(this=exp.Sign(this=node.this.copy()), expression=halves_away), to=exp.DataType.build("DECIMAL(38,0)"))
        moved = exp.Mul(this=whole, expression=exp.Literal.number(str(Decimal(1).scaleb(-places)))) if places else whole
        return exp.Cast(this=moved, to=node.to.copy())
    return node


def _days(node: exp.Add | exp.Sub) -> exp.Expr:
    """Day ± number, where Spark wants an INT; day - day, which is a number on DuckDB and an interval on Spark."""
    left, right = node.left, node.right
    if _is(left, _DAY) and _is(right, _DAY) and isinstance(node, exp.Sub):
        return exp.Anonymous(this="DATEDIFF", expressions=[left.copy(), right.copy()])
    if isinstance(node, exp.Add) and _is(right, _DAY) and not _is(left, _DAY):
        left, right = right, left
    if _is(left, _DAY) and not isinstance(right, exp.Interval):
        name = "DATE_ADD" if isinstance(node, exp.Add) else "DATE_SUB"
        return exp.Anonymous(this=name, expressions=[left.copy(), exp.Cast(this=right.copy(), to=exp.DataType.build("INT"))])
    return node


def _is(node: exp.Expr, types: set[exp.DType]) -> bool:
    return node.type is not None and node.type.this in types
