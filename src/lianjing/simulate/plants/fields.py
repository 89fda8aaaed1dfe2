"""Land seen by the village, by the year before, beside the forest and when it is taken: D02, D08, D09, D12."""

from datetime import date
from decimal import Decimal

from lianjing.simulate import programmes as p
from lianjing.simulate.county import County, Planted, Trap
from lianjing.simulate.enrol import land_yuan, pay, pay_land
from lianjing.simulate.people import Person
from lianjing.simulate.record import YEAR, Due, Record


def plant_fields(county: County, count: int) -> None:
    """All stories of this module."""
    _villages(county, count)
    _forest(county, count)
    _compensation(county, count)
    _year_before(county)


def _landless(county: County, person: Person) -> bool:
    home = person.household
    leased = any(r.person is not None and r.person.household is home for r in county.records["leased_in"])
    return "land" not in home.marks and person is home.head and person.died_on is None and person.moved_out_on is None and not leased


def _villages(county: County, count: int) -> None:
    """Three heads of the village are paid for more than there is; or for land which they hold in the next village."""
    done = 0
    for village in county.villages:
        free = [h.head for h in county.households if h.village is village and not h.busy and _landless(county, h.head)]
        if len(free) < 2 or done >= 2 * count - 1:
            continue
        done += 1
        total = sum((Decimal(str(r.values["area_mu"])) for r in county.records["land"] if r.village is village), Decimal(0))
        each = (total * Decimal("0.24") / len(free[:3])).quantize(Decimal("0.01"))
        rows = []
        for person in free[:3]:
            person.household.busy = True
            rows.append(pay_land(county, person, each))
            if done % 2 == 0:
                other = county.villages[(county.villages.index(village) + 1) % len(county.villages)]
                right = county.register("land_rights", "land_rights", person, household_no=person.household.no, area_mu=each, parcels=4)
                right.values |= {"town": other.town.name, "village": other.name, "certificate_no": f"{person.household.no}44J"}
        if done % 2:
            county.plant("D02;D04;D01", *rows, programme=p.LAND, note=f"{village.name}补贴面积超出全村耕地", kind="village")
        else:
            county.trap("D02;D04;D01", *rows, note="承包地在邻村")


def _forest(county: County, count: int) -> None:
    for wood in county.take_records("forest", count, lambda r: r.person is not None and _paid_by_right(county, r)):
        record = next(r for r in county.records["land"] if r.person is wood.person)
        mu = Decimal(str(record.values["area_mu"])) + Decimal(str(wood.values["area_mu"]))
        record.values["area_mu"] = mu
        record.dues = [Due(d.start, d.end, land_yuan(mu, p.LAND_YUAN_PER_MU)) for d in record.dues]
        county.plant("D09;D08", record, wood, programme=p.LAND, note="同一地块又领耕地补贴又领退耕补助")
    for wood in county.take_records("forest", count, lambda r: r.person is not None and _paid_by_right(county, r)):
        record = next(r for r in county.records["land"] if r.person is wood.person)
        county.trap("D09;D01", record, wood, note="退耕地块已从耕地补贴中减去")


def _paid_by_right(county: County, wood: Record) -> bool:
    """The arable land paid is the right less the forest."""
    paid = sum((Decimal(str(r.values["area_mu"])) for r in county.records["land"] if r.person is wood.person), Decimal(0))
    right = sum((Decimal(str(r.values["area_mu"])) for r in county.records["land_rights"] if r.person is wood.person), Decimal(0))
    return paid > 0 and paid + Decimal(str(wood.values["area_mu"])) == right and Decimal(str(wood.values["area_mu"])) >= 1


def _compensation(county: County, count: int) -> None:
    day = date(YEAR, 9, 18)

    def taken(person: Person, mu: Decimal) -> Record:
        yuan = mu * 41_000
        return pay(county, "taking", p.TAKING, person, [(day, day, yuan)], paid_on=day, area_mu=mu)

    def settled(person: Person) -> bool:
        return (
            "land" in person.household.marks and person is person.household.head and person.died_on is None and person.moved_in_on is None
        )

    rng = county.rng("D12")
    for person in county.take_people(12, lambda x: settled(x) and not x.household.marks & {"poor"}):
        person.household.busy = False  # an honest row keeps nobody from other stories
        if person.moved_out_on is None:
            taken(person, Decimal(rng.randrange(20, 190)) / 100)

    def newcomer(person: Person) -> bool:
        mates = person.household.members
        unpaid = not any(county.streams_for(m) or _paid_once(county, m) for m in mates)
        return person is mates[0] and not person.household.marks and unpaid and person.died_on is None

    def move_in(person: Person, day: date) -> None:
        for mate in person.household.members:
            mate.moved_in_on = day

    for turn, person in enumerate(county.take_people(count, newcomer)):
        move_in(person, date(YEAR, 1 + turn, 16))
        county.plant("D12;A10", taken(person, Decimal("1.35")), person, programme=p.TAKING, note=f"{person.moved_in_on}才迁入")
    for person in county.take_people(max(count - 1, 1), newcomer):
        move_in(person, date(2014, 8, 20))
        county.trap("D12;A10", taken(person, Decimal("0.90")), person, note="多年前迁入")

    def bride(person: Person) -> bool:
        free = (
            person.relation == "妻" and not person.household.marks & {"poor", "official", "kin", "staff"} and not county.streams_for(person)
        )
        return free and not _paid_once(county, person) and person.age_on(day) < 45

    for person in county.take_people(max(count - 1, 1), bride):
        person.moved_in_on = date(YEAR, 4, 2)
        county.trap("D12;A10", taken(person, Decimal("0.75")), person, note="婚嫁迁入")


def _paid_once(county: County, person: Person) -> bool:
    """Whether any list, register of land or lease has the person."""
    listings = (
        "land",
        "relief",
        "winter",
        "reward",
        "veteran",
        "machine",
        "forest",
        "house2018",
        "house2019",
        "leased_in",
        "staff",
        "taking",
        "pupils1",
        "pupils2",
    )
    return any(r.person is person for listing in listings for r in county.records[listing])


def _year_before(county: County) -> None:
    """The land list of the year before: each as now, but for those whose area grew beyond the right or by land of others."""
    stories: list[Planted | Trap] = [*county.planted, *county.traps]
    grown = {r for item in stories if item.codes.startswith("D01") for r in item.things}
    for record in county.records["land"]:
        person = record.person
        assert person is not None
        new = any(record in i.things for i in county.planted if i.codes.startswith(("A08", "A10", "D04", "D02")))
        if new or record.values.get("note") or (person.moved_in_on or date(2000, 1, 1)).year >= YEAR - 1:
            continue
        mu = Decimal(str(record.values["area_mu"]))
        if record in grown:
            mu = (
                min(mu, sum((Decimal(str(r.values["area_mu"])) for r in county.records["land_rights"] if r.person is person), Decimal(0)))
                or mu
            )
        old = Record("payments", dict(record.values) | {"area_mu": mu}, [], person, record.village)
        old.dues = [Due(date(YEAR - 1, 1, 1), date(YEAR - 1, 12, 31), land_yuan(mu, p.LAND_YUAN_PER_MU))]
        county.records["land2018"].append(old)
    for item in list(county.planted):
        if item.codes == "D01" and item.things[0] in grown:
            county.planted[county.planted.index(item)] = type(item)(
                "D01;D08", item.kind, item.things, item.person, item.programme, item.note
            )
    for trap in list(county.traps):
        if trap.codes == "D01;D04" and trap.things[0] in grown:
            county.trap("D08", *trap.things, note="面积增加，有流入登记")
