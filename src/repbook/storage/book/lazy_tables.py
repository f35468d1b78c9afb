"""The tables as actions name them: to the type checker the SQLModel classes, and light ones when they run.

SQLModel takes longer to load than anything a rep does with the book, and forty megabytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .tables import *  # noqa: F403
else:
    from ..rows.ready_tables import BY_CLASS, BY_NAME
    from .row_kinds import ROW_KINDS

    globals().update(BY_CLASS)
    FACT_TABLES = tuple(BY_NAME[kind.table] for kind in ROW_KINDS)

    def links_to(table: str) -> list[tuple[Any, str]]:
        """The classes, and their columns, that may point to a row of a table."""
        return [
            (owner, column)
            for owner in FACT_TABLES
            for column, said in sorted(owner.declared.columns.items())
            if said.points_to == table
        ]
