"""One rule's sheet of doubts.xlsx: what the township is asked, and columns for its answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import polars as pl

from lianjing.checks.result import RuleRun
from lianjing.report.figures import count, period, row_ranges, yuan
from lianjing.report.own_sheet import Choices, letter
from lianjing.report.said import note_of
from lianjing.report.sheet_text import cell_text, row_height
from lianjing.report.sheet_writer import SETTLED, Formats, Workbook, Worksheet, set_up_print, write_text
from lianjing.report.words import label
from lianjing.verdicts import Record

HEAD = 2  # 0-based: title, what is asked, then the header
MOST_ROWS = 1_048_576 - HEAD - 2
ANSWERS = ("answer-real", "answer-explained", "answer-data-error", "answer-open")
PLACES_SHOWN = 30  # lines of the sources column; the CSV has them all


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its label, width in characters, format and the doubt's column it shows."""

    key: str
    width: float
    form: str
    column: str

    @property
    def is_answer(self) -> bool:
        """Whether the township fills it in."""
        return self.form.startswith("answer")

    @property
    def is_wrapped(self) -> bool:
        """Whether its text may need several lines."""
        return self.form in ("text", "small", "answer") and self.key != HIDDEN

    @property
    def room(self) -> float:
        """Characters a line holds: more where the print is small."""
        return self.width * (1.3 if self.form == "small" else 1.0)


FIELDS = (
    Field("number", 4.5, "middle", "number"),
    Field("town", 8, "text", "town"),
    Field("village", 8, "text", "village"),
    Field("name", 8, "text", "who"),
    Field("id-no", 19.5, "id", "id_no"),
    Field("programme", 12, "text", "programme"),
    Field("period", 10, "text", "period"),
    Field("amount", 12, "money", "amount_yuan"),
    Field("explanation", 40, "text", "explanation_zh"),
    Field("where", 26, "small", "where"),
    Field("answer", 9.5, "answer", "verdict"),
    Field("reason", 16, "answer", "verdict_reason"),
    Field("checked-by", 8, "answer", "verdict_by"),
    Field("checked-on", 11, "answer_day", "verdict_on"),
    Field("note", 10, "answer", "verdict_note"),
    Field("evidence-digest", 10, "small", "evidence_digest"),  # hidden: the answer is given on this evidence
    Field("doubt-number", 10, "small", "doubt_id"),
)
EARLIER = Field("earlier", 16, "small", "earlier")  # before the answers, where some doubt has woken
HIDDEN = "evidence-digest"


@dataclass(frozen=True, slots=True)
class Asked:
    """The rule a sheet is about: its run, what people found so far, the reasons to choose from."""

    run: RuleRun
    record: Record
    choices: Choices


def write_rule_sheet(book: Workbook, name: str, asked: Asked, doubts: pl.DataFrame, places: Mapping[str, str], forms: Formats) -> None:
    """Add the sheet. `doubts` are the rule's with verdicts, open ones first; `places` by doubt id, a line a sheet of the evidence.

    Doubts found to be explained stand folded in a section of their own below the others.
    """
    sheet = book.add_worksheet(name)
    fields = _fields(doubts)
    shown = doubts.head(MOST_ROWS)
    explained = shown.filter(pl.col("verdict") == "explained").height
    last = HEAD + shown.height - explained
    _title(sheet, asked, shown.height, forms, fields)
    for c, field in enumerate(fields):
        sheet.set_column(c, c, field.width, None, {"hidden": field.key == HIDDEN})
        form = "head_answer" if field.is_answer else "head"
        write_text(sheet, HEAD, c, label(field.key).zh, forms[form])
    sheet.set_row(HEAD, 22)
    for n, doubt in enumerate(shown.iter_rows(named=True), start=1):
        is_explained = doubt["verdict"] == "explained"
        values = _values(doubt, n, places.get(doubt["doubt_id"], ""), asked.choices)
        _row(sheet, HEAD + n + is_explained, values, forms, fields, folded=is_explained)  # a line between the two parts
    if explained:
        _section(sheet, last + 1, label("explained-section", n=count(explained)).zh, forms, len(fields))
    _furnish(sheet, last, last + explained + (explained > 0), asked, fields)


def places_of(evidence: pl.DataFrame) -> dict[str, str]:
    """For each doubt of one rule the sheets its evidence stands in, a line each: 民政局/x.xlsx［三月］第5, 7–9行."""
    rows = (
        evidence.sort(["doubt_id", "position"])
        .group_by(["doubt_id", "source_file", "source_sheet"], maintain_order=True)
        .agg(pl.col("source_row"))
        .iter_rows()
    )
    lines: dict[str, list[str]] = {}
    for doubt_id, file, name, numbers in rows:
        where = f"{file}［{name}］" if name else str(file)
        lines.setdefault(doubt_id, []).append(f"{where}第{row_ranges(numbers)}行")
    return {d: "\n".join(ls if len(ls) <= PLACES_SHOWN else [*ls[:PLACES_SHOWN], "…"]) for d, ls in lines.items()}


def _fields(doubts: pl.DataFrame) -> tuple[Field, ...]:
    if not doubts["woken"].any():
        return FIELDS
    first = next(i for i, f in enumerate(FIELDS) if f.is_answer)
    return (*FIELDS[:first], EARLIER, *FIELDS[first:])


def _title(sheet: Worksheet, asked: Asked, shown: int, forms: Formats, fields: Sequence[Field]) -> None:
    run, rule = asked.run, asked.run.rule
    said = f"{rule.id}　{rule.title.zh}　　{label('doubts-count', n=count(run.doubts)).zh}　{yuan(run.amount_yuan)} 元"
    if shown < run.doubts:
        said += "　" + label("sheet-cut", shown=count(shown), n=count(run.doubts)).zh
    write_text(sheet, 0, 0, said, forms["title"])
    sheet.set_row(0, 26)
    lines = [
        f"{label('strength').zh}：{label(f'strength-{rule.strength}').zh}（{label(f'strength-{rule.strength}-means').zh}）。{rule.means.zh}",
        f"{label('rule-next').zh}：{label(f'next-{rule.side}-{rule.strength}').zh}　（{label('to-fill-in').zh}）",
    ]
    if asked.record.says.zh:
        lines.append(f"{label('record').zh}：{asked.record.says.zh}")
    text = cell_text("\n".join(lines))
    last = next(i for i, f in enumerate(fields) if f.is_answer) - 1
    sheet.merge_range(1, 0, 1, last, "", forms["lead"])
    write_text(sheet, 1, 0, text, forms["lead"])
    sheet.set_row(1, row_height([(text, sum(f.width for f in fields[: last + 1]))]))


def _values(doubt: Mapping[str, Any], n: int, where: str, choices: Choices) -> dict[str, Any]:
    """The row's texts. An open doubt's answer is empty unless somebody left it open; of a woken one the note says what it was."""
    who = doubt["name"] or (doubt["subject"] if doubt["subject_kind"] != "person" else "")
    woken = doubt["woken"]
    return {
        **doubt,
        "number": n,
        "who": who,
        "where": where,
        "period": period(doubt["period_start"], doubt["period_end"]),
        "verdict": label(f"verdict-{doubt['verdict']}").zh if doubt["verdict_on"] is not None else "",
        "verdict_reason": choices.line(doubt["verdict_reason"] or ""),
        "verdict_note": "" if woken else doubt["verdict_note"],
        "earlier": note_of(doubt["verdict_note"], woken=True).zh if woken else "",
    }


def _row(sheet: Worksheet, at: int, values: Mapping[str, Any], forms: Formats, fields: Sequence[Field], *, folded: bool) -> None:
    for c, field in enumerate(fields):
        value = values[field.column]
        form = forms[field.form + (SETTLED if folded else "")]
        if value is None or value == "":
            sheet.write_blank(at, c, None, form)
        elif field.form in ("money", "middle"):
            sheet.write_number(at, c, float(value), form)  # up to 15 digits: 9,999,999,999,999.99 yuan is exact
        elif isinstance(value, date):
            sheet.write_datetime(at, c, value, form)
        else:
            write_text(sheet, at, c, str(value), form)
    height = row_height([(str(values[f.column] or ""), f.room) for f in fields if f.is_wrapped], least=2)
    sheet.set_row(at, height, None, {"level": 1, "hidden": True} if folded else {})


def _section(sheet: Worksheet, at: int, text: str, forms: Formats, width: int) -> None:
    """The line over the folded rows."""
    sheet.merge_range(at, 0, at, width - 1, "", forms["section"])
    write_text(sheet, at, 0, text, forms["section"])
    sheet.set_row(at, 22, None, {"collapsed": True})
    sheet.outline_settings(True, False, True, False)


def _furnish(sheet: Worksheet, last: int, bottom: int, asked: Asked, fields: Sequence[Field]) -> None:
    """Filter (over the part that is not folded), frozen header, drop-downs, print."""
    columns = {f.key: c for c, f in enumerate(fields)}
    if last > HEAD:
        sheet.autofilter(HEAD, 0, last, len(fields) - 1)
    sheet.freeze_panes(HEAD + 1, columns["name"] + 1)
    answers = [label(a).zh for a in ANSWERS]
    one_of_four = {
        "validate": "list",
        "source": answers,
        "error_title": label("answer").zh,
        "error_message": "、".join(answers),
    }
    sheet.data_validation(HEAD + 1, columns["answer"], bottom, columns["answer"], one_of_four)
    if asked.choices.source is not None:
        a_reason = {"validate": "list", "source": asked.choices.source, "show_error": False, "input_message": label("choose-or-write").zh}
        sheet.data_validation(HEAD + 1, columns["reason"], bottom, columns["reason"], a_reason)
    day = {"validate": "date", "criteria": ">", "value": datetime(2000, 1, 1), "error_type": "warning", "error_message": "2017-04-30"}
    sheet.data_validation(HEAD + 1, columns["checked-on"], bottom, columns["checked-on"], day)
    sheet.ignore_errors({"number_stored_as_text": f"A{HEAD + 2}:{letter(len(fields) - 1)}{bottom + 1}"})
    set_up_print(sheet, f"{asked.run.rule.id} {asked.run.rule.title.zh}", HEAD)
