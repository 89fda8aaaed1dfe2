"""The bytes of one file with its name: what every reader of this package is given."""

from dataclasses import dataclass
from typing import NoReturn

from lianjing.errors import Place, Unreadable
from lianjing.ingest.grid.model import Limits


@dataclass(frozen=True, slots=True)
class Source:
    """A file in memory."""

    name: str
    data: bytes
    limits: Limits

    def refuse(self, code: str, *, sheet: str = "", cell: str = "", **facts: object) -> NoReturn:
        """End the reading of this file with the sentence of `code`."""
        raise Unreadable(code, Place(self.name, sheet, cell), **facts) from None

    def check_cells(self, sheet: str, height: int, width: int) -> None:
        """Refuse a sheet that reaches too far; the message names its last cell, which is the one to delete."""
        if height * width > self.limits.cells:
            self.refuse("too-large", sheet=sheet, cell=f"{letters(width - 1)}{height}", rows=height, columns=width)


def letters(column: int) -> str:
    """Excel's name of a 0-based column.

    >>> letters(0), letters(25), letters(26), letters(16383)
    ('A', 'Z', 'AA', 'XFD')
    """
    name = ""
    column += 1
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def column_number(name: str) -> int:
    """The 0-based column of Excel's letters.

    >>> column_number("A"), column_number("AA"), column_number("XFD")
    (0, 26, 16383)
    """
    number = 0
    for char in name:
        number = number * 26 + ord(char) - 64
    return number - 1
