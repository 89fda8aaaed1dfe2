"""A county that does not exist: its towns and villages. One village name stands in two towns, one village has a twin (东…, 西…)."""

from dataclasses import dataclass
from random import Random

from lianjing.simulate.names import TOWN_NAMES, VILLAGE_HEADS, VILLAGE_TAILS, VILLAGE_WHOLE

COUNTY_NAME = "砚溪县"


@dataclass(frozen=True, slots=True)
class Town:
    """A town or township; `no` counts from 1."""

    no: int
    name: str

    @property
    def short(self) -> str:
        """The name without 镇 or 乡."""
        return self.name[:-1]


@dataclass(frozen=True, slots=True)
class Village:
    """A village; `no` counts from 1 in the whole county."""

    no: int
    name: str
    town: Town

    @property
    def short(self) -> str:
        """The name as a clerk abbreviates it: without 村, but a 社区 keeps its word."""
        return self.name.removesuffix("村")

    @property
    def committee(self) -> str:
        """The village committee, as payer in invoices."""
        return f"{self.name}民委员会" if self.name.endswith("村") else f"{self.name}居民委员会"


def make_places(rng: Random, towns: int, villages: int) -> tuple[list[Town], list[Village]]:
    """`towns` towns and `villages` villages, spread evenly."""
    made_towns = [Town(i + 1, name) for i, name in enumerate(_town_names(rng, towns))]
    names = _village_names(rng, villages)
    per_town = [villages // towns + (i < villages % towns) for i in range(towns)]
    made: list[Village] = []
    for town, count in zip(made_towns, per_town, strict=True):
        made += [Village(len(made) + i + 1, names[len(made) + i], town) for i in range(count)]
    return made_towns, _with_homonym(made)


def _town_names(rng: Random, count: int) -> list[str]:
    names = list(TOWN_NAMES)
    rng.shuffle(names)
    more = (f"{a}{b}镇" for a in "东西南北上下" for b in ("柳泉", "沙埠", "古井", "梨园", "长堤", "马坊"))
    return (names + list(more))[:count] if count <= len(names) + 36 else names + [f"第{i}镇" for i in range(len(names), count)]


def _village_names(rng: Random, count: int) -> list[str]:
    pool = [f"{head}家{tail}" for head in VILLAGE_HEADS for tail in VILLAGE_TAILS]
    rng.shuffle(pool)
    whole = list(VILLAGE_WHOLE)
    rng.shuffle(whole)
    mixed = [name for pair in zip(pool, whole, strict=False) for name in pair] + pool[len(whole) :]
    mixed += [f"{side}{name}" for name in pool for side in "前后"]
    while len(mixed) < count:
        mixed.append(f"{mixed[len(mixed) % 400]}{len(mixed)}队")
    names = [f"{name}村" for name in mixed[:count]]
    if count >= 4:
        twin = names[2]
        names[2], names[3] = f"东{twin}", f"西{twin}"
    if count >= 8:
        names[7] = mixed[7] + "社区"
    return names


def _with_homonym(villages: list[Village]) -> list[Village]:
    """The second village of the second town takes the name of the first village of the first."""
    second = [v for v in villages if v.town.no == 2]
    if len(second) < 2:
        return villages
    twin = second[1]
    return [Village(v.no, villages[0].name, v.town) if v is twin else v for v in villages]
