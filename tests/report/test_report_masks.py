"""Without a stated reason no output holds a whole ID, card or phone."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_sample import CARD, id_no, sample

from lianjing.report import write_all
from lianjing.report.veil import LONG_NUMBER, Veil, veiled
from lianjing.schema import Kind

NUMBER = re.compile(r"(?<!\d)\d{17}[\dX](?!\d)|(?<!\d)\d{17}(?!\d)|13900001111")


def everything(path: Path) -> str:
    """All text of a file, parts of a workbook included."""
    if path.suffix == ".xlsx":
        with ZipFile(BytesIO(path.read_bytes())) as z:
            return "\n".join(z.read(n).decode("utf-8", "replace") for n in z.namelist())
    if path.suffix == ".parquet":
        return str(pl.read_parquet(path).to_dicts())
    return path.read_text("utf-8-sig")


def test_no_whole_id_card_or_phone_is_in_any_output(tmp_path):
    result, book = sample(tmp_path / "book")
    for path in write_all(result, book, tmp_path / "out", False):
        text = everything(path)
        assert NUMBER.findall(text) == [], path.name
        assert CARD not in text, path.name
        assert id_no(0) not in text, path.name
        assert "990101**********" in text, path.name


def test_with_a_reason_the_numbers_stand_in_full_and_the_page_says_so(tmp_path):
    result, book = sample(tmp_path / "book")
    files = {p.name: everything(p) for p in write_all(result, book, tmp_path / "out", True)}
    assert all(id_no(0) in text for text in files.values())
    assert "本报告含完整身份证号" in files["report.html"]


def test_a_card_as_subject_is_masked_to_its_last_four(tmp_path):
    result, _ = sample(tmp_path / "book")
    shown = veiled(result, Veil(False)).doubts.filter(pl.col("rule") == "C01")
    assert shown["subject"].to_list() == ["***************1234"]
    assert "***************1234收取" in shown["explanation_zh"][0]


def test_persons_stay_distinct_behind_the_veil(tmp_path):
    result, _ = sample(tmp_path / "book", persons=9)
    before, after = result.doubts, veiled(result, Veil(False)).doubts
    assert after["subject"].n_unique() == before["subject"].n_unique()
    assert after["doubt_id"].to_list() == before["doubt_id"].to_list()


@pytest.mark.parametrize(
    ("cell", "kind", "shown"),
    [
        ("1.39901196001e+17", Kind.RESIDENT_ID, "1.3990**********17"),
        ("９９０１０１１９６００１０１００１５", Kind.RESIDENT_ID, "９９０１０１**********１５"),
        ("04412300011123456789", Kind.CODE, "04412300011123456789"),
        ("字第990101196001010015号", Kind.CODE, "字第990101**********15号"),
        ("13900001111", Kind.PHONE, "139****1111"),
        ("8765432", Kind.PHONE, "****32"),
        ("无", Kind.RESIDENT_ID, "无"),
        ("2023-03-12", Kind.DATE, "2023-03-12"),
        (None, Kind.CARD, ""),
    ],
)
def test_a_cell_is_masked_by_what_its_column_holds(cell, kind, shown):
    assert Veil(False).of_kind(cell, kind) == shown


def test_an_invoice_number_in_a_sentence_stays_whole_and_a_card_beside_it_does_not():
    facts = {"invoice_no": "04412300011123456789", "card_no": CARD}
    said = Veil(False).sentence(f"发票{facts['invoice_no']}由卡{CARD}付款", facts)
    assert said == "发票04412300011123456789由卡***************1234付款"


@given(st.text(st.sampled_from("0123456789０９Xx -甲。　"), max_size=30))
def test_what_the_fast_test_passes_over_has_nothing_to_mask(text):
    suspect = pl.Series([text]).str.contains(LONG_NUMBER)[0]
    assert suspect or Veil(False).free(text) == text
