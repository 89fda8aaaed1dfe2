"""Try a rule on its fixture: each case in an in-memory book of its own, then each mutant, which some case must notice.

Made up here: an ID and key for each name, the columns every record carries, a town and village where none is drawn.
"""

import json
from collections.abc import Generator, Iterator
from dataclasses import dataclass

import duckdb
import polars as pl
from sqlglot.errors import SqlglotError

from lianjing.checks.assemble import doubts_frame
from lianjing.checks.drawn_book import DrawnBook, drawn_book
from lianjing.checks.fixtures import Case, Fixture, read_fixture
from lianjing.checks.grouping import count_groups, find_lines, group_lines
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
    mutants = tuple(_mutants(rule, fixture))
    try:
        noticed = yield from _try_cases(rule, fixture, mutants)
    except _DoesNotRunError as e:
        yield e.failure
        return
    for mutant in mutants:
        by_own_case = any(m.key == mutant.key and c.key == m.key for m, c in noticed)
        if not any(m is mutant for m, _ in noticed):
            yield Failure(mutant.line, mutant.about, "no case of the fixture notices this change")
        elif mutant.key is not None and not by_own_case and any(c.key == mutant.key for c in fixture.cases):
            yield Failure(mutant.line, mutant.about, f"the cases `left: {mutant.key}` do not notice this change")


@dataclass(frozen=True, slots=True)
class _Mutant:
    about: str
    sql: str
    line: int
    key: str | None


class _DoesNotRunError(Exception):
    def __init__(self, failure: Failure) -> None:
        super().__init__(str(failure))
        self.failure = failure


def _mutants(rule: Rule, fixture: Fixture) -> Iterator[_Mutant]:
    for index, key in rule.marked_lines():
        yield _Mutant(f"without the line `unless: {key}`", rule.without_line(index), index + 1, key)
    for m in fixture.mutants:
        yield _Mutant(f"mutant: {m.about}", m.of(rule.sql), 0, m.about if m.about in rule.innocent else None)


def _try_cases(rule: Rule, fixture: Fixture, mutants: tuple[_Mutant, ...]) -> Generator[Failure, None, list[tuple[_Mutant, Case]]]:
    """Every case as it is, and each mutant on the cases of its own key, then on others until one notices: who noticed what."""
    noticed: list[tuple[_Mutant, Case]] = []
    tied = {c.key for c in fixture.cases if c.key is not None}
    readable = [m.sql for m in mutants if _parses(m.sql)]
    for own_cases in (True, False):
        for case in fixture.cases:
            open_ones = [m for m in mutants if not any(n is m for n, _ in noticed)]
            asked = [m for m in open_ones if own_cases is (m.key == case.key or m.key not in tied)]
            if not asked and not own_cases:
                continue
            with drawn_book(rule, case, readable) as book:
                if own_cases and (why := _outcome(rule, case, book, None)):
                    yield Failure(case.line, case.about, why)
                noticed += [(m, case) for m in asked if _outcome(rule, case, book, m)]
    return noticed


def _outcome(rule: Rule, case: Case, book: DrawnBook, mutant: _Mutant | None) -> str | None:
    """How the case comes out otherwise than drawn, or None. Raises _DoesNotRunError."""
    try:
        if mutant is not None and not case.drawn("doubts"):
            return _differs_in_number(case, count_doubts(rule, book, mutant.sql))
        return _differs(case, doubts_of(rule, book, None if mutant is None else mutant.sql))
    except (duckdb.Error, ValueError) as e:
        if mutant is None:
            raise _DoesNotRunError(Failure(case.line, case.about, str(e))) from e
        raise _DoesNotRunError(Failure(mutant.line, mutant.about, f"the mutant does not run, so nothing is shown: {e}")) from e


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


def count_doubts(rule: Rule, book: DrawnBook, sql: str) -> int:
    """How many doubts a mutant finds: quicker than putting them together."""
    return count_groups(book.con, find_lines(book.con, rule, book.parameters, sql))


def _differs_in_number(case: Case, found: int) -> str | None:
    if case.doubts is None and found == 0:
        return "nothing found, at least one doubt expected"
    if case.doubts is not None and found != case.doubts:
        return f"{found} doubts found, {case.doubts} expected"
    return None


def _differs(case: Case, found: pl.DataFrame) -> str | None:
    """How what was found differs from what the case says, or None."""
    if why := _differs_in_number(case, found.height):
        said = "; ".join(found["explanation_zh"].sort())
        return f"{why}{': ' + said if said else ''}"
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
