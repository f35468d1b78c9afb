"""Backups, as the rest of the program knows them: made and sealed, listed and thinned, and restored."""

from __future__ import annotations

from .backup_copies import Copy, backup, changed_since_backup, copy, seal, verify
from .backup_folder import BackupView, backups, thin
from .restoring import ASIDE, restore

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
