"""Evidence for readers: the rows of a doubt as they stood in their sheets, read from the book for the doubts a page shows.

Cells pass the veil here, by the kind of their column, so that nothing further up has to remember to mask them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lianjing.book import Book, EvidenceRow, evidence
from lianjing.checks.result import Doubt, Evidence
from lianjing.report.veil import Veil
from lianjing.schema import COLUMNS, TABLES, Kind


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column of a sheet: its letter, the header words over it, and what kind of thing it was read as."""

    letter: str
    words: str
    kind: Kind | None


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
        columns = _columns(next(iter(rows.values()))) if rows else ()
        kept = tuple(c for c in columns if c.letter in pointed_at or any(row.cells[c.letter] for row in rows.values()))
        return SheetRows(
            file=group[0].file,
            sheet=group[0].sheet,
            table=group[0].table,
            columns=kept,
            rows=tuple((n, tuple(self._veil.of_kind(row.cells[c.letter], c.kind) for c in kept)) for n, row in rows.items()),
            marked=marked,
            lost=tuple(sorted(n for n, row in found.items() if row is None)),
        )


def first_rows(doubt: Doubt, money: int, other: int) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...]]:
    """The first rows of either side: what a page shows of a doubt."""
    return doubt.money_rows[:money], doubt.other_rows[:other]


def _columns(row: EvidenceRow) -> tuple[SheetColumn, ...]:
    """Letters with the sheet's own header words and what ingest read the column as."""
    letters = tuple(row.cells)
    words = dict(zip(letters, row.block.header, strict=False))
    kinds = {letter: _kind(row.block.table, name) for name, letter in row.block.columns.items()}
    return tuple(SheetColumn(letter, words.get(letter) or "", kinds.get(letter)) for letter in letters)


def _kind(table: str | None, name: str) -> Kind | None:
    column = (TABLES[table].column(name) if table in TABLES else None) or COLUMNS.get(name)
    return column.kind if column is not None else None
