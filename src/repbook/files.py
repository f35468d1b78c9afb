"""Files that are written whole or not at all: the one writer of books, backups, exports, and notes.

Whatever is written begins as a half file of our own beside its place, is brought to the disk, and only then
takes its name. Where systems differ (Windows opens no folder and moves no open file; a Mac's disk is only
told to write by a call of its own) it is decided here, and by what the system has, not by its name.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from .errors import BadFile

HALF = (".repbook-", ".part")
"""How the name of a file begins and ends that is still being written."""
LOCK = ".repbook-lock"
"""The file in a folder that is locked where the folder itself can't be."""

UNIX = hasattr(os, "O_DIRECTORY")
"""Whether a folder opens as a file does, and a file that is open can be replaced: not so on Windows."""

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


def own_folder(folder: Path) -> None:
    """A folder of the rep's own, with all that is missing above it: 0700 each, whatever the umask (F74)."""
    if not folder.is_dir():
        own_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)


def half_file(folder: Path) -> Path:
    """A new, empty file of our own in a folder: 0600, and never through a planted link (F74, F77)."""
    import tempfile  # whoever only opens a book should not wait for it

    handle, name = tempfile.mkstemp(prefix=HALF[0], suffix=HALF[1], dir=folder)
    os.close(handle)
    return Path(name)


def drop(half: Path) -> None:
    """Remove a half file, if it is still there; a folder that is gone is no error."""
    with suppress(OSError):
        half.unlink(missing_ok=True)


def put(half: Path, target: Path) -> None:
    """Give a half file its name, in place of what stood there; a link is replaced, not followed."""
    os.replace(half, target)  # noqa: PTH105 - `rename` would refuse on Windows what `replace` does


def put_new(half: Path, target: Path) -> None:
    """Give a half file its name if nothing stands there; raises ``FileExistsError``."""
    try:
        os.link(half, target)
    except FileExistsError:
        raise
    except OSError:  # a disk that knows no second names: take the name first, then fill it
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        put(half, target)
    else:
        drop(half)


def write(path: Path, chunks: Iterable[str]) -> None:
    """Write one file, as ``write_all`` does."""
    write_all(((path, chunks),))


def write_all(
    files: Iterable[tuple[Path, Iterable[str]]], *, encoding: str = "utf-8"
) -> tuple[Path, ...]:
    """Write several files, 0600, one after another: all are whole before the first takes its place.

    Line ends are as given. Raises ``OSError`` that names the file, and leaves no half one.
    """
    waiting: dict[Path, Path] = {}
    path = Path()
    try:
        for path, chunks in files:
            half = waiting[path] = half_file(path.parent)
            with half.open("w", encoding=encoding, newline="") as file:
                file.writelines(chunks)
            sync(half)
        for path, half in waiting.items():
            put(half, path)
        for folder in {path.parent for path in waiting}:
            sync(folder)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None
    finally:
        for half in waiting.values():
            drop(half)
    return tuple(waiting)


def sync(path: Path) -> None:
    """Bring a file, or a folder with its names, to the disk for good: also through a power cut."""
    folder = path.is_dir()
    if folder and not UNIX:
        return
    handle = os.open(path, os.O_RDONLY if folder else os.O_RDWR)
    try:
        _flush(handle)
    finally:
        os.close(handle)


def _flush(handle: int) -> None:
    """To the disk, and on a Mac through the disk's own memory as well, where the disk can be told."""
    with suppress(ImportError, AttributeError, OSError):
        import fcntl

        fcntl.fcntl(handle, getattr(fcntl, "F_FULLFSYNC"))  # noqa: B009 - mypy looks at one system
        return
    os.fsync(handle)


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """A folder for us alone, until the context is left or we end in whatever way.

    Raises ``BlockingIOError`` where somebody else holds it. Some disks and systems know no locks: there
    everybody gets it.
    """
    if UNIX:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    else:
        handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _lock(handle)
        yield
    finally:
        os.close(handle)
    if not UNIX:
        drop(folder / LOCK)  # refused there while somebody else has it open


def _lock(handle: int) -> None:
    try:
        import fcntl
    except ImportError:
        _lock_on_windows(handle)
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise
    except OSError:
        return


def _lock_on_windows(handle: int) -> None:
    try:
        import msvcrt
    except ImportError:
        return
    try:
        getattr(msvcrt, "locking")(handle, getattr(msvcrt, "LK_NBLCK"), 1)  # noqa: B009 - mypy looks at one system
    except OSError as error:
        raise BlockingIOError(error.errno, "held by another program") from None


def digest(path: Path) -> str:
    """The SHA-256 of a file. Never of a book that is open here: that would drop SQLite's locks."""
    import hashlib

    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def unwritable(place: Path, error: OSError) -> BadFile:
    """Why a place could not be written to, and what to do, in a rep's words (F76)."""
    cause, hint = CAUSES.get(error.errno or 0, (error.strerror or str(error), "name another place"))
    return BadFile(f"{place} could not be written: {cause}", hint)
