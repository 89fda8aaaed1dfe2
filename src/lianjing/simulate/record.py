"""The clean truth from which sheets are made: sums paid to people, and rows of registers, each knowing where it was written."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from lianjing.simulate.people import Person
from lianjing.simulate.places import Village

YEAR = 2019
Value = str | int | Decimal | date | None


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a record stands: file name, sheet, row as Excel numbers it."""

    file: str
    sheet: str
    row: int

    def __str__(self) -> str:
        return f"{self.file}|{self.sheet}|{self.row}"


@dataclass(frozen=True, slots=True)
class Due:
    """One payment of a row: first and last day of its period (equal for a one-off) and the sum in yuan."""

    start: date
    end: date
    yuan: Decimal


@dataclass(eq=False, slots=True)
class Stream:
    """What one person is paid month by month under one programme; pay lists are cut out of it."""

    programme: str
    person: Person
    village: Village
    card: str
    months: dict[int, Decimal]  # month of YEAR → yuan
    heads: dict[int, int] = field(default_factory=dict)  # month → persons counted, where the programme counts them
    facts: dict[str, Value] = field(default_factory=dict)
    quirks: dict[str, str] = field(default_factory=dict)  # list → what a clerk did to this row there: twice, reversed, number, variant …
    new_cards: dict[int, str] = field(default_factory=dict)  # month from which another card is written → that card
    records: list["Record"] = field(default_factory=list)

    def card_in(self, month: int) -> str:
        """The card on which that month is paid."""
        changed = [m for m in self.new_cards if m <= month]
        return self.new_cards[max(changed)] if changed else self.card


@dataclass(eq=False, slots=True)
class Record:
    """One row of one table: canonical columns with clean values. `damage` says which cells are written spoiled, and how."""

    table: str
    values: dict[str, Value]
    dues: list[Due] = field(default_factory=list)
    person: Person | None = None
    village: Village | None = None
    stream: Stream | None = None
    damage: dict[str, str] = field(default_factory=dict)
    members: list[Person] = field(default_factory=list)  # written as rows below the head's, where the layout shows the family
    spots: list[Spot] = field(default_factory=list)

    @property
    def yuan(self) -> Decimal:
        """The sum of the row."""
        return sum((d.yuan for d in self.dues), Decimal(0))

    @property
    def fate(self) -> str:
        """What has to become of the row: ok, quarantine (must not come out), either (a text ID whose check fails)."""
        spoiled = self.damage.get("id_no")
        if spoiled in ("number", "scientific", "masked"):
            return "quarantine"
        return "either" if spoiled == "wrong-check" else "ok"


def first_day(month: int, year: int = YEAR) -> date:
    """First day of the month."""
    return date(year, month, 1)


def last_day(month: int, year: int = YEAR) -> date:
    """Last day of the month."""
    return date(year + month // 12, month % 12 + 1, 1).fromordinal(date(year + month // 12, month % 12 + 1, 1).toordinal() - 1)


def month_due(month: int, yuan: Decimal) -> Due:
    """A payment for one month of YEAR."""
    return Due(first_day(month), last_day(month), yuan)


def span_due(first: int, last: int, yuan: Decimal, year: int = YEAR) -> Due:
    """A payment for the months first … last."""
    return Due(first_day(first, year), last_day(last, year), yuan)


def one_off(day: date, yuan: Decimal) -> Due:
    """A payment of a day."""
    return Due(day, day, yuan)
