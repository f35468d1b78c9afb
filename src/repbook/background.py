"""Work in a child process that nobody waits for: it sees nothing, says nothing, and is gone when it is done."""

from __future__ import annotations

import os
from contextlib import contextmanager
from threading import Lock

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MOST_SECONDS = 30
"""How long a child may live at most."""
CAN = hasattr(os, "fork")
"""Whether this system has children of this kind."""


def in_child(work: Callable[[], object]) -> int:
    """Begin ``work`` in a child that stands aside for whatever else is done; its number, 0 where there are none.

    Only while no other thread of ours works: a lock that it held would never be free in the child.
    """
    if not CAN:
        return 0
    child = os.fork()
    if child:
        return child
    try:
        import signal  # what the parent need not wait for

        os.setsid()
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            signal.signal(number, signal.SIG_DFL)
        signal.alarm(MOST_SECONDS)
        os.nice(10)
        nothing = os.open(os.devnull, os.O_RDWR)
        for handle in range(3):
            os.dup2(nothing, handle)
        work()
    finally:
        os._exit(0)


class AtWork:
    """Who works on the book in threads, so that no child is begun amid it.

    SQLite counts within a process who reads a file. A child inherits the count, and nobody there ever lowers it: what
    it would write waits for a reader that is none, and all who would read meanwhile wait for the child.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._busy = 0

    @contextmanager
    def begun(self) -> Iterator[None]:
        """Somebody works."""
        with self._lock:
            self._busy += 1
        try:
            yield
        finally:
            with self._lock:
                self._busy -= 1

    def in_child(self, work: Callable[[], object]) -> int | None:
        """As ``in_child``, which nobody begins to work during; None while somebody does."""
        with self._lock:
            return None if self._busy else in_child(work)
