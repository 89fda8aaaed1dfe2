"""Lianjing (廉镜): from the departments' workbooks to a book one can trust, and to explained doubts."""

from typing import TYPE_CHECKING

__version__ = "0.1.0"
__all__ = ["__version__", "open_book"]

if TYPE_CHECKING:
    from lianjing.reach import open_book
else:

    def __getattr__(name: str) -> object:
        """`lianjing.open_book`, brought in when it is asked for: `lianjing --help` stays quick."""
        if name == "open_book":
            from lianjing.reach import open_book  # noqa: PLC0415

            return open_book
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
