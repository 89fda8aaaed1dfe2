"""Verdicts in the book: each import whole or absent, in the log with who, the latest one stands, nothing is ever lost."""

import json
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from answer_sheets import RULE, asked, digest, doubt, workbook

from lianjing.book import Book, create_book, open_book
from lianjing.errors import AskedWrongly, BookTrouble
from lianjing.verdicts import Answer, Imported, import_answers, read_verdicts, records, store, take_back
from lianjing.verdicts.store import as_body, writing_verdicts

WHEN = datetime(2024, 6, 1, 9, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return create_book(tmp_path / "book")


def give(book: Book, folder: Path, name: str, *rows: tuple[object, ...], days: int = 0) -> Imported:
    """Import a workbook with these rows, `days` after the first of June."""
    path = workbook(folder / name, rows)
    return import_answers(book, path, [RULE], now=lambda: WHEN + timedelta(days=days), user="clerk")


def whys(done: Imported) -> list[str]:
    return [r.why or r.fate.value for r in done.rows[2:]]


def row(book: Book, n: int, *cells: object, edition: int = 1) -> tuple[object, ...]:
    return asked(n, *cells, edition=edition, key=book.key)


def test_an_import_stands_in_the_book_and_in_its_log_with_who(book: Book, tmp_path: Path) -> None:
    done = give(book, tmp_path, "a.xlsx", row(book, 1, "可解释", "2", "王五", "2024-05-01"), row(book, 2, "属实"))
    assert whys(done) == ["repaired", "accepted"]
    assert {s: sum(c.values()) for s, c in done.counts().items()} == {"答复": 4}
    verdicts = read_verdicts(open_book(book.path))
    first, second = verdicts.standing(doubt(1)), verdicts.standing(doubt(2))
    assert first is not None
    assert second is not None
    assert (first.verdict.answer, first.verdict.reason, first.by, first.on) == (Answer.EXPLAINED, "arrears", "王五", date(2024, 5, 1))
    assert (second.by, second.on) == ("clerk", date(2024, 6, 1))  # who imported it, when, where the sheet says nothing
    (line,) = [x for x in book.log_lines() if x.what == "verdicts"]
    assert (line.user, line.facts["file"], line.facts["entry"]) == ("clerk", "a.xlsx", first.entry)
    open_book(book.path).check()


def test_the_very_same_file_again_changes_nothing_and_says_so(book: Book, tmp_path: Path) -> None:
    give(book, tmp_path, "a.xlsx", row(book, 1, "属实"))
    before = (book.path / "log.jsonl").read_bytes()
    again = import_answers(book, tmp_path / "a.xlsx", [RULE])
    assert again.known_since == WHEN
    assert again.rows == ()
    assert (book.path / "log.jsonl").read_bytes() == before


def test_the_latest_verdict_stands_and_the_others_are_kept(book: Book, tmp_path: Path) -> None:
    give(book, tmp_path, "a.xlsx", row(book, 1, "可解释", "2"))
    give(book, tmp_path, "b.xlsx", row(book, 1, "属实"), days=3)
    verdicts = read_verdicts(book)
    assert [g.verdict.answer.value for g in verdicts.history(doubt(1))] == ["explained", "confirmed"]
    assert verdicts.standing(doubt(1)) == verdicts.history(doubt(1))[1]


def test_a_file_sent_again_with_more_rows_adds_only_what_is_new(book: Book, tmp_path: Path) -> None:
    give(book, tmp_path, "a.xlsx", row(book, 1, "属实", None, "王五", "2024-05-01"))
    again = give(book, tmp_path, "b.xlsx", row(book, 1, "属实", None, "王五", "2024-05-01"), row(book, 2, "误录"), days=3)
    assert whys(again) == ["said-before", "accepted"]
    assert len(read_verdicts(book).history(doubt(1))) == 1


def test_an_answer_that_was_replaced_does_not_come_back_unless_it_is_dated_anew(book: Book, tmp_path: Path) -> None:
    give(book, tmp_path, "a.xlsx", row(book, 1, "属实"))
    give(book, tmp_path, "b.xlsx", row(book, 1, "可解释", "2"), days=1)
    stale = give(book, tmp_path, "c.xlsx", row(book, 1, "属实"), row(book, 2, "属实"), days=2)
    assert whys(stale) == ["was-replaced", "accepted"]
    assert "2024-06-02" in stale.rows[2].says("c.xlsx", "zh")
    assert whys(give(book, tmp_path, "d.xlsx", row(book, 1, "属实", None, None, date(2024, 6, 9)), days=3)) == ["accepted"]


def test_an_answer_on_new_evidence_is_no_old_one_come_back(book: Book, tmp_path: Path) -> None:
    give(book, tmp_path, "a.xlsx", row(book, 1, "属实"))
    give(book, tmp_path, "b.xlsx", row(book, 1, "可解释", "2", edition=2))
    assert whys(give(book, tmp_path, "c.xlsx", row(book, 1, "属实", edition=3))) == ["accepted"]


def test_a_bare_open_says_nothing_unless_it_opens_what_was_decided(book: Book, tmp_path: Path) -> None:
    assert whys(give(book, tmp_path, "a.xlsx", row(book, 1, "待核"), row(book, 2, "待核", None, "王五"))) == ["no-answer", "accepted"]
    give(book, tmp_path, "b.xlsx", row(book, 1, "可解释", "2"))
    assert whys(give(book, tmp_path, "c.xlsx", row(book, 1, "待核"))) == ["accepted"]
    standing = read_verdicts(book).standing(doubt(1))
    assert standing is not None
    assert standing.verdict.answer is Answer.OPEN


def test_taking_back_leaves_the_verdict_before_and_keeps_why(book: Book, tmp_path: Path) -> None:
    give(book, tmp_path, "a.xlsx", row(book, 1, "属实"))
    give(book, tmp_path, "b.xlsx", row(book, 1, "可解释", "2"))
    taken = take_back(book, doubt(1).upper(), "填错行", now=lambda: WHEN, user="chief")
    assert taken.verdict.answer is Answer.EXPLAINED
    verdicts = read_verdicts(book)
    assert [g.taken_back for g in verdicts.history(doubt(1))] == [None, "2024-06-01 chief：填错行"]
    standing = verdicts.standing(doubt(1))
    assert standing is not None
    assert standing.verdict.answer is Answer.CONFIRMED
    assert whys(give(book, tmp_path, "c.xlsx", row(book, 1, "可解释", "2"), row(book, 2, "属实"))) == ["was-taken-back", "accepted"]
    take_back(book, doubt(1), "也错")
    assert read_verdicts(book).standing(doubt(1)) is None
    with pytest.raises(AskedWrongly, match="没有可以撤回"):
        take_back(book, doubt(1), "再来")
    with pytest.raises(AskedWrongly, match="须说明理由"):
        take_back(book, doubt(2), " ")


def test_a_verdict_comes_back_from_the_disk_as_it_was(book: Book, tmp_path: Path) -> None:
    done = give(book, tmp_path, "a.xlsx", row(book, 1, "合规，亲属代领已登记", None, "王五", "2024-05-01", "注"), row(book, 2, "误录"))
    stored = read_verdicts(book)
    assert [g.verdict for d in (1, 2) for g in stored.history(doubt(d))] == list(done.verdicts)
    assert json.loads(json.dumps(as_body(done.verdicts[0])))["reason_text"] == "合规，亲属代领已登记"


def test_a_changed_lost_or_foreign_file_is_trouble(book: Book, tmp_path: Path) -> None:
    give(book, tmp_path, "a.xlsx", row(book, 1, "属实"))
    (path,) = (book.path / "verdicts").iterdir()
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"confirmed", b"explained"))
    with pytest.raises(BookTrouble, match="已被改动"):
        read_verdicts(book)
    path.rename(tmp_path / "aside")
    with pytest.raises(BookTrouble, match="文件却不在了"):
        read_verdicts(book)
    path.write_bytes(whole)
    (path.parent / f"000009-{'0' * 12}.json").write_bytes(whole)
    with pytest.raises(BookTrouble, match="不是由本程序写入"):
        read_verdicts(book)


@pytest.mark.parametrize("step", ["sync", "move"])
def test_an_import_that_dies_leaves_nothing_and_the_next_one_completes_it(
    step: str, book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(tmp_path / "a.xlsx", [row(book, 1, "属实")])
    real = getattr(store, step)

    def die(*paths: Path) -> None:
        if any(p.suffix == ".unfinished" for p in paths):
            raise KeyboardInterrupt
        real(*paths)

    monkeypatch.setattr(store, step, die)
    with pytest.raises(KeyboardInterrupt):
        import_answers(book, path, [RULE])
    monkeypatch.setattr(store, step, real)
    assert read_verdicts(open_book(book.path)).doubts() == []
    assert whys(import_answers(book, path, [RULE])) == ["accepted"]
    assert [p.suffix for p in (book.path / "verdicts").iterdir()] == [".json"]
    assert read_verdicts(open_book(book.path)).doubts() == [doubt(1)]
    open_book(book.path).check()


def test_nobody_writes_while_verdicts_are_written(book: Book) -> None:
    with writing_verdicts(book), pytest.raises(BookTrouble, match="正在写账簿"), book.writing():
        pass


def test_the_record_counts_what_stands(book: Book, tmp_path: Path) -> None:
    give(
        book, tmp_path, "a.xlsx", row(book, 1, "属实"), row(book, 2, "可解释", "2"), row(book, 3, "误录"), row(book, 4, "待核", None, "王")
    )
    give(book, tmp_path, "b.xlsx", row(book, 1, "可解释", "2"))
    record = records(read_verdicts(book).all_standing())["A01"]
    assert (record.confirmed, record.explained, record.data_errors, record.judged) == (0, 2, 1, 3)


def test_a_digest_of_another_edition_is_a_new_question(book: Book, tmp_path: Path) -> None:
    give(book, tmp_path, "a.xlsx", row(book, 1, "可解释", "2"))
    assert whys(give(book, tmp_path, "b.xlsx", row(book, 1, "可解释", "2", edition=2))) == ["repaired"]
    standing = read_verdicts(book).standing(doubt(1))
    assert standing is not None
    assert standing.verdict.evidence == digest(1, 2, book.key)
