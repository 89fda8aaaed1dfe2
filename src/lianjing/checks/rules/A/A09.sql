/* lianjing-rule
id       = "A09"
category = "A09"
strength = "strong"
subject  = "person"
side     = "by"
funds    = "age_min IS NOT NULL OR age_max IS NOT NULL OR cast(programme_id AS VARCHAR) IN ('welfare_post', 'eco_ranger', 'cleaner') OR cast(programme_id AS VARCHAR) IN (SELECT cast(s.programme_id AS VARCHAR) FROM standards AS s WHERE s.from_age IS NOT NULL)"
title    = { zh = "年龄不在待遇规定的范围内", en = "Age outside the programme" }
means    = { zh = "按身份证号上的出生年月，领款人在所属期内尚未达到待遇规定的年龄，或在所属期开始以前已超过规定年龄。", en = "By the month of birth in the ID, the payee had not reached the programme's age anywhere in the period, or was beyond it before the period began." }
why      = { zh = "年纪没到或已过的人先领了，同样情况的邻居却按规矩等着，这对守规矩的人不公平。", en = "Some draw too early or too long while neighbours of the same age wait as the rule says: unfair to those who keep to it." }
basis    = ["各项待遇的年龄条件（如城乡居民养老保险满六十周岁、高龄津贴满八十周岁）", "本县标准文件所列起始年龄和岗位年龄上限"]
tables   = ["payments"]
say.zh   = "{name}出生于{born_year}年{born_month}月，“{programme}”规定年龄为{age_rule}；发放{period}共{money_rows}笔{amount_yuan}元。请核对出生日期和资格认定。"
say.en   = "{name} was born in {born_year}-{born_month}; “{programme}” is for ages {age_rule}; {amount_yuan} yuan in {money_rows} rows were paid for {period}. Check the date of birth and how eligibility was established."
param.min_yuan = { default = 1, unit = "yuan", source = "residues of rounding are no finding; a county may set its own" }
param.parent_years = { default = 15, unit = "years above the upper age", source = "money for a child that is this much too old to be one was entered under a parent or guardian" }
cells    = ["payments.id_no", "payments.name", "payments.period_start", "payments.amount_yuan"]
innocent.birthday-month = { zh = "满龄当月起（按季、按年发放的，含满龄当月的一期起）可以发放；超龄的自次月起算", en = "due from the month of the birthday on, and for the quarter or year that contains it; beyond the age only from the month after" }
innocent.local-age = { zh = "本县规定的起始年龄低于一般规定的，从本县规定；岗位年龄上限从本县规定", en = "where the county's own age is lower, or its age limit for posts differs, the county's counts" }
innocent.parent-or-guardian = { zh = "未成年人的款项登记在家长、监护人名下的不算", en = "a child's money entered under the ID of a parent or guardian" }
innocent.reversed = { zh = "该期款项已冲回", en = "the sum of that period was taken back" }
*/
WITH local_ages AS (
    SELECT s.programme_id, min(s.from_age) AS from_age
    FROM standards AS s
    WHERE s.from_age IS NOT NULL
    GROUP BY s.programme_id
),
aged AS (
    SELECT
        g.programme_id,
        least(
            g.age_min,
            s.from_age                                                                                         -- unless: local-age
        ) AS age_min,
        CASE
            WHEN cast(g.programme_id AS VARCHAR) = 'welfare_post' THEN coalesce(l.post_max_age, g.age_max)     -- unless: local-age
            WHEN cast(g.programme_id AS VARCHAR) IN ('eco_ranger', 'cleaner') THEN greatest(g.age_max, l.post_max_age)   -- unless: local-age
            ELSE g.age_max
        END AS age_max
    FROM programmes AS g
    CROSS JOIN limits AS l
    LEFT JOIN local_ages AS s
        ON s.programme_id = g.programme_id
),
bounded AS (
    SELECT a.programme_id, a.age_min, a.age_max, coalesce(a.age_max <= 25, FALSE) AS for_children
    FROM aged AS a
    WHERE a.age_min IS NOT NULL
       OR a.age_max IS NOT NULL
),
due AS (                 -- the birth date stands in the ID, whose first 17 digits are the person's key
    SELECT
        p.person_key, p.programme_id, p.programme, p.row_id, p.amount_yuan, b.age_min, b.age_max, b.for_children,
        cast(round((p.person_key - p.person_key % 100000) / 100000) AS BIGINT) % 1000000 AS born,
        coalesce(p.period_start, p.paid_on) AS period_start,
        coalesce(p.period_end, p.paid_on) AS period_end
    FROM paid AS p
    JOIN bounded AS b
        ON b.programme_id = p.programme_id
    WHERE p.amount_yuan >= $min_yuan
      AND p.person_key IS NOT NULL
),
months AS (
    SELECT
        d.person_key, d.programme_id, d.programme, d.row_id, d.amount_yuan, d.age_min, d.age_max, d.for_children, d.period_start, d.period_end,
        d.born % 100 AS born_month,
        cast((d.born - d.born % 100) / 100 AS BIGINT) AS born_year,
        year(d.period_start) * 12 + month(d.period_start) AS begins,
        year(d.period_end) * 12 + month(d.period_end) AS ends,
        cast((d.born - d.born % 100) / 100 AS BIGINT) * 12 + d.born % 100 AS born_in
    FROM due AS d
)
SELECT
    m.person_key         AS subject,
    m.programme_id,
    [m.row_id]           AS evidence,
    m.amount_yuan,
    m.programme,
    m.period_start,
    m.period_end,
    m.born_year,
    m.born_month,
    coalesce(cast(m.age_min AS VARCHAR), '') || '～' || coalesce(cast(m.age_max AS VARCHAR), '') AS age_rule
FROM months AS m
LEFT JOIN reversals AS r
    ON r.person_key = m.person_key
   AND r.programme = m.programme
   AND r.period_start = m.period_start
WHERE (m.ends < m.born_in + m.age_min * 12 OR m.begins > m.born_in + (m.age_max + 1) * 12)
  AND NOT (m.for_children AND m.begins > m.born_in + (m.age_max + $parent_years) * 12)   -- unless: parent-or-guardian
  AND coalesce(r.left_yuan, $min_yuan) >= $min_yuan                                      -- unless: reversed
