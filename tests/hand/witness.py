"""Who stands beside the program while it is hammered on, and writes down what nobody would see.

Textual swallows standard error, so that a coroutine that was never awaited, an exception in a finaliser, or
a task that failed unseen leave no trace. Here they are kept in a file, one a line; and so is leaving by the
palette, which is no exit that nobody asked for. ``SIGUSR1`` writes where each thread stands.
"""

from __future__ import annotations

import asyncio
import faulthandler
import logging
import os
import signal
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

TROUBLE, STANDS = "HAND_TROUBLE", "HAND_STANDS"
"""What names the files in the environment."""
APPS: list[Any] = []
"""The app that runs."""
LEFT, BY = "asked to leave", "exit by"
"""The lines for an exit that a command asked for, and for who called it."""


def main() -> int:
    """Run repbook with the arguments of the command line, and write down what goes wrong unseen."""
    trouble = Path(os.environ[TROUBLE])
    os.chdir(os.environ["HOME"])
    # The file stays open as long as the program runs.
    stands = Path(os.environ[STANDS]).open("w")  # noqa: SIM115
    faulthandler.register(signal.SIGUSR1, stands)
    signal.signal(signal.SIGUSR2, lambda *_: _say_tasks(stands))

    def note(words: str) -> None:
        with trouble.open("a", encoding="utf-8") as file:
            file.write(" ".join(words.split()) + "\n")

    def warned(message: Any, category: type[Warning], filename: str, line: int, *_: object) -> None:
        note(f"{category.__name__}: {message} ({Path(filename).name}:{line})")

    warnings.simplefilter("default", RuntimeWarning)
    warnings.showwarning = warned
    sys.unraisablehook = lambda raised: note(
        f"Exception ignored: {raised.exc_value!r} in {raised.object!r}"
    )
    log = logging.Handler(logging.WARNING)
    log.emit = lambda record: note(  # type: ignore[method-assign]
        f"log: {record.getMessage()} {record.exc_info and record.exc_info[1]!r}"
    )
    logging.getLogger("asyncio").addHandler(log)
    _watch_the_door(note)

    from repbook.__main__ import main as run

    return run()


def _say_tasks(file: Any) -> None:
    """Write down how the keys stand and what each task waits for: a deadlock stands nowhere among the threads."""
    try:
        file.write("".join(f"{line}\n" for line in _standing()))
    except Exception as error:  # the program is in any state
        file.write(f"{error!r}\n")
    file.flush()


def _standing() -> Iterator[str]:
    for app in APPS:
        top = app.screen_stack[-1]
        yield f"screens: {app.screen_stack!r}; ready {getattr(top, 'ready', '')}, busy {getattr(top, 'busy', '')}"
        yield f"keys: {len(app._waiting)} wait, under way {app._under_way} at {app._target!r}"
        yield f"moving {app._moving!r}, answers {app.answers}, leaving {app.leaving}, by {app.left_by!r}"
    for task in asyncio.all_tasks():
        awaited: Any = task.get_coro()
        places = []
        while awaited is not None:
            frame = getattr(awaited, "cr_frame", None) or getattr(awaited, "gi_frame", None)
            if frame is not None:
                places.append(f"{Path(frame.f_code.co_filename).name}:{frame.f_lineno}")
            awaited = getattr(awaited, "cr_await", None) or getattr(awaited, "gi_yieldfrom", None)
        if places and "_queue.py" not in places[-2:-1][0:1] and "timer.py" not in places[0]:
            yield f"{task.get_name()[:60]}: {' > '.join(places)}"


def _watch_the_door(note: Any) -> None:
    """Write down when a command, which the palette can give, asks to leave, and who leaves."""
    from repbook.ui.app.app import RepbookApp

    given, leave, begun = RepbookApp.action_command, RepbookApp.exit, RepbookApp.on_mount

    def on_mount(self: RepbookApp) -> None:
        APPS.append(self)
        begun(self)

    RepbookApp.on_mount = on_mount  # type: ignore[method-assign]

    def action_command(self: RepbookApp, command_id: str) -> Any:
        if command_id == "quit":
            note(LEFT)
        return given(self, command_id)

    RepbookApp.action_command = action_command  # type: ignore[method-assign]

    def leaving(self: RepbookApp, *args: Any, **kwargs: Any) -> Any:
        frames = [(frame.f_globals["__name__"], frame.f_code.co_name) for frame in _callers()]
        ours = [f"{module}.{name}" for module, name in frames if module.startswith("repbook.")]
        note(f"{BY} {' < '.join(ours[:3]) or 'nobody of ours'}")
        return leave(self, *args, **kwargs)

    RepbookApp.exit = leaving  # type: ignore[method-assign]


def _callers() -> Iterator[FrameType]:
    frame = sys._getframe(2)
    while frame is not None:
        yield frame
        frame = frame.f_back  # type: ignore[assignment]
