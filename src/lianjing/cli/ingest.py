"""`lianjing ingest`: workbooks into a book, one line a sheet."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from lianjing.book.receipt import BlockReceipt
    from lianjing.ingest.run import Taken

EXIT_SOME_UNREADABLE = 3


@click.command(help="把部门的工作簿导入账簿（账簿不存在则新建）。Take workbooks into a book, made if absent.")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--book", "book_path", required=True, type=click.Path(path_type=Path), help="账簿文件夹。The book's folder.")
@click.option(
    "--mapping", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="表格对应关系（TOML）。A mapping to force and remember."
)
@click.option("--hidden", is_flag=True, help="隐藏的工作表也读入。Take hidden sheets too.")
def ingest(files: tuple[Path, ...], book_path: Path, mapping: Path | None, hidden: bool) -> None:
    """Parse, take the files in, print one line a sheet."""
    text = mapping.read_text("utf-8") if mapping is not None else None
    counts = take_in(files, book_path, click.echo, mapping=text, hidden=hidden)
    raise SystemExit(EXIT_SOME_UNREADABLE if counts.unreadable > 0 else 0)


@dataclass(slots=True)
class Counts:
    """What became of the rows of all files together."""

    files: int = 0
    unreadable: int = 0
    rows: int = 0
    accepted: int = 0
    repaired: int = 0
    quarantined: int = 0
    passed_over: int = 0

    def add(self, taken: "Taken") -> None:
        """Count one file in."""
        self.files += 1
        if taken.receipt is None:
            return
        self.unreadable += taken.receipt.unreadable is not None
        for block in (b for s in taken.receipt.sheets for b in s.blocks):
            self.rows += block.rows
            self.accepted += block.accepted
            self.repaired += block.repaired
            self.quarantined += block.quarantined
            self.passed_over += block.passed_over


def take_in(
    files: Sequence[Path], book_path: Path, tell: Callable[[str], object], *, mapping: str | None = None, hidden: bool = False
) -> Counts:
    """Take files into the book at `book_path`, made if absent; `tell` gets the lines of each file as it is done."""
    from lianjing.ingest.children import Children  # noqa: PLC0415 - `lianjing --help` stays quick
    from lianjing.ingest.sources import find_sources  # noqa: PLC0415

    counts = Counts()
    processes = max(1, min(len(find_sources(files)), os.cpu_count() or 1))
    with Children("lianjing.ingest.batch:fill_batch", processes) as children:  # they load while this process does
        from lianjing.book import open_or_create  # noqa: PLC0415
        from lianjing.cli.progress import progress  # noqa: PLC0415
        from lianjing.ingest.run import ingest_files  # noqa: PLC0415

        with progress() as say:
            book = open_or_create(book_path)
            for taken in ingest_files(files, book, say, mapping=mapping, hidden=hidden, children=children):
                for line in lines_of(taken):
                    tell(line)
                counts.add(taken)
    return counts


def lines_of(taken: "Taken") -> list[str]:
    """What is printed for one file: a line a sheet, or one line that says why there is none."""
    receipt = taken.receipt
    if receipt is None:
        return [f"{taken.file}：与账簿中的“{taken.known_as}”是同一文件，不重复导入。Same file as “{taken.known_as}”, not taken twice."]
    if receipt.unreadable is not None:
        zh, en = (s.split(taken.file.rsplit("/", 1)[-1], 1)[-1].lstrip("：: ") for s in (receipt.unreadable.zh, receipt.unreadable.en))
        return [f"{taken.file}：未导入。{zh} / Not taken: {en}"]
    out: list[str] = []
    for sheet in receipt.sheets:
        where = f"{taken.file}［{sheet.sheet}］" if sheet.sheet else taken.file
        out.extend(f"{where}  {_table(b)}  {_fates(b)}  {_total(b)}".rstrip() for b in sheet.blocks)
        if sheet.note:
            out.append(f"    {sheet.note}")
    if taken.same_name:
        out.append("    账簿中已有同名但内容不同的文件；如果这是更正件，请用 book withdraw 撤回旧件。")
        out.append("    A file of this name with other content is in the book; withdraw it if this one corrects it.")
    return out


def _table(block: "BlockReceipt") -> str:
    if block.duplicate_of is not None:
        return f"{block.table} 内容与“{block.duplicate_of}”相同，不重复导入 (same content)"
    if block.table is not None:
        return block.table
    return "隐藏表，未读 (hidden sheet)" if "hidden_sheet" in block.passed_over_reasons else "没有可用的表 (no table found)"


def _fates(block: "BlockReceipt") -> str:
    return f"{block.rows}行 = 收{block.accepted} + 修{block.repaired} + 隔离{block.quarantined} + 略过{block.passed_over}"


def _total(block: "BlockReceipt") -> str:
    stated, computed = block.stated_total, block.computed_total
    if stated is None or computed is None:
        return ""
    if stated == computed:
        return f"合计 {stated} 相符 (agrees)"
    return f"合计 {stated}，逐行相加 {computed}，相差 {stated - computed} (differs)"


commands = [ingest]
