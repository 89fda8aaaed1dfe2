"""The people of a benchmark's book as SQL over their numbers: who they are, what they are paid, what the registers say of them.

A person `i` belongs to household `i // 3` (0 head, 1 spouse, 2 child of any age). `twist` of a role (0 … 99) says which one in a hundred of
that role is irregular, `kind` in which way. Nothing is random: a multiplier spreads numbers over days and sums.
"""

from collections.abc import Iterator

PERSONS_PER_PAYMENT = 0.1172  # so that the last list is the one that is cut

# Villages of about 1,500 people in towns of twenty; ages spread evenly over the birth years 1930 to 1999.
PEOPLE = """
create temp table people as
with numbered as (
    select
        i, i // 3 as home, (i % 3)::int as place,
        date '1930-01-01' + ((i * 7919) % 25567)::int as born,
        i // 25567 * 2 + 1 + (i % 2) as sequence,
        (i // 1500)::int as village_no
    from range($people) as t(i)
),
first_17 as (
    select *, ($region || strftime(born, '%Y%m%d') || lpad((sequence % 1000)::varchar, 3, '0')) as digits from numbered
),
weighed as (
    select *,
        list_sum(list_transform(
            generate_series(1, 17), lambda k: [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2][k] * substr(digits, k, 1)::int
        )) as total
    from first_17
)
select
    i, home, place, born,
    digits::bigint as person_key,
    digits || substr('10X98765432', (total % 11)::int + 1, 1) as id_no,
    $surnames[(i * 31 % len($surnames))::int + 1] || substr('安邦昌达恩福刚海杰康兰宁平庆荣山泰文新永', (i // 3 % 20)::int + 1, 1)
        || substr('爱春德芬贵红佳菊磊梅强琴瑞淑涛婷伟秀燕珍', (i // 60 % 20)::int + 1, 1) as name,
    case when sequence % 2 = 1 then '男' else '女' end as sex,
    '第' || (village_no // 20 + 1) || '镇' as town,
    '第' || (village_no % 20 + 1) || '屯村' as village,
    '628833' || lpad((i * 104729 % 1000000000000)::varchar, 13, '0') as card_no,
    (home % 100)::int as twist, (home // 100 % 10)::int as kind,
    place = 0 and home % 3 = 0 as on_allowance,
    place = 0 and home % 5 <> 4 as farms,
    150 + i * 13 % 400 as allowance,
    ((i * 37 % 1300 + 150) / 100)::decimal(18,4) as area,
    i % 23 = 11 and place = 1 as disabled,
    place = 0 and home % 87 = 29 and home % 11 <> 0 and home % 300 <> 41 as alone,
    case
        when year(born) < 1955 and place = 0 and home % 3 <> 0 and home % 50 = 7 and home // 100 % 10 < 4 then date '2019-02-11'
        when year(born) < 1955 and home % 3 <> 0 and i % 41 = 3 then date '2019-01-15' + ((i * 53 % 300)::int)
    end as died_on
from weighed
"""

_WHO = "id_no, person_key, name, town, village, card_no"
_LIVING = "(died_on is null or last_day(died_on) >= date '2019-{m:02d}-01')"
_MONTH = "date '2019-{m:02d}-01' as period_start, last_day(date '2019-{m:02d}-01') as period_end"
_YEAR = "date '2019-01-01' as period_start, date '2019-12-31' as period_end"


def pay_lists() -> Iterator[tuple[str, str]]:
    """File and query of every pay list; the irregular ones first, so that a limit never cuts them."""
    yield "补录/养老金补录.xlsx", _extra_pensions()
    yield "农业农村局/耕地补贴2019.xlsx", _land()
    yield "民政局/临时救助2019.xlsx", _hardship()
    for m in range(1, 13):
        yield f"民政局/低保2019-{m:02d}.xlsx", _allowance(m)
        yield f"残联/护理补贴2019-{m:02d}.xlsx", _care(m)
        yield f"民政局/高龄补贴2019-{m:02d}.xlsx", _very_old(m)
        yield f"人社局/养老金2019-{m:02d}.xlsx", _pension(m)
        yield f"民政局/特困供养2019-{m:02d}.xlsx", _support(m)
    yield "民政局/冬春救助2019.xlsx", _relief()


def allowance_lists() -> list[str]:
    """The queries of the subsistence allowance of all months."""
    return [_allowance(m) for m in range(1, 13)]


def land_list() -> str:
    """The query of the land list."""
    return _land()


def _monthly(m: int, programme: str, yuan: str, who: str, also_dead: str, *, tail: str = "", of: str = _WHO) -> str:
    due = f"({who}) and ({_LIVING.format(m=m)} or ({also_dead}))"
    return f"select {of}, '{programme}' as programme, {_MONTH.format(m=m)}, {yuan} as amount_yuan{tail} from people where {due}"


def _aged(age: int, m: int) -> str:
    """Who has reached the age by the end of the month."""
    year = 2019 - age
    return f"(year(born) < {year} or (year(born) = {year} and month(born) <= {m}))"


def _pension(m: int) -> str:
    return _monthly(m, "城乡居民养老金", "118 + i % 30", _aged(60, m), "twist in (7, 57) and kind < 4")


def _very_old(m: int) -> str:
    young = "(twist in (9, 59) and kind < 2 and year(born) between 1942 and 1950)"
    return _monthly(m, "高龄补贴", "55", f"({_aged(80, m)} and not (twist in (8, 58) and kind < 3)) or {young}", "false")


def _allowance(m: int) -> str:
    """Irregular: kind 4 is paid more than published, 5 not from July, 9 after death; others share a card, count a head more, get less."""
    who = "on_allowance" + (" and not (twist in (3, 53) and kind = 5)" if m > 6 else "")
    more = "when twist in (3, 53) and kind = 4 then 80 when twist in (12, 62) and kind = 0 then -60"
    tail = ", case when twist in (15, 65) and kind = 0 then 4 else 3 end as persons, home::varchar as household_no"
    card = "case when twist in (18, 68) and kind = 0 then '6288349' || lpad((home // 15000)::varchar, 12, '0') else card_no end as card_no"
    of = _WHO.replace("card_no", card)
    yuan = f"allowance * 3 + case {more} else 0 end"
    return _monthly(m, "农村最低生活保障", yuan, who, "twist in (3, 53) and kind = 9", tail=tail, of=of)


def _support(m: int) -> str:
    """Support for those alone; irregular beside the allowance."""
    who = "alone or (on_allowance and twist in (21, 71) and kind < 2)"
    return _monthly(m, "特困人员供养", "565", who, "false", tail=", '分散供养' as category")


def _hardship() -> str:
    """One-off aid; some are kin of an official, some stand under another name."""
    who = "id_no, person_key, case when home % 300 = 90 then name || '芳' else name end as name, town, village, card_no"
    day = "date '2019-06-18' as period_start, date '2019-06-18' as period_end, date '2019-06-18' as paid_on"
    due = "place = 0 and home % 30 = 0 and died_on is null"
    return f"select {who}, '临时救助' as programme, {day}, 800 as amount_yuan from people where {due}"


def _care(m: int) -> str:
    return _monthly(m, "重度残疾人护理补贴", "72", "disabled", "false", tail=", '2' as grade")


def _land() -> str:
    """Kinds: 0 area beyond the confirmed one, 1 a wrong sum, 2 no land right."""
    mu = "case when twist in (5, 55) and kind = 0 then area * 1.5 else area end"
    yuan = f"round(({mu}) * 87.35, 2) + case when twist in (5, 55) and kind = 1 then 90 else 0 end"
    columns = f"{_WHO}, '耕地地力保护补贴' as programme, {_YEAR}, {yuan} as amount_yuan, ({mu}) as area_mu, 87.35 as rate_yuan"
    return f"select {columns} from people where farms"


def _relief() -> str:
    """The last list, cut where the asked number of payments is reached."""
    day = "date '2019-12-12' as period_start, date '2019-12-12' as period_end, date '2019-12-12' as paid_on"
    who = "place = 0 and home % 3 = 0 and died_on is null"
    return f"select {_WHO}, '冬春救助' as programme, {day}, 330 as amount_yuan from people where {who}"


def _extra_pensions() -> str:
    """Pensions paid again: in the same village, or in another one."""
    who = "id_no, person_key, name, town, case when kind = 5 then '第99屯村' else village end as village, card_no"
    due = f"{_aged(60, 1)} and died_on is null and twist in (7, 57) and kind in (5, 6)"
    return f"select {who}, '城乡居民养老金' as programme, {_MONTH.format(m=1)}, 118 + i % 30 as amount_yuan from people where {due}"


_PLACE = "id_no, person_key, name, town, village"
_ODD = "on_allowance and twist in (3, 53) and kind"
# Registers: table → file and query.
REGISTERS = {
    "households": (
        "公安局/常住人口.xlsx",
        f"""select {_PLACE}, home::varchar as household_no, sex, born as born_on,
        case place when 0 then '户主' when 1 then '配偶' else '子女' end as relation from people""",
    ),
    "deaths": ("公安局/死亡注销.xlsx", f"select {_PLACE}, died_on, sex, born as born_on from people where died_on is not null"),
    "vehicles": (
        "公安局/机动车.xlsx",
        f"""select {_PLACE}, '冀Q' || lpad((i % 100000)::varchar, 5, '0') as plate_no, '小型轿车' as vehicle_class,
        date '2015-03-02' as registered_on, '正常' as status
        from people where (place = 0 and home % 3 = 1 and home % 4 = 0) or ({_ODD} = 0)""",
    ),
    "real_estate": (
        "自然资源局/不动产.xlsx",
        f"""select {_PLACE}, '城镇住宅' as usage, 88.5 as area_m2, date '2014-05-06' as registered_on, '单独所有' as share
        from people where (place = 0 and home % 9 = 4) or ({_ODD} = 1)""",
    ),
    "companies": (
        "市场监管局/市场主体.xlsx",
        f"""select {_PLACE}, name || '百货店' as company_name, '个体工商户' as company_kind, '经营者' as role,
        date '2013-07-01' as founded_on, '存续' as status
        from people where (place = 0 and home % 3 = 2 and home % 11 = 0) or ({_ODD} = 2)""",
    ),
    "custody": (
        "司法局/在刑人员.xlsx",
        f"select {_PLACE}, '有期徒刑' as category, date '2018-02-01' as from_on, date '2021-01-31' as to_on from people where {_ODD} = 3",
    ),
    "staff": (
        "编办/在编人员.xlsx",
        f"""select {_PLACE}, '县第三中学' as unit_name, date '2008-09-01' as from_on, '在岗' as status
        from people where (place = 0 and home % 3 = 1 and home % 17 = 0 and year(born) > 1962) or ({_ODD} = 6)""",
    ),
    "kin": (
        "纪委监委/近亲属报告表.xlsx",
        """select k.id_no, k.person_key, k.name, k.town, k.village, o.id_no as official_id_no, o.person_key as official_person_key,
        o.name as official_name, '村会计' as post, '兄弟' as relation, date '1990-01-01' as from_on
        from people k join people o on o.home = k.home // 300 * 300 + 41 and o.place = 0 where k.place = 0 and k.home % 300 = 60""",
    ),
    "approved_members": (
        "民政局/低保家庭成员.xlsx",
        """select m.id_no, m.person_key, m.name, m.town, m.village, '农村最低生活保障' as programme,
        h.id_no as head_id_no, h.person_key as head_person_key, h.name as head_name,
        case m.place when 0 then '户主' when 1 then '配偶' else '子女' end as relation
        from people m join people h on h.home = m.home where h.on_allowance""",
    ),
    "land_leased_in": (
        "农业农村局/流转.xlsx",
        f"""select {_PLACE}, 4.5 as area_mu, '某户' as lessor_name, date '2016-10-01' as from_on, date '2024-09-30' as to_on
        from people where farms and home % 50 = 13""",
    ),
    "proxies": (
        "民政局/代领登记.xlsx",
        f"""select {_PLACE}, card_no, '村便民服务员' as proxy_name, '行动不便' as reason, date '2018-03-01' as registered_on
        from people where year(born) < 1935 and i % 211 = 5""",
    ),
    "officials": (
        "组织部/村两委.xlsx",
        f"""select {_PLACE}, '村会计' as post, date '2018-05-01' as from_on
        from people where (place = 0 and home % 300 = 41) or ({_ODD} = 7)""",
    ),
    "land_rights": (
        "农业农村局/确权.xlsx",
        f"""select {_PLACE}, home::varchar as household_no, area as area_mu, 3 as parcels
        from people where farms and not (twist in (5, 55) and kind = 2)""",
    ),
    "disability": (
        "残联/持证残疾人.xlsx",
        f"""select {_PLACE}, id_no || '42' as certificate_no, '4' as disability_kind, '2' as grade, date '2014-06-01' as issued_on,
        date '2024-05-31' as valid_to, '有效' as status from people where disabled and not (twist in (11, 61) and kind < 2)""",
    ),
    "approved": (
        "民政局/低保台账.xlsx",
        f"""select {_PLACE}, '农村最低生活保障' as programme, home::varchar as household_no, 3 as persons, allowance * 3 as monthly_yuan,
        date '2016-01-01' as from_on from people where on_allowance and died_on is null""",
    ),
    "published": (
        "民政局/低保公示.xlsx",
        f"""select {_PLACE}, '农村最低生活保障' as programme, 3 as persons, allowance * 3 as monthly_yuan, {_YEAR}
        from people where (on_allowance and died_on is null) or (place = 0 and home % 3 = 2 and home % 997 = 5 and died_on is null)""",
    ),
    "bank_returns": (
        "银行/退汇.xlsx",
        f"""select {_PLACE}, card_no, '农村最低生活保障' as programme, {_MONTH.format(m=4)}, allowance * 3 as amount_yuan,
        date '2019-05-06' as returned_on, '账号已销户' as reason, null::date as repaid_on from people where {_ODD} = 8""",
    ),
}
