"""Kinds of problems (`problem_types.toml`), and the kind a row of the catalogue suggests. A person decides; this only sorts a report."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class ProblemType:
    """One kind; `parent` is the id of the kind above it, None on the first level. `main`: rows of the catalogue that are listed under it.

    `zh_doubt`, `en_doubt`: its name where nothing is verified yet; a kind without `main` has its own name there.
    """

    id: str
    zh: str
    en: str
    parent: str | None
    rules: tuple[str, ...]
    main: tuple[str, ...]
    zh_doubt: str
    en_doubt: str


@cache
def problem_types() -> Mapping[str, ProblemType]:
    """All kinds by id, in the order of the file."""
    raw = tomllib.loads(files("lianjing.schema").joinpath("problem_types.toml").read_text("utf-8"))
    return {k: _problem_type(k, v) for k, v in raw.items()}


@cache
def suggested(category: str) -> ProblemType:
    """The kind under which a row of the catalogue is listed. Raises KeyError for no row.

    >>> suggested("J03").zh
    '低价、超期、暗箱发包'
    """
    return _by_row()[category]


def _problem_type(name: str, v: Mapping[str, Any]) -> ProblemType:
    said = v.get("as_doubt", v)
    return ProblemType(name, v["zh"], v["en"], v.get("parent"), tuple(v["rules"]), tuple(v.get("main", ())), said["zh"], said["en"])


@cache
def _by_row() -> Mapping[str, ProblemType]:
    return {row: t for t in problem_types().values() for row in t.main}
