"""The verdicts of a book: one file an import in its folder `verdicts/`, never changed nor removed; what was taken back stays and says so.

Written as batches are, under the book's lock: aside and flushed → the log says so, with the file's digest → renamed. A file is thus whole
or absent, and each stands in the log, which knows who and when. What a killed writer left is put in order by the next one.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from lianjing.book import Book, Writer, local_now
from lianjing.book.durable import UNFINISHED, move, sync
from lianjing.errors import AskedWrongly, BookTrouble, Place
from lianjing.verdicts.verdict import Given, Verdict
from lianjing.verdicts.words import Answer

FOLDER, FORMAT = "verdicts", 1
WRITTEN, UNDONE = "verdicts", "verdicts-undone"
_NAME = re.compile(r"(\d{6,})-[0-9a-f]{12}\.json")


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of verdicts as it stands in the book. `body` holds what was imported, or what was taken back and why."""

    name: str
    user: str
    at: datetime
    body: Mapping[str, Any]


class VerdictBook:
    """The verdicts of a book as they stood when they were read."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        """`entries` in their order."""
        self._files = {e.body["sha256"]: e for e in entries if e.body["kind"] == "answers"}
        self._of: dict[str, list[Given]] = {}
        for entry in entries:
            match entry.body["kind"]:
                case "answers":
                    for raw in entry.body["verdicts"]:
                        verdict = _verdict(raw)
                        self._of.setdefault(verdict.doubt_id, []).append(Given(verdict, entry.name, entry.user, entry.at))
                case "take-back":
                    self._strike(entry)
                case other:
                    raise ValueError(other)

    def entry_of_file(self, digest: str) -> Entry | None:
        """The import of the file with that SHA-256."""
        return self._files.get(digest)

    def history(self, doubt_id: str) -> tuple[Given, ...]:
        """Every verdict on the doubt, the first one first, those taken back as well."""
        return tuple(self._of.get(doubt_id, ()))

    def standing(self, doubt_id: str) -> Given | None:
        """The latest verdict that was not taken back."""
        return next((g for g in reversed(self._of.get(doubt_id, [])) if g.taken_back is None), None)

    def all_standing(self) -> Iterator[Given]:
        """The standing verdict of every doubt that has one, by rule and doubt."""
        found = [g for d in self._of if (g := self.standing(d)) is not None]
        yield from sorted(found, key=lambda g: (g.verdict.rule, g.verdict.doubt_id))

    def doubts(self) -> list[str]:
        """Every doubt that ever had a verdict, by rule and number."""
        return sorted(self._of, key=lambda d: (self._of[d][-1].verdict.rule, d))

    def _strike(self, entry: Entry) -> None:
        given = self._of[entry.body["doubt_id"]]
        for i, g in enumerate(given):
            if g.entry == entry.body["entry"] and g.taken_back is None:
                given[i] = replace(g, taken_back=f"{entry.at:%Y-%m-%d} {entry.user}：{entry.body['reason']}")


def read_verdicts(book: Book) -> VerdictBook:
    """Everything people said of the doubts. Raises BookTrouble where a file is lost, unknown to the log or changed."""
    return VerdictBook(list(_entries(book)))


@contextmanager
def writing_verdicts(
    book: Book, *, now: Callable[[], datetime] = local_now, user: str | None = None
) -> Iterator[tuple[VerdictBook, Callable[[Mapping[str, object]], str]]]:
    """The verdicts as they stand and a function that adds a file and gives its name; nobody else writes meanwhile."""
    with book.writing(now=now, user=user) as writer:
        (book.path / FOLDER).mkdir(exist_ok=True)
        sync(book.path)
        _tidy(book, writer)
        yield read_verdicts(book), lambda body: _add(book, writer, body)


def take_back(book: Book, doubt_id: str, reason: str, *, now: Callable[[], datetime] = local_now, user: str | None = None) -> Given:
    """Takes back the standing verdict on a doubt; the one before it, if any, stands again. Gives the one taken back.

    Raises AskedWrongly where there is none or without a reason.
    """
    if not reason.strip():
        raise AskedWrongly("take-back-needs-reason")
    with writing_verdicts(book, now=now, user=user) as (verdicts, add):
        given = verdicts.standing(doubt_id.strip().lower())
        if given is None:
            raise AskedWrongly("no-verdict", doubt=doubt_id)
        add({"kind": "take-back", "doubt_id": given.verdict.doubt_id, "entry": given.entry, "reason": reason.strip()})
        return given


def as_body(verdict: Verdict) -> Mapping[str, object]:
    """The form on disk."""
    return asdict(verdict) | {"answer": verdict.answer.value, "on": None if verdict.on is None else verdict.on.isoformat()}


def _verdict(raw: Mapping[str, Any]) -> Verdict:
    on = None if raw["on"] is None else date.fromisoformat(raw["on"])
    return Verdict(**{**raw, "answer": Answer(raw["answer"]), "on": on, "place": Place(**raw["place"])})


def _add(book: Book, writer: Writer, body: Mapping[str, object]) -> str:
    content = (json.dumps({"format": FORMAT, **body}, ensure_ascii=False, indent=1) + "\n").encode()
    digest = sha256(content).hexdigest()
    name = f"{_next_number(book):06}-{digest[:12]}.json"
    unfinished = book.path / FOLDER / f".{name}{UNFINISHED}"
    unfinished.write_bytes(content)
    sync(unfinished)
    facts = {k: body[k] for k in ("kind", "file", "doubt_id", "reason") if k in body}
    writer.log(WRITTEN, entry=name, content=digest, **facts)
    move(unfinished, book.path / FOLDER / name)
    return name


def _next_number(book: Book) -> int:
    logged = [str(line.facts["entry"]) for line in book.log_lines() if line.what == WRITTEN]
    return 1 + max((int(m[1]) for name in (*logged, *_names(book)) if (m := _NAME.fullmatch(name)) is not None), default=0)


def _names(book: Book) -> list[str]:
    folder = book.path / FOLDER
    found = ((m, f.name) for f in folder.iterdir() if (m := _NAME.fullmatch(f.name))) if folder.is_dir() else ()
    return [name for _, name in sorted((int(m[1]), name) for m, name in found)]


def _entries(book: Book) -> Iterator[Entry]:
    names = _names(book)
    logged = {}
    for line in book.log_lines():  # after the files were listed: a file is logged before it appears
        if line.what == WRITTEN:
            logged[str(line.facts["entry"])] = line
        elif line.what == UNDONE:
            logged.pop(str(line.facts["entry"]), None)
    for name in logged:
        if name not in names and not _unfinished(book, name).exists() and not (book.path / FOLDER / name).exists():
            raise BookTrouble("verdicts-lost", file=name)
    for name in names:
        content = (book.path / FOLDER / name).read_bytes()
        if name not in logged or logged[name].facts["content"] != sha256(content).hexdigest():
            raise BookTrouble("verdicts-damaged", file=name)
        body = json.loads(content)
        if body["format"] != FORMAT:
            raise BookTrouble("verdicts-other-format", file=name, format=body["format"], known=FORMAT)
        yield Entry(name, logged[name].user, logged[name].at, body)


def _unfinished(book: Book, name: str) -> Path:
    return book.path / FOLDER / f".{name}{UNFINISHED}"


def _tidy(book: Book, writer: Writer) -> None:
    """What a killed writer left: a file that was not renamed was not written, whatever the log says of it."""
    logged = {str(line.facts["entry"]) for line in book.log_lines() if line.what == WRITTEN}
    undone = {str(line.facts["entry"]) for line in book.log_lines() if line.what == UNDONE}
    for left in sorted((book.path / FOLDER).glob(f".*{UNFINISHED}")):
        name = left.name.removeprefix(".").removesuffix(UNFINISHED)
        if name in logged - undone and not (book.path / FOLDER / name).exists():
            writer.log(UNDONE, entry=name)
        left.unlink()
    sync(book.path / FOLDER)
