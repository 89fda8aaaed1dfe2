"""What a file is, by its first bytes and its parts, never by its name."""

from enum import Enum

import olefile  # type: ignore[import-untyped]

from lianjing.ingest.grid.package import BROKEN, Package
from lianjing.ingest.grid.source import Source


class Kind(Enum):
    """Kinds that have a reader; every other kind is refused with its own sentence."""

    XLSX = "xlsx"
    XLSB = "xlsb"
    ODS = "ods"
    XLS = "xls"
    LOCKED = "locked"  # an encrypted xlsx inside an OLE file
    TEXT = "text"


_REFUSED = (  # first bytes → message code
    (b"%PDF", "pdf"),
    (b"{\\rtf", "word-document"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ", "archive"),
    (b"\0\0\x02\0\x06\x04\x06\0", "unsupported-old"),  # Lotus 1-2-3 wk1
    (b"\0\0\x1a\0", "unsupported-old"),  # Lotus 1-2-3 wk3, wk4
    (b"\0\x01\0\0Standard", "unsupported-old"),  # Access
    (b"SQLite format 3\0", "unsupported-old"),
    (b"ID;P", "unsupported-old"),  # SYLK
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BARE_BIFF = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00", b"\x09\x08\x10\x00")  # Excel 2 to 5
_DBF = frozenset(b"\x02\x03\x30\x31\x32\x43\x63\x83\x8b\xcb\xf5\xfb")
_OPEN_DOCUMENT = (("spreadsheet", Kind.ODS), ("text", "word-document"), ("presentation", "presentation"), ("graphics", "image"))


def find_kind(source: Source) -> tuple[Kind, Package | None]:
    """The kind, and the opened zip if it is one. Refuses what no reader can take."""
    data = source.data
    if len(data) == 0:
        source.refuse("empty-file")
    for magic, code in _REFUSED:
        if data.startswith(magic):
            source.refuse(code)
    if (data[:2] == b"BM" and data[6:10] == b"\0\0\0\0") or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        source.refuse("image")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08", b"PK00PK")):
        package = Package(source)
        return _kind_of_zip(source, package), package
    if data.startswith(OLE):
        return _kind_of_ole(source), None
    if data.startswith(_BARE_BIFF):
        return Kind.XLS, None
    if _is_dbf(data):
        source.refuse("unsupported-old")
    return Kind.TEXT, None


def _kind_of_zip(source: Source, package: Package) -> Kind:
    names = package.names
    if any(n.endswith("xl/workbook.bin") for n in names):
        return Kind.XLSB
    mimetype = package.read("mimetype")[:200].decode("ascii", "replace") if "mimetype" in package else ""
    for word, kind in _OPEN_DOCUMENT:
        if "opendocument." + word in mimetype:
            if not isinstance(kind, Kind):
                source.refuse(kind)
            return kind
    if "word/document.xml" in package:
        source.refuse("word-document")
    if "ppt/presentation.xml" in package:
        source.refuse("presentation")
    if "ofd.xml" in package:
        source.refuse("pdf")
    if any(n.endswith("xl/workbook.xml") for n in names) or (
        "[content_types].xml" in package and b"spreadsheetml" in package.read("[content_types].xml")
    ):
        return Kind.XLSX
    if "content.xml" in package and b"office:spreadsheet" in package.read("content.xml"):
        return Kind.ODS
    source.refuse("archive" if len(names) > 0 else "damaged-zip")


def _kind_of_ole(source: Source) -> Kind:
    try:
        with olefile.OleFileIO(source.data) as ole:
            streams = {"/".join(path).lower() for path in ole.listdir()}
    except (OSError, ValueError, IndexError, TypeError, *BROKEN):
        return Kind.XLS  # its reader may be more patient, and else says that the workbook is damaged
    if "encryptedpackage" in streams:
        return Kind.LOCKED
    if streams & {"workbook", "book"}:
        return Kind.XLS
    if "worddocument" in streams:
        source.refuse("word-document")
    if "powerpoint document" in streams:
        source.refuse("presentation")
    source.refuse("not-a-table")


def _is_dbf(data: bytes) -> bool:
    """dBase, FoxPro: version, a plausible day, and a header length that ends in the field list's mark."""
    if len(data) < 33 or data[0] not in _DBF or not (1 <= data[2] <= 12 and 1 <= data[3] <= 31):
        return False
    header = int.from_bytes(data[8:10], "little")
    return header >= 33 and header <= len(data) and 0x0D in data[32:header]
