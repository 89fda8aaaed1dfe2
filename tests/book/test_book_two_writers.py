"""Two processes never write to one book at once, and a reader needs no lock."""

import subprocess
import sys
from pathlib import Path

from book_filling import add_file, names, payment

from lianjing.book import create_book, open_book

SCRIPT = """
import sys
from pathlib import Path
from lianjing.book import open_book
from lianjing.errors import BookTrouble
try:
    with open_book(Path(sys.argv[1])).writing():
        print("writes", flush=True)
        sys.stdin.read()
except BookTrouble as e:
    print(e.code)
    sys.exit(e.exit_status)
"""


def test_another_process_is_turned_away_while_one_writes_and_let_in_after(tmp_path: Path) -> None:
    book = create_book(tmp_path / "book")
    command = [sys.executable, "-c", SCRIPT, str(book.path)]
    with book.writing() as writer:
        turned_away = subprocess.run(command, input="", capture_output=True, text=True, check=False)
        add_file(writer, "a.xlsx", [payment(2)])
    assert (turned_away.returncode, turned_away.stdout.strip()) == (4, "book-locked")
    let_in = subprocess.run(command, input="", capture_output=True, text=True, check=False)
    assert (let_in.returncode, let_in.stdout.strip()) == (0, "writes")


def test_a_killed_writer_leaves_no_lock_behind(tmp_path: Path) -> None:
    book = create_book(tmp_path / "book")
    with subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(book.path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == "writes"
        other.kill()
        other.wait()
    with book.writing() as writer:
        add_file(writer, "a.xlsx", [payment(2)])
    assert names(open_book(book.path)) == ["a.xlsx"]


def test_a_book_is_read_while_another_process_writes(tmp_path: Path) -> None:
    book = create_book(tmp_path / "book")
    with book.writing() as writer:
        add_file(writer, "a.xlsx", [payment(2)])
        open_book(book.path).check()
        assert names(open_book(book.path)) == ["a.xlsx"]
