"""Writing the four files."""

import pytest
from report_sample import sample

from lianjing.errors import AskedWrongly
from lianjing.report import write_all


def test_the_same_run_gives_the_same_bytes_wherever_book_and_folder_stand(tmp_path, monkeypatch):
    monkeypatch.setattr("secrets.token_bytes", lambda n: b"k" * n)  # two books of one key, as copies are
    first = [p.read_bytes() for p in write_all(*sample(tmp_path / "a" / "book", persons=30), tmp_path / "a" / "out", False)]
    second = [p.read_bytes() for p in write_all(*sample(tmp_path / "other" / "b", persons=30), tmp_path / "elsewhere", False)]
    assert first == second


def test_four_files_are_written_and_nothing_else_is_left(tmp_path):
    out = tmp_path / "new" / "out"
    paths = write_all(*sample(tmp_path / "book"), out, False)
    assert [p.name for p in paths] == ["doubts.csv", "doubts.parquet", "doubts.xlsx", "report.html"]
    assert sorted(p.name for p in out.iterdir()) == sorted(p.name for p in paths)


def test_a_second_run_replaces_the_first(tmp_path):
    result, book = sample(tmp_path / "book")
    (tmp_path / "doubts.csv").write_text("old")
    write_all(result, book, tmp_path, False)
    assert (tmp_path / "doubts.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_file_that_cannot_be_replaced_is_named(tmp_path):
    result, book = sample(tmp_path / "book")
    (tmp_path / "out" / "doubts.xlsx").mkdir(parents=True)
    with pytest.raises(AskedWrongly, match=r"doubts\.xlsx 无法写入") as caught:
        write_all(result, book, tmp_path / "out", False)
    assert caught.value.exit_status == 2
    assert not [p for p in (tmp_path / "out").iterdir() if p.name.endswith("unfinished")]


def test_a_folder_that_is_a_file_is_refused(tmp_path):
    result, book = sample(tmp_path / "book")
    (tmp_path / "out").write_text("")
    with pytest.raises(AskedWrongly, match="不是可以写入的文件夹"):
        write_all(result, book, tmp_path / "out", False)
