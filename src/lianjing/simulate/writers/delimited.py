"""Delimited text as offices save it: commas or tabs, GB18030, UTF-8 with or without BOM, UTF-16."""

import csv
from datetime import date
from decimal import Decimal
from io import StringIO

from lianjing.simulate.writers.grid import Cell, Grid


def delimited_bytes(grid: Grid, encoding: str = "gb18030", delimiter: str = ",") -> bytes:
    """The grid as text; a merged cell stands in its first place only, like in Excel's own export."""
    out = StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    for row in grid.rows():
        writer.writerow([as_text(value) for value in row])
    if encoding == "utf-16":
        return b"\xff\xfe" + out.getvalue().encode("utf-16-le")
    return out.getvalue().encode(encoding)


def as_text(value: Cell) -> str:
    """A cell as Excel would save it into text."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else value
