"""`lianjing.open_book`: three lines to DuckDB, Polars and pandas; numbers of people masked unless a reason stands in the log."""

import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

import lianjing
from lianjing.book import Book, create_book
from lianjing.errors import AskedWrongly
from lianjing.schema import TABLES, stored_columns

sys.path.insert(0, str(Path(__file__).parents[1] / "book"))
from book_filling import add_file, payment

ID, CARD, PHONE = "139901198204100011", "6228480402564890018", "13800000000"
WHO = {"id_no": ID, "person_key": int(ID[:17]), "card_no": CARD, "phone": PHONE, "note": f"由{ID}代领", "household_no": f"{ID}01"}


@pytest.fixture
def book(tmp_path: Path) -> Book:
    book = create_book(tmp_path / "book")
    with book.writing() as writer:
        rows = [
            payment(5, **WHO, name="甲", amount_yuan="300.05", period_start=date(2024, 1, 1), persons=3),
            payment(6, name="乙", amount_yuan="70000000000000.07"),
            payment(7, name="甲", **WHO, amount_yuan="0.10"),
            payment(8, fate="quarantined", id_raw=ID, name="丙"),
        ]
        add_file(writer, "a.xlsx", rows)
    return book


def test_three_lines_give_the_rows(book: Book) -> None:
    opened = lianjing.open_book(book.path)
    assert opened.tables == ("payments",)
    assert opened.sql("select sum(amount_yuan) from payments").fetchall() == [(Decimal("70000000000300.22"),)]
    assert opened.polars("payments")["source_row"].to_list() == [5, 6, 7]


def test_nothing_that_tells_who_a_person_is_can_be_read_from_a_masked_book(book: Book) -> None:
    opened = lianjing.open_book(str(book.path))
    told = [opened.sql(f'from "{name}"').fetchall() for (name,) in opened.sql("show tables").fetchall()]
    assert len(told) >= 3
    for secret in (ID, ID[:17], ID[6:14], CARD, PHONE):
        assert secret not in str(told)
    row = opened.polars("payments").row(0, named=True)
    assert (row["id_no"], row["card_no"], row["phone"]) == ("139901**********11", "***************0018", "138****0000")
    assert (row["note"], row["household_no"]) == ("由139901**********11代领", "139901**********1101")
    assert opened.polars("payments_quarantined")["id_raw"].to_list() == ["139901**********11"]
    assert [line.what for line in book.log_lines()] == ["new", "ingest"]


def test_masked_people_can_be_counted_and_joined_but_not_across_openings(book: Book) -> None:
    keys = lianjing.open_book(book.path).polars("payments")["person_key"].to_list()
    assert keys[0] == keys[2] != int(ID[:17])
    assert keys[1] is None
    assert lianjing.open_book(book.path).polars("payments")["person_key"].to_list() != keys


def test_a_reason_opens_the_book_in_full_and_stands_in_its_log(book: Book) -> None:
    with lianjing.open_book(book.path, reveal=" 核对名册 ") as opened:
        row = opened.polars("payments").row(0, named=True)
    assert {c: row[c] for c in WHO} == WHO
    logged = book.log_lines()[-1]
    assert (logged.what, logged.facts["of"], logged.facts["reason"]) == ("reveal", "open_book", "核对名册")


def test_an_empty_reason_opens_nothing(book: Book) -> None:
    with pytest.raises(AskedWrongly) as e:
        lianjing.open_book(book.path, reveal=" ")
    assert e.value.code == "reveal-needs-reason"


def test_polars_has_the_types_of_the_schema(book: Book) -> None:
    schema = lianjing.open_book(book.path).polars("payments").schema
    assert tuple(schema) == tuple(stored_columns(TABLES["payments"]))
    assert (schema["amount_yuan"], schema["period_start"], schema["id_no"]) == (pl.Decimal(18, 2), pl.Date, pl.String)


def test_pandas_keeps_every_fen_every_key_and_every_id(book: Book) -> None:
    pd = pytest.importorskip("pandas")
    opened = lianjing.open_book(book.path, reveal="核对")
    frame = opened.pandas("payments")
    assert [f"{yuan:.2f}" for yuan in frame["amount_yuan"]] == ["300.05", "70000000000000.07", "0.10"]
    assert frame["person_key"].tolist() == [int(ID[:17]), pd.NA, int(ID[:17])]
    assert frame["id_no"][0] == ID
    assert frame["id_no"].isna().tolist() == [False, True, False]
    assert frame["period_start"][0] == pd.Timestamp(2024, 1, 1)
    assert opened.pandas("select count(*) as n from payments where false")["n"].tolist() == [0]


def test_without_pandas_it_says_what_to_install(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(AskedWrongly) as e:
        lianjing.open_book(book.path).pandas("payments")
    assert all("pip install pandas" in e.value.say(lang) for lang in ("zh", "en"))


def test_polars_needs_nothing_that_lianjing_does_not_bring(book: Book) -> None:
    blocked = "for m in ('pandas', 'pyarrow', 'numpy'): sys.modules[m] = None"
    script = f"import sys\n{blocked}\nimport lianjing\nprint(lianjing.open_book(sys.argv[1]).polars('payments').height)"
    done = subprocess.run([sys.executable, "-c", script, str(book.path)], capture_output=True, text=True, check=True)
    assert done.stdout == "3\n"


def test_a_table_the_book_lacks_is_said_with_those_it_has(book: Book) -> None:
    with pytest.raises(AskedWrongly) as e:
        lianjing.open_book(book.path).polars("deaths")
    assert "payments" in e.value.say("zh")


def test_a_folder_that_is_no_book_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AskedWrongly):
        lianjing.open_book(tmp_path)


def test_importing_lianjing_brings_in_nothing_heavy() -> None:
    script = "import sys, lianjing; print({'duckdb', 'polars', 'pandas'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "set()\n"
    with pytest.raises(AttributeError):
        lianjing.nothing  # noqa: B018
