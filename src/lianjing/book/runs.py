"""The earlier runs of the checks, kept in the book: what the next run may take over, and what it is compared with.

A run is a folder `runs/000001` of files that the checks write; it appears by a rename, whole, and is never changed. It holds IDs in full,
as the batches do. It is no source: a book without its runs is the same book, so no lock is taken and only the last few are kept.
"""

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from lianjing.book.durable import move, sync_tree
from lianjing.errors import AskedWrongly

RUNS = "runs"
KEPT = 6
_NAME = re.compile(r"\d{6}")


def run_numbers(book: Path) -> list[int]:
    """Numbers of the runs kept in the book, the latest last."""
    folder = book / RUNS
    return sorted(int(e.name) for e in folder.iterdir() if _NAME.fullmatch(e.name)) if folder.is_dir() else []


def run_folder(book: Path, number: int) -> Path:
    """The folder of that run. Raises AskedWrongly("run-unknown") that says which there are."""
    there = run_numbers(book)
    if number not in there:
        raise AskedWrongly("run-unknown", run=number, known=", ".join(map(str, there)) or "—")
    return book / RUNS / f"{number:06}"


def keep_run(book: Path, fill: Callable[[Path], None]) -> int:
    """A new run, filled by `fill`; gives its number. The oldest beyond KEPT go. OSError where the book's folder cannot be written."""
    (book / RUNS).mkdir(exist_ok=True)
    unfinished = book / RUNS / f".{os.getpid()}"
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    try:
        fill(unfinished)
        sync_tree(unfinished)
        number = _take_a_number(book, unfinished)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    for old in run_numbers(book)[:-KEPT]:
        shutil.rmtree(book / RUNS / f"{old:06}", ignore_errors=True)
    return number


def _take_a_number(book: Path, unfinished: Path) -> int:
    number = max(run_numbers(book), default=0) + 1
    while True:
        try:
            move(unfinished, book / RUNS / f"{number:06}")
        except OSError:  # another run took the number: a folder with files in it is never replaced
            if not (book / RUNS / f"{number:06}").exists():
                raise
            number += 1
        else:
            return number
