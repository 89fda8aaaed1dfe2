"""From the answer workbook to the next run: explained doubts stay quiet until their evidence changes."""

import csv
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

import lianjing.cli as edge
from lianjing.book import Book, create_book, open_book, withdraw
from lianjing.ingest.run import ingest_files
from lianjing.verdicts import store

NAMES = {"吴桂兰": "139901198204100011", "何禄磊": "139901195503150031", "沈艳素": "13990119600101002X", "史静梦": "139901194912300017"}
PAID = [(name, month, 300) for name in NAMES for month in (4, 5)]
PHONE = "13800001111"


class Silent:
    """Tells nobody."""

    def start(self, total_files: int) -> None: ...
    def file_done(self, name: str, rows: int) -> None: ...


def lianjing(*args: object) -> int:
    with pytest.raises(SystemExit) as e:
        edge.main([str(a) for a in args])
    assert isinstance(e.value.code, int)
    return e.value.code


def id_no(name: str) -> str:
    from lianjing.identity import check_character  # noqa: PLC0415

    return NAMES[name][:17] + check_character(NAMES[name][:17])


def pay_list(path: Path, paid: list[tuple[str, int, int]], title: str = "") -> Path:
    lines = [f"上坪镇,柿树村,{name},{id_no(name)},农村低保,2024年{month}月,{yuan}" for name, month, yuan in paid]
    path.write_text("\n".join([*([title] if title else []), "乡镇,村,姓名,身份证号,项目,所属期,金额", *lines, ""]), "utf-8")
    return path


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """Four people, two months each paid after their death."""
    dead = "".join(f"上坪镇,柿树村,{name},{id_no(name)},2024-03-15\n" for name in NAMES)
    (tmp_path / "死亡人员.csv").write_text("乡镇,村,姓名,身份证号,死亡日期\n" + dead, "utf-8")
    made = create_book(tmp_path / "book")
    list(ingest_files([pay_list(tmp_path / "低保发放表.csv", PAID), tmp_path / "死亡人员.csv"], made, Silent()))
    return open_book(made.path)


@pytest.fixture
def check(book: Book, tmp_path: Path) -> Callable[[str], dict[str, dict[str, str]]]:
    """check("one"): the run's doubts by name."""

    def run(out: str) -> dict[str, dict[str, str]]:
        assert lianjing("check", book.path, "--out", tmp_path / out, "--rules", "A01", "--as-of", "2024-12-31") == 0
        with (tmp_path / out / "doubts.csv").open(encoding="utf-8-sig", newline="") as f:
            return {d["name"]: d for d in csv.DictReader(f)}

    return run


def answer(out: Path, back: Path, said: dict[str, tuple[str, ...]]) -> Path:
    """The workbook as a township sends it back: name → answer, reason, note; sheet renamed, rows turned round, a line on top."""
    book = openpyxl.load_workbook(out / "doubts.xlsx")
    sheet = next(s for s in book if s.title.startswith("A01"))
    columns = {c.value: c.column for c in sheet[3]}
    for row in range(4, sheet.max_row + 1):
        for heading, text in zip(("核查结果", "原因", "备注"), said.get(str(sheet.cell(row, columns["姓名"]).value), ()), strict=False):
            sheet.cell(row, columns[heading]).value = text
        number = sheet.cell(row, columns["编号"])
        number.value = f" {str(number.value).upper()} " if number.value else None
    rows = [[c.value for c in row] for row in sheet.iter_rows(min_row=4)]
    for at, cells in enumerate(reversed(rows), start=4):
        for c, value in enumerate(cells, start=1):
            sheet.cell(at, c).value = value
    sheet.insert_rows(1)
    sheet.cell(1, 1).value = "上坪镇反馈"
    sheet.title = "上坪镇"
    book.save(back)
    return back


def take_in(book: Book, folder: Path, file: str, paid: list[tuple[str, int, int]], title: str = "") -> None:
    """The pay list comes again: the earlier one is withdrawn."""
    (earlier,) = [b.receipt.file for b in book.batches() if "死亡" not in b.receipt.file]
    withdraw(book, earlier, "重报")
    list(ingest_files([pay_list(folder / file, paid, title)], book, Silent()))


def test_explained_stays_quiet_until_its_evidence_changes(
    book: Book, check: Callable[[str], dict[str, dict[str, str]]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = check("first")
    assert {d["verdict"] for d in first.values()} == {"open"}
    said = {
        "吴桂兰": ("不属实", "1", f"已核对，电话{PHONE}"),
        "何禄磊": ("属实", "", "已退还"),
        "沈艳素": ("录入错误", "", ""),
    }
    capsys.readouterr()
    back = answer(tmp_path / "first", tmp_path / "上坪镇反馈.xlsx", said)
    assert lianjing("verdicts", "import", book.path, back) == 0
    assert "［上坪镇］ 8 行 rows：收 accepted 0，修 repaired 3，隔离 quarantined 0，略过 passed over 5" in capsys.readouterr().out

    second = check("second")
    assert [second[n]["verdict"] for n in NAMES] == ["explained", "confirmed", "data_error", "open"]
    assert [second[n]["evidence_digest"] for n in NAMES] == [first[n]["evidence_digest"] for n in NAMES]
    assert (second["吴桂兰"]["rule_confirmed"], second["吴桂兰"]["rule_explained"]) == ("1", "1")
    said_by_check = capsys.readouterr().out
    assert "A01  已判 3：属实 1，可解释 1，数据有误 1；属实率 33%" in said_by_check
    page = (tmp_path / "second" / "report.html").read_text("utf-8")
    assert "已核对，电话138****1111" in page
    assert PHONE not in said_by_check + "".join(second["吴桂兰"].values()) + page

    # sent again under another name, with a title, in another order: the same evidence
    take_in(book, tmp_path, "低保发放表（重报）.csv", PAID[::-1], "2024年农村低保发放表,,,,,,")
    assert [check("third")[n]["verdict"] for n in NAMES] == ["explained", "confirmed", "data_error", "open"]

    # somebody else's amount changes: nobody wakes
    take_in(book, tmp_path, "低保发放表更正一.csv", [*PAID[:-1], ("史静梦", 5, 310)])
    assert [check("fourth")[n]["woken"] for n in NAMES] == ["false"] * 4

    # an amount changes: explained wakes, confirmed stays confirmed
    take_in(book, tmp_path, "低保发放表更正二.csv", [("吴桂兰", 4, 301), ("何禄磊", 4, 301), *PAID[1:2], *PAID[3:]])
    fifth = check("fifth")
    assert [(fifth[n]["verdict"], fifth[n]["woken"]) for n in NAMES] == [
        ("open", "true"),
        ("confirmed", "false"),
        ("data_error", "false"),
        ("open", "false"),
    ]
    assert "以来已变化" in fifth["吴桂兰"]["verdict_note"]
    assert fifth["吴桂兰"]["doubt_id"] == first["吴桂兰"]["doubt_id"]
    assert "woken 1" in capsys.readouterr().out

    # one more row: the data error wakes too
    take_in(book, tmp_path, "低保发放表更正三.csv", [*PAID, ("沈艳素", 6, 300)])
    sixth = check("sixth")
    assert [sixth[n]["woken"] for n in NAMES] == ["false", "false", "true", "false"]  # the first list's evidence is back as well


def test_the_next_workbook_shows_open_doubts_first_and_folds_the_explained(
    book: Book, check: Callable[[str], dict[str, dict[str, str]]], tmp_path: Path
) -> None:
    check("first")
    said = {"吴桂兰": ("可解释", "1"), "何禄磊": ("可解释", "家属已退回"), "沈艳素": ("属实",)}
    lianjing("verdicts", "import", book.path, answer(tmp_path / "first", tmp_path / "a.xlsx", said))
    second = check("second")
    sheet = openpyxl.load_workbook(tmp_path / "second" / "doubts.xlsx").worksheets[1]
    columns = {c.value: c.column for c in sheet[3]}
    shown = [(sheet.cell(r, columns["姓名"]).value, sheet.cell(r, columns["核查结果"]).value) for r in range(4, sheet.max_row + 1)]
    assert shown[:2] == [("史静梦", None), ("沈艳素", "属实")]
    assert {s[1] for s in shown[3:]} == {"可解释"}
    assert "2 条" in sheet.cell(6, 1).value
    assert [sheet.row_dimensions[r].hidden for r in range(4, 9)] == [False, False, False, True, True]
    assert sheet.auto_filter.ref == "A3:Q5"
    assert "以往核查：已判 3" in sheet.cell(2, 1).value
    assert len(second) == 4  # none is dropped from doubts.csv
    page = (tmp_path / "second" / "report.html").read_text("utf-8")
    assert page.index("史静梦") < page.index('class="fold explained"') < page.index("家属已退回")
    # sent back as it is, it says nothing new
    assert lianjing("verdicts", "import", book.path, tmp_path / "second" / "doubts.xlsx") == 0
    assert [len(e.body["verdicts"]) for e in _entries(book)] == [3, 0]


def test_the_same_book_and_verdicts_give_the_same_bytes(
    book: Book, check: Callable[[str], dict[str, dict[str, str]]], tmp_path: Path
) -> None:
    check("first")
    lianjing("verdicts", "import", book.path, answer(tmp_path / "first", tmp_path / "a.xlsx", {"吴桂兰": ("可解释", "1")}))
    check("one")
    check("two")
    for file in sorted((tmp_path / "one").iterdir()):
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes(), file.name


def test_the_command_line_lists_takes_back_and_shows_the_record(
    book: Book, check: Callable[[str], dict[str, dict[str, str]]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = check("first")
    back = answer(tmp_path / "first", tmp_path / "a.xlsx", {"吴桂兰": ("可解释", "1"), "何禄磊": ("已核实",)})
    assert lianjing("verdicts", "import", book.path, back, "--csv", tmp_path / "fates.csv") == 0
    with (tmp_path / "fates.csv").open(encoding="utf-8-sig", newline="") as f:
        rows = list(csv.DictReader(f))
    assert sorted((r["fate"], r["why"]) for r in rows if r["fate"] in ("quarantined", "repaired")) == [
        ("quarantined", "answer-unclear"),
        ("repaired", ""),
    ]
    capsys.readouterr()
    assert lianjing("verdicts", "import", book.path, back) == 0
    assert "未作改动" in capsys.readouterr().out
    assert lianjing("verdicts", "list", book.path, "--rule", "A01") == 0
    assert f"● {first['吴桂兰']['doubt_id']}  A01  可解释 explained" in capsys.readouterr().out
    assert lianjing("rules", "list", "--book", book.path) == 0
    assert "已判 1：属实 0，可解释 1" in capsys.readouterr().out
    assert lianjing("verdicts", "take-back", book.path, first["吴桂兰"]["doubt_id"], "--reason", "填错行") == 0
    assert "现为待核" in capsys.readouterr().out
    assert check("second")["吴桂兰"]["verdict"] == "open"
    assert lianjing("verdicts", "take-back", book.path, first["吴桂兰"]["doubt_id"], "--reason", "再来") == 2


def test_a_file_that_is_no_workbook_ends_with_3_and_the_others_go_in(
    book: Book, check: Callable[[str], dict[str, dict[str, str]]], tmp_path: Path
) -> None:
    check("first")
    (tmp_path / "x.xlsx").write_bytes(b"%PDF-1.4")
    back = answer(tmp_path / "first", tmp_path / "a.xlsx", {"吴桂兰": ("属实",)})
    assert lianjing("verdicts", "import", book.path, tmp_path / "x.xlsx", back) == 3
    assert check("second")["吴桂兰"]["verdict"] == "confirmed"


def _entries(book: Book) -> list[store.Entry]:
    return list(store._entries(book))
