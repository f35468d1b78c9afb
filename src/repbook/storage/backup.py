"""Backups, as the rest of the program knows them: made and sealed, listed and thinned, and restored."""

from __future__ import annotations

from .copying import Copy, backup, changed_since_backup, copy, seal, verify
from .restoring import ASIDE, restore
from .shelf import BackupView, backups, thin

__all__ = [
    "ASIDE",
    "BackupView",
    "Copy",
    "backup",
    "backups",
    "changed_since_backup",
    "copy",
    "restore",
    "seal",
    "thin",
    "verify",
]
