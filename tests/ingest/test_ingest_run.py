"""Files into a book: once each, in any disguise; one bad file does not stop the others; a mapping is remembered."""

from contextlib import nullcontext
from pathlib import Path

import pytest

from lianjing.book import Book, connect, create_book
from lianjing.errors import AskedWrongly
from lianjing.ingest.children import Children
from lianjing.ingest.run import WORK, Taken, ingest_files
from lianjing.ingest.sources import find_sources

A, B = "139977196001010014", "139977197103020023"


class Silent:
    """Progress that nobody watches."""

    def start(self, total: int, what: str = "") -> None:
        """Nothing."""

    def file_done(self, name: str, rows: int) -> None:
        """Nothing."""


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """An empty book."""
    return create_book(tmp_path / "book")


def take(book: Book, *paths: Path, **how: object) -> list[Taken]:
    """Ingest in this process."""
    return list(ingest_files(paths, book, Silent(), **how))  # type: ignore[arg-type]


def pay_list(title: str = "2019年5月高龄津贴发放表", rows: str = f"王小明,{A},100\n李大海,{B},100") -> str:
    """A small csv."""
    return f"{title},,\n姓名,身份证号,金额\n{rows}\n"


def payments(book: Book) -> list[tuple[object, ...]]:
    """Name, amount and first day of every payment."""
    con = connect(book)
    return con.execute("select name, amount_yuan::varchar, period_start::varchar from payments order by all").fetchall()


def test_the_same_bytes_are_not_taken_twice(book: Book, tmp_path: Path) -> None:
    (tmp_path / "一.csv").write_text(pay_list(), "utf-8")
    (tmp_path / "副本.csv").write_text(pay_list(), "utf-8")
    first, second = take(book, tmp_path / "一.csv", tmp_path / "副本.csv")
    assert first.receipt is not None
    assert (second.receipt, second.known_as) == (None, "一.csv")
    assert len(payments(book)) == 2


def test_the_same_content_in_other_bytes_and_under_another_title_is_not_taken_twice(book: Book, tmp_path: Path) -> None:
    (tmp_path / "一.csv").write_text(pay_list(), "utf-8")
    (tmp_path / "二.csv").write_text(pay_list("某县老年人高龄津贴（2019年5月）花名册") + "制表人：　　审核人：\n", "gb18030")
    _, again = take(book, tmp_path / "一.csv", tmp_path / "二.csv")
    assert again.receipt is not None
    (block,) = again.receipt.sheets[0].blocks
    assert block.duplicate_of == "一.csv"
    assert block.passed_over == block.rows
    assert len(payments(book)) == 2


def test_two_months_with_equal_bodies_are_two_deliveries(book: Book, tmp_path: Path) -> None:
    (tmp_path / "5月.csv").write_text(pay_list(), "utf-8")
    (tmp_path / "6月.csv").write_text(pay_list("2019年6月高龄津贴发放表"), "utf-8")
    take(book, tmp_path / "5月.csv", tmp_path / "6月.csv")
    assert [p[2] for p in payments(book)] == ["2019-05-01", "2019-06-01"] * 2


def test_a_bad_file_gets_its_sentence_and_the_next_one_goes_in(book: Book, tmp_path: Path) -> None:
    (tmp_path / "a空.xlsx").write_bytes(b"")
    (tmp_path / "b坏.xlsx").write_bytes(b"PK\x03\x04" + b"\x00" * 200)
    (tmp_path / "c好.csv").write_text(pay_list(), "utf-8")
    taken = take(book, *sorted(tmp_path.glob("*.*")))
    reasons = [t.receipt.unreadable.code if t.receipt is not None and t.receipt.unreadable is not None else None for t in taken]
    assert reasons[0] == "empty-file"
    assert reasons[1] is not None
    assert reasons[2] is None
    assert len(payments(book)) == 2


def test_a_mapping_corrects_a_sheet_and_is_remembered_for_the_next_of_its_make(book: Book, tmp_path: Path) -> None:
    sheet = f"2019年5月高龄津贴,,,\n姓名,身份证号,核定数,到手\n王小明,{A},100,80\n"
    (tmp_path / "五.csv").write_text(sheet, "utf-8")
    (tmp_path / "六.csv").write_text(sheet.replace("5月", "6月"), "utf-8")
    mapping = """
        [[sheet]]
        headers = ["姓名", "身份证号", "核定数", "到手"]
        table = "payments"
        [sheet.columns]
        "到手" = "amount_yuan"
        "核定数" = ""
    """
    take(book, tmp_path / "五.csv", mapping=mapping)
    take(book, tmp_path / "六.csv")
    assert [p[1] for p in payments(book)] == ["80.00", "80.00"]


def test_ingest_writes_out_what_it_found_for_a_clerk_to_correct(book: Book, tmp_path: Path) -> None:
    (tmp_path / "一.csv").write_text(pay_list(), "utf-8")
    take(book, tmp_path / "一.csv")
    (text,) = book.mappings().values()
    assert 'table = "payments"' in text
    assert '"身份证号" = "id_no"' in text


@pytest.mark.parametrize("mapping", ["not toml at all [", '[[sheet]]\nheaders=["a"]\ntable="nothing"\n', ""])
def test_a_mapping_that_cannot_be_used_is_refused_before_any_file_is_read(book: Book, tmp_path: Path, mapping: str) -> None:
    (tmp_path / "一.csv").write_text(pay_list(), "utf-8")
    with pytest.raises(AskedWrongly):
        take(book, tmp_path / "一.csv", mapping=mapping)
    assert book.batches() == []


def test_office_lock_files_are_left_out_and_folders_give_names(tmp_path: Path) -> None:
    (tmp_path / "民政局").mkdir()
    for name in ("~$低保.xlsx", "低保.xlsx", ".DS_Store", "Thumbs.db"):
        (tmp_path / "民政局" / name).write_bytes(b"x")
    assert [s.file for s in find_sources([tmp_path])] == ["民政局/低保.xlsx"]


def test_children_give_the_same_book_as_one_process(tmp_path: Path) -> None:
    for n in range(4):
        (tmp_path / f"{n}月.csv").write_text(pay_list(f"2019年{n + 1}月高龄津贴发放表"), "utf-8")
    results = []
    for name, children in (("one", None), ("two", Children(WORK, 2))):
        book = create_book(tmp_path / name)
        with children if children is not None else nullcontext():
            list(ingest_files(sorted(tmp_path.glob("*.csv")), book, Silent(), children=children))
        results.append((payments(book), [b.receipt.file for b in book.batches()]))
    assert results[0] == results[1]


def test_a_child_that_dies_on_a_file_takes_only_that_file_along() -> None:
    with Children("os:_exit", 1) as children:
        outcomes = list(children.run([3, 4], lambda _: 30.0))
    assert [(o.job, o.result, o.failure) for o in outcomes] == [(3, None, "died"), (4, None, "died")]


def test_a_job_beyond_its_time_is_ended_and_the_next_one_runs() -> None:
    with Children("time:sleep", 1) as children:
        outcomes = list(children.run([60, 0], lambda job: 0.5 if job == 60 else 30.0))
    assert [(o.job, o.failure) for o in outcomes] == [(60, "too-slow"), (0, "")]
