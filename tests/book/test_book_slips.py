"""A mistyped ID is listed as a probable typing error where one registered person fits, and left alone where none or two do."""

import csv
from pathlib import Path

from lianjing.book import create_book, export_quarantine
from lianjing.ingest.run import ingest_files

REGISTER = """乡镇,村,户号,姓名,性别,身份证号
河东镇,东山村,1,王小明,男,139977196001010014
河东镇,东山村,2,李大海,女,139977197103020023
"""


class Silent:
    """Progress that nobody watches."""

    def start(self, total: int, what: str = "") -> None:
        """Nothing."""

    def file_done(self, name: str, rows: int) -> None:
        """Nothing."""


def reasons(tmp_path: Path, rows: str) -> list[str]:
    """The quarantine list's reasons for a pay list with these rows."""
    (tmp_path / "户籍.csv").write_text(REGISTER, "utf-8")
    (tmp_path / "低保.csv").write_text(f"2019年5月低保发放表,,,\n村,姓名,身份证号,金额\n{rows}\n", "utf-8")
    book = create_book(tmp_path / "book")
    list(ingest_files([tmp_path / "户籍.csv", tmp_path / "低保.csv"], book, Silent()))
    export_quarantine(book, tmp_path / "q.csv")
    return [r["reason"] for r in csv.DictReader((tmp_path / "q.csv").open(encoding="utf-8-sig"))]


def test_one_wrong_digit_of_a_registered_person_is_called_a_slip_and_not_mended(tmp_path: Path) -> None:
    (reason,) = reasons(tmp_path, "东山,王小明,139977196001010015,100")
    assert "疑为笔误" in reason


def test_a_number_of_nobody_in_the_village_is_no_slip(tmp_path: Path) -> None:
    (reason,) = reasons(tmp_path, "东山村,王小明,139977196501010015,100")
    assert "疑为笔误" not in reason
