"""Taking a file back out of the book, traceably: the batch stays on the disk, under `withdrawn/`, with who and why."""

import difflib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from lianjing.book.batch import Batch
from lianjing.book.book import Book, local_now
from lianjing.errors import AskedWrongly


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """The batch taken back, and the files whose rows were not taken because this one had brought them: to be ingested again."""

    batch: Batch
    now_missing: tuple[str, ...]


def withdraw(book: Book, which: str, reason: str, *, now: Callable[[], datetime] = local_now, user: str | None = None) -> Withdrawal:
    """Takes back the file `which`: its name (with as much of the folder as tells it apart), or six and more digits of its SHA-256.

    Raises AskedWrongly if no file or several fit, naming candidates, or without a reason.
    """
    if not reason.strip():
        raise AskedWrongly("withdraw-needs-reason")
    with book.writing(now=now, user=user) as writer:
        batch = _the_one(book.batches(), which)
        writer.withdraw(batch, reason.strip())
        return Withdrawal(batch, tuple(sorted(b.receipt.file for b in book.batches() if writer.is_orphaned(b))))


def _the_one(batches: list[Batch], which: str) -> Batch:
    for fits in (_by_name, _by_tail, _by_digest):
        found = [b for b in batches if fits(b, which)]
        if len(found) == 1:
            return found[0]
        if found:
            raise AskedWrongly("withdraw-ambiguous", which=which, candidates="; ".join(_label(b) for b in found[:10]))
    near = set(difflib.get_close_matches(which, [b.receipt.file for b in batches], n=5, cutoff=0.4))
    candidates = [_label(b) for b in batches if b.receipt.file in near] or [_label(b) for b in batches[:5]]
    raise AskedWrongly("withdraw-unknown", which=which, candidates="; ".join(candidates))


def _by_name(batch: Batch, which: str) -> bool:
    return which in (batch.receipt.file, batch.folder.name)


def _by_tail(batch: Batch, which: str) -> bool:
    """One of the two names ends with the other, folder by folder: x.xlsx, 民政局/x.xlsx, ./files/民政局/x.xlsx."""
    ours, theirs = batch.receipt.file.split("/"), which.replace("\\", "/").split("/")
    n = min(len(ours), len(theirs))
    return ours[-n:] == theirs[-n:]


def _by_digest(batch: Batch, which: str) -> bool:
    return re.fullmatch(r"[0-9a-fA-F]{6,64}", which) is not None and batch.receipt.sha256.startswith(which.lower())


def _label(batch: Batch) -> str:
    return f"{batch.receipt.file} ({batch.sha12})"
