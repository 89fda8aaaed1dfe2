"""Files into a book: found, recognised, read in parallel, committed in order, each whole or not at all."""

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from lianjing.book import Book
from lianjing.book.receipt import FileReceipt, SheetReceipt, UnreadableNote
from lianjing.book.writer import Writer
from lianjing.errors import Place, message
from lianjing.ingest.batch import Filled, Job, drop_block, fill_batch, write_receipt
from lianjing.ingest.children import Outcome, run_in_children
from lianjing.ingest.mapping import read_makes

MEMORY_BYTES = 6 << 30
_SKIPPED = ("~$", ".")
_SKIPPED_NAMES = frozenset({"thumbs.db", "desktop.ini"})


class Say(Protocol):
    """Where progress goes."""

    def start(self, total_files: int) -> None: ...
    def file_done(self, name: str, rows: int) -> None: ...


@dataclass(frozen=True, slots=True)
class Source:
    """A file to take in, with the name under which the book will know it."""

    path: Path
    file: str
    folder: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of one file. `receipt` is the file's receipt; `known_as` names the file the book already has."""

    file: str
    receipt: FileReceipt | None
    known_as: str = ""
    same_name: bool = False


def find_sources(given: Sequence[Path]) -> list[Source]:
    """Files of the given files and folders in a fixed order; office lock files and the like are left out."""
    out: list[Source] = []
    for path in given:
        if path.is_dir():
            for folder, folders, names in os.walk(path):
                folders.sort()
                for name in sorted(names):
                    if not name.startswith(_SKIPPED) and name.lower() not in _SKIPPED_NAMES:
                        full = Path(folder) / name
                        out.append(Source(full, full.relative_to(path).as_posix(), path.resolve().name))
        else:
            out.append(Source(path, path.name, path.resolve().parent.name))
    return out


def ingest_files(
    given: Sequence[Path], book: Book, say: Say, *, mapping: str | None = None, hidden: bool = False, children: int | None = None
) -> Iterator[Taken]:
    """Take files into the book; yields what came of each, in order. A file that fails does not stop the others."""
    sources = find_sources(given)
    if mapping is not None:
        read_makes(mapping, "mapping")
    with book.writing() as writer:
        if mapping is not None:
            writer.remember_mapping("given-" + _short(mapping), mapping)
        known, contents = dict(writer.known_files()), dict(writer.known_contents())
        mappings = tuple(text for name, text in sorted(book.mappings().items()) if name.startswith("given-"))
        say.start(len(sources))
        jobs: list[Job] = []
        early: dict[int, Taken] = {}
        order: list[tuple[int, int | None]] = []
        numbers = writer.reserve(len(sources))
        names = set(known.values())
        for i, (source, number) in enumerate(zip(sources, numbers, strict=True)):
            digest, size = _sha256(source.path)
            if digest in known:
                early[i] = Taken(source.file, None, known_as=known[digest])
                order.append((i, None))
                continue
            known[digest] = source.file
            target = writer.incoming(number, digest[:12])
            jobs.append(Job(str(source.path), source.file, source.folder, number, digest, size, str(target), mappings, hidden))
            order.append((i, number))
        done: dict[int, Outcome[Job, Filled]] = {}
        by_number = {job.number: job for job in jobs}
        count = children if children is not None else max(1, min(len(jobs), os.cpu_count() or 1))
        outcomes = _work(jobs, count)
        for i, waiting in order:
            if waiting is None:
                say.file_done(early[i].file, 0)
                yield early[i]
                continue
            while waiting not in done:
                outcome = next(outcomes)
                done[outcome.job.number] = outcome
            taken = _commit(writer, done.pop(waiting), by_number[waiting], contents, names)
            say.file_done(taken.file, sum(s.rows for s in taken.receipt.sheets) if taken.receipt is not None else 0)
            yield taken


def _work(jobs: list[Job], children: int) -> Iterator[Outcome[Job, Filled]]:
    if children == 0:  # in this very process, for tests
        for job in jobs:
            yield Outcome(job, fill_batch(job))
        return
    yield from run_in_children(jobs, fill_batch, children=children, memory_bytes=MEMORY_BYTES, seconds=_seconds)


def _seconds(job: Job) -> float:
    return 90.0 + job.size / 200_000


def _sha256(path: Path) -> tuple[str, int]:
    digest = hashlib.sha256()
    size = 0
    with path.open("rb") as f:
        while chunk := f.read(1 << 20):
            digest.update(chunk)
            size += len(chunk)
    return digest.hexdigest(), size


def _commit(writer: Writer, outcome: Outcome[Job, Filled], job: Job, contents: dict[str, str], names: set[str]) -> Taken:
    target = Path(job.target)
    if outcome.result is None:
        writer.discard(target)
        code = {"died": "file-beyond-reading", "too-slow": "file-too-slow"}.get(outcome.failure, "file-not-understood")
        why = UnreadableNote(code, message(code, "zh", why=outcome.failure), message(code, "en", why=outcome.failure))
        target = writer.incoming(job.number, job.sha256[:12])
        receipt = FileReceipt(job.file, job.sha256, job.size, why)
    else:
        receipt = outcome.result.receipt
        receipt = replace(receipt, sheets=tuple(_without_known(target, receipt.file, s, contents) for s in receipt.sheets))
    write_receipt(target, receipt)
    writer.commit(target)
    for make in outcome.result.makes if outcome.result is not None else ():
        writer.remember_mapping("found-" + _short(make), make)
    same_name = job.file in names and receipt.unreadable is None
    names.add(job.file)
    return Taken(job.file, receipt, same_name=same_name)


def _without_known(target: Path, file: str, sheet: SheetReceipt, contents: dict[str, str]) -> SheetReceipt:
    """The sheet without tables whose content is in the book already, whatever they are called now."""
    blocks = []
    for block in sheet.blocks:
        if block.content != "" and block.content in contents:
            blocks.append(drop_block(target, block, contents[block.content]))
        else:
            if block.content != "":
                contents[block.content] = str(Place(file, sheet.sheet))
            blocks.append(block)
    return replace(sheet, blocks=tuple(blocks))


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
