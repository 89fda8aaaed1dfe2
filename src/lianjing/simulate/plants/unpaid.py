"""Money owed to people: U01, U03, U04, U06 (and U05, whose register is the same)."""

from datetime import date
from decimal import Decimal

from lianjing.simulate import programmes as p
from lianjing.simulate.county import County
from lianjing.simulate.enrol import certify
from lianjing.simulate.plants.means import not_certified
from lianjing.simulate.plants.payees import close_approval, whole_year
from lianjing.simulate.record import YEAR, Record, Stream, Value, span_due

REASONS = ("账号已销户", "户名与账号不符", "睡眠户", "卡片挂失")


def plant_unpaid(county: County, count: int) -> None:
    """All stories of this module."""
    _never_paid(county, count)
    _paid_short(county, count)
    _returned(county, count)
    _only_published(county, count)


def _never_paid(county: County, count: int) -> None:
    for stream in county.take_streams(p.ELDER, count, whole_year):
        county.close(stream)
        county.plant("U01", stream.person, programme=p.ELDER, note="满八十周岁未享受高龄补贴")
    for stream in county.take_streams(p.DIBAO, count, whole_year):
        stream.months = {m: yuan for m, yuan in stream.months.items() if m <= 6}
        rows = [r for r in county.records["approved"] if r.person is stream.person]
        county.plant("U01;U02;U06", *rows, programme=p.DIBAO, note="下半年无发放，未见停发手续")
    for stream in county.take_streams(p.CARE, count, lambda s: whole_year(s) and "poor" not in s.person.household.marks):
        county.close(stream)
        rows = [r for r in county.records["disability"] if r.person is stream.person]
        county.plant("U05;U01", *rows, programme=p.CARE, note="持重度残疾证未享受护理补贴")
    for stream in county.take_streams(p.DIBAO, count, whole_year):
        stream.months = {m: yuan for m, yuan in stream.months.items() if m <= 9}
        close_approval(county, stream, date(YEAR, 10, 1), "子女就业后收入提高")
        rows = [r for r in county.records["approved"] if r.person is stream.person]
        county.trap("U01;U02;U06", *rows, note="停发有原因")
    for person in county.take_people(count, lambda x: not_certified(county, x)):
        row = certify(county, person, (4, 1), date(YEAR, 12, 4))
        county.trap("U05;U01", row, note="十二月方发证")
    for home in [h for h in county.households if "retired" in h.marks and not h.busy]:
        home.busy = True
        county.trap("U01", home.head, note="退休职工，不领居民养老金")
    for row in [r for r in county.records["approved_tekun"] if r.person is not None and r.person.died_on is not None]:
        county.trap("U01;U02", row, note="对象已死亡")


def _paid_short(county: County, count: int) -> None:
    for stream in county.take_streams(p.ELDER, max(count - 1, 1), lambda s: whole_year(s) and s.months[1] == p.ELDER_YUAN[90]):
        stream.months = {m: p.ELDER_YUAN[80] for m in stream.months}
        county.plant("U03", stream, note="已满九十周岁仍按八十周岁标准")
    for stream in county.take_streams(p.CARE, count, whole_year):
        stream.months = {m: p.CARE_YUAN - 20 for m in stream.months}
        county.plant("U03", stream, note="护理补贴低于标准")
    for stream in county.take_streams(p.TEKUN, 1, lambda s: whole_year(s) and s.facts["category"] == "分散供养"):
        stream.months = {m: p.TEKUN_YUAN["分散供养"] - 100 for m in stream.months}
        county.plant("U03", stream, note="供养金低于标准")


def _returned(county: County, count: int) -> None:
    def send_back(stream: Stream, quarter: int, day: date, again: date | None) -> Record:
        sums = [yuan for m, yuan in stream.months.items() if (m - 1) // 3 + 1 == quarter]
        total = sum(sums, Decimal(0))
        facts: dict[str, Value] = {
            "card_no": stream.card,
            "amount_yuan": total,
            "returned_on": day,
            "reason": REASONS[quarter % 4],
            "repaid_on": again,
        }
        row = county.register("returns", "bank_returns", stream.person, programme=p.DIBAO, **facts)
        row.dues = [span_due(3 * quarter - 2, 3 * quarter, total)]
        return row

    for turn, stream in enumerate(county.take_streams(p.DIBAO, count + 1, whole_year)):
        row = send_back(stream, 1 + turn % 3, date(YEAR, 4 + 2 * (turn % 3), 16), None)
        county.plant("U04", row, programme=p.DIBAO, note="退票后未补发")
    for stream in county.take_streams(p.DIBAO, count, whole_year):
        row = send_back(stream, 2, date(YEAR, 7, 9), date(YEAR, 7, 22))
        county.trap("U04", row, note="已补发")
    for stream in county.take_streams(p.DIBAO, max(count - 1, 1), whole_year):
        row = send_back(stream, 4, date(YEAR, 12, 23), None)
        county.trap("U04", row, note="退票未满期限")


def _only_published(county: County, count: int) -> None:
    homes = [h for h in county.households if "poor" in h.marks and not h.marks & {"dibao", "tekun"} and not h.busy]
    for turn, home in enumerate(homes[: 2 * count]):
        home.busy = True
        counted = len(home.members)
        row = county.register("published", "published", home.head, programme=p.DIBAO, persons=counted, monthly_yuan=Decimal(205) * counted)
        row.dues = [span_due(1, 12, Decimal(205) * counted)]
        if turn < count:
            county.plant("U06;U01", row, programme=p.DIBAO, note="公示有名，未发放")
        else:
            row.values["note"] = "公示期内有异议，经核实不符合条件，取消"
            county.trap("U06;U01", row, note="公示异议成立")
