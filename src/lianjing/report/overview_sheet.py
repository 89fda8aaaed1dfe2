"""The first sheet of doubts.xlsx: what was found rule by rule; and as plainly what could not be checked, and why."""

from collections.abc import Mapping

from lianjing.checks.result import RunResult, says_needs
from lianjing.report.figures import count
from lianjing.report.page.heading import as_of, standards_used
from lianjing.report.sheet_text import row_height
from lianjing.report.sheet_writer import Formats, Workbook, Worksheet, set_up_print, write_text
from lianjing.report.summary import town_gaps
from lianjing.report.words import label
from lianjing.verdicts import Judged

WIDTHS = (9.0, 44.0, 9.0, 13.0, 11.0, 17.0, 34.0, 36.0)
RULE_HEAD = ("rule", "title", "strength", "direction", "doubts", "amount", "not-checked", "record")


class _Pen:
    """Writes line by line down the sheet."""

    def __init__(self, sheet: Worksheet, forms: Formats) -> None:
        self.sheet, self.forms, self.at = sheet, forms, 0

    def line(self, form: str, *texts: str, height: float | None = None) -> None:
        for c, text in enumerate(texts):
            write_text(self.sheet, self.at, c, text, self.forms[form])
        if height is not None:
            self.sheet.set_row(self.at, height)
        self.at += 1

    def spread(self, form: str, text: str) -> None:
        """One text over the whole width."""
        self.sheet.merge_range(self.at, 0, self.at, len(WIDTHS) - 1, "", self.forms[form])
        self.line(form, text, height=row_height([(text, sum(WIDTHS))]))

    def gap(self) -> None:
        self.at += 1


def write_overview(book: Workbook, name: str, seen: Judged, sheets: Mapping[str, str], forms: Formats, county: str | None) -> None:
    """Add the sheet; `sheets` names the sheet of each rule that found something."""
    sheet, result = book.add_worksheet(name), seen.result
    for c, width in enumerate(WIDTHS):
        sheet.set_column(c, c, width)
    pen = _Pen(sheet, forms)
    title = label("report-title-of", county=county) if county else label("report-title")
    pen.line("title", title.zh, height=28)
    pen.spread("lead", label("a-doubt-is-not-guilt").zh)
    for key, text in (
        ("as-of", as_of(result).zh),
        ("standards", standards_used(result).zh),
        ("rules", label("rules-run", run=len(result.runs), not_run=len(result.not_run)).zh),
    ):
        pen.spread("plain", f"{label(key).zh}：{text}")
    pen.spread("lead", label("amount-note").zh)
    pen.gap()
    head = pen.at
    _rules(pen, seen, sheets)
    _not_run(pen, result)
    _towns(pen, result)
    _programmes(pen, result)
    sheet.freeze_panes(head + 1, 0)
    set_up_print(sheet, title.zh, head)


def _rules(pen: _Pen, seen: Judged, sheets: Mapping[str, str]) -> None:
    result = seen.result
    pen.line("head", *(label(k).zh for k in RULE_HEAD), height=22)
    gaps: dict[str, list[str]] = {}
    for c in result.coverage:
        gaps.setdefault(c.rule, []).append(c.town or label("unknown-town").zh)
    for run in result.runs:
        rule, at, forms = run.rule, pen.at, pen.forms
        missing = "、".join(sorted(gaps.get(rule.id, ())))
        if rule.id in sheets:
            pen.sheet.write_url(at, 0, f"internal:'{sheets[rule.id].replace(chr(39), chr(39) * 2)}'!A1", forms["link"], string=rule.id)
        else:
            write_text(pen.sheet, at, 0, rule.id, forms["text"])
        write_text(pen.sheet, at, 1, rule.title.zh, forms["text"])
        write_text(pen.sheet, at, 2, label(f"strength-{rule.strength}").zh, forms["text"])
        write_text(pen.sheet, at, 3, label(f"side-{rule.side}-short").zh, forms["text"])
        pen.sheet.write_number(at, 4, run.doubts, forms["count"])
        pen.sheet.write_number(at, 5, float(run.amount_yuan), forms["money"])
        write_text(pen.sheet, at, 6, missing, forms["loud" if missing else "text"])
        record = seen.record(rule.id)
        said = record.says.zh or label("record-none").zh
        write_text(pen.sheet, at, 7, said, forms["loud" if record.warns else "text"])
        pen.sheet.set_row(at, row_height([(rule.title.zh, WIDTHS[1]), (missing, WIDTHS[6]), (said, WIDTHS[7])]))
        pen.at += 1


def _not_run(pen: _Pen, result: RunResult) -> None:
    pen.gap()
    pen.line("section", label("gaps-rules").zh, height=22)
    if not result.not_run:
        pen.spread("plain", label("gaps-rules-none", n=len(result.runs)).zh)
        return
    pen.spread("lead", label("gaps-lead").zh)
    pen.line("head", label("rule").zh, label("title").zh, label("strength").zh, label("direction").zh)
    _wide(pen, pen.at - 1, label("needs").zh, "head")
    for n in sorted(result.not_run, key=lambda n: n.rule.id):
        rule = n.rule
        pen.line("loud", rule.id, rule.title.zh, label(f"strength-{rule.strength}").zh, label(f"side-{rule.side}-short").zh)
        _wide(pen, pen.at - 1, n.says.zh, "loud")
        pen.sheet.set_row(pen.at - 1, row_height([(rule.title.zh, WIDTHS[1]), (n.says.zh, sum(WIDTHS[4:]))]))


def _towns(pen: _Pen, result: RunResult) -> None:
    pen.gap()
    pen.line("section", label("gaps-towns").zh, height=22)
    if not result.coverage:
        pen.spread("plain", label("gaps-towns-none").zh)
        return
    pen.line("head", label("town").zh, label("missing").zh)
    _wide(pen, pen.at - 1, label("rules-affected").zh, "head", first=2)
    for town, needs, rules in town_gaps(result):
        missing = says_needs(needs).zh.removeprefix("需要")
        pen.line("loud", town or label("unknown-town").zh, missing)
        _wide(pen, pen.at - 1, " ".join(rules), "loud", first=2)
        pen.sheet.set_row(pen.at - 1, row_height([(town, WIDTHS[0]), (missing, WIDTHS[1]), (" ".join(rules), sum(WIDTHS[2:]))]))


def _programmes(pen: _Pen, result: RunResult) -> None:
    if not result.unknown_programmes:
        return
    pen.gap()
    pen.line("section", label("gaps-programmes").zh, height=22)
    pen.spread("lead", label("gaps-programmes-lead").zh)
    pen.line("head", label("gaps-programmes-rows").zh, label("programme").zh)
    for text, rows in result.unknown_programmes:
        pen.line("loud", count(rows), text)


def _wide(pen: _Pen, row: int, text: str, form: str, first: int = 4) -> None:
    pen.sheet.merge_range(row, first, row, len(WIDTHS) - 1, "", pen.forms[form])
    write_text(pen.sheet, row, first, text, pen.forms[form])
