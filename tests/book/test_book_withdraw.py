"""A file can be taken back, traceably, and brought again."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from book_filling import add_file, digest, names, payment

from lianjing.book import Book, connect, create_book, open_book, overview, withdraw
from lianjing.errors import AskedWrongly

NOON = datetime(2024, 5, 6, 12, 0, tzinfo=UTC)


@pytest.fixture
def book(tmp_path: Path) -> Book:
    book = create_book(tmp_path / "book")
    with book.writing() as writer:
        for file in ("民政/一季度.xlsx", "人社/一季度.xlsx", "死亡.csv"):
            add_file(writer, file, [payment(2, name=file)])
    return book


@pytest.mark.parametrize(
    "which", ["死亡.csv", "./files/死亡.csv", digest("死亡.csv"), digest("死亡.csv")[:8].upper(), f"000003-{digest('死亡.csv')[:12]}"]
)
def test_a_withdrawn_file_leaves_the_tables_and_stays_on_the_disk(book: Book, which: str) -> None:
    done = withdraw(book, which, "表发错了", now=lambda: NOON, user="lin")
    assert (done.batch.receipt.file, done.now_missing) == ("死亡.csv", ())
    assert names(book) == ["民政/一季度.xlsx", "人社/一季度.xlsx"]
    assert connect(book).sql("select count(*) from payments where name = '死亡.csv'").fetchall() == [(0,)]
    folder = book.path / "withdrawn" / done.batch.folder.name
    assert json.loads((folder / "withdrawn.json").read_text("utf-8")) == {
        "reason": "表发错了",
        "user": "lin",
        "at": "2024-05-06T12:00:00+00:00",
    }
    assert (folder / "payments.0.parquet").exists()
    line = book.log_lines()[-1]
    assert (line.what, line.user, line.facts["file"], line.facts["reason"]) == ("withdraw", "lin", "死亡.csv", "表发错了")
    open_book(book.path).check()


def test_a_withdrawn_file_can_be_brought_again(book: Book) -> None:
    withdraw(book, "死亡.csv", "表发错了")
    with book.writing() as writer:
        assert digest("死亡.csv") not in writer.known_files()
        assert add_file(writer, "死亡.csv", [payment(2)]).number == 4
    assert names(book)[-1] == "死亡.csv"
    assert [w.reason for w in overview(book).withdrawn] == ["表发错了"]


def test_a_name_that_fits_several_files_is_answered_with_their_names(book: Book) -> None:
    with pytest.raises(AskedWrongly) as e:
        withdraw(book, "一季度.xlsx", "x")
    assert e.value.code == "withdraw-ambiguous"
    assert "民政/一季度.xlsx" in e.value.say("en")
    assert "人社/一季度.xlsx" in e.value.say("en")


def test_the_folder_tells_files_of_one_name_apart(book: Book) -> None:
    assert withdraw(book, "人社/一季度.xlsx", "x").batch.number == 2


def test_an_unknown_name_is_answered_with_names_near_it(book: Book) -> None:
    with pytest.raises(AskedWrongly) as e:
        withdraw(book, "死亡表.csv", "x")
    assert e.value.code == "withdraw-unknown"
    assert "死亡.csv" in e.value.say("zh")
    assert len(names(book)) == 3


def test_a_file_is_not_withdrawn_without_a_reason(book: Book) -> None:
    with pytest.raises(AskedWrongly) as e:
        withdraw(book, "死亡.csv", " ")
    assert e.value.code == "withdraw-needs-reason"
    assert len(names(book)) == 3


def test_files_that_leaned_on_a_withdrawn_one_are_named_and_may_come_again(book: Book) -> None:
    counts = {"accepted": 0, "passed_over": 1, "content": digest("死亡.csv"), "duplicate_of": "死亡.csv［Sheet1］"}
    with book.writing() as writer:
        add_file(writer, "死亡（副本）.csv", [payment(2)], **counts)
        assert digest("死亡（副本）.csv") in writer.known_files()
    assert withdraw(book, "死亡.csv", "x").now_missing == ("死亡（副本）.csv",)
    with book.writing() as writer:
        assert digest("死亡（副本）.csv") not in writer.known_files()
