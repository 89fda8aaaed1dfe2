"""Cards in other hands and fees on the way: C03, C04, F06."""

from datetime import date

from lianjing.simulate import programmes as p
from lianjing.simulate.books.rows import day_of
from lianjing.simulate.county import County
from lianjing.simulate.people import Person
from lianjing.simulate.places import Village
from lianjing.simulate.plants.payees import whole_year
from lianjing.simulate.record import Record, Stream
from lianjing.simulate.words import remarks


def plant_cards(county: County, count: int) -> None:
    """All stories of this module."""
    _official_proxies(county, count)
    _changed(county, count)
    _fees(county, count)


def _very_old(county: County, village: Village, count: int) -> list[Stream]:
    free = [s for s in county.streams_of(p.ELDER) if s.village is village and not s.person.household.busy and whole_year(s)]
    seen: dict[object, Stream] = {s.person.household: s for s in free if not s.person.household.marks & {"official", "kin"}}
    return list(seen.values())[:count]


def _drawn_by(county: County, streams: list[Stream], proxy: Person, note: str) -> list[Record]:
    rows: list[Record] = []
    for stream in streams:
        stream.person.household.busy = True
        stream.card = proxy.card
        facts = {"proxy_name": proxy.name, "proxy_id_no": proxy.id_no, "reason": "行动不便", "card_no": proxy.card, "note": note}
        rows.append(county.register("proxies", "proxies", stream.person, registered_on=date(2018, 5, 10), **facts))
    return rows


def _official_proxies(county: County, count: int) -> None:
    notes = remarks(county, "receipted")
    done = 0
    for village in county.villages:
        serving = [
            r for r in county.records["officials"] if r.village is village and r.values.get("to_on") is None and r.person is not None
        ]
        serving = [r for r in serving if r.person is not None and not r.person.household.busy and day_of(r, "from_on") < date(2018, 1, 1)]
        drawn = _very_old(county, village, 3)
        if not serving or len(drawn) < 2 or done >= 2 * count - 1:
            continue
        official = serving[0].person
        assert official is not None
        official.household.busy = True
        done += 1
        if done % 2:
            rows = _drawn_by(county, drawn, official, "")
            county.plant("C03;C01;C02", *drawn, *rows, note=f"{serving[0].values['post']}代领 {official.card}", kind="card")
        else:
            rows = _drawn_by(county, drawn, official, next(notes))
            county.trap("C03;C01;C02", *drawn, *rows, note="登记在册，领取后本人签收")


def _changed(county: County, count: int) -> None:
    def pair_of(village: Village) -> list[Stream]:
        free = [s for s in county.streams_of(p.DIBAO) if s.village is village and not s.person.household.busy and whole_year(s)]
        return free[:2]

    done = 0
    for village in reversed(county.villages):
        pair = pair_of(village)
        if len(pair) == 2 and done < count:
            done += 1
            pair[0].new_cards[7] = pair[1].card
            for stream in pair:
                stream.person.household.busy = True
            county.plant("C04;C01;C02", pair[0], note="七月起改打他人在用的卡")
    couples = [h for h in county.households if len(h.members) == 2 and not h.busy]
    for home in couples:
        both = [s for s in county.streams_of(p.PENSION) if s.person.household is home and whole_year(s)]
        if len(both) == 2 and count > 0:
            count -= 1
            home.busy = True
            both[0].new_cards[7] = both[1].card
            county.trap("C04;C01;C02", both[0], note="七月起与配偶共用一卡")
    village = county.villages[len(county.villages) // 2]
    renewed = [s for s in county.streams_of(p.PENSION) if s.village is village and not s.person.household.busy and len(s.months) > 6]
    for stream in renewed:
        stream.new_cards[7] = county.registry.new_card()
    if renewed:
        county.trap("C04", *renewed, note="全村七月统一换发新卡")


def _fees(county: County, count: int) -> None:
    fees, agreed = remarks(county, "fee"), remarks(county, "fee-agreed")
    for turn, record in enumerate(county.take_records("land", count + 1, lambda r: r.yuan > 200 and not r.values.get("note"))):
        record.values["note"] = next(fees).format(yuan=20 + 10 * turn)
        county.plant("F06", record, programme=p.LAND, note=str(record.values["note"]))
    for record in county.take_records("land", count, lambda r: r.yuan > 200 and not r.values.get("note")):
        record.values["note"] = next(agreed).format(yuan=60)
        county.trap("F06;D07", record, note="本人书面同意代扣")
    for trap in list(county.traps):
        if trap.codes == "D07;U03":
            county.trap("F06", *trap.things, note=trap.note)
