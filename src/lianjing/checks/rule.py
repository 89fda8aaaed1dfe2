"""A rule: one SQL file whose comment on top carries its header in TOML (README.md of this room shows the format).

No registry: a rule exists because its file stands in a folder. The header is read by the standard library, SQL tools pass over it.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fnmatch import fnmatchcase
from hashlib import sha256
from pathlib import Path
from string import Formatter
from typing import Any

from lianjing.errors import AskedWrongly

RULES_FOLDER = Path(__file__).parent / "rules"
HEADER = re.compile(r"\A\s*/\* lianjing-rule\n(.*?)\*/[ \t]*\n(.*)\Z", re.DOTALL)
UNLESS = re.compile(r"--\s*unless:\s*(\S+)\s*$")
CATEGORY = re.compile(r"[A-HJSU]\d\d")  # a row of the catalogue
STRENGTHS = ("strong", "weak", "screen")
SIDES = ("by", "to")
REACHES = ("near", "county")
SUBJECTS = ("person", "card", "voucher", "invoice", "contract", "lease", "allocation", "machine", "household", "village")
# Tables with a programme in each row: a rule on them concerns every fund, one on others none, unless its header says which.
FUNDED = frozenset(["payments", "published", "approved", "approved_members", "bank_returns", "proxies", "allocations"])
KNOWN = frozenset(
    [
        "id",
        "category",
        "strength",
        "subject",
        "side",
        "reach",
        "funds",
        "title",
        "means",
        "why",
        "basis",
        "tables",
        "uses",
        "limits",
        "standards",
        "conditions",
        "say",
        "param",
        "cells",
        "innocent",
        "left_out",
    ]
)


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in both languages."""

    zh: str
    en: str

    def blanks(self) -> frozenset[str]:
        """Names of the blanks in either sentence."""
        return frozenset(f for s in (self.zh, self.en) for _, f, _, _ in Formatter().parse(s) if f)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number of the rule that a county may set: `$name` in the SQL."""

    name: str
    default: int | str | Decimal
    unit: str
    source: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as its file says it. `sql` is the text below the header."""

    id: str
    category: str
    strength: str
    subject: str
    side: str
    reach: str  # near: a doubt rests on its person's own, household's, card's and village's rows; county: on anybody's
    funds: str  # condition over `programmes`: which funds the rule concerns
    title: Text
    means: Text
    why: Text | None  # why it matters: what harm it does, to whom
    basis: tuple[str, ...]
    tables: tuple[str, ...]
    uses: tuple[str, ...]
    limits: tuple[str, ...]
    conditions: tuple[tuple[str, Text], ...]  # (SQL that gives true or false over the schema tables, what is said where it is false)
    standards: tuple[str, ...]  # measures of `standards`, or tables like allowed_grades: without any of them the rule is not run
    say: Text
    parameters: tuple[Parameter, ...]
    cells: tuple[tuple[str, str], ...]  # (table, column): marked where the evidence row is of that table
    innocent: Mapping[str, Text]  # applied: one marked line each
    left_out: Mapping[str, Text]  # explanations of the catalogue that are not applied, with the reason
    sql: str
    sha256: str
    path: Path

    @property
    def fixture_path(self) -> Path:
        """The fixture stands beside the rule."""
        return self.path.with_suffix(".fixture.md")

    def marked_lines(self) -> list[tuple[int, str]]:
        """(index of the line in `sql`, innocent key) for each line that ends in `-- unless: key`."""
        return [(i, m[1]) for i, line in enumerate(self.sql.split("\n")) if (m := UNLESS.search(line))]

    def without_line(self, index: int) -> str:
        """The SQL with that line deleted: the mutant which the fixture must kill."""
        lines = self.sql.split("\n")
        return "\n".join(lines[:index] + lines[index + 1 :])


def find_rules(pattern: str = "*", *, folders: Sequence[Path] = (RULES_FOLDER,)) -> tuple[Rule, ...]:
    """The rules under `folders` whose id matches one of the comma-separated globs, in order of id.

    Raises AskedWrongly("rules-none-match") if nothing matches and ("rule-twice") if two files carry one id.
    """
    wanted = [p.strip() for p in pattern.split(",") if p.strip()]
    rules: dict[str, Rule] = {}
    for path in _rule_files(folders):
        if any(fnmatchcase(path.stem, p) for p in wanted):
            rule = read_rule(path)
            if rule.id in rules:
                raise AskedWrongly("rule-twice", rule=rule.id)
            rules[rule.id] = rule
    if not rules:
        raise AskedWrongly("rules-none-match", pattern=pattern)
    return tuple(rules[k] for k in sorted(rules))


def read_rule(path: Path) -> Rule:
    """The rule in `path`. Raises AskedWrongly("rule-unreadable") that says what is wrong with its header."""
    raw = path.read_bytes()
    match = HEADER.match(raw.decode("utf-8"))
    if match is None:
        raise _unreadable(path, "no header: the file must begin with /* lianjing-rule")
    try:
        head: dict[str, Any] = tomllib.loads(match[1], parse_float=Decimal)
    except tomllib.TOMLDecodeError as e:
        raise _unreadable(path, f"header is not TOML: {e}") from e
    try:
        rule = _rule(path, head, match[2], sha256(raw).hexdigest())
    except (KeyError, TypeError, ValueError) as e:
        raise _unreadable(path, f"header: {e!r}") from e
    for fault in _faults(rule, frozenset(head)):
        raise _unreadable(path, fault)
    return rule


def _rule_files(folders: Sequence[Path]) -> Iterator[Path]:
    for folder in folders:
        yield from sorted(folder.rglob("*.sql"))


def _unreadable(path: Path, why: str) -> AskedWrongly:
    return AskedWrongly("rule-unreadable", file=path.name, why=why)


def _rule(path: Path, head: Mapping[str, Any], sql: str, digest: str) -> Rule:
    return Rule(
        id=head["id"],
        category=head["category"],
        strength=head["strength"],
        subject=head["subject"],
        side=head["side"],
        reach=head.get("reach", "near" if head["subject"] in ("person", "card") else "county"),
        funds=head.get("funds", "TRUE" if FUNDED & {*head["tables"]} else "FALSE"),
        title=_text(head["title"]),
        means=_text(head["means"]),
        why=_text(head["why"]) if "why" in head else None,
        basis=tuple(head["basis"]),
        tables=tuple(head["tables"]),
        uses=tuple(head.get("uses", ())),
        limits=tuple(head.get("limits", ())),
        conditions=tuple((c["sql"], _text(c)) for c in head.get("conditions", ())),
        standards=tuple(head.get("standards", ())),
        say=_text(head["say"]),
        parameters=tuple(Parameter(n, p["default"], p["unit"], p["source"]) for n, p in head.get("param", {}).items()),
        cells=tuple(_cell(c) for c in head["cells"]),
        innocent={k: _text(t) for k, t in head.get("innocent", {}).items()},
        left_out={k: _text(t) for k, t in head.get("left_out", {}).items()},
        sql=sql,
        sha256=digest,
        path=path,
    )


def _text(value: Mapping[str, str]) -> Text:
    return Text(zh=value["zh"], en=value["en"])


def _cell(dotted: str) -> tuple[str, str]:
    table, column = dotted.split(".")
    return table, column


def _faults(rule: Rule, keys: frozenset[str]) -> Iterator[str]:
    if rule.id != rule.path.stem:
        yield f"id {rule.id} is not the file's name"
    if unknown := keys - KNOWN:
        yield f"unknown words in the header: {', '.join(sorted(unknown))}"
    if not CATEGORY.fullmatch(rule.category):
        yield f"category {rule.category} is no code of the catalogue"
    for word, allowed in ((rule.strength, STRENGTHS), (rule.side, SIDES), (rule.subject, SUBJECTS), (rule.reach, REACHES)):
        if word not in allowed:
            yield f"{word} is none of {', '.join(allowed)}"
    if not rule.tables:
        yield "a rule needs at least one table"
    if both := set(rule.innocent) & set(rule.left_out):
        yield f"applied and left out at once: {', '.join(sorted(both))}"
