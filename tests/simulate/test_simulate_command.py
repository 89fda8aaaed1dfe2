"""`lianjing simulate`: what it writes, and what it refuses."""

from pathlib import Path

from click.testing import CliRunner

from lianjing.cli import build


def _run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(build(), ["simulate", *arguments])
    return result.exit_code, result.output


def test_it_writes_files_standards_and_answer_key(tmp_path: Path) -> None:
    status, output = _run("--seed", "5", "--towns", "2", "--villages", "3", "--out", str(tmp_path / "c"))
    assert status == 0, output
    assert {p.name for p in (tmp_path / "c").iterdir()} == {"files", "standards.toml", "truth"}
    assert {p.name for p in (tmp_path / "c" / "truth").iterdir()} == {"payments.csv", "planted.csv", "traps.csv", "sheets.csv"}


def test_it_does_not_write_into_a_folder_that_holds_something(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    status, output = _run("--out", str(tmp_path))
    assert status == 2
    assert "not empty" in output
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]


def test_a_town_needs_a_village(tmp_path: Path) -> None:
    assert _run("--towns", "5", "--villages", "4", "--out", str(tmp_path / "c"))[0] == 2
