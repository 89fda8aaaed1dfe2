"""One batch of a book: the folder that one source file became. It is never changed, only moved as a whole to the withdrawn ones."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from lianjing.book.durable import UNFINISHED
from lianjing.book.receipt import FileReceipt
from lianjing.errors import BookTrouble, Place

RECEIPT, QUARANTINE, WITHDRAWN = "receipt.json", "quarantine.parquet", "withdrawn.json"
_NAME = re.compile(r"(\d{6,})-([0-9a-f]{12})")
_ROWS = re.compile(r"([a-z0-9_]+)\.(\d+)\.parquet")


@dataclass(frozen=True, slots=True)
class Batch:
    """Number (order of ingest), start of the source file's SHA-256, folder, receipt and the names of the Parquet files in the folder."""

    number: int
    sha12: str
    folder: Path
    receipt: FileReceipt
    files: tuple[str, ...]

    def parquet(self, table: str) -> list[Path]:
        """The files with rows of `table`, by block."""
        blocks = sorted(int(m[2]) for m in map(_ROWS.fullmatch, self.files) if m is not None and m[1] == table)
        return [self.folder / f"{table}.{block}.parquet" for block in blocks]

    @property
    def tables(self) -> frozenset[str]:
        """Tables of which the batch holds a file (evidence is none)."""
        return frozenset(m[1] for m in map(_ROWS.fullmatch, self.files) if m is not None) - {"evidence"}

    def evidence(self, block: int) -> Path:
        """The file of that block's rows as they stood in the sheet."""
        return self.folder / f"evidence.{block}.parquet"

    @property
    def quarantine(self) -> Path | None:
        """The file of the cells set aside, or None."""
        return self.folder / QUARANTINE if QUARANTINE in self.files else None


def batch_name(number: int, sha12: str) -> str:
    """The folder's name: 000001-0123456789ab."""
    return f"{number:06}-{sha12}"


def final_name(folder: Path) -> str:
    """The name under which a folder still being filled will stand in the book."""
    return folder.name.partition(".")[0]


def numbers_in(folder: Path) -> list[tuple[int, str]]:
    """Number and name of every batch folder in `folder`, by number; other names are left alone."""
    found = ((_NAME.fullmatch(entry.name), entry.name) for entry in folder.iterdir())
    return sorted((int(m[1]), name) for m, name in found if m is not None)


def read_batch(folder: Path) -> Batch:
    """The batch in `folder`. Raises BookTrouble where its receipt or a file it speaks of is missing or cut short."""
    name = _NAME.fullmatch(final_name(folder))
    if name is None:
        raise BookTrouble("batch-damaged", batch=folder.name)
    try:
        receipt = FileReceipt.from_json((folder / RECEIPT).read_text("utf-8"))
    except (OSError, ValueError, KeyError, TypeError, AssertionError) as e:
        raise BookTrouble("batch-receipt-damaged", batch=folder.name) from e
    files = tuple(sorted(f.name for f in folder.iterdir() if f.suffix == ".parquet"))
    batch = Batch(int(name[1]), name[2], folder, receipt, files)
    for file in _broken_files(batch):
        raise BookTrouble("batch-file-damaged", Place(receipt.file), batch=folder.name, file=file)
    return batch


def digests(folder: Path) -> dict[str, str]:
    """SHA-256 of each file of a batch by its name; not of `withdrawn.json`, whole or unfinished, which is written later."""
    out = {}
    for path in sorted(folder.iterdir()):
        if path.name != WITHDRAWN and path.suffix != UNFINISHED:
            with path.open("rb") as f:
                out[path.name] = file_digest(f, "sha256").hexdigest()
    return out


def _broken_files(batch: Batch) -> Iterator[str]:
    for sheet in batch.receipt.sheets:
        for block in sheet.blocks:
            if block.is_kept and f"{block.table}.{block.block}.parquet" not in batch.files:
                yield f"{block.table}.{block.block}.parquet"
    for name in batch.files:
        if not _ends_as_parquet(batch.folder / name):
            yield name


def _ends_as_parquet(path: Path) -> bool:
    with path.open("rb") as f:
        if f.seek(0, 2) < 12:
            return False
        f.seek(-4, 2)
        return f.read(4) == b"PAR1"
