"""A cell as text, the way words and patterns look at it."""

import datetime as dt


def cell_text(value: object) -> str:
    """A cell as text for words and patterns: whole floats without '.0', dates ISO."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return str(value)
