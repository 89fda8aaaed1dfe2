"""Names: tidied, never guessed; keys that make other writings of one name equal; what looks like a person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianjing.identity import CellError, Damaged, Read, looks_like_person, name_key, read_name, read_names, surnames


@pytest.mark.parametrize(
    ("text", "name", "notes"),
    [
        ("张三", "张三", ()),
        ("张　三", "张三", ()),
        (" 张 三 ", "张三", ()),
        ("张\u200b三", "张三", ()),
        ("张三\n", "张三", ()),
        ("买买提・艾山", "买买提·艾山", ()),
        ("买买提.艾山", "买买提·艾山", ()),
        ("买买提。艾山", "买买提·艾山", ()),
        ("买买提 • 艾山", "买买提·艾山", ()),
        ("John  Smith", "John Smith", ()),
        ("张三(户主)", "张三", ("note:户主",)),
        ("张三（已故）", "张三", ("note:已故",)),
        ("张三（户主）（已故）", "张三", ("note:户主", "note:已故")),
        ("张三[迁出]", "张三", ("note:迁出",)),
        ("张三（亡）", "张三", ("note:亡",)),
        ("张三死亡", "张三", ("note:死亡",)),
        ("张三已死", "张三", ("note:已死",)),
        ("张三之妻", "张三", ("note:之妻",)),
        ("张三*", "张三", ("note:*",)),
        ("张□", "张□", ("placeholder",)),
        ("张?", "张?", ("placeholder",)),
        ("张\ue123", "张\ue123", ("private_use",)),
        ("张䶮", "张䶮", ()),
        ("李时代", "李时代", ()),
        ("欧阳 修文", "欧阳修文", ()),
        ("张 三丰", "张三丰", ()),
    ],
)
def test_a_name_is_tidied_and_what_stands_behind_it_is_noted(text, name, notes):
    read = read_name(text)
    assert isinstance(read, Read)
    assert (read.value, read.notes) == (name, notes)
    assert (read.mended == ()) == (text == name)


@pytest.mark.parametrize("text", ["张三、李四", "张三，李四", "张三/李四", "张三等5人", "张三等", "张三 李四", "张三\n李四"])
def test_several_names_in_one_cell_are_set_aside(text):
    assert read_name(text) == Damaged("several_names")


@pytest.mark.parametrize(
    ("value", "reason"),
    [("张三家属", "not_a_name"), ("123", "not_a_name"), (5, "not_a_name"), (True, "not_a_name"), (CellError("#REF!"), "cell_error")],
)
def test_what_is_no_name_is_set_aside(value, reason):
    assert read_name(value) == Damaged(reason)


@pytest.mark.parametrize("value", [None, "", "　", "-", "无"])
def test_an_empty_cell_is_no_name(value):
    assert read_name(value) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("張三", "张三"),
        ("呂树峯", "吕树峰"),
        ("⼈杰", "人杰"),
        ("髙明", "高明"),
        ("李桂蘭", "李桂兰"),
        ("买买提·艾山", "买买提艾山"),
        ("John Smith", "JOHNSMITH"),
        ("龙\uf9d1", "龙六"),
    ],
)
def test_writings_of_one_name_share_a_key(one, other):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("闫东", "阎东"), ("付明", "傅明"), ("肖平", "萧平"), ("代红", "戴红"), ("邱叶", "丘叶"), ("张三", "张四")]
)
def test_popular_writings_of_surnames_stay_different_people(one, other):
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize(
    "text", ["张三", "王小明", "欧阳修", "诸葛孔明", "司马 光", "買買提·艾山", "買大同", "张三（已故）", "令狐冲", "闫志强"]
)
def test_people_look_like_people(text):
    assert looks_like_person(text)


@pytest.mark.parametrize(
    "text",
    [
        "合计",
        "小计",
        "姓名",
        "金额",
        "柳林镇",
        "高坡村",
        "农户",
        "2017年",
        "第一季度",
        "某县农业合作社",
        "备注",
        "",
        "张",
        "户主",
        "汉族",
        "低保",
        "男",
        "农村商业银行",
        "单位",
        "低保金额",
    ],
)
def test_words_of_sheets_do_not_look_like_people(text):
    assert not looks_like_person(text)


def test_surnames_hold_single_and_compound_ones_of_real_life():
    assert {"张", "王", "欧阳", "尉迟", "闫", "佘"} <= surnames()
    assert len(surnames()) > 600


@given(st.text("张王李三四五　 \u200b·.、（）已故*等家属?", max_size=10))
def test_tidying_twice_is_tidying_once(text):
    read = read_name(text)
    if isinstance(read, Read):
        again = read_name(read.value)
        assert isinstance(again, Read)
        assert again.value == read.value


@given(
    st.lists(
        st.one_of(st.none(), st.integers(), st.text("张王李三四已故死亡家属之妻等代领 ", max_size=6), st.text(max_size=5)), max_size=20
    )
)
def test_the_column_reads_as_the_plain_reader_does(values):
    column = read_names(values)
    for i, value in enumerate(values):
        match read_name(value):
            case Read(name, mended, notes):
                assert (column.values[i], column.mended.get(i, ()), column.notes.get(i, ())) == (name, mended, notes)
            case Damaged(reason):
                assert (column.values[i], column.damaged[i]) == (None, reason)
            case None:
                assert column.values[i] is None
                assert i not in column.damaged
