"""The names of the folders in which a person's files live, without what it takes to walk in them.

Whoever starts looks here first, before anything else is loaded; ``paths`` makes paths of them for all others.
"""

from __future__ import annotations

import os
import sys


def folder(variable: str, fallback: str, kind: str) -> str:
    """A per-user folder of ours. XDG is answered by hand on Linux, so that a start stays quick."""
    override = os.environ.get(variable)
    if override:
        return os.path.join(override, "repbook")
    if sys.platform not in ("win32", "darwin"):
        return os.path.join(os.path.expanduser("~"), fallback, "repbook")
    import platformdirs

    return str(getattr(platformdirs, f"user_{kind}_path")("repbook", appauthor=False))


def data() -> str:
    """The folder that holds the book and its backups."""
    return folder("XDG_DATA_HOME", ".local/share", "data")


def config() -> str:
    """The folder that holds the settings file and letter templates."""
    return folder("XDG_CONFIG_HOME", ".config", "config")


def state() -> str:
    """The folder that holds crash notes."""
    return folder("XDG_STATE_HOME", ".local/state", "state")


def book() -> str:
    """The book: ``REPBOOK_BOOK`` if set, else the one in the data folder."""
    named = os.environ.get("REPBOOK_BOOK")
    return os.path.expanduser(named) if named else os.path.join(data(), "book.db")


def settings() -> str:
    """The one settings file."""
    return os.path.join(config(), "settings.toml")


def ground() -> str:
    """Where it is kept whether the terminal was light when it was asked last."""
    return os.path.join(state(), "ground.txt")
