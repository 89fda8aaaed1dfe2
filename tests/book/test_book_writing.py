"""Batches go in whole, under numbers that are never given twice, and the log tells of each."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from book_filling import add_file, digest, names, payment, receipt_of, write_parquet

from lianjing.book import Book, FileReceipt, UnreadableNote, Writer, connect, create_book, open_book, open_or_create
from lianjing.errors import AskedWrongly, BookTrouble

NOON = datetime(2024, 5, 6, 12, 0, tzinfo=UTC)


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return create_book(tmp_path / "book")


def test_a_batch_that_was_committed_is_read_back(book: Book) -> None:
    with book.writing() as writer:
        batch = add_file(writer, "民政/甲.xlsx", [payment(5, name="甲", amount_yuan=300)])
    assert names(book) == ["民政/甲.xlsx"]
    assert batch.folder.name == f"000001-{digest('民政/甲.xlsx')[:12]}"
    assert book.tables() == ["payments"]
    assert connect(book).sql("select name, source_row, amount_yuan::varchar from payments").fetchall() == [("甲", 5, "300.00")]


def test_quarantined_rows_stand_in_a_view_of_their_own(book: Book) -> None:
    rows = [payment(5, name="甲", amount_yuan=1), payment(6, name="乙", amount_yuan=2, fate="quarantined", quarantine_reason="x")]
    with book.writing() as writer:
        add_file(writer, "a.xlsx", rows)
    con = connect(book)
    assert con.sql("select name from payments").fetchall() == [("甲",)]
    assert con.sql("select name from payments_quarantined").fetchall() == [("乙",)]


def test_a_book_from_before_a_column_came_has_it_empty(book: Book) -> None:
    with book.writing() as writer:
        folder = writer.incoming(writer.reserve(1)[0], "0" * 12)
        (folder / "receipt.json").write_text(receipt_of("old.xlsx", 1).to_json(), "utf-8")
        write_parquet(folder / "payments.0.parquet", {"name": "VARCHAR", "fate": "VARCHAR"}, [{"name": "甲", "fate": "accepted"}])
        writer.commit(folder)
    assert connect(book).sql("select name, amount_yuan, period_start from payments").fetchall() == [("甲", None, None)]
    with book.writing() as writer:
        add_file(writer, "new.xlsx", [payment(2, name="乙", amount_yuan=1)])
    assert connect(book).sql("select name, amount_yuan::varchar from payments order by all").fetchall() == [("乙", "1.00"), ("甲", None)]


def test_batches_come_in_the_order_of_their_numbers(book: Book) -> None:
    with book.writing() as writer:
        for file in ("z.xlsx", "a.xlsx", "m.xlsx"):
            add_file(writer, file, [payment(2)])
    assert names(book) == ["z.xlsx", "a.xlsx", "m.xlsx"]


def test_a_number_is_not_given_twice_even_after_withdrawal(book: Book) -> None:
    with book.writing() as writer:
        writer.withdraw(add_file(writer, "a.xlsx", [payment(2)]), "wrong file")
    with book.writing() as writer:
        assert writer.reserve(2) == [2, 3]
        assert writer.reserve(1) == [4]


def test_known_contents_and_files_come_from_live_batches_only(book: Book) -> None:
    with book.writing() as writer:
        gone = add_file(writer, "a.xlsx", [payment(2)], content="c1")
        add_file(writer, "b.xlsx", [payment(2)], content="c2")
        writer.withdraw(gone, "twice")
        assert writer.known_contents() == {"c2": "b.xlsx［Sheet1］"}
        assert writer.known_files() == {digest("b.xlsx"): "b.xlsx"}


def test_a_folder_without_a_receipt_does_not_become_a_batch(book: Book) -> None:
    with book.writing() as writer:
        folder = writer.incoming(writer.reserve(1)[0], "0" * 12)
        with pytest.raises(BookTrouble) as e:
            writer.commit(folder)
        writer.discard(folder)
    assert e.value.code == "batch-receipt-damaged"
    assert names(book) == []
    assert list((book.path / ".incoming").iterdir()) == []


def test_leftovers_of_a_killed_writer_are_removed_by_the_next(book: Book) -> None:
    with book.writing() as writer:
        (writer.incoming(writer.reserve(1)[0], "0" * 12) / "receipt.json").write_text("{")
    with book.writing():
        assert list((book.path / ".incoming").iterdir()) == []


def test_a_second_writer_is_turned_away_and_the_first_goes_on(book: Book) -> None:
    with book.writing() as writer:
        with pytest.raises(BookTrouble) as e, open_book(book.path).writing():
            pass
        add_file(writer, "a.xlsx", [payment(2)])
    assert (e.value.code, e.value.exit_status) == ("book-locked", 4)
    assert names(book) == ["a.xlsx"]


def test_an_unreadable_file_that_comes_again_replaces_its_old_receipt(book: Book) -> None:
    def unreadable(writer: Writer) -> None:
        folder = writer.incoming(writer.reserve(1)[0], digest("bad")[:12])
        note = UnreadableNote("zip-damaged", "压缩包已损坏", "the zip is damaged")
        (folder / "receipt.json").write_text(FileReceipt("a.xlsx", digest("bad"), 10, note).to_json(), "utf-8")
        writer.commit(folder)

    with book.writing() as writer:
        unreadable(writer)
        assert writer.known_files() == {}
        unreadable(writer)
        assert [b.number for b in book.batches()] == [2]
        add_file(writer, "a.xlsx", [payment(2)])
    assert [(b.number, b.receipt.unreadable) for b in book.batches()] == [(3, None)]


def test_each_log_line_names_time_user_and_what_was_done(book: Book) -> None:
    with book.writing(now=lambda: NOON, user="lin") as writer:
        writer.log("reveal", reason="核查", table="payments")
    line = book.log_lines()[-1]
    assert (line.at, line.user, line.what, dict(line.facts)) == (NOON, "lin", "reveal", {"reason": "核查", "table": "payments"})


@pytest.mark.parametrize("change", ["edit", "drop"])
def test_a_log_line_that_was_changed_or_taken_out_is_noticed(book: Book, change: str) -> None:
    with book.writing() as writer:
        writer.log("reveal", reason="a")
        writer.log("reveal", reason="b")
    log = book.path / "log.jsonl"
    first, second, third = log.read_text("utf-8").splitlines()
    log.write_text("\n".join([first, second.replace('"a"', '"c"'), third] if change == "edit" else [first, third]) + "\n", "utf-8")
    with pytest.raises(BookTrouble) as e:
        open_book(book.path)
    assert e.value.code == "book-log-broken"


def test_a_log_line_cut_short_is_passed_over_and_dropped_by_the_next_writer(book: Book) -> None:
    with (book.path / "log.jsonl").open("ab") as log:
        log.write(b'{"at": "2024')
    before = [line.what for line in open_book(book.path).log_lines()]
    with book.writing() as writer:
        writer.log("reveal", reason="a")
    assert [line.what for line in book.log_lines()] == [*before, "reveal"]


def test_mappings_are_remembered_by_name(book: Book) -> None:
    with book.writing() as writer:
        writer.remember_mapping("低保", "a = 1\n")
        writer.remember_mapping("低保", "a = 2\n")
        with pytest.raises(ValueError, match="name for a mapping"):
            writer.remember_mapping("../x", "")
    assert book.mappings() == {"低保": "a = 2\n"}


def test_two_books_share_a_key_when_asked(tmp_path: Path) -> None:
    one, other = create_book(tmp_path / "a"), create_book(tmp_path / "b")
    assert create_book(tmp_path / "c", key_from=one.path).key == one.key != other.key
    assert ((tmp_path / "c" / "key").stat().st_mode & 0o777) == 0o600


def test_a_book_is_not_made_where_something_stands(tmp_path: Path, book: Book) -> None:
    with pytest.raises(AskedWrongly) as e:
        create_book(book.path)
    assert e.value.code == "book-exists"
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "letter.txt").write_text("x")
    with pytest.raises(AskedWrongly) as e:
        open_or_create(tmp_path / "docs")
    assert e.value.code == "not-a-book-folder"
    with pytest.raises(AskedWrongly) as e:
        open_book(tmp_path / "docs")
    assert e.value.code == "no-book"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("book.toml", "format = ", "book-toml-damaged"),
        ("book.toml", 'format = 9\nkey_id = "0"\n', "book-other-format"),
        ("book.toml", None, "book-toml-damaged"),
        ("key", "12", "book-key-damaged"),
        ("key", "0" * 64, "book-key-damaged"),
        ("key", None, "book-key-damaged"),
        ("log.jsonl", None, "book-part-missing"),
        ("batches/*/receipt.json", "{}", "batch-receipt-damaged"),
        ("batches/*/receipt.json", None, "batch-receipt-damaged"),
        ("batches/*/payments.0.parquet", None, "batch-file-damaged"),
        ("batches/*/payments.0.parquet", "PAR1 cut short", "batch-file-damaged"),
        ("batches/*/evidence.0.parquet", "", "batch-file-damaged"),
    ],
)
def test_damage_is_named_when_the_book_is_opened(book: Book, name: str, content: str | None, code: str) -> None:
    with book.writing() as writer:
        add_file(writer, "a.xlsx", [payment(2)])
    (path,) = book.path.glob(name)
    if content is None:
        path.unlink()
    else:
        path.write_text(content)
    with pytest.raises(BookTrouble) as e:
        open_book(book.path)
    assert (e.value.code, e.value.exit_status) == (code, 4)
    assert path.name in e.value.say("zh") or path.name in e.value.say("en")


def test_the_book_file_holds_no_clock(book: Book) -> None:
    assert set(json.loads((book.path / "log.jsonl").read_text("utf-8").splitlines()[0])) == {"at", "user", "what", "key_id", "prev"}
    assert [line.partition(" ")[0] for line in (book.path / "book.toml").read_text().splitlines()] == ["format", "key_id"]
