"""Ten comparisons, each the bare core of one rule, in DuckDB, Polars, pandas, SQLite and PostgreSQL; all must give the same numbers.

python bench/check_peers.py [PAYMENTS]      (default 1,000,000; engines that are not installed are named as absent)

Measured: the query alone, best of three, on one connection. DuckDB over Parquet and Polars read the book's files anew each time; DuckDB
held has read them once, as `lianjing check` does; pandas has frames in memory; SQLite and PostgreSQL have the rows in their own files,
indexed and analysed, and PostgreSQL once more without indexes, which loads faster. Loading is timed apart. The ten real rules, with
their innocent explanations, evidence and files, are timed as one whole command, for what a county would wait for.
"""

import importlib.util
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb
from peers.questions import QUESTIONS, Answer, exclusive_rows, hold_facts, lay_facts, programme_rows, spoken, write_csv
from peers.row_stores import ask_postgresql, ask_sqlite, find_postgresql

from lianjing.book import Book, connect, open_book

ROUNDS = 3
OURS = "DuckDB held"

Times = dict[str, tuple[float, Answer]]


def main() -> None:
    """Make the book, ask every engine, stop if two disagree, print seconds, ratios and what was absent."""
    payments = sys.argv[1] if len(sys.argv) > 1 else "1000000"
    with tempfile.TemporaryDirectory(prefix="lj") as name:
        folder = Path(name)
        folder.chmod(0o755)  # PostgreSQL's client may read the CSV files
        subprocess.run([sys.executable, str(Path(__file__).parent / "make_book.py"), payments, f"{folder}/book"], check=True)
        asked, loads = _ask_all(open_book(folder / "book"), folder)
        _insist_on_agreement(asked)
        _print_table(asked, loads)
        print(f"\nthe ten rules themselves, `lianjing check --rules …` with evidence and files: {_whole_command(folder):.2f} s")


def _ask_all(book: Book, folder: Path) -> tuple[dict[str, Times], dict[str, float]]:
    """Seconds and answers by engine; seconds of loading by engine, where there is any."""
    facts = connect(book)
    lay_facts(facts)
    texts = [str(row[0]) for row in facts.execute("SELECT DISTINCT programme FROM payments ORDER BY programme").fetchall()]
    asked, loads = {"DuckDB over Parquet": _ask_duckdb(facts)}, {}
    start = time.perf_counter()
    hold_facts(facts)
    loads[OURS] = time.perf_counter() - start
    asked[OURS] = _ask_duckdb(facts)
    facts.execute("SET schema = 'facts'")
    if _is_installed("polars"):
        from peers.in_polars import Facts, ask_polars  # noqa: PLC0415 (an engine that may be absent)

        asked["Polars"] = ask_polars(Facts(book, programme_rows(texts), exclusive_rows(texts)), ROUNDS)
    if _is_installed("pandas"):
        from peers.in_pandas import ask_pandas  # noqa: PLC0415

        loads["pandas"], asked["pandas"] = ask_pandas(facts, ROUNDS)
    start = time.perf_counter()
    write_csv(facts, folder)
    facts.close()
    print(f"CSV files for the row stores written in {time.perf_counter() - start:.1f} s (not counted)")
    loads["SQLite"], asked["SQLite"] = ask_sqlite(folder, folder, ROUNDS)
    programs = find_postgresql()
    if programs is None:
        print("PostgreSQL is not installed")
    else:
        engine = f"PostgreSQL {programs.parts[-2]}"
        loads[engine], asked[engine] = ask_postgresql(programs, folder, ROUNDS, indexed=True)
        bare = f"{engine} without indexes"
        loads[bare], asked[bare] = ask_postgresql(programs, folder, ROUNDS, indexed=False)
    return asked, loads


def _is_installed(module: str) -> bool:
    found = importlib.util.find_spec(module) is not None
    if not found:
        print(f"{module} is not installed")
    return found


def _ask_duckdb(facts: duckdb.DuckDBPyConnection) -> Times:
    answers = {}
    for question in QUESTIONS:
        seconds = []
        for _ in range(ROUNDS):
            start = time.perf_counter()
            found = facts.execute(spoken(question, "duckdb")).fetchall()[0]
            seconds.append(time.perf_counter() - start)
        answers[question.rule] = (min(seconds), (int(found[0]), int(found[1] or 0)))
    return answers


def _insist_on_agreement(asked: dict[str, Times]) -> None:
    """Stops where two engines differ, or where a question finds nothing and so compares nothing."""
    for question in QUESTIONS:
        answers = {engine: times[question.rule][1] for engine, times in asked.items()}
        if len(set(answers.values())) != 1 or answers[OURS][0] == 0:
            raise SystemExit(f"{question.rule} ({question.words}): not the same numbers, or none: {answers}")


def _print_table(asked: dict[str, Times], loads: dict[str, float]) -> None:
    """A line a comparison in milliseconds, then the sums in seconds; last the ratio of the best row store of that line to DuckDB held."""
    print(f"\n| milliseconds | found | {' | '.join(asked)} | best row store ÷ {OURS} |")
    print("|---|---" + "|--:" * (len(asked) + 1) + "|")
    for question in QUESTIONS:
        times = {engine: answers[question.rule][0] * 1000 for engine, answers in asked.items()}
        print(_line(f"{question.rule} {question.words} | {asked[OURS][question.rule][1][0]:,}", times, 0))
    totals = {engine: sum(seconds for seconds, _ in answers.values()) for engine, answers in asked.items()}
    print(_line("**all ten, seconds** |", totals, 2))
    print(f"| loading, seconds | | {' | '.join(f'{loads[engine]:.1f}' if engine in loads else '–' for engine in asked)} | |")
    print(_line("**loading and all ten, seconds** |", {engine: total + loads.get(engine, 0) for engine, total in totals.items()}, 1))


def _line(head: str, times: dict[str, float], digits: int) -> str:
    best = min(time for engine, time in times.items() if engine.startswith(("SQLite", "PostgreSQL")))
    return f"| {head} | {' | '.join(f'{time:.{digits}f}' for time in times.values())} | {best / times[OURS]:.2f} |"


def _whole_command(folder: Path) -> float:
    """Seconds of `lianjing check` with the ten rules, interpreter start included."""
    command = [str(Path(sys.executable).parent / "lianjing"), "check", f"{folder}/book", "--out", f"{folder}/out"]
    command += ["--standards", f"{folder}/book.standards.toml", "--rules", ",".join(q.rule for q in QUESTIONS)]
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
