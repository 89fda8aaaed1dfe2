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
from lianjing.report.said import Said, said_of
from lianjing.report.words import label
from lianjing.verdicts import Judged, Record

Bundles = Mapping[str, Sequence[Doubt]]  # the doubts on the page by their bundle
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


def doubts(seen: Judged, shown: Mapping[str, Sequence[Doubt]], pictures: Pictures) -> Markup:
    """The section's content."""
    said = said_of(seen.result.doubts)
    found = [r for r in seen.result.runs if r.doubts]
    if not found:
        return tag("p", both(label("nothing-found")))
    bundles: dict[str, list[Doubt]] = {}
    for d in (d for of_rule in shown.values() for d in of_rule):
        bundles.setdefault(d.bundle, []).append(d)
    is_open = sum(len(s) for s in shown.values()) <= OPEN_BELOW
    return join(
        (
            tag("p", both(label("doubts-lead")), class_="lead"),
            _finder(),
            join(_rule(r, seen.record(r.rule.id), shown.get(r.rule.id, ()), said, pictures, bundles, is_open) for r in found),
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


def _rule(
    run: RuleRun,
    record: Record,
    shown: Sequence[Doubt],
    said: Mapping[str, Said],
    pictures: Pictures,
    bundles: Bundles,
    is_open: bool,
) -> Markup:
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
        _about(run, record),
        cut,
        _folds(shown, said, pictures, bundles),
        class_="rule",
        id=f"rule-{rule.id}",
        open=is_open,
    )


def _about(run: RuleRun, record: Record) -> Markup:
    rule = run.rule
    means = tag("p", both(rule.means), tag("br"), tag("span", both(label(f"strength-{rule.strength}-means")), class_="note"))
    entries = [
        ("rule-means", means),
        ("rule-basis", _list([esc(b) for b in rule.basis])),
        ("rule-tested", _list([both(t) for t in rule.innocent.values()])),
        ("rule-left-out", _list([both(t) for t in rule.left_out.values()])),
        ("rule-parameters", _list([_parameter(name, value, source) for name, (value, source) in run.parameters.items()])),
        ("record", tag("p", both(record.says), class_="loud" if record.warns else None) if record.judged else EMPTY),
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


def _folds(shown: Sequence[Doubt], said: Mapping[str, Said], pictures: Pictures, bundles: Bundles) -> Markup:
    all_cards = [
        doubt_card(d, i, pictures, said.get(d.doubt_id), [f for f in bundles[d.bundle] if f is not d]) for i, d in enumerate(shown, start=1)
    ]
    explained = sum(d.doubt_id in said and said[d.doubt_id].verdict == "explained" for d in shown)  # they stand last
    cards = all_cards[: len(all_cards) - explained]
    parts = [join(cards[:FIRST])]
    for start in range(FIRST, len(cards), FOLD):
        fold = cards[start : start + FOLD]
        summary = tag("summary", both(label("more", first=start + 1, last=start + len(fold))))
        parts.append(tag("details", summary, join(fold), class_="fold"))
    if explained:
        summary = tag("summary", both(label("explained-fold", n=count(explained))))
        parts.append(tag("details", summary, join(all_cards[len(cards) :]), class_="fold explained"))
    return join(parts)
