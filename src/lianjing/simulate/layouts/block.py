"""What a layout is made of: columns with their header words, the clerk's hand, and the total with its place."""

from dataclasses import dataclass, field
from decimal import Decimal

from lianjing.simulate.record import Record


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet.

    `key` is the canonical column, "#" the running number, "m7" the month of July, "q2" the second quarter, "sum" the row's sum,
    "sign" an empty column for signatures. `heads` are its header cells from the top row down. `carry` says how equal neighbours
    below each other are written: merge, blank, ditto.
    """

    key: str
    heads: tuple[str, ...]
    carry: str = ""
    form: str = ""


@dataclass(frozen=True, slots=True)
class Hand:
    """How the clerk writes cells. Rates are shares of rows."""

    dates: str = "iso"  # iso, slash, dots, compact, words, numerals, cell
    village: str = "full"  # full, bare, committee
    money: str = "number"  # number, text, commas, yuan (1170元)
    grade: str = "digit"  # digit, words, class
    id_noise: float = 0.0
    name_noise: float = 0.0
    name_notes: float = 0.0  # 张三（户主）
    ditto: str = "〃"
    ids_damaged: float = 0.0  # IDs typed as numbers (scientific text in text formats), of rows that no story needs
    cards_damaged: float = 0.0


@dataclass(frozen=True, slots=True)
class Total:
    """The sum that the sheet states: in a row, above the table, or as a sentence. `false_by` is added to the truth (yuan)."""

    at: str = "row"  # row, top, sentence, ""
    label: str = "合计"
    sentence: str = "以上共计{count}户，金额合计：{sum}元。"
    false_by: Decimal = Decimal(0)
    formula: bool = False


@dataclass(slots=True)
class Block:
    """One table of a sheet."""

    label: str
    records: list[Record]
    columns: list[Column]
    hand: Hand = Hand()
    titles: tuple[str, ...] = ()
    unit: str = "元"  # 元 or 万元
    unit_line: str = ""  # written at the right above the header …
    unit_below: str = ""  # … or below the table
    page: int = 0  # rows of a printed page: a subtotal and the header again after each
    page_label: str = "本页小计"
    subtotal: str = ""  # after each village; {village} is its name
    total: Total | None = None
    feet: tuple[str, ...] = ()
    family: bool = False  # members of the household in rows below the head's
    hide_every: int = 0  # each so-maniest row is hidden
    sections: str = ""  # the village stands in a row of its own above its people: "{village}", "{number}、{village}" …
    page_foot: bool = False  # 第1页 below each printed page
    titles_again: bool = False  # the title lines again on each printed page
    gaps: bool = False  # an empty row between villages
    indent: int = 0  # empty rows above
    money: bool = field(default=True)
