"""Where a book lies, and what lies beside it: a medium that can't be written, a folder that a program carries about (F64, F72); the clock."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from ... import files, kept
from ...paths import shown

if TYPE_CHECKING:
    from ..book.book_file import BookFile

SYNCED = {
    "dropbox": "Dropbox", "onedrive": "OneDrive", "google drive": "Google Drive", "googledrive": "Google Drive",
    "icloud drive": "iCloud", "mobile documents": "iCloud", "nextcloud": "Nextcloud", "owncloud": "ownCloud",
    "pcloud": "pCloud", "box sync": "Box", "mega": "MEGA", "syncthing": "Syncthing",
}  # fmt: skip
"""Folders that a program carries from machine to machine, by how their name begins, in small letters."""
MARKS = {".dropbox": "Dropbox", ".stfolder": "Syncthing", ".owncloudsync.log": "Nextcloud"}
"""What such programs leave in the top folder that they carry."""
NETWORKS = (
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "fuse.sshfs",
    "fuse.rclone",
    "afs",
    "davfs",
    "9p",
)
MOUNTS = Path("/proc/self/mounts")
CONFLICTED = re.compile(
    r"conflicted copy|\bconflict\b|sync-conflict-\d|in konflikt stehende|copie en conflit|\(case conflict",
    re.IGNORECASE,
)
"""How such programs name a second version of a file that two machines have written."""
READ_ONLY = "read-only: nothing can be saved here - copy {} to another place, and open that"
CARRIED = (
    "this book lies in a folder of {}: never have it open on two machines at once - or keep it elsewhere,"
    " and `repbook backup` into that folder"
)
FAR = "this book lies on a network drive: never have it open on two machines at once - or keep it on this one"
TWO = "beside this book lies another version of it, {}: two machines wrote to it - look into both, and take one away"

BACK = "the last change was made on {last}, and by this machine's clock it is {now}: is the clock right? Nothing is lost by it"
LONG_AGO = "nothing was written here since {last}, and by this machine's clock it is {now}: is the clock right?"
BEHIND, AHEAD = timedelta(hours=20), timedelta(days=200)
"""How far the clock may be behind the last change, and how long a book may lie still, before it is asked (F112)."""
LAST = "SELECT at FROM operations ORDER BY id DESC LIMIT 1"


def clock_jumped(book: BookFile) -> str:
    """What is asked where the clock seems to have been set back, or on; in UTC, so no zone and no summer time does it."""
    found, now = book.row(LAST), book.clock.instant()
    try:
        gap = datetime.fromisoformat(now) - datetime.fromisoformat(found[0] if found else now)
    except (TypeError, ValueError):  # damaged: `repbook check` names it
        return ""
    said = BACK if gap < -BEHIND else LONG_AGO if gap > AHEAD else ""
    return said.format(last=found[0][:10] if found else "", now=now[:10])


def read_only(path: Path) -> str:
    """What is said where the book, or its folder, takes no writes; "" where it does."""
    book = path.resolve()
    writable = os.access(book, os.W_OK) and os.access(book.parent, os.W_OK)
    return "" if writable else READ_ONLY.format(book.name)


def conflicted(path: Path) -> str:
    """What is said where a second version of the book lies beside it."""
    with suppress(OSError):
        for other in sorted(path.parent.iterdir()):
            ours = other.name.startswith(path.stem) and other.suffix == path.suffix
            if ours and other != path and CONFLICTED.search(other.stem[len(path.stem) :]):
                return TWO.format(other.name)
    return ""


def carried(path: Path) -> str:
    """What is said where the book's folder is carried from machine to machine, or is another machine's."""
    book = path.resolve()
    for folder in book.parents:
        name = folder.name.casefold()
        for begins, program in SYNCED.items():
            if name == begins or name.startswith((f"{begins} ", f"{begins}-", f"{begins} - ")):
                return CARRIED.format(program)
        for mark, program in MARKS.items():
            if (folder / mark).exists():
                return CARRIED.format(program)
    return FAR if _file_system(book) in NETWORKS else ""


def remarks(path: Path) -> tuple[str, ...]:
    """All that is to be said of where a book lies."""
    return tuple(filter(None, (read_only(path), conflicted(path), carried(path))))


def warn_once(path: Path) -> str:
    """What is said of a folder that is carried about, unless it was said of this one before; a second version each time."""
    if two := conflicted(path):
        return two
    said = carried(path)
    mark = Path(kept.folder(str(path))) / "warned"
    place = shown(path.resolve().parent)
    with suppress(OSError):
        if not said or (mark.is_file() and mark.read_text("utf-8") == place):
            return ""
        mark.parent.mkdir(mode=0o700, exist_ok=True)
        files.write(mark, (place,))
    return said


def _file_system(path: Path) -> str:
    """The sort of file system that a path lies on, as Linux says it; "" elsewhere."""
    best, found = "", ""
    with suppress(OSError):
        for line in MOUNTS.read_text("utf-8", "replace").splitlines():
            _, place, kind, *_ = line.split(" ")
            place = place.replace("\\040", " ")
            if path.is_relative_to(place) and len(place) >= len(best):
                best, found = place, kind
    return found
