"""One cell of an HTML table: its text as a browser shows it, and its type as Excel wrote it down beside.

Source: Microsoft, "Office HTML and XML Reference": x:num, x:str, x:bool, x:err and the style mso-number-format; LibreOffice writes
sdval and sdnum ("language;language;format") instead.
"""

import re

from lxml import etree

from lianjing.identity.cell import CellError, Value
from lianjing.ingest.grid.formats import changes_what_is_seen

_BLOCKS = frozenset({"p", "div", "li", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6"})
_UNSEEN = frozenset({"script", "style", "noscript", "template"})
_EDGES = re.compile("(?:[ \t\r\n\f]*\x1c)+[ \t\r\n\f]*")  # where one block ends and the next begins: one line break
_SPACES = re.compile(r"[ \t\r\n\f]+")
_FORMAT = re.compile(r"mso-number-format\s*:\s*(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|[^;}\"']+)", re.IGNORECASE)
_RULE = re.compile(r"\.([\w-]+)\s*\{([^}]*)\}")
_ERROR = re.compile(r"#(N/A|DIV/0!|REF!|NAME\?|NUM!|VALUE!|NULL!)|Err:[0-9]{3}")
_DATE = re.compile(r"[ymdhs]", re.IGNORECASE)
_NAMED = {"percent": "0.00%", "0%": "0%"}
_DATE_NAMES = frozenset({"short date", "medium date", "long date", "short time", "medium time", "long time", "general date"})


def formats_of_classes(page: str) -> dict[str, str]:
    """Class name → number format, from the page's style sheet."""
    out: dict[str, str] = {}
    for match in _RULE.finditer(page):
        form = number_format(match[2])
        if form is not None:
            out[match[1]] = form
    return out


def number_format(style: str) -> str | None:
    r"""The number format in a style, unescaped.

    >>> number_format("color:red;mso-number-format:'\\@'")
    '@'
    """
    match = _FORMAT.search(style) if style else None
    if match is None:
        return None
    text = match[1].strip()
    if text[:1] in "\"'" and len(text) > 1:
        text = text[1:-1]
    text = re.sub(r"\\0022", '"', text)
    return re.sub(r"\\(.)", r"\1", text)


def cell_value(cell: etree._Element, classes: dict[str, str]) -> tuple[Value, str]:
    """The value and, for a number that is seen otherwise than stored, its format."""
    text = cell_text(cell)
    if len(cell.attrib) == 0:
        return text or None, ""
    form = number_format(cell.get("style") or "")
    if form is None:
        form = next((classes[c] for c in (cell.get("class") or "").split() if c in classes), "")
    error, number, boolean = cell.get("x:err"), cell.get("x:num", cell.get("sdval")), cell.get("x:bool")
    if form == "" and cell.get("sdnum") is not None:
        form = (cell.get("sdnum") or "").rpartition(";")[2]
    if error is not None:
        return CellError(error or text or "#"), ""
    if form == "@" or cell.get("x:str") is not None:
        return text or None, ""
    if boolean is not None:
        return (boolean or text).strip().lower() in ("true", "1"), ""
    if number is not None and _ERROR.fullmatch(text):  # LibreOffice gives an error the number 0
        return CellError(text), ""
    if number is not None and form.lower() not in _DATE_NAMES and (_DATE.search(form) is None or form.lower() in ("general", *_NAMED)):
        try:
            value = float((number or text).replace(",", "").strip())
        except ValueError:
            return text or None, ""
        code = _NAMED.get(form.lower(), form)
        return value, code if changes_what_is_seen(code) else ""
    return text or None, ""


def cell_text(cell: etree._Element) -> str:
    """The text as shown: runs of white space are one space, <br> and blocks begin a line; a cell of only &nbsp; is empty."""
    if len(cell) == 0:
        plain = _SPACES.sub(" ", cell.text or "").strip(" ")
        return "" if plain.strip("\xa0 ") == "" else plain
    pieces: list[str] = []
    _collect(cell, pieces)
    lines = [_SPACES.sub(" ", line).strip(" ") for line in _EDGES.sub("\v", "".join(pieces)).split("\v")]
    text = "\n".join(lines).strip("\n")
    return "" if text.strip("\xa0 \n") == "" else text


def _collect(element: etree._Element, pieces: list[str]) -> None:
    pieces.append(element.text or "")
    for part in element:
        name = part.tag if isinstance(part.tag, str) else ""
        if name == "br":
            pieces.append("\v")
        elif name in _BLOCKS:
            pieces.append("\x1c")
            _collect(part, pieces)
            pieces.append("\x1c")
        elif name and name not in _UNSEEN:
            _collect(part, pieces)
        pieces.append(part.tail or "")
