"""The folder of a book's backups: their names in sequence, which are kept, and what is half there.

A name carries the local time for people and a number for the program: what is newest follows from the
number, so that a clock that was set back neither hides a backup nor has one thrown away (F82).
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path

from ... import files
from ...errors import BookBusy
from ...paths import backup_folder, data_folder
from ...values import NamedTuple

STAMP = "%Y-%m-%dT%H%M%S"
NAME = re.compile(r".+-(\d{4}-\d\d-\d\dT\d{6})-(\d{3,})\.db")
BEFORE_RESTORE = "before-restore"
"""Why the backup was made that a restore makes of what it puts something else in the place of."""
SAVED = "-saved-"
"""In the name of a copy of a book that was lost while it was open, between that of the book and the moment."""
KEEP_ALL = timedelta(hours=48)
WAIT_SECONDS = 5.0
LEFT_SECONDS = 3600
"""How long a half file must not have been written to before it counts as left by a program that is gone."""

BUCKETS: tuple[tuple[int, Callable[[datetime], object]], ...] = (
    (14, lambda taken: taken.date()),
    (10, lambda taken: taken.isocalendar()[:2]),
    (12, lambda taken: (taken.year, taken.month)),
)
"""After the hours in which all are kept: how many days, then weeks, then months keep their newest."""


class BackupView(NamedTuple):
    """One backup: its number in the sequence, when it was taken (local), its bytes, and why it was made."""

    path: Path
    number: int
    taken: datetime
    size: int
    reason: str


def backups(folder: Path) -> tuple[BackupView, ...]:
    """The backups in a folder, newest first by number; none if there is no such folder."""
    found: list[BackupView] = []
    with suppress(OSError):
        found += [view for path in folder.iterdir() if (view := _view(path))]
    return tuple(sorted(found, key=_order, reverse=True))


def _order(view: BackupView) -> tuple[int, datetime]:
    return view.number, view.taken


def _view(path: Path) -> BackupView | None:
    match = NAME.fullmatch(path.name)
    if match is None or path.is_symlink():
        return None
    try:
        taken = datetime.strptime(match[1], STAMP)
        size = path.stat().st_size
    except (ValueError, OSError):
        return None
    return BackupView(path, int(match[2]), taken, size, note(path, "reason"))


def saved_copies(path: Path) -> list[Path]:
    """The copies that were saved of a book at this place, the newest first."""
    return sorted(path.parent.glob(f"{path.stem}{SAVED}*{path.suffix}"), reverse=True)


def refuges(path: Path) -> tuple[Path, ...]:
    """The folders in which something may be saved when the book's own place takes nothing, the best first."""
    return path.parent, data_folder(), Path.home()


def typed_places(path: Path) -> tuple[Path, ...]:
    """Where what stood in a form is kept then, the best place first."""
    return tuple(folder / f"{path.stem}-typed.txt" for folder in dict.fromkeys(refuges(path)))


def older_than(source: Path, is_whole: Callable[[Path], bool]) -> str:
    """What to do where a backup can't be used: the newest good one that is older, or else any good one (F80)."""
    views = backups(source.parent)
    number = next((view.number for view in views if view.path.name == source.name), 0)
    older = [view.path for view in views if view.number < number]
    others = [view.path for view in views if view.number > number]
    for words, paths in (("take the next older one", older), ("take a good one", others)):
        if good := next(filter(is_whole, paths), None):
            return f"{words}: {good}"
    return "take another backup: none in its folder is whole"


def next_name(folder: Path, stem: str, now: datetime) -> str:
    """The name of the next backup, such as ``book-2026-03-17T091400-001.db``."""
    taken = backups(folder)
    number = taken[0].number + 1 if taken else 1
    return f"{stem}-{now.strftime(STAMP)}-{number:03}.db"


def seal_of(path: Path) -> Path:
    """The file beside a backup that holds its SHA-256, as ``sha256sum -c`` reads it, and remarks."""
    return path.with_name(path.name + ".sha256")


def note(path: Path, key: str) -> str:
    """A remark from the file beside a backup: its ``reason``, or the ``state`` of the book it shows."""
    with suppress(OSError, ValueError):
        for line in seal_of(path).read_text("utf-8").splitlines():
            if line.startswith(f"# {key} "):
                return line[len(key) + 3 :]
    return ""


def kept(views: Iterable[BackupView], now: datetime) -> frozenset[Path]:
    """Those worth keeping: all of 48 hours, then the newest of 14 days, 10 weeks, and 12 months.

    Days, weeks, and months are counted where there is a backup, so a long holiday costs none.
    """
    rest = sorted(views, key=_order, reverse=True)
    keep = {view.path for view in rest[:1]}
    keep |= {view.path for view in rest if now - view.taken <= KEEP_ALL}
    rest = [view for view in rest if view.path not in keep]
    for limit, bucket in BUCKETS:
        seen: set[object] = set()
        for at, view in enumerate(rest):
            name = bucket(view.taken)
            if name in seen:
                continue
            if len(seen) == limit:
                rest = rest[at:]
                break
            seen.add(name)
            keep.add(view.path)
        else:
            return frozenset(keep)
    return frozenset(keep)


def thin(folder: Path, now: datetime) -> tuple[Path, ...]:
    """Remove the backups that are no longer worth keeping; ``now`` is local. Returns what went."""
    views = backups(folder)
    keep = kept(views, now)
    gone = tuple(view.path for view in views if view.path not in keep)
    for path in gone:
        # A folder that refuses keeps more than it must, which harms nobody.
        with suppress(OSError):
            path.unlink()
            seal_of(path).unlink(missing_ok=True)
    return gone


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """The folder for one writer of backups; what an earlier one left half done is swept (F78).

    The lock goes with the process, so a killed one leaves only its half file. Raises ``BookBusy``.
    """
    with ExitStack() as stack:
        _take(folder, stack)
        sweep(folder)
        yield


def sweep(folder: Path) -> None:
    """Remove what a killed program has left half done; only by whoever holds the folder."""
    for half in _halves(folder):
        files.drop(half)


def sweep_beside(folder: Path, fresh: Path) -> None:
    """Remove what killed programs left half written beside a book; what may be in work, an hour before ``fresh``, stays."""
    with suppress(OSError):
        now = fresh.stat().st_mtime
        for half in _halves(folder):
            if now - half.stat().st_mtime > LEFT_SECONDS:
                files.drop(half)


def _halves(folder: Path) -> list[Path]:
    """Half files, and the journals that SQLite put beside them."""
    return list(folder.glob(f"{'*'.join(files.HALF)}*"))


def _take(folder: Path, stack: ExitStack) -> None:
    until = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            stack.enter_context(files.held(folder))
            return
        except BlockingIOError:
            if time.monotonic() > until:
                raise BookBusy("another backup is being written", "try again in a moment") from None
            time.sleep(0.05)


def home(book: Path) -> Path:
    """The folder of a book's own backups, made if need be: 0700 (F74)."""
    folder = backup_folder(book)
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder
