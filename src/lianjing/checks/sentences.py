"""A doubt's sentence in two languages, by column: the blanks of the rule's `say` filled from a frame, one row a doubt.

Money reads 300 or 98.60, other numbers lose idle zeros, days are ISO, a period reads 2024年1月至3月, what is not known reads "—".
"""

from calendar import monthrange
from datetime import date
from string import Formatter

import polars as pl

NOTHING = "—"
PERIOD = "period"


def sentence(template: str, frame: pl.DataFrame, *, lang: str) -> pl.Series:
    """`template` with its blanks filled from the columns of `frame`; `{period}` from period_start and period_end."""
    pieces: list[pl.Expr] = []
    for literal, blank, _, _ in Formatter().parse(template):
        pieces.append(pl.lit(literal))
        if blank is not None:
            pieces.append(_period(frame, lang) if blank == PERIOD else text_of(blank, frame.schema[blank]))
    return frame.select(pl.concat_str([p.fill_null(NOTHING) for p in pieces])).to_series()


def text_of(column: str, dtype: pl.DataType) -> pl.Expr:
    """The column as one says it; null stays null."""
    values = pl.col(column)
    if isinstance(dtype, pl.Date):
        return values.dt.strftime("%Y-%m-%d")
    if isinstance(dtype, pl.Decimal):
        if column.endswith("_yuan"):
            return values.cast(pl.Decimal(38, 2)).cast(pl.String).str.replace(r"\.00$", "")
        return values.cast(pl.String).str.replace(r"(\.\d*?)0+$", "$1").str.replace(r"\.$", "")
    return values.cast(pl.String)


def say_period(first: date | None, last: date | None, lang: str) -> str:
    """The period as one says it: whole months by their months, else by days.

    >>> say_period(date(2024, 1, 1), date(2024, 3, 31), "zh"), say_period(date(2024, 1, 5), date(2024, 1, 5), "en")
    ('2024年1月至3月', '2024-01-05')
    """
    if first is None or last is None:
        return NOTHING
    zh = lang == "zh"
    if first.day != 1 or last.day != monthrange(last.year, last.month)[1]:
        a, b = [f"{d.year}年{d.month}月{d.day}日" if zh else d.isoformat() for d in (first, last)]
    elif first.month == 1 and last.month == 12:
        a, b = [f"{d.year}年" if zh else f"{d.year}" for d in (first, last)]
    else:
        a, b = [f"{d.year}年{d.month}月" if zh else f"{d:%Y-%m}" for d in (first, last)]
        if zh and first.year == last.year and a != b:
            b = f"{last.month}月"
    if a == b:
        return a
    return f"{a}至{b}" if zh else f"{a} to {b}"


def _period(frame: pl.DataFrame, lang: str) -> pl.Expr:
    pairs = list(zip(frame["period_start"], frame["period_end"], strict=True))
    said = {pair: say_period(*pair, lang) for pair in set(pairs)}
    return pl.lit(pl.Series([said[p] for p in pairs], dtype=pl.String))
