"""`lianjing simulate`: a fictional county with its workbooks, standards and answer key. `lianjing score`: doubts against such a key."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lianjing.simulate.score import Score


@click.command(help="生成一个虚构的县：各部门的表格、县定标准和答案。A fictional county: workbooks, standards, answer key.")
@click.option("--seed", type=int, default=1, show_default=True, help="同一数字得到完全相同的文件。The same number gives the same bytes.")
@click.option("--towns", type=click.IntRange(1, 400), default=4, show_default=True, help="乡镇数。Number of towns.")
@click.option("--villages", type=click.IntRange(1, 8000), default=20, show_default=True, help="全县村数。Villages of the whole county.")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="写到哪个文件夹。Folder to write into.")
def simulate(seed: int, towns: int, villages: int, out: Path) -> None:
    """Parse, make the county, print what it holds."""
    from lianjing.simulate import simulate as make  # noqa: PLC0415 - `lianjing --help` stays quick

    if villages < towns:
        raise click.BadParameter("村数不能少于乡镇数。There must be at least one village a town.", param_hint="--villages")
    if out.exists() and any(out.iterdir()):
        raise click.BadParameter(f"{out} 不是空文件夹。This folder is not empty.", param_hint="--out")
    made = make(seed, towns, villages, out)
    click.echo(f"{made.files} 个文件 files · {made.households} 户 households · {made.people} 人 people · {made.payments} 笔发放 payments")
    click.echo(f"{made.planted} 处疑点 irregularities · {made.traps} 处相似而正常的情形 look-alikes → {out / 'truth'}")


@click.command(help="把疑点与答案对照：逐条规则的查全、误报。Doubts against an answer key: found and falsely flagged, code by code.")
@click.argument("key", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("doubts", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--gate",
    type=(float, int, float),
    metavar="RECALL TRAPS OUTSIDE",
    help="不合格时退出状态为 1：查全率至少、误报至多、答案以外的强疑点至多占多少，如 0.99 0 0.01。"
    "Exit 1 unless recall is at least, look-alikes flagged at most, share of strong doubts outside the key at most.",
)
@click.option("--list", "listed", is_flag=True, help="列出漏查、误报和答案以外的。List what was missed, flagged, outside.")
def score(key: Path, doubts: Path, gate: tuple[float, int, float] | None, listed: bool) -> None:
    """Count, print a line a code and the sums; fail where the gate is not passed."""
    from lianjing.simulate.score import score as count  # noqa: PLC0415 - `lianjing --help` stays quick

    result = count(key / "truth" if (key / "truth").is_dir() else key, doubts)
    for line in [*_table(result), *(_listing(result) if listed else ())]:
        click.echo(line)
    if gate is not None and not result.passes(*gate):
        click.echo(f"未达到 {gate[0]} {gate[1]} {gate[2]}。The gate is not passed.", err=True)
        raise SystemExit(1)


def _table(result: "Score") -> "Iterator[str]":
    """A line a code: planted under it first and found by any of its codes; carrying it at all and found by it; and so on."""
    yield "code  planted found | carrying by-it | look-alikes flagged | doubts outside"
    for code, t in result.codes.items():
        note = "" if t.found == t.planted and not t.flagged and not t.outside else "  <--"
        found = f"{t.planted:>7}{t.found:>6} |{t.carrying:>9}{t.by_it:>6}"
        yield f"{code:<6}{found} |{t.traps:>12}{t.flagged:>8} |{t.doubts:>7}{t.outside:>8}{note}"
    yield (
        f"查全率 recall {result.recall:.4f} ({result.planted - len(result.missed)}/{result.planted}) · "
        f"误报 look-alikes flagged {len(result.flagged)}/{result.traps} · "
        f"答案以外 outside {result.outside_share:.4f} ({len(result.outside)}/{result.strong}) · "
        f"无出处 without rows {result.rowless}"
    )


def _listing(result: "Score") -> "Iterator[str]":
    for item in result.missed:
        yield f"missed {item.name} {';'.join(sorted(item.codes))} {item.note} {_places(item.spots)}"
    for item, doubt in result.flagged:
        yield f"flagged {item.name} {';'.join(sorted(item.codes))} {item.note} by {doubt.rule} {doubt.says[:80]}"
    for doubt in result.outside:
        yield f"outside {doubt.rule} {doubt.says[:100]} {_places(doubt.spots)}"


def _places(spots: frozenset[tuple[str, str, int]]) -> str:
    return ";".join(f"{file}|{sheet}|{row}" for file, sheet, row in sorted(spots)[:4])


commands = [simulate, score]
