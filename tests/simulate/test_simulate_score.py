"""Scoring: what counts as found, as flagged, as outside; and what the command answers."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from lianjing.cli import build
from lianjing.errors import AskedWrongly
from lianjing.simulate.score import score

HEAD = "rule,category,strength,id_no,source_file,source_sheet,source_row,explanation\n"


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """Two irregularities and a look-alike in a file of two sheets and one of one."""
    folder = tmp_path / "truth"
    folder.mkdir()
    (folder / "sheets.csv").write_text("source_file,source_sheet\n村账.xlsx,甲镇\n村账.xlsx,乙镇\n低保.csv,低保\n", "utf-8")
    planted = "plant_id,codes,kind,id_no,name,village,programme,rows,note\n"
    planted += (
        "P1,G01;G03,voucher,,,,,村账.xlsx|甲镇|7;村账.xlsx|甲镇|9,一票两报\nP2,A01,person,139901196001010015,,,,低保.csv|低保|4,死亡\n"
    )
    (folder / "planted.csv").write_text(planted, "utf-8")
    (folder / "traps.csv").write_text("trap_id,codes,rows,note\nT1,G01;G04,村账.xlsx|乙镇|7,分摊\n", "utf-8")
    return folder


def _doubts(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "doubts.csv"
    path.write_text(HEAD + "".join(f"{line}\n" for line in lines), "utf-8-sig")
    return path


BOTH = ("G01,G01,strong,,财政/村账.xlsx,甲镇,7,", "A01,A01,strong,139901196001010015,户籍.csv,户籍,90,")


def test_an_irregularity_is_found_by_one_of_its_rows_or_by_its_person(key: Path, tmp_path: Path) -> None:
    result = score(key, _doubts(tmp_path, *BOTH))
    assert (result.recall, result.missed, result.outside, result.flagged) == (1.0, [], [], [])


def test_a_doubt_of_another_code_or_a_weak_one_finds_nothing(key: Path, tmp_path: Path) -> None:
    lines = ("G05,G05,strong,,村账.xlsx,甲镇,7,", "A01,A01,weak,139901196001010015,低保.csv,低保,4,")
    result = score(key, _doubts(tmp_path, *lines))
    assert [i.name for i in result.missed] == ["P1", "P2"]
    assert result.outside == []  # the strong doubt stands on a planted row
    assert (result.codes["A01"].found, result.codes["A01"].by_it) == (0, 1)


def test_a_look_alike_is_flagged_by_a_doubt_of_any_strength_in_its_own_sheet(key: Path, tmp_path: Path) -> None:
    result = score(key, _doubts(tmp_path, "G04,G04,screen,,村账.xlsx,乙镇,7,"))
    assert [item.name for item, _ in result.flagged] == ["T1"]
    assert (result.codes["G04"].flagged, result.codes["G01"].flagged) == (1, 0)


def test_a_strong_doubt_away_from_everything_planted_is_outside(key: Path, tmp_path: Path) -> None:
    result = score(
        key, _doubts(tmp_path, *BOTH, "G05,G05,strong,,村账.xlsx;村账.xlsx,乙镇;乙镇,12;13,", "G05,G05,weak,,村账.xlsx,乙镇,14,")
    )
    assert (len(result.outside), result.strong) == (1, 3)
    assert result.passes(1, 0, 0.34)
    assert not result.passes(1, 0, 0.3)


def test_a_doubt_without_rows_never_passes(key: Path, tmp_path: Path) -> None:
    result = score(key, _doubts(tmp_path, *BOTH, "G05,G05,strong,,,,,"))
    assert result.rowless == 1
    assert not result.passes(0, 9, 1)


def test_a_missing_file_or_column_is_named(key: Path, tmp_path: Path) -> None:
    bad = tmp_path / "doubts.csv"
    bad.write_text("rule,category\n", "utf-8")
    with pytest.raises(AskedWrongly, match="source_file"):
        score(key, bad)
    (key / "traps.csv").unlink()
    with pytest.raises(AskedWrongly, match=r"traps\.csv"):
        score(key, _doubts(tmp_path))


@pytest.mark.parametrize(("gate", "status"), [((), 0), (("--gate", "1", "0", "0"), 0), (("--gate", "1", "0", "0", "extra"), 2)])
def test_the_command_prints_a_line_a_code(key: Path, tmp_path: Path, gate: tuple[str, ...], status: int) -> None:
    result = CliRunner().invoke(build(), ["score", str(key), str(_doubts(tmp_path, *BOTH)), *gate])
    assert result.exit_code == status, result.output
    assert status == 2 or "recall 1.0000 (2/2)" in result.output


def test_the_command_fails_where_the_gate_is_not_passed_and_lists_why(key: Path, tmp_path: Path) -> None:
    doubts = _doubts(tmp_path, BOTH[0])
    result = CliRunner().invoke(build(), ["score", str(key.parent), str(doubts), "--gate", "0.99", "0", "0.01", "--list"])
    assert result.exit_code == 1
    assert "missed P2" in result.output
