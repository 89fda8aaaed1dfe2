"""A sheet as cells, before any format: text, numbers, days; merges and hidden rows. Rows and columns count from 0."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

Cell = str | Decimal | date | None


@dataclass(slots=True)
class Grid:
    """One sheet. `formulas` gives the text of a formula whose stored value stands in `cells`."""

    name: str
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)  # first row, first column, last row, last column
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden: bool = False
    widths: dict[int, int] = field(default_factory=dict)

    def put(self, row: int, column: int, value: Cell) -> None:
        """Writes a cell; nothing where the value is empty."""
        if value is not None and value != "":
            self.cells[row, column] = value

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Joins cells, where there is more than one."""
        if (top, left) != (bottom, right):
            self.merges.append((top, left, bottom, right))

    @property
    def size(self) -> tuple[int, int]:
        """Numbers of rows and columns."""
        used = [*self.cells, *((m[2], m[3]) for m in self.merges)]
        return (max((r for r, _ in used), default=-1) + 1, max((c for _, c in used), default=-1) + 1)

    def rows(self) -> list[list[Cell]]:
        """All cells row by row; a merged range has its value in the first cell only."""
        height, width = self.size
        table: list[list[Cell]] = [[None] * width for _ in range(height)]
        for (row, column), value in self.cells.items():
            table[row][column] = value
        return table


def letter(column: int) -> str:
    """The letters of a column: 0 is A, 26 is AA."""
    out = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        out = chr(65 + rest) + out
    return out
