"""Leases of collective land, ponds and rooms: let by open auction for a lawful term, with minutes, rent paid in full."""

from datetime import date
from decimal import Decimal
from random import Random

from lianjing.simulate.books.rows import DAY, row
from lianjing.simulate.county import County
from lianjing.simulate.people import Person
from lianjing.simulate.places import Village
from lianjing.simulate.record import Record, Value
from lianjing.simulate.words import word

# Classes of assets with the yearly rent of a mu or room; a county lets four of them.
CLASSES = {
    "机动地": 380,
    "坑塘水面": 260,
    "旧校舍": 900,
    "临街门面房": 1500,
    "林果园": 310,
    "集体菜地": 640,
    "晾晒场": 210,
    "砖窑旧址": 240,
}
LETTINGS_OF_A_VILLAGE = 4
RENT = "rent_yuan"


def fill_lettings(county: County) -> None:
    """Four leases a village, of the county's four classes."""
    rng = county.rng("lettings")
    classes = rng.sample(list(CLASSES), 4)
    for village in county.villages:
        found = tenants(county, village)
        for place, tenant in enumerate(rng.sample(found, min(LETTINGS_OF_A_VILLAGE, len(found)))):
            let(county, rng, village, classes[place], tenant)


def tenants(county: County, village: Village) -> list[Person]:
    """Heads of households that are neither official, kin, staff nor poor, and in no story."""
    barred = {"official", "kin", "staff", "poor"}
    homes = [h for h in county.households if h.village is village and not h.marks & barred and not h.busy]
    return [h.head for h in homes if h.head.died_on is None and h.head.moved_out_on is None]


def let(county: County, rng: Random, village: Village, asset: str, tenant: Person, since: date | None = None) -> Record:
    """An honest lease that runs through the year."""
    since = since or date(rng.randrange(2012, 2018), rng.choice((1, 3, 10)), 1)
    until = date(since.year + rng.choice((8, 10, 15)), since.month, 1) - DAY
    mu = Decimal(rng.randrange(4, 38))
    rent = (mu * CLASSES[asset] * rng.randrange(90, 112) / 100).quantize(Decimal(1))
    facts: dict[str, Value] = {"asset_class": asset, "area_mu": mu, "lessee_name": tenant.name, "id_no": tenant.id_no}
    facts |= {"method": word(county, "auction"), "bidders": rng.randrange(3, 7), "from_on": since, "to_on": until}
    facts |= {"rent_yuan": rent, "rent_received_yuan": rent, "minutes": word(county, "recorded"), "status": word(county, "in-force")}
    facts |= {"signed_on": since - 20 * DAY, "renewal": "", "note": ""}
    number = county.rng("lease number").choice(("砚租{year}-{n:03d}", "{year}第{n}号", "YX-ZL-{n:04d}", "租字〔{year}〕{n}号"))
    return row(
        county, "leases", "leases", village, contract_no=number.format(year=since.year, n=len(county.records["leases"]) + 1), **facts
    )
