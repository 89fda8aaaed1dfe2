"""The sheet's own sums: a false one is told to the fen, a true one is never called false, wherever and however it stands."""

from collections.abc import Callable

import pytest

from lianjing.ingest.sheet import ReadBlock, receipt_of

Read = Callable[..., list[ReadBlock]]
A, B, C = "139977196001010014", "139977197103020023", "13997719550607123X"


def sums(block: ReadBlock) -> list[tuple[str, int, int]]:
    """Kind, stated and computed, in fen (counts: rows)."""
    return [(s.kind, s.stated, s.computed) for s in block.sums]


@pytest.mark.parametrize(("stated", "computed"), [("300", 30000), ("300.01", 30000), ("299.99", 30000)])
def test_a_total_is_compared_to_the_fen(read: Read, stated: str, computed: int) -> None:
    (block,) = read(f"""
        姓名|身份证号|金额
        王小明|{A}|100
        李大海|{B}|200
        合计||{stated}
    """)
    assert sums(block) == [("total", round(float(stated) * 100), computed)]
    assert block.sums[0].agrees is (stated == "300")


@pytest.mark.parametrize("where", ["above", "sentence", "words", "unlabelled", "other column"])
def test_a_total_is_found_where_clerks_put_it(read: Read, where: str) -> None:
    above = "共计||300|" if where == "above" else ""
    below = {
        "above": "",
        "sentence": "以上共计2户，金额合计：300.00元||||",
        "words": "合计人民币（大写）：叁佰元整||||",
        "unlabelled": "||300|",
        "other column": "合计|||300",
    }[where]
    (block,) = read(f"""
        2019年5月高龄津贴发放表|||
        {above}
        姓名|身份证号|金额|备注
        王小明|{A}|100|
        李大海|{B}|200|
        {below}
    """)
    totals = [s for s in block.sums if s.kind == "total"]
    assert [(s.stated, s.agrees) for s in totals] == [(30000, True)]


def test_subtotals_by_village_by_page_and_above_their_rows_are_understood(read: Read) -> None:
    (block,) = read(f"""
        村|姓名|身份证号|金额
        东山村|王小明|{A}|100
        东山村|李大海|{B}|200
        东山村小计|||300
        西山村|张三丰|{C}|50
        小计|||50
        本页合计|||350
        总计|||350
    """)
    assert all(s.agrees for s in block.sums)
    (block,) = read(f"""
        村|姓名|身份证号|金额
        东山村小计|||300
        东山村|王小明|{A}|100
        东山村|李大海|{B}|200
        西山村小计|||50
        西山村|张三丰|{C}|50
        合计|||350
    """)
    assert all(s.agrees for s in block.sums)


def test_a_false_subtotal_is_told_and_the_grand_total_stays_true(read: Read) -> None:
    (block,) = read(f"""
        村|姓名|身份证号|金额
        东山村|王小明|{A}|100
        东山村小计|||110
        西山村|张三丰|{C}|50
        合计|||150
    """)
    assert [(s.kind, s.agrees) for s in block.sums] == [("subtotal", False), ("total", True)]
    receipt = receipt_of(block)
    assert receipt.stated_total == receipt.computed_total
    assert "110.00" in block.notes[0]


def test_a_stated_count_is_compared_with_the_rows(read: Read) -> None:
    (block,) = read(f"""
        姓名|身份证号|金额
        王小明|{A}|100
        合计：3人||100
    """)
    assert ("count", 3, 1) in sums(block)


def test_a_total_in_ten_thousands_may_be_rounded_but_not_wrong(read: Read) -> None:
    drawing = """
        姓名|身份证号|补助金额（万元）
        王小明|%s|0.753
        李大海|%s|1.81
        合计||%s
    """
    assert read(drawing % (A, B, "2.56"))[0].sums[0].agrees
    assert not read(drawing % (A, B, "2.66"))[0].sums[0].agrees
