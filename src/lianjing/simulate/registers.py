"""The registers of an honest year: assets, the dead, lists that follow from the streams, the household book."""

from datetime import date
from decimal import Decimal
from random import Random

from lianjing.simulate import programmes as p
from lianjing.simulate.county import County
from lianjing.simulate.enrol import NEW_YEAR
from lianjing.simulate.names import person_name, surname
from lianjing.simulate.numbers import credit_code, plate
from lianjing.simulate.people import Household, Person
from lianjing.simulate.record import YEAR, Record, Stream, Value, span_due

TRADES = ("日用百货店", "农资门市", "运输服务部", "建材经销处", "粮油店", "汽修铺", "餐馆", "养殖场")
FARM_VEHICLES = ("正三轮载货摩托车", "低速载货汽车", "普通二轮摩托车", "轮式拖拉机运输机组")
HOME = "县社会福利中心"


def fill_registers(county: County) -> None:
    """Assets of those who are not poor, deaths of the old, and lists that mirror the streams."""
    rng = county.rng("registers")
    for home in county.households:
        if not home.marks & {"poor"}:
            _assets(county, rng, home)
    _natural_deaths(county, rng)
    _newborn_and_old_dead(county, rng)
    _leased_in(county, rng)
    for stream in county.streams:
        mirror(county, stream)
    _home_of_wards(county)


def _assets(county: County, rng: Random, home: Household) -> None:
    adults = [x for x in home.members if 22 <= x.age_on(NEW_YEAR) <= 66]
    if not adults:
        return
    owner = rng.choice(adults)
    if rng.random() < 0.22:
        drive(county, rng, owner, rng.choice(("小型轿车", "小型普通客车", "轻型普通货车")))
    if rng.random() < 0.10:
        drive(county, rng, owner, rng.choice(FARM_VEHICLES))
    if rng.random() < 0.09:
        since = date(rng.randrange(2006, 2019), rng.randrange(1, 13), 16)
        own_house(county, owner, "城镇住宅", Decimal(rng.randrange(7200, 13800)) / 100, since)
    if rng.random() < 0.06 and not owner.employed and "official" not in home.marks:
        trade(county, rng, owner, date(rng.randrange(2009, 2018), rng.randrange(1, 13), 9))


def drive(
    county: County, rng: Random, owner: Person, kind: str, since: date | None = None, *, until: date | None = None, status: str = "正常"
) -> Record:
    """A vehicle in the owner's name."""
    since = since or date(rng.randrange(2009, 2018), rng.randrange(1, 13), rng.randrange(1, 28))
    facts: dict[str, Value] = {"plate_no": plate(rng), "vehicle_class": kind, "registered_on": since, "cancelled_on": until}
    return county.register("vehicles", "vehicles", owner, **facts, status=status)


def own_house(
    county: County, owner: Person, usage: str, area_m2: Decimal, since: date, *, until: date | None = None, share: str = "单独所有"
) -> Record:
    """A dwelling or shop in the owner's name."""
    number = f"冀({since.year})砚溪县不动产权第{since.month:02d}{len(county.records['estate']) + 1:05d}号"
    facts: dict[str, Value] = {
        "usage": usage,
        "area_m2": area_m2,
        "registered_on": since,
        "cancelled_on": until,
        "share": share,
        "certificate_no": number,
    }
    return county.register("estate", "real_estate", owner, **facts)


def trade(
    county: County, rng: Random, owner: Person, since: date, *, until: date | None = None, kind: str = "个体工商户", role: str = "经营者"
) -> Record:
    """A business of which the person is owner, legal person or member."""
    place = owner.household.village.short
    if kind == "农民专业合作社":
        name, code = f"砚溪县{place}种植专业合作社", credit_code("93", rng)
    else:
        name, code = f"砚溪县{owner.name}{rng.choice(TRADES)}", credit_code("92" if kind == "个体工商户" else "91", rng)
    status = "存续" if until is None else "注销"
    facts: dict[str, Value] = {
        "company_name": name,
        "credit_code": code,
        "company_kind": kind,
        "role": role,
        "founded_on": since,
        "cancelled_on": until,
    }
    return county.register("companies", "companies", owner, **facts, status=status)


def _natural_deaths(county: County, rng: Random) -> None:
    """One in thirty of the old dies during the year; whoever receives for a whole household lives on."""
    for person in list(county.people()):
        if person.age_on(NEW_YEAR) >= 70 and not person.household.marks & {"poor"} and rng.random() < 0.035:
            person.household.busy = True
            died = county.die(person, date(YEAR, rng.randrange(1, 12), rng.randrange(1, 28)))
            if rng.random() < 0.5:
                cremate(county, died)


def cremate(county: County, died: Record, died_on: date | None = None) -> Record:
    """The crematorium's own list: date of death as the family gave it, cremation some days later."""
    day = died_on or died.values["died_on"]
    assert isinstance(day, date)
    assert died.person is not None
    burnt = date.fromordinal(day.toordinal() + 3)
    age = died.person.age_on(day)
    return county.register("cremated", "deaths", died.person, died_on=day, buried_on=burnt, sex=died.person.sex, age=age)


def _newborn_and_old_dead(county: County, rng: Random) -> None:
    """People who died before the year stand only in the register of deaths."""
    for village in county.villages:
        for _ in range(rng.randrange(1, 4)):
            home = Household("", village)
            sex = rng.choice("男女")
            gone = county.registry.person(home, "户主", sex, rng.randrange(66, 96), family=surname(rng))
            gone.died_on = date(rng.randrange(2015, 2019), rng.randrange(1, 13), rng.randrange(1, 28))
            county.register("deaths", "deaths", gone, died_on=gone.died_on, sex=sex, reason=rng.choice(("病故", "自然死亡", "意外")))


def _leased_in(county: County, rng: Random) -> None:
    """Some farm the land of others: it stands in the register of leases, not in the pay list of an honest year."""
    homes = [h for h in county.households if "land" in h.marks and "poor" not in h.marks]
    for home in homes[:: max(len(homes) // 12, 1)]:
        lease_in(county, rng, home.head, Decimal(rng.randrange(150, 900)) / 100)


def lease_in(county: County, rng: Random, person: Person, mu: Decimal) -> Record:
    """A lease from a neighbour, in force through the year."""
    since = date(rng.randrange(2014, 2018), 10, 1)
    lessor = person_name(rng, surname(rng), "男", 1965)
    until = date(since.year + 8, 9, 30)
    return county.register("leased_in", "land_leased_in", person, area_mu=mu, lessor_name=lessor, from_on=since, to_on=until)


def mirror(county: County, stream: Stream) -> None:
    """What the approving office holds about a stream: register, members, published list, as the year began."""
    facts = stream.facts
    if stream.programme == p.DIBAO:
        home, month = stream.person.household, min(stream.months)
        counted = int(str(facts["persons"]))
        told: dict[str, Value] = {"programme": p.DIBAO, "monthly_yuan": stream.months[month]}
        keep = {k: facts.get(k) for k in ("from_on", "to_on", "stop_reason", "grade", "persons")}
        county.register("approved", "approved", stream.person, household_no=home.no, **told, **keep)
        shown = county.register("published", "published", stream.person, persons=counted, **told)
        shown.dues = [span_due(1, 12, stream.months[month])]
        for member in home.members[:counted]:
            add_member(county, home.head, member)
    elif stream.programme == p.TEKUN:
        since = date(2012 + int(stream.person.id_no[15:17]) % 7, 4, 1)
        county.register(
            "approved_tekun",
            "approved",
            stream.person,
            programme=p.TEKUN,
            category=facts["category"],
            monthly_yuan=stream.months[min(stream.months)],
            from_on=since,
        )


def add_member(county: County, head: Person, member: Person) -> Record:
    """A line of the list of covered family members."""
    facts: dict[str, Value] = {"head_id_no": head.id_no, "head_name": head.name, "relation": member.relation}
    return county.register("members", "approved_members", member, programme=p.DIBAO, **facts)


def _home_of_wards(county: County) -> None:
    """Wards of the county's home are paid into its account; the home is registered as proxy."""
    account = county.registry.new_card()
    for stream in county.streams_of(p.TEKUN):
        if stream.facts.get("category") == "集中供养":
            stream.card = account
            facts: dict[str, Value] = {"proxy_name": HOME, "reason": "集中供养", "card_no": account}
            county.register("proxies", "proxies", stream.person, registered_on=date(2016, 3, 1), **facts)


def book_of_households(county: County) -> None:
    """The police's register: a row a person, with dates of moving; written last, when all stories are told."""
    for home in county.households:
        for person in home.members:
            status = "死亡" if person.died_on is not None and home.village.town.no % 2 == 1 else None
            county.register(
                "households",
                "households",
                person,
                household_no=home.no,
                relation=person.relation,
                sex=person.sex,
                born_on=person.born,
                moved_in_on=person.moved_in_on,
                moved_out_on=person.moved_out_on,
                status=status,
                head_name=home.head.name,
            )
