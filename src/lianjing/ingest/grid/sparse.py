"""A sheet that is filled cell by cell, for the formats that carry positions and spans (SpreadsheetML, HTML)."""

from dataclasses import dataclass, field

from lianjing.identity.cell import Value
from lianjing.ingest.grid.columns import square
from lianjing.ingest.grid.model import Grid, Merge
from lianjing.ingest.grid.source import Source


@dataclass(slots=True)
class SparseSheet:
    """Cells by (row, column), 0-based, with what else is known of them."""

    name: str = ""
    hidden: bool = False
    cells: dict[tuple[int, int], Value] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: list[range] = field(default_factory=list)
    hidden_columns: list[range] = field(default_factory=list)
    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    no_value: set[tuple[int, int]] = field(default_factory=set)
    red: set[tuple[int, int]] = field(default_factory=set)

    def grid(self, source: Source, *, date1904: bool = False) -> Grid:
        """The grid of what was filled in; refused if it reaches too far."""
        filled = self.cells.keys() | self.no_value
        height, width = max((r + 1 for r, _ in filled), default=0), max((c + 1 for _, c in filled), default=0)
        source.check_cells(self.name, height, width)
        columns: list[list[Value]] = []
        square(columns, height, width)
        for (r, c), value in self.cells.items():
            columns[c][r] = value
        return Grid(
            self.name,
            self.hidden,
            height,
            width,
            columns,
            tuple(self.merges),
            frozenset(r for span in self.hidden_rows for r in range(span.start, min(span.stop, height))),
            frozenset(c for span in self.hidden_columns for c in range(span.start, min(span.stop, width))),
            self.formats,
            frozenset(self.no_value),
            frozenset(self.red),
            date1904,
        )
