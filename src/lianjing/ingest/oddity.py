"""Rows that differ from their fellows: the only ones of a large sheet that are worth a closer look.

A list of 200,000 recipients has a dozen rows that are not recipients. They betray themselves: few cells filled, text in a column of
numbers, a short word in a column of IDs, a word of sums. Small sheets are looked at whole.
"""

import polars as pl

from lianjing.ingest.grid import Grid
from lianjing.ingest.series import GridTexts

SMALL_ROWS = 150
HEAD_ROWS = 40
FOOT_ROWS = 40
_SUM_WORDS = "[计页]|以上|制表|审核|负责"
_DIGITS = r"^[\s'\d,.\-+￥元Xx]{1,24}$"


def odd_rows(grid: Grid, texts: GridTexts) -> list[int]:
    """Row numbers (0-based, ascending) that may be header, title, sum or foot; every row of a small sheet."""
    if grid.height <= SMALL_ROWS:
        return list(range(grid.height))
    odd: set[int] = set(range(HEAD_ROWS)) | set(range(max(0, grid.height - FOOT_ROWS), grid.height))
    filled = []
    for c, column in enumerate(grid.columns):
        series = texts.column(c)
        filled.append(series.is_not_null())
        kinds = set(map(type, column)) - {type(None)}
        if len(kinds) == 0:
            continue
        if kinds == {str}:
            odd.update(_odd_texts(series))
        elif len(kinds) > 1:
            odd.update(_strangers(texts.words(c), series))
    counts = pl.select(pl.sum_horizontal(filled).alias("n")).to_series()
    usual = counts.median()
    level = float(usual) * 0.7 if isinstance(usual, (int, float)) else 0.0
    odd.update((counts < level).arg_true().to_list())
    return sorted(odd)


def _strangers(words: pl.Series, series: pl.Series) -> list[int]:
    """Text in a column mostly of numbers or days, the rest in one mostly of text; among codes, what is no code."""
    full = series.len() - series.null_count()
    if int(words.sum()) * 2 < full:
        return words.arg_true().to_list()
    return _odd_texts(series)


def _odd_texts(texts: pl.Series) -> list[int]:
    full = texts.len() - texts.null_count()
    sample = texts.drop_nulls().head(500)
    if full > 0 and (sample.str.contains(_DIGITS).sum() or 0) >= 0.9 * sample.len():
        return (~texts.str.contains(_DIGITS)).fill_null(value=False).arg_true().to_list()
    return texts.str.contains(_SUM_WORDS).fill_null(value=False).arg_true().to_list()
