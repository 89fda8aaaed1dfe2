/* lianjing-rule
id       = "D12"
category = "D12"
strength = "strong"
subject  = "person"
side     = "by"
funds    = "programme_id IN ('requisition', 'young_crops')"
title    = { zh = "征地补偿发给迁入不满一年的人", en = "Land compensation to someone who moved in less than a year before" }
means    = { zh = "领取征地、青苗和地上附着物补偿的人，户籍迁入日期在补偿前一年以内，且不是出生、婚嫁、投靠或返乡落户。", en = "Someone paid compensation for requisitioned land or crops moved into the village less than a year before, not by birth, marriage, to join family or to come home." }
why      = { zh = "征地前临时迁进来的户口，分走的是老住户的补偿。", en = "Whoever moves in just before land is taken takes a share of those who lived from it." }
basis    = ["土地管理法：征收土地公告后抢迁抢建的不予补偿", "县级征地补偿安置方案"]
tables   = ["payments", "households"]
say.zh   = "{name}于{moved_in_on}迁入本村，{period}领取“{programme}”{amount_yuan}元，迁入不满{days_limit}天。请核对征地公告日期、迁入原因和补偿资格。"
say.en   = "{name} moved into the village on {moved_in_on} and was paid {amount_yuan} yuan of “{programme}” for {period}, less than {days_limit} days later. Check the day of the notice, why the person moved in, and whether compensation was due."
param.min_yuan = { default = 1, unit = "yuan", source = "residues of rounding are no finding; a county may set its own" }
param.days = { default = 365, unit = "days between moving in and the compensation", source = "anchors: moved in less than twelve months before the notice" }
cells    = ["payments.name", "payments.amount_yuan", "payments.period_start", "households.moved_in_on", "households.relation"]
innocent.marriage = { zh = "因婚嫁、入赘迁入的不算", en = "moved in by marriage" }
innocent.birth = { zh = "出生落户、随父母落户的未成年人不算", en = "registered at birth, or a minor with the parents" }
innocent.came-home = { zh = "退役、毕业、刑满、回乡恢复户口的不算", en = "came home from service, school or prison" }
innocent.household-lived-here = { zh = "同户其他成员早已在本村的（投靠、分户）不算", en = "others of the household have lived in the village for longer" }
innocent.reversed = { zh = "该期款项已冲回", en = "the sum of that period was taken back" }
*/
WITH compensated AS (
    SELECT p.person_key, p.programme_id, p.programme, p.row_id, p.amount_yuan, coalesce(p.period_start, p.paid_on) AS period_start, coalesce(p.period_end, p.paid_on) AS period_end
    FROM paid AS p
    LEFT JOIN reversals AS v
        ON v.person_key = p.person_key
       AND v.programme = p.programme
       AND v.period_start = p.period_start
    WHERE p.amount_yuan >= $min_yuan
      AND p.person_key IS NOT NULL
      AND cast(p.programme_id AS VARCHAR) IN ('requisition', 'young_crops')
      AND coalesce(v.left_yuan, $min_yuan) >= $min_yuan      -- unless: reversed
),
newcomers AS (
    SELECT c.person_key, c.programme_id, c.programme, c.row_id, c.amount_yuan, c.period_start, c.period_end, r.moved_in_on, r.born_on, r.relation, r.row_id AS register_row, r.household_id
    FROM compensated AS c
    JOIN residents AS r
        ON r.person_key = c.person_key
    WHERE r.moved_in_on <= c.period_end
      AND r.moved_in_on + $days > c.period_start
),
as_registered AS (
    SELECT n.row_id, coalesce(h.note, '') || '|' || coalesce(h.status, '') || '|' || coalesce(n.relation, '') AS remark
    FROM newcomers AS n
    JOIN households AS h
        ON h.row_id = n.register_row
)
SELECT
    n.person_key                             AS subject,
    n.programme_id,
    [n.row_id, n.register_row]               AS evidence,
    n.amount_yuan,
    n.programme,
    n.period_start,
    n.period_end,
    n.moved_in_on,
    $days                                    AS days_limit
FROM newcomers AS n
JOIN as_registered AS a
    ON a.row_id = n.row_id
WHERE n.amount_yuan >= $min_yuan
  AND NOT (a.remark LIKE '%婚%' OR a.remark LIKE '%嫁%' OR a.remark LIKE '%娶%' OR a.remark LIKE '%入赘%' OR a.remark LIKE '%配偶%' OR a.remark LIKE '%妻%' OR a.remark LIKE '%媳%' OR a.remark LIKE '%婿%')   -- unless: marriage
  AND NOT (a.remark LIKE '%出生%' OR a.remark LIKE '%新生%' OR a.remark LIKE '%收养%')   -- unless: birth
  AND (n.born_on IS NULL OR year(n.period_start) - year(n.born_on) > 18)   -- unless: birth
  AND NOT (a.remark LIKE '%退役%' OR a.remark LIKE '%退伍%' OR a.remark LIKE '%复员%' OR a.remark LIKE '%转业%' OR a.remark LIKE '%毕业%' OR a.remark LIKE '%刑满%' OR a.remark LIKE '%回迁%' OR a.remark LIKE '%回乡%' OR a.remark LIKE '%恢复%' OR a.remark LIKE '%返乡%' OR a.remark LIKE '%移民%' OR a.remark LIKE '%搬迁%')   -- unless: came-home
  AND NOT EXISTS (SELECT 1 FROM residents AS m WHERE m.household_id = n.household_id AND m.person_key <> n.person_key AND (m.moved_in_on IS NULL OR m.moved_in_on + $days <= n.period_start))   -- unless: household-lived-here
