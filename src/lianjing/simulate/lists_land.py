"""Pay lists of agriculture, forestry and housing: land by village, by page, side by side; grants for houses and machines."""

from decimal import Decimal

from lianjing.simulate import programmes as p
from lianjing.simulate.county import County
from lianjing.simulate.cutting import cut
from lianjing.simulate.layouts import Block, Column, Hand, Total
from lianjing.simulate.lists_civil import ID, INDEX, SIGNED, months, of_town
from lianjing.simulate.lists_work import TOWN, VILLAGE, one_card
from lianjing.simulate.places import COUNTY_NAME, Town
from lianjing.simulate.record import Record
from lianjing.simulate.workbook import Sheet, Workbook


def land_and_houses(county: County) -> list[Workbook]:
    """All lists of this module."""
    rows = sorted(county.records["land"], key=_by_place)
    books = [_LAND[(town.no - 1) % 4](town, of_town(rows, town)) for town in county.towns]
    yearly = _one_card_list(county) if one_card(county) else _forest(county)
    return [*books, yearly, _land_before(county), *_houses(county), *_dwelling_aid(county), _taking(county), _machines(county)]


def _by_place(record: Record) -> tuple[int, str]:
    assert record.village is not None
    assert record.person is not None
    return record.village.no, record.person.household.no


def _villages(rows: list[Record]) -> list[str]:
    return list(dict.fromkeys(str(r.values["village"]) for r in rows))


def _land_by_village(town: Town, rows: list[Record]) -> Workbook:
    """A sheet a village, named without 村; no village column."""
    columns = [
        INDEX,
        Column("name", ("农户姓名",)),
        ID,
        Column("area_mu", ("补贴面积（亩）",)),
        Column("rate_yuan", ("亩标准（元）",)),
        Column("sum", ("补贴金额（元）",)),
        Column("card_no", ("一卡通账号",)),
        Column("note", ("备注",)),
        Column("sign", ("农户签字",)),
    ]
    sheets = []
    for number, village in enumerate(_villages(rows)):
        some = [r for r in rows if r.values["village"] == village]
        hand = Hand(id_noise=0.05, name_noise=0.12, ids_damaged=0.008, cards_damaged=0.008)
        total = Total(label="合计", formula=number % 2 == 0, false_by=Decimal("-120.00") if number == 2 else Decimal(0))
        block = Block("land", some, columns, hand, (f"{town.name}2019年耕地地力保护补贴分户清册",), total=total, feet=SIGNED, hide_every=29)
        sheets.append(Sheet(village.removesuffix("村"), [block]))
    return Workbook(f"农业农村局/耕地补贴/{town.name}分户清册.xlsx", "xlsx", sheets)


def _land_beside(town: Town, rows: list[Record]) -> Workbook:
    """Two tables side by side to save paper; the town stands in the file's name."""
    half = (len(rows) + 1) // 2
    blocks = []
    for number, some in enumerate((rows[:half], rows[half:]), 1):
        columns = [
            Column("#", ("序",)),
            Column("village", ("村",)),
            Column("name", ("姓名",)),
            Column("id_no", ("身份证号",)),
            Column("area_mu", ("面积",)),
            Column("sum", ("金额",)),
            Column("card_no", ("账号",)),
            Column("note", ("说明",)),
        ]
        hand = Hand(village="bare", id_noise=0.04, ids_damaged=0.005)
        blocks.append(Block(f"land_{number}", some, columns, hand, unit_line="亩、元", total=Total(label="合计")))
    return Workbook(f"农业农村局/耕地补贴/{town.name}2019年度地力补贴（公示打印）.xlsx", "xlsx", [Sheet("打印", blocks, beside=True)])


def _land_ditto(town: Town, rows: list[Record]) -> Workbook:
    """GB18030 text with 同上; a subtotal after each village; three lines of title."""
    columns = [
        Column("town", ("乡镇名称",), carry="ditto"),
        Column("village", ("村委会",), carry="ditto"),
        Column("name", ("承包户",)),
        Column("id_no", ("身份证",)),
        Column("area_mu", ("确认面积",)),
        Column("rate_yuan", ("补贴标准",)),
        Column("sum", ("应补资金",)),
        Column("card_no", ("惠农卡号",)),
        Column("note", ("备注",)),
    ]
    titles = (COUNTY_NAME, "二〇一九年度耕地地力保护补贴资金兑付明细表", f"填报单位：{town.name}人民政府")
    hand = Hand(village="committee", ditto="同上", id_noise=0.04)
    block = Block("land", rows, columns, hand, titles, unit_line="计量单位：亩、元", subtotal="小计", total=Total(label="合计"))
    return Workbook(f"农业农村局/耕地补贴/{town.name}兑付明细.csv", "csv gb18030", [Sheet("兑付明细", [block])])


def _land_pages(town: Town, rows: list[Record]) -> Workbook:
    """Printed pages with the two-row header again and a subtotal each; village cells merged within a page."""
    columns = [
        INDEX,
        Column("village", ("村名",), carry="merge"),
        Column("name", ("户主",)),
        Column("id_no", ("户主身份证号",)),
        Column("area_mu", ("2019年耕地地力保护补贴", "面积（亩）")),
        Column("rate_yuan", ("2019年耕地地力保护补贴", "标准（元/亩）")),
        Column("sum", ("2019年耕地地力保护补贴", "金额（元）")),
        Column("card_no", ("账号",)),
        Column("note", ("备注",)),
    ]
    hand = Hand(id_noise=0.05, ids_damaged=0.006)
    total = Total(label="全乡镇合计")
    block = Block(
        "land", rows, columns, hand, (f"{town.name}耕地地力保护补贴发放花名册",), page=42, total=total, feet=("监督电话：0300-1231700",)
    )
    return Workbook(f"农业农村局/耕地补贴/{town.name}花名册.xlsx", "xlsx", [Sheet("花名册", [block])])


_LAND = (_land_by_village, _land_beside, _land_ditto, _land_pages)


def _one_card_list(county: County) -> Workbook:
    """The bank's list: several programmes in one table, each row says which and for which year."""
    rows = sorted([*county.records["forest"], *county.records["reward"]], key=_by_place)
    for row in rows:
        row.values["period"] = "2019年度"
    columns = [
        INDEX,
        Column("programme", ("资金项目名称",)),
        Column("period", ("所属年度",)),
        TOWN,
        VILLAGE,
        Column("name", ("收款人姓名",)),
        Column("id_no", ("收款人证件号码",)),
        Column("card_no", ("收款人账号",)),
        Column("sum", ("交易金额",)),
    ]
    block = Block(
        "one_card", rows, columns, Hand(id_noise=0.02), ("惠民惠农财政补贴资金“一卡通”代发明细",), unit_line="单位：元", total=Total()
    )
    return Workbook("代发银行/一卡通代发明细2019.csv", "csv gb18030", [Sheet("一卡通代发明细2019", [block])])


def _forest(county: County) -> Workbook:
    columns = [
        INDEX,
        Column("town", ("乡",), carry="merge"),
        VILLAGE,
        Column("name", ("退耕户",)),
        ID,
        Column("area_mu", ("保存面积（亩）",)),
        Column("rate_yuan", ("每亩补助（元）",)),
        Column("sum", ("补助资金（元）",)),
        Column("card_no", ("账号",)),
    ]
    rows = sorted(county.records["forest"], key=_by_place)
    block = Block(
        "forest", rows, columns, Hand(id_noise=0.05), ("退耕还林补助资金2019年度兑现清册",), total=Total(label="总计", formula=True)
    )
    return Workbook("自然资源和林业局/退耕还林2019.xlsx", "xlsx", [Sheet("兑现清册", [block])], date_1904=True)


def _houses(county: County) -> list[Workbook]:
    """万元 with decimals; dates as dates of the 1904 system, or as Chinese numerals."""
    books = []
    for year, hand, early in ((2018, Hand(dates="numerals", grade="words"), False), (2019, Hand(dates="cell", grade="class"), True)):
        columns = [
            INDEX,
            TOWN,
            VILLAGE,
            Column("name", ("危房户户主",)),
            ID,
            Column("grade", ("鉴定等级",)),
            Column("assessed_on", ("鉴定时间",)),
            Column("approved_on", ("审批时间",)),
            Column("completed_on", ("竣工验收时间",)),
            Column("sum", ("补助资金（万元）",)),
            Column("card_no", ("账号",)),
            Column("note", ("备注",)),
        ]
        rows = sorted(county.records[f"house{year}"], key=_by_place)
        block = Block(
            f"house{year}",
            rows,
            columns,
            hand,
            (f"{COUNTY_NAME}{year}年农村危房改造补助对象及资金表",),
            unit="万元",
            total=Total(label="合计"),
        )
        name = f"住建局/危房改造/{year}年度.xlsx"
        books.append(Workbook(name, "xlsx", [Sheet("对象表", [block])], date_1904=early))
    return books


def _land_before(county: County) -> Workbook:
    """The list of the year before, as it was archived: one text file of the county, the year in a column."""
    rows = sorted(county.records["land2018"], key=_by_place)
    for row in rows:
        row.values["period"] = "2018年"
    columns = [
        Column("period", ("补贴年度",)),
        TOWN,
        VILLAGE,
        Column("name", ("农户姓名",)),
        ID,
        Column("area_mu", ("补贴面积（亩）",)),
        Column("rate_yuan", ("亩标准（元）",)),
        Column("sum", ("补贴金额（元）",)),
        Column("card_no", ("账号",)),
    ]
    block = Block("land2018", rows, columns, Hand(id_noise=0.02), ("2018年度耕地地力保护补贴发放汇总",), total=Total(label="合计"))
    return Workbook("农业农村局/耕地补贴/2018年度汇总.csv", "csv gb18030", [Sheet("2018年度汇总", [block])])


def _dwelling_aid(county: County) -> list[Workbook]:
    """Rent subsidies by month, and what the moved were given."""
    rents = cut(county.streams_of(p.RENT), "rent", 1, 12)
    columns = [
        INDEX,
        TOWN,
        VILLAGE,
        Column("name", ("保障对象",)),
        ID,
        Column("persons", ("家庭人口",)),
        *months(1, 12, "", ("2019年各月补贴（元）",)),
        Column("sum", ("全年合计",)),
        Column("card_no", ("账号",)),
    ]
    rent = Block("rent", rents, columns, Hand(id_noise=0.03), (f"{COUNTY_NAME}2019年公租房租赁补贴发放台账",), total=Total(label="合计"))
    columns = [
        INDEX,
        TOWN,
        VILLAGE,
        Column("name", ("搬迁户户主",)),
        ID,
        Column("persons", ("搬迁人口",)),
        Column("address", ("安置点",)),
        Column("paid_on", ("发放日期",)),
        Column("sum", ("补助金额（元）",)),
        Column("card_no", ("账号",)),
        Column("note", ("备注",)),
    ]
    moves = sorted(county.records["moves"], key=_by_place)
    moved = Block("moves", moves, columns, Hand(dates="iso"), ("2019年易地扶贫搬迁补助发放表",), unit_line="单位：元", total=Total())
    return [
        Workbook("住建局/公租房租赁补贴.xlsx", "xlsx", [Sheet("台账", [rent])]),
        Workbook("发改局/易地扶贫搬迁补助.xlsx", "xlsx", [Sheet("发放表", [moved])]),
    ]


def _taking(county: County) -> Workbook:
    columns = [
        INDEX,
        TOWN,
        VILLAGE,
        Column("name", ("被征地农户",)),
        ID,
        Column("area_mu", ("征收面积（亩）",)),
        Column("sum", ("补偿金额（元）",)),
        Column("paid_on", ("支付日期",)),
        Column("card_no", ("账号",)),
    ]
    rows = sorted(county.records["taking"], key=_by_place)
    block = Block(
        "taking", rows, columns, Hand(dates="dots"), (f"{COUNTY_NAME}2019年征地补偿费发放表",), unit_line="单位：元", total=Total()
    )
    return Workbook("自然资源和林业局/征地补偿发放.xlsx", "xlsx", [Sheet("发放表", [block])])


def _machines(county: County) -> Workbook:
    columns = [
        INDEX,
        TOWN,
        VILLAGE,
        Column("name", ("购机者",)),
        ID,
        Column("item", ("机具品目",)),
        Column("maker", ("制造商",)),
        Column("serial_no", ("出厂编号",)),
        Column("dealer", ("销售企业",)),
        Column("price_yuan", ("销售价",)),
        Column("sum", ("中央补贴额",)),
        Column("paid_on", ("购机时间",)),
        Column("card_no", ("账号",)),
    ]
    rows = county.records["machine"]
    block = Block(
        "machine", rows, columns, Hand(dates="slash"), (f"{COUNTY_NAME}2019年农机购置补贴受益者信息",), unit_line="单位：元", total=Total()
    )
    return Workbook("农业农村局/农机购置补贴.xlsx", "xlsx", [Sheet("受益者", [block])])
