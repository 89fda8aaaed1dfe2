"""The fast twin of `read_resident_id` for a whole column, and the test that only a column allows: too many numbers ending in 000.

The plain reader is the specification; clean numbers are proved here by column arithmetic, all others go through it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from lianjing.identity.cell import Column, Value, read_into
from lianjing.identity.resident_id import EARLIEST_YEAR, LATEST_YEAR, WEIGHTS, person_key, read_resident_id
from lianjing.identity.typed_text import joined

_MANY_TAILS = 0.01  # a genuine number ends in 000 for 0.08 % of people; a cut one always


@dataclass(frozen=True, slots=True)
class IdColumn:
    """A column of IDs: `ids` and integer `keys` in order (None where empty or damaged), the rest sparse by index."""

    ids: list[str | None]
    keys: list[int | None]
    mended: dict[int, tuple[str, ...]]
    notes: dict[int, tuple[str, ...]]
    damaged: dict[int, str]


def read_resident_ids(values: Sequence[Value], sexes: Sequence[str | None] | None = None) -> IdColumn:
    """Every ID of a column; `sexes` is the sheet's own 性别 column, if it has one (a number cut to 000 always reads female)."""
    texts = [value if type(value) is str else None for value in values]
    proved = _proved(pl.Series(texts, dtype=pl.String))
    keys: list[int | None] = proved["key"].to_list()
    column: Column[str] = Column(list(texts))
    odd = proved["key"].is_null().arg_true().to_list()
    for i in odd:
        column.values[i] = None
    read_into(column, odd, values, read_resident_id)
    for i in odd:
        read = column.values[i]
        if read is not None:
            keys[i] = person_key(read)
    tails = {*proved["tail"].arg_true().to_list(), *(i for i in odd if _tail(values[i]) == "000")}
    if tails:
        _judge_tails(column, sorted(tails), keys, sexes)
    return IdColumn(column.values, keys, column.mended, column.notes, column.damaged)


def _proved(texts: pl.Series) -> pl.DataFrame:
    """Column "key": the first 17 digits where form, birth date and check character are right, else null; "tail": ends in 000.

    Step by step, and in small integers, which divide faster: one expression would work out the same parts many times.
    """
    text, key, high, low, year, month, day = map(pl.col, ("text", "key", "high", "low", "year", "month", "day"))
    form = pl.when(text.str.contains(r"^[0-9]{17}[0-9X]$")).then(text)
    return (
        pl.DataFrame({"text": texts})
        .with_columns(key=form.str.slice(0, 17).cast(pl.Int64), last=text.str.slice(17, 1), tail=text.str.ends_with("000").fill_null(False))
        .with_columns(last=pl.when(pl.col("last") == "X").then(pl.lit("10")).otherwise("last").cast(pl.UInt32, strict=False))
        .with_columns(high=(key // 10**9).cast(pl.UInt32), low=(key % 10**9).cast(pl.UInt32))  # places 1-8 and 9-17
        .with_columns(
            total=sum((_residues(3 * i).gather(part) for i, part in enumerate(_thirds(high, low))), pl.col("last")) % 11,
            year=high % 100 * 100 + low // 10**7,
            month=low // 10**5 % 100,
            day=low // 1000 % 100,
        )
        .with_columns(days=_DAYS.gather(month), leap=(year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0)))
        .with_columns(real=year.is_between(EARLIEST_YEAR, LATEST_YEAR) & (day >= 1) & (day <= pl.col("days") + _LEAP_DAY))
        .select("tail", key=pl.when(pl.col("real") & (pl.col("total") == 1)).then(key))
    )


def _thirds(high: pl.Expr, low: pl.Expr) -> tuple[pl.Expr, ...]:
    """The 17 digits by threes, the last two filled up with a nought."""
    return high // 10**5, high // 100 % 1000, high % 100 * 10 + low // 10**8, low // 10**5 % 1000, low // 100 % 1000, low % 100 * 10


def _residues(place: int) -> pl.Expr:
    """What three digits from `place` on add to the weighted sum, by their value (a missing 18th digit counts nothing)."""
    a, b, c = (*WEIGHTS, 0)[place : place + 3]
    return pl.lit(pl.Series([n // 100 * a + n // 10 % 10 * b + n % 10 * c for n in range(1000)], dtype=pl.UInt32))


_DAYS = pl.lit(pl.Series([0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] + [0] * 87, dtype=pl.UInt32))
_LEAP_DAY = ((pl.col("month") == 2) & pl.col("leap")).cast(pl.UInt32)


def _judge_tails(column: Column[str], tails: Sequence[int], keys: list[int | None], sexes: Sequence[str | None] | None) -> None:
    """The 000 test: one right number ending in 000 is noted; many, a wrong or a male one condemn all of the column."""
    right = [i for i in tails if keys[i] is not None and "from15" not in column.notes.get(i, ())]
    wrong = [i for i in tails if column.damaged.get(i) == "check_digit"]
    if not right and not wrong:
        return
    # the same person may stand in many rows: people are counted, not rows
    people = len({key for key in keys if key is not None})
    cut = len({column.values[i] for i in right})
    said_male = sexes is not None and any("男" in (sexes[i] or "") for i in right)
    if wrong or said_male or (cut >= 2 and cut > _MANY_TAILS * people):
        for i in (*right, *wrong):
            column.values[i] = keys[i] = None
            column.mended.pop(i, None)
            column.notes.pop(i, None)
            column.damaged[i] = "truncated_text"
        return
    for i in right:
        column.notes[i] = (*column.notes.get(i, ()), "tail000")


def _tail(value: Value) -> str:
    return joined(value)[0][-3:] if isinstance(value, str) else ""
