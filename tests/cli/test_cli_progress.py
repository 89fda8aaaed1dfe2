"""Progress is a bar on a terminal and plain lines elsewhere."""

import io

from lianjing.cli.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_elsewhere_each_step_is_a_line_with_its_count() -> None:
    stream = io.StringIO()
    with Progress(stream) as progress:
        progress.start(2)
        progress.file_done("民政/甲.xlsx", 251)
        progress.file_done("乙.csv", 3)
        progress.start(1, "规则 rules")
        progress.rule_done("A01", 7)
    assert stream.getvalue().splitlines() == ["[1/2] 民政/甲.xlsx  251 行 rows", "[2/2] 乙.csv  3 行 rows", "[1/1] A01  7 条疑点 doubts"]


def test_on_a_terminal_a_bar_counts_and_goes_away() -> None:
    stream = Terminal()
    with Progress(stream) as progress:
        progress.start(2)
        progress.file_done("甲[red].xlsx", 251)
        progress.file_done("乙.csv", 3)
    assert "2/2" in stream.getvalue()
    assert "[1/2]" not in stream.getvalue()
    assert stream.getvalue().rstrip("\n").endswith("\x1b[2K")


def test_a_bar_is_taken_down_when_the_run_breaks_off() -> None:
    stream = Terminal()
    progress = Progress(stream)
    try:
        with progress:
            progress.start(2)
            raise KeyboardInterrupt
    except KeyboardInterrupt:
        pass
    before = stream.getvalue()
    progress.finish()
    assert stream.getvalue() == before
