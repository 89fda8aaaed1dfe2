"""`lianjing rules …` and `lianjing check` as they are asked for on the command line."""

import csv
from pathlib import Path

import pytest

import lianjing.cli as edge
from lianjing.book import Book, open_book

ID = "139901198204100011"
OWN_RULE = Path(__file__).parents[2] / "src/lianjing/checks/rules/A/A01.sql"


def lianjing(*args: object) -> int:
    with pytest.raises(SystemExit) as e:
        edge.main([str(a) for a in args])
    assert isinstance(e.value.code, int)
    return e.value.code


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """Two workbooks as offices send them, taken in: one payment of the month after the death."""
    (tmp_path / "民政").mkdir()
    paid, dead = tmp_path / "民政" / "农村低保发放表.csv", tmp_path / "死亡人员.csv"
    paid.write_text(f"乡镇,村,姓名,身份证号,项目,所属期,金额\n上坪镇,柿树村,吴桂兰,{ID},农村低保,2024年4月,300\n", "utf-8")
    dead.write_text(f"乡镇,村,姓名,身份证号,死亡日期\n上坪镇,柿树村,吴桂兰,{ID},2024-03-15\n", "utf-8")
    assert lianjing("ingest", tmp_path / "民政", dead, "--book", tmp_path / "book") == 0
    return open_book(tmp_path / "book")


def doubts(out: Path) -> list[dict[str, str]]:
    with (out / "doubts.csv").open(encoding="utf-8-sig", newline="") as f:
        return list(csv.DictReader(f))


def test_rules_list_names_every_rule_and_what_it_needs(capsys: pytest.CaptureFixture[str]) -> None:
    assert lianjing("rules", "list") == 0
    said = capsys.readouterr().out
    assert "A01  强  疑多领  死亡次月起仍有发放" in said
    assert "[payments, deaths]" in said


def test_rules_show_gives_the_explanations_and_the_sql(capsys: pytest.CaptureFixture[str]) -> None:
    assert lianjing("rules", "show", "A01") == 0
    said = capsys.readouterr().out
    assert "排除 unless month-of-death" in said
    assert "FROM paid AS p" in said


def test_rules_test_passes_the_models_and_names_what_does_not_hold(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert lianjing("rules", "test", "A01") == 0
    own = tmp_path / "rules"
    own.mkdir()
    (own / "Z01.sql").write_text(OWN_RULE.read_text("utf-8").replace('id       = "A01"', 'id = "Z01"'), "utf-8")
    assert lianjing("rules", "test", "Z01", "--rules-dir", own) == 1
    assert "Z01.fixture.md is missing" in capsys.readouterr().out


def test_an_unknown_rule_is_asked_wrongly(capsys: pytest.CaptureFixture[str]) -> None:
    assert lianjing("rules", "show", "Q77") == 2
    assert "Q77" in capsys.readouterr().err


def test_check_writes_the_doubts_and_says_a_line_a_rule(book: Book, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert lianjing("check", book.path, "--out", tmp_path / "out") == 0
    said = capsys.readouterr().out
    assert "A01       1 条            300.00 元  死亡次月起仍有发放" in said
    assert "A13  未运行 NOT RUN  需要“机动车”表" in said
    assert "合计 total: 1 条疑点 doubts，基准日 as of 2024-04-30（最近一期 latest period）" in said
    (doubt,) = doubts(tmp_path / "out")
    assert (doubt["rule"], doubt["name"], doubt["source_row"]) == ("A01", "吴桂兰", "2;2")
    assert doubt["source_file"] == "农村低保发放表.csv;死亡人员.csv"
    assert ID not in (tmp_path / "out" / "doubts.csv").read_text("utf-8-sig")


def test_check_reveals_only_with_a_reason_which_the_books_log_keeps(book: Book, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert lianjing("check", book.path, "--out", tmp_path / "out", "--reveal") == 2
    assert not (tmp_path / "out").exists()
    assert lianjing("check", book.path, "--out", tmp_path / "out", "--rules", "A01", "--reveal", "--reason", "核实") == 0
    assert doubts(tmp_path / "out")[0]["id_no"] == ID
    assert "核实" in (book.path / "log.jsonl").read_text("utf-8")


def test_check_takes_the_day_and_the_rules_that_are_asked_for(book: Book, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert lianjing("check", book.path, "--out", tmp_path / "out", "--rules", "A01,B*", "--as-of", "2024-12-31") == 0
    said = capsys.readouterr().out
    assert "基准日 as of 2024-12-31（--as-of）" in said
    assert "A13" not in said


def test_the_same_book_gives_the_same_bytes(book: Book, tmp_path: Path) -> None:
    for out in ("one", "two"):
        assert lianjing("check", book.path, "--out", tmp_path / out) == 0
    for file in sorted((tmp_path / "one").iterdir()):
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes(), file.name


def test_a_new_rule_is_red_until_it_is_filled_and_never_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert lianjing("rules", "new", "B07X", "--rules-dir", tmp_path) == 0
    assert lianjing("rules", "test", "B07X", "--rules-dir", tmp_path) == 1
    assert "nothing found, at least one doubt expected" in capsys.readouterr().out
    assert lianjing("rules", "new", "B07X", "--rules-dir", tmp_path) == 2
    assert lianjing("rules", "new", "7B", "--rules-dir", tmp_path) == 2


def test_rules_show_over_a_book_gives_each_step_with_its_rows(book: Book, capsys: pytest.CaptureFixture[str]) -> None:
    assert lianjing("rules", "show", "A01", "--book", book.path) == 0
    said = capsys.readouterr().out
    assert "-- 疑点行 lines: 1 行 rows" in said
    assert ID not in said
    assert lianjing("rules", "show", "A13", "--book", book.path) == 0
    assert "未运行 NOT RUN" in capsys.readouterr().out


def test_a_countys_own_rule_runs_beside_ours_and_since_says_what_changed(
    book: Book, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lianjing("rules", "new", "B07X", "--rules-dir", tmp_path / "own")
    file = tmp_path / "own" / "B07X.sql"
    file.write_text(file.read_text("utf-8").replace("AND FALSE", "AND p.amount_yuan <> 7"), "utf-8")
    asked = ("check", book.path, "--out", tmp_path / "out", "--rules-dir", tmp_path / "own", "--since", "last")
    assert lianjing(*asked) == 0
    said = capsys.readouterr().out
    assert "B07X       1 条" in said
    assert "没有以前的核查" in said
    assert lianjing(*asked) == 0
    assert "新增 new 0，消失 gone 0，有变 changed 0，不变 unchanged 2" in capsys.readouterr().out
    assert lianjing(*asked[:-1], "9") == 2
