"""report.html as text: evidence, gaps, both sides, escaping, size."""

import re
from dataclasses import replace
from decimal import Decimal
from html import unescape

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_sample import OWED, sample

from lianjing.book import BlockReceipt, EvidenceRow
from lianjing.checks.result import Evidence, NotRun
from lianjing.checks.rule import Text
from lianjing.report.evidence import first_rows, sheet_columns
from lianjing.report.page import report_page
from lianjing.report.page.doubts import shares
from lianjing.report.page.markup import both, esc, tag
from lianjing.report.veil import Veil, veiled
from lianjing.verdicts import unjudged


def page_of(result, book, **options):
    return report_page(unjudged(veiled(result, Veil(False))), book, Veil(False), **options)


@pytest.fixture
def page(tmp_path):
    return page_of(*sample(tmp_path))


def test_the_evidence_stands_as_in_the_sheet_with_letters_words_row_and_the_cell_marked(page):
    table = page[page.index('<table class="sheet">') : page.index("</table>", page.index('<table class="sheet">'))]
    assert '<td class="on">H</td>' in table
    assert '<th scope="col" class="n">实发金额（元）</th>' in table
    assert '<th scope="row">5</th>' in table
    assert re.search(r'<td class="on n"><mark>500\.00<span class="sign" role="img" aria-label="请看这一格">◀</span></mark></td>', table)
    assert '<td class="n">250.00</td>' in table


def test_a_column_that_is_empty_in_all_rows_is_left_away(page):
    assert "备注</th>" not in page


def test_the_place_of_the_evidence_is_named(page):
    assert "民政局/2023年低保发放表（1—6月）.xlsx［云岭镇］" in page
    assert "第 5–6 行" in page
    assert "农经站/柳湾村凭证.csv</span>" in page  # a file without sheets has no brackets


def test_what_was_tested_and_what_was_not_is_said(page):
    assert "已排除的正常情形" in page
    assert "正常情形0：所属期在事件之前" in page
    assert "没有排除、需要人看的情形" in page
    assert "只在纸质档案里有的情况" in page


def test_what_could_not_be_checked_comes_before_the_doubts_and_says_why(page):
    assert page.index('id="gaps"') < page.index('id="doubts"')
    assert "需要“财政供养人员”表" in page
    assert re.search(r'<th scope="row">北原乡</th><td class="why"><span class="zh">“户籍”表', page)
    assert "村级水管员补助" in page


def test_the_matrix_tells_nothing_found_from_not_checked(page):
    table = page[page.index('class="matrix"') :].split("</table>")[0]
    towns = re.findall(r'<th scope="col">(.*?)</th>', table.split("</thead>")[0])[1:]
    column = next(i for i, town in enumerate(towns) if "北原乡" in town)
    cells = [re.findall(r'<td class="([^"]*)"', row)[column] for row in table.split("<tbody>")[1].split("</tr>")[:-1]]
    assert cells.count("zero") == 3  # A05, C01, D04 ran there
    assert cells.count("off") == 4  # A01, U01 lack a register, B01 and U06 were not run


def test_money_by_and_to_people_stand_side_by_side(page):
    by, to = page.index('class="side by"'), page.index('class="side to"')
    between = page[by:to]
    assert "6,485.00" in between  # the 48,600 of the screen only rank
    assert "1,200.00" in page[to : page.index('id="gaps"')]


def test_a_direction_of_which_no_rule_has_run_is_said_to_be_unchecked(tmp_path):
    result, book = sample(tmp_path)
    runs = tuple(r for r in result.runs if r.rule.side == "by")
    only = {"runs": runs, "doubts": result.doubts.filter(pl.col("side") == "by"), "not_run": (NotRun(OWED, ("table:households",)),)}
    kept = replace(result, **only, evidence=result.evidence.filter(pl.col("rule") != "U01"), coverage=())
    assert "这个方向没有规则运行过：是没有核对，不是没有问题。" in page_of(kept, book)


def test_a_name_cannot_become_a_tag(tmp_path):
    result, book = sample(tmp_path, name="<script>alert(1)</script>")
    page = page_of(result, book)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert page.count("<script>") == 1


def test_the_page_reaches_for_nothing_outside_itself(page):
    assert not re.search(r"(?:src|action)\s*=|<link|@import|url\(|https?://", page)
    assert set(re.findall(r'href="(.)', page)) == {"#"}
    assert "default-src 'none'" in unescape(page)
    assert " style=" not in page


def test_every_link_leads_to_something(page):
    ids = set(re.findall(r' id="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= ids
    assert len(ids) == len(re.findall(r' id="([^"]+)"', page))


def test_the_heading_names_the_county_the_day_and_the_standards(tmp_path):
    result, book = sample(tmp_path)
    page = page_of(result, book, county="云岭县")
    assert "云岭县疑点核对报告</span>" in page
    assert "2023-12-31（按标准文件）" in page
    assert "standards.toml（bbbbbbbb）" in page


def test_no_word_finds_anybody_guilty(page):
    assert not re.search("违纪|违规|违法|贪污|骗取|冒领|套取", page)


def test_a_large_run_shows_its_share_and_says_where_the_rest_is(tmp_path):
    result, book = sample(tmp_path, persons=360)
    page = page_of(result, book)
    assert "本规则共 360 条疑点，这里列出前 300 条" in page
    assert page.count('id="d-A01-') == 300
    assert page.count('<details class="fold"') == 6
    assert not re.search(r'<details class="rule"[^>]* open', page)
    assert len(page.encode()) < 14_000_000


def test_a_missing_row_of_evidence_is_said_and_not_hidden(tmp_path):
    result, book = sample(tmp_path)
    moved = replace(result, evidence=result.evidence.with_columns((pl.col("source_row") + 900).cast(pl.Int32).alias("source_row")))
    assert "账簿里没有这一行的原样" in page_of(moved, book)


def test_more_evidence_than_a_card_shows_is_counted(tmp_path):
    result, book = sample(tmp_path, persons=60)
    card = result.doubts.filter(pl.col("rule") == "C01")["money_rows"][0]
    assert f"另有 {card - 8} 行同类依据未列出" in page_of(result, book)


@given(st.dictionaries(st.text("ABC", min_size=1, max_size=3), st.integers(0, 1000), max_size=8), st.integers(0, 900))
def test_the_page_is_shared_out_without_waste_and_without_overflow(found, total):
    shown = shares(found, total, most=300)
    assert sum(shown.values()) <= total
    assert all(shown[r] <= min(n, 300) for r, n in found.items())
    cut = [shown[r] for r, n in found.items() if shown[r] < min(n, 300)]
    assert not cut or max(cut) - min(cut) <= 1  # those that are cut are cut alike
    assert not cut or sum(shown.values()) == total


def test_markup_escapes_text_attributes_and_what_html_cannot_hold():
    assert tag("p", esc("a<b>&\"'\x00"), title='"><x') == '<p title="&quot;&gt;&lt;x">a&lt;b&gt;&amp;&quot;&#x27;□</p>'


def test_a_text_that_reads_the_same_in_both_languages_stands_once():
    assert both(Text("A01", "A01")) == "A01"
    assert both(Text("疑点", "doubt")) == '<span class="zh">疑点</span><span class="en" lang="en">doubt</span>'


def test_a_doubt_without_an_amount_shows_none(tmp_path):
    result, book = sample(tmp_path)
    amounts = result.doubts.filter(pl.col("rule") == "U01")["amount_yuan"].to_list()
    assert amounts == [Decimal("600.00"), Decimal("600.00"), None]
    section = page_of(result, book)
    assert section[section.index('id="rule-U01"') :].count('<p class="amount">') == 2


def test_a_row_of_several_months_is_shown_with_all_its_marks_or_not_at_all():
    def month(row: int, letter: str) -> Evidence:
        return Evidence(row_id=0, batch=1, block=0, table="payments", file="a", sheet="b", row=row, letters=(letter,))

    places = [month(row, letter) for row in range(1, 5) for letter in "GHI"]
    shown, rest = first_rows(places, 3)
    assert (len(shown), rest) == (9, 1)
    assert first_rows(places, 9) == (tuple(places), 0)


def test_the_columns_of_a_table_beside_are_left_out(tmp_path):
    """Two tables side by side share their rows: the other one is about other people."""
    block = BlockReceipt(0, "payments", "", 1, 1, 0, 0, 0, header=("", "", "姓名", "", "金额"), columns={"name": "C", "amount_yuan": "E"})
    row = EvidenceRow("a.xlsx", "表", 5, {"A": "邻表的人", "B": "7", "C": "田小满", "D": "无题列", "E": "300"}, block)
    assert [c.letter for c in sheet_columns(row) if c.is_ours] == ["C", "D", "E"]


def test_the_numbers_of_a_rule_are_said_in_the_reader_s_language(page):
    assert "规则默认值" in page


def test_whole_contracts_are_told_apart_from_what_people_were_paid(tmp_path):
    result, book = sample(tmp_path)
    as_contract = pl.when(pl.col("amount_yuan") == 500).then(pl.lit("contract")).otherwise(pl.col("subject_kind"))
    assert "其中发给个人和家庭 5,985.00 元；其余 500.00 元" in page_of(
        replace(result, doubts=result.doubts.with_columns(subject_kind=as_contract)), book
    )
    assert "其中发给个人和家庭" not in page_of(result, book)
