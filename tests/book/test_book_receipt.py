"""A receipt survives its form on disk, and nothing that is no receipt passes for one."""

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianjing.book import BlockReceipt, FileReceipt, SheetReceipt, TotalReceipt, UnreadableNote

words = st.text(max_size=8)
counts = st.integers(0, 10**6)
money = st.decimals(min_value=-(10**12), max_value=10**12, places=2)
days = st.dates(date(1949, 10, 1), date(2099, 12, 31))
letters = st.sampled_from(["A", "B", "Z", "AA", "XFD"])

totals = st.builds(
    TotalReceipt, row=counts, cell=words, kind=st.sampled_from(["total", "subtotal", "count"]), stated=money, computed=st.none() | money
)
blocks = st.builds(
    BlockReceipt,
    block=counts,
    table=st.none() | st.sampled_from(["payments", "deaths"]),
    content=words,
    rows=counts,
    accepted=counts,
    repaired=counts,
    quarantined=counts,
    passed_over=counts,
    passed_over_reasons=st.dictionaries(words, counts, max_size=3),
    duplicate_of=st.none() | words,
    first_row=st.none() | counts,
    last_row=st.none() | counts,
    header=st.lists(words, max_size=4).map(tuple),
    columns=st.dictionaries(words, letters, max_size=4),
    stated_total=st.none() | money,
    computed_total=st.none() | money,
    stated_count=st.none() | counts,
    totals=st.lists(totals, max_size=3).map(tuple),
    title=st.none() | words,
    period=st.none() | st.tuples(days, days),
    unit=st.none() | words,
)
sheets = st.builds(SheetReceipt, sheet=words, hidden=st.booleans(), rows=counts, note=words, blocks=st.lists(blocks, max_size=3).map(tuple))
receipts = st.builds(
    FileReceipt,
    file=words,
    sha256=words,
    bytes=counts,
    unreadable=st.none() | st.builds(UnreadableNote, code=words, zh=words, en=words),
    sheets=st.lists(sheets, max_size=3).map(tuple),
)


@settings(deadline=None, max_examples=60)
@given(receipts)
def test_a_receipt_read_back_is_the_receipt_written(receipt: FileReceipt) -> None:
    assert FileReceipt.from_json(receipt.to_json()) == receipt
    assert FileReceipt.from_json(receipt.to_json()).to_json() == receipt.to_json()


def test_money_is_text_on_disk_so_that_no_reader_makes_a_float_of_it() -> None:
    block = BlockReceipt(0, "payments", "c", 1, 1, 0, 0, 0, stated_total=Decimal("209898.60"))
    raw = json.loads(FileReceipt("f", "0", 1, None, (SheetReceipt("s", False, 1, "", (block,)),)).to_json())
    assert raw["sheets"][0]["blocks"][0]["stated_total"] == "209898.60"


def test_the_form_on_disk_has_the_agreed_keys() -> None:
    raw = json.loads(
        FileReceipt("f", "0", 1, None, (SheetReceipt("s", False, 1, "", (BlockReceipt(0, None, "", 0, 0, 0, 0, 0),)),)).to_json()
    )
    assert set(raw) == {"file", "sha256", "bytes", "unreadable", "sheets"}
    assert set(raw["sheets"][0]) == {"sheet", "hidden", "rows", "note", "blocks"}
    assert {"block", "table", "content", "duplicate_of", "header", "columns", "passed_over_reasons", "totals"} < set(
        raw["sheets"][0]["blocks"][0]
    )


@pytest.mark.parametrize("change", ["unknown key", "missing key", "no json"])
def test_what_is_no_receipt_is_refused(change: str) -> None:
    raw = json.loads(FileReceipt("f", "0", 1).to_json())
    if change == "unknown key":
        raw["colour"] = "red"
    if change == "missing key":
        del raw["sheets"]
    text = "{" if change == "no json" else json.dumps(raw)
    with pytest.raises((ValueError, KeyError, TypeError)):
        FileReceipt.from_json(text)


def test_a_block_adds_up_only_if_fates_and_reasons_both_do() -> None:
    good = BlockReceipt(0, "payments", "c", 10, 5, 1, 1, 3, {"title": 1, "header": 2})
    assert good.adds_up
    assert not BlockReceipt(0, "payments", "c", 10, 5, 1, 1, 2, {"title": 2}).adds_up
    assert not BlockReceipt(0, "payments", "c", 10, 5, 1, 1, 3, {"title": 2}).adds_up
