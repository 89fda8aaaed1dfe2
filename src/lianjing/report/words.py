"""The words of the outputs, from `words.toml`: one place, two languages."""

import tomllib
from functools import cache
from importlib.resources import files

from lianjing.checks.rule import Text


def label(key: str, **facts: object) -> Text:
    """The label in both languages, its blanks filled. Raises KeyError for a key that `words.toml` does not have."""
    words = _words()[key]
    return Text(words.zh.format(**facts), words.en.format(**facts)) if facts else words


def plain(text: str) -> Text:
    """A name or number that reads the same in both languages."""
    return Text(text, text)


@cache
def _words() -> dict[str, Text]:
    raw = tomllib.loads(files("lianjing.report").joinpath("words.toml").read_text("utf-8"))
    return {key: Text(said["zh"], said["en"]) for key, said in raw.items()}
