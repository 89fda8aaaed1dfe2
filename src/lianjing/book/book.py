"""A book: a county's records as a folder of batches. Readers need no lock; writers go through `Book.writing()`.

A folder becomes a book with its last file, `book.toml`; killed before, it is an empty book in the making, which the next try completes.
"""

import re
import secrets
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from lianjing.book.batch import Batch, numbers_in, read_batch
from lianjing.book.check import verify
from lianjing.book.durable import UNFINISHED, sync, write_durably
from lianjing.book.log import LogLine, os_user, read_log
from lianjing.book.runs import RUNS
from lianjing.book.writer import BATCHES, INCOMING, LOCK, LOG, MAPPINGS, WITHDRAWN_BATCHES, Writer, locked
from lianjing.errors import AskedWrongly, BookTrouble
from lianjing.schema import TABLES

FORMAT = 1
BOOK_TOML, KEY = "book.toml", "key"
_OURS = {BATCHES, INCOMING, LOCK, LOG, MAPPINGS, RUNS, WITHDRAWN_BATCHES, KEY}


def local_now() -> datetime:
    """This moment, with the machine's time zone: for the log only, never for a result."""
    return datetime.now().astimezone()


class Book:
    """A book that was found whole when it was opened."""

    def __init__(self, path: Path, key: bytes) -> None:
        """Use `open_book` or `create_book`."""
        self.path, self.key = path, key
        self._read: dict[str, Batch] = {}

    def batches(self) -> list[Batch]:
        """The live batches by number, as the folder stands now. Raises BookTrouble where one is damaged."""
        names = [name for _, name in numbers_in(self.path / BATCHES)]
        self._read = {name: self._read.get(name) or read_batch(self.path / BATCHES / name) for name in names}
        return list(self._read.values())

    def withdrawn(self) -> list[Batch]:
        """The batches taken back, by number."""
        return [read_batch(self.path / WITHDRAWN_BATCHES / name) for _, name in numbers_in(self.path / WITHDRAWN_BATCHES)]

    def tables(self) -> list[str]:
        """The schema tables of which some batch holds rows, in the schema's order."""
        there = {table for batch in self.batches() for table in batch.tables}
        return [name for name in TABLES if name in there]

    def mappings(self) -> dict[str, str]:
        """The remembered mappings: name → text of the TOML."""
        return {p.stem: p.read_text("utf-8") for p in sorted((self.path / MAPPINGS).glob("[!.]*.toml"))}

    def log_lines(self) -> list[LogLine]:
        """Everything that was done to the book, the chain verified."""
        return read_log(self.path / LOG)

    def check(self) -> None:
        """Compares every batch with the log. Raises BookTrouble naming what is lost, unknown or changed."""
        verify(self.path, self.batches())

    @contextmanager
    def writing(self, *, now: Callable[[], datetime] = local_now, user: str | None = None) -> Iterator[Writer]:
        """The one writer; raises BookTrouble at once where another process writes. `now` and `user` go into the log only."""
        with locked(self.path):
            yield Writer(self.path, self.batches(), now, os_user() if user is None else user)


def create_book(path: Path, key_from: Path | None = None, *, now: Callable[[], datetime] = local_now) -> Book:
    """A new, empty book in a folder that is absent or empty; with the key of the book `key_from`, so that doubt ids agree."""
    if (path / BOOK_TOML).exists():
        raise AskedWrongly("book-exists", book=path)
    return open_or_create(path, key_from, now=now)


def open_or_create(path: Path, key_from: Path | None = None, *, now: Callable[[], datetime] = local_now) -> Book:
    """The book at `path`; a new one if there is none."""
    if (path / BOOK_TOML).exists():
        return open_book(path)
    if path.exists() and (not path.is_dir() or any(e.name not in _OURS and e.suffix != UNFINISHED for e in path.iterdir())):
        raise AskedWrongly("not-a-book-folder", book=path)
    if (path / BATCHES).is_dir() and numbers_in(path / BATCHES):
        raise BookTrouble("book-toml-damaged", book=path)  # batches but no book.toml: not one in the making
    key = secrets.token_bytes(32) if key_from is None else open_book(key_from).key
    path.mkdir(parents=True, exist_ok=True)
    with locked(path):
        if not (path / BOOK_TOML).exists():
            _furnish(path, key, now)
    return open_book(path)


def open_book(path: Path) -> Book:
    """The book at `path`. Raises AskedWrongly if there is none, BookTrouble naming what is damaged."""
    if not path.is_dir():
        raise AskedWrongly("no-book", book=path)
    if not (path / BOOK_TOML).exists():
        if (path / BATCHES).is_dir() and numbers_in(path / BATCHES):
            raise BookTrouble("book-toml-damaged", book=path)
        raise AskedWrongly("no-book", book=path)
    book = Book(path, _read_key(path, _read_key_id(path)))
    for folder in (BATCHES, WITHDRAWN_BATCHES, MAPPINGS):
        if not (path / folder).is_dir():
            raise BookTrouble("book-part-missing", book=path, part=folder)
    if not (path / LOG).is_file():
        raise BookTrouble("book-part-missing", book=path, part=LOG)
    book.batches()
    book.log_lines()
    return book


def _furnish(path: Path, key: bytes, now: Callable[[], datetime]) -> None:
    for folder in (BATCHES, WITHDRAWN_BATCHES, MAPPINGS, INCOMING):
        (path / folder).mkdir(exist_ok=True)
    write_durably(path / KEY, key.hex().encode() + b"\n", mode=0o600)
    write_durably(path / LOG, b"")
    Writer(path, [], now, os_user()).log("new", key_id=_key_id(key))
    sync(path.parent)
    write_durably(path / BOOK_TOML, f'format = {FORMAT}\nkey_id = "{_key_id(key)}"\n'.encode())


def _key_id(key: bytes) -> str:
    return sha256(b"lianjing key " + key).hexdigest()[:8]


def _read_key_id(path: Path) -> str:
    try:
        about = tomllib.loads((path / BOOK_TOML).read_text("utf-8"))
        number, key_id = int(about["format"]), str(about["key_id"])
    except (OSError, ValueError, KeyError) as e:
        raise BookTrouble("book-toml-damaged", book=path) from e
    if number != FORMAT:
        raise BookTrouble("book-other-format", book=path, format=number, known=FORMAT)
    return key_id


def _read_key(path: Path, key_id: str) -> bytes:
    try:
        text = (path / KEY).read_text("ascii").strip()
    except (OSError, ValueError) as e:
        raise BookTrouble("book-key-damaged", book=path) from e
    if re.fullmatch(r"[0-9a-f]{64}", text) is None or _key_id(bytes.fromhex(text)) != key_id:
        raise BookTrouble("book-key-damaged", book=path)
    return bytes.fromhex(text)
