"""One sheet from grid to accounted blocks: layout → columns → rows → sums → the four fates, counted independently."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field, replace

import polars as pl

from lianjing.book.receipt import BlockReceipt
from lianjing.identity import unit_of
from lianjing.ingest.bands import split_bands
from lianjing.ingest.body import Passed, above_rows, classify_rows
from lianjing.ingest.context import Context, Origin, read_context
from lianjing.ingest.frame import letter
from lianjing.ingest.grid import Grid
from lianjing.ingest.layout import Block, find_blocks
from lianjing.ingest.mapping import Make, forced_naming, signature, write_make
from lianjing.ingest.naming import Naming, name_columns, sample_of
from lianjing.ingest.oddity import odd_rows
from lianjing.ingest.rows import Aside, Rows, read_rows, row_texts
from lianjing.ingest.series import GridTexts
from lianjing.ingest.totals import Sum, check_sums, in_yuan
from lianjing.schema import SYSTEM_COLUMNS, TABLES
from lianjing.schema.programmes import match_programme

_NOT_CONTENT = frozenset(SYSTEM_COLUMNS) - {"id_raw", "quarantine_reason"} | {"town", "programme", "note"}
_OF_SEVERAL_PROGRAMMES = frozenset({"proxies"})  # registers of people: who draws one's money draws what there is


@dataclass(slots=True)
class ReadBlock:
    """One table of a sheet, read and accounted."""

    number: int
    table: str
    rows: int
    fates: Counter[str]
    reasons: Counter[str]
    frame: pl.DataFrame | None = None
    evidence: pl.DataFrame | None = None
    asides: list[Aside] = field(default_factory=list)
    sums: list[Sum] = field(default_factory=list)
    computed: int | None = None
    content: str = ""
    header: tuple[str, ...] = ()
    columns: dict[str, str] = field(default_factory=dict)
    left_over: tuple[str, ...] = ()
    context: Context | None = None
    first_row: int = 0
    last_row: int = 0
    make: str = ""
    notes: list[str] = field(default_factory=list)


class AccountingError(AssertionError):
    """The four fates of a sheet do not add up to its rows: our bug, never the clerk's."""


def read_sheet(grid: Grid, origin: Origin, makes: dict[str, Make], first_block: int, take_hidden: bool) -> list[ReadBlock]:
    """Every table of a sheet; block numbers count on from `first_block` over the sheets of a file."""
    if grid.hidden and not take_hidden:
        return [_passed_whole(grid, first_block, Passed.HIDDEN_SHEET)]
    out: list[ReadBlock] = []
    for part in split_bands(grid):
        out.extend(_read_part(part, origin, makes, first_block + len(out)))
    _check_together(out)
    for read in out:
        _account(read)
    return out


def _read_part(grid: Grid, origin: Origin, makes: dict[str, Make], first_block: int) -> list[ReadBlock]:
    texts = GridTexts(grid)
    odd = odd_rows(grid, texts)
    blocks = find_blocks(grid, odd)
    if len(blocks) == 0:
        return [_passed_whole(grid, first_block, Passed.NO_TABLE)]
    out: list[ReadBlock] = []
    for block in blocks:
        naming = _naming(grid, block, origin, makes)
        out.append(_read_block(grid, texts, block, naming, origin, makes, set(odd), first_block + len(out)))
    return out


def _passed_whole(grid: Grid, number: int, why: Passed) -> ReadBlock:
    blank = [r for r in range(grid.height) if all(column[r] is None for column in grid.columns)] if grid.height < 5000 else []
    reasons = Counter({why.value: grid.height - len(blank)})
    if len(blank) > 0:
        reasons[Passed.BLANK.value] = len(blank)
    return ReadBlock(number, "", grid.height, Counter(passed_over=grid.height), Counter({k: v for k, v in reasons.items() if v > 0}))


def _naming(grid: Grid, block: Block, origin: Origin, makes: dict[str, Make]) -> Naming | None:
    titles = tuple(v for r in block.title_rows for c in range(grid.width) if isinstance(v := grid.columns[c][r], str))
    make = makes.get(signature(block.headers))
    only = TABLES[make.table] if make is not None else None
    found = name_columns(grid, block, sample_of(grid, block), (*titles, origin.sheet), (origin.stem, *origin.folders), only)
    return forced_naming(make, block, found) if make is not None else found


def _read_block(
    grid: Grid, texts: GridTexts, block: Block, naming: Naming | None, origin: Origin, makes: dict[str, Make], odd: set[int], number: int
) -> ReadBlock:
    height = block.last - (block.title_rows[0] if len(block.title_rows) > 0 else block.header_rows[0]) + 1
    if naming is None:
        return ReadBlock(number, "", height, Counter(passed_over=height), Counter({Passed.NO_TABLE.value: height}), header=block.headers)
    body = classify_rows(grid, block, naming, odd)
    above = above_rows(grid, block)
    money_column = naming.columns.get(naming.summed or "") or (naming.parts[0].column if len(naming.parts) > 0 else None)
    foot = [r for r, k in body.passed.items() if k in (Passed.UNIT, Passed.NOTE, Passed.SIGNATURE)]
    around = read_context(grid, block, origin, money_column, foot, programme_of_folder=naming.table.name not in _OF_SEVERAL_PROGRAMMES)
    context = _forced_context(around, makes.get(signature(block.headers)))
    numbered = Block(number, block.title_rows, block.header_rows, block.first, block.last, block.columns, block.paths, block.beside)
    rows = read_rows(grid, texts, numbered, naming, body, context, origin.file)
    sums = check_sums(grid, block, naming, body, context, rows, above)
    read = ReadBlock(number, naming.table.name, height, rows.counts, Counter(k.value for k in [*body.passed.values(), *above.values()]))
    read.frame, read.asides, read.sums = rows.frame, rows.asides, sums
    read.computed = rows.money.total if len(rows.money.rows) > 0 else None
    read.fates["passed_over"] = len(body.passed) + len(above)
    read.content = _content(rows.frame, context.programme_id)
    left_over = (*naming.left_over, *(block.leaf(naming.columns[n]) for n in rows.dropped))
    read.header, read.left_over, read.context = _by_letter(block, grid.width), left_over, context
    read.columns = {n: letter(c) for n, c in naming.columns.items() if n not in rows.dropped}
    kept = rows.kept
    read.first_row, read.last_row = (kept[0] + 1, kept[-1] + 1) if len(kept) > 0 else (0, 0)
    read.evidence = pl.DataFrame({"row": pl.Series(kept, dtype=pl.Int32) + 1, **row_texts(grid, texts, kept)})
    read.make = write_make(block, naming, context.unit_text, context.programme)
    _unlabelled(read, rows)
    _remarks(grid, read, kept)
    return read


def _by_letter(block: Block, width: int) -> tuple[str, ...]:
    """Header texts by column letter: A first, '' where the block has no column."""
    texts = dict(zip(block.columns, block.headers, strict=True))
    return tuple(texts.get(c, "") for c in range(width))


def _unlabelled(read: ReadBlock, rows: Rows) -> None:
    """Totals that agree with nothing say so in the note as well as in the list of sums."""
    for s in read.sums:
        if not s.agrees:
            what = {"total": "合计", "subtotal": "小计", "count": "户（人）数"}[s.kind]
            a, b = (f"{in_yuan(s.stated)}", f"{in_yuan(s.computed)}") if s.kind != "count" else (str(s.stated), str(s.computed))
            read.notes.append(f"{letter(s.column)}{s.row + 1}{what}为{a}，逐行相加为{b}")


def _remarks(grid: Grid, read: ReadBlock, kept: list[int]) -> None:
    hidden = [r for r in kept if r in grid.hidden_rows] if len(grid.hidden_rows) > 0 else []
    if len(hidden) > 0:
        shown = "、".join(str(r + 1) for r in hidden[:8]) + ("…" if len(hidden) > 8 else "")
        read.notes.append(f"有{len(hidden)}个隐藏行（第{shown}行）已作为数据读入")
    if len(read.left_over) > 0:
        read.notes.append("未用到的列：" + "、".join(dict.fromkeys(t.replace("\n", "") for t in read.left_over))[:200])


def _forced_context(context: Context, make: Make | None) -> Context:
    if make is None or (make.unit == "" and make.programme == ""):
        return context
    unit = unit_of(make.unit) if make.unit else None
    return replace(
        context,
        unit=unit or context.unit,
        unit_text=make.unit or context.unit_text,
        programme_id=match_programme(make.programme) if make.programme else context.programme_id,
        programme=make.programme or context.programme,
    )


def _content(frame: pl.DataFrame, programme_id: str | None) -> str:
    """SHA-256 of the canonical rows with their periods, in any order and under any name or title."""
    names = [c for c in frame.columns if c not in _NOT_CONTENT and frame[c].null_count() < frame.height]
    if frame.height == 0:
        return ""
    plain = pl.all().to_physical().cast(pl.String).fill_null("")
    body = frame.select(names).select(plain).select(pl.concat_str(pl.all(), separator="\x1f").sort())
    digest = hashlib.sha256(f"{programme_id}|{','.join(names)}|".encode())
    digest.update("\x1e".join(body.to_series().to_list()).encode())
    return digest.hexdigest()


def _check_together(reads: list[ReadBlock]) -> None:
    """A total that fits none of its own table's rows may be that of all tables of the sheet, beside or above it."""
    for read in reads:
        together = sum(r.computed or 0 for r in reads if r.table == read.table)
        if len(reads) < 2 or together == read.computed:
            continue
        fixed = [replace(s, computed=s.stated, agrees=True) if s.kind == "total" and s.stated == together else s for s in read.sums]
        if fixed != read.sums:
            read.sums = fixed
            read.notes = [n for n in read.notes if "合计为" not in n]


def _account(read: ReadBlock) -> None:
    counted = sum(read.fates[k] for k in ("accepted", "repaired", "quarantined", "passed_over"))
    if counted != read.rows or sum(read.reasons.values()) != read.fates["passed_over"]:
        raise AccountingError(f"block {read.number}: {dict(read.fates)} of {read.rows} rows, reasons {dict(read.reasons)}")


def receipt_of(read: ReadBlock) -> BlockReceipt:
    """The block's part of the receipt. The grand total shown is a false one if there is any."""
    grand = [s for s in read.sums if s.kind == "total"] or [s for s in read.sums if s.kind == "subtotal" and s.stated == read.computed][-1:]
    shown = next((s for s in grand if not s.agrees), grand[-1] if len(grand) > 0 else None)
    count = next((s for s in read.sums if s.kind == "count"), None)
    context = read.context
    computed = shown.computed if shown is not None else read.computed
    return BlockReceipt(
        block=read.number,
        table=read.table or None,
        content=read.content,
        rows=read.rows,
        accepted=read.fates["accepted"],
        repaired=read.fates["repaired"],
        quarantined=read.fates["quarantined"],
        passed_over=read.fates["passed_over"],
        passed_over_reasons=dict(sorted(read.reasons.items())),
        first_row=read.first_row or None,
        last_row=read.last_row or None,
        header=read.header,
        columns=read.columns,
        stated_total=in_yuan(shown.stated) if shown is not None else None,
        computed_total=in_yuan(computed) if computed is not None else None,
        stated_count=count.stated if count is not None else None,
        totals=tuple(s.as_receipt() for s in read.sums),
        title=context.title if context is not None else None,
        programme=context.programme if context is not None else None,
        period=context.period if context is not None else None,
        town=context.town if context is not None else None,
        village=context.village if context is not None else None,
        place_hint=context.place_hint if context is not None else None,
        unit=context.unit_text if context is not None else None,
    )
