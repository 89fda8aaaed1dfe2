"""What a rule may contain: what means the same on DuckDB, Spark and PostgreSQL, reads documented tables, and says only what it selects.

The list of functions is short on purpose; what is left out and why stands in the room's README.
"""

import re
from collections.abc import Iterator

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from lianjing.checks.assemble import FILLED
from lianjing.checks.counties import ROW_COUNTIES
from lianjing.checks.grouping import MADE
from lianjing.checks.rule import Rule
from lianjing.checks.schema_names import QUARANTINED
from lianjing.checks.spark.shapes import faults_on_spark
from lianjing.checks.standards import TABLES as STANDARDS
from lianjing.checks.views import GIVEN, shared_views, tables_read
from lianjing.schema import TABLES, stored_columns

# By SQLGlot's name of the function in its tree; `anonymous` ones by the name as written.
FUNCTIONS = frozenset(
    [
        *("count", "sum", "min", "max", "bool_and", "bool_or", "logical_and", "logical_or", "group_concat", "string_agg"),
        *("row_number", "rank", "dense_rank", "lag", "lead"),
        *("coalesce", "nullif", "if", "case", "cast", "abs", "round", "floor", "ceil", "greatest", "least"),
        *("lower", "upper", "trim", "length", "substring", "left", "right", "replace", "concat", "starts_with", "str_position"),
        *("year", "month", "day", "last_day", "ts_or_ds_to_date"),
        *("array", "exists", "and", "or", "not", "xor"),
    ]
)
TARGETS = ("spark", "postgres")


def lint(rule: Rule) -> list[str]:
    """Everything in the rule that may not be, in plain words; empty if it is well."""
    try:
        statements = sqlglot.parse(rule.sql, read="duckdb")
    except SqlglotError as e:
        return [f"does not parse: {e}"]
    if len(statements) != 1 or not isinstance(statements[0], exp.Query):
        return ["must be one SELECT (COPY, ATTACH, INSERT and several statements are not rules)"]
    tree = statements[0]
    return [
        *_tables(rule, tree),
        *_stars(tree),
        *_functions(tree),
        *_aliases_in_where(tree),
        *_parameters(rule),
        *_says(rule, tree),
        *_cells(rule),
        *_funds(rule),
        *_conditions(rule),
        *_marks(rule),
        *_transpiles(tree),
        *(f"on Spark: {fault}" for fault in faults_on_spark(rule.sql, {p.name: p.default for p in rule.parameters})),
    ]


def _tables(rule: Rule, tree: exp.Query) -> Iterator[str]:
    read = tables_read(rule.sql)
    documented = frozenset(TABLES) | {t + QUARANTINED for t in TABLES} | frozenset(shared_views()) | (GIVEN - {"programme_texts"})
    for name in sorted(read - documented):
        yield f"reads {name}, which is neither a table of the schema nor a shared view"
    for table in tree.find_all(exp.Table):
        if table.db or not isinstance(table.this, exp.Identifier):
            yield f"reads {table.sql()}: only tables by their name"
    for name in (*rule.tables, *rule.uses):
        if name not in TABLES:
            yield f"header names table {name}, which is not in the schema"


def _stars(tree: exp.Query) -> Iterator[str]:
    if any(not isinstance(star.parent, exp.Count) for star in tree.find_all(exp.Star)):
        yield "SELECT *: name the columns"


def _functions(tree: exp.Query) -> Iterator[str]:
    for call in tree.find_all(exp.Func):
        name = call.name if isinstance(call, exp.Anonymous) else call.sql_name()
        if name.lower() not in FUNCTIONS:
            yield f"function {name.lower()} is not on the list of those that mean the same everywhere"
    for kind in (exp.Interval, exp.Lambda, exp.Pivot, exp.Bracket, exp.TryCast, exp.Unnest, exp.SimilarTo, exp.Glob):
        if tree.find(kind) is not None:
            yield f"{kind.__name__.lower()} does not mean the same everywhere"
    for select in tree.find_all(exp.Select):
        if (group := select.args.get("group")) is not None and (group.args.get("all") or not group.expressions):
            yield "GROUP BY ALL: name the columns"
    if any(j.args.get("method", "").upper() == "ASOF" for j in tree.find_all(exp.Join)):
        yield "ASOF JOIN does not run on Spark"


def _aliases_in_where(tree: exp.Query) -> Iterator[str]:
    for select in tree.find_all(exp.Select):
        made = {
            p.alias.lower()
            for p in select.expressions
            if isinstance(p, exp.Alias) and not (isinstance(p.this, exp.Column) and p.this.name.lower() == p.alias.lower())
        }
        for clause in (select.args.get("where"), select.args.get("group"), select.args.get("having")):
            for column in clause.find_all(exp.Column) if clause is not None else ():
                if not column.table and column.name.lower() in made and column.find_ancestor(exp.Select) is select:
                    yield f"{column.name} is an alias of this SELECT and stands in its WHERE, GROUP BY or HAVING"


def _parameters(rule: Rule) -> Iterator[str]:
    used = set(re.findall(r"\$([a-z_][a-z0-9_]*)", rule.sql))
    declared = {p.name for p in rule.parameters}
    for name in sorted(used - declared):
        yield f"${name} is not declared (param.{name} = …)"
    for name in sorted(declared - used):
        yield f"param.{name} is declared and not used"


def _says(rule: Rule, tree: exp.Query) -> Iterator[str]:
    selected = {c.lower() for c in tree.named_selects}
    for needed in sorted({"subject", "evidence", "amount_yuan"} - selected):
        yield f"the query does not give {needed}"
    for made in sorted(MADE & selected):
        yield f"{made} is made by the engine: give the column another name"
    for blank in sorted(rule.say.blanks() - selected - {*FILLED, "programme", "period_start", "period_end"} - MADE):
        yield f"the sentence has a blank {{{blank}}} that is no column of the query"


def _cells(rule: Rule) -> Iterator[str]:
    for table, column in rule.cells:
        if table not in TABLES or column not in stored_columns(TABLES[table]):
            yield f"cells names {table}.{column}, which is no column of the schema"


def _funds(rule: Rule) -> Iterator[str]:
    try:
        named = {c.name for c in sqlglot.parse_one(rule.funds, read="duckdb").find_all(exp.Column) if c.find_ancestor(exp.Select) is None}
    except SqlglotError as e:
        yield f"funds does not parse: {e}"
        return
    known = {column.split()[0] for column in STANDARDS["programmes"].split(", ")}
    for name in sorted(named - known):
        yield f"funds names {name}, which is no column of programmes"


def _conditions(rule: Rule) -> Iterator[str]:
    for sql, _text in rule.conditions:
        try:
            read = tables_read(sql)
        except SqlglotError as e:
            yield f"a condition does not parse: {e}"
            continue
        for name in sorted(read - {*rule.tables, ROW_COUNTIES}):
            yield f"a condition reads {name}, which is not among the rule's tables"


def _marks(rule: Rule) -> Iterator[str]:
    marked = {key for _, key in rule.marked_lines()}
    for key in sorted(marked - set(rule.innocent)):
        yield f"a line is marked `unless: {key}`, which the header does not explain"
    for line in rule.sql.split("\n"):
        if "unless" in line and "--" in line and not re.search(r"--\s*unless:\s*[a-z0-9-]+\s*$", line):
            yield f"a mark must end its line as `-- unless: key`: {line.strip()}"


def _transpiles(tree: exp.Query) -> Iterator[str]:
    for dialect in TARGETS:
        try:
            tree.sql(dialect=dialect, unsupported_level=sqlglot.ErrorLevel.RAISE)
        except SqlglotError as e:
            yield f"does not transpile to {dialect}: {e}"
