"""`lianjing verdicts`: take filled answer workbooks in, see what was said of the doubts, take a verdict back."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from lianjing.verdicts import Given, Imported

FATES = {"accepted": "收 accepted", "repaired": "修 repaired", "quarantined": "隔离 quarantined", "passed_over": "略过 passed over"}
ANSWERS = {"confirmed": "属实 confirmed", "explained": "可解释 explained", "data_error": "数据有误 data error", "open": "待核 open"}
_BOOK = click.argument("book_path", metavar="BOOK", type=click.Path(path_type=Path))


@click.group(help="核查结果：导入、查看、撤回。Verdicts on doubts: import, list, take back.")
def verdicts() -> None:
    """The group."""


@verdicts.command("import", help="导入乡镇填好的答复工作簿。Take in answer workbooks as townships filled them.")
@_BOOK
@click.argument("files", metavar="ANSWERS...", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--rules-dir",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="本县自写规则的文件夹，核查时用过的须在此给出。The county's own rules, as given to `lianjing check`.",
)
@click.option(
    "--csv", "csv_path", type=click.Path(dir_okay=False, path_type=Path), help="各行去向写到这个文件。Write each row's fate there."
)
def import_verdicts(book_path: Path, files: tuple[Path, ...], folder: Path | None, csv_path: Path | None) -> None:
    """One line a sheet, then each row set aside with what to do; status 3 where a file cannot be read."""
    from lianjing.book import open_book  # noqa: PLC0415 - `lianjing --help` stays quick
    from lianjing.checks import find_rules  # noqa: PLC0415
    from lianjing.checks.rule import RULES_FOLDER  # noqa: PLC0415
    from lianjing.errors import Unreadable  # noqa: PLC0415
    from lianjing.verdicts import import_answers  # noqa: PLC0415
    from lianjing.verdicts.fates import write_fates  # noqa: PLC0415

    book = open_book(book_path)
    rules = find_rules(folders=(RULES_FOLDER,) if folder is None else (RULES_FOLDER, folder))
    done, unreadable = [], 0
    for file in files:
        try:
            imported = import_answers(book, file, rules)
        except Unreadable as e:
            unreadable += 1
            click.echo(f"{e.say('zh')}\n{e.say('en')}", err=True)
            continue
        done.append(imported)
        for line in lines_of(imported):
            click.echo(line)
    if csv_path is not None:
        click.echo(f"{write_fates(done, csv_path)} 行 rows → {csv_path}")
    raise SystemExit(3 if unreadable else 0)


@verdicts.command("list", help="各疑点的判断，依次列出，含已撤回的。Every verdict, those replaced or taken back as well.")
@_BOOK
@click.option("--rule", "rule_id", help="只看这条规则。Of this rule only.")
def list_verdicts(book_path: Path, rule_id: str | None) -> None:
    """A line a verdict, the standing one marked; then the record of each rule."""
    from lianjing.book import open_book  # noqa: PLC0415
    from lianjing.verdicts import read_verdicts, records  # noqa: PLC0415

    book = read_verdicts(open_book(book_path))
    for doubt in book.doubts():
        standing = book.standing(doubt)
        for given in book.history(doubt):
            if rule_id is None or given.verdict.rule == rule_id:
                click.echo(line_of(given, stands=given is standing))
    for rule, record in records(book.all_standing()).items():
        if rule_id in (None, rule) and record.says.zh:
            click.echo(f"{rule}  {record.says.zh} / {record.says.en}")


@verdicts.command("take-back", help="撤回一条判断（留痕）。Take the standing verdict on a doubt back; it stays in the history.")
@_BOOK
@click.argument("doubt_id", metavar="ID")
@click.option("--reason", required=True, help="理由，记入账簿。Why; kept in the book.")
def take_back_verdict(book_path: Path, doubt_id: str, reason: str) -> None:
    """Says what stands afterwards."""
    from lianjing.book import open_book  # noqa: PLC0415
    from lianjing.verdicts import read_verdicts, take_back  # noqa: PLC0415

    book = open_book(book_path)
    given = take_back(book, doubt_id, reason)
    click.echo(f"已撤回 taken back: {line_of(given, stands=False)}")
    now = read_verdicts(book).standing(given.verdict.doubt_id)
    click.echo("现为待核 now open" if now is None else f"现以此前的判断为准 the one before stands again: {line_of(now, stands=True)}")


def lines_of(done: "Imported") -> list[str]:
    """What is printed for one workbook."""
    if done.known_since is not None:
        since = f"{done.known_since:%Y-%m-%d %H:%M}"
        return [f"{done.file}：同一文件已于 {since} 导入，未作改动。The very same file was imported on {since}; nothing was done."]
    lines, unanswered = [], 0
    for sheet, counts in done.counts().items():
        if set(counts) == {"passed_over"}:
            unanswered += sum(counts.values())
            continue
        parts = "，".join(f"{said} {counts[fate]}" for fate, said in FATES.items())  # type: ignore[index]
        lines.append(f"{done.file}［{sheet}］ {sum(counts.values())} 行 rows：{parts}")
    if unanswered:
        lines.append(f"{done.file}　没有答复的表 sheets without answers: {unanswered} 行 rows，略过 passed over")
    for row in done.set_aside:
        lines.append(f"    隔离 set aside: {row.says(done.file, 'zh')} / {row.says(done.file, 'en')}")
    answers = [v.answer.value for v in done.verdicts]
    lines.append("    " + "，".join(f"{said} {answers.count(answer)}" for answer, said in ANSWERS.items()))
    return lines


def line_of(given: "Given", *, stands: bool) -> str:
    """One verdict; long numbers in its texts are masked."""
    from lianjing.identity import mask_text  # noqa: PLC0415

    v = given.verdict
    why = "；".join(mask_text(w) for w in (v.reason_text, v.note) if w)
    mark = "●" if stands else "○"
    ending = f"　已撤回 taken back {mask_text(given.taken_back)}" if given.taken_back is not None else ""
    return f"{mark} {v.doubt_id}  {v.rule}  {ANSWERS[v.answer]}  {given.by} {given.on}  {why}  ← {mask_text(str(v.place))}{ending}"


commands = [verdicts]
