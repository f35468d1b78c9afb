"""Where files live. Nothing is created here; ``storage`` makes folders when it must write."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from . import places


def data_folder() -> Path:
    """The folder that holds the book and its backups."""
    return Path(places.data())


def config_folder() -> Path:
    """The folder that holds the settings file and letter templates."""
    return Path(places.config())


def state_folder() -> Path:
    """The folder that holds crash notes."""
    return Path(places.state())


def book_file() -> Path:
    """The book: ``REPBOOK_BOOK`` if set, else the one in the data folder."""
    return Path(places.book())


def settings_file() -> Path:
    """The one settings file."""
    return Path(places.settings())


def letters_folder() -> Path:
    """Where the rep's own templates of letters are."""
    return config_folder() / "letters"


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
