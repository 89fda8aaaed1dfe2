"""XML from users, parsed without entities, DTDs or network."""

from lxml import etree


def parse(data: bytes, *, recover: bool = True) -> etree._Element | None:
    """The root element, or None if nothing can be made of it."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=recover, remove_comments=True, remove_pis=True
    )
    try:
        root: etree._Element | None = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return root


def local(element: etree._Element) -> str:
    """The element's name without its namespace; '' for an entity or comment."""
    tag: object = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def attribute(element: etree._Element, name: str) -> str | None:
    """The value of an attribute whatever its namespace (transitional and strict files differ in theirs)."""
    for key, value in element.attrib.items():
        if str(key).rsplit("}", 1)[-1] == name:
            return str(value)
    return None


def is_true(value: str | None) -> bool:
    """xsd:boolean."""
    return value is not None and value.strip().lower() in ("1", "true", "on")
