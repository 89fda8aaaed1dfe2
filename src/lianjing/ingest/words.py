"""The words of headers and foots: folded, looked up exactly, then by what they contain.

A header cell is scored against every word of `schema/columns.toml`; what the column holds is scored elsewhere (`profile.py`), and both
decide together (`naming.py`): a word alone is never enough.
"""

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

from lianjing.schema import COLUMNS

_BLANK = re.compile(r"[\s\u200b-\u200f\ufeff\u00ad\u2060]+")
_BRACKETS = re.compile(r"\([^()]*\)")
_LEADING = re.compile(
    r"^((19|20)?\d{2}年(度)?|\d{1,2}月份?|[第]?[一二三四1-4]季度|[上下]半年|本次|本年度?|本季度?|本月|当年|全年|实际|个人|申报|受益人|持卡人|其中)+"
)


def fold(text: str) -> str:
    """Header text without width, case, blanks and ornaments: "金 额（元）" → "金额(元)"."""
    plain = _BLANK.sub("", unicodedata.normalize("NFKC", text)).lower()
    return plain.translate(_ORNAMENTS)


_GENERIC = frozenset({
    "名称", "单位", "项目", "时间", "日期", "类型", "类别", "状态", "编号", "结果", "内容", "事项", "用途", "身份", "关系", "问题", "措施",
    "说明", "原因", "人口", "地址", "标准",
})  # fmt: skip
_ORNAMENTS = str.maketrans(
    {"*": None, "★": None, ":": None, "：": None, "【": "(", "】": ")", "[": "(", "]": ")", "〔": "(", "〕": ")", "'": None, '"': None}
)


def squeeze(text: str) -> str:
    """Text without blanks and width, for patterns over whole rows."""
    return _BLANK.sub("", unicodedata.normalize("NFKC", text))


@lru_cache(maxsize=20_000)
def header_scores(text: str) -> dict[str, float]:
    """For each canonical column the header text may mean, how surely (0 … 1)."""
    folded = fold(text)
    out: dict[str, float] = {}
    if folded == "" or is_index(text) or is_signing(text):
        return out
    bare = _BRACKETS.sub("", folded)
    trimmed = _LEADING.sub("", bare)
    for candidate, weight in ((folded, 1.0), (bare, 0.97), (trimmed, 0.93)):
        for column, order in _exact().get(candidate, ()):
            out[column] = max(out.get(column, 0.0), weight - order)
    if len(trimmed) >= 2 and len(out) == 0:
        for word in _words_in(trimmed):
            score = 0.42 + 0.33 * len(word) / len(trimmed) + (0.1 if trimmed.endswith(word) else 0.0)
            score *= 0.6 if word in _GENERIC else 1.0
            for column, order in _exact()[word]:
                out[column] = max(out.get(column, 0.0), score - order)
    return out


def is_index(text: str) -> bool:
    """Whether a header says that the column only numbers the rows."""
    return fold(text) in _words()["index_set"]


def is_signing(text: str) -> bool:
    """Whether a header names a column to be signed by hand, and not one that we know: in vouchers the signature says who approved."""
    folded = fold(text)
    if folded in _exact():
        return False
    return folded in _words()["signing_set"] or folded.endswith(("签字", "签名", "签章", "盖章", "手印", "签收", "指印"))


def is_ditto(text: str) -> bool:
    """Whether a cell repeats the one above it (〃, 同上)."""
    return text.strip() in DITTO


def knows(text: str) -> bool:
    """Whether a header cell is a word we have, exactly or nearly."""
    return is_index(text) or is_signing(text) or max(header_scores(text).values(), default=0.0) >= 0.85


def pattern(name: str) -> re.Pattern[str]:
    """A pattern of words.toml, compiled."""
    return _patterns()[name]


def _words_in(text: str) -> list[str]:
    """Our words that stand somewhere inside a text, found by their first two characters."""
    return [w for i in range(len(text) - 1) for w in _by_start().get(text[i : i + 2], ()) if text.startswith(w, i)]


@cache
def _by_start() -> dict[str, tuple[str, ...]]:
    out: dict[str, list[str]] = {}
    for word in _exact():
        if len(word) >= 2:
            out.setdefault(word[:2], []).append(word)
    return {k: tuple(v) for k, v in out.items()}


@cache
def _exact() -> dict[str, tuple[tuple[str, float], ...]]:
    """Folded word → columns that use it, with a small handicap for words that stand late in a column's list."""
    out: dict[str, dict[str, float]] = {}
    for name, column in COLUMNS.items():
        for i, word in enumerate((*column.says, column.zh)):
            out.setdefault(fold(word), {}).setdefault(name, min(0.06, 0.002 * i))
    return {w: tuple(c.items()) for w, c in out.items()}


@cache
def _words() -> dict[str, frozenset[str]]:
    raw = _raw()
    return {f"{k}_set": frozenset(fold(w) for w in raw[k]) for k in ("index", "signing")}


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {k: re.compile(v) for k, v in _raw().items() if isinstance(v, str)}


@cache
def _raw() -> dict[str, list[str] | str]:
    return tomllib.loads(files("lianjing.ingest").joinpath("words.toml").read_text("utf-8"))


DITTO: frozenset[str] = frozenset(_raw()["ditto"])
