"""Allocations between offices: F01, F02, F03, F04, F10, U10, and C08 where they stand against the pay lists."""

from datetime import date
from decimal import Decimal

from lianjing.simulate import programmes as p
from lianjing.simulate.books.allocations import allot
from lianjing.simulate.books.rows import DAY, day_of, take
from lianjing.simulate.county import County
from lianjing.simulate.record import YEAR, Record
from lianjing.simulate.words import remarks

TRANSFER_DAYS = 20


def plant_allocations(county: County, count: int) -> None:
    """All stories of this module; no allotment is in two of them."""
    used: set[int] = set()
    _idle_while_owed(county, count, used)
    _kept(county, count, used)
    _too_much(county, count, used)
    _too_early(county, count, used)
    _short(county, count, used)
    _unused(county, count, used)
    _ledger_and_list(county, count, used)


def _yuan(record: Record) -> Decimal:
    return Decimal(str(record.values["amount_yuan"]))


def _any(record: Record) -> bool:
    return True


def _large(record: Record) -> bool:
    return _yuan(record) > 3000


def _early(record: Record) -> bool:
    """Received early enough for the limit to have passed at the end of the year."""
    return day_of(record, "received_on") < date(YEAR, 8, 1)


def _apart(county: County, used: set[int]) -> set[tuple[object, object]]:
    """Town and programme of the rows in stories: a balance left by one of them may explain what another paid out."""
    return {(r.values["town"], r.values["programme"]) for r in county.records["allocations"] if id(r) in used}


def _idle_while_owed(county: County, count: int, used: set[int]) -> None:
    """Towns in which somebody on the register was not paid any more: the money for them came and lies there."""
    owed = [thing for i in county.planted if i.codes.startswith("U01;U02;U06") for thing in i.things]
    towns = {thing.values["town"] for thing in owed if isinstance(thing, Record)}
    dibao = [r for r in county.records["allocations"] if r.values["programme"] == p.DIBAO and r.values["town"] in towns]
    for row in [r for first in (7, 10) for r in dibao if r.values["first_month"] == first][:count]:
        used.add(id(row))
        if row.values["first_month"] == 10:
            row.values |= {"sent_on": date(YEAR, 11, 20), "received_on": date(YEAR, 11, 26), "distributed_on": date(YEAR, 12, 9)}
        more = _missing(county, str(row.values["town"])) * 3 + (_yuan(row) * Decimal("0.02")).quantize(Decimal(1))
        total = _yuan(row) + more
        row.values |= {"amount_yuan": total, "received_yuan": total}
        county.plant("U10;F03", row, programme=p.DIBAO, note="有对象停发未领，而该乡镇资金结存", kind="allocation")
    notes = remarks(county, "spared")
    spare = [r for r in county.records["allocations"] if r.values["programme"] == p.ELDER and r.values["first_month"] == 1]
    for row in spare[: max(count - 1, 1)]:
        used.add(id(row))
        total = _yuan(row) + (_yuan(row) * Decimal("0.03")).quantize(Decimal(1))
        row.values |= {"amount_yuan": total, "received_yuan": total, "note": next(notes)}
        county.trap("U10;F03;F02", row, note="核减后的余款已注明结转")


def _missing(county: County, town: str) -> Decimal:
    """What the people of the town who stopped without a reason were due a month."""
    total = Decimal(0)
    for item in county.planted:
        if item.codes.startswith("U01;U02;U06"):
            for thing in item.things:
                if isinstance(thing, Record) and thing.values.get("town") == town:
                    total += Decimal(str(thing.values["monthly_yuan"]))
    return total


def _kept(county: County, count: int, used: set[int]) -> None:
    for turn, row in enumerate(take(county, used, "allocations", count, lambda r: _early(r) and _large(r))):
        if turn % 2:
            row.values |= {"distributed_on": None, "distributed_yuan": Decimal(0)}
            county.plant("F01;F03;C08", row, note="到账半年以上仍未发放", kind="allocation")
        else:
            row.values["distributed_on"] = _after_period(row) + (75 + 8 * turn) * DAY
            county.plant("F01;F03", row, note="到账后逾期才发放", kind="allocation")
    notes = remarks(county, "frozen")
    for row in take(county, used, "allocations", count, lambda r: _early(r) and _large(r)):
        row.values |= {"distributed_on": _after_period(row) + 90 * DAY, "note": next(notes)}
        county.trap("F01;F03", row, note="按通知暂停发放")
    for row in take(county, used, "allocations", max(count - 1, 1), _early):
        row.values["distributed_on"] = max(day_of(row, "received_on"), day_of(row, "sent_on")) + TRANSFER_DAYS * DAY
        county.trap("F01", row, note="恰在期限内发放")


def _after_period(record: Record) -> date:
    """The later of the day of receiving and the first day of the span."""
    return max(day_of(record, "received_on"), date(YEAR, int(str(record.values["first_month"])), 1))


def _short(county: County, count: int, used: set[int]) -> None:
    for row in take(county, used, "allocations", count, _large):
        gone = (_yuan(row) * Decimal("0.06")).quantize(Decimal(100)) + 300
        row.values |= {"amount_yuan": _yuan(row) + gone}
        county.plant("F02", row, note=f"到账比拨付少{gone}元", kind="allocation")
    notes = remarks(county, "netted")
    for row in take(county, used, "allocations", count, _large):
        gone = (_yuan(row) * Decimal("0.04")).quantize(Decimal(100)) + 200
        row.values |= {"amount_yuan": _yuan(row) + gone, "note": next(notes).format(yuan=gone)}
        county.trap("F02;F04;C08", row, note="抵扣结余，已注明")


def _unused(county: County, count: int, used: set[int]) -> None:
    """Balances of the year before, from its spring."""
    notes, rng = remarks(county, "carried-over"), county.rng("F03")
    for turn in range(2 * count):
        town = county.towns[turn % len(county.towns)]
        total = Decimal(rng.randrange(21_000, 88_000))
        programme = (p.RELIEF, p.WINTER, p.MACHINE)[turn // len(county.towns) % 3]
        row = allot(county, town, programme, (1, 12), total, date(YEAR - 1, 4, 9), YEAR - 1)
        used.add(id(row))
        row.values["distributed_yuan"] = total - 2600 - 400 * turn
        if turn < count:
            county.plant("F03", row, note="上年结存至今未用", kind="allocation")
        else:
            row.values["note"] = next(notes)
            county.trap("F03;F02", row, note="结存已结转或上缴，已注明")


def _too_much(county: County, count: int, used: set[int]) -> None:
    busy = _apart(county, used)
    for row in take(county, used, "allocations", count, lambda r: _large(r) and (r.values["town"], r.values["programme"]) not in busy):
        more = (_yuan(row) * Decimal("0.07")).quantize(Decimal(100)) + 400
        row.values["distributed_yuan"] = _yuan(row) + more
        county.plant("F04;C08", row, note=f"发放比拨付多{more}元", kind="allocation")
    notes = remarks(county, "returns-again")
    for row in take(county, used, "allocations", max(count - 1, 1), _large):
        more = (_yuan(row) * Decimal("0.03")).quantize(Decimal(10)) + 230
        row.values |= {"distributed_yuan": _yuan(row) + more, "note": next(notes).format(yuan=more)}
        county.trap("F04;C08", row, note="含退票重发，已注明")


def _too_early(county: County, count: int, used: set[int]) -> None:
    busy = _apart(county, used)
    for row in take(county, used, "allocations", count, lambda r: (r.values["town"], r.values["programme"]) not in busy):
        row.values["distributed_on"] = day_of(row, "sent_on") - 19 * DAY
        county.plant("F10", row, note="拨付以前已经发放", kind="allocation")
    notes = remarks(county, "advanced")
    for row in take(county, used, "allocations", max(count - 1, 1), _any):
        row.values |= {"distributed_on": day_of(row, "sent_on") - 12 * DAY, "note": next(notes)}
        county.trap("F10;F01", row, note="先行垫付，已注明")
    for town in county.towns[: max(count - 1, 1)]:
        total = sum((r.yuan for r in county.records["relief"] if r.values["town"] == town.name), Decimal(0))
        if total:
            row = allot(county, town, p.RELIEF, (1, 12), total, date(YEAR, 12, 6))
            used.add(id(row))
            row.values["distributed_on"] = date(YEAR, 11, 28)
            county.trap("F10;F01", row, note="临时救助，急难先行发放")


def _ledger_and_list(county: County, count: int, used: set[int]) -> None:
    """The ledger says more was paid out than the pay lists hold, sent and received agree with it; no programme with returns of the bank."""
    for row in take(county, used, "allocations", count, lambda r: _yuan(r) > 8000 and r.values["programme"] in (p.ELDER, p.PENSION)):
        more = (_yuan(row) * Decimal("0.09")).quantize(Decimal(10)) + 900
        row.values |= {k: _yuan(row) + more for k in ("received_yuan", "distributed_yuan", "amount_yuan")}
        county.plant("C08;F04", row, note=f"台账登记发放数比名册合计多{more}元", kind="allocation")
