/* lianjing-rule
id       = "B07"
category = "B07"
strength = "weak"
subject  = "person"
side     = "by"
funds    = "cast(programme_id AS VARCHAR) IN ('village_official_pay')"
title    = { zh = "在职公职人员另领村干部报酬", en = "A public employee also paid as a village official" }
means    = { zh = "财政供养人员名册显示本人在整个所属期内在职，而村干部报酬同时发给本人：两份全职报酬。", en = "The register of public staff shows a person in service throughout the period, while the pay of village officials went to the same person: two full-time jobs." }
why      = { zh = "一个人拿两份全职的工资，总有一份活没人干；村里的事没人管，受影响的是村民。", en = "Who is paid for two full posts cannot do both; when the village's work is left undone, the villagers bear it." }
basis    = ["财政供养人员不得重复领取报酬（机关事业单位人员兼职取酬的限制规定）", "县级规定"]
tables   = ["payments", "staff"]
say.zh   = "{name}登记为{unit_name}在职人员（{hired_on}起），“{programme}”又向其发放{period}共{money_rows}笔{amount_yuan}元。请核对是否选派、兼职，是否重复取酬。"
say.en   = "{name} is registered in service at {unit_name} (since {hired_on}) while “{programme}” paid {amount_yuan} yuan in {money_rows} rows for {period}. Check whether it is a secondment, and whether both are drawn."
param.min_yuan = { default = 1, unit = "yuan", source = "residues of rounding are no finding; a county may set its own" }
param.months = { default = 2, unit = "months paid beside the job", source = "one month is a handing over; a county may set its own" }
cells    = ["payments.name", "payments.amount_yuan", "payments.period_start", "payments.post", "staff.name", "staff.unit_name", "staff.from_on", "staff.to_on", "staff.status"]
innocent.secondment = { zh = "第一书记、驻村、选派、挂职、下派、大学生村官、选调生不算", en = "first secretaries, people sent to a village, seconded, graduate village officers" }
innocent.part-time = { zh = "备注或岗位写明兼职、补助、误工的不算", en = "part time, or a lost-time allowance: so says the list" }
innocent.ended-before = { zh = "所属期内已离职、退休、调出的不算", en = "left, retired or moved elsewhere before the period ended" }
innocent.hired-later = { zh = "所属期开始以后才录用的不算", en = "hired after the period began" }
innocent.handing-over = { zh = "只重叠一个月的交接不算", en = "one month of overlap is a handing over" }
innocent.reversed = { zh = "该期款项已冲回", en = "the sum of that period was taken back" }
left_out.two-units = { zh = "同一人在名册两处单位的，单位名称写法不一，常为调动或主管单位，不列", en = "one person under two units of the register is mostly a move, or the unit and the one above it" }
*/
WITH employed AS (
    SELECT
        s.person_key, s.row_id, s.unit_name, s.from_on,
        coalesce(s.from_on, DATE '1900-01-01') AS employed_from,
        coalesce(s.to_on, DATE '9999-12-31') AS employed_to,
        s.to_on,
        coalesce(s.status, '') || '|' || coalesce(s.note, '') AS state,
        coalesce(s.post, '') || '|' || coalesce(s.status, '') || '|' || coalesce(s.note, '') AS job
    FROM staff AS s
    WHERE s.person_key IS NOT NULL
),
both_paid AS (
    SELECT
        p.person_key, p.programme_id, p.programme, p.row_id, p.amount_yuan, p.period_start AS listed_start, p.months,
        coalesce(p.period_start, p.paid_on) AS period_start,
        coalesce(p.period_end, p.paid_on) AS period_end,
        e.row_id AS staff_row, e.unit_name, e.from_on AS hired_on, e.employed_from, e.employed_to, e.to_on, e.state,
        e.job || '|' || coalesce(x.post, '') || '|' || coalesce(x.category, '') || '|' || coalesce(x.note, '') || '|' || coalesce(x.programme, '') || '|' || coalesce(x.reason, '') AS said
    FROM employed AS e
    JOIN paid AS p
        ON p.person_key = e.person_key
    JOIN payments AS x
        ON x.row_id = p.row_id
    WHERE cast(p.programme_id AS VARCHAR) = 'village_official_pay'
      AND p.amount_yuan >= $min_yuan
),
overlapping AS (
    SELECT
        b.person_key, b.programme_id, b.programme, b.row_id, b.amount_yuan, b.period_start, b.period_end, b.staff_row, b.unit_name, b.hired_on,
        sum(b.months) OVER (PARTITION BY b.person_key, b.staff_row) AS months_paid
    FROM both_paid AS b
    LEFT JOIN reversals AS r
        ON r.person_key = b.person_key
       AND r.programme = b.programme
       AND r.period_start = b.listed_start
    WHERE b.amount_yuan >= $min_yuan
      AND b.employed_to > b.period_end                       -- unless: ended-before
      AND NOT (b.to_on IS NULL AND (b.state LIKE '%离职%' OR b.state LIKE '%离岗%' OR b.state LIKE '%退休%' OR b.state LIKE '%退养%' OR b.state LIKE '%辞%' OR b.state LIKE '%调离%' OR b.state LIKE '%调出%' OR b.state LIKE '%开除%' OR b.state LIKE '%解聘%' OR b.state LIKE '%解除%' OR b.state LIKE '%死亡%' OR b.state LIKE '%去世%'))   -- unless: ended-before
      AND b.employed_from < b.period_start                   -- unless: hired-later
      AND NOT (b.said LIKE '%第一书记%' OR b.said LIKE '%驻村%' OR b.said LIKE '%选派%' OR b.said LIKE '%下派%' OR b.said LIKE '%挂职%' OR b.said LIKE '%大学生村%' OR b.said LIKE '%选调%' OR b.said LIKE '%包村%' OR b.said LIKE '%借调%' OR b.said LIKE '%村官%')   -- unless: secondment
      AND NOT (b.said LIKE '%兼%' OR b.said LIKE '%误工%' OR b.said LIKE '%离任%' OR b.said LIKE '%交通补%' OR b.said LIKE '%临时%')   -- unless: part-time
      AND coalesce(r.left_yuan, $min_yuan) >= $min_yuan      -- unless: reversed
)
SELECT
    o.person_key                         AS subject,
    o.programme_id,
    [o.row_id, o.staff_row]              AS evidence,
    o.amount_yuan,
    o.programme,
    o.period_start,
    o.period_end,
    coalesce(o.unit_name, '财政供养单位') AS unit_name,
    o.hired_on
FROM overlapping AS o
WHERE o.months_paid > 0
  AND o.months_paid >= $months           -- unless: handing-over
