# ruff: noqa: E501
"""Stands in until lianjing.checks.standards is there: the tables of the standards with a handful of programmes. To be removed."""

from collections.abc import Mapping
from datetime import date

import duckdb

TYPES: Mapping[str, str] = {
    "programmes": "programme_id VARCHAR, zh VARCHAR, payee VARCHAR, period VARCHAR, means_tested BOOLEAN, staff VARCHAR, officials VARCHAR, "
    "discretionary BOOLEAN, funeral BOOLEAN, per_head BOOLEAN, age_min INTEGER, age_max INTEGER",
    "exclusive": "programme_id VARCHAR, other_id VARCHAR, scope VARCHAR",
    "standards": "programme_id VARCHAR, measure VARCHAR, step VARCHAR, from_age INTEGER, yuan DECIMAL(18,2), valid_from DATE, valid_to DATE, "
    "source VARCHAR",
    "allowed_grades": "programme_id VARCHAR, grade INTEGER",
    "needs_programme": "programme_id VARCHAR, needs_id VARCHAR",
    "post_pay": "post VARCHAR, yuan_per_month DECIMAL(18,2)",
    "limits": "cash_yuan DECIMAL(18,2), no_invoice_yuan DECIMAL(18,2), tender_yuan DECIMAL(18,2), transfer_days INTEGER, lease_max_years INTEGER, "
    "land_tolerance DECIMAL(18,4), return_days INTEGER, begin_days INTEGER, post_max_age INTEGER",
}
PROGRAMMES = [
    # id, zh, payee, period, means_tested, staff, officials, discretionary, funeral, per_head, age_min, aliases
    ("dibao_rural", "农村最低生活保障", "household", "month", True, "barred", "check", False, False, True, None, "低保 农村低保"),
    ("dibao_urban", "城市最低生活保障", "household", "month", True, "barred", "check", False, False, True, None, "城市低保"),
    ("tekun", "特困人员救助供养", "person", "month", True, "barred", "barred", False, False, False, None, "特困 特困供养"),
    ("linshi", "临时救助", "household", "event", True, "barred", "check", True, False, False, None, ""),
    ("disability_living", "困难残疾人生活补贴", "person", "month", True, "check", "check", False, False, False, None, ""),
    ("disability_care", "重度残疾人护理补贴", "person", "month", False, "allowed", "allowed", False, False, False, None, "护理补贴"),
    ("elder_80", "高龄津贴", "person", "month", False, "allowed", "allowed", False, False, False, 80, ""),
    (
        "resident_pension",
        "城乡居民基本养老保险",
        "person",
        "month",
        False,
        "barred",
        "allowed",
        False,
        False,
        False,
        60,
        "养老金 城乡居民养老保险",
    ),
    ("funeral_public", "丧葬补助", "person", "once", False, "allowed", "allowed", False, True, False, None, "丧葬费"),
    ("land_fertility", "耕地地力保护补贴", "land", "year", False, "allowed", "allowed", False, False, False, None, "地力补贴 粮补"),
    ("dangerous_house", "农村危房改造补助", "house", "once", True, "barred", "check", True, False, False, None, "危房改造 农村危房改造"),
    ("welfare_post", "公益性岗位补贴", "person", "month", False, "barred", "check", True, False, False, None, "公益岗位"),
]


def register(con: duckdb.DuckDBPyConnection) -> None:
    """The tables, filled as far as known here."""
    for name, columns in TYPES.items():
        con.execute(f"CREATE TEMP TABLE {name} ({columns})")
    con.executemany("INSERT INTO programmes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)", [p[:11] for p in PROGRAMMES])
    pairs = [("dibao_rural", "tekun"), ("dibao_rural", "dibao_urban"), ("tekun", "disability_living"), ("tekun", "disability_care")]
    con.executemany("INSERT INTO exclusive VALUES (?, ?, 'person')", pairs + [(b, a) for a, b in pairs])
    con.execute("INSERT INTO limits (cash_yuan) VALUES (NULL)")


def match_programme(text: str, on: date | None) -> str | None:
    """The programme of that name or alias."""
    return next((p[0] for p in PROGRAMMES if text == p[1] or text in str(p[11]).split()), None)
