"""What the village books have in common: rows of a village, its officials in office, firms with a credit code, rows no story uses yet."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from lianjing.simulate.county import County
from lianjing.simulate.names import surname
from lianjing.simulate.numbers import NEIGHBOURS, credit_code
from lianjing.simulate.people import Household, Person
from lianjing.simulate.places import COUNTY_NAME, Village
from lianjing.simulate.record import YEAR, Record, Value

DAY = timedelta(days=1)
CHAIR, SECRETARY, BOOKKEEPER = "村民委员会主任", "村党支部书记", "村会计"


def row(county: County, listing: str, table: str, village: Village | None, **values: Value) -> Record:
    """A row of a listing that stands for a village (or for none)."""
    where: dict[str, Value] = {} if village is None else {"town": village.town.name, "village": village.name}
    return county.add(listing, Record(table, where | values, village=village))


def in_office(county: County, village: Village, before: date = date(YEAR, 1, 1)) -> dict[str, Person]:
    """Post → official of the village who took office before that day and serves still."""
    found: dict[str, Person] = {}
    for entry in county.records["officials"]:
        since = entry.values["from_on"]
        assert isinstance(since, date)
        if entry.village is village and entry.values.get("to_on") is None and since < before and entry.person is not None:
            found.setdefault(str(entry.values["post"]), entry.person)
    return found


def firm(county: County, rng: Random, name: str, kind: str = "个体工商户", owner: Person | None = None, **values: Value) -> Record:
    """A firm of the register; its owner lives elsewhere unless given."""
    who = owner or _stranger(county, rng)
    role = "经营者" if kind == "个体工商户" else "法定代表人"
    code = credit_code({"个体工商户": "92", "农民专业合作社": "93"}.get(kind, "91"), rng)
    facts: dict[str, Value] = {"company_name": name, "credit_code": code, "company_kind": kind, "role": role, "status": "存续"}
    facts |= {"founded_on": date(rng.randrange(2006, 2017), rng.randrange(1, 13), rng.randrange(1, 28)), "cancelled_on": None}
    made = Record("companies", {"id_no": who.id_no, "name": who.name} | facts | values, person=owner)
    return county.add("companies", made)


def _stranger(county: County, rng: Random) -> Person:
    home = Household("", rng.choice(county.villages))
    return county.registry.person(
        home, "户主", rng.choice("男女"), rng.randrange(28, 60), family=surname(rng), region=rng.choice(NEIGHBOURS)
    )


def shop_name(rng: Random) -> str:
    """A shop as villages buy from; two words, so that two seldom meet."""
    first = rng.choice(("顺达", "便民", "惠众", "鸿运", "祥和", "东升", "永昌", "万家", "宏图", "利群", "佳美", "兴隆", "安顺", "福源"))
    return f"{COUNTY_NAME}{first}{rng.choice(('商贸行', '五金店', '办公用品店', '农资站', '广告图文社', '电料门市', '建材部'))}"


def take(county: County, used: set[int], listing: str, count: int, fits: Callable[[Record], bool]) -> list[Record]:
    """Up to `count` rows of the listing that no story of these books uses yet, in an order of the seed."""
    pool = [r for r in county.records[listing] if id(r) not in used and fits(r)]
    county.rng(f"books/{listing}/{len(county.planted)}/{len(county.traps)}").shuffle(pool)
    used |= {id(r) for r in pool[:count]}
    return pool[:count]


def day_of(record: Record, column: str) -> date:
    """A day that is surely there."""
    value = record.values[column]
    assert isinstance(value, date)
    return value
