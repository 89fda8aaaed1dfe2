"""Small bar charts: a table that reads by itself, with an SVG bar in each line. Attributes only, so it prints and needs no style."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from lianjing.checks.rule import Text
from lianjing.report.page.markup import EMPTY, Markup, both, esc, join, tag

WIDTH = 1000  # units of the drawing; it stretches to the width of its cell


@dataclass(frozen=True, slots=True)
class Bar:
    """One line: what it counts, the figure as written, the figure as drawn, where it leads, which side's colour it has ("by", "to", "")."""

    name: Markup
    figure: str
    value: Decimal
    href: str | None = None
    side: str = ""
    find: str | None = None


def bars(caption: Text, head: tuple[Text, Text], lines: Sequence[Bar], note: Text | None = None) -> Markup:
    """The chart; the longest bar is the largest value, a value of nothing has no bar."""
    longest = max((line.value for line in lines), default=Decimal(0))
    body = join(_line(line, longest) for line in lines)
    columns = tag(
        "thead",
        tag("tr", tag("th", both(head[0]), scope="col"), tag("th", both(head[1]), scope="col", class_="n"), tag("td", class_="draw")),
    )
    table = tag("table", tag("caption", both(caption)), columns, tag("tbody", body), class_="bars")
    return tag("div", table, tag("p", both(note), class_="note") if note is not None else EMPTY, class_="chart")


def _line(line: Bar, longest: Decimal) -> Markup:
    figure = tag("a", esc(line.figure), href=line.href, data_find=line.find) if line.href else esc(line.figure)
    width = int(line.value * WIDTH / longest) if longest > 0 and line.value > 0 else 0
    shape = tag("rect", width=max(width, 4), height=10, class_=f"bar {line.side}".strip()) if width else EMPTY
    drawing = tag("svg", shape, viewBox=f"0 0 {WIDTH} 10", preserveAspectRatio="none", aria_hidden="true", focusable="false")
    name = tag("th", line.name, scope="row", class_="ruled" if line.side else None)
    return tag("tr", name, tag("td", figure, class_="n"), tag("td", drawing, class_="draw"))
