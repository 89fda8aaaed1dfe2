"""A department's file as it is planned: where it lies, in which format, which sheets with which tables."""

from dataclasses import dataclass, field
from random import Random

from lianjing.simulate.layouts import Block, Written, compose
from lianjing.simulate.writers.delimited import delimited_bytes
from lianjing.simulate.writers.grid import Cell, Grid
from lianjing.simulate.writers.hypertext import html_bytes, sml_bytes
from lianjing.simulate.writers.ods import ods_bytes
from lianjing.simulate.writers.xlsx import xlsx_bytes

TYPED = ("xlsx", "ods", "sml")  # formats in which a cell is a number or a text


@dataclass(slots=True)
class Sheet:
    """One sheet: tables below each other, or side by side with an empty column between."""

    name: str
    blocks: list[Block]
    beside: bool = False
    hidden: bool = False
    loose: list[list[Cell]] = field(default_factory=list)  # cells of a sheet that is no table, or below it


@dataclass(slots=True)
class Workbook:
    """One file. `form`: xlsx, ods, sml, html, or an encoding with 'csv' or 'tab' before it ("csv gb18030")."""

    path: str
    form: str
    sheets: list[Sheet]
    date_1904: bool = False

    @property
    def name(self) -> str:
        """The file's own name."""
        return self.path.rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class SheetTruth:
    """What the answer key says of a sheet."""

    file: str
    sheet: str
    tables: tuple[Written, ...]


def render(book: Workbook, rng: Random) -> tuple[bytes, list[SheetTruth]]:
    """The file's bytes; every record learns where it stands."""
    grids, truths = [], []
    for sheet in book.sheets:
        grid = Grid(sheet.name, hidden=sheet.hidden)
        written = _fill(sheet, grid, book.name, rng)
        grids.append(grid)
        truths.append(SheetTruth(book.name, sheet.name, tuple(written)))
    return _bytes(book, grids), truths


def _fill(sheet: Sheet, grid: Grid, file: str, rng: Random) -> list[Written]:
    written: list[Written] = []
    row = column = 0
    for block in sheet.blocks:
        written.append(compose(block, grid, file, rng, row, column))
        if sheet.beside:
            column += len(block.columns) + 1
        else:
            row = written[-1].next_row + 2
    for number, cells in enumerate(sheet.loose, row):
        for place, value in enumerate(cells):
            grid.put(number, place, value)
    _widen(sheet, grid)
    return written


def _widen(sheet: Sheet, grid: Grid) -> None:
    left = 0
    for block in sheet.blocks:
        for offset, column in enumerate(block.columns):
            grid.widths[left + offset] = 21 if column.key.endswith(("id_no", "card_no")) else 12
        left = left + len(block.columns) + 1 if sheet.beside else 0


def _bytes(book: Workbook, grids: list[Grid]) -> bytes:
    kind, _, encoding = book.form.partition(" ")
    match kind:
        case "xlsx":
            return xlsx_bytes(grids, book.date_1904)
        case "ods":
            return ods_bytes(grids)
        case "sml":
            return sml_bytes(grids)
        case "html":
            return html_bytes(grids[0], encoding or "gb18030")
        case "csv":
            return delimited_bytes(grids[0], encoding)
        case "semicolon":
            return delimited_bytes(grids[0], encoding, ";")
        case "tab":
            return delimited_bytes(grids[0], encoding, "\t")
    raise ValueError(book.form)


def spoil(book: Workbook, rng: Random) -> None:
    """Damages cells of rows that no story needs, as the hand of each block says."""
    for sheet in book.sheets:
        for block in sheet.blocks:
            wrong = "number" if book.form in TYPED else "scientific"
            for record in block.records:
                if book.form not in TYPED and record.damage.get("id_no") == "number":
                    record.damage["id_no"] = wrong  # text has no typed numbers, only what a spreadsheet showed when it saved them
                if record.person is None or record.person.household.busy or record.damage:
                    continue
                if rng.random() < block.hand.ids_damaged:
                    record.damage["id_no"] = rng.choice((wrong, wrong, wrong, "wrong-check", "masked"))
                elif rng.random() < block.hand.cards_damaged and book.form in TYPED and record.values.get("card_no"):
                    record.damage["card_no"] = "number"
