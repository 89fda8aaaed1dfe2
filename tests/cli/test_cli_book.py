"""`lianjing book …` as it is asked for on the command line."""

import csv
import json
import sys
from pathlib import Path

import pytest

import lianjing.cli as edge
from lianjing.book import Book, FileReceipt, open_book
from lianjing.schema import TABLES

sys.path.insert(0, str(Path(__file__).parents[1] / "book"))
from book_filling import add_file, payment

ID = "139901198204100011"
WANTED = {"id_no", "name", "programme", "period_start", "period_end", "amount_yuan", "town", "village", "card_no"}


def lianjing(*args: object) -> int:
    with pytest.raises(SystemExit) as e:
        edge.main([str(a) for a in args])
    assert isinstance(e.value.code, int)
    return e.value.code


@pytest.fixture
def book(tmp_path: Path) -> Book:
    assert lianjing("book", "new", tmp_path / "book") == 0
    book = open_book(tmp_path / "book")
    with book.writing() as writer:
        add_file(
            writer, "民政/低保.xlsx", [payment(5, name="甲", id_no=ID, amount_yuan=300), payment(6, fate="quarantined", id_raw="1.4E+17")]
        )
        add_file(writer, "死亡.csv", [payment(2, name="乙")])
    return book


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as f:
        return list(csv.DictReader(f))


def test_a_book_is_not_made_twice(book: Book, capsys: pytest.CaptureFixture[str]) -> None:
    assert lianjing("book", "new", book.path) == 2
    assert "already" in capsys.readouterr().err


def test_a_province_shares_a_key(book: Book, tmp_path: Path) -> None:
    assert lianjing("book", "new", tmp_path / "other", "--key-from", book.path) == 0
    assert open_book(tmp_path / "other").key == book.key


def test_show_counts_tables_and_files(book: Book, capsys: pytest.CaptureFixture[str]) -> None:
    assert lianjing("book", "withdraw", book.path, "死亡.csv", "--reason", "发错了") == 0
    capsys.readouterr()
    assert lianjing("book", "show", book.path) == 0
    out = capsys.readouterr().out
    for word in ("payments", "发放明细", "民政/低保.xlsx", "已撤回 Withdrawn (1)", "发错了", "隔离 quarantined"):
        assert word in out


def test_show_for_scripts_is_json(book: Book, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert lianjing("book", "show", book.path, "--json") == 0
    seen = json.loads(capsys.readouterr().out)
    assert seen["tables"] == [{"name": "payments", "zh": "发放明细", "en": "Payments", "rows": 2, "quarantined": 1, "files": 2}]
    assert [f["file"] for f in seen["files"]] == ["民政/低保.xlsx", "死亡.csv"]


def test_show_lists_the_columns_of_every_table_when_asked(book: Book, capsys: pytest.CaptureFixture[str]) -> None:
    assert lianjing("book", "show", book.path, "--columns") == 0
    out = capsys.readouterr().out
    for table in TABLES.values():
        assert f"\n{table.name} (" in out
        assert all(column.name in out for column in table.columns)


def test_show_finds_a_file_that_was_changed(book: Book, capsys: pytest.CaptureFixture[str]) -> None:
    receipt = book.batches()[0].folder / "receipt.json"
    changed = FileReceipt.from_json(receipt.read_text("utf-8"))
    receipt.write_text(changed.to_json().replace("Sheet1", "Sheet2"), "utf-8")
    assert lianjing("book", "show", book.path) == 4
    assert "receipt.json" in capsys.readouterr().err


def test_export_is_masked_and_leaves_quarantined_rows_out(book: Book, tmp_path: Path) -> None:
    assert lianjing("book", "export", book.path, "payments", "--csv", tmp_path / "p.csv") == 0
    found = lines(tmp_path / "p.csv")
    assert set(found[0]) >= WANTED
    assert {r["name"]: r["id_no"] for r in found} == {"甲": "139901**********11", "乙": ""}


def test_export_reveals_only_with_a_reason_and_logs_it(book: Book, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert lianjing("book", "export", book.path, "payments", "--csv", tmp_path / "p.csv", "--reveal") == 2
    assert "--reason" in capsys.readouterr().err
    assert not (tmp_path / "p.csv").exists()
    assert lianjing("book", "export", book.path, "payments", "--csv", tmp_path / "p.csv", "--reveal", "--reason", "核查") == 0
    assert ID in {r["id_no"] for r in lines(tmp_path / "p.csv")}
    assert (book.log_lines()[-1].what, book.log_lines()[-1].facts["reason"]) == ("reveal", "核查")


def test_export_writes_each_kind_of_file_asked_for(book: Book, tmp_path: Path) -> None:
    files = {kind: tmp_path / f"p.{kind}" for kind in ("csv", "xlsx", "parquet")}
    options = [word for kind, path in files.items() for word in (f"--{kind}", path)]
    assert lianjing("book", "export", book.path, "payments", *options) == 0
    assert [path.read_bytes()[:3] for path in files.values()] == ["\ufeff".encode(), b"PK\x03", b"PAR"]


@pytest.mark.parametrize("command", [["export", "payments"], ["receipts"], ["quarantine"]])
def test_a_list_that_goes_nowhere_is_asked_wrongly(book: Book, command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    name, *table = command
    assert lianjing("book", name, book.path, *table) == 2
    assert "--xlsx" in capsys.readouterr().err


def test_a_csv_with_long_numbers_says_that_excel_cuts_them(book: Book, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    export = ["book", "export", book.path, "payments"]
    assert lianjing(*export, "--csv", tmp_path / "p.csv") == 0
    assert "--xlsx" not in capsys.readouterr().err
    assert lianjing(*export, "--csv", tmp_path / "p.csv", "--reveal", "--reason", "核查") == 0
    assert "--xlsx" in capsys.readouterr().err
    assert lianjing(*export, "--xlsx", tmp_path / "p.xlsx", "--reveal", "--reason", "核查") == 0
    assert "--xlsx" not in capsys.readouterr().err


def test_the_tables_are_told_without_a_book(capsys: pytest.CaptureFixture[str]) -> None:
    assert lianjing("book", "tables", "--markdown") == 0
    assert "| `amount_yuan` | DECIMAL(18,2) | money |" in capsys.readouterr().out
    assert lianjing("book", "tables") == 0
    assert "payments" in capsys.readouterr().out


def test_export_of_an_unknown_table_names_the_tables(book: Book, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert lianjing("book", "export", book.path, "money", "--csv", tmp_path / "p.csv") == 2
    assert "payments" in capsys.readouterr().err


def test_export_of_a_table_the_book_lacks_is_a_header_and_a_word(book: Book, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert lianjing("book", "export", book.path, "deaths", "--csv", tmp_path / "d.csv") == 0
    assert "deaths" in capsys.readouterr().err
    assert (tmp_path / "d.csv").read_text("utf-8-sig").count("\n") == 1


def test_receipts_and_quarantine_are_written(book: Book, tmp_path: Path) -> None:
    assert lianjing("book", "receipts", book.path, "--csv", tmp_path / "r.csv") == 0
    assert [r["source_file"] for r in lines(tmp_path / "r.csv")] == ["民政/低保.xlsx", "死亡.csv"]
    assert lianjing("book", "quarantine", book.path, "--csv", tmp_path / "q.csv") == 0
    assert lianjing("book", "quarantine", book.path, "--csv", tmp_path / "q.csv", "--reveal") == 2


def test_a_locked_book_ends_with_4(book: Book, capsys: pytest.CaptureFixture[str]) -> None:
    with book.writing():
        assert lianjing("book", "withdraw", book.path, "死亡.csv", "--reason", "x") == 4
    assert "Another process" in capsys.readouterr().err


def test_a_withdrawal_of_an_unknown_file_ends_with_2(book: Book) -> None:
    assert lianjing("book", "withdraw", book.path, "没有.xlsx", "--reason", "x") == 2
