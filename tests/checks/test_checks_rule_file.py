"""A rule file is read wholly or refused with a word that says what is wrong."""

from pathlib import Path

import pytest

from lianjing.checks.rule import find_rules, read_rule
from lianjing.errors import AskedWrongly

HEADER = """/* lianjing-rule
id = "A99"
category = "A01"
strength = "weak"
subject = "person"
side = "by"
title = { zh = "题", en = "title" }
means = { zh = "义", en = "meaning" }
basis = ["x"]
tables = ["payments"]
say.zh = "{name}{amount_yuan}"
say.en = "{name} {amount_yuan}"
param.min_yuan = { default = 1.5, unit = "yuan", source = "s" }
cells = ["payments.amount_yuan"]
innocent.small = { zh = "小额", en = "small" }
*/
"""
SQL = """SELECT p.person_key AS subject, [p.row_id] AS evidence, p.amount_yuan
FROM paid AS p
WHERE p.person_key IS NOT NULL
  AND p.amount_yuan >= $min_yuan   -- unless: small
"""


def write(folder: Path, header: str = HEADER, sql: str = SQL, name: str = "A99") -> Path:
    path = folder / f"{name}.sql"
    path.write_text(header + sql, "utf-8")
    return path


def test_a_rule_is_read_with_its_parameters_blanks_and_marked_lines(tmp_path: Path) -> None:
    rule = read_rule(write(tmp_path))
    assert (rule.id, rule.strength, rule.tables) == ("A99", "weak", ("payments",))
    assert str(rule.parameters[0].default) == "1.5"
    assert rule.say.blanks() == {"name", "amount_yuan"}
    assert rule.marked_lines() == [(3, "small")]
    assert "$min_yuan" not in rule.without_line(3)
    assert rule.fixture_path.name == "A99.fixture.md"


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ('id = "A99"', 'id = "A98"', "not the file's name"),
        ('category = "A01"', 'category = "X1"', "no code of the catalogue"),
        ('strength = "weak"', 'strength = "sure"', "sure"),
        ('basis = ["x"]', 'basis = ["x"]\ncolour = "red"', "colour"),
        ('side = "by"', "", "side"),
        ("title = {", "title = ", "TOML"),
        ('tables = ["payments"]', "tables = []", "at least one table"),
        ("/* lianjing-rule", "/* rule", "no header"),
        ("innocent.small", 'left_out.small = { zh = "x", en = "y" }\ninnocent.small', "at once"),
    ],
)
def test_a_faulty_header_is_refused_with_the_reason(tmp_path: Path, old: str, new: str, word: str) -> None:
    with pytest.raises(AskedWrongly) as error:
        read_rule(write(tmp_path, HEADER.replace(old, new)))
    assert word in error.value.say("en")
    assert "A99.sql" in error.value.say("zh")


def test_rules_are_found_by_glob_in_order_of_id(tmp_path: Path) -> None:
    for name in ("B02", "A99", "A03"):
        write(tmp_path, HEADER.replace("A99", name), name=name)
    assert [r.id for r in find_rules(folders=[tmp_path])] == ["A03", "A99", "B02"]
    assert [r.id for r in find_rules("A*", folders=[tmp_path])] == ["A03", "A99"]
    assert [r.id for r in find_rules("B02, A03", folders=[tmp_path])] == ["A03", "B02"]


def test_a_glob_that_matches_nothing_and_a_rule_that_stands_twice_are_refused(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "more").mkdir()
    with pytest.raises(AskedWrongly, match="Z"):
        find_rules("Z*", folders=[tmp_path])
    write(tmp_path / "more")
    with pytest.raises(AskedWrongly, match="A99"):
        find_rules(folders=[tmp_path])
