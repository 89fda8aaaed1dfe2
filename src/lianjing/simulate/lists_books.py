"""Workbooks of the finance office, the village accounts, the tax office and the trading centre; and files that are no tables.

Header words, which columns there are, and whether a list is one sheet, a sheet a town or a file a town: as the seed says.
"""

from lianjing.simulate.county import County
from lianjing.simulate.layouts import Block, Column, Hand
from lianjing.simulate.lists_civil import INDEX, of_town
from lianjing.simulate.places import COUNTY_NAME
from lianjing.simulate.record import Record
from lianjing.simulate.workbook import Sheet, Workbook
from lianjing.simulate.writers.grid import Grid
from lianjing.simulate.writers.xlsx import xlsx_bytes

NOTICE = """关于做好2019年惠民惠农补贴资金发放工作的通知

各乡镇人民政府、县直有关部门：
  请于12月20日前将本年度补贴发放情况汇总后报县财政局。联系人：办公室。

                                   2019年11月28日
"""
# Words over the columns of each list;
HEADS: dict[str, dict[str, tuple[str, ...]]] = {
    "vouchers": {
        "town": ("乡镇", "所属乡镇", "乡（镇）"),
        "village": ("村级组织", "村（社区）", "所在村", "村委会"),
        "voucher_no": ("凭证字号", "记账凭证号", "凭证编号", "传票号"),
        "voucher_on": ("入账日期", "记账日期", "制单日期", "报账日期"),
        "purpose": ("业务摘要", "支出事项", "摘要", "经济事项"),
        "account": ("会计科目", "支出科目", "费用科目"),
        "amount_yuan": ("借方金额", "支出金额", "付款金额", "金额"),
        "payee": ("收款方", "收款人（单位）", "收款人名称", "对方单位"),
        "id_no": ("收款人身份证号", "领款人身份证号"),
        "invoice_code": ("发票代码",),
        "invoice_no": ("发票号码", "发票号", "票据号码"),
        "pay_method": ("结算方式", "支付方式", "付款形式"),
        "approver": ("审批人", "批准人", "审批人签字"),
        "handler": ("经手人", "报账员", "经办人"),
        "reviewed": ("村务监督委员会审核", "监委会审核", "民主理财审核", "村监会意见"),
        "reviewed_on": ("审核时间", "审核日期"),
        "note": ("备注", "说明", "附注"),
    },
    "invoices": {
        "invoice_code": ("发票代码",),
        "invoice_no": ("发票号码", "发票号"),
        "invoiced_on": ("开具日期", "开票日期", "开票时间"),
        "seller_name": ("销方名称", "销售方名称", "开票单位"),
        "credit_code": ("销方税号", "销售方税号", "销售方纳税人识别号"),
        "payer_unit": ("购方名称", "购买方名称", "购买方"),
        "amount_yuan": ("价税合计", "开票金额"),
        "status": ("发票状态", "状态"),
        "note": ("备注",),
    },
    "contracts": {
        "project_no": ("项目编号", "工程编号", "采购编号"),
        "project_name": ("工程名称", "项目名称", "工程项目名称"),
        "town": ("乡镇", "所属乡镇"),
        "village": ("村", "所在村", "行政村"),
        "payer_unit": ("采购单位", "建设单位", "发包单位", "业主单位"),
        "supplier_name": ("成交供应商", "施工单位", "中标单位", "承建单位"),
        "credit_code": ("统一社会信用代码", "供应商信用代码", "承建单位信用代码"),
        "method": ("采购方式", "招标方式", "招采方式"),
        "amount_yuan": ("合同价款", "合同金额", "中标金额"),
        "signed_on": ("签订时间", "签订日期", "合同签订日期"),
        "completed_on": ("完工日期", "竣工时间", "竣工验收日期"),
        "note": ("备注", "说明"),
    },
    "bids": {
        "project_no": ("项目编号", "标段编号", "招标编号"),
        "project_name": ("工程名称", "项目名称", "标段名称"),
        "bidder_name": ("投标供应商", "投标单位", "投标人"),
        "credit_code": ("供应商信用代码", "投标单位信用代码", "统一社会信用代码"),
        "bid_yuan": ("投标报价", "报价金额", "投标价"),
        "rank": ("排名", "名次", "评标排名"),
        "outcome": ("评标结果", "中标结果", "结果"),
        "opened_on": ("开标时间", "开标日期"),
        "note": ("备注",),
    },
    "leases": {
        "contract_no": ("合同号", "合同编号"),
        "town": ("乡镇", "所在乡镇"),
        "village": ("村", "村名", "行政村"),
        "asset_class": ("资产资源名称", "资产类别", "出租标的", "资源类别"),
        "area_mu": ("面积（亩）", "出租面积", "合同面积"),
        "lessee_name": ("承包人", "承租人", "承租方"),
        "id_no": ("承包人身份证号", "承租人身份证号"),
        "method": ("发包方式", "出租方式", "交易方式"),
        "bidders": ("竞价人数", "报名人数", "参与竞价人数"),
        "signed_on": ("签订日期", "签约时间"),
        "from_on": ("合同起", "租期起", "起租日期"),
        "to_on": ("合同止", "租期止", "合同到期"),
        "rent_yuan": ("年承包费", "年租金", "应收租金"),
        "rent_received_yuan": ("本年实收", "已收租金", "实收承包费"),
        "minutes": ("村民代表会议记录", "会议记录", "四议两公开"),
        "status": ("履行情况", "合同状态", "使用状态"),
        "renewal": ("续租情况", "续签情况"),
        "note": ("备注", "说明"),
    },
    "allocations": {
        "document_no": ("拨款文号", "指标文号", "资金文号"),
        "programme": ("资金名称", "资金项目", "专项名称"),
        "period": ("所属期", "补助期间", "发放期间"),
        "payer_unit": ("拨付单位", "拨款单位"),
        "payee_unit": ("接收单位", "收款单位", "到账单位"),
        "amount_yuan": ("拨付金额", "下达金额", "拨款金额"),
        "sent_on": ("拨付时间", "拨款日期", "下达日期"),
        "received_yuan": ("实际到账", "到账金额", "到位金额"),
        "received_on": ("到账时间", "到位日期", "收到日期"),
        "distributed_yuan": ("兑付金额", "已发放金额", "实际发放"),
        "distributed_on": ("兑付时间", "发放日期", "兑现日期"),
        "note": ("备注", "说明"),
    },
}
_NOT_ALWAYS = {"vouchers": ("account", "handler"), "contracts": ("town",), "bids": ("credit_code",), "leases": ("signed_on",)}
_ABOVE = {
    "sent_on": "拨付",
    "amount_yuan": "拨付",
    "received_yuan": "到账",
    "received_on": "到账",
    "distributed_yuan": "兑付",
    "distributed_on": "兑付",
}


def office_books(county: County) -> list[Workbook]:
    """Allocations, vouchers, invoices, projects, bids, leases."""
    accounts, assets = f"{COUNTY_NAME}2019年村级财务凭证序时账", "村集体资产资源发包（出租）合同台账"
    return [
        *_whole(county, "allocations", "县财政局/资金拨付.xlsx", "xlsx", Hand(dates="dots"), f"{COUNTY_NAME}2019年惠民资金拨付与兑付情况"),
        *_by_town(county, "vouchers", "农业农村局/村账/{where}记账凭证", Hand(dates="iso"), accounts),
        *_whole(county, "invoices", "税务局/村级开票.xls", "sml", Hand(dates="compact"), ""),
        *_whole(county, "contracts", "公共资源交易中心/合同登记.xlsx", "xlsx", Hand(dates="cell"), "2019年乡村建设项目合同登记"),
        *_whole(county, "bids", "公共资源交易中心/开标记录.xlsx", "xlsx", Hand(dates="slash"), "开标记录汇总"),
        *_by_town(county, "leases", "农业农村局/集体资产/{where}资产资源发包台账", Hand(dates="words"), assets),
    ]


def _columns(county: County, listing: str, without: tuple[str, ...] = ()) -> list[Column]:
    """The columns of the list as this county's clerks head them."""
    rng = county.rng(f"columns/{listing}")
    deep = listing == "allocations" and rng.random() < 0.5
    left_out = {c for c in _NOT_ALWAYS.get(listing, ()) if rng.random() < 0.4} | set(without)
    made = [INDEX] if rng.random() < 0.5 else []
    for key, words in HEADS[listing].items():
        head = rng.choice(words)
        if key not in left_out:
            made.append(Column(key, (_ABOVE[key], head) if deep and key in _ABOVE else (head,)))
    return made


def _block(county: County, listing: str, rows: list[Record], hand: Hand, title: str, without: tuple[str, ...] = ()) -> Block:
    columns = _columns(county, listing, without)
    return Block(listing, rows, columns, hand, (title,) if title else (), unit_line="单位：元" if title else "", money=False)


def _whole(county: County, listing: str, path: str, form: str, hand: Hand, title: str) -> list[Workbook]:
    block = _block(county, listing, county.records[listing], hand, title)
    return [Workbook(path, form, [Sheet(path.rsplit("/", 1)[-1].rsplit(".", 1)[0], [block])])]


def _by_town(county: County, listing: str, path: str, hand: Hand, title: str) -> list[Workbook]:
    """One list of the county, a sheet a town, or a file a town, where the town is then in no column."""
    way = county.rng(f"way/{listing}").choice(("whole", "sheets", "files"))
    if way == "whole":
        form = county.rng(f"form/{listing}").choice(("xlsx", "csv gb18030", "ods"))
        return _whole(county, listing, f"{path.format(where='2019')}.{form[:4].strip()}", form, hand, title)
    shown = [(t, of_town(county.records[listing], t)) for t in county.towns]
    blocks = [
        (t, _block(county, listing, rows, hand, f"{t.name}{title.removeprefix(COUNTY_NAME)}", ("town",))) for t, rows in shown if rows
    ]
    if way == "sheets":
        return [Workbook(f"{path.format(where='2019各乡镇')}.xlsx", "xlsx", [Sheet(t.name, [b]) for t, b in blocks])]
    return [Workbook(f"{path.format(where=t.name)}.xlsx", "xlsx", [Sheet("Sheet1", [b])]) for t, b in blocks]


def odd_files() -> dict[str, bytes]:
    """Files that are no tables: an empty one, a notice, a workbook cut off in the mail."""
    grid = Grid("Sheet1")
    for row in range(40):
        grid.put(row, 0, f"第{row + 1}行，传输中断前的内容")
    whole = xlsx_bytes([grid])
    return {"其他/空白.xlsx": b"", "其他/通知.txt": NOTICE.encode("gb18030"), "其他/收件损坏.xlsx": whole[: len(whole) * 3 // 5]}
