"""A sheet as a grid of typed cells, and how much of one is still taken."""

from dataclasses import dataclass, field

from lianjing.identity.cell import Value


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged area, 0-based, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Grid:
    """One sheet. Rows and columns are 0-based: row 0 is Excel's row 1, column 0 its column A.

    `height` and `width` end with the last cell that holds something (a value, or a formula without its value); styled empty
    cells behind it are cut. Leading empty rows and columns are kept, so that positions are those the clerk sees.
    """

    sheet: str  # "" where the format has no sheet names (csv, txt)
    hidden: bool  # hidden, or hidden so that only a macro shows it
    height: int
    width: int
    columns: list[list[Value]]  # columns[c][r]; an empty cell is None, never ""
    merges: tuple[Merge, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    formats: dict[tuple[int, int], str] = field(default_factory=dict)  # (row, column) → code, only where it changes what is seen
    no_value: frozenset[tuple[int, int]] = frozenset()  # (row, column) of formulas stored without their value
    red: frozenset[tuple[int, int]] = frozenset()  # (row, column) of values in red font (often: negative, or struck off)
    date1904: bool = False  # dates are converted already; only a bare serial number needs this


@dataclass(frozen=True, slots=True)
class Limits:
    """What is refused before it can cost memory or time."""

    file_bytes: int = 1 << 30
    inflated_bytes: int = 3 << 30  # all parts of a zip together
    ratio: int = 200  # of one part, once it is larger than `ratio_from`
    ratio_from: int = 10 << 20
    cells: int = 50_000_000  # last row × last column of one sheet
