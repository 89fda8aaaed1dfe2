"""`lianjing check`: rules over a book, what they found and what they could not look at, and the files that say so."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from lianjing.checks import RunResult


@click.command(help="用规则核查账簿，疑点写入 OUT。Run the rules over a book; what they find is written to OUT.")
@click.argument("book_path", metavar="BOOK", type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="结果文件夹。Folder for the results.")
@click.option("--standards", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="本县标准（TOML）。The county's standards.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="核查基准日。The day on which clocks and expiries are read.")
@click.option(
    "--rules", "pattern", default="*", show_default=True, help="规则编号，可用通配符和逗号，如 A*,C01。Ids of rules, globs, by commas."
)
@click.option("--reveal", is_flag=True, help="显示完整证件号和卡号（须写明理由）。Show IDs and cards in full; needs --reason.")
@click.option("--reason", help="显示完整号码的理由，记入账簿日志。Why; goes into the book's log.")
def check(
    book_path: Path, out: Path, standards: Path | None, as_of: datetime | None, pattern: str, reveal: bool, reason: str | None
) -> None:
    """Parse, call `check_book` and `write_all`, print one line a rule."""
    from lianjing.book import open_book  # noqa: PLC0415 - `lianjing --help` stays quick
    from lianjing.book import reveal as reveal_with_reason  # noqa: PLC0415
    from lianjing.checks import find_rules  # noqa: PLC0415
    from lianjing.checks.run import check_book  # noqa: PLC0415
    from lianjing.checks.standards import load_standards  # noqa: PLC0415
    from lianjing.cli.progress import Progress  # noqa: PLC0415
    from lianjing.report import write_all  # noqa: PLC0415

    book = open_book(book_path)
    rules = find_rules(pattern)
    own = load_standards(standards)
    if reveal:
        reveal_with_reason(book, "check", reason)
    with Progress() as say:
        result = check_book(book, rules, own, as_of=as_of.date() if as_of is not None else None, say=say)
    written = write_all(result, book, out, reveal, own.county_name)
    for line in lines_of(result):
        click.echo(line)
    for path in written:
        click.echo(str(path))


def lines_of(result: "RunResult") -> list[str]:
    """One line a rule, found or not run; then where a rule could not look, and names of programmes nobody knows."""
    lines = [f"{r.rule.id}  {r.doubts:>6} 条  {r.amount_yuan:>16,.2f} 元  {r.rule.title.zh} / {r.rule.title.en}" for r in result.runs]
    lines += [f"{n.rule.id}  未运行 NOT RUN  {n.says.zh} / {n.says.en}" for n in result.not_run]
    lines.sort()
    for gap in result.coverage:
        says = gap.says
        lines.append(f"{gap.rule}  {gap.town}：未核查 NOT CHECKED  {says.zh} / {says.en}")
    for text, rows in result.unknown_programmes:
        lines.append(f"未识别的项目 unknown programme “{text}”  {rows} 行 rows")
    day = {"asked": "--as-of", "standards": "标准文件 standards", "latest-period": "最近一期 latest period"}[result.as_of_source]
    lines.append(f"合计 total: {result.doubts.height} 条疑点 doubts，基准日 as of {result.as_of}（{day}）")
    return lines


commands = [check]
