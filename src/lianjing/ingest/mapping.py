"""A make of sheet and what it means: a small TOML which `ingest` writes out, a clerk corrects, and the book remembers.

[[sheet]]
headers = ["序号", "姓名", "身份证号", "金额"]     # how the make is known again: its header words
table   = "payments"
unit    = "元"                                     # only what is to be forced need stand here
programme = "农村低保"
[sheet.columns]
"身份证号" = "id_no"
"金额" = "amount_yuan"
"核定额" = ""                                      # '' = leave out
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lianjing.errors import AskedWrongly, Place
from lianjing.ingest.layout import Block
from lianjing.ingest.naming import Naming
from lianjing.ingest.words import fold
from lianjing.schema import COLUMNS, TABLES


@dataclass(frozen=True, slots=True)
class Make:
    """What is forced for sheets with these headers."""

    headers: tuple[str, ...]
    table: str
    columns: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""
    programme: str = ""

    @property
    def signature(self) -> str:
        """The folded headers, by which the make is known again."""
        return signature(self.headers)


def signature(headers: tuple[str, ...]) -> str:
    """Header words folded and joined; numbering years out of it would join makes that differ, so they stay."""
    return "|".join(fold(h) for h in headers if fold(h) != "")


def read_makes(text: str, source: str) -> tuple[Make, ...]:
    """Parse a mapping file; AskedWrongly names the file and what is wrong."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as e:
        raise AskedWrongly("mapping-not-toml", Place(source), why=str(e)) from e
    makes = []
    for sheet in raw.get("sheet", []):
        table = str(sheet.get("table", ""))
        if table not in TABLES:
            raise AskedWrongly("mapping-unknown-table", Place(source), table=table, tables=", ".join(TABLES))
        columns = {str(k): str(v) for k, v in sheet.get("columns", {}).items()}
        for header, name in columns.items():
            if name != "" and (name not in COLUMNS or TABLES[table].column(name) is None):
                raise AskedWrongly("mapping-unknown-column", Place(source), header=header, column=name, table=table)
        makes.append(Make(tuple(sheet.get("headers", ())), table, columns, str(sheet.get("unit", "")), str(sheet.get("programme", ""))))
    if len(makes) == 0:
        raise AskedWrongly("mapping-empty", Place(source))
    return tuple(makes)


def read_mapping_file(path: Path) -> tuple[Make, ...]:
    """The makes of a mapping file on disk."""
    return read_makes(path.read_text("utf-8"), path.name)


def forced_naming(make: Make, block: Block, found: Naming | None) -> Naming:
    """A naming as the mapping has it; columns the mapping does not name keep what was found, if the table is the same."""
    table = TABLES[make.table]
    same = found is not None and found.table.name == make.table
    columns = dict(found.columns) if same and found is not None else {}
    parts = found.parts if found is not None and make.table == "payments" else ()
    forced = {fold(h): name for h, name in make.columns.items()}
    for c, path in zip(block.columns, block.paths, strict=True):
        for word in ("/".join(path), path[-1] if len(path) > 0 else ""):
            if fold(word) in forced:
                name = forced[fold(word)]
                columns = {k: v for k, v in columns.items() if v != c and k != name}
                parts = tuple(p for p in parts if p.column != c)
                if name != "":
                    columns[name] = c
                break
    return Naming(table, columns, parts, (), 99.0)


def write_make(block: Block, naming: Naming, unit_text: str, programme: str) -> str:
    """TOML text of what was found for a block, to be corrected by hand."""
    lines = ["[[sheet]]", "headers = [" + ", ".join(_quoted(h) for h in block.headers if h != "") + "]", f'table = "{naming.table.name}"']
    lines.append("# unit = " + _quoted(unit_text or "元"))
    if programme:
        lines.append("# programme = " + _quoted(programme))
    lines.append("[sheet.columns]")
    by_column = {c: n for n, c in naming.columns.items()}
    months = {p.column for p in naming.parts}
    for c, header in zip(block.columns, block.headers, strict=True):
        if header == "":
            continue
        if c in by_column:
            lines.append(f"{_quoted(header)} = {_quoted(by_column[c])}")
        else:
            lines.append(f'# {_quoted(header)} = ""' + ("        # a month's payment" if c in months else "        # not used"))
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ").replace("\r", "").replace("\t", " ") + '"'
