"""Pay lists of human resources, the organisation office, veterans' affairs, the disabled persons' federation and the schools."""

from decimal import Decimal

from lianjing.simulate import programmes as p
from lianjing.simulate.county import County
from lianjing.simulate.cutting import cut, cut_long
from lianjing.simulate.layouts import Block, Column, Hand, Total
from lianjing.simulate.lists_civil import ID, INDEX, NAME, SIGNED, months, of_town
from lianjing.simulate.places import COUNTY_NAME, Town
from lianjing.simulate.record import Record
from lianjing.simulate.workbook import Sheet, Workbook

TOWN, VILLAGE = Column("town", ("乡镇",)), Column("village", ("村",))


def other_monthly(county: County) -> list[Workbook]:
    """All lists of this module."""
    lists = [*_pension(county), *_pension_extras(county), *_posts(county), _veterans(county), *_disabled(county), _pupils(county)]
    return lists if one_card(county) else [*lists, _reward(county)]


def one_card(county: County) -> bool:
    """Whether this county's yearly subsidies come as one list of the bank, programme by programme in a column."""
    return county.rng("one card").random() < 0.5


def _pension(county: County) -> list[Workbook]:
    """A folder a town, and nothing inside says which; halves or whole years, in a different format each."""
    streams = [s for s in county.streams_of(p.PENSION) if s.quirks.get("list") != "extra"]
    halves = cut(streams, "pension1", 1, 6), cut(streams, "pension2", 7, 12)
    books = []
    for town in county.towns:
        one, two = (of_town(half, town) for half in halves)
        folder, style = f"人社局/居民养老金/{town.name}", (town.no - 1) % 4
        books.append(_pension_book(town, folder, "上半年", 1, one, style))
        books.append(_pension_book(town, folder, "下半年", 7, two, (style + 1) % 4))
    return books


def _pension_book(town: Town, folder: str, half: str, first: int, rows: list[Record], style: int) -> Workbook:
    file = f"{folder}/{town.no:02d}-2019{half}"
    tail = [Column("sum", ("实发合计",)), Column("card_no", ("社保卡银行账号",))]
    pension_name = Column("name", ("参保人姓名",))
    match style:
        case 0:  # printed pages with the header again, formula-free subtotals
            columns = [INDEX, VILLAGE, pension_name, Column("id_no", ("社会保障号码",)), *months(first, first + 5, "dated"), *tail]
            hand = Hand(village="bare", id_noise=0.05, name_noise=0.08, ids_damaged=0.006, cards_damaged=0.006)
            block = Block(
                "pension",
                rows,
                columns,
                hand,
                (f"2019年{half}城乡居民基本养老保险金发放表",),
                page=45,
                total=Total(label="总计"),
                feet=SIGNED,
            )
            return Workbook(f"{file}.xlsx", "xlsx", [Sheet("明细", [block])])
        case 1:  # semicolons, months in Chinese
            columns = [VILLAGE, pension_name, ID, *months(first, first + 5, "chinese"), *tail]
            block = Block(
                "pension", rows, columns, Hand(money="text", ids_damaged=0.004), (f"2019年{half}居民养老金",), total=Total(label="合计")
            )
            return Workbook(f"{file}.csv", "semicolon utf-8", [Sheet(half, [block])])
        case 2:  # ods, merged villages, two header rows, subtotals per village
            columns = [
                Column("village", ("行政村",), carry="merge"),
                pension_name,
                Column("id_no", ("身份证号",)),
                *months(first, first + 5, "", ("各月养老金",)),
                *tail,
            ]
            block = Block(
                "pension",
                rows,
                columns,
                Hand(id_noise=0.04),
                (f"2019年{half}养老金领取花名册",),
                subtotal="{village}小计",
                total=Total(label="总计"),
            )
            return Workbook(f"{file}.ods", "ods", [Sheet("花名册", [block])])
        case _:  # total above the table
            columns = [
                INDEX,
                Column("village", ("所属村",), carry="blank"),
                pension_name,
                ID,
                *months(first, first + 5, "digits", ("2019年",)),
                *tail,
            ]
            hand = Hand(id_noise=0.05, ids_damaged=0.006)
            false = Decimal("236.00") if first == 7 else Decimal(0)
            total = Total(at="top", label="合计", false_by=false)
            block = Block("pension", rows, columns, hand, (f"城乡居民养老金发放明细（2019年{half}，单位：元）",), total=total)
            return Workbook(f"{file}.xlsx", "xlsx", [Sheet("Sheet1", [block])])


def _pension_extras(county: County) -> list[Workbook]:
    extra = cut([s for s in county.streams_of(p.PENSION) if s.quirks.get("list") == "extra"], "extra", 1, 12)
    columns = [INDEX, TOWN, VILLAGE, NAME, ID, *months(1, 12, "dated"), Column("sum", ("补录金额",)), Column("card_no", ("账号",))]
    block = Block("pension_extra", extra, columns, Hand(), ("城乡居民养老金手工补录发放表",), unit_line="单位：元", total=Total())
    arrears = county.records["arrears"]
    due = [
        INDEX,
        TOWN,
        VILLAGE,
        NAME,
        ID,
        Column("paid_on", ("支付日期",)),
        Column("sum", ("补发金额（元）",)),
        Column("card_no", ("账号",)),
        Column("note", ("备注",)),
    ]
    late = Block("arrears", arrears, due, Hand(dates="numerals"), ("2019年1-3月居民养老金补发明细",), total=Total(label="合计"))
    funeral = county.records["funeral"]
    gone = [
        INDEX,
        TOWN,
        VILLAGE,
        Column("name", ("亡故人员姓名",)),
        Column("id_no", ("身份证号",)),
        Column("sum", ("丧葬补助金（元）",)),
        Column("paid_on", ("发放时间",)),
        Column("card_no", ("收款账号",)),
    ]
    grave = Block("funeral", funeral, gone, Hand(dates="cell"), ("城乡居民基本养老保险丧葬补助金发放表",), total=Total(label="合计"))
    return [
        Workbook("人社局/居民养老金/手工补录.xlsx", "xlsx", [Sheet("补录", [block])]),
        Workbook("人社局/居民养老金/死亡人员生前待遇补发.xlsx", "xlsx", [Sheet("补发", [late])]),
        Workbook("人社局/居民养老金/丧葬补助金.xlsx", "xlsx", [Sheet("2019", [grave])]),
    ]


def _posts(county: County) -> list[Workbook]:
    rows = cut(county.streams_of(p.POST), "post", 1, 12)
    columns = [
        INDEX,
        TOWN,
        VILLAGE,
        NAME,
        ID,
        Column("post", ("岗位名称",)),
        *months(1, 12, "chinese", ("岗位补贴发放（元）",)),
        Column("sum", ("岗位补贴发放（元）", "合计")),
        Column("card_no", ("工资卡号",)),
    ]
    posts = Block(
        "post",
        rows,
        columns,
        Hand(id_noise=0.05),
        (f"{COUNTY_NAME}2019年度乡村公益性岗位补贴发放台账",),
        total=Total(label="合计", formula=True),
    )
    pay = cut(county.streams_of(p.OFFICIAL_PAY), "official_pay", 1, 12)
    columns = [
        Column("#", ("序",)),
        Column("town", ("所在乡镇",), carry="blank"),
        VILLAGE,
        NAME,
        ID,
        Column("post", ("现任职务",)),
        *months(1, 12, ""),
        Column("sum", ("全年报酬",)),
        Column("card_no", ("银行账户",)),
        Column("sign", ("签字",)),
    ]
    officials = Block(
        "official_pay",
        pay,
        columns,
        Hand(),
        (f"{COUNTY_NAME}二〇一九年村干部基本报酬发放花名册",),
        unit_line="单位：元",
        total=Total(label="合计"),
    )
    books = [
        Workbook("人社局/公益性岗位.xlsx", "xlsx", [Sheet("台账", [posts])]),
        Workbook("县委组织部/村干部基本报酬.xls", "html utf-8", [Sheet("村干部基本报酬", [officials])]),
    ]
    return [*books, *_retired_officials(county)]


def _retired_officials(county: County) -> list[Workbook]:
    rows = cut(county.streams_of(p.RETIRED), "retired", 1, 12)
    columns = [
        INDEX,
        TOWN,
        VILLAGE,
        NAME,
        ID,
        *months(1, 12, "digits", ("2019年",)),
        Column("sum", ("全年合计",)),
        Column("card_no", ("账号",)),
    ]
    block = Block(
        "retired",
        rows,
        columns,
        Hand(),
        (f"{COUNTY_NAME}2019年正常离任村干部生活补贴发放表",),
        unit_line="单位：元",
        total=Total(label="合计"),
    )
    return [Workbook("县委组织部/离任村干部生活补贴.xlsx", "xlsx", [Sheet("补贴", [block])])] if rows else []


def _veterans(county: County) -> Workbook:
    """Quarter columns beside the year's sum."""
    rows = county.records["veteran"]
    quarters = [Column(f"q{q}", ("各季度发放", f"{word}季度")) for q, word in enumerate("一二三四", 1)]
    columns = [
        INDEX,
        TOWN,
        VILLAGE,
        NAME,
        ID,
        Column("quantity", ("服役年限",)),
        *quarters,
        Column("sum", ("全年合计",)),
        Column("card_no", ("银行卡号",)),
    ]
    block = Block("veteran", rows, columns, Hand(), ("2019年农村籍退役士兵老年生活补助发放表",), unit_line="单位：元", total=Total())
    return Workbook("退役军人事务局/老年生活补助.xlsx", "xlsx", [Sheet("2019年度", [block])])


def _disabled(county: County) -> list[Workbook]:
    """The two subsidies side by side in the first half, a sheet each in the second."""
    books: list[Workbook] = []
    monthly = county.rng("disabled").random() < 0.5
    for half, first in (("上半年", 1), ("下半年", 7)):
        if monthly and first == 7:
            return [*books, *_disabled_by_month(county)]
        blocks = []
        for programme, word in ((p.CARE, "护理补贴"), (p.LIVING, "生活补贴")):
            rows = cut(county.streams_of(programme), f"{programme}{first}", first, first + 5)
            columns = [
                INDEX,
                TOWN,
                VILLAGE,
                Column("name", ("残疾人姓名",)),
                ID,
                Column("grade", ("残疾级别",)),
                *months(first, first + 5, "chinese" if first == 1 else "dated"),
                Column("sum", ("合计",)),
                Column("card_no", ("账号",)),
            ]
            hand = Hand(grade="words" if first == 1 else "digit", id_noise=0.05, ids_damaged=0.006)
            kind = "重度残疾人" if programme == p.CARE else "困难残疾人"
            blocks.append(Block(word, rows, columns, hand, (f"2019年{half}{kind}{word}发放表（单位：元）",), total=Total(label="合计")))
        sheets = [Sheet("两项补贴", blocks, beside=True)] if first == 1 else [Sheet(b.label, [b]) for b in blocks]
        books.append(Workbook(f"县残联/残疾人两项补贴{half}.xlsx", "xlsx", sheets))
    return books


def _disabled_by_month(county: County) -> list[Workbook]:
    """A row a person and month, the month in a column of its own."""
    form = county.rng("disabled/month").choice(("2019{:02d}", "2019年{}月", "2019-{:02d}", "{}月"))
    books = []
    for programme, word in ((p.CARE, "重度残疾人护理补贴"), (p.LIVING, "困难残疾人生活补贴")):
        rows = cut_long(county.streams_of(programme), f"{programme}7", (7, 12), form)
        columns = [
            Column("period", ("发放月份",)),
            TOWN,
            VILLAGE,
            NAME,
            ID,
            Column("grade", ("残疾等级",)),
            Column("sum", ("发放金额",)),
            Column("card_no", ("账号",)),
        ]
        hand = Hand(grade="words", id_noise=0.03)
        block = Block(word, rows, columns, hand, (f"2019年下半年{word}发放明细",), unit_line="单位：元", total=Total(label="合计"))
        books.append(Workbook(f"县残联/{word}下半年.xlsx", "xlsx", [Sheet("明细", [block])]))
    return books


def _pupils(county: County) -> Workbook:
    """Two terms below each other."""
    blocks = []
    for term, title in (
        ("pupils1", "2019年春季学期（2月至7月）家庭经济困难学生生活补助花名册"),
        ("pupils2", "2019年秋季学期（9月至12月）家庭经济困难学生生活补助花名册"),
    ):
        columns = [
            INDEX,
            Column("school", ("所在学校",), carry="merge"),
            Column("name", ("学生姓名",)),
            Column("id_no", ("学生身份证号",)),
            Column("town", ("家庭住址", "乡镇")),
            Column("village", ("家庭住址", "村")),
            Column("guardian_name", ("家长姓名",)),
            Column("sum", ("补助金额",)),
            Column("card_no", ("发放卡号",)),
        ]
        rows = sorted(county.records[term], key=lambda r: str(r.values["school"]))
        blocks.append(Block(term, rows, columns, Hand(name_noise=0.1), (title,), unit_line="单位：元", total=Total(label="合计")))
    return Workbook("教育局/困难学生补助.xlsx", "xlsx", [Sheet("义务段", blocks)])


def _reward(county: County) -> Workbook:
    """SpreadsheetML named .xls; the unit stands in the file's name only."""
    columns = [
        INDEX,
        TOWN,
        VILLAGE,
        Column("name", ("奖扶对象",)),
        Column("id_no", ("身份证号码",)),
        Column("sum", ("年度奖励金",)),
        Column("card_no", ("存折账号",)),
    ]
    hand = Hand(money="number", id_noise=0.04, ids_damaged=0.008)
    block = Block(
        "reward",
        county.records["reward"],
        columns,
        hand,
        ("农村部分计划生育家庭奖励扶助对象2019年度资金发放表",),
        total=Total(label="合计"),
    )
    return Workbook("卫健局/2019计生奖扶（单位元）.xls", "sml", [Sheet("奖扶", [block])])
