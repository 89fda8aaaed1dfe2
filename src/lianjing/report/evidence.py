"""Evidence for readers: the rows of a doubt as they stood in their sheets, read from the book for the doubts a page shows.

Cells pass the veil here, by the kind of their column, so that nothing further up has to remember to mask them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lianjing.book import Book, EvidenceRow, evidence
from lianjing.checks.result import Evidence
from lianjing.report.veil import Veil
from lianjing.schema import COLUMNS, TABLES, Kind


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column of a sheet: its letter, the header words over it, and what kind of thing it was read as.

    `is_ours`: not a column of the table that stands beside this one in the same sheet, and which speaks of other people.
    """

    letter: str
    words: str
    kind: Kind | None
    is_ours: bool


@dataclass(frozen=True, slots=True)
class SheetRows:
    """Rows of one table of one sheet that a doubt rests on. `cells` is aligned with `columns`; `marked` holds (row, letter).

    `lost` are rows of which the book keeps no picture.
    """

    file: str
    sheet: str
    table: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    marked: frozenset[tuple[int, str]]
    lost: tuple[int, ...]


class Pictures:
    """The rows of a book as they stood, for the evidence of given doubts: read at once, only the rows that are asked for."""

    def __init__(self, book: Book, veil: Veil, wanted: Iterable[Evidence]) -> None:
        """Read the rows of `wanted`. Raises BookTrouble where the book has lost a file."""
        self._veil = veil
        self._rows = evidence(book, {(e.batch, e.block, e.row) for e in wanted})

    def of(self, places: Sequence[Evidence]) -> tuple[SheetRows, ...]:
        """The evidence as tables, one a table of a sheet, in order of first mention; columns empty in all its rows are left away."""
        groups: dict[tuple[int, int], list[Evidence]] = {}
        for e in places:
            groups.setdefault((e.batch, e.block), []).append(e)
        return tuple(self._table(group) for group in groups.values())

    def _table(self, group: Sequence[Evidence]) -> SheetRows:
        found = {e.row: self._rows.get((e.batch, e.block, e.row)) for e in group}
        rows = {number: row for number, row in sorted(found.items()) if row is not None}
        marked = frozenset((e.row, letter) for e in group for letter in e.letters)
        pointed_at = {letter for _, letter in marked}
        columns = sheet_columns(next(iter(rows.values()))) if rows else ()
        full = {c.letter for c in columns if any(row.cells[c.letter] for row in rows.values())}
        kept = tuple(c for c in columns if c.letter in pointed_at or (c.is_ours and c.letter in full))
        return SheetRows(
            file=group[0].file,
            sheet=group[0].sheet,
            table=group[0].table,
            columns=kept,
            rows=tuple((n, tuple(self._veil.of_kind(row.cells[c.letter], c.kind) for c in kept)) for n, row in rows.items()),
            marked=marked,
            lost=tuple(sorted(n for n, row in found.items() if row is None)),
        )


def first_rows(places: Sequence[Evidence], most: int) -> tuple[tuple[Evidence, ...], int]:
    """The evidence in the first `most` rows of sheets, and how many further rows there are.

    A row with a column a month is many records and one row: it is shown with all its marks, or not at all.
    """
    rows = list(dict.fromkeys((e.batch, e.block, e.row) for e in places))
    shown = set(rows[:most])
    return tuple(e for e in places if (e.batch, e.block, e.row) in shown), len(rows) - len(shown)


def sheet_columns(row: EvidenceRow) -> tuple[SheetColumn, ...]:
    """Letters with the sheet's own header words and what ingest read the column as."""
    letters = tuple(row.cells)
    words = dict(zip(letters, row.block.header, strict=False))
    kinds = {letter: _kind(row.block.table, name) for name, letter in row.block.columns.items()}
    read = [i for i, letter in enumerate(letters) if letter in kinds]
    ours = range(min(read, default=0), max(read, default=len(letters)) + 1)
    named = ((i, letter, words.get(letter) or "") for i, letter in enumerate(letters))
    return tuple(SheetColumn(letter, word, kinds.get(letter), bool(word) or i in ours) for i, letter, word in named)


def _kind(table: str | None, name: str) -> Kind | None:
    column = (TABLES[table].column(name) if table in TABLES else None) or COLUMNS.get(name)
    return column.kind if column is not None else None
