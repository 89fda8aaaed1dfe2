"""Reading bytes as grids, or seeing them refused."""

from collections.abc import Callable
from pathlib import Path

import pytest

from lianjing.errors import Unreadable
from lianjing.ingest.grid import Grid, Limits, open_grids


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., list[Grid]]:
    """Bytes → their grids; the file's name says nothing about its kind."""

    def read(data: bytes, name: str = "x.dat", **limits: int) -> list[Grid]:
        path = tmp_path / name
        path.write_bytes(data)
        return list(open_grids(path, limits=Limits(**limits)))

    return read


@pytest.fixture
def refusal(read: Callable[..., list[Grid]]) -> Callable[..., Unreadable]:
    """Bytes → the error that refuses them."""

    def refusal(data: bytes, name: str = "x.dat", **limits: int) -> Unreadable:
        with pytest.raises(Unreadable) as caught:
            read(data, name, **limits)
        return caught.value

    return refusal
