"""Top of the page: what this is, as of when, by which standards, from which files; and that a doubt is not guilt."""

from lianjing.checks.result import RunResult
from lianjing.checks.rule import Text
from lianjing.report.figures import count
from lianjing.report.page.markup import EMPTY, Markup, both, esc, join, tag
from lianjing.report.words import label


def heading(result: RunResult, *, reveal: bool, county: str | None) -> Markup:
    """The header element."""
    title = label("report-title-of", county=county) if county else label("report-title")
    return tag(
        "header",
        tag("p", both(label("system")), class_="system"),
        tag("h1", both(title)),
        tag("p", both(label("a-doubt-is-not-guilt")), class_="lead"),
        tag("dl", join(_fact(*f) for f in _facts(result, reveal)), class_="facts"),
        class_="top",
    )


def standards_used(result: RunResult) -> Text:
    """Names of the standards with the start of their digest, so that two runs can be told apart."""
    zh = [f"{label('built-in').zh if n == 'built-in' else n}（{digest[:8]}）" for n, digest in result.standards.items()]
    en = [f"{n} ({digest[:8]})" for n, digest in result.standards.items()]
    return Text("，".join(zh), ", ".join(en))


def as_of(result: RunResult) -> Text:
    """The day and where it comes from."""
    source = label(f"as-of-{result.as_of_source}")
    return Text(f"{result.as_of}（{source.zh}）", f"{result.as_of} ({source.en})")


def _facts(result: RunResult, reveal: bool) -> list[tuple[Text, Markup]]:
    return [
        (label("as-of"), both(as_of(result))),
        (label("rules"), both(label("rules-run", run=len(result.runs), not_run=len(result.not_run)))),
        (label("standards"), both(standards_used(result))),
        (label("privacy"), tag("strong", both(label("revealed"))) if reveal else both(label("masked"))),
        (label("sources"), _sources(result)),
    ]


def _sources(result: RunResult) -> Markup:
    if not result.batches:
        return both(label("sources-are", n=0))
    names = join(tag("li", esc(name), esc(" "), tag("code", esc(digest[:8]))) for name, digest in result.batches)
    return tag("details", tag("summary", both(label("sources-list", n=count(len(result.batches))))), tag("ol", names), class_="quiet")


def _fact(name: Text, value: Markup) -> Markup:
    return tag("div", tag("dt", both(name)), tag("dd", value))


def figure(value: str, unit: Text, name: Text, href: str, note: Text | None = None, *, unknown: bool = False) -> Markup:
    """One large figure with what it counts; it leads to what it was counted from."""
    return tag(
        "li",
        tag(
            "a", tag("span", both(name), class_="what"), tag("span", tag("b", esc(value)), esc(" "), both(unit), class_="value"), href=href
        ),
        tag("span", both(note), class_="note") if note is not None else EMPTY,
        class_="unknown" if unknown else None,
    )
