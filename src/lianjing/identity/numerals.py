"""Chinese numerals of dates as Arabic ones: 二〇一七年三月 → 2017年3月; and the many dashes and brackets as one."""

import re

from lianjing.identity.typed_text import typed

_DIGITS = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | {
    "零": "0",
    "○": "0",
    "Ο": "0",
    "Ｏ": "0",
    "O": "0",
    "元": "1",
    "两": "2",
}
_HAN = "〇零○一二三四五六七八九"
_YEAR = re.compile(rf"(?<![{_HAN}])([{_HAN}O]{{4}}|[{_HAN}]{{2}})(?=年)")
_SMALL = re.compile(
    r"(?<![0-9一二三四五六七八九十])((?:[二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|卅一?|[一二三四五六七八九元])"
    r"(?:[-—–~～至到、,和][一二三四五六七八九]?十?[一二三四五六七八九]?)*)(?=(?:个?季度|季|月|日|号))"
)
_YEAR_WITHOUT_MARK = re.compile(
    r"(?<![0-9])((?:19|20)[0-9]{2})(?=第?[一二三四五六七八九十]{1,3}(?:[-—至到、][一二三四五六七八九十]{1,3})?(?:个?季度|月))"
)
_NUMBER = re.compile(r"[二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|卅一?|[一二三四五六七八九元]")
_DASHES = re.compile(r"\s*(?:[-—–―−~～〜至到]|──)+\s*")


def arabic_dates(text: str) -> str:
    """The text half-width and tight, its years, months, days and quarters in Arabic figures, dashes, 至 and 到 between them as "-"."""
    text = re.sub(r"\s+", "", typed(text)[0])
    text = _YEAR_WITHOUT_MARK.sub(r"\1年", text)
    text = _YEAR.sub(lambda m: "".join(_DIGITS[c] for c in m[1]), text)
    text = _SMALL.sub(lambda m: _NUMBER.sub(lambda n: str(_value(n[0])), m[1]), text)
    return re.sub(r"(?<=[0-9年月日号度季])(?:[—–―−~～〜至到]|--)+(?=[0-9次翌第年QSq下])", "-", text)


def _value(numeral: str) -> int:
    numeral = numeral.replace("廿", "二十").replace("卅", "三十")
    if "十" not in numeral:
        return int(_DIGITS[numeral])
    tens, ones = numeral.split("十")
    return int(_DIGITS[tens] if tens else 1) * 10 + int(_DIGITS[ones] if ones else 0)
