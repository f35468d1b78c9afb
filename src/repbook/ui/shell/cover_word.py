"""The word that F12 can ask for before it shows the book again: kept as a salted sum, 0600, never as itself (R27).

It keeps off a colleague who sits down at an open screen. It encrypts nothing: who can read the rep's files can read
the book. Who has forgotten it takes the file away, or ends repbook and starts it anew.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from contextlib import suppress
from pathlib import Path

from ...errors import BadFile
from ...files import own_folder, unwritable, write
from ...paths import config_folder

COST, BLOCK, LANES = 2**14, 8, 1
"""What one try costs (scrypt): some 50 ms and 16 MB."""
LONGEST = 200


def _place() -> Path:
    return config_folder() / "cover-word.txt"


def is_set() -> bool:
    """Whether a word is asked for."""
    return _place().exists()


def set_word(word: str) -> None:
    """From now on ask for this word; for none with "". Raises ``BadFile`` where that can't be kept."""
    place = _place()
    try:
        if not word:
            place.unlink(missing_ok=True)
            return
        own_folder(place.parent)
        salt = os.urandom(16)
        write(place, (f"scrypt {salt.hex()} {_sum(word, salt).hex()}\n",))
    except OSError as error:
        raise unwritable(place, error) from None


def is_right(word: str) -> bool:
    """Whether this is the word. A file that is no longer what we wrote lets nobody in."""
    with suppress(OSError, ValueError):
        kind, salt, known = _place().read_text("ascii").split()
        return kind == "scrypt" and hmac.compare_digest(
            _sum(word, bytes.fromhex(salt)), bytes.fromhex(known)
        )
    return False


def checked(word: str, again: str) -> str:
    """The word as it was typed twice; raises ``BadFile`` where it differs, or is too long."""
    if word != again:
        raise BadFile("the two words differ", "nothing was changed; type it twice alike")
    if len(word) > LONGEST:
        raise BadFile(
            f"the word has {len(word)} letters, {LONGEST} at most", "choose a shorter one"
        )
    return word


def _sum(word: str, salt: bytes) -> bytes:
    return hashlib.scrypt(word.encode(), salt=salt, n=COST, r=BLOCK, p=LANES)
