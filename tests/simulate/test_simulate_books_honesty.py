"""Plain sums over the village books in memory: what was planted is irregular, and nothing else is but the look-alikes, which say why."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest

from lianjing.simulate import programmes as p
from lianjing.simulate.books.rows import CHAIR, in_office
from lianjing.simulate.build import make_county, workbooks
from lianjing.simulate.county import County
from lianjing.simulate.record import Record

AS_OF = date(2019, 12, 31)
CASH = ("现金", "付现")


@pytest.fixture(scope="module", params=[7, 11])
def county(request: pytest.FixtureRequest) -> County:
    """A county whose lists are cut, so that streams know their rows."""
    made = make_county(request.param, 4, 20)
    workbooks(made)
    return made


def rows(county: County, code: str, listing: str, *, traps: bool = False, first: bool = False) -> set[Record]:
    """Rows of the listing in irregularities (or look-alikes) that carry the code, or carry it first."""
    items = county.traps if traps else county.planted
    chosen = [i for i in items if (i.codes.split(";")[0] == code if first else code in i.codes.split(";"))]
    own = set(county.records[listing])
    return {r for i in chosen for r in i.things if isinstance(r, Record) and r in own}


def same(county: County, code: str, listing: str, found: Iterable[Record]) -> None:
    """What was planted was found, and all that was found is planted or a look-alike that says so."""
    found = set(found)
    assert rows(county, code, listing, first=True) <= found
    assert found <= rows(county, code, listing) | rows(county, code, listing, traps=True)


def day(record: Record, column: str) -> date:
    """A day that is there."""
    value = record.values[column]
    assert isinstance(value, date)
    return value


def yuan(record: Record, column: str) -> Decimal:
    """A sum, none is nothing."""
    return Decimal(str(record.values.get(column) or 0))


def invoices(county: County) -> dict[str, list[Record]]:
    """Invoice number → rows of the tax office."""
    out: dict[str, list[Record]] = defaultdict(list)
    for row in county.records["invoices"]:
        out[str(row.values["invoice_no"])].append(row)
    return out


def test_invoices_stand_behind_one_voucher_each(county: County) -> None:
    booked = Counter(str(v.values["invoice_no"]) for v in county.records["vouchers"] if v.values.get("invoice_no"))
    same(county, "G01", "vouchers", (v for v in county.records["vouchers"] if booked[str(v.values.get("invoice_no"))] > 1))
    known = invoices(county)
    assert all(len(known[number]) == 1 for number in booked)
    for voucher in county.records["vouchers"]:
        number = str(voucher.values.get("invoice_no"))
        if number in booked and booked[number] == 1:
            assert known[number][0].yuan == voucher.yuan
            assert known[number][0].values["seller_name"] == voucher.values["payee"]


def test_void_late_and_missing_invoices(county: County) -> None:
    known = invoices(county)
    held = {v: known[str(v.values["invoice_no"])][0] for v in county.records["vouchers"] if v.values.get("invoice_no")}
    same(county, "G03", "vouchers", (v for v, i in held.items() if "废" in str(i.values["status"]) or "红" in str(i.values["status"])))
    same(county, "G17", "vouchers", (v for v, i in held.items() if day(i, "invoiced_on") > day(v, "voucher_on")))
    bare = [v for v in county.records["vouchers"] if v not in held and v.yuan > 300 and not v.values["note"]]
    same(county, "G04", "vouchers", bare)


def test_cash_review_and_approval(county: County) -> None:
    all_of_them = county.records["vouchers"]
    same(county, "G05", "vouchers", (v for v in all_of_them if v.yuan > 800 and any(c in str(v.values["pay_method"]) for c in CASH)))
    same(county, "G07", "vouchers", (v for v in all_of_them if not v.values["reviewed"] or v.values["approver"] == v.values["payee"]))
    close = []
    for voucher in all_of_them:
        assert voucher.village is not None
        chair = in_office(county, voucher.village).get(CHAIR)
        family = {m.id_no for m in chair.household.members} if chair is not None else set()
        if voucher.values.get("id_no") in family:
            close.append(voucher)
    same(county, "B12", "vouchers", close)


def test_the_dead_do_not_work_but_on_planted_lists(county: County) -> None:
    dead = {str(d.values["id_no"]): day(d, "died_on") for d in county.records["deaths"]}
    worked = [v for v in county.records["vouchers"] if v.values.get("id_no") in dead]
    same(county, "G06", "vouchers", (v for v in worked if day(v, "voucher_on") > dead[str(v.values["id_no"])]))


def test_sellers_exist_when_they_invoice(county: County) -> None:
    firms = {str(f.values["company_name"]): f for f in county.records["companies"]}
    gone = []
    for invoice in county.records["invoices"]:
        firm = firms[str(invoice.values["seller_name"])]
        until = firm.values["cancelled_on"] or AS_OF
        if not day(firm, "founded_on") <= day(invoice, "invoiced_on") <= until:  # type: ignore[operator]
            gone.append(invoice)
    same(county, "G10", "invoices", gone)


def test_leases_against_term_rent_and_minutes(county: County) -> None:
    leases = county.records["leases"]
    ended = [r for r in leases if any(w in str(r.values["status"]) for w in ("已收回", "到期收回", "已交回"))]
    same(county, "J01", "leases", (r for r in leases if day(r, "to_on") < AS_OF and r not in ended))
    same(county, "J02", "leases", (r for r in leases if (day(r, "to_on") - day(r, "from_on")).days > 20 * 365.25))
    same(county, "G15", "leases", (r for r in leases if yuan(r, "rent_received_yuan") < yuan(r, "rent_yuan")))
    same(county, "J06", "leases", (r for r in leases if r.values["minutes"] in (None, "无", "缺", "未召开会议")))


def test_bids_of_a_contract(county: County) -> None:
    offers: dict[str, list[Record]] = defaultdict(list)
    for bid in county.records["bids"]:
        offers[str(bid.values["project_no"])].append(bid)
    contracts = {str(c.values["project_no"]): c for c in county.records["contracts"]}
    same(county, "H01", "bids", (bids[0] for bids in offers.values() if len(bids) == 1))
    patterned = []
    for number, bids in offers.items():
        sums = sorted(yuan(b, "bid_yuan") for b in bids)
        steps = {b - a for a, b in pairwise(sums)}
        near = len(sums) > 2 and sums[-1] - sums[0] <= sums[0] / 1000
        patterned += bids if len(sums) > 2 and (len(steps) == 1 or min(steps) == 0 or near) else []
        assert contracts[number].values["supplier_name"] in {b.values["bidder_name"] for b in bids}
    same(county, "H05", "bids", patterned)
    wrong = [c for n, c in contracts.items() if n in offers and day(c, "signed_on") < day(offers[n][0], "opened_on")]
    wrong += [c for c in contracts.values() if day(c, "completed_on") < day(c, "signed_on")]
    same(county, "H10", "contracts", wrong)
    untendered = [c for n, c in contracts.items() if yuan(c, "amount_yuan") >= 150_000 and n not in offers]
    assert untendered == []


def test_ledgers_of_allocations_agree_with_the_pay_lists_of_their_town_and_span(county: County) -> None:
    listed: dict[tuple[str, str, int], Decimal] = defaultdict(Decimal)
    for stream in county.streams:
        for record in stream.records:
            for due in record.dues:
                listed[str(record.values["town"]), stream.programme, due.start.month] += due.yuan
    for listing in ("arrears", "dibao_arrears"):
        for record in county.records[listing]:
            for due in record.dues:
                listed[str(record.values["town"]), str(record.values["programme"]), due.start.month] += due.yuan
    wrong = []
    for row in county.records["allocations"]:
        town, programme, first = str(row.values["town"]), str(row.values["programme"]), int(str(row.values["first_month"]))
        if programme in (p.DIBAO, p.PENSION, p.ELDER, p.CARE, p.LIVING, p.TEKUN):
            span = range(first, int(str(row.values["last_month"])) + 1)
            if sum(listed[town, programme, m] for m in span) != yuan(row, "distributed_yuan"):
                wrong.append(row)
    same(county, "C08", "allocations", wrong)


def test_allocations_are_received_whole_and_paid_out_in_time(county: County) -> None:
    ledger = county.records["allocations"]
    same(county, "F02", "allocations", (r for r in ledger if yuan(r, "received_yuan") < yuan(r, "amount_yuan")))
    same(
        county,
        "F04",
        "allocations",
        [r for r in ledger if yuan(r, "distributed_yuan") > yuan(r, "amount_yuan")]
        + list(rows(county, "C08", "allocations", first=True) & rows(county, "F04", "allocations")),
    )
    same(county, "F10", "allocations", (r for r in ledger if r.values["distributed_on"] and day(r, "distributed_on") < day(r, "sent_on")))
    late = [r for r in ledger if not r.values["distributed_on"] or day(r, "distributed_on") > day(r, "received_on") + timedelta(days=20)]
    late = [r for r in late if r.values["last_month"] != r.values["first_month"]]
    same(county, "F01", "allocations", late)
    left = [r for r in ledger if yuan(r, "received_yuan") - yuan(r, "distributed_yuan") > 0 and r.values["distributed_on"]]
    assert set(left) <= rows(county, "F03", "allocations") | rows(county, "F03", "allocations", traps=True)
