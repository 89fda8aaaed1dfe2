"""Web tables and SpreadsheetML 2003, both named .xls by the systems that write them. Cells keep their type."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from xml.sax.saxutils import escape

from lianjing.simulate.writers.grid import Cell, Grid

_HTML = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">
<head><meta http-equiv="Content-Type" content="text/html; charset={charset}"></head><body><table border="1">
{rows}
</table></body></html>
"""
_SML = """<?xml version="1.0" encoding="UTF-8"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Styles><Style ss:ID="d"><NumberFormat ss:Format="yyyy\\-mm\\-dd"/></Style><Style ss:ID="t"><NumberFormat ss:Format="@"/></Style></Styles>
{sheets}
</Workbook>
"""


def html_bytes(grid: Grid, encoding: str = "gb18030") -> bytes:
    """An HTML table; text cells say so in their style, numbers carry x:num."""
    rows = "\n".join(f"<tr>{''.join(cells)}</tr>" for cells in _tagged_rows(grid, _html_cell))
    charset = "gb2312" if encoding == "gb18030" else encoding
    return _HTML.format(charset=charset, rows=rows).encode(encoding)


def sml_bytes(grids: list[Grid]) -> bytes:
    """SpreadsheetML 2003."""
    sheets = []
    for grid in grids:
        rows = "\n".join(f"<Row>{''.join(cells)}</Row>" for cells in _tagged_rows(grid, _sml_cell))
        sheets.append(f'<Worksheet ss:Name="{escape(grid.name)}"><Table>\n{rows}\n</Table></Worksheet>')
    return _SML.format(sheets="\n".join(sheets)).encode("utf-8")


def _tagged_rows(grid: Grid, tag: Callable[[Cell, int, tuple[int, int]], str]) -> Iterator[list[str]]:
    covered = {(r, c) for m in grid.merges for r in range(m[0], m[2] + 1) for c in range(m[1], m[3] + 1)} - {
        (m[0], m[1]) for m in grid.merges
    }
    spans = {(m[0], m[1]): (m[2] - m[0], m[3] - m[1]) for m in grid.merges}
    for number, row in enumerate(grid.rows()):
        yield [
            tag(value, column, spans.get((number, column), (0, 0))) for column, value in enumerate(row) if (number, column) not in covered
        ]


def _html_cell(value: Cell, column: int, span: tuple[int, int]) -> str:
    tie = (f' rowspan="{span[0] + 1}"' if span[0] else "") + (f' colspan="{span[1] + 1}"' if span[1] else "")
    if value is None:
        return f"<td{tie}>&nbsp;</td>"
    if isinstance(value, Decimal):
        return f'<td{tie} x:num="{value:f}">{value:f}</td>'
    text = value.isoformat() if isinstance(value, date) else value
    return f"<td{tie} style=\"mso-number-format:'\\@'\">{escape(text)}</td>"


def _sml_cell(value: Cell, column: int, span: tuple[int, int]) -> str:
    tie = (
        f' ss:Index="{column + 1}"'
        + (f' ss:MergeAcross="{span[1]}"' if span[1] else "")
        + (f' ss:MergeDown="{span[0]}"' if span[0] else "")
    )
    if value is None:
        return f"<Cell{tie}/>"
    if isinstance(value, Decimal):
        return f'<Cell{tie}><Data ss:Type="Number">{value:f}</Data></Cell>'
    if isinstance(value, date):
        return f'<Cell{tie} ss:StyleID="d"><Data ss:Type="DateTime">{value.isoformat()}T00:00:00.000</Data></Cell>'
    return f'<Cell{tie} ss:StyleID="t"><Data ss:Type="String">{escape(value)}</Data></Cell>'
