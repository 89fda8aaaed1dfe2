"""Irregularities and look-alikes about the person paid: A01, A03 to A10, A12."""

from datetime import date
from decimal import Decimal

from lianjing.simulate import programmes as p
from lianjing.simulate.county import County, all_months
from lianjing.simulate.enrol import FEN, NEW_YEAR, birthday_month, certify, give, pay, pay_land
from lianjing.simulate.names import VARIANT, person_name, surname
from lianjing.simulate.numbers import NEIGHBOURS, with_wrong_check
from lianjing.simulate.people import Household, Person
from lianjing.simulate.places import Village
from lianjing.simulate.record import YEAR, Due, Record, Stream, span_due
from lianjing.simulate.registers import cremate, mirror


def single(stream: Stream) -> bool:
    """A household of one, paid all year."""
    return len(stream.person.household.members) == 1 and len(stream.months) == 12


def family(stream: Stream) -> bool:
    """A household of at least three, all counted, paid all year."""
    size = len(stream.person.household.members)
    return size >= 3 and len(stream.months) == 12 and stream.facts["persons"] == size


def whole_year(stream: Stream) -> bool:
    """Paid all year to someone alive."""
    return len(stream.months) == 12 and stream.person.died_on is None


def well_off(stream: Stream) -> bool:
    """Paid all year to someone whose household draws no aid by the head, so that a death changes nothing else."""
    return whole_year(stream) and "poor" not in stream.person.household.marks


def nothing_else(county: County, stream: Stream) -> bool:
    """Paid all year, and the household has no other aid that a car, a post or a sentence would put in question."""
    members = stream.person.household.members
    listings = ("relief", "winter", "house2018", "house2019", "pupils1", "pupils2")
    once = any(r.person in members for listing in listings for r in county.records[listing])
    return whole_year(stream) and not once and sum(len(county.streams_for(m)) for m in members) == 1


def plant_payees(county: County, count: int) -> None:
    """All stories of this module."""
    _paid_after_death(county, count)
    _death_lookalikes(county, count)
    _dead_member(county, count)
    _exclusive(county, count)
    _twice(county, count)
    _two_places(county, count)
    _two_names(county, count)
    _invented(county, count)
    _too_young(county, count)
    _in_custody(county, count)


def _paid_after_death(county: County, count: int) -> None:
    rng = county.rng("A01")
    wanted = ((p.DIBAO, "A01", count), (p.PENSION, "A01", count), (p.ELDER, "A01;A25", max(count // 2, 1)), (p.TEKUN, "A01", 1))
    for programme, codes, number in wanted:
        fits = {p.DIBAO: single, p.TEKUN: whole_year}.get(programme, well_off)
        for stream in county.take_streams(programme, number, fits):
            day = date(YEAR, rng.randrange(1, 6), rng.randrange(1, 28))
            paid = dict(stream.months)
            died = county.die(stream.person, day)
            stream.months = paid
            county.plant(codes, stream, died, note=f"{day} 死亡后仍发放")


def _death_lookalikes(county: County, count: int) -> None:
    dead = [s for s in county.streams_of(p.PENSION) if s.person.died_on is not None and max(s.months, default=13) == s.person.died_on.month]
    for stream in dead[: 4 * count]:
        county.trap("A01", stream, note="死亡当月仍应发放")
    for row in county.records["funeral"]:
        county.trap("A01", row, note="丧葬补助金本因死亡而发")
    for stream in [s for s in dead if len(s.months) >= 5][:count]:
        missed = {m: stream.months.pop(m) for m in (1, 2, 3)}
        paid_on = date(YEAR, 11, 14)
        row = pay(county, "arrears", p.PENSION, stream.person, [], paid_on=paid_on, note="补发生前未领月份")
        row.dues = [span_due(1, 3, sum(missed.values(), Decimal(0)))]
        county.trap("A01;A05;U01", row, note="死后补发生前月份")
    for stream in county.take_streams(p.PENSION, count, well_off):
        true_day, first_entered = date(YEAR, 9, 11), date(YEAR, 3, 2)
        died = county.die(stream.person, true_day)
        died.values["died_on"] = first_entered
        cremate(county, died, true_day)
        county.trap("A01", stream, note="死亡日期登记有误，殡仪馆记录在后")
    names = [r.person for r in county.records["deaths"] if r.person is not None and r.person.household.no == ""]
    for stream, gone in zip(county.take_streams(p.PENSION, count, whole_year), names, strict=False):
        if gone.born != stream.person.born and gone.sex == stream.person.sex:
            rename(county, stream.person, gone.name)
            county.trap("A01", stream, note="与死者同名")


def rename(county: County, person: Person, name: str) -> None:
    """Gives a resident another name, in every row made so far."""
    old, person.name = person.name, name
    for rows in county.records.values():
        for row in rows:
            if row.person is person and row.values.get("name") == old:
                row.values["name"] = name
            for column in ("head_name", "official_name", "guardian_name"):
                if row.values.get(column) == old and row.person is not None and row.person.household is person.household:
                    row.values[column] = name


def _dead_member(county: County, count: int) -> None:
    for stream in county.take_streams(p.DIBAO, count, family):
        member = stream.person.household.members[-1]
        day = date(YEAR, 2, 3 + len(county.planted) % 20)
        died = county.die(member, day)
        county.plant("A03;A24", stream, died, note=f"成员{member.name} {day} 死亡后仍计入")
    for month, stream in zip((3, 6) * count, county.take_streams(p.DIBAO, count, family), strict=False):
        member = stream.person.household.members[-1]
        county.die(member, date(YEAR, month, 19))
        rate = stream.facts["rate"]
        assert isinstance(rate, Decimal)
        for later in range(month + 1, 13):
            stream.heads[later] -= 1
            stream.months[later] -= rate
        county.trap("A03;A24;U03;C09", stream, note="成员去世，次月起减人")


def _exclusive(county: County, count: int) -> None:
    for stream in county.take_streams(p.DIBAO, count, lambda s: single(s) and s.person.age_on(NEW_YEAR) >= 60):
        second = give(county, p.TEKUN, stream.person, all_months(p.TEKUN_YUAN["分散供养"]), category="分散供养")
        mirror(county, second)
        county.plant("A04", stream, second, note="低保与特困供养同期")
    for stream in county.take_streams(p.TEKUN, max(count // 2, 1), whole_year):
        certify(county, stream.person, (4, 2), date(2016, 5, 12))
        second = give(county, p.CARE, stream.person, all_months(p.CARE_YUAN), grade=2)
        county.plant("A04", stream, second, note="特困供养与护理补贴同期")
    for stream in county.take_streams(
        p.DIBAO, count, lambda s: single(s) and s.person.age_on(NEW_YEAR) >= 60 and _alone_on_list(county, s)
    ):
        second = give(county, p.TEKUN, stream.person, {m: p.TEKUN_YUAN["分散供养"] for m in range(8, 13)}, category="分散供养")
        stream.months = {m: yuan for m, yuan in stream.months.items() if m < 8}
        close_approval(county, stream, date(YEAR, 8, 1), "转为特困供养")
        mirror(county, second)
        county.records["approved_tekun"][-1].values["from_on"] = date(YEAR, 8, 1)
        county.trap("A04;U01;U02;U06", stream, second, note="八月由低保转特困")
    both = [s for s in county.streams_of(p.LIVING) if county.stream_of(s.person, p.CARE) is not None and not s.person.household.busy]
    for stream in both[:count]:
        stream.person.household.busy = True
        county.trap("A04;A05", stream, note="两项残疾人补贴可同时享受")


def _alone_on_list(county: County, stream: Stream) -> bool:
    return county.stream_of(stream.person, p.CARE) is None and county.stream_of(stream.person, p.LIVING) is None


def close_approval(county: County, stream: Stream, day: date, reason: str) -> None:
    """The approving office closes the case from that day, with its reason."""
    for row in county.records["approved"]:
        if row.person is stream.person:
            row.values |= {"to_on": day, "stop_reason": reason}


def _twice(county: County, count: int) -> None:
    for stream in county.take_streams(p.DIBAO, count, whole_year):
        stream.quirks["dibao2"] = "twice"
        county.plant("A05", stream, note="二季度两行")
    for stream in county.take_streams(p.DIBAO, count, whole_year):
        stream.quirks["dibao4"] = "reversed"
        county.trap("A05;C09", stream, note="冲销后重发")
    for stream in county.take_streams(p.PENSION, max(count - 1, 1), whole_year):
        again = give(county, p.PENSION, stream.person, {m: stream.months[m] for m in range(1, 7)})
        again.quirks["list"] = "extra"
        county.plant("A05", stream, again, note="补录表与明细表重复")
    for row in county.take_records("house2019", count):
        first = (row.yuan * 60 / 100).quantize(FEN)
        second = row.yuan - first
        copy = Record("payments", dict(row.values), [_part(row, second)], row.person, row.village)
        row.dues = [_part(row, first)]
        row.values["note"], copy.values["note"] = "第一期60%", "第二期40%"
        county.records["house2019"].insert(county.records["house2019"].index(row) + 1, copy)
        county.trap("A05;U03;D07", row, copy, note="分期拨付")


def _part(row: Record, yuan: Decimal) -> Due:
    return Due(row.dues[0].start, row.dues[0].end, yuan)


def _two_places(county: County, count: int) -> None:
    def elsewhere(person: Person) -> list[Village]:
        return [v for v in county.villages if v.town is not person.household.village.town]

    if len(county.towns) < 2:
        return
    for stream in county.take_streams(p.PENSION, count, whole_year):
        again = give(county, p.PENSION, stream.person, dict(stream.months), card=county.registry.new_card())
        again.village = county.rng(f"A06/{stream.person.id_no}").choice(elsewhere(stream.person))
        again.quirks["list"] = "extra"
        county.plant("A06;A05", stream, again, note="两地同时领取")
    for stream in county.take_streams(p.PENSION, count, lambda s: single_pensioner(county, s)):
        later = give(county, p.PENSION, stream.person, {m: stream.months[m] for m in range(7, 13)})
        later.quirks["list"] = "extra"
        stream.months = {m: stream.months[m] for m in range(1, 7)}
        stream.village = county.rng(f"A06/{stream.person.id_no}").choice(elsewhere(stream.person))
        stream.person.moved_in_on = date(YEAR, 6, 24)
        county.trap("A06;A05;A10", stream, later, note="年中迁移，前后两地各半年")


def single_pensioner(county: County, stream: Stream) -> bool:
    """Lives alone on nothing but the pension, so that a move moves nothing else."""
    home = stream.person.household
    alone = len(home.members) == 1 and "land" not in home.marks and whole_year(stream)
    return alone and len(county.streams_for(stream.person)) == 1


def _two_names(county: County, count: int) -> None:
    rng = county.rng("A07")
    for row in county.take_records("relief", count):
        assert row.person is not None
        row.values["name"] = person_name(rng, surname(rng), row.person.sex, row.person.born.year)
        county.plant("A07", row, programme=p.RELIEF, note="同一证号，姓名不同")
    for stream in county.take_streams(p.PENSION, max(count - 1, 1), whole_year):
        twin = stand_in(stream.person, county.registry.new_id(stream.person.sex, stream.person.born))
        again = give(county, p.PENSION, twin, dict(stream.months), card=county.registry.new_card())
        again.quirks["list"] = "extra"
        county.plant("A07;A10;A05", again, stream, note="一人两证")
    for stream in county.take_streams(p.PENSION, count, lambda s: whole_year(s) and s.person.name.translate(VARIANT) != s.person.name):
        stream.quirks["pension2"] = "variant"
        county.trap("A07", stream, note="姓名异体字")


def stand_in(person: Person, id_no: str) -> Person:
    """The same name, birth date and village under another ID; not in the register."""
    home = Household("", person.household.village)
    return Person(person.name, person.sex, person.born, id_no, "户主", person.card, home)


def outsider(county: County, county_code: str, age: int) -> Person:
    """Somebody who stands in no household register."""
    rng = county.rng(f"outsider/{len(county.planted)}")
    home = Household("", rng.choice(county.villages))
    made = county.registry.person(home, "户主", rng.choice("男女"), age, family=surname(rng), region=county_code)
    made.household.busy = True
    return made


def _invented(county: County, count: int) -> None:
    for _ in range(count):
        ghost = outsider(county, NEIGHBOURS[0], 47)
        row = pay_land(county, ghost, Decimal("6.40"))
        row.damage["id_no"] = "wrong-check"
        county.plant("A08;A10;D04", row, programme=p.LAND, note=f"证号校验位不符且不在册 {with_wrong_check(ghost.id_no)}")
    for _ in range(count):
        row = pay_land(county, outsider(county, NEIGHBOURS[0], 51), Decimal("5.15"))
        county.plant("A10;A08;D04", row, programme=p.LAND, note="外县人员不在户籍")
    stranger = outsider(county, NEIGHBOURS[1], 68)
    county.plant("A10", give(county, p.PENSION, stranger, all_months(p.PENSION_YUAN)), note="外县人员不在户籍")
    for row in county.take_records("land", count, lambda r: r.person is not None and r.person.born.year < 1980):
        row.damage["id_no"] = "short"
        county.trap("A08;A10", row, note="十五位旧证号")
    for row in county.take_records("land", count):
        row.damage["id_no"] = "number"
        assert row.person is not None
        county.trap("A08;A10;D04;U01", row, row.person, note="证号按数字录入，末位丢失")
    for stream in county.take_streams(p.DIBAO, count, whole_year):
        stream.quirks["dibao1"] = "number"
        approved = [r for r in county.records["approved"] if r.person is stream.person]
        county.trap("A08;A10;U01;U02;U06", *approved, note="一季度证号按数字录入，人已领款")
    for stream in county.take_streams(p.PENSION, count, lambda s: well_off(s) and s.person.moved_in_on is not None):
        stream.person.moved_in_on = date(YEAR, 3, 8)
        stream.months = {m: stream.months[m] for m in range(4, 13)}
        county.trap("A10", stream, note="当年婚迁入户")


def _too_young(county: County, count: int) -> None:
    def aged(low: int, high: int, person: Person) -> bool:
        return low <= person.age_on(NEW_YEAR) <= high and person.died_on is None and not person.employed

    for person in county.take_people(count, lambda x: aged(74, 77, x)):
        stream = give(county, p.ELDER, person, all_months(p.ELDER_YUAN[80]))
        county.plant("A09", stream, note="未满八十周岁")
    for person in county.take_people(max(count - 1, 1), lambda x: aged(54, 57, x) and not x.household.marks & {"official", "kin", "staff"}):
        stream = give(county, p.PENSION, person, all_months(p.PENSION_YUAN))
        county.plant("A09", stream, note="未满六十周岁")
    for programme, age in ((p.ELDER, 80), (p.PENSION, 60)):
        for stream in [s for s in county.streams_of(programme) if 2 <= birthday_month(s.person, age) <= 12][: 3 * count]:
            if min(stream.months, default=0) == birthday_month(stream.person, age):
                county.trap("A09", stream, note="自满龄当月起发")


def _in_custody(county: County, count: int) -> None:
    def jail(person: Person, kind: str, since: date, until: date) -> Record:
        return county.register("custody", "custody", person, category=kind, from_on=since, to_on=until)

    def alone(stream: Stream) -> bool:
        return single(stream) and nothing_else(county, stream)

    for stream in county.take_streams(p.DIBAO, count, single):
        row = jail(stream.person, "有期徒刑", date(2018, 8, 6), date(2021, 2, 5))
        county.plant("A12", stream, row, note="服刑期间仍发放")
    for stream in county.take_streams(p.DIBAO, max(count - 1, 1), single):
        row = jail(stream.person, "有期徒刑缓刑（社区矫正）", date(2018, 10, 9), date(2020, 10, 8))
        county.trap("A12", stream, row, note="缓刑，在社区")
    for stream in county.take_streams(p.DIBAO, max(count - 1, 1), single):
        row = jail(stream.person, "有期徒刑", date(2015, 4, 2), date(2018, 10, 1))
        county.trap("A12", stream, row, note="刑满释放后")
    for stream in county.take_streams(p.DIBAO, 1, alone):
        stream.months = {m: yuan for m, yuan in stream.months.items() if m <= 6}
        close_approval(county, stream, date(YEAR, 7, 1), "收监执行")
        row = jail(stream.person, "有期徒刑", date(YEAR, 6, 20), date(2022, 6, 19))
        county.trap("A12;U01;U02;U06", stream, row, note="收监次月即停发")
