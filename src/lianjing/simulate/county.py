"""The county while it is being made: people, streams of money, rows of registers, and the answer key that grows with them."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from random import Random

from lianjing.simulate.people import Household, Person, Registry, make_households
from lianjing.simulate.places import Town, Village, make_places
from lianjing.simulate.programmes import FUNERAL, FUNERAL_YUAN, PENSION
from lianjing.simulate.record import Due, Record, Stream, Value, first_day, one_off

Thing = Stream | Record | Person  # a person stands for the row in the household register


@dataclass(frozen=True, slots=True)
class Planted:
    """An irregularity: the catalogue codes under which it may be found, and the things whose rows show it."""

    codes: str
    kind: str
    things: tuple[Thing, ...]
    person: Person | None
    programme: str
    note: str


@dataclass(frozen=True, slots=True)
class Trap:
    """A look-alike: codes that must not flag the rows of its things."""

    codes: str
    things: tuple[Thing, ...]
    note: str


@dataclass(eq=False)
class County:
    """Everything that is true of the made-up county."""

    seed: int
    towns: list[Town]
    villages: list[Village]
    households: list[Household]
    registry: Registry
    streams: list[Stream] = field(default_factory=list)
    records: defaultdict[str, list[Record]] = field(default_factory=lambda: defaultdict(list))  # by list: "deaths", "land", "house2019" …
    planted: list[Planted] = field(default_factory=list)
    traps: list[Trap] = field(default_factory=list)
    _by_person: dict[Person, list[Stream]] = field(default_factory=dict)

    def rng(self, purpose: str) -> Random:
        """A stream of randomness of its own for each purpose, so that one part may change without the others."""
        return Random(f"{self.seed}/{purpose}")

    def people(self) -> Iterable[Person]:
        """All residents, in the order of the register."""
        return (p for h in self.households for p in h.members)

    def add(self, listing: str, record: Record) -> Record:
        """Puts a row into the listing."""
        self.records[listing].append(record)
        return record

    def register(self, listing: str, table: str, person: Person | None, **values: Value) -> Record:
        """A row of a register about that person, with ID, name and place filled in."""
        who: dict[str, Value] = {}
        village = None
        if person is not None:
            village = person.household.village
            who = {"id_no": person.id_no, "name": person.name, "town": village.town.name, "village": village.name}
        return self.add(listing, Record(table, who | values, person=person, village=village))

    def open(self, stream: Stream) -> Stream:
        """Takes a stream in."""
        self.streams.append(stream)
        self._by_person.setdefault(stream.person, []).append(stream)
        return stream

    def close(self, stream: Stream) -> None:
        """Forgets a stream: it was never paid."""
        self.streams.remove(stream)
        self._by_person[stream.person].remove(stream)

    def streams_for(self, person: Person) -> list[Stream]:
        """All streams of the person."""
        return self._by_person.get(person, [])

    def stream_of(self, person: Person, programme: str) -> Stream | None:
        """The person's stream under the programme."""
        return next((s for s in self.streams_for(person) if s.programme == programme), None)

    def streams_of(self, programme: str) -> list[Stream]:
        """All streams of the programme."""
        return [s for s in self.streams if s.programme == programme]

    def take_streams(self, programme: str, count: int, fits: Callable[[Stream], bool] = lambda s: True) -> list[Stream]:
        """Up to `count` streams of households that no story uses yet; the households become busy."""
        found: list[Stream] = []
        rng = self.rng(f"take/{programme}/{len(self.planted)}/{len(self.traps)}")
        pool = self.streams_of(programme)
        rng.shuffle(pool)
        for stream in pool:
            if len(found) == count:
                break
            if not stream.person.household.busy and fits(stream):
                stream.person.household.busy = True
                found.append(stream)
        return found

    def take_people(self, count: int, fits: Callable[[Person], bool]) -> list[Person]:
        """Up to `count` residents of households that no story uses yet; the households become busy."""
        found: list[Person] = []
        rng = self.rng(f"people/{len(self.planted)}/{len(self.traps)}")
        pool = list(self.people())
        rng.shuffle(pool)
        for person in pool:
            if len(found) == count:
                break
            if not person.household.busy and fits(person):
                person.household.busy = True
                found.append(person)
        return found

    def take_records(self, listing: str, count: int, fits: Callable[[Record], bool] = lambda r: True) -> list[Record]:
        """Up to `count` rows of the listing whose person's household no story uses yet."""
        found: list[Record] = []
        rng = self.rng(f"records/{listing}/{len(self.planted)}/{len(self.traps)}")
        pool = [r for r in self.records[listing] if r.person is not None]
        rng.shuffle(pool)
        for record in pool:
            assert record.person is not None
            if len(found) == count:
                break
            if not record.person.household.busy and fits(record):
                record.person.household.busy = True
                found.append(record)
        return found

    def plant(self, codes: str, *things: Thing, person: Person | None = None, programme: str = "", note: str, kind: str = "person") -> None:
        """Enters an irregularity into the key; person and programme are taken from its first thing if not given."""
        first = things[0]
        who = person or (first if isinstance(first, Person) else first.person)
        self.planted.append(Planted(codes, kind, things, who, programme or (first.programme if isinstance(first, Stream) else ""), note))

    def trap(self, codes: str, *things: Thing, note: str) -> None:
        """Enters a look-alike into the key."""
        self.traps.append(Trap(codes, things, note))

    def die(self, person: Person, day: date, listing: str = "deaths", **values: Value) -> Record:
        """The person dies: the register of deaths says so, and payments stop with the month of death."""
        person.died_on = day
        self._stop_single_payments(person, day)
        for stream in self.streams_for(person):
            stop_after(stream, day)
        pension = self.stream_of(person, PENSION)
        if pension is not None and pension.months:
            paid_on = date(day.year, min(day.month + 1, 12), 20)
            funeral = self.register("funeral", "payments", person, card_no=person.card, programme=FUNERAL)
            funeral.dues = [one_off(paid_on, FUNERAL_YUAN)]
            funeral.values["paid_on"] = paid_on
        return self.register(listing, "deaths", person, died_on=day, sex=person.sex, reason="病故", **values)

    def _stop_single_payments(self, person: Person, day: date) -> None:
        """One-off payments of later days fall away; yearly rows shown by quarter keep the quarters begun."""
        for listing in ("relief", "winter", "machine", "house2019", "pupils1", "pupils2"):
            kept = [r for r in self.records[listing] if r.person is not person or r.dues[0].start <= day]
            self.records[listing] = kept
        for row in self.records["veteran"]:
            if row.person is person:
                for quarter in range((day.month - 1) // 3 + 2, 5):
                    left = row.values.pop(f"q{quarter}", None)
                    assert isinstance(left, Decimal)
                    row.dues = [Due(d.start, d.end, d.yuan - left) for d in row.dues]


def stop_after(stream: Stream, day: date) -> None:
    """Cuts the months that begin after the day."""
    stream.months = {m: yuan for m, yuan in stream.months.items() if first_day(m) <= day}


def start_from(stream: Stream, month: int) -> None:
    """Cuts the months before `month`."""
    stream.months = {m: yuan for m, yuan in stream.months.items() if m >= month}


def all_months(yuan: Decimal) -> dict[int, Decimal]:
    """The same sum in every month of the year."""
    return {m: yuan for m in range(1, 13)}


def found_county(seed: int, towns: int, villages: int) -> County:
    """Places and people; no money yet."""
    rng = Random(f"{seed}/places")
    made_towns, made_villages = make_places(rng, towns, villages)
    people_rng = Random(f"{seed}/people")
    registry = Registry(people_rng)
    households = list(make_households(people_rng, registry, made_villages))
    return County(seed, made_towns, made_villages, households, registry)
