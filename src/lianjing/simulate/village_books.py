"""Money that does not go to persons: allocations between offices, vouchers and invoices of villages, projects with bids, leases.

An honest year first, then a few irregularities of groups F, G, H and J of the catalogue, for rules to come.
"""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from lianjing.simulate import programmes as p
from lianjing.simulate.county import County
from lianjing.simulate.numbers import credit_code
from lianjing.simulate.places import COUNTY_NAME, Town, Village
from lianjing.simulate.record import YEAR, Record, Value, one_off

PURPOSES = (
    "购办公用品",
    "村道路灯维修",
    "水井电费",
    "环境整治用工",
    "订阅报刊",
    "渠道清淤",
    "会议茶水",
    "购消防器材",
    "印刷公示栏",
    "广播设备维修",
)
PROJECTS = (
    "村道硬化工程",
    "排水沟渠整治",
    "文化活动室修缮",
    "机井配套",
    "垃圾收集点建设",
    "小型桥涵加固",
    "村级光伏维护",
    "幼儿园屋面防水",
)
BUILDERS = ("恒泰", "众合", "路远", "坤元", "丰基", "德安", "广联", "新程", "立业")
ASSETS = {"村集体机动地": 380, "坑塘": 260, "旧校舍": 900, "临街门面房": 1500, "林果园": 310}
DAY = timedelta(days=1)


def fill_books(county: County) -> None:
    """All of it; totals of allocations come from the streams, so call this when the stories are told."""
    rng = county.rng("books")
    sellers = _firms(county, rng)
    for village in county.villages:
        _vouchers(county, rng, village, sellers)
        _leases(county, rng, village)
    _projects(county, rng)
    for town in county.towns:
        _allocations(county, rng, town)
    _bend(county)


def _firms(county: County, rng: Random) -> list[tuple[str, str]]:
    """Shops that invoice villages, with their credit codes."""
    return [
        (f"{COUNTY_NAME}{word}商贸行", credit_code("92", rng)) for word in ("顺达", "便民", "惠众", "鸿运", "祥和", "东升", "永昌", "万家")
    ]


def _row(county: County, listing: str, table: str, village: Village | None, **values: Value) -> Record:
    where: dict[str, Value] = {} if village is None else {"town": village.town.name, "village": village.name}
    return county.add(listing, Record(table, where | values, village=village))


def _vouchers(county: County, rng: Random, village: Village, sellers: list[tuple[str, str]]) -> None:
    posts = {str(r.values["post"]): str(r.values["name"]) for r in county.records["officials"] if r.village is village}
    days = sorted(date(YEAR, rng.randrange(1, 13), rng.randrange(1, 28)) for _ in range(rng.randrange(14, 26)))
    for number, day in enumerate(days, 1):
        yuan = (
            Decimal(rng.choice((rng.randrange(80, 290), rng.randrange(310, 790), rng.randrange(810, 7600))))
            + Decimal(rng.randrange(0, 100)) / 100
        )
        seller, code = rng.choice(sellers)
        facts: dict[str, Value] = {"voucher_no": number, "voucher_on": day, "purpose": rng.choice(PURPOSES), "payee": seller}
        facts |= {"account": rng.choice(("管理费用", "公益支出", "其他支出")), "pay_method": "现金" if yuan <= 800 else "转账"}
        facts |= {"approver": posts.get("村民委员会主任", ""), "handler": posts.get("村会计", "")}
        facts |= {"reviewed": "同意入账", "reviewed_on": day - DAY, "amount_yuan": yuan}
        if yuan > 300:
            invoice = {"invoice_code": "139771900104", "invoice_no": f"{rng.randrange(10**7, 10**8)}"}
            facts |= invoice
            told: dict[str, Value] = {"seller_name": seller, "credit_code": code, "payer_unit": village.committee, "amount_yuan": yuan}
            row = _row(county, "invoices", "invoices", village, invoiced_on=day - 3 * DAY, status="正常", **invoice, **told)
            row.dues = [one_off(day, yuan)]
        row = _row(county, "vouchers", "vouchers", village, **facts)
        row.dues = [one_off(day, yuan)]


def _leases(county: County, rng: Random, village: Village) -> None:
    barred = {"official", "kin", "staff", "poor"}
    tenants = [h.head for h in county.households if h.village is village and not h.marks & barred and not h.busy and h.head.died_on is None]
    for asset, tenant in zip(rng.sample(list(ASSETS), 3), rng.sample(tenants, min(3, len(tenants))), strict=False):
        since = date(rng.randrange(2012, 2018), 1, 1)
        mu = Decimal(rng.randrange(4, 38))
        rent = (mu * ASSETS[asset] * rng.randrange(90, 112) / 100).quantize(Decimal(1))
        facts: dict[str, Value] = {"asset_class": asset, "area_mu": mu, "lessee_name": tenant.name, "id_no": tenant.id_no}
        facts |= {
            "method": "公开竞价",
            "bidders": rng.randrange(3, 7),
            "from_on": since,
            "to_on": date(since.year + rng.choice((8, 10, 15)), 12, 31),
        }
        facts |= {"rent_yuan": rent, "rent_received_yuan": rent, "minutes": "有", "status": "正常履行", "signed_on": since - 20 * DAY}
        number = f"砚租{since.year}-{len(county.records['leases']) + 1:03d}"
        _row(county, "leases", "leases", village, contract_no=number, **facts)


def _projects(county: County, rng: Random) -> None:
    builders = [(f"{COUNTY_NAME}{word}建设有限公司", credit_code("91", rng)) for word in BUILDERS]
    for number in range(1, max(len(county.villages), 8) + 1):
        village = rng.choice(county.villages)
        yuan = Decimal(rng.choice((rng.randrange(22_000, 118_000), rng.randrange(180_000, 640_000))))
        tender = yuan >= 150_000
        winner, code = rng.choice(builders)
        signed = date(YEAR, rng.randrange(3, 12), rng.randrange(1, 28))
        key: dict[str, Value] = {"project_no": f"YX{YEAR}{number:03d}", "project_name": f"{village.short}{rng.choice(PROJECTS)}"}
        facts: dict[str, Value] = {
            "payer_unit": f"{village.town.name}人民政府",
            "supplier_name": winner,
            "credit_code": code,
            "signed_on": signed,
        }
        _row(county, "contracts", "contracts", village, method="公开招标" if tender else "竞争性磋商", amount_yuan=yuan, **key, **facts)
        others = rng.sample([b for b in builders if b[0] != winner], rng.randrange(2, 5)) if tender else []
        for rank, (name, its_code) in enumerate([(winner, code), *others] if tender else [], 1):
            bid = yuan if rank == 1 else (yuan * (103 + rng.randrange(1, 90) / Decimal(7)) / 100).quantize(Decimal(1))
            told: dict[str, Value] = {"bidder_name": name, "credit_code": its_code, "bid_yuan": bid, "rank": rank}
            outcome = "中标" if rank == 1 else "未中标"
            _row(county, "bids", "bids", village, outcome=outcome, opened_on=signed - 12 * DAY, **key, **told)


def _allocations(county: County, rng: Random, town: Town) -> None:
    land = sum((r.yuan for r in county.records["land"] if r.values["town"] == town.name), Decimal(0))
    _allocation(county, rng, town, p.LAND, land, date(YEAR, 5, 10))
    for quarter in (1, 2, 3, 4):
        months = range(3 * quarter - 2, 3 * quarter + 1)
        dibao = [s for s in county.streams_of(p.DIBAO) if s.village.town is town]
        total = sum((yuan for s in dibao for m, yuan in s.months.items() if m in months), Decimal(0))
        _allocation(county, rng, town, p.DIBAO, total, date(YEAR, 3 * quarter - 1, 6))


def _allocation(county: County, rng: Random, town: Town, programme: str, yuan: Decimal, sent: date) -> None:
    received = sent + rng.randrange(2, 6) * DAY
    facts: dict[str, Value] = {
        "programme": programme,
        "payer_unit": "县财政局",
        "payee_unit": town.name,
        "amount_yuan": yuan,
        "sent_on": sent,
    }
    facts |= {
        "received_yuan": yuan,
        "received_on": received,
        "distributed_yuan": yuan,
        "distributed_on": received + rng.randrange(3, 15) * DAY,
    }
    number = f"砚财拨〔{YEAR}〕{len(county.records['allocations']) + 11}号"
    _row(county, "allocations", "allocations", None, document_no=number, town=town.name, **facts)


def _bend(county: County) -> None:
    """Irregularities for rules to come; each kind takes rows of its own, in the order of the list."""
    big = [r for r in county.records["vouchers"] if r.yuan > 2000]
    small = [r for r in county.records["vouchers"] if 310 < r.yuan < 700]
    for row in big[:2]:
        row.values["pay_method"] = "现金"
        county.plant("G05", row, note="超限额使用现金", kind="voucher")
    for row in small[:2]:
        row.values |= {"invoice_code": None, "invoice_no": None}
        county.plant("G04", row, note="无发票也无签字劳务表", kind="voucher")
    for first, again in zip(big[2:6:2], big[3:6:2], strict=False):
        again.values |= {k: first.values[k] for k in ("invoice_code", "invoice_no", "amount_yuan", "payee", "purpose")}
        again.dues = [one_off(again.dues[0].start, first.yuan)]
        county.plant("G01", first, again, note="同一发票两次入账", kind="voucher")
    for row in big[6:8]:
        row.values |= {"reviewed": None, "reviewed_on": None}
        county.plant("G07", row, note="未经村监会审核", kind="voucher")
    leases = county.records["leases"]
    for row in leases[1:5:3]:
        row.values |= {"from_on": date(2008, 1, 1), "to_on": date(2018, 12, 31), "rent_received_yuan": Decimal(0)}
        county.plant("J01;G15", row, note="到期仍占用，未续签", kind="lease")
    for row in leases[2:6:3]:
        start = row.values["from_on"]
        assert isinstance(start, date)
        row.values["to_on"] = date(start.year + 30, 12, 31)
        county.plant("J02", row, note="租期三十年", kind="lease")
    for row in county.records["allocations"][3:9:5]:
        received = row.values["received_on"]
        assert isinstance(received, date)
        row.values["distributed_on"] = received + 95 * DAY
        county.plant("F01", row, note="到账后九十五日方发放", kind="allocation")
