"""Columns of cells by kind: each reader takes a column of a block, gives canonical values, and says of single cells what it could not read.

The readers of identifiers, amounts, days and names are `lianjing.identity`'s column twins; here is what they do not know: units and
formats of the sheet, ditto marks and merged cells carried down, periods by the header's word.
"""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

import polars as pl

from lianjing.identity import (
    CellError,
    Damaged,
    Read,
    Value,
    find_places,
    read_amounts,
    read_cards,
    read_credit_code,
    read_days,
    read_each,
    read_name,
    read_period,
    read_plate,
    read_resident_ids,
    read_village,
)
from lianjing.ingest.celltext import cell_text
from lianjing.ingest.series import texts_of, tidy
from lianjing.ingest.words import DITTO, is_ditto, squeeze
from lianjing.schema import Kind

T = TypeVar("T")
Span = tuple[dt.date, dt.date]
Values = Sequence[object] | pl.Series
CARRIED = frozenset(
    {"town", "village", "group_name", "programme", "household_no", "head_name", "head_id_no", "official_name", "official_id_no"}
)


@dataclass(slots=True)
class Cells:
    """A column read: canonical values; what was mended, noted or is damaged, by index (sparse)."""

    values: Values
    mended: dict[int, tuple[str, ...]] = field(default_factory=dict)
    notes: dict[int, tuple[str, ...]] = field(default_factory=dict)
    damaged: dict[int, str] = field(default_factory=dict)
    keys: Sequence[int | None] | None = None


def read_cells(
    kind: Kind, values: list[Value], *, unit: Decimal, year: int | None, header: str, date1904: bool, sexes: list[str | None] | None = None
) -> Cells:
    """Read one column; values come as the grid has them, ditto marks and merges already carried down."""
    match kind:
        case Kind.RESIDENT_ID:
            ids = read_resident_ids(values, sexes)
            return Cells(ids.ids, dict(ids.mended), dict(ids.notes), dict(ids.damaged), ids.keys)
        case Kind.CARD:
            cards = read_cards(values)
            return Cells(cards.values, dict(cards.mended), dict(cards.notes), dict(cards.damaged))
        case Kind.NAME:
            return _by_distinct(values, read_name)
        case Kind.MONEY:
            money = read_amounts([_plain_rate(v) for v in values] if any(type(v) is str and "/" in v for v in values) else values, unit)
            return Cells(money.fen, {}, dict(money.notes), dict(money.damaged))
        case Kind.DATE:
            days = read_days([None if isinstance(v, CellError) else v for v in values], date1904=date1904)
            return Cells(days.values, days.mended, days.notes, days.damaged)
        case Kind.PERIOD:
            return _by_distinct(values, lambda v: _period(v, year, header))
        case Kind.NUMBER | Kind.WHOLE:
            if kind is Kind.NUMBER and set(map(type, values)) <= {float, type(None)}:
                return Cells(pl.Series(values, dtype=pl.Float64).cast(pl.Decimal(18, 4)))
            return _by_distinct(values, _whole) if kind is Kind.WHOLE else _by_distinct(values, _number)
        case Kind.CREDIT_CODE:
            return _codes(_by_distinct(values, read_credit_code), values)
        case Kind.PLATE:
            return _codes(_by_distinct(values, read_plate), values)
        case Kind.VILLAGE:
            return _by_distinct(values, _village)
        case _:
            return Cells(tidy(texts_of(values)))


def carry_down(values: list[Value], *, blanks: bool) -> list[Value]:
    """Ditto marks take the value above; with `blanks` so do empty cells (merged or left blank)."""
    out: list[Value] = []
    last: Value = None
    for v in values:
        if v is None or (isinstance(v, str) and v.strip() == ""):
            out.append(last if blanks else None)
        elif isinstance(v, str) and is_ditto(v):
            out.append(last)
        else:
            last = v
            out.append(v)
    return out


def has_ditto(values: list[Value]) -> bool:
    """Whether any cell is a ditto mark."""
    return not DITTO.isdisjoint(values)


def split_places(values: Values) -> tuple[list[str | None], list[str | None]]:
    """Town and village out of cells such as 北辛镇上营村; the village alone where no town stands in the cell."""
    seen: dict[object, tuple[str | None, str | None]] = {v: _town_and_village(v) for v in set(values)}
    found = [seen[v] for v in values]
    return [t for t, _ in found], [v for _, v in found]


def _town_and_village(value: object) -> tuple[str | None, str | None]:
    if not isinstance(value, str):
        return None, None
    town, village = find_places(value)
    return town, village or (read_village(value) or value if town is None else None)


def _by_distinct(values: list[Value], read: Callable[[Value], Read[T] | Damaged | None]) -> Cells:
    """Read each distinct value once; an error cell (#N/A) is damage wherever it stands."""
    distinct = set(values)
    if not {type(v) for v in distinct} <= {str, float, type(None)}:  # 1 == True == 1.0: let the slow reader tell them apart
        column = read_each(values, lambda v: Damaged("cell_error") if isinstance(v, CellError) else read(v))
        return Cells(column.values, column.mended, column.notes, column.damaged)
    results = {v: read(v) for v in distinct if v is not None}
    plain: dict[Value, object] = {v: r.value if isinstance(r, Read) else None for v, r in results.items()}
    plain[None] = None
    cells = Cells(list(map(plain.__getitem__, values)))
    odd = {v for v, r in results.items() if isinstance(r, Damaged) or (isinstance(r, Read) and (r.mended or r.notes))}
    for i, v in enumerate(values) if len(odd) > 0 else ():
        if v in odd:
            _note(cells, i, results[v])
    return cells


def _note(cells: Cells, i: int, result: Read[T] | Damaged | None) -> None:
    if isinstance(result, Damaged):
        cells.damaged[i] = result.reason
    elif result is not None:
        if result.mended:
            cells.mended[i] = result.mended
        if result.notes:
            cells.notes[i] = result.notes


def _codes(cells: Cells, values: list[Value]) -> Cells:
    """A firm's code or a plate that cannot be proved is kept as it stands, with a note: it identifies nobody by itself."""
    kept = list(cells.values)
    for i, reason in list(cells.damaged.items()):
        value = values[i]
        if isinstance(value, str):
            kept[i] = squeeze(value)
            cells.notes[i] = (reason,)
            del cells.damaged[i]
    cells.values = kept
    return cells


def _plain_rate(value: Value) -> Value:
    """A sum per something without the something: 80元/支 → 80元."""
    return value.split("元/")[0] + "元" if isinstance(value, str) and "元/" in value else value


def _text(value: Value) -> Read[str] | None:
    text = re.sub(r"\s+", " ", cell_text(value)).strip()
    return Read(text) if text not in ("", "-", "—", "/") else None


def _village(value: Value) -> Read[str] | None:
    text = _text(value)
    return Read(read_village(text.value) or text.value) if text is not None else None


def _number(value: Value) -> Read[Decimal] | Damaged | None:
    if isinstance(value, bool):
        return Damaged("not_a_number")
    if isinstance(value, (int, float)):
        return Read(round(Decimal(repr(float(value))), 4))
    found = re.fullmatch(r"(-?[\d,]+(?:\.\d+)?)(亩|平方米|㎡|m2|m²|台|套|间|头|只|口|人|户|个|株|次)?", squeeze(str(value)))
    if found is None:
        return None if squeeze(str(value)) in ("", "-", "—", "/", "无") else Damaged("not_a_number")
    return Read(round(Decimal(found[1].replace(",", "")), 4))


def _whole(value: Value) -> Read[int] | Damaged | None:
    got = _number(value)
    if isinstance(got, Read):
        return Read(int(got.value)) if got.value == got.value.to_integral_value() else Damaged("not_a_whole_number")
    return got


def _period(value: Value, year: int | None, header: str) -> Read[Span] | Damaged | None:
    text = cell_text(value).strip()
    if text in ("0", "-", "—", "全年"):  # of no single quarter or month: the title's period holds
        return None
    if text.isdigit() and len(text) <= 2 and "季" in header:
        return read_period(f"{text}季度", year)
    if text.isdigit() and len(text) <= 2 and 1 <= int(text) <= 12:
        return read_period(f"{text}月", year)
    if text.isdigit() and len(text) == 4 and text[:2] in ("19", "20"):
        return read_period(f"{text}年", year)
    return read_period(value, year)
