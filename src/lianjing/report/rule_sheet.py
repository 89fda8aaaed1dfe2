"""One rule's sheet of doubts.xlsx: what the township is asked, and columns for its answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import polars as pl

from lianjing.checks.result import RuleRun
from lianjing.report.figures import count, period, row_ranges, yuan
from lianjing.report.sheet_text import cell_text, row_height
from lianjing.report.sheet_writer import Formats, Workbook, Worksheet, set_up_print, write_text
from lianjing.report.words import label

HEAD = 2  # 0-based: title, what is asked, then the header
MOST_ROWS = 1_048_576 - HEAD - 1
ANSWERS = ("answer-real", "answer-explained", "answer-data-error", "answer-open")
PLACES_SHOWN = 30  # lines of the sources column; the CSV has them all


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its label, width in characters, format and the doubt's column it shows (None: for the township's answer)."""

    key: str
    width: float
    form: str
    column: str | None

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
    Field("answer", 9.5, "answer", None),
    Field("reason", 16, "answer", None),
    Field("checked-by", 8, "answer", None),
    Field("checked-on", 11, "answer_day", None),
    Field("note", 10, "answer", None),
    Field("doubt-number", 10, "small", "doubt_id"),
)
WRAPPED = tuple(f for f in FIELDS if f.column is not None and f.form in ("text", "small"))


def write_rule_sheet(book: Workbook, name: str, run: RuleRun, doubts: pl.DataFrame, places: Mapping[str, str], forms: Formats) -> None:
    """Add the sheet. `doubts` are the rule's, in the run's order; `places` by doubt id, a line a sheet of the evidence."""
    sheet = book.add_worksheet(name)
    shown = doubts.head(MOST_ROWS)
    last = HEAD + shown.height
    _title(sheet, run, shown.height, forms)
    for c, field in enumerate(FIELDS):
        sheet.set_column(c, c, field.width)
        form = "head_answer" if field.column is None else "head"
        write_text(sheet, HEAD, c, label(field.key).zh, forms[form])
    sheet.set_row(HEAD, 22)
    for n, doubt in enumerate(shown.iter_rows(named=True), start=1):
        _row(sheet, HEAD + n, _values(doubt, n, places.get(doubt["doubt_id"], "")), forms)
    _furnish(sheet, last, run)


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


def _title(sheet: Worksheet, run: RuleRun, shown: int, forms: Formats) -> None:
    rule = run.rule
    said = f"{rule.id}　{rule.title.zh}　　{label('doubts-count', n=count(run.doubts)).zh}　{yuan(run.amount_yuan)} 元"
    if shown < run.doubts:
        said += "　" + label("sheet-cut", shown=count(shown), n=count(run.doubts)).zh
    write_text(sheet, 0, 0, said, forms["title"])
    sheet.set_row(0, 26)
    lines = (
        f"{label('strength').zh}：{label(f'strength-{rule.strength}').zh}（{label(f'strength-{rule.strength}-means').zh}）。{rule.means.zh}",
        f"{label('rule-next').zh}：{label(f'next-{rule.side}-{rule.strength}').zh}　（{label('to-fill-in').zh}）",
    )
    asked = cell_text("\n".join(lines))
    last = next(i for i, f in enumerate(FIELDS) if f.column is None) - 1
    sheet.merge_range(1, 0, 1, last, "", forms["lead"])
    write_text(sheet, 1, 0, asked, forms["lead"])
    sheet.set_row(1, row_height([(asked, sum(f.width for f in FIELDS[: last + 1]))]))


def _values(doubt: Mapping[str, Any], n: int, where: str) -> dict[str, Any]:
    who = doubt["name"] or (doubt["subject"] if doubt["subject_kind"] != "person" else "")
    return {
        **doubt,
        "number": n,
        "who": who,
        "where": where,
        "period": period(doubt["period_start"], doubt["period_end"]),
    }


def _row(sheet: Worksheet, at: int, values: Mapping[str, Any], forms: Formats) -> None:
    for c, field in enumerate(FIELDS):
        value = values[field.column] if field.column is not None else None
        form = forms[field.form]
        if value is None or value == "":
            sheet.write_blank(at, c, None, form)
        elif field.form in ("money", "middle"):
            sheet.write_number(at, c, float(value), form)  # up to 15 digits: 9,999,999,999,999.99 yuan is exact
        else:
            write_text(sheet, at, c, str(value), form)
    sheet.set_row(at, row_height([(str(values[f.column] or ""), f.room) for f in WRAPPED if f.column is not None], least=2))


def _furnish(sheet: Worksheet, last: int, run: RuleRun) -> None:
    """Filter, frozen header, drop-down, print."""
    columns = {f.key: c for c, f in enumerate(FIELDS)}
    sheet.autofilter(HEAD, 0, last, len(FIELDS) - 1)
    sheet.freeze_panes(HEAD + 1, columns["name"] + 1)
    answers = [label(a).zh for a in ANSWERS]
    sheet.data_validation(
        HEAD + 1,
        columns["answer"],
        last,
        columns["answer"],
        {
            "validate": "list",
            "source": answers,
            "error_title": label("answer").zh,
            "error_message": "、".join(answers),
        },
    )
    day = {"validate": "date", "criteria": ">", "value": datetime(2000, 1, 1), "error_type": "warning", "error_message": "2017-04-30"}
    sheet.data_validation(HEAD + 1, columns["checked-on"], last, columns["checked-on"], day)
    sheet.ignore_errors({"number_stored_as_text": f"A{HEAD + 2}:P{last + 1}"})
    set_up_print(sheet, f"{run.rule.id} {run.rule.title.zh}", HEAD)
