"""Where in a grid the tables lie: header rows (one to three, merged, repeated on every page), columns, tables below and beside each other.

Only words and shapes decide here; what a column means is `naming.py`'s business. Rows and columns are 0-based inside, as in `Grid`.
Large sheets are not walked cell by cell: only their first rows and the rows that differ from their fellows (`odd_rows`) are looked at.
"""

import datetime as dt
import re
from dataclasses import dataclass

from lianjing.identity import month_of_header
from lianjing.ingest.celltext import cell_text
from lianjing.ingest.grid import Grid
from lianjing.ingest.words import fold, header_scores, is_index, is_signing, knows, pattern, squeeze

HEADER_ROWS_MOST = 4
_KEY = frozenset({"name", "id_no", "amount_yuan", "area_mu", "card_no"})


@dataclass(frozen=True, slots=True)
class Block:
    """One table of a sheet. `columns` need not be neighbours: tables side by side may share columns on their left."""

    number: int
    title_rows: tuple[int, ...]
    header_rows: tuple[int, ...]
    first: int  # first row below the header
    last: int  # last row that belongs to it, foot included
    columns: tuple[int, ...]
    paths: tuple[tuple[str, ...], ...]  # header texts of each column, from the top header row to the lowest
    beside: int  # how many tables stand side by side here, itself included

    def leaf(self, column: int) -> str:
        """The lowest header text of a column, '' if it has none."""
        path = self.paths[self.columns.index(column)]
        return path[-1] if len(path) > 0 else ""

    @property
    def headers(self) -> tuple[str, ...]:
        """One text a column, levels joined by '/'."""
        return tuple("/".join(p) for p in self.paths)


def find_blocks(grid: Grid, candidates: list[int]) -> tuple[Block, ...]:
    """The tables of a sheet from top to bottom, left to right; `candidates`: the rows worth a look (`odd_rows`).

    None where no row reads like a header.
    """
    spans = _spans(grid)
    headers: list[tuple[int, ...]] = []
    done = -1
    for r in candidates:
        if r > done and _is_header(grid, r):
            group = _header_group(grid, spans, r, done)
            headers.append(group)
            done = group[-1]
    if len(headers) == 0 and (shape := _header_by_shape(grid, candidates)) is not None:
        headers.append(_header_group(grid, spans, shape, -1))
    stacked = _stack(grid, spans, headers)
    blocks: list[Block] = []
    for i, (group, paths) in enumerate(stacked):
        top = 0 if i == 0 else _last_full_row(grid, stacked[i - 1][0][-1], group[0]) + 1
        end = grid.height - 1
        if i + 1 < len(stacked):
            end = _last_full_row(grid, group[-1], stacked[i + 1][0][0])
        titles = tuple(r for r in range(top, group[0]))
        for columns in (parts := _side_by_side(paths)):
            chosen = tuple(paths[c] for c in columns)
            blocks.append(Block(len(blocks), titles, group, group[-1] + 1, end, columns, chosen, len(parts)))
    return tuple(blocks)


def _row(grid: Grid, r: int) -> list[tuple[int, object]]:
    return [(c, v) for c in range(grid.width) if (v := grid.columns[c][r]) is not None and cell_text(v).strip() != ""]


def looks_like_data(value: object) -> bool:
    """A number, a date, or text that is mostly digits: not what headers are made of."""
    if isinstance(value, (int, float, dt.date)):
        return True
    if re.match(r"^\D*[\u4e00-\u9fff]{2}[:：]", str(value)):
        return False  # 监督电话：0300-1234567 is a label, not a number
    text = squeeze(str(value)).removesuffix("元").removesuffix("万").lstrip("￥¥")
    digits = sum(ch.isdigit() for ch in text)
    return digits >= 6 or (digits > 0 and all(ch.isdigit() or ch in ".,-%" for ch in text))


def _is_header(grid: Grid, r: int) -> bool:
    cells = _row(grid, r)
    if len(cells) < 2:
        return False
    if any(isinstance(v, str) and v.rstrip().endswith(("：", ":")) for _, v in cells):
        return False  # 审批人：　　经办人：
    if _has_person(cells) or sum(isinstance(v, (int, float)) for _, v in cells) > 0.25 * len(cells):
        return False
    known = sum(1 for _, v in cells if isinstance(v, str) and (knows(v) or month_of_header(v) is not None))
    data = sum(1 for _, v in cells if looks_like_data(v) and not (isinstance(v, str) and month_of_header(v) is not None))
    loose = sum(1 for _, v in cells if isinstance(v, str) and not knows(v) and max(header_scores(v).values(), default=0) >= 0.6)
    distinct = len({cell_text(v) for _, v in cells})
    if distinct < 2 or data > 0.25 * len(cells):
        return False
    return (known >= 2 and known + loose >= 0.45 * len(cells)) or (known >= 1 and known + loose >= 3 and known + loose >= 0.6 * len(cells))


def _header_by_shape(grid: Grid, candidates: list[int]) -> int | None:
    """The first row of short distinct texts above rows that hold numbers: a header in words we do not know."""
    for r in candidates[:40]:
        cells = _row(grid, r)
        words = [squeeze(cell_text(v)) for _, v in cells]
        if len(cells) < 2 or len(set(words)) < len(words) or any(not isinstance(v, str) or looks_like_data(v) for _, v in cells):
            continue
        if any(len(w) > 60 or w.endswith(("：", ":")) for w in words) or len(cells) < 0.5 * _usual_width(grid, r):
            continue
        below = [x for x in range(r + 1, min(grid.height, r + 40)) if len(_row(grid, x)) >= 2]
        for c, _ in cells:
            values = [grid.columns[c][x] for x in below if grid.columns[c][x] is not None]
            if len(values) >= 1 and sum(looks_like_data(v) for v in values) >= 0.6 * len(values):
                return r
    return None


def _usual_width(grid: Grid, r: int) -> int:
    widths = sorted(len(_row(grid, x)) for x in range(r + 1, min(grid.height, r + 30)))
    return widths[len(widths) // 2] if len(widths) > 0 else 0


def _spans(grid: Grid) -> dict[tuple[int, int], tuple[int, int]]:
    """Every covered cell of a merge → its top left cell; merges of whole bodies are cut at a few rows, headers need no more."""
    out = {}
    for m in grid.merges:
        if m.bottom - m.top <= HEADER_ROWS_MOST:
            for r in range(m.top, m.bottom + 1):
                for c in range(m.left, min(m.right, grid.width - 1) + 1):
                    out[r, c] = (m.top, m.left)
    return out


def _header_group(grid: Grid, spans: dict[tuple[int, int], tuple[int, int]], r: int, floor: int) -> tuple[int, ...]:
    """The header rows around row `r`: parents above, further levels below."""
    first = last = r
    while first - 1 > floor and last - first + 1 < HEADER_ROWS_MOST and _is_parent(grid, spans, first - 1, first):
        first -= 1
    while last + 1 < grid.height and last - first + 1 < HEADER_ROWS_MOST and _is_level(grid, spans, last + 1, first, last):
        last += 1
    return tuple(range(first, last + 1))


def _is_parent(grid: Grid, spans: dict[tuple[int, int], tuple[int, int]], r: int, below: int) -> bool:
    cells = _row(grid, r)
    if len(cells) == 0 or any(not isinstance(v, str) or looks_like_data(v) for _, v in cells):
        return False
    down = any(spans.get((below, c)) == spans.get((r, c), (r, c)) and (below, c) in spans for c, _ in cells)
    if any(pattern("unit_line").search(squeeze(str(v))) or len(squeeze(str(v))) > (60 if down else 16) for _, v in cells):
        return False
    if len(cells) == 1:
        return down
    return down or all(not str(v).rstrip().endswith(("：", ":")) and "：" not in str(v) and squeeze(str(v))[-1:] != "表" for _, v in cells)


def _is_level(grid: Grid, spans: dict[tuple[int, int], tuple[int, int]], r: int, first: int, last: int) -> bool:
    cells = _row(grid, r)
    if len(cells) == 0:
        return any(spans.get((r, c), (r, c))[0] in range(first, last + 1) for c in range(grid.width))
    if is_numbering(grid, r, cells):
        return True
    if any(looks_like_data(v) and not _month_cell(v) for _, v in cells):
        return False
    under = 0
    for c, v in cells:
        above = grid.columns[c][last]
        left_of = next((grid.columns[x][last] for x in range(c - 1, -1, -1) if grid.columns[x][last] is not None), None)
        spanned = (last, c) in spans and spans[last, c] != (last, c)
        wide = c + 1 < grid.width and grid.columns[c + 1][last] is None
        if (above is None and left_of is not None) or spanned or wide:
            under += 1
        elif not (knows(cell_text(v)) and above is not None and is_header_word(cell_text(above))):
            return False
    words = sum(1 for _, v in cells if _month_cell(v) or (isinstance(v, str) and (header_scores(v) or is_index(v))))
    return under >= 1 and words >= max(1, 0.5 * len(cells)) and not _has_person(cells)


def is_header_word(text: str) -> bool:
    """Whether a text could stand in a header at all: short, no digits to speak of."""
    return 0 < len(fold(text)) <= 20 and not looks_like_data(text)


def _has_person(cells: list[tuple[int, object]]) -> bool:
    return any(isinstance(v, str) and sum(ch.isdigit() for ch in v) >= 12 for _, v in cells)


def _month_cell(value: object) -> bool:
    if isinstance(value, str):
        return month_of_header(value) is not None or (squeeze(value).isdigit() and int(squeeze(value)) in range(1, 13))
    return isinstance(value, (int, float)) and value in range(1, 13)


def is_numbering(grid: Grid, r: int, cells: list[tuple[int, object]] | None = None) -> bool:
    """A row that numbers the columns under the header: 1 2 3 … or 甲 1 2 …"""
    cells = _row(grid, r) if cells is None else cells
    texts = [squeeze(cell_text(v)).strip("()（）<>[]栏列") for _, v in cells]
    numbers = [int(t) for t in texts if t.isdigit() and len(t) <= 2]
    if (
        len(cells) < 4
        or len(numbers) < 3
        or any(t and not t.isdigit() and t not in "甲乙丙丁戊己庚辛ABCDEF" and "=" not in t for t in texts)
    ):
        return False
    if r > 0 and sum(grid.columns[c][r - 1] is not None for c, _ in cells) < 0.6 * len(cells):
        return False  # months 1 2 3 … below one wide parent, not the numbers of the columns
    return numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] in (1, 2) and len(numbers) >= 0.6 * len(cells)


def _paths(grid: Grid, spans: dict[tuple[int, int], tuple[int, int]], group: tuple[int, ...]) -> tuple[tuple[str, ...], ...]:
    rows = [r for r in group if not is_numbering(grid, r)] or list(group)
    levels: list[list[str]] = []
    for i, r in enumerate(rows):
        line = []
        carried = ""
        for c in range(grid.width):
            top, left = spans.get((r, c), (r, c))
            text = cell_text(grid.columns[left][top]).strip() if left < grid.width and top < grid.height else ""
            if text != "":
                carried = text
            elif i + 1 < len(rows) and (r, c) not in spans and any(grid.columns[c][x] is not None for x in rows[i + 1 :]):
                text = carried  # a parent written once over several columns, its merge lost (csv) or never made
            line.append(text)
        levels.append(line)
    out = []
    for c in range(grid.width):
        path: list[str] = []
        for level in levels:
            if level[c] != "" and (len(path) == 0 or path[-1] != level[c]):
                path.append(level[c])
        out.append(tuple(path))
    return tuple(out)


def _stack(
    grid: Grid, spans: dict[tuple[int, int], tuple[int, int]], groups: list[tuple[int, ...]]
) -> list[tuple[tuple[int, ...], tuple[tuple[str, ...], ...]]]:
    """Header groups that begin a table; a header repeated on a new page (same words, same title or none) begins nothing."""
    out: list[tuple[tuple[int, ...], tuple[tuple[str, ...], ...]]] = []
    for group in groups:
        paths = _paths(grid, spans, group)
        if len(out) > 0 and _same(out[-1][1], paths) and not _retitled(grid, out, group):
            continue
        out.append((group, paths))
    return out


def _same(a: tuple[tuple[str, ...], ...], b: tuple[tuple[str, ...], ...]) -> bool:
    leaves = [(fold(x[-1]), fold(y[-1])) for x, y in zip(a, b, strict=False) if len(x) > 0 and len(y) > 0]
    full = max(sum(len(p) > 0 for p in a), sum(len(p) > 0 for p in b))
    return sum(x == y for x, y in leaves) >= max(2, 0.7 * full)


def _retitled(grid: Grid, out: list[tuple[tuple[int, ...], tuple[tuple[str, ...], ...]]], group: tuple[int, ...]) -> bool:
    """Whether a title that was not there before stands between the rows above and this repeated header."""
    known = {squeeze(t) for g, _ in out for t in _titles_above(grid, g[0])}
    return any(squeeze(t) not in known for t in _titles_above(grid, group[0]))


def _titles_above(grid: Grid, r: int) -> list[str]:
    """Texts of the few rows above a header that read like a title: alone in their row, with a word that titles have."""
    texts = []
    for x in range(r - 1, max(-1, r - 6), -1):
        cells = _row(grid, x)
        if _is_sum(cells):
            continue  # a total above the table, between its title and its header
        if len(cells) > 2 or any(not isinstance(v, str) for _, v in cells):
            break
        for _, v in cells:
            text = squeeze(str(v))
            if (
                pattern("unit_line").search(text)
                or pattern("page").search(text)
                or pattern("signature").search(text)
                or pattern("note").search(text)
            ):
                continue
            if len(text) >= 4 and any(
                w in text for w in ("表", "册", "名单", "台账", "清单", "明细", "公示", "登记", "情况", "补贴", "资金", "补助")
            ):
                texts.append(str(v))
    return texts


def _last_full_row(grid: Grid, after: int, before: int) -> int:
    """The last row between two headers that belongs to the upper table: the titles right above the lower header do not."""
    r = before - 1
    while r > after:
        cells = _row(grid, r)
        if not (len(cells) <= 2 and _is_title_like(grid, r)) and not (_is_sum(cells) and len(_titles_above(grid, r)) > 0):
            break
        r -= 1
    return r


def _is_sum(cells: list[tuple[int, object]]) -> bool:
    return any(isinstance(v, str) and (pattern("total").search(squeeze(v)) or pattern("subtotal").search(squeeze(v))) for _, v in cells)


def _is_title_like(grid: Grid, r: int) -> bool:
    for _, v in _row(grid, r):
        text = squeeze(cell_text(v))
        if not isinstance(v, str) or pattern("signature").search(text) or pattern("subtotal").search(text) or pattern("total").search(text):
            return False
        if pattern("total_sentence").search(text) or pattern("note").search(text) or pattern("page").search(text):
            return False
    return True


def _side_by_side(paths: tuple[tuple[str, ...], ...]) -> list[tuple[int, ...]]:
    """Column groups of the tables that stand beside each other: a sequence of headers that comes again."""
    used = [c for c, p in enumerate(paths) if len(p) > 0]
    words = [fold(paths[c][-1]) for c in used]
    n = len(used)
    for p in range(n // 2, 1, -1):
        for i in range(n - 2 * p + 1):
            if words[i : i + p] == words[i + p : i + 2 * p] and _has_key(words[i : i + p]):
                cuts = list(range(i, n, p))
                cuts = [k for k in cuts if words[k] == words[i]]
                shared = used[:i]
                groups = [used[a:b] for a, b in zip(cuts, [*cuts[1:], n], strict=True)]
                return [tuple(shared + g) for g in groups]
    return [tuple(range(len(paths)))]


def _has_key(words: list[str]) -> bool:
    found = set()
    for w in words:
        found |= {c for c, s in header_scores(w).items() if s >= 0.85}
    return len(found & _KEY) >= 1 and len(set(words)) == len(words)


def signing_columns(block: Block) -> frozenset[int]:
    """Columns to be signed by hand, or that only number the rows."""
    return frozenset(c for c in block.columns if is_signing(block.leaf(c)) or is_index(block.leaf(c)))
