"""HTML from plain functions: a string reaches the page only through `esc`, so no cell of any sheet can become a tag.

`Markup` is text that is safe to stand in the page. mypy keeps the two apart; there is no way to mark a string as safe but to write it here.
"""

import html
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NewType

from lianjing.checks.rule import Text

Markup = NewType("Markup", str)

EMPTY = Markup("")
VOID = frozenset({"meta", "input", "br", "col", "hr"})
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def esc(text: object) -> Markup:
    """Text as it reads; characters that HTML cannot hold become □."""
    return Markup(html.escape(_UNPRINTABLE.sub("□", str(text)), quote=True))


def tag(element: str, /, *inside: Markup, **attributes: str | int | bool | None) -> Markup:
    """One element. `class_` and `for_` lose their dash; `data_k` becomes data-k; False and None leave the attribute away.

    >>> tag("td", esc("<b>"), class_="n")
    '<td class="n">&lt;b&gt;</td>'
    """
    said = "".join(_attribute(k, v) for k, v in attributes.items())
    if element in VOID:
        return Markup(f"<{element}{said}>")
    return Markup(f"<{element}{said}>{''.join(inside)}</{element}>")


def join(parts: Iterable[Markup], between: Markup = EMPTY) -> Markup:
    """Parts one after the other."""
    return Markup(between.join(parts))


@lru_cache(4096)
def both(text: Text) -> Markup:
    """A text in both languages, of which the reader sees one; once where both read the same."""
    if text.zh == text.en:
        return esc(text.zh)
    return join((tag("span", esc(text.zh), class_="zh"), tag("span", esc(text.en), class_="en", lang="en")))


def _attribute(name: str, value: str | int | bool | None) -> str:
    if value is None or value is False:
        return ""
    spelt = name.rstrip("_").replace("_", "-")
    return f" {spelt}" if value is True else f' {spelt}="{esc(value)}"'
