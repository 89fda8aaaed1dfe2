"""doubts.xlsx read back by another library."""

from dataclasses import replace
from io import BytesIO

import openpyxl
import polars as pl
import pytest
from report_sample import id_no, sample

from lianjing.report.sheet_text import LONGEST, cell_text, lines_of, sheet_names
from lianjing.report.workbook import as_workbook
from lianjing.verdicts import unjudged

HEAD = 3  # the header's row in Excel


def opened(result):
    return openpyxl.load_workbook(BytesIO(as_workbook(unjudged(result))))


def column(sheet, word):
    return next(c.column for c in sheet[HEAD] if c.value == word)


def test_the_overview_comes_first_and_then_a_sheet_a_rule_that_found_something(tmp_path):
    result, _ = sample(tmp_path)
    assert [n.split(" ")[0] for n in opened(result).sheetnames] == ["总览", "A01", "C01", "D04", "U01", "廉镜"]


def test_the_overview_says_what_was_not_run_and_why_and_where_a_register_is_missing(tmp_path):
    result, _ = sample(tmp_path)
    text = "\n".join(str(c.value) for row in opened(result).worksheets[0] for c in row if c.value is not None)
    assert "需要“财政供养人员”表" in text
    assert "北原乡、石桥乡" in text
    assert "“户籍”表" in text
    assert "村级水管员补助" in text


def test_the_sources_are_named_as_one_reads_them_out(tmp_path):
    result, _ = sample(tmp_path)
    sheet = opened(result)["A01 死亡次月起仍有发放"]
    said = sheet.cell(HEAD + 1, column(sheet, "来源（文件［表］行）")).value
    assert said == "民政局/2023年低保发放表（1—6月）.xlsx［云岭镇］第5–6行\n公安局/死亡人员名册.xls［Sheet1］第3行"


def test_ids_are_text_and_stay_whole(tmp_path):
    result, _ = sample(tmp_path)
    sheet = opened(result)["A01 死亡次月起仍有发放"]
    cell = sheet.cell(HEAD + 1, column(sheet, "身份证号"))
    assert (cell.value, cell.data_type, cell.number_format) == (id_no(0), "s", "@")


def test_amounts_are_numbers_that_can_be_summed(tmp_path):
    result, _ = sample(tmp_path)
    sheet = opened(result)["A01 死亡次月起仍有发放"]
    assert sheet.cell(HEAD + 1, column(sheet, "金额（元）")).value == 1000


def test_the_result_is_chosen_from_four_answers(tmp_path):
    result, _ = sample(tmp_path)
    sheet = opened(result)["A01 死亡次月起仍有发放"]
    lists = [v for v in sheet.data_validations.dataValidation if v.type == "list"]
    assert [v.formula1 for v in lists] == ['"属实,可解释,数据有误,待核"', "'廉镜'!$D$2:$D$6"]
    assert sheet.cell(HEAD + 1, column(sheet, "核查结果")).coordinate in lists[0].sqref
    assert not sheet.cell(HEAD + 1, column(sheet, "核查结果")).protection.locked


def test_the_reasons_to_choose_from_are_the_rules_own_and_another_one_may_be_written(tmp_path):
    result, _ = sample(tmp_path)
    book = opened(result)
    own = book["廉镜"]
    assert own.sheet_state == "veryHidden"
    assert [own.cell(r, 4).value for r in (2, 3)] == [
        "1 只在纸质档案里有的情况，表里看不出来",
        "2 正常情形0：所属期在事件之前，事后补发的款项不算",
    ]
    reasons = [v for v in book["A01 死亡次月起仍有发放"].data_validations.dataValidation if v.type == "list"][1]
    assert not reasons.showErrorMessage
    assert own.cell(2, 2).value == result.doubts["doubt_id"][0]


def test_the_sheet_can_be_filtered_and_printed(tmp_path):
    result, _ = sample(tmp_path)
    sheet = opened(result)["A01 死亡次月起仍有发放"]
    assert sheet.auto_filter.ref == f"A{HEAD}:Q{HEAD + 6}"
    assert sheet.freeze_panes == f"E{HEAD + 1}"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == ("landscape", 9, 0)
    assert sheet.print_title_rows == f"${HEAD}:${HEAD}"
    assert "&P" in sheet.oddFooter.center.text


def test_the_doubts_number_is_the_last_column_and_not_hidden(tmp_path):
    result, _ = sample(tmp_path)
    sheet = opened(result)["A01 死亡次月起仍有发放"]
    last = sheet.max_column
    assert sheet.cell(HEAD + 1, last).value == result.doubts["doubt_id"][0]
    assert not sheet.column_dimensions[sheet.cell(1, last).column_letter].hidden


@pytest.mark.parametrize("name", ["=1+1", "https://x.invalid/", "123", "<b>", "{=A1}"])
def test_a_name_never_becomes_a_formula_link_or_number(tmp_path, name):
    result, _ = sample(tmp_path, name=name)
    sheet = opened(result)["A01 死亡次月起仍有发放"]
    cell = sheet.cell(HEAD + 1, column(sheet, "姓名"))
    assert (cell.value, cell.data_type, cell.hyperlink) == (name, "s", None)


def test_a_sentence_longer_than_a_cell_is_cut_and_still_written(tmp_path):
    result, _ = sample(tmp_path)
    long = replace(result, doubts=result.doubts.with_columns(pl.lit("长" * 40_000).alias("explanation_zh")))
    sheet = opened(long)["A01 死亡次月起仍有发放"]
    said = sheet.cell(HEAD + 1, column(sheet, "疑点说明")).value
    assert len(said) == LONGEST
    assert said.endswith("…")


def test_rows_grow_with_their_text(tmp_path):
    result, _ = sample(tmp_path)
    longer = replace(result, doubts=result.doubts.with_columns(pl.lit("长" * 200).alias("explanation_zh")))
    title = "A01 死亡次月起仍有发放"
    assert opened(longer)[title].row_dimensions[HEAD + 1].height > opened(result)[title].row_dimensions[HEAD + 1].height


def test_names_of_sheets_are_safe_and_differ_whatever_their_case():
    names = sheet_names(["A01 甲/乙[丙]", "a01 甲 乙 丙", "很长" * 30, "很长" * 30, "History", "'"])
    assert len({n.casefold() for n in names}) == len(names)
    assert all(0 < len(n) <= 31 and not set("[]:*?/\\") & set(n) for n in names)


def test_a_short_text_is_left_as_it_is():
    assert cell_text("短") == "短"
    assert lines_of("短", 10) == 1
    assert lines_of("短" * 10 + "\n短", 11) == 3
