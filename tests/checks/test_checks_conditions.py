"""What a screen needs of a book before it says anything: never more than its query asks for, and said where it is not met."""

import re
from collections.abc import Callable
from datetime import date

import pytest

from lianjing.checks import Rule, RunResult, find_rules
from lianjing.checks.drawn_book import drawn_book
from lianjing.checks.fixtures import Case, read_fixture

Run = Callable[..., RunResult]
RULES = find_rules()
CAUGHT = [(r, c) for r in RULES if r.conditions for c in read_fixture(r.fixture_path).cases if c.caught]
BY_DEFAULT = [(r, c) for r, c in CAUGHT if not list(c.drawn("parameters"))]  # the others lower the rule's own numbers
YEAR_END = date(2024, 12, 31)


def vouchers(number: int, largest: int = 10_000) -> str:
    rows = "\n".join(f" | 2024-06-30 | {10 if i % 2 else largest}" for i in range(number))
    return f"vouchers | voucher_on | amount_yuan\n{rows}\n"


def paid(years: tuple[int, ...], villages: int) -> str:
    rows = "\n".join(f" | 甲{v} | 村{v} | 低保 | {year} | 100" for year in years for v in range(villages))
    return f"payments | name | village | programme | period | amount_yuan\n{rows}\n"


def paid_to_one(times: int) -> str:
    rows = "\n".join(f" | 甲 | 低保 | 2024-0{month + 1} | 100" for month in range(times))
    return f"payments | name | programme | period | amount_yuan\n{rows}\n"


def contracts(number: int, suppliers: int) -> str:
    rows = "\n".join(f" | 上坪镇人民政府 | 商号{i % suppliers} | {1000 + i}" for i in range(number))
    return f"contracts | payer_unit | supplier_name | amount_yuan\n{rows}\n"


def bids(lots: int, firms: int) -> str:
    rows = "\n".join(f" | 标{lot} | 商号{(lot + i) % firms}" for lot in range(lots) for i in range(3))
    return f"bids | project_no | bidder_name\n{rows}\n"


def test_every_screen_states_what_it_needs() -> None:
    assert [r.id for r in RULES if r.strength == "screen" and not r.conditions] == []


@pytest.mark.parametrize(
    ("rule", "parameters"),
    [
        ("B04", ("min_recipients", "min_kin")),
        ("D06", ("payees",)),
        ("F07", ("min_towns", "min_people")),
        ("F09", ("min_rows", "min_months")),
        ("H07", ("min_tenders",)),
        ("H08", ("min_lots",)),
        ("H13", ("min_peers",)),
        ("H16", ("min_contracts",)),
        ("S01", ("min_rows", "orders")),
        ("S01M", ("min_rows", "orders", "floor_yuan")),
        ("S02", ("min_rows",)),
        ("S03", ("min_rows", "min_villages")),
        ("S05", ("min_payments",)),
        ("S06", ("min_near",)),
        ("S06A", ("min_near",)),
        ("S07", ("min_rows", "min_villages")),
        ("S08", ("min_villages",)),
    ],
)
def test_a_condition_bears_the_numbers_of_the_rules_parameters(rule: str, parameters: tuple[str, ...]) -> None:
    (found,) = find_rules(rule)
    numbers = {n for sql, _ in found.conditions for n in re.findall(r"\d+", sql)}
    assert {str(p.default) for p in found.parameters if p.name in parameters} <= numbers


@pytest.mark.parametrize(("rule", "case"), BY_DEFAULT, ids=[f"{r.id}-{c.line}" for r, c in BY_DEFAULT])
def test_where_a_rule_finds_something_its_conditions_hold(rule: Rule, case: Case) -> None:
    with drawn_book(rule, case) as book:
        assert [text.zh for sql, text in rule.conditions if book.con.execute(sql).fetchone() != (True,)] == []


@pytest.mark.parametrize(
    ("rule", "below", "zh", "en", "enough"),
    [
        ("S01", vouchers(999), "至少1000笔凭证", "at least 1,000 vouchers", vouchers(1000)),
        ("S02", vouchers(29), "至少30笔写明村名的凭证", "at least 30 vouchers that name their village", vouchers(30)),
        ("S05", paid_to_one(4), "有人至少领过5笔款", "somebody with at least 5 payments", paid_to_one(5)),
        ("S08", paid((2024,), 8), "至少两年的发放明细", "pay lists of at least two years", paid((2023, 2024), 8)),
        ("S08", paid((2023, 2024), 7), "至少8个村的发放明细", "pay lists of at least 8 villages", paid((2023, 2024), 8)),
        ("H08", bids(4, 5), "至少6家投标单位", "at least 6 bidders", bids(4, 6)),
        ("H16", contracts(9, 5), "至少10份合同", "at least 10 contracts", contracts(10, 5)),
        ("H16", contracts(10, 4), "至少5家承建单位", "at least 5 suppliers", contracts(10, 5)),
    ],
)
def test_below_what_it_needs_a_screen_is_not_run_and_says_why(run: Run, rule: str, below: str, zh: str, en: str, enough: str) -> None:
    (not_run,) = run(below, rule, asked=YEAR_END).not_run
    assert not_run.needs == (f"condition:{zh}|{en}",)
    assert (not_run.says.zh, not_run.says.en) == (f"需要{zh}", f"needs {en}")
    result = run(enough, rule, asked=YEAR_END)
    assert (result.not_run, [r.rule.id for r in result.runs]) == ((), [rule])


def test_everything_that_a_screen_needs_is_said_in_one_sentence(run: Run) -> None:
    (not_run,) = run(vouchers(10, largest=1000), "S01", asked=YEAR_END).not_run
    assert not_run.says.zh == "需要至少1000笔凭证、凭证金额跨三个数量级（最大的为最小的1000倍以上）"
    assert not_run.says.en == "needs at least 1,000 vouchers, sums over three orders of magnitude (the largest 1,000 times the smallest)"
