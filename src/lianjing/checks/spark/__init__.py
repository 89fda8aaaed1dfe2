"""The same rule files on Spark: pyspark is an extra (`pip install lianjing[spark]`), Java the user's own."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lianjing.book import Book, Province
from lianjing.checks.spark.engine import SparkEngine
from lianjing.checks.spark.session import require_java, spark_session

__all__ = ["SparkEngine", "require_java", "spark_engine", "spark_session"]

SMALL_BYTES = 64 << 20  # of Parquet: some two million payments


@contextmanager
def spark_engine(book: Book, threads: int | None = None) -> Iterator[SparkEngine]:
    """Spark on this machine over the files of `book`, stopped afterwards. Raises AskedWrongly with what to install.

    The rows of a province are handed over by DuckDB, which numbers them and names their towns.
    """
    files = {t: [p for b in book.batches() for p in b.parquet(t)] for t in book.tables()}
    small = sum(p.stat().st_size for paths in files.values() for p in paths) < SMALL_BYTES
    if isinstance(book, Province):
        files = {}
    with spark_session(threads=threads, small=small) as session, tempfile.TemporaryDirectory(prefix="lianjing-") as folder:
        yield SparkEngine(session, Path(folder), files)
