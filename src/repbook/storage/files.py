"""Files that are written whole or not at all: half files of our own, and what the disk says of them."""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from ..errors import BadFile

HALF = (".repbook-", ".part")
"""How the name of a file begins and ends that is still being written."""

FULL = ("the disk is full", "make room and try again")
CLOSED = ("its folder can't be written to", "check who owns it, or name another place")
NO_FOLDER = ("its folder is a file", "name another place")
CAUSES = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EFBIG: FULL,
    errno.ENOENT: ("its folder is not there", "connect the drive, or name another place"),
    errno.ENOTDIR: NO_FOLDER,
    errno.EEXIST: NO_FOLDER,
    errno.EROFS: CLOSED,
    errno.EACCES: CLOSED,
    errno.EPERM: CLOSED,
}


def half_file(folder: Path) -> Path:
    """A new, empty file of our own in a folder: 0600, and never through a planted link (F74, F77)."""
    handle, name = tempfile.mkstemp(prefix=HALF[0], suffix=HALF[1], dir=folder)
    os.close(handle)
    return Path(name)


def drop(half: Path) -> None:
    """Remove a half file, if it is still there; a folder that is gone is no error."""
    with suppress(OSError):
        half.unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Bring a file, or a folder with its names, to the disk for good: also through a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def digest(path: Path) -> str:
    """The SHA-256 of a file. Never of a book that is open here: that would drop SQLite's locks."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def unwritable(place: Path, error: OSError) -> BadFile:
    """Why a place could not be written to, and what to do, in a rep's words (F76)."""
    cause, hint = CAUSES.get(error.errno or 0, (error.strerror or str(error), "name another place"))
    return BadFile(f"{place} could not be written: {cause}", hint)
