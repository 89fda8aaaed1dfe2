"""Sentences are filled by column, and read as a person writes numbers, days and periods."""

from datetime import date, timedelta
from decimal import Decimal

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from lianjing.checks.sentences import say_period, sentence


def say(template: str, lang: str = "zh", **columns: object) -> str:
    types = {
        "amount_yuan": pl.Decimal(18, 2),
        "area_mu": pl.Decimal(18, 4),
        "period_start": pl.Date,
        "period_end": pl.Date,
        "name": pl.String,
    }
    frame = pl.DataFrame({k: [v] for k, v in columns.items()}, schema={k: types.get(k, pl.Int64) for k in columns})
    return str(sentence(template, frame, lang=lang)[0])


def test_money_reads_to_the_fen_or_whole_and_areas_lose_idle_zeros() -> None:
    assert say("{amount_yuan}元", amount_yuan=Decimal("300.00")) == "300元"
    assert say("{amount_yuan}元", amount_yuan=Decimal("98.60")) == "98.60元"
    assert say("{area_mu}亩", area_mu=Decimal("3.5000")) == "3.5亩"
    assert say("{area_mu}亩", area_mu=Decimal("1000.0000")) == "1000亩"


def test_what_is_not_known_reads_as_a_dash_and_braces_may_be_written() -> None:
    assert say("{name}：{{{period_start}}}", name=None, period_start=date(2024, 3, 15)) == "—：{2024-03-15}"


def test_periods_are_said_by_year_month_or_day() -> None:
    def both(a: date, b: date) -> tuple[str, str]:
        return say_period(a, b, "zh"), say_period(a, b, "en")

    assert both(date(2024, 1, 1), date(2024, 12, 31)) == ("2024年", "2024")
    assert both(date(2024, 2, 1), date(2024, 2, 29)) == ("2024年2月", "2024-02")
    assert both(date(2023, 11, 1), date(2024, 1, 31)) == ("2023年11月至2024年1月", "2023-11 to 2024-01")
    assert both(date(2024, 4, 1), date(2024, 6, 30)) == ("2024年4月至6月", "2024-04 to 2024-06")
    assert both(date(2024, 4, 2), date(2024, 4, 2)) == ("2024年4月2日", "2024-04-02")
    assert say("{period}", "en", period_start=None, period_end=None) == "—"


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.decimals(min_value=-(10**9), max_value=10**9, places=2), st.dates(date(1990, 1, 1), date(2060, 1, 1)))))
def test_each_row_of_a_frame_is_said_as_it_is_alone(rows: list[tuple[Decimal, date]]) -> None:
    template = "{amount_yuan}|{period}|{period_start}"
    schema = {"amount_yuan": pl.Decimal(18, 2), "period_start": pl.Date, "period_end": pl.Date}
    frame = pl.DataFrame([(a, d, d + timedelta(30)) for a, d in rows], schema=schema, orient="row")
    together = sentence(template, frame, lang="zh").to_list()
    assert together == [say(template, amount_yuan=a, period_start=d, period_end=d + timedelta(30)) for a, d in rows]
    for said, (amount, day) in zip(together, rows, strict=True):
        assert Decimal(said.split("|")[0]) == amount
        assert said.endswith(day.isoformat())
