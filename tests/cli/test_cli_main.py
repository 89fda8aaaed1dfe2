"""The command's outer edge: each ending has its exit status and calm words in two languages, never a bare traceback."""

import errno
import subprocess
import sys
from collections.abc import Callable

import click
import pytest

import lianjing.cli as edge
from lianjing import __version__
from lianjing.errors import AskedWrongly, BookTrouble, LianjingError, Unreadable

Run = Callable[..., int]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command whose body is the given function, through the front door."""

    def go(body: Callable[[], object], *options: str) -> int:
        group = click.Group("lianjing", params=[click.Option(["--debug"], is_flag=True)], callback=lambda debug: None)
        group.add_command(click.Command("go", callback=body))
        monkeypatch.setattr(edge, "build", lambda: group)
        with pytest.raises(SystemExit) as e:
            edge.main([*options, "go"])
        assert isinstance(e.value.code, int)
        return e.value.code

    return go


def raising(error: BaseException) -> Callable[[], object]:
    def body() -> None:
        raise error

    return body


def test_a_command_that_is_done_ends_with_0(run: Run) -> None:
    assert run(lambda: None) == 0


@pytest.mark.parametrize("status", [0, 3])
def test_a_command_may_say_its_exit_status(run: Run, status: int) -> None:
    assert run(raising(SystemExit(status))) == status


@pytest.mark.parametrize(
    ("error", "status"), [(AskedWrongly, 2), (Unreadable, 3), (BookTrouble, 4), (LianjingError, 1)], ids=lambda e: getattr(e, "__name__", e)
)
def test_an_error_of_ours_is_told_in_two_languages(
    run: Run, error: type[LianjingError], status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(raising(error("no-book", book="B"))) == status
    out, err = capsys.readouterr()
    assert out == ""
    assert "B 不是账簿文件夹" in err
    assert "B is not a book" in err


def test_a_stopped_run_says_that_the_book_is_whole(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(raising(KeyboardInterrupt())) == 130
    assert "The book is whole" in capsys.readouterr().err


@pytest.mark.parametrize("options", [(), ("--debug",)])
def test_a_bug_is_told_in_a_line_and_traced_only_when_asked(run: Run, options: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(raising(ZeroDivisionError("oh\nmore")), *options) == 1
    err = capsys.readouterr().err
    assert "ZeroDivisionError: oh" in err
    assert ("Traceback" in err) == (options == ("--debug",))


@pytest.mark.parametrize(("number", "word"), [(errno.ENOSPC, "磁盘空间不足"), (errno.EACCES, "没有权限"), (errno.ENOTDIR, "路径不可用")])
def test_trouble_of_the_machine_is_no_bug(run: Run, number: int, word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(raising(OSError(number, "why", "x.csv"))) == 2
    err = capsys.readouterr().err
    assert word in err
    assert "x.csv" in err


def test_a_reader_that_leaves_early_is_no_error() -> None:
    script = (
        "import click, lianjing.cli as edge; group = click.Group('g');"
        "group.add_command(click.Command('go', callback=lambda: [print('x' * 999) for _ in range(999)]));"
        "edge.build = lambda: group; edge.main(['go'])"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        err = process.stderr.read()
    assert (process.returncode, err) == (0, b"")


@pytest.mark.parametrize("args", [["nonsense"], ["book", "show"], ["book", "new", "x", "--what"], []])
def test_a_command_asked_wrongly_ends_with_2(args: list[str]) -> None:
    with pytest.raises(SystemExit) as e:
        edge.main(args)
    assert e.value.code == 2


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as e:
        edge.main(["--version"])
    assert e.value.code == 0
    assert __version__ in capsys.readouterr().out


def test_help_brings_in_none_of_the_heavy_libraries() -> None:
    heavy = "{'duckdb', 'polars', 'rich', 'sqlglot'}"
    script = f"import sys; import lianjing.cli; lianjing.cli._run(['--help']); print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
