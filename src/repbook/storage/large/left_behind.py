"""The copies in which large files are filed: what a killed program left of one goes at the next start on its book.

Beside the book stands, as long as a copy does, a note of where it is; who makes the copy holds its folder.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ... import files, kept
from ...files import held

PREFIX = "repbook-"
"""How the name of a passing folder begins, before the number of its program."""


@contextmanager
def noted(book: Path, folder: Path) -> Iterator[None]:
    """Hold a passing folder, with a note of it beside the book; where none can be written there is none."""
    note = Path(kept.folder(str(book))) / f"{kept.ASIDE}{os.getpid()}-{folder.name[-8:]}"
    with held(folder):
        with suppress(OSError):
            note.parent.mkdir(mode=0o700, exist_ok=True)
            files.write(note, (str(folder),))
        try:
            yield
        finally:
            with suppress(OSError):
                note.unlink()


def sweep(book: Path) -> None:
    """Remove the folders of which notes stand and whose programs are gone."""
    for note in Path(kept.folder(str(book))).glob(f"{kept.ASIDE}*"):
        with suppress(OSError, ValueError):
            folder = Path(note.read_text("utf-8"))
            process = int(note.name.removeprefix(kept.ASIDE).partition("-")[0])
            if not lives(process) and _is_gone(folder, f"{PREFIX}{process}-"):
                note.unlink()


def _is_gone(folder: Path, called: str) -> bool:
    """Whether nothing is left of a folder; what is not plainly ours is left alone."""
    if folder.exists():
        import shutil

        if not is_mine(folder) or folder.is_symlink() or not folder.name.startswith(called):
            return True
        with held(folder):
            pass
        shutil.rmtree(folder, ignore_errors=True)
    return not folder.exists()


def is_mine(folder: Path) -> bool:
    """Whether a folder is of whoever runs us; raises ``OSError`` where there is none."""
    return not hasattr(os, "geteuid") or folder.lstat().st_uid == os.geteuid()


def lives(process: int) -> bool:
    """Whether a program is there; where that can't be asked without harm, it may be."""
    if os.name == "nt":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
