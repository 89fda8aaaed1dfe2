"""Several counties' books in one folder, checked as one: what only the province sees, and that alike names stay apart."""

import csv
from pathlib import Path

import pytest

import lianjing.cli as edge
from lianjing.book import Province, connect_province, open_county_or_province
from lianjing.identity import check_character

ID = "139901198204100011"
OTHER_ID = "13990119700306002" + check_character("13990119700306002")


def lianjing(*args: object) -> int:
    with pytest.raises(SystemExit) as e:
        edge.main([str(a) for a in args])
    assert isinstance(e.value.code, int)
    return e.value.code


def doubts(out: Path) -> list[dict[str, str]]:
    with (out / "doubts.csv").open(encoding="utf-8-sig", newline="") as f:
        return list(csv.DictReader(f))


def county(province: Path, name: str, rows: str, *key_from: object) -> None:
    """A county's book with one pay list."""
    sheet = province.parent / name / "农村低保发放表.csv"
    sheet.parent.mkdir()
    sheet.write_text(f"乡镇,村,姓名,身份证号,项目,所属期,金额\n{rows}", "utf-8")
    assert lianjing("book", "new", province / name, *key_from) == 0
    assert lianjing("ingest", sheet, "--book", province / name) == 0


@pytest.fixture
def province(tmp_path: Path) -> Path:
    """东县 and 西县, which both have a 上坪镇 with a 柿树村; one person is paid by both."""
    folder = tmp_path / "province"
    folder.mkdir()
    paid = f"上坪镇,柿树村,吴桂兰,{ID},农村低保,2024年4月,300\n"
    county(folder, "东县", paid)
    county(folder, "西县", f"{paid}上坪镇,柿树村,李春生,{OTHER_ID},农村低保,2024年4月,300\n", "--key-from", folder / "东县")
    return folder


def test_a_person_paid_by_two_counties_is_found_by_the_province_alone(
    province: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert lianjing("check", province, "--out", tmp_path / "out", "--rules", "A05,A06*") == 0
    (doubt,) = doubts(tmp_path / "out")
    assert doubt["rule"] == "A06X"
    assert "东县" in doubt["explanation"]
    assert "西县" in doubt["explanation"]
    assert sorted(p.name for p in province.iterdir()) == ["东县", "西县"]  # nothing is written into the folder
    report = (tmp_path / "out" / "report.html").read_text("utf-8")
    assert "东县/农村低保发放表.csv" in report
    assert "西县/农村低保发放表.csv" in report
    capsys.readouterr()
    assert lianjing("check", province, "--county", "西县", "--out", tmp_path / "one", "--rules", "A05,A06*") == 0
    assert doubts(tmp_path / "one") == []
    assert "A06X  未运行 NOT RUN  需要几个县的账簿 / needs the books of several counties" in capsys.readouterr().out


def test_rows_and_towns_of_two_counties_stay_apart(province: Path) -> None:
    book = open_county_or_province(province)
    assert isinstance(book, Province)
    con, counties = connect_province(book)
    rows = con.execute("SELECT row_id, town, village, source_file FROM payments ORDER BY row_id").fetchall()
    con.close()
    assert len({r[0] for r in rows}) == 3
    assert [r[1:] for r in rows] == [
        ("东县·上坪镇", "东县·柿树村", "东县/农村低保发放表.csv"),
        ("西县·上坪镇", "西县·柿树村", "西县/农村低保发放表.csv"),
        ("西县·上坪镇", "西县·柿树村", "西县/农村低保发放表.csv"),
    ]
    assert [[name for first, last, name in counties if first <= r[0] <= last] for r in rows] == [["东县"], ["西县"], ["西县"]]
    assert {b.number for b in book.batches()} == {r[0] >> 32 for r in rows}


def test_a_doubt_about_a_person_bears_the_same_number_in_the_county_and_in_the_province(tmp_path: Path) -> None:
    folder = tmp_path / "province"
    folder.mkdir()
    twice = f"上坪镇,柿树村,吴桂兰,{ID},农村低保,2024年4月,300\n上坪镇,石桥村,吴桂兰,{ID},农村低保,2024年4月,300\n"
    county(folder, "东县", twice)
    county(folder, "西县", f"上坪镇,石桥村,李春生,{OTHER_ID},农村低保,2024年4月,300\n", "--key-from", folder / "东县")
    assert lianjing("check", folder, "--out", tmp_path / "all", "--rules", "A06") == 0
    assert lianjing("check", folder / "东县", "--out", tmp_path / "own", "--rules", "A06") == 0
    ids = [d["doubt_id"] for d in doubts(tmp_path / "own")]
    assert len(ids) == 1
    assert [d["doubt_id"] for d in doubts(tmp_path / "all")] == ids


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--county", "南县"), "这里有：东县、西县"),
        (("--since", "last"), "几个县的账簿合在一起核查时，不能用 --since"),
    ],
)
def test_what_a_province_cannot_do_is_said(
    asked: tuple[str, ...], said: str, province: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert lianjing("check", province, "--out", tmp_path / "out", "--rules", "A01", *asked) == 2
    assert said in capsys.readouterr().err


def test_books_of_different_keys_are_refused_with_what_to_do(province: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    county(province, "中县", f"上坪镇,柿树村,吴桂兰,{ID},农村低保,2024年4月,300\n")
    capsys.readouterr()
    assert lianjing("check", province, "--out", tmp_path / "out") == 2
    assert "--key-from" in capsys.readouterr().err


def test_county_of_a_single_book_is_asked_wrongly(province: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert lianjing("check", province / "东县", "--county", "东县", "--out", tmp_path / "out") == 2
    assert "只是一个县的账簿" in capsys.readouterr().err
