"""The overview: key figures, the two directions of money side by side, charts by rule, town and programme."""

from collections.abc import Callable, Sequence
from decimal import Decimal

import polars as pl

from lianjing.checks.result import RunResult
from lianjing.checks.rule import Text
from lianjing.report.figures import count, yuan
from lianjing.report.page.bars import Bar, bars
from lianjing.report.page.heading import figure
from lianjing.report.page.markup import EMPTY, Markup, both, esc, join, tag
from lianjing.report.summary import Count, Side, count_by, findings_in, of_side, people_in
from lianjing.report.words import label, plain
from lianjing.verdicts import Judged

TOWNS = PROGRAMMES = 12  # lines of a chart; what follows is summed in one line


def key_figures(seen: Judged) -> Markup:
    """Doubts, people, payments; and with the same size, what could not be checked."""
    result = seen.result
    still_open = result.doubts.filter(pl.col("verdict") == "open").height
    findings = label("in-findings", n=count(findings_in(result.doubts)))
    judged = label("doubts-open", n=count(still_open)) if still_open < result.doubts.height else findings
    towns = len({c.town for c in result.coverage})
    return tag(
        "ul",
        figure(count(result.doubts.height), label("doubts-unit"), label("doubts"), "#doubts", judged),
        figure(count(people_in(result.doubts)), label("people-unit"), label("people"), "#doubts"),
        figure(count(of_side(result, "by").money_rows), label("payments-unit"), label("payments"), "#doubts"),
        figure(
            count(len(result.not_run)),
            label("not-checked-figure"),
            label("not-checked"),
            "#gaps",
            label("not-checked-places", n=towns) if towns else label("not-checked-none"),
            unknown=bool(result.not_run or towns),
        ),
        class_="figures",
    )


def both_sides(result: RunResult) -> Markup:
    """Money paid that may not be due, and money due that may not be paid, beside each other and equally large."""
    return join(
        (
            tag("h3", both(label("sides"))),
            tag("div", _side(of_side(result, "by")), _side(of_side(result, "to")), class_="sides"),
            tag("p", both(label("amount-note")), class_="note"),
        )
    )


def charts(result: RunResult) -> Markup:
    """Doubts by town, amounts by programme."""
    if not result.doubts.height:
        return tag("p", both(label("nothing-found")), class_="note")
    by_money = sorted(count_by(result.doubts, "programme"), key=lambda c: (-c.amount_yuan, -c.doubts, c.key or ""))
    towns = bars(
        label("by-town"),
        (label("town"), label("doubts")),
        _lines(count_by(result.doubts, "town"), TOWNS, label("unknown-town"), lambda n, _: (count(n), Decimal(n))),
    )
    programmes = bars(
        label("by-programme"),
        (label("programme"), label("amount")),
        _lines(by_money, PROGRAMMES, label("no-programme"), lambda _, amount: (yuan(amount), amount)),
    )
    return tag("div", towns, programmes, class_="charts")


def _side(side: Side) -> Markup:
    return tag(
        "section",
        tag("h4", both(label(f"side-{side.side}"))),
        tag(
            "p",
            tag("b", esc(count(side.doubts))),
            esc(" "),
            both(label("doubts-unit")),
            tag("span", esc(f"{yuan(side.amount_yuan)} "), both(label("yuan")), class_="sum"),
            class_="big",
        ),
        _whole_contracts(side),
        _side_rules(side),
        _side_not_run(side),
        class_=f"side {side.side}",
    )


def _whole_contracts(side: Side) -> Markup:
    """A contract let without competition is no loss of its whole sum: such sums are told apart from what people were paid."""
    rest = side.amount_yuan - side.to_people_yuan
    if rest <= 0:
        return EMPTY
    return tag("p", both(label("whole-contracts", people=yuan(side.to_people_yuan), rest=yuan(rest))), class_="note")


def _side_rules(side: Side) -> Markup:
    found = [r for r in side.runs if r.doubts]
    if not side.runs:
        return tag("p", both(label("side-nothing-run")), class_="loud")
    if not found:
        return tag("p", both(label("side-nothing-found", n=len(side.runs))))
    lines = [
        Bar(
            join((tag("b", esc(r.rule.id)), both(r.rule.title))),
            count(r.doubts),
            Decimal(r.doubts),
            f"#rule-{r.rule.id}",
            side.side,
        )
        for r in found
    ]
    return bars(label("by-rule"), (label("rule"), label("doubts")), lines)


def _side_not_run(side: Side) -> Markup:
    if not side.not_run or not side.runs:
        return EMPTY
    said = label("side-not-run", n=len(side.not_run), rules="、".join(side.not_run))
    return tag("p", tag("a", both(Text(said.zh, said.en.replace("、", ", "))), href="#gaps"), class_="loud")


def _lines(counts: Sequence[Count], most: int, unknown: Text, measure: Callable[[int, Decimal], tuple[str, Decimal]]) -> list[Bar]:
    """A bar for each of the first `most`, and one for all that follow."""
    shown, rest = (counts, ()) if len(counts) <= most + 1 else (counts[:most], counts[most:])
    lines = [Bar(both(plain(c.key) if c.key else unknown), *measure(c.doubts, c.amount_yuan), "#doubts", find=c.key or None) for c in shown]
    if rest:
        total = measure(sum(c.doubts for c in rest), sum((c.amount_yuan for c in rest), Decimal(0)))
        lines.append(Bar(both(label("the-rest", n=len(rest))), *total, "#doubts"))
    return lines
