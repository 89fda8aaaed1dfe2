"""From a block's records to canonical rows: values, fate, what was mended, why a row was set aside.

Works by column; single cells are touched only where something is odd. Month columns give one payment a month, and only they do.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import polars as pl

from lianjing.identity import CellError, Damaged, Value, read_amount_words
from lianjing.ingest.body import Body, Passed
from lianjing.ingest.cells import CARRIED, Cells, carry_down, has_ditto, read_cells
from lianjing.ingest.celltext import cell_text
from lianjing.ingest.context import Context
from lianjing.ingest.frame import Framing, letter
from lianjing.ingest.grid import Grid
from lianjing.ingest.layout import Block
from lianjing.ingest.naming import Naming, kind_of
from lianjing.ingest.series import GridTexts, tidy
from lianjing.schema import Kind

_PLAIN_KINDS = (Kind.TEXT, Kind.FIRM, Kind.CODE, Kind.PHONE, Kind.SEX, Kind.RELATION, Kind.MONEY_WORDS)
_NOISE = 0.3  # a note that stands at more of a column's cells than this says nothing about any one of them
_MERGED_KINDS = (Kind.TEXT, Kind.FIRM, Kind.CODE)
_VITAL_DATES = {"deaths": "died_on"}


@dataclass(slots=True)
class Aside:
    """One cell that could not be read: the row goes to quarantine with it, or (cards, secondary cells) only the cell does."""

    row: int
    column: int
    name: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Money:
    """Fen of each record of a block, by grid row; null where the row has none."""

    rows: list[int]
    fen: pl.Series

    @property
    def total(self) -> int:
        """All of it."""
        return int(self.fen.sum() or 0)


@dataclass(slots=True)
class Rows:
    """What a block gives: the frame in the table's stored columns (without row_id), the grid rows in it, fates counted, cells set aside."""

    frame: pl.DataFrame
    kept: list[int]
    counts: Counter[str]
    asides: list[Aside]
    money: Money
    dropped: list[str] = field(default_factory=list)  # columns that did not hold what their header promised


def read_rows(grid: Grid, texts: GridTexts, block: Block, naming: Naming, body: Body, context: Context, file: str) -> Rows:
    """Canonical rows of a block. Rows without any amount (nothing paid) are moved from `body.records` to passed over."""
    reader = _Reader(grid, texts, block, naming, body, context, file)
    return reader.read()


class _Reader:
    def __init__(self, grid: Grid, texts: GridTexts, block: Block, naming: Naming, body: Body, context: Context, file: str) -> None:
        self.grid, self.block, self.naming, self.body, self.context, self.file = grid, block, naming, body, context, file
        self.texts = texts
        self.rows = body.records
        self.cells: dict[str, Cells] = {}
        self.parts: list[Cells] = []
        self.mended: dict[int, list[str]] = {}
        self.repaired: set[int] = set()
        self.bad: dict[int, tuple[str, str]] = {}  # index → reason, raw ID
        self.asides: list[Aside] = []
        self.dropped: list[str] = []

    def read(self) -> Rows:
        self._read_columns()
        self._read_parts()
        self._set_aside()
        self._check_words()
        keep = self._drop_unpaid()
        framing = Framing(
            self.grid, self.block, self.naming, self.body, self.context, self.file, self.rows, self.cells, self.parts, self.mended,
            frozenset(self.repaired), self.bad,
        )  # fmt: skip
        frame = framing.frame(keep)
        kept = self.rows if len(keep) == len(self.rows) else [self.rows[i] for i in keep]
        return Rows(frame, kept, _counted(frame), self.asides, self._money(), self.dropped)

    # ---- reading
    def _column(self, c: int, name: str | None = None) -> list[Value]:
        column = self.grid.columns[c]
        if len(self.rows) > 0 and self.rows[-1] - self.rows[0] + 1 == len(self.rows):
            values = column[self.rows[0] : self.rows[-1] + 1]
        else:
            values = [column[r] for r in self.rows]
        values = self._without_value(c, values)
        if name in CARRIED:
            return self._carried(c, values)
        if name is not None and kind_of(name) in _MERGED_KINDS:
            values = self._merged(c, values)
        return carry_down(values, blanks=False) if has_ditto(values) else values

    def _speaks_below(self, c: int) -> bool:
        """Whether a merged cell or a ditto mark of the column holds for rows below it."""
        merged = any(m.left <= c <= m.right and m.bottom > m.top and m.bottom >= self.block.first for m in self.grid.merges)
        return merged or has_ditto(self.grid.columns[c])

    def _merged(self, c: int, values: list[Value]) -> list[Value]:
        """A cell merged downwards speaks for all its rows; only words do, never sums, names, IDs or cards."""
        spans = [m for m in self.grid.merges if m.left <= c <= m.right and m.bottom > m.top and m.bottom >= self.block.first]
        if len(spans) == 0:
            return values
        out = list(values)
        place = {r: i for i, r in enumerate(self.rows)}
        for m in spans:
            for r in range(m.top + 1, m.bottom + 1):
                if (i := place.get(r)) is not None and out[i] is None:
                    out[i] = self.grid.columns[m.left][m.top]
        return out

    def _without_value(self, c: int, values: list[Value]) -> list[Value]:
        """A formula stored without its value is no empty cell: what it would say is not known."""
        lost = {r for r, column in self.grid.no_value if column == c}
        return [CellError("?") if r in lost else v for r, v in zip(self.rows, values, strict=True)] if len(lost) > 0 else values

    def _carried(self, c: int, values: list[Value]) -> list[Value]:
        """Blank cells of place and household columns say "as above"; a group heading between begins anew."""
        if None not in values and not has_ditto(values):
            return values
        heads = self.body.headings
        if len(heads) == 0:
            return carry_down(values, blanks=True)
        out: list[Value] = []
        start = 0
        cuts = [i for i, r in enumerate(self.rows) if i > 0 and any(self.rows[i - 1] < h < r for h in heads)]
        for cut in (*cuts, len(values)):
            out.extend(carry_down(values[start:cut], blanks=True))
            start = cut
        return out

    def _read_columns(self) -> None:
        sexes = self._column(self.naming.columns["sex"]) if "sex" in self.naming.columns else None
        for column in self.naming.table.columns:
            c = self.naming.columns.get(column.name)
            if c is None:
                continue
            if column.kind in _PLAIN_KINDS and column.name not in CARRIED and not self._speaks_below(c):
                self.cells[column.name] = Cells(self._padded(c, tidy(self.texts.rows(c, self.rows))))
                continue
            self.cells[column.name] = read_cells(
                Kind.TEXT if self.naming.table.name == "other_money" and column.kind is Kind.NAME else column.kind,  # payers, not people
                self._column(c, column.name),
                unit=self.context.unit if column.name in ("amount_yuan", "monthly_yuan") or self._own_unit(c) else _ONE,
                year=self.context.year,
                header="".join(self.block.paths[self.block.columns.index(c)]),
                date1904=self.grid.date1904,
                sexes=[v if isinstance(v, str) else None for v in sexes] if sexes is not None and column.name == "id_no" else None,
            )

    def _padded(self, c: int, texts: pl.Series) -> pl.Series:
        """Numbers shown with leading zeros by their format (00012345) are codes: the zeros belong to them."""
        widths = {r: len(code) for (r, column), code in self.grid.formats.items() if column == c and set(code) == {"0"}}
        if len(widths) == 0:
            return texts
        return pl.Series(
            [t.zfill(widths.get(r, 0)) if t is not None else None for r, t in zip(self.rows, texts, strict=True)], dtype=pl.String
        )

    def _own_unit(self, c: int) -> bool:
        """Rates and prices follow the unit line only where their own header does not name another base (元/亩)."""
        header = "".join(self.block.paths[self.block.columns.index(c)])
        return "/" not in header and "标准" not in header

    def _read_parts(self) -> None:
        for part in self.naming.parts:
            self.parts.append(
                read_cells(Kind.MONEY, self._column(part.column), unit=self.context.unit, year=None, header="", date1904=False)
            )

    # ---- what could not be read
    def _drop_misnamed(self, vital: frozenset[str]) -> None:
        """A column of which hardly a cell reads as what its header promised (times under 日期) was not that: it is left over."""
        for name, cells in list(self.cells.items()):
            if name in vital or len(cells.damaged) == 0:
                continue
            full = sum(v is not None for v in cells.values) + len(cells.damaged)
            if len(cells.damaged) > 0.6 * full:
                del self.cells[name]
                self.dropped.append(name)

    def _set_aside(self) -> None:
        vital = frozenset({self.naming.table.money or "", _VITAL_DATES.get(self.naming.table.name, ""), "id_no", "name"})
        self._drop_misnamed(vital | {c.name for c in self.naming.table.columns if c.kind in (Kind.RESIDENT_ID, Kind.CARD)})
        for name, cells in self.cells.items():
            kind = next(c.kind for c in self.naming.table.columns if c.name == name)
            column = self.naming.columns[name]
            whole_row = kind is Kind.RESIDENT_ID or name in vital or (name == "name" and self.naming.table.column("id_no") is not None)
            for i, reason in cells.damaged.items():
                self._aside(i, column, name, reason, whole_row)
            for i, how in cells.mended.items():
                self.mended.setdefault(i, []).append(f"{name}:{','.join(how)}")
                self.repaired.add(i)
            for i, how in cells.notes.items() if len(cells.notes) <= _NOISE * len(self.rows) else ():
                self.mended.setdefault(i, []).append(f"{name}:?{','.join(how)}")
        for part, cells in zip(self.naming.parts, self.parts, strict=True):
            for i, reason in cells.damaged.items():
                self._aside(i, part.column, "amount_yuan", reason, whole_row=True)

    def _aside(self, i: int, column: int, name: str, reason: str, whole_row: bool) -> None:
        row = self.rows[i]
        self.asides.append(Aside(row, column, name, cell_text(self.grid.columns[column][row]), reason))
        if whole_row:
            self.bad.setdefault(
                i, (reason, cell_text(self.grid.columns[self.naming.columns["id_no"]][row]) if "id_no" in self.naming.columns else "")
            )
        else:
            self.mended.setdefault(i, []).append(f"{name}:emptied")
            self.repaired.add(i)

    def _check_words(self) -> None:
        """A sum written in figures and in capitals must agree; where it does not there is no winner."""
        words, money = self.cells.get("amount_words"), self.cells.get("amount_yuan")
        if words is None or money is None:
            return
        seen: dict[str, int | None] = {}
        for i, (text, fen) in enumerate(zip(words.values, money.values, strict=True)):
            if not isinstance(text, str) or not isinstance(fen, int):
                continue
            if text not in seen:
                got = read_amount_words(text)
                seen[text] = int(got.value * 100) if got is not None and not isinstance(got, Damaged) else None
            if seen[text] is not None and seen[text] != fen:
                self._aside(i, self.naming.columns["amount_words"], "amount_words", "figures_words_differ", whole_row=True)

    def _drop_unpaid(self) -> Sequence[int]:
        """Indices that stay records; in money tables a row without any amount is passed over, one without name and ID set aside."""
        table = self.naming.table
        if len(self.parts) > 0:
            columns = self.parts
        elif table.money in self.cells and table.name in ("payments", "other_money", "bank_returns"):
            columns = [self.cells[table.money or ""]]
        else:
            return range(len(self.rows))
        amounts = [pl.Series(p.values, dtype=pl.Int64).fill_null(0) != 0 for p in columns]
        paid = pl.select(pl.any_horizontal(amounts)).to_series()
        keep: Sequence[int] = range(len(self.rows))
        if not paid.all():
            unpaid = set((~paid).arg_true().to_list()) - set(self.bad)
            for i in unpaid:
                self.body.passed[self.rows[i]] = Passed.NO_AMOUNT
            keep = [i for i in keep if i not in unpaid]
        if table.name == "payments":
            self._unnamed(keep)
        return keep

    def _unnamed(self, keep: Sequence[int]) -> None:
        names = self.cells["name"].values if "name" in self.cells else None
        ids = self.cells["id_no"].values if "id_no" in self.cells else None
        if isinstance(names, list) and None not in names:
            return
        for i in keep:
            if i not in self.bad and (names is None or names[i] is None) and (ids is None or ids[i] is None):
                column = self.naming.columns.get("name", self.naming.columns.get("id_no", 0))
                self._aside(i, column, "name", "no_payee", whole_row=True)

    def _money(self) -> Money:
        """Every record (quarantined ones too) with its fen in the money column, for the sheet's own totals."""
        if self.naming.summed is not None:
            return Money(self.rows, pl.Series(self.cells[self.naming.summed].values, dtype=pl.Int64))
        if len(self.parts) > 0:
            parts = [pl.Series(p.values, dtype=pl.Int64) for p in self.parts]
            return Money(self.rows, pl.select(pl.sum_horizontal(parts)).to_series())
        return Money([], pl.Series([], dtype=pl.Int64))


def _counted(frame: pl.DataFrame) -> Counter[str]:
    """Rows of the sheet by fate, counted in what will be stored: a row of months is one row."""
    return Counter(dict(frame.group_by("fate").agg(pl.col("source_row").n_unique()).iter_rows()))


_ONE = Decimal(1)


def row_texts(grid: Grid, texts: GridTexts, rows: Sequence[int]) -> dict[str, pl.Series]:
    """The cells of rows as text by column letter, for the evidence file."""
    return {letter(c): texts.rows(c, rows) for c in range(grid.width)}
