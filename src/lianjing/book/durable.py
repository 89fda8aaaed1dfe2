"""Writing that outlives a power cut: a file is fsynced before its name appears, a name before anything is built on it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

UNFINISHED = ".unfinished"


def write_durably(path: Path, content: bytes, mode: int = 0o644) -> None:
    """`content` under the name `path`: whole, or the name as it was before."""
    with replacing(path, mode) as unfinished:
        unfinished.write_bytes(content)


@contextmanager
def replacing(path: Path, mode: int = 0o644) -> Iterator[Path]:
    """A name beside `path` to write under; on leaving it is fsynced and takes the place of `path`, after an error it is removed."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}{UNFINISHED}")
    try:
        os.close(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode))
        yield unfinished
        sync(unfinished)
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    sync(path.parent)


def remove_unfinished(folder: Path) -> None:
    """What a killed process left beside the names it was writing."""
    for path in folder.glob(f".*{UNFINISHED}"):
        path.unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Fsync of a file or folder."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_tree(folder: Path) -> None:
    """Fsync of every file below `folder` and of every folder, `folder` last."""
    for entry in sorted(folder.iterdir()):
        if entry.is_dir():
            sync_tree(entry)
        else:
            sync(entry)
    sync(folder)


def move(source: Path, target: Path) -> None:
    """Rename between two folders of one file system, durable on both sides."""
    source.rename(target)
    sync(target.parent)
    sync(source.parent)
