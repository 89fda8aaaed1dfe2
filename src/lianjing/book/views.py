"""A book as tables: one DuckDB connection, a view for each schema table that the book holds.

View `payments` has the rows that went in, `payments_quarantined` those set aside, both with every stored column. The files are listed
one by one, so a batch committed later is not half seen. Veiled views show IDs, cards and phones masked, and no other name of the
connection holds them in full.
"""

import os
import secrets
import shutil
import tempfile
import weakref
from collections.abc import Collection, Iterable
from pathlib import Path

import duckdb

from lianjing.book.book import Book
from lianjing.book.gazetteer import places_found
from lianjing.book.masking import veiled_columns
from lianjing.schema import TABLES, stored_columns


def connect(
    book: Book,
    memory_limit: str | None = None,
    threads: int | None = None,
    *,
    veiled: bool = False,
    only: Collection[str] | None = None,
) -> duckdb.DuckDBPyConnection:
    """A connection in memory over the book's files. `memory_limit` as DuckDB writes it ("4GiB"), `threads` default: all cores.

    `veiled`: IDs, cards and phones masked; a person's key is a number made for this connection alone, by which people still join.
    `only`: the tables that get views, default all.
    """
    con = bare_connection(memory_limit, threads)
    put_views(con, book, veiled=veiled, only=only)
    return con


def put_views(con: duckdb.DuckDBPyConnection, book: Book, *, veiled: bool = False, only: Collection[str] | None = None) -> None:
    """The views of `connect`, in the schema that the connection has set."""
    batches = book.batches()
    stored = {name: _complete(con, name, [path for batch in batches for path in batch.parquet(name)]) for name in book.tables()}
    found = places_found(con, batches, stored)
    if len(found) > 0:
        con.execute("create table found_places (batch bigint, block integer, town varchar, village varchar)")
        con.executemany("insert into found_places values (?, ?, ?, ?)", [(f.batch, f.block, f.town, f.village) for f in found])
    salt = secrets.token_hex(16)
    for name, source in stored.items():
        if only is not None and name not in only:
            continue
        placed = _with_places(source) if len(found) > 0 and TABLES[name].column("village") is not None else source
        shown, joins = veiled_columns(con, TABLES[name], placed, salt) if veiled else (_as_stored(name), "")
        columns = ", ".join(f'{sql} as "{c}"' for c, sql in shown.items())
        con.execute(f"create view {name} as select {columns} from {placed} as s{joins} where s.fate <> 'quarantined'")
        con.execute(f"create view {name}_quarantined as select {columns} from {placed} as s{joins} where s.fate = 'quarantined'")


def _as_stored(table: str) -> dict[str, str]:
    return {c: f's."{c}"' for c in stored_columns(TABLES[table])}


def _complete(con: duckdb.DuckDBPyConnection, table: str, paths: list[Path]) -> str:
    """SQL that reads the files with all columns of the table; those that the schema has gained since they were written are NULL."""
    source = parquet_files(paths)
    there = {name for name, *_ in con.execute(f"describe select * from {source}").fetchall()}
    gained = [f'null::{kind} as "{c}"' for c, kind in stored_columns(TABLES[table]).items() if c not in there]
    return source if len(gained) == 0 else f"(select *, {', '.join(gained)} from {source})"


def _with_places(source: str) -> str:
    """The rows of `source` with the town and village of their block where they name none themselves."""
    place = "coalesce(s.town, f.town) as town, coalesce(s.village, f.village) as village"
    return (
        f"(select s.* replace ({place}) from {source} as s left join found_places as f on f.batch = s.row_id >> 32 and f.block = s.block)"
    )


def bare_connection(memory_limit: str | None = None, threads: int | None = None) -> duckdb.DuckDBPyConnection:
    """A connection in memory that fetches nothing from outside and spills only into a private folder, removed with the connection."""
    spill = tempfile.mkdtemp(prefix="lianjing-")  # 0700: what spills is personal data
    con = duckdb.connect(
        ":memory:",
        config={
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "python_enable_replacements": False,
            "preserve_insertion_order": False,
            "temp_directory": spill,
            "threads": threads if threads is not None else os.cpu_count() or 1,
            **({"memory_limit": memory_limit} if memory_limit is not None else {}),
        },
    )
    weakref.finalize(con, shutil.rmtree, spill, ignore_errors=True)
    con.execute("set TimeZone = 'Asia/Shanghai'")
    return con


def parquet_files(paths: Iterable[Path]) -> str:
    """SQL that reads these files as one table, columns matched by name."""
    return f"read_parquet([{', '.join(quoted(str(p)) for p in paths)}], union_by_name = true)"


def quoted(text: str) -> str:
    """A literal of SQL."""
    return "'" + text.replace("'", "''") + "'"
