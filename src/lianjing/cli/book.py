"""`lianjing book`: make a book, see what it holds, take a file back, write lists."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lianjing.errors import message

if TYPE_CHECKING:
    from lianjing.book import Book, Overview, Revealed

# The book room brings DuckDB: it is imported where a command runs, so that `lianjing --help` stays quick.

_BOOK = click.argument("book_path", metavar="BOOK", type=click.Path(path_type=Path))
_FILE = click.Path(dir_okay=False, path_type=Path)
_CSV = click.option("--csv", "csv_path", type=_FILE, help="写成 CSV。Write CSV to this file.")
_XLSX = click.option(
    "--xlsx", "xlsx_path", type=_FILE, help="写成 Excel、WPS 工作簿，长号码一位不少。Write a workbook: no digit of a long number is lost."
)
_PARQUET = click.option("--parquet", "parquet_path", type=_FILE, help="写成 Parquet（各列见 docs/tables.md）。Write Parquet, typed.")
_REVEAL = click.option("--reveal", is_flag=True, help="显示完整的证件号、卡号，记入日志。Show IDs and cards in full; this is logged.")
_REASON = click.option("--reason", help="理由。The reason.")


@click.group(help="账簿：新建、查看、撤回、导出。A book: make it, look at it, take a file back, write lists.")
def book() -> None:
    """The group."""


@book.command(help="新建账簿。Make an empty book.")
@_BOOK
@click.option("--key-from", type=click.Path(path_type=Path), help="与这本账簿共用密钥，疑点编号即可互认。Share that book's key.")
def new(book_path: Path, key_from: Path | None) -> None:
    """Makes an empty book."""
    from lianjing.book import create_book  # noqa: PLC0415

    create_book(book_path, key_from)
    click.echo(f"已新建账簿 {book_path}\nNew book {book_path}")


@book.command(help="账簿里有什么，是否完好。What the book holds, and whether it is whole.")
@_BOOK
@click.option("--json", "as_json", is_flag=True, help="供程序读取。For scripts.")
@click.option("--columns", is_flag=True, help="列出各表的列名。List every table's columns too.")
def show(book_path: Path, as_json: bool, columns: bool) -> None:
    """Checks the book against its log and prints what it holds."""
    from lianjing.book import overview  # noqa: PLC0415

    opened = _open(book_path)
    opened.check()
    seen = overview(opened)
    click.echo(_json(seen) if as_json else _text(seen))
    if columns and not as_json:
        click.echo(_columns())


@book.command(help="撤回一个文件（批次移入 withdrawn，留痕）。Take a file back; it stays under withdrawn/, with who and why.")
@_BOOK
@click.argument("which", metavar="FILE-OR-SHA256")
@click.option("--reason", required=True, help="理由。The reason.")
def withdraw(book_path: Path, which: str, reason: str) -> None:
    """Takes one file back."""
    from lianjing.book import withdraw as take_back  # noqa: PLC0415

    done = take_back(_open(book_path), which, reason)
    click.echo(f"已撤回 {done.batch.receipt.file}\nWithdrawn: {done.batch.receipt.file}")
    if done.now_missing:
        click.echo("下列文件中的内容当时因与它相同而未导入，请重新导入：")
        click.echo("Content of these files was not taken because it was the same; ingest them again:")
        for file in done.now_missing:
            click.echo(f"  {file}")


@book.command(help="导出一张表（默认遮盖证件号、卡号、电话）。Write a table as CSV, workbook or Parquet, masked unless revealed.")
@_BOOK
@click.argument("table")
@_CSV
@_XLSX
@_PARQUET
@_REVEAL
@_REASON
def export(
    book_path: Path,
    table: str,
    csv_path: Path | None,
    xlsx_path: Path | None,
    parquet_path: Path | None,
    reveal: bool,
    reason: str | None,
) -> None:
    """Writes a table under each of the names given."""
    from lianjing.book import exported, write_csv, write_parquet  # noqa: PLC0415

    _asked_for_a_file(csv_path, xlsx_path, parquet_path)
    opened = _open(book_path)
    rows = exported(opened, table, _revealed(opened, f"export {table}", reveal, reason))
    if table not in opened.tables():
        click.echo(f"{message('export-empty', 'zh', table=table)}\n{message('export-empty', 'en', table=table)}", err=True)
    if csv_path is not None:
        click.echo(f"{write_csv(rows, csv_path)} 行 rows → {csv_path}")
        if rows.is_cut_by_excel():
            _warn_of_excel()
    if xlsx_path is not None:
        from lianjing.report.table_workbook import write_table  # noqa: PLC0415

        click.echo(f"{write_table(rows, xlsx_path)} 行 rows → {xlsx_path}")
    if parquet_path is not None:
        click.echo(f"{write_parquet(rows, parquet_path)} 行 rows → {parquet_path}")


@book.command(help="回执：每张工作表一行，各行去向与合计。Receipts: a line a sheet, what became of its rows, its totals.")
@_BOOK
@_CSV
@_XLSX
def receipts(book_path: Path, csv_path: Path | None, xlsx_path: Path | None) -> None:
    """Writes the receipts."""
    from lianjing.book import export_receipts  # noqa: PLC0415

    _asked_for_a_file(csv_path, xlsx_path)
    opened = _open(book_path)
    if csv_path is not None:
        click.echo(f"{export_receipts(opened, csv_path)} 行 lines → {csv_path}")
    if xlsx_path is not None:
        from lianjing.report.table_workbook import write_receipts  # noqa: PLC0415

        click.echo(f"{write_receipts(opened, xlsx_path)} 行 lines → {xlsx_path}")


@book.command(help="隔离清单：需要核对的单元格及原因。The cells set aside, and why.")
@_BOOK
@_CSV
@_XLSX
@_REVEAL
@_REASON
def quarantine(book_path: Path, csv_path: Path | None, xlsx_path: Path | None, reveal: bool, reason: str | None) -> None:
    """Writes the quarantined cells."""
    from lianjing.book import export_quarantine  # noqa: PLC0415

    _asked_for_a_file(csv_path, xlsx_path)
    opened = _open(book_path)
    revealed = _revealed(opened, "quarantine", reveal, reason)
    if csv_path is not None:
        click.echo(f"{export_quarantine(opened, csv_path, revealed)} 格 cells → {csv_path}")
        if revealed is not None:
            _warn_of_excel()
    if xlsx_path is not None:
        from lianjing.report.table_workbook import write_quarantine  # noqa: PLC0415

        click.echo(f"{write_quarantine(opened, xlsx_path, revealed)} 格 cells → {xlsx_path}")


@book.command(help="账簿各表的列、类型和含义。The tables of a book: columns, types, what they hold.")
@click.option("--markdown", is_flag=True, help="输出 docs/tables.md 的内容。As docs/tables.md has them.")
def tables(markdown: bool) -> None:
    """Prints the tables; needs no book."""
    if markdown:
        from lianjing.schema.reference import tables_as_markdown  # noqa: PLC0415

        click.echo(tables_as_markdown(), nl=False)
    else:
        click.echo(_columns())


commands = [book]


def _asked_for_a_file(*paths: Path | None) -> None:
    if all(path is None for path in paths):
        raise click.UsageError("写到哪里？请给出 --csv、--xlsx 等。Where to? Give --csv, --xlsx or another file.")


def _warn_of_excel() -> None:
    click.echo(f"{message('csv-cut-by-excel', 'zh')}\n{message('csv-cut-by-excel', 'en')}", err=True)


def _open(path: Path) -> "Book":
    from lianjing.book import open_book  # noqa: PLC0415

    return open_book(path)


def _revealed(opened: "Book", of: str, asked: bool, reason: str | None) -> "Revealed | None":
    from lianjing.book import reveal  # noqa: PLC0415

    return reveal(opened, of, reason) if asked else None


def _json(seen: "Overview") -> str:
    from dataclasses import asdict  # noqa: PLC0415

    return json.dumps(asdict(seen), ensure_ascii=False, indent=1)


def _text(seen: "Overview") -> str:
    counts = ("收 accepted", "修 repaired", "隔离 quarantined", "略过 passed over")
    parts = [
        f"账簿 Book: {seen.book}",
        _table(
            "表 Tables",
            ("表名 table", "内容 content", "行数 rows", "隔离 quarantined", "文件数 files"),
            ((t.name, f"{t.zh} {t.en}", t.rows, t.quarantined, t.files) for t in seen.tables),
        ),
        _table(
            "文件 Files",
            ("批次 batch", "文件 file", "表 tables", *counts),
            (
                (f"{f.number:06}-{f.sha12}", f.file, f.trouble or " ".join(f.tables), f.accepted, f.repaired, f.quarantined, f.passed_over)
                for f in seen.files
            ),
        ),
        _table(
            "已撤回 Withdrawn",
            ("批次 batch", "文件 file", "理由 reason", "操作人 user", "时间 at"),
            ((f"{w.number:06}-{w.sha12}", w.file, w.reason, w.user, w.at) for w in seen.withdrawn),
        ),
        _table("表格对应关系 Mappings", ("名称 name",), ((name,) for name in seen.mappings)),
    ]
    return "\n\n".join(parts)


def _columns() -> str:
    from lianjing.schema import TABLES  # noqa: PLC0415

    headings = ("列名 column", "内容 content")
    return "".join(f"\n{_table(t.name, headings, ((c.name, f'{c.zh} {c.en}') for c in t.columns))}\n" for t in TABLES.values())


def _table(title: str, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Columns aligned by what a character takes on the screen; figures to the right."""
    from rich.cells import cell_len  # noqa: PLC0415

    lines = [[str(cell) for cell in row] for row in rows]
    if len(lines) == 0:
        return f"{title}: 无 none"
    figures = [all(line[i].isdigit() for line in lines) for i in range(len(headings))]
    widths = [max(cell_len(line[i]) for line in [list(headings), *lines]) for i in range(len(headings))]

    def aligned(line: Sequence[str]) -> str:
        gaps = [" " * (width - cell_len(cell)) for cell, width in zip(line, widths, strict=True)]
        return "  ".join(gap + cell if right else cell + gap for cell, gap, right in zip(line, gaps, figures, strict=True)).rstrip()

    return "\n".join([f"{title} ({len(lines)})", *(f"  {aligned(line)}" for line in [headings, *lines])])
