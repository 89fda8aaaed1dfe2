"""`lianjing rules`: which rules there are, what each says and reads, and whether its fixture holds."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from lianjing.checks import Rule

STRENGTH = {"strong": "强", "weak": "弱", "screen": "筛"}
SIDE = {"by": "疑多领", "to": "疑少领"}
OWN_FOLDER = click.option(
    "--rules-dir",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="自写规则的文件夹。A folder with rules of your own, beside the built-in ones.",
)


@click.group(help="核查规则：列出、查看、检验。The rules: list, show, test.")
def rules() -> None:
    """The group."""


@rules.command("list", help="每条规则一行。One line a rule.")
@OWN_FOLDER
@click.option(
    "--book", "book_path", type=click.Path(path_type=Path), help="连同这本账簿里的核查结果。With what people found about its doubts."
)
def list_rules(folder: Path | None, book_path: Path | None) -> None:
    """Id, strength, side, titles, tables without which it cannot run; with a book a second line: its record."""
    records = _records(book_path) if book_path is not None else {}
    for rule in _find("*", folder):
        needs = ", ".join(rule.tables)
        click.echo(f"{rule.id}  {STRENGTH[rule.strength]}  {SIDE[rule.side]}  {rule.title.zh} / {rule.title.en}  [{needs}]")
        if book_path is not None:
            click.echo(f"     {records.get(rule.id, '尚未核查 not judged yet')}")


@rules.command(help="一条规则的含义、排除的情形、参数和 SQL；给出账簿则逐步演示。What a rule means; with --book, each step with its rows.")
@click.argument("rule_id")
@OWN_FOLDER
@click.option(
    "--book", "book_path", type=click.Path(path_type=Path), help="逐步演示所用的账簿。The book over which it is shown step by step."
)
@click.option("--standards", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="本县标准（TOML）。The county's standards.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="核查基准日。The day on which clocks and expiries are read.")
def show(rule_id: str, folder: Path | None, book_path: Path | None, standards: Path | None, as_of: datetime | None) -> None:
    """Everything the rule's file says, in reading order; then its steps over a book."""
    for rule in _find(rule_id, folder):
        for line in about(rule):
            click.echo(line)
        if book_path is not None:
            for line in _steps(rule, book_path, standards, as_of):
                click.echo(line)


@rules.command(help="新规则：写下表头和样例两个文件，填好以前检验不通过。A new rule: header and fixture, red until they are filled.")
@click.argument("rule_id")
@click.option(
    "--rules-dir",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("rules"),
    show_default=True,
    help="写到哪个文件夹。Folder to write into.",
)
def new(rule_id: str, folder: Path) -> None:
    """The two files, and what to do next."""
    from lianjing.checks.draft import draft_rule  # noqa: PLC0415

    for path in draft_rule(rule_id, folder):
        click.echo(str(path))
    click.echo(f"填好后检验 then: lianjing rules test {rule_id} --rules-dir {folder}")


@rules.command(help="为每条规则写一页说明（中英文）。Write a page a rule, in Chinese and English.")
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
@click.argument("rule_id", default="*")
@OWN_FOLDER
def pages(out: Path, rule_id: str, folder: Path | None) -> None:
    """Markdown files made from headers and fixtures."""
    from lianjing.checks.rule_page import write_pages  # noqa: PLC0415

    click.echo(f"{len(write_pages(_find(rule_id, folder), out)) - 1} 页 pages: {out}")


@rules.command(help="用样例检验规则：每个样例成立，每条排除理由都有反例。Try rules on their fixtures and mutants.")
@click.argument("rule_id", default="*")
@OWN_FOLDER
def test(rule_id: str, folder: Path | None) -> None:
    """One line a rule; status 1 if a rule does not hold."""
    from lianjing.checks.lint import lint  # noqa: PLC0415 - `lianjing --help` stays quick
    from lianjing.checks.trial import try_rule  # noqa: PLC0415

    wrong = 0
    for rule in _find(rule_id, folder):
        faults = [*lint(rule), *(str(f) for f in try_rule(rule))]
        wrong += len(faults) > 0
        click.echo(f"{rule.id}  {'通过 holds' if not faults else '不通过 does not hold'}")
        for fault in faults:
            click.echo(f"    {fault}")
    raise SystemExit(1 if wrong else 0)


def about(rule: "Rule") -> list[str]:
    """The lines of `rules show`."""
    lines = [
        f"{rule.id}  {rule.title.zh} / {rule.title.en}",
        f"    {rule.means.zh} / {rule.means.en}",
        f"    {STRENGTH[rule.strength]} {rule.strength} · {SIDE[rule.side]} {rule.side} · {rule.subject}",
        f"    依据 basis: {'；'.join(rule.basis)}",
        f"    必需 needs: {', '.join((*rule.tables, *(f'limits.{n}' for n in rule.limits), *(f'standards.{n}' for n in rule.standards)))}",
        f"    可用 uses: {', '.join(rule.uses) or '—'}",
    ]
    lines += [f"    参数 {p.name} = {p.default} {p.unit}（{p.source}）" for p in rule.parameters]
    lines += [f"    排除 unless {key}: {t.zh} / {t.en}" for key, t in rule.innocent.items()]
    lines += [f"    未排除 not applied {key}: {t.zh} / {t.en}" for key, t in rule.left_out.items()]
    return [*lines, f"    sha256 {rule.sha256}", "", rule.sql.strip()]


def _steps(rule: "Rule", book_path: Path, standards: Path | None, as_of: datetime | None) -> Iterator[str]:
    """Each step: name, number of rows, a table of the first ones."""
    from lianjing.book import open_book  # noqa: PLC0415
    from lianjing.checks.standards import load_standards  # noqa: PLC0415
    from lianjing.checks.walk import missing, walk  # noqa: PLC0415

    book, own, day = open_book(book_path), load_standards(standards), as_of.date() if as_of is not None else None
    if (why := missing(rule, book, own, day)) is not None:
        yield f"\n{rule.id}  未运行 NOT RUN  {why[0]} / {why[1]}"
        return
    for step in walk(rule, book, own, day):
        yield f"\n-- {step.name}: {step.rows} 行 rows"
        if step.first:
            yield " | ".join(step.columns)
            yield from (" | ".join(row) for row in step.first)


def _records(book_path: Path) -> dict[str, str]:
    """Rule → what people found about its doubts, and how many of the last run are open."""
    from lianjing.book import open_book  # noqa: PLC0415
    from lianjing.verdicts import open_of_last_run, read_verdicts, records  # noqa: PLC0415

    book = open_book(book_path)
    left = open_of_last_run(book)
    lines = {rule: f"{r.says.zh} / {r.says.en}" for rule, r in records(read_verdicts(book).all_standing()).items() if r.judged}
    for rule, n in left.items():
        lines[rule] = f"{lines.get(rule, '尚未核查 not judged yet')}；上次核查待核 open in the last run {n}"
    return lines


def _find(pattern: str, folder: Path | None) -> tuple["Rule", ...]:
    from lianjing.checks import find_rules  # noqa: PLC0415
    from lianjing.checks.rule import RULES_FOLDER  # noqa: PLC0415

    return find_rules(pattern, folders=(RULES_FOLDER,) if folder is None else (RULES_FOLDER, folder))


commands = [rules]
