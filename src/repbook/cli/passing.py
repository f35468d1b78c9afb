"""Folders that are only there while a command runs: for a demo book, or a trial."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from ..files import held

PREFIX = "repbook-"
LONG_AGO = 24 * 60 * 60
"""Seconds after which a folder that nobody holds is nobody's: an older repbook did not hold its own."""


@contextmanager
def passing_folder() -> Iterator[Path]:
    """A folder of our own, 0700, that goes with the context; what killed runs left goes now."""
    with TemporaryDirectory(prefix=f"{PREFIX}{os.getpid()}-") as name:
        folder = Path(name)
        inside = folder / "book"  # who writes backups holds their folder
        inside.mkdir(mode=0o700)
        with held(folder):
            _sweep(folder)
            yield inside


def _sweep(fresh: Path) -> None:
    """An app that a signal ended could not clean up; ``fresh`` was made just now."""
    ours = fresh.stat()
    for folder in fresh.parent.glob(f"{PREFIX}[0-9]*-*"):
        with suppress(OSError):  # somebody else's, or its owner lives
            left = folder.lstat()
            if left.st_uid == ours.st_uid and ours.st_mtime - left.st_mtime > LONG_AGO:
                with held(folder):
                    pass
                shutil.rmtree(folder, ignore_errors=True)
