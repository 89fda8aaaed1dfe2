"""Layouts as offices make them: what comes out is the payee, the sum, the period, the place; nothing of the furniture."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from lianjing.ingest.grid import Merge
from lianjing.ingest.sheet import ReadBlock

Read = Callable[..., list[ReadBlock]]
A, B, C, D = "139977196001010014", "139977197103020023", "13997719550607123X", "139977194809092041"
CARD = "6217990000001234562"


def rows_of(block: ReadBlock, *names: str) -> list[tuple[object, ...]]:
    """The named columns of a block's records, money as text."""
    assert block.frame is not None
    return [tuple(str(v) if isinstance(v, Decimal) else v for v in row) for row in block.frame.select(names).iter_rows()]


def test_three_header_rows_repeated_on_every_page_are_one_table(read: Read) -> None:
    (block,) = read(f"""
        某县2019年上半年高龄津贴发放花名册||||||
        序号|基本信息|||发放情况||账号
        |村名|姓名|身份证号|发放标准|发放合计|
        |||||（元）|
        1|东山村|王小明|{A}|50|300|{CARD}
        2|东山村|李大海|{B}|50|300|{CARD}
        本页小计|||||600|
        序号|基本信息|||发放情况||账号
        |村名|姓名|身份证号|发放标准|发放合计|
        |||||（元）|
        3|西山村|张三丰|{C}|50|300|{CARD}
        本页小计|||||300|
        合计|||||900|
    """)
    assert rows_of(block, "name", "village", "amount_yuan") == [
        ("王小明", "东山村", "300.00"),
        ("李大海", "东山村", "300.00"),
        ("张三丰", "西山村", "300.00"),
    ]
    assert all(s.agrees for s in block.sums)
    assert len(block.sums) == 3


def test_a_household_head_row_with_member_rows_gives_one_payment(read: Read) -> None:
    (block,) = read(f"""
        2020年3月农村低保金发放表|||||||
        序号|村|户主姓名|家庭成员|身份证号|与户主关系|发放金额|账号
        1|东山村|王小明|王小明|{A}|户主|600|{CARD}
        |||李小花|{B}|配偶||
        2|东山村|张三丰|张三丰|{C}|户主|300|{CARD}
        合计||||||900|
    """)
    assert rows_of(block, "id_no", "amount_yuan") == [(A, "600.00"), (C, "300.00")]
    assert block.reasons["no_amount"] == 1


def test_a_village_heading_holds_for_the_rows_below_it(read: Read) -> None:
    (block,) = read(f"""
        河东镇2019年耕地地力保护补贴发放表|||||
        序号|姓名|身份证号码|面积（亩）|金额|账号
        一、东山村|||||
        1|王小明|{A}|2|200|{CARD}
        小计|||2|200|
        二、西山村|||||
        2|张三丰|{C}|1.5|150|{CARD}
        小计|||1.5|150|
        总计|||3.5|350|
    """)
    assert rows_of(block, "name", "town", "village") == [("王小明", "河东镇", "东山村"), ("张三丰", "河东镇", "西山村")]


def test_month_columns_give_a_payment_a_month_across_the_turn_of_the_year(read: Read) -> None:
    (block,) = read(f"""
        2019年11月至2020年2月特困供养金||||||
        姓名|村|公民身份号码|11月|12月|1月|2月
        王小明|东山村|{A}|500|500|510|
    """)
    assert [str(r[0]) for r in rows_of(block, "period_start")] == ["2019-11-01", "2019-12-01", "2020-01-01"]


def test_a_monthly_rate_beside_a_quarters_amount_is_one_payment(read: Read) -> None:
    (block,) = read(f"""
        2017年第三季度农村最低生活保障金发放表||||||
        序号|村|姓名|身份证号|月保障金|金额（元）|账号
        1|东山村|王小明|{A}|492|1476|{CARD}
    """)
    ((amount, start, end),) = rows_of(block, "amount_yuan", "period_start", "period_end")
    assert (amount, str(start), str(end)) == ("1476.00", "2017-07-01", "2017-09-30")


@pytest.mark.parametrize(
    "months", ["1|2|3", "'01'|'02'|'03'", "一月|二月|三月", "1月|2月|3月", "2019年1月|2019年2月|2019年3月", "1月份|2月份|3月份"]
)
def test_months_are_months_however_they_are_written(read: Read, months: str) -> None:
    (block,) = read(f"""
        公益性岗位补贴发放表（2019年）||||||
        序号|姓名|身份证号|各月发放（元）|||合计
        |||{months}|
        1|王小明|{A}|500|500|500|1500
        合计|||500|500|500|1500
    """)
    assert [str(r[0]) for r in rows_of(block, "period_start")] == ["2019-01-01", "2019-02-01", "2019-03-01"]
    assert block.sums[0].agrees


@pytest.mark.parametrize(
    ("header", "above", "below"),
    [("补助金额（万元）", "", ""), ("补助金额", "单位：万元", ""), ("补助金额", "", "单位：万元"), ("补助金额", "（金额单位：万元）", "")],
)
def test_the_unit_is_found_in_header_above_or_below(read: Read, header: str, above: str, below: str) -> None:
    (block,) = read(f"""
        2019年农村危房改造补助资金表|||{above}|
        村|姓名|身份证号|{header}|账号
        东山村|王小明|{A}|1.8|{CARD}
        东山村|李大海|{B}|0.75|{CARD}
        合计|||2.55|
        {below}||||
    """)
    assert rows_of(block, "amount_yuan") == [("18000.00",), ("7500.00",)]
    assert block.sums[0].agrees


def test_ditto_marks_and_blanks_carry_the_place_down_but_never_money_or_names(read: Read) -> None:
    (block,) = read(f"""
        序号|乡镇|村|姓名|身份证号|金额|开户行
        1|河东镇|东山村|王小明|{A}|500|农村信用社
        2|〃|同上|李大海|{B}|650|〃
        3||||{C}||
        合计|||||1150|
    """)
    assert rows_of(block, "town", "village", "bank") == [("河东镇", "东山村", "农村信用社")] * 2
    assert block.reasons["no_amount"] == 1


def test_tables_beside_each_other_may_begin_in_different_rows(read: Read) -> None:
    left, right = read(f"""
        2019年3月重度残疾人护理补贴|||||2019年3月困难残疾人生活补贴|||
        姓名|身份证号|金额|账号||合计|||
        王小明|{A}|60|{CARD}||姓名|身份证号|补助金额|账号
        李大海|{B}|60|{CARD}||张三丰|{C}|70|{CARD}
        合计||120|||||||
    """)
    assert rows_of(left, "name", "amount_yuan") == [("王小明", "60.00"), ("李大海", "60.00")]
    assert rows_of(right, "name", "amount_yuan") == [("张三丰", "70.00")]
    assert left.context is not None
    assert right.context is not None
    assert (left.context.programme_id, right.context.programme_id) == ("disability_care", "disability_living")


def test_an_empty_column_inside_a_table_parts_nothing(read: Read) -> None:
    (block,) = read(f"""
        2019年3月高龄津贴|||||
        姓名||身份证号|1月||账号
        王小明||{A}|60||{CARD}
    """)
    assert rows_of(block, "name", "id_no", "card_no") == [("王小明", A, CARD)]


def test_the_same_table_printed_in_two_columns_is_read_on_both_sides(read: Read) -> None:
    left, right = read(f"""
        大河乡东山村2017年耕地地力保护补贴发放表|||||||
        序号|姓名|身份证号|金额|序号|姓名|身份证号|金额
        1|王小明|{A}|10|2|李大海|{B}|20
        合计|||30||||
    """)
    assert rows_of(left, "name", "amount_yuan", "source_col") == [("王小明", "10.00", "D")]
    assert rows_of(right, "name", "amount_yuan", "source_col") == [("李大海", "20.00", "H")]
    assert left.rows == right.rows == 4
    assert left.sums[0].agrees  # the total under the left half is that of both


def test_a_second_table_below_with_its_own_title_is_its_own(read: Read) -> None:
    first, second = read(f"""
        2019年3月重度残疾人护理补贴发放表||||
        序号|村|姓名|身份证号|金额
        1|东山村|王小明|{A}|60
        合计||||60
        ||||
        2019年3月困难残疾人生活补贴发放表||||
        序号|村|姓名|身份证号|金额
        1|东山村|张三丰|{C}|70
        合计||||70
    """)
    assert first.context is not None
    assert second.context is not None
    assert (first.context.programme_id, second.context.programme_id) == ("disability_care", "disability_living")
    assert [s.agrees for s in (*first.sums, *second.sums)] == [True, True]


def test_merged_village_cells_speak_for_their_rows(read: Read) -> None:
    (block,) = read(
        f"""
        村|姓名|身份证号|金额
        东山村|王小明|{A}|60
        |李大海|{B}|60
        """,
        merges=(Merge(1, 0, 2, 0),),
    )
    assert rows_of(block, "village") == [("东山村",), ("东山村",)]


def test_the_place_may_stand_only_in_sheet_file_or_folder(read: Read) -> None:
    (block,) = read(
        f"""
        序号|姓名|身份证号|金额
        1|王小明|{A}|100
        """,
        file="河东镇/2019年5月高龄津贴.xlsx",
        sheet="东山村",
    )
    assert rows_of(block, "town", "village", "programme") == [("河东镇", "东山村", "高龄津贴")]


@pytest.mark.parametrize(
    ("title", "programme"), [("委托代领登记簿", "委托代领登记簿"), ("高龄津贴委托代领登记簿", "高龄津贴")], ids=["folder-only", "title"]
)
def test_a_register_of_proxies_is_not_its_folders_programme(read: Read, title: str, programme: str) -> None:
    (block,) = read(
        f"""
        {title}|||||
        序号|姓名|身份证号|代领人|代领人身份证号|代领原因
        1|王小明|{A}|李大海|{B}|行动不便
        """,
        file="城乡居民养老保险/代领登记.xlsx",
        sheet="Sheet1",
    )
    assert (block.table, rows_of(block, "programme")) == ("proxies", [(programme,)])


def test_a_hidden_sheet_is_passed_over_unless_asked_for(read: Read) -> None:
    drawing = f"""
        姓名|身份证号|金额
        王小明|{A}|100
    """
    (block,) = read(drawing, hidden=True)
    assert (block.table, block.reasons["hidden_sheet"]) == ("", 2)
    (block,) = read(drawing, hidden=True, take_hidden=True)
    assert block.fates["accepted"] == 1


@pytest.mark.parametrize(
    ("title", "sheet", "file", "start", "end"),
    [
        ("某县2018年农村低保金发放表", "3月", "低保.xlsx", "2018-03-01", "2018-03-31"),
        ("农村低保金发放表", "Sheet1", "2018年/二季度/低保.xlsx", "2018-04-01", "2018-06-30"),
        ("农村低保金发放表", "2018年下半年", "低保.xlsx", "2018-07-01", "2018-12-31"),
        ("某县2018年耕地地力保护补贴发放表", "6月", "补贴.xlsx", "2018-01-01", "2018-12-31"),
    ],
)
def test_a_year_is_narrowed_by_what_stands_beside_it(read: Read, title: str, sheet: str, file: str, start: str, end: str) -> None:
    (block,) = read(
        f"""
        {title}|||
        村|姓名|身份证号|金额
        东山村|王小明|{A}|60
        """,
        sheet=sheet,
        file=file,
    )
    assert [tuple(map(str, r)) for r in rows_of(block, "period_start", "period_end")] == [(start, end)]


def test_each_id_belongs_to_the_name_on_its_left(read: Read) -> None:
    (block,) = read(
        f"""
        序号|村|村干部|职务|身份证号码|亲属姓名|与本人关系|亲属身份证号码
        1|东山村|王小明|支书|{A}|李大海|配偶|{B}
        """,
        file="村干部亲属情况统计表.xlsx",
    )
    assert block.table == "kin"
    assert rows_of(block, "official_name", "official_id_no", "name", "id_no") == [("王小明", A, "李大海", B)]


def test_a_term_in_one_cell_says_when_it_begins_and_ends(read: Read) -> None:
    (block,) = read(f"""
        某县农村集体资源发包情况登记表||||||
        乡镇|村|资源名称|承包人|承包人身份证号|承包起止时间|年承包费（元）
        河东镇|东山村|机动地|王小明|{A}|2010.1.1-2019.12.31|4000
    """)
    assert block.table == "leases"
    assert [tuple(map(str, r)) for r in rows_of(block, "from_on", "to_on")] == [("2010-01-01", "2019-12-31")]


@pytest.mark.parametrize(
    ("drawing", "table"),
    [
        (f"编号|逝者|证件号|火化时间\n1|王小明|{A}|2019.3.4", "deaths"),
        (f"车牌|车主姓名|身份证明号码|车辆种类|初次登记日期\n冀A12345|王小明|{A}|小型轿车|2015-03-04", "vehicles"),
        (f"权利人|证件号|坐落|房屋用途|面积\n王小明|{A}|幸福小区1-1|住宅|89.5", "real_estate"),
        (f"某县教师名册|||\n学校|姓名|身份证号|参加工作时间\n县一中|王小明|{A}|2001.9", "staff"),
        (f"社区矫正对象名单|||\n姓名|身份证号|原判刑罚|矫正终止日期\n王小明|{A}|缓刑|2020-01-01", "custody"),
        (f"承包方代表姓名|证件号码|承包地块总数|确权总面积（亩）|经营权证号\n王小明|{A}|3|5.5|1399771002003000", "land_rights"),
        (f"户号|姓名|与户主关系|性别|公民身份号码\n001|王小明|户主|男|{A}", "households"),
        (f"主体名称|统一社会信用代码|法定代表人|法人证件号码|企业状态\n县商店|92139901RPY61WR8Q7|王小明|{A}|存续", "companies"),
        (f"账号|户名|身份证号|金额|退回原因|退回日期\n{CARD}|王小明|{A}|300|户名不符|2019-03-04", "bank_returns"),
        ("资金名称|指标文号|接收乡镇|下达金额|下达时间\n农村低保|县财社3号|河东镇|100000|2019-03-04", "allocations"),
        ("日期|凭证字号|摘要|会计科目|支出\n2019-03-04|记-1|购办公用品|管理费用|350", "vouchers"),
        ("发票代码|发票号码|开票日期|销方名称|金额|税额|价税合计\n139977|00012345|2019-03-04|县商店|100|3|103", "invoices"),
        ("捐赠人|捐赠金额|日期\n王小明|100|2020.1.26", "other_money"),
        ("学校名称|所在地|办学层次\n某大学|某市|本科", ""),
    ],
)
def test_a_sheet_is_known_by_its_columns_and_title(read: Read, drawing: str, table: str) -> None:
    (block,) = read(drawing)
    assert block.table == table
