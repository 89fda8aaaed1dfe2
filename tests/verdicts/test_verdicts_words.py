"""Answers in free words: understood where they can mean one thing only."""

import tomllib
from collections import Counter
from importlib.resources import files

import pytest
from answer_sheets import RULE

from lianjing.verdicts.reasons import read_reason, reasons_of
from lianjing.verdicts.words import Answer, Role, plain, read_answer, role_of, says_why

C, E, D, P = Answer.CONFIRMED, Answer.EXPLAINED, Answer.DATA_ERROR, Answer.OPEN


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("属实", C), ("查实", C), ("确认", C), ("是", C), ("经核查，情况属实。", C), ("属实，已退还", C),
        ("没有发放登记，属实", C), ("ＹＥＳ", C),
        ("不 属 实", E), ("已说明", E), ("有原因", E), ("合规", E), ("正常", E), ("可解释", E), ("经核实无问题", E),
        ("并不属实", E), ("不是", E),
        ("数据错误", D), ("录入错误", D), ("误录", D), ("不属实，系录入错误", D),
        ("待核", P), ("未核", P), ("尚未核实", P), ("正在核查，等银行流水", P),
    ],
)  # fmt: skip
def test_an_answer_is_understood(said: str, answer: Answer) -> None:
    read = read_answer(said)
    assert read is not None
    assert read.answer is answer


@pytest.mark.parametrize(
    "said",
    ["未查实", "未发现违规", "没有不合规", "已核实", "是否属实", "不是误录", "属实，数据错误", "Not confirmed", "√", "待乡镇研究", "123"],
)
def test_what_can_mean_two_things_is_not_guessed(said: str) -> None:
    assert read_answer(said) is None


def test_no_word_says_two_things() -> None:
    raw = tomllib.loads(files("lianjing.verdicts").joinpath("words.toml").read_text("utf-8"))
    for part in ("answers", "columns"):
        counted = Counter(w for words in raw[part].values() for w in {plain(w) for w in words})
        assert [w for w, n in counted.items() if n > 1] == []


def test_the_four_words_of_the_drop_down_are_no_free_words() -> None:
    assert [read_answer(w).in_free_words for w in ("属实", "可解释", "数据有误", "待核")] == [False] * 4  # type: ignore[union-attr]
    assert read_answer("情况属实！").in_free_words  # type: ignore[union-attr]


def test_headings_are_known_with_blanks_and_remarks() -> None:
    assert [role_of(h) for h in ("编 号", "核查结果（必填）", "原  因", "checked by", "序号", "金额（元）")] == [
        Role.DOUBT, Role.ANSWER, Role.REASON, Role.BY, None, None,
    ]  # fmt: skip


def test_a_free_answer_says_why_where_it_says_more_than_the_answer() -> None:
    assert says_why("合规，亲属代领已登记")
    assert not says_why("经入户核查情况正常")


@pytest.mark.parametrize("said", ["2", "（2）", "②", "2.", "2 事后补发", "事后补发", "arrears", "ARREARS ", "2、事后补发"])
def test_a_reason_is_matched_by_number_key_or_text(said: str) -> None:
    read = read_reason(said, reasons_of(RULE))
    assert read is not None
    assert (read.key, read.text) == ("arrears", "事后补发")


def test_another_reason_is_kept_and_none_is_none() -> None:
    reasons = reasons_of(RULE)
    assert read_reason("家属已退回", reasons) is not None
    assert read_reason("家属已退回", reasons).key is None  # type: ignore[union-attr]
    assert [read_reason(t, reasons) for t in ("", "-", "其他", "7", "9 ")] == [None] * 5
    assert read_reason("2017年已补发", reasons).text == "2017年已补发"  # type: ignore[union-attr]
