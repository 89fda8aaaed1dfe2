"""OpenDocument spreadsheets by hand: mimetype, manifest and content, in a zip whose dates are fixed."""

import zipfile
from datetime import date
from decimal import Decimal
from io import BytesIO
from xml.sax.saxutils import escape

from lianjing.simulate.writers.grid import Cell, Grid

_MIME = "application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">
<manifest:file-entry manifest:full-path="/" manifest:media-type="{_MIME}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
</manifest:manifest>
"""
_CONTENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 office:version="1.2"><office:body><office:spreadsheet>
{tables}
</office:spreadsheet></office:body></office:document-content>
"""


def ods_bytes(grids: list[Grid]) -> bytes:
    """The document; equal grids give equal bytes."""
    tables = "\n".join(f'<table:table table:name="{escape(g.name)}">\n{_rows(g)}\n</table:table>' for g in grids)
    return zip_bytes(
        {"mimetype": _MIME.encode(), "META-INF/manifest.xml": _MANIFEST.encode(), "content.xml": _CONTENT.format(tables=tables).encode()}
    )


def zip_bytes(parts: dict[str, bytes]) -> bytes:
    """A zip with fixed dates; the first part is stored, the others are deflated."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number, (name, data) in enumerate(parts.items()):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if number == 0 else zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()


def _rows(grid: Grid) -> str:
    spans = {(m[0], m[1]): (m[2] - m[0] + 1, m[3] - m[1] + 1) for m in grid.merges}
    covered = {(r, c) for m in grid.merges for r in range(m[0], m[2] + 1) for c in range(m[1], m[3] + 1)} - set(spans)
    lines = []
    for number, row in enumerate(grid.rows()):
        visible = ' table:visibility="collapse"' if number in grid.hidden_rows else ""
        cells = []
        for column, value in enumerate(row):
            if (number, column) in covered:
                cells.append("<table:covered-table-cell/>")
            else:
                cells.append(_cell(value, spans.get((number, column))))
        lines.append(f"<table:table-row{visible}>{''.join(cells)}</table:table-row>")
    return "\n".join(lines)


def _cell(value: Cell, span: tuple[int, int] | None) -> str:
    tie = f' table:number-rows-spanned="{span[0]}" table:number-columns-spanned="{span[1]}"' if span else ""
    if value is None:
        return f"<table:table-cell{tie}/>"
    if isinstance(value, Decimal):
        return f'<table:table-cell{tie} office:value-type="float" office:value="{value:f}"><text:p>{value:f}</text:p></table:table-cell>'
    if isinstance(value, date):
        day = value.isoformat()
        return f'<table:table-cell{tie} office:value-type="date" office:date-value="{day}"><text:p>{day}</text:p></table:table-cell>'
    spaced = escape(value).replace("  ", '<text:s text:c="2"/>')
    return f'<table:table-cell{tie} office:value-type="string"><text:p>{spaced}</text:p></table:table-cell>'
