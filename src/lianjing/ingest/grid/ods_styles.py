"""Which cell and sheet styles of an OpenDocument file matter: numbers seen otherwise than stored, red font, hidden sheets.

Source: OASIS OpenDocument 1.3 part 3, sections 16 (styles) and 16.29 (data styles).
"""

from dataclasses import dataclass, field

from lxml import etree

from lianjing.ingest.grid.formats import changes_what_is_seen
from lianjing.ingest.grid.safe_xml import attribute, local

_RED = {"#ff0000", "#c00000", "#c9211e"}  # the last is what LibreOffice calls red
_FACTORS = {"1000": ",", "1000000": ",,"}


@dataclass(slots=True)
class OdsStyles:
    """Style names that matter."""

    formats: dict[str, str] = field(default_factory=dict)  # cell style → number format code in Excel's notation
    red: set[str] = field(default_factory=set)
    hidden_sheets: set[str] = field(default_factory=set)  # table styles with display="false"
    _codes: dict[str, str] = field(default_factory=dict)  # data style → code

    def note(self, element: etree._Element) -> None:
        """Take in one finished style element (data styles come before the styles that use them)."""
        name = attribute(element, "name") or ""
        kind = local(element)
        if kind == "style":
            self._note_style(element, name)
        elif kind in ("number-style", "percentage-style", "currency-style"):
            code = _code(element)
            if changes_what_is_seen(code):
                self._codes[name] = code

    def _note_style(self, element: etree._Element, name: str) -> None:
        parent = attribute(element, "parent-style-name") or ""
        code = self._codes.get(attribute(element, "data-style-name") or "", self.formats.get(parent, ""))
        if code:
            self.formats[name] = code
        colour = next((attribute(p, "color") for p in element if local(p) == "text-properties"), None)
        if (colour or "").lower() in _RED or (colour is None and parent in self.red):
            self.red.add(name)
        if any(attribute(p, "display") == "false" for p in element if local(p) == "table-properties"):
            self.hidden_sheets.add(name)


def _code(style: etree._Element) -> str:
    code = ""
    for part in style:
        match local(part):
            case "number":
                whole = int(attribute(part, "min-integer-digits") or 1)
                places = int(attribute(part, "decimal-places") or 0)
                factor = _FACTORS.get((attribute(part, "display-factor") or "").split(".")[0], "")
                code += "0" * max(1, min(whole, 30)) + ("." + "0" * min(places, 30) if places > 0 else "") + factor
            case "text" if (part.text or "").strip() == "%":
                code += "%"
            case "text" if (part.text or "").strip():
                code += f'"{part.text}"'
            case _:
                pass
    return code
