"""What is compiled once and shared, so that not every process compiles all of its source again.

Programs in a terminal keep their bytecode in a folder of the session; only those: a program whose disk is full
may leave half a file there. Workers share the tests with their assertions rewritten by pytest, which takes
longer than all of their collecting: each rewrites its part, and takes the rest from the others.
"""

from __future__ import annotations

import marshal
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from importlib.util import source_hash
from pathlib import Path
from types import CodeType
from typing import Any

import pytest
from _pytest.assertion import rewrite

Rewritten = tuple[bytes, CodeType]
PATIENCE = 30.0
"""Seconds to wait for the other workers; a worker that waited in vain rewrites what it misses."""

folders: list[Path] = []
"""The folder of this session, once there is one."""


def environment() -> dict[str, str]:
    """What to tell a program; nothing where bytecode is kept anyway."""
    if not (folders and sys.dont_write_bytecode):
        return {}
    return {"PYTHONPYCACHEPREFIX": str(folders[-1]), "PYTHONDONTWRITEBYTECODE": ""}


def share_rewriting(config: pytest.Config) -> None:
    """In one of several workers: rewrite a part of the tests, and wait until the others have done theirs."""
    told: dict[str, Any] = getattr(config, "workerinput", {})
    count = told.get("workercount", 1)
    if count == 1 or not sys.dont_write_bytecode:  # pytest keeps them itself
        return
    folder = _shared(told)
    folder.mkdir(exist_ok=True)
    rewritten = rewrite._rewrite_test = _kept(rewrite._rewrite_test, folder)
    own = int(told["workerid"].removeprefix("gw"))
    for path in _asked_for(config)[own::count]:
        rewritten(path, config)
    (folder / f"{own}.done").touch()
    end = time.monotonic() + PATIENCE
    while len([*folder.glob("*.done")]) < count and time.monotonic() < end:
        time.sleep(0.02)


def forget_rewriting(config: pytest.Config) -> None:
    """Clear away what was shared, once every worker has it."""
    told: dict[str, Any] = getattr(config, "workerinput", {})
    if told.get("workerid") == "gw0":
        shutil.rmtree(_shared(told), ignore_errors=True)


def _asked_for(config: pytest.Config) -> list[Path]:
    """The tests that are to be run, the largest of them beside one another, so that each has its share."""
    asked = {Path(argument.partition("::")[0]) for argument in config.args}
    found = {path for one in asked for path in ([one] if one.is_file() else one.rglob("test_*.py"))}
    return sorted({path.resolve() for path in found}, key=lambda path: (path.stat().st_size, path))


def _shared(told: dict[str, Any]) -> Path:
    return Path(tempfile.gettempdir()) / f"repbook-rewritten-{told['testrunuid']}"


def _kept(make: Callable[..., Rewritten], folder: Path) -> Callable[..., Rewritten]:
    """As ``make``, with what any worker has made kept in the folder."""

    def rewritten(path: Path, config: pytest.Config) -> Rewritten:
        digest = source_hash(path.read_bytes())
        kept = folder / f"{source_hash(bytes(path)).hex()}-{digest.hex()}"
        with suppress(OSError):
            return digest, marshal.loads(kept.read_bytes())
        made = make(path, config)
        half = kept.with_suffix(f".{os.getpid()}")
        with suppress(
            OSError
        ):  # what is rewritten after all have collected is nobody else's to take
            half.write_bytes(marshal.dumps(made[1]))
            half.replace(kept)
        return made

    return rewritten
