"""doubts.xlsx: an overview, then a sheet a rule for the township to work on. Same run, same bytes: the creation date is fixed."""

from datetime import datetime
from io import BytesIO

import polars as pl

from lianjing.checks.result import RuleRun
from lianjing.report.overview_sheet import write_overview
from lianjing.report.own_sheet import choices_of, write_own_sheet
from lianjing.report.rule_sheet import Asked, places_of, write_rule_sheet
from lianjing.report.sheet_text import sheet_names
from lianjing.report.sheet_writer import Workbook, formats
from lianjing.report.words import label
from lianjing.verdicts import Judged

CREATED = datetime(2000, 1, 1)  # the same in every run: a workbook that says when it was made differs from itself


def as_workbook(seen: Judged, county: str | None = None) -> bytes:
    """The workbook's bytes; the run is veiled already. Open doubts come first in each sheet."""
    seen = seen.open_first()
    result = seen.result
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(out, options)
    book.set_properties({"title": label("report-title").zh, "author": label("system").zh, "created": CREATED})
    book.set_size(1800, 1100)
    forms = formats(book)
    found = [r for r in result.runs if r.doubts]
    overview, own, *names = sheet_names([label("sheet-overview").zh, label("sheet-own").zh, *(_name(r) for r in found)])
    write_overview(book, overview, seen, dict(zip((r.rule.id for r in found), names, strict=True)), forms, county)
    choices = choices_of([r.rule for r in found], own)
    for run, name in zip(found, names, strict=True):
        mine = pl.col("rule") == run.rule.id
        places = places_of(result.evidence.filter(mine))
        write_rule_sheet(book, name, Asked(run, seen.record(run.rule.id), choices[run.rule.id]), result.doubts.filter(mine), places, forms)
    write_own_sheet(book, own, choices.values(), result.doubts)
    book.close()
    return out.getvalue()


def _name(run: RuleRun) -> str:
    return f"{run.rule.id} {run.rule.title.zh}"
