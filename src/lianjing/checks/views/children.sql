/* children: who is registered as whose child: parent_key, child_key, child_name, relation (as it stands), known_to (the day on which a declared
relation ended; else 9999-12-31), row_id. From the declared kin, both ways (an official's son; an official's father), and from the household
register and the approved households, where relations are those to the head (the head's son; the head's mother). Sons-in-law, daughters-in-law,
grandchildren, nephews and parents-in-law are not in it. */
WITH stated AS (
    SELECT k.official_person_key AS base_key, k.official_name AS base_name, k.person_key AS other_key, k.name AS other_name, k.relation, k.to_on, k.row_id
    FROM kin AS k
    UNION ALL
    SELECT a.person_key, a.name, b.person_key, b.name, b.relation, NULL, b.row_id
    FROM residents AS b
    JOIN residents AS a ON a.household_id = b.household_id
    WHERE a.relation IN ('户主', '本人', '本人或户主', '家主')
    UNION ALL
    SELECT m.head_person_key, m.head_name, m.person_key, m.name, m.relation, NULL, m.row_id
    FROM approved_members AS m
),
read AS (
    SELECT
        s.base_key, s.base_name, s.other_key, s.other_name, s.relation, s.to_on, s.row_id,
        s.relation IN ('子', '女', '儿', '儿子', '女儿', '子女', '独生子', '独生女', '独子', '独女', '长子', '次子', '三子', '四子', '五子', '长女', '次女', '二女', '三女', '四女', '五女', '大儿子', '二儿子', '三儿子', '小儿子', '大女儿', '二女儿', '三女儿', '小女儿', '大女', '小女', '幼子', '幼女', '养子', '养女', '二子') AS is_child,
        s.relation IN ('父', '母', '父亲', '母亲', '爸爸', '妈妈', '父母', '养父', '养母') AS is_parent
    FROM stated AS s
    WHERE s.base_key IS NOT NULL
      AND s.other_key IS NOT NULL
      AND s.base_key <> s.other_key
),
pairs AS (
    SELECT r.base_key AS parent_key, r.other_key AS child_key, r.other_name AS child_name, r.relation, coalesce(r.to_on, DATE '9999-12-31') AS known_to, r.row_id
    FROM read AS r
    WHERE r.is_child
    UNION ALL
    SELECT r.other_key, r.base_key, r.base_name, r.relation, coalesce(r.to_on, DATE '9999-12-31'), r.row_id
    FROM read AS r
    WHERE r.is_parent
)
SELECT p.parent_key, p.child_key, p.child_name, p.relation, p.known_to, p.row_id
FROM pairs AS p
QUALIFY row_number() OVER (PARTITION BY p.parent_key, p.child_key ORDER BY p.known_to DESC, p.row_id) = 1
