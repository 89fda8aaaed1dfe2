/* lianjing-rule
id       = "B09"
category = "B09"
strength = "strong"
subject  = "person"
side     = "by"
funds    = "cast(programme_id AS VARCHAR) IN ('village_official_pay')"
title    = { zh = "离任后仍领取村干部报酬", en = "A former village official is still paid for the post" }
means    = { zh = "村干部名册显示任期已在所属期以前结束，名册中没有此人其他在任记录，而报酬仍按在任人员发放；离任当月不算。", en = "The register of village officials shows that the term ended before the month that was paid, and no other term of that person; the month of leaving is left alone." }
why      = { zh = "已经不当干部了还领干部的报酬，接任干活的人可能领不足，村里的钱也白花。", en = "If pay goes on after office, the one who now does the work may get too little, and the village pays for nothing." }
basis    = ["村干部报酬按任职时间发放，离任次月起停发；正常离任补助另有项目"]
tables   = ["payments", "officials"]
say.zh   = "{name}登记于{left_on}离任（原任{post}），“{programme}”仍发放{period}共{money_rows}笔{amount_yuan}元，名册中未见其他任职。请核对离任时间和停发手续。"
say.en   = "{name} is registered as having left the post ({post}) on {left_on}; “{programme}” still paid {amount_yuan} yuan in {money_rows} rows for {period}, and no other term is on the register. Check the day of leaving and why pay went on."
param.min_yuan = { default = 1, unit = "yuan", source = "residues of rounding are no finding; a county may set its own" }
cells    = ["payments.name", "payments.amount_yuan", "payments.period_start", "payments.post", "officials.name", "officials.post", "officials.from_on", "officials.to_on", "officials.status"]
innocent.statutory-retired-allowance = { zh = "正常离任村干部补贴等离任待遇不算", en = "the allowance for former officials is another programme" }
innocent.re-appointed = { zh = "名册中另有在任记录（连任、改任、再次当选）的不算", en = "another term of that person covers the month: re-elected or moved to another post" }
innocent.entry-with-damaged-id = { zh = "名册中同村同名、证件号损坏的一行在任的不算", en = "an entry of that name and village with a damaged ID may be the term in question" }
innocent.switch-month = { zh = "离任当月发放的不算；按季、按年发放的，期内离任的不算", en = "the month of leaving is due, and the quarter or year in which it lies" }
innocent.arrears = { zh = "备注写明补发、清欠以前月份的不算", en = "arrears of earlier months, so says the remark" }
innocent.other-post = { zh = "发放表写明为村民小组长、监督委员会等名册以外岗位的不算", en = "the pay list names a post that the register of the two committees does not hold: group leader, supervisor" }
innocent.reversed = { zh = "该期款项已冲回", en = "the sum of that period was taken back" }
*/
WITH entries AS (
    SELECT
        o.person_key, o.row_id, o.name, o.post, o.from_on, o.to_on,
        coalesce(o.from_on, DATE '1900-01-01') AS term_from,
        coalesce(o.to_on, DATE '9999-12-31') AS term_to
    FROM officials AS o
    WHERE o.person_key IS NOT NULL
),
ended AS (
    SELECT e.person_key, max(e.to_on) AS left_on
    FROM entries AS e
    WHERE e.to_on IS NOT NULL
    GROUP BY e.person_key
),
last_terms AS (
    SELECT d.person_key, d.left_on, min(e.row_id) AS row_id, min(e.post) AS post
    FROM ended AS d
    JOIN entries AS e
        ON e.person_key = d.person_key
       AND e.to_on = d.left_on
    GROUP BY d.person_key, d.left_on
),
damaged AS (             -- who may be meant by an entry whose ID cannot be read
    SELECT q.name, k.village_key
    FROM officials_quarantined AS q
    LEFT JOIN village_keys AS k
        ON k.village = q.village
    WHERE q.to_on IS NULL
),
post_paid AS (
    SELECT
        p.person_key, p.programme_id, p.programme, p.row_id, p.amount_yuan, p.village_key,
        coalesce(p.period_start, p.paid_on) AS period_start,
        coalesce(p.period_end, p.paid_on) AS period_end,
        t.left_on, t.row_id AS official_row, t.post
    FROM last_terms AS t
    JOIN paid AS p
        ON p.person_key = t.person_key
    WHERE cast(p.programme_id AS VARCHAR) = 'village_official_pay'
      AND p.amount_yuan >= $min_yuan
),
described AS (           -- what the pay list says beside the sum
    SELECT
        p.person_key, p.programme_id, p.programme, p.row_id, p.amount_yuan, p.village_key, p.period_start, p.period_end, p.left_on, p.official_row, p.post,
        x.name,
        coalesce(x.post, '') AS paid_post,
        coalesce(x.programme, '') || '|' || coalesce(x.category, '') || '|' || coalesce(x.post, '') || '|' || coalesce(x.note, '') || '|' || coalesce(x.reason, '') || '|' || coalesce(x.item, '') AS said
    FROM post_paid AS p
    JOIN payments AS x
        ON x.row_id = p.row_id
)
SELECT
    p.person_key                                    AS subject,
    p.programme_id,
    [p.row_id, p.official_row]                      AS evidence,
    p.amount_yuan,
    p.programme,
    p.period_start,
    p.period_end,
    p.left_on,
    coalesce(p.post, '村干部')                      AS post
FROM described AS p
LEFT JOIN reversals AS r
    ON r.person_key = p.person_key
   AND r.programme = p.programme
   AND r.period_start = p.period_start
WHERE p.period_start > p.left_on
  AND p.period_start > last_day(p.left_on)          -- unless: switch-month
  AND NOT EXISTS (SELECT 1 FROM entries AS e WHERE e.person_key = p.person_key AND e.term_from <= p.period_end AND e.term_to >= p.period_start)   -- unless: re-appointed
  AND NOT EXISTS (SELECT 1 FROM damaged AS d WHERE d.name = p.name AND coalesce(d.village_key = p.village_key, TRUE))   -- unless: entry-with-damaged-id
  AND NOT (p.said LIKE '%离任%' OR p.said LIKE '%离职%' OR p.said LIKE '%离岗%' OR p.said LIKE '%退休%' OR p.said LIKE '%卸任%' OR p.said LIKE '%退职%' OR p.said LIKE '%老干部%' OR p.said LIKE '%老村干%' OR p.said LIKE '%老支书%')   -- unless: statutory-retired-allowance
  AND NOT (p.said LIKE '%补发%' OR p.said LIKE '%补领%' OR p.said LIKE '%补差%' OR p.said LIKE '%欠%' OR p.said LIKE '%结算%' OR p.said LIKE '%清算%')   -- unless: arrears
  AND NOT (p.paid_post LIKE '%组长%' OR p.paid_post LIKE '%监%' OR p.paid_post LIKE '%网格%' OR p.paid_post LIKE '%代表%' OR p.paid_post LIKE '%保洁%' OR p.paid_post LIKE '%护%' OR p.paid_post LIKE '%协%' OR p.paid_post LIKE '%联络%')   -- unless: other-post
  AND coalesce(r.left_yuan, $min_yuan) >= $min_yuan -- unless: reversed
