"""A table as a workbook, read back: no digit of a number is lost, text stays text, days are days; a million rows a sheet."""

import re
import sys
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from lianjing.book import Book, create_book, exported, reveal
from lianjing.report.table_workbook import write_quarantine, write_receipts, write_table

sys.path.insert(0, str(Path(__file__).parents[1] / "book"))
from book_filling import add_file, payment

ID, CARD = "139901198204100011", "6228480402564890018"


def book_of(folder: Path, *rows: dict[str, object]) -> Book:
    book = create_book(folder / "book")
    quarantine = [{"source_file": "a.xlsx", "source_sheet": "Sheet1", "source_row": 9, "column": "card_no", "value": CARD, "reason": "x"}]
    with book.writing() as writer:
        add_file(writer, "a.xlsx", [payment(i, **row) for i, row in enumerate(rows, 2)], quarantine)
    return book


def read_back(path: Path) -> list[dict[str, object]]:
    """The data of all sheets but the last, which explains the columns."""
    out = []
    for sheet in load_workbook(path).worksheets[:-1]:
        head, *lines = [list(line) for line in sheet.iter_rows(values_only=True)]
        out += [dict(zip(head, line, strict=True)) for line in lines]
    return out


def revealed_sheet(tmp_path: Path, *rows: dict[str, object], most_rows: int = 1_000_000) -> list[dict[str, object]]:
    book = book_of(tmp_path, *rows)
    assert write_table(exported(book, "payments", reveal(book, "export", "核对")), tmp_path / "p.xlsx", most_rows) == len(rows)
    return read_back(tmp_path / "p.xlsx")


def test_ids_cards_and_codes_come_back_digit_by_digit(tmp_path: Path) -> None:
    numbers = {"id_no": ID, "card_no": CARD, "phone": "013800000000", "household_no": "0012", "serial_no": "12E34", "note": "=1+1"}
    (row,) = revealed_sheet(tmp_path, numbers)
    assert {c: row[c] for c in numbers} == numbers
    (seen,) = CalamineWorkbook.from_path(tmp_path / "p.xlsx").get_sheet_by_index(0).to_python()[1:]
    assert {ID, CARD, "013800000000", "0012", "12E34"} <= set(seen)


@pytest.mark.parametrize("yuan", ["0.01", "300.05", "-12.30", "9999999999999.99", "1234567890123456.78"])
def test_money_comes_back_to_the_fen(tmp_path: Path, yuan: str) -> None:
    (row,) = revealed_sheet(tmp_path, {"amount_yuan": yuan})
    assert Decimal(str(row["amount_yuan"])) == Decimal(yuan)
    assert isinstance(row["amount_yuan"], str) == (len(re.sub(r"\D", "", yuan)) > 15)
    assert load_workbook(tmp_path / "p.xlsx").worksheets[0].cell(2, list(row).index("amount_yuan") + 1).number_format in ("#,##0.00", "@")


def test_days_are_days_and_those_excel_cannot_count_are_text(tmp_path: Path) -> None:
    (row,) = revealed_sheet(tmp_path, {"paid_on": date(2024, 2, 29), "approved_on": date(1899, 12, 31)})
    assert (row["paid_on"], row["approved_on"]) == (datetime(2024, 2, 29), "1899-12-31")


def test_areas_keep_four_decimals_and_what_is_unknown_stays_empty(tmp_path: Path) -> None:
    (row,) = revealed_sheet(tmp_path, {"area_mu": "1.2345", "persons": 3})
    assert (row["area_mu"], row["persons"], row["amount_yuan"], row["name"]) == (1.2345, 3, None, None)


@pytest.mark.parametrize(("rows", "sheets"), [(0, 1), (1, 1), (3, 1), (4, 2), (7, 3)])
def test_sheets_go_on_where_one_is_full(tmp_path: Path, rows: int, sheets: int) -> None:
    back = revealed_sheet(tmp_path, *({"name": str(i)} for i in range(rows)), most_rows=3)
    assert [row["name"] for row in back] == [str(i) for i in range(rows)]
    assert load_workbook(tmp_path / "p.xlsx").sheetnames == [*["发放明细", "发放明细 2", "发放明细 3"][:sheets], "列名 columns"]


def test_numbers_of_people_are_masked_unless_revealed(tmp_path: Path) -> None:
    write_table(exported(book_of(tmp_path, {"id_no": ID, "card_no": CARD}), "payments"), tmp_path / "p.xlsx")
    (row,) = read_back(tmp_path / "p.xlsx")
    assert (row["id_no"], row["card_no"]) == ("139901**********11", "***************0018")


def test_the_last_sheet_says_what_each_column_holds(tmp_path: Path) -> None:
    write_table(exported(book_of(tmp_path, {"name": "甲"}), "payments"), tmp_path / "p.xlsx")
    first, last = load_workbook(tmp_path / "p.xlsx").worksheets
    says = {name: (zh, en) for name, zh, en in last.iter_rows(min_row=2, values_only=True)}
    assert list(says) == [cell.value for cell in first[1]]
    assert says["id_no"] == ("身份证号", "Resident ID")


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    rows = exported(book_of(tmp_path, {"id_no": ID}), "payments")
    for name in ("a.xlsx", "b.xlsx"):
        write_table(rows, tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_receipts_and_quarantined_cells_are_workbooks_too(tmp_path: Path) -> None:
    book = book_of(tmp_path, {"name": "甲"})
    assert write_receipts(book, tmp_path / "r.xlsx") == 1
    assert [(r["source_file"], r["rows"]) for r in read_back(tmp_path / "r.xlsx")] == [("a.xlsx", 1)]
    assert write_quarantine(book, tmp_path / "q.xlsx") == 1
    assert [r["value"] for r in read_back(tmp_path / "q.xlsx")] == ["***************0018"]
    write_quarantine(book, tmp_path / "q.xlsx", reveal(book, "quarantine", "核对"))
    assert [r["value"] for r in read_back(tmp_path / "q.xlsx")] == [CARD]
