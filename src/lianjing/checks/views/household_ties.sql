/* household_ties: housemates with the days between which the two lived in one household: person_key, mate_key, mate_name, mate_relation, mate_row_id,
from_on (the later of the two moves in, 1800-01-01 where none is registered) and to_on (the first of the two moves out, or the mate's death; else
9999-12-31). A tie counts for a period that begins after from_on and ends before to_on. One's tie to oneself has no end. */
SELECT
    h.person_key, h.mate_key, h.mate_name, h.mate_relation, h.mate_row_id,
    CASE WHEN h.person_key = h.mate_key THEN DATE '1800-01-01'
         ELSE greatest(coalesce(a.moved_in_on, DATE '1800-01-01'), coalesce(b.moved_in_on, DATE '1800-01-01')) END AS from_on,
    CASE WHEN h.person_key = h.mate_key THEN DATE '9999-12-31'
         ELSE least(coalesce(a.moved_out_on, DATE '9999-12-31'), coalesce(b.moved_out_on, DATE '9999-12-31'), coalesce(d.died_on, DATE '9999-12-31')) END AS to_on
FROM housemates AS h
LEFT JOIN residents AS a ON a.person_key = h.person_key
LEFT JOIN residents AS b ON b.person_key = h.mate_key
LEFT JOIN dead AS d ON d.person_key = h.mate_key
