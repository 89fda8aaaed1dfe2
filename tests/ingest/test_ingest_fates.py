"""What becomes of a row: repaired, set aside with its cell named, or passed over with a reason."""

from collections.abc import Callable

import pytest

from lianjing.ingest.context import Origin
from lianjing.ingest.grid import Grid
from lianjing.ingest.sheet import ReadBlock, read_sheet

Read = Callable[..., list[ReadBlock]]
A, B, C = "139977196001010014", "139977197103020023", "13997719550607123X"
CARD = "6217990000001234562"


def fates(block: ReadBlock) -> list[tuple[int, str, str | None]]:
    """Row as Excel numbers it, fate, reason of the quarantine."""
    assert block.frame is not None
    return list(block.frame.select("source_row", "fate", "quarantine_reason").iter_rows())


def test_a_number_in_an_id_column_is_set_aside_whatever_its_check_says_and_its_money_still_counts(read: Read) -> None:
    (block,) = read(f"""
        姓名|身份证号|金额
        王小明|{A}|100
        李大海|13997719710|100
        合计||200
    """)
    assert fates(block) == [(2, "accepted", None), (3, "quarantined", "numeric_cell")]
    assert block.frame is not None
    assert block.frame["id_no"].to_list() == [A, None]
    assert block.frame["person_key"].to_list() == [13997719600101001, None]
    assert block.sums[0].agrees
    assert [(a.row, a.name, a.reason) for a in block.asides] == [(2, "id_no", "numeric_cell")]


def test_a_wrong_check_digit_is_never_mended(read: Read) -> None:
    (block,) = read(f"""
        姓名|身份证号|金额
        王小明|{A[:-1]}9|100
    """)
    assert fates(block) == [(2, "quarantined", "check_digit")]
    assert block.frame is not None
    assert block.frame["id_raw"].to_list() == [A[:-1] + "9"]


def test_a_damaged_card_leaves_the_row_in_and_the_cell_listed(read: Read) -> None:
    (block,) = read(f"""
        姓名|身份证号|金额|银行卡号
        王小明|{A}|100|6217990000001
        李大海|{B}|100|{CARD}
    """)
    assert [f[1] for f in fates(block)] == ["repaired", "accepted"]
    assert block.frame is not None
    assert block.frame["card_no"].to_list() == [None, CARD]
    assert [(a.name, a.reason) for a in block.asides] == [("card_no", "numeric_cell")]


@pytest.mark.parametrize(("typed", "how"), [(f"'{A}", "apostrophe"), (f"{A[:6]} {A[6:14]} {A[14:]}", "spaces"), (C.lower(), "lower_case")])
def test_a_repair_says_what_was_mended(read: Read, typed: str, how: str) -> None:
    (block,) = read(f"""
        姓名|身份证号|金额
        王小明|{typed}|100
    """)
    assert block.frame is not None
    assert block.frame["fate"].to_list() == ["repaired"]
    assert how in block.frame["mended"].to_list()[0]


def test_figures_and_capitals_that_differ_have_no_winner(read: Read) -> None:
    (block,) = read(f"""
        姓名|身份证号|金额|大写金额
        王小明|{A}|100|壹佰元整
        李大海|{B}|100|壹佰壹拾元整
    """)
    assert [f[1:] for f in fates(block)] == [("accepted", None), ("quarantined", "figures_words_differ")]


def test_a_sum_without_anybodys_name_is_set_aside_not_lost(read: Read) -> None:
    (block,) = read(f"""
        2019年5月高龄津贴发放表||||
        序号|姓名|身份证号|金额|备注
        1|王小明|{A}|100|
        2|||80|漏填
    """)
    assert fates(block)[1] == (4, "quarantined", "no_payee")


def test_several_names_in_a_cell_are_nobody(read: Read) -> None:
    (block,) = read(f"""
        姓名|身份证号|金额
        王小明、李大海|{A}|100
    """)
    assert fates(block) == [(2, "quarantined", "several_names")]


def test_a_reversal_is_a_negative_payment(read: Read) -> None:
    (block,) = read(f"""
        姓名|身份证号|金额|备注
        王小明|{A}|100|
        王小明|{A}|（100.00）|冲销
        合计||0|
    """)
    assert block.frame is not None
    assert [str(v) for v in block.frame["amount_yuan"]] == ["100.00", "-100.00"]
    assert block.sums[0].agrees


def test_every_reason_stands_in_the_closed_list_and_the_furniture_is_named(read: Read) -> None:
    (block,) = read(f"""
        某县2019年5月高龄津贴发放表||||
        |||单位：元|
        姓名|身份证号|金额|银行卡号|领款人签字
        王小明|{A}|100|{CARD}|
        ||||
        合计||100||
        注：按月发放||||
        制表人：|审核人：|||
        第1页 共1页||||
    """)
    expected = {"title": 1, "unit": 1, "header": 1, "blank": 1, "total": 1, "note": 1, "signature": 1, "page": 1}
    assert dict(block.reasons) == expected


def test_a_formula_without_its_value_is_not_an_empty_cell(drawn: Callable[[str], Grid]) -> None:
    grid = drawn(f"""
        姓名|身份证号|金额
        王小明|{A}|
        李大海|{B}|100
    """)
    grid.no_value = frozenset({(1, 2)})
    (block,) = read_sheet(grid, Origin("高龄津贴.xlsx", "Sheet1"), {}, 0, take_hidden=False)
    assert fates(block) == [(2, "quarantined", "cell_error"), (3, "accepted", None)]


def test_zeros_that_only_the_format_shows_belong_to_a_code(drawn: Callable[[str], Grid]) -> None:
    grid = drawn("""
        发票代码|发票号码|开票日期|销方名称|价税合计
        139977|12345|2019-03-04|县商店|100
    """)
    grid.formats = {(1, 1): "00000000"}
    (block,) = read_sheet(grid, Origin("发票.xlsx", "Sheet1"), {}, 0, take_hidden=False)
    assert block.frame is not None
    assert block.frame["invoice_no"].to_list() == ["00012345"]
