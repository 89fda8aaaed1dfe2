"""A book: a county's records as a folder of Parquet batches and receipts, and DuckDB views over it."""

from lianjing.book.batch import Batch
from lianjing.book.book import Book, create_book, local_now, open_book, open_or_create
from lianjing.book.receipt import BlockReceipt, FileReceipt, SheetReceipt, TotalReceipt, UnreadableNote
from lianjing.book.views import connect
from lianjing.book.writer import Writer

__all__ = [
    "Batch",
    "BlockReceipt",
    "Book",
    "FileReceipt",
    "SheetReceipt",
    "TotalReceipt",
    "UnreadableNote",
    "Writer",
    "connect",
    "create_book",
    "local_now",
    "open_book",
    "open_or_create",
]
