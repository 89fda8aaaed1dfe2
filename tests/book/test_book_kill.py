"""A process killed at any of its file operations leaves the book as it was before the batch or after it.

The process is a fork that counts its audit events for opening, making, renaming and removing below the book, and kills itself at the n-th.
"""

import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from book_filling import add_file, digest, names, payment, receipt_of, write_parquet

from lianjing.book import connect, create_book, open_book, open_or_create, withdraw
from lianjing.schema import TABLES, stored_columns

FILES = ("a.xlsx", "b.xlsx")
EVENTS = frozenset({"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.truncate", "os.listdir", "os.scandir"})
# The last of each is more than there are: that run comes to its end.
OF_CREATION = (*range(1, 60, 2), 100)
OF_COMMIT = (*range(1, 61), 100)
OF_WITHDRAWAL = (*range(16, 46), 60)


@pytest.fixture(scope="module")
def parquet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("parquet") / "payments.0.parquet"
    write_parquet(path, stored_columns(TABLES["payments"]), [payment(2, name="甲")])
    return path


def die_at(n: int, below: Path) -> None:
    """SIGKILL for this process at its n-th file operation on a path below that folder."""
    left = n

    def count(event: str, args: tuple[object, ...]) -> None:
        nonlocal left
        if event in EVENTS and isinstance(args[0], str | Path) and str(args[0]).startswith(str(below)):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)


def run_and_die_at(n: int, book: Path, run: Callable[[], object]) -> bool:
    """Whether the run came to its end before its n-th file operation."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            die_at(n, book)
            run()
            status = 0
        finally:
            os._exit(status)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in (0, -signal.SIGKILL)
    return status == 0


def commit_both(book: Path, parquet: Path) -> None:
    with open_book(book).writing() as writer:
        for file in FILES:
            (number,) = writer.reserve(1)
            folder = writer.incoming(number, digest(file)[:12])
            shutil.copy(parquet, folder)
            (folder / "receipt.json").write_text(receipt_of(file, 1).to_json(), "utf-8")
            writer.commit(folder)


@pytest.mark.parametrize("n", OF_CREATION)
def test_a_book_killed_in_the_making_is_completed_by_the_next_try(n: int, tmp_path: Path) -> None:
    path = tmp_path / "book"
    survived = run_and_die_at(n, path, lambda: create_book(path))
    assert (path / "book.toml").exists() if survived else n < OF_CREATION[-1]
    book = open_or_create(path)
    with book.writing() as writer:
        add_file(writer, FILES[0], [payment(2)])
    open_book(path).check()


@pytest.mark.parametrize("n", OF_COMMIT)
def test_a_run_killed_at_its_nth_file_operation_leaves_all_or_nothing(n: int, tmp_path: Path, parquet: Path) -> None:
    path = create_book(tmp_path / "book").path
    survived = run_and_die_at(n, path, lambda: commit_both(path, parquet))
    left = names(open_book(path))
    assert left in ([], ["a.xlsx"], ["a.xlsx", "b.xlsx"])
    assert left == list(FILES) if survived else n < OF_COMMIT[-1]

    book = open_book(path)
    with book.writing() as writer:
        assert list((path / ".incoming").iterdir()) == []
        for file in [f for f in FILES if f not in left]:
            add_file(writer, file, [payment(2, name="乙")])
    assert names(book) == list(FILES)
    assert connect(book).sql("select count(*) from payments").fetchall() == [(2,)]
    open_book(path).check()


def take_back(book: Path) -> None:
    withdraw(open_book(book), FILES[0], "wrong")


@pytest.mark.parametrize("n", OF_WITHDRAWAL)
def test_a_withdrawal_killed_at_its_nth_file_operation_has_happened_or_not(n: int, tmp_path: Path) -> None:
    book = create_book(tmp_path / "book")
    with book.writing() as writer:
        for file in FILES:
            add_file(writer, file, [payment(2)])
    survived = run_and_die_at(n, book.path, lambda: take_back(book.path))
    reopened = open_book(book.path)
    left, gone = names(reopened), [b.receipt.file for b in reopened.withdrawn()]
    assert (left, gone) in ((["a.xlsx", "b.xlsx"], []), (["b.xlsx"], ["a.xlsx"]))
    assert gone == ["a.xlsx"] if survived else n < OF_WITHDRAWAL[-1]
    with reopened.writing():
        pass
    reopened.check()
    told = [line.what for line in reopened.log_lines()]
    assert told.count("withdraw") == len(gone)
