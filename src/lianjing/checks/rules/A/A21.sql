/* lianjing-rule
id       = "A21"
category = "A21"
strength = "strong"
subject  = "person"
side     = "by"
title    = { zh = "医疗费用或床位补贴涉及已去世或不在场的人", en = "Hospital costs or a bed subsidy for the dead or the absent" }
means    = { zh = "住院结算的入院日期晚于死亡日期；同一人同时在两家医院住院；或整个所属期都在住院，养老机构床位（托养）补贴照发。", en = "A stay in hospital begins after the day of death, one person lies in two hospitals at once, or a bed in a home is subsidised for a period spent wholly in hospital." }
why      = { zh = "冒用去世的人、不在的人看病住院，花的是大家的医保钱。", en = "Treating the dead and the absent on paper spends everybody's insurance." }
basis    = ["医疗保障基金使用监督管理条例：不得虚构医药服务、冒名就医骗取基金", "养老机构补贴按实际入住计发"]
tables   = ["hospital_stays"]
uses     = ["payments", "deaths"]
say.zh   = "{name}：{why}，涉及{amount_yuan}元。请核对就诊人身份、住院记录和实际入住情况。"
say.en   = "{name}: {why_en}; {amount_yuan} yuan are concerned. Check who was treated, the hospital's record, and who was in the home."
param.overlap_days = { default = 1, unit = "days in two hospitals at once", source = "one is discharged and admitted elsewhere on the same day" }
cells    = ["hospital_stays.name", "hospital_stays.hospital", "hospital_stays.admitted_on", "hospital_stays.discharged_on", "hospital_stays.reimbursed_yuan", "deaths.died_on", "payments.amount_yuan", "payments.period_start"]
innocent.same-day-discharge = { zh = "当天出院、当天转院的，或死亡当天入院的不算", en = "discharged and admitted elsewhere on one day, or admitted on the day of death" }
innocent.transfer-noted = { zh = "备注、状态写明转院、外检、家庭病床的不算", en = "a transfer, an examination elsewhere or a bed at home is noted" }
innocent.one-hospital = { zh = "同一医院的分段结算不算", en = "parts of one stay settled apart by the same hospital" }
innocent.part-of-the-period = { zh = "住院只占所属期一部分的，床位补贴照发", en = "the bed is kept while its owner is in hospital for part of the period" }
innocent.newborn = { zh = "随母亲登记的新生儿住院不算", en = "newborns entered under the mother's number" }
innocent.settlement-undone = { zh = "结算已撤销、作废、冲销的不算", en = "the settlement was undone" }
*/
WITH stays AS (
    SELECT
        s.row_id, s.person_key, s.name, s.hospital, s.admitted_on, coalesce(s.discharged_on, s.admitted_on) AS discharged_on,
        coalesce(s.reimbursed_yuan, s.amount_yuan) AS yuan
    FROM hospital_stays AS s
    WHERE s.person_key IS NOT NULL
      AND s.admitted_on IS NOT NULL
      AND coalesce(s.amount_yuan, s.reimbursed_yuan, 0) > 0
      AND NOT (coalesce(s.status, '') LIKE '%撤销%' OR coalesce(s.status, '') LIKE '%作废%' OR coalesce(s.status, '') LIKE '%冲%' OR coalesce(s.note, '') LIKE '%撤销%' OR coalesce(s.note, '') LIKE '%作废%' OR coalesce(s.note, '') LIKE '%冲销%')   -- unless: settlement-undone
      AND NOT (coalesce(s.note, '') LIKE '%新生儿%' OR coalesce(s.diagnosis, '') LIKE '%新生儿%' OR coalesce(s.name, '') LIKE '%之子%' OR coalesce(s.name, '') LIKE '%之女%')   -- unless: newborn
      AND NOT (coalesce(s.note, '') LIKE '%转院%' OR coalesce(s.note, '') LIKE '%外院%' OR coalesce(s.note, '') LIKE '%外检%' OR coalesce(s.note, '') LIKE '%家庭病床%' OR coalesce(s.status, '') LIKE '%转院%' OR coalesce(s.category, '') LIKE '%家庭病床%' OR coalesce(s.category, '') LIKE '%转院%')   -- unless: transfer-noted
),
after_death AS (
    SELECT s.row_id, s.person_key, d.row_id AS other_row, s.yuan, s.admitted_on AS from_on, s.discharged_on AS to_on,
        '死亡登记日期为' || cast(d.died_on AS VARCHAR) || '，住院结算显示' || cast(s.admitted_on AS VARCHAR) || '入院' AS why,
        'registered as having died on ' || cast(d.died_on AS VARCHAR) || ', and admitted to hospital on ' || cast(s.admitted_on AS VARCHAR) AS why_en
    FROM stays AS s
    JOIN dead AS d
        ON d.person_key = s.person_key
    WHERE s.person_key IS NOT NULL
      AND s.admitted_on > d.died_on
),
twice_at_once AS (
    SELECT b.row_id, b.person_key, a.row_id AS other_row, b.yuan, b.admitted_on AS from_on, b.discharged_on AS to_on,
        cast(b.admitted_on AS VARCHAR) || '在' || b.hospital || '入院时，在' || a.hospital || '的住院要到' || cast(a.discharged_on AS VARCHAR) || '才结束' AS why,
        'admitted to ' || b.hospital || ' on ' || cast(b.admitted_on AS VARCHAR) || ', while the stay in ' || a.hospital || ' lasted until ' || cast(a.discharged_on AS VARCHAR) AS why_en
    FROM stays AS a
    JOIN stays AS b
        ON b.person_key = a.person_key
    WHERE a.row_id <> b.row_id
      AND (a.admitted_on < b.admitted_on OR (a.admitted_on = b.admitted_on AND a.row_id < b.row_id))
      AND b.hospital <> a.hospital                           -- unless: one-hospital
      AND b.admitted_on + $overlap_days <= a.discharged_on   -- unless: same-day-discharge
      AND b.discharged_on > b.admitted_on                    -- unless: same-day-discharge
),
beds AS (
    SELECT p.row_id, p.person_key, s.row_id AS other_row, p.amount_yuan AS yuan, p.period_start AS from_on, p.period_end AS to_on,
        cast(s.admitted_on AS VARCHAR) || '至' || cast(s.discharged_on AS VARCHAR) || '一直住院，其间仍领取“' || p.programme || '”' AS why,
        'in hospital from ' || cast(s.admitted_on AS VARCHAR) || ' to ' || cast(s.discharged_on AS VARCHAR) || ', and the bed in a home was subsidised all that time' AS why_en
    FROM stays AS s
    JOIN payments AS p
        ON p.person_key = s.person_key
    WHERE p.amount_yuan > 0
      AND (p.programme LIKE '%床位%' OR p.programme LIKE '%养老机构%' OR p.programme LIKE '%托养%' OR p.programme LIKE '%入住%')
      AND s.admitted_on <= p.period_end
      AND s.discharged_on >= p.period_start
      AND s.admitted_on < p.period_start                     -- unless: part-of-the-period
      AND s.discharged_on > p.period_end                     -- unless: part-of-the-period
),
findings AS (
    SELECT a.row_id, a.person_key, a.other_row, a.yuan, a.from_on, a.to_on, a.why, a.why_en FROM after_death AS a
    UNION ALL
    SELECT t.row_id, t.person_key, t.other_row, t.yuan, t.from_on, t.to_on, t.why, t.why_en FROM twice_at_once AS t
    UNION ALL
    SELECT b.row_id, b.person_key, b.other_row, b.yuan, b.from_on, b.to_on, b.why, b.why_en FROM beds AS b
)
SELECT
    f.person_key             AS subject,
    [f.row_id, f.other_row]  AS evidence,
    f.yuan                   AS amount_yuan,
    f.from_on                AS period_start,
    f.to_on                  AS period_end,
    f.why,
    f.why_en
FROM findings AS f
