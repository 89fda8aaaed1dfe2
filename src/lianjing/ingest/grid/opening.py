"""Opening a file: what it is decides who reads it."""

from collections.abc import Iterator
from pathlib import Path
from typing import assert_never

from lianjing.ingest.grid.columns import without_collector
from lianjing.ingest.grid.delimited import delimited_grids
from lianjing.ingest.grid.kind import Kind, find_kind
from lianjing.ingest.grid.markup import looks_like_markup, looks_like_web_archive, markup_grids, web_archive_grids
from lianjing.ingest.grid.model import Grid, Limits
from lianjing.ingest.grid.ods import ods_grids
from lianjing.ingest.grid.package import Package
from lianjing.ingest.grid.source import Source
from lianjing.ingest.grid.text import decode, is_binary
from lianjing.ingest.grid.unlock import unlocked
from lianjing.ingest.grid.xls import xls_grids
from lianjing.ingest.grid.xlsb import xlsb_grids
from lianjing.ingest.grid.xlsx import xlsx_grids

_DEFAULT_LIMITS = Limits()


def open_grids(path: Path, *, limits: Limits = _DEFAULT_LIMITS) -> Iterator[Grid]:
    """The sheets of a file in their order, one at a time in memory. Raises Unreadable with a sentence that says what the file is.

    What a file is is decided by its content, never by the ending of its name.
    """
    if path.stat().st_size > limits.file_bytes:
        Source(path.name, b"", limits).refuse("file-too-large", megabytes=path.stat().st_size >> 20)
    grids = _grids(Source(path.name, path.read_bytes(), limits))
    while True:
        with without_collector():
            grid = next(grids, None)
        if grid is None:
            return
        yield grid


def _grids(source: Source) -> Iterator[Grid]:
    kind, package = find_kind(source)
    match kind:
        case Kind.XLSX:
            assert isinstance(package, Package)
            yield from xlsx_grids(source, package)
        case Kind.XLS:
            yield from xls_grids(source)
        case Kind.XLSB:
            assert isinstance(package, Package)
            yield from xlsb_grids(source, package)
        case Kind.ODS:
            assert isinstance(package, Package)
            yield from ods_grids(source, package)
        case Kind.LOCKED:
            yield from _grids(unlocked(source))
        case Kind.TEXT:
            yield from _text_grids(source)
        case _:
            assert_never(kind)


def _text_grids(source: Source) -> Iterator[Grid]:
    text = decode(source.data)
    if is_binary(text):
        source.refuse("not-a-table")
    if looks_like_web_archive(text.text):
        yield from web_archive_grids(source)
    elif looks_like_markup(text.text):
        yield from markup_grids(source, text.text)
    else:
        yield from delimited_grids(source, text)
