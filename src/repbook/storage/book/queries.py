"""Queries that stand in SQL files beside the modules that ask them."""

from __future__ import annotations

import re
from pathlib import Path


class Queries:
    """The queries of ``<name>.sql``, each by the name over it: ``Queries(__file__, "letters").EVIDENCE``.

    A line ``-- EVIDENCE`` begins one; ``{NAMED}`` in it is what is given for that.
    """

    def __init__(self, beside: str, name: str, **put: str) -> None:
        text = Path(beside).with_name(f"{name}.sql").read_text("utf-8")
        for word, sql in put.items():
            text = text.replace(f"{{{word}}}", sql)
        _, *parts = re.split(r"^-- ([A-Z_]+)$", text, flags=re.MULTILINE)
        vars(self).update(zip(parts[::2], parts[1::2], strict=True))

    def __getattr__(self, name: str) -> str:
        """Only a query that is not in the file comes here."""
        raise AttributeError(name)
