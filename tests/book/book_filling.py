"""Small batches for the tests of the book, filled as the ingest room fills them."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

import duckdb

from lianjing.book import Batch, BlockReceipt, Book, FileReceipt, SheetReceipt, Writer
from lianjing.schema import TABLES, stored_columns

Row = Mapping[str, object]


def fill(
    folder: Path, receipt: FileReceipt, rows: Mapping[str, list[Row]], evidence: Mapping[int, list[Row]], quarantine: Iterable[Row] = ()
) -> None:
    """Writes `rows` ("payments.0" → rows), evidence and receipt of one file into `folder`."""
    for name, lines in rows.items():
        write_parquet(folder / f"{name}.parquet", stored_columns(TABLES[name.partition(".")[0]]), lines)
    for block, lines in evidence.items():
        letters = {k: "VARCHAR" for line in lines for k in line if k != "row"}
        write_parquet(folder / f"evidence.{block}.parquet", {"row": "INTEGER", **letters}, lines)
    columns = dict.fromkeys(("source_file", "source_sheet", "source_row", "column", "value", "reason"), "VARCHAR") | {
        "source_row": "INTEGER"
    }
    write_parquet(folder / "quarantine.parquet", columns, list(quarantine))
    (folder / "receipt.json").write_text(receipt.to_json(), "utf-8")


def write_parquet(path: Path, columns: Mapping[str, str], rows: list[Row]) -> None:
    """One Parquet file with these columns; what a row does not say is NULL."""
    with duckdb.connect(":memory:") as con:
        declared = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
        con.execute(f"create table t ({declared})")
        given = list(dict.fromkeys(name for row in rows for name in row))
        if rows:
            names, values = (", ".join(f'"{name}"' for name in given), ", ".join("unnest(?)" for _ in given))
            con.execute(f"insert into t ({names}) select {values}", [[row.get(name) for row in rows] for name in given])
        con.execute(f"copy t to '{path}' (format parquet)")


def payment(source_row: int, **columns: object) -> Row:
    """A payment as stored; the system columns follow from the row."""
    return {"row_id": source_row, "block": 0, "source_row": source_row, "source_col": "D", "fate": "accepted", **columns}


def receipt_of(file: str, of_rows: int, *, content: str = "", **block: object) -> FileReceipt:
    """A file with one sheet, one table of payments, all rows accepted unless `block` says otherwise."""
    counts: dict[str, object] = {"rows": of_rows, "accepted": of_rows, "repaired": 0, "quarantined": 0, "passed_over": 0}
    one = BlockReceipt(**{"block": 0, "table": "payments", "content": content or digest(file), **counts, **block})  # type: ignore[arg-type]
    return FileReceipt(file, digest(file), 1000, None, (SheetReceipt("Sheet1", False, of_rows, "", (one,)),))


def digest(text: str) -> str:
    """SHA-256 of the text."""
    return sha256(text.encode()).hexdigest()


def add_file(writer: Writer, file: str, payments: list[Row], quarantine: Iterable[Row] = (), **block: object) -> Batch:
    """Commits one file of payments, with one line of evidence a row."""
    receipt = receipt_of(file, len({p["source_row"] for p in payments}), **block)
    (number,) = writer.reserve(1)
    folder = writer.incoming(number, receipt.sha256[:12])
    rows = [{**p, "row_id": number << 32 | i, "source_file": file, "source_sheet": "Sheet1"} for i, p in enumerate(payments)]
    evidence = [{"row": p["source_row"], "A": p.get("name"), "D": str(p.get("amount_yuan"))} for p in payments]
    fill(folder, receipt, {"payments.0": rows}, {0: evidence}, quarantine)
    return writer.commit(folder)


def names(book: Book) -> list[str]:
    """The files of the live batches, in order."""
    return [b.receipt.file for b in book.batches()]
