"""Pay for posts: B06 to B10, and the allowance of former officials that is due."""

from datetime import date

from lianjing.simulate import programmes as p
from lianjing.simulate.county import County, all_months
from lianjing.simulate.enrol import NEW_YEAR, give
from lianjing.simulate.people import Person
from lianjing.simulate.plants.payees import whole_year
from lianjing.simulate.record import YEAR, Record, Stream
from lianjing.simulate.words import remarks

POSTS = ("护河员", "保洁员", "乡村道路协管员", "公厕管护员")


def plant_posts(county: County, count: int) -> None:
    """All stories of this module."""
    _dead(county, count)
    _one_card(county, count)
    _left(county, count)
    _two_jobs(county, count)
    _unfit(county, count)
    _retired(county, count)


def _outside_aid(stream: Stream) -> bool:
    """Paid all year, in a household without aid by the head and without an official."""
    return whole_year(stream) and not stream.person.household.marks & {"dibao", "tekun", "official", "kin"}


def _dead(county: County, count: int) -> None:
    rng = county.rng("B06")
    for stream in county.take_streams(p.POST, count, _outside_aid):
        paid = dict(stream.months)
        died = county.die(stream.person, date(YEAR, rng.randrange(2, 8), rng.randrange(1, 28)))
        stream.months = paid
        county.plant("B06;A01;B10", stream, died, note="死亡后岗位补贴仍发放")
    for stream in county.take_streams(p.POST, max(count - 1, 1), _outside_aid):
        died = county.die(stream.person, date(YEAR, rng.randrange(5, 10), rng.randrange(1, 28)))
        county.trap("B06;A01;B10;U02", stream, died, note="死亡次月即停发")


def _serving(record: Record) -> bool:
    since = record.values["from_on"]
    return record.values.get("to_on") is None and isinstance(since, date) and since.year < 2017


def _pay_of(county: County, record: Record) -> Stream:
    assert record.person is not None
    stream = county.stream_of(record.person, p.OFFICIAL_PAY)
    assert stream is not None
    return stream


def _left(county: County, count: int) -> None:
    named = {r.values.get("official_id_no") for i in county.planted if i.codes.startswith("B03") for r in i.things if isinstance(r, Record)}

    def free(record: Record) -> bool:
        return _serving(record) and record.values["id_no"] not in named  # no story needs this official in office

    for turn, row in enumerate(county.take_records("officials", count, free)):
        row.values["to_on"] = date(2018, 8 + turn % 4, 20)
        county.plant("B09;B06", _pay_of(county, row), row, note=f"{row.values['to_on']}离任后仍领报酬")
    for turn, row in enumerate(county.take_records("officials", max(count - 1, 1), free)):
        row.values["to_on"] = date(YEAR, 5 + turn % 3, 18)
        stream = _pay_of(county, row)
        stream.months = {m: yuan for m, yuan in stream.months.items() if m <= 5 + turn % 3}
        county.trap("B09;B06;U02", stream, row, note="离任次月停发")
    for row in county.take_records("officials", max(count - 1, 1), _serving):
        old = county.register("officials", "officials", row.person, **{k: row.values[k] for k in ("post", "from_on", "sex")})
        old.values["to_on"] = date(2018, 4, 25)
        row.values["from_on"] = date(2018, 4, 26)
        county.trap("B09;B06", _pay_of(county, row), row, old, note="届满后连任")


def _two_jobs(county: County, count: int) -> None:
    def employed(record: Record) -> bool:
        since = record.values["from_on"]
        return record.values.get("to_on") is None and isinstance(since, date) and since.year < 2018 and record.values["status"] == "在岗"

    for row in county.take_records("staff", count, employed):
        assert row.person is not None
        stream = give(county, p.OFFICIAL_PAY, row.person, all_months(p.POST_YUAN * 2), post="村会计")
        county.plant("B07;B01;B08", stream, row, note=f"{row.values['unit_name']}在岗，又领村干部报酬")
    for row in county.take_records("staff", max(count - 1, 1), employed):
        assert row.person is not None
        stream = give(county, p.OFFICIAL_PAY, row.person, all_months(p.POST_YUAN), post="第一书记（驻村）")
        row.values["status"] = next(remarks(county, "seconded"))
        county.trap("B07;B01", stream, row, note="选派驻村")


def _worker(person: Person) -> bool:
    """Of an age to hold a post, in a household without office, aid or kin in office."""
    return not person.household.marks and not person.employed and person.died_on is None and 36 <= person.age_on(NEW_YEAR) <= 57


def _one_card(county: County, count: int) -> None:
    hired = county.take_people(2 * count, _worker)
    for first, second in zip(hired[::2], hired[1::2], strict=False):
        pair = [give(county, p.POST, person, all_months(p.POST_YUAN), card=first.card, post=POSTS[1]) for person in (first, second)]
        county.plant("B08;C01;C02;C03", *pair, note=f"两户公益岗共用一卡 {first.card}", kind="card")
    for person in county.take_people(max(count - 1, 1), lambda x: _worker(x) and _partner(x) is not None):
        partner = _partner(person)
        assert partner is not None
        pair = [give(county, p.POST, one, all_months(p.POST_YUAN), card=person.card, post=POSTS[1]) for one in (person, partner)]
        county.trap("B08;C01;C02", *pair, note="夫妻二人同卡领取")


def _partner(person: Person) -> Person | None:
    """Wife or husband of the head, of an age to work."""
    home = person.household
    if person is not home.head:
        return None
    return next((m for m in home.members[1:] if m.relation in ("妻", "夫") and 25 <= m.age_on(NEW_YEAR) <= 57 and m.died_on is None), None)


def _unfit(county: County, count: int) -> None:
    def old(person: Person) -> bool:
        free = not person.household.marks & {"dibao", "tekun", "official", "kin", "staff"}
        return free and person.died_on is None and not person.employed and 67 <= person.age_on(NEW_YEAR) <= 72

    for person in county.take_people(count, old):
        stream = give(county, p.POST, person, all_months(p.POST_YUAN), post=POSTS[1])
        county.plant("B10;A09", stream, note="超过公益岗年龄上限")
    for row in county.take_records("officials", count, _serving):
        assert row.person is not None
        stream = give(county, p.POST, row.person, all_months(p.POST_YUAN), post=POSTS[0])
        county.plant("B10;B07;B01", stream, row, note=f"在任{row.values['post']}占公益岗")

    for person in county.take_people(max(count - 1, 1), _worker):
        stream = give(county, p.POST, person, all_months(p.POST_YUAN), post=POSTS[2])
        since = date(person.born.year + 28, 5, 1)
        row = county.register("officials", "officials", person, post="村治保主任", from_on=since, to_on=date(2014, 11, 30), sex=person.sex)
        county.trap("B10;B02", stream, row, note="早已离任")


def _retired(county: County, count: int) -> None:
    def fits(person: Person) -> bool:
        free = not person.household.marks & {"poor", "official", "kin", "staff"}
        return free and person.sex == "男" and person.died_on is None and 61 <= person.age_on(NEW_YEAR) <= 77

    for person in county.take_people(2 * count, fits):
        since = date(person.born.year + 31, 6, 1)
        row = county.register(
            "officials", "officials", person, post="村民委员会主任", from_on=since, to_on=date(2011, 12, 20), sex=person.sex
        )
        stream = give(county, p.RETIRED, person, all_months(p.RETIRED_YUAN))
        county.trap("B09;B06;B02", stream, row, note="正常离任补贴")
