"""A book: a county's records as a folder of Parquet batches and receipts, and DuckDB views over it."""

from lianjing.book.batch import Batch
from lianjing.book.book import Book, create_book, local_now, open_book, open_or_create
from lianjing.book.evidence import EvidenceRow, RowPlace, evidence
from lianjing.book.export import Exported, export_table, exported, write_csv, write_parquet
from lianjing.book.lists import export_quarantine, export_receipts
from lianjing.book.overview import Overview, overview
from lianjing.book.province import Province, connect_province, open_county_or_province
from lianjing.book.receipt import BlockReceipt, FileReceipt, SheetReceipt, TotalReceipt, UnreadableNote
from lianjing.book.reveal import Revealed, reveal
from lianjing.book.runs import keep_run, run_folder, run_numbers
from lianjing.book.views import connect
from lianjing.book.withdraw import Withdrawal, withdraw
from lianjing.book.writer import Writer

__all__ = [
    "Batch",
    "BlockReceipt",
    "Book",
    "EvidenceRow",
    "Exported",
    "FileReceipt",
    "Overview",
    "Province",
    "Revealed",
    "RowPlace",
    "SheetReceipt",
    "TotalReceipt",
    "UnreadableNote",
    "Withdrawal",
    "Writer",
    "connect",
    "connect_province",
    "create_book",
    "evidence",
    "export_quarantine",
    "export_receipts",
    "export_table",
    "exported",
    "keep_run",
    "local_now",
    "open_book",
    "open_county_or_province",
    "open_or_create",
    "overview",
    "reveal",
    "run_folder",
    "run_numbers",
    "withdraw",
    "write_csv",
    "write_parquet",
]
