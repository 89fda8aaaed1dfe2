"""The files beside the project: nothing but Unreadable ends a file, and values agree with other readers."""

from datetime import datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineError, CalamineWorkbook

from lianjing.errors import Unreadable
from lianjing.identity.cell import CellError
from lianjing.ingest.grid import Grid, open_grids

REFUSED = {
    "OOM_alloc3.xls": "workbook-damaged",
    "issue252.xlsx": "damaged-zip",
    "pass_protected.ods": "encrypted",
    "pass_protected.xlsb": "encrypted",
    "pass_protected.xlsx": "encrypted",
    "example_password.xlsx": "encrypted",
    "rc4cryptoapi_password.xls": "encrypted",
    "xor_password_123456789012345.xls": "encrypted",
    "附件2：部门决算模板.pdf": "pdf",
}
PEER_IS_WRONG = {  # calamine's own faults: UTF-16 names, code pages, the phantom 29 February 1900
    "biff5-rich-text-string.xls",
    "sheet_name_parsing.xls",
    "dates-leap-year-1900-xls.xls",
}


@pytest.fixture(scope="module")
def grids(shared_data) -> dict[Path, list[Grid] | str]:
    """Each file's grids, or the code that refuses it."""
    out: dict[Path, list[Grid] | str] = {}
    for folder in ("torture", "cn-workbooks", "xlsform"):
        for path in sorted((shared_data / folder).rglob("*")):
            if path.is_file() and path.suffix != ".md":
                try:
                    out[path] = list(open_grids(path))
                except Unreadable as e:
                    out[path] = e.code
    return out


def test_only_broken_and_locked_files_are_refused(grids):
    assert {p.name: found for p, found in grids.items() if isinstance(found, str)} == REFUSED


def test_values_are_those_of_calamine(grids):
    for path, found in grids.items():
        if isinstance(found, str) or path.name in PEER_IS_WRONG or path.suffix in (".csv", ".txt"):
            continue
        try:
            peer = CalamineWorkbook.from_path(path)
        except CalamineError:
            continue
        for grid in found:
            rows = peer.get_sheet_by_name(grid.sheet).to_python(skip_empty_area=False)
            theirs = {
                (r, c): _plain(v)
                for r, row in enumerate(rows)
                for c, v in enumerate(row)
                if v != "" and not isinstance(v, time | timedelta)
            }
            ours = {(r, c): _plain(v) for c, column in enumerate(grid.columns) for r, v in enumerate(column) if v is not None}
            assert theirs == {at: v for at, v in ours.items() if at in theirs}, path.name


def test_errors_hidden_parts_and_merges_are_those_of_openpyxl(grids):
    compared = 0
    for path, found in grids.items():
        if path.suffix not in (".xlsx", ".xlsm") or isinstance(found, str) or path.stat().st_size > 25_000:  # openpyxl is slow
            continue
        try:
            peer = openpyxl.load_workbook(path, data_only=True)
        except Exception:
            continue
        for grid in found:
            compared += 1
            sheet = peer[grid.sheet]
            errors = {(c.row - 1, c.column - 1): c.value for c in sheet._cells.values() if c.data_type == "e"}
            assert errors == {
                (r, c): v.text for c, column in enumerate(grid.columns) for r, v in enumerate(column) if isinstance(v, CellError)
            }
            assert grid.hidden_rows == {r - 1 for r, d in sheet.row_dimensions.items() if d.hidden and r <= grid.height}, path.name
            assert grid.hidden == (sheet.sheet_state != "visible")
            merges = {(m.min_row - 1, m.min_col - 1, m.max_row - 1, m.max_col - 1) for m in sheet.merged_cells.ranges}
            assert merges == {(m.top, m.left, m.bottom, m.right) for m in grid.merges}
    assert compared > 100


def test_one_table_in_five_encodings_is_five_times_the_same(grids):
    found = [g for p, g in grids.items() if p.parent.name == "encodings"]
    assert len(found) == 5
    assert all(g[0].columns == found[0][0].columns for g in found)


def _plain(value: object) -> object:
    if isinstance(value, bool):
        return float(value)
    if isinstance(value, int):
        return float(value)
    if isinstance(value, datetime):
        second = (value + timedelta(microseconds=500_000)).replace(microsecond=0)
        return second.date() if second.time() == time() else second
    return value
