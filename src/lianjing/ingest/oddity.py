"""Rows that differ from their fellows: the only ones of a large sheet that are worth a closer look.

A list of 200,000 recipients has a dozen rows that are not recipients. They betray themselves: few cells filled, text in a column of
numbers, a short word in a column of IDs, a word of sums. Small sheets are looked at whole.
"""

from collections import Counter
from collections.abc import Sequence

import polars as pl

from lianjing.ingest.grid import Grid

SMALL_ROWS = 150
HEAD_ROWS = 40
FOOT_ROWS = 40
_SUM_WORDS = "[计页]|以上|制表|审核|负责"


def odd_rows(grid: Grid) -> list[int]:
    """Row numbers (0-based, ascending) that may be header, title, sum or foot; every row of a small sheet."""
    if grid.height <= SMALL_ROWS:
        return list(range(grid.height))
    odd: set[int] = set(range(HEAD_ROWS)) | set(range(max(0, grid.height - FOOT_ROWS), grid.height))
    series = []
    for column in grid.columns:
        kinds = Counter(map(type, column))
        blank = kinds.pop(type(None), 0)
        series.append(pl.Series([v is not None for v in column], dtype=pl.Boolean))
        if len(kinds) == 0:
            continue
        kind, most = kinds.most_common(1)[0]
        if kind is not str:
            if most < grid.height - blank:
                odd.update(r for r, v in enumerate(column) if v is not None and type(v) is not kind)
        else:
            odd.update(_odd_texts(column, mixed=most < grid.height - blank))
    if len(series) > 0:
        counts = pl.select(pl.sum_horizontal(series).alias("n")).to_series()
        usual = counts.median()
        level = float(usual) * 0.7 if isinstance(usual, (int, float)) else 0.0
        odd.update(r for r, n in enumerate(counts.to_list()) if n < level)
    return sorted(odd)


def _odd_texts(column: Sequence[object], mixed: bool) -> list[int]:
    texts = pl.Series([v if type(v) is str else None for v in column] if mixed else column, dtype=pl.String, strict=False)
    share = texts.drop_nulls()
    if share.len() == 0:
        return []
    digits = texts.str.contains(r"^[\s'\d,.\-+￥元Xx]{1,24}$")
    if (digits.sum() or 0) >= 0.9 * share.len():
        out = digits.not_().fill_null(value=False)
    else:
        out = texts.str.contains(_SUM_WORDS).fill_null(value=False)
    return [r for r, flag in enumerate(out.to_list()) if flag]
