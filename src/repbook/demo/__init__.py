"""The made-up book: some sixty customers of one rep, in every state that the rules know.

Their stories are data (``stories/``, and the last fortnight's steps in ``fortnight.toml``), told through the same
actions that a rep uses. That takes a minute or two, so the book ships as it was made (``python -m repbook.demo``)
and is only moved to today: the same day gives the same bytes.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import MappingProxyType


def build(path: Path, today: date) -> None:
    """Write the demo book as of ``today`` to a new file, whole or not at all.

    Raises ``BookUnusable`` where the file exists or can't be made.
    """
    from ..storage.book.engine import create
    from .made import put

    create(path, lambda fresh: put(fresh, today))


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
