"""The shared views: what each one holds, shown on drawn rows, and that only what is named is built."""

import dataclasses
from collections.abc import Callable
from datetime import date

import pytest

from lianjing.checks.drawn_book import drawn_book, read_period
from lianjing.checks.fixtures import parse_fixture
from lianjing.checks.rule import find_rules
from lianjing.checks.views import columns_named, shared_views, tables_needed, views_needed
from lianjing.identity import is_resident_id

MODEL = find_rules("A01")[0]
Look = Callable[[str, str], list[tuple[object, ...]]]


@pytest.fixture
def look() -> Look:
    """look(drawn tables, query): the rows of the query over the drawn book."""

    def rows(text: str, query: str) -> list[tuple[object, ...]]:
        rule = dataclasses.replace(MODEL, sql=query, tables=(), parameters=())
        with drawn_book(rule, parse_fixture(f"## left: drawn\n{text}").cases[0]) as book:
            return book.con.execute(query).fetchall()

    return rows


def test_paid_knows_the_programme_by_any_of_its_names_and_keeps_what_it_does_not_know(look: Look) -> None:
    paid = """
        payments | name | programme    | period           | amount_yuan | village
                 | 甲   | 农村低保     | 2024-01..2024-03 | 300         | 东沟村委会
                 | 乙   | 某某慰问补贴 | 2023-12..2024-01 | 100         | 东沟
    """
    query = "SELECT p.name, p.programme_id, p.programme, p.months, p.village_key FROM paid AS p ORDER BY p.row_id"
    assert look(paid, query) == [("甲", "dibao_rural", "农村最低生活保障", 3, "东沟"), ("乙", None, "某某慰问补贴", 2, "东沟")]


def test_quarantined_rows_stand_apart_with_the_id_as_it_stood(look: Look) -> None:
    paid = """
        payments | name | programme | period  | amount_yuan | fate        | id_no
                 | 甲   | 低保      | 2024-01 | 300         | quarantined | 1.39999E+17
                 | 乙   | 低保      | 2024-01 | 100         |             |
    """
    assert look(paid, "SELECT name, id_no, person_key, id_raw, programme_id FROM quarantined_paid") == [
        ("甲", None, None, "1.39999E+17", "dibao_rural")
    ]
    assert look(paid, "SELECT name FROM paid") == [("乙",)]


def test_a_person_entered_twice_in_the_register_stands_once_where_he_lives(look: Look) -> None:
    register = """
        households | name | household_no | village | moved_in_on | moved_out_on
                   | 甲   | 1            | 东沟村  |             | 2020-01-01
                   | 甲   | 7            | 西沟村  | 2020-01-01  |
                   | 乙   | 7            | 西沟村  |             |
    """
    assert look(register, "SELECT name, household_id FROM residents ORDER BY name DESC") == [("甲", "上坪|西沟|7"), ("乙", "上坪|西沟|7")]


def test_one_household_number_in_two_villages_is_two_households(look: Look) -> None:
    register = """
        households | name | household_no | village
                   | 甲   | 1            | 东沟村
                   | 乙   | 1            | 西沟村
    """
    assert look(register, "SELECT mate_name FROM housemates ORDER BY mate_name") == [("乙",), ("甲",)]


def test_housemates_are_every_pair_of_register_and_approved_household_and_people_in_neither_stand_alone(look: Look) -> None:
    drawn = """
        households       | name | household_no
                         | 甲   | 1
                         | 乙   | 1
        approved_members | head_name | name | relation
                         | 甲        | 乙   | 配偶
                         | 丙        | 丁   | 子
        payments         | name | programme | period  | amount_yuan
                         | 戊   | 低保      | 2024-01 | 1
                         | 甲   | 低保      | 2024-01 | 1
    """
    query = "SELECT coalesce(h.mate_name, '?'), count(*) FROM housemates AS h GROUP BY h.mate_name ORDER BY 1"
    assert look(drawn, query) == [("?", 1), ("丁", 2), ("丙", 2), ("乙", 2), ("甲", 2)]


def test_the_latest_date_of_death_counts_and_a_cremation_stands_in(look: Look) -> None:
    deaths = """
        deaths | name | died_on    | buried_on
               | 甲   | 2024-01-05 |
               | 甲   | 2024-03-05 |
               | 乙   |            | 2024-02-01
    """
    assert look(deaths, "SELECT name, died_on FROM dead ORDER BY died_on") == [("乙", date(2024, 2, 1)), ("甲", date(2024, 3, 5))]


def test_person_months_hold_the_payments_of_one_month(look: Look) -> None:
    paid = """
        payments | name | programme | period           | amount_yuan
                 | 甲   | 低保      | 2024-02          | 300
                 | 甲   | 低保      | 2024-03-10       | 20
                 | 甲   | 低保      | 2024-01..2024-02 | 600
    """
    query = "SELECT month, amount_yuan FROM person_months ORDER BY month"
    assert [(m, int(str(a).split(".")[0])) for m, a in look(paid, query)] == [(date(2024, 2, 1), 300), (date(2024, 3, 1), 20)]


def test_reversals_hold_what_is_left_of_periods_with_a_negative_row(look: Look) -> None:
    paid = """
        payments | name | programme | period  | amount_yuan
                 | 甲   | 低保      | 2024-01 | 300
                 | 甲   | 低保      | 2024-01 | -100
                 | 甲   | 低保      | 2024-02 | 300
    """
    assert [(str(a), b) for a, b in look(paid, "SELECT left_yuan, period_start FROM reversals")] == [("200.00", date(2024, 1, 1))]


def test_variant_characters_make_one_name_key(look: Look) -> None:
    paid = """
        payments | name   | programme | period  | amount_yuan
                 | 呂樹峯 | 低保      | 2024-01 | 300
                 | 吕树峰 | 低保      | 2024-02 | 300
    """
    assert look(paid, "SELECT count(DISTINCT p.name_key), count(DISTINCT p.name) FROM paid AS p") == [(1, 2)]


def test_a_name_is_one_person_with_a_valid_id_of_the_drawn_birth_date(look: Look) -> None:
    drawn = """
        people   | name | born_on    | sex
                 | 甲   | 1950-02-28 | 女
        payments | name | programme | period  | amount_yuan
                 | 甲   | 低保      | 2024-01 | 300
        kin      | official_name | name | relation | id_no
                 | 甲            | 乙   | 子       | -
                 | 乙            | 丙   | 子       | @甲
    """
    ((paid,),) = look(drawn, "SELECT id_no FROM payments")
    assert is_resident_id(str(paid))
    assert str(paid)[6:14] == "19500228"
    assert int(str(paid)[16]) % 2 == 0
    kin = look(drawn, "SELECT official_id_no, id_no, person_key FROM kin ORDER BY row_id")
    assert kin[0] == (paid, None, None)
    assert kin[1][1:] == (paid, int(str(paid)[:17]))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-02-03", date(2024, 2, 3), date(2024, 2, 3)),
        ("2023-11..2024-02", date(2023, 11, 1), date(2024, 2, 29)),
    ],
)
def test_periods_are_drawn_as_one_writes_them(text: str, first: date, last: date) -> None:
    assert read_period(text) == (first, last)


def test_columns_are_found_by_alias_in_their_select_and_by_using() -> None:
    few = "WITH few AS (SELECT person_key FROM dead) SELECT p.amount_yuan FROM paid AS p JOIN few AS f USING (person_key)"
    named = columns_named([f"{few} WHERE p.months = 1"])
    assert named["paid"] == {"amount_yuan", "months", "person_key"}
    assert named["dead"] == {"person_key"}
    assert columns_named(["SELECT count(*), max(p.months) FROM paid AS p"]) == {"paid": {"months"}}
    assert columns_named(["SELECT p.* FROM paid AS p"]) == {"paid": {"*"}}


def test_views_come_after_what_they_read_and_rest_on_schema_tables() -> None:
    order = [v.name for v in views_needed(["housemates"])]
    assert order.index("paid") < order.index("housemates")
    assert order.index("residents") < order.index("housemates")
    assert {"payments", "households", "approved_members"} <= tables_needed(["housemates"])


@pytest.mark.parametrize("name", sorted(shared_views()))
def test_every_shared_view_can_be_built_and_its_comment_names_its_columns(name: str, look: Look) -> None:
    about = shared_views()[name].about
    columns = [str(c) for c, *_ in look("payments | name\n", f"DESCRIBE SELECT * FROM {name}")]
    assert about.startswith(f"{name}: ")
    assert columns
    assert "all columns of" in about or "as paid" in about or [c for c in columns if c not in about] == []
