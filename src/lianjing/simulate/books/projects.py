"""Projects of towns with their contracts and bids: tendered where they must be, signed after the opening, completed later."""

from datetime import date
from decimal import Decimal
from random import Random

from lianjing.simulate.books.rows import DAY, firm, row
from lianjing.simulate.county import County
from lianjing.simulate.places import COUNTY_NAME, Village
from lianjing.simulate.record import YEAR, Record, Value
from lianjing.simulate.words import word

TENDER_YUAN = 150_000
WORKS = (
    "村道硬化工程", "排水沟渠整治", "文化活动室修缮", "机井配套", "垃圾收集点建设", "小型桥涵加固", "光伏电站维护", "幼儿园屋面防水",
    "饮水管网改造", "路灯安装", "村史馆布展", "塘坝清淤加固",
)  # fmt: skip
BUILDERS = ("恒泰", "众合", "路远", "坤元", "丰基", "德安", "广联", "新程", "立业", "万川", "泽林", "启宏")


def fill_projects(county: County) -> None:
    """Three works a village; one name stands for one work only."""
    rng = county.rng("projects")
    builders = [firm(county, rng, f"{COUNTY_NAME}{word}建设有限公司", "有限责任公司") for word in BUILDERS]
    for village in county.villages * 3:
        taken = {str(c.values["project_name"]) for c in county.records["contracts"]}
        free = [w for w in WORKS if f"{village.short}{w}" not in taken]
        if free:
            tendered = rng.random() < 0.6
            low, high = (180_000, 640_000) if tendered else (22_000, 70_000)
            agree(county, rng, village, f"{village.short}{rng.choice(free)}", Decimal(rng.randrange(low, high)), rng.choice(builders))
    for contract in list(county.records["contracts"]):
        if Decimal(str(contract.values["amount_yuan"])) >= TENDER_YUAN:
            bid_for(county, rng, contract, builders)


def agree(county: County, rng: Random, village: Village, name: str, yuan: Decimal, builder: Record, signed: date | None = None) -> Record:
    """A contract; without bids."""
    signed = signed or date(YEAR, rng.randrange(3, 11), rng.randrange(1, 28))
    pattern = county.rng("project number").choice(("YX{year}{n:03d}", "砚建{year}-{n:03d}", "{year}-GC-{n:04d}", "YXZB{year}{n:04d}"))
    facts: dict[str, Value] = {"project_no": pattern.format(year=YEAR, n=len(county.records["contracts"]) + 1), "project_name": name}
    facts |= {"payer_unit": f"{village.town.name}人民政府", "supplier_name": builder.values["company_name"]}
    facts |= {"credit_code": builder.values["credit_code"], "signed_on": signed, "completed_on": signed + rng.randrange(25, 60) * DAY}
    facts |= {"method": word(county, "open-tender" if yuan >= TENDER_YUAN else "negotiated"), "amount_yuan": yuan, "note": ""}
    return row(county, "contracts", "contracts", village, **facts)


def bid_for(county: County, rng: Random, contract: Record, builders: list[Record], count: int = 0) -> list[Record]:
    """The bids of a contract: its builder's is the lowest, no two are alike or evenly spaced."""
    others = [b for b in builders if b.values["company_name"] != contract.values["supplier_name"]]
    yuan = Decimal(str(contract.values["amount_yuan"]))
    winner = next(b for b in builders if b.values["company_name"] == contract.values["supplier_name"])
    made = [bid(county, contract, winner, yuan, 1)]
    low = 0
    for rank, other in enumerate(rng.sample(others, count or rng.randrange(2, 5)), 2):
        low += rng.randrange(11, 31) + 23 * rank  # thousandths above the winner, each further than the one before
        offer = yuan * (1000 + low) / 1000 + rng.randrange(1, 900)
        made.append(bid(county, contract, other, offer.quantize(Decimal(1)), rank))
    return made


def bid(county: County, contract: Record, bidder: Record, yuan: Decimal, rank: int) -> Record:
    """One bid; the opening is twelve days before the contract was signed."""
    signed = contract.values["signed_on"]
    assert isinstance(signed, date)
    told: dict[str, Value] = {"bidder_name": bidder.values["company_name"], "credit_code": bidder.values["credit_code"], "note": ""}
    key = {k: contract.values[k] for k in ("project_no", "project_name")}
    outcome = word(county, "won" if rank == 1 else "lost")
    facts: dict[str, Value] = {"bid_yuan": yuan, "rank": rank, "outcome": outcome, "opened_on": signed - 12 * DAY}
    return row(county, "bids", "bids", contract.village, **key, **told, **facts)
