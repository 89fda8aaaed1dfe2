"""One family of errors, one catalogue of sentences in two languages: each says what is wrong, where, and what to do next.

The sentences stand in `messages.toml` of the room that speaks them (`[code]` with `zh` and `en`); all are loaded together, so that
a code is unique.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Place:
    """A cell or row as its clerk sees it in Excel."""

    file: str
    sheet: str = ""
    cell: str = ""  # "D17", or "17" for the whole row

    def __str__(self) -> str:
        sheet = f"［{self.sheet}］" if self.sheet else ""
        return f"{self.file}{sheet}{self.cell}"


class LianjingError(Exception):
    """Ends a file or a command. `code` finds the sentence, `place` says where, `facts` fill the blanks."""

    exit_status: ClassVar[int] = 1

    def __init__(self, code: str, place: Place | None = None, **facts: object) -> None:
        super().__init__(code)
        self.code, self.place, self.facts = code, place, facts

    def say(self, lang: str) -> str:
        """The sentence in `lang` ("zh" or "en")."""
        return message(self.code, lang, self.place, **self.facts)

    def __str__(self) -> str:
        return self.say("zh") + " / " + self.say("en")


class AskedWrongly(LianjingError):
    """The command or its arguments cannot be carried out as asked."""

    exit_status = 2


class Unreadable(LianjingError):
    """A file that cannot be taken; the other files still go in."""

    exit_status = 3


class BookTrouble(LianjingError):
    """The book is locked by another process, or damaged."""

    exit_status = 4


def message(code: str, lang: str, place: Place | None = None, **facts: object) -> str:
    """The sentence of `code` with its blanks filled; an unknown code raises KeyError (a test holds codes and catalogue together)."""
    return catalogue()[code][lang].format(place=place if place is not None else "", **facts)


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """Every room's sentences by code."""
    out: dict[str, dict[str, str]] = {}
    for room in sorted(files("lianjing").iterdir(), key=lambda p: p.name):
        sentences = room.joinpath("messages.toml") if room.is_dir() else None
        if sentences is not None and sentences.is_file():
            for code, text in tomllib.loads(sentences.read_text("utf-8")).items():
                if code in out:
                    raise ValueError(f"message code {code} stands in two rooms")
                out[code] = text
    return out
