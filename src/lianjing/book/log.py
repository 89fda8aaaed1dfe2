"""The book's own log: append-only lines of JSON, each with the SHA-256 of the line before: none can be changed or taken out unseen.

A last line without its newline is a write cut short: it was never confirmed to anybody; readers pass over it, the next writer drops it.
"""

import errno
import json
import os
import pwd
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from lianjing.errors import BookTrouble

FIRST = "0" * 64  # stands for the line before the first one


@dataclass(frozen=True, slots=True)
class LogLine:
    """What happened, when, by which user of the operating system."""

    at: datetime
    user: str
    what: str
    facts: Mapping[str, object]


class Log:
    """The log opened by the one writer; `lines` are those that stood in it when it was opened."""

    def __init__(self, path: Path, now: Callable[[], datetime], user: str) -> None:
        """Verifies the whole chain; raises BookTrouble where it is broken."""
        self._path, self._now, self._user = path, now, user
        whole, torn = _split(path.read_bytes())
        self.lines = _verified(path, whole)
        self._last = _digest(whole[-1]) if whole else FIRST
        if torn:
            os.truncate(path, path.stat().st_size - len(torn))

    def append(self, what: str, facts: Mapping[str, object]) -> None:
        """One line, on the disk when this returns."""
        head = {"at": self._now().isoformat(timespec="seconds"), "user": self._user, "what": what}
        line = json.dumps({**head, **facts, "prev": self._last}, ensure_ascii=False).encode()
        _append_bytes(self._path, line + b"\n")
        self._last = _digest(line)


def read_log(path: Path) -> list[LogLine]:
    """Every line, the chain verified. Raises BookTrouble with the number of the first line that does not fit."""
    return _verified(path, _split(path.read_bytes())[0])


def os_user() -> str:
    """The operating system's user, not what the environment claims."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return f"uid {os.getuid()}"


def _split(content: bytes) -> tuple[list[bytes], bytes]:
    *whole, torn = content.split(b"\n")
    return whole, torn


def _digest(line: bytes) -> str:
    return sha256(line).hexdigest()


def _verified(path: Path, whole: list[bytes]) -> list[LogLine]:
    out, last = [], FIRST
    for number, line in enumerate(whole, 1):
        try:
            facts = json.loads(line)
            if facts.pop("prev") != last:
                raise ValueError("broken chain")
            out.append(LogLine(datetime.fromisoformat(facts.pop("at")), facts.pop("user"), facts.pop("what"), facts))
        except (ValueError, KeyError, TypeError, AttributeError) as e:
            raise BookTrouble("book-log-broken", book=path.parent, line=number) from e
        last = _digest(line)
    return out


def _append_bytes(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_APPEND)
    try:
        size = os.fstat(handle).st_size
        if os.write(handle, content) < len(content):
            os.ftruncate(handle, size)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        os.fsync(handle)
    finally:
        os.close(handle)
