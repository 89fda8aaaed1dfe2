"""The one writer of a book: fills a folder out of sight, then lets it appear by a single rename.

Order of a commit: every file and folder fsynced → the log says so, with each file's digest → rename → parent folder fsynced. A batch is
thus whole or absent, and each live one stands in the log. What a killed writer left is put in order by the next one before anything else.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from lianjing.book.batch import WITHDRAWN, Batch, batch_name, digests, final_name, numbers_in, read_batch
from lianjing.book.durable import move, remove_unfinished, sync, sync_tree, write_durably
from lianjing.book.log import Log
from lianjing.errors import BookTrouble

BATCHES, WITHDRAWN_BATCHES, INCOMING, LOCK, LOG, MAPPINGS = "batches", "withdrawn", ".incoming", "lock", "log.jsonl", "mappings"


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Holds the book's lock, or raises BookTrouble at once. The lock is the kernel's: it goes when the process goes, however it goes."""
    handle = os.open(path / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as e:
            raise BookTrouble("book-locked", book=path) from e
        yield
    finally:
        os.close(handle)


class Writer:
    """What may be done to a locked book; made by `Book.writing()`."""

    def __init__(self, path: Path, batches: list[Batch], now: Callable[[], datetime], user: str) -> None:
        """`batches` are the live ones. Verifies the log, removes leftovers of a killed writer."""
        self._path, self._now, self._user = path, now, user
        self._log = Log(path / LOG, now, user)
        self._batches = list(batches)
        self._next = 1 + max((n for n, _ in self._numbers()), default=0)
        self._tidy()

    def reserve(self, n: int) -> list[int]:
        """The next `n` batch numbers, never given out before in this book; unused ones leave a gap."""
        first, self._next = self._next, self._next + n
        return list(range(first, self._next))

    def incoming(self, number: int, sha12: str) -> Path:
        """An empty folder to be filled, by this or another process, and then committed or discarded."""
        # a killed writer's children may outlive it for a moment: no two writers share a folder
        folder = self._path / INCOMING / f"{batch_name(number, sha12)}.{os.getpid()}"
        folder.mkdir(parents=True)
        return folder

    def commit(self, folder: Path) -> Batch:
        """Makes the filled folder a batch; raises BookTrouble if its receipt or a file named in it is missing."""
        read_batch(folder)
        sync_tree(folder)
        target = self._path / BATCHES / final_name(folder)
        self.log("ingest", batch=target.name, files=digests(folder))
        move(folder, target)
        batch = read_batch(target)
        self._batches.append(batch)
        self._retire_unreadable(batch)
        return batch

    def discard(self, folder: Path) -> None:
        """Removes a folder that shall not become a batch."""
        shutil.rmtree(folder, ignore_errors=True)

    def withdraw(self, batch: Batch, reason: str) -> None:
        """Takes the batch out of the book, keeping all its files; `reason` stands with it and in the log."""
        note = {"reason": reason, "user": self._user, "at": self._now().isoformat(timespec="seconds")}
        write_durably(batch.folder / WITHDRAWN, json.dumps(note, ensure_ascii=False).encode())
        move(batch.folder, self._path / WITHDRAWN_BATCHES / batch.folder.name)
        self._batches.remove(batch)
        self.log("withdraw", batch=batch.folder.name, file=batch.receipt.file, reason=reason)

    def known_contents(self) -> dict[str, str]:
        """Digest of canonical rows → "file［sheet］" that brought them, over the live batches."""
        out: dict[str, str] = {}
        for batch in self._batches:
            for content, place in batch.receipt.contents().items():
                out.setdefault(content, place)
        return out

    def known_files(self) -> dict[str, str]:
        """SHA-256 → name of the files that need not come again: not those unreadable then, nor those that lean on a withdrawn one."""
        return {b.receipt.sha256: b.receipt.file for b in self._batches if b.receipt.unreadable is None and not self.is_orphaned(b)}

    def is_orphaned(self, batch: Batch) -> bool:
        """Whether rows of the file were not taken because another file had brought them, and that one has been withdrawn since."""
        blocks = [block for sheet in batch.receipt.sheets for block in sheet.blocks if block.duplicate_of is not None]
        return len(blocks) > 0 and not {block.content for block in blocks} <= self.known_contents().keys()

    def log(self, what: str, **facts: object) -> None:
        """One line in the book's log, on the disk when this returns."""
        self._log.append(what, facts)

    def remember_mapping(self, name: str, toml_text: str) -> None:
        """Keeps a mapping under `name`, replacing the one of that name."""
        if name in ("", ".", "..") or "/" in name or "\0" in name:
            raise ValueError(f"not a name for a mapping: {name!r}")
        write_durably(self._path / MAPPINGS / f"{name}.toml", toml_text.encode())

    def _numbers(self) -> Iterator[tuple[int, str]]:
        yield from numbers_in(self._path / BATCHES)
        yield from numbers_in(self._path / WITHDRAWN_BATCHES)
        for line in self._log.lines:
            if line.what == "ingest":
                name = str(line.facts["batch"])
                yield int(name.partition("-")[0]), name

    def _retire_unreadable(self, new: Batch) -> None:
        """A file that could not be read and has now come again: its old receipt would only mislead."""
        for old in list(self._batches):
            again = old.receipt.sha256 == new.receipt.sha256 or old.receipt.file == new.receipt.file
            if old is not new and again and old.receipt.unreadable is not None:
                self.withdraw(old, "read again")

    def _tidy(self) -> None:
        incoming, last = self._path / INCOMING, self._last_word()
        incoming.mkdir(exist_ok=True)
        for folder in sorted(incoming.iterdir()):
            if last.get(final_name(folder)) == "ingest" and not (self._path / BATCHES / final_name(folder)).exists():
                self.log("undone", batch=final_name(folder))  # logged, then killed before the rename
            shutil.rmtree(folder, ignore_errors=True)
        for batch in self._batches:  # killed between the note and the rename: the batch was not withdrawn
            (batch.folder / WITHDRAWN).unlink(missing_ok=True)
        for folder in (self._path, self._path / MAPPINGS, *(batch.folder for batch in self._batches)):
            remove_unfinished(folder)
        for _, name in numbers_in(self._path / WITHDRAWN_BATCHES):
            if last.get(name) == "ingest":  # killed between the rename and the log
                folder = self._path / WITHDRAWN_BATCHES / name
                note = json.loads((folder / WITHDRAWN).read_text("utf-8"))
                facts = {"reason": note["reason"], "withdrawn_by": note["user"], "withdrawn_at": note["at"]}
                self.log("withdraw", batch=name, file=read_batch(folder).receipt.file, **facts)
        sync(incoming)

    def _last_word(self) -> dict[str, str]:
        return {str(line.facts["batch"]): line.what for line in self._log.lines if "batch" in line.facts}
