/* lianjing-rule
id       = "C03"
category = "C03"
strength = "strong"
subject  = "person"
side     = "by"
reach    = "county"
title    = { zh = "村干部代领，或一人代领多户，未见领取凭据", en = "A village official, or one person for many households, draws other people's money without receipts" }
means    = { zh = "代领登记中的代领人是对象所在村任期内的村干部，或同一个人代领多户；既不是同户或亲属，也没有领取人签收的记录。", en = "In the register of proxies the one who draws is an official of that village in office, or one person draws for many households; they are no family, and no receipt of the person entitled is noted." }
why      = { zh = "别人的救命钱攥在村干部或一个人手里，少给、迟给、不给，本人都不知道。", en = "When an official or one man holds other people's money, they do not know whether it comes short, late or not at all." }
basis    = ["惠民惠农财政补贴资金“一卡通”管理办法：确需代领的应办理委托手续，村干部不得保管群众的卡折", "不相容职务相分离的内部控制原则"]
tables   = ["payments", "proxies"]
uses     = ["officials", "kin", "households", "approved_members"]
say.zh   = "{name}的“{programme}”{period}共{amount_yuan}元登记由{proxy_name}代领（{why}），未见本人签收凭据。请核对委托手续、取款记录和本人是否领到。"
say.en   = "“{programme}” of {name} for {period}, {amount_yuan} yuan, is registered as drawn by {proxy_name} ({why_en}); no receipt is noted. Check the authority, the withdrawals, and whether the person got the money."
param.min_yuan = { default = 1, unit = "yuan", source = "residues of rounding are no finding; a county may set its own" }
param.households = { default = 5, unit = "households drawn for by one person who is no home", source = "fewer are neighbours and relatives; a county may set its own" }
cells    = ["proxies.proxy_name", "proxies.registered_on", "proxies.reason", "payments.name", "payments.amount_yuan", "officials.name", "officials.post"]
innocent.registered-and-receipted = { zh = "备注写明本人签收、有收条、领据、取款回执的不算", en = "the register notes the person's receipt" }
innocent.ward-of-a-home = { zh = "敬老院、福利院、养老机构等代集中供养人员领取的不算", en = "homes that draw for their wards" }
innocent.family = { zh = "代领人与对象同户，或登记、申报为亲属、监护人的不算", en = "one household, declared kin, or the register calls the proxy a relative or guardian" }
innocent.out-of-office = { zh = "所属期不在任期内的不算", en = "the money is for a time when the proxy was not in office" }
innocent.other-village = { zh = "代领人是外村干部的不算", en = "an official of another village" }
innocent.before-registration = { zh = "登记代领以前的款项不算", en = "money for the time before the proxy was registered" }
innocent.other-programme = { zh = "登记只代领某一项目或某一张卡的，其他项目、其他卡不算（只有登记表标题、未写明项目的，各项都算）", en = "the proxy is for one programme or card, and the money is another's (the register's mere title names no programme)" }
innocent.reversed = { zh = "该期款项已冲回", en = "the sum of that period was taken back" }
*/
WITH named AS (
    SELECT DISTINCT x.programme
    FROM proxies AS x
    JOIN programmes AS g
        ON x.programme LIKE '%' || g.zh || '%'
),
said AS (                -- a register's title, or everything that is paid, names no programme
    SELECT DISTINCT
        x.programme,
        n.programme IS NULL AND (x.programme LIKE '%代领%' OR x.programme LIKE '%代取%' OR x.programme LIKE '%代办%' OR x.programme LIKE '%代管%' OR x.programme LIKE '%委托%' OR x.programme LIKE '%登记%' OR x.programme LIKE '%领取%' OR x.programme LIKE '%一卡通%' OR x.programme LIKE '%惠农%' OR x.programme LIKE '%惠民%' OR x.programme LIKE '%各项%' OR x.programme LIKE '%全部%' OR x.programme LIKE '%所有%' OR x.programme LIKE '%各类%' OR x.programme IN ('补贴', '补助', '待遇', '资金', '财政补贴')) AS of_all
    FROM proxies AS x
    LEFT JOIN named AS n
        ON n.programme = x.programme
    WHERE x.programme IS NOT NULL
),
standing_in AS (
    SELECT
        x.row_id, x.person_key, x.proxy_person_key, x.proxy_name, x.programme, x.card_no,
        x.programme IS NULL OR s.of_all AS said_of_all,
        coalesce(x.registered_on, DATE '1900-01-01') AS registered_on,
        coalesce(cast(x.proxy_person_key AS VARCHAR), x.proxy_name) AS proxy
    FROM proxies AS x
    LEFT JOIN said AS s
        ON s.programme = x.programme
    WHERE x.person_key IS NOT NULL
      AND coalesce(x.proxy_person_key, 0) <> x.person_key
      AND NOT (coalesce(x.note, '') LIKE '%签收%' OR coalesce(x.note, '') LIKE '%收条%' OR coalesce(x.note, '') LIKE '%收据%' OR coalesce(x.note, '') LIKE '%领据%' OR coalesce(x.note, '') LIKE '%回执%' OR coalesce(x.note, '') LIKE '%签字%' OR coalesce(x.note, '') LIKE '%签名%' OR coalesce(x.note, '') LIKE '%手印%' OR coalesce(x.note, '') LIKE '%指印%' OR coalesce(x.note, '') LIKE '%已领%')   -- unless: registered-and-receipted
      AND NOT (coalesce(x.proxy_name, '') LIKE '%院%' OR coalesce(x.proxy_name, '') LIKE '%中心%' OR coalesce(x.proxy_name, '') LIKE '%养老%' OR coalesce(x.proxy_name, '') LIKE '%学校%' OR coalesce(x.proxy_name, '') LIKE '%机构%' OR coalesce(x.reason, '') LIKE '%集中供养%')   -- unless: ward-of-a-home
      AND NOT (coalesce(x.reason, '') LIKE '%监护%' OR coalesce(x.reason, '') LIKE '%父%' OR coalesce(x.reason, '') LIKE '%母%' OR coalesce(x.reason, '') LIKE '%子女%' OR coalesce(x.reason, '') LIKE '%儿子%' OR coalesce(x.reason, '') LIKE '%女儿%' OR coalesce(x.reason, '') LIKE '%配偶%' OR coalesce(x.reason, '') LIKE '%亲属%' OR coalesce(x.reason, '') LIKE '%兄弟%' OR coalesce(x.reason, '') LIKE '%姐妹%')   -- unless: family
),
family AS (
    SELECT h.person_key, h.mate_key
    FROM standing_in AS s
    JOIN housemates AS h
        ON h.person_key = s.person_key
       AND h.mate_key = s.proxy_person_key
    UNION
    SELECT k.person_key, k.official_person_key
    FROM standing_in AS s
    JOIN kin AS k
        ON k.person_key = s.person_key
       AND k.official_person_key = s.proxy_person_key
),
strangers AS (
    SELECT s.row_id, s.person_key, s.proxy_person_key, s.proxy_name, s.proxy, s.programme, s.card_no, s.said_of_all, s.registered_on
    FROM standing_in AS s
    LEFT JOIN family AS f
        ON f.person_key = s.person_key
       AND f.mate_key = s.proxy_person_key
    WHERE s.proxy IS NOT NULL
      AND f.person_key IS NULL                               -- unless: family
),
principals AS (          -- people of one household count once
    SELECT DISTINCT s.proxy, coalesce(r.household_id, cast(s.person_key AS VARCHAR)) AS household
    FROM strangers AS s
    LEFT JOIN residents AS r
        ON r.person_key = s.person_key
),
busy AS (
    SELECT p.proxy, count(*) AS households
    FROM principals AS p
    GROUP BY p.proxy
    HAVING count(*) >= $households
),
posts AS (
    SELECT o.person_key, o.row_id, o.name, o.post, v.village_key, t.town_key, coalesce(o.from_on, DATE '1900-01-01') AS from_on, coalesce(o.to_on, DATE '9999-12-31') AS to_on
    FROM officials AS o
    LEFT JOIN village_keys AS v
        ON v.village = o.village
    LEFT JOIN town_keys AS t
        ON t.town = o.town
    WHERE o.person_key IS NOT NULL
),
money AS (
    SELECT
        s.row_id AS proxy_row, s.person_key, s.proxy_person_key, s.proxy_name, s.proxy, s.registered_on, s.programme AS programme_said, s.card_no AS card_said, s.said_of_all,
        p.row_id, p.programme_id, p.programme, p.amount_yuan, p.village_key, p.town_key, p.card_no,
        coalesce(p.period_start, p.paid_on) AS period_start,
        coalesce(p.period_end, p.paid_on) AS period_end
    FROM strangers AS s
    JOIN paid AS p
        ON p.person_key = s.person_key
    LEFT JOIN reversals AS v
        ON v.person_key = p.person_key
       AND v.programme = p.programme
       AND v.period_start = p.period_start
    WHERE p.amount_yuan >= $min_yuan
      AND coalesce(v.left_yuan, $min_yuan) >= $min_yuan      -- unless: reversed
),
drawn AS (
    SELECT m.proxy_row, m.person_key, m.proxy_person_key, m.proxy_name, m.proxy, m.row_id, m.programme_id, m.programme, m.amount_yuan, m.village_key, m.town_key, m.period_start, m.period_end
    FROM money AS m
    WHERE m.period_end IS NOT NULL
      AND m.period_end >= m.registered_on                    -- unless: before-registration
      AND (m.said_of_all OR m.programme_said LIKE '%' || m.programme || '%' OR m.programme LIKE '%' || m.programme_said || '%')   -- unless: other-programme
      AND (m.card_said IS NULL OR m.card_no IS NULL OR m.card_said = m.card_no)   -- unless: other-programme
),
by_official AS (
    SELECT d.proxy_row, d.row_id, min(o.row_id) AS post_row, min(o.post) AS post
    FROM drawn AS d
    JOIN posts AS o
        ON o.person_key = d.proxy_person_key
    WHERE o.person_key IS NOT NULL
      AND o.from_on <= d.period_end                          -- unless: out-of-office
      AND o.to_on >= d.period_start                          -- unless: out-of-office
      AND (o.village_key IS NULL OR d.village_key IS NULL OR (o.village_key = d.village_key AND coalesce(o.town_key = d.town_key, TRUE)))   -- unless: other-village
    GROUP BY d.proxy_row, d.row_id
)
SELECT
    d.proxy                                                  AS subject,
    d.programme_id,
    [d.row_id, d.proxy_row, o.post_row]                      AS evidence,
    d.amount_yuan,
    d.programme,
    d.period_start,
    d.period_end,
    d.proxy_name,
    CASE WHEN o.row_id IS NOT NULL THEN '任村干部：' || coalesce(o.post, '职务未注明') ELSE '共代领' || cast(b.households AS VARCHAR) || '户' END AS why,
    CASE WHEN o.row_id IS NOT NULL THEN 'an official of the village' ELSE 'draws for ' || cast(b.households AS VARCHAR) || ' households' END AS why_en
FROM drawn AS d
LEFT JOIN by_official AS o
    ON o.proxy_row = d.proxy_row
   AND o.row_id = d.row_id
LEFT JOIN busy AS b
    ON b.proxy = d.proxy
WHERE o.row_id IS NOT NULL
   OR b.proxy IS NOT NULL
