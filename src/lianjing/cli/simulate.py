"""`lianjing simulate`: a fictional county with its workbooks, standards and answer key."""

from pathlib import Path

import click


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


commands = [simulate]
