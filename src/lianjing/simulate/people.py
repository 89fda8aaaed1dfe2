"""People and households: who lives with whom, of what age, under which ID and card. Ages are reckoned on 1 July 2019."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from lianjing.simulate.names import person_name, surname
from lianjing.simulate.numbers import COUNTY, NEIGHBOURS, card, passbook, resident_id
from lianjing.simulate.places import Village

_REFERENCE = date(2019, 7, 1)


@dataclass(eq=False, slots=True)
class Person:
    """One resident. `relation` is to the head of the household; `card` is the person's own account."""

    name: str
    sex: str
    born: date
    id_no: str
    relation: str
    card: str
    household: "Household"
    died_on: date | None = None
    moved_in_on: date | None = None
    moved_out_on: date | None = None
    employed: bool = False  # in the register of public staff, now or before: no residents' pension

    def age_on(self, day: date) -> int:
        """Full years on that day."""
        return day.year - self.born.year - ((day.month, day.day) < (self.born.month, self.born.day))

    def alive_in(self, month_start: date) -> bool:
        """True where the person lived on that day or later."""
        return self.died_on is None or self.died_on >= month_start


@dataclass(eq=False, slots=True)
class Household:
    """A household of the register. `busy` keeps two planted stories from meeting in one house."""

    no: str
    village: Village
    members: list[Person] = field(default_factory=list)
    marks: set[str] = field(default_factory=set)  # staff, official, kin, poor, dibao, tekun …
    busy: bool = False

    @property
    def head(self) -> Person:
        """The first member."""
        return self.members[0]


class Registry:
    """Gives out IDs and cards, each once, and never the same name with the same birth date twice."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self._ids: set[str] = set()
        self._cards: set[str] = set()
        self._known: set[tuple[str, date]] = set()

    def new_id(self, sex: str, born: date, region: str = COUNTY) -> str:
        """An unused ID of that sex and birth date."""
        while True:
            sequence = self.rng.randrange(1, 990) // 2 * 2 + (1 if sex == "男" else 2)
            made = resident_id(region, born, sequence)
            if made not in self._ids and not made.endswith("000"):  # what a spreadsheet leaves of a number ends so too
                self._ids.add(made)
                return made

    def new_card(self) -> str:
        """An unused account: mostly a card, now and then an old passbook."""
        while True:
            made = card(self.rng) if self.rng.random() < 0.97 else passbook(self.rng)
            if made not in self._cards:
                self._cards.add(made)
                return made

    def person(self, household: Household, relation: str, sex: str, age: int, *, family: str, region: str = COUNTY) -> Person:
        """A new member of the household, aged `age` on 1 July 2019 (0: born this year)."""
        while True:
            back = self.rng.randrange(1, 150) if age == 0 else age * 365 + age // 4 + self.rng.randrange(0, 365)
            born = _REFERENCE - timedelta(days=back)
            name = person_name(self.rng, family, sex, born.year)
            if (name, born) not in self._known:
                break
        self._known.add((name, born))
        made = Person(name, sex, born, self.new_id(sex, born, region), relation, self.new_card(), household)
        household.members.append(made)
        return made


def make_households(rng: Random, registry: Registry, villages: list[Village]) -> Iterator[Household]:
    """The households of every village, 55 to 85 in each."""
    for village in villages:
        leading = tuple(surname(rng) for _ in range(3))
        for n in range(rng.randrange(55, 86)):
            household = Household(f"{village.no:04d}{n + 1:04d}", village)
            kind = rng.choices(list(_KINDS), weights=[w for w, _ in _KINDS.values()])[0]
            _KINDS[kind][1](rng, registry, household, surname(rng, leading))
            yield household


def _spouse(rng: Random, registry: Registry, household: Household, age: int, relation: str = "妻") -> Person:
    """A wife, often from another county; a recent one moved in at the wedding."""
    outside = rng.random() < 0.3
    wife = registry.person(household, relation, "女", age, family=surname(rng), region=rng.choice(NEIGHBOURS) if outside else COUNTY)
    if outside or age < 30:
        year = max(wife.born.year + 21, 1995) + rng.randrange(0, 4)
        if year <= 2018:
            wife.moved_in_on = date(year, rng.randrange(1, 13), rng.randrange(1, 28))
    return wife


def _children(rng: Random, registry: Registry, household: Household, family: str, mother_age: int) -> None:
    age = min(mother_age - 21, 21) - rng.randrange(0, 4)
    for _ in range(rng.choices((1, 2, 3), weights=(45, 45, 10))[0]):
        if age < 0:
            return
        sex = rng.choice("男女")
        registry.person(household, "子" if sex == "男" else "女", sex, age, family=family)
        age -= rng.randrange(2, 6)


def _old_pair(rng: Random, registry: Registry, household: Household, family: str) -> None:
    age = rng.randrange(60, 86)
    registry.person(household, "户主", "男", age, family=family)
    _spouse(rng, registry, household, age - rng.randrange(-2, 5))


def _old_alone(rng: Random, registry: Registry, household: Household, family: str) -> None:
    registry.person(household, "户主", rng.choice("男女"), rng.randrange(63, 95), family=family)


def _core(rng: Random, registry: Registry, household: Household, family: str) -> None:
    age = rng.randrange(26, 56)
    registry.person(household, "户主", "男", age, family=family)
    wife_age = age - rng.randrange(-1, 4)
    _spouse(rng, registry, household, wife_age)
    _children(rng, registry, household, family, wife_age)


def _three_generations(rng: Random, registry: Registry, household: Household, family: str) -> None:
    age = rng.randrange(32, 54)
    registry.person(household, "户主", "男", age, family=family)
    wife_age = age - rng.randrange(-1, 4)
    _spouse(rng, registry, household, wife_age)
    _children(rng, registry, household, family, wife_age)
    old = age + rng.randrange(22, 34)
    if rng.random() < 0.6:
        registry.person(household, "父亲", "男", old, family=family)
    registry.person(household, "母亲", "女", old - rng.randrange(0, 5), family=surname(rng))


def _grown_son(rng: Random, registry: Registry, household: Household, family: str) -> None:
    age = rng.randrange(48, 64)
    registry.person(household, "户主", "男", age, family=family)
    _spouse(rng, registry, household, age - rng.randrange(-1, 3))
    registry.person(household, "长子", "男", age - rng.randrange(24, 28), family=family)


def _alone(rng: Random, registry: Registry, household: Household, family: str) -> None:
    registry.person(household, "户主", "男", rng.randrange(34, 60), family=family)


_KINDS = {
    "old pair": (24, _old_pair),
    "old alone": (14, _old_alone),
    "core": (30, _core),
    "three generations": (18, _three_generations),
    "grown son": (9, _grown_son),
    "alone": (5, _alone),
}
