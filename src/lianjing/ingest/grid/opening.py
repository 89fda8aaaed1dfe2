"""Opening a file: what it is decides who reads it."""

from collections.abc import Iterator
from pathlib import Path

from lianjing.ingest.grid.delimited import delimited_grids
from lianjing.ingest.grid.kind import Kind, find_kind
from lianjing.ingest.grid.model import Grid, Limits
from lianjing.ingest.grid.package import Package
from lianjing.ingest.grid.source import Source
from lianjing.ingest.grid.text import decode, is_binary
from lianjing.ingest.grid.xls import xls_grids
from lianjing.ingest.grid.xlsx import xlsx_grids

_DEFAULT_LIMITS = Limits()


def open_grids(path: Path, *, limits: Limits = _DEFAULT_LIMITS) -> Iterator[Grid]:
    """The sheets of a file in their order, one at a time in memory. Raises Unreadable with a sentence that says what the file is.

    What a file is is decided by its content, never by the ending of its name.
    """
    if path.stat().st_size > limits.file_bytes:
        Source(path.name, b"", limits).refuse("file-too-large", megabytes=path.stat().st_size >> 20)
    yield from _grids(Source(path.name, path.read_bytes(), limits))


def _grids(source: Source) -> Iterator[Grid]:
    kind, package = find_kind(source)
    match kind:
        case Kind.XLSX:
            assert isinstance(package, Package)
            yield from xlsx_grids(source, package)
        case Kind.XLS:
            yield from xls_grids(source)
        case Kind.TEXT:
            text = decode(source.data)
            if is_binary(text):
                source.refuse("not-a-table")
            yield from delimited_grids(source, text)
        case _:
            source.refuse("not-a-table")
