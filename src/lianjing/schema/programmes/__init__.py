"""Programmes of public money: data in this folder's TOML files, matched by the names under which clerks write them.

A name is looked for inside a title, a cell or a file name; the last one named wins, and of names inside one another the longest.
Facts whose confidence is low, and exclusions marked `confirmed = false`, are off until a county's own standards put them in force.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["PROGRAMMES", "Exclusion", "Programme", "fold_name", "match_programme", "name_in", "programme_in", "programme_of_columns"]

_NOISE = re.compile(r"[\s()（）【】\[\]〔〕“”\"'、，,。.：:/\-—_·]+")
_BRACKETED = re.compile(r"\([^()]*\)|（[^（）]*）|【[^【】]*】")
_ENDINGS = re.compile(r"(补助资金|补贴资金|补助金|补贴金|专项资金|救助金|补助|补贴|资金|金|费|待遇)$")


@dataclass(frozen=True, slots=True)
class Exclusion:
    """`id` may not be drawn beside the programme by the same `scope` for the same period; in force only where `confirmed`."""

    id: str
    scope: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Programme:
    """One programme; `period`: what one payment is for; `staff`, `officials`: whether they may draw it."""

    id: str
    zh: str
    en: str
    department: str
    payee: str  # person, household, land, house, project, animal
    period: str  # month, quarter, half, year, season, term, once, event
    names: tuple[str, ...] = ()
    staff: str = "check"  # barred, allowed, check
    officials: str = "check"
    means: tuple[str, ...] = ()
    discretionary: bool = False
    funeral: bool = False
    per_head: bool = False
    age_min: int | None = None
    age_max: int | None = None
    excludes: tuple[Exclusion, ...] = ()
    lookalikes: tuple[str, ...] = ()
    told_by: tuple[str, ...] = ()  # columns that no other programme's pay lists have: they name it where no text does
    valid_from: date | None = None
    valid_to: date | None = None
    confidence: str = "high"
    source: str = ""

    @property
    def means_tested(self) -> bool:
        """Whether cars and dwellings speak against a payment."""
        return "vehicles" in self.means


def fold_name(text: str) -> str:
    """A name or title without width, blanks, brackets and points."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text))


def programme_in(text: str, on: date | None = None) -> tuple[str, str] | None:
    """The programme named in a title, cell or file name, and the words that name it; None where none is.

    >>> programme_in("某县2017年第一季度农村最低生活保障金发放表")
    ('dibao_rural', '农村最低生活保障')
    """
    return name_in(text, _names(), on)


def programme_of_columns(columns: Iterable[str]) -> str | None:
    """The programme whose pay lists alone have all of these columns, or None: maker and serial number mean a machine."""
    there = frozenset(columns)
    return next((p.id for p in PROGRAMMES.values() if p.told_by and there.issuperset(p.told_by)), None)


def match_programme(text: str, on: date | None = None) -> str | None:
    """The id of the programme named in `text`."""
    found = programme_in(text, on)
    return found[0] if found is not None else None


def name_in(text: str, names: Iterable[tuple[str, str]], on: date | None = None) -> tuple[str, str] | None:
    """The one of `names` (folded name, id) that the text is about: the last named, for a Chinese title ends with its head word
    (低保家庭学生补助 is about the pupils); of names inside one another the longest, of programmes sharing it one valid on `on`.

    Words in brackets speak only where no others do: 危房改造（低保户）.
    """
    named = tuple(names)
    return _last_named(_BRACKETED.sub("", text), named, on) or _last_named(text, named, on)


def _last_named(text: str, names: tuple[tuple[str, str], ...], on: date | None) -> tuple[str, str] | None:
    folded = fold_name(text)
    found = [(folded.rindex(name) + len(name), len(name), id_, name) for name, id_ in names if name in folded]
    if len(found) == 0:
        return None
    best = max(f[:2] for f in found)
    sharing = [f for f in found if f[:2] == best]
    chosen = next((f for f in sharing if _valid(f[2], on)), sharing[0])
    return chosen[2], chosen[3]


def _valid(id_: str, on: date | None) -> bool:
    programme = PROGRAMMES.get(id_)
    if programme is None:
        return True
    if on is None:
        return programme.valid_to is None
    return (programme.valid_from is None or programme.valid_from <= on) and (programme.valid_to is None or on <= programme.valid_to)


@cache
def _names() -> tuple[tuple[str, str], ...]:
    """Folded names and ids; endings such as 补贴 may be left off where four characters remain that mean no other programme."""
    full: dict[tuple[str, str], None] = {}
    stems: dict[str, set[str]] = {}
    for p in PROGRAMMES.values():
        for name in (p.zh, *p.names):
            folded = fold_name(name)
            full[folded, p.id] = None
            stem = _ENDINGS.sub("", folded)
            if len(stem) >= 4 and stem != folded:
                stems.setdefault(stem, set()).add(p.id)
    for stem, ids in stems.items():
        if len(ids) == 1:
            full.setdefault((stem, next(iter(ids))), None)
    return tuple(full)


def _read() -> dict[str, Programme]:
    out: dict[str, Programme] = {}
    for file in sorted(files("lianjing.schema.programmes").iterdir(), key=lambda f: f.name):
        if not file.name.endswith(".toml"):
            continue
        for id_, raw in tomllib.loads(file.read_text("utf-8")).items():
            excludes = tuple(Exclusion(x["id"], x["scope"], x["confirmed"]) for x in raw.pop("excludes", ()))
            several: dict[str, Any] = {k: tuple(raw.pop(k, ())) for k in ("names", "means", "lookalikes", "told_by")}
            out[id_] = Programme(id=id_, excludes=excludes, **several, **raw)
    return out


PROGRAMMES = _read()
