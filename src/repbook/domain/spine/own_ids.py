"""Ids of our own making, for records of which a file gives none: ``#`` and eighty bits of what identifies them.

Once they were told in hex; what was reckoned from them then, marks and further ids, still is.
"""

from __future__ import annotations

import re
from binascii import a2b_base64, b2a_base64, hexlify, unhexlify

BYTES = 10
HEXED = re.compile(r"#([0-9a-f]{20})(?![0-9A-Za-z])")
"""As they were, with whatever tells several of one apart behind it."""
SHORT = re.compile(r"#([0-9A-Za-z+/]{13}[AQgw])(?![0-9A-Za-z+/])")


def own_id(digest: bytes) -> str:
    """An id of these bytes."""
    return "#" + b2a_base64(digest[:BYTES], newline=False).decode("ascii").rstrip("=")


def shortened(external_id: str) -> str:
    """An id as it is told now; another program's as it is."""
    found = HEXED.match(external_id)
    return own_id(unhexlify(found[1])) + external_id[found.end() :] if found else external_id


def as_first_told(external_id: str) -> str:
    """An id as it was told at first; another program's as it is."""
    found = SHORT.match(external_id) if external_id.startswith("#") else None
    if not found:
        return external_id
    return f"#{hexlify(a2b_base64(f'{found[1]}==')).decode('ascii')}{external_id[found.end() :]}"
