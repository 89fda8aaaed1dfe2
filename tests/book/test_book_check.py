"""The log tells of every batch: what was lost, slipped in or changed afterwards is found."""

import shutil
from pathlib import Path

import pytest
from book_filling import add_file, payment

from lianjing.book import Book, create_book, open_book
from lianjing.errors import BookTrouble


@pytest.fixture
def book(tmp_path: Path) -> Book:
    book = create_book(tmp_path / "book")
    with book.writing() as writer:
        for file in ("a.xlsx", "b.xlsx"):
            add_file(writer, file, [payment(2)])
    return book


def trouble_of(book: Book) -> str:
    with pytest.raises(BookTrouble) as e:
        open_book(book.path).check()
    return e.value.code


def test_an_untouched_book_passes(book: Book) -> None:
    open_book(book.path).check()


def test_a_batch_removed_by_hand_is_missed(book: Book) -> None:
    shutil.rmtree(book.batches()[0].folder)
    assert trouble_of(book) == "batch-lost"


def test_a_batch_slipped_in_by_hand_is_noticed(book: Book) -> None:
    shutil.copytree(book.batches()[0].folder, book.path / "batches" / f"000009-{'0' * 12}")
    assert trouble_of(book) == "batch-not-in-log"


def test_a_batch_put_back_by_hand_after_its_withdrawal_is_noticed(book: Book) -> None:
    with book.writing() as writer:
        gone = book.batches()[0]
        writer.withdraw(gone, "x")
    (book.path / "withdrawn" / gone.folder.name).rename(gone.folder)
    assert trouble_of(book) == "batch-not-in-log"


def test_a_changed_file_is_noticed_even_if_it_is_still_parquet(book: Book) -> None:
    first, second = book.batches()
    shutil.copy(second.parquet("payments")[0], first.parquet("payments")[0])
    assert trouble_of(book) == "batch-file-damaged"


def test_a_changed_receipt_is_noticed(book: Book) -> None:
    receipt = book.batches()[0].folder / "receipt.json"
    receipt.write_text(receipt.read_text("utf-8").replace('"accepted": 1', '"accepted": 2'), "utf-8")
    assert trouble_of(book) == "batch-file-damaged"
