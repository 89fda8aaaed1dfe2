"""Workbooks of the finance office, the village accounts, the tax office and the trading centre; and files that are no tables."""

from lianjing.simulate.county import County
from lianjing.simulate.layouts import Block, Column, Hand
from lianjing.simulate.lists_civil import INDEX
from lianjing.simulate.lists_work import TOWN, VILLAGE
from lianjing.simulate.places import COUNTY_NAME
from lianjing.simulate.workbook import Sheet, Workbook
from lianjing.simulate.writers.grid import Grid
from lianjing.simulate.writers.xlsx import xlsx_bytes

NOTICE = """关于做好2019年惠民惠农补贴资金发放工作的通知

各乡镇人民政府、县直有关部门：
  请于12月20日前将本年度补贴发放情况汇总后报县财政局。联系人：办公室。

                                   2019年11月28日
"""


def office_books(county: County) -> list[Workbook]:
    """Allocations, vouchers, invoices, projects, bids, leases."""
    return [
        _one(
            county,
            "allocations",
            "县财政局/资金拨付.xlsx",
            "xlsx",
            _ALLOCATIONS,
            Hand(dates="dots"),
            f"{COUNTY_NAME}2019年惠民资金拨付与兑付情况",
        ),
        _one(county, "vouchers", "农业农村局/村账/2019记账凭证.csv", "csv gb18030", _VOUCHERS, Hand(dates="iso")),
        _one(county, "invoices", "税务局/村级开票.xls", "sml", _INVOICES, Hand(dates="compact")),
        _one(county, "contracts", "公共资源交易中心/合同登记.xlsx", "xlsx", _CONTRACTS, Hand(dates="cell"), "2019年乡村建设项目合同登记"),
        _one(county, "bids", "公共资源交易中心/开标记录.xlsx", "xlsx", _BIDS, Hand(dates="slash"), "开标记录汇总"),
        _one(
            county,
            "leases",
            "农业农村局/集体资产/资产资源发包.xlsx",
            "xlsx",
            _LEASES,
            Hand(dates="words"),
            "村集体资产资源发包（出租）合同台账",
        ),
    ]


def _one(county: County, listing: str, path: str, form: str, columns: list[Column], hand: Hand, title: str = "") -> Workbook:
    block = Block(
        listing, county.records[listing], columns, hand, (title,) if title else (), unit_line="单位：元" if title else "", money=False
    )
    return Workbook(path, form, [Sheet(path.rsplit("/", 1)[-1].rsplit(".", 1)[0], [block])])


def odd_files() -> dict[str, bytes]:
    """Files that are no tables: an empty one, a notice, a workbook cut off in the mail."""
    grid = Grid("Sheet1")
    for row in range(40):
        grid.put(row, 0, f"第{row + 1}行，传输中断前的内容")
    whole = xlsx_bytes([grid])
    return {"其他/空白.xlsx": b"", "其他/通知.txt": NOTICE.encode("gb18030"), "其他/收件损坏.xlsx": whole[: len(whole) * 3 // 5]}


_ALLOCATIONS = [
    INDEX,
    Column("document_no", ("拨款文号",)),
    Column("programme", ("资金名称",)),
    Column("payer_unit", ("拨付单位",)),
    Column("payee_unit", ("接收单位",)),
    Column("amount_yuan", ("拨付", "拨付金额")),
    Column("sent_on", ("拨付", "拨付时间")),
    Column("received_yuan", ("到账", "实际到账")),
    Column("received_on", ("到账", "到账时间")),
    Column("distributed_yuan", ("兑付", "兑付金额")),
    Column("distributed_on", ("兑付", "兑付时间")),
    Column("note", ("备注",)),
]
_VOUCHERS = [
    TOWN,
    Column("village", ("村级组织",)),
    Column("voucher_no", ("凭证字号",)),
    Column("voucher_on", ("入账日期",)),
    Column("purpose", ("业务摘要",)),
    Column("account", ("会计科目",)),
    Column("amount_yuan", ("借方金额",)),
    Column("payee", ("收款方",)),
    Column("invoice_code", ("发票代码",)),
    Column("invoice_no", ("发票号码",)),
    Column("pay_method", ("结算方式",)),
    Column("approver", ("审批人",)),
    Column("handler", ("经手人",)),
    Column("reviewed", ("村务监督委员会审核",)),
    Column("reviewed_on", ("审核时间",)),
]
_INVOICES = [
    Column("invoice_code", ("发票代码",)),
    Column("invoice_no", ("发票号码",)),
    Column("invoiced_on", ("开具日期",)),
    Column("seller_name", ("销方名称",)),
    Column("credit_code", ("销方税号",)),
    Column("payer_unit", ("购方名称",)),
    Column("amount_yuan", ("价税合计",)),
    Column("status", ("发票状态",)),
]
_CONTRACTS = [
    INDEX,
    Column("project_no", ("项目编号",)),
    Column("project_name", ("工程名称",)),
    VILLAGE,
    Column("payer_unit", ("采购单位",)),
    Column("supplier_name", ("成交供应商",)),
    Column("credit_code", ("统一社会信用代码",)),
    Column("method", ("采购方式",)),
    Column("amount_yuan", ("合同价款",)),
    Column("signed_on", ("签订时间",)),
]
_BIDS = [
    Column("project_no", ("项目编号",)),
    Column("project_name", ("工程名称",)),
    Column("bidder_name", ("投标供应商",)),
    Column("credit_code", ("供应商信用代码",)),
    Column("bid_yuan", ("投标报价",)),
    Column("rank", ("排名",)),
    Column("outcome", ("评标结果",)),
    Column("opened_on", ("开标时间",)),
]
_LEASES = [
    INDEX,
    Column("contract_no", ("合同号",)),
    TOWN,
    VILLAGE,
    Column("asset_class", ("资产资源名称",)),
    Column("area_mu", ("面积（亩）",)),
    Column("lessee_name", ("承包人",)),
    Column("id_no", ("承包人身份证号",)),
    Column("method", ("发包方式",)),
    Column("bidders", ("竞价人数",)),
    Column("from_on", ("合同起",)),
    Column("to_on", ("合同止",)),
    Column("rent_yuan", ("年承包费",)),
    Column("rent_received_yuan", ("本年实收",)),
    Column("minutes", ("村民代表会议记录",)),
    Column("status", ("履行情况",)),
    Column("renewal", ("续租情况",)),
]
