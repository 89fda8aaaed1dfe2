"""Public staff, village officials and their kin: B01, B02, B03."""

from datetime import date, timedelta
from decimal import Decimal

from lianjing.simulate import programmes as p
from lianjing.simulate.county import County, all_months
from lianjing.simulate.enrol import give, pay, rebuild
from lianjing.simulate.people import Person
from lianjing.simulate.plants.means import grown_mate, only_head
from lianjing.simulate.plants.payees import close_approval, nothing_else, whole_year
from lianjing.simulate.record import YEAR, Record, Stream
from lianjing.simulate.registers import mirror
from lianjing.simulate.roles import UNITS, declare_kin, hire


def plant_officials(county: County, count: int) -> None:
    """All stories of this module."""
    _staff(county, count)
    _officials(county, count)
    _kin(county, count)


def _staff(county: County, count: int) -> None:
    rng = county.rng("B01")

    def has_worker(stream: Stream) -> bool:
        return only_head(county, stream) and 25 <= grown_mate(stream).age_on(date(YEAR, 1, 1)) <= 57

    for stream in county.take_streams(p.DIBAO, count, has_worker):
        row = hire(county, grown_mate(stream), rng.choice(UNITS), date(2014, 9, 1))
        county.plant("B01;A16;A17", stream, row, person=stream.person, note="户内有在职公职人员")
    for stream in county.take_streams(p.POST, max(count - 1, 1), _without_allowance):
        row = hire(county, stream.person, rng.choice(UNITS), date(2012, 3, 1))
        county.plant("B01;B10", stream, row, note="在职公职人员占公益岗")
    for stream in county.take_streams(p.DIBAO, max(count - 1, 1), has_worker):
        row = hire(county, grown_mate(stream), rng.choice(UNITS), date(2008, 7, 1), date(2016, 6, 30), status="辞职")
        county.trap("B01;A16;A17", stream, row, note="早已离职")
    for stream in county.take_streams(p.DIBAO, max(count - 1, 1), lambda s: has_worker(s) and nothing_else(county, s)):
        stream.months = {m: yuan for m, yuan in stream.months.items() if m <= 8}
        close_approval(county, stream, date(YEAR, 9, 1), "子女参加工作")
        row = hire(county, grown_mate(stream), rng.choice(UNITS), date(YEAR, 9, 2))
        county.trap("B01;A16;A17;U01;U02;U06", stream, row, note="退出后入职")
    for record in county.take_records("land", count, lambda r: r.person is not None and r.person.employed):
        county.trap("B01", record, note="按地发放，公职人员承包地亦可")


def _without_allowance(stream: Stream) -> bool:
    return whole_year(stream) and "dibao" not in stream.person.household.marks


def _admit(county: County, person: Person, since: date, months: dict[int, Decimal] | None = None) -> Stream:
    """Takes a household into the subsistence allowance, with everything the office writes about it."""
    counted = len(person.household.members)
    rate = Decimal(196)
    stream = give(county, p.DIBAO, person, months or all_months(rate * counted), persons=counted, grade="B", rate=rate, from_on=since)
    stream.heads = {m: counted for m in range(1, 13)}
    mirror(county, stream)
    person.household.marks.add("dibao")
    return stream


def _officials(county: County, count: int) -> None:
    for row in county.take_records("officials", count, lambda r: r.values.get("to_on") is None and _without_aid(county, r)):
        assert row.person is not None
        home = row.person.household
        if home.head is not row.person:
            home.members.remove(row.person)
            home.members.insert(0, row.person)
            _tell_relations_anew(home.members)
        stream = _admit(county, row.person, date(2016, 5, 1))
        county.plant("B02;A13;A14;A15", stream, row, note=f"在任{row.values['post']}享受低保")
    for stream in county.take_streams(p.DIBAO, count, whole_year):
        head = stream.person
        since = date(max(head.born.year + 30, 1998), 4, 1)
        post = "村会计" if head.sex == "男" else "村妇联主席"
        row = county.register("officials", "officials", head, post=post, from_on=since, to_on=date(2015, 3, 31), sex=head.sex)
        county.trap("B02;B09", stream, row, note="任期早已届满")


def _without_aid(county: County, row: Record) -> bool:
    """No member of the official's household has a certificate, so that nothing else follows from the allowance."""
    assert row.person is not None
    home = row.person.household
    return not any(r.person is not None and r.person.household is home for r in county.records["disability"])


def _tell_relations_anew(members: list[Person]) -> None:
    """After a change of the head, relations are told from the new one."""
    head = members[0]
    head.relation = "户主"
    for mate in members[1:]:
        gap = (mate.born - head.born).days / 365
        if gap > 16:
            mate.relation = "子" if mate.sex == "男" else "女"
        elif gap < -16:
            mate.relation = "父亲" if mate.sex == "男" else "母亲"
        else:
            mate.relation = "妻" if mate.sex == "女" else "夫"


def _distant_kin(county: County) -> list[Record]:
    tied = [r for r in county.records["kin"] if r.values["relation"] in ("兄弟", "姐妹")]
    return [r for r in tied if r.person is not None and not r.person.household.busy]


def _kin(county: County, count: int) -> None:
    rng = county.rng("B03")
    for turn, row in enumerate(_distant_kin(county)[: count + 1]):
        assert row.person is not None
        row.person.household.busy = True
        note = f"{row.values['post']}{row.values['official_name']}的{row.values['relation']}"
        if turn % 3 == 0:
            thing: Record | Stream = rebuild(county, rng, row.person, YEAR, "D")
            programme = p.HOUSE
        elif turn % 3 == 1:
            day = date(YEAR, 5, 8)
            thing = pay(county, "relief", p.RELIEF, row.person, [(day, day, Decimal(3600))], paid_on=day, reason="重病住院")
            programme = p.RELIEF
        else:
            thing, programme = give(county, p.POST, row.person, all_months(p.POST_YUAN), post="护河员"), p.POST
        county.plant("B03;B10", thing, row, programme=programme, note=note)
    for relief in county.take_records("relief", count, lambda r: _day(r) < date(YEAR, 8, 1) and _only_relief(county, r)):
        assert relief.person is not None
        official = next(r for r in county.records["officials"] if r.village is relief.village and r.values.get("to_on") is None)
        tie = declare_kin(county, official, relief.person, "亲家", _day(relief) + timedelta(days=70))
        county.trap("B03", relief, tie, note="救助在前，结亲在后")
    for relief in county.take_records("relief", 1, lambda r: _only_relief(county, r)):
        assert relief.person is not None
        official = next(r for r in county.records["officials"] if r.village is relief.village and r.values.get("to_on") is None)
        tie = declare_kin(county, official, relief.person, "原配偶兄弟", date(2001, 10, 1), until=date(2014, 7, 9))
        county.trap("B03", relief, tie, note="亲属关系早已终止")
    for row in _distant_kin(county):
        stream = county.stream_of(row.person, p.PENSION) if row.person is not None else None
        if stream is not None and len(stream.months) == 12:
            stream.person.household.busy = True
            county.trap("B03", stream, note="按龄普惠，非自由裁量")


def _only_relief(county: County, relief: Record) -> bool:
    """The household has no other aid that an office grants at its discretion."""
    assert relief.person is not None
    home = relief.person.household
    others = [r for listing in ("relief", "house2018", "house2019") for r in county.records[listing] if r.person in home.members]
    return len(others) == 1 and not any(county.stream_of(m, p.POST) for m in home.members)


def _day(record: Record) -> date:
    return record.dues[0].start
