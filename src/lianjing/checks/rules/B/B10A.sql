/* lianjing-rule
id       = "B10A"
category = "B10"
strength = "strong"
subject  = "person"
side     = "by"
funds    = "cast(programme_id AS VARCHAR) IN ('welfare_post')"
title    = { zh = "公益性岗位人员超过县定年龄", en = "A public-welfare post held beyond the county's age" }
means    = { zh = "按身份证号上的出生年月，岗位补贴所属期开始以前，本人已超过县定岗位年龄上限；满龄当年不算。", en = "By the month of birth in the ID, the holder of a public-welfare post was beyond the county's age limit before the period began; the year in which the limit is reached is left alone." }
why      = { zh = "岗位有年龄上限，超龄的人不离岗，等着上岗的困难人就一直等；年纪大了干重活也容易出事。", en = "A post has an age limit: if it is not given up, those who need it wait on, and heavy work at that age is a danger to the worker." }
basis    = ["县级规定（standards.toml 的 post_max_age）"]
tables   = ["payments"]
limits   = ["post_max_age"]
say.zh   = "{name}出生于{born_year}年{born_month}月，“{programme}”岗位年龄上限为{limit_age}周岁；发放{period}共{money_rows}笔{amount_yuan}元。请核对出生日期、实际在岗情况和续聘手续。"
say.en   = "{name} was born in {born_year}-{born_month}; posts of “{programme}” end at {limit_age} years; {amount_yuan} yuan in {money_rows} rows were paid for {period}. Check the date of birth, who does the work, and how the post was renewed."
param.min_yuan = { default = 1, unit = "yuan", source = "residues of rounding are no finding; a county may set its own" }
cells    = ["payments.name", "payments.id_no", "payments.amount_yuan", "payments.period_start"]
innocent.year-of-the-limit = { zh = "满上限年龄当年（下一个生日当月以前）不算", en = "the year after the birthday on which the limit is reached" }
innocent.arrears = { zh = "备注写明补发的不算", en = "arrears, so says the remark" }
innocent.reversed = { zh = "该期款项已冲回", en = "the sum of that period was taken back" }
left_out.poor-kin-allowed = { zh = "年龄与亲属无关", en = "age has nothing to do with kin" }
*/
WITH post_paid AS (      -- the birth date stands in the ID, whose first 17 digits are the person's key
    SELECT
        p.person_key, p.programme_id, p.programme, p.row_id, p.amount_yuan, p.period_start AS listed_start,
        cast(round((p.person_key - p.person_key % 100000) / 100000) AS BIGINT) % 1000000 AS born,
        coalesce(p.period_start, p.paid_on) AS period_start,
        coalesce(p.period_end, p.paid_on) AS period_end
    FROM paid AS p
    WHERE cast(p.programme_id AS VARCHAR) = 'welfare_post'
      AND p.amount_yuan >= $min_yuan
      AND p.person_key IS NOT NULL
),
aged AS (
    SELECT
        d.person_key, d.programme_id, d.programme, d.row_id, d.amount_yuan, d.listed_start, d.period_start, d.period_end,
        d.born % 100 AS born_month,
        cast((d.born - d.born % 100) / 100 AS BIGINT) AS born_year,
        year(d.period_start) * 12 + month(d.period_start) - cast((d.born - d.born % 100) / 100 AS BIGINT) * 12 - d.born % 100 AS months_old
    FROM post_paid AS d
)
SELECT
    a.person_key       AS subject,
    a.programme_id,
    [a.row_id]         AS evidence,
    a.amount_yuan,
    a.programme,
    a.period_start,
    a.period_end,
    a.born_year,
    a.born_month,
    l.post_max_age     AS limit_age
FROM aged AS a
CROSS JOIN limits AS l
JOIN payments AS x
    ON x.row_id = a.row_id
LEFT JOIN reversals AS r
    ON r.person_key = a.person_key
   AND r.programme = a.programme
   AND r.period_start = a.listed_start
WHERE a.months_old > l.post_max_age * 12
  AND a.months_old > (l.post_max_age + 1) * 12                                          -- unless: year-of-the-limit
  AND NOT (coalesce(x.note, '') LIKE '%补发%' OR coalesce(x.note, '') LIKE '%补领%' OR coalesce(x.reason, '') LIKE '%补发%')   -- unless: arrears
  AND coalesce(r.left_yuan, $min_yuan) >= $min_yuan                                     -- unless: reversed
