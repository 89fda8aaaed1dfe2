"""The whole page put together. Styles and script stand inside; a content policy names them by digest, so that nothing else can run."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from hashlib import sha256
from importlib.resources import files
from itertools import groupby

import polars as pl

from lianjing.book import Book
from lianjing.checks.result import Doubt, RunResult
from lianjing.report.evidence import Pictures
from lianjing.report.page.doubt_card import shown_evidence
from lianjing.report.page.doubts import doubts, quiet_rules, shares
from lianjing.report.page.gaps import gaps, matrix
from lianjing.report.page.heading import heading
from lianjing.report.page.markup import Markup, both, esc, join, tag
from lianjing.report.page.overview import both_sides, charts, key_figures
from lianjing.report.page.tables import by_fund, by_kind, by_place, months
from lianjing.report.veil import Veil
from lianjing.report.words import label
from lianjing.verdicts import Judged

MOST_BYTES = 14_000_000
ON_THE_PAGE = (1_000, 500, 200, 80)  # doubts; the next smaller number where the page would be too large


def report_page(seen: Judged, book: Book, veil: Veil, county: str | None = None) -> str:
    """The page of a veiled run, smaller than 14 MB; open doubts come first."""
    page, seen = "", seen.open_first()
    for total in ON_THE_PAGE:
        page = _page(seen, book, veil, county, total)
        if len(page.encode()) <= MOST_BYTES:
            break
    return page


def _page(seen: Judged, book: Book, veil: Veil, county: str | None, total: int) -> str:
    result = seen.result
    shown = _shown(result, shares({r.rule.id: r.doubts for r in result.runs if r.doubts}, total))
    wanted = (e for ds in shown.values() for d in ds for e in shown_evidence(d))
    pictures = Pictures(book, veil, wanted)
    main = tag(
        "main",
        heading(result, reveal=veil.reveal, county=county),
        _section("overview", key_figures(seen), both_sides(result)),
        _section("gaps", gaps(result), matrix(result), title="not-checked"),
        _section("charts", charts(result), months(result), title="by-place"),
        _section("places", by_place(result), title="by-village-title"),
        _section("funds", by_fund(result), title="by-fund-title"),
        _section("kinds", by_kind(result), title="by-kind-title"),
        _section("doubts", doubts(seen, shown, pictures), quiet_rules(result)),
    )
    return f"<!doctype html>\n{tag('html', _head(county), tag('body', _languages(), main, _script()), lang='zh-CN')}\n"


def _shown(result: RunResult, shares_of: Mapping[str, int]) -> dict[str, Sequence[Doubt]]:
    """The first doubts of each rule, in the run's order (open ones, then largest amounts, first)."""
    share = pl.col("rule").replace_strict(dict(shares_of), return_dtype=pl.Int64, default=0)
    doubts = result.doubts.filter(pl.int_range(pl.len()).over("rule") < share)
    evidence = result.evidence.join(doubts, on=["rule", "doubt_id"], how="semi", maintain_order="left")
    few = replace(result, doubts=doubts, evidence=evidence)
    return {rule: list(of_rule) for rule, of_rule in groupby(few.each_doubt(), key=lambda d: d.rule)}


def _section(name: str, *inside: Markup, title: str | None = None) -> Markup:
    return tag("section", tag("h2", both(label(title or name))), *inside, id=name)


def _languages() -> Markup:
    """Two radio buttons in front of the page: the style sheet shows what is chosen, so that they work without a script."""
    zh = tag("input", type="radio", name="language", id="in-zh", checked=True, autocomplete="off")
    en = tag("input", type="radio", name="language", id="in-en", autocomplete="off")
    names = tag("p", tag("label", esc("中文"), for_="in-zh"), tag("label", esc("English"), for_="in-en", lang="en"), class_="languages")
    return join((zh, en, names))


def _head(county: str | None) -> Markup:
    title = label("report-title-of", county=county) if county else label("report-title")
    policy = f"default-src 'none'; base-uri 'none'; form-action 'none'; style-src '{_digest(_style())}'; script-src '{_digest(_code())}'"
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="robots", content="noindex"),
        tag("title", esc(title.zh)),
        tag("style", Markup(_style())),
    )


def _script() -> Markup:
    return tag("script", Markup(_code()))


@cache
def _style() -> str:
    return "".join(_asset(name) for name in ("tokens.css", "page.css", "print.css"))


@cache
def _code() -> str:
    return _asset("page.js")


def _asset(name: str) -> str:
    return files("lianjing.report.page").joinpath(name).read_text("utf-8")


def _digest(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()
