"""Where files live. Nothing is created here; ``storage`` makes folders when it must write."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path


def _base(variable: str, fallback: str, kind: str) -> Path:
    """A per-user folder. XDG is answered by hand on Linux, so that start-up stays quick."""
    override = os.environ.get(variable)
    if override:
        return Path(override) / "repbook"
    if sys.platform not in ("win32", "darwin"):
        return Path.home() / fallback / "repbook"
    import platformdirs

    return Path(getattr(platformdirs, f"user_{kind}_path")("repbook", appauthor=False))


def data_folder() -> Path:
    """The folder that holds the book and its backups."""
    return _base("XDG_DATA_HOME", ".local/share", "data")


def config_folder() -> Path:
    """The folder that holds the settings file and letter templates."""
    return _base("XDG_CONFIG_HOME", ".config", "config")


def state_folder() -> Path:
    """The folder that holds crash notes."""
    return _base("XDG_STATE_HOME", ".local/state", "state")


def book_file() -> Path:
    """The book: ``REPBOOK_BOOK`` if set, else the one in the data folder."""
    named = os.environ.get("REPBOOK_BOOK")
    return Path(named).expanduser() if named else data_folder() / "book.db"


def settings_file() -> Path:
    """The one settings file."""
    return config_folder() / "settings.toml"


def shown(path: Path) -> str:
    """A path as people write it: their home is ``~``."""
    with suppress(ValueError, RuntimeError):  # not below the home, or there is none
        inside = path.relative_to(Path.home())
        return "~" if inside == Path() else os.path.join("~", inside)  # noqa: PTH118 - "~" is text
    return str(path)


def backup_folder(book: Path) -> Path:
    """The folder of a book's automatic backups: beside the book, named after it."""
    return book.parent / f"{book.stem}-backups"


def alike(names: Sequence[str]) -> int:
    """With how many letters all names begin alike: the first and the last of them in their order tell."""
    first, last = min(names), max(names)
    return next(
        (at for at, pair in enumerate(zip(first, last, strict=False)) if pair[0] != pair[1]),
        len(first),
    )
