"""What is kept of a fault in repbook itself: where it happened, and nothing that anybody typed (F108)."""

from __future__ import annotations

import platform
from pathlib import Path
from types import TracebackType
from zlib import crc32

from . import __version__, files, paths
from .clock import Clock


def frames(error: BaseException) -> list[str]:
    """``module:line`` of each step to the error and to what caused it; no values, no messages."""
    told: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        told.append(type(current).__qualname__)
        step: TracebackType | None = current.__traceback__
        while step is not None:
            module = step.tb_frame.f_globals.get("__name__", "?")
            told.append(f"  {module}:{step.tb_lineno}")
            step = step.tb_next
        current = current.__cause__ or current.__context__
    return told


def write_note(error: BaseException) -> Path | None:
    """Keep a note of a fault, 0600; returns where, or None where none can be kept.

    The same fault writes the same file again, so that a command run every second fills no disk.
    """
    told = frames(error)
    mark = f"{crc32(repr(told).encode()):08x}"  # a hash that is one would load half of OpenSSL
    path = paths.state_folder() / f"crash-{mark}.txt"
    head = (
        f"repbook {__version__}, Python {platform.python_version()}, {platform.system()}",
        f"last seen {Clock().instant()}",
    )
    try:
        files.own_folder(path.parent)
        files.write(path, ("\n".join((*head, "", *told, "")),))
    except OSError:
        return None
    return path
