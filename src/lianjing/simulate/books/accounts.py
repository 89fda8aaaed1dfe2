"""Vouchers of villages with their invoices: bought from registered shops, reviewed before booking, cash only for small sums.

Labour is paid to residents on a signed list, without an invoice.
"""

from datetime import date
from decimal import Decimal
from random import Random

from lianjing.simulate.books.rows import BOOKKEEPER, CHAIR, DAY, firm, in_office, row, shop_name
from lianjing.simulate.county import County
from lianjing.simulate.people import Person
from lianjing.simulate.places import Village
from lianjing.simulate.record import YEAR, Record, Value, one_off
from lianjing.simulate.words import remarks, word

CASH_YUAN, NO_INVOICE_YUAN = 800, 300
PURCHASES = (
    "购办公用品", "村道路灯维修", "水井电费", "订阅报刊", "渠道清淤材料", "购消防器材", "印刷公示栏", "广播设备维修", "购环卫工具",
    "打印机耗材", "文化广场器材维护", "饮水管道配件", "宣传横幅制作", "购绿化树苗",
)  # fmt: skip
LABOUR = ("村道清扫用工工资", "渠道清淤劳务费", "绿化浇水用工工资", "公墓除草劳务费", "垃圾清运用工工资")
ACCOUNTS = ("管理费用", "公益支出", "其他支出", "经营支出", "农业发展支出")


def fill_accounts(county: County) -> None:
    """An honest year of every village."""
    rng = county.rng("accounts")
    names = list(dict.fromkeys(shop_name(rng) for _ in range(30)))[: 8 + 2 * len(county.towns)]
    shops = [firm(county, rng, name) for name in names]
    lists = remarks(county, "labour-list")
    for village in county.villages:
        workers = [h.head for h in county.households if h.village is village and _may_work(h.head)]
        days = sorted(date(YEAR, rng.randrange(1, 13), rng.randrange(1, 28)) for _ in range(rng.randrange(18, 30)))
        for number, day in enumerate(days, 1):
            made = _voucher(county, rng, village, number, day)
            if rng.random() < 0.12 and workers:
                pay_labour(county, made, rng.choice(workers), rng.choice(LABOUR), next(lists))
            else:
                buy(county, rng, made, rng.choice(shops))
    _void_invoices(county, rng, shops)


def _may_work(person: Person) -> bool:
    """Neither an official nor kin nor public staff, of working age; nobody whom a story needs."""
    home = person.household
    plain = not home.marks & {"official", "kin", "staff"} and not home.busy and person.died_on is None and person.moved_out_on is None
    return plain and not person.employed and 22 <= person.age_on(date(YEAR, 1, 1)) <= 64


def _voucher(county: County, rng: Random, village: Village, number: int, day: date) -> Record:
    serving = in_office(county, village)
    whole = rng.choice((rng.randrange(80, 290), rng.randrange(310, 790), rng.randrange(310, 790), rng.randrange(810, 7600)))
    yuan = Decimal(whole) + Decimal(rng.randrange(1, 100)) / 100
    signed = {role: serving[post].name if post in serving else "" for role, post in (("approver", CHAIR), ("handler", BOOKKEEPER))}
    facts: dict[str, Value] = {"voucher_no": number, "voucher_on": day, "account": rng.choice(ACCOUNTS), "amount_yuan": yuan}
    facts |= {"pay_method": word(county, "cash" if yuan <= CASH_YUAN else "transfer"), "note": ""}
    facts |= {"reviewed": word(county, "reviewed"), "reviewed_on": day - rng.randrange(0, 4) * DAY}
    made = row(county, "vouchers", "vouchers", village, **facts, **signed)
    made.dues = [one_off(day, yuan)]
    return made


def set_yuan(county: County, record: Record, yuan: Decimal) -> None:
    """Gives the voucher another sum, paid as such a sum is."""
    record.values |= {"amount_yuan": yuan, "pay_method": word(county, "cash" if yuan <= CASH_YUAN else "transfer")}
    record.dues = [one_off(record.dues[0].start, yuan)]


def buy(county: County, rng: Random, record: Record, shop: Record, before: int = 3) -> None:
    """Makes the voucher a purchase; above the county's limit it has an invoice of some days before."""
    record.values |= {"purpose": rng.choice(PURCHASES), "payee": shop.values["company_name"]}
    drop_invoice(county, record)
    if record.yuan > NO_INVOICE_YUAN:
        invoice(county, rng, record, shop, record.dues[0].start - before * DAY)


def invoice(county: County, rng: Random, record: Record, shop: Record, day: date) -> Record:
    """The shop's invoice for the voucher, as the tax office holds it."""
    assert record.village is not None
    told: dict[str, Value] = {
        "invoice_code": f"1399{YEAR % 100}00{rng.randrange(1040, 1060)}",
        "invoice_no": f"{rng.randrange(10**7, 10**8)}",
    }
    record.values |= told
    facts: dict[str, Value] = {"seller_name": shop.values["company_name"], "credit_code": shop.values["credit_code"]}
    facts |= {"payer_unit": record.village.committee, "amount_yuan": record.yuan, "status": word(county, "invoice-valid"), "note": ""}
    made = row(county, "invoices", "invoices", record.village, invoiced_on=day, **told, **facts)
    made.dues = [one_off(day, record.yuan)]
    return made


def invoice_of(county: County, record: Record) -> Record | None:
    """The invoice on which the voucher stands."""
    number = record.values.get("invoice_no")
    return next((i for i in county.records["invoices"] if number and i.values["invoice_no"] == number), None)


def drop_invoice(county: County, record: Record) -> None:
    """The voucher stands on no invoice, and none was written."""
    held = invoice_of(county, record)
    if held is not None:
        county.records["invoices"].remove(held)
    record.values |= {"invoice_code": None, "invoice_no": None}


def pay_labour(county: County, record: Record, worker: Person, purpose: str, remark: str) -> None:
    """Makes the voucher wages of a resident, on a signed list."""
    set_yuan(county, record, Decimal(int(record.yuan) // 60 * 60 + 60))
    drop_invoice(county, record)
    record.values |= {"purpose": purpose, "payee": worker.name, "id_no": worker.id_no, "note": remark}


def _void_invoices(county: County, rng: Random, shops: list[Record]) -> None:
    """Invoices written wrongly and voided before anybody booked them."""
    for village in county.villages[::3]:
        shop, day = rng.choice(shops), date(YEAR, rng.randrange(1, 12), rng.randrange(1, 28))
        yuan = Decimal(rng.randrange(32000, 490000)) / 100
        facts: dict[str, Value] = {"invoice_code": f"1399{YEAR % 100}001061", "invoice_no": f"{rng.randrange(10**7, 10**8)}", "note": ""}
        facts |= {"seller_name": shop.values["company_name"], "credit_code": shop.values["credit_code"], "payer_unit": village.committee}
        made = row(county, "invoices", "invoices", village, invoiced_on=day, amount_yuan=yuan, status=word(county, "invoice-void"), **facts)
        made.dues = [one_off(day, yuan)]
