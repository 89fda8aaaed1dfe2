"""`lianjing check`: rules over a book, what they found and what they could not look at, and the files that say so."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lianjing.errors import AskedWrongly, message

if TYPE_CHECKING:
    from lianjing.book import Book
    from lianjing.checks import Rule, RunResult
    from lianjing.checks.kept import KeptRun
    from lianjing.checks.standards import Standards
    from lianjing.cli.progress import Progress
    from lianjing.verdicts import Judged


@click.command(
    help="用规则核查账簿（或一个放着几个县账簿的文件夹），疑点写入 OUT。"
    "Run the rules over a book, or over a folder of several counties' books; what they find is written to OUT."
)
@click.argument("book_path", metavar="BOOK", type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="结果文件夹。Folder for the results.")
@click.option("--standards", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="本县标准（TOML）。The county's standards.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="核查基准日。The day on which clocks and expiries are read.")
@click.option(
    "--rules", "pattern", default="*", show_default=True, help="规则编号，可用通配符和逗号，如 A*,C01。Ids of rules, globs, by commas."
)
@click.option(
    "--rules-dir",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="本县自写规则的文件夹，与内置规则一并运行。A folder with the county's own rules, run beside ours.",
)
@click.option(
    "--since",
    metavar="RUN",
    help="与第 RUN 次核查（或 last）比较，只重查受影响的部分，列出新增、消失和不变的疑点。"
    "Take over run RUN (or: last), check again only what changed, list new, gone and unchanged doubts.",
)
@click.option(
    "--engine",
    type=click.Choice(["duckdb", "spark"]),
    default="duckdb",
    show_default=True,
    help="用哪个引擎运行规则，结果相同；spark 须另装。Which engine runs the rules, with the same result; spark is an extra.",
)
@click.option(
    "--county", metavar="NAME", help="BOOK 是几个县的账簿时，只核查其中一个县。Of a folder with several counties' books, only this one."
)
@click.option("--reveal", is_flag=True, help="显示完整证件号和卡号（须写明理由）。Show IDs and cards in full; needs --reason.")
@click.option("--reason", help="显示完整号码的理由，记入账簿日志。Why; goes into the book's log.")
def check(
    book_path: Path,
    out: Path,
    standards: Path | None,
    as_of: datetime | None,
    pattern: str,
    rules_dir: Path | None,
    since: str | None,
    engine: str,
    county: str | None,
    reveal: bool,
    reason: str | None,
) -> None:
    """Parse, call `check_book` and `write_all`, print one line a rule."""
    from lianjing.book import Province, open_county_or_province  # noqa: PLC0415 - `lianjing --help` stays quick
    from lianjing.book import reveal as reveal_with_reason  # noqa: PLC0415
    from lianjing.checks import find_rules  # noqa: PLC0415
    from lianjing.checks.increment import check_since  # noqa: PLC0415
    from lianjing.checks.kept import kept_run  # noqa: PLC0415
    from lianjing.checks.rule import RULES_FOLDER  # noqa: PLC0415
    from lianjing.checks.standards import load_standards  # noqa: PLC0415
    from lianjing.cli.progress import Progress  # noqa: PLC0415
    from lianjing.report import write_all  # noqa: PLC0415
    from lianjing.verdicts import judged  # noqa: PLC0415

    book = open_county_or_province(book_path, county)
    rules = find_rules(pattern, folders=(RULES_FOLDER,) if rules_dir is None else (RULES_FOLDER, rules_dir))
    own = load_standards(standards)
    if reveal:
        for opened in [c.book for c in book.counties] if isinstance(book, Province) else [book]:
            reveal_with_reason(opened, "check", reason)
    if since is not None and engine == "spark":
        raise AskedWrongly("spark-not-since")
    if since is not None and isinstance(book, Province):
        raise AskedWrongly("province-not-since")
    before = kept_run(book, _number(since)) if since is not None else None
    day = as_of.date() if as_of is not None else None
    with Progress() as say:
        result = check_since(book, rules, own, before, as_of=day, say=say) if before else _run(book, rules, own, day, say, engine)
    seen = judged(result, book)
    written = write_all(result, book, out, reveal, own.county_name, seen)
    for line in (*lines_of(result), *lines_of_verdicts(seen)):
        click.echo(line)
    if since is not None:
        written = [*written, *_changes(result, before, out)]
    if not isinstance(book, Province):
        _keep(book, result)
    for path in written:
        click.echo(str(path))
    if reveal:
        click.echo(f"{message('doubts-cut-by-excel', 'zh')}\n{message('doubts-cut-by-excel', 'en')}", err=True)


def _run(book: "Book", rules: "Sequence[Rule]", standards: "Standards", as_of: date | None, say: "Progress", engine: str) -> "RunResult":
    from lianjing.checks.run import check_book  # noqa: PLC0415

    if engine == "duckdb":
        return check_book(book, rules, standards, as_of=as_of, say=say)
    from lianjing.checks.spark import spark_engine  # noqa: PLC0415

    with spark_engine(book) as spark:
        return check_book(book, rules, standards, as_of=as_of, say=say, engine=spark)


def _number(since: str) -> int | None:
    """The number asked for; None for "last"."""
    if since == "last":
        return None
    if not since.isdigit():
        raise click.BadParameter("填写核查次数或 last。Give the number of a run, or: last", param_hint="--since")
    return int(since)


def _changes(result: "RunResult", before: "KeptRun | None", out: Path) -> list[Path]:
    """Says what is new, gone and unchanged since `before`, and writes OUT/changes.csv; without an earlier run everything is new."""
    from lianjing.checks.changes import ORDER, changes_since  # noqa: PLC0415

    if before is None:
        click.echo("账簿里没有以前的核查，已全部核查。The book has no earlier run: everything was checked.")
        return []
    changes = changes_since(before, result)
    counts = dict(changes["change"].value_counts().iter_rows())
    words = {"new": "新增", "gone": "消失", "changed": "有变", "unchanged": "不变"}
    said = "，".join(f"{words[c]} {c} {counts.get(c, 0)}" for c in ORDER)
    click.echo(f"与第 {before.number} 次核查相比 since run {before.number}: {said}")
    path = out / "changes.csv"
    path.write_bytes(b"\xef\xbb\xbf" + changes.write_csv(line_terminator="\r\n").encode())
    return [path]


def _keep(book: "Book", result: "RunResult") -> None:
    """Keeps the run in the book for the next one; a book that cannot be written is checked all the same."""
    from lianjing.checks.kept import keep  # noqa: PLC0415

    try:
        click.echo(f"本次核查编号 run: {keep(book, result)}")
    except OSError as e:
        click.echo(f"账簿不可写，本次核查未留存。The book cannot be written, so this run is not kept: {e.strerror}", err=True)


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


def lines_of_verdicts(seen: "Judged") -> list[str]:
    """One line a rule that people have judged; how many doubts woke; nothing where nobody has said anything yet."""
    lines = [f"{r.rule.id}  {says.zh} / {says.en}" for r in seen.result.runs if (says := seen.record(r.rule.id).says).zh]
    counts = dict(seen.result.doubts["verdict"].value_counts().iter_rows())
    if lines or seen.woken:
        words = {"open": "待核 open", "confirmed": "属实 confirmed", "explained": "可解释 explained", "data_error": "数据有误 data error"}
        said = "，".join(f"{w} {counts.get(k, 0)}" for k, w in words.items())
        lines.append(f"核查结果 verdicts: {said}；依据变化而重新待核 woken {seen.woken}")
    return lines


commands = [check]
