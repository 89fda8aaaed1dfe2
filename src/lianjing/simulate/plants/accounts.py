"""Village accounts: G01, G03 to G07, G10, G17, B11 and B12 where they stand in vouchers."""

from datetime import date

from lianjing.simulate.books.accounts import buy, drop_invoice, invoice, invoice_of, pay_labour, set_yuan
from lianjing.simulate.books.rows import CHAIR, DAY, SECRETARY, day_of, firm, in_office, take
from lianjing.simulate.county import County
from lianjing.simulate.people import Person
from lianjing.simulate.places import COUNTY_NAME, Village
from lianjing.simulate.record import YEAR, Record, one_off
from lianjing.simulate.registers import trade
from lianjing.simulate.words import remarks, word


def plant_accounts(county: County, count: int) -> None:
    """All stories of this module; no voucher is in two of them."""
    used: set[int] = set()
    _invoices_twice(county, count, used)
    _invoices_void(county, count, used)
    _without_invoice(county, count, used)
    _cash(county, count, used)
    _labour_lists(county, count, used)
    _reviews(county, count, used)
    _approvers(county, count, used)
    _sellers(county, count, used)
    _sellers_of_officials(county, count, used)
    _paid_first(county, count, used)


def _bought(record: Record) -> bool:
    return bool(record.values.get("invoice_no"))


def _labour(record: Record) -> bool:
    return record.values.get("id_no") is not None


def _pairs(county: County, count: int, used: set[int]) -> list[tuple[Record, Record]]:
    """Two purchases of one village, the earlier one first."""
    pairs: list[tuple[Record, Record]] = []
    for first in take(county, used, "vouchers", count, lambda r: _bought(r) and day_of(r, "voucher_on").month <= 10):
        later = [r for r in county.records["vouchers"] if r.village is first.village and _bought(r) and id(r) not in used]
        later = [r for r in later if day_of(r, "voucher_on") > day_of(first, "voucher_on")]
        if later:
            used.add(id(later[0]))
            pairs.append((first, later[0]))
    return pairs


def _invoices_twice(county: County, count: int, used: set[int]) -> None:
    for first, again in _pairs(county, count + 1, used):
        drop_invoice(county, again)
        set_yuan(county, again, first.yuan)
        again.values |= {k: first.values[k] for k in ("invoice_code", "invoice_no", "payee", "purpose")}
        county.plant("G01", first, again, note="同一发票两次入账", kind="voucher")
    notes = remarks(county, "split-invoice")
    for first, again in _pairs(county, count, used):
        held = invoice_of(county, first)
        assert held is not None
        drop_invoice(county, again)
        again.values |= {k: first.values[k] for k in ("invoice_code", "invoice_no", "payee")}
        again.values["note"] = next(notes).format(no=first.values["voucher_no"])
        held.values["amount_yuan"] = first.yuan + again.yuan
        held.dues = [one_off(held.dues[0].start, first.yuan + again.yuan)]
        county.trap("G01", first, again, note="一票两个项目分摊，已注明")


def _invoices_void(county: County, count: int, used: set[int]) -> None:
    void, notes = word(county, "invoice-void"), remarks(county, "re-issued")
    for row in take(county, used, "vouchers", count, _bought):
        held = invoice_of(county, row)
        assert held is not None
        held.values |= {"status": void, "note": f"{day_of(row, 'voucher_on') + 9 * DAY}{void.removeprefix('已')}"}
        county.plant("G03", row, held, note="入账以后发票作废", kind="voucher")
    for row in take(county, used, "vouchers", count, _bought):
        held = invoice_of(county, row)
        assert held is not None
        seller = _registered(county, row)
        held.values["status"] = void
        fresh = invoice(county, county.rng(f"G03/{row.values['voucher_no']}"), row, seller, day_of(row, "voucher_on") - DAY)
        note = f"{next(notes)}，新票号{fresh.values['invoice_no']}"
        row.values["note"] = note
        held.values["note"] = note
        county.trap("G03;G01", row, held, note="换开发票，入账的是新票")
    for held in [i for i in county.records["invoices"] if i.values["status"] == void and not _booked(county, i)][:count]:
        county.trap("G03", held, note="作废发票并未入账")


def _booked(county: County, held: Record) -> bool:
    return any(v.values.get("invoice_no") == held.values["invoice_no"] for v in county.records["vouchers"]) or bool(held.values["note"])


def _registered(county: County, row: Record) -> Record:
    """The firm that the voucher pays."""
    return next(f for f in county.records["companies"] if f.values["company_name"] == row.values["payee"])


def _without_invoice(county: County, count: int, used: set[int]) -> None:
    for row in take(county, used, "vouchers", count + 1, _bought):
        drop_invoice(county, row)
        county.plant("G04", row, note="无发票也无签字劳务表", kind="voucher")
    for row in take(county, used, "vouchers", count, lambda r: _labour(r) and r.yuan > 300):
        county.trap("G04;G06", row, note="签字劳务表")


def _cash(county: County, count: int, used: set[int]) -> None:
    for row in take(county, used, "vouchers", count + 1, lambda r: _bought(r) and r.yuan > 1200):
        row.values["pay_method"] = word(county, "cash")
        county.plant("G05", row, note="超限额使用现金", kind="voucher")
    for row in take(county, used, "vouchers", count, lambda r: _labour(r) and r.yuan > 800):
        row.values["pay_method"] = word(county, "cash")
        county.trap("G05;G04", row, note="支付给个人的劳务报酬，可用现金")


def _labour_lists(county: County, count: int, used: set[int]) -> None:
    """The dead on labour lists; their namesakes and those retired from public service are not meant."""
    gone = [r for r in county.records["deaths"] if r.person is not None and day_of(r, "died_on").year < YEAR]
    retired = [r for r in county.records["staff"] if str(r.values["status"]).startswith("退")]
    lists = remarks(county, "labour-list")
    for row in take(county, used, "vouchers", count + 1, lambda r: _bought(r) and r.yuan < 790):
        named = next((r for r in gone if r.village is not None and r.village.town is _town(row)), None)
        if named is not None and named.person is not None:
            gone.remove(named)
            pay_labour(county, row, named.person, "环境整治用工工资", next(lists))
            note = f"劳务表列有{named.values['died_on']}死亡的人"
            county.plant("G06", row, named, person=named.person, note=note, kind="voucher")
    for row, old in zip(take(county, used, "vouchers", count, lambda r: _bought(r) and r.yuan < 790), retired, strict=False):
        assert old.person is not None
        pay_labour(county, row, old.person, "村史整理劳务费", next(lists))
        county.trap("G06;G04", row, old, note="已退休，参加劳务")
    dead = {str(r.values["name"]): r for r in county.records["deaths"]}
    for row in [r for r in county.records["vouchers"] if _labour(r) and id(r) not in used and str(r.values["payee"]) in dead][:count]:
        if row.values["id_no"] != dead[str(row.values["payee"])].values["id_no"]:
            county.trap("G06", row, note="与死者同名的另一人")


def _town(row: Record) -> object:
    assert row.village is not None
    return row.village.town


def _reviews(county: County, count: int, used: set[int]) -> None:
    for row in take(county, used, "vouchers", count, _bought):
        row.values |= {"reviewed": None, "reviewed_on": None}
        county.plant("G07", row, note="未经村务监督委员会审核", kind="voucher")
    notes = remarks(county, "ratified")
    for row in take(county, used, "vouchers", count, _bought):
        row.values |= {"reviewed": None, "reviewed_on": None, "purpose": "抢修水毁路面材料", "note": next(notes)}
        county.trap("G07", row, note="应急支出，事后补审")


def _approvers(county: County, count: int, used: set[int]) -> None:
    def of_chair(record: Record) -> bool:
        assert record.village is not None
        serving = in_office(county, record.village)
        return {CHAIR, SECRETARY} <= set(serving) and _bought(record) and record.yuan < 790

    for turn, row in enumerate(take(county, used, "vouchers", 2 * count, of_chair)):
        assert row.village is not None
        chair = in_office(county, row.village)[CHAIR]
        mates = [m for m in chair.household.members if m is not chair and m.age_on(date(YEAR, 1, 1)) >= 20]
        bill = ("车辆租用费", "院坝租金", "食材款")[turn // 2 % 3] if turn % 2 else "会议误工补助"
        pay_labour(county, row, mates[0] if turn % 2 and mates else chair, bill, "")
        if turn % 2 and mates:
            county.plant("B12;G04;G07;B11;G09", row, person=mates[0], note="审批人批给自己的家人", kind="voucher")
        else:
            county.plant("B12;G07;G04;G11", row, person=chair, note="自批自领", kind="voucher")
    notes, lists = remarks(county, "recused"), remarks(county, "labour-list")
    for row in take(county, used, "vouchers", count, of_chair):
        assert row.village is not None
        serving = in_office(county, row.village)
        mates = [m for m in serving[CHAIR].household.members if m is not serving[CHAIR] and m.age_on(date(YEAR, 1, 1)) >= 20]
        if mates:
            pay_labour(county, row, mates[0], "公厕保洁劳务费", f"{next(lists)}；{next(notes)}")
            row.values["approver"] = serving[SECRETARY].name
            county.trap("B12;G07;G04", row, note="审批人已回避")


def _sellers(county: County, count: int, used: set[int]) -> None:
    rng = county.rng("G10")

    def sold(row: Record, name: str, founded: date, cancelled: date | None) -> Record:
        state = "存续" if cancelled is None else rng.choice(("注销", "吊销，已注销", "已注销"))
        made = firm(county, rng, f"{COUNTY_NAME}{name}", founded_on=founded, cancelled_on=cancelled, status=state)
        buy(county, rng, row, made)
        return made

    names = (
        f"{a}{b}"
        for b in ("装饰部", "建材经销处", "百货店")
        for a in ("新锐", "旭日", "大地", "金桥", "长风", "明珠", "通达", "天元", "正和")
    )
    for turn, row in enumerate(take(county, used, "vouchers", count + 1, lambda r: _bought(r) and r.yuan > 900)):
        invoiced = day_of(row, "voucher_on") - 3 * DAY
        old = turn % 2 == 0
        founded, cancelled = (date(2014, 6, 3), invoiced - (70 + turn) * DAY) if old else (invoiced + (20 + turn) * DAY, None)
        made = sold(row, next(names), founded, cancelled)
        held = invoice_of(county, row)
        assert held is not None
        county.plant("G10", row, held, made, note="开票前已注销" if old else "开票时尚未成立", kind="voucher")
    for row in take(county, used, "vouchers", count, lambda r: _bought(r) and r.yuan > 900 and day_of(r, "voucher_on").month <= 9):
        made = sold(row, next(names), date(2012, 3, 9), day_of(row, "voucher_on") + 40 * DAY)
        held = invoice_of(county, row)
        assert held is not None
        county.trap("G10", row, held, made, note="开票以后才注销")


def _sellers_of_officials(county: County, count: int, used: set[int]) -> None:
    """Shops of a serving official's spouse that sell to the official's own village; not of other villages' officials or former ones."""

    def large(record: Record) -> bool:
        return _bought(record) and record.yuan > 900

    for village in county.villages:
        owner, done = _spouse(county, village), sum(i.codes == "B11;G09" for i in county.planted)
        for row in take(county, used, "vouchers", 1 if owner and done < count else 0, lambda r: large(r) and r.village is village):  # noqa: B023
            assert owner is not None
            shop = _sell(county, row, owner)
            county.plant("B11;G09", row, shop, person=owner, note="供货商由村干部配偶经营", kind="voucher")
    for village in reversed(county.villages):
        owner, done = _spouse(county, village), sum(t.codes == "B11;G09" for t in county.traps)
        wanted = 1 if owner and done < max(count - 1, 1) else 0
        for row in take(county, used, "vouchers", wanted, lambda r: large(r) and _town(r) is not village.town):  # noqa: B023
            assert owner is not None
            county.trap("B11;G09", row, _sell(county, row, owner), note="经营者是外乡镇村干部的配偶")
    former = [r for r in county.records["officials"] if r.values.get("to_on") == date(2011, 12, 20)]
    for old in former[:count]:
        assert old.person is not None
        for row in take(county, used, "vouchers", 1, lambda r: large(r) and r.village is old.village):  # noqa: B023
            county.trap("B11;G09", row, _sell(county, row, old.person), note="经营者早已离任")


def _sell(county: County, row: Record, owner: Person) -> Record:
    """The voucher buys from a shop of that owner."""
    rng = county.rng(f"B11/{owner.id_no}")
    shop = trade(county, rng, owner, date(2014, 5, 6))
    shop.values["company_name"] = f"{COUNTY_NAME}{owner.name}{rng.choice(('农资经营部', '水暖配件店', '图文广告部'))}"
    buy(county, rng, row, shop)
    return shop


def _spouse(county: County, village: Village) -> Person | None:
    """The living spouse of a serving official of the village, without a firm so far."""
    serving = {o.id_no for o in in_office(county, village).values()}
    ties = [k for k in county.records["kin"] if k.values["relation"] == "配偶" and k.values["official_id_no"] in serving]
    free = [k.person for k in ties if k.person is not None and k.person.died_on is None and not _trades(county, k.person)]
    return free[0] if free else None


def _trades(county: County, person: Person) -> bool:
    return any(r.person is person for r in county.records["companies"])


def _paid_first(county: County, count: int, used: set[int]) -> None:
    def early(record: Record) -> bool:
        return _bought(record) and record.yuan > 900 and day_of(record, "voucher_on").month <= 9

    for row in take(county, used, "vouchers", count, early):
        held = invoice_of(county, row)
        assert held is not None
        held.values["invoiced_on"] = day_of(row, "voucher_on") + 34 * DAY
        county.plant("G17", row, held, note="付款在先，一个月后才开票", kind="voucher")
    notes = remarks(county, "advance")
    for row in take(county, used, "vouchers", count, early):
        held = invoice_of(county, row)
        assert held is not None
        held.values["invoiced_on"] = day_of(row, "voucher_on") + 48 * DAY
        row.values |= {"purpose": "预付井房维修款", "note": next(notes)}
        county.trap("G17", row, held, note="按合同预付")
