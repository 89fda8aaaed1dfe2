"""Whether a book still is what its log says: every batch there, every file unchanged."""

from collections.abc import Iterable
from pathlib import Path

from lianjing.book.batch import Batch, digests, final_name
from lianjing.book.log import read_log
from lianjing.book.writer import BATCHES, INCOMING, LOG, WITHDRAWN_BATCHES
from lianjing.errors import BookTrouble, Place


def verify(path: Path, batches: Iterable[Batch]) -> None:
    """Raises BookTrouble at the first batch that is lost, unknown to the log, or changed. Reads every file once."""
    logged: dict[str, dict[str, str]] = {}
    last: dict[str, str] = {}
    for line in read_log(path / LOG):  # after the batches were listed: a batch is logged before it appears
        if "batch" in line.facts:
            name = str(line.facts["batch"])
            last[name] = line.what
            files = line.facts.get("files")
            if isinstance(files, dict):
                logged[name] = files
    for batch in batches:
        _compare(batch, logged.get(batch.folder.name) if last.get(batch.folder.name) == "ingest" else None)
    for name, what in last.items():
        if what == "ingest" and not _is_there(path, name):
            raise BookTrouble("batch-lost", batch=name)


def _compare(batch: Batch, logged: dict[str, str] | None) -> None:
    if logged is None:
        raise BookTrouble("batch-not-in-log", Place(batch.receipt.file), batch=batch.folder.name)
    there = digests(batch.folder)
    for file in sorted(there.keys() | logged.keys()):
        if there.get(file) != logged.get(file):
            raise BookTrouble("batch-file-damaged", Place(batch.receipt.file), batch=batch.folder.name, file=file)


def _is_there(path: Path, name: str) -> bool:
    """In the order in which a batch moves, so that a commit at this moment is not taken for a loss."""
    being_written = any(final_name(f) == name for f in (path / INCOMING).glob("*"))
    return being_written or (path / BATCHES / name).is_dir() or (path / WITHDRAWN_BATCHES / name).is_dir()
