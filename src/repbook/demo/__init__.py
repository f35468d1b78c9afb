"""The made-up book: some sixty customers of one rep, in every state that the rules know.

Their stories are data (``stories/``, and the last fortnight's steps in ``fortnight.toml``), told through the same
actions that a rep uses. That takes a minute or two, so the book ships as it was made (``python -m repbook.demo``)
and is only moved to today: the same day gives the same bytes.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from types import MappingProxyType

from ..files import own_folder


def build(path: Path, today: date) -> None:
    """Write the demo book as of ``today`` to a new file, whole or not at all.

    Raises ``BookUnusable`` where the file exists or can't be made.
    """
    from ..errors import BookUnusable
    from .made import put

    try:
        own_folder(path.parent)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        raise BookUnusable(f"{path} exists already", "open it, or choose another name") from None
    except OSError as error:
        raise BookUnusable(
            f"no book can be made at {path}: {error.strerror}", "choose another place"
        ) from None
    try:
        put(path, today)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


REP = MappingProxyType(
    {"name": "Robin Ashdown", "company": "Northwell Cleaning", "phone": "01632 960 117"}
)
CONTACTS = MappingProxyType(
    {
        "everyday": "Robin Ashdown, 01632 960 117",
        "out of hours": "the duty desk, 01632 960 118",
        "billing": "Ann Lister, 01632 960 119",
        "delivery": "Ravi in dispatch, 01632 960 120",
    }
)
"""Who signs the demo's letters, and whom its customers ring: nobody is named for an escalation."""
