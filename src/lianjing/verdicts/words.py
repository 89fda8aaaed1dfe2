"""What townships write in an answer workbook, read against `words.toml`: headings of columns, answers in free words, ditto marks."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

_ORNAMENT = re.compile(r"[\s\u200b-\u200f\ufeff\u00ad\u2060*★:：,，。.;；、!！?？()（）【】\[\]“”\"'‘’`√✓☑]+")
_CLAUSES = re.compile(r"[,，。;；、!！\n]+")


class Answer(StrEnum):
    """What a person found about a doubt."""

    CONFIRMED = "confirmed"
    EXPLAINED = "explained"
    DATA_ERROR = "data_error"
    OPEN = "open"


class Role(StrEnum):
    """What a column of an answer sheet holds."""

    DOUBT = "doubt"
    EVIDENCE = "evidence"
    ANSWER = "answer"
    REASON = "reason"
    NOTE = "note"
    BY = "by"
    ON = "on"


@dataclass(frozen=True, slots=True)
class AnswerRead:
    """An answer; `in_free_words` where it is none of the listed words but holds one."""

    answer: Answer
    in_free_words: bool


@lru_cache(20_000)
def plain(text: str) -> str:
    """The text without width, blanks, case and punctuation.

    >>> plain(" 不 属实。")
    '不属实'
    """
    return _ORNAMENT.sub("", unicodedata.normalize("NFKC", text)).lower()


@lru_cache(20_000)
def role_of(heading: str) -> Role | None:
    """What a column under this heading holds; brackets after the words may add what they like: 核查结果（必填）."""
    bare = plain(re.split(r"[（(【\[]", heading)[0]) or plain(heading)
    return _roles().get(bare)


@lru_cache(20_000)
def read_answer(text: str) -> AnswerRead | None:
    """The answer in a cell that says something, None where it cannot be told.

    An error in the data goes before the explanation it is: 不属实，系录入错误 is a data error.

    >>> read_answer("经核查，情况属实")
    AnswerRead(answer=<Answer.CONFIRMED: 'confirmed'>, in_free_words=True)
    >>> read_answer("不 属 实").answer.value, read_answer("未查实")
    ('explained', None)
    """
    said = plain(text)
    if said in _answers():
        return AnswerRead(_answers()[said], text.strip().lower() not in _listed())
    clauses = [_answers_within(plain(clause)) for clause in _CLAUSES.split(text)]
    if None in clauses:
        return None
    found = {answer for clause in clauses for answer in clause or ()}
    if found == {Answer.EXPLAINED, Answer.DATA_ERROR}:
        found = {Answer.DATA_ERROR}
    return AnswerRead(found.pop(), True) if len(found) == 1 else None


def says_why(text: str) -> bool:
    """Whether a free answer holds more than the answer: 合规，亲属代领已登记 says why, 经核查情况正常 does not."""
    rest = plain(text)
    for word in (*_longest_first(), *_raw()["other"]["filling"]):
        rest = rest.replace(word, "")
    return len(rest) >= 4


def is_same_as_above(text: str) -> bool:
    """Whether the cell is a ditto mark."""
    return text.strip() in _raw()["other"]["same"]


def says_nothing(text: str) -> bool:
    """Whether the cell holds only a stroke, or blanks."""
    return text.strip() == "" or text.strip() in _raw()["other"]["none"]


def points_elsewhere(text: str) -> bool:
    """Whether a reason only says that there is another one."""
    return plain(text) in _elsewhere()


def _answers_within(clause: str) -> set[Answer] | None:
    """The answers that stand in a clause; None where a negation that is no part of a listed word goes before one of them."""
    found: set[Answer] = set()
    at, between = 0, ""
    while at < len(clause):
        word = next((w for w in _longest_first() if clause.startswith(w, at)), None)
        if word is None:
            between += clause[at]
            at += 1
        elif any(negation in between for negation in _raw()["other"]["negations"]):
            return None
        else:
            found.add(_answers()[word])
            at += len(word)
    return found


@cache
def _longest_first() -> tuple[str, ...]:
    """Words that may stand within a text: a single character (是, 对, 否) or an English no would be found everywhere."""
    whole = _raw()["other"]["whole"]
    return tuple(sorted((w for w in _answers() if len(w) >= (5 if w.isascii() else 2) and w not in whole), key=lambda w: (-len(w), w)))


@cache
def _answers() -> Mapping[str, Answer]:
    return {plain(w): Answer(name) for name, words in _raw()["answers"].items() for w in words}


@cache
def _listed() -> frozenset[str]:
    return frozenset(w for words in _raw()["answers"].values() for w in words)


@cache
def _roles() -> Mapping[str, Role]:
    return {plain(w): Role(name) for name, words in _raw()["columns"].items() for w in words}


@cache
def _elsewhere() -> frozenset[str]:
    return frozenset(plain(w) for w in _raw()["other"]["elsewhere"])


@cache
def _raw() -> dict[str, Any]:
    return tomllib.loads(files("lianjing.verdicts").joinpath("words.toml").read_text("utf-8"))
