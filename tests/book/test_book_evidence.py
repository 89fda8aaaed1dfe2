"""Evidence gives rows as they stood, many at once, from files of different shapes."""

from pathlib import Path

import pytest
from book_filling import add_file, fill, payment, receipt_of

from lianjing.book import Book, create_book, evidence
from lianjing.errors import BookTrouble


@pytest.fixture
def book(tmp_path: Path) -> Book:
    book = create_book(tmp_path / "book")
    with book.writing() as writer:
        for file in ("a.xlsx", "b.xlsx"):
            add_file(writer, file, [payment(n, name=f"{file}{n}", amount_yuan=n) for n in range(2, 3000)], columns={"name": "A"})
        folder = writer.incoming(writer.reserve(1)[0], "0" * 12)
        fill(folder, receipt_of("c.xlsx", 1), {"payments.0": [payment(7)]}, {0: [{"row": 7, "C": "丙", "B": None}]})
        writer.commit(folder)
    return book


def test_rows_come_back_as_they_stood_with_their_block(book: Book) -> None:
    found = evidence(book, [(1, 0, 2), (3, 0, 7)])
    assert found[1, 0, 2].cells == {"A": "a.xlsx2", "D": "2"}
    assert (found[1, 0, 2].file, found[1, 0, 2].sheet, found[1, 0, 2].row) == ("a.xlsx", "Sheet1", 2)
    assert found[1, 0, 2].block.columns == {"name": "A"}
    assert list(found[3, 0, 7].cells.items()) == [("C", "丙"), ("B", None)]


def test_thousands_of_rows_come_in_one_answer(book: Book) -> None:
    places = [(n, 0, row) for n in (1, 2) for row in range(2, 3000)]
    found = evidence(book, places + places)
    assert len(found) == len(places)
    assert all(row.cells["A"] == f"{row.file}{row.row}" for row in found.values())


def test_a_row_that_is_not_in_the_evidence_is_absent(book: Book) -> None:
    assert evidence(book, [(1, 0, 99999)]) == {}
    assert evidence(book, []) == {}


def test_a_batch_or_file_that_is_gone_is_trouble(book: Book) -> None:
    for place in ((9, 0, 1), (1, 5, 1)):
        with pytest.raises(BookTrouble):
            evidence(book, [place])
