"""Write what a run found: doubts.csv, doubts.parquet, doubts.xlsx, report.html. All four are made first, then each appears by a rename."""

import os
from dataclasses import replace
from pathlib import Path

from lianjing.book import Book
from lianjing.checks.result import RunResult
from lianjing.errors import AskedWrongly
from lianjing.report.doubts_table import as_csv, as_parquet, doubts_table
from lianjing.report.page import report_page
from lianjing.report.veil import Veil, veiled
from lianjing.report.workbook import as_workbook
from lianjing.verdicts import Judged, judged


def write_all(result: RunResult, book: Book, out: Path, reveal: bool, county: str | None = None, seen: Judged | None = None) -> list[Path]:
    """The files written, in the order named above. Same run and verdicts, same bytes: no clock, path or random order is in them.

    `seen` is the run beside the book's verdicts, where the caller has it already.

    Raises AskedWrongly("report-out-no-folder") where `out` is no folder and ("report-file-in-use") where a file cannot be replaced.
    """
    veil = Veil(reveal)
    if seen is None:
        seen = judged(result, book)
    shown = replace(seen, result=veiled(seen.result, veil))
    table = doubts_table(shown)
    made = {
        "doubts.csv": as_csv(table),
        "doubts.parquet": as_parquet(table),
        "doubts.xlsx": as_workbook(shown, county),
        "report.html": report_page(shown, book, veil, county).encode(),
    }
    _make_folder(out)
    return [_write(out / name, content) for name, content in made.items()]


def _make_folder(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as e:
        raise AskedWrongly("report-out-no-folder", folder=out.name) from e


def _write(path: Path, content: bytes) -> Path:
    """The file whole or as it was before: a reader never meets half of one. PermissionError: someone has it open in Excel."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.unfinished")
    try:
        with unfinished.open("wb") as f:
            f.write(content)
            f.flush()
            os.fsync(f.fileno())
        os.replace(unfinished, path)
    except (PermissionError, IsADirectoryError) as e:
        raise AskedWrongly("report-file-in-use", file=path.name) from e
    finally:
        unfinished.unlink(missing_ok=True)
    return path
