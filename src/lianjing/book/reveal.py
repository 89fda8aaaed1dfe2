"""Opening what is masked: a named person, a stated reason, a line in the book's log before anything is shown."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from lianjing.book.book import Book, local_now
from lianjing.errors import AskedWrongly


@dataclass(frozen=True, slots=True)
class Revealed:
    """Handed out by `reveal` only: whoever holds it may show IDs and cards in full, for the log says who and why."""

    of: str
    reason: str


def reveal(book: Book, of: str, reason: str | None, *, now: Callable[[], datetime] = local_now, user: str | None = None) -> Revealed:
    """Writes who opens what and why into the book's log. Raises AskedWrongly without a reason. `of`: what is opened ("export payments")."""
    if reason is None or not reason.strip():
        raise AskedWrongly("reveal-needs-reason")
    with book.writing(now=now, user=user) as writer:
        writer.log("reveal", of=of, reason=reason.strip())
    return Revealed(of, reason.strip())
