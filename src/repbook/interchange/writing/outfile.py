"""Files that go out: whole or not at all, for the rep's eyes only, never through a link (F104)."""

from __future__ import annotations

import stat
from collections.abc import Collection, Iterable
from pathlib import Path
from unicodedata import normalize

from ... import files as writer
from ...errors import BadFile
from ...files import own_folder

LONGEST_NAME = 120
"""Bytes of a file's name, well below what file systems and archives take."""

DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(10)))
)


def write(path: Path, chunks: Iterable[str], *, encoding: str = "utf-8") -> None:
    """Write one file, 0600, in place of what stood there; raises ``BadFile`` and leaves no part."""
    write_all(((path, chunks),), encoding=encoding)


def write_all(
    files: Iterable[tuple[Path, Iterable[str]]], *, encoding: str = "utf-8"
) -> tuple[Path, ...]:
    """Write several files, one after another: all are whole before the first takes its place.

    A link at a target is replaced, not followed. Raises ``BadFile``, also where a target is a folder
    or a device.
    """
    try:
        return writer.write_all(
            ((_plain(path), chunks) for path, chunks in files), encoding=encoding
        )
    except OSError as error:
        raise BadFile(
            f"{error.filename} can't be written: {error.strerror}",
            "nothing was left half done; choose another place with -o",
        ) from None


def make_folder(folder: Path) -> None:
    """The folder for an export, 0700 if it is new; raises ``BadFile``."""
    try:
        own_folder(folder)
    except OSError as error:
        raise BadFile(
            f"no folder can be made at {folder}: {error.strerror}", "choose another with -o"
        ) from None


def safe_name(text: str, taken: Collection[str] = ()) -> str:
    """A file's name, without ending, for whatever a customer is called (F103).

    Letters and figures of any script stay. It is never empty, hidden, a path, or a device, and
    differs from ``taken`` on file systems that do not tell upper from lower case.
    """
    kept = "".join(
        char if char.isalnum() or char in " -_.&'" else "_" for char in normalize("NFC", text)
    )
    name = " ".join(kept.split()).strip(". _") or "customer"
    if name.partition(".")[0].strip().casefold() in DEVICES:
        name = f"_{name}"
    name = _cut(name, LONGEST_NAME)
    used = {other.casefold() for other in taken}
    made, number = name, 1
    while made.casefold() in used:
        number += 1
        made = f"{name} {number}"
    return made


def _cut(name: str, most: int) -> str:
    return name.encode()[:most].decode(errors="ignore").rstrip(". ")


def _plain(path: Path) -> Path:
    """The path, where a file may be written; raises ``BadFile``."""
    try:
        mode = path.lstat().st_mode
    except OSError:
        return path
    if stat.S_ISDIR(mode):
        raise BadFile(f"{path} is a folder", "name a file with -o")
    if not stat.S_ISREG(mode) and not stat.S_ISLNK(mode):
        raise BadFile(f"{path} is no file", "name a file with -o")
    return path
