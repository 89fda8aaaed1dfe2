/* lianjing-rule
id       = "E07"
category = "E07"
strength = "strong"
subject  = "person"
side     = "by"
funds    = "cast(programme_id AS VARCHAR) IN ('dangerous_house')"
title    = { zh = "已享受易地搬迁的家庭又享受危房改造补助", en = "A relocated household that also had a grant for a dangerous house" }
means    = { zh = "同一人或同一户，先有易地搬迁补助或登记在名下的易地搬迁安置房，以后又批准享受危房改造补助。", en = "The same person or household had a relocation grant, or a house of the relocation registered in its name, and was later given a grant for a dangerous house." }
why      = { zh = "已经搬进新房的人家再领危房钱，盖出来的房子多半空着，住旧房的人家却等不到。", en = "A family already moved to a new home that gets this grant as well often builds a house that stands empty, while others wait in an old one." }
basis    = ["易地扶贫搬迁有关规定：搬迁户不得再享受农村危房改造补助，旧房按协议拆除", "县级实施办法"]
tables   = ["payments"]
uses     = ["real_estate", "households", "approved_members", "deaths"]
say.zh   = "“{programme}”向{name}户发放{amount_yuan}元，此前该户{mover_name}已享受易地搬迁（{moved_zh}，{moved_on}）。请核对搬迁协议、旧房拆除情况和危改审批材料。"
say.en   = "“{programme}” paid the household of {name} {amount_yuan} yuan, after {mover_name} of that household had been relocated ({moved_en}, {moved_on}). Check the relocation agreement, whether the old house was torn down, and the papers of the grant."
param.min_yuan = { default = 1, unit = "yuan", source = "residues of rounding are no finding; a county may set its own" }
cells    = ["payments.amount_yuan", "payments.name", "payments.approved_on", "payments.period_start", "real_estate.name", "real_estate.usage", "real_estate.registered_on", "households.name", "approved_members.name"]
left_out.demolition-deadline-open = { zh = "本规则比对两项补助，不比对旧房是否按期拆除；拆除期限各地不同，由核查时询问", en = "this rule compares the two grants, not whether the old house was torn down in time; the time allowed differs and has to be asked" }
innocent.grant-came-first = { zh = "危房改造在前、搬迁在后的不算", en = "the dangerous house was renovated first and the move came later" }
innocent.move-cancelled = { zh = "搬迁补助写明放弃、退出、取消或已退回的不算", en = "the relocation is said to have been given up, cancelled or paid back" }
innocent.house-given-up = { zh = "安置房批准危改以前已转让、注销、退出的不算", en = "the house of the relocation was transferred, cancelled or handed back before" }
innocent.joined-later = { zh = "享受搬迁的人在危改批准以后才迁入该户的不算", en = "the relocated person joined the household after the grant" }
innocent.left-household = { zh = "享受搬迁的人危改批准以前已迁出该户或已去世的不算", en = "the relocated person had left the household or died before the grant" }
innocent.reversed = { zh = "其中一笔已冲回", en = "one of the two was taken back" }
*/
WITH moves AS (
    SELECT
        p.person_key, p.row_id,
        coalesce(p.approved_on, p.period_start, p.paid_on) AS moved_on,
        p.amount_yuan,
        sum(p.amount_yuan) OVER (PARTITION BY p.person_key) AS left_after_reversals
    FROM paid AS p
    WHERE cast(p.programme_id AS VARCHAR) = 'relocation'
      AND p.person_key IS NOT NULL
),
texts AS (               -- what the few rows say of themselves
    SELECT x.row_id, coalesce(x.note, '') || '|' || coalesce(x.status, '') || '|' || coalesce(x.reason, '') AS said
    FROM payments AS x
    JOIN moves AS m
        ON m.row_id = x.row_id
),
relocated AS (
    SELECT m.person_key, m.row_id, m.moved_on, '搬迁补助' AS moved_zh, 'grant' AS moved_en, NULL AS name, DATE '9999-12-31' AS held_to
    FROM moves AS m
    JOIN texts AS x
        ON x.row_id = m.row_id
    WHERE m.amount_yuan >= $min_yuan
      AND m.left_after_reversals >= $min_yuan                 -- unless: reversed
      AND NOT (x.said LIKE '%放弃%' OR x.said LIKE '%退出%' OR x.said LIKE '%取消%' OR x.said LIKE '%退回%' OR x.said LIKE '%未搬%' OR x.said LIKE '%作废%')   -- unless: move-cancelled
    UNION ALL
    SELECT h.person_key, h.row_id, h.registered_on, h.usage, 'house registered', h.name, h.held_to
    FROM dwellings AS h
    WHERE h.resettled = TRUE
      AND h.registered_on IS NOT NULL
      AND h.given_up = FALSE                                  -- unless: house-given-up
)
SELECT
    g.person_key                                              AS subject,
    g.programme_id,
    [g.row_id, m.row_id, CASE WHEN t.mate_key <> t.person_key THEN t.mate_row_id END] AS evidence,
    g.amount_yuan,
    g.programme,
    g.period_start,
    g.period_end,
    coalesce(t.mate_name, m.name, '本人')                     AS mover_name,
    m.moved_zh,
    m.moved_en,
    m.moved_on
FROM house_grants AS g
JOIN household_ties AS t
    ON t.person_key = g.person_key
JOIN relocated AS m
    ON m.person_key = t.mate_key
WHERE g.amount_yuan >= $min_yuan
  AND m.moved_on < g.from_day                                 -- unless: grant-came-first
  AND m.held_to > g.to_day                                    -- unless: house-given-up
  AND t.from_on < g.from_day                                  -- unless: joined-later
  AND t.to_on > g.to_day                                      -- unless: left-household
  AND g.left_after_reversals >= $min_yuan                     -- unless: reversed
