/* directors: who owns or directs a firm: firm_id, person_key, name, role, company_kind, row_id. Members of a cooperative, holders of listed shares,
supervisors, liaison officers and employees are not in it; where no role stands, the register names the operator or legal representative. */
WITH posts AS (
    SELECT
        coalesce(c.credit_code, replace(replace(replace(replace(trim(c.company_name), ' ', ''), '　', ''), '（', '('), '）', ')')) AS firm_id,
        c.person_key, c.name, c.role, c.company_kind, c.row_id,
        coalesce(c.role, '') AS post,
        coalesce(c.company_kind, '') || '|' || coalesce(c.company_name, '') || '|' || coalesce(c.note, '') AS kind
    FROM companies AS c
    WHERE c.person_key IS NOT NULL
)
SELECT p.firm_id, p.person_key, p.name, p.role, p.company_kind, p.row_id
FROM posts AS p
WHERE p.firm_id IS NOT NULL
  AND (p.post LIKE '%法定代表%' OR p.post LIKE '%法人%' OR p.post LIKE '%经营者%' OR p.post LIKE '%负责%' OR p.post LIKE '%投资%' OR p.post LIKE '%股东%' OR p.post LIKE '%业主%' OR p.post LIKE '%执行%' OR p.post LIKE '%董事%' OR p.post LIKE '%经理%' OR p.post LIKE '%合伙%' OR p.post LIKE '%理事%' OR p.post LIKE '%老板%' OR p.post LIKE '%出资%' OR p.post LIKE '%实际控制%' OR p.post LIKE '%控股%' OR p.post IN ('', '户主', '本人'))
  AND NOT (p.post LIKE '%成员%' AND NOT (p.post LIKE '%法定代表%' OR p.post LIKE '%法人%' OR p.post LIKE '%理事%' OR p.post LIKE '%负责%'))
  AND NOT (p.post LIKE '%社员%' OR p.post LIKE '%监事%' OR p.post LIKE '%联络%' OR p.post LIKE '%财务%' OR p.post LIKE '%职工%' OR p.post LIKE '%员工%' OR p.post LIKE '%雇员%')
  AND NOT (p.kind LIKE '%合作社%' AND (p.post LIKE '%出资%' OR p.post LIKE '%股东%'))
  AND NOT ((p.kind LIKE '%上市%' OR p.kind LIKE '%股份有限%') AND (p.post LIKE '%股东%' OR p.post LIKE '%出资%' OR p.post LIKE '%投资%'))
