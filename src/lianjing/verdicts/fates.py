"""What became of every row of an answer workbook, as a CSV for the person who has to put rows right."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from lianjing.book.durable import replacing
from lianjing.identity import mask_text
from lianjing.verdicts.imports import Imported
from lianjing.verdicts.verdict import Fate, RowFate

HEADER = ("file", "sheet", "row", "cell", "fate", "why", "mended", "doubt_id", "verdict", "what_to_do", "what_to_do_en")


def write_fates(done: Iterable[Imported], path: Path) -> int:
    """A line a row, in the order of the sheets. Returns the lines."""
    lines = [line for d in done for line in _lines(d)]
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as unfinished, unfinished.open("w", encoding="utf-8-sig", newline="") as f:
        out = csv.writer(f, lineterminator="\n")
        out.writerow(HEADER)
        out.writerows(lines)
    return len(lines)


def _lines(done: Imported) -> Iterator[tuple[object, ...]]:
    for row in done.rows:
        v = row.verdict
        said = (v.doubt_id, v.answer.value) if v is not None else ("", "")
        yield (
            mask_text(done.file),
            mask_text(row.sheet),
            row.row,
            row.cell,
            row.fate.value,
            row.why,
            " ".join(row.mended),
            *said,
            *_what_to_do(row, done.file),
        )


def _what_to_do(row: RowFate, file: str) -> tuple[str, str]:
    if row.fate is not Fate.QUARANTINED:
        return "", ""
    return row.says(file, "zh"), row.says(file, "en")
