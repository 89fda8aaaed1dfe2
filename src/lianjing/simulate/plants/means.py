"""Means-tested aid against cars, dwellings, businesses; disability money against certificates; heads counted: A13, A14, A15, A18, A24."""

from datetime import date
from decimal import Decimal

from lianjing.simulate import programmes as p
from lianjing.simulate.county import County, all_months
from lianjing.simulate.enrol import NEW_YEAR, certify, give
from lianjing.simulate.people import Person
from lianjing.simulate.plants.payees import close_approval, family, nothing_else, whole_year
from lianjing.simulate.record import YEAR, Record, Stream
from lianjing.simulate.registers import add_member, drive, own_house, trade


def plant_means(county: County, count: int) -> None:
    """All stories of this module."""
    _cars(county, count)
    _dwellings(county, count)
    _businesses(county, count)
    _certificates(county, count)
    _heads(county, count)


def only_head(county: County, stream: Stream) -> bool:
    """Paid all year, and no other member of the household receives aid in the own name."""
    mates = [m for m in stream.person.household.members if m is not stream.person]
    paid = {s.programme for m in mates for s in county.streams_for(m)}
    pupils = any(r.person in mates for term in ("pupils1", "pupils2") for r in county.records[term])
    return whole_year(stream) and not pupils and not paid & {p.POST, p.LIVING, p.CARE}


def grown_mate(stream: Stream) -> Person:
    """A grown member of the household who is not its head, else the head."""
    return next((m for m in stream.person.household.members[1:] if m.age_on(NEW_YEAR) >= 20 and m.died_on is None), stream.person)


def _cars(county: County, count: int) -> None:
    rng = county.rng("A13")
    for turn, stream in enumerate(county.take_streams(p.DIBAO, count + 1, lambda s: only_head(county, s))):
        owner = stream.person if turn % 2 else grown_mate(stream)
        row = drive(county, rng, owner, rng.choice(("小型轿车", "小型越野客车")), date(2017, 4, 11))
        county.plant("A13", stream, row, person=stream.person, note=f"{owner.name}名下有小型客车")
    for stream in county.take_streams(p.TEKUN, 1, whole_year):
        county.plant("A13", stream, drive(county, rng, stream.person, "小型轿车", date(2016, 9, 3)), note="名下有小型轿车")
    wrecks = (date(2018, 3, 5), "报废"), (date(2018, 11, 12), "转出"), (date(2017, 6, 8), "注销")
    lookalikes = [
        ("正三轮载货摩托车", None, "正常", "农用三轮"),
        ("低速载货汽车", None, "正常", "农用低速货车"),
        ("轮式拖拉机运输机组", None, "正常", "拖拉机"),
        ("残疾人专用小型自动挡载客汽车", None, "正常", "残疾人专用"),
        *(("小型轿车", day, status, f"享受期前已{status}") for day, status in wrecks),
    ]
    for (kind, until, status, note), stream in zip(lookalikes, county.take_streams(p.DIBAO, len(lookalikes), whole_year), strict=False):
        row = drive(county, rng, grown_mate(stream), kind, date(2012, 5, 7), until=until, status=status)
        county.trap("A13", stream, row, note=note)
    for stream in county.take_streams(p.DIBAO, max(count - 1, 1), lambda s: nothing_else(county, s)):
        stream.months = {m: yuan for m, yuan in stream.months.items() if m <= 6}
        close_approval(county, stream, date(YEAR, 7, 1), "收入提高，自愿退出")
        row = drive(county, rng, stream.person, "小型轿车", date(YEAR, 9, 21))
        county.trap("A13;U01;U02;U06", stream, row, note="退出后购车")


def _dwellings(county: County, count: int) -> None:
    for turn, stream in enumerate(county.take_streams(p.DIBAO, count + 1, lambda s: only_head(county, s))):
        owner = stream.person if turn % 2 else grown_mate(stream)
        usage = ("城镇住宅", "商业用房")[turn % 2]
        row = own_house(county, owner, usage, Decimal("94.60"), date(2015, 8, 20))
        county.plant("A14", stream, row, person=stream.person, note=f"{owner.name}名下有{usage}")
    lookalikes: list[tuple[str, date | None, str, str]] = [
        ("易地搬迁安置房", None, "单独所有", "安置房"),
        ("拆迁安置房", None, "单独所有", "安置房"),
        ("城镇住宅", date(2018, 5, 14), "单独所有", "已转移"),
        ("城镇住宅", None, "继承，按份共有1/6", "继承份额"),
        ("农村宅基地自建住宅", None, "单独所有", "危房改造后新房"),
    ]
    for (usage, until, share, note), stream in zip(lookalikes, county.take_streams(p.DIBAO, len(lookalikes), whole_year), strict=False):
        row = own_house(county, grown_mate(stream), usage, Decimal("71.35"), date(2014, 3, 18), until=until, share=share)
        county.trap("A14", stream, row, note=note)


def _businesses(county: County, count: int) -> None:
    rng = county.rng("A15")
    for turn, stream in enumerate(county.take_streams(p.DIBAO, count, lambda s: only_head(county, s))):
        owner = stream.person if turn % 2 else grown_mate(stream)
        kind, role = (("个体工商户", "经营者"), ("有限责任公司", "法定代表人"))[turn % 2]
        row = trade(county, rng, owner, date(2016, 10, 19), kind=kind, role=role)
        county.plant("A15", stream, row, person=stream.person, note=f"{owner.name}为{role}")
    lookalikes: list[tuple[str, str, date | None, str]] = [("农民专业合作社", "成员", None, "合作社普通成员")] * max(count - 1, 1)
    lookalikes += [("个体工商户", "经营者", date(2018, 4, 16), "此前已注销")] * max(count - 1, 1)
    for (kind, role, until, note), stream in zip(lookalikes, county.take_streams(p.DIBAO, len(lookalikes), whole_year), strict=False):
        row = trade(county, rng, grown_mate(stream), date(2013, 2, 27), until=until, kind=kind, role=role)
        county.trap("A15", stream, row, note=note)


def not_certified(county: County, person: Person) -> bool:
    """A grown person without a certificate, whom neither allowance nor support would make eligible for more."""
    listed = any(r.person is person for r in county.records["disability"])
    free = not person.household.marks & {"tekun", "dibao"}
    return not listed and free and person.died_on is None and 20 <= person.age_on(NEW_YEAR) <= 78


def _certificates(county: County, count: int) -> None:
    def cared(person: Person) -> Stream:
        return give(county, p.CARE, person, all_months(p.CARE_YUAN), grade=2)

    free = county.take_people(3 * count, lambda x: not_certified(county, x))
    for person in free[:count]:
        row = certify(county, person, (4, 2), date(2008, 6, 15), date(2018, 6, 14), "过期")
        county.plant("A18", cared(person), row, note="残疾证已过期，未换证")
    for person in free[count : count + 1]:
        county.plant("A18;U05", cared(person), note="无残疾证")
    for person in free[count + 1 : 2 * count]:
        row = certify(county, person, (2, 4), date(2015, 9, 9))
        county.plant("A18", cared(person), row, note="残疾等级四级，不在护理补贴范围")
    for person in free[2 * count :]:
        old = certify(county, person, (4, 2), date(2009, 5, 11), date(YEAR, 5, 10), "已换证")
        new = certify(county, person, (4, 2), date(YEAR, 6, 28))
        county.trap("A18;U05", cared(person), old, new, note="换证衔接")
    for stream in county.take_streams(p.CARE, max(count - 1, 1), _second_grade):
        old = next(r for r in county.records["disability"] if r.person is stream.person)
        kind = int(str(old.values["disability_kind"]))
        old.values |= {"status": "已换证", "valid_to": date(YEAR, 8, 20)}
        new = certify(county, stream.person, (kind, 3), date(YEAR, 8, 21))
        stream.months = {m: yuan for m, yuan in stream.months.items() if m <= 8}
        county.trap("A18;U01;U02;U05", stream, old, new, note="八月重新评定降为三级，次月停发")


def _second_grade(stream: Stream) -> bool:
    return whole_year(stream) and stream.facts["grade"] == 2 and "dibao" not in stream.person.household.marks


def _heads(county: County, count: int) -> None:
    for stream in county.take_streams(p.DIBAO, count, family):
        swell(county, stream, 1)
        county.plant("A24;A03", stream, note="计发人数多于户籍人数")
    for stream in county.take_streams(p.DIBAO, max(count - 1, 1), family):
        home = stream.person.household
        baby = county.registry.person(home, "孙女", "女", 0, family=home.head.name[:1])
        add_member(county, home.head, baby)
        swell(county, stream, 1)
        stream.months = {m: yuan for m, yuan in stream.months.items() if m >= 7}
        for row in _office_rows(county, stream, "approved"):
            row.values["from_on"] = date(YEAR, 7, 1)
        for row in _office_rows(county, stream, "published"):
            row.dues = [type(d)(date(YEAR, 7, 1), d.end, d.yuan) for d in row.dues]
        for living in [s for s in county.streams_of(p.LIVING) if s.person.household is home]:
            living.months = {m: yuan for m, yuan in living.months.items() if m >= 7}
        county.trap("A24;A03;C09", stream, note="当年出生的孩子计入")
    alone = [s for s in county.streams_of(p.DIBAO) if s.facts["persons"] == 1 and len(s.person.household.members) > 1]
    for stream in [s for s in alone if not s.person.household.busy][:count]:
        stream.person.household.busy = True
        county.trap("A24;A03;U03", stream, note="单人保：户中只保一人")


def _office_rows(county: County, stream: Stream, listing: str) -> list[Record]:
    return [r for r in county.records[listing] if r.person is stream.person]


def swell(county: County, stream: Stream, more: int) -> None:
    """Counts more heads, in the stream and in what the office approved and published."""
    rate = stream.facts["rate"]
    assert isinstance(rate, Decimal)
    stream.months = {m: yuan + rate * more for m, yuan in stream.months.items()}
    stream.heads = {m: n + more for m, n in stream.heads.items()}
    for listing in ("approved", "published"):
        for row in _office_rows(county, stream, listing):
            row.values["persons"] = int(str(row.values["persons"])) + more
            row.values["monthly_yuan"] = stream.months[12]
            row.dues = [type(d)(d.start, d.end, stream.months[12]) for d in row.dues]
