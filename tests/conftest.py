"""Shared by all tests: hypothesis profiles (LIANJING_COUNTS=full for the full counts) and the optional data beside the project."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

FULL = os.environ.get("LIANJING_COUNTS") == "full"
settings.register_profile(
    "lianjing",
    derandomize=True,
    deadline=None,
    max_examples=200 if FULL else 50,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
)
settings.load_profile("lianjing")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real and fictional data beside the project; tests that read it skip without it."""
    folder = Path(os.environ.get("LIANJING_SHARED", Path(__file__).parents[1].parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip("the data beside the project is not here")
    return folder
