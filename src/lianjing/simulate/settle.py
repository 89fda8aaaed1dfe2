"""After the stories: what depends on them is brought into line, so that nothing else in the county is irregular."""

from datetime import date
from decimal import Decimal

from lianjing.simulate import programmes as p
from lianjing.simulate.county import County
from lianjing.simulate.record import YEAR, Due, Record, first_day


def settle(county: County) -> None:
    """Living subsidies follow the approval of the allowance; winter relief counts the living of its day."""
    approvals = {r.person.household: r for r in county.records["approved"] if r.person is not None}
    for stream in county.streams_of(p.LIVING):
        approval = approvals.get(stream.person.household)
        if approval is not None:
            stream.months = {m: yuan for m, yuan in stream.months.items() if _in_force(approval, first_day(m))}
    for row in county.records["winter"]:
        assert row.person is not None
        day = row.dues[0].start
        count = sum(m.alive_in(day) and m.born <= day for m in row.person.household.members)
        row.values["persons"] = count
        row.dues = [Due(day, day, Decimal(110 * count))]
    for stream in [s for s in county.streams if not s.months]:
        county.close(stream)


def _in_force(approval: Record, day: date) -> bool:
    since, until = approval.values.get("from_on"), approval.values.get("to_on")
    started = not isinstance(since, date) or since <= day or since.year < YEAR
    return started and (not isinstance(until, date) or day < until)
