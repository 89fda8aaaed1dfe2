"""Verdicts: what people found about the doubts, read from the workbooks they filled in, kept in the book, shown beside the next run."""

from lianjing.verdicts.imports import Imported, import_answers
from lianjing.verdicts.judged import VERDICT_COLUMNS, Judged, judged, open_of_last_run, unjudged
from lianjing.verdicts.reasons import Reason, reasons_of
from lianjing.verdicts.record import Record, records
from lianjing.verdicts.store import VerdictBook, read_verdicts, take_back
from lianjing.verdicts.verdict import Fate, Given, RowFate, Verdict
from lianjing.verdicts.words import Answer

__all__ = [
    "VERDICT_COLUMNS",
    "Answer",
    "Fate",
    "Given",
    "Imported",
    "Judged",
    "Reason",
    "Record",
    "RowFate",
    "Verdict",
    "VerdictBook",
    "import_answers",
    "judged",
    "open_of_last_run",
    "read_verdicts",
    "reasons_of",
    "records",
    "take_back",
    "unjudged",
]
