"""The fast twin of `read_amount` for a whole column: numbers and plain texts by column arithmetic in integer fen, the rest one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from lianjing.identity.amount import read_amount
from lianjing.identity.cell import Column, Damaged, Read, Value, read_into

_SAFE_FEN = 1e10  # below this a double is exact to a millionth of a fen
_NOISE_FEN, _MARGIN_FEN = 1e-4, 2e-5


@dataclass(frozen=True, slots=True)
class AmountColumn:
    """A column of sums in integer `fen` (None where empty or damaged), the rest sparse by index."""

    fen: list[int | None]
    mended: dict[int, tuple[str, ...]]
    notes: dict[int, tuple[str, ...]]
    damaged: dict[int, str]


def read_amounts(values: Sequence[Value], unit: Decimal = Decimal(1)) -> AmountColumn:
    """Every sum of a column; `unit` is the sheet's unit in yuan."""
    numbers = [float(v) if type(v) is float or (type(v) is int and -(10**15) < v < 10**15) else None for v in values]
    frame = pl.DataFrame({"number": pl.Series(numbers, dtype=pl.Float64)})
    if any(type(v) is str for v in values):
        texts = pl.Series([v if type(v) is str else None for v in values], dtype=pl.String)
        plain = pl.when(texts.str.contains(r"^-?[0-9]{1,10}(?:\.[0-9]{1,12})?$")).then(texts).cast(pl.Float64)
        frame = frame.select(pl.coalesce("number", plain))
    sums = frame.lazy().select(*_in_fen(float(unit) * 100)).collect()
    fen: list[int | None] = sums["fen"].to_list()
    rest: Column[int] = Column(fen)
    for i in sums["rounded"].arg_true():
        rest.notes[i] = ("rounded",)
    odd = [i for i, sum_fen in enumerate(fen) if sum_fen is None and values[i] is not None]
    read_into(rest, odd, values, lambda value: _read_fen(value, unit))
    return AmountColumn(fen, rest.mended, rest.notes, rest.damaged)


def _in_fen(scale: float) -> tuple[pl.Expr, pl.Expr]:
    """Fen rounded half up, null where a double cannot say on which side of a limit the number lies; and whether rounding lost anything."""
    exact = (pl.col("number") * scale).abs()
    whole = (exact + 0.5).floor()
    loss = (exact - whole).abs()
    decided = (exact < _SAFE_FEN) & ((loss - _NOISE_FEN).abs() > _MARGIN_FEN) & ((loss - 0.5).abs() > _MARGIN_FEN)
    fen = pl.when(decided).then((whole * pl.col("number").sign()).cast(pl.Int64, strict=False))
    return fen.alias("fen"), (decided & (loss > _NOISE_FEN)).fill_null(False).alias("rounded")


def _read_fen(value: Value, unit: Decimal) -> Read[int] | Damaged | None:
    read = read_amount(value, unit)
    return Read(int(read.value * 100), read.mended, read.notes) if isinstance(read, Read) else read
