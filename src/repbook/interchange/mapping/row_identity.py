"""How a record is known again on a second import, when the program gives its rows no id (F95)."""

from __future__ import annotations

import hashlib

from ...domain.spine.own_ids import as_first_told, own_id
from ...wording import fold


def stable_id(*parts: str) -> str:
    """A short hash of what identifies a record; case, accents, and spaces do not change it."""
    text = "\x1f".join(fold(as_first_told(part)) for part in parts)
    return own_id(hashlib.sha256(text.encode()).digest())
