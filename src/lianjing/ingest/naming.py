"""What each column means and which table the sheet is: header words scored together with content, over all tables at once.

A table is recognised by what it can explain: the columns it takes, those only it has, the words of the title; what it leaves unexplained
counts against it. A mapping (see `mapping.py`) overrides any of it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from lianjing.identity import find_period, month_of_header
from lianjing.ingest.celltext import cell_text
from lianjing.ingest.grid import Grid
from lianjing.ingest.layout import Block, signing_columns
from lianjing.ingest.profile import Profile, fits, profile
from lianjing.ingest.words import fold, header_scores
from lianjing.schema import TABLES, Column, Kind, Table

ASSIGN_FROM = 0.30
_LATER = ("应发", "标准", "扣", "月", "亩均", "个人缴", "上年")
_SPEAKING = 1.1
_SURE_NAME = 0.74
_ROLES = {"name": "id_no", "official_name": "official_id_no", "head_name": "head_id_no", "proxy_name": "proxy_id_no"}
_SURE_AMOUNT = 0.6
_OTHER_PEOPLE = re.compile("联系|经办|审核|制表|监护|代|负责|审批|会计|家长|领导")
_PERSONAL = frozenset({"id_no", "card_no", "serial_no", "household_no", "head_id_no"})


@dataclass(frozen=True, slots=True)
class PartColumn:
    """A money column of its own period: a month (or quarter) of the year."""

    column: int
    year: int | None
    month: int
    months: int = 1


@dataclass(frozen=True, slots=True)
class Naming:
    """The table, its columns, the columns of months, and what was left over."""

    table: Table
    columns: Mapping[str, int]  # canonical → grid column
    parts: tuple[PartColumn, ...]
    left_over: tuple[str, ...]
    score: float

    @property
    def summed(self) -> str | None:
        """The column whose sums the sheet states: the table's money, else a monthly sum, else a price."""
        return next((n for n in (self.table.money, "amount_yuan", "monthly_yuan", "price_yuan") if n in self.columns), None)


def name_columns(
    grid: Grid, block: Block, sample_rows: list[int], titles: tuple[str, ...], places: tuple[str, ...], only: Table | None = None
) -> Naming | None:
    """The best naming over all tables; None where no table's needs are met (a notice, a directory, another subject).

    `titles` speak fully (title rows, sheet name), `places` (file and folder names) a little. With `only` the table is given.
    """
    profiles = {c: profile([grid.columns[c][r] for r in sample_rows]) for c in block.columns}
    parts = find_parts(block, profiles)
    scores = {c: column_scores(block, c, profiles[c]) for c in block.columns if c not in signing_columns(block)}
    if len(parts) == 1 and any(s.get("amount_yuan", 0) >= _SURE_AMOUNT for c, s in scores.items() if c != parts[0].column):
        parts = ()  # one month beside a sum says when, not how much
    scores = {c: s for c, s in scores.items() if c not in {p.column for p in parts}}
    best: Naming | None = None
    for table in TABLES.values() if only is None else (replace(only, needs=()),):
        found = _try_table(table, block, scores, parts, titles, places)
        if found is not None and (best is None or found.score > best.score):
            best = found
    return best


def column_scores(block: Block, c: int, p: Profile) -> dict[str, float]:
    """Canonical column → score of header word × content, over all columns of all tables."""
    path = block.paths[block.columns.index(c)]
    words: dict[str, float] = {}
    if len(path) > 0:
        words.update(header_scores(path[-1]))
        if len(path) > 1:
            for name, s in header_scores(path[-2] + path[-1]).items():
                words[name] = max(words.get(name, 0.0), 0.98 * s)
            if len(words) == 0 or max(words.values()) < 0.6:
                for name, s in header_scores(path[-2]).items():
                    words[name] = max(words.get(name, 0.0), 0.75 * s)
    out = {}
    for name, s in words.items():
        fit = fits(_COLUMN[name].kind, p)
        if s * fit >= 0.12:
            out[name] = s * (0.35 + 0.65 * fit) if fit >= 0.2 else s * fit
    for name, s in (*_by_content(p, path[-1] if len(path) > 0 else "").items(), *_by_hint(path, p).items()):
        out[name] = max(out.get(name, 0.0), s)
    return out


def _by_hint(path: tuple[str, ...], p: Profile) -> dict[str, float]:
    """Money whose header is no word of ours but has a character of money in it."""
    leaf = fold(path[-1]) if len(path) > 0 else ""
    if p.numeric < 0.6 or p.counting or p.phone > 0.3 or p.id_like + p.damaged_id + p.card > 0.3 or p.date > 0.5:
        return {}
    if "价" in leaf:
        return {"price_yuan": 0.5}
    if leaf.endswith(("金", "额", "费", "款")):
        return {"amount_yuan": 0.45}
    return (
        {"amount_yuan": 0.4}
        if any(w in leaf for w in ("额", "款", "费", "资金", "元)", "(元", "万元", "元/", "金(", "补贴", "补助"))
        else {}
    )


def _by_content(p: Profile, leaf: str) -> dict[str, float]:
    """What the content alone suggests, weaker than any word."""
    out = {}
    if p.id_like + p.damaged_id >= 0.7:
        out["id_no"] = 0.55
    elif p.card >= 0.8 and p.distinct > 0.5:
        out["card_no"] = 0.42
    if p.village >= 0.7:
        out["village"] = 0.45
    if p.town >= 0.7:
        out["town"] = 0.45
    if p.person >= 0.75 and p.distinct > 0.3 and not _OTHER_PEOPLE.search(leaf):
        out["name"] = 0.33
    return out


_COLUMN: dict[str, Column] = {c.name: c for t in TABLES.values() for c in t.columns}


def _try_table(
    table: Table,
    block: Block,
    scores: dict[int, dict[str, float]],
    parts: tuple[PartColumn, ...],
    titles: tuple[str, ...],
    places: tuple[str, ...],
) -> Naming | None:
    wanted = {c.name for c in table.columns} | ({"head_name", "head_id_no"} if table.column("id_no") is not None else set())
    pairs = sorted(
        ((s, -c, name) for c, found in scores.items() for name, s in found.items() if name in wanted and s >= ASSIGN_FROM), reverse=True
    )
    taken: dict[str, int] = {}
    used: set[int] = set()
    value = 0.0
    for s, minus_c, name in _prefer_amount(pairs, block):
        c = -minus_c
        if name in taken or c in used:
            continue
        taken[name] = c
        used.add(c)
        value += s * (1.6 if name in table.telling else 1.0)
    _pair_ids_with_names(taken, scores)
    _head_stands_for_name(table, taken)
    has = set(taken) | ({"amount_yuan"} if len(parts) > 0 and table.name == "payments" else set())
    if any(len(group & has) == 0 for group in table.needs):
        return None
    if len(parts) > 0:
        value += 3.0 if table.name == "payments" else -2.5
    value += _marks(table, titles, places)
    if table.name == "payments" and not has & _PERSONAL:
        value -= 1.5  # money beside a name alone may be anything
    if "name" in taken and "id_no" not in taken and scores[taken["name"]]["name"] < _SURE_NAME and table.name != "other_money":
        value -= 2.0  # names of firms, villages or things under a word that may mean people
    left = [c for c in scores if c not in used and len(scores[c]) > 0]
    value -= 0.45 * sum(max(scores[c].values()) for c in left)
    if table.name == "other_money":
        value -= 1.5
    unexplained = tuple(block.leaf(c) for c in scores if c not in set(taken.values()) and block.leaf(c) != "")
    return Naming(table, taken, parts if table.name == "payments" else (), unexplained, value)


def _pair_ids_with_names(taken: dict[str, int], scores: dict[int, dict[str, float]]) -> None:
    """Of two ID columns each belongs to the name that stands to its left, whatever both are called."""
    names = {taken[n]: i for n, i in _ROLES.items() if n in taken}
    ids = [c for c, found in scores.items() if max((found.get(i, 0.0) for i in _ROLES.values()), default=0.0) >= 0.5]
    if len(names) != 2 or len(ids) != 2:
        return
    owners = {c: names[max(left)] for c in ids if len(left := [n for n in names if n < c]) > 0}
    if len(owners) == 2 and len(set(owners.values())) == 2:
        for i in owners.values():
            taken.pop(i, None)
        for c, i in owners.items():
            for other in [k for k, v in taken.items() if v == c]:
                del taken[other]
            taken[i] = c


def _head_stands_for_name(table: Table, taken: dict[str, int]) -> None:
    """Where 户主 and its ID are the only person of a list, they are the payee."""
    if table.name == "approved_members":
        return
    for head, own in (("head_name", "name"), ("head_id_no", "id_no")):
        if head in taken and own not in taken and table.column(own) is not None:
            taken[own] = taken.pop(head)
        if table.column(head) is None:
            taken.pop(head, None)


def _prefer_amount(pairs: list[tuple[float, int, str]], block: Block) -> list[tuple[float, int, str]]:
    """Of several money columns the one really paid comes first: 实发 before 应发, a sum before a monthly rate."""

    def rank(pair: tuple[float, int, str]) -> tuple[float, int]:
        s, minus_c, name = pair
        if name == "amount_yuan":
            leaf = fold("".join(block.paths[block.columns.index(-minus_c)]))
            s += 0.08 if "实" in leaf else 0.0
            s += 0.1 if "价税" in leaf else 0.03 if any(w in leaf for w in ("合计", "总")) else 0.0
            s -= 0.05 * any(w in leaf for w in _LATER)
        return s, minus_c

    return sorted(pairs, key=rank, reverse=True)


def _marks(table: Table, titles: tuple[str, ...], places: tuple[str, ...]) -> float:
    near, far = "".join(titles), "".join(places)
    value = min(2.6, _SPEAKING * sum(m in near for m in table.marks)) + min(1.0, 0.5 * sum(m in far for m in table.marks))
    return value - min(3.0, 1.5 * sum(m in near for m in table.against)) - min(1.0, 0.5 * sum(m in far for m in table.against))


def find_parts(block: Block, profiles: Mapping[int, Profile]) -> tuple[PartColumn, ...]:
    """Columns of money a month each (or a quarter each), their periods following one another."""
    found = []
    for c in block.columns:
        path = block.paths[block.columns.index(c)]
        if len(path) == 0 or (profiles[c].filled > 0 and profiles[c].numeric < 0.5):
            continue
        period = _part_of(path)
        if period is not None and profiles[c].damaged_id < 0.3 and profiles[c].phone < 0.3:
            found.append(PartColumn(c, *period))
    lengths = {p.months for p in found}
    for months in sorted(lengths):
        run = [p for p in found if p.months == months]
        steps = [(b.month - a.month) % 12 for a, b in pairwise(run)]
        if len(run) >= 2 and all(s % months == 0 and s > 0 for s in steps):
            return tuple(run)
        if len(run) == 1 and len(found) == 1:
            return tuple(run)
    return ()


def _part_of(path: tuple[str, ...]) -> tuple[int | None, int, int] | None:
    """(year or None, first month, months) a header stands for; a bare number counts only below a parent that speaks of months."""
    leaf, parent = path[-1], "".join(path[:-1])
    month = month_of_header(leaf)
    year_above = find_period(parent) if parent != "" else None
    year = year_above[0].year if year_above is not None and year_above[0].month == 1 and year_above[1].month == 12 else None
    if isinstance(month, tuple):
        return month[0], month[1], 1
    if month is not None:
        return year, month, 1
    plain = fold(leaf)
    if plain.isdigit() and 1 <= int(plain) <= 12 and any(w in parent for w in ("月", "发放", "年")):
        return year, int(plain), 1
    quarter = _QUARTERS.get(plain.removesuffix("金额").removesuffix("发放").removesuffix("(元)").lstrip("第"))
    if quarter is not None:
        return year, quarter, 3
    return None


_QUARTERS = {f"{w}季度": 1 + 3 * i for i, ws in enumerate(("一1", "二2", "三3", "四4")) for w in ws}


def sample_of(grid: Grid, block: Block, most: int = 400) -> list[int]:
    """Rows of a block that are likely data: about as full as the fullest, spread over the body."""
    rows = range(block.first, block.last + 1)
    step = max(1, len(rows) // most)
    chosen = list(rows[::step])[:most]
    full = {r: sum(grid.columns[c][r] is not None for c in block.columns) for r in chosen}
    top = sorted(full.values())[int(0.9 * (len(full) - 1))] if len(full) > 0 else 0
    out = [r for r in chosen if full[r] >= 0.5 * top and not _sums(grid, block, r)]
    return out or chosen


def _sums(grid: Grid, block: Block, r: int) -> bool:
    return any(cell_text(grid.columns[c][r]).replace(" ", "").endswith(("合计", "小计", "总计")) for c in block.columns[:4])


def kind_of(name: str) -> Kind:
    """The kind of a canonical column."""
    return _COLUMN[name].kind
