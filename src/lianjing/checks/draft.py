"""The two files of a new rule, red until they are filled: whoever writes one begins with everything that it needs."""

import re
from pathlib import Path

from lianjing.errors import AskedWrongly

ID = re.compile(r"[A-HJSU]\d\d[A-Z0-9]*")

SQL = """/* lianjing-rule
id       = "{id}"
category = "{category}"
strength = "weak"
subject  = "person"
side     = "by"
title    = {{ zh = "待填：查什么", en = "to be filled: what it finds" }}
means    = {{ zh = "待填：拿什么和什么比", en = "to be filled: what is compared with what" }}
basis    = ["待填：依据的文件和条款"]
tables   = ["payments"]
say.zh   = "“{{programme}}”向{{name}}发放{{period}}共{{amount_yuan}}元，待填。请核对……"
say.en   = "“{{programme}}” paid {{name}} {{amount_yuan}} yuan for {{period}}; to be filled. Check …"
param.min_yuan = {{ default = 1, unit = "yuan", source = "residues of rounding are no finding; a county may set its own" }}
cells    = ["payments.amount_yuan"]
innocent.to-be-filled = {{ zh = "待填：哪种情形不算", en = "to be filled: what is left alone" }}
*/
SELECT
    p.person_key      AS subject,
    p.programme_id,
    [p.row_id]        AS evidence,
    p.amount_yuan,
    p.programme,
    p.period_start,
    p.period_end
FROM paid AS p
WHERE p.amount_yuan >= $min_yuan
  AND p.person_key IS NOT NULL
  AND FALSE                       -- unless: to-be-filled
"""

FIXTURE = """# {id}: to be filled: what it finds

## caught: to be filled: the plain case
payments | name | programme | period  | amount_yuan
         | 甲   | 低保      | 2024-04 | 300

## left: to-be-filled: the case that looks like it and is in order
payments | name | programme | period  | amount_yuan
         | 乙   | 低保      | 2024-04 | 300
"""


def draft_rule(rule_id: str, folder: Path) -> tuple[Path, Path]:
    """Write `<ID>.sql` and `<ID>.fixture.md` into `folder`; gives their paths.

    Raises AskedWrongly("rule-bad-id") unless the id begins with a row of the catalogue (B07, B07X), ("rule-exists") if a file is there.
    """
    if ID.fullmatch(rule_id) is None:
        raise AskedWrongly("rule-bad-id", rule=rule_id)
    paths = folder / f"{rule_id}.sql", folder / f"{rule_id}.fixture.md"
    for path in paths:
        if path.exists():
            raise AskedWrongly("rule-exists", file=path)
    folder.mkdir(parents=True, exist_ok=True)
    for path, text in zip(paths, (SQL, FIXTURE), strict=True):
        path.write_text(text.format(id=rule_id, category=rule_id[:3]), "utf-8")
    return paths
