"""One doubt as its reader needs it: who, where, what money, the sentence, the rows it rests on, what was ruled out."""

from collections.abc import Sequence

from lianjing.checks.result import Doubt, Evidence
from lianjing.checks.rule import Text
from lianjing.report.evidence import Pictures, first_rows
from lianjing.report.figures import count, period, yuan
from lianjing.report.page.markup import EMPTY, Markup, both, esc, join, tag
from lianjing.report.page.sheet_rows import sheet_rows
from lianjing.report.said import Said
from lianjing.report.words import label, plain

MONEY_ROWS, OTHER_ROWS = 8, 6  # rows a card shows; the workbook names them all


def doubt_card(doubt: Doubt, number: int, pictures: Pictures, said: Said | None = None, fellows: Sequence[Doubt] = ()) -> Markup:
    """The article; `data-k` is what the search box looks through, `data-t` its town.

    `said`: what people found about it; `fellows`: the other doubts of its bundle.
    """
    return tag(
        "article",
        _head(doubt, number),
        tag("p", both(doubt.explanation), class_="say"),
        _fellows(fellows),
        _said(said),
        _evidence(doubt, pictures),
        _tested(doubt),
        class_="doubt" if said is None else f"doubt {said.verdict}",
        id=f"d-{doubt.rule}-{doubt.doubt_id}",
        data_k=_searchable(doubt),
        data_t=doubt.town or "",
    )


def _head(doubt: Doubt, number: int) -> Markup:
    who = doubt.name or doubt.subject
    where = " · ".join(w for w in (doubt.town, doubt.village) if w)
    what = " · ".join(w for w in (doubt.programme, period(doubt.period_start, doubt.period_end)) if w)
    title = tag("h4", tag("span", esc(number), class_="no"), esc(who), tag("span", esc(doubt.id_no), class_="id") if doubt.id_no else EMPTY)
    lines = join(tag("span", esc(line)) for line in (where, what) if line)
    money = (
        tag("p", tag("b", esc(yuan(doubt.amount_yuan))), esc(" "), both(label("yuan")), class_="amount")
        if doubt.amount_yuan is not None
        else EMPTY
    )
    return tag("header", title, money, tag("p", lines, class_="where"))


def _said(said: Said | None) -> Markup:
    """The verdict in words, with who, when and why; of a doubt that woke, what it was."""
    if said is None:
        return EMPTY
    word = tag("b", both(label("woken" if said.is_woken else f"verdict-{said.verdict}")))
    parts = (plain(said.reason), said.note, plain(said.by), plain(said.on.isoformat() if said.on is not None else ""))
    rest = join((both(p) for p in parts if p.zh), esc(" · "))
    return tag("p", word, esc("　"), rest, class_="verdict woken" if said.is_woken else "verdict")


def _fellows(fellows: Sequence[Doubt]) -> Markup:
    if not fellows:
        return EMPTY
    links = join((tag("a", esc(d.rule), href=f"#d-{d.rule}-{d.doubt_id}") for d in fellows), esc("、"))
    return tag("p", both(label("fellows")), links, class_="fellows")


def shown_evidence(doubt: Doubt) -> tuple[Evidence, ...]:
    """What a card shows of the doubt's evidence."""
    return first_rows(doubt.money_rows, MONEY_ROWS)[0] + first_rows(doubt.other_rows, OTHER_ROWS)[0]


def _evidence(doubt: Doubt, pictures: Pictures) -> Markup:
    parts = [_side(label(f"evidence-{doubt.side}"), pictures, *first_rows(doubt.money_rows, MONEY_ROWS))]
    if doubt.other_rows:
        parts.append(_side(label("evidence-other"), pictures, *first_rows(doubt.other_rows, OTHER_ROWS)))
    return join(parts)


def _side(title: Text, pictures: Pictures, shown: Sequence[Evidence], rest: int) -> Markup:
    tables = join(sheet_rows(rows) for rows in pictures.of(shown))
    more = tag("p", both(label("evidence-rest", n=count(rest))), class_="note") if rest else EMPTY
    return tag("div", tag("h5", both(title)), tables, more, class_="evidence")


def _tested(doubt: Doubt) -> Markup:
    number = tag("span", both(label("doubt-number")), esc(" "), tag("code", esc(doubt.doubt_id)), class_="number")
    if not doubt.tested:
        return tag("footer", number)
    listed = tag("ul", join(tag("li", both(text)) for text in doubt.tested.values()))
    summary = tag("summary", both(label("doubt-tested", n=len(doubt.tested))))
    return tag("footer", tag("details", summary, listed, class_="quiet"), number)


def _searchable(doubt: Doubt) -> str:
    words = (
        doubt.rule,
        doubt.name,
        doubt.town,
        doubt.village,
        doubt.programme,
        doubt.id_no,
        doubt.subject if not doubt.name else "",
        doubt.doubt_id,
    )
    return " ".join(w for w in words if w).lower()
