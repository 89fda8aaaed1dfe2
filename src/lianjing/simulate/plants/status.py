"""Where a register speaks against the pay list or for the person: A02, A11, A19, U02, U05, U07."""

from datetime import date, timedelta
from decimal import Decimal

from lianjing.simulate import programmes as p
from lianjing.simulate.books.rows import day_of
from lianjing.simulate.county import County, all_months, stop_after
from lianjing.simulate.enrol import NEW_YEAR, certify, give
from lianjing.simulate.people import Person
from lianjing.simulate.plants.means import not_certified, only_head
from lianjing.simulate.plants.payees import close_approval, family, single, well_off, whole_year
from lianjing.simulate.record import YEAR, Record, Stream, Value, first_day, span_due
from lianjing.simulate.words import remarks

_LISTS = ("relief", "winter", "reward", "veteran", "machine", "forest", "house2018", "house2019", "pupils1", "pupils2")


def plant_status(county: County, count: int) -> None:
    """All stories of this module."""
    _enrolled_dead(county, count)
    _moved_out(county, count)
    _without_status(county, count)
    _stopped(county, count)
    _not_begun(county, count)
    _orphaned(county, count)


def _nothing_but(county: County, stream: Stream) -> None:
    """The person of the stream is paid under it alone."""
    for other in [s for s in county.streams_for(stream.person) if s is not stream]:
        county.close(other)
    _forget_single(county, stream.person)


def _forget_single(county: County, person: Person) -> None:
    """The person stands in no list that is not monthly."""
    for listing in _LISTS:
        county.records[listing] = [r for r in county.records[listing] if r.person is not person]


def _alone(county: County, stream: Stream) -> bool:
    return single(stream) and not any(r.person is stream.person for r in county.records["disability"])


def _enrolled_dead(county: County, count: int) -> None:
    alone = county.take_streams(p.DIBAO, count, lambda s: _alone(county, s))
    alone += county.take_streams(p.TEKUN, count - len(alone), lambda s: whole_year(s) and s.facts["category"] == "分散供养")
    for turn, stream in enumerate(alone):
        _nothing_but(county, stream)
        for listing in ("land", "land_rights", "leased_in", "taking"):
            county.records[listing] = [r for r in county.records[listing] if r.person is not stream.person]
        day = date(2017, 3 + turn, 14)
        stream.person.died_on = day
        died = county.register("deaths", "deaths", stream.person, died_on=day, sex=stream.person.sex, reason="病故")
        rows = _approved(county, stream.person)
        for row in rows:
            row.values["from_on"] = day + timedelta(days=150 + 30 * turn)
        county.plant("A02;A01;A03;A24", stream, died, *rows, note=f"{day}死亡，此后才获批准")
    gone = [r for r in county.records["deaths"] if r.person is not None and r.person.household.no == ""]
    gone = [r for r in gone if day_of(r, "died_on") < date(2018, 9, 1)]
    notes = remarks(county, "old-file")
    for died in gone[:count]:
        day = day_of(died, "died_on")
        facts: dict[str, Value] = {"programme": p.TEKUN, "category": "分散供养", "monthly_yuan": p.TEKUN_YUAN["分散供养"]}
        row = county.register("approved_tekun", "approved", died.person, from_on=day + timedelta(days=95), **facts)
        row.values |= {"to_on": day + timedelta(days=95), "stop_reason": "死亡", "note": next(notes)}
        county.trap("A02;U01;U02", row, note="死亡后补录的旧档，未再发放")


def _approved(county: County, person: Person) -> list[Record]:
    return [r for listing in ("approved", "approved_tekun") for r in county.records[listing] if r.person is person]


def _moved_out(county: County, count: int) -> None:
    gone = county.take_streams(p.DIBAO, count - 1, lambda s: _alone(county, s))
    gone += county.take_streams(p.ELDER, count + 1 - len(gone), _elder_at_home)
    for turn, stream in enumerate(gone):
        _nothing_but(county, stream)
        stream.person.moved_out_on = date(2018, 3 + turn % 8, 11)
        county.plant("A11;A10", stream, stream.person, note=f"{stream.person.moved_out_on}迁出后仍发放")
    for stream in county.take_streams(p.ELDER, max(count - 1, 1), lambda s: well_off(s) and _unlanded(s)):
        stream.person.moved_out_on = date(YEAR, 7, 16)
        for paid in county.streams_for(stream.person):
            stop_after(paid, stream.person.moved_out_on)
        _forget_single(county, stream.person)
        county.trap("A11;A10;U01;U02", stream, stream.person, note="迁出次月停发")
    for record in county.take_records("land", max(count - 1, 1), lambda r: r.person is not None and _only_land(county, r.person)):
        assert record.person is not None
        record.person.moved_out_on = date(2018, 5, 22)
        county.trap("A11;A10;D04", record, record.person, note="户口迁出，承包权保留")


def _elder_at_home(stream: Stream) -> bool:
    return whole_year(stream) and not stream.person.household.marks & {"dibao", "tekun"}


def _unlanded(stream: Stream) -> bool:
    home = stream.person.household
    return "land" not in home.marks or home.head is not stream.person


def _only_land(county: County, person: Person) -> bool:
    """Lives alone, and is paid for land and nothing else."""
    elsewhere = any(r.person is person for listing in _LISTS for r in county.records[listing])
    return len(person.household.members) == 1 and not county.streams_for(person) and not elsewhere


def _without_status(county: County, count: int) -> None:
    """The living subsidy asks for the subsistence allowance."""
    for person in county.take_people(count, lambda x: not_certified(county, x) and x.household.head is x):
        row = certify(county, person, (2, 3), date(2015, 4, 21))
        stream = give(county, p.LIVING, person, all_months(p.LIVING_YUAN), grade=3)
        county.plant("A19;A18", stream, row, note="没有低保资格而领生活补贴")
    for turn, stream in enumerate(county.take_streams(p.DIBAO, count, lambda s: whole_year(s) and only_head(county, s))):
        rows = _approved(county, stream.person)
        if turn % 2:
            close_approval(county, stream, date(YEAR, 3, 1), "家庭收入超过标准")
        else:
            rows[0].values["from_on"] = date(YEAR, 9, 1)
        county.plant("A19", stream, *rows, note="名册三月已停保，全年照发" if turn % 2 else "名册九月方批准，一月起已发")
    lives = [s for s in county.streams_of(p.LIVING) if whole_year(s) and s.person is not s.person.household.head]
    for stream in [s for s in lives if not s.person.household.busy][:count]:
        stream.person.household.busy = True
        county.trap("A19;A18", stream, note="低保以户主名义发放，本人是保障成员")


def _stopped(county: County, count: int) -> None:
    for turn, stream in enumerate(county.take_streams(p.ELDER, count, well_off)):
        stream.months = {m: yuan for m, yuan in stream.months.items() if m <= 5 + turn % 3}
        county.plant("U02;U01", stream, stream.person, note="高龄补贴年中停发，无停发手续")


def _not_begun(county: County, count: int) -> None:
    def fits(stream: Stream) -> bool:
        return whole_year(stream) and county.stream_of(stream.person, p.DIBAO) is not None

    for stream in county.take_streams(p.LIVING, count, fits):
        county.close(stream)
        rows = [r for r in county.records["disability"] if r.person is stream.person]
        county.plant("U05;U01", *rows, programme=p.LIVING, note="持证并享受低保，未享受生活补贴")


def _orphaned(county: County, count: int) -> None:
    def fits(stream: Stream) -> bool:
        mates = stream.person.household.members[1:]
        grown = sum(m.age_on(NEW_YEAR) >= 20 for m in mates)
        return family(stream) and only_head(county, stream) and grown > 0 and county.stream_of(stream.person, p.LIVING) is None

    for turn, stream in enumerate(county.take_streams(p.DIBAO, count, fits)):
        died = county.die(stream.person, date(YEAR, 3 + turn, 9))
        rows = _approved(county, stream.person)
        county.plant("U07;U01;U02;U06", died, *rows, stream, person=stream.person, note="户主去世后其余保障成员的低保中断")
    for stream in county.take_streams(p.DIBAO, max(count - 1, 1), fits):
        died = county.die(stream.person, date(YEAR, 4, 17))
        _hand_over(county, stream)
        county.trap("U07;U01;U02;U06;A24;A03;C09", died, *_approved(county, stream.person), note="户主去世后改由家人领取")
    for stream in county.take_streams(p.DIBAO, max(count - 1, 1), fits):
        died = county.die(stream.person, date(YEAR, 2, 25))
        close_approval(county, stream, date(YEAR, 3, 1), "家庭收入超过标准")
        county.trap("U07;U01;U02;U06", died, *_approved(county, stream.person), note="名册写明因收入停保")


def _hand_over(county: County, stream: Stream) -> None:
    """The household draws on in the name of a grown member, one head fewer."""
    home = stream.person.household
    heir = next(m for m in home.members[1:] if m.age_on(NEW_YEAR) >= 20)
    counted, rate = int(str(stream.facts["persons"])) - 1, Decimal(str(stream.facts["rate"]))
    since = max(stream.months) + 1
    yuan = counted * rate
    later = give(county, p.DIBAO, heir, {m: yuan for m in range(since, 13)}, persons=counted, grade=stream.facts["grade"], rate=rate)
    later.heads = dict.fromkeys(range(since, 13), counted)
    close_approval(county, stream, first_day(since), "户主死亡，变更户主")
    told: dict[str, Value] = {"programme": p.DIBAO, "monthly_yuan": yuan, "persons": counted}
    county.register("approved", "approved", heir, household_no=home.no, from_on=first_day(since), grade=stream.facts["grade"], **told)
    shown = county.register("published", "published", heir, **told)
    shown.dues = [span_due(since, 12, yuan)]
