"""A county's standards file: its form, what it replaces, and what is refused with a sentence."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from lianjing.checks.standards import Standards, load_standards
from lianjing.errors import AskedWrongly

COUNTY = """
[county]
name = "某县"
code = "139900"
as_of = 2020-12-31          # 年末
[limits]
cash_yuan = 900
land_tolerance = 0.05
[[programme]]
name = "耕地地力保护补贴"
yuan_per_mu = 71.5
[[programme]]
name = "高龄津贴"
from_age = 80
yuan_per_month = { 80 = 40, 90 = 90 }
[[programme]]
name = "特困供养"
yuan_per_month = { 分散供养 = 510, 集中供养 = 640 }
[[programme]]
name = "重度残疾人护理补贴"
grades = [1, 2]
yuan_per_month = 60
[[programme]]
name = "困难残疾人生活补贴"
needs = "农村低保"
yuan_per_month = 60
[rules]
closed_to_public_staff = ["农村低保"]
discretionary = ["临时救助"]
exclusive = [["农村低保", "特困供养"]]
[post_pay_yuan_per_month]
会计 = 1000
"""


@pytest.fixture
def county(tmp_path: Path) -> Callable[[str], Standards]:
    def read(text: str) -> Standards:
        path = tmp_path / "standards.toml"
        path.write_text(text, "utf-8")
        return load_standards(path)

    return read


def amounts(standards: Standards, id_: str) -> dict[str, Decimal]:
    return {a.step: a.yuan for a in standards.amounts if a.programme_id == id_}


def test_without_a_file_no_amount_is_known_and_the_confirmed_exclusions_stand() -> None:
    standards = load_standards(None)
    assert standards.amounts == ()
    assert standards.limits == {}
    assert ("dibao_rural", "tekun") in {tuple(sorted(pair[:2])) for pair in standards.exclusive}


def test_a_county_file_is_read_as_clerks_write_it(county: Callable[[str], Standards]) -> None:
    read = county(COUNTY)
    assert (read.county_name, read.as_of) == ("某县", date(2020, 12, 31))
    assert read.limits == {"cash_yuan": Decimal(900), "land_tolerance": Decimal("0.05")}
    assert amounts(read, "land_fertility") == {"": Decimal("71.5")}
    assert amounts(read, "elder_80") == {"80": Decimal(40), "90": Decimal(90)}
    assert read.grades == (("disability_care", 1), ("disability_care", 2))
    assert read.needs == (("disability_living", "dibao_rural"),)


def test_chinese_keys_need_no_quotes_in_tables_and_inline_tables(county: Callable[[str], Standards]) -> None:
    read = county(COUNTY)
    assert amounts(read, "tekun") == {"分散供养": Decimal(510), "集中供养": Decimal(640)}
    assert read.post_pay == {"会计": Decimal(1000)}


def test_steps_by_age_carry_the_age_and_other_steps_do_not(county: Callable[[str], Standards]) -> None:
    read = county(COUNTY)
    assert {a.step: a.from_age for a in read.amounts if a.programme_id in ("elder_80", "tekun")} == {
        "80": 80,
        "90": 90,
        "分散供养": None,
        "集中供养": None,
    }


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[limits]\ncash = 3\n", "limits.cash"),
        ("[county]\nnom = 'x'\n", "county.nom"),
        ("[[programme]]\nname = '高龄津贴'\nyuan_a_month = 3\n", "yuan_a_month"),
        ("[rules]\nclosed = []\n", "rules.closed"),
        ("[other]\n", "other"),
    ],
)
def test_an_unknown_key_is_refused_by_a_sentence_that_names_it(county: Callable[[str], Standards], text: str, named: str) -> None:
    with pytest.raises(AskedWrongly) as refused:
        county(text)
    assert named in str(refused.value)
    assert "standards.toml" in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        "[limits\n",
        "[limits]\ncash_yuan = 'many'\n",
        "[limits]\ncash_yuan = true\n",
        "[county]\nas_of = '2020'\n",
        "[[programme]]\nyuan_per_mu = 3\n",
        "[rules]\nexclusive = [['低保']]\n",
    ],
)
def test_what_cannot_be_understood_is_refused(county: Callable[[str], Standards], text: str) -> None:
    with pytest.raises(AskedWrongly):
        county(text)


def test_a_programme_nobody_knows_becomes_the_countys_own_with_the_same_id_each_time(county: Callable[[str], Standards]) -> None:
    text = "[[programme]]\nname = '边远山村守井人贴补'\nyuan_per_month = 70\n"
    first, second = county(text), county("[county]\nname = '别县'\n" + text)
    (id_,) = {a.programme_id for a in first.amounts}
    assert id_.startswith("county_")
    assert id_ == second.amounts[0].programme_id
    assert first.programmes[id_].zh == "边远山村守井人贴补"
    assert first.match("二季度边远山村守井人贴补发放表") == id_
    assert load_standards(None).match("二季度边远山村守井人贴补发放表") is None


def test_a_closed_list_replaces_the_built_in_one(county: Callable[[str], Standards]) -> None:
    built_in, read = load_standards(None), county(COUNTY)
    barred = {p.id for p in built_in.programmes.values() if p.staff == "barred"}
    assert len(barred) > 1
    assert {p.id for p in read.programmes.values() if p.staff == "barred"} == {"dibao_rural"}
    assert {p.id for p in read.programmes.values() if p.discretionary} == {"linshi"}
    assert read.exclusive == (("dibao_rural", "tekun", "person"),)


def test_amounts_of_two_spans_stand_side_by_side_with_their_days(county: Callable[[str], Standards]) -> None:
    read = county(
        "[[programme]]\nname = '高龄津贴'\nyuan_per_month = 30\nvalid_to = 2019-12-31\n"
        "[[programme]]\nname = '高龄津贴'\nyuan_per_month = 50\nvalid_from = 2020-01-01\n"
    )
    assert [(a.yuan, a.valid_from, a.valid_to) for a in read.amounts if a.programme_id == "elder_80"] == [
        (Decimal(30), None, date(2019, 12, 31)),
        (Decimal(50), date(2020, 1, 1), None),
    ]


def test_the_tables_of_a_run_are_filled(county: Callable[[str], Standards]) -> None:
    con = duckdb.connect(":memory:")
    county(COUNTY).register(con)
    assert con.sql("SELECT cash_yuan, tender_yuan FROM limits").fetchall() == [(Decimal("900.00"), None)]
    assert con.sql("SELECT yuan FROM standards WHERE programme_id = 'land_fertility'").fetchall() == [(Decimal("71.50"),)]
    pairs = con.sql("SELECT programme_id, other_id FROM exclusive ORDER BY 1").fetchall()
    assert pairs == [
        ("dibao_rural", "tekun"),
        ("tekun", "dibao_rural"),
    ]
    assert con.sql("SELECT from_age FROM standards WHERE step = '90'").fetchall() == [(90,)]
    assert con.sql("SELECT post, yuan_per_month FROM post_pay").fetchall() == [("会计", Decimal("1000.00"))]
