"""Who is who: village officials and their declared kin, public staff, the poor. They do not meet unless a story wants it."""

from datetime import date

from lianjing.simulate.county import County
from lianjing.simulate.people import Person
from lianjing.simulate.programmes import OFFICIAL_YUAN
from lianjing.simulate.record import Record

UNITS = ("县第三中学", "县妇幼保健院", "县水利局", "县融媒体中心", "县交通运输局", "县疾控中心", "县职教中心", "县实验小学", "县供销联社")
_BARRED = {"official", "kin", "staff"}


def give_roles(county: County) -> None:
    """Marks households and fills the registers of officials, kin and staff."""
    _officials(county)
    _kin(county)
    _staff(county)
    _poor(county)


def _working(person: Person) -> bool:
    return 28 <= person.age_on(date(2019, 7, 1)) <= 58


def _officials(county: County) -> None:
    rng = county.rng("officials")
    for village in county.villages:
        homes = [h for h in county.households if h.village is village and any(_working(p) for p in h.members)]
        rng.shuffle(homes)
        for post, home in zip(OFFICIAL_YUAN, homes, strict=False):
            able = [p for p in home.members if _working(p)]
            fit = [p for p in able if post != "村妇联主席" or p.sex == "女"] or able
            home.marks.add("official")
            since = date(rng.choice((2012, 2015, 2018)), rng.randrange(1, 13), rng.choice((1, 5, 20)))
            county.register("officials", "officials", fit[0], post=post, from_on=since, sex=fit[0].sex)


def _kin(county: County) -> None:
    rng = county.rng("kin")
    for row in list(county.records["officials"]):
        official = row.person
        assert official is not None
        for mate in official.household.members:
            if mate is not official:
                declare_kin(county, row, mate, _relation(official, mate), date(min(max(mate.born.year, 1988), 2018), 6, 1))
        if rng.random() < 0.5:
            homes = [h for h in county.households if h.village is official.household.village and not h.marks & _BARRED]
            if homes:
                home = rng.choice(homes)
                home.marks.add("kin")
                brother = "兄弟" if home.head.sex == "男" else "姐妹"
                declare_kin(county, row, home.head, brother, max(official.born, home.head.born))


def _relation(official: Person, mate: Person) -> str:
    gap = (mate.born - official.born).days / 365
    if gap > 16:
        return "子" if mate.sex == "男" else "女"
    if gap < -16:
        return "父" if mate.sex == "男" else "母"
    return "配偶"


def declare_kin(county: County, official_row: Record, relative: Person, relation: str, since: date, *, until: date | None = None) -> Record:
    """A declared kinship between the official of that row and a resident."""
    official = official_row.person
    assert official is not None
    return county.register(
        "kin",
        "kin",
        relative,
        official_id_no=official.id_no,
        official_name=official.name,
        post=official_row.values["post"],
        relation=relation,
        from_on=since,
        to_on=until,
    )


def _staff(county: County) -> None:
    rng = county.rng("staff")
    for home in county.households:
        if home.marks & _BARRED or rng.random() > 0.035:
            continue
        fit = [p for p in home.members if 26 <= p.age_on(date(2019, 7, 1)) <= 57]
        if fit:
            home.marks.add("staff")
            hire(county, rng.choice(fit), rng.choice(UNITS), date(rng.randrange(fit[0].born.year + 23, 2019), rng.choice((3, 7, 9)), 1))
    retired = [h for h in county.households if not h.marks and 61 <= h.head.age_on(date(2019, 1, 1)) <= 76]
    for home in retired[:: max(len(retired) // 4, 1)][:4]:
        home.marks |= {"staff", "retired"}
        left = date(home.head.born.year + 60, home.head.born.month, 28)
        hire(county, home.head, rng.choice(UNITS), date(home.head.born.year + 22, 9, 1), left, status="退休")


def hire(county: County, person: Person, unit: str, since: date, until: date | None = None, *, status: str = "在岗") -> Record:
    """A row of the register of public staff."""
    person.employed = True
    return county.register("staff", "staff", person, unit_name=unit, from_on=since, to_on=until, status=status)


def _poor(county: County) -> None:
    rng = county.rng("poor")
    for home in county.households:
        if not home.marks and rng.random() < 0.30:
            home.marks.add("poor")
