"""Probable typing errors among the IDs set aside: name, village and date of birth meet exactly one registered person.

They are listed as such beside their reason, for the office to look at the paper; nothing is mended and nothing matched.
"""

from collections import defaultdict

from lianjing.book.book import Book
from lianjing.book.views import connect
from lianjing.identity import name_key, village_key
from lianjing.schema import TABLES

Row = tuple[str, str, int]  # source_file, source_sheet, source_row
_DIGITS = str.maketrans("０１２３４５６７８９ｘＸx", "0123456789XXX", " 　'‘’`\t\u00a0\u200b")


def probable_slips(book: Book) -> frozenset[Row]:
    """The rows whose ID is probably mistyped; none where the book has no household register."""
    tables = [t for t in book.tables() if all(TABLES[t].column(c) is not None for c in ("id_no", "name", "village"))]
    if "households" not in tables:
        return frozenset()
    con = connect(book)
    parts = [
        f"select source_file, source_sheet, source_row, name, village, id_raw from {t}_quarantined"
        " where id_raw is not null and name is not null and village is not null and quarantine_reason <> 'numeric_cell'"
        for t in tables
        if t != "households"
    ]
    aside = con.execute(" union ".join(parts)).fetchall() if len(parts) > 0 else []
    names = sorted({row[3] for row in aside})
    registered: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    if len(names) > 0:
        marks = ", ".join("?" * len(names))
        people = con.execute(f"select name, village, id_no from households where id_no is not null and name in ({marks})", names).fetchall()
        for name, village, id_no in people:
            registered[name_key(name), village_key(village or ""), id_no[6:14]].add(id_no)
    con.close()
    return frozenset(
        (file, sheet, row)
        for file, sheet, row, name, village, raw in aside
        if len(registered.get((name_key(name), village_key(village), _birth(raw)), ())) == 1
    )


def _birth(raw: str) -> str:
    """The eight places of the birth date of an ID as it stood, '' where it has not the length of one."""
    text = raw.translate(_DIGITS)
    return text[6:14] if len(text) in (17, 18, 19) else ""
