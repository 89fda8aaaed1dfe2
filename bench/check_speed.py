"""The whole battery over books of growing size: seconds and peak memory, against one bare grouping of the same Parquet.

python bench/check_speed.py [PAYMENTS ...]      # default: ten million
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BARE = """
import sys
from pathlib import Path
from lianjing.book import connect, open_book
con = connect(open_book(Path(sys.argv[1])))
con.execute('''select count(*) from (select person_key, programme, period_start, count(*) as n from payments
               group by all having count(*) > 1)''').fetchall()
"""


def timed(command: list[str]) -> float:
    """Seconds of a whole command, interpreter start included."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def measure(payments: str) -> None:
    """Make the book, check it twice, print the better time, the ratio and the peak memory so far."""
    here = Path(__file__).parent
    program = str(Path(sys.executable).parent / "lianjing")
    with tempfile.TemporaryDirectory() as folder:
        book = f"{folder}/book"
        made = timed([sys.executable, str(here / "make_book.py"), payments, book])
        bare = min(timed([sys.executable, "-c", BARE, book]) for _ in range(2))
        check = [program, "check", book, "--out", f"{folder}/out"]
        standards = Path(f"{folder}/book.standards.toml")
        seconds = min(timed([*check, "--standards", str(standards)] if standards.exists() else check) for _ in range(2))
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        print(
            f"{int(payments):,} payments made in {made:.1f} s; one bare grouping {bare:.1f} s; "
            f"check with evidence and all four files {seconds:.1f} s"
        )
        print(f"ratio to one bare grouping {seconds / bare:.1f}; peak {peak / 2**20:.2f} GiB (bar at ten million: 60 s, 6 GiB)", flush=True)


def main() -> None:
    """Each size in turn, smallest first, so that the peak is of the size it is printed for."""
    for payments in sorted(sys.argv[1:] or ["10000000"], key=int):
        measure(payments)


if __name__ == "__main__":
    main()
