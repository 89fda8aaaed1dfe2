"""What could not be checked, and why: rules that were not run, towns whose register is missing, programmes nobody recognised.

As loud as what was found: it stands before the doubts, in the same size, and the matrix hatches what it does not know.
"""

from collections.abc import Sequence

from lianjing.checks.result import RunResult, says_needs
from lianjing.checks.rule import Text
from lianjing.report.figures import count
from lianjing.report.page.markup import EMPTY, Markup, both, esc, join, tag
from lianjing.report.summary import Cell, Matrix, matrix_of, town_gaps
from lianjing.report.words import label, plain

TOWNS_SHOWN = 40


def gaps(result: RunResult) -> Markup:
    """The section's content."""
    nothing = not result.not_run and not result.coverage
    lead = label("gaps-none", n=len(result.runs)) if nothing else label("gaps-lead")
    return join(
        (
            tag("p", both(lead), class_="lead"),
            EMPTY if nothing else tag("div", _rules(result), _towns(result), class_="gaps"),
            _programmes(result),
        )
    )


def matrix(result: RunResult) -> Markup:
    """Rule × town: a number found, 0 for checked and nothing found, 缺 for a table that is missing."""
    m = matrix_of(result)
    if not m.towns:
        return EMPTY
    titles = {r.rule.id: r.rule.title for r in result.runs} | {n.rule.id: n.rule.title for n in result.not_run}
    towns = m.towns[:TOWNS_SHOWN]
    head = tag(
        "tr",
        tag("th", both(label("rule")), scope="col"),
        join(tag("th", both(plain(t) if t else label("unknown-town")), scope="col") for t in towns),
    )
    table = tag(
        "table",
        tag("caption", both(label("matrix"))),
        tag("thead", head),
        tag("tbody", join(_line(m, rule, titles[rule], towns) for rule in m.rules)),
        class_="matrix",
    )
    rest = len(m.towns) - TOWNS_SHOWN
    cut = tag("p", both(label("matrix-rest", n=rest)), class_="note") if rest > 0 else EMPTY
    return join((tag("div", table, class_="wide", tabindex="0", role="region", aria_label=label("matrix").zh), cut, _key()))


def _rules(result: RunResult) -> Markup:
    title = tag("h3", both(label("gaps-rules")))
    if not result.not_run:
        return tag("section", title, tag("p", both(label("gaps-rules-none", n=len(result.runs)))))
    head = tag("tr", *(tag("th", both(label(k)), scope="col") for k in ("rule", "title", "needs")))
    rows = join(
        tag(
            "tr",
            tag("th", esc(n.rule.id), scope="row", id=f"rule-{n.rule.id}"),
            tag("td", both(n.rule.title)),
            tag("td", both(n.says), class_="why"),
        )
        for n in sorted(result.not_run, key=lambda n: n.rule.id)
    )
    return tag("section", title, tag("table", tag("thead", head), tag("tbody", rows), class_="plain stack"))


def _towns(result: RunResult) -> Markup:
    title = tag("h3", both(label("gaps-towns")))
    if not result.coverage:
        return tag("section", title, tag("p", both(label("gaps-towns-none"))))
    head = tag("tr", *(tag("th", both(label(k)), scope="col") for k in ("town", "missing", "rules-affected")))
    rows = join(
        tag(
            "tr",
            tag("th", both(plain(town) if town else label("unknown-town")), scope="row"),
            tag("td", both(_missing(needs)), class_="why"),
            tag("td", esc(" ".join(rules))),
        )
        for town, needs, rules in town_gaps(result)
    )
    return tag("section", title, tag("table", tag("thead", head), tag("tbody", rows), class_="plain stack"))


def _programmes(result: RunResult) -> Markup:
    if not result.unknown_programmes:
        return EMPTY
    names = join(
        tag("li", esc(text), esc(" "), tag("span", esc(count(rows)), esc(" "), both(label("rows-unit")), class_="note"))
        for text, rows in result.unknown_programmes
    )
    return tag(
        "section",
        tag("h3", both(label("gaps-programmes"))),
        tag("p", both(label("gaps-programmes-lead"))),
        tag("ul", names, class_="names"),
    )


def _missing(needs: tuple[str, ...]) -> Text:
    said = says_needs(needs)
    return Text(said.zh.removeprefix("需要"), said.en.removeprefix("needs "))


def _line(m: Matrix, rule: str, title: Text, towns: Sequence[str | None]) -> Markup:
    name = join((tag("a", esc(rule), href=f"#rule-{rule}"), esc(" "), tag("span", both(title), class_="what")))
    head = tag("th", name, scope="row", class_="off" if rule in m.not_run else None)
    return tag("tr", head, join(_cell(m.at(town, rule), rule in m.not_run, rule) for town in towns))


def _cell(cell: Cell, not_run: bool, rule: str) -> Markup:
    missing = tag("abbr", both(label("matrix-missing")), title=_missing(cell.missing).zh if cell.missing else None)
    if not_run or (cell.missing and not cell.doubts):
        return tag("td", missing, class_="off")
    if cell.doubts:
        number = tag("a", esc(count(cell.doubts)), href=f"#rule-{rule}")
        return tag("td", number, missing if cell.missing else EMPTY, class_="found off" if cell.missing else "found")
    return tag("td", esc("0"), class_="zero")


def _key() -> Markup:
    return tag(
        "ul",
        tag("li", tag("span", esc("3"), class_="found"), both(label("matrix-key-found"))),
        tag("li", tag("span", esc("0"), class_="zero"), both(label("matrix-key-zero"))),
        tag("li", tag("span", both(label("matrix-missing")), class_="off"), both(label("matrix-key-missing"))),
        tag("li", tag("span", esc("3 "), both(label("matrix-missing")), class_="found off"), both(label("matrix-key-partly"))),
        class_="key",
    )
