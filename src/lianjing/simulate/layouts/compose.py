"""Writes a block into a grid and tells every record in which row it stands."""

from dataclasses import dataclass
from decimal import Decimal
from random import Random

from lianjing.simulate.layouts.block import Block, Column
from lianjing.simulate.layouts.cells import cell, count_text, in_words, money_cell, village_text
from lianjing.simulate.layouts.header import put_header
from lianjing.simulate.record import Record, Spot
from lianjing.simulate.writers.grid import Cell, Grid, letter


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: for the answer key's list of sheets. Sums in yuan; `stated` is None where no total stands."""

    label: str
    records: int
    stated: Decimal | None
    computed: Decimal
    next_row: int


def compose(block: Block, grid: Grid, file: str, rng: Random, top: int = 0, left: int = 0) -> Written:
    """Puts the block at (top, left); several blocks may share a grid side by side or below each other."""
    return _Pen(block, grid, file, rng, top + block.indent, left).write()


class _Pen:
    def __init__(self, block: Block, grid: Grid, file: str, rng: Random, row: int, left: int) -> None:
        self.block, self.grid, self.file, self.rng, self.row, self.left = block, grid, file, rng, row, left
        self.page_rows: list[Record] = []
        self.village_rows: list[Record] = []
        self.carried: dict[int, tuple[Cell, int]] = {}  # column → value above and its first row
        self.first_row = self.sections = 0
        self.page = 1

    def write(self) -> Written:
        block = self.block
        self._titles()
        if block.total is not None and block.total.at == "top":
            self._sum_row(block.total.label, block.records, block.total.false_by)
        self._header()
        self.first_row = self.row
        for number, record in enumerate(block.records, 1):
            self._between(number, record)
            self._record(number, record)
        self._close_village()
        if block.page and self.page_rows and len(block.records) > block.page:
            self._sum_row(block.page_label, self.page_rows)
            self._foot()
        self._settle_carried()
        self._bottom()
        sums = sum((r.yuan for r in block.records), Decimal(0))
        stated = None if block.total is None else sums + block.total.false_by
        return Written(block.label, len(block.records), stated, sums, self.row)

    def _titles(self) -> None:
        right = self.left + len(self.block.columns) - 1
        for title in self.block.titles:
            self.grid.put(self.row, self.left, title)
            self.grid.merge(self.row, self.left, self.row, right)
            self.row += 1
        if self.block.unit_line:
            self.grid.put(self.row, max(right - 1, self.left), self.block.unit_line)
            self.row += 1
        self.page = 1

    def _header(self) -> None:
        self.row = put_header(self.grid, self.block.columns, self.row, self.left)

    def _between(self, number: int, record: Record) -> None:
        """What stands before this record: the village's subtotal, the end of a page with its header again."""
        block = self.block
        if number == 1 or block.records[number - 2].values.get("village") != record.values.get("village"):
            self._next_village(number, record)
        if block.page and number > 1 and (number - 1) % block.page == 0:
            self._settle_carried()
            self._sum_row(block.page_label, self.page_rows)
            self.page_rows = []
            self._foot()
            self.page += 1
            if block.titles_again:
                self._titles_again()
            self._header()

    def _next_village(self, number: int, record: Record) -> None:
        """The village before is closed; where villages have rows of their own, this one's row is written."""
        self._close_village()
        if self.block.gaps or self.block.sections:
            self._settle_carried()
        if self.block.gaps and number > 1:
            self.row += 1
        if self.block.sections:
            self.sections += 1
            name = village_text(str(record.values["village"]), self.block.hand.village)
            self.grid.put(self.row, self.left, self.block.sections.format(number=count_text(self.sections), village=name))
            self.grid.merge(self.row, self.left, self.row, self.left + len(self.block.columns) - 1)
            self.row += 1

    def _foot(self) -> None:
        if self.block.page_foot:
            self.grid.put(self.row, self.left + len(self.block.columns) // 2, f"第{self.page}页")
            self.row += 1

    def _titles_again(self) -> None:
        page = self.page
        self._titles()
        self.page = page

    def _close_village(self) -> None:
        if self.block.subtotal and self.village_rows:
            self._settle_carried()
            name = village_text(str(self.village_rows[-1].values["village"]), self.block.hand.village)
            self._sum_row(self.block.subtotal.format(village=name), self.village_rows)
        self.village_rows = []

    def _record(self, number: int, record: Record) -> None:
        for offset, column in enumerate(self.block.columns):
            self._put(offset, column, self._value(number, record, column))
        record.spots.append(Spot(self.file, self.grid.name, self.row + 1))
        self.page_rows.append(record)
        self.village_rows.append(record)
        if self.block.hide_every and number % self.block.hide_every == 0:
            self.grid.hidden_rows.add(self.row)
        self.row += 1
        if self.block.family:
            for member in record.members:
                self._member(member.name, member.relation, member.id_no)

    def _member(self, name: str, relation: str, id_no: str) -> None:
        shown = {"name": name, "relation": relation, "id_no": id_no}
        for offset, column in enumerate(self.block.columns):
            self.grid.put(self.row, self.left + offset, shown.get(column.key))
        self.row += 1

    def _value(self, number: int, record: Record, column: Column) -> Cell:
        if column.key == "#":
            return Decimal(number)
        if column.key == "sum":
            return self._money(record.yuan)
        if column.key == "words":
            return in_words(record.yuan)
        if column.key[:1] == "m" and column.key[1:].isdigit():
            month = int(column.key[1:])
            due = sum((d.yuan for d in record.dues if d.start.month == month), Decimal(0))
            return self._money(due) if due else None
        return cell(record, column, self.block.hand, self.rng)

    def _money(self, yuan: Decimal) -> Cell:
        return money_cell(yuan, self.block.hand.money, self.block.unit)

    def _put(self, offset: int, column: Column, value: Cell) -> None:
        """Writes the cell; an equal one below another is merged, left blank or ditto where the column is carried."""
        if column.carry == "":
            self.grid.put(self.row, self.left + offset, value)
            return
        above = self.carried.get(offset)
        if above is not None and above[0] == value:
            if column.carry == "ditto":
                self.grid.put(self.row, self.left + offset, self.block.hand.ditto)
            return
        self._finish_merge(offset)
        self.carried[offset] = (value, self.row)
        self.grid.put(self.row, self.left + offset, value)

    def _finish_merge(self, offset: int) -> None:
        above = self.carried.pop(offset, None)
        if above is not None and self.block.columns[offset].carry == "merge":
            self.grid.merge(above[1], self.left + offset, self.row - 1, self.left + offset)

    def _settle_carried(self) -> None:
        for offset in list(self.carried):
            self._finish_merge(offset)

    def _sum_row(self, label: str, records: list[Record], false_by: Decimal = Decimal(0)) -> None:
        self.grid.put(self.row, self.left, label)
        for offset, column in enumerate(self.block.columns):
            if column.key == "sum":
                total = sum((r.yuan for r in records), Decimal(0)) + false_by
            elif column.key[:1] == "m" and column.key[1:].isdigit():
                total = sum((d.yuan for r in records for d in r.dues if d.start.month == int(column.key[1:])), Decimal(0))
            elif column.key in ("persons", "area_mu") and records:
                total = sum((Decimal(str(r.values.get(column.key) or 0)) for r in records), Decimal(0))
                self.grid.put(self.row, self.left + offset, total)
                continue
            else:
                continue
            self.grid.put(self.row, self.left + offset, self._money(total))
            if self._as_formula(records, false_by):
                name = letter(self.left + offset)
                self.grid.formulas[self.row, self.left + offset] = f"=SUM({name}{self.first_row + 1}:{name}{self.row})"
        self.row += 1

    def _as_formula(self, records: list[Record], false_by: Decimal) -> bool:
        block = self.block
        broken = block.page or block.subtotal or block.sections or block.gaps
        if block.total is None or not block.total.formula or records is not block.records or broken:
            return False
        return block.hand.money == "number" and false_by == 0

    def _bottom(self) -> None:
        block = self.block
        if block.total is not None and block.total.at == "row":
            self._sum_row(block.total.label, block.records, block.total.false_by)
        if block.total is not None and block.total.at == "sentence":
            stated = sum((r.yuan for r in block.records), Decimal(0)) + block.total.false_by
            self.grid.put(self.row, self.left, block.total.sentence.format(count=len(block.records), sum=f"{stated:.2f}"))
            self.row += 1
        for line in (block.unit_below, *block.feet):
            if line:
                self.grid.put(self.row, self.left, line)
                self.row += 1
