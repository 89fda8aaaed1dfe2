"""Makes a book of N payments for the benchmarks of the checks: `python bench/make_book.py N OUT [--no-evidence]`.

OUT must be absent or empty; beside it OUT.standards.toml is written, for `lianjing check --standards`.
"""

import sys
import time
from pathlib import Path

from lianjing.simulate.programmes import STANDARDS
from lianjing.simulate.scale import simulate_payments


def main(arguments: list[str]) -> None:
    """Parses, makes the book, says how long it took (seconds on this machine)."""
    payments, out = int(arguments[0].replace("_", "")), Path(arguments[1])
    start = time.perf_counter()
    people = simulate_payments(payments, out, evidence="--no-evidence" not in arguments)
    out.with_name(out.name + ".standards.toml").write_text(STANDARDS, "utf-8")
    print(f"{payments} payments, {people} people: {time.perf_counter() - start:.1f} s → {out}")


if __name__ == "__main__":
    main(sys.argv[1:])
