"""An answer workbook as townships send it back: every row ends as exactly one of four, and says why and what to do."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from answer_sheets import HEAD, asked, digest, doubt, read, workbook
from hypothesis import given
from hypothesis import strategies as st

from lianjing.errors import catalogue
from lianjing.verdicts.answers import Answers, read_number
from lianjing.verdicts.verdict import PASSED_OVER, Fate, RowFate
from lianjing.verdicts.words import Answer


def fates(answers: Answers) -> list[tuple[str, str]]:
    """(fate, why) of each row below title and headings."""
    return [(r.fate.value, r.why) for r in answers.rows[2:]]


def only(answers: Answers) -> RowFate:
    (row,) = answers.rows[2:]
    return row


def test_a_row_filled_in_as_asked_is_accepted(tmp_path: Path) -> None:
    row = only(read(workbook(tmp_path / "a.xlsx", [asked(1, "可解释", "1 只在纸质档案里有的情况", "王五", date(2024, 5, 6), "见档案")])))
    verdict = row.verdict
    assert row.fate is Fate.ACCEPTED
    assert verdict is not None
    assert (verdict.doubt_id, verdict.rule, verdict.evidence) == (doubt(1), "A01", digest(1))
    assert (verdict.answer, verdict.reason, verdict.reason_text) == (Answer.EXPLAINED, "paper", "只在纸质档案里有的情况")
    assert (verdict.by, verdict.on, verdict.note, str(verdict.place)) == ("王五", date(2024, 5, 6), "见档案", "a.xlsx［答复］C3")


def test_columns_stand_in_any_order_among_others_and_headings_may_come_again(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for line in (
        ["双庙镇反馈表"],
        [],
        ["备注", "联系电话", "核查结果（必填）", "疑点编号", "原  因", "依据摘要"],
        ["已核对凭证", "1380000", "属实", doubt(1), None, digest(1)],
        ["合计", None, None, None, "1 条"],
        ["云岭镇"],
        ["编号", "依据摘要", "核查结果"],
        [doubt(2), digest(2), "数据有误"],
        ["填表人：李四"],
    ):
        sheet.append(line)
    book.save(tmp_path / "a.xlsx")
    answers = read(tmp_path / "a.xlsx")
    assert [r.why or r.fate.value for r in answers.rows] == [
        "above-header", "blank", "header", "accepted", "without-number", "without-number", "header", "accepted", "without-number",
    ]  # fmt: skip
    assert [r.verdict.answer.value for r in answers.rows if r.verdict] == ["confirmed", "data_error"]


def test_headings_in_two_rows_and_columns_of_the_same_heading_are_told_apart(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["编号", "编号", "依据摘要", "核查情况", None, "备注", "说明"])
    sheet.append([None, None, None, "核查结果", "原因"])
    for n in (1, 2):
        sheet.append([n, doubt(n), digest(n), "可解释", "2", "村里说明", "已看凭证"])
    for area in ("A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:F2", "G1:G2"):
        sheet.merge_cells(area)
    book.save(tmp_path / "a.xlsx")
    answers = read(tmp_path / "a.xlsx")
    assert [r.why for r in answers.rows[:2]] == ["header", "header"]
    said = [(v.doubt_id, v.answer, v.reason, v.note) for r in answers.rows if (v := r.verdict)]
    assert said == [(doubt(n), Answer.EXPLAINED, "arrears", "村里说明；已看凭证") for n in (1, 2)]


def test_two_columns_that_answer_differently_are_not_guessed(tmp_path: Path) -> None:
    head = ("编号", "依据摘要", "核查结果", "是否属实")
    rows = [asked(1, "属实", "是"), asked(2, "属实", "不属实"), asked(3, None, "否", "x")]
    assert [r.why or r.fate.value for r in read(workbook(tmp_path / "a.xlsx", rows, head)).rows[2:]] == [
        "repaired", "answer-unclear", "reason-missing",
    ]  # fmt: skip


@pytest.mark.parametrize("typed", ["  {} ", "{upper}", "编号：{}", "'{}", "{spaced}", "{wide}"])
def test_a_number_is_mended_where_it_can_be_read_in_one_way(tmp_path: Path, typed: str) -> None:
    d = doubt(1)
    wide = "".join(chr(ord(c) + 0xFEE0) for c in d)
    text = typed.format(d, upper=d.upper(), spaced=" ".join(d[i : i + 4] for i in range(0, 16, 4)), wide=wide)
    assert read_number(text) == (d, text.strip() != d or text != d)
    row = only(read(workbook(tmp_path / "a.xlsx", [(text, digest(1), "属实")])))
    assert row.verdict is not None
    assert row.verdict.doubt_id == d


def test_merged_answers_and_ditto_marks_speak_for_the_rows_they_cover(tmp_path: Path) -> None:
    rows = [asked(1, "可解释", "2", "王五"), asked(2, None, None, "〃"), asked(3, "〃", "同上", "同上")]
    answers = read(workbook(tmp_path / "a.xlsx", rows, merges=["C3:C4", "D3:D4"]))
    verdicts = [r.verdict for r in answers.rows[2:]]
    assert [(v.answer, v.reason, v.by) for v in verdicts if v] == [(Answer.EXPLAINED, "arrears", "王五")] * 3
    assert [r.mended for r in answers.rows[3:]] == [("merged", "as-above", "reason"), ("as-above", "reason")]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (("", digest(1), "属实"), "number-missing"),
        (("第三条", digest(1), "属实"), "number-unreadable"),
        ((doubt(1), digest(2), "属实"), "doubt-unknown"),
        (("ffff0000ffff0000", digest(1), "属实"), "doubt-unknown"),
        (("ffff0000ffff0000", None, "属实"), "doubt-unknown"),
        (asked(1, "属实", key=b"another county"), "doubt-unknown"),
        (asked(1, "已核实"), "answer-unclear"),
        (asked(1, None, "事后补发"), "answer-missing"),
        (asked(1, "", "", "", "", "见村里说明"), "answer-missing"),
        (asked(1, "可解释"), "reason-missing"),
        (asked(1, "正常", "其他"), "reason-missing"),
        (asked(1, "可解释", "9"), "reason-unknown-number"),
        (asked(1, "=A1&C1"), "cell-without-value"),
    ],
)
def test_a_row_that_cannot_be_taken_says_where_and_what_to_do(tmp_path: Path, row: tuple[object, ...], why: str) -> None:
    fate = only(read(workbook(tmp_path / "a.xlsx", [row])))
    assert (fate.fate, fate.why) == (Fate.QUARANTINED, why)
    assert fate.says("a.xlsx", "zh").startswith("a.xlsx［答复］")
    assert "重新导入" in fate.says("a.xlsx", "zh") or "备注" in fate.says("a.xlsx", "zh")


def test_an_unclear_answer_is_told_without_the_numbers_in_it(tmp_path: Path) -> None:
    fate = only(read(workbook(tmp_path / "a.xlsx", [asked(1, "问139901198204100011本人")])))
    assert "139901**********11" in fate.says("a.xlsx", "zh")


@pytest.mark.parametrize("cells", [(), (None, "-"), ("/", None, "王五"), (" ", None, "王五", date(2024, 1, 1))])
def test_a_doubt_not_yet_looked_at_is_passed_over(tmp_path: Path, cells: tuple[object, ...]) -> None:
    assert fates(read(workbook(tmp_path / "a.xlsx", [asked(1, *cells)]))) == [("passed_over", "no-answer")]


def test_rows_sorted_apart_are_found_out(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(workbook(tmp_path / "a.xlsx", [(doubt(2), digest(1), "属实"), (doubt(1), digest(2), "属实")]))
    own = book.create_sheet("廉镜")
    own.append(["lianjing"])
    for n in (1, 2):
        own.append([None, doubt(n), digest(n)])
    book.save(tmp_path / "a.xlsx")
    assert fates(read(tmp_path / "a.xlsx"))[:2] == [("quarantined", "number-and-evidence-apart")] * 2


def test_a_lost_digest_comes_from_the_hidden_sheet_else_from_the_last_run(tmp_path: Path) -> None:
    head = [h for h in HEAD if h != "依据摘要"]
    path = workbook(tmp_path / "a.xlsx", [(doubt(1), "属实"), (doubt(2), "属实"), (doubt(3), "属实")], head)
    book = openpyxl.load_workbook(path)
    own = book.create_sheet("廉镜")
    own.append(["lianjing"])
    own.append([None, doubt(1), digest(1)])
    book.save(path)
    answers = read(path, last_run={doubt(2): ("A01", digest(2))})
    assert [r.mended for r in answers.rows[2:4]] == [("evidence-from-hidden-sheet",), ("evidence-of-last-run",)]
    assert [r.verdict.evidence for r in answers.rows if r.verdict] == [digest(1), digest(2)]
    assert (answers.rows[4].fate, answers.rows[4].why) == (Fate.QUARANTINED, "doubt-unknown")
    assert [r.why for r in answers.rows[5:]] == ["own-sheet"] * 2


def test_a_sheet_that_lost_its_headings_is_set_aside_row_by_row(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append([doubt(1), "属实"])
    book.active.append(["说明"])
    book.save(tmp_path / "a.xlsx")
    assert [(r.fate.value, r.why) for r in read(tmp_path / "a.xlsx").rows] == [
        ("quarantined", "headings-missing"),
        ("passed_over", "above-header"),
    ]


def test_answers_that_contradict_each_other_are_all_set_aside(tmp_path: Path) -> None:
    rows = [asked(1, "属实"), asked(2, "属实"), asked(1, "可解释", "2"), asked(1, "属实")]
    answers = read(workbook(tmp_path / "a.xlsx", rows))
    assert fates(answers) == [
        ("quarantined", "answers-differ"),
        ("accepted", ""),
        ("quarantined", "answers-differ"),
        ("quarantined", "answers-differ"),
    ]
    assert "［答复］C5、［答复］C6" in answers.rows[2].says("a.xlsx", "zh")


def test_the_same_answer_twice_is_taken_once_with_both_notes(tmp_path: Path) -> None:
    rows = [asked(1, "属实", None, "王五", "2024-05-01", "已谈话"), asked(1, "查实", None, None, "2024-05-03", "已退还")]
    answers = read(workbook(tmp_path / "a.xlsx", rows))
    assert fates(answers) == [("accepted", ""), ("passed_over", "said-twice")]
    verdict = answers.rows[2].verdict
    assert verdict is not None
    assert (verdict.note, verdict.by, verdict.on) == ("已谈话；已退还", "王五", date(2024, 5, 3))


def test_a_day_that_cannot_be_read_is_kept_in_the_note(tmp_path: Path) -> None:
    row = only(read(workbook(tmp_path / "a.xlsx", [asked(1, "属实", None, None, "上周三")])))
    assert row.verdict is not None
    assert (row.fate, row.verdict.on, row.verdict.note) == (Fate.REPAIRED, None, "核查日期：上周三")


def test_a_csv_is_read_as_well(tmp_path: Path) -> None:
    path = tmp_path / "答复.csv"
    with path.open("w", encoding="gb18030", newline="") as f:
        csv.writer(f).writerows([HEAD, asked(1, "属实"), asked(2, "误录")])
    assert [r.verdict.answer.value for r in read(path).rows if r.verdict] == ["confirmed", "data_error"]


CELLS = st.one_of(
    st.none(),
    st.sampled_from(
        ["属实", "不属实", "可解释", "数据有误", "待核", "已核实", "〃", "同上", "-", "1", "2 事后补发", "见说明", "合计", *HEAD]
    ),
    st.integers(0, 99),
    st.dates(date(2020, 1, 1), date(2024, 12, 31)),
    st.text(alphabet="属实不编号核查结果①９ aF0", max_size=6),
)
ROWS = st.lists(
    st.one_of(
        st.just(HEAD),
        st.just(tuple(reversed(HEAD))),
        st.builds(lambda n, cells: asked(n, *cells), st.integers(1, 4), st.lists(CELLS, max_size=5)),
        st.lists(CELLS, max_size=8).map(tuple),
    ),
    max_size=12,
)
MERGES = st.lists(
    st.builds(lambda c, r, n: f"{c}{r}:{c}{r + n}", st.sampled_from("ABCDE"), st.integers(1, 8), st.integers(1, 3)), max_size=2
)


@given(rows=ROWS, merges=MERGES)
def test_every_row_has_exactly_one_fate_and_every_doubt_at_most_one_verdict(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[object, ...]], merges: list[str]
) -> None:
    path = tmp_path_factory.mktemp("any") / "a.xlsx"
    distinct = [m for i, m in enumerate(merges) if m[0] not in {k[0] for k in merges[:i]}]
    answers = read(workbook(path, rows, merges=distinct))
    assert [r.row for r in answers.rows] == list(range(1, len(answers.rows) + 1))
    assert len(answers.rows) >= max((i for i, row in enumerate(rows, 3) if any(c not in (None, "") for c in row)), default=0) - 1
    for row in answers.rows:
        match row.fate:
            case Fate.ACCEPTED | Fate.REPAIRED:
                assert row.verdict is not None
                assert (row.fate is Fate.REPAIRED) == (row.mended != ())
            case Fate.QUARANTINED:
                assert row.verdict is None
                assert row.why in catalogue()
            case Fate.PASSED_OVER:
                assert row.verdict is None
                assert row.why in PASSED_OVER
    assert max(Counter(r.verdict.doubt_id for r in answers.rows if r.verdict).values(), default=1) == 1


@given(order=st.permutations(range(6)))
def test_the_order_of_rows_changes_no_verdict(tmp_path_factory: pytest.TempPathFactory, order: list[int]) -> None:
    rows = [
        asked(1, "属实"), asked(2, "可解释", "2"), asked(3, "误录"), asked(3, "误录"), asked(4, "属实"), asked(4, "待核"),
    ]  # fmt: skip
    answers = read(workbook(tmp_path_factory.mktemp("order") / "a.xlsx", [rows[i] for i in order]))
    said = {(r.verdict.doubt_id, r.verdict.answer.value, r.verdict.reason) for r in answers.rows if r.verdict}
    assert said == {(doubt(1), "confirmed", None), (doubt(2), "explained", "arrears"), (doubt(3), "data_error", None)}
