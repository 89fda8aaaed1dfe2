"""The canonical tables and columns of a book: named here and nowhere else."""

from lianjing.schema.table import COLUMNS, SYSTEM_COLUMNS, TABLES, Column, Kind, Table, person_key_name, stored_columns

__all__ = ["COLUMNS", "SYSTEM_COLUMNS", "TABLES", "Column", "Kind", "Table", "person_key_name", "stored_columns"]
