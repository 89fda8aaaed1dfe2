"""xlsb: what the binary records tell beside the values."""

import struct

from lianjing.ingest.grid import Merge, open_grids
from lianjing.ingest.grid.xlsb import scan_records


def record(kind: int, body: bytes) -> bytes:
    """A record with its type and size in seven-bit groups."""
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return head + bytes([len(body)]) + body


def row(number: int, hidden: bool = False) -> bytes:
    """The head of a row."""
    return record(0, struct.pack("<IIHBB", number, 0, 300, 0, 0x10 if hidden else 0) + bytes(5))


def test_errors_hidden_parts_merges_and_formats_are_told():
    data = record(60, struct.pack("<IIIIH", 1, 2, 2560, 0, 1)) + record(60, struct.pack("<IIIIH", 3, 3, 2560, 0, 0))
    data += row(0) + record(3, struct.pack("<IIB", 0, 0, 42)) + record(5, struct.pack("<IId", 4, 7, 0.05))
    data += row(6, hidden=True) + record(7, struct.pack("<III", 1, 7, 0)) + record(1, struct.pack("<II", 9, 7))
    data += record(176, struct.pack("<IIII", 2, 3, 0, 1))
    seen = scan_records(data, {7: "0%"})
    assert (seen.errors, seen.formats, seen.merges) == ({(0, 0): "#N/A"}, {(0, 4): "0%"}, [Merge(2, 0, 3, 1)])
    assert (seen.hidden_rows, seen.hidden_columns) == ({6}, [(1, 2)])
    assert (seen.height, seen.width) == (7, 5)


def test_records_cut_short_end_the_scan_and_raise_nothing():
    data = row(0) + record(3, struct.pack("<IIB", 0, 0, 42))
    for length in range(len(data)):
        scan_records(data[:length], {})


def test_hidden_sheets_are_told(shared_data):
    grids = list(open_grids(shared_data / "torture" / "calamine" / "any_sheets.xlsb"))
    assert [(g.sheet, g.hidden) for g in grids] == [("Visible", False), ("Hidden", True), ("VeryHidden", True)]
