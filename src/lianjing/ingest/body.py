"""What each row of a table's body is: a record, or one of the closed list of things that are passed over.

Only odd rows are looked at one by one (`oddity.py`); the rest are records. A row with an ID is a record whatever else it says.
"""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from lianjing.identity import find_places
from lianjing.ingest.celltext import cell_text
from lianjing.ingest.grid import Grid
from lianjing.ingest.layout import Block, is_numbering, looks_like_data
from lianjing.ingest.naming import Naming, kind_of
from lianjing.ingest.words import fold, pattern, squeeze
from lianjing.schema import Kind


class Passed(StrEnum):
    """Why a row is not a record: the closed list."""

    TITLE = "title"
    UNIT = "unit"
    HEADER = "header"
    REPEATED_HEADER = "repeated_header"
    SUBTOTAL = "subtotal"
    TOTAL = "total"
    SIGNATURE = "signature"
    NOTE = "note"
    PAGE = "page"
    GROUP_HEADING = "group_heading"
    BLANK = "blank"
    NO_AMOUNT = "no_amount"
    NO_TABLE = "no_table"
    HIDDEN_SHEET = "hidden_sheet"
    DUPLICATE = "duplicate"


_HEADING = re.compile(
    r"^([一二三四五六七八九十]+、|[(（][一二三四五六七八九十0-9]+[)）]|[0-9]+[、.])|(村|社区|居委会|村委会|嘎查|镇|乡|街道)([(（].*[)）])?[:：]?$"
)


@dataclass(slots=True)
class Body:
    """The rows of a block by what they are; `records` ascending."""

    records: list[int] = field(default_factory=list)
    passed: dict[int, Passed] = field(default_factory=dict)
    headings: dict[int, tuple[str | None, str | None]] = field(default_factory=dict)  # row → town, village that hold from there on


def classify_rows(grid: Grid, block: Block, naming: Naming, odd: set[int]) -> Body:
    """Sort the rows from `block.first` to `block.last`."""
    body = Body()
    titles = {squeeze(cell_text(grid.columns[c][r])) for r in block.title_rows for c in range(grid.width) if grid.columns[c][r] is not None}
    ids = tuple(c for name, c in naming.columns.items() if kind_of(name) is Kind.RESIDENT_ID)
    money = tuple(c for name, c in naming.columns.items() if kind_of(name) in (Kind.MONEY, Kind.NUMBER)) + tuple(
        p.column for p in naming.parts
    )
    dated = frozenset(c for name, c in naming.columns.items() if kind_of(name) is Kind.DATE)
    plan = _Plan(grid, block, naming, ids, frozenset(money), dated, frozenset(titles))
    last_sum = block.first - 1
    for r in range(block.first, block.last + 1):
        what = plan.look_at(r, last_sum) if r in odd else None
        if what is None:
            body.records.append(r)
        else:
            body.passed[r] = what
            last_sum = r if what in (Passed.TOTAL, Passed.SUBTOTAL) else last_sum
            if what is Passed.GROUP_HEADING:
                body.headings[r] = find_places(" ".join(cell_text(v) for _, v in plan.cells(r)))
    return body


@dataclass(frozen=True, slots=True)
class _Plan:
    grid: Grid
    block: Block
    naming: Naming
    ids: tuple[int, ...]
    money: frozenset[int]
    dated: frozenset[int]
    titles: frozenset[str]

    def cells(self, r: int) -> list[tuple[int, object]]:
        return [(c, v) for c in self.block.columns if (v := self.grid.columns[c][r]) is not None and squeeze(cell_text(v)) != ""]

    def look_at(self, r: int, last_sum: int) -> Passed | None:
        """What row `r` is, None for a record."""
        cells = self.cells(r)
        if len(cells) == 0:
            return Passed.BLANK
        if any(
            self.grid.columns[c][r] is not None and sum(ch.isalnum() for ch in cell_text(self.grid.columns[c][r])) >= 14 for c in self.ids
        ):
            return None
        if self._repeats_header(cells):
            return Passed.REPEATED_HEADER
        if is_numbering(self.grid, r, cells) and len(cells) >= 0.6 * len(self.block.columns) and r <= self.block.first:
            return Passed.HEADER
        texts = [(c, squeeze(v)) for c, v in cells if isinstance(v, str) and not looks_like_data(v)]
        numbers = [c for c, v in cells if looks_like_data(v)]
        found = self._sum(r, cells, texts, numbers, last_sum)
        if found is not None:
            return found
        return self._words(cells, texts, numbers)

    def _repeats_header(self, cells: list[tuple[int, object]]) -> bool:
        same = sum(
            1 for c, v in cells if isinstance(v, str) and fold(v) in {fold(t) for t in self.block.paths[self.block.columns.index(c)]}
        )
        return same >= 2 and same >= 0.6 * len(cells)

    def _sum(
        self, r: int, cells: list[tuple[int, object]], texts: list[tuple[int, str]], numbers: list[int], last_sum: int
    ) -> Passed | None:
        if any(c in self.dated and looks_like_data(v) for c, v in cells):
            return None  # a sum has no day of its own
        for c, text in texts:
            bare = text.rstrip("：:。.;；-—=").strip("()（）")
            if len(bare) > 30 or (len(texts) > 3 and c not in self.block.columns[:4]):
                continue
            if pattern("subtotal").search(bare):
                return Passed.SUBTOTAL
            if pattern("total").search(bare):
                place = bare != "全乡合计" and bare[:-2].endswith(("村", "组", "乡", "镇", "社区", "本页", "页"))
                return Passed.SUBTOTAL if place and not bare.startswith("全") else Passed.TOTAL
        joined = "".join(t for _, t in texts)
        digits = sum(ch.isdigit() for ch in "".join(squeeze(cell_text(v)) for _, v in cells))
        if (
            len(cells) <= 4
            and pattern("total_sentence").search(squeeze("".join(cell_text(v) for _, v in cells)))
            and (digits > 0 or "大写" in joined)
        ):
            return Passed.TOTAL
        lonely = len(texts) == 0 and len(numbers) == len(cells) and len(self.naming.columns) >= 2
        return Passed.TOTAL if lonely and self._adds_up(r, cells, last_sum) else None

    def _adds_up(self, r: int, cells: list[tuple[int, object]], last_sum: int) -> bool:
        """Whether a row of bare numbers is the sum of the money above it; if not, it is a record that lacks its name."""
        column = self.naming.columns.get(self.naming.summed or "", self.naming.parts[-1].column if len(self.naming.parts) > 0 else None)
        if column is None:
            return False
        stated = _number(dict(cells).get(column, cells[-1][1]))
        for start in {self.block.first, last_sum + 1}:
            values = [v for x in range(start, r) if (v := _number(self.grid.columns[column][x])) != 0]
            if len(values) >= 2 and abs(sum(values) - stated) < 0.005:
                return True
        return False

    def _words(self, cells: list[tuple[int, object]], texts: list[tuple[int, str]], numbers: list[int]) -> Passed | None:
        few = len(cells) <= max(2, 0.4 * len(self.block.columns))
        joined = "".join(squeeze(cell_text(v)) for _, v in cells)
        if not few:
            signs = sum(1 for _, t in texts if pattern("signature").search(t) and t.rstrip().endswith(("：", ":")))
            return Passed.SIGNATURE if signs >= 2 and len(numbers) == 0 else None
        if joined in self.titles or any(t in self.titles and len(t) >= 4 for _, t in texts):
            return Passed.TITLE
        if pattern("unit_line").search(joined):
            return Passed.UNIT
        if pattern("page").search(joined.lower()) and len(cells) == 1:
            return Passed.PAGE
        first = texts[0][1] if len(texts) > 0 else joined
        if pattern("note").search(first) and len(numbers) == 0:
            return Passed.NOTE
        if len(numbers) == 0 and (any(pattern("signature").search(t) for _, t in texts) or pattern("dated_foot").search(joined)):
            return Passed.SIGNATURE
        if pattern("dated_foot").search(joined) or (len(cells) == 1 and _is_day_cell(cells[0][1])):
            return Passed.SIGNATURE
        return self._alone(cells, texts, numbers, joined)

    def _alone(self, cells: list[tuple[int, object]], texts: list[tuple[int, str]], numbers: list[int], joined: str) -> Passed | None:
        own = {self.naming.columns.get(n) for n in ("name", "head_name", "official_name", "company_name", "item", "purpose", "topic")}
        if len(numbers) > 0 or len(texts) == 0:
            return None
        if len(cells) == 1 and len(joined) <= 24 and _HEADING.search(joined) and any(find_places(joined)):
            return Passed.GROUP_HEADING
        if all(c not in own for c, _ in texts) or (len(cells) == 1 and len(joined) > 6):
            town, village = find_places(joined)
            if (town is not None or village is not None) and len(joined) <= 24 and len(cells) == 1:
                return Passed.GROUP_HEADING
            if len(cells) == 1:
                return Passed.NOTE
        return None


def _number(value: object) -> float:
    if isinstance(value, bool) or value is None:
        return 0.0
    if isinstance(value, (int, float)):
        return float(value)
    text = squeeze(str(value)).replace(",", "").removesuffix("元")
    return float(text) if text.replace(".", "", 1).lstrip("-").isdigit() else 0.0


def _is_day_cell(value: object) -> bool:
    return not isinstance(value, (str, int, float, bool))


def above_rows(grid: Grid, block: Block) -> dict[int, Passed]:
    """The rows above the body: titles, unit lines, notes, headers."""
    out: dict[int, Passed] = {r: Passed.HEADER for r in block.header_rows}
    for r in block.title_rows:
        texts = [squeeze(cell_text(grid.columns[c][r])) for c in range(grid.width) if grid.columns[c][r] is not None]
        texts = [t for t in texts if t != ""]
        if len(texts) == 0:
            out[r] = Passed.BLANK
        elif all(pattern("unit_line").search(t) for t in texts):
            out[r] = Passed.UNIT
        elif any(pattern("total").search(t.rstrip("：:")) or pattern("total_sentence").search(t) for t in texts) and any(
            ch.isdigit() for t in texts for ch in t
        ):
            out[r] = Passed.TOTAL
        elif all(pattern("signature").search(t) or pattern("note").search(t) for t in texts):
            out[r] = Passed.NOTE
        else:
            out[r] = Passed.TITLE
    return out
