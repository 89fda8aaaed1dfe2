"""Villages and towns: normal forms, keys, and places inside titles, sheet, file and folder names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianjing.identity import find_places, read_village, town_key, village_key


@pytest.mark.parametrize(
    ("text", "village"),
    [
        ("高坡村", "高坡村"), ("高坡村村民委员会", "高坡村"), ("高坡村民委员会", "高坡村"), ("高坡村委会", "高坡村"),
        ("高坡村村委会", "高坡村"), ("高坡行政村", "高坡村"), ("高坡", "高坡"),
        ("东村村民委员会", "东村"), ("幸福社区居民委员会", "幸福社区"), ("幸福社区", "幸福社区"), ("幸福社区居委会", "幸福社区"),
        ("幸福居委会", "幸福居委会"), ("高 坡 村", "高坡村"),
        ("柳林镇高坡村", "高坡村"), ("清河县柳林镇高坡村委会", "高坡村"), ("高坡村三组", "高坡村"), ("高坡村3组", "高坡村"),
        ("高坡村第二村民小组", "高坡村"), ("高坡村（原石坡）", "高坡村"),
        ("村头村", "村头村"), ("镇前村", "镇前村"), ("阿拉坦嘎查", "阿拉坦嘎查"), ("", None), ("-", None), ("  ", None),
        ("高坡村股份经济合作社", "高坡村"),
    ],
)  # fmt: skip
def test_a_village_has_one_normal_form(text, village):
    assert read_village(text) == village


@pytest.mark.parametrize(
    "text", ["高坡", "高坡村", "高坡村委会", "高坡社区", "高坡居委会", "柳林镇高坡村", "高坡村村民委员会", " 高坡村五组"]
)
def test_all_writings_of_a_village_share_a_key(text):
    assert village_key(text) == "高坡"


@pytest.mark.parametrize("text", ["柳林", "柳林镇", "柳林乡", "柳林街道", "柳林街道办事处", "清河县柳林镇", "柳林镇人民政府", "柳林 镇"])
def test_all_writings_of_a_town_share_a_key(text):
    assert town_key(text) == "柳林"


PLACES = [
    ("柳林镇高坡村2017年耕地地力保护补贴", ("柳林镇", "高坡村")),
    ("石沟乡农村低保花名册", ("石沟乡", None)),
    ("清河县柳林镇", ("柳林镇", None)),
    ("清河县柳林镇高坡村", ("柳林镇", "高坡村")),
    ("河东省清河县柳林镇2017年", ("柳林镇", None)),
    ("清河县2017年柳林镇高坡村委会低保", ("柳林镇", "高坡村")),
    ("高坡村", (None, "高坡村")),
    ("高坡村村民委员会", (None, "高坡村")),
    ("2017年度高坡村村级账务", (None, "高坡村")),
    ("柳林镇村干部报酬", ("柳林镇", None)),
    ("石沟乡村干部报酬", ("石沟乡", None)),
    ("石沟乡乡村振兴项目", ("石沟乡", None)),
    ("石沟乡上半年.xlsx", ("石沟乡", None)),
    ("养老金/石沟乡上半年.xlsx", ("石沟乡", None)),
    ("柳林镇-高坡村", ("柳林镇", "高坡村")),
    ("柳林镇 高坡村", ("柳林镇", "高坡村")),
    ("乡镇：柳林镇 村：高坡村", ("柳林镇", "高坡村")),
    ("单位：柳林镇人民政府", ("柳林镇", None)),
    ("填报单位（盖章）：柳林镇高坡村", ("柳林镇", "高坡村")),
    ("新华街道办事处东风社区低保", ("新华街道", "东风社区")),
    ("新华街道2018年", ("新华街道", None)),
    ("查干苏木阿拉坦嘎查补贴", ("查干苏木", "阿拉坦嘎查")),
    ("红旗管理区前进村", ("红旗管理区", "前进村")),
    ("西岭回族乡", ("西岭回族乡", None)),
    ("西岭满族民族乡高坡村", ("西岭满族民族乡", "高坡村")),
    ("旧县镇高坡村", ("旧县镇", "高坡村")),
    ("二〇一九年下半年柳林镇高龄津贴", ("柳林镇", None)),
    ("2017年第一季度柳林镇低保", ("柳林镇", None)),
    ("高坡村第三组", (None, "高坡村")),
    ("柳林镇农村低保", ("柳林镇", None)),
    ("关于柳林镇高坡村", ("柳林镇", "高坡村")),
    ("柳林镇高坡行政村", ("柳林镇", "高坡村")),
    ("柳林镇城乡居民养老金", ("柳林镇", None)),
    ("柳林镇东村村委会", ("柳林镇", "东村")),
    ("3.柳林镇", ("柳林镇", None)),
    ("柳林镇（12个村）", ("柳林镇", None)),
    ("民政局 柳林镇 高坡村", ("柳林镇", "高坡村")),
    ("柳 林 镇 高 坡 村", ("柳林镇", "高坡村")),
    ("石沟乡村医生补助", ("石沟乡", None)),
    ("柳林镇各村低保", ("柳林镇", None)),
    ("清河县民政局柳林镇低保", ("柳林镇", None)),
    ("农村低保柳林镇", ("柳林镇", None)),
    ("高龄津贴柳林镇高坡村", ("柳林镇", "高坡村")),
    ("发放花名册柳林镇", ("柳林镇", None)),
]
NO_PLACES = [
    "农村最低生活保障金发放表", "全县各乡镇", "城乡居民养老金", "跨乡镇人员养老金", "乡村振兴", "行政村汇总", "贫困村退出",
    "村干部名册", "村级账务", "乡镇", "村", "社区", "清河县2017年",
    "村民代表", "各村汇总", "社区矫正人员", "社区服刑", "农村危房改造", "新农村合作医疗", "返乡创业", "城镇居民", "2017年城镇低保",
    "清河县城镇居民", "村集体资产", "驻村工作队", "家乡", "", "一村一策",
    "乡镇卫生院", "城乡低保", "镇", "乡村医生补助", "某县农村商业银行", "城镇职工", "本村", "村两委", "帮扶到村",
]  # fmt: skip


@pytest.mark.parametrize(("text", "places"), PLACES)
def test_places_are_found_in_titles_and_names(text, places):
    assert find_places(text) == places


@pytest.mark.parametrize("text", NO_PLACES)
def test_common_words_are_no_places(text):
    assert find_places(text) == (None, None)


town_names = st.sampled_from(["柳林镇", "石沟乡", "新华街道", "旧县镇", "西岭回族乡"])
village_names = st.sampled_from(["高坡村", "东风社区", "小王庄村", "村头村", "石家坡村", "南关社区"])


@given(
    town_names,
    village_names,
    st.sampled_from(["{t}{v}2017年低保发放表", "清河县{t}{v}", "2018年{t}{v}农村低保", "{t}-{v}", "{t}/{v}.xlsx", "高龄津贴（{t}{v}）"]),
)
def test_town_and_village_come_back_out_of_any_title(town, village, form):
    assert find_places(form.format(t=town, v=village)) == (town, village)


@given(st.text("清河县柳林镇高坡村社区乡居委会民农2017年-/ ", max_size=14))
def test_any_text_is_read_without_error_and_normal_forms_stay(text):
    find_places(text)
    town_key(text)
    village = read_village(text)
    if village is not None:
        assert village_key(village) == village_key(text)
