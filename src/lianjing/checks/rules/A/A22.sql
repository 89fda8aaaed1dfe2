/* lianjing-rule
id       = "A22"
category = "A22"
strength = "strong"
subject  = "person"
side     = "by"
reach    = "county"
funds    = "cast(programme_id AS VARCHAR) IN ('micro_loan', 'industry_support', 'pv_income')"
title    = { zh = "扶贫贴息、分红发给名单以外的人", en = "Poverty loan subsidy or dividend to someone outside the target register" }
means    = { zh = "扶贫小额信贷贴息、产业扶贫、光伏收益等只面向建档立卡（脱贫、监测）户的款项，领款人及同户人员都不在对象名册中，而该乡镇其他领款人绝大多数在册。", en = "Money for registered poor households only (loan subsidy, dividends, solar income) went to someone who, with the whole household, is not on that register, although nearly all other payees of the town are." }
why      = { zh = "扶贫的钱给了名单外的人，贫困户就少得。", en = "Poverty money given to others is missing where it was meant." }
basis    = ["国开办发〔2014〕78号：扶贫小额信贷对象为建档立卡贫困户", "财农〔2017〕8号、财农〔2021〕19号：到户项目的对象限于建档立卡（脱贫、监测）户"]
tables   = ["payments", "approved"]
uses     = ["approved_members", "households"]
say.zh   = "“{programme}”向{name}发放{period}共{money_rows}笔{amount_yuan}元，而其本人及同户人员不在建档立卡（脱贫、监测）对象名册中；同乡镇{covered_percent}%的领款人在册。请核对对象身份。"
say.en   = "“{programme}” paid {name} {amount_yuan} yuan in {money_rows} rows ({period}), but neither the person nor the household is on the register of the poor; {covered_percent} % of the town's payees are. Check the standing of the household."
param.min_yuan = { default = 1, unit = "yuan", source = "residues of rounding are no finding; a county may set its own" }
param.covered_percent = { default = 80, unit = "percent of the town's payees who are on the register", source = "below, the register is taken for incomplete or the programme for open to others" }
cells    = ["payments.name", "payments.amount_yuan", "payments.programme"]
innocent.household-on-the-register = { zh = "同户其他成员在册的不算", en = "another of the household is on the register" }
innocent.register-incomplete = { zh = "该乡镇名册缺失或不全、项目也面向其他人的，不比对", en = "no comparison where the register of the town has gaps or the programme is open to others" }
innocent.register-cell-damaged = { zh = "名册中同名人员号码损坏的，不比对", en = "the register has that name with a damaged ID" }
innocent.damaged-household = { zh = "户籍中没有此人的，看不出同户人员，不比对", en = "someone of no known household cannot be looked up with it" }
innocent.reversed = { zh = "该期款项已冲回", en = "the sum of that period was taken back" }
*/
WITH target_register AS (
    SELECT a.person_key
    FROM approved AS a
    WHERE a.person_key IS NOT NULL
      AND (a.programme LIKE '%建档立卡%' OR a.programme LIKE '%贫困户%' OR a.programme LIKE '%贫困人口%' OR a.programme LIKE '%脱贫%' OR a.programme LIKE '%监测户%' OR a.programme LIKE '%监测对象%'
           OR a.category LIKE '%建档立卡%' OR a.category LIKE '%贫困户%' OR a.category LIKE '%脱贫%' OR a.category LIKE '%监测户%' OR a.category LIKE '%监测对象%')
),
registered AS (
    SELECT t.person_key FROM target_register AS t
    UNION SELECT h.mate_key FROM target_register AS t JOIN housemates AS h ON h.person_key = t.person_key   -- unless: household-on-the-register
),
money AS (
    SELECT p.person_key, p.programme_id, p.programme, p.row_id, p.amount_yuan, p.town_key, coalesce(p.period_start, p.paid_on) AS period_start, coalesce(p.period_end, p.paid_on) AS period_end
    FROM paid AS p
    LEFT JOIN reversals AS v
        ON v.person_key = p.person_key
       AND v.programme = p.programme
       AND v.period_start IS NOT DISTINCT FROM p.period_start
    WHERE p.amount_yuan >= $min_yuan
      AND p.person_key IS NOT NULL
      AND cast(p.programme_id AS VARCHAR) IN ('micro_loan', 'industry_support', 'pv_income')
      AND coalesce(v.left_yuan, $min_yuan) >= $min_yuan      -- unless: reversed
),
payees AS (
    SELECT DISTINCT m.programme_id, m.town_key, m.person_key
    FROM money AS m
),
coverage AS (
    SELECT y.programme_id, y.town_key, count(*) AS payees, cast(sum(CASE WHEN r.person_key IS NULL THEN 0 ELSE 1 END) AS BIGINT) AS covered
    FROM payees AS y
    LEFT JOIN registered AS r
        ON r.person_key = y.person_key
    GROUP BY y.programme_id, y.town_key
),
as_written AS (
    SELECT m.row_id, x.name
    FROM money AS m
    JOIN payments AS x
        ON x.row_id = m.row_id
    LEFT JOIN registered AS r
        ON r.person_key = m.person_key
    WHERE r.person_key IS NULL
)
SELECT
    m.person_key                                       AS subject,
    m.programme_id,
    [m.row_id, h.row_id]                               AS evidence,
    m.amount_yuan,
    m.programme,
    m.period_start,
    m.period_end,
    cast(floor(c.covered * 100 / c.payees) AS INTEGER) AS covered_percent
FROM money AS m
JOIN as_written AS x
    ON x.row_id = m.row_id
JOIN coverage AS c
    ON c.programme_id = m.programme_id
   AND c.town_key IS NOT DISTINCT FROM m.town_key
LEFT JOIN residents AS h
    ON h.person_key = m.person_key
WHERE m.amount_yuan >= $min_yuan
  AND c.covered * 100 >= c.payees * $covered_percent   -- unless: register-incomplete
  AND h.person_key IS NOT NULL                         -- unless: damaged-household
  AND NOT EXISTS (SELECT 1 FROM approved_quarantined AS q WHERE q.name = x.name)   -- unless: register-cell-damaged
