"""A table of the book as CSV for Excel and scripts: UTF-8 with BOM, ISO days, plain decimals, in the order of the sheets."""

from pathlib import Path

from lianjing.book.book import Book
from lianjing.book.durable import replacing
from lianjing.book.masking import masked_columns
from lianjing.book.reveal import Revealed
from lianjing.book.views import connect, quoted
from lianjing.errors import AskedWrongly
from lianjing.schema import COLUMNS, SYSTEM_COLUMNS, TABLES, Kind, Table, person_key_name, stored_columns

PLACE = ("source_file", "source_sheet", "source_row")
BOM = "\ufeff"


def export_table(book: Book, table: str, csv_path: Path, revealed: Revealed | None = None) -> int:
    """Writes `table` without its quarantined rows, canonical columns first, then the place; returns the number of rows.

    IDs, cards and phones are masked unless `revealed`. A table the book does not hold gives the header alone; raises AskedWrongly for a
    name that is no table. Streams: memory does not grow with the rows.
    """
    if table not in TABLES:
        raise AskedWrongly("no-such-table", table=table, tables=", ".join(TABLES))
    kinds = _exported(TABLES[table])
    csv_path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(csv_path) as unfinished:
        if table not in book.tables():
            unfinished.write_text(BOM + ",".join([*kinds, *PLACE]) + "\n", "utf-8")
            return 0
        con = connect(book)
        texts = {c: kind for c, kind in kinds.items() if kind is not None}
        shown, joins = masked_columns(con, table, texts) if revealed is None else ({}, "")
        # the first heading carries the byte-order mark: COPY writes none
        headed = [f'{shown.get(c, f"{table}.{c}")} as "{BOM * (i == 0)}{c}"' for i, c in enumerate([*kinds, *PLACE])]
        order = ", ".join(f"{table}.{c}" for c in [*PLACE, *(c for c in kinds if c.endswith(("_start", "_end"))), "row_id"])
        query = f"select {', '.join(headed)} from {table}{joins} order by {order}"
        ((rows,),) = con.execute(f"copy ({query}) to {quoted(str(unfinished))} (format csv, header)").fetchall()
    return int(rows)


def _exported(table: Table) -> dict[str, Kind | None]:
    """The stored columns that are the sheet's own; text with the kind by which it is masked, other types with None. Keys stay inside."""
    keys = {person_key_name(c.name) for c in table.columns if c.kind is Kind.RESIDENT_ID}
    stored = {name: kind for name, kind in stored_columns(table).items() if name not in SYSTEM_COLUMNS and name not in keys}
    return {name: COLUMNS[name].kind if kind == "VARCHAR" else None for name, kind in stored.items()}
