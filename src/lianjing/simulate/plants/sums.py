"""Cards, published sums, land and rates: C01, C09, D01, D04, D07."""

from datetime import date
from decimal import Decimal

from lianjing.simulate import programmes as p
from lianjing.simulate.county import County
from lianjing.simulate.enrol import FEN, land_yuan, pay, pay_land
from lianjing.simulate.people import Person
from lianjing.simulate.plants.payees import whole_year
from lianjing.simulate.record import YEAR, Due, Record, month_due
from lianjing.simulate.registers import lease_in


def plant_sums(county: County, count: int) -> None:
    """All stories of this module."""
    _shared_cards(county, count)
    _published(county, count)
    _areas(county, count)
    _landless(county, count)
    _rates(county, count)


def _shared_cards(county: County, count: int) -> None:
    done = 0
    for village in county.villages:
        pool = [s for s in county.streams_of(p.DIBAO) if s.village is village and not s.person.household.busy and whole_year(s)]
        if len(pool) >= 4 and done < max(count - 1, 1):
            done += 1
            shared = pool[:5]
            account = county.registry.new_card()
            for stream in shared:
                stream.card, stream.person.household.busy = account, True
            county.plant("C01;C03", *shared, note=f"{len(shared)}户共用一卡 {account}", kind="card")
    couples = [h for h in county.households if len(h.members) == 2 and not h.busy]
    for home in couples:
        both = [s for s in county.streams_of(p.PENSION) if s.person.household is home and whole_year(s)]
        if len(both) == 2 and count > 0:
            count -= 1
            home.busy = True
            both[1].card = both[0].card
            county.trap("C01", *both, note="夫妻共用一卡")
    _proxies(county)


def _proxies(county: County) -> None:
    wards = [s for s in county.streams_of(p.TEKUN) if s.facts.get("category") == "集中供养"]
    if wards:
        county.trap("C01;C03;C02", *wards, note="供养机构集中账户")
    village = county.villages[-1]
    old = [s for s in county.streams_of(p.ELDER) if s.village is village and not s.person.household.busy and whole_year(s)][:3]
    if len(old) >= 2:
        near = [q for q in county.people() if q.household.village is village and 35 <= q.age_on(date(YEAR, 1, 1)) <= 55]
        helper = next((q for q in near if not q.household.marks & {"official", "kin"}), old[0].person)
        for stream in old:
            stream.card, stream.person.household.busy = helper.card, True
            facts = {"proxy_name": helper.name, "proxy_id_no": helper.id_no, "reason": "行动不便，书面委托", "card_no": helper.card}
            county.register("proxies", "proxies", stream.person, **facts, registered_on=date(2018, 4, 2))
        county.trap("C01;C03", *old, note="登记在册的代领人")


def _published(county: County, count: int) -> None:
    for stream in county.take_streams(p.DIBAO, count, whole_year):
        stream.months = {m: yuan + 90 for m, yuan in stream.months.items()}
        county.plant("C09", stream, *_shown(county, stream.person), note="月发放额比公示多90元")
    for stream in county.take_streams(p.DIBAO, count, whole_year):
        stream.months = {m: yuan - 70 for m, yuan in stream.months.items()}
        county.plant("C09;U03", stream, *_shown(county, stream.person), note="月发放额比公示少70元")
    for stream in county.take_streams(p.DIBAO, count, whole_year):
        late = stream.months.pop(3)
        row = pay(county, "dibao_arrears", p.DIBAO, stream.person, [], paid_on=date(YEAR, 5, 20), note="补发3月")
        row.dues = [month_due(3, late)]
        row.values["persons"] = stream.facts["persons"]
        county.trap("C09;U01;U03;A05", stream, row, note="三月漏发，五月补发")


def _shown(county: County, person: Person) -> list[Record]:
    return [r for r in county.records["published"] if r.person is person]


def _right(county: County, record: Record) -> Record | None:
    return next((r for r in county.records["land_rights"] if r.person is record.person), None)


def _set_area(record: Record, mu: Decimal) -> None:
    record.values["area_mu"] = mu
    record.dues = [Due(d.start, d.end, land_yuan(mu, p.LAND_YUAN_PER_MU)) for d in record.dues]


def _areas(county: County, count: int) -> None:
    leased = {r.person.household for r in county.records["leased_in"] if r.person is not None}
    for record in county.take_records("land", count + 1, lambda r: r.person is not None and r.person.household not in leased):
        right = _right(county, record)
        assert right is not None
        mu = Decimal(str(right.values["area_mu"]))
        _set_area(record, (mu * Decimal("1.35") + 2).quantize(FEN))
        county.plant("D01", record, right, programme=p.LAND, note=f"补贴面积超出确权面积{mu}亩")
    for record in county.take_records("land", count):
        assert record.person is not None
        own, more = Decimal(str(record.values["area_mu"])), Decimal("4.60")
        _set_area(record, own + more)
        row = lease_in(county, county.rng(f"D01/{record.person.id_no}"), record.person, more)
        county.trap("D01;D04", record, row, note="含流入土地")
    for record in county.take_records("land", count, lambda r: Decimal(str(r.values["area_mu"])) > 4):
        own = Decimal(str(record.values["area_mu"]))
        _set_area(record, (own * Decimal("1.024")).quantize(FEN))
        county.trap("D01", record, note="测量误差内")


def _landless(county: County, count: int) -> None:
    def without_land(person: Person) -> bool:
        home = person.household
        leased = any(r.person is not None and r.person.household is home for r in county.records["leased_in"])
        return "land" not in home.marks and person is home.head and person.died_on is None and not leased

    for person in county.take_people(count, without_land):
        county.plant("D04;D01", pay_land(county, person, Decimal("3.75")), programme=p.LAND, note="无承包地也无流转")
    for person in county.take_people(max(count - 1, 1), without_land):
        row = lease_in(county, county.rng(f"D04/{person.id_no}"), person, Decimal("7.20"))
        county.trap("D04;D01", pay_land(county, person, Decimal("7.20")), row, note="全为流入土地")
    for record in county.take_records("land", count, lambda r: r.person is not None and len(r.person.household.members) > 1):
        assert record.person is not None
        mate = record.person.household.members[1]
        record.values |= {"id_no": mate.id_no, "name": mate.name, "card_no": mate.card}
        record.person = mate
        county.trap("D04;D01", record, note="确权登记在同户家人名下")


def _rates(county: County, count: int) -> None:
    def shift(record: Record, yuan: Decimal) -> None:
        record.dues = [Due(d.start, d.end, d.yuan + yuan) for d in record.dues]

    for record in county.take_records("land", count):
        shift(record, Decimal("86.00"))
        county.plant("D07", record, programme=p.LAND, note="金额多于面积乘标准")
    for record in county.take_records("land", count, lambda r: r.yuan > 200):
        shift(record, Decimal("-60.00"))
        county.plant("D07;U03", record, programme=p.LAND, note="金额少于面积乘标准")
    for record in county.take_records("land", count, lambda r: r.yuan > 200):
        shift(record, Decimal("-35.50"))
        record.values["note"] = "扣回2018年多领35.50元"
        county.trap("D07;U03", record, note="注明扣回上年多领")
