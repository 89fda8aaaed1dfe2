"""One file into one batch folder: every sheet read, its tables as Parquet, its receipt.

Runs in a child process, one sheet in memory at a time.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from lianjing.book.receipt import BlockReceipt, FileReceipt, SheetReceipt, UnreadableNote
from lianjing.errors import Unreadable
from lianjing.ingest.context import Origin
from lianjing.ingest.grid import open_grids
from lianjing.ingest.mapping import Make, read_makes
from lianjing.ingest.sheet import ReadBlock, read_sheet, receipt_of
from lianjing.schema import TABLES, stored_columns

_QUARANTINE = {
    "source_file": pl.String,
    "source_sheet": pl.String,
    "source_row": pl.Int32,
    "column": pl.String,
    "value": pl.String,
    "reason": pl.String,
}


@dataclass(frozen=True, slots=True)
class Job:
    """What a child is to do; plain values only, so that it travels between processes."""

    path: str
    file: str  # as it will stand in source_file
    folder_name: str
    number: int  # batch number
    sha256: str
    size: int
    target: str  # empty folder to fill
    mappings: tuple[str, ...]  # TOML texts, later ones win
    hidden: bool


@dataclass(frozen=True, slots=True)
class Filled:
    """A batch folder filled: its receipt, and a mapping for each make of sheet met."""

    receipt: FileReceipt
    makes: tuple[str, ...]


def fill_batch(job: Job) -> Filled:
    """Write the batch of one file; an unreadable file gives a receipt that says so."""
    target = Path(job.target)
    makes = _makes(job.mappings)
    sheets: list[SheetReceipt] = []
    written: dict[tuple[str, ...], str] = {}
    asides: list[dict[str, object]] = []
    running = blocks = 0
    unreadable = None
    try:
        for grid in open_grids(Path(job.path)):
            reads = read_sheet(grid, Origin(job.file, grid.sheet, job.folder_name), makes, blocks, job.hidden)
            for read in reads:
                running = _write_block(target, read, job.number, running)
                asides.extend(_aside_rows(read, job.file, grid.sheet))
                if read.make:
                    written.setdefault((read.table, *read.header), read.make)
            blocks += len(reads)
            note = "；".join(n for read in reads for n in read.notes)
            sheets.append(SheetReceipt(grid.sheet, grid.hidden, grid.height, note, tuple(receipt_of(r) for r in reads)))
    except Unreadable as e:
        unreadable = UnreadableNote(e.code, e.say("zh"), e.say("en"))
        sheets, asides = [], []
        for file in target.iterdir():
            file.unlink()
    pl.DataFrame(asides, schema=_QUARANTINE).write_parquet(target / "quarantine.parquet")
    receipt = FileReceipt(job.file, job.sha256, job.size, unreadable, tuple(sheets))
    write_receipt(target, receipt)
    return Filled(receipt, tuple(written.values()))


def write_receipt(target: Path, receipt: FileReceipt) -> None:
    """receipt.json of a batch not yet committed."""
    (target / "receipt.json").write_text(receipt.to_json(), "utf-8")


def drop_block(target: Path, block: BlockReceipt, duplicate_of: str) -> BlockReceipt:
    """Take one table out of a batch not yet committed: its content is in the book already. Its rows count as passed over."""
    for file in [*target.glob(f"*.{block.block}.parquet")]:
        file.unlink()
    taken = block.accepted + block.repaired + block.quarantined
    return replace(
        block,
        accepted=0,
        repaired=0,
        quarantined=0,
        passed_over=block.passed_over + taken,
        passed_over_reasons={**block.passed_over_reasons, "duplicate": taken},
        duplicate_of=duplicate_of,
    )


def _makes(texts: Sequence[str]) -> dict[str, Make]:
    out: dict[str, Make] = {}
    for text in texts:
        for make in read_makes(text, "mapping"):
            out[make.signature] = make
    return out


def _write_block(target: Path, read: ReadBlock, number: int, running: int) -> int:
    if read.frame is None or read.frame.height == 0:
        return running
    ids = pl.int_range(running, running + read.frame.height, eager=True, dtype=pl.Int64) + (number << 32)
    frame = read.frame.with_columns(ids.alias("row_id")).select(list(stored_columns(TABLES[read.table])))
    frame.write_parquet(target / f"{read.table}.{read.number}.parquet", compression="zstd", compression_level=1, statistics=True)
    if read.evidence is not None:
        read.evidence.write_parquet(target / f"evidence.{read.number}.parquet", compression="zstd", compression_level=1)
    return running + read.frame.height


def _aside_rows(read: ReadBlock, file: str, sheet: str) -> list[dict[str, object]]:
    return [
        {"source_file": file, "source_sheet": sheet, "source_row": a.row + 1, "column": a.name, "value": a.value, "reason": a.reason}
        for a in sorted(read.asides, key=lambda a: (a.row, a.column))
    ]
