"""A run kept in its book: what it was measured by and what it found, so that the next one need not do everything again."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import polars as pl

from lianjing import __version__
from lianjing.book import Book, keep_run, run_folder, run_numbers
from lianjing.checks.result import RunResult
from lianjing.checks.views import shared_views

ABOUT, DOUBTS, EVIDENCE = "run.json", "doubts.parquet", "evidence.parquet"


@dataclass(frozen=True, slots=True)
class KeptRun:
    """One kept run. `rules`: id → what it was run with; `batches`: names of the live batches then."""

    number: int
    as_of: str
    measured_by: str
    batches: tuple[str, ...]
    rules: Mapping[str, str]
    folder: Path

    def doubts(self) -> pl.DataFrame:
        """What it found (DOUBT_COLUMNS)."""
        return pl.read_parquet(self.folder / DOUBTS)

    def evidence(self) -> pl.DataFrame:
        """The rows behind it (EVIDENCE_COLUMNS)."""
        return pl.read_parquet(self.folder / EVIDENCE)


def keep(book: Book, result: RunResult) -> int:
    """The result as a run of the book; gives its number. OSError where the book cannot be written."""
    about = {
        "as_of": result.as_of.isoformat(),
        "measured_by": measured_by(result.standards),
        "batches": sorted(b.folder.name for b in book.batches()),
        "rules": {r.rule.id: run_with(r.rule.sha256, {k: v for k, (v, _) in r.parameters.items()}) for r in result.runs},
    }

    def fill(folder: Path) -> None:
        (folder / ABOUT).write_text(json.dumps(about, ensure_ascii=False, sort_keys=True, indent=1), "utf-8")
        result.doubts.write_parquet(folder / DOUBTS)
        result.evidence.write_parquet(folder / EVIDENCE)

    return keep_run(book.path, fill)


def kept_run(book: Book, number: int | None) -> KeptRun | None:
    """The run of that number (the latest where None), or None if the book has none. AskedWrongly("run-unknown") for a number it lacks."""
    there = run_numbers(book.path)
    if number is None and not there:
        return None
    chosen = there[-1] if number is None else number
    folder = run_folder(book.path, chosen)
    about = json.loads((folder / ABOUT).read_text("utf-8"))
    return KeptRun(chosen, about["as_of"], about["measured_by"], tuple(about["batches"]), about["rules"], folder)


def measured_by(standards: Mapping[str, str]) -> str:
    """Digest of everything but the rules and the records that a result depends on: program, shared views, standards."""
    views = [(v.name, v.sql) for v in shared_views().values()]
    return sha256(repr((__version__, views, sorted(standards.items()))).encode()).hexdigest()


def run_with(rule_sha256: str, parameters: Mapping[str, str]) -> str:
    """Digest of a rule and the parameters it was run with."""
    return sha256(repr((rule_sha256, sorted(parameters.items()))).encode()).hexdigest()
