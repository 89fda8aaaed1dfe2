"""Who is due what in 2019, exactly as the standards say: nothing in here is irregular. Stories bend it afterwards."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from lianjing.simulate import programmes as p
from lianjing.simulate.county import County, all_months, start_from
from lianjing.simulate.people import Household, Person
from lianjing.simulate.record import YEAR, Record, Stream, Value, first_day, one_off, span_due

NEW_YEAR = date(YEAR, 1, 1)
FEN = Decimal("0.01")
MAKERS = ("金穗机械", "远耕农装", "禾丰重工", "沃野机械")
MACHINES = {"轮式拖拉机": 46000, "秸秆粉碎还田机": 9800, "花生收获机": 38800, "谷物烘干机": 61500, "深松机": 14200, "微耕机": 5200}


def enrol_all(county: County) -> None:
    """Fills every pay list of an honest year."""
    for home in county.households:
        home_rng = county.rng(f"enrol/{home.no}")
        _assistance(county, home_rng, home)
        for person in home.members:
            _by_age(county, home_rng, person)
        _land(county, home_rng, home)
        _disability(county, home_rng, home)
        _one_offs(county, home_rng, home)
    for row in county.records["officials"]:
        assert row.person is not None
        pay = Decimal(p.OFFICIAL_YUAN[str(row.values["post"])])
        give(county, p.OFFICIAL_PAY, row.person, all_months(pay), post=row.values["post"])


def give(county: County, programme: str, person: Person, months: dict[int, Decimal], card: str | None = None, **facts: Value) -> Stream:
    """Opens a monthly stream."""
    return county.open(Stream(programme, person, person.household.village, card or person.card, dict(months), facts=facts))


def pay(county: County, listing: str, programme: str, person: Person, dues: list[tuple[date, date, Decimal]], **values: Value) -> Record:
    """A row of a list that is not monthly."""
    record = county.register(listing, "payments", person, card_no=person.card, programme=programme, **values)
    record.dues = [span_due(a.month, b.month, yuan) if a != b else one_off(a, yuan) for a, b, yuan in dues]
    return record


def birthday_month(person: Person, age: int) -> int:
    """The month of YEAR in which the person reaches the age; 1 where reached before, 13 where later."""
    reached = person.born.year + age
    return 1 if reached < YEAR else (person.born.month if reached == YEAR else 13)


def _assistance(county: County, rng: Random, home: Household) -> None:
    """Subsistence allowance for a poor household, support for a man or woman without family."""
    if "poor" not in home.marks:
        return
    single = len(home.members) == 1
    if single and home.head.age_on(NEW_YEAR) >= 60 and rng.random() < 0.35:
        home.marks.add("tekun")
        way = "集中供养" if rng.random() < 0.3 else "分散供养"
        give(county, p.TEKUN, home.head, all_months(p.TEKUN_YUAN[way]), category=way)
    elif rng.random() < 0.66 and all(m.born < NEW_YEAR for m in home.members):
        home.marks.add("dibao")
        counted = 1 if not single and rng.random() < 0.12 else len(home.members)
        rate = Decimal(rng.randrange(150, 290))
        stream = give(county, p.DIBAO, home.head, all_months(rate * counted), persons=counted, grade=rng.choice("ABC"))
        stream.facts["rate"] = rate
        stream.heads = {m: counted for m in range(1, 13)}
        stream.facts["from_on"] = date(rng.randrange(2013, 2019), rng.randrange(1, 13), 1)
        if rng.random() < 0.06:
            month = rng.choice((4, 7, 10))
            stream.months = {m: yuan for m, yuan in stream.months.items() if m < month}
            stream.facts["to_on"] = first_day(month)
            stream.facts["stop_reason"] = rng.choice(("家庭收入超过标准", "子女就业后收入提高", "自愿退出"))


def _by_age(county: County, rng: Random, person: Person) -> None:
    month = birthday_month(person, 60)
    if month <= 12 and not person.employed:
        own = Decimal(rng.randrange(0, 4200)) / 100 if rng.random() < 0.4 else Decimal(0)
        start_from(give(county, p.PENSION, person, all_months(p.PENSION_YUAN + own)), month)
    month = birthday_month(person, 80)
    if month <= 12:
        ninety = birthday_month(person, 90)
        start_from(give(county, p.ELDER, person, {m: p.ELDER_YUAN[90 if m >= ninety else 80] for m in range(1, 13)}), month)
    if person.age_on(NEW_YEAR) >= 60 and not person.employed and rng.random() < 0.09:
        pay(county, "reward", p.REWARD, person, [(NEW_YEAR, date(YEAR, 12, 31), p.REWARD_YUAN)])
    if person.sex == "男" and person.age_on(NEW_YEAR) >= 60 and not person.employed and rng.random() < 0.07:
        years = rng.randrange(2, 7)
        monthly = p.VETERAN_YUAN_PER_SERVICE_YEAR * years
        row = pay(county, "veteran", p.VETERAN, person, [(NEW_YEAR, date(YEAR, 12, 31), monthly * 12)], quantity=years)
        row.values |= {f"q{q}": monthly * 3 for q in (1, 2, 3, 4)}


def land_yuan(mu: Decimal, rate: Decimal) -> Decimal:
    """Area times rate, rounded to the fen."""
    return (mu * rate).quantize(FEN, ROUND_HALF_UP)


def _land(county: County, rng: Random, home: Household) -> None:
    if rng.random() < 0.07:
        return
    mu = Decimal(rng.randrange(160, 1480)) / 100
    home.marks.add("land")
    parcels, number = rng.randrange(1, 7), f"{home.no}{rng.randrange(10, 99)}J"
    pay_land(county, home.head, mu)
    wooded = home.village.no % 3 != 0 and rng.random() < 0.18
    wood = (
        Decimal(rng.randrange(40, 380)) / 100 if wooded else Decimal(0)
    )  # parcels given back to forest stand in the right, not in the pay list
    facts: dict[str, Value] = {"household_no": home.no, "area_mu": mu + wood, "parcels": parcels}
    county.register("land_rights", "land_rights", home.head, **facts, certificate_no=number)
    if wooded:
        year = [(NEW_YEAR, date(YEAR, 12, 31), land_yuan(wood, p.FOREST_YUAN_PER_MU))]
        pay(county, "forest", p.FOREST, home.head, year, area_mu=wood, rate_yuan=p.FOREST_YUAN_PER_MU)


def pay_land(county: County, person: Person, mu: Decimal, yuan: Decimal | None = None) -> Record:
    """A row of the list of arable land; the sum is area times standard unless given."""
    due = land_yuan(mu, p.LAND_YUAN_PER_MU) if yuan is None else yuan
    return pay(county, "land", p.LAND, person, [(NEW_YEAR, date(YEAR, 12, 31), due)], area_mu=mu, rate_yuan=p.LAND_YUAN_PER_MU)


def certify(
    county: County, person: Person, kind_grade: tuple[int, int], issued: date, until: date | None = None, status: str = "有效"
) -> Record:
    """A disability certificate, for ten years unless told: its number is the ID, kind and grade."""
    kind, grade = kind_grade
    until = until or date(issued.year + 10, issued.month, min(issued.day, 28))
    number = f"{person.id_no}{kind}{grade}"
    return county.register(
        "disability",
        "disability",
        person,
        certificate_no=number,
        disability_kind=kind,
        grade=grade,
        issued_on=issued,
        valid_to=until,
        status=status,
    )


def _disability(county: County, rng: Random, home: Household) -> None:
    for person in home.members:
        if rng.random() > 0.055 or person.born.year > 2012:
            continue
        kind, grade = rng.randrange(1, 8), rng.choices((1, 2, 3, 4), weights=(18, 27, 30, 25))[0]
        issued = date(max(rng.randrange(2010, 2019), person.born.year + 3), rng.randrange(1, 13), rng.randrange(1, 28))
        certify(county, person, (kind, grade), issued)
        if "tekun" in home.marks:
            continue
        if grade <= 2:
            give(county, p.CARE, person, all_months(p.CARE_YUAN), grade=grade)
        dibao = county.stream_of(home.head, p.DIBAO)
        if dibao is not None and person in home.members[: int(str(dibao.facts["persons"]))]:
            give(county, p.LIVING, person, {m: p.LIVING_YUAN for m in dibao.months}, grade=grade)


def _one_offs(county: County, rng: Random, home: Household) -> None:
    poor = "poor" in home.marks
    if poor and rng.random() < 0.10:
        day = date(YEAR, rng.randrange(2, 12), rng.randrange(1, 28))
        yuan = Decimal(rng.randrange(16, 96) * 50)
        pay(
            county,
            "relief",
            p.RELIEF,
            home.head,
            [(day, day, yuan)],
            paid_on=day,
            reason=rng.choice(("重病住院", "意外事故", "火灾", "就学困难")),
        )
    if poor and rng.random() < 0.12:
        day = date(YEAR, 12, rng.choice((10, 12, 17)))
        count = len(home.members)
        pay(county, "winter", p.WINTER, home.head, [(day, day, Decimal(110 * count))], paid_on=day, persons=count)
    if poor and not home.marks & {"dibao", "tekun"} and rng.random() < 0.09:
        give(county, p.RENT, home.head, all_months(p.RENT_YUAN), persons=len(home.members))
    if poor and rng.random() < 0.05:
        rebuild(county, rng, home.head, rng.choice((2018, 2019)))
    if poor:
        _pupils(county, home)
        adults = [x for x in home.members if 40 <= x.age_on(NEW_YEAR) <= 58]
        if adults and "tekun" not in home.marks and rng.random() < 0.17:
            give(county, p.POST, adults[0], all_months(p.POST_YUAN), post=rng.choice(("护河员", "保洁员", "乡村道路协管员")))
    if not poor and "staff" not in home.marks and rng.random() < 0.03:
        _machine(county, rng, home.head)


def rebuild(county: County, rng: Random, person: Person, year: int, grade: str | None = None) -> Record:
    """A grant for a dangerous house: assessed, approved, completed in that order."""
    grade = grade or rng.choice("CDD")
    assessed = date(year, 3, rng.randrange(1, 28))
    approved = assessed + timedelta(days=rng.randrange(30, 60))
    done = date(year, rng.randrange(9, 12), rng.randrange(1, 28))
    dates = {"assessed_on": assessed, "approved_on": approved, "completed_on": done}
    record = pay(county, f"house{year}", p.HOUSE, person, [(done, done, p.HOUSE_YUAN[grade])], grade=grade, **dates)
    record.person = person
    return record


def _pupils(county: County, home: Household) -> None:
    for person in home.members:
        if 8 <= person.age_on(NEW_YEAR) <= 14:
            school = f"{home.village.town.short}{'中心小学' if person.age_on(NEW_YEAR) < 12 else '初级中学'}"
            facts = {"school": school, "guardian_name": home.head.name}
            for term, first, last in (("pupils1", 2, 7), ("pupils2", 9, 12)):
                pay(county, term, p.PUPIL, person, [(date(YEAR, first, 1), date(YEAR, last, 28), p.PUPIL_YUAN)], **facts)


def _machine(county: County, rng: Random, person: Person) -> None:
    item = rng.choice(list(MACHINES))
    price = Decimal(MACHINES[item] + rng.randrange(0, 40) * 50)
    day = date(YEAR, rng.randrange(3, 12), rng.randrange(1, 28))
    serial = f"{rng.choice('HJKLM')}{rng.randrange(10**7, 10**8)}"
    facts: dict[str, Value] = {"item": item, "maker": rng.choice(MAKERS), "serial_no": serial, "price_yuan": price, "paid_on": day}
    pay(
        county,
        "machine",
        p.MACHINE,
        person,
        [(day, day, (price * 28 / 100).quantize(Decimal(10)))],
        dealer=f"{rng.choice(('惠农', '四季', '田园'))}农机超市",
        **facts,
    )
