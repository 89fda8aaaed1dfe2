"""Text that begins with "<", or a web archive: which of the formats it is, and who reads it."""

import email
import io
import re
from collections.abc import Iterator
from email.message import Message

from lianjing.ingest.grid.html_tables import html_grids
from lianjing.ingest.grid.model import Grid
from lianjing.ingest.grid.ods import flat_ods_grids
from lianjing.ingest.grid.safe_xml import parse
from lianjing.ingest.grid.source import Source
from lianjing.ingest.grid.spreadsheetml import spreadsheetml_grids
from lianjing.ingest.grid.text import decode

_HEAD = 8192
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_HTML = re.compile(r"<(!doctype html|html|head|body|table|meta|style|tr|div|center|font|title)\b", re.IGNORECASE)
_SPREADSHEETML = "urn:schemas-microsoft-com:office:spreadsheet"
_FLAT_ODS = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_WORKSHEET_PART = re.compile(r"<x:Name>([^<]*)</x:Name>.{0,200}?<x:WorksheetSource\s+HRef=\"([^\"]*)\"", re.DOTALL | re.IGNORECASE)


def looks_like_markup(text: str) -> bool:
    """Whether the text is markup rather than delimited values."""
    head = text[:_HEAD].lstrip("\ufeff \t\r\n")
    return head.startswith("<") and (head.startswith("<?xml") or _HTML.search(head) is not None or "xmlns" in head)


def looks_like_web_archive(text: str) -> bool:
    """Whether it is MHTML: mail headers that announce a multipart page."""
    head = text[:_HEAD].lower().lstrip()
    return head.startswith(("mime-version:", "from:", "content-type: multipart/related")) and "multipart/" in head


def markup_grids(source: Source, text: str) -> Iterator[Grid]:
    """The grids of an XML workbook or HTML page."""
    head = text[:_HEAD]
    if re.search(r"<(\w+:)?Workbook\b", head) is not None and _SPREADSHEETML in head:
        root = parse(_as_utf8(text))
        if root is None:
            source.refuse("workbook-damaged", why="XML")
        yield from spreadsheetml_grids(source, root)
    elif "<office:document" in head and _FLAT_ODS in head:
        if "opendocument.text" in head:
            source.refuse("word-document")
        yield from flat_ods_grids(source, io.BytesIO(_as_utf8(text)))
    elif 'progid="Word.Document"' in head or "<w:wordDocument" in head:
        source.refuse("word-document")
    elif _HTML.search(head) is not None or "<table" in text[: 1 << 20].lower():
        if 'content="Word.Document"' in head or "content=Word.Document" in head:
            source.refuse("word-document")
        yield from html_grids(source, text)
    else:
        source.refuse("not-a-table")


def web_archive_grids(source: Source) -> Iterator[Grid]:
    """One grid a page of the archive that holds a table, named as the archive's list of sheets says."""
    pages = [
        (_location(m), decode(_payload(m)).text)
        for m in email.message_from_bytes(source.data).walk()
        if m.get_content_type() == "text/html"
    ]
    names = {href.rsplit("/", 1)[-1].lower(): name for _, page in pages for name, href in _WORKSHEET_PART.findall(page)}
    with_table = [(place, page) for place, page in pages if "<tr" in page.lower()]
    if len(with_table) == 0:
        source.refuse("no-sheets" if len(pages) > 0 else "not-a-table")
    for place, page in with_table:
        yield from html_grids(source, page, names.get(place.rsplit("/", 1)[-1].lower()))


def _location(part: Message) -> str:
    return str(part.get("Content-Location") or "")


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _as_utf8(text: str) -> bytes:
    """The decoded text as bytes whose encoding the parser cannot get wrong."""
    return _DECLARATION.sub("", text).encode("utf-8", "replace")
