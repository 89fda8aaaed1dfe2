/* firms: the register of market entities, one line an entity, whatever its people: firm_id (credit code; where there is none, the name), firm_key (name
without spaces, brackets folded), company_name, credit_code, company_kind, founded_on, cancelled_on (latest), gone (its state says that it is
cancelled or revoked; where no state stands, that there is a day of cancelling), namesakes (how many entities bear that name), village_key, address, row_id. */
WITH entries AS (
    SELECT company_name, credit_code, company_kind, founded_on, cancelled_on, status, note, village, address, row_id
    FROM companies
    UNION ALL
    SELECT company_name, credit_code, company_kind, founded_on, cancelled_on, status, note, village, address, row_id
    FROM companies_quarantined
),
keyed AS (
    SELECT
        e.*,
        replace(replace(replace(replace(trim(e.company_name), ' ', ''), '　', ''), '（', '('), '）', ')') AS firm_key,
        coalesce(e.status, '') || '|' || coalesce(e.note, '') AS state
    FROM entries AS e
),
entities AS (
    SELECT
        coalesce(y.credit_code, y.firm_key) AS firm_id, min(y.firm_key) AS firm_key, min(y.company_name) AS company_name, min(y.credit_code) AS credit_code,
        min(y.company_kind) AS company_kind, min(y.founded_on) AS founded_on, max(y.cancelled_on) AS cancelled_on, min(y.village) AS village, min(y.address) AS address,
        bool_or(y.state LIKE '%注销%' OR y.state LIKE '%吊销%' OR y.state LIKE '%撤销%' OR y.state LIKE '%歇业%' OR y.state LIKE '%关闭%') OR (max(y.status) IS NULL AND max(y.cancelled_on) IS NOT NULL) AS gone,
        min(y.row_id) AS row_id
    FROM keyed AS y
    WHERE coalesce(y.credit_code, y.firm_key) IS NOT NULL
    GROUP BY coalesce(y.credit_code, y.firm_key)
)
SELECT
    n.firm_id, n.firm_key, n.company_name, n.credit_code, n.company_kind, n.founded_on, n.cancelled_on, n.gone,
    count(*) OVER (PARTITION BY n.firm_key) AS namesakes,
    k.village_key, n.address, n.row_id
FROM entities AS n
LEFT JOIN village_keys AS k ON k.village = n.village
