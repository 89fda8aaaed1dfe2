"""How far a long run has come: a bar on a terminal, one plain line a step otherwise; on stderr, so that stdout stays the result."""

import sys
from types import TracebackType
from typing import TYPE_CHECKING, Self, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID


def progress() -> "Progress":
    """Progress on stderr."""
    return Progress()


class Progress:
    """Counts files or rules to their total. Use as a context manager, so that the terminal is left tidy however the run ends."""

    def __init__(self, stream: TextIO | None = None) -> None:
        """`stream` default: stderr."""
        self._stream = stream if stream is not None else sys.stderr
        self._bar: RichProgress | None = None
        self._task: TaskID | None = None
        self._total = self._done = self._rows = 0

    def start(self, total: int, what: str = "文件 files") -> None:
        """Begins a count of `total` steps; a second start begins the next count."""
        self.finish()
        self._total, self._done, self._rows = total, 0, 0
        if self._stream.isatty():
            self._bar = _bar(self._stream)
            self._task = self._bar.add_task(what, total=total, detail="")
            self._bar.start()

    def file_done(self, name: str, rows: int) -> None:
        """One file has been read, with that many rows."""
        self._rows += rows
        self._step(f"{name}  {rows} 行 rows", f"{self._rows} 行 rows  {name}")

    def rule_done(self, rule: str, doubts: int) -> None:
        """One rule has been run, with that many doubts."""
        self._step(f"{rule}  {doubts} 条疑点 doubts", rule)

    def step(self, name: str) -> None:
        """One step of another kind is done."""
        self._step(name, name)

    def finish(self) -> None:
        """Takes the bar off the terminal."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.finish()

    def _step(self, line: str, detail: str) -> None:
        self._done += 1
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=self._done, detail=_plain(detail))
        else:
            print(f"[{self._done}/{self._total}] {line}", file=self._stream, flush=True)


def _bar(stream: TextIO) -> "RichProgress":
    from rich.console import Console  # noqa: PLC0415 - only a terminal needs it
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415
    from rich.progress import Progress as RichProgress  # noqa: PLC0415

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[detail]}"),
    )
    return RichProgress(*columns, console=Console(file=stream), transient=True)


def _plain(text: str) -> str:
    from rich.markup import escape  # noqa: PLC0415

    return escape(text)
