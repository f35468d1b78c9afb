"""A stand-in for Windows: takes away what only Unix has, before anything of repbook is loaded.

``REPBOOK_WITHOUT_POSIX=1`` has the whole suite run so, and every Python that it starts. What is left behaves
as it does on Windows: a folder can't be opened, no rename goes over another file, no open file is moved or
removed by us, only a handle that may write is flushed. What can't be played: the console, paths with backslashes, and
other programs that hold our files open.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from importlib.abc import MetaPathFinder
from pathlib import Path
from types import ModuleType
from typing import Any

ASKED = os.environ.get("REPBOOK_WITHOUT_POSIX") == "1"
MODULES = ("termios", "fcntl", "tty", "pty", "pwd", "grp", "resource", "readline", "syslog")
LEFT = ("SIGABRT", "SIGFPE", "SIGILL", "SIGINT", "SIGSEGV", "SIGTERM", "SIG_DFL", "SIG_IGN")
"""The signals that Windows knows as well."""
OS = """
    fork forkpty getuid geteuid getgid getegid uname openpty mkfifo killpg getpgid setsid tcgetpgrp chown lchown
    getloadavg statvfs ttyname O_NOFOLLOW O_DIRECTORY O_NONBLOCK O_CLOEXEC O_SYNC
"""
SIGNAL = "pthread_kill pthread_sigmask setitimer alarm pause sigwait"


def take_away_here() -> None:
    """For the process that tests, and for every Python that it starts."""
    import _pytest.tmpdir

    _pytest.tmpdir.get_user_id = lambda: None  # type: ignore[attr-defined]
    os.environ["PYTHONPATH"] = str(Path(__file__).with_name("elsewhere"))
    take_away()


class _Absent(MetaPathFinder):
    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        if name in MODULES:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


def take_away() -> None:
    """From now on this process has nothing that only Unix has. What of Python itself needs it is loaded first."""
    if not hasattr(time, "tzset"):
        return  # whoever started us has seen to it
    import fcntl
    import locale
    import platform
    import shutil
    import subprocess
    import tempfile  # noqa: F401

    import platformdirs  # noqa: F401 - it looks at the name of the system

    platform.uname()
    os.environ["TEXTUAL_DRIVER"] = "textual.drivers.headless_driver:HeadlessDriver"

    signals = [name for name in dir(signal) if name.startswith("SIG") and name not in LEFT]
    kill, number = os.kill, signal.SIGKILL
    subprocess.Popen.kill = lambda self: kill(self.pid, number)  # type: ignore[method-assign]
    shutil._use_fd_functions = False  # type: ignore[attr-defined]
    _lose(os, OS.split())
    _lose(signal, [*SIGNAL.split(), *signals])
    _lose(time, ["tzset"])
    _lose(locale, ["nl_langinfo"])
    sys.modules["msvcrt"] = _locks(fcntl)
    for name in MODULES:
        sys.modules.pop(name, None)
    sys.meta_path.insert(0, _Absent())
    _behave(lambda handle: bool(fcntl.fcntl(handle, fcntl.F_GETFL) & (os.O_WRONLY | os.O_RDWR)))


def _locks(fcntl: ModuleType) -> ModuleType:
    """Of the module that Windows has: locks."""

    def locking(handle: int, how: int, count: int) -> None:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise PermissionError(13, "Permission denied") from None

    module = ModuleType("msvcrt")
    vars(module).update(locking=locking, LK_NBLCK=2)
    return module


def _lose(module: ModuleType, names: list[str]) -> None:
    for name in names:
        with suppress(AttributeError):
            delattr(module, name)


def _behave(may_write: Callable[[int], bool]) -> None:
    """The calls that are left, as Windows has them."""
    opens, renames, syncs, kills = os.open, os.rename, os.fsync, os.kill

    def open_(path: Any, *rest: Any, **more: Any) -> int:
        if _ours() and Path(path).is_dir():
            raise PermissionError(13, "Permission denied", str(path))
        return opens(path, *rest, **more)

    def rename(source: Any, target: Any, **more: Any) -> None:
        if _ours() and os.path.lexists(target):
            raise FileExistsError(17, "File exists", str(target))
        renames(source, target, **more)

    def fsync(handle: int) -> None:
        if not may_write(handle):
            raise OSError(9, "Bad file descriptor")
        syncs(handle)

    def kill(process: int, number: int) -> None:
        assert number != 0, "it would end the process"
        kills(process, number)

    os.open, os.rename, os.fsync, os.kill = open_, rename, fsync, kill  # type: ignore[assignment]
    for name in ("replace", "unlink", "remove"):
        setattr(os, name, _not_open(getattr(os, name)))


def _not_open(does: Callable[..., None]) -> Callable[..., None]:
    """A call that gives or takes names, where no file with that name is open here."""

    def checked(*paths: Any, **more: Any) -> None:
        if _ours():
            held = set(map(os.path.realpath, Path("/proc/self/fd").iterdir()))
            if any(os.path.realpath(path) in held for path in paths):
                raise PermissionError(13, "Permission denied", str(paths[-1]))
        does(*paths, **more)

    return checked


def _ours() -> bool:
    """Whether it is repbook that calls, through whatever of the standard library."""
    frame = sys._getframe(2)
    while frame.f_back is not None and frame.f_globals.get("__name__") in ("pathlib", "shutil"):
        frame = frame.f_back
    return str(frame.f_globals.get("__name__")).startswith("repbook.")
