"""A file's receipt: what became of every row of every sheet, with the sheet's own totals beside ours.

`to_json` and `from_json` are the form on disk (`receipt.json` in the batch's folder). Money is Decimal in yuan, written as text so that
no reader makes a float of it; days are ISO. An unknown or missing key is an error: a receipt is read wholly or not at all.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from typing import Literal, Self

from lianjing.errors import Place

TotalKind = Literal["total", "subtotal", "count"]


@dataclass(frozen=True, slots=True)
class UnreadableNote:
    """Why nothing could be read: the message's code and its two sentences."""

    code: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class TotalReceipt:
    """One total, subtotal or count that the sheet states, and what its rows give (yuan, or a number of rows or persons)."""

    row: int
    cell: str
    kind: TotalKind
    stated: Decimal
    computed: Decimal | None

    @property
    def agrees(self) -> bool:
        """Equal to the fen; a total whose rows are not known agrees with nothing and contradicts nothing."""
        return self.computed is None or self.stated == self.computed


@dataclass(frozen=True, slots=True)
class BlockReceipt:
    """One table of a sheet. `columns`: canonical column → letter; `header`: the words over the evidence file's columns, in their order.

    `content` is the digest of the canonical rows; `duplicate_of` names the sheet that brought them before: then nothing was taken.
    """

    block: int
    table: str | None
    content: str
    rows: int
    accepted: int
    repaired: int
    quarantined: int
    passed_over: int
    passed_over_reasons: Mapping[str, int] = field(default_factory=dict)
    duplicate_of: str | None = None
    first_row: int | None = None
    last_row: int | None = None
    header: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    stated_total: Decimal | None = None
    computed_total: Decimal | None = None
    stated_count: int | None = None
    totals: tuple[TotalReceipt, ...] = ()
    title: str | None = None
    programme: str | None = None
    period: tuple[date, date] | None = None
    town: str | None = None
    village: str | None = None
    place_hint: str | None = None
    unit: str | None = None

    @property
    def adds_up(self) -> bool:
        """Whether the four fates are the rows, and the reasons the rows passed over."""
        fates = self.accepted + self.repaired + self.quarantined + self.passed_over
        return fates == self.rows and sum(self.passed_over_reasons.values()) == self.passed_over

    @property
    def is_kept(self) -> bool:
        """Whether the batch holds rows of this block."""
        return self.table is not None and self.duplicate_of is None and self.accepted + self.repaired + self.quarantined > 0


@dataclass(frozen=True, slots=True)
class SheetReceipt:
    """One sheet: its rows, whether it is hidden, what is to be said about it, its tables."""

    sheet: str
    hidden: bool
    rows: int
    note: str = ""
    blocks: tuple[BlockReceipt, ...] = ()


@dataclass(frozen=True, slots=True)
class FileReceipt:
    """One file of a batch, named as it was given (with the folder below the one asked for)."""

    file: str
    sha256: str
    bytes: int
    unreadable: UnreadableNote | None = None
    sheets: tuple[SheetReceipt, ...] = ()

    def contents(self) -> dict[str, str]:
        """Digest of canonical rows → "file［sheet］", for every block whose rows were taken."""
        return {b.content: str(Place(self.file, s.sheet)) for s in self.sheets for b in s.blocks if b.content and b.is_kept}

    def to_json(self) -> str:
        """The form on disk: stable for equal receipts."""
        return json.dumps(_plain(self), ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Raises ValueError, KeyError or TypeError where the text is not a receipt."""
        raw = json.loads(text)
        raw["unreadable"] = None if raw["unreadable"] is None else UnreadableNote(**raw["unreadable"])
        raw["sheets"] = tuple(_sheet(s) for s in raw["sheets"])
        return cls(**raw)


def _plain(value: object) -> object:
    match value:
        case FileReceipt() | SheetReceipt() | BlockReceipt() | TotalReceipt() | UnreadableNote():
            return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
        case Decimal():
            return format(value, "f")
        case date():
            return value.isoformat()
        case tuple() | list():
            return [_plain(v) for v in value]
        case Mapping():
            return {k: _plain(v) for k, v in value.items()}
        case None | str() | int() | bool():
            return value
    raise TypeError(f"a receipt cannot hold {type(value).__name__}")


def _sheet(raw: dict[str, object]) -> SheetReceipt:
    blocks = raw.pop("blocks")
    assert isinstance(blocks, list)
    return SheetReceipt(**raw, blocks=tuple(_block(b) for b in blocks))  # type: ignore[arg-type]


def _block(raw: dict[str, object]) -> BlockReceipt:
    totals, period, header = raw.pop("totals"), raw.pop("period"), raw.pop("header")
    assert isinstance(totals, list)
    assert isinstance(header, list)
    assert period is None or isinstance(period, list)
    return BlockReceipt(
        **{k: _money(v) if k in ("stated_total", "computed_total") else v for k, v in raw.items()},  # type: ignore[arg-type]
        totals=tuple(_total(t) for t in totals),
        period=None if period is None else (date.fromisoformat(period[0]), date.fromisoformat(period[1])),
        header=tuple(header),
    )


def _total(raw: dict[str, object]) -> TotalReceipt:
    return TotalReceipt(**{k: _money(v) if k in ("stated", "computed") else v for k, v in raw.items()})  # type: ignore[arg-type]


def _money(raw: object) -> Decimal | None:
    return None if raw is None else Decimal(str(raw))
