"""Makes a county and writes it: `files/` as departments send them, `standards.toml`, and the answer key in `truth/`."""

from dataclasses import dataclass
from pathlib import Path

from lianjing.simulate.books import fill_books
from lianjing.simulate.county import County, found_county
from lianjing.simulate.enrol import enrol_all
from lianjing.simulate.key import payments_csv, planted_csv, sheets_csv, traps_csv
from lianjing.simulate.lists_books import odd_files, office_books
from lianjing.simulate.lists_civil import civil_affairs
from lianjing.simulate.lists_land import land_and_houses
from lianjing.simulate.lists_registers import registers
from lianjing.simulate.lists_work import other_monthly
from lianjing.simulate.plants import plant_all, plant_books
from lianjing.simulate.programmes import STANDARDS
from lianjing.simulate.record import Record
from lianjing.simulate.registers import book_of_households, fill_registers
from lianjing.simulate.roles import give_roles
from lianjing.simulate.settle import settle
from lianjing.simulate.vary import vary
from lianjing.simulate.workbook import SheetTruth, Workbook, render, spoil


@dataclass(frozen=True, slots=True)
class Made:
    """What a simulated county consists of."""

    files: int
    households: int
    people: int
    payments: int
    planted: int
    traps: int


def make_county(seed: int, towns: int, villages: int) -> County:
    """The county in memory: people, money, registers, stories. Deterministic for its arguments."""
    county = found_county(seed, towns, villages)
    give_roles(county)
    enrol_all(county)
    fill_registers(county)
    plant_all(county)
    settle(county)
    book_of_households(county)
    fill_books(county)
    plant_books(county)
    return county


def workbooks(county: County) -> list[Workbook]:
    """All files with tables, in the order in which they are written."""
    planned = [*civil_affairs(county), *other_monthly(county), *land_and_houses(county), *registers(county), *office_books(county)]
    return vary(county, planned)


def simulate(seed: int, towns: int, villages: int, out: Path) -> Made:
    """Writes a county of `towns` towns and `villages` villages into `out`, which is made if absent.

    The same arguments give the same bytes.
    """
    county = make_county(seed, towns, villages)
    truths: list[SheetTruth] = []
    paid: list[Record] = []
    books = workbooks(county)
    for book in books:
        spoil(book, county.rng(f"spoil/{book.path}"))
    for book in books:
        data, sheets = render(book, county.rng(f"cells/{book.path}"))
        _write(out / "files" / book.path, data)
        truths += sheets
        paid += [
            r
            for s in book.sheets
            if not s.hidden
            for b in s.blocks
            if not b.label.endswith("_copy")
            for r in b.records
            if r.table == "payments"
        ]
    extra = odd_files()
    twin = next(b for b in books if b.path == "县民政局/临时救助/2019登记.xlsx")
    extra["县民政局/临时救助/2019登记（备份）.xlsx"] = (out / "files" / twin.path).read_bytes()
    for path, data in extra.items():
        _write(out / "files" / path, data)
    _write(out / "standards.toml", STANDARDS.encode())
    payments = payments_csv(paid)
    _write(out / "truth" / "payments.csv", payments)
    _write(out / "truth" / "planted.csv", planted_csv(county))
    _write(out / "truth" / "traps.csv", traps_csv(county))
    _write(out / "truth" / "sheets.csv", sheets_csv(truths))
    people = sum(len(h.members) for h in county.households)
    return Made(len(books) + len(extra), len(county.households), people, payments.count(b"\n") - 1, len(county.planted), len(county.traps))


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
