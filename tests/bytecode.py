"""Where programs in a terminal keep their bytecode, so that not each of them compiles all of its source again.

Only those: a program whose disk is full may leave half a file there.
"""

from __future__ import annotations

import sys
from pathlib import Path

folders: list[Path] = []
"""The folder of this session, once there is one."""


def environment() -> dict[str, str]:
    """What to tell a program; nothing where bytecode is kept anyway."""
    if not (folders and sys.dont_write_bytecode):
        return {}
    return {"PYTHONPYCACHEPREFIX": str(folders[-1]), "PYTHONDONTWRITEBYTECODE": ""}
