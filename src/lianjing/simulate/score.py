"""Counts a list of doubts against an answer key: what was found of what was planted, which look-alikes were flagged, what stands outside.

A doubt is *for* an item when they share a code and one of the doubt's rows (or its person) is the item's. An irregularity counts as found
by strong doubts only; a look-alike is flagged by a doubt of any strength. A strong doubt is outside when neither a row nor its person is
planted.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lianjing.errors import AskedWrongly, Place

Spot = tuple[str, str, int]  # file name, sheet ('' where the file has one), row
MANY_ROWS = 200  # a doubt of more rows points at a list, not at an item


@dataclass(frozen=True, slots=True)
class Item:
    """An irregularity or a look-alike of the key."""

    name: str
    codes: frozenset[str]
    first: str  # the code under which it is counted
    spots: frozenset[Spot]
    id_no: str
    note: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A line of doubts.csv."""

    rule: str
    code: str
    strong: bool
    spots: frozenset[Spot]
    id_no: str
    says: str


@dataclass(slots=True)
class Tally:
    """The counts of one code."""

    planted: int = 0
    found: int = 0
    carrying: int = 0  # irregularities that may be found under it, first or not
    by_it: int = 0  # … and were, by a doubt of any strength
    traps: int = 0
    flagged: int = 0
    doubts: int = 0
    outside: int = 0


@dataclass(slots=True)
class Score:
    """All counts, and the items that were missed or flagged, the doubts that stand outside."""

    codes: dict[str, Tally] = field(default_factory=dict)
    missed: list[Item] = field(default_factory=list)
    flagged: list[tuple[Item, Doubt]] = field(default_factory=list)
    outside: list[Doubt] = field(default_factory=list)
    planted: int = 0
    traps: int = 0
    strong: int = 0
    rowless: int = 0

    @property
    def recall(self) -> float:
        """Share of the irregularities that strong doubts found."""
        return 1 - len(self.missed) / self.planted if self.planted else 1.0

    @property
    def outside_share(self) -> float:
        """Share of the strong doubts that stand outside the key."""
        return len(self.outside) / self.strong if self.strong else 0.0

    def passes(self, recall: float, flagged: int, outside: float) -> bool:
        """Whether at least so much was found, at most so many look-alikes flagged and so large a share outside."""
        return self.recall >= recall and len(self.flagged) <= flagged and self.outside_share <= outside and self.rowless == 0


def score(truth: Path, doubts: Path) -> Score:
    """Scores `doubts` (a doubts.csv) against the key in the folder `truth`; AskedWrongly where a file or column is missing."""
    sheets = _sheets(truth / "sheets.csv")
    planted = [_item(line, sheets, "plant_id") for line in _lines(truth / "planted.csv", "plant_id", "codes", "rows", "id_no")]
    traps = [_item(line, sheets, "trap_id") for line in _lines(truth / "traps.csv", "trap_id", "codes", "rows")]
    found = [_doubt(line, sheets) for line in _lines(doubts, "category", "source_file", "source_sheet", "source_row", "id_no")]
    return _count(planted, traps, found)


def _count(planted: list[Item], traps: list[Item], doubts: list[Doubt]) -> Score:
    out = Score(planted=len(planted), traps=len(traps), strong=sum(d.strong for d in doubts), rowless=sum(not d.spots for d in doubts))
    tallies: defaultdict[str, Tally] = defaultdict(Tally)
    by_spot, by_person, trap_at = _index(planted), _persons(planted), _index(traps)
    strongly: set[str] = set()
    under: set[tuple[str, str]] = set()
    sprung: dict[str, tuple[Item, Doubt]] = {}
    for doubt in doubts:
        tally = tallies[doubt.code]
        tally.doubts += 1
        near = _at(by_spot, doubt) + by_person.get(doubt.id_no, [])
        hits = [i for i in near if doubt.code in i.codes]
        under |= {(i.name, doubt.code) for i in hits}
        strongly |= {i.name for i in hits} if doubt.strong else set()
        for trap in (t for s in sorted(doubt.spots) for t in trap_at.get(s, ()) if doubt.code in t.codes):
            sprung.setdefault(trap.name, (trap, doubt))
        if doubt.strong and not near:
            out.outside.append(doubt)
            tally.outside += 1
    for item in planted:
        tallies[item.first].planted += 1
        tallies[item.first].found += item.name in strongly
        for code in item.codes:
            tallies[code].carrying += 1
            tallies[code].by_it += (item.name, code) in under
    for trap in traps:
        for code in trap.codes:
            tallies[code].traps += 1
            tallies[code].flagged += trap.name in sprung and sprung[trap.name][1].code == code
    out.codes = dict(sorted(tallies.items()))
    out.missed = [i for i in planted if i.name not in strongly]
    out.flagged = [sprung[t.name] for t in traps if t.name in sprung]
    return out


def _at(index: Mapping[Spot, list[Item]], doubt: Doubt) -> list[Item]:
    return [i for s in sorted(doubt.spots) for i in index.get(s, ())] if len(doubt.spots) <= MANY_ROWS else []


def _index(items: Iterable[Item]) -> dict[Spot, list[Item]]:
    index: defaultdict[Spot, list[Item]] = defaultdict(list)
    for item in items:
        for spot in item.spots:
            index[spot].append(item)
    return index


def _persons(items: Iterable[Item]) -> dict[str, list[Item]]:
    index: defaultdict[str, list[Item]] = defaultdict(list)
    for item in items:
        if item.id_no:
            index[item.id_no].append(item)
    return index


def _lines(path: Path, *needed: str) -> list[dict[str, str]]:
    if not path.is_file():
        raise AskedWrongly("score-file-missing", Place(str(path)))
    with path.open(encoding="utf-8-sig", newline="") as f:
        reader = csv.DictReader(f)
        missing = [c for c in needed if c not in (reader.fieldnames or ())]
        if missing:
            raise AskedWrongly("score-columns-missing", Place(str(path)), columns="、".join(missing))
        return list(reader)


def _sheets(path: Path) -> dict[str, set[str]]:
    """File → its sheets: a sheet's name tells rows apart only where there are several."""
    sheets: defaultdict[str, set[str]] = defaultdict(set)
    for line in _lines(path, "source_file", "source_sheet"):
        sheets[line["source_file"]].add(line["source_sheet"])
    return sheets


def _spot(sheets: Mapping[str, set[str]], file: str, sheet: str, row: str) -> Spot:
    name = file.replace("\\", "/").rsplit("/", 1)[-1]
    return name, sheet if len(sheets.get(name, ())) > 1 else "", int(float(row))


def _item(line: Mapping[str, str], sheets: Mapping[str, set[str]], key: str) -> Item:
    codes = line["codes"].split(";")
    places = [place.rsplit("|", 2) for place in line["rows"].split(";") if place]
    spots = frozenset(_spot(sheets, *place) for place in places)
    return Item(line[key], frozenset(codes), codes[0], spots, line.get("id_no", ""), line.get("note", ""))


def _doubt(line: Mapping[str, str], sheets: Mapping[str, set[str]]) -> Doubt:
    files, names, rows = (line[c].split(";") for c in ("source_file", "source_sheet", "source_row"))
    count = len(rows)
    files, names = (files * count if len(files) == 1 else files), (names * count if len(names) == 1 else names)
    spots = frozenset(_spot(sheets, f, s, r) for f, s, r in zip(files, names, rows, strict=False) if r.strip())
    strong = line.get("strength", "").strip() in ("", "strong")
    says = line.get("explanation", "")
    return Doubt(line.get("rule", line["category"]), line["category"].strip(), strong, spots, line["id_no"].strip(), says)
