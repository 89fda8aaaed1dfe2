"""One small Spark for all tests of this folder; without pyspark or Java they are skipped, and say which."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lianjing.checks.spark.session import require_java, spark_session
from lianjing.errors import AskedWrongly

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


@pytest.fixture(scope="session")
def spark() -> "Iterator[SparkSession]":
    """A session of one thread, on this machine alone."""
    try:
        require_java()
    except AskedWrongly as e:
        pytest.skip(e.say("en"))
    with spark_session(threads=1, memory="1g", small=True) as session:
        yield session


@pytest.fixture(scope="session")
def folder() -> Iterator[Path]:
    """What DuckDB and Spark hand to each other."""
    with tempfile.TemporaryDirectory() as made:
        yield Path(made)
