"""The village books of a benchmark's book as SQL over villages: vouchers, invoices, leases, contracts, bids, allocations.

Five hundred vouchers a village, so that a book of ten million payments has about four hundred thousand. As with people nothing is random:
numbers are spread by multipliers, and a remainder says which row is irregular (about one in a hundred) and in which way.
"""

from lianjing.simulate.scale_people import allowance_lists, land_list

VOUCHERS, LEASES, CONTRACTS = 500, 24, 8  # of a village

VILLAGES = """
create temp table villages as
select
    village_no, min(town) as town, min(village) as village,
    coalesce(min(name) filter (where place = 0 and home % 300 = 41), '村主任') as chair,
    coalesce(min(name) filter (where place = 0 and home % 300 = 60), '村会计') as keeper
from (select *, (i // 1500)::int as village_no from people)
group by village_no
"""

# n counts all vouchers; cash 397, no invoice 401, an invoice again 409, not reviewed 419, void 421, late 431.
_VOUCHER = f"""
select
    v.town, v.village, v.chair, v.keeper, k + 1 as k, v.village_no::bigint * {VOUCHERS} + k as n,
    date '2019-01-01' + (k * 363 // {VOUCHERS})::int as voucher_on,
    (case k % 3 when 0 then 80 + n * 37 % 210 when 1 then 310 + n * 53 % 480 else 820 + n * 101 % 6700 end + n % 97 / 100)::decimal(18,2)
        as yuan,
    '第' || (v.village_no // 20 % 30 + 1) || '街' || (array['顺达', '便民', '惠众', '鸿运'])[(n % 4)::int + 1] || '商贸行' as shop,
    case when n % 409 = 17 then n - 3 else n end as invoiced
from villages as v cross join range({VOUCHERS}) as t(k)
"""


def _vouchers() -> str:
    return f"""
    select
        town, village, k::varchar as voucher_no, voucher_on, yuan as amount_yuan, shop as payee, chair as approver, keeper as handler,
        (array['购办公用品', '村道路灯维修', '水井电费', '订阅报刊', '渠道清淤'])[(n % 5)::int + 1] as purpose,
        (array['管理费用', '公益支出', '其他支出'])[(n % 3)::int + 1] as account,
        case when yuan <= 800 or n % 397 = 11 then '现金' else '转账' end as pay_method,
        case when yuan > 300 and n % 401 <> 13 then '139900190' || (invoiced % 7)::varchar end as invoice_code,
        case when yuan > 300 and n % 401 <> 13 then lpad((invoiced * 7919 % 100000000)::varchar, 8, '0') end as invoice_no,
        case when n % 419 <> 19 then '已审核' end as reviewed,
        case when n % 419 <> 19 then voucher_on end as reviewed_on
    from ({_VOUCHER})"""


def _invoices() -> str:
    return f"""
    select
        '139900190' || (n % 7)::varchar as invoice_code, lpad((n * 7919 % 100000000)::varchar, 8, '0') as invoice_no,
        voucher_on + case when n % 431 = 23 then 50 else -2 end as invoiced_on, shop as seller_name, village || '村民委员会' as payer_unit,
        yuan as amount_yuan, case when n % 421 = 29 then '作废' else '正常' end as status, town, village
    from ({_VOUCHER}) where yuan > 300 and n % 401 <> 13"""


def _leases() -> str:
    """Irregular: 101 expired and still used, 103 for thirty years, 107 far too cheap, 109 unpaid, 113 without minutes."""
    return f"""
    select
        n::varchar as contract_no, v.town, v.village, (array['机动地', '坑塘', '门面房', '林果园'])[(k % 4)::int + 1] as asset_class,
        mu as area_mu, p.name as lessee_name, p.id_no, p.person_key, '公开竞价' as method, 3 + n % 4 as bidders,
        case when n % 101 = 7 then date '2008-01-01' else date '2014-01-01' end as from_on,
        case when n % 101 = 7 then date '2018-06-30' when n % 103 = 9 then date '2043-12-31' else date '2023-12-31' end as to_on,
        rent as rent_yuan, case when n % 109 = 3 then 0 else rent end as rent_received_yuan, '履行中' as status,
        case when n % 113 = 5 then '无' else '有' end as minutes, date '2013-12-01' as signed_on
    from (
        select *, village_no * {LEASES} + k as n, (4 + (village_no * {LEASES} + k) * 7 % 33)::decimal(18,4) as mu,
            (mu * (300 + n * 11 % 90) * case when n % 107 = 13 then 0.2 else 1 end)::decimal(18,2) as rent
        from villages cross join range({LEASES}) as t(k)
    ) as v
    join people as p on p.i = v.village_no::bigint * 1500 + k * 57"""


# Works of towns; every other one is tendered. Irregular: 89 one bid, 97 evenly spaced, 79 signed before the opening.
_CONTRACT = f"""
select
    v.town, v.village, v.village_no * {CONTRACTS} + k as n, 'GC' || lpad(n::varchar, 6, '0') as project_no,
    v.village || (array['道路硬化', '沟渠整治', '机井配套', '路灯安装', '桥涵加固', '塘坝清淤', '广场改造', '管网维修'])[(k % 8)::int + 1]
        as project_name,
    (case when k % 2 = 0 then 180000 + n * 353 % 400000 else 22000 + n * 97 % 60000 end)::decimal(18,2) as yuan,
    k % 2 = 0 as tendered, date '2019-03-01' + (n * 13 % 230)::int as signed_on, n * 7 % 60 as winner
from villages as v cross join range({CONTRACTS}) as t(k)
"""
_FIRM = "'冀北第' || ({number} + 1) || '建设有限公司'"


def _contracts() -> str:
    return f"""
    select
        project_no, project_name, town || '人民政府' as payer_unit, {_FIRM.format(number="winner")} as supplier_name,
        case when tendered then '公开招标' else '询价' end as method, yuan as amount_yuan, signed_on,
        signed_on + 45 as completed_on, town, village
    from ({_CONTRACT})"""


def _bids() -> str:
    return f"""
    select
        project_no, project_name, {_FIRM.format(number="(winner + r * 11) % 60")} as bidder_name, r + 1 as rank,
        (yuan * (1 + case when n % 97 = 4 then r * 0.02 else r * 0.017 + r * r * (3 + n % 5) / 1000 end))::decimal(18,2) as bid_yuan,
        case r when 0 then '中标' else '未中标' end as outcome, signed_on + case when n % 79 = 6 then 9 else -12 end as opened_on
    from ({_CONTRACT}) cross join range(4) as t(r) where tendered and not (n % 89 = 2 and r > 0)"""


def _allocations() -> str:
    """As much as the pay lists hold, by town; irregular: 37 kept too long, 41 received less, 43 paid out more."""
    lists = " union all ".join(
        f"select town, programme, period_start, amount_yuan from ({query})" for query in (*allowance_lists(), land_list())
    )
    return f"""
    select
        '拨〔2019〕' || n || '号' as document_no, programme, first_on as period_start, last_on as period_end, '县财政局' as payer_unit,
        town as payee_unit, town, yuan as amount_yuan, sent_on,
        (yuan - case when n % 41 = 5 then 900 else 0 end)::decimal(18,2) as received_yuan,
        sent_on + 4 as received_on, (yuan + case when n % 43 = 6 then 1300 else 0 end)::decimal(18,2) as distributed_yuan,
        sent_on + case when n % 37 = 3 then 120 else 12 end as distributed_on
    from (
        select
            *, row_number() over (order by programme, first_on, town) as n, last_day(first_on + interval 2 month)::date as last_quarter,
            case when by_quarter then last_quarter else date '2019-12-31' end as last_on,
            case when by_quarter then last_quarter - 20 else date '2019-06-03' end as sent_on
        from (
            select
                town, programme, programme <> '耕地地力保护补贴' as by_quarter, date_trunc('quarter', period_start)::date as first_on,
                sum(amount_yuan)::decimal(18,2) as yuan
            from ({lists}) group by all
        )
    )"""


BOOKS = {
    "vouchers": ("村账/记账凭证.xlsx", _vouchers()),
    "invoices": ("税务局/发票.xlsx", _invoices()),
    "leases": ("农业农村局/资产发包.xlsx", _leases()),
    "contracts": ("交易中心/合同.xlsx", _contracts()),
    "bids": ("交易中心/开标.xlsx", _bids()),
    "allocations": ("财政局/资金拨付.xlsx", _allocations()),
}
