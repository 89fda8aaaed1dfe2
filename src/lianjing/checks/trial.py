"""Try a rule on its fixture: each case in an in-memory book of its own, then each mutant, which some case must notice.

Made up here: an ID and key for each name, the columns every record carries, a town and village where none is drawn.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import duckdb
import polars as pl
from sqlglot.errors import SqlglotError

from lianjing.checks.assemble import doubts_frame
from lianjing.checks.drawn_book import DrawnBook, drawn_book
from lianjing.checks.fixtures import Case, Fixture, read_fixture
from lianjing.checks.grouping import find_lines, group_lines
from lianjing.checks.places import find_places
from lianjing.checks.rule import Rule
from lianjing.checks.views import tables_read


@dataclass(frozen=True, slots=True)
class Failure:
    """A case that did not come out as drawn, or a mutant that no case noticed."""

    line: int
    about: str
    why: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.about}: {self.why}"


def try_rule(rule: Rule) -> list[Failure]:
    """Everything that is wrong between the rule and its fixture; empty if each case holds and each mutant is noticed."""
    if not rule.fixture_path.exists():
        return [Failure(0, rule.id, f"{rule.fixture_path.name} is missing")]
    return list(try_fixture(rule, read_fixture(rule.fixture_path)))


def try_fixture(rule: Rule, fixture: Fixture) -> Iterator[Failure]:
    """As try_rule, with the fixture at hand."""
    yield from _disagreements(rule, fixture)
    mutants = list(_mutants(rule, fixture))
    readable = [m.sql for m in mutants if _parses(m.sql)]
    noticed: dict[int, set[int]] = {i: set() for i in range(len(mutants))}
    for case in fixture.cases:
        with drawn_book(rule, case, readable) as book:
            try:
                if why := _differs(case, doubts_of(rule, book)):
                    yield Failure(case.line, case.about, why)
            except (duckdb.Error, ValueError) as e:
                yield Failure(case.line, case.about, str(e))
                return
            for i, mutant in enumerate(mutants):
                try:
                    if _differs(case, doubts_of(rule, book, mutant.sql)):
                        noticed[i].add(case.line)
                except (duckdb.Error, ValueError) as e:
                    yield Failure(case.line, mutant.about, f"the mutant does not run, so nothing is shown: {e}")
                    return
    for i, mutant in enumerate(mutants):
        tied = {c.line for c in fixture.cases if c.key == mutant.key} if mutant.key else set()
        if not noticed[i]:
            yield Failure(mutant.line, mutant.about, "no case of the fixture notices this change")
        elif tied and not noticed[i] & tied and not _another_line(mutants, noticed, mutant.key, tied):
            yield Failure(mutant.line, mutant.about, f"the cases `left: {mutant.key}` do not notice this change")


@dataclass(frozen=True, slots=True)
class _Mutant:
    about: str
    sql: str
    line: int
    key: str | None


def _mutants(rule: Rule, fixture: Fixture) -> Iterator[_Mutant]:
    for index, key in rule.marked_lines():
        yield _Mutant(f"without the line `unless: {key}`", rule.without_line(index), index + 1, key)
    for m in fixture.mutants:
        yield _Mutant(f"mutant: {m.about}", m.of(rule.sql), 0, m.about if m.about in rule.innocent else None)


def _another_line(mutants: list[_Mutant], noticed: Mapping[int, set[int]], key: str | None, tied: set[int]) -> bool:
    """Whether another line of the same explanation is noticed by the cases tied to it."""
    return any(m.key == key and noticed[i] & tied for i, m in enumerate(mutants))


def _parses(sql: str) -> bool:
    """One that does not is reported when it is run."""
    try:
        tables_read(sql)
    except SqlglotError:
        return False
    return True


def doubts_of(rule: Rule, book: DrawnBook, sql: str | None = None) -> pl.DataFrame:
    """The doubts of the rule (or of a mutant of it) in a drawn book. Raises ValueError where evidence is no row of the book."""
    group_lines(book.con, rule, find_lines(book.con, rule, book.parameters, sql))
    find_places(book.con, book.tables, [rule.id])
    lost = book.con.execute(f'SELECT row_id FROM "rows_{rule.id}" ANTI JOIN places USING (row_id)').fetchall()
    if lost:
        raise ValueError(f"evidence {lost} is no row of the book")
    return doubts_frame(book.con, rule, b"")


def _differs(case: Case, found: pl.DataFrame) -> str | None:
    """How what was found differs from what the case says, or None."""
    if case.doubts is None and found.height == 0:
        return "nothing found, at least one doubt expected"
    if case.doubts is not None and found.height != case.doubts:
        said = "; ".join(found["explanation_zh"].sort())
        return f"{found.height} doubts found, {case.doubts} expected{': ' + said if said else ''}"
    facts = [json.loads(f) | {"subject": s} for s, f in found.select("subject", "facts").iter_rows()]
    for table in case.drawn("doubts"):
        have = sorted(tuple(_said(f.get(c)) for c in table.columns) for f in facts)
        want = sorted(tuple(_said(v) for v in row) for row in table.rows)
        if have != want:
            return f"doubts {have}, expected {want}"
    return None


def _said(value: object) -> str:
    text = "" if value is None else str(value)
    return text.rstrip("0").rstrip(".") if "." in text else text


def _disagreements(rule: Rule, fixture: Fixture) -> Iterator[Failure]:
    """Header, marked lines, written mutants and cases must name the same explanations."""
    tied = {c.key for c in fixture.cases if c.key}
    marked = {key for _, key in rule.marked_lines()}
    written = {m.about for m in fixture.mutants}
    for key in sorted(set(rule.innocent) - tied):
        yield Failure(0, key, "explained in the header, and no case `## left: " + key + ": …` shows it")
    for key in sorted(tied - set(rule.innocent)):
        yield Failure(0, key, "a case is left for it, and the header does not explain it")
    for key in sorted(set(rule.innocent) - marked - written):
        yield Failure(0, key, f"no line is marked `-- unless: {key}` and no `## mutant: {key}` is written")
    if not any(c.caught for c in fixture.cases):
        yield Failure(0, rule.id, "no case is caught")
