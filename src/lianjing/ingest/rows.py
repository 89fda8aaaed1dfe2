"""From a block's records to canonical rows: values, fate, what was mended, why a row was set aside.

Works by column; single cells are touched only where something is odd. Month columns give one payment a month, and only they do.
"""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import polars as pl

from lianjing.identity import CellError, Damaged, Value, read_amount_words
from lianjing.ingest.body import Body, Passed
from lianjing.ingest.cells import CARRIED, Cells, Span, Values, carry_down, has_ditto, read_cells, split_places
from lianjing.ingest.celltext import cell_text
from lianjing.ingest.context import Context
from lianjing.ingest.grid import Grid
from lianjing.ingest.layout import Block
from lianjing.ingest.naming import Naming, kind_of
from lianjing.ingest.series import GridTexts, tidy
from lianjing.schema import Kind, person_key_name, stored_columns
from lianjing.schema.programmes import PROGRAMMES, programme_in

_POLARS = {"VARCHAR": pl.String, "BIGINT": pl.Int64, "INTEGER": pl.Int32, "DATE": pl.Date}
_PLAIN_KINDS = (Kind.TEXT, Kind.FIRM, Kind.CODE, Kind.PHONE, Kind.SEX, Kind.RELATION, Kind.MONEY_WORDS)
_NOISE = 0.3  # a note that stands at more of a column's cells than this says nothing about any one of them
_MERGED_KINDS = (Kind.TEXT, Kind.FIRM, Kind.CODE)
_DAY_COLUMNS = ("completed_on", "paid_on", "approved_on")
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


def letter(column: int) -> str:
    """Excel's letter of a 0-based column: 0 → A, 26 → AA."""
    out = ""
    n = column + 1
    while n > 0:
        n, rest = divmod(n - 1, 26)
        out = chr(65 + rest) + out
    return out


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
        frame = self._frame(keep)
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
                self.cells[column.name] = Cells(tidy(self.texts.rows(c, self.rows)))
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

    def _fate(self, i: int) -> str:
        return "quarantined" if i in self.bad else "repaired" if i in self.repaired else "accepted"

    # ---- the frame
    def _frame(self, keep: Sequence[int]) -> pl.DataFrame:
        every = len(keep) == len(self.rows)
        data: dict[str, Values] = {}
        for name, cells in self.cells.items():
            data[name] = cells.values if every else [cells.values[i] for i in keep]
            if cells.keys is not None:
                data[person_key_name(name)] = cells.keys if every else [cells.keys[i] for i in keep]
        self._places(data, keep)
        self._spans(data, len(keep))
        self._programme(data, len(keep))
        data["source_row"] = pl.Series(self.rows, dtype=pl.Int32).gather(pl.Series(keep, dtype=pl.UInt32)) + 1
        data["fate"] = [self._fate(i) for i in keep] if self.bad or self.repaired else ["accepted"] * len(keep)
        if len(self.mended) > 0:
            data["mended"] = [";".join(self.mended[i]) if i in self.mended else None for i in keep]
        if len(self.bad) > 0:
            data["quarantine_reason"] = [self.bad[i][0] if i in self.bad else None for i in keep]
            data["id_raw"] = [self.bad[i][1] if i in self.bad else None for i in keep]
        self._blank_ids(data, keep)
        money = self.naming.columns.get(self.naming.table.money or "", self.naming.columns.get("id_no", self.block.columns[0]))
        if len(self.parts) > 0:
            return self._exploded(data, keep)
        frame = self._typed(data, len(keep))
        return frame.with_columns(pl.lit(letter(money)).alias("source_col"))

    def _blank_ids(self, data: dict[str, Values], keep: Sequence[int]) -> None:
        """A quarantined row takes part in no match: its IDs and keys go, `id_raw` stays."""
        if len(self.bad) == 0:
            return
        bad = [n for n, i in enumerate(keep) if i in self.bad]
        for name in [c.name for c in self.naming.table.columns if c.kind is Kind.RESIDENT_ID and c.name in data]:
            for column in (name, person_key_name(name)):
                values = list(data[column])
                for n in bad:
                    values[n] = None
                data[column] = values

    def _places(self, data: dict[str, Values], keep: Sequence[int]) -> None:
        n = len(keep)
        if "village" in data:
            towns, villages = split_places(data["village"])
            data["village"] = villages
            if "town" not in data and any(t is not None for t in towns):
                data["town"] = towns
        for name, around in (("town", self.context.town), ("village", self.context.village)):
            if self.naming.table.column(name) is None:
                continue
            if name not in data:
                data[name] = [around] * n
            elif around is not None and name == "town":
                data[name] = [v if v is not None else around for v in data[name]]
        if len(self.body.headings) > 0:
            self._from_headings(data, keep)

    def _from_headings(self, data: dict[str, Values], keep: Sequence[int]) -> None:
        marks = sorted(self.body.headings.items())
        towns, villages = list(data.get("town", [None] * len(keep))), list(data.get("village", [None] * len(keep)))
        for n, i in enumerate(keep):
            for row, (town, village) in marks:
                if row < self.rows[i]:
                    towns[n] = town if town is not None and "town" not in self.cells else towns[n]
                    villages[n] = village if village is not None and "village" not in self.cells else villages[n]
        if self.naming.table.column("town") is not None:
            data["town"], data["village"] = towns, villages

    def _spans(self, data: dict[str, Values], n: int) -> None:
        for column in self.naming.table.columns:
            if column.kind is not Kind.PERIOD:
                continue
            stem = "period" if column.name == "period" else column.name.removesuffix("_on")
            around = self.context.period if column.name == "period" else self.context.published
            own = data.pop(column.name, [None] * n)
            spans: list[Span | None] = [s if isinstance(s, tuple) else around for s in own]
            if column.name == "period" and self.naming.table.name == "payments" and len(self.parts) == 0:
                spans = self._one_off(data, spans, "period" in self.cells)
            data[f"{stem}_start"] = [s[0] if s is not None else None for s in spans]
            data[f"{stem}_end"] = [s[1] if s is not None else None for s in spans]

    def _one_off(self, data: dict[str, Values], spans: list[Span | None], own: bool) -> list[Span | None]:
        """A one-off payment's period is its day; so is that of a dated payment where nothing around says more than the year."""
        day_name = next((d for d in _DAY_COLUMNS if d in data and any(v is not None for v in data[d])), None)
        if day_name is None or own:
            return spans
        days = data[day_name]
        known = PROGRAMMES.get(self.context.programme_id or "")
        once = known is not None and known.period in ("once", "event")
        vague = self.context.period is None or (self.context.period[1] - self.context.period[0]).days > 360
        varied = len({d for d in days if d is not None}) > 1
        if not (once or (vague and known is None and varied) or self.context.period is None):
            return spans
        return [(d, d) if isinstance(d, dt.date) else s for d, s in zip(days, spans, strict=True)]

    def _programme(self, data: dict[str, Values], n: int) -> None:
        if self.naming.table.column("programme") is None:
            return
        around = PROGRAMMES[self.context.programme_id].zh if self.context.programme_id in PROGRAMMES else self.context.programme or None
        own = data.get("programme")
        if own is None:
            data["programme"] = [around] * n
            return
        seen: dict[object, str | None] = {None: around}
        for v in set(own) - {None}:
            found = programme_in(str(v))
            seen[v] = PROGRAMMES[found[0]].zh if found is not None and found[0] in PROGRAMMES else str(v)
        data["programme"] = [seen[v] for v in own]

    def _typed(self, data: dict[str, Values], n: int) -> pl.DataFrame:
        out: dict[str, pl.Series | pl.Expr] = {}
        for name, kind in stored_columns(self.naming.table).items():
            if name == "row_id":
                continue
            values = data.get(name)
            out[name] = _series(name, kind, values, n)
        frame = pl.DataFrame({k: v for k, v in out.items() if isinstance(v, pl.Series)})
        return frame.with_columns(
            pl.lit(self.file).alias("source_file"),
            pl.lit(self.grid.sheet).alias("source_sheet"),
            pl.lit(self.block.number, dtype=pl.Int32).alias("block"),
        ).select([k for k in out])

    def _exploded(self, data: dict[str, Values], keep: Sequence[int]) -> pl.DataFrame:
        base = self._typed(data, len(keep)).with_row_index("n")
        frames = []
        for part, cells, span in zip(self.naming.parts, self.parts, self._part_spans(), strict=True):
            fen = pl.Series("fen", [cells.values[i] for i in keep], dtype=pl.Int64)
            taken = base.with_columns(fen).filter(pl.col("fen").is_not_null() & (pl.col("fen") != 0))
            frames.append(
                taken.with_columns(
                    (pl.col("fen").cast(pl.Decimal(20, 2)) / 100).cast(pl.Decimal(18, 2)).alias("amount_yuan"),
                    pl.lit(span[0]).alias("period_start"),
                    pl.lit(span[1]).alias("period_end"),
                    pl.lit(letter(part.column)).alias("source_col"),
                )
            )
        lost = [
            n
            for n, i in enumerate(keep)
            if i in self.bad and not any(isinstance(p.values[i], int) and p.values[i] != 0 for p in self.parts)
        ]
        if len(lost) > 0:
            frames.append(base[lost].with_columns(pl.lit(None, dtype=pl.Int64).alias("fen")))
        return pl.concat(frames).sort("n", "period_start", maintain_order=True).drop("n", "fen")

    def _part_spans(self) -> list[tuple[dt.date, dt.date]]:
        """The period of each month column; where months begin again (9 … 12, 1 …) the year goes on."""
        year = self.context.year or 1900
        if self.context.period is not None and len(self.naming.parts) > 0 and self.naming.parts[0].year is None:
            year = self.context.period[0].year
        out = []
        last = 0
        for part in self.naming.parts:
            if part.year is not None:
                year = part.year
            elif part.month <= last:
                year += 1
            last = part.month
            end_month = part.month + part.months - 1
            end = dt.date(year + end_month // 12, end_month % 12 + 1, 1) - dt.timedelta(days=1)
            out.append((dt.date(year, part.month, 1), end))
        return out

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


def _series(name: str, kind: str, values: Values | None, n: int) -> pl.Series:
    if kind == "DECIMAL(18,2)":
        fen = pl.Series(name, values if values is not None else [None] * n, dtype=pl.Int64)
        return pl.select((fen.cast(pl.Decimal(20, 2)) / 100).cast(pl.Decimal(18, 2)).alias(name)).to_series()
    if kind == "DECIMAL(18,4)":
        if isinstance(values, pl.Series):
            return values.alias(name)
        return pl.Series(name, values if values is not None else [None] * n, dtype=pl.Decimal(18, 4))
    dtype = _POLARS[kind]
    if values is None:
        return pl.Series(name, [None], dtype=dtype).new_from_index(0, n)
    return pl.Series(name, values, dtype=dtype)


def row_texts(grid: Grid, texts: GridTexts, rows: Sequence[int]) -> dict[str, pl.Series]:
    """The cells of rows as text by column letter, for the evidence file."""
    return {letter(c): texts.rows(c, rows) for c in range(grid.width)}
