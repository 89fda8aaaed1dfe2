"""The `lianjing` command: each module of this package brings its commands in a list `commands`; nothing is registered here by name.

Exit status: 0 done (finding doubts is success), 1 our bug, 2 asked wrongly, 3 some input unreadable and the rest went in, 4 book locked or
damaged, 130 stopped with the book whole.
"""

import errno
import os
import pkgutil
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from io import TextIOWrapper

import click

from lianjing import __version__
from lianjing.errors import LianjingError, message

__all__ = ["build", "main"]

# Trouble of the machine or of the path asked for, not of this program.
_MACHINE = {
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS), "no-permission"),
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT), "disk-full"),
    **dict.fromkeys((errno.EISDIR, errno.ENOTDIR, errno.ENAMETOOLONG, errno.EEXIST), "bad-path"),
}


def main(args: Sequence[str] | None = None) -> None:
    """Runs the command line and ends the process with its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal in GB18030 or ASCII must not stop a run
    sys.exit(_run(list(sys.argv[1:] if args is None else args)))


def build() -> click.Group:
    """The command group with every command found in this package."""

    @click.group(
        help="廉镜：把各部门的表格变成可信的账簿，找出可解释的疑点。From workbooks to a book one can trust, and to explained doubts."
    )
    @click.version_option(__version__, prog_name="lianjing")
    @click.option("--debug", is_flag=True, help="出错时显示程序内部位置。Show where in the program an error arose.")
    def lianjing(debug: bool) -> None:
        pass  # `--debug` is read where errors are caught

    for module in pkgutil.iter_modules(__path__, f"{__name__}."):
        for command in getattr(import_module(module.name), "commands", ()):
            lianjing.add_command(command)
    return lianjing


def _run(args: list[str]) -> int:
    try:
        lianjing = build()
        with lianjing.make_context("lianjing", list(args)) as context:  # click's own `main` would end with 1 when a reader leaves early
            lianjing.invoke(context)
        sys.stdout.flush()
        return 0
    except SystemExit as e:
        return e.code if isinstance(e.code, int) else int(e.code is not None)
    except BaseException as e:  # the outer edge: nothing leaves this program as a bare traceback
        if "--debug" in args:
            traceback.print_exc()
        return _explain(e)


def _explain(error: BaseException) -> int:
    """Says on stderr what ended the command; its exit status."""
    match error:
        case click.exceptions.Exit():  # --help, --version
            return error.exit_code
        case click.Abort() | KeyboardInterrupt():
            return _say("stopped", 130)
        case click.ClickException():
            error.show()
            return 2
        case LianjingError():
            click.echo(f"{error.say('zh')}\n{error.say('en')}", err=True)
            return error.exit_status
        case BrokenPipeError():  # the reader of our output has left: `lianjing book show B | head`
            with suppress(OSError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
        case OSError(errno=number) if number in _MACHINE:
            return _say(_MACHINE[number], 2, file=error.filename or "", why=error.strerror)
        case _:
            return _say("our-bug", 1, kind=type(error).__name__, what=str(error).partition("\n")[0])


def _say(code: str, status: int, **facts: object) -> int:
    click.echo(f"{message(code, 'zh', None, **facts)}\n{message(code, 'en', None, **facts)}", err=True)
    return status
