"""A few child processes that read files: memory capped, time limited, and replaced when one dies on a file.

A broken workbook can make a native reader abort the whole process; here it takes only its child along, and the file gets its sentence.
What the children do is named as text ("module:function"), so that they can be started before the parent has imported anything heavy:
both sides then load at the same time. This module itself imports the standard library only.
"""

import multiprocessing as mp
import os
import resource
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

J = TypeVar("J")
R = TypeVar("R")
MEMORY_BYTES = 6 << 30


@dataclass(frozen=True, slots=True)
class Outcome(Generic[J, R]):
    """What came of a job: its result, or why there is none ('died', 'too-slow', or the text of an unexpected error)."""

    job: J
    result: R | None
    failure: str = ""


@dataclass(slots=True)
class _Child:
    process: BaseProcess
    pipe: "Connection[object, object]"
    job: Any = None
    deadline: float = 0.0


class Children:
    """Up to `count` processes that call `work` ("package.module:function") on jobs; started at once, ended on leaving the context."""

    def __init__(self, work: str, count: int, memory_bytes: int = MEMORY_BYTES) -> None:
        self._work, self._count, self._memory = work, count, memory_bytes
        self._live = [self._start() for _ in range(count)]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for child in self._live:
            child.process.kill()
            child.process.join()
        self._live = []

    def run(self, jobs: Sequence[J], seconds: Callable[[J], float]) -> Iterator[Outcome[J, Any]]:
        """Work off `jobs`; outcomes come as they finish. A job may take `seconds(job)`."""
        waiting = list(reversed(jobs))
        while len(waiting) > 0 or any(c.job is not None for c in self._live):
            while len(waiting) > 0 and len(self._live) < self._count:
                self._live.append(self._start())
            for child in self._live:
                if child.job is None and len(waiting) > 0:
                    child.job = waiting.pop()
                    child.deadline = time.monotonic() + seconds(child.job)
                    child.pipe.send(child.job)
            yield from self._collect()

    def _collect(self) -> Iterator[Outcome[Any, Any]]:
        busy = [c for c in self._live if c.job is not None]
        left = min((c.deadline for c in busy), default=0.0) - time.monotonic()
        ready = wait([c.pipe for c in busy], timeout=max(0.0, min(left, 1.0)))
        for child in busy:
            job = child.job
            if child.pipe in ready:
                try:
                    message: Any = child.pipe.recv()
                except (EOFError, ConnectionResetError):
                    self._end(child)
                    yield Outcome(job, None, "died")
                    continue
                child.job = None
                fine, payload = message
                yield Outcome(job, payload) if fine else Outcome(job, None, str(payload))
            elif time.monotonic() > child.deadline:
                self._end(child)
                yield Outcome(job, None, "too-slow")

    def _end(self, child: _Child) -> None:
        child.process.kill()
        child.process.join()
        self._live.remove(child)

    def _start(self) -> _Child:
        context = mp.get_context("spawn")
        here, there = context.Pipe()
        process = context.Process(target=_serve, args=(there, self._work, self._memory), daemon=True)
        process.start()
        there.close()
        return _Child(process, here)


def _serve(pipe: "Connection[object, object]", work: str, memory_bytes: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    parent = os.getppid()
    module, _, name = work.partition(":")
    call = getattr(import_module(module), name)
    while os.getppid() == parent:
        try:
            job = pipe.recv()
        except EOFError:
            return
        try:
            pipe.send((True, call(job)))
        except MemoryError:
            os._exit(1)
        except Exception as e:
            # whatever it is, it belongs to this file: the parent says so, and the next file goes in
            pipe.send((False, f"{type(e).__name__}: {e}"))
