"""Leases of collective assets: J01, J02, J03, J05, J06, G15."""

from datetime import date
from decimal import Decimal

from lianjing.simulate.books.rows import DAY, day_of, in_office, take
from lianjing.simulate.county import County
from lianjing.simulate.people import Person
from lianjing.simulate.record import YEAR, Record
from lianjing.simulate.words import remarks, word


def plant_lettings(county: County, count: int) -> None:
    """All stories of this module; no lease is in two of them."""
    used: set[int] = set()
    _expired(county, count, used)
    _too_long(county, count, used)
    _too_cheap(county, count, used)
    _unpaid(county, count, used)
    _lessees(county, count, used)
    _without_minutes(county, count, used)


def _rent(record: Record) -> Decimal:
    return Decimal(str(record.values["rent_yuan"]))


def _any(record: Record) -> bool:
    return True


def _let_ended(record: Record, year: int) -> None:
    """The term ends on the last day of that year."""
    record.values |= {"from_on": date(year - 9, 1, 1), "to_on": date(year, 12, 31), "signed_on": date(year - 10, 12, 11)}


def _expired(county: County, count: int, used: set[int]) -> None:
    denials = remarks(county, "not-renewed")
    states = remarks(county, "still-used")
    for row in take(county, used, "leases", count + 1, _any):
        _let_ended(row, YEAR - 1)
        row.values |= {"status": next(states), "renewal": next(denials)}
        county.plant("J01", row, note="租期届满仍在使用，未续签", kind="lease")
    renewals = remarks(county, "renewed")
    for row in take(county, used, "leases", count, _any):
        _let_ended(row, YEAR - 1)
        row.values["renewal"] = next(renewals)
        county.trap("J01;J02", row, note="已续签或续签正在办理")
    for row in take(county, used, "leases", count, _any):
        _let_ended(row, YEAR - 1)
        state = county.rng(f"J01/{row.values['contract_no']}").choice(("已收回", "到期收回，闲置", "合同终止，已交回村集体"))
        row.values |= {"status": state, "rent_received_yuan": Decimal(0)}
        county.trap("J01;G15", row, note="到期已收回")


def _too_long(county: County, count: int, used: set[int]) -> None:
    for turn, row in enumerate(take(county, used, "leases", count, lambda r: r.values["asset_class"] != "林果园")):
        since = day_of(row, "from_on")
        row.values["to_on"] = date(since.year + 26 + 4 * turn, since.month, 1) - DAY
        county.plant("J02", row, note="租期超过二十年", kind="lease")
    for row in take(county, used, "leases", max(count - 1, 1), lambda r: r.values["asset_class"] != "林果园"):
        since = day_of(row, "from_on")
        row.values["to_on"] = date(since.year + 20, since.month, 1) - DAY
        county.trap("J02", row, note="恰为二十年")
    for row in take(county, used, "leases", count, lambda r: r.values["asset_class"] != "临街门面房"):
        since = day_of(row, "from_on")
        row.values |= {"asset_class": "林地", "to_on": date(since.year + 40, since.month, 1) - DAY}
        county.trap("J02;J03", row, note="林地承包期可以较长")


def _too_cheap(county: County, count: int, used: set[int]) -> None:
    def cut(row: Record, share: str) -> None:
        rent = (_rent(row) * Decimal(share)).quantize(Decimal(1))
        row.values |= {"rent_yuan": rent, "rent_received_yuan": rent}

    for row in take(county, used, "leases", count, lambda r: _rent(r) > 1500):
        cut(row, "0.17")
        county.plant("J03", row, note="租金不到同类中位数的五分之一", kind="lease")
    notes = remarks(county, "poor-plot")
    for row in take(county, used, "leases", count, lambda r: _rent(r) > 1500 and "房" not in str(r.values["asset_class"])):
        cut(row, "0.22")
        row.values["note"] = next(notes)
        county.trap("J03", row, note="地力差，已注明")


def _unpaid(county: County, count: int, used: set[int]) -> None:
    for turn, row in enumerate(take(county, used, "leases", count + 1, lambda r: _rent(r) > 1000)):
        row.values["rent_received_yuan"] = Decimal(0) if turn % 2 else (_rent(row) * Decimal("0.3")).quantize(Decimal(1))
        county.plant("G15;J01;J09", row, note="应收租金未入账", kind="lease")
    notes = remarks(county, "instalments")
    for row in take(county, used, "leases", count, lambda r: _rent(r) > 1000):
        row.values |= {"rent_received_yuan": (_rent(row) / 2).quantize(Decimal(1)), "note": next(notes)}
        county.trap("G15;J01;J09", row, note="按约定分期缴纳")


def _lessees(county: County, count: int, used: set[int]) -> None:
    def given_to(row: Record, person: Person) -> None:
        row.values |= {"lessee_name": person.name, "id_no": person.id_no}

    def officials(row: Record) -> list[Person]:
        assert row.village is not None
        return list(in_office(county, row.village, date(2018, 6, 1)).values())

    for turn, row in enumerate(take(county, used, "leases", count + 1, lambda r: bool(officials(r)))):
        serving = {o.id_no for o in officials(row)}
        ties = [k for k in county.records["kin"] if k.values["official_id_no"] in serving and k.values.get("to_on") is None]
        kin = [k.person for k in ties if k.person is not None and day_of(k, "from_on") < date(2018, 1, 1)]
        grown = [k for k in kin if k.died_on is None and 22 <= k.age_on(date(YEAR, 1, 1)) <= 70]
        tenant = grown[turn % len(grown)] if turn % 2 and grown else officials(row)[-1]
        given_to(row, tenant)
        row.values |= {"method": word(county, "agreed"), "bidders": 1, "from_on": date(2018, 10, 1), "signed_on": date(2018, 9, 5)}
        row.values["to_on"] = date(2027, 9, 30)
        county.plant("J05;B11;J04", row, person=tenant, note="村干部或其亲属协议承租", kind="lease")
    for row in take(county, used, "leases", count, lambda r: bool(officials(r))):
        given_to(row, officials(row)[0])
        row.values |= {"bidders": 5, "from_on": date(2018, 10, 1), "signed_on": date(2018, 9, 5), "to_on": date(2026, 9, 30)}
        county.trap("J05;B11", row, note="公开竞价五家，村干部中标")
    for row in take(county, used, "leases", max(count - 1, 1), lambda r: bool(officials(r))):
        assert row.village is not None
        other = next((v for v in county.villages if v.town is not row.village.town and in_office(county, v)), None)
        if other is not None:
            given_to(row, next(iter(in_office(county, other).values())))
            row.values |= {"method": word(county, "agreed"), "bidders": 1}
            county.trap("J05;B11", row, note="承租人是外乡镇的村干部")


def _without_minutes(county: County, count: int, used: set[int]) -> None:
    for row in take(county, used, "leases", count, lambda r: _rent(r) > 1000):
        row.values["minutes"] = county.rng(f"J06/{row.values['contract_no']}").choice((None, "无", "缺", "未召开会议"))
        county.plant("J06", row, note="没有民主决策记录", kind="lease")
    voted = remarks(county, "voted")
    for row in take(county, used, "leases", max(count - 1, 1), _any):
        row.values |= {"minutes": None, "note": next(voted)}
        county.trap("J06", row, note="备注写明经会议表决")
