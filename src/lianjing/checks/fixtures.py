"""A rule's fixture: cases drawn as users see them, each with what must come of it, and written mutants.

The format stands in the room's README. One name is one made-up person; IDs are under county code 139999, which exists nowhere.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lianjing.errors import AskedWrongly

CASE = re.compile(r"##\s*(caught|left)(?:\s+(\d+))?\s*:\s*(?:([a-z0-9]+(?:-[a-z0-9]+)*)\s*:\s*)?(.+)")
MUTANT = re.compile(r"##\s*mutant:\s*(.+)")


@dataclass(frozen=True, slots=True)
class Drawn:
    """One table of a case as drawn: columns and rows of text, None for an empty cell."""

    table: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]
    line: int

    def dicts(self) -> Iterator[dict[str, str | None]]:
        """The rows by column name."""
        for row in self.rows:
            yield dict(zip(self.columns, row, strict=True))


@dataclass(frozen=True, slots=True)
class Case:
    """`doubts` is the exact number that must come out, None for "at least one"; `key` ties a case that is left alone to the header."""

    about: str
    caught: bool
    doubts: int | None
    key: str | None
    tables: tuple[Drawn, ...]
    line: int

    def drawn(self, name: str) -> tuple[Drawn, ...]:
        """The tables of that name in the case."""
        return tuple(t for t in self.tables if t.table == name)


@dataclass(frozen=True, slots=True)
class Mutant:
    """A change to the SQL that the fixture must notice: the text `old`, which occurs once, becomes `new`."""

    about: str
    old: str
    new: str

    def of(self, sql: str) -> str:
        """The mutated SQL. Raises ValueError unless `old` occurs exactly once."""
        if sql.count(self.old) != 1:
            raise ValueError(f"mutant {self.about!r}: {self.old!r} occurs {sql.count(self.old)} times")
        return sql.replace(self.old, self.new)


@dataclass(frozen=True, slots=True)
class Fixture:
    """All cases and written mutants of one rule."""

    cases: tuple[Case, ...]
    mutants: tuple[Mutant, ...]


@dataclass(slots=True)
class _Section:
    head: str
    line: int
    tables: list[tuple[str, int, list[list[str | None]]]] = field(default_factory=list)
    texts: list[tuple[int, str]] = field(default_factory=list)


def read_fixture(path: Path) -> Fixture:
    """The fixture in `path`. Raises AskedWrongly("fixture-unreadable") with the line."""
    return parse_fixture(path.read_text("utf-8"), path.name)


def parse_fixture(text: str, name: str = "fixture") -> Fixture:
    """The fixture in `text`."""
    cases, mutants = [], []
    for section in _sections(text):
        if m := MUTANT.match(section.head):
            mutants.append(_mutant(name, section, m[1].strip()))
        elif m := CASE.match(section.head):
            cases.append(_case(name, section, m))
        else:
            raise _bad(name, section.line, f"a section is `## caught: …`, `## left: key: …` or `## mutant: …`, not {section.head!r}")
    return Fixture(tuple(cases), tuple(mutants))


def _sections(text: str) -> Iterator[_Section]:
    section: _Section | None = None
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("## "):
            if section is not None:
                yield section
            section = _Section(line, number)
        elif section is None or not line.strip() or line.startswith("```"):
            continue
        elif "|" in line and not re.match(r"(replace|with):", line):
            first, *cells = (c.strip().replace("\\|", "|") for c in re.split(r"(?<!\\)\|", line))
            row = [c or None for c in cells]
            if first:
                section.tables.append((first, number, []))
            if not section.tables:
                section.texts.append((number, line))
            else:
                section.tables[-1][2].append(row)
        else:
            section.texts.append((number, line))
    if section is not None:
        yield section


def _case(name: str, section: _Section, m: re.Match[str]) -> Case:
    for number, text in section.texts:
        raise _bad(name, number, f"not a table: {text!r}")
    tables = []
    for table, line, (header, *rows) in section.tables:
        if any(h is None for h in header):
            raise _bad(name, line, "a column has no name")
        for row in rows:
            if len(row) > len(header):
                raise _bad(name, line, f"{table}: a row has more cells than the header: {row}")
        full = tuple(tuple(row + [None] * (len(header) - len(row))) for row in rows)
        tables.append(Drawn(table, tuple(h for h in header if h is not None), full, line))
    return Case(
        about=m[4].strip(),
        caught=m[1] == "caught",
        doubts=int(m[2]) if m[2] else (None if m[1] == "caught" else 0),
        key=m[3] if m[1] == "left" else None,
        tables=tuple(tables),
        line=section.line,
    )


def _mutant(name: str, section: _Section, about: str) -> Mutant:
    said: Mapping[str, str] = {}
    for number, text in section.texts:
        word, colon, rest = text.partition(":")
        if not colon or word.strip() not in ("replace", "with"):
            raise _bad(name, number, "a mutant has two lines: `replace: old` and `with: new`")
        said = {**said, word.strip(): rest.strip()}
    if not said.get("replace"):
        raise _bad(name, section.line, "a mutant needs `replace: …`")
    return Mutant(about, said["replace"], said.get("with", ""))


def _bad(name: str, line: int, why: str) -> AskedWrongly:
    return AskedWrongly("fixture-unreadable", file=name, line=line, why=why)
