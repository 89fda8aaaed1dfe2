"""An ingest that is killed, whenever it is, leaves each file's batch whole or absent, and the next ingest completes the book."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from lianjing.book import connect, create_book, open_book

A, B = "139977196001010014", "139977197103020023"
FILES = 3
# Counts the file operations of the process and ends it at the n-th, as a power cut would.
DIE = """
import os, signal, sys
from pathlib import Path
n, book, folder = int(sys.argv[1]), sys.argv[2], sys.argv[3]
seen = 0
def watch(event, args):
    global seen
    if event in ("open", "os.rename", "os.mkdir", "os.remove", "shutil.rmtree") and str(book) in str(args[0]):
        seen += 1
        if seen == n:
            os.kill(os.getpid(), signal.SIGKILL)
from lianjing.book import open_book
from lianjing.ingest.run import ingest_files
class Silent:
    def start(self, total, what=""): pass
    def file_done(self, name, rows): pass
sys.addaudithook(watch)
list(ingest_files([Path(folder)], open_book(Path(book)), Silent()))
print("done", seen)
"""
POINTS = range(1, 200, 1) if os.environ.get("LIANJING_COUNTS") == "full" else range(1, 120, 7)


def files(folder: Path) -> Path:
    """Three small pay lists."""
    folder.mkdir()
    for n in range(FILES):
        text = f"2019年{n + 1}月高龄津贴发放表,,\n姓名,身份证号,金额\n王小明,{A},100\n李大海,{B},100\n"
        (folder / f"{n + 1}月.csv").write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize("n", POINTS)
def test_an_ingest_killed_at_its_nth_file_operation_leaves_all_or_nothing(tmp_path: Path, n: int) -> None:
    folder, book = files(tmp_path / "files"), tmp_path / "book"
    create_book(book)
    done = subprocess.run([sys.executable, "-c", DIE, str(n), str(book), str(folder)], capture_output=True, text=True, check=False)
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    reopened = open_book(book)
    for batch in reopened.batches():
        assert batch.receipt.sheets[0].blocks[0].accepted == 2
    rows = connect(reopened).execute("select count(*) from payments").fetchone() if "payments" in reopened.tables() else (0,)
    assert rows == (2 * len(reopened.batches()),)
    again = subprocess.run([sys.executable, "-c", DIE, "0", str(book), str(folder)], capture_output=True, text=True, check=False)
    assert again.returncode == 0, again.stderr
    completed = open_book(book)
    completed.check()
    assert sorted(b.receipt.file for b in completed.batches()) == ["1月.csv", "2月.csv", "3月.csv"]
    assert not any((book / ".incoming").iterdir())
