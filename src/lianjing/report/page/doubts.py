"""The doubts, rule by rule: what the rule compares and on what basis, what it ruled out, what to do next, then each doubt.

A large run is folded: a rule is one `<details>`, after its first doubts further ones come in folds, and what is beyond the page's share
is said to stand in the workbook. So the page works, and stays small, without any script.
"""

from collections.abc import Mapping, Sequence

from lianjing.checks.result import Doubt, RuleRun, RunResult
from lianjing.checks.rule import Text
from lianjing.report.evidence import Pictures
from lianjing.report.figures import count, yuan
from lianjing.report.page.doubt_card import doubt_card
from lianjing.report.page.markup import EMPTY, Markup, both, esc, join, tag
from lianjing.report.words import label

A_RULE = 300  # most doubts of one rule on the page
FIRST, FOLD = 20, 50  # shown at once, and a fold each
OPEN_BELOW = 40  # a run with fewer doubts is shown unfolded


def shares(found: Mapping[str, int], total: int, most: int = A_RULE) -> dict[str, int]:
    """How many doubts of each rule the page shows: all of small rules, the rest of `total` evenly among the large ones.

    >>> shares({"A01": 5, "A05": 900, "C09": 800}, 205)
    {'A01': 5, 'A05': 100, 'C09': 100}
    """
    left, out = total, {}
    for position, (rule, n) in enumerate(sorted(found.items(), key=lambda item: (item[1], item[0]))):
        out[rule] = min(n, most, left // (len(found) - position))
        left -= out[rule]
    return dict(sorted(out.items()))


def doubts(result: RunResult, shown: Mapping[str, Sequence[Doubt]], pictures: Pictures) -> Markup:
    """The section's content."""
    found = [r for r in result.runs if r.doubts]
    if not found:
        return tag("p", both(label("nothing-found")))
    is_open = sum(len(s) for s in shown.values()) <= OPEN_BELOW
    return join(
        (
            tag("p", both(label("doubts-lead")), class_="lead"),
            _finder(),
            join(_rule(r, shown.get(r.rule.id, ()), pictures, is_open) for r in found),
        )
    )


def quiet_rules(result: RunResult) -> Markup:
    """Rules that ran and found nothing: they too are part of the answer."""
    quiet = [r for r in result.runs if not r.doubts]
    if not quiet:
        return EMPTY
    names = join(tag("li", tag("b", esc(r.rule.id)), esc(" "), both(r.rule.title), id=f"rule-{r.rule.id}") for r in quiet)
    return tag("section", tag("h3", both(label("rules-without-doubts"))), tag("ul", names, class_="names"), class_="quiet-rules")


def _finder() -> Markup:
    """Filled by the script; hidden, with its buttons, where there is none."""
    word = tag("label", both(label("find")), tag("input", type="search", id="find-word", autocomplete="off"), for_="find-word")
    town = tag("label", both(label("town")), tag("select", _any("find-all-towns"), id="find-town"), for_="find-town")
    rule = tag("label", both(label("rule")), tag("select", _any("find-all-rules"), id="find-rule"), for_="find-rule")
    buttons = tag(
        "p",
        tag("button", both(label("find-clear")), type="button", id="find-clear"),
        tag("button", both(label("open-all")), type="button", id="open-all"),
        tag("button", both(label("close-all")), type="button", id="close-all"),
        tag("output", tag("b", id="find-count"), esc(" "), both(label("find-shown")), hidden=True, id="find-shown"),
    )
    return tag("form", word, town, rule, buttons, id="finder", role="search", hidden=True)


def _strength(strength: str) -> Text:
    word = label(f"strength-{strength}")
    return label("strength-is", zh=word.zh, en=word.en)


def _any(key: str) -> Markup:
    """An option holds text only, so it says both."""
    words = label(key)
    return tag("option", esc(f"{words.zh} {words.en}"), value="")


def _rule(run: RuleRun, shown: Sequence[Doubt], pictures: Pictures, is_open: bool) -> Markup:
    rule = run.rule
    title = tag("h3", tag("span", esc(rule.id), class_="rule-id"), both(rule.title))
    chips = tag(
        "span",
        tag("span", both(label(f"side-{rule.side}-short")), class_=f"chip {rule.side}"),
        tag("span", both(_strength(rule.strength)), class_=f"chip {rule.strength}"),
        class_="chips",
    )
    sums = tag(
        "span",
        both(label("doubts-count", n=count(run.doubts))),
        tag("span", esc(yuan(run.amount_yuan)), esc(" "), both(label("yuan"))),
        class_="sums",
    )
    cut = tag("p", both(label("capped", n=count(run.doubts), shown=count(len(shown)))), class_="loud") if len(shown) < run.doubts else EMPTY
    return tag(
        "details",
        tag("summary", title, chips, sums),
        _about(run),
        cut,
        _folds(shown, pictures),
        class_="rule",
        id=f"rule-{rule.id}",
        open=is_open,
    )


def _about(run: RuleRun) -> Markup:
    rule = run.rule
    means = tag("p", both(rule.means), tag("br"), tag("span", both(label(f"strength-{rule.strength}-means")), class_="note"))
    entries = [
        ("rule-means", means),
        ("rule-basis", _list([esc(b) for b in rule.basis])),
        ("rule-tested", _list([both(t) for t in rule.innocent.values()])),
        ("rule-left-out", _list([both(t) for t in rule.left_out.values()])),
        ("rule-parameters", _list([_parameter(name, value, source) for name, (value, source) in run.parameters.items()])),
        ("rule-next", tag("p", both(label(f"next-{rule.side}-{rule.strength}")))),
    ]
    return tag(
        "dl", join(tag("div", tag("dt", both(label(key))), tag("dd", what), class_=key) for key, what in entries if what), class_="about"
    )


def _parameter(name: str, value: object, source: str) -> Markup:
    said = label("number-standards") if source == "standards" else label("number-default", source=source)
    return tag("span", tag("code", esc(name)), esc(f" {value}　"), tag("span", both(said), class_="note"))


def _list(lines: Sequence[Markup]) -> Markup:
    return tag("ul", join(tag("li", line) for line in lines)) if lines else EMPTY


def _folds(shown: Sequence[Doubt], pictures: Pictures) -> Markup:
    cards = [doubt_card(d, i, pictures) for i, d in enumerate(shown, start=1)]
    parts = [join(cards[:FIRST])]
    for start in range(FIRST, len(cards), FOLD):
        fold = cards[start : start + FOLD]
        summary = tag("summary", both(label("more", first=start + 1, last=start + len(fold))))
        parts.append(tag("details", summary, join(fold), class_="fold"))
    return join(parts)
