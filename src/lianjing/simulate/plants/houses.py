"""Grants for houses, rents and moves: E01, E02, E03, E05, E07."""

from datetime import date, timedelta
from decimal import Decimal

from lianjing.simulate import programmes as p
from lianjing.simulate.county import County
from lianjing.simulate.enrol import NEW_YEAR, pay, rebuild
from lianjing.simulate.people import Person
from lianjing.simulate.plants.payees import whole_year
from lianjing.simulate.record import YEAR, Due, Record, Stream, Value
from lianjing.simulate.registers import own_house
from lianjing.simulate.roles import UNITS, hire
from lianjing.simulate.words import remarks


def plant_houses(county: County, count: int) -> None:
    """All stories of this module."""
    _owners(county, count)
    _twice(county, count)
    _order_and_class(county, count)
    _rents(county, count)
    _moves(county, count)


def _candidate(county: County, person: Person) -> bool:
    """Head of a poor household without monthly aid and without a grant for its house."""
    home = person.household
    granted = any(r.person in home.members for listing in ("house2018", "house2019") for r in county.records[listing])
    plain = "poor" in home.marks and not home.marks & {"dibao", "tekun"} and person is home.head and person.died_on is None
    return plain and not granted and county.stream_of(person, p.RENT) is None and person.age_on(NEW_YEAR) < 76 and not _post(county, person)


def _post(county: County, person: Person) -> bool:
    return any(county.stream_of(m, p.POST) is not None for m in person.household.members)


def _grants(county: County, count: int, purpose: str, year: int = YEAR) -> list[Record]:
    rng = county.rng(purpose)
    return [rebuild(county, rng, person, year, "D") for person in county.take_people(count, lambda x: _candidate(county, x))]


def _owners(county: County, count: int) -> None:
    for grant in _grants(county, count + 1, "E01"):
        assert grant.person is not None
        row = own_house(county, grant.person, "城镇住宅", Decimal("88.20"), date(2013, 6, 18))
        county.plant("E01;A14", grant, row, programme=p.HOUSE, note="名下另有城镇住房")
    for grant in _grants(county, max(count - 1, 1), "E01/staff"):
        assert grant.person is not None
        if grant.person.age_on(NEW_YEAR) > 57 or any(county.stream_of(grant.person, x) for x in (p.PENSION, p.POST)):
            grant.person.household.busy = True
            continue
        row = hire(county, grant.person, UNITS[0], date(2010, 9, 1))
        county.plant("B01;E01", grant, row, programme=p.HOUSE, note="在职公职人员享受危改")
    lookalikes = (
        ("城镇住宅", date(2016, 4, 8), "单独所有", "", "他房早已转让"),
        ("城镇住宅", None, "单独所有", "已鉴定为D级危房，无法居住", "另一处房屋不能居住"),
        ("城镇住宅", None, "继承，按份共有1/5", "", "继承份额"),
        ("农村宅基地住宅", None, "单独所有", "", "就是被改造的那一处"),
    )
    for (usage, until, share, note, why), grant in zip(lookalikes, _grants(county, len(lookalikes), "E01/left"), strict=False):
        assert grant.person is not None
        row = own_house(county, grant.person, usage, Decimal("76.50"), date(2009, 5, 12), until=until, share=share)
        row.values["note"] = note
        county.trap("E01;A14", grant, row, note=why)


def _twice(county: County, count: int) -> None:
    for first in _grants(county, count, "E02", YEAR - 1):
        assert first.person is not None
        mates = [m for m in first.person.household.members[1:] if m.age_on(NEW_YEAR) >= 20]
        second = rebuild(county, county.rng(f"E02/{first.person.id_no}"), mates[0] if mates else first.person, YEAR, "D")
        county.plant("E02", first, second, person=first.person, programme=p.HOUSE, note="一户两年两次危改")
    notes = remarks(county, "disaster")
    for first in _grants(county, max(count - 1, 1), "E02/left", YEAR - 1):
        assert first.person is not None
        second = rebuild(county, county.rng(f"E02/{first.person.id_no}"), first.person, YEAR, "D")
        second.values["note"] = next(notes)
        county.trap("E02", first, second, note="因灾重建，已注明")


def _order_and_class(county: County, count: int) -> None:
    for turn, grant in enumerate(_grants(county, count + 1, "E03")):
        assessed = grant.values["assessed_on"]
        assert isinstance(assessed, date)
        if turn % 2:
            grant.values["grade"] = "AB"[turn // 2 % 2]
            grant.dues = [Due(d.start, d.end, p.HOUSE_YUAN["C"]) for d in grant.dues]
            county.plant("E03;D07", grant, programme=p.HOUSE, note="鉴定等级不在补助范围")
        else:
            grant.values["approved_on"] = assessed - timedelta(days=40 + turn)
            county.plant("E03", grant, programme=p.HOUSE, note="先批准后鉴定")
    notes = remarks(county, "emergency-order")
    for grant in _grants(county, max(count - 1, 1), "E03/left"):
        assessed = grant.values["assessed_on"]
        assert isinstance(assessed, date)
        grant.values |= {"approved_on": assessed - timedelta(days=9), "note": next(notes)}
        county.trap("E03", grant, note="应急先批后鉴，已注明")
    for grant in _grants(county, 1, "E03/same"):
        grant.values["approved_on"] = grant.values["assessed_on"]
        county.trap("E03", grant, note="当日鉴定当日批准")


def _rents(county: County, count: int) -> None:
    def fits(stream: Stream) -> bool:
        granted = any(r.person is stream.person for listing in ("house2018", "house2019") for r in county.records[listing])
        return whole_year(stream) and stream.person is stream.person.household.head and not granted

    for stream in county.take_streams(p.RENT, count, fits):
        row = own_house(county, stream.person, "城镇住宅", Decimal("102.40"), date(2015, 3, 9))
        county.plant("E05;A14", stream, row, note="名下有住房仍领租赁补贴")
    lookalikes = (
        ("商品住宅（预售）", None, "预告登记，未交付", "期房未交付"),
        ("城镇住宅", date(2017, 2, 20), "已转移登记", "住房早已转让"),
        ("农村宅基地住宅", None, "现势", "农村老宅"),
    )
    for (usage, until, state, why), stream in zip(lookalikes, county.take_streams(p.RENT, len(lookalikes), fits), strict=False):
        row = own_house(county, stream.person, usage, Decimal("93.10"), date(2016, 11, 3), until=until)
        row.values["status"] = state
        county.trap("E05" if until is None and "预售" in usage else "E05;A14", stream, row, note=why)
    for stream in county.take_streams(p.RENT, 1, fits):
        stream.months = {m: yuan for m, yuan in stream.months.items() if m <= 7}
        row = own_house(county, stream.person, "城镇住宅", Decimal("97.70"), date(YEAR, 7, 22))
        county.trap("E05;A14;U02;U01", stream, row, note="购房次月停发")


def _moves(county: County, count: int) -> None:
    """Moved out of the mountains last year; whoever was moved gets no grant for the old house."""

    def moved(person: Person) -> Record:
        day = date(YEAR, 1 + len(county.records["moves"]) % 3, 11)
        there = sum(m.born <= day and m.alive_in(day) for m in person.household.members)
        facts: dict[str, Value] = {"persons": there, "address": f"{person.household.village.town.short}幸福家园"}
        return pay(county, "moves", p.MOVE, person, [(day, day, p.MOVE_YUAN)], paid_on=day, **facts)

    people = county.take_people(3 * count + 4, lambda x: _candidate(county, x))
    for person in people[:count]:
        first = moved(person)
        second = rebuild(county, county.rng(f"E07/{person.id_no}"), person, YEAR, "D")
        county.plant("E07;A04;E02", first, second, programme=p.HOUSE, note="搬迁后又享受危房改造")
    notes = remarks(county, "deadline-open")
    for person in people[count : 2 * count]:
        first = moved(person)
        row = own_house(county, person, "农村宅基地住宅", Decimal("84.00"), date(2004, 10, 8))
        first.values["note"] = next(notes)
        county.trap("E07;E01;A14", first, row, note="旧房拆除期限未到")
    for person in people[2 * count :]:
        moved(person)
