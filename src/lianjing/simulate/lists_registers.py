"""The registers of other offices as workbooks: people, assets, certificates, approvals, returns."""

from lianjing.simulate.county import County
from lianjing.simulate.layouts import Block, Column, Hand
from lianjing.simulate.lists_civil import ID, INDEX, NAME, of_town
from lianjing.simulate.lists_work import TOWN, VILLAGE
from lianjing.simulate.places import COUNTY_NAME
from lianjing.simulate.record import Record
from lianjing.simulate.workbook import Sheet, Workbook


def registers(county: County) -> list[Workbook]:
    """All registers."""
    return [
        *_households(county),
        *_dead(county),
        *_approvals(county),
        _one(county, "vehicles", "公安局/交警大队机动车.csv", "csv gb18030", _VEHICLES, Hand(dates="iso")),
        _one(county, "custody", "司法局/在刑人员.xlsx", "xlsx", _CUSTODY, Hand(dates="compact"), "在刑人员信息（含社区矫正对象）"),
        _one(county, "estate", "自然资源和林业局/不动产登记信息.txt", "tab utf-16", _ESTATE, Hand(dates="slash")),
        _one(county, "companies", "市场监管局/市场主体及人员.csv", "csv utf-8-sig", _COMPANIES, Hand(dates="iso")),
        _one(county, "staff", "县委编办/机关事业单位在编人员.xlsx", "xlsx", _STAFF, Hand(dates="dots"), "机关事业单位实名制人员名册"),
        _one(
            county, "officials", "县委组织部/村两委成员.ods", "ods", _OFFICIALS, Hand(dates="words"), f"{COUNTY_NAME}村“两委”班子成员名册"
        ),
        _one(
            county,
            "kin",
            "纪委监委/村干部近亲属报告表.xlsx",
            "xlsx",
            _KIN,
            Hand(dates="iso", id_noise=0.03),
            "村干部近亲属及社会关系报告表",
        ),
        _one(
            county,
            "disability",
            "县残联/持证残疾人信息.xlsx",
            "xlsx",
            _DISABILITY,
            Hand(dates="cell", grade="words"),
            "持证残疾人基本信息表",
        ),
        _one(county, "land_rights", "农业农村局/确权登记.csv", "csv gb18030", _LAND, Hand(village="bare", id_noise=0.02)),
        _one(county, "leased_in", "农业农村局/经营权流转.xlsx", "xlsx", _LEASED, Hand(dates="words"), "农村土地经营权流转（转入方）登记表"),
        _one(county, "returns", "代发银行/退汇清单.xlsx", "xlsx", _RETURNS, Hand(dates="compact"), "财政惠民补贴代发退汇清单"),
    ]


def _one(county: County, listing: str, path: str, form: str, columns: list[Column], hand: Hand, title: str = "") -> Workbook:
    rows = county.records[listing]
    block = Block(listing, rows, columns, hand, (title,) if title else (), money=False)
    name = path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return Workbook(path, form, [Sheet(name[:31], [block])])


def _households(county: County) -> list[Workbook]:
    """A file a town: the household's number and head merged, left blank, or told on every row."""
    books = []
    forms = ("xlsx", "csv gb18030", "ods", "tab utf-16")
    for town in county.towns:
        style = (town.no - 1) % 4
        carry = ("merge", "blank", "merge", "ditto")[style]
        columns = [
            TOWN,
            VILLAGE,
            Column("household_no", ("户籍编号",), carry=carry),
            Column("relation", ("与户主之关系",)),
            NAME,
            Column("sex", ("性别",)),
            Column("born_on", ("出生年月日",)),
            Column("id_no", ("公民身份号码",)),
            Column("moved_in_on", ("迁入时间",)),
            Column("moved_out_on", ("迁出时间",)),
            Column("status", ("人员状态",)),
        ]
        hand = Hand(dates=("cell", "compact", "words", "iso")[style], id_noise=0.02)
        block = Block(
            "households", of_town(county.records["households"], town), columns, hand, (f"{town.name}派出所常住人口登记表",), money=False
        )
        end = {"xlsx": "xlsx", "csv gb18030": "csv", "ods": "ods", "tab utf-16": "txt"}[forms[style]]
        books.append(Workbook(f"公安局/常住人口/{town.name}常住人口.{end}", forms[style], [Sheet("常住人口", [block])]))
    return books


def _dead(county: County) -> list[Workbook]:
    police = [
        INDEX,
        TOWN,
        VILLAGE,
        NAME,
        Column("sex", ("性别",)),
        ID,
        Column("died_on", ("死亡时间",)),
        Column("reason", ("死因",)),
    ]
    burnt = [
        INDEX,
        Column("name", ("逝者姓名",)),
        ID,
        Column("age", ("年龄",)),
        Column("died_on", ("去世日期",)),
        Column("buried_on", ("火化日期",)),
    ]
    first = Block("deaths", county.records["deaths"], police, Hand(dates="dots"), ("死亡人口注销户口登记",), money=False)
    second = Block("cremated", county.records["cremated"], burnt, Hand(dates="words"), ("遗体火化登记表",), money=False)
    return [
        Workbook("公安局/死亡注销户口.xlsx", "xlsx", [Sheet("死亡注销", [first])]),
        Workbook("县民政局/殡仪馆火化登记.xls", "html utf-8", [Sheet("火化登记", [second])]),
    ]


def _approvals(county: County) -> list[Workbook]:
    """The allowance's register by town, its members, the published list; the register of those without family."""
    columns = [
        INDEX,
        Column("village", ("村",), carry="blank"),
        Column("name", ("保障户户主",)),
        Column("id_no", ("户主身份证号码",)),
        Column("household_no", ("家庭编号",)),
        Column("grade", ("保障类别",)),
        Column("persons", ("保障人口数",)),
        Column("monthly_yuan", ("月保障金",)),
        Column("from_on", ("批准享受时间",)),
        Column("to_on", ("停保时间",)),
        Column("stop_reason", ("停保原因",)),
        Column("note", ("备注",)),
    ]
    rows = sorted(county.records["approved"], key=_home)
    sheets = []
    for town in county.towns:
        block = Block(
            "approved", of_town(rows, town), columns, Hand(dates="slash"), (f"{town.name}农村低保在册对象台账（2019年度）",), money=False
        )
        sheets.append(Sheet(town.name, [block]))
    heads = [
        Column("town", ("乡镇",), carry="blank"),
        Column("village", ("村",), carry="blank"),
        Column("head_name", ("保障户户主",), carry="blank"),
        Column("head_id_no", ("户主身份证号",), carry="blank"),
        Column("name", ("家庭成员",)),
        Column("relation", ("与户主关系",)),
        Column("id_no", ("成员身份证号",)),
    ]
    members = sorted(county.records["members"], key=_home)
    shown = [
        INDEX,
        TOWN,
        VILLAGE,
        Column("name", ("户主姓名",)),
        Column("id_no", ("身份证号",)),
        Column("persons", ("享受人数",)),
        Column("monthly_yuan", ("月补助金额",)),
        Column("note", ("备注",)),
    ]
    published = sorted(county.records["published"], key=_home)
    title = (f"{COUNTY_NAME}农村最低生活保障对象公示名单", "公示期：2019年1月8日至1月14日")
    support = [
        INDEX,
        TOWN,
        VILLAGE,
        NAME,
        ID,
        Column("category", ("供养方式",)),
        Column("monthly_yuan", ("月供养标准",)),
        Column("from_on", ("认定时间",)),
        Column("to_on", ("终止时间",)),
        Column("stop_reason", ("终止原因",)),
        Column("note", ("备注",)),
    ]
    return [
        Workbook("县民政局/农村低保/在册对象台账.xlsx", "xlsx", sheets),
        Workbook(
            "县民政局/农村低保/保障家庭成员.xlsx",
            "xlsx",
            [Sheet("成员", [Block("members", members, heads, Hand(), ("农村低保家庭成员信息表",), money=False)])],
        ),
        Workbook(
            "县民政局/农村低保/公示名单.xls", "sml", [Sheet("公示", [Block("published", published, shown, Hand(), title, money=False)])]
        ),
        Workbook(
            "县民政局/特困供养/特困人员名册.xlsx",
            "xlsx",
            [
                Sheet(
                    "名册",
                    [
                        Block(
                            "tekun_reg",
                            county.records["approved_tekun"],
                            support,
                            Hand(dates="words"),
                            ("特困人员救助供养对象名册",),
                            money=False,
                        )
                    ],
                )
            ],
        ),
    ]


def _home(record: Record) -> tuple[int, str]:
    assert record.person is not None
    home = record.person.household
    return home.village.no, home.no


_VEHICLES = [
    Column("plate_no", ("车牌号码",)),
    Column("vehicle_class", ("车型",)),
    Column("name", ("机动车所有人",)),
    Column("id_no", ("证件号码",)),
    Column("registered_on", ("初次登记日期",)),
    Column("cancelled_on", ("注销日期",)),
    Column("status", ("机动车状态",)),
]
_CUSTODY = [
    INDEX,
    NAME,
    ID,
    TOWN,
    Column("category", ("刑种",)),
    Column("from_on", ("刑期起日",)),
    Column("to_on", ("刑满日期",)),
]
_ESTATE = [
    Column("certificate_no", ("不动产权证号",)),
    Column("name", ("权利人",)),
    Column("id_no", ("证件号",)),
    Column("usage", ("规划用途",)),
    Column("area_m2", ("建筑面积(㎡)",)),
    Column("share", ("共有方式",)),
    Column("registered_on", ("登簿时间",)),
    Column("cancelled_on", ("转移登记日期",)),
    Column("status", ("登记状态",)),
    Column("note", ("附注",)),
]
_COMPANIES = [
    Column("company_name", ("市场主体名称",)),
    Column("credit_code", ("统一社会信用代码",)),
    Column("company_kind", ("主体类型",)),
    Column("name", ("人员姓名",)),
    Column("id_no", ("身份证件号码",)),
    Column("role", ("任职身份",)),
    Column("founded_on", ("成立日期",)),
    Column("cancelled_on", ("注销时间",)),
    Column("status", ("经营状态",)),
]
_STAFF = [
    INDEX,
    Column("unit_name", ("单位名称",)),
    NAME,
    ID,
    Column("from_on", ("参加工作时间",)),
    Column("to_on", ("离职时间",)),
    Column("status", ("在职状态",)),
]
_OFFICIALS = [
    INDEX,
    Column("town", ("乡镇",), carry="merge"),
    Column("village", ("村",), carry="merge"),
    NAME,
    Column("sex", ("性别",)),
    ID,
    Column("post", ("担任职务",)),
    Column("from_on", ("任职时间",)),
    Column("to_on", ("离任时间",)),
]
_KIN = [
    INDEX,
    TOWN,
    VILLAGE,
    Column("official_name", ("报告人（村干部）", "干部姓名")),
    Column("official_id_no", ("报告人（村干部）", "干部身份证号码")),
    Column("post", ("报告人（村干部）", "职务")),
    Column("name", ("近亲属情况", "亲属姓名")),
    Column("relation", ("近亲属情况", "与本人关系")),
    Column("id_no", ("近亲属情况", "亲属身份证号")),
    Column("from_on", ("近亲属情况", "关系起始")),
    Column("to_on", ("近亲属情况", "关系终止")),
]
_DISABILITY = [
    INDEX,
    TOWN,
    VILLAGE,
    NAME,
    ID,
    Column("certificate_no", ("残疾人证号",)),
    Column("disability_kind", ("残疾类型",), form="code"),
    Column("grade", ("残疾等级",)),
    Column("issued_on", ("发证时间",)),
    Column("valid_to", ("有效期至",)),
    Column("status", ("证件状态",)),
]
_LAND = [
    TOWN,
    VILLAGE,
    Column("name", ("承包方代表",)),
    Column("id_no", ("承包方代表身份证号码",)),
    Column("household_no", ("户编号",)),
    Column("area_mu", ("确权面积（亩）",)),
    Column("parcels", ("地块数",)),
    Column("certificate_no", ("经营权证编号",)),
]
_LEASED = [
    INDEX,
    TOWN,
    VILLAGE,
    Column("name", ("转入方",)),
    Column("id_no", ("转入方身份证号",)),
    Column("area_mu", ("转入面积（亩）",)),
    Column("lessor_name", ("转出方",)),
    Column("from_on", ("流转开始时间",)),
    Column("to_on", ("流转结束时间",)),
]
_RETURNS = [
    INDEX,
    Column("programme", ("资金项目",)),
    Column("name", ("收款人",)),
    ID,
    Column("card_no", ("账号",)),
    Column("sum", ("退汇金额（元）",)),
    Column("returned_on", ("退汇日期",)),
    Column("reason", ("退汇原因",)),
    Column("repaid_on", ("重新支付日期",)),
]
