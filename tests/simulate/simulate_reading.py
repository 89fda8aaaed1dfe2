"""Reads the simulator's files with other people's readers, so that the answer key is compared with what really stands in them."""

import csv
import unicodedata
from decimal import Decimal, InvalidOperation
from pathlib import Path

import lxml.html
from lxml import etree
from python_calamine import CalamineWorkbook

Rows = list[list[object]]
_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"


def read_key(path: Path) -> list[dict[str, str]]:
    """The lines of a CSV of the answer key."""
    with path.open(encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def read_sheets(path: Path) -> dict[str, Rows]:
    """Sheet name → rows of cells, the first row of the sheet first; a text file or web table has one sheet named ''."""
    if path.suffix in (".xlsx", ".ods"):
        book = CalamineWorkbook.from_path(path)
        return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    data = path.read_bytes()
    if path.suffix == ".xls":
        return _spreadsheet_xml(data) if data.startswith(b"<?xml") else {"": _web_table(data)}
    text = _decoded(data)
    mark = max("\t,;", key=text.count)
    return {"": [list(row) for row in csv.reader(text.splitlines(), delimiter=mark)]}


def _decoded(data: bytes) -> str:
    if data.startswith(b"\xff\xfe"):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def _web_table(data: bytes) -> Rows:
    rows: Rows = []
    held: dict[tuple[int, int], bool] = {}
    for number, line in enumerate(lxml.html.fromstring(_decoded(data)).iter("tr")):
        row: list[object] = []
        for cell in line.iter("td"):
            while held.get((number, len(row))):
                row.append(None)
            tall, wide = int(cell.get("rowspan", "1")), int(cell.get("colspan", "1"))
            for down in range(1, tall):
                held |= {(number + down, len(row) + across): True for across in range(wide)}
            row += [cell.text_content().strip(), *[None] * (wide - 1)]
        rows.append(row)
    return rows


def _spreadsheet_xml(data: bytes) -> dict[str, Rows]:
    out: dict[str, Rows] = {}
    for sheet in etree.fromstring(data).iter(f"{_SS}Worksheet"):
        rows: Rows = []
        for line in sheet.iter(f"{_SS}Row"):
            row: list[object] = []
            for cell in line.iter(f"{_SS}Cell"):
                row += [None] * (int(cell.get(f"{_SS}Index", str(len(row) + 1))) - 1 - len(row))
                found = cell.find(f"{_SS}Data")
                row.append(None if found is None else found.text)
            rows.append(row)
        out[sheet.get(f"{_SS}Name") or ""] = rows
    return out


def squeezed(value: object) -> str:
    """Text without blanks and width."""
    text = unicodedata.normalize("NFKC", "" if value is None else str(value))
    return "".join(c for c in text if not c.isspace() and c != "'").upper()


def amounts(row: list[object]) -> set[Decimal]:
    """All numbers of a row, also those in 万元 turned into yuan."""
    out: set[Decimal] = set()
    for value in row:
        try:
            number = Decimal(str(value).replace(",", "").rstrip("万元")) if value not in (None, "") else None
        except InvalidOperation:
            continue
        if number is not None and number.is_finite():
            out |= {number.quantize(Decimal("0.01")), (number * 10000).quantize(Decimal("0.01"))} if abs(number) < 10**9 else set()
    return out
