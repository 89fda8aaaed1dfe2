"""Names of villages and towns: one normal form, keys for comparing, and the places inside titles, sheet, file and folder names."""

import re

from lianjing.identity.numerals import arabic_dates
from lianjing.identity.typed_text import NOTHING, joined

_H = "[一-鿿㐀-䶿]"
_GROUP = re.compile(r"(?<=[村区委会])(?:第?[0-9一二三四五六七八九十]+)(?:村民小?组|居民小?组|小组|组|社|队|生产队).*$")
_BRACKETS = re.compile(r"[(\[【〔（][^()\[\]（）【】〔〕]*[)\]】〕）]")
_COMMITTEES = (("村村民委员会", "村"), ("村民委员会", "村"), ("村村委会", "村"), ("村委会", "村"), ("村委", "村"),
               ("社区居民委员会", "社区"), ("社区居委会", "社区"), ("居民委员会", "居委会"), ("行政村", "村"),
               ("村股份经济合作社", "村"), ("村经济合作社", "村"))  # fmt: skip
_TOWN_SUFFIX = "街道办事处|街道办|街道|民族乡|镇|乡|苏木|管理区|办事处"
_COUNTY = re.compile(rf"^{_H}{{1,10}}?(?:省|自治区|自治州|地区|盟|市|自治县|县|区|旗)(?={_H}{{2,}})")
_OFFICE = re.compile(rf"^{_H}{{1,8}}?(?:局|委员会|办公室|中心)(?={_H}{{2,6}}(?:镇|乡|街道))")
_TOWN_GOVERNMENT = re.compile(r"(?:人民政府|政府|党委|财政所|民政所)$")
_KNOWN_TOWN = re.compile(rf"^({_H}{{1,8}}?(?:{_TOWN_SUFFIX}))(?={_H})")

_ALONE, _OFFICIAL = "(?<![一-鿿])", "(?:(?<![一-鿿])|(?<=[县市区年度月和与及、省各乡镇]))"
_STOPS = re.compile(
    "社会主义新农村|[各跨]乡镇|乡镇级?|城乡|农村|村干部|村级|村务|村集体|村组|村医|村官|村民(?!委员会)|村居|村[两监]委|村名|各村|全村|本村|该村|[0-9]*个(?:行政|贫困)?村|"
    f"{_OFFICIAL}乡村(?=振兴|医生|教师|旅游|公益|建设|公路|道路|治理|规划|教育|医疗)|村(?=振兴|医生|教师|旅游|公益|建设|公路|道路|治理|规划|教育|医疗)|"
    f"{_OFFICIAL}行政村|自然村|贫困村|示范村|空壳村|城中村|出列村|薄弱村|{_ALONE}(?:重点村|中心村|进村|入村|联村)|驻村|包村|村村通|一村一|"
    f"{_ALONE}(?:某村|村|乡|镇|社区|街道)(?![一-鿿])|各社区|社区(?=矫正|戒毒|工作|干部|服务|服刑|治疗|康复|建设|治理)|"
    f"到村|返乡|下乡|回乡|家乡|老乡|还乡|同乡|异乡|村镇|集镇|市镇|建制镇|{_ALONE}镇村|(?<=[县市区])镇村(?=两级|干部|组织|道路)|镇级|镇属|乡级|乡属|各镇|各乡|全镇|全乡|本镇|本乡|各街道|"
    "(?:(?<![一-鿿])|(?<=[县市区年度月和与及、省]))城镇|城镇(?=居民|职工|低保|最低|户籍|化|失业)"
)
_TIMES = re.compile(
    r"(?:19|20)?[0-9]{2}年(?:度|份)?|[0-9]+(?:-[0-9]+)?月(?:份)?|第?[0-9]+(?:-[0-9]+)?个?季度|[上下前后]半年度?|全年|[春秋]季学期"
)
_FILLERS = re.compile(
    "关于|花名册|发放表|名单|明细表?|汇总表?|统计表?|登记表?|公示表?|名册|台账|清册|填报单位|单位名称|单位|乡镇名称|附件|附表|表格|副本|备份|最终版|发放|"
    "农商行|信用社|人民政府|民政办|财政所|中心校|低保金?|五保|特困|津贴|补贴|补助金?|救助金?|养老金|养老保险|保障金|资金|危改|危房改造|公益岗"
)
_TOWN = re.compile(rf"({_H}{{1,7}}?(?:{_TOWN_SUFFIX})(?!长))")
_VILLAGE = re.compile(
    rf"({_H}{{1,9}}?(?:村村民委员会|村民委员会|村村委会|村委会|村村|行政村|村|社区居民委员会|社区居委会|社区|居民委员会|居委会|嘎查))"
)


def read_village(text: str) -> str | None:
    """The normal form of a village's name: "高坡村村民委员会" → "高坡村"; a town before it and a group behind it go.

    >>> read_village("北岭镇高坡村委会三组")
    '高坡村'
    """
    plain = _tidy(text)
    if plain in NOTHING:
        return None
    plain = _GROUP.sub("", plain)
    for said, normal in _COMMITTEES:
        if plain.endswith(said) and len(plain) > len(said):
            plain = plain[: -len(said)] + normal
            break
    if plain.endswith("村村") and len(plain) > 3:
        plain = plain[:-1]
    plain = _without_county(plain)
    town = _KNOWN_TOWN.match(plain)
    if town and _is_village(plain[town.end() :]):
        plain = plain[town.end() :]
    return plain or None


def village_key(text: str) -> str:
    """The village's name without 村, 社区, 居委会 and the like: what two spellings of one village share."""
    village = read_village(text) or ""
    return re.sub("(?<=.)(?:村|社区|居委会|嘎查|居)$", "", village)


def town_key(text: str) -> str:
    """The town's name without its kind and without the county before it."""
    plain = _TOWN_GOVERNMENT.sub("", _without_county(_tidy(text)))
    return re.sub(f"(?<=.)(?:{_TOWN_SUFFIX})$", "", plain)


def find_places(text: str) -> tuple[str | None, str | None]:
    """Town and village named in a title, sheet, file or folder name.

    >>> find_places("青岭县北岭镇下滩村2017年补贴")
    ('北岭镇', '下滩村')
    """
    plain = arabic_dates(_SPACED_APART.sub("|", text))
    for pattern in (_TIMES, _STOPS, _FILLERS):
        plain = pattern.sub("|", plain)
    town = village = None
    for run in re.findall(f"{_H}+", plain):
        rest = _without_county(run)
        if town is None and (match := _TOWN.match(rest)):
            town, rest = _town(match[1]), rest[match.end() :]
        if village is None and (match := _VILLAGE.match(rest)):
            village = read_village(match[1])
        if town is not None and village is not None:
            break
    return town, village


_SPACED_APART = re.compile(rf"(?<={_H}{_H})\s+(?={_H}{_H})")


def _tidy(text: str) -> str:
    return _BRACKETS.sub("", joined(text)[0])


def _is_village(text: str) -> bool:
    return re.fullmatch(rf"{_H}{{1,9}}(?:村|社区|居委会|嘎查)", text) is not None


def _without_county(run: str) -> str:
    """The run without province, city and county in front, as long as a town or village is left."""
    while (match := _COUNTY.match(run)) and (_TOWN.match(run[match.end() :]) or _VILLAGE.match(run[match.end() :])):
        if len(match[0]) < 3 and not _TOWN.match(run[match.end() :]):
            break
        run = run[match.end() :]
    return _OFFICE.sub("", run)


def _town(name: str) -> str:
    return re.sub("街道办事处$|街道办$", "街道", name)
