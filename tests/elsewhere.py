"""A stand-in for Windows: takes away what only Unix has, before anything of repbook is loaded.

``REPBOOK_WITHOUT_POSIX=1`` has the whole suite run so. The modules of the standard library that need what is
taken away are loaded first: on Windows they have their own ways. What can't be played: the console, paths with
backslashes, and files that can't be replaced while another program has them open.
"""

from __future__ import annotations

import os
import signal
import time
from typing import Any

ASKED = os.environ.get("REPBOOK_WITHOUT_POSIX") == "1"
NOTHING_BUT_WINDOWS = "about a Unix terminal, its signals, or its processes"
MODULES = (
    "termios",
    "fcntl",
    "tty",
    "pty",
    "pwd",
    "grp",
    "resource",
    "readline",
    "syslog",
    "curses",
)
NAMES: dict[Any, tuple[str, ...]] = {
    os: (
        "fork", "forkpty", "getuid", "geteuid", "getgid", "getegid", "uname", "openpty", "mkfifo", "killpg",
        "getpgid", "setsid", "tcgetpgrp", "chown", "lchown", "getloadavg", "statvfs", "sysconf", "ttyname",
        "O_NOFOLLOW", "O_DIRECTORY", "O_NONBLOCK", "O_CLOEXEC", "O_SYNC", "sched_getaffinity",
    ),
    time: ("tzset",),
    signal: (
        "pthread_kill", "pthread_sigmask", "setitimer", "alarm", "pause", "sigwait",
        *(
            name
            for name in dir(signal)
            if name.startswith("SIG")
            and name not in ("SIGABRT", "SIGFPE", "SIGILL", "SIGINT", "SIGSEGV", "SIGTERM", "SIG_DFL", "SIG_IGN")
        ),
    ),
}  # fmt: skip
