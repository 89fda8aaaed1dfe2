"""The benchmark's book: the asked number of payments, valid IDs, a book that is whole."""

from pathlib import Path

import pytest
from stdnum.cn import ric

from lianjing.book import connect, open_book
from lianjing.simulate.scale import simulate_payments

PAYMENTS = 30_000


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book of PAYMENTS payments."""
    out = tmp_path_factory.mktemp("scale") / "book"
    simulate_payments(PAYMENTS, out)
    return out


def test_the_book_is_whole_and_holds_exactly_the_asked_payments(path: Path) -> None:
    book = open_book(path)
    book.check()
    assert connect(book).execute("select count(*) from payments").fetchone() == (PAYMENTS,)
    assert all(block.adds_up for b in book.batches() for s in b.receipt.sheets for block in s.blocks)


def test_there_is_about_one_person_a_ten_payments_with_valid_ids_and_matching_keys(path: Path) -> None:
    con = connect(open_book(path))
    rows = con.execute("select distinct id_no, person_key from payments").fetchall()
    assert PAYMENTS / 25 < len(rows) < PAYMENTS / 5
    assert all(ric.calc_check_digit(i) == i[-1] and int(i[:17]) == key for i, key in rows)


def test_payments_are_joined_to_registers(path: Path) -> None:
    con = connect(open_book(path))
    for table in ("deaths", "vehicles", "real_estate", "land_rights", "disability", "approved", "published", "kin", "approved_members"):
        found = con.execute(f"select count(*) from {table} join payments using (person_key)").fetchone()
        assert found is not None
        assert found[0] > 0, table


def test_village_books_are_there_in_proportion_and_mostly_regular(path: Path) -> None:
    con = connect(open_book(path))
    villages = con.execute("select count(distinct town || village) from vouchers").fetchone()
    assert villages is not None
    for table, least in (("vouchers", 400), ("invoices", 200), ("leases", 15), ("contracts", 8), ("bids", 10), ("allocations", 1)):
        found = con.execute(f"select count(*) from {table}").fetchone()
        assert found is not None
        assert found[0] >= least * villages[0], table
    again = con.execute("select count(*) from (select invoice_no from vouchers group by invoice_no having count(*) > 1)").fetchone()
    assert again is not None
    assert 0 < again[0] < 10 * villages[0]


def test_the_ledger_holds_what_the_pay_lists_hold(path: Path) -> None:
    con = connect(open_book(path))
    ledger = con.execute("select sum(amount_yuan) from allocations where programme like '%最低生活保障'").fetchone()
    lists = con.execute("select sum(amount_yuan) from payments where source_file like '民政局/低保%'").fetchone()
    assert ledger == lists


def test_paid_after_death_is_rare_but_there(path: Path) -> None:
    sql = "select count(*) from payments join deaths using (person_key) where period_start > last_day(died_on)"
    found = connect(open_book(path)).execute(sql).fetchone()
    assert found is not None
    assert 0 < found[0] < PAYMENTS / 100


def test_the_same_size_gives_the_same_rows(path: Path, tmp_path: Path) -> None:
    simulate_payments(PAYMENTS, tmp_path / "again", evidence=False)
    sql = "select sum(hash(columns(*)))::varchar from payments"
    first, again = (connect(open_book(p)).execute(sql).fetchone() for p in (path, tmp_path / "again"))
    assert first == again
