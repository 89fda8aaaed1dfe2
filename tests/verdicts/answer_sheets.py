"""Answer workbooks drawn as townships see them, and the book that asked."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import openpyxl

from lianjing.checks import Rule, Text, find_rules
from lianjing.verdicts.answers import Answers, Asked, read_answers
from lianjing.verdicts.evidence_digest import tie

HEAD = ("编号", "依据摘要", "核查结果", "原因", "核查人", "核查日期", "备注")
RULE: Rule = replace(
    find_rules("A01")[0],
    left_out={"paper": Text("只在纸质档案里有的情况", "what stands only on paper")},
    innocent={"arrears": Text("事后补发", "paid later for an earlier period")},
)
KEY = b"k" * 32


def doubt(n: int) -> str:
    """The number of the n-th made-up doubt of A01."""
    return sha256(f"doubt {n}".encode()).hexdigest()[:16]


def digest(n: int, edition: int = 1, key: bytes = KEY) -> str:
    """What the book of that key hands out with it; another `edition` of its evidence has another one."""
    head = sha256(f"evidence {n} {edition}".encode()).hexdigest()[:16]
    return head + tie(key, doubt(n), "A01", head)


def asked(n: int, *cells: object, edition: int = 1, key: bytes = KEY) -> tuple[object, ...]:
    """A row of the workbook: number and digest of the n-th doubt, then what the township filled in."""
    return (doubt(n), digest(n, edition, key), *cells)


def workbook(path: Path, rows: Iterable[Sequence[object]], head: Sequence[str] = HEAD, merges: Sequence[str] = ()) -> Path:
    """A workbook with one sheet: a title, the headings, the rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "答复"
    sheet.append(["A01　死亡次月起仍有发放"])
    sheet.append(list(head))
    for row in rows:
        sheet.append(list(row))
    for area in merges:
        sheet.merge_cells(area)
    book.save(path)
    return path


def read(path: Path, key: bytes = KEY, last_run: dict[str, tuple[str, str]] | None = None) -> Answers:
    """The workbook as the book of that key reads it."""
    return read_answers(path, Asked(key, [RULE], (last_run or {}).get))
