"""A county's own standards and limits over the built-in programmes: dated, recorded in each run, matched by names like those in sheets.

Amounts are never built in: a rule that needs one is not run until the county states it. An unknown programme name becomes the county's
own programme. Source of the form: a TOML with [county], [limits], [[programme]],
[rules], [post_pay_yuan_per_month], [parameters.<rule>].
"""

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from lianjing.checks.insert import insert_rows
from lianjing.errors import AskedWrongly, Place
from lianjing.schema.programmes import PROGRAMMES, Programme, fold_name, name_in, programme_in

MEASURES = ("yuan_per_mu", "yuan_per_month", "yuan_per_year", "yuan_per_term", "yuan_per_house", "yuan_per_quarter", "yuan_per_person")
LIMITS: Mapping[str, str] = {
    "cash_yuan": "DECIMAL(18,2)",
    "no_invoice_yuan": "DECIMAL(18,2)",
    "tender_yuan": "DECIMAL(18,2)",
    "transfer_days": "INTEGER",
    "lease_max_years": "INTEGER",
    "land_tolerance": "DECIMAL(18,4)",
    "return_days": "INTEGER",
    "begin_days": "INTEGER",
    "post_max_age": "INTEGER",
}
TABLES: Mapping[str, str] = {
    "programmes": "programme_id VARCHAR, zh VARCHAR, payee VARCHAR, period VARCHAR, means_tested BOOLEAN, staff VARCHAR, "
    "officials VARCHAR, discretionary BOOLEAN, funeral BOOLEAN, per_head BOOLEAN, age_min INTEGER, age_max INTEGER, "
    "department VARCHAR",
    "exclusive": "programme_id VARCHAR, other_id VARCHAR, scope VARCHAR",
    "standards": "programme_id VARCHAR, measure VARCHAR, step VARCHAR, from_age INTEGER, yuan DECIMAL(18,2), valid_from DATE, "
    "valid_to DATE, source VARCHAR",
    "allowed_grades": "programme_id VARCHAR, grade INTEGER",
    "needs_programme": "programme_id VARCHAR, needs_id VARCHAR",
    "post_pay": "post VARCHAR, yuan_per_month DECIMAL(18,2)",
    "limits": ", ".join(f"{name} {kind}" for name, kind in LIMITS.items()),
}
# Clerks write 分散供养 = 510 without quotes; TOML 1.0 wants them around keys that are not ASCII.
_BARE_KEY = re.compile(r"(^\s*|[{,]\s*)([^\s\"'=#{},\[\]]*[^\x00-\x7f][^\s\"'=#{},\[\]]*)(\s*=)", re.MULTILINE)
_SECTIONS = ("county", "limits", "programme", "rules", "post_pay_yuan_per_month", "parameters")
_RULES = ("closed_to_public_staff", "discretionary", "exclusive")
_PROGRAMME_KEYS = frozenset({"name", "from_age", "to_age", "grades", "needs", "valid_from", "valid_to", "payee", "period", *MEASURES})


@dataclass(frozen=True, slots=True)
class Amount:
    """One stated amount; `step` is a grade, class, category or age as text, '' where there is one amount for all."""

    programme_id: str
    measure: str
    step: str
    from_age: int | None
    yuan: Decimal
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Standards:
    """What a run is measured by. `sha256` is of the county's file, None where only the built-in programmes are used."""

    programmes: Mapping[str, Programme] = field(default_factory=lambda: dict(PROGRAMMES))
    names: tuple[tuple[str, str], ...] = ()  # the county's own names: folded name, id
    amounts: tuple[Amount, ...] = ()
    grades: tuple[tuple[str, int], ...] = ()
    needs: tuple[tuple[str, str], ...] = ()
    exclusive: tuple[tuple[str, str, str], ...] = ()
    limits: Mapping[str, Decimal] = field(default_factory=dict)
    post_pay: Mapping[str, Decimal] = field(default_factory=dict)
    county_name: str | None = None
    as_of: date | None = None
    sha256: str | None = None
    file: str | None = None
    rule_parameters: Mapping[str, Mapping[str, object]] = field(default_factory=dict)

    @property
    def sources(self) -> Mapping[str, str]:
        """What the run records: the county's file by name, with its digest."""
        return {self.file: self.sha256} if self.file is not None and self.sha256 is not None else {}

    def parameters(self, rule: str) -> Mapping[str, object]:
        """The county's values for a rule's parameters, from [parameters.A01]."""
        return self.rule_parameters.get(rule, {})

    def match(self, text: str, on: date | None = None) -> str | None:
        """The id of the programme named in `text`, the county's own names before the built-in ones where they are as long."""
        own, built_in = name_in(text, self.names, on), programme_in(text, on)
        if own is not None and (built_in is None or len(own[1]) >= len(built_in[1])):
            return own[0]
        return built_in[0] if built_in is not None else None

    def register(self, con: duckdb.DuckDBPyConnection) -> None:
        """Create the tables programmes, exclusive, standards, allowed_grades, needs_programme, post_pay and limits in `con`."""
        for name, columns in TABLES.items():
            con.execute(f"CREATE TEMP TABLE {name} ({columns})")
        insert_rows(con, "programmes", [_programme_row(p) for p in sorted(self.programmes.values(), key=lambda p: p.id)])
        insert_rows(con, "exclusive", sorted({(a, b, s) for x, y, s in self.exclusive for a, b in ((x, y), (y, x))}))
        insert_rows(
            con,
            "standards",
            [(a.programme_id, a.measure, a.step, a.from_age, a.yuan, a.valid_from, a.valid_to, self.file or "") for a in self.amounts],
        )
        insert_rows(con, "allowed_grades", list(self.grades))
        insert_rows(con, "needs_programme", list(self.needs))
        insert_rows(con, "post_pay", list(self.post_pay.items()))
        insert_rows(con, "limits", [tuple(self.limits.get(name) for name in LIMITS)])


def load_standards(path: Path | None) -> Standards:
    """The county's standards over the built-in programmes; AskedWrongly names the file and the key that is not understood."""
    if path is None:
        return Standards(exclusive=_built_in_exclusive())
    data = path.read_bytes()
    try:
        raw = tomllib.loads(_BARE_KEY.sub(r'\1"\2"\3', data.decode("utf-8-sig")), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as e:
        raise AskedWrongly("standards-not-toml", Place(path.name), why=str(e)) from e
    return _Reading(path.name, raw).standards(hashlib.sha256(data).hexdigest())


class _Reading:
    """One standards file being read; every key is used or refused."""

    def __init__(self, file: str, raw: dict[str, Any]) -> None:
        self.file, self.raw = file, raw
        self.programmes = dict(PROGRAMMES)
        self.names: list[tuple[str, str]] = []

    def standards(self, sha256: str) -> Standards:
        self._refuse_unknown(self.raw, _SECTIONS, "")
        county = self.raw.get("county", {})
        self._refuse_unknown(county, ("name", "code", "as_of"), "county")
        limits = self.raw.get("limits", {})
        self._refuse_unknown(limits, tuple(LIMITS), "limits")
        entries = [(self._id(str(e.get("name", ""))), e) for e in self.raw.get("programme", [])]
        for id_, entry in entries:
            self._refuse_unknown(entry, tuple(_PROGRAMME_KEYS), f"programme {entry.get('name')}")
            self._ages(id_, entry)
        rules = self.raw.get("rules", {})
        self._refuse_unknown(rules, _RULES, "rules")
        self._bars(rules)
        exclusive = self._exclusive(rules)
        as_of = county.get("as_of")
        if as_of is not None and not isinstance(as_of, date):
            raise AskedWrongly("standards-not-a-date", Place(self.file), key="county.as_of", value=as_of)
        return Standards(
            programmes=self.programmes,
            names=tuple(self.names),
            amounts=tuple(a for id_, e in entries for a in self._amounts(id_, e)),
            grades=tuple((id_, int(g)) for id_, e in entries for g in e.get("grades", ())),
            needs=tuple((id_, self._id(str(n))) for id_, e in entries for n in _listed(e.get("needs", ()))),
            exclusive=exclusive,
            limits={k: self._number(f"limits.{k}", v) for k, v in limits.items()},
            post_pay={
                str(k): self._number(f"post_pay_yuan_per_month.{k}", v) for k, v in self.raw.get("post_pay_yuan_per_month", {}).items()
            },
            county_name=county.get("name"),
            as_of=as_of,
            sha256=sha256,
            file=self.file,
            rule_parameters=self.raw.get("parameters", {}),
        )

    def _id(self, name: str) -> str:
        """The programme of that name; one nobody knows becomes the county's own, with an id that depends on the name alone."""
        folded = fold_name(name)
        if folded == "":
            raise AskedWrongly("standards-no-name", Place(self.file))
        own = next((id_ for n, id_ in self.names if n == folded), None)
        if own is not None:
            return own
        known = programme_in(name)
        if known is not None and len(known[1]) >= 0.5 * len(folded):
            self.names.append((folded, known[0]))
            return known[0]
        id_ = "county_" + hashlib.sha256(folded.encode()).hexdigest()[:8]
        self.programmes[id_] = Programme(id=id_, zh=name, en=name, department="", payee="person", period="month", source=self.file)
        self.names.append((folded, id_))
        return id_

    def _ages(self, id_: str, entry: dict[str, Any]) -> None:
        p = self.programmes[id_]
        self.programmes[id_] = replace(p, age_min=entry.get("from_age", p.age_min), age_max=entry.get("to_age", p.age_max))

    def _amounts(self, id_: str, entry: dict[str, Any]) -> list[Amount]:
        out = []
        for measure in MEASURES:
            stated = entry.get(measure)
            if stated is None:
                continue
            steps = stated.items() if isinstance(stated, dict) else [("", stated)]
            for step, yuan in steps:
                age = int(step) if str(step).isdigit() and int(step) >= 16 else entry.get("from_age") if step == "" else None
                value = self._number(f"{entry['name']}.{measure}", yuan)
                out.append(Amount(id_, measure, str(step), age, value, entry.get("valid_from"), entry.get("valid_to")))
        return out

    def _bars(self, rules: dict[str, Any]) -> None:
        """A county's written lists replace the built-in ones wholly."""
        if "closed_to_public_staff" in rules:
            closed = {self._id(n) for n in rules["closed_to_public_staff"]}
            for id_, p in list(self.programmes.items()):
                self.programmes[id_] = replace(p, staff="barred" if id_ in closed else "allowed" if p.staff == "barred" else p.staff)
        if "discretionary" in rules:
            free = {self._id(n) for n in rules["discretionary"]}
            for id_, p in list(self.programmes.items()):
                self.programmes[id_] = replace(p, discretionary=id_ in free)

    def _exclusive(self, rules: dict[str, Any]) -> tuple[tuple[str, str, str], ...]:
        if "exclusive" not in rules:
            return _built_in_exclusive()
        pairs = []
        for pair in rules["exclusive"]:
            if not isinstance(pair, list) or len(pair) != 2:
                raise AskedWrongly("standards-not-a-pair", Place(self.file), value=pair)
            pairs.append((self._id(str(pair[0])), self._id(str(pair[1])), "person"))
        return tuple(pairs)

    def _number(self, key: str, value: object) -> Decimal:
        if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
            raise AskedWrongly("standards-not-a-number", Place(self.file), key=key, value=value)
        return Decimal(value)

    def _refuse_unknown(self, section: Mapping[str, object], known: tuple[str, ...], where: str) -> None:
        for key in section:
            if key not in known:
                raise AskedWrongly(
                    "standards-unknown-key", Place(self.file), key=f"{where}.{key}".strip("."), known=", ".join(sorted(known))
                )


def _built_in_exclusive() -> tuple[tuple[str, str, str], ...]:
    return tuple((p.id, x.id, x.scope) for p in PROGRAMMES.values() for x in p.excludes if x.confirmed)


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, (list, tuple)) else [value]


def _programme_row(p: Programme) -> tuple[object, ...]:
    return (
        p.id,
        p.zh,
        p.payee,
        p.period,
        p.means_tested,
        p.staff,
        p.officials,
        p.discretionary,
        p.funeral,
        p.per_head,
        p.age_min,
        p.age_max,
        p.department,
    )
