"""A run that takes over an earlier one finds what a full run finds, whatever came or went in between."""

import os
import random
import shutil
from pathlib import Path

import pytest

import lianjing.cli as edge
from lianjing.book import Book, open_book
from lianjing.book.batch import numbers_in
from lianjing.checks import find_rules
from lianjing.checks.changes import changes_since
from lianjing.checks.increment import check_since
from lianjing.checks.kept import KeptRun, keep, kept_run
from lianjing.checks.run import check_book
from lianjing.checks.standards import Standards, load_standards
from lianjing.errors import AskedWrongly
from lianjing.simulate.build import simulate

RULES = find_rules()
SEEDS = range(12 if os.environ.get("LIANJING_COUNTS") == "full" else 3)


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Standards]:
    """A small county's book, all of its files taken in, and its standards."""
    folder = tmp_path_factory.mktemp("county")
    simulate(seed=5, towns=3, villages=9, out=folder / "made")
    with pytest.raises(SystemExit):
        edge.main(["ingest", str(folder / "made" / "files"), "--book", str(folder / "book")])
    return folder / "book", load_standards(folder / "made" / "standards.toml")


def without(book: Path, names: list[str], copy: Path) -> Book:
    """A copy of the book before those batches came."""
    shutil.copytree(book, copy)
    for name in names:
        shutil.rmtree(copy / "batches" / name)
    return open_book(copy)


def kept(book: Book, standards: Standards) -> KeptRun:
    number = keep(book, check_book(book, RULES, standards))
    run = kept_run(book, number)
    assert run is not None
    return run


@pytest.mark.parametrize("seed", SEEDS)
def test_it_finds_what_a_full_run_finds_after_new_files(county: tuple[Path, Standards], tmp_path: Path, seed: int) -> None:
    path, standards = county
    names = [name for _, name in numbers_in(path / "batches")]
    late = random.Random(seed).sample(names, 1 + 2 * seed)
    earlier = without(path, late, tmp_path / "book")
    before = kept(earlier, standards)
    for name in late:
        shutil.copytree(path / "batches" / name, tmp_path / "book" / "batches" / name)
    book = open_book(tmp_path / "book")
    taken_over, full = check_since(book, RULES, standards, before), check_book(book, RULES, standards)
    assert taken_over.doubts.rows() == full.doubts.rows()
    assert taken_over.evidence.rows() == full.evidence.rows()
    assert (taken_over.not_run, taken_over.coverage) == (full.not_run, full.coverage)
    changes = changes_since(before, full)
    assert set(changes.filter(change="new")["doubt_id"]) == set(full.doubts["doubt_id"]) - set(before.doubts()["doubt_id"])
    assert set(changes.filter(change="gone")["doubt_id"]) == set(before.doubts()["doubt_id"]) - set(full.doubts["doubt_id"])


@pytest.mark.parametrize("seed", SEEDS)
def test_it_finds_what_a_full_run_finds_after_files_were_taken_back(county: tuple[Path, Standards], tmp_path: Path, seed: int) -> None:
    path, standards = county
    shutil.copytree(path, tmp_path / "book")
    before = kept(open_book(tmp_path / "book"), standards)
    for name in random.Random(100 + seed).sample([name for _, name in numbers_in(path / "batches")], 1 + 2 * seed):
        (tmp_path / "book" / "batches" / name).rename(tmp_path / "book" / "withdrawn" / name)
    book = open_book(tmp_path / "book")
    assert check_since(book, RULES, standards, before).doubts.rows() == check_book(book, RULES, standards).doubts.rows()


def test_other_standards_are_checked_in_full(county: tuple[Path, Standards], tmp_path: Path) -> None:
    path, standards = county
    shutil.copytree(path, tmp_path / "book")
    book = open_book(tmp_path / "book")
    before = kept(book, load_standards(None))
    assert check_since(book, RULES, standards, before).doubts.rows() == check_book(book, RULES, standards).doubts.rows()


def test_a_run_the_book_does_not_have_is_asked_wrongly(county: tuple[Path, Standards]) -> None:
    with pytest.raises(AskedWrongly) as e:
        kept_run(open_book(county[0]), 77)
    assert e.value.code == "run-unknown"
