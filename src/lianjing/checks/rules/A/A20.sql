/* lianjing-rule
id       = "A20"
category = "A20"
strength = "strong"
subject  = "person"
side     = "by"
reach    = "county"
funds    = "cast(programme_id AS VARCHAR) IN ('edu_preschool', 'edu_boarding', 'edu_high', 'edu_vocational', 'nutrition', 'yulu')"
title    = { zh = "学生资助对象不在学籍名册，或学段不符", en = "Student aid to someone not on the school roll, or of another level" }
means    = { zh = "领取学生资助的人（及其同户人员）在该学期没有学籍，或学籍显示的学段不属于该资助项目；同一学校、年度的其他受助学生绝大多数在册。", en = "Someone paid student aid, and the household, had no place on a school roll in that term, or at a level that the aid is not for, although nearly all other recipients of that year are on the roll." }
why      = { zh = "资助名额给了不在校的人，真正困难的学生就少一份。", en = "Aid to someone who is not at school is aid that a pupil in need goes without." }
basis    = ["学生资助资金管理办法：资助对象应具有正式学籍，按学段执行"]
tables   = ["payments", "school_roll"]
uses     = ["households", "approved_members"]
say.zh   = "“{programme}”向{name}发放{period}共{money_rows}笔{amount_yuan}元，{why}。请核对学籍、转学手续和实际就读情况。"
say.en   = "“{programme}” paid {name} {amount_yuan} yuan in {money_rows} rows for {period}, but {why_en}. Check the roll, a change of school, and where the person studies."
param.min_yuan = { default = 1, unit = "yuan", source = "residues of rounding are no finding; a county may set its own" }
param.covered_percent = { default = 80, unit = "percent of the year's recipients who are on the roll", source = "below, the roll is taken for incomplete" }
param.just_left_days = { default = 90, unit = "days", source = "aid of a term is decided at its beginning; whoever left just before is not counted" }
cells    = ["payments.name", "payments.school", "payments.period_start", "payments.amount_yuan", "school_roll.school_level", "school_roll.school", "school_roll.enrolled_on", "school_roll.left_on", "school_roll.status"]
innocent.transfer = { zh = "转学、转出、转入、休学复学衔接的不算", en = "a change of school, or a break of studies, is noted" }
innocent.just-left = { zh = "当期开始前不久才离校的不算", en = "left shortly before the term began" }
innocent.paid-to-guardian = { zh = "发给家长、同户有在册学生的不算", en = "paid to a parent: a pupil of the household is on the roll" }
innocent.roll-incomplete = { zh = "该年度受助学生多数不在册的，名册不全，不比对", en = "most recipients of that year are not on the roll: it has gaps" }
innocent.school-not-on-the-roll = { zh = "就读学校不在名册范围（如外县学校）的不比对", en = "the school named in the pay list does not stand on the roll at all, such as one in another county" }
innocent.register-cell-damaged = { zh = "名册中同名学生号码损坏的，不比对", en = "the roll has that name with a damaged ID" }
innocent.level-unknown = { zh = "名册没有写明学段的，不作学段比对", en = "no comparison of levels where the roll does not show one" }
innocent.reversed = { zh = "该期款项已冲回", en = "the sum of that period was taken back" }
*/
WITH roll AS (
    SELECT
        s.person_key, s.row_id, s.school, coalesce(s.status, '') || '|' || coalesce(s.note, '') AS remark,
        coalesce(s.enrolled_on, DATE '1900-01-01') AS enrolled_on,
        coalesce(s.left_on, DATE '9999-12-31') AS left_on,
        coalesce(s.school_level, '') || '|' || coalesce(s.school, '') || '|' || coalesce(s.class_name, '') AS said
    FROM school_roll AS s
    WHERE s.person_key IS NOT NULL
),
levelled AS (
    SELECT
        r.person_key, r.row_id, r.school, r.remark, r.enrolled_on, r.left_on,
        CASE
            WHEN r.said LIKE '%职%' OR r.said LIKE '%中专%' OR r.said LIKE '%技校%' OR r.said LIKE '%技工%' OR r.said LIKE '%技师%' OR r.said LIKE '%卫校%' THEN 'vocational'
            WHEN r.said LIKE '%大学%' OR r.said LIKE '%学院%' OR r.said LIKE '%大专%' OR r.said LIKE '%本科%' OR r.said LIKE '%专科%' THEN 'college'
            WHEN r.said LIKE '%高中%' OR r.said LIKE '%高级中学%' OR r.said LIKE '%高一%' OR r.said LIKE '%高二%' OR r.said LIKE '%高三%' THEN CASE WHEN r.said LIKE '%初中%' OR r.said LIKE '%小学%' THEN '' ELSE 'high' END
            WHEN r.said LIKE '%初中%' OR r.said LIKE '%初级中学%' OR r.said LIKE '%小学%' OR r.said LIKE '%义务%' OR r.said LIKE '%九年%' THEN 'compulsory'
            WHEN r.said LIKE '%幼儿%' OR r.said LIKE '%学前%' THEN 'preschool'
            ELSE ''
        END AS level
    FROM roll AS r
),
money AS (
    SELECT
        p.person_key, p.programme_id, p.programme, p.row_id, p.amount_yuan, coalesce(p.period_start, p.paid_on) AS period_start, coalesce(p.period_end, p.paid_on) AS period_end,
        CASE cast(p.programme_id AS VARCHAR) WHEN 'edu_preschool' THEN 'preschool' WHEN 'edu_boarding' THEN 'compulsory' WHEN 'nutrition' THEN 'compulsory' WHEN 'edu_high' THEN 'high' WHEN 'edu_vocational' THEN 'vocational' END AS level
    FROM paid AS p
    LEFT JOIN reversals AS v
        ON v.person_key = p.person_key
       AND v.programme = p.programme
       AND v.period_start IS NOT DISTINCT FROM p.period_start
    WHERE p.amount_yuan >= $min_yuan
      AND p.person_key IS NOT NULL
      AND cast(p.programme_id AS VARCHAR) IN ('edu_preschool', 'edu_boarding', 'edu_high', 'edu_vocational', 'nutrition', 'yulu')
      AND coalesce(v.left_yuan, $min_yuan) >= $min_yuan      -- unless: reversed
),
in_term AS (
    SELECT m.row_id, min(r.row_id) AS roll_row, bool_or(r.level = '' OR m.level IS NULL OR r.level = m.level) AS fits, min(r.level) AS level
    FROM money AS m
    JOIN levelled AS r
        ON r.person_key = m.person_key
    WHERE r.enrolled_on <= m.period_end
      AND r.left_on >= m.period_start
    GROUP BY m.row_id
),
ever AS (
    SELECT m.row_id, min(r.row_id) AS roll_row, max(r.left_on) AS left_on, min(r.enrolled_on) AS enrolled_on,
        bool_or(r.remark LIKE '%转%' OR r.remark LIKE '%休学%' OR r.remark LIKE '%复学%' OR r.remark LIKE '%借读%' OR r.remark LIKE '%随班%') AS changing
    FROM money AS m
    JOIN levelled AS r
        ON r.person_key = m.person_key
    GROUP BY m.row_id
),
coverage AS (
    SELECT m.programme_id, year(m.period_start) AS in_year, count(*) AS payments, cast(sum(CASE WHEN e.row_id IS NULL THEN 0 ELSE 1 END) AS BIGINT) AS covered
    FROM money AS m
    LEFT JOIN ever AS e
        ON e.row_id = m.row_id
    GROUP BY m.programme_id, year(m.period_start)
),
schools AS (
    SELECT DISTINCT r.school
    FROM levelled AS r
    WHERE r.school IS NOT NULL
),
as_written AS (
    SELECT m.row_id, x.name, x.school
    FROM money AS m
    JOIN payments AS x
        ON x.row_id = m.row_id
),
pupils_at_home AS (
    SELECT DISTINCT m.row_id
    FROM money AS m
    JOIN housemates AS h
        ON h.person_key = m.person_key
    JOIN levelled AS r
        ON r.person_key = h.mate_key
    WHERE h.mate_key <> m.person_key
      AND m.row_id NOT IN (SELECT e.row_id FROM ever AS e)
)
SELECT
    m.person_key                                             AS subject,
    m.programme_id,
    [m.row_id, coalesce(t.roll_row, e.roll_row)]             AS evidence,
    m.amount_yuan,
    m.programme,
    m.period_start,
    m.period_end,
    CASE
        WHEN t.row_id IS NOT NULL THEN '学籍显示的学段与该项目不符'
        WHEN e.row_id IS NULL THEN '查无学籍'
        WHEN e.left_on < m.period_start THEN '学籍显示已于' || cast(e.left_on AS VARCHAR) || '离校'
        ELSE '学籍显示' || cast(e.enrolled_on AS VARCHAR) || '才入学'
    END                                                      AS why,
    CASE
        WHEN t.row_id IS NOT NULL THEN 'the roll shows another level of school'
        WHEN e.row_id IS NULL THEN 'the name is not on the roll'
        WHEN e.left_on < m.period_start THEN 'the roll says that the person left on ' || cast(e.left_on AS VARCHAR)
        ELSE 'the roll says that the person came only on ' || cast(e.enrolled_on AS VARCHAR)
    END                                                      AS why_en
FROM money AS m
JOIN as_written AS x
    ON x.row_id = m.row_id
JOIN coverage AS c
    ON c.programme_id = m.programme_id
   AND c.in_year = year(m.period_start)
LEFT JOIN in_term AS t
    ON t.row_id = m.row_id
LEFT JOIN ever AS e
    ON e.row_id = m.row_id
LEFT JOIN pupils_at_home AS h
    ON h.row_id = m.row_id
LEFT JOIN schools AS k
    ON k.school = x.school
WHERE m.amount_yuan >= $min_yuan
  AND (t.row_id IS NULL OR NOT t.fits)
  AND c.covered * 100 >= c.payments * $covered_percent       -- unless: roll-incomplete
  AND NOT coalesce(e.changing, FALSE)                        -- unless: transfer
  AND (e.left_on IS NULL OR e.left_on >= m.period_start OR e.left_on + $just_left_days < m.period_start)   -- unless: just-left
  AND h.row_id IS NULL                                       -- unless: paid-to-guardian
  AND (x.school IS NULL OR k.school IS NOT NULL OR e.row_id IS NOT NULL)   -- unless: school-not-on-the-roll
  AND NOT EXISTS (SELECT 1 FROM school_roll_quarantined AS q WHERE q.name = x.name)   -- unless: register-cell-damaged
