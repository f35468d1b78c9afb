"""A backup, or a saved copy, without somebody: written anew under its name, whole or not at all, with a new SHA-256."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import ExitStack, closing
from pathlib import Path

from ...clock import Clock
from ...errors import RepbookError
from ...files import digest, drop, half_file, put, sync, write
from ..book.engine import connect, inspect
from ..book.facts_cache import rebuild
from ..book.migrations import LATEST, migrate
from ..erasing.erase import Erased, erase
from ..erasing.left import left
from ..erasing.wishes import Wish
from .backup_copies import verify
from .backup_folder import held, note, seal_of
from .file_health import damage, reader
from .leftovers import ERASED, NOTHING, UNREACHED, Place
from .looking_through import refuse_foreign

QUICK = ("journal_mode=MEMORY", "synchronous=OFF", "foreign_keys=OFF")
"""A file that has no name yet is brought to the disk once, at the end."""


def rewrite(path: Path, wish: Wish, names: Iterable[str], clock: Clock, own: Path) -> Place:
    """Erase somebody from a copy of the book; what came of it.

    It is made in the folder that the caller holds, ``own``, where a killed one is swept; on another disk beside it.
    """
    what = "backup" if seal_of(path).exists() else "copy"
    if not path.exists():
        return Place(path, what, UNREACHED, "it is not there now")
    try:
        became, why = _rewrite(path, wish, names, clock, own)
    except sqlite3.DatabaseError:
        became, why = UNREACHED, "it is damaged: delete it"
    except RepbookError as error:
        became, why = UNREACHED, error.message
    except OSError as error:
        became, why = UNREACHED, error.strerror or str(error)
    return Place(path, what, became, why)


def _rewrite(
    path: Path, wish: Wish, names: Iterable[str], clock: Clock, own: Path
) -> tuple[str, str]:
    """What became of a copy, and why it could not be reached."""
    verify(path)
    with ExitStack() as stack:
        half = half_file(_beside(path, own, stack))
        stack.callback(drop, half)
        erased, rest = _without(path, half, wish, names, clock)
        if not erased:
            return NOTHING, ""
        if rest:
            return UNREACHED, f"{rest} bytes would be left in it"
        _put(half, path, wish)
    return ERASED, ""


def _beside(path: Path, own: Path, stack: ExitStack) -> Path:
    """Where a copy is made before it takes the place of ``path``: in a folder that we have for us."""
    if path.parent.stat().st_dev == own.stat().st_dev:
        return own
    stack.enter_context(held(path.parent))
    return path.parent


def erase_from_copy(half: Path, wish: Wish, names: Iterable[str], clock: Clock) -> Erased:
    """Erase somebody from a file that nobody else has open, of any version."""
    version = inspect(half)
    with closing(connect(half)) as fresh:
        for pragma in QUICK:
            fresh.execute(f"PRAGMA {pragma}")
        if version < LATEST:
            migrate(fresh, version, caches=rebuild)
            fresh.execute("PRAGMA foreign_keys=OFF")
        fresh.execute("BEGIN IMMEDIATE")
        erased = erase(fresh, wish, names, at=clock.instant(), by="forget")
        fresh.execute("COMMIT")
        fresh.execute("VACUUM")
        fresh.execute("PRAGMA journal_mode=DELETE")
    return erased


def _without(
    path: Path, half: Path, wish: Wish, names: Iterable[str], clock: Clock
) -> tuple[Erased, int]:
    with closing(reader(path)) as old, closing(sqlite3.connect(half, isolation_level=None)) as new:
        refuse_foreign(old, inspect(path), path.name)
        old.backup(new)
        new.execute("PRAGMA journal_mode=DELETE")
    erased = erase_from_copy(half, wish, names, clock)
    with closing(reader(half)) as fresh:
        if damage(fresh):
            raise sqlite3.DatabaseError
        return erased, left(fresh, erased.pieces).bytes


def _put(half: Path, path: Path, wish: Wish) -> None:
    """Its name first, then its seal: an old seal beside a new copy would call it damaged."""
    beside = seal_of(path)
    was_sealed = beside.exists()
    remarks = [f"# {key} {said}\n" for key in ("reason", "state") if (said := note(path, key))]
    sync(half)
    line = f"{digest(half)}  {path.name}\n"
    beside.unlink(missing_ok=True)
    put(half, path)
    if was_sealed:
        again = f"# rewritten {wish.on}: somebody was forgotten\n"
        write(beside, (*remarks, again, line))
    sync(path.parent)
