/* lianjing-rule
id       = "A08"
category = "A08"
strength = "strong"
subject  = "person"
side     = "by"
reach    = "county"
title    = { zh = "收款人身份证号不成立，且村户籍中无此人此号", en = "The payee's ID cannot exist, and nobody of that name in the village's register is near it" }
means    = { zh = "身份证号以文本填写完整，但校验码或出生日期不成立；该村户籍中没有同名人员，或同名人员的号码与之相差较大，不像录入错误。", en = "The ID is written out as text, but its check character or birth date cannot be; the village's household register has nobody of that name, or that person's number is too different for a typing error." }
why      = { zh = "号码查不到人，就说不清钱到了谁手里；真有其人的话，他以后的待遇也接不上。", en = "If no person belongs to the number, nobody can say who has the money; and if there is one, later benefits cannot be linked to them." }
basis    = ["GB 11643-1999 公民身份号码", "一卡通管理办法：发放对象身份信息须真实准确"]
tables   = ["payments", "households"]
say.zh   = "“{programme}”发放名单中的{name}（{village}）身份证号{id_as_written}不成立；该村户籍中{register_says_zh}。涉及{money_rows}笔{amount_yuan}元。请核对是否确有此人、号码是否录错。"
say.en   = "On the list of “{programme}”, the ID {id_as_written} of {name} ({village}) cannot exist; {register_says_en}. {money_rows} rows, {amount_yuan} yuan. Check whether the person exists and whether the number was mistyped."
param.min_yuan = { default = 1, unit = "yuan", source = "residues of rounding are no finding; a county may set its own" }
cells    = ["payments.id_no", "payments.name", "payments.amount_yuan", "households.id_no", "households.name"]
innocent.damaged-cell = { zh = "按数字存放、被截断、被遮盖等损坏的号码只隔离，不成疑点；户籍本身该行号码损坏的同名人员也不算", en = "numbers damaged by the cell's type, cut or masked are set aside and no doubt; nor is there one where the register's own row of that name is damaged" }
innocent.fifteen-digits = { zh = "旧式15位号码、位数不足的号码不在此列", en = "old 15-digit numbers, and numbers that lack a place, are another matter" }
innocent.other-document = { zh = "港澳台居民居住证、外国人永久居留证号码（8、9开头）不在本村户籍是正常的", en = "permits of residents from Hong Kong, Macau, Taiwan and of foreigners (beginning with 8 or 9) are in no village register" }
innocent.typing-error = { zh = "与该村一名同名人员只差一处（或相邻两处），或姓名、村、出生日期唯一相符的，按录入错误列出，不成疑点", en = "a number that differs from that of one person of the name in one place or two neighbouring ones, or meets exactly one in name, village and birth date, is a typing error and is listed as such" }
innocent.register-missing = { zh = "该村没有户籍数据的不比对", en = "no comparison where the village's register is missing" }
*/
WITH registered_villages AS (
    SELECT DISTINCT r.village_key, r.town_key
    FROM residents AS r
    WHERE r.village_key IS NOT NULL
),
misread AS (
    SELECT DISTINCT
        m.row_id, m.name, m.name_key, m.town_key, m.village_key, m.programme_id, m.programme, m.amount_yuan, m.period_start, m.period_end, m.id_raw, m.id_text
    FROM misread_ids AS m
    LEFT JOIN registered_villages AS v
        ON v.village_key = m.village_key
       AND coalesce(v.town_key = m.town_key, TRUE)     -- a village may be given without its town
    WHERE m.amount_yuan >= $min_yuan
      AND m.name IS NOT NULL
      AND m.village_key IS NOT NULL
      AND v.village_key IS NOT NULL                                -- unless: register-missing
      AND m.quarantine_reason IN ('check_digit', 'date')           -- unless: damaged-cell
      AND length(m.id_text) = 18                                   -- unless: fifteen-digits
      AND left(m.id_text, 1) NOT IN ('8', '9')                     -- unless: other-document
),
namesakes AS (           -- who bears that name in that village
    SELECT m.row_id, r.person_key, r.id_no, r.row_id AS register_row
    FROM misread AS m
    JOIN residents AS r
        ON r.name_key = m.name_key
       AND r.village_key = m.village_key
       AND coalesce(r.town_key = m.town_key, TRUE)
),
places AS (
    SELECT 1 AS n UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8
    UNION ALL SELECT 9 UNION ALL SELECT 10 UNION ALL SELECT 11 UNION ALL SELECT 12 UNION ALL SELECT 13 UNION ALL SELECT 14 UNION ALL SELECT 15
    UNION ALL SELECT 16 UNION ALL SELECT 17
),
mistyped AS (
    SELECT m.row_id      -- the one person of that name, village and birth date
    FROM misread AS m
    JOIN namesakes AS s
        ON s.row_id = m.row_id
    WHERE substring(s.id_no, 7, 8) = substring(m.id_text, 7, 8)
    GROUP BY m.row_id
    HAVING count(DISTINCT s.person_key) = 1
    UNION
    SELECT m.row_id      -- all but place n and its neighbour agree
    FROM misread AS m
    JOIN namesakes AS s
        ON s.row_id = m.row_id
    JOIN places AS k
        ON left(s.id_no, k.n - 1) = left(m.id_text, k.n - 1)
       AND right(s.id_no, 17 - k.n) = right(m.id_text, 17 - k.n)
),
damaged_in_register AS ( -- the register's own row of that name cannot be read
    SELECT m.row_id
    FROM misread AS m
    JOIN damaged_residents AS h
        ON h.name_key = m.name_key
       AND h.village_key = m.village_key
),
shown AS (
    SELECT s.row_id, min(s.register_row) AS register_row, count(DISTINCT s.person_key) AS persons
    FROM namesakes AS s
    GROUP BY s.row_id
)
SELECT
    m.name || '|' || cast(m.village_key AS VARCHAR) || '|' || m.id_raw AS subject,
    m.programme_id,
    [m.row_id, s.register_row]                         AS evidence,
    m.amount_yuan,
    m.programme,
    m.period_start,
    m.period_end,
    m.id_raw                                           AS id_as_written,
    CASE WHEN s.row_id IS NULL THEN '没有同名人员' ELSE '有同名人员，但号码相差较大' END AS register_says_zh,
    CASE WHEN s.row_id IS NULL THEN 'the village''s register has nobody of that name' ELSE 'the village''s register has that name with a quite different number' END AS register_says_en
FROM misread AS m
LEFT JOIN shown AS s
    ON s.row_id = m.row_id
LEFT JOIN mistyped AS t
    ON t.row_id = m.row_id
LEFT JOIN damaged_in_register AS d
    ON d.row_id = m.row_id
WHERE m.amount_yuan >= $min_yuan
  AND t.row_id IS NULL                                 -- unless: typing-error
  AND d.row_id IS NULL                                 -- unless: damaged-cell
