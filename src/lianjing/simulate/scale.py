"""A book of millions of payments in seconds, not through workbooks: for benchmarks of the checks.

People are numbers 0 … P-1 and everything about them is arithmetic on their number, so that the same size gives the same book and one scan
of DuckDB writes a file. About one person a ten payments, households of three, the year 2019, one percent irregular. Sums are in yuan.
"""

from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import duckdb

from lianjing.book import BlockReceipt, FileReceipt, SheetReceipt, Writer, create_book
from lianjing.schema import TABLES, stored_columns
from lianjing.simulate.names import SURNAMES
from lianjing.simulate.numbers import COUNTY
from lianjing.simulate.scale_books import BOOKS, VILLAGES
from lianjing.simulate.scale_people import PEOPLE, PERSONS_PER_PAYMENT, REGISTERS, pay_lists

ROWS_OF_A_SHEET = 500_000


@dataclass(frozen=True, slots=True)
class Listing:
    """One source file: the table it becomes, and the query of its rows; columns the query leaves out are NULL."""

    table: str
    file: str
    query: str


def simulate_payments(payments: int, path: Path, *, evidence: bool = True) -> int:
    """Makes a book at `path` (absent or empty) with exactly `payments` payments and registers to match; gives the number of people.

    `evidence=False` leaves out the rows as they stood in the sheets, which only the report reads.
    """
    people = max(int(payments * PERSONS_PER_PAYMENT) + 40, 40)
    book = create_book(path)
    con = duckdb.connect(config={"preserve_insertion_order": True})
    con.execute(PEOPLE, {"people": people, "region": COUNTY, "surnames": list(SURNAMES)})
    with book.writing() as writer:
        left = payments
        for listing in [Listing("payments", file, query) for file, query in pay_lists()]:
            left -= write_listing(con, writer, listing, left, evidence)
            if left == 0:
                break
        if left > 0:
            raise AssertionError(f"{left} payments short: PERSONS_PER_PAYMENT is too low")
        con.execute(VILLAGES)
        for table, (file, query) in (REGISTERS | BOOKS).items():
            write_listing(con, writer, Listing(table, file, query), None, evidence)
    con.close()
    return people


def write_listing(con: duckdb.DuckDBPyConnection, writer: Writer, listing: Listing, limit: int | None, evidence: bool) -> int:
    """Writes one batch of the people on `con`; at most `limit` rows. Returns how many."""
    number = writer.reserve(1)[0]
    digest = sha256(listing.file.encode()).hexdigest()
    folder = writer.incoming(number, digest[:12])
    stored = stored_columns(TABLES[listing.table])
    given = [str(row[0]) for row in con.execute(f"describe {listing.query}").fetchall()]
    values = _system_columns(number, listing.file) | {name: name for name in given}
    columns = ", ".join(f'({values.get(name, "null")})::{kind} as "{name}"' for name, kind in stored.items())
    some = "" if limit is None else f" limit {limit}"
    written = f"{folder}/{listing.table}.0.parquet"
    con.execute(f"copy (select {columns} from (select *, row_number() over () as line from ({listing.query}){some})) to '{written}'")
    shown = [name for name in stored if name in given and not name.endswith("person_key")][:26]
    count, total = _sums(con, written, TABLES[listing.table].money if TABLES[listing.table].money in shown else None)
    if evidence and count:
        cells = ", ".join(f'{name}::varchar as "{chr(65 + i)}"' for i, name in enumerate(shown))
        con.execute(f"copy (select source_row as row, {cells} from '{written}') to '{folder}/evidence.0.parquet'")
    (folder / "receipt.json").write_text(_receipt(listing, digest, count, shown, total).to_json(), "utf-8")
    writer.commit(folder)
    return count


def _sums(con: duckdb.DuckDBPyConnection, file: str, money: str | None) -> tuple[int, Decimal | None]:
    """Number of rows and sum of the money column."""
    found = con.execute(f"select count(*), sum({money or 'null'})::decimal(18,2) from '{file}'").fetchone()
    assert found is not None
    return int(found[0]), found[1]


def _system_columns(number: int, file: str) -> dict[str, str]:
    """Where each row stands: sheets of half a million rows below a header of one."""
    return {
        "row_id": f"({number}::bigint << 32) + line",
        "block": "0",
        "source_file": f"'{file}'",
        "source_sheet": f"'表' || ((line - 1) // {ROWS_OF_A_SHEET} + 1)",
        "source_row": "line + 1",
        "source_col": "'E'",
        "fate": "'accepted'",
        "mended": "''",
    }


def _receipt(listing: Listing, digest: str, count: int, shown: list[str], total: Decimal | None) -> FileReceipt:
    block = BlockReceipt(
        block=0,
        table=listing.table,
        content=digest,
        rows=count + 1,
        accepted=count,
        repaired=0,
        quarantined=0,
        passed_over=1,
        passed_over_reasons={"header": 1},
        first_row=2,
        last_row=count + 1,
        header=tuple(shown),
        columns={name: chr(65 + i) for i, name in enumerate(shown)},
        computed_total=total,
    )
    return FileReceipt(listing.file, digest, 0, None, (SheetReceipt("表1", False, count + 1, "", (block,)),))
