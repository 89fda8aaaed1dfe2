"""From a block's columns, read, to the frame that is stored: places, periods, programmes, one line a month, types.

What holds for the whole block (`context.py`) fills what a row does not say itself.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from lianjing.ingest.body import Body
from lianjing.ingest.cells import Cells, Span, Values, split_places
from lianjing.ingest.context import Context
from lianjing.ingest.grid import Grid
from lianjing.ingest.layout import Block
from lianjing.ingest.naming import Naming
from lianjing.schema import Kind, person_key_name, stored_columns
from lianjing.schema.programmes import PROGRAMMES, programme_in, programme_of_columns

_POLARS = {"VARCHAR": pl.String, "BIGINT": pl.Int64, "INTEGER": pl.Int32, "DATE": pl.Date}
_DAY_COLUMNS = ("completed_on", "paid_on", "approved_on")


def letter(column: int) -> str:
    """Excel's letter of a 0-based column: 0 → A, 26 → AA."""
    out = ""
    n = column + 1
    while n > 0:
        n, rest = divmod(n - 1, 26)
        out = chr(65 + rest) + out
    return out


@dataclass(frozen=True, slots=True)
class Framing:
    """A block's records as read: `rows` are grid rows, everything else goes by index into them."""

    grid: Grid
    block: Block
    naming: Naming
    body: Body
    context: Context
    file: str
    rows: Sequence[int]
    cells: Mapping[str, Cells]
    parts: Sequence[Cells]
    mended: Mapping[int, Sequence[str]]
    repaired: frozenset[int]
    bad: Mapping[int, tuple[str, str]]  # reason of the quarantine, the ID as it stood

    def frame(self, keep: Sequence[int]) -> pl.DataFrame:
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
            around = {"period": self.context.period, "published_on": self.context.published}.get(column.name)
            own = data.pop(column.name, [None] * n)
            spans: list[Span | None] = [s if isinstance(s, tuple) else around for s in own]
            if column.name == "term":
                self._from_term(data, spans)
            if column.name == "period" and self.naming.table.name == "payments" and len(self.parts) == 0:
                spans = self._one_off(data, spans, "period" in self.cells)
            data[f"{stem}_start"] = [s[0] if s is not None else None for s in spans]
            data[f"{stem}_end"] = [s[1] if s is not None else None for s in spans]

    def _from_term(self, data: dict[str, Values], spans: list[Span | None]) -> None:
        """A term in one cell (2010.1.1-2019.12.31) says when it begins and ends, where no columns of their own do."""
        for name, i in (("from_on", 0), ("to_on", 1)):
            if name not in data:
                data[name] = [s[i] if s is not None else None for s in spans]

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
        own = data.get("programme")
        known = self.context.programme_id or (programme_of_columns(data) if own is None else None)
        around = PROGRAMMES[known].zh if known in PROGRAMMES else self.context.programme or None
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

    def _fate(self, i: int) -> str:
        return "quarantined" if i in self.bad else "repaired" if i in self.repaired else "accepted"


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
