"""The lists of receipts and of quarantined cells."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from book_filling import add_file, digest, payment

from lianjing.book import BlockReceipt, Book, FileReceipt, SheetReceipt, TotalReceipt, UnreadableNote, create_book, reveal
from lianjing.book.lists import QUARANTINE, RECEIPTS, export_quarantine, export_receipts, receipt_lines

ID = "139901198204100011"


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return create_book(tmp_path / "book")


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as f:
        return list(csv.DictReader(f))


def line_of(*blocks: BlockReceipt, note: str = "") -> dict[str, object]:
    (line,) = receipt_lines(FileReceipt("f.xlsx", "0", 1, None, (SheetReceipt("s", False, 9, note, blocks),)))
    return dict(zip(RECEIPTS, line, strict=True))


def test_a_sheet_is_one_line_whose_four_fates_are_its_rows(book: Book, tmp_path: Path) -> None:
    with book.writing() as writer:
        fates = {"accepted": 3, "repaired": 1, "quarantined": 1, "passed_over": 2}
        add_file(writer, "a.xlsx", [payment(n) for n in range(2, 7)], rows=7, **fates, stated_total=Decimal("10.50"), stated_count=5)
    assert export_receipts(book, tmp_path / "r.csv") == 1
    (line,) = lines(tmp_path / "r.csv")
    assert tuple(line) == RECEIPTS
    assert {k: line[k] for k in ("rows", *fates)} == {"rows": "7", **{k: str(v) for k, v in fates.items()}}
    assert (line["table"], line["stated_total"], line["computed_total"], line["stated_count"]) == ("payments", "10.50", "", "5")


def test_several_tables_of_a_sheet_are_joined_and_their_rows_summed() -> None:
    one = BlockReceipt(0, "payments", "a", 5, 3, 1, 1, 0, stated_total=Decimal("1.00"), computed_total=Decimal("2.00"))
    other = BlockReceipt(1, "deaths", "b", 4, 4, 0, 0, 0)
    third = BlockReceipt(2, "payments", "c", 3, 2, 0, 0, 1, stated_total=Decimal("7.00"), computed_total=Decimal("7.00"))
    line = line_of(one, other, third)
    assert (line["table"], line["stated_total"], line["computed_total"]) == ("payments;deaths;payments", "1.00;;7.00", "2.00;;7.00")
    assert [line[k] for k in ("rows", "accepted", "repaired", "quarantined", "passed_over")] == [12, 9, 1, 1, 1]


def test_each_total_that_differs_is_named_by_its_cell() -> None:
    wrong = TotalReceipt(9, "J9", "subtotal", Decimal("10.00"), Decimal("9.99"))
    right = TotalReceipt(10, "J10", "total", Decimal("9.99"), Decimal("9.99"))
    line = line_of(BlockReceipt(0, "payments", "a", 0, 0, 0, 0, 0, totals=(wrong, right)), note="隐藏行 2")
    assert line["note"] == "隐藏行 2；J9 所列 10.00 与逐行合计 9.99 不符"


def test_a_file_that_could_not_be_read_has_a_line_that_says_why(book: Book, tmp_path: Path) -> None:
    with book.writing() as writer:
        folder = writer.incoming(writer.reserve(1)[0], digest("x")[:12])
        note = UnreadableNote("encrypted", "文件已加密", "the file is encrypted")
        (folder / "receipt.json").write_text(FileReceipt("坏.xlsx", digest("x"), 5, note).to_json(), "utf-8")
        writer.commit(folder)
    export_receipts(book, tmp_path / "r.csv")
    (line,) = lines(tmp_path / "r.csv")
    assert (line["source_file"], line["table"], line["rows"], line["quarantined"]) == ("坏.xlsx", "", "0", "0")
    assert line["note"] == "文件已加密 the file is encrypted"


def cell(row: int, column: str, value: str) -> dict[str, object]:
    return {"source_file": "a.xlsx", "source_sheet": "Sheet1", "source_row": row, "column": column, "value": value, "reason": "check_digit"}


def test_quarantined_cells_are_listed_by_place_and_masked(book: Book, tmp_path: Path) -> None:
    cells = [cell(9, "card_no", "6228480402564890018"), cell(4, "id_no", ID), cell(5, "note", f"见{ID}"), cell(6, "amount_yuan", "三百")]
    with book.writing() as writer:
        add_file(writer, "a.xlsx", [payment(4)], cells)
    assert export_quarantine(book, tmp_path / "q.csv") == 4
    found = lines(tmp_path / "q.csv")
    assert tuple(found[0]) == QUARANTINE
    assert [(line["source_row"], line["value"]) for line in found] == [
        ("4", "139901**********11"),
        ("5", "见139901**********11"),
        ("6", "三百"),
        ("9", "***************0018"),
    ]


def test_quarantined_cells_are_shown_in_full_when_revealed(book: Book, tmp_path: Path) -> None:
    with book.writing() as writer:
        add_file(writer, "a.xlsx", [payment(4)], [cell(4, "id_no", ID)])
    export_quarantine(book, tmp_path / "q.csv", reveal(book, "quarantine", "核查"))
    assert [line["value"] for line in lines(tmp_path / "q.csv")] == [ID]


def test_a_book_without_quarantine_gives_the_header_alone(book: Book, tmp_path: Path) -> None:
    assert export_quarantine(book, tmp_path / "q.csv") == 0
    assert (tmp_path / "q.csv").read_text("utf-8-sig") == ",".join(QUARANTINE) + "\n"
