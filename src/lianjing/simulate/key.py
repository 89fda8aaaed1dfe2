"""The answer key: every payment and where it stands, what was planted, what must be left, what each sheet states.

The column forms are those by which ingest and checks are scored: rows as `file|sheet|row`, several joined by semicolons.
"""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from lianjing.simulate.county import County, Thing
from lianjing.simulate.numbers import with_wrong_check
from lianjing.simulate.people import Person
from lianjing.simulate.record import Record, Spot, Stream
from lianjing.simulate.workbook import SheetTruth

PAYMENTS = (
    "id_no",
    "name",
    "programme",
    "period_start",
    "period_end",
    "amount_yuan",
    "town",
    "village",
    "card_no",
    "source_file",
    "source_sheet",
    "source_row",
    "fate",
)


def payments_csv(records: Iterable[Record]) -> bytes:
    """One line a payment; a damaged card is empty, since nobody can read it."""
    lines: list[Sequence[object]] = []
    for record in records:
        for spot in record.spots:
            lines += [_payment(record, spot, number) for number in range(len(record.dues))]
    return _csv(PAYMENTS, lines)


def _payment(record: Record, spot: Spot, number: int) -> Sequence[object]:
    due, values = record.dues[number], record.values
    card = "" if record.damage.get("card_no") else values.get("card_no", "")
    place = (values["town"], values["village"], card, spot.file, spot.sheet, spot.row, record.fate)
    return (values["id_no"], values["name"], values["programme"], due.start, due.end, f"{due.yuan:.2f}", *place)


def planted_csv(county: County) -> bytes:
    """The irregularities."""
    lines = []
    for number, item in enumerate(county.planted, 1):
        who = item.person
        village = who.household.village.name if who is not None else ""
        first = item.things[0]
        id_no = who.id_no if who is not None else ""
        if isinstance(first, Record) and first.damage.get("id_no") == "wrong-check":
            id_no = with_wrong_check(id_no)
        rows = _rows(county, item.things)
        lines.append((f"P{number:04d}", item.codes, item.kind, id_no, who.name if who else "", village, item.programme, rows, item.note))
    return _csv(("plant_id", "codes", "kind", "id_no", "name", "village", "programme", "rows", "note"), lines)


def traps_csv(county: County) -> bytes:
    """The look-alikes; a row which two tables side by side share with an irregularity cannot be named, so it is left out."""
    taken = {row for item in county.planted for row in _rows(county, item.things).split(";")}
    lines = []
    for number, item in enumerate(county.traps, 1):
        rows = ";".join(row for row in _rows(county, item.things).split(";") if row not in taken)
        if rows:
            lines.append((f"T{number:04d}", item.codes, rows, item.note))
    return _csv(("trap_id", "codes", "rows", "note"), lines)


def sheets_csv(truths: Iterable[SheetTruth]) -> bytes:
    """Records, stated and true totals of every sheet; tables joined by semicolons."""
    lines = []
    for truth in truths:
        names = ";".join(w.label for w in truth.tables)
        stated = ";".join("" if w.stated is None else f"{w.stated:.2f}" for w in truth.tables)
        computed = ";".join(f"{w.computed:.2f}" for w in truth.tables)
        lines.append((truth.file, truth.sheet, names, sum(w.records for w in truth.tables), stated, computed))
    return _csv(("source_file", "source_sheet", "tables", "records", "stated_total", "computed_total"), lines)


def _rows(county: County, things: Iterable[Thing]) -> str:
    spots: list[Spot] = []
    for thing in things:
        for record in _records(county, thing):
            spots += record.spots
    return ";".join(str(s) for s in dict.fromkeys(spots))


def _records(county: County, thing: Thing) -> list[Record]:
    match thing:
        case Stream():
            return thing.records
        case Person():
            return [r for r in county.records["households"] if r.person is thing]
        case Record():
            return [thing]


def _csv(header: Sequence[str], lines: Iterable[Sequence[object]]) -> bytes:
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(lines)
    return out.getvalue().encode("utf-8")
