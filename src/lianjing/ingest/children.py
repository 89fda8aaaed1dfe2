"""A few child processes that read files: memory capped, time limited, and replaced when one dies on a file.

A broken workbook can make a native reader abort the whole process; here it takes only its child along, and the file gets its sentence.
"""

import multiprocessing as mp
import os
import resource
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar

J = TypeVar("J")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Outcome(Generic[J, R]):
    """What came of a job: its result, or why there is none ('died', 'too-slow', or the text of an unexpected error)."""

    job: J
    result: R | None
    failure: str = ""


@dataclass(slots=True)
class _Child(Generic[J]):
    process: BaseProcess
    pipe: "Connection[object, object]"
    job: J | None = None
    deadline: float = 0.0


def run_in_children(
    jobs: Sequence[J], work: Callable[[J], R], *, children: int, memory_bytes: int, seconds: Callable[[J], float]
) -> Iterator[Outcome[J, R]]:
    """Work off `jobs` in up to `children` processes; outcomes come as they finish. Leaving the loop early ends the children."""
    waiting = list(reversed(jobs))
    live: list[_Child[J]] = []
    try:
        while len(waiting) > 0 or any(c.job is not None for c in live):
            while len(waiting) > 0 and len(live) < children:
                live.append(_start(work, memory_bytes))
            for child in live:
                if child.job is None and len(waiting) > 0:
                    child.job = waiting.pop()
                    child.deadline = time.monotonic() + seconds(child.job)
                    child.pipe.send(child.job)
            yield from _collect(live)
    finally:
        for child in live:
            child.process.kill()
            child.process.join()


def _collect(live: list[_Child[J]]) -> Iterator[Outcome[J, R]]:
    busy = [c for c in live if c.job is not None]
    left = min((c.deadline for c in busy), default=0.0) - time.monotonic()
    ready = wait([c.pipe for c in busy], timeout=max(0.0, min(left, 1.0)))
    for child in busy:
        job = child.job
        assert job is not None
        if child.pipe in ready:
            try:
                ok, payload = child.pipe.recv()  # type: ignore[misc]
            except (EOFError, ConnectionResetError):
                child.process.join()
                live.remove(child)
                yield Outcome(job, None, "died")
                continue
            child.job = None
            yield Outcome(job, payload) if ok else Outcome(job, None, str(payload))  # type: ignore[has-type]
        elif time.monotonic() > child.deadline:
            child.process.kill()
            child.process.join()
            live.remove(child)
            yield Outcome(job, None, "too-slow")


def _start(work: Callable[[J], R], memory_bytes: int) -> "_Child[J]":
    context = mp.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_serve, args=(there, work, memory_bytes), daemon=True)
    process.start()
    there.close()
    return _Child(process, here)


def _serve(pipe: "Connection[object, object]", work: Callable[[J], R], memory_bytes: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    parent = os.getppid()
    while os.getppid() == parent:
        try:
            job = pipe.recv()
        except EOFError:
            return
        try:
            pipe.send((True, work(job)))  # type: ignore[arg-type]
        except MemoryError:
            os._exit(1)
        except Exception as e:
            pipe.send((False, f"{type(e).__name__}: {e}"))
