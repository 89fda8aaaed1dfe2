"""Characters of which made-up people and villages are named: our own lists, no register behind them."""

from random import Random
from re import findall

# Surnames with weights: common ones, some rare, two of two characters.
_WEIGHED = (
    "柴6霍6苗6褚4尚6凌4卫5祁5郝7靳5裴4阮3鲍4翟5牛5安5路4温5康6耿5关4柳4游3盛3左4管3艾2宁3简2敖2"
    "刘9张9陈7杨7赵8黄5马6罗4孙7吴5郑4吕4邹3欧阳1司马1"
)
SURNAMES: dict[str, int] = {str(name): int(weight) for name, weight in findall(r"(\D+)(\d)", _WEIGHED)}
# Traditional writing that some clerks' machines keep; the same person.
VARIANT = str.maketrans("刘张陈杨赵黄马罗孙吴郑吕邹", "劉張陳楊趙黃馬羅孫吳鄭呂鄒")

MALE = "国保存春贵发德广海怀积景开来林茂明平启全泉仁瑞山守树顺松堂万贤祥孝兴学延银永玉元运振志忠柱"
FEMALE = "爱彩翠凤芬桂荷红花惠菊巧兰莲灵玲梅美妮萍琴清秋如淑素桃婉香秀雅艳银英玉月云珍芝枝"
YOUNG_MALE = "博晨川栋帆光浩恒嘉杰俊凯磊朗龙鸣宁磐鹏奇睿森拓伟翔旭岩阳毅宇泽政卓"
YOUNG_FEMALE = "贝冰璨晨楚丹恩菲涵欢佳洁静可蕾琳露萌娜诺晴冉思甜彤薇心欣妍怡莹雨悦"

VILLAGE_HEADS = "柴霍苗褚尚祁郝靳裴阮鲍翟温耿柳游盛"
VILLAGE_TAILS = ("洼", "崖", "坪", "坞", "楼", "集", "桥", "店", "寨子", "圪垯", "河沿", "埝", "堰", "岔口")
VILLAGE_WHOLE = (
    "双槐树", "响水崖", "石磨沟", "老君庙", "柿子园", "黑龙潭", "九道湾", "望岳台", "打铁巷", "枣林", "苇塘", "羊角垴", "甜水井", "官道口",
    "三岔河", "栗子坪", "晒谷场", "磨盘岭", "落雁滩", "红砖窑", "葛针沟", "半壁店", "青石板", "杏花岭", "马蹄泉", "烟火台", "铜锣巷",
)  # fmt: skip
TOWN_NAMES = (
    "石磴镇", "苇河镇", "落凤乡", "槐荫镇", "铁佛寺镇", "南屏崖乡", "三眼井镇", "云谷乡", "渡马镇", "葫芦套乡", "白蜡镇", "松烟镇",
    "麦积桥镇", "雁翎乡", "砚台镇", "漫水镇",
)  # fmt: skip


def person_name(rng: Random, surname: str, sex: str, born_year: int) -> str:
    """A name of one surname and one or two given characters, in the taste of the birth year."""
    old = born_year < 1978
    pool = {(True, "男"): MALE, (True, "女"): FEMALE, (False, "男"): YOUNG_MALE}.get((old, sex), YOUNG_FEMALE)
    single = rng.random() < (0.30 if born_year >= 1978 else 0.16)
    given = rng.sample(pool, 1 if single else 2)
    return surname + "".join(given)


def surname(rng: Random, leading: tuple[str, ...] = ()) -> str:
    """A surname; most people of a village share its few leading ones."""
    if leading and rng.random() < 0.62:
        return rng.choice(leading)
    return rng.choices(list(SURNAMES), weights=list(SURNAMES.values()))[0]
