"""Files into a book: found, recognised, read in parallel, committed in order, each whole or not at all."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from lianjing.book import Book
from lianjing.book.receipt import FileReceipt, SheetReceipt, UnreadableNote
from lianjing.book.writer import Writer
from lianjing.errors import Place, message
from lianjing.ingest.batch import Filled, Job, drop_block, fill_batch, write_receipt
from lianjing.ingest.children import Children, Outcome
from lianjing.ingest.mapping import read_makes
from lianjing.ingest.sources import Source, find_sources

WORK = "lianjing.ingest.batch:fill_batch"  # what children are to do


class Say(Protocol):
    """Where progress goes."""

    def start(self, total_files: int) -> None: ...
    def file_done(self, name: str, rows: int) -> None: ...


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of one file. `receipt` is the file's receipt; `known_as` names the file the book already has."""

    file: str
    receipt: FileReceipt | None
    known_as: str = ""
    same_name: bool = False


def ingest_files(
    given: Sequence[Path], book: Book, say: Say, *, mapping: str | None = None, hidden: bool = False, children: Children | None = None
) -> Iterator[Taken]:
    """Take files into the book; yields what came of each, in order. A file that fails does not stop the others.

    `children` read the files (WORK); without them this process does, unprotected: for tests and for files one trusts.
    """
    sources = find_sources(given)
    if mapping is not None:
        read_makes(mapping, "mapping")
    with book.writing() as writer:
        if mapping is not None:
            writer.remember_mapping("given-" + _short(mapping), mapping)
        known, contents = dict(writer.known_files()), dict(writer.known_contents())
        names = set(known.values())
        say.start(len(sources))
        plan = list(_plan(sources, writer, known, _given_mappings(book), hidden))
        outcomes = _work([job for _, job in plan if job is not None], children)
        done: dict[int, Outcome[Job, Filled]] = {}
        for twin, job in plan:
            if job is None:
                say.file_done(twin.file, 0)
                yield twin
                continue
            while job.number not in done:
                outcome = next(outcomes)
                done[outcome.job.number] = outcome
            taken = _commit(writer, done.pop(job.number), job, contents, names)
            say.file_done(taken.file, sum(s.rows for s in taken.receipt.sheets) if taken.receipt is not None else 0)
            yield taken


def _given_mappings(book: Book) -> tuple[str, ...]:
    return tuple(text for name, text in sorted(book.mappings().items()) if name.startswith("given-"))


def _plan(
    sources: Sequence[Source], writer: Writer, known: dict[str, str], mappings: tuple[str, ...], hidden: bool
) -> Iterator[tuple[Taken, Job | None]]:
    """For each file what is to be done: a job, or none where the book or this very run has the same bytes."""
    for source, number in zip(sources, writer.reserve(len(sources)), strict=True):
        digest, size = _sha256(source.path)
        if digest in known:
            yield Taken(source.file, None, known_as=known[digest]), None
            continue
        known[digest] = source.file
        target = str(writer.incoming(number, digest[:12]))
        yield Taken(source.file, None), Job(str(source.path), source.file, source.folder, number, digest, size, target, mappings, hidden)


def _work(jobs: list[Job], children: Children | None) -> Iterator[Outcome[Job, Filled]]:
    if children is not None:
        yield from children.run(jobs, _seconds)
        return
    for job in jobs:
        yield Outcome(job, fill_batch(job))


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
