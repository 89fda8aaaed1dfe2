"""The files of the given files and folders, in a fixed order, with the names under which a book will know them."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_SKIPPED = ("~$", ".")
_SKIPPED_NAMES = frozenset({"thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class Source:
    """A file to take in, with the name under which the book will know it."""

    path: Path
    file: str
    folder: str


def find_sources(given: Sequence[Path]) -> list[Source]:
    """Files of the given files and folders in a fixed order; office lock files and the like are left out."""
    out: list[Source] = []
    for path in given:
        if path.is_dir():
            for folder, folders, names in os.walk(path):
                folders.sort()
                for name in sorted(names):
                    if not name.startswith(_SKIPPED) and name.lower() not in _SKIPPED_NAMES:
                        full = Path(folder) / name
                        out.append(Source(full, full.relative_to(path).as_posix(), path.resolve().name))
        else:
            out.append(Source(path, path.name, path.resolve().parent.name))
    return out
