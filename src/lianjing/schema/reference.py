"""The tables of a book described for whoever reads its Parquet: every stored column with its type, kind and names; docs/tables.md."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lianjing.schema.table import SYSTEM_COLUMNS, TABLES, Kind, Table, person_key_name, stored_columns

SYSTEM_NAMES: Mapping[str, tuple[str, str]] = {
    "row_id": ("行号（账簿内唯一）", "unique in the book: batch number × 2^32 + running number in the batch"),
    "block": ("文件中的第几张表", "which table of the file, as in its receipt"),
    "source_file": ("来源文件", "file the row came from"),
    "source_sheet": ("来源工作表", "its sheet"),
    "source_row": ("来源行", "its row, as Excel numbers it"),
    "source_col": ("来源列", "letter of the money cell, or of the ID where the table has no money"),
    "fate": ("去向", "accepted, repaired or quarantined"),
    "mended": ("改了什么", "column:what was mended, several joined by “; ”; notes stand behind “?”"),
    "quarantine_reason": ("隔离原因", "message code, where the row is quarantined"),
    "id_raw": ("证件号原样", "the ID cell as it stood, where the row is quarantined"),
}


@dataclass(frozen=True, slots=True)
class Described:
    """One stored column: DuckDB's name of its type, the kind of its sheet column (None: made by the program), its names."""

    name: str
    type: str
    kind: Kind | None
    zh: str
    en: str


def described(table: Table) -> Iterator[Described]:
    """The stored columns of the table, in order."""
    own = {d.name: d for d in _own(table)}
    for name, kind in stored_columns(table).items():
        yield own[name] if name in own else Described(name, kind, None, *SYSTEM_NAMES[name])


def tables_as_markdown() -> str:
    """docs/tables.md: written by `lianjing book tables --markdown`, held up to date by a test."""
    lines = [
        "# The tables of a book 账簿的表",
        "",
        "Written by `lianjing book tables --markdown`; the names stand in `src/lianjing/schema`. A book keeps each table as Parquet",
        "files (`BOOK/batches/*/TABLE.*.parquet`) with the types below. `lianjing book export BOOK TABLE --parquet FILE` writes one file,",
        "without quarantined rows, people's keys and system columns but for the place (`source_file`, `source_sheet`, `source_row`).",
        "",
        "- Money is `DECIMAL(18,2)` in yuan, other numbers `DECIMAL(18,4)`, whole numbers `BIGINT`, a day is `DATE`; all else is text.",
        "- IDs, cards, phones and codes are text: no digit and no leading zero is lost.",
        "- A person's key is the ID's first 17 digits as `BIGINT`: people are joined by it.",
        "- A period is two days, its first and its last. Any column may be NULL.",
        "- `lianjing.open_book()` and exports mask IDs, cards and phones unless a reason is given; the book's files hold them in full.",
        "",
        "## Columns that every table ends with 每张表共有的列",
        "",
        *_lines(Described(name, kind, None, *SYSTEM_NAMES[name]) for name, kind in SYSTEM_COLUMNS.items()),
    ]
    for table in TABLES.values():
        lines += ["", f"## {table.name} {table.zh} {table.en}", "", table.about, "", *_lines(_own(table))]
    return "\n".join(lines) + "\n"


def _own(table: Table) -> Iterator[Described]:
    """The columns that are the sheet's own, and the keys made of them."""
    stored = stored_columns(table)
    for c in table.columns:
        if c.kind is Kind.PERIOD:
            stem = "period" if c.name == "period" else c.name.removesuffix("_on")
            yield Described(f"{stem}_start", "DATE", c.kind, f"{c.zh}（起）", f"{c.en}, first day")
            yield Described(f"{stem}_end", "DATE", c.kind, f"{c.zh}（止）", f"{c.en}, last day")
        else:
            yield Described(c.name, stored[c.name], c.kind, c.zh, c.en)
        if c.kind is Kind.RESIDENT_ID:
            yield Described(person_key_name(c.name), "BIGINT", None, f"{c.zh}前17位", f"{c.en}, first 17 digits")


def _lines(columns: Iterator[Described]) -> Iterator[str]:
    yield "| column 列 | type 类型 | kind 种类 | 内容 | content |"
    yield "|---|---|---|---|---|"
    for d in columns:
        yield f"| `{d.name}` | {d.type} | {d.kind or ''} | {d.zh} | {d.en} |"
