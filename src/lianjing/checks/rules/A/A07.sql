/* lianjing-rule
id       = "A07"
category = "A07"
strength = "strong"
subject  = "person"
side     = "by"
title    = { zh = "一证多名或一人多证", en = "One ID with several names, or one person with several IDs" }
means    = { zh = "同一身份证号在发放表中用了另一个人的姓名（以户籍登记为准，无登记的以多数为准）；或同村同名、出生日期相同的两个号码同期领取同一待遇，而户籍中没有其中一个号码。", en = "One ID number was paid under another person's name (against the household register, else against most of its payments); or two numbers of one name, birth date and village drew the same programme for the same time, one of which no household register has." }
why      = { zh = "号码和姓名对不上，钱可能进了别人的口袋，真正的那个人查不到自己的钱，也可能被别人顶了名。", en = "Where name and number do not match, the money may be in other hands, and the right person may not find it or may be used as a cover." }
basis    = ["一卡通管理办法：补贴对象姓名、身份证号须一致，一人一证"]
tables   = ["payments"]
uses     = ["households"]
say.zh   = "“{programme}”发放{period}共{amount_yuan}元，姓名为{paid_name}；{ground}{other_name}（{other_id}）。请核对是否冒用证件、录入串行或一人多证。"
say.en   = "“{programme}” paid {amount_yuan} yuan for {period} under the name {paid_name}; {ground}{other_name} ({other_id}). Check whether a document was borrowed, rows slipped, or one person has two numbers."
param.min_yuan = { default = 1, unit = "yuan", source = "residues of rounding are no finding; a county may set its own" }
cells    = ["payments.name", "payments.id_no", "payments.amount_yuan", "households.name", "households.id_no"]
innocent.variant-characters = { zh = "繁简、异体字及空格不同的视为同名；生僻字以问号、方框代替的视为相符", en = "traditional and variant characters and blanks make no other name; a placeholder for a rare character stands for any" }
innocent.name-change = { zh = "登记或备注中写明曾用名、更名的", en = "a former name or change of name stands in a note" }
innocent.slip-of-one-character = { zh = "同姓且只差一个字的，多为同音、形近误录，不作强疑点", en = "the same surname and one other character: mostly a slip of the pen, no strong doubt" }
innocent.name-with-addition = { zh = "姓名后加注户主、代领人等的", en = "the name with an addition (head, proxy) behind it" }
innocent.re-issued-id = { zh = "换发号码的：前后相接、同一时期没有重复领取", en = "a re-issued number: the one follows the other, nothing was drawn twice" }
innocent.two-people = { zh = "户籍中两个号码都有的，是同名同日出生的两个人", en = "both numbers stand in the register: two people who share name and birth date" }
innocent.reversed = { zh = "该期款项已冲回", en = "the sum of that period was taken back" }
*/
WITH named AS (          -- the names under which each number was paid
    SELECT p.person_key, p.name, p.village_key, count(*) AS times, min(p.row_id) AS row_id
    FROM paid AS p
    WHERE p.person_key IS NOT NULL
      AND p.name IS NOT NULL
    GROUP BY p.person_key, p.name, p.village_key
),
most AS (                -- the name of most payments, where there are several
    SELECT k.person_key, k.name, k.row_id
    FROM (
        SELECT n.person_key, n.name, n.row_id, row_number() OVER (PARTITION BY n.person_key ORDER BY n.times DESC, n.row_id) AS place
        FROM (SELECT m.person_key, m.name, sum(m.times) AS times, min(m.row_id) AS row_id FROM named AS m GROUP BY m.person_key, m.name) AS n
        JOIN (SELECT m.person_key FROM named AS m GROUP BY m.person_key HAVING min(m.name) <> max(m.name)) AS d
            ON d.person_key = n.person_key
    ) AS k
    WHERE k.place = 1
),
differing AS (           -- beside the register's name; where the number is not in it, beside the name of most payments
    SELECT n.person_key, n.name AS paid_name, coalesce(r.name, m.name) AS other_name, coalesce(r.row_id, m.row_id) AS other_row, r.row_id AS register_row
    FROM (SELECT DISTINCT k.person_key, k.name FROM named AS k) AS n
    LEFT JOIN residents AS r
        ON r.person_key = n.person_key
    LEFT JOIN most AS m
        ON m.person_key = n.person_key
    WHERE n.name <> coalesce(r.name, m.name)
),
several_names AS (
    SELECT
        p.person_key, p.programme_id, p.programme, p.row_id, p.amount_yuan, p.period_start, p.period_end, d.other_row, d.paid_name, d.other_name,
        p.name_key AS own_key, coalesce(h.name_key, q.name_key) AS other_key,
        replace(replace(replace(replace(replace(replace(replace(p.name_key, '?', '_'), '？', '_'), '□', '_'), '〓', '_'), '*', '_'), '＊', '_'), '某', '_') AS own_pattern,
        replace(replace(replace(replace(replace(replace(replace(coalesce(h.name_key, q.name_key), '?', '_'), '？', '_'), '□', '_'), '〓', '_'), '*', '_'), '＊', '_'), '某', '_') AS other_pattern,
        coalesce(w.note, '') || '|' || coalesce(o.note, '') AS notes
    FROM differing AS d
    JOIN paid AS p
        ON p.person_key = d.person_key
       AND p.name = d.paid_name
    LEFT JOIN residents AS h
        ON h.row_id = d.register_row
    LEFT JOIN paid AS q
        ON q.row_id = d.other_row
    LEFT JOIN payments AS w
        ON w.row_id = p.row_id
    LEFT JOIN households AS o
        ON o.row_id = d.register_row
    WHERE p.amount_yuan >= $min_yuan
),
strangers AS (           -- paid numbers which no household register has
    SELECT n.person_key, n.name, n.village_key, cast(round((n.person_key - n.person_key % 1000) / 1000) AS BIGINT) % 100000000 AS born
    FROM named AS n
    LEFT JOIN residents AS r
        ON r.person_key = n.person_key
    WHERE n.name IS NOT NULL
      AND r.person_key IS NULL                     -- unless: two-people
),
everyone AS (
    SELECT n.person_key, n.name, n.village_key, cast(round((n.person_key - n.person_key % 1000) / 1000) AS BIGINT) % 100000000 AS born
    FROM named AS n
    JOIN (SELECT DISTINCT s.name FROM strangers AS s) AS k
        ON k.name = n.name
),
several_ids AS (
    SELECT DISTINCT s.person_key, s.name, e.person_key AS other_key
    FROM strangers AS s
    JOIN everyone AS e
        ON e.born = s.born
       AND e.name = s.name
       AND e.village_key = s.village_key
    LEFT JOIN residents AS r
        ON r.person_key = e.person_key
    WHERE e.person_key <> s.person_key
      AND (r.person_key IS NOT NULL OR e.person_key < s.person_key)
),
theirs AS (              -- the payments of those few, so that the large table is read once
    SELECT p.person_key, p.programme_id, p.programme, p.row_id, p.id_no, p.amount_yuan, p.period_start, p.period_end
    FROM paid AS p
    WHERE p.person_key IN (SELECT i.person_key FROM several_ids AS i UNION SELECT i.other_key FROM several_ids AS i)
),
found AS (
    SELECT
        n.person_key, n.programme_id, n.programme, n.row_id, n.other_row, n.amount_yuan, n.period_start, n.period_end, n.paid_name, n.other_name,
        '该证号登记（或多数发放）的姓名为' AS ground,
        '同一证号' AS other_id
    FROM several_names AS n
    WHERE n.own_key IS NOT NULL
      AND NOT (n.own_key LIKE n.other_pattern OR n.other_key LIKE n.own_pattern)          -- unless: variant-characters
      AND NOT (n.notes LIKE '%曾用%' OR n.notes LIKE '%原名%' OR n.notes LIKE '%更名%' OR n.notes LIKE '%改名%' OR n.notes LIKE '%又名%' OR n.notes LIKE '%别名%')   -- unless: name-change
      AND NOT (length(n.own_key) = length(n.other_key) AND length(n.own_key) >= 3 AND substring(n.own_key, 1, 1) = substring(n.other_key, 1, 1) AND (substring(n.own_key, 2, 1) = substring(n.other_key, 2, 1) OR substring(n.own_key, 3) = substring(n.other_key, 3)))   -- unless: slip-of-one-character
      AND NOT (n.own_key LIKE n.other_key || '(%' OR n.other_key LIKE n.own_key || '(%' OR n.own_key LIKE n.other_key || '（%' OR n.other_key LIKE n.own_key || '（%')   -- unless: name-with-addition
    UNION ALL
    SELECT
        p.person_key, p.programme_id, p.programme, p.row_id, q.row_id, p.amount_yuan, p.period_start, p.period_end, i.name, i.name,
        '同村同名、出生日期相同的另一号码同期也领取：',
        coalesce(q.id_no, '—')
    FROM several_ids AS i
    JOIN theirs AS p
        ON p.person_key = i.person_key
    JOIN theirs AS q
        ON q.person_key = i.other_key
       AND q.programme = p.programme
    WHERE p.amount_yuan >= $min_yuan
      AND q.amount_yuan > 0
      AND q.period_start <= p.period_end AND q.period_end >= p.period_start               -- unless: re-issued-id
)
SELECT
    f.person_key                AS subject,
    f.programme_id,
    [f.row_id, f.other_row]     AS evidence,
    f.amount_yuan,
    f.programme,
    f.period_start,
    f.period_end,
    f.paid_name,
    f.other_name,
    f.ground,
    f.other_id
FROM found AS f
LEFT JOIN reversals AS r
    ON r.person_key = f.person_key
   AND r.programme = f.programme
   AND r.period_start = f.period_start
WHERE f.row_id IS NOT NULL
  AND coalesce(r.left_yuan, $min_yuan) >= $min_yuan      -- unless: reversed
