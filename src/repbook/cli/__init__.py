"""The command line: what ``repbook`` does with what was typed, and its exit status.

0 done, 1 it could not be done, 2 wrong usage, 130 stopped. An error is one line on stderr that names the
cause and the next step. Each family of commands is a module that is only loaded when it is needed.
"""

from __future__ import annotations

from .. import early
from ..errors import BadSettings, RepbookError
from .console import Console, nowhere
from .usage import WrongUsage, read_plainly

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from typing import Any

    from .call import Call

DONE, FAILED, MISUSED, STOPPED = 0, 1, 2, 130


def main(argv: list[str], *, keeps: bool = False) -> int:
    """Do what was typed; returns the exit status and never raises.

    What ``keeps`` leaves Today for who asks next, once a command has written.
    """
    console = Console()
    try:
        status = _run(argv, console, keeps=keeps)
        console.flush()
    except BrokenPipeError:
        console.abandon()
        return DONE
    except KeyboardInterrupt:
        return STOPPED
    except Exception as error:
        early.give_back()
        status = _say(error, console)
    return status


def _run(argv: list[str], console: Console, *, keeps: bool = False) -> int:
    options = _options(argv)
    if isinstance(options, int):
        return options
    from importlib import import_module

    from .call import Call

    call = Call(options, console)
    try:
        if options.version:
            console.line(_version())
            return DONE
        if not options.run:
            return _app(call)
        if options.run != "keeping.keys":
            _warn_of_keys(call)
        module, _, function = options.run.partition(".")
        command = getattr(import_module(f".commands.{module}", __package__), function)
        return int(command(call) or DONE)
    except (RepbookError, OSError):
        raise
    except Exception as error:
        raise call.behind(error) from error
    finally:
        call.close()
        if keeps and call.owes_today:
            console.flush()
            call.keep_today()


def _options(argv: list[str]) -> Namespace | int:
    """What was typed, or the exit status where that was a question for help."""
    plain = read_plainly(argv)
    if plain is not None:
        from types import SimpleNamespace

        found: Any = SimpleNamespace(**plain)
        options: Namespace = found
        return options
    from .parser import parse

    try:
        return parse(argv)
    except SystemExit as stop:
        return int(stop.code or DONE)


def _app(call: Call) -> int:
    """Open the app, if there is a terminal to open it on (F42); plain lines where it can't move a cursor."""
    if call.options.plain:
        return _lines(call)
    if missing := _terminal_missing():
        call.console.note(
            f"repbook: there is no terminal to {missing} - try `repbook today`, or `repbook --help`"
        )
        return MISUSED
    if said := _cannot_draw():
        call.console.note(f"{said}: the book in plain lines; ? says what can be typed")
        return _lines(call)
    call.refuse_keys()
    path = call.ready_path()
    from ..ui.app.launch import launch

    status = launch(path, call.clock, call.options.demo, call.settings)
    from ..ui.shell.faults import SEE_DEMO

    return _demo_and_back(call) if status == SEE_DEMO else status


def _lines(call: Call) -> int:
    """The same book line by line, for who does not see the screen."""
    import sys

    from ..plain.sitting import converse
    from ..ui.keys.remapping import remapped

    table = remapped(call.settings.keys)
    streams = (sys.stdin or nowhere(), call.console.out)
    status = converse(streams, call.open(), call.clock, call.rules, call.settings, table)
    try:
        call.console.flush()
    except BrokenPipeError:
        raise
    except OSError:  # the line was hung up, and nobody hears the rest
        call.console.abandon()
    return status


def _cannot_draw() -> str:
    """Why a terminal can't hold the app, if it can't; Windows names no terminal that can."""
    import os
    import sys

    term = os.environ.get("TERM", "")
    if term == "dumb":
        return "TERM is dumb"
    return "" if term or sys.platform == "win32" else "TERM is not set"


def _demo_and_back(call: Call) -> int:
    """Show the full example, and then the rep's own book again: each in a program of its own.

    Whoever leaves the example for good (Ctrl+Q), or is told to end there, does not come back.
    """
    import sys

    from ..ui.shell.faults import LEFT_FOR_GOOD

    given = call.options
    ours = [sys.executable, "-m", __package__.partition(".")[0]]
    day = [] if given.today is None else ["--today", given.today.isoformat()]
    status = _shown([*ours, *day, "--demo"])
    if status:
        return DONE if status == LEFT_FOR_GOOD else status
    return _shown([*ours, *day, *([] if given.book is None else ["--book", str(given.book)])])


def _shown(command: list[str]) -> int:
    """Run ourselves in the foreground, passing on what tells us to end; returns the exit status."""
    import os
    import signal
    import subprocess

    from ..ui.shell.faults import FROM_A_BOOK

    with subprocess.Popen(command, env={**os.environ, FROM_A_BOOK: "1"}) as child:  # noqa: S603
        for name in ("SIGTERM", "SIGHUP"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), lambda number, _: child.send_signal(number))
        while True:
            try:
                return child.wait()
            except KeyboardInterrupt:  # it has the terminal, and hears it itself
                continue


def _warn_of_keys(call: Call) -> None:
    """Say that the app won't open with these keys; a command needs none, and goes on."""
    try:
        if not call.settings.keys:
            return
    except BadSettings:
        return  # what reads the settings says so itself
    try:
        call.refuse_keys()
    except BadSettings as error:
        call.console.note(f"repbook: {error}")


def _terminal_missing() -> str:
    """What could not be done in an app here, if anything."""
    import sys

    for stream, use in ((sys.stdin, "type on"), (sys.stdout, "show the app on")):
        if stream is None or not stream.isatty():
            return use
    return ""


def _version() -> str:
    import platform

    from .. import __version__
    from ..storage.book.engine import library

    return f"repbook {__version__} (Python {platform.python_version()}, SQLite {library()})"


def _say(error: Exception, console: Console) -> int:
    """Tell the rep in one line what went wrong; keep a note of what only we can mend."""
    if isinstance(error, RepbookError):
        line = f"repbook: {error}"
    elif isinstance(error, OSError):
        said = f"{error.filename}: " if error.filename else ""
        line = f"repbook: {said}{error.strerror or 'it failed'} - mend that, and try again"
    else:
        from ..crash import write_note

        note = write_note(error)
        where = f"what happened is in {note}" if note else "no note could be kept"
        line = f"repbook: this should not have happened ({type(error).__name__}) - {where}"
    try:
        console.note(line)
        console.flush()
    except OSError:
        console.abandon()
    return MISUSED if isinstance(error, WrongUsage) else FAILED
