"""What the county sends to towns for its programmes, and what towns pay out: sums as in the pay lists, days within the limit."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from lianjing.simulate import programmes as p
from lianjing.simulate.books.rows import DAY, row
from lianjing.simulate.county import County
from lianjing.simulate.places import Town
from lianjing.simulate.record import YEAR, Record, Value
from lianjing.simulate.words import word

_QUARTERS = ((1, 3), (4, 6), (7, 9), (10, 12))
_HALVES = ((1, 6), (7, 12))
SPANS = {p.DIBAO: _QUARTERS, p.PENSION: _QUARTERS, p.ELDER: _HALVES, p.CARE: _HALVES, p.LIVING: _HALVES, p.TEKUN: _HALVES}
YEARLY = {p.LAND: "land", p.FOREST: "forest", p.REWARD: "reward"}


def fill_allocations(county: County) -> None:
    """A row for every town, programme and span in which somebody is paid."""
    rng = county.rng("allocations")
    for town in county.towns:
        for programme, listing in YEARLY.items():
            total = sum((r.yuan for r in county.records[listing] if r.values["town"] == town.name), Decimal(0))
            if total:
                allot(county, town, programme, (1, 12), total, date(YEAR, rng.randrange(4, 7), rng.randrange(3, 20)))
        for programme, first, last in _spans():
            total = paid_out(county, town, programme, first, last)
            if total:
                allot(county, town, programme, (first, last), total, date(YEAR, last, rng.randrange(2, 8)))


def _spans() -> Iterator[tuple[str, int, int]]:
    for programme, spans in SPANS.items():
        for first, last in spans:
            yield programme, first, last


def paid_out(county: County, town: Town, programme: str, first: int, last: int) -> Decimal:
    """What the town's pay lists hold for the months: a row written twice counts twice, arrears count for the months they are for."""
    total = Decimal(0)
    for stream in county.streams_of(programme):
        if stream.village.town is town:
            sums = sum((yuan for m, yuan in stream.months.items() if first <= m <= last), Decimal(0))
            total += sums * 2 if (stream.quirks.get("dibao2"), first) == ("twice", 4) else sums
    for listing in ("arrears", "dibao_arrears"):
        rows = [r for r in county.records[listing] if r.values["programme"] == programme and r.values["town"] == town.name]
        total += sum((d.yuan for r in rows for d in r.dues if first <= d.start.month <= last), Decimal(0))
    return total


def allot(county: County, town: Town, programme: str, span: tuple[int, int], yuan: Decimal, sent: date, year: int = YEAR) -> Record:
    """One allotment: received some days later, paid out within the days allowed."""
    rng = county.rng(f"allot/{len(county.records['allocations'])}")
    received = sent + rng.randrange(2, 6) * DAY
    pattern = county.rng("document number").choice(("砚财拨〔{year}〕{n}号", "砚财农〔{year}〕{n}号", "砚财社指〔{year}〕{n}号"))
    facts: dict[str, Value] = {"document_no": pattern.format(year=year, n=len(county.records["allocations"]) + 11), "town": town.name}
    facts |= {"programme": programme, "period": _span_text(county, span, year), "payer_unit": word(county, "finance-office")}
    facts |= {"payee_unit": town.name, "amount_yuan": yuan, "sent_on": sent, "received_yuan": yuan, "received_on": received}
    facts |= {"distributed_yuan": yuan, "distributed_on": received + rng.randrange(3, 15) * DAY, "note": ""}
    return row(county, "allocations", "allocations", None, **facts, first_month=span[0], last_month=span[1])  # the months are no columns


def _span_text(county: County, span: tuple[int, int], year: int) -> str:
    first, last = span
    if span == (1, 12):
        return f"{year}年度" if county.rng("span").random() < 0.5 else f"{year}年1-12月"
    if county.rng("span").random() < 0.5:
        return f"{year}年{first}-{last}月"
    return f"{year}年上半年" if span == (1, 6) else f"{year}年下半年" if span == (7, 12) else f"{year}年{'一二三四'[first // 3]}季度"
