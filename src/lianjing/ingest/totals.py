"""The sheet's own sums as a checksum: subtotals, totals (wherever they stand, also as a sentence) and counts against the rows.

Quarantined rows count. A sum is compared with every set of rows it could honestly mean: all rows, those since the last sum, those of the
named village; only if none fits is it reported, against the most natural one. So a false total is told to the fen and a true one never
called false.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from lianjing.book.receipt import TotalKind, TotalReceipt
from lianjing.identity import Damaged, read_amount, read_amount_words
from lianjing.ingest.body import Body, Passed
from lianjing.ingest.celltext import cell_text
from lianjing.ingest.context import Context
from lianjing.ingest.frame import letter
from lianjing.ingest.grid import Grid
from lianjing.ingest.layout import Block, looks_like_data
from lianjing.ingest.naming import Naming
from lianjing.ingest.rows import Rows
from lianjing.ingest.words import squeeze

_MONEY = re.compile(r"(?:金额|资金|合计|共计|总额|总计|人民币|计|发放|兑现|[：:])[^0-9]{0,10}?([\d,]+(?:\.\d+)?)(万元|元)")
_COUNT = re.compile(r"(?:共计?|合计|总计)?[^0-9]{0,4}?(\d+)(户|人|名|笔|条|人次|户次)")
_WORDS = re.compile(r"[零〇壹贰叁肆伍陆柒捌玖拾佰仟万亿元圆角分整正一二三四五六七八九十百千]{4,}")


@dataclass(frozen=True, slots=True)
class Sum:
    """One stated sum: where, what it says and what the rows give, in fen; for counts, in rows."""

    row: int
    column: int
    kind: TotalKind
    stated: int
    computed: int
    agrees: bool

    def as_receipt(self) -> TotalReceipt:
        """The form of the receipt."""
        money = self.kind != "count"
        stated, computed = (in_yuan(self.stated), in_yuan(self.computed)) if money else (Decimal(self.stated), Decimal(self.computed))
        return TotalReceipt(self.row + 1, f"{letter(self.column)}{self.row + 1}", self.kind, stated, computed)


def in_yuan(fen: int) -> Decimal:
    """Fen as yuan with two decimals."""
    return (Decimal(fen) / 100).quantize(Decimal("0.01"))


def check_sums(
    grid: Grid,
    block: Block,
    naming: Naming,
    body: Body,
    context: Context,
    read: Rows,
    above: Mapping[int, Passed],
) -> list[Sum]:
    """Every sum of the block, checked against the rows it could mean."""
    rows, amounts = read.money.rows, read.money.fen.fill_null(0)
    sums = [0, *amounts.cum_sum().to_list()]
    marks = sorted(
        {**{r: k for r, k in above.items() if k is Passed.TOTAL}, **{r: k for r, k in body.passed.items() if k in _SUMS}}.items()
    )
    out: list[Sum] = []
    for n, (r, kind) in enumerate(marks):
        stated = _stated(grid, block, naming, context, r)
        out.extend(_counts(grid, block, r, _countable(amounts), kind))
        if stated is None or len(rows) == 0:
            continue
        fen, column, tolerance = stated
        scopes = _scopes(r, kind, [m for m, _ in marks[:n]], [m for m, _ in marks[n + 1 :]], rows, sums)
        label = "".join(squeeze(cell_text(grid.columns[c][r])) for c in block.columns if isinstance(grid.columns[c][r], str))
        scopes += _named(label, read, amounts)
        said_apart = r < block.first and "累计" in label  # "received so far": another sum than this table's
        if said_apart and all(abs(fen - s) > tolerance for s in scopes):
            continue
        agrees = any(abs(fen - s) <= tolerance for s in scopes)
        near = min(scopes, key=lambda s: abs(fen - s)) if agrees else scopes[0]
        out.append(Sum(r, column, "total" if kind is Passed.TOTAL else "subtotal", fen, fen if agrees and near != fen else near, agrees))
    return out


_SUMS = (Passed.TOTAL, Passed.SUBTOTAL)


def _countable(fen: pl.Series) -> list[int]:
    """All rows; rows that carry money, where some (members of a household) do not."""
    full = int((fen != 0).sum())
    return [fen.len()] if full in (0, fen.len()) else [full, fen.len()]


def _scopes(r: int, kind: Passed, before: list[int], after: list[int], rows: list[int], sums: list[int]) -> list[int]:
    """Sums of the row sets a sum in row `r` could mean, the most natural first."""

    def between(low: int, high: int) -> int:
        return sums[bisect_left(rows, high)] - sums[bisect_right(rows, low)]

    everything, so_far = sums[-1], between(-1, r)
    since = [between(b, r) for b in reversed(before)]
    until = [between(r, a) for a in after] + [between(r, 1 << 31)]
    if kind is Passed.TOTAL:
        return [everything, so_far, *since, *until]
    return [*(since or [so_far]), so_far, *until]


def _named(label: str, read: Rows, fen: pl.Series) -> list[int]:
    """The sum over the village that a subtotal names."""
    name = re.sub(r"(小计|合计|总计|村计)$", "", label).strip("：: ").removesuffix("村")
    if len(name) < 2 or "village" not in read.frame.columns:
        return []
    of = read.frame.filter(pl.col("village").str.strip_suffix("村") == name)["source_row"].unique() - 1
    return [int(fen.filter(pl.Series(read.money.rows, dtype=pl.Int32).is_in(of.implode())).sum())] if of.len() > 0 else []


def _stated(grid: Grid, block: Block, naming: Naming, context: Context, r: int) -> tuple[int, int, int] | None:
    """Stated fen, the column it stands in, and how far rounding excuses (万元 only)."""
    if naming.summed is not None:
        got = _cell_fen(grid, naming.columns[naming.summed], r, context.unit)
        if got is not None:
            return got
    if len(naming.parts) > 0:
        cells = [_cell_fen(grid, p.column, r, context.unit) for p in naming.parts]
        full = [c for c in cells if c is not None]
        if len(full) > 0:
            return sum(c[0] for c in full), naming.parts[-1].column, sum(c[2] for c in full)
    return _sentence(grid, block, naming, context, r)


def _cell_fen(grid: Grid, column: int, r: int, unit: Decimal) -> tuple[int, int, int] | None:
    value = grid.columns[column][r]
    if value is None or (isinstance(value, str) and not looks_like_data(value) and _MONEY.search(squeeze(value))):
        return None
    got = read_amount(value, unit)
    if got is None or isinstance(got, Damaged):
        return None
    return int((got.value * 100).to_integral_value()), column, _tolerance(value, unit)


def _tolerance(value: object, unit: Decimal) -> int:
    if unit <= 1:
        return 0
    text = cell_text(value).replace(",", "")
    decimals = len(text.split(".")[1]) if "." in text else 0
    return int(unit * 100 / (2 * 10 ** max(decimals, 2)))


def _sentence(grid: Grid, block: Block, naming: Naming, context: Context, r: int) -> tuple[int, int, int] | None:
    money = naming.columns.get(naming.summed or "")
    for c in block.columns:
        v = grid.columns[c][r]
        if not isinstance(v, str):
            continue
        text = squeeze(v)
        found = _MONEY.findall(text)
        if len(found) > 0:
            number, own = found[-1]
            return int(Decimal(number.replace(",", "")) * (1000000 if own == "万元" else 100)), c, 0
        words = _WORDS.search(text)
        if words is not None and ("元" in words[0] or "圆" in words[0] or "大写" in text):
            got = read_amount_words(words[0])
            if got is not None and not isinstance(got, Damaged):
                return int(got.value * 100), c, 0
    if money is not None:
        lone = [(c, v) for c in block.columns if isinstance(v := grid.columns[c][r], (int, float)) and c > money]
        if len(lone) == 1 and naming.columns.get("persons") != lone[0][0]:
            return _cell_fen(grid, lone[0][0], r, context.unit)
    return None


def _counts(grid: Grid, block: Block, r: int, counted: list[int], kind: Passed) -> list[Sum]:
    """A stated number of households, persons or payments in the text of a total; `counted`: what the rows can honestly give."""
    if kind is not Passed.TOTAL:
        return []
    for c in block.columns:
        v = grid.columns[c][r]
        if r < block.first and isinstance(v, str) and "累计" in v:
            continue
        if isinstance(v, str) and (found := _COUNT.search(squeeze(v))) is not None:
            stated = int(found[1])
            agrees = stated in counted
            if not agrees and found[2].startswith("户") and len(counted) == 1:
                return []  # households of a list of persons cannot be counted from it
            return [Sum(r, c, "count", stated, stated if agrees else counted[0], agrees)]
    return []
