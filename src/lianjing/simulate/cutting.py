"""Cuts the rows of a pay list out of the monthly streams, with what happened to a row in that list."""

from collections.abc import Iterable
from decimal import Decimal

from lianjing.simulate.record import Due, Record, Stream, Value, month_due, span_due


def cut(streams: Iterable[Stream], listing: str, first: int, last: int, monthly: bool = True) -> list[Record]:
    """One row a stream for the months first … last; a payment a month, or one for the whole span."""
    rows: list[Record] = []
    for stream in sorted(streams, key=lambda s: (s.village.no, s.person.household.no)):
        months = {m: yuan for m, yuan in sorted(stream.months.items()) if first <= m <= last}
        if months:
            rows += _rows(stream, listing, months, (first, last), monthly)
    for row in rows:
        assert row.stream is not None
        row.stream.records.append(row)
    return rows


def cut_long(streams: Iterable[Stream], listing: str, span: tuple[int, int], form: str) -> list[Record]:
    """One row a person and month, month after month; `form` is how the month is written."""
    rows: list[Record] = []
    for month in range(span[0], span[1] + 1):
        batch = cut(streams, listing, month, month)
        for row in batch:
            row.values["period"] = form.format(month)
        rows += batch
    return rows


def _rows(stream: Stream, listing: str, months: dict[int, Decimal], span: tuple[int, int], monthly: bool) -> list[Record]:
    def row(sign: int, note: str = "") -> Record:
        dues = [month_due(m, sign * yuan) for m, yuan in months.items()]
        if not monthly:
            dues = [span_due(*span, sum((d.yuan for d in dues), Decimal(0)))]
        return _record(stream, months, dues, note)

    made = row(1)
    match stream.quirks.get(listing, ""):
        case "twice":
            return [made, row(1)]
        case "reversed":
            return [made, row(-1, "冲销"), row(1, "重发")]
        case "number" | "short" | "wrong-check" as damage:
            made.damage["id_no"] = damage
        case "variant":
            made.damage["name"] = "variant"
    return [made]


def _record(stream: Stream, months: dict[int, Decimal], dues: list[Due], note: str) -> Record:
    person, last = stream.person, max(months)
    values: dict[str, Value] = {
        "id_no": person.id_no,
        "name": person.name,
        "town": stream.village.town.name,
        "village": stream.village.name,
        "card_no": stream.card_in(last),
        "programme": stream.programme,
        "monthly_yuan": months[last],
        "household_no": person.household.no,
        "relation": person.relation,
        "note": note,
    }
    values |= {k: v for k, v in stream.facts.items() if k in ("grade", "category", "post")}
    if stream.heads:
        values["persons"] = stream.heads[last]
    members = [m for m in person.household.members if m is not person][: stream.heads.get(last, 1) - 1]
    return Record("payments", values, dues, person, stream.village, stream, members=members)
