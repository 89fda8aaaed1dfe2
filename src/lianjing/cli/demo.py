"""`lianjing demo`: a fictional county from its workbooks to its report, in one command."""

import shutil
from pathlib import Path

import click

SEED, TOWNS, VILLAGES = 2026, 4, 20
MARK = ".lianjing-demo"  # a folder with it may be emptied


@click.command(help="演示：虚构一个县，导入其工作簿，核查并出报告。A fictional county, its workbooks taken in, checked, reported.")
@click.option("--out", type=click.Path(path_type=Path), default=Path("demo"), show_default=True, help="文件夹，会先清空。Emptied first.")
@click.pass_context
def demo(context: click.Context, out: Path) -> None:
    """Run simulate, ingest and check as a user would, and say where the report is."""
    from lianjing.cli.check import check  # noqa: PLC0415 - `lianjing --help` stays quick
    from lianjing.cli.ingest import take_in  # noqa: PLC0415
    from lianjing.cli.simulate import simulate  # noqa: PLC0415

    if out.exists() and any(out.iterdir()) and not (out / MARK).exists():
        raise click.UsageError(f"{out} 里有别的文件，请换一个 --out。{out} holds other files; choose another --out.")
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    (out / MARK).touch()
    county, book, report = out / "county", out / "book", out / "report"
    click.echo("1/3  虚构一个县 a fictional county")
    context.invoke(simulate, seed=SEED, towns=TOWNS, villages=VILLAGES, out=county)
    click.echo("2/3  导入各部门的工作簿 the departments' workbooks taken in")
    n = take_in([county / "files"], book, _quiet)
    click.echo(f"{n.files} 个文件 files，{n.unreadable} 个读不了 unreadable")
    click.echo(
        f"{n.rows} 行 rows = 收 accepted {n.accepted} + 修 repaired {n.repaired} + 隔离 quarantined {n.quarantined}"
        f" + 略过 passed over {n.passed_over}"
    )
    click.echo("3/3  核查 checked")
    context.invoke(check, book_path=book, out=report, standards=county / "standards.toml")
    click.echo(f"报告 report: {(report / 'report.html').resolve()}")


def _quiet(line: str) -> None:
    """The demonstration shows the counts, not a line a sheet."""


commands = [demo]
