"""Projects and their bids: H01, H05, H09, H10; contracts with firms of officials (B11)."""

from datetime import date
from decimal import Decimal

from lianjing.simulate.books.projects import TENDER_YUAN, agree, bid_for
from lianjing.simulate.books.rows import DAY, day_of, firm, in_office, take
from lianjing.simulate.county import County
from lianjing.simulate.places import COUNTY_NAME, Village
from lianjing.simulate.record import YEAR, Record
from lianjing.simulate.words import remarks, word


def plant_projects(county: County, count: int) -> None:
    """All stories of this module; no contract is in two of them."""
    used: set[int] = set()
    _single_bids(county, count, used)
    _patterned_bids(county, count, used)
    _split(county, count, used)
    _out_of_order(county, count, used)
    _own_firms(county, count, used)


def _tendered(record: Record) -> bool:
    return Decimal(str(record.values["amount_yuan"])) >= TENDER_YUAN


def _bids_of(county: County, contract: Record) -> list[Record]:
    return [b for b in county.records["bids"] if b.values["project_no"] == contract.values["project_no"]]


def _forget_losers(county: County, contract: Record) -> Record:
    first, *others = _bids_of(county, contract)
    for other in others:
        county.records["bids"].remove(other)
    return first


def _builders(county: County) -> list[Record]:
    return [f for f in county.records["companies"] if str(f.values["company_name"]).endswith("建设有限公司")]


def _single_bids(county: County, count: int, used: set[int]) -> None:
    for contract in take(county, used, "contracts", count, _tendered):
        county.plant("H01", _forget_losers(county, contract), contract, note="公开招标只有一家投标", kind="contract")
    notes = remarks(county, "works-only-supplier")
    for contract in take(county, used, "contracts", count, _tendered):
        contract.values |= {"method": word(county, "single-source"), "note": next(notes)}
        county.trap("H01;H09", _forget_losers(county, contract), contract, note="经批准的单一来源")


def _patterned_bids(county: County, count: int, used: set[int]) -> None:
    rng = county.rng("H05")

    def bids_of(contract: Record) -> list[Record]:
        _forget_losers(county, contract)
        county.records["bids"] = [b for b in county.records["bids"] if b.values["project_no"] != contract.values["project_no"]]
        return bid_for(county, rng, contract, _builders(county), 3)

    for turn, contract in enumerate(take(county, used, "contracts", count, _tendered)):
        rows = bids_of(contract)
        step = rng.randrange(2100, 5300)
        for rank, row in enumerate(rows):
            row.values["bid_yuan"] = Decimal(str(rows[0].values["bid_yuan"])) + (step * rank if turn % 3 < 2 else 17 * rank * rank)
        county.plant("H05", *rows, contract, note="报价等差" if turn % 3 < 2 else "报价异常接近", kind="contract")
    notes = remarks(county, "regulated-price")
    for contract in take(county, used, "contracts", max(count - 1, 1), _tendered):
        rows, remark = bids_of(contract), next(notes)
        for row in rows:
            row.values |= {"bid_yuan": rows[0].values["bid_yuan"], "note": remark}
        county.trap("H05", *rows, contract, note="政府定价，报价相同")


def _split(county: County, count: int, used: set[int]) -> None:
    rng = county.rng("H09")
    builders = _builders(county)
    works = ("道路养护", "河道清淤", "农田林网补植", "公厕改造", "环村路修补")
    direct = word(county, "direct")

    def lot(village: Village, name: str, day: date, builder: Record, method: str) -> Record:
        made = agree(county, rng, village, name, Decimal(rng.randrange(84_000, 99_000)), builder, day)
        made.values |= {"method": method, "village": None}
        used.add(id(made))
        return made

    for turn in range(count):
        village, builder = county.villages[turn * 3 % len(county.villages)], rng.choice(builders)
        parts = ("第一标段", "第二标段", "第三标段") if turn % 2 else ("（一）", "（二）")
        start = date(YEAR, 4 + turn % 5, 8)
        lots = [lot(village, f"{works[turn % 5]}{part}", start + 9 * n * DAY, builder, direct) for n, part in enumerate(parts)]
        county.plant("H09", *lots, note="同一工程拆成几份，每份低于招标限额", kind="contract")
    for turn in range(max(count - 1, 1)):
        village, builder = county.villages[(turn * 3 + 1) % len(county.villages)], rng.choice(builders)
        days = {"春季": date(YEAR, 3, 12), "秋季": date(YEAR, 9, 24)}
        county.trap("H09", *(lot(village, f"{s}绿化管护", d, builder, direct) for s, d in days.items()), note="春秋两季各一份")
    for turn in range(max(count - 1, 1)):
        village, builder = county.villages[(turn * 3 + 2) % len(county.villages)], rng.choice(builders)
        names = (f"{village.short}戏台修缮", f"{village.short}蓄水池防渗")
        both = [lot(village, name, date(YEAR, 5, 7 + 20 * n), builder, word(county, "negotiated")) for n, name in enumerate(names)]
        for made in both:
            made.values["village"] = village.name
        county.trap("H09", *both, note="同一施工单位的两项不同工程")


def _out_of_order(county: County, count: int, used: set[int]) -> None:
    for turn, contract in enumerate(take(county, used, "contracts", count + 1, _tendered)):
        rows = _bids_of(county, contract)
        if turn % 2:
            contract.values["completed_on"] = day_of(contract, "signed_on") - 16 * DAY
            county.plant("H10", contract, note="完工早于签订合同", kind="contract")
        else:
            for row in rows:
                row.values["opened_on"] = day_of(contract, "signed_on") + 11 * DAY
            county.plant("H10", contract, *rows, note="合同签订早于开标", kind="contract")
    notes = remarks(county, "works-emergency")
    for contract in take(county, used, "contracts", max(count - 1, 1), lambda r: not _tendered(r)):
        contract.values |= {"completed_on": day_of(contract, "signed_on") - 20 * DAY, "note": next(notes)}
        county.trap("H10;H09", contract, note="应急工程，先施工后补合同")


def _own_firms(county: County, count: int, used: set[int]) -> None:
    """Firms of officials' kin that build for the official's own village; shares in a listed company are no firm of one's own."""
    rng = county.rng("B11/projects")

    def brother(village: Village | None) -> Record | None:
        serving = set() if village is None else {o.id_no for o in in_office(county, village).values()}
        ties = [k for k in county.records["kin"] if k.values["official_id_no"] in serving and k.values.get("to_on") is None]
        ties = [k for k in ties if k.values["relation"] in ("兄弟", "配偶", "子") and k.person is not None and k.person.died_on is None]
        return next((k for k in ties if k.person is not None and 24 <= k.person.age_on(date(YEAR, 1, 1)) <= 66 and _free(county, k)), None)

    def small(record: Record) -> bool:
        return (
            not _tendered(record)
            and record.values.get("village") is not None
            and not record.values["note"]
            and brother(record.village) is not None
        )

    for contract in take(county, used, "contracts", count, small):
        tie = brother(contract.village)
        if tie is None or tie.person is None:
            continue
        own = firm(
            county,
            rng,
            f"{COUNTY_NAME}{tie.person.name[1:]}诚建筑队",
            "有限责任公司",
            tie.person,
            town=tie.values["town"],
            village=tie.values["village"],
        )
        contract.values |= {"supplier_name": own.values["company_name"], "credit_code": own.values["credit_code"]}
        county.plant("B11", contract, own, person=tie.person, note=f"承建单位由村干部的{tie.values['relation']}经营", kind="contract")
    listed = firm(county, rng, "华北农投建设集团股份有限公司", "股份有限公司（上市）")
    for contract in take(county, used, "contracts", max(count - 1, 1), small):
        tie = brother(contract.village)
        if tie is None or tie.person is None:
            continue
        held = dict(listed.values) | {"id_no": tie.person.id_no, "name": tie.person.name, "role": "股东（持股0.01%）"}
        share = county.add("companies", Record("companies", held, person=tie.person))
        contract.values |= {"supplier_name": listed.values["company_name"], "credit_code": listed.values["credit_code"]}
        county.trap("B11", contract, share, note="只持有上市公司的少量股票")


def _free(county: County, tie: Record) -> bool:
    return not any(r.person is tie.person for r in county.records["companies"])
