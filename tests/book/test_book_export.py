"""Exports: masked unless a reason stands in the log, quarantined rows left out, in the order of the sheets."""

import csv
import random
from datetime import date
from pathlib import Path

import duckdb
import pytest
from book_filling import add_file, payment
from hypothesis import given, settings
from hypothesis import strategies as st

from lianjing.book import Book, create_book, export_table, exported, reveal, write_parquet
from lianjing.book.export import PLACE
from lianjing.book.masking import masked_sql
from lianjing.errors import AskedWrongly
from lianjing.identity import mask_card, mask_phone, mask_resident_id
from lianjing.schema import TABLES, Kind, stored_columns

WANTED = {"id_no", "name", "programme", "period_start", "period_end", "amount_yuan", "town", "village", "card_no", *PLACE}
ID, CARD, PHONE = "139901198204100011", "6228480402564890018", "13800000000"


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return create_book(tmp_path / "book")


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as f:
        return list(csv.DictReader(f))


def person(row: int, **columns: object) -> dict[str, object]:
    days = {"period_start": date(2024, 1, 1), "period_end": date(2024, 1, 31)}
    who = {"id_no": ID, "person_key": int(ID[:17]), "name": "甲", "card_no": CARD, "phone": PHONE, "amount_yuan": "300.50"}
    return dict(payment(row, **{**who, **days, **columns}))


def test_an_export_masks_what_tells_who_a_person_is(book: Book, tmp_path: Path) -> None:
    with book.writing() as writer:
        add_file(writer, "a.xlsx", [person(5, note=f"由{ID}代领，电话{PHONE}", area_mu="1.5")])
    assert export_table(book, "payments", tmp_path / "out" / "p.csv") == 1
    (line,) = lines(tmp_path / "out" / "p.csv")
    assert (line["id_no"], line["card_no"], line["phone"]) == ("139901**********11", "***************0018", "138****0000")
    assert line["note"] == "由139901**********11代领，电话138****0000"
    assert (line["name"], line["amount_yuan"], line["area_mu"]) == ("甲", "300.50", "1.5000")
    assert (line["period_start"], line["period_end"]) == ("2024-01-01", "2024-01-31")
    assert ID[:17] not in (tmp_path / "out" / "p.csv").read_text("utf-8")


def test_a_revealed_export_shows_everything_after_the_log_says_who_and_why(book: Book, tmp_path: Path) -> None:
    with book.writing() as writer:
        add_file(writer, "a.xlsx", [person(5, note=f"由{ID}代领")])
    opened = reveal(book, "export payments", " 核查 ", user="lin")
    export_table(book, "payments", tmp_path / "p.csv", opened)
    (line,) = lines(tmp_path / "p.csv")
    assert (line["id_no"], line["card_no"], line["phone"], line["note"]) == (ID, CARD, PHONE, f"由{ID}代领")
    logged = book.log_lines()[-1]
    assert (logged.what, logged.user, logged.facts["reason"], logged.facts["of"]) == ("reveal", "lin", "核查", "export payments")


@pytest.mark.parametrize("reason", [None, "", "  "])
def test_nothing_is_revealed_without_a_reason(book: Book, reason: str | None) -> None:
    with pytest.raises(AskedWrongly) as e:
        reveal(book, "export payments", reason)
    assert e.value.code == "reveal-needs-reason"
    assert [line.what for line in book.log_lines()] == ["new"]


def test_the_columns_are_the_sheets_own_and_the_place(book: Book, tmp_path: Path) -> None:
    export_table(book, "payments", tmp_path / "p.csv")
    header = (tmp_path / "p.csv").read_text("utf-8")
    assert header.startswith("\ufeff")
    names = header.removeprefix("\ufeff").strip().split(",")
    assert set(names) >= WANTED
    assert tuple(names[-3:]) == PLACE
    assert {"person_key", "row_id", "fate", "id_raw"}.isdisjoint(names)


def test_a_table_without_rows_has_the_same_header_as_one_with_rows(book: Book, tmp_path: Path) -> None:
    export_table(book, "payments", tmp_path / "none.csv")
    with book.writing() as writer:
        add_file(writer, "a.xlsx", [person(5)])
    export_table(book, "payments", tmp_path / "one.csv")
    first = [(tmp_path / name).read_bytes().partition(b"\n")[0] for name in ("none.csv", "one.csv")]
    assert first[0] == first[1]


def test_lines_end_as_excel_in_china_writes_them(book: Book, tmp_path: Path) -> None:
    with book.writing() as writer:
        add_file(writer, "a.xlsx", [person(5)])
    export_table(book, "payments", tmp_path / "p.csv")
    written = (tmp_path / "p.csv").read_bytes()
    assert written.startswith("\ufeff".encode())
    assert written.count(b"\r\n") == written.count(b"\n") == 2


@pytest.mark.parametrize("table", ["payments", "vouchers"])
def test_parquet_has_the_types_of_the_schema_and_the_rows_of_the_csv(book: Book, tmp_path: Path, table: str) -> None:
    with book.writing() as writer:
        add_file(writer, "a.xlsx", [person(5), person(6, name="乙")])
    held = 2 if table == "payments" else 0
    assert write_parquet(exported(book, table), tmp_path / "p.parquet") == held
    parquet = duckdb.read_parquet(str(tmp_path / "p.parquet"))
    stored = stored_columns(TABLES[table])
    assert {c: str(t) for c, t in zip(parquet.columns, parquet.types, strict=True)} == {c: stored[c] for c in parquet.columns}
    export_table(book, table, tmp_path / "p.csv")
    header = (tmp_path / "p.csv").read_text("utf-8-sig").splitlines()[0]
    assert parquet.columns == header.split(",")
    assert [r["id_no"] for r in lines(tmp_path / "p.csv")] == ["139901**********11"] * held
    assert parquet.select("id_no").fetchall() == [("139901**********11",)] * held


@pytest.mark.parametrize(
    ("column", "value", "cut"),
    [
        ("id_no", "139901198204100011", True),
        ("id_no", "13990119820410001X", False),
        ("household_no", "0012", True),
        ("serial_no", "12E34", True),
        ("serial_no", "C-2024-001", False),
        ("phone", "13800000000", False),
        ("name", "1399011982041000110", False),
    ],
)
def test_numbers_that_excel_would_cut_in_a_csv_are_noticed(book: Book, column: str, value: str, cut: bool) -> None:
    with book.writing() as writer:
        add_file(writer, "a.xlsx", [payment(5, **{column: value})])
    assert exported(book, "payments", reveal(book, "export", "核对")).is_cut_by_excel() is cut


def test_a_masked_export_holds_no_number_of_a_person_to_cut(book: Book) -> None:
    with book.writing() as writer:
        add_file(writer, "a.xlsx", [person(5)])
    assert not exported(book, "payments").is_cut_by_excel()


def test_quarantined_rows_are_not_exported(book: Book, tmp_path: Path) -> None:
    with book.writing() as writer:
        add_file(writer, "a.xlsx", [person(5), person(6, name="乙", fate="quarantined", id_no=None, person_key=None)])
    export_table(book, "payments", tmp_path / "p.csv")
    assert [line["name"] for line in lines(tmp_path / "p.csv")] == ["甲"]


def test_rows_stand_by_file_sheet_row_and_period_whatever_their_order_in_the_book(book: Book, tmp_path: Path) -> None:
    rows = [person(row, period_start=date(2024, m, 1), period_end=date(2024, m, 28)) for row in range(2, 40) for m in (1, 2, 11)]
    random.Random(7).shuffle(rows)
    with book.writing() as writer:
        for file in ("b.xlsx", "a.xlsx"):
            add_file(writer, file, rows)
    export_table(book, "payments", tmp_path / "p.csv")
    places = [(r["source_file"], r["source_sheet"], int(r["source_row"]), r["period_start"]) for r in lines(tmp_path / "p.csv")]
    assert len(places) == 2 * len(rows)
    assert places == sorted(places)


def test_text_with_commas_quotes_and_line_breaks_comes_back_as_it_was(book: Book, tmp_path: Path) -> None:
    odd = '补发,"上月"\n的'
    with book.writing() as writer:
        add_file(writer, "a.xlsx", [person(5, note=odd)])
    export_table(book, "payments", tmp_path / "p.csv")
    assert lines(tmp_path / "p.csv")[0]["note"] == odd


def test_a_name_that_is_no_table_is_refused_with_the_names_there_are(book: Book, tmp_path: Path) -> None:
    with pytest.raises(AskedWrongly) as e:
        export_table(book, "payment", tmp_path / "p.csv")
    assert "payments" in e.value.say("zh")
    assert not (tmp_path / "p.csv").exists()


def test_an_export_that_fails_leaves_the_old_file(book: Book, tmp_path: Path) -> None:
    with book.writing() as writer:
        batch = add_file(writer, "a.xlsx", [person(5)])
    (tmp_path / "p.csv").write_text("old")
    whole = batch.parquet("payments")[0].read_bytes()
    batch.parquet("payments")[0].write_bytes(b"PAR1" + b"\0" * 100 + whole[-8:])
    with pytest.raises(duckdb.Error):
        export_table(book, "payments", tmp_path / "p.csv")
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == ["p.csv"]
    assert (tmp_path / "p.csv").read_text() == "old"


@pytest.mark.parametrize("table", sorted(TABLES))
def test_every_table_can_be_exported(book: Book, tmp_path: Path, table: str) -> None:
    assert export_table(book, table, tmp_path / "t.csv") == 0


@settings(deadline=None, max_examples=100)
@given(st.text(alphabet="0123456789Xx *-甲", max_size=22))
def test_masks_in_sql_are_the_plain_masks(text: str) -> None:
    for kind, plain in ((Kind.RESIDENT_ID, mask_resident_id), (Kind.CARD, mask_card), (Kind.PHONE, mask_phone)):
        assert duckdb.execute(f"select {masked_sql('v', kind)} from (select $t as v)", {"t": text}).fetchall() == [(plain(text),)]


def test_a_code_hides_the_id_inside_it_and_stays_whole_otherwise() -> None:
    codes = ["13990119820410001142", "24442000000012345678", "C-2024-001", None]
    shown = duckdb.execute(f"select {masked_sql('v', Kind.CODE)} from (select unnest($v) as v)", {"v": codes}).fetchall()
    assert shown == [("139901**********1142",), ("24442000000012345678",), ("C-2024-001",), (None,)]
