"""The small parts of an xlsx: which sheets there are and where, the date system, which styles change what is seen.

Source: ECMA-376 part 1 (SpreadsheetML); transitional and strict namespaces are treated alike.
"""

import posixpath
from dataclasses import dataclass

from lxml import etree

from lianjing.ingest.grid.formats import BUILT_IN, changes_what_is_seen, is_duration
from lianjing.ingest.grid.package import Package
from lianjing.ingest.grid.safe_xml import attribute, is_true, local, parse

_RED = {"ffff0000", "ffc00000", "00ff0000", "ff0000"}
_RED_INDEXED = {"2", "10"}


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One sheet as workbook.xml lists it."""

    name: str
    part: str  # "" if the file does not hold it
    hidden: bool


@dataclass(frozen=True, slots=True)
class Styles:
    """Cell style numbers that matter, as they stand in s="…"."""

    formats: dict[int, str]  # → number format code
    red: frozenset[int]
    has_durations: bool = True  # whether any cell may be a length of time, format [h]:mm


def workbook_part(package: Package) -> str:
    """The path of workbook.xml (or .bin), "" if there is none."""
    for kind, target in relations(package, "").values():
        if kind == "officeDocument" and target in package:
            return target
    return next((n for n in package.names if n.endswith(("xl/workbook.xml", "xl/workbook.bin"))), "")


def read_workbook(package: Package, workbook: str) -> tuple[list[SheetPart], bool]:
    """The sheets in order, and whether dates count from 1904."""
    targets = relations(package, workbook)
    root = parse(package.read(workbook))
    sheets: list[SheetPart] = []
    date1904 = False
    for element in root.iter() if root is not None else ():
        if local(element) == "workbookPr":
            date1904 = is_true(element.get("date1904"))
        elif local(element) == "sheet":
            _, target = targets.get(attribute(element, "id") or "", ("", ""))
            sheets.append(
                SheetPart(element.get("name") or "", target if target in package else "", (element.get("state") or "visible") != "visible")
            )
    return sheets, date1904


def read_styles(package: Package, workbook: str) -> Styles:
    """The styles whose number format changes what is seen, and those with red font."""
    target = next((t for kind, t in relations(package, workbook).values() if kind == "styles"), "")
    root = parse(package.read(target)) if target else None
    if root is None:
        return Styles({}, frozenset())
    codes = dict(BUILT_IN)
    for e in root.iter():
        if local(e) == "numFmt" and (e.get("numFmtId") or "").isdigit():
            codes[int(e.get("numFmtId") or 0)] = e.get("formatCode") or ""
    fonts = [_is_red(f) for part in root if local(part) == "fonts" for f in part if local(f) == "font"]
    formats: dict[int, str] = {}
    red: set[int] = set()
    has_durations = False
    for number, xf in enumerate(x for part in root if local(part) == "cellXfs" for x in part if local(x) == "xf"):
        code = codes.get(_int(xf.get("numFmtId")), "")
        if code and changes_what_is_seen(code):
            formats[number] = code
        has_durations = has_durations or is_duration(code)
        font = _int(xf.get("fontId"))
        if font < len(fonts) and fonts[font]:
            red.add(number)
    return Styles(formats, frozenset(red), has_durations)


def relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """Relation id → (last word of its type, path of the target) of a part; "" is the package itself."""
    folder, name = posixpath.split(part)
    root = parse(package.read(posixpath.join(folder, "_rels", name + ".rels")))
    out: dict[str, tuple[str, str]] = {}
    for e in root if root is not None else ():
        target = (e.get("Target") or "").replace("\\", "/")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        out[e.get("Id") or ""] = ((e.get("Type") or "").rsplit("/", 1)[-1], path.lower())
    return out


def _is_red(font: etree._Element) -> bool:
    for part in font:
        if local(part) == "color":
            return (part.get("rgb") or "").lower() in _RED or part.get("indexed") in _RED_INDEXED
    return False


def _int(text: str | None) -> int:
    return int(text) if text is not None and text.isdigit() else 0
