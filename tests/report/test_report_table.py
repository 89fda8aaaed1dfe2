"""doubts.csv and doubts.parquet."""

import csv
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import StringIO

import duckdb
import polars as pl
import pytest
from report_sample import id_no, sample

from lianjing.report import write_all
from lianjing.report.doubts_table import as_csv, doubts_table
from lianjing.verdicts import unjudged

MONEY = ["doubt_id", "rule", "category", "strength", "subject_kind", "id_no", "name", "village", "programme", "amount_yuan"]
ASKED = [*MONEY, "source_file", "source_sheet", "source_row", "explanation"]


def lines(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))


def test_the_csv_has_a_byte_order_mark_and_the_columns_that_were_promised(tmp_path):
    result, _ = sample(tmp_path)
    content = as_csv(doubts_table(unjudged(result)))
    assert content.startswith(b"\xef\xbb\xbf")
    assert list(lines(content)[0])[: len(ASKED)] == ASKED
    assert len(lines(content)) == result.doubts.height


def test_the_sources_of_a_doubt_are_joined_in_one_order_the_money_first(tmp_path):
    result, _ = sample(tmp_path)
    first = lines(as_csv(doubts_table(unjudged(result))))[0]
    assert first["source_row"] == "5;6;3"
    assert first["source_file"].split(";")[1:] == ["民政局/2023年低保发放表（1—6月）.xlsx", "公安局/死亡人员名册.xls"]
    assert first["source_sheet"] == "云岭镇;云岭镇;Sheet1"
    assert first["cells"] == "H5 C5;H6 C6;C3 A3"


def test_a_semicolon_in_a_file_name_does_not_split_it(tmp_path):
    result, _ = sample(tmp_path)
    evidence = result.evidence.with_columns(pl.lit("甲;乙.xlsx").alias("source_file"))
    changed = doubts_table(unjudged(replace(result, evidence=evidence)))
    assert {len(line["source_file"].split(";")) - len(line["source_row"].split(";")) for line in lines(as_csv(changed))} == {0}


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "＝1"])
def test_a_text_that_a_spreadsheet_would_calculate_is_guarded(tmp_path, name):
    result, _ = sample(tmp_path, name=name)
    assert lines(as_csv(doubts_table(unjudged(result))))[0]["name"] == "'" + name


def test_ids_and_negative_amounts_are_not_guarded(tmp_path):
    result, _ = sample(tmp_path)
    doubts = result.doubts.with_columns((-pl.col("amount_yuan")).alias("amount_yuan"))
    first = lines(as_csv(doubts_table(unjudged(replace(result, doubts=doubts)))))[0]
    assert first["id_no"] == id_no(0)
    assert first["amount_yuan"] == "-1000.00"


def test_the_parquet_is_typed_and_read_by_duckdb(tmp_path):
    result, book = sample(tmp_path / "book")
    path = write_all(result, book, tmp_path / "out", True)[1]
    types = dict(duckdb.sql(f"select column_name, column_type from (describe from '{path}')").fetchall())
    assert types["amount_yuan"] == "DECIMAL(18,2)"
    assert types["period_start"] == "DATE"
    assert types["source_row"] == "INTEGER[]"
    first = pl.read_parquet(path).row(0, named=True)
    assert (first["amount_yuan"], first["period_start"], first["source_row"]) == (Decimal("1000.00"), date(2023, 4, 1), [5, 6, 3])


def test_the_key_of_a_person_is_in_no_column_even_when_ids_are_shown(tmp_path):
    result, _ = sample(tmp_path)
    table = doubts_table(unjudged(result))
    assert (
        table.filter(pl.col("subject_kind") == "person")["subject"].null_count() == table.filter(pl.col("subject_kind") == "person").height
    )


def test_a_run_that_found_nothing_gives_a_header_and_no_line(tmp_path):
    result, book = sample(tmp_path / "book")
    empty = replace(
        result, doubts=result.doubts.clear(), evidence=result.evidence.clear(), runs=tuple(replace(r, doubts=0) for r in result.runs)
    )
    paths = write_all(empty, book, tmp_path / "out", False)
    assert lines(paths[0].read_bytes()) == []
    assert "没有发现疑点" in paths[3].read_text("utf-8")
