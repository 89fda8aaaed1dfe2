/* lianjing-rule
id       = "A18"
category = "A18"
strength = "strong"
subject  = "person"
side     = "by"
reach    = "county"
funds    = "cast(programme_id AS VARCHAR) IN (SELECT cast(a.programme_id AS VARCHAR) FROM allowed_grades AS a)"
title    = { zh = "残疾人补贴无有效残疾证或等级不符", en = "Disability subsidy without a valid certificate or with a grade outside it" }
means    = { zh = "整个所属期内，领款人没有等级相符的有效残疾证：无证、已过期、等级不在规定之内。", en = "Nowhere in the period did the payee hold a valid certificate of a grade that the programme is for: none, expired, or another grade." }
why      = { zh = "补贴是给够等级的残疾人的；证过期没换，本人以后可能被停发，没有证的人领了，真正的重残家庭就少得。", en = "The subsidy is for people with that degree of disability. An expired certificate may cost its holder later payments; money for others is missing where the disability is severe." }
basis    = ["国发〔2015〕52号：困难残疾人生活补贴和重度残疾人护理补贴的对象须持有相应等级的残疾人证", "本县标准文件所列等级"]
tables   = ["payments", "disability"]
standards = ["allowed_grades"]
say.zh   = "“{programme}”向{name}发放{period}共{money_rows}笔{amount_yuan}元，其间查无等级相符的有效残疾证（{certificate}）。请核对残疾证、换证和等级评定情况。"
say.en   = "“{programme}” paid {name} {amount_yuan} yuan in {money_rows} rows for {period}, during which no valid certificate of a fitting grade is registered ({certificate}). Check the certificate, its renewal and the grade."
param.min_yuan = { default = 1, unit = "yuan", source = "residues of rounding are no finding; a county may set its own" }
param.renewal_days = { default = 180, unit = "days", source = "a certificate renewed this soon after the former one expired counts as without a gap" }
param.registered_percent = { default = 70, unit = "percent of a town's recipients who stand in the register of certificates", source = "below, the register is taken for incomplete and nothing follows from a missing name" }
cells    = ["payments.name", "payments.id_no", "payments.period_start", "payments.amount_yuan", "disability.name", "disability.grade", "disability.issued_on", "disability.valid_to", "disability.status"]
innocent.renewal-pending = { zh = "换证衔接：旧证到期后不久换发新证的，中间视为连续；登记注明换证、补办办理中的也不算", en = "renewal: a new certificate soon after the former expired counts as without a gap, and so does one registered as being renewed" }
innocent.grade-changed-in-period = { zh = "所属期内等级变更、证件到期或新发证的，该期仍可发放", en = "the grade changed, the certificate expired or was issued within the period" }
innocent.other-certificate = { zh = "另有一证等级相符且有效的不算", en = "another certificate is valid and fits" }
innocent.grade-unreadable = { zh = "登记的等级为空或无法辨认的不比对", en = "no comparison where the grade is empty or unreadable" }
innocent.register-incomplete = { zh = "该乡镇残疾证登记不全的，无证不作比对", en = "no conclusion from a missing certificate where the town's register has gaps" }
innocent.register-cell-damaged = { zh = "登记中同名人员的号码单元格已损坏，不算", en = "the register has that name with a damaged ID" }
innocent.reversed = { zh = "该期款项已冲回", en = "the sum of that period was taken back" }
*/
WITH money AS (
    SELECT
        p.person_key, p.programme_id, p.programme, p.row_id, p.amount_yuan, p.town_key, p.name,
        coalesce(p.period_start, p.paid_on) AS period_start,
        coalesce(p.period_end, p.paid_on) AS period_end
    FROM paid AS p
    JOIN (SELECT DISTINCT g.programme_id FROM allowed_grades AS g) AS x
        ON x.programme_id = p.programme_id
    WHERE p.amount_yuan >= $min_yuan
      AND p.person_key IS NOT NULL
),
graded AS (
    SELECT
        d.person_key, d.row_id, d.issued_on, d.valid_to,
        coalesce(d.grade, '') AS grade_text,
        CASE
            WHEN d.grade LIKE '%一%' OR d.grade LIKE '%1%' OR d.grade LIKE '%壹%' OR d.grade LIKE '%Ⅰ%' THEN 1
            WHEN d.grade LIKE '%二%' OR d.grade LIKE '%2%' OR d.grade LIKE '%贰%' OR d.grade LIKE '%Ⅱ%' THEN 2
            WHEN d.grade LIKE '%三%' OR d.grade LIKE '%3%' OR d.grade LIKE '%叁%' OR d.grade LIKE '%Ⅲ%' THEN 3
            WHEN d.grade LIKE '%四%' OR d.grade LIKE '%4%' OR d.grade LIKE '%肆%' OR d.grade LIKE '%Ⅳ%' THEN 4
        END AS grade,
        coalesce(d.status, '') || '|' || coalesce(d.note, '') AS state,
        lead(d.issued_on) OVER (PARTITION BY d.person_key ORDER BY d.issued_on, d.row_id) AS next_issued_on
    FROM disability AS d
    WHERE d.person_key IS NOT NULL
),
lasting AS (             -- from when to when each certificate counts: to its expiry, or until the next one takes its place
    SELECT
        c.person_key, c.row_id, c.grade, c.grade_text, c.issued_on, c.valid_to,
        coalesce(c.issued_on, DATE '1900-01-01') AS from_on,
        CASE
            WHEN c.next_issued_on > c.valid_to AND c.next_issued_on <= c.valid_to + $renewal_days THEN c.next_issued_on   -- unless: renewal-pending
            WHEN c.next_issued_on IS NULL AND (c.state LIKE '%换证%' OR c.state LIKE '%换领%' OR c.state LIKE '%办理中%' OR c.state LIKE '%补办%' OR c.state LIKE '%待评%' OR c.state LIKE '%复评%') THEN DATE '9999-12-31'   -- unless: renewal-pending
            WHEN c.next_issued_on IS NULL AND c.valid_to IS NULL AND (c.state LIKE '%注销%' OR c.state LIKE '%过期%' OR c.state LIKE '%失效%' OR c.state LIKE '%无效%' OR c.state LIKE '%作废%' OR c.state LIKE '%撤销%') THEN DATE '1900-01-01'
            ELSE least(coalesce(c.valid_to, DATE '9999-12-31'), coalesce(c.next_issued_on, DATE '9999-12-31'))
        END AS to_on
    FROM graded AS c
),
covered AS (             -- payments in whose period some fitting certificate counts
    SELECT DISTINCT m.row_id
    FROM money AS m
    JOIN lasting AS c
        ON c.person_key = m.person_key
    LEFT JOIN allowed_grades AS g
        ON g.programme_id = m.programme_id
       AND g.grade = c.grade
    WHERE (
        g.grade IS NOT NULL
        OR c.grade IS NULL                                         -- unless: grade-unreadable
    )
      AND c.from_on <= m.period_end
      AND c.to_on >= m.period_start
),
holders AS (
    SELECT c.person_key, max(c.row_id) AS row_id, max(coalesce(c.issued_on, DATE '1900-01-01')) AS last_issued
    FROM lasting AS c
    GROUP BY c.person_key
),
registered AS (
    SELECT m.town_key, count(DISTINCT m.person_key) AS recipients, count(DISTINCT h.person_key) AS known
    FROM money AS m
    LEFT JOIN holders AS h
        ON h.person_key = m.person_key
    GROUP BY m.town_key
)
SELECT
    m.person_key            AS subject,
    m.programme_id,
    [m.row_id, c.row_id]    AS evidence,
    m.amount_yuan,
    m.programme,
    m.period_start,
    m.period_end,
    CASE WHEN c.row_id IS NULL THEN '登记中无证'
         ELSE '等级' || c.grade_text || '，有效期至' || coalesce(cast(c.valid_to AS VARCHAR), '—') END AS certificate
FROM money AS m
LEFT JOIN covered AS v
    ON v.row_id = m.row_id
LEFT JOIN holders AS h
    ON h.person_key = m.person_key
LEFT JOIN lasting AS c
    ON c.person_key = m.person_key
LEFT JOIN registered AS t
    ON t.town_key IS NOT DISTINCT FROM m.town_key
LEFT JOIN reversals AS r
    ON r.person_key = m.person_key
   AND r.programme = m.programme
   AND r.period_start = m.period_start
WHERE m.period_start IS NOT NULL
  AND v.row_id IS NULL                                             -- unless: other-certificate
  AND (h.person_key IS NOT NULL OR t.known * 100 >= t.recipients * $registered_percent)   -- unless: register-incomplete
  AND NOT (h.person_key IS NULL AND EXISTS (SELECT 1 FROM disability_quarantined AS q WHERE q.name = m.name))   -- unless: register-cell-damaged
  AND coalesce(r.left_yuan, $min_yuan) >= $min_yuan                -- unless: reversed
