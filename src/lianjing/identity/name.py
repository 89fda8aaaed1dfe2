"""Names of people: what stands in the cell, tidied; and a key under which the same name written otherwise is equal.

A strange name is never damage. Only what is plainly not one name (several people, "…家属", a number) is.
The popular writing of surnames (闫阎, 付傅, 肖萧) is *not* folded: those may be different people.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from importlib.resources import files

from lianjing.identity.cell import CellError, Column, Damaged, Read, Value, read_each
from lianjing.identity.typed_text import NOTHING, in_order, typed

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_DOTS = re.compile(rf"(?<=[{HAN}])\s*[·・•‧．.。∙⋅●ㆍ᛫]\s*(?=[{HAN}])")
_BRACKETED = re.compile(r"^(.*?\S)\s*[(\[【〔<（［]([^()\[\]【】〔〕<>（）［］]*)[)\]】〕>）］]$")
_TRAILING = re.compile(
    rf"^([{HAN}·]{{2,}}?)(\*+|(?:已故|已死亡|已死|死亡|去世|亡故|已亡|已去世|已注销|已迁出|迁出|之妻|之夫|之子|之女|之母|之父|代领|代签))$"
)
_NOT_A_NAME = re.compile(r".*(?:家属|家人|的妻子|的丈夫|的儿子|的女儿|亲属)$")
_SEVERAL = re.compile(
    rf"[{HAN}]{{2,}}\s*(?:[、,，/;；\n]|和(?=[{HAN}]{{2,4}}$))\s*[{HAN}]{{2,}}|[{HAN}]{{2,4}}等(?:[0-9一二三四五六七八九十]+[人户名])?$"
)
_CLEAN = re.compile(
    r"(?!.*(?:故|亡|死|去世|注销|迁出|之[妻夫子女母父]|代[领签]|家属|家人|亲属|的妻子|的丈夫|的儿子|的女儿|等))[\u4e00-\u9fff]{2,4}"
)
_PLACE_LIKE = re.compile("^.家.$|^.[庄屯寨堡营沟店]$|(?:村|镇|乡|县|社区|街道|局|组|庄|小学|中学|公司|合作社)$")
_PLACEHOLDER = re.compile(r"[?？□〓■◻☐]")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
_VARIANTS = str.maketrans(
    "髙戸峯峰嶽喆淼犇啓啟顕顯燿曜鉅钜彥彦慤悫丗勲勛勋芲衞衛甯寧寍祢禰煕熈凞濶闊閲恵徳徴靑黒歩歳髪亜囯囶産叡睿堃坤㛃洁珎晧皓晈呌叫吿告幷并菓蘋刼劫",
    "高户峰峰岳喆淼犇启启显显耀耀巨巨彦彦悫悫世勋勋勋花卫卫宁宁宁祢祢熙熙熙阔阔阅惠德征青黑步岁发亚国国产睿睿坤坤洁洁珍皓皓皎叫叫告告并并果苹劫劫",
)


def read_name(value: Value) -> Read[str] | Damaged | None:
    """The name; words behind it ("（已故）", "死亡", "之妻", "*") become notes "note:已故".

    Further notes: "placeholder" (□ or ? for a character the old system lacked), "private_use" (a character without portable meaning).

    >>> read_name("张　三（已故）")
    Read(value='张三', mended=('full_width', 'note', 'spaces'), notes=('note:已故',))
    """
    if value is None:
        return None
    if isinstance(value, CellError):
        return Damaged("cell_error")
    if not isinstance(value, str):
        return Damaged("not_a_name")
    if _CLEAN.fullmatch(value):
        return Read(value)
    text, mended = typed(value)
    if text in NOTHING:
        return None
    notes: tuple[str, ...] = ()
    while noted := (_BRACKETED.match(text) or _TRAILING.match(text)):
        text, notes = noted[1].strip(), (f"note:{noted[2]}", *notes)
    if notes:
        mended = (*mended, "note")
    if _NOT_A_NAME.fullmatch(text) or not any(c.isalpha() or _PLACEHOLDER.match(c) or _PRIVATE.match(c) for c in text):
        return Damaged("not_a_name")
    dotted = _DOTS.sub("·", text)
    if _SEVERAL.search(dotted) or _are_two(dotted):
        return Damaged("several_names")
    tight = re.sub(rf"(?<=[{HAN}·?□])\s+(?=[{HAN}·?□])", "", dotted)
    tight = re.sub(r"\s+", " ", tight)
    mended = in_order(*mended, "middle_dot" if dotted != text else "", "spaces" if tight != dotted else "")
    notes = (*notes, *(["placeholder"] if _PLACEHOLDER.search(tight) else []), *(["private_use"] if _PRIVATE.search(tight) else []))
    return Read(tight, mended, notes)


def read_names(values: Sequence[Value]) -> Column[str]:
    """Every name of a column, each distinct one read once."""
    return read_each(values, read_name)


@lru_cache(maxsize=200_000)
def name_key(name: str) -> str:
    """The name for comparing: compatibility forms, Kangxi radicals, traditional and variant characters folded; spaces and dots dropped.

    >>> name_key("呂樹峯") == name_key("吕树峰")
    True
    """
    plain = unicodedata.normalize("NFKC", name).translate(_VARIANTS)
    plain = re.sub(r"[\s·・•‧.。∙⋅]+", "", plain)
    return plain.upper() if plain.isascii() else _simplified()(plain).translate(_VARIANTS)


def looks_like_person(text: str) -> bool:
    """Whether the text could be a person's name: two to four Han characters with a real surname in front, or a name with middle dots."""
    read = read_name(text)
    if not isinstance(read, Read):
        return False
    name = read.value
    if "·" in name:
        return re.fullmatch(rf"[{HAN}]+(?:·[{HAN}]+)+", name) is not None
    if not re.fullmatch(rf"[{HAN}?□\ue000-\uf8ff]{{2,4}}", name):
        return False
    key = name_key(name)
    if _PLACE_LIKE.search(key):
        return False
    if key[:2] in surnames():
        return len(key) >= 3
    return len(key) <= 3 + (len(key) == 4 and key[1] in surnames()) and key[0] in surnames() and key not in _WORDS


@cache
def surnames() -> frozenset[str]:
    """Single and compound surnames (simplified), from surnames.txt."""
    text = files("lianjing.identity").joinpath("surnames.txt").read_text("utf-8")
    return frozenset(word for line in text.splitlines() for word in (line.split() if " " in line else line))


_WORDS = frozenset(
    """
    合计 小计 总计 共计 姓名 金额 单位 户主 农户 农业 农村 农民 国家 文化 文件 时间 年龄 年度 年月 广播 平均 平方 空白 安置 金融 解除 解放
    常用 常年 常住 康复 成年 成员 公司 关系 关于 管理 应发 应付 实发 水库 水费 水稻 水利 水泥 玉米 小麦 林业 林地 山林 牧业 花名册 支出 收入
    经办人 高龄 高中 初中 初级 中专 大专 文盲 温室 温棚 路灯 花生 金银花 满族 回族 白族 党员 干部 党支部 法人 法院 车辆 房屋 易地 景区 万元
    盖章 通知 通过 明细 明细表 白条 费用 支付 安全 包村 商店 商户 方法 方案 计划 计算 东村 南村 向阳 江苏
    江西 山东 山西 海南 云南 宁夏 广东 广西
    """.split()  # noqa: SIM905
)


def _are_two(text: str) -> bool:
    """Two names with only a space between: each of two or more characters with a surname in front."""
    parts = text.split()
    if len(parts) < 2 or parts[0] in surnames():
        return False
    return all(re.fullmatch(rf"[{HAN}]{{2,4}}", part) and part[0] in surnames() for part in parts)


@cache
def _simplified() -> Callable[[str], str]:
    """Traditional to simplified; loaded on first use because its tables take a tenth of a second."""
    import opencc  # noqa: PLC0415

    convert: Callable[[str], str] = opencc.OpenCC("t2s").convert
    return convert
