"""Programmes as data: what is written in their files hangs together, and titles name the right one."""

import tomllib
from datetime import date
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianjing.schema.programmes import PROGRAMMES, fold_name, match_programme, name_in, programme_in, programme_of_columns

TITLES = [
    ("某县2021年第三季度农村最低生活保障金发放花名册", "dibao_rural"),
    ("城市居民最低生活保障金发放表", "dibao_urban"),
    ("××乡2020年耕地地力保护补贴（面积）公示", "land_fertility"),
    ("重度残疾人护理补贴7月", "disability_care"),
    ("困难残疾人 生活补贴 发放表", "disability_living"),
    ("特困人员救助供养金", "tekun"),
    ("80岁以上高龄津贴", "elder_80"),
]


@pytest.mark.parametrize(("title", "expected"), TITLES)
def test_a_title_names_its_programme(title: str, expected: str) -> None:
    assert match_programme(title) == expected


@pytest.mark.parametrize("title", ["", "公示", "2020年干部职工花名册", "会议通知", "补贴发放表"])
def test_a_title_without_programme_names_none(title: str) -> None:
    assert programme_in(title) is None


def test_the_longest_name_wins_over_a_shorter_one_inside_it() -> None:
    assert name_in("城市低保金", [("低保", "a"), ("城市低保", "b")]) == ("b", "城市低保")


def test_the_name_that_stands_last_in_a_title_is_what_it_is_about() -> None:
    assert name_in("低保转特困名单", [("特困", "a"), ("低保", "b")]) == ("a", "特困")
    assert name_in("城乡居民养老保险参保人丧葬补助金", [("城乡居民养老保险", "a"), ("丧葬补助金", "b")]) == ("b", "丧葬补助金")


def test_words_in_brackets_speak_only_where_no_others_do() -> None:
    assert name_in("危房改造（低保户）", [("危房改造", "a"), ("低保", "b")]) == ("a", "危房改造")
    assert name_in("发放表（低保）", [("危房改造", "a"), ("低保", "b")]) == ("b", "低保")


def test_a_name_shared_by_a_programme_and_its_forerunner_is_told_by_the_day() -> None:
    names = [("种粮补贴", "grain_oneoff"), ("种粮补贴", "land_fertility")]
    assert name_in("种粮补贴", names, date(2022, 5, 1)) is not None
    before = name_in("种粮补贴", names, date(2018, 5, 1))
    assert before is not None
    assert before[0] == "land_fertility"
    ended = name_in("种粮补贴", names, date(2026, 5, 1))
    assert ended is not None
    assert ended[0] == "land_fertility"


@pytest.mark.parametrize("id_", sorted(PROGRAMMES))
def test_every_programme_is_found_by_each_of_its_names_or_by_one_that_shares_it(id_: str) -> None:
    programme = PROGRAMMES[id_]
    for name in (programme.zh, *programme.names):
        found = programme_in(name, programme.valid_from)
        assert found is not None, name
        shared = {p.id for p in PROGRAMMES.values() if fold_name(name) in {fold_name(n) for n in (p.zh, *p.names)}}
        assert found[0] in shared, f"{name} names {found[0]}"


def test_ids_are_unique_over_all_files() -> None:
    texts = [f.read_text("utf-8") for f in files("lianjing.schema.programmes").iterdir() if f.name.endswith(".toml")]
    ids = [id_ for text in texts for id_ in tomllib.loads(text)]
    assert len(ids) == len(set(ids)) == len(PROGRAMMES)


def test_every_exclusion_and_lookalike_is_a_programme_and_none_excludes_itself() -> None:
    for p in PROGRAMMES.values():
        for other in (*(x.id for x in p.excludes), *p.lookalikes):
            assert other in PROGRAMMES, f"{p.id} names {other}"
            assert other != p.id


def test_facts_come_from_closed_lists() -> None:
    for p in PROGRAMMES.values():
        assert p.payee in {"person", "household", "land", "house", "project", "animal"}, p.id
        assert p.period in {"month", "quarter", "half", "year", "season", "term", "once", "event"}, p.id
        assert p.staff in {"barred", "allowed", "check"}, p.id
        assert p.officials in {"barred", "allowed", "check"}, p.id
        assert p.source != "", p.id
        if p.valid_from is not None and p.valid_to is not None:
            assert p.valid_from <= p.valid_to, p.id


def test_names_fold_width_blanks_and_brackets() -> None:
    assert fold_name(" 农村 （低保）\t· 补贴－Ａ１ ") == "农村低保补贴A1"


@settings(deadline=None)
@given(st.text(alphabet="农村低保金补贴年 \t（）()【】·－-—、，ＡＢab０1９"))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold_name(fold_name(text)) == fold_name(text)


@settings(deadline=None)
@given(st.sampled_from([t for t, _ in TITLES]), st.integers(1, 6))
def test_blanks_inside_a_title_change_nothing(title: str, gap: int) -> None:
    assert match_programme((" " * (gap % 2 + 1)).join(title[i : i + gap] for i in range(0, len(title), gap))) == match_programme(title)


def test_the_columns_of_a_machine_name_the_programme_where_no_text_does() -> None:
    assert programme_of_columns(["name", "item", "maker", "dealer", "serial_no", "amount_yuan"]) == "machinery"
    assert programme_of_columns(["name", "card_no", "amount_yuan", "maker"]) is None
