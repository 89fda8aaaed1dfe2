"""Plain sums over the county in memory: what was planted is irregular, and nothing else is.

Each check here is the bare rule without tolerance; the answer key must name exactly the people it finds.
"""

from collections import Counter, defaultdict
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest

from lianjing.simulate import programmes as p
from lianjing.simulate.build import make_county, workbooks
from lianjing.simulate.county import County
from lianjing.simulate.record import Record, first_day, last_day

NEW_YEAR, AS_OF = date(2019, 1, 1), date(2019, 12, 31)


@pytest.fixture(scope="module", params=[7, 11])
def county(request: pytest.FixtureRequest) -> County:
    """A county whose lists are cut, so that streams know their rows."""
    made = make_county(request.param, 4, 20)
    made.lists = [  # type: ignore[attr-defined]
        r for b in workbooks(made) for s in b.sheets if not s.hidden for t in s.blocks if not t.label.endswith("_copy") for r in t.records
    ]
    return made


def paid(county: County) -> list[Record]:
    """Every row of every pay list."""
    return [r for r in county.lists if r.table == "payments"]  # type: ignore[attr-defined]


def planted(county: County, code: str) -> set[str]:
    """IDs of the people of irregularities that may be found under the code alone or first."""
    return {i.person.id_no for i in county.planted if i.person is not None and i.codes.split(";")[0] == code}


def may_be(county: County, code: str) -> set[str]:
    """IDs of all people of irregularities that carry the code."""
    return {i.person.id_no for i in county.planted if i.person is not None and code in i.codes.split(";")}


def same(county: County, code: str, found: set[str]) -> None:
    """What was found is what was planted."""
    assert planted(county, code) <= found
    assert found <= may_be(county, code)


def deaths(county: County) -> dict[str, date]:
    """ID → latest date of death that a register holds."""
    out: dict[str, date] = {}
    for row in county.records["deaths"] + county.records["cremated"]:
        day, who = row.values["died_on"], str(row.values["id_no"])
        assert isinstance(day, date)
        out[who] = max(day, out.get(who, day))
    return out


def test_paid_after_the_month_of_death(county: County) -> None:
    dead = deaths(county)
    found = set()
    for row in paid(county):
        died = dead.get(str(row.values["id_no"]))
        if died is not None and row.values["programme"] != p.FUNERAL:
            found |= {str(row.values["id_no"]) for d in row.dues if d.start > last_day(died.month, died.year)}
    same(county, "A01", found)


def test_dead_or_unregistered_members_counted(county: County) -> None:
    found: dict[str, set[str]] = {"A03": set(), "A24": set()}
    for stream in county.streams_of(p.DIBAO):
        for month, heads in stream.heads.items():
            members = stream.person.household.members
            there = [m for m in members if m.alive_in(first_day(month)) and max(m.born, m.moved_in_on or m.born) <= last_day(month)]
            if month in stream.months and heads > len(there):
                found["A24" if heads > len(members) else "A03"].add(stream.person.id_no)
    assert planted(county, "A03") <= found["A03"] <= may_be(county, "A03") | planted(county, "A01") | planted(county, "A24")
    assert found["A24"] == planted(county, "A24")


def test_exclusive_programmes_in_one_month(county: County) -> None:
    months: dict[tuple[str, str], set[int]] = defaultdict(set)
    for stream in county.streams:
        months[stream.person.id_no, stream.programme] |= set(stream.months)
    found = set()
    for one, other in ((p.DIBAO, p.TEKUN), (p.TEKUN, p.LIVING), (p.TEKUN, p.CARE)):
        found |= {who for (who, programme), held in months.items() if programme == one and held & months.get((who, other), set())}
    same(county, "A04", found)


def test_one_programme_paid_twice_for_a_period(county: County) -> None:
    sums: Counter[tuple[str, str, date, date]] = Counter()
    for row in paid(county):
        for due in row.dues:
            if due.yuan > 0 and not str(row.values.get("note") or "").startswith(("第", "重发")):
                sums[str(row.values["id_no"]), str(row.values["programme"]), due.start, due.end] += 1
    found = {who for (who, *_), count in sums.items() if count > 1}
    assert planted(county, "A05") | planted(county, "A06") == found


def test_two_names_or_two_ids(county: County) -> None:
    names: dict[str, set[str]] = defaultdict(set)
    ids: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in [*paid(county), *county.records["households"]]:
        who, name = str(row.values["id_no"]), str(row.values["name"])
        names[who].add(name)
        ids[name, who[6:14]].add(who)
    found = {who for who, many in names.items() if len(many) > 1} | {who for many in ids.values() if len(many) > 1 for who in many}
    listed = {str(r.values["id_no"]) for r in county.records["households"]}
    same(county, "A07", {w for w in found if w not in listed or len(names[w]) > 1})


def test_below_the_age_of_the_programme(county: County) -> None:
    ages = {p.ELDER: 80, p.PENSION: 60, p.REWARD: 60, p.VETERAN: 60}
    found = set()
    for row in paid(county):
        age = ages.get(str(row.values["programme"]))
        if age is not None and row.person is not None:
            found |= {row.person.id_no for d in row.dues if row.person.age_on(d.end) < age}
    same(county, "A09", found)


def test_paid_people_who_stand_in_no_household(county: County) -> None:
    listed = {str(r.values["id_no"]) for r in county.records["households"]}
    found = {str(r.values["id_no"]) for r in paid(county)} - listed
    assert planted(county, "A10") | planted(county, "A08") == found - may_be(county, "A07")
    assert found <= may_be(county, "A10")


def test_custody_assets_posts_of_households_on_the_allowance(county: County) -> None:
    poor: dict[str, tuple[str, date, date]] = {}
    for stream in [*county.streams_of(p.DIBAO), *county.streams_of(p.TEKUN)]:
        span = (stream.person.id_no, first_day(min(stream.months)), last_day(max(stream.months)))
        poor |= {m.id_no: span for m in stream.person.household.members}

    def hits(listing: str, since: str, until: str, counts: tuple[str, ...] = ()) -> set[str]:
        found = set()
        for row in county.records[listing]:
            span = poor.get(str(row.values["id_no"]))
            text = "".join(str(v) for v in row.values.values())
            start, end = row.values.get(since), row.values.get(until) or AS_OF
            assert isinstance(start, date)
            assert isinstance(end, date)
            if span is not None and start <= span[2] and end >= span[1] and (not counts or any(c in text for c in counts)):
                found.add(span[0])
        return found

    jailed = {r.person.id_no for r in county.records["custody"] if r.person is not None and "缓刑" not in str(r.values["category"])}
    same(county, "A12", {w for w in hits("custody", "from_on", "to_on") if w in jailed and (poor[w][2] - _release(county, w)).days > 31})
    small = ("小型轿车", "小型越野客车", "小型普通客车", "轻型普通货车")
    same(county, "A13", hits("vehicles", "registered_on", "cancelled_on", small) - planted(county, "B02"))
    own = {
        poor[str(r.values["id_no"])][0]
        for r in county.records["estate"]
        if str(r.values["id_no"]) in poor and r.values["share"] == "单独所有" and r.values["usage"] in ("城镇住宅", "商业用房")
    }
    same(county, "A14", (hits("estate", "registered_on", "cancelled_on") & own) - planted(county, "B02"))
    same(county, "A15", hits("companies", "founded_on", "cancelled_on", ("经营者", "法定代表人")) - planted(county, "B02"))
    staff = hits("staff", "from_on", "to_on")
    serving = {str(r.values["id_no"]) for r in county.records["staff"] if r.values["to_on"] is None and r.values["from_on"] < NEW_YEAR}  # type: ignore[operator]
    posts = {s.person.id_no for s in county.streams_of(p.POST)} & serving
    rebuilt = {str(r.values["id_no"]) for r in county.records["house2019"]} & serving
    same(county, "B01", staff | posts | rebuilt)
    same(county, "B02", hits("officials", "from_on", "to_on"))


def _release(county: County, who: str) -> date:
    """A month-end before custody begins, for those whose payment stopped with it."""
    since = next(r.values["from_on"] for r in county.records["custody"] if r.values["id_no"] == who)
    assert isinstance(since, date)
    return since


def test_kin_of_officials_in_discretionary_aid(county: County) -> None:
    ties = {str(r.values["id_no"]): (r.values["from_on"], r.values["to_on"] or AS_OF) for r in county.records["kin"]}
    found = set()
    for row in paid(county):
        tie = ties.get(str(row.values["id_no"]))
        if tie is not None and row.values["programme"] in (p.RELIEF, p.HOUSE, p.POST):
            found |= {str(row.values["id_no"]) for d in row.dues if tie[0] <= d.start <= tie[1]}  # type: ignore[operator]
    same(county, "B03", found)


def test_cards_shared_beyond_a_household(county: County) -> None:
    homes: dict[str, set[str]] = defaultdict(set)
    for row in paid(county):
        assert row.person is not None
        homes[str(row.values["card_no"])].add(row.person.household.no or row.person.id_no)
    lawful = {str(r.values["card_no"]) for r in county.records["proxies"]}
    found = {card for card, those in homes.items() if len(those) > 2 and card not in lawful}
    assert found == {i.note.rsplit(" ", 1)[-1] for i in county.planted if i.codes.startswith("C01")}


def test_paid_sums_against_published_and_approved_ones(county: County) -> None:
    shown = {str(r.values["id_no"]): r.values["monthly_yuan"] for r in county.records["published"]}
    traps = {
        s.person.id_no for t in county.traps for s in t.things if "C09" in t.codes and not isinstance(s, Record) and hasattr(s, "person")
    }
    found = {s.person.id_no for s in county.streams_of(p.DIBAO) if set(s.months.values()) != {shown[s.person.id_no]}}
    same(county, "C09", found - traps)


def test_land_against_rights_leases_and_rate(county: County) -> None:
    own: Counter[str] = Counter()
    for row in [*county.records["land_rights"], *county.records["leased_in"]]:
        assert row.person is not None
        own[row.person.household.no] += Decimal(str(row.values["area_mu"]))  # type: ignore[assignment]
    areas, rates = set(), set()
    for row in county.records["land"]:
        assert row.person is not None
        mu, home = Decimal(str(row.values["area_mu"])), row.person.household.no
        if mu > own[home] * (1 + p.LAND_TOLERANCE):
            areas.add((row.person.id_no, own[home] == 0))
        if row.yuan != (mu * p.LAND_YUAN_PER_MU).quantize(Decimal("0.01"), ROUND_HALF_UP) and not row.values.get("note"):
            rates.add(row.person.id_no)
    same(county, "D01", {who for who, landless in areas if not landless})
    whole = {r.person.id_no for i in county.planted if i.codes.startswith("D02") for r in i.things if isinstance(r, Record) and r.person}
    same(county, "D04", {who for who, landless in areas if landless} - planted(county, "A08") - planted(county, "A10") - whole)
    same(county, "D07", rates)


def test_the_entitled_are_paid_and_not_below_the_standard(county: County) -> None:
    unpaid, short = set(), set()
    for person in county.people():
        if (
            person.age_on(AS_OF) >= 80
            and person.died_on is None
            and person.moved_out_on is None
            and county.stream_of(person, p.ELDER) is None
        ):
            unpaid.add(person.id_no)
        if person.age_on(AS_OF) >= 60 and person.died_on is None and not person.employed and person.moved_out_on is None:
            assert county.stream_of(person, p.PENSION) is not None
        for programme, least in ((p.PENSION, p.PENSION_YUAN), (p.CARE, p.CARE_YUAN), (p.LIVING, p.LIVING_YUAN)):
            stream = county.stream_of(person, programme)
            if stream is not None and min(stream.months.values()) < least:
                short.add(person.id_no)
        elder = county.stream_of(person, p.ELDER)
        if elder is not None and any(person.age_on(last_day(m)) >= 90 and yuan < p.ELDER_YUAN[90] for m, yuan in elder.months.items()):
            short.add(person.id_no)
        tekun = county.stream_of(person, p.TEKUN)
        if tekun is not None and min(tekun.months.values()) < p.TEKUN_YUAN[str(tekun.facts["category"])]:
            short.add(person.id_no)
    assert unpaid == {i.person.id_no for i in county.planted if i.person is not None and i.codes == "U01"}
    same(county, "U03", short)
    for row in county.records["approved"]:
        assert row.person is not None
        stream, until = county.stream_of(row.person, p.DIBAO), row.values.get("to_on") or AS_OF
        assert stream is not None
        assert isinstance(until, date)
        if max(stream.months) < until.month - (until != AS_OF):
            unpaid.add(row.person.id_no)
    same(county, "U01", unpaid)


def test_living_subsidy_follows_the_allowance_and_a_certificate(county: County) -> None:
    held = {str(r.values["id_no"]): r for r in county.records["disability"]}
    for stream in county.streams_of(p.LIVING):
        assert stream.person.id_no in held
    care = {s.person.id_no for s in county.streams_of(p.CARE)}
    severe = {who for who, r in held.items() if int(str(r.values["grade"])) <= 2 and r.values["status"] == "有效"}
    new = {who for who, r in held.items() if r.values["issued_on"] > date(2019, 10, 1)}  # type: ignore[operator]
    tekun = {s.person.id_no for s in county.streams_of(p.TEKUN)}
    regraded = {s.person.id_no for t in county.traps for s in t.things if t.codes == "A18;U01;U02;U05" and hasattr(s, "months")}
    assert care - severe - tekun - regraded == planted(county, "A18")
    assert severe - care - tekun - new == {
        i.person.id_no for i in county.planted if i.person is not None and (i.codes, i.programme) == ("U05;U01", p.CARE)
    }
