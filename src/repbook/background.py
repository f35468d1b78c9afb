"""Work in a child process that nobody waits for: it sees nothing, says nothing, and is gone when it is done."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

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
