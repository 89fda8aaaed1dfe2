"""Where, in which fund and of which kind: three tables of what was found, each figure leading to its doubts; and the months it concerns."""

from collections.abc import Iterable, Sequence

import polars as pl

from lianjing.checks.result import Fund, RunResult, says_needs
from lianjing.checks.rule import Text
from lianjing.report.figures import count, period, yuan
from lianjing.report.page.markup import EMPTY, Markup, both, esc, join, tag
from lianjing.report.summary import Tally, months_of, tallies
from lianjing.report.words import label, plain
from lianjing.schema.problem_types import ProblemType, problem_types, suggested

VILLAGES_SHOWN = 40
MONTHS_SHOWN = 60
HEIGHT = 60  # of the tallest column of the months, in units of the drawing
Row = tuple[Markup, Sequence[Markup]]


def by_place(result: RunResult) -> Markup:
    """A line a town; under each its villages, folded."""
    towns = tallies(result.doubts, "town")
    villages: dict[str | None, list[Tally]] = {}
    for t in tallies(result.doubts, "town", "village"):
        villages.setdefault(t.key[0], []).append(t)
    body = join(_town(t, villages.get(t.key[0], [])) for t in towns)
    return _table("places", "place-head", _figures_head(), body)


def by_kind(result: RunResult) -> Markup:
    """A line a kind of problem that the rules suggest, with the rules; kinds without doubts are left out."""
    doubts = result.doubts.with_columns(kind=_kinds(result.doubts["category"].to_list()))
    rules: dict[str, set[str]] = {}
    for kind, rule in doubts.select("kind", "rule").unique().iter_rows():
        rules.setdefault(kind, set()).add(rule)
    body = join(_kind(t, problem_types()[str(t.key[0])], sorted(rules[str(t.key[0])])) for t in tallies(doubts, "kind"))
    return join(
        (_table("kinds", "kind-head", (*_figures_head(), label("rules-listed")), body), tag("p", both(label("kind-note")), class_="note"))
    )


def by_fund(result: RunResult) -> Markup:
    """A line a fund with payments: what came in, which rules looked at it, which could not and why, what was found; then those without."""
    there = [f for f in result.funds if f.rows or f.doubts]
    absent = [f for f in result.funds if not (f.rows or f.doubts)]
    head = tag(
        "tr", *(tag("th", both(label(k)), scope="col", class_="n" if k in FIGURES else None) for k in ("fund", *FIGURES, "fund-not-run"))
    )
    table = tag("table", tag("thead", head), tag("tbody", join(_fund(f) for f in there)), class_="plain tally funds")
    names = join(tag("li", esc(f.name), esc(" "), tag("span", esc(f.department), class_="note")) for f in absent)
    rest = (
        tag("details", tag("summary", both(label("funds-absent", n=len(absent)))), tag("ul", names, class_="names"), class_="quiet")
        if absent
        else EMPTY
    )
    return join((tag("div", table, class_="wide") if there else EMPTY, rest))


FIGURES = ("fund-rows", "fund-yuan", "fund-run", "doubts", "amount")


def months(result: RunResult) -> Markup:
    """For each month the number of doubts that concern it, those of either side upon each other."""
    found = months_of(result.doubts)
    shown = found[-MONTHS_SHOWN:]
    most = max((by + to for _, by, to in shown), default=0)
    if most == 0:
        return EMPTY
    columns = [_column(i, by, to, most) for i, (_, by, to) in enumerate(shown)]
    width = 10 * len(shown)
    drawing = tag(
        "svg",
        join(columns),
        viewBox=f"0 0 {width} {HEIGHT}",
        preserveAspectRatio="none",
        role="img",
        aria_label=label("months").zh,
        class_="months",
    )
    first, last = shown[0][0], shown[-1][0]
    ends = tag("p", tag("span", esc(f"{first:%Y-%m}")), tag("span", esc(f"{last:%Y-%m}")), class_="months-ends note")
    busiest = max(shown, key=lambda m: (m[1] + m[2], m[0]))
    said = label("months-note", month=f"{busiest[0]:%Y-%m}", n=busiest[1] + busiest[2])
    cut = tag("p", both(label("months-cut", n=len(found) - len(shown))), class_="note") if len(found) > len(shown) else EMPTY
    return tag("figure", tag("h3", both(label("months"))), drawing, ends, tag("figcaption", both(said)), cut)


def _column(i: int, by: int, to: int, most: int) -> Markup:
    low = round(by * (HEIGHT - 2) / most, 1)
    high = round(to * (HEIGHT - 2) / most, 1)
    base = tag("rect", x=10 * i + 1, y=str(HEIGHT - low), width=8, height=str(low), class_="bar by") if low else EMPTY
    top = tag("rect", x=10 * i + 1, y=str(round(HEIGHT - low - high, 1)), width=8, height=str(high), class_="bar to") if high else EMPTY
    return join((base, top))


def _town(t: Tally, villages: Sequence[Tally]) -> Markup:
    town = t.key[0]
    name = both(plain(town) if town else label("unknown-town"))
    line = _line(tag("a", name, href="#doubts", data_find=town) if town else name, t)
    shown = villages[:VILLAGES_SHOWN]
    if not any(v.key[1] for v in villages):
        return line
    rows = join(_line(esc(v.key[1]) if v.key[1] else both(label("unknown-village")), v, "village") for v in shown)
    rest = len(villages) - len(shown)
    cut = tag("tr", tag("td", both(label("villages-rest", n=rest)), colspan=6, class_="note")) if rest else EMPTY
    return join((line, rows, cut))


def _kind(t: Tally, kind: ProblemType, rules: Iterable[str]) -> Markup:
    links = join((tag("a", esc(r), href=f"#rule-{r}") for r in rules), esc(" "))
    return _line(both(Text(kind.zh_doubt, kind.en_doubt)), t, more=tag("td", links))


def _line(name: Markup, t: Tally, kind: str | None = None, more: Markup = EMPTY) -> Markup:
    cells = (
        count(t.findings),
        count(t.doubts),
        count(t.people),
        yuan(t.by_yuan) if t.by_yuan else "—",
        yuan(t.to_yuan) if t.to_yuan else "—",
    )
    return tag("tr", tag("th", name, scope="row"), *(tag("td", esc(c), class_="n") for c in cells), more, class_=kind)


def _fund(f: Fund) -> Markup:
    span = period(f.period_start, f.period_end)
    name = join((esc(f.name), tag("span", esc(span), class_="note under") if span else EMPTY))
    needs = sorted({n for _, ns in f.not_run for n in ns})
    why = says_needs(tuple(needs)) if needs else None
    not_run = (
        join((tag("span", both(label("fund-not-run-n", n=len(f.not_run))), class_="why"), tag("span", both(why), class_="note under")))
        if why is not None
        else both(label("fund-all-run"))
    )
    cells = (
        tag("td", esc(count(f.rows)), class_="n"),
        tag("td", esc(yuan(f.amount_yuan)), class_="n"),
        tag("td", esc(count(len(f.run))), class_="n"),
        tag("td", tag("a", esc(count(f.doubts)), href="#doubts", data_find=f.name) if f.doubts else esc("0"), class_="n"),
        tag("td", esc(yuan(f.doubts_yuan)) if f.doubts else esc("—"), class_="n"),
        tag("td", not_run),
    )
    return tag("tr", tag("th", name, scope="row"), *cells)


def _figures_head() -> tuple[Text, ...]:
    return tuple(label(k) for k in ("findings", "doubts", "people", "side-by-short", "side-to-short"))


def _table(name: str, first: str, head: Sequence[Text], body: Markup) -> Markup:
    if not body:
        return tag("p", both(label("nothing-found")), class_="note")
    columns = join(tag("th", both(h), scope="col", class_="n" if i < 5 else None) for i, h in enumerate(head))
    row = tag("tr", tag("th", both(label(first)), scope="col"), columns)
    return tag("div", tag("table", tag("thead", row), tag("tbody", body), class_=f"plain tally {name}"), class_="wide")


def _kinds(categories: Iterable[str]) -> pl.Series:
    return pl.Series([suggested(c).id for c in categories], dtype=pl.String)
