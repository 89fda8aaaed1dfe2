"""The one place where pyspark is imported: a small Spark in this process, everything on this machine, nothing left behind.

What Java says goes into a file of the session's own folder, which is removed with the session.
"""

import os
import re
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from lianjing.checks.spark.translate import Untranslatable
from lianjing.errors import AskedWrongly

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

JAVA_AT_LEAST = 17


@contextmanager
def spark_session(*, threads: int | None = None, memory: str = "4g", small: bool = False) -> Iterator["SparkSession"]:
    """A session, stopped afterwards; `small`: for tables of a few rows, where compiling a query costs more than running it.

    Raises AskedWrongly("spark-missing"), ("spark-no-java"), ("spark-old-java"), ("spark-no-start") with what to do.
    """
    require_java()
    folder = tempfile.mkdtemp(prefix="lianjing-spark-")  # 0700: what spills is personal data
    try:
        session = _start(threads if threads is not None else os.cpu_count() or 1, memory, small, Path(folder))
        try:
            yield session
        finally:
            session.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def require_java() -> None:
    """Raises AskedWrongly where pyspark, or a Java that can run it, is not there."""
    try:
        import pyspark  # noqa: F401, PLC0415 - half a gigabyte that only this engine needs
    except ImportError as e:
        raise AskedWrongly("spark-missing") from e
    version = _java_version()
    if version is None:
        raise AskedWrongly("spark-no-java", needs=JAVA_AT_LEAST)
    if version < JAVA_AT_LEAST:
        raise AskedWrongly("spark-old-java", needs=JAVA_AT_LEAST, found=version)


@contextmanager
def errors_of(query: str) -> Iterator[None]:
    """Trouble of Spark with the query of that name as a ValueError: the first line it says, the others draw its plan."""
    from py4j.protocol import Py4JJavaError  # noqa: PLC0415
    from pyspark.errors import PySparkException  # noqa: PLC0415

    try:
        yield
    except (PySparkException, Py4JJavaError) as e:
        said = [line for line in str(e).splitlines() if line and not line.startswith("An error occurred")]
        raise ValueError(f"{query} on Spark: {' '.join(said[:1])}") from e
    except Untranslatable as e:
        raise ValueError(f"{query}: {e}") from e


def _java_version() -> int | None:
    """The main version of the Java that Spark would start, or None."""
    home = os.environ.get("JAVA_HOME")
    java = shutil.which(str(Path(home) / "bin" / "java")) if home else shutil.which("java")
    if java is None:
        return None
    said = subprocess.run([java, "-version"], capture_output=True, text=True, errors="replace", check=False)
    found = re.search(r'version "(?:1\.)?(\d+)', said.stderr + said.stdout)
    return int(found[1]) if found is not None and said.returncode == 0 else None


def _start(threads: int, memory: str, small: bool, folder: Path) -> "SparkSession":
    from pyspark.errors import PySparkException  # noqa: PLC0415
    from pyspark.sql import SparkSession  # noqa: PLC0415

    builder = SparkSession.builder.master(f"local[{threads}]").appName("lianjing")
    for name, value in _settings(threads, memory, small, folder).items():
        builder = builder.config(name, value)
    said = folder / "spark.log"
    try:
        with _stderr_into(said), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of pandas, which is not used here
            return builder.getOrCreate()
    except PySparkException as e:
        raise AskedWrongly("spark-no-start", why=said.read_text("utf-8", "replace").strip().rpartition("\n")[2] or str(e)) from e


def _settings(threads: int, memory: str, small: bool, folder: Path) -> Mapping[str, str]:
    java = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"] if small else ["-XX:+UseParallelGC"]
    return {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.memory": memory,
        "spark.driver.maxResultSize": "0",
        "spark.driver.extraJavaOptions": " ".join([*java, f"-Djava.io.tmpdir={folder}", f"-Dderby.system.home={folder}"]),
        "spark.local.dir": str(folder),
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.default.parallelism": str(threads),
        "spark.sql.shuffle.partitions": str(threads if small else 4 * threads),
        **({"spark.buffer.pageSize": "1m"} if small else {}),  # each sort and join takes a page: of 64 MB, ten of them fill a small heap
        "spark.sql.adaptive.enabled": str(not small).lower(),
        "spark.sql.codegen.wholeStage": str(not small).lower(),
        "spark.sql.session.timeZone": "Asia/Shanghai",
        # As DuckDB does: wrong casts and overflows are errors, and a product of DECIMALs keeps every place.
        "spark.sql.ansi.enabled": "true",
        "spark.sql.decimalOperations.allowPrecisionLoss": "false",
        "spark.sql.caseSensitive": "false",
        # Spark 4.3 loses columns with it where a table is joined to itself below a UNION (PLAN_VALIDATION_FAILED).
        "spark.sql.optimizer.excludedRules": "org.apache.spark.sql.catalyst.optimizer.RemoveRedundantAliases",
    }


@contextmanager
def _stderr_into(path: Path) -> Iterator[None]:
    """Java inherits this process's stderr and talks on it for as long as it lives: not between the lines of our command."""
    kept = os.dup(2)
    try:
        with path.open("wb") as f:
            os.dup2(f.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
