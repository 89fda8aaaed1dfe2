"""What stands around a table and holds for all its rows: unit, period, programme, town and village.

Looked for nearest first: the header cell, the unit line above or below, the title, the sheet's name, the file's, the folders'.
"""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from lianjing.identity import find_period, find_places, read_day, unit_of
from lianjing.ingest.celltext import cell_text
from lianjing.ingest.grid import Grid
from lianjing.ingest.layout import Block
from lianjing.ingest.words import pattern, squeeze
from lianjing.schema.programmes import PROGRAMMES, programme_in

Span = tuple[dt.date, dt.date]
_WHOLE_YEAR_DAYS = 300
_PUBLISHED = re.compile(r"公示(时间|日期|期|起止|期限)")
_DULL = re.compile(
    r"(19|20)\d{2}年?(度)?|[〇一二零]{4}年(度)?|第?[一二三四1-4]季度|[上下]半年|\d{1,2}([-—至]\d{1,2})?月份?|发放(明细)?(花名册|清册|表|名单|公示|汇总)*|花名册|明细表?|汇总表?|台账|清册|一览表|统计表|登记表|公示表|表$|^关于|sheet\d*|\(.*?\)|（.*?）"
)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a sheet comes from: names that may speak of place, programme or period."""

    file: str  # path below the given folder, '/' between
    sheet: str
    folder: str = ""  # name of the given folder itself

    @property
    def stem(self) -> str:
        """The file's name without folder and ending."""
        return self.file.rsplit("/", 1)[-1].rsplit(".", 1)[0]

    @property
    def folders(self) -> tuple[str, ...]:
        """Folder names, the nearest first."""
        inner = tuple(reversed(self.file.split("/")[:-1]))
        return (*inner, self.folder) if self.folder else inner


@dataclass(frozen=True, slots=True)
class Context:
    """What holds for all rows of a block unless a row says otherwise."""

    title: str
    unit: Decimal
    unit_text: str
    period: Span | None
    year: int | None
    published: Span | None
    programme_id: str | None
    programme: str
    town: str | None
    village: str | None
    place_hint: str


def read_context(
    grid: Grid, block: Block, origin: Origin, unit_column: int | None, foot_rows: Iterable[int] = (), *, programme_of_folder: bool = True
) -> Context:
    """Gather the context of a block; `unit_column` is the money column, whose own header wins over every line around.

    Without `programme_of_folder` the folders' names say nothing of the programme: a register in them need not be of theirs alone.
    """
    lines = title_lines(grid, block)
    title = next((t for t in lines if not pattern("unit_line").search(squeeze(t))), "")
    foot = [cell_text(grid.columns[c][r]) for r in foot_rows for c in block.columns if grid.columns[c][r] is not None]
    own = "".join(block.paths[block.columns.index(unit_column)]) if unit_column is not None else ""
    unit, unit_text = _unit(own, lines, foot, origin)
    parents = list(dict.fromkeys(level for path in block.paths for level in path[:-1]))
    own_names = [*lines, *parents, origin.sheet, origin.stem]
    near = [*own_names, *origin.folders]
    found = _programme(near if programme_of_folder else own_names)
    period = _narrowest(near, found[0] if found is not None else None)
    town, village = _place(lines, origin)
    return Context(
        title=title,
        unit=unit,
        unit_text=unit_text,
        period=period,
        year=period[0].year if period is not None else None,
        published=next((p for t in (*lines, *foot) if (p := _published(t)) is not None), None),
        programme_id=found[0] if found is not None else None,
        programme=found[1] if found is not None else _plain_name(title, origin),
        town=town,
        village=village,
        place_hint="|".join((origin.sheet, origin.stem)),
    )


def title_lines(grid: Grid, block: Block) -> list[str]:
    """Texts of the rows above the header, the widest first within a row order from top."""
    out = []
    for r in block.title_rows:
        for c in range(grid.width):
            v = grid.columns[c][r]
            if isinstance(v, str) and v.strip() != "":
                out.append(v.strip())
    return out


def _unit(own: str, lines: list[str], foot: list[str], origin: Origin) -> tuple[Decimal, str]:
    for text in (
        own,
        *(t for t in lines if "单位" in t),
        *(t for t in foot if "单位" in t),
        *lines,
        origin.sheet,
        origin.stem,
        *origin.folders,
    ):
        unit = unit_of(text) if text != "" else None
        if unit is not None:
            return unit, text
    return Decimal(1), ""


def _narrowest(texts: list[str], programme_id: str | None) -> Span | None:
    """The nearest period; a bare year is narrowed by a month or quarter that stands alone elsewhere (sheet 3月 under a title of 2018).

    What is paid by the year or once stays with its year: a month beside it says when the list was sent.
    """
    found = next((p for t in texts if (p := _period(t)) is not None), None)
    year = found[0].year if found is not None else next((y for t in texts if (y := _year(t)) is not None), None)
    if year is None or (found is not None and (found[1] - found[0]).days < _WHOLE_YEAR_DAYS):
        return found
    programme = PROGRAMMES.get(programme_id or "")
    if programme is not None and programme.period in ("year", "once", "event"):
        return found
    narrow = (p for t in texts if (p := _period(t, year)) is not None and p[0].year == year and (p[1] - p[0]).days < _WHOLE_YEAR_DAYS)
    return next(narrow, found)


def _period(text: str, year: int | None = None) -> Span | None:
    return None if _PUBLISHED.search(text) else find_period(text, year)


def _year(text: str) -> int | None:
    """A folder or sheet that is called by a year."""
    found = re.fullmatch(r"\s*((?:19|20)\d{2})(?:年度?)?\s*", text)
    return int(found[1]) if found is not None else None


def _published(text: str) -> Span | None:
    if not _PUBLISHED.search(text):
        return None
    days = [_day(m) for m in re.findall(r"(?:(?:19|20)\d{2}[年.\-/])?\d{1,2}[月.\-/]\d{1,2}日?", text)]
    year = next((d.year for d in days if isinstance(d, dt.date)), None)
    full: list[dt.date] = []
    for m in re.findall(r"(?:(?:19|20)\d{2}[年.\-/])?\d{1,2}[月.\-/]\d{1,2}日?", text):
        day = _day(m) or (_day(f"{year}年{m}") if year is not None else None)
        if day is not None:
            full.append(day)
    return (full[0], full[-1]) if len(full) > 0 and full[0] <= full[-1] else None


def _day(text: str) -> dt.date | None:
    got = read_day(text)
    value = getattr(got, "value", None)
    return value if isinstance(value, dt.date) and "month_only" not in getattr(got, "notes", ()) else None


def _programme(texts: list[str]) -> tuple[str, str] | None:
    for text in texts:
        if text != "" and (found := programme_in(text)) is not None:
            return found
    return None


def _plain_name(title: str, origin: Origin) -> str:
    for text in (title, origin.stem):
        name = _DULL.sub("", squeeze(text))
        town, village = find_places(name)
        for part in (town, village):
            if part:
                name = name.replace(part, "")
        if len(name) >= 2:
            return name
    return ""


def _place(lines: list[str], origin: Origin) -> tuple[str | None, str | None]:
    town = village = None
    for text in (*lines, origin.sheet, origin.stem, *origin.folders):
        t, v = find_places(text)
        if village is None and v is not None and (town is None or t is None or t == town):
            village = v
        if town is None and t is not None:
            town = t
    return town, village
