"""The pay lists of the civil affairs office: which file, in which layout. Rows come from `cutting`, words are the clerks' own."""

from decimal import Decimal

from lianjing.simulate import programmes as p
from lianjing.simulate.county import County
from lianjing.simulate.cutting import cut
from lianjing.simulate.layouts import Block, Column, Hand, Total
from lianjing.simulate.people import Person
from lianjing.simulate.places import COUNTY_NAME, Town
from lianjing.simulate.record import Record, Stream
from lianjing.simulate.workbook import Sheet, Workbook

CHINESE_MONTHS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
ID, NAME = Column("id_no", ("身份证号码",)), Column("name", ("姓名",))
INDEX = Column("#", ("序号",))
SIGNED = ("制表：              复核：              分管领导：",)


def of_town(records: list[Record], town: Town) -> list[Record]:
    """The rows of that town."""
    return [r for r in records if r.values.get("town") == town.name]


def months(first: int, last: int, form: str, above: tuple[str, ...] = ()) -> list[Column]:
    """Month columns under the heads `above`; `form` is 一月, 2019年1月, 01 or 1月份."""
    return [Column(f"m{m}", (*above, _month_word(m, form))) for m in range(first, last + 1)]


def _month_word(month: int, form: str) -> str:
    match form:
        case "chinese":
            return f"{CHINESE_MONTHS[month - 1]}月"
        case "dated":
            return f"2019年{month}月"
        case "digits":
            return f"{month:02d}"
    return f"{month}月份"


def civil_affairs(county: County) -> list[Workbook]:
    """Subsistence allowance, support, the very old, relief."""
    return [*_dibao(county), *_tekun(county), *_elder(county), *_relief(county)]


def _dibao(county: County) -> list[Workbook]:
    streams = county.streams_of(p.DIBAO)
    return [_dibao_1(county, streams), *_dibao_2(streams), _dibao_3(streams), _dibao_4(streams), _dibao_arrears(county)]


def _dibao_1(county: County, streams: list[Stream]) -> Workbook:
    """Three header rows, merged villages, a sheet a town, a void old sheet that is hidden."""
    rows = cut(streams, "dibao1", 1, 3)
    who = ("保障对象基本情况",)
    columns = [
        INDEX,
        Column("village", (*who, "所在村"), carry="merge"),
        Column("name", (*who, "户主")),
        Column("id_no", (*who, "公民身份证号")),
        Column("persons", (*who, "享受人数")),
        *months(1, 3, "chinese", ("保障金发放情况（元）", "2019年")),
        Column("sum", ("保障金发放情况（元）", "本季实发")),
        Column("card_no", ("惠农一折通账号",)),
        Column("sign", ("领款人签章",)),
    ]
    sheets = []
    for town in county.towns:
        hand = Hand(id_noise=0.06, name_noise=0.15, ids_damaged=0.01, cards_damaged=0.01)
        title = f"{town.name}农村最低生活保障金打卡发放册（二〇一九年第一季度）"
        total = Total(label="合  计", formula=town.no == 1)
        sheets.append(Sheet(town.short, [Block("dibao1", of_town(rows, town), columns, hand, (title,), total=total, feet=SIGNED)]))
    old = [Record("payments", dict(r.values), list(r.dues), None, r.village) for r in rows[:20]]
    void = Block("dibao_old", old, [INDEX, NAME, ID, Column("sum", ("金额",))], titles=("2018年第四季度（旧表，作废勿用）",))
    return Workbook("县民政局/农村低保/一季度打卡发放册.xlsx", "xlsx", [*sheets, Sheet("18年4季度", [void], hidden=True)])


def _dibao_2(streams: list[Stream]) -> list[Workbook]:
    """A web table named .xls, header and subtotal on every printed page; the same again as text under another name and title."""
    rows = cut(streams, "dibao2", 4, 6)
    columns = [
        INDEX,
        Column("town", ("镇（乡）",)),
        Column("village", ("村居",)),
        Column("name", ("领取人",)),
        Column("id_no", ("居民身份证号",)),
        Column("persons", ("保障人口",)),
        *months(4, 6, "dated"),
        Column("sum", ("发放总额",)),
        Column("card_no", ("社保卡账号",)),
    ]
    title = f"{COUNTY_NAME}2019年第二季度农村低保金社会化发放明细"
    hand = Hand(village="bare", id_noise=0.04, ids_damaged=0.006)
    block = Block("dibao2", rows, columns, hand, (title,), unit_line="单位：元", page=38, total=Total(label="总  计"))
    copies = [_copy(r) for r in rows]
    again = Block(
        "dibao2_copy", copies, columns, Hand(village="bare"), (f"{title}（上报稿）",), unit_line="单位：元", total=Total(label="合计")
    )
    return [
        Workbook("县民政局/农村低保/二季度发放明细.xls", "html gb18030", [Sheet("二季度发放明细", [block])]),
        Workbook("县民政局/农村低保/二季度发放明细（上报稿）.csv", "csv gb18030", [Sheet("二季度发放明细（上报稿）", [again])]),
    ]


def _copy(record: Record) -> Record:
    """The same row for a second file; nothing of it enters the key."""
    return Record(record.table, record.values, record.dues, None, record.village, damage=record.damage)


def _dibao_3(streams: list[Stream]) -> Workbook:
    """Families: the head's row with the money, members below; the total as a sentence."""
    rows = cut(streams, "dibao3", 7, 9)
    columns = [
        Column("#", ("户序",)),
        Column("town", ("乡镇",)),
        Column("village", ("村名称",)),
        Column("name", ("户主及家庭成员",)),
        Column("relation", ("与户主关系",)),
        Column("id_no", ("证件号码",)),
        Column("persons", ("低保人数",)),
        *months(7, 9, "digits", ("月份（2019年）",)),
        Column("sum", ("三个月合计",)),
        Column("card_no", ("账号",)),
    ]
    title = f"{COUNTY_NAME}农村居民最低生活保障金发放表（2019年7月至9月）"
    total = Total(at="sentence", sentence="以上共计{count}户，金额合计：{sum}元。")
    hand = Hand(id_noise=0.03, ids_damaged=0.005)
    return Workbook(
        "县民政局/农村低保/三季度.ods", "ods", [Sheet("发放", [Block("dibao3", rows, columns, hand, (title,), total=total, family=True)])]
    )


def _dibao_4(streams: list[Stream]) -> Workbook:
    """Tab text in UTF-16: ditto marks, a monthly rate beside the quarter's sum, notes on reversals, the unit below the table."""
    rows = cut(streams, "dibao4", 10, 12, monthly=False)
    for row in rows:
        assert row.stream is not None
        row.values["so_far_yuan"] = sum(row.stream.months.values(), Decimal(0))
    columns = [
        INDEX,
        Column("town", ("所在镇",), carry="ditto"),
        Column("village", ("行政村",), carry="ditto"),
        Column("name", ("户主姓名",)),
        Column("id_no", ("身份证件号码",)),
        Column("persons", ("保障人数",)),
        Column("monthly_yuan", ("每月标准",)),
        Column("sum", ("四季度发放金额",)),
        Column("so_far_yuan", ("全年累计",)),
        Column("card_no", ("收款账号",)),
        Column("note", ("备注",)),
    ]
    block = Block(
        "dibao4",
        rows,
        columns,
        Hand(money="commas", ditto="〃", id_noise=0.05),
        ("2019年10-12月农村最低生活保障资金发放名单",),
        unit_below="（金额单位：元）",
        total=Total(label="合计", false_by=Decimal(1000)),
    )
    return Workbook("县民政局/农村低保/四季度名单.txt", "tab utf-16", [Sheet("四季度名单", [block])])


def _dibao_arrears(county: County) -> Workbook:
    rows = county.records["dibao_arrears"]
    columns = [
        INDEX,
        Column("town", ("乡镇",)),
        Column("village", ("村",)),
        NAME,
        ID,
        Column("paid_on", ("支付日期",)),
        Column("sum", ("补发金额",)),
        Column("card_no", ("账号",)),
    ]
    block = Block("dibao_arrears", rows, columns, Hand(dates="words"), ("2019年3月份农村低保金补发表",), total=Total())
    return Workbook("县民政局/农村低保/漏发补发.xlsx", "xlsx", [Sheet("补发", [block])])


def _tekun(county: County) -> list[Workbook]:
    """Two tables below each other in one sheet: those at home, those in the county's home; months as 01 … 12."""
    rows = cut(county.streams_of(p.TEKUN), "tekun", 1, 12)
    columns = [
        INDEX,
        Column("town", ("乡镇",)),
        Column("village", ("村",)),
        Column("name", ("供养对象",)),
        Column("id_no", ("身份证号",)),
        Column("category", ("供养方式",)),
        *months(1, 12, "digits", ("2019年各月供养金",)),
        Column("sum", ("全年合计",)),
        Column("card_no", ("发放账号",)),
    ]
    blocks = []
    for number, way in zip("一二", ("分散供养", "集中供养"), strict=True):
        some = [r for r in rows if r.values["category"] == way]
        title = f"（{number}）{way}人员2019年特困供养金发放明细"
        blocks.append(
            Block(f"tekun_{number}", some, columns, Hand(id_noise=0.05), (title,), unit_line="单位：元", total=Total(label="小计"))
        )
    proxies = county.records["proxies"]
    asked = [
        INDEX,
        Column("name", ("被代领人",)),
        Column("id_no", ("被代领人身份证号",)),
        Column("proxy_name", ("代领人（机构）",)),
        Column("proxy_id_no", ("代领人身份证号",)),
        Column("reason", ("代领事由",)),
        Column("registered_on", ("登记日期",)),
        Column("card_no", ("代领账号",)),
        Column("note", ("备注",)),
    ]
    book = Block("proxies", proxies, asked, Hand(dates="numerals"), ("惠民补贴委托代领登记簿",), money=False)
    return [
        Workbook("县民政局/特困供养/2019年供养金.xlsx", "xlsx", [Sheet("全年", blocks)]),
        Workbook("县民政局/惠民补贴委托代领登记.xlsx", "xlsx", [Sheet("登记簿", [book])]),
    ]


def _elder(county: County) -> list[Workbook]:
    """First half: a workbook a town, a sheet a village whose name stands nowhere else. Second half: one list with dates as heads."""
    first = cut(county.streams_of(p.ELDER), "elder1", 1, 6)
    books = []
    for town in county.towns:
        rows = of_town(first, town)
        sheets = []
        for name in dict.fromkeys(str(r.values["village"]) for r in rows):
            some = [r for r in rows if r.values["village"] == name]
            columns = [INDEX, NAME, ID, *months(1, 6, ""), Column("sum", ("半年合计",)), Column("card_no", ("存折账号",))]
            hand = Hand(id_noise=0.05, name_noise=0.1, ids_damaged=0.008, cards_damaged=0.01)
            block = Block("elder1", some, columns, hand, ("2019年上半年高龄老人生活补贴领取表",), total=Total(label="合计"))
            sheets.append(Sheet(name.removesuffix("村"), [block]))
        if sheets:
            books.append(Workbook(f"县民政局/高龄补贴/{town.name}高龄补贴（1-6月，元）.xlsx", "xlsx", sheets))
    second = cut(county.streams_of(p.ELDER), "elder2", 7, 12)
    columns = [
        Column("town", ("镇办",)),
        Column("village", ("社区（村）",)),
        Column("name", ("老人姓名",)),
        Column("id_no", ("公民身份号码",)),
        *months(7, 12, "dated"),
        Column("sum", ("合计金额",)),
        Column("card_no", ("账（卡）号",)),
    ]
    block = Block(
        "elder2",
        second,
        columns,
        Hand(village="committee", id_noise=0.03),
        ("高龄补贴发放汇总表",),
        total=Total(at="top", label="全县合计"),
    )
    return [*books, Workbook("县民政局/高龄补贴/下半年高龄补贴.csv", "csv utf-8-sig", [Sheet("下半年高龄补贴", [block])])]


def _relief(county: County) -> list[Workbook]:
    rows = sorted(county.records["relief"], key=lambda r: r.dues[0].start)
    columns = [
        Column("#", ("编号",)),
        Column("paid_on", ("救助时间",)),
        Column("town", ("所在乡镇",)),
        Column("village", ("村（居）",)),
        Column("name", ("救助对象",)),
        Column("id_no", ("身份证号",)),
        Column("reason", ("救助事由",)),
        Column("sum", ("救助金额（元）",)),
        Column("words", ("大写",)),
        Column("card_no", ("打款账号",)),
    ]
    block = Block(
        "relief", rows, columns, Hand(dates="dots", money="commas"), (f"{COUNTY_NAME}临时救助资金发放登记",), total=Total(label="累计")
    )
    books = [Workbook("县民政局/临时救助/2019登记.xlsx", "xlsx", [Sheet("登记", [block])])]
    for town in county.towns:
        some = of_town(sorted(county.records["winter"], key=_by_village), town)
        columns = [
            INDEX,
            Column("village", ("村别",), carry="blank"),
            Column("name", ("户主",)),
            Column("id_no", ("户主身份证号",)),
            Column("persons", ("救助人口",)),
            Column("sum", ("救助款",)),
            Column("paid_on", ("发放日期",)),
            Column("card_no", ("一卡通账号",)),
        ]
        hand = Hand(village="bare", dates="slash", id_noise=0.05)
        block = Block(
            "winter",
            some,
            columns,
            hand,
            ("2019年度冬春生活救助款发放花名表",),
            unit_line="单位：元",
            total=Total(label="合计"),
            feet=SIGNED,
        )
        if some:
            books.append(Workbook(f"县民政局/冬春救助/{town.name}/发放花名表{town.no:02d}.xlsx", "xlsx", [Sheet("Sheet1", [block])]))
    return books


def _by_village(record: Record) -> tuple[int, str]:
    assert record.village is not None
    return record.village.no, person_key(record.person)


def person_key(person: Person | None) -> str:
    """Orders rows by household."""
    return person.household.no if person is not None else ""
