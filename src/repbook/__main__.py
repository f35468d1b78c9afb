"""``python -m repbook``, and what the ``repbook`` script runs."""

from __future__ import annotations

import gc
import sys

from . import early

SELDOM = 200_000
"""New objects after which what goes in circles is looked for: a command of every day makes fewer, and ends."""


def main() -> int:
    """Run the command line; returns the exit status."""
    if early.status(sys.argv[1:]):
        return 0
    early.take(sys.argv[1:])
    gc.set_threshold(SELDOM)
    try:
        from .cli import at_once
        from .cli import main as run

        if at_once.answered(sys.argv[1:]):
            return 0
        return run(sys.argv[1:], keeps=True)
    except KeyboardInterrupt:
        return 130
    finally:
        early.give_back()
        gc.freeze()  # what is let go of at the end is not looked through first


if __name__ == "__main__":
    sys.exit(main())
