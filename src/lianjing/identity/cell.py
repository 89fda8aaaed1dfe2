"""What a cell may hold, and what comes out of reading it: a value with what was mended, damage with its reason, or nothing.

Every reader of this room takes one `Value` and returns `Read[...] | Damaged | None`; None is an empty cell.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class CellError:
    """A formula's error as the cell shows it, e.g. "#N/A"."""

    text: str


Value = str | int | float | bool | date | datetime | time | CellError | None


@dataclass(frozen=True, slots=True)
class Read(Generic[T]):
    """A value that can be used; `mended` names what was put right, `notes` what is worth knowing (neither is a doubt)."""

    value: T
    mended: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Damaged:
    """A value that must not be used; `reason` is a code of messages.toml."""

    reason: str


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """A whole column read: `values` in order (None where empty or damaged), the rest sparse by index."""

    values: list[T | None]
    mended: dict[int, tuple[str, ...]] = field(default_factory=dict)
    notes: dict[int, tuple[str, ...]] = field(default_factory=dict)
    damaged: dict[int, str] = field(default_factory=dict)


def read_each(values: Sequence[Value], read: Callable[[Value], Read[T] | Damaged | None]) -> Column[T]:
    """Read every value of a column, each distinct one once."""
    column: Column[T] = Column([None] * len(values))
    read_into(column, range(len(values)), values, read)
    return column


def read_into(column: Column[T], places: Sequence[int], values: Sequence[Value], read: Callable[[Value], Read[T] | Damaged | None]) -> None:
    """Read the values at `places` into `column`; the type is part of the memory's key because 1 == 1.0 == True."""
    seen: dict[object, Read[T] | Damaged | None] = {}
    for i in places:
        value = values[i]
        if value is None:
            continue
        key: object = value if type(value) is str else (type(value), value)
        if key in seen:
            result = seen[key]
        else:
            result = seen[key] = read(value)
        if isinstance(result, Read):
            column.values[i] = result.value
            if result.mended:
                column.mended[i] = result.mended
            if result.notes:
                column.notes[i] = result.notes
        elif result is not None:
            column.damaged[i] = result.reason
