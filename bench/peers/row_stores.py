"""The ten questions in SQLite and PostgreSQL 15, loaded from the same CSV files, with the same indexes and fresh statistics."""

import csv
import os
import re
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from tempfile import mkdtemp

from peers.questions import INDEXES, QUESTIONS, TYPES, Answer, spoken

DEBIANS = Path("/usr/lib/postgresql")
SETTINGS = {
    "listen_addresses": "''",
    "shared_buffers": "1GB",
    "effective_cache_size": "4GB",
    "work_mem": "256MB",
    "maintenance_work_mem": "512MB",
    "max_parallel_workers_per_gather": "2",
    "random_page_cost": "1.1",  # all of it is in memory
    "jit": "off",  # with it, and with indexes, the ten took 2.4 s instead of 2.0
    "fsync": "off",
    "max_wal_size": "8GB",
}


def ask_sqlite(csvs: Path, folder: Path, rounds: int) -> tuple[float, dict[str, tuple[float, Answer]]]:
    """Seconds to load, index and analyse; for each rule the best seconds of `rounds` and the answer."""
    start = time.perf_counter()
    con = sqlite3.connect(folder / "facts.sqlite")
    for pragma in ("journal_mode = off", "synchronous = off", "cache_size = -2000000", "temp_store = memory", "threads = 2"):
        con.execute(f"PRAGMA {pragma}")
    for table, columns in TYPES.items():
        con.execute(f"CREATE TABLE {table} ({columns.replace('DATE', 'TEXT')})")
        with (csvs / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            rows = csv.reader(file)
            blanks = ", ".join("?" * len(next(rows)))
            con.executemany(f"INSERT INTO {table} VALUES ({blanks})", ([cell or None for cell in row] for row in rows))
    for index in INDEXES:
        con.execute(index)
    con.execute("ANALYZE")
    con.commit()
    loaded = time.perf_counter() - start
    answers = {}
    for question in QUESTIONS:
        seconds = []
        for _ in range(rounds):
            start = time.perf_counter()
            count, total = con.execute(spoken(question, "sqlite")).fetchone()
            seconds.append(time.perf_counter() - start)
        answers[question.rule] = (min(seconds), (int(count), int(total or 0)))
    con.close()
    return loaded, answers


def find_postgresql() -> Path | None:
    """The newest of Debian's PostgreSQL programs, or None."""
    found = sorted(DEBIANS.glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if len(found) > 0 else None


def ask_postgresql(programs: Path, csvs: Path, rounds: int, *, indexed: bool) -> tuple[float, dict[str, tuple[float, Answer]]]:
    """The same for PostgreSQL, with or without indexes; its time is psql's own, from sending a statement to its last row."""
    with _server(programs) as folder:
        psql = [str(programs / "psql"), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", str(folder), "-U", "bench", "-d", "postgres"]
        start = time.perf_counter()
        script = [f"CREATE TABLE {table} ({columns});" for table, columns in TYPES.items()]
        script += [f"\\copy {table} FROM '{csvs}/{table}.csv' (FORMAT csv, HEADER)" for table in TYPES]
        script += [f"{index};" for index in INDEXES if indexed] + ["VACUUM (FREEZE, ANALYZE);"]
        _say(psql, script)
        loaded = time.perf_counter() - start
        script = []
        for question in QUESTIONS:
            script += [f"\\echo {question.rule}", "\\timing on", *[f"{spoken(question, 'postgresql')};"] * rounds, "\\timing off"]
        return loaded, dict(_read_timings(iter(_say(psql, script).splitlines()), rounds))


def _say(psql: list[str], script: list[str]) -> str:
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "PGCLIENTENCODING": "UTF8"}
    return subprocess.run(psql, input="\n".join(script), check=True, text=True, stdout=subprocess.PIPE, env=environment).stdout


def _read_timings(lines: Iterator[str], rounds: int) -> Iterator[tuple[str, tuple[float, Answer]]]:
    """From lines such as: A01, 1234|567800, Time: 12.345 ms …"""
    for rule in lines:
        said = list(islice(lines, 2 * rounds))
        count, total = said[0].split("|")
        times = [re.match(r"Time: ([\d.]+) ms", line) for line in said[1::2]]
        yield rule, (min(float(time[1]) for time in times if time is not None) / 1000, (int(count), int(total or 0)))


@contextmanager
def _server(programs: Path) -> Iterator[Path]:
    """A server of its own on a socket in a folder of its own; PostgreSQL refuses to run as root, so root lends it to nobody."""
    folder = Path(mkdtemp(prefix="lj"))
    root = os.geteuid() == 0
    if root:
        folder.chmod(0o755)
        shutil.chown(folder, "nobody", "nogroup")
    log = folder / "log"

    def run(*command: str) -> None:
        # what the server inherits must not be a pipe of ours, or we would wait for it for ever
        with open(os.devnull, "wb") as nothing:
            arguments = [str(programs / command[0]), *command[1:]]
            if root:
                subprocess.run(
                    arguments,
                    check=True,
                    cwd=folder,
                    env={"HOME": str(folder)},
                    stdout=nothing,
                    user="nobody",
                    group="nogroup",
                    extra_groups=[],
                )
            else:
                subprocess.run(arguments, check=True, cwd=folder, stdout=nothing)

    place = str(folder / "data")
    try:
        run("initdb", "-D", place, "-U", "bench", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        options = " ".join([f"-k {folder}", *(f"-c {name}={value}" for name, value in SETTINGS.items())])
        run("pg_ctl", "-D", place, "-l", str(log), "-w", "-o", options, "start")
        try:
            yield folder
        finally:
            run("pg_ctl", "-D", place, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
