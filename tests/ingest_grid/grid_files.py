"""Files for the reader's tests: made here, byte by byte where a writer would not make them."""

import io
import struct
import zipfile
from collections.abc import Callable, Iterable
from typing import Any

import xlsxwriter

NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def workbook(fill: Callable[[Any, Any], None], **options: Any) -> bytes:
    """An xlsx by XlsxWriter; `fill` gets the workbook and its first sheet."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, **options})
    fill(book, book.add_worksheet("表"))
    book.close()
    return out.getvalue()


def zipped(parts: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of the given parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def raw_xlsx(sheet: str | bytes, *, workbook_xml: str | None = None, styles: str = "") -> bytes:
    """An xlsx around the XML of one sheet (from <sheetData> on, or a whole document)."""
    if isinstance(sheet, str) and not sheet.startswith("<?xml"):
        sheet = f"<worksheet {NS}>{sheet}</worksheet>"
    one = f'<workbook {NS} xmlns:r="{OFFICE}"><sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>'
    return zipped(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "_rels/.rels": _relations(officeDocument="xl/workbook.xml"),
            "xl/workbook.xml": workbook_xml or one,
            "xl/_rels/workbook.xml.rels": _relations(worksheet="worksheets/sheet1.xml", styles="styles.xml"),
            "xl/styles.xml": f"<styleSheet {NS}>{styles}</styleSheet>",
            "xl/worksheets/sheet1.xml": sheet,
        }
    )


def _relations(**targets: str) -> str:
    each = "".join(
        f'<Relationship Id="rId{i}" Type="{OFFICE}/{kind}" Target="{t}"/>' for i, (kind, t) in enumerate(targets.items(), start=1)
    )
    return f"<Relationships {RELS}>{each}</Relationships>"


def biff8(records: Iterable[tuple[int, bytes]], *, date1904: bool = False, state: int = 0, formats: dict[int, str] | None = None) -> bytes:
    """An xls of one sheet as a bare BIFF8 stream; style 0 is General, style n the n-th of `formats`."""

    def record(kind: int, body: bytes) -> bytes:
        return struct.pack("<HH", kind, len(body)) + body

    def text(value: str, head: str) -> bytes:
        return struct.pack(head, len(value)) + b"\x01" + value.encode("utf-16-le")

    formats = formats or {}
    globals_ = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 1996, 0, 6)) + record(0x22, struct.pack("<H", int(date1904)))
    globals_ += record(0x31, struct.pack("<HHHHHBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0) + b"\x05\x00Arial") * 5
    for number, code in formats.items():
        globals_ += record(0x41E, struct.pack("<H", number) + text(code, "<H"))
    for number in [0, *formats]:
        globals_ += record(0xE0, struct.pack("<HHH", 0, number, 0) + bytes(14))
    name = text("表", "<B")
    bound = record(0x85, struct.pack("<IBB", len(globals_) + 4 + 6 + len(name) + 4, state, 0) + name)
    sheet = (
        record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 1996, 0, 6)) + b"".join(record(k, b) for k, b in records) + record(0x0A, b"")
    )
    return globals_ + bound + record(0x0A, b"") + sheet


def biff_number(row: int, column: int, value: float, style: int = 0) -> tuple[int, bytes]:
    """A number cell."""
    return 0x203, struct.pack("<HHHd", row, column, style, value)


def biff_label(row: int, column: int, value: str) -> tuple[int, bytes]:
    """A text cell."""
    return 0x204, struct.pack("<HHHHB", row, column, 0, len(value), 1) + value.encode("utf-16-le")
