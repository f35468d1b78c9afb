"""The made-up book: some sixty customers of one rep, in every state that the rules know.

All days are relative to today, and the same day gives the same bytes.
"""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from types import MappingProxyType


def build(path, today):
    from .making import told
    told(path, today)


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
