"""Folders that are only there while a command runs: for a demo book, or a trial."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

PREFIX = "repbook-"
LONG_AGO = 24 * 60 * 60
"""Seconds after which a folder is nobody's, if its process is gone too: a container has its own ids."""


def passing_folder() -> TemporaryDirectory[str]:
    """A folder of our own, 0700, that goes with the context; what killed runs left goes now."""
    made = TemporaryDirectory(prefix=f"{PREFIX}{os.getpid()}-")
    _sweep(Path(made.name))
    return made


def _sweep(fresh: Path) -> None:
    """An app that a signal ended could not clean up; ``fresh`` was made just now."""
    now = fresh.stat().st_mtime
    for folder in fresh.parent.glob(f"{PREFIX}*-*"):
        process = folder.name.split("-")[1]
        try:
            status = folder.lstat()
        except OSError:
            continue
        left = now - status.st_mtime > LONG_AGO and status.st_uid == os.getuid()
        if left and process.isdecimal() and not _runs(int(process)):
            shutil.rmtree(folder, ignore_errors=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
