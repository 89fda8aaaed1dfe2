"""A run that takes over an earlier one, after one per cent of new payments, against the full run of the same book in the same process.

python bench/check_increment.py [PAYMENTS]

The new list is a year of pensions of one town: its people are touched, no others. The result is compared with the full run's, row for row.
"""

import sys
import tempfile
import time
from pathlib import Path

import duckdb

from lianjing.book import open_book
from lianjing.checks import find_rules
from lianjing.checks.increment import check_since
from lianjing.checks.kept import keep, kept_run
from lianjing.checks.run import check_book
from lianjing.checks.standards import load_standards
from lianjing.simulate.names import SURNAMES
from lianjing.simulate.numbers import COUNTY
from lianjing.simulate.scale import Listing, simulate_payments, write_listing
from lianjing.simulate.scale_people import PEOPLE

NEW_LIST = """
    select id_no, person_key, name, town, village, card_no, '城乡居民养老金' as programme, date '2020-{m:02d}-01' as period_start,
           last_day(date '2020-{m:02d}-01') as period_end, 118 + i % 30 as amount_yuan
    from people where year(born) < 1959 and died_on is null and town = '第1镇'
"""


def main() -> None:
    """Make the book, check and keep it, add one per cent, check again both ways."""
    payments = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000
    rules, standards = find_rules(), load_standards(None)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book"
        people = simulate_payments(payments, path, evidence=False)
        book = open_book(path)
        number = keep(book, check_book(book, rules, standards))
        con = duckdb.connect(config={"preserve_insertion_order": True})
        con.execute(PEOPLE, {"people": people, "region": COUNTY, "surnames": list(SURNAMES)})
        query = " union all ".join(NEW_LIST.format(m=m) for m in range(1, 13))
        with book.writing() as writer:
            added = write_listing(con, writer, Listing("payments", "人社局/养老金2020.xlsx", query), payments // 100, False)
        book = open_book(path)
        before = kept_run(book, number)
        assert before is not None
        start = time.perf_counter()
        taken_over = check_since(book, rules, standards, before)
        middle = time.perf_counter()
        full = check_book(book, rules, standards)
        end = time.perf_counter()
        same = taken_over.doubts.equals(full.doubts) and taken_over.evidence.equals(full.evidence)
        print(
            f"{payments:,} payments of {people:,} people, {added:,} new ones: {middle - start:.1f} s after {end - middle:.1f} s in full, "
            f"ratio {(middle - start) / (end - middle):.2f} (bar: 0.10), the same doubts: {same}"
        )


if __name__ == "__main__":
    main()
