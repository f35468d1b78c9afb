"""What a command acts on: the highlighted customer, and the row behind it if there is one."""

from __future__ import annotations

from ...values import NamedTuple


class Target(NamedTuple):
    """``kind`` and ``row_id`` name a row such as ("promise", 12); ``text`` is what the row says."""

    customer_id: int
    customer: str
    kind: str = ""
    row_id: int = 0
    text: str = ""
    done: bool = False
    """The row was just dealt with: what is done to it acts on the customer."""

    @property
    def row(self) -> tuple[str, int]:
        """The row behind it, as a reason names it."""
        return self.kind, self.row_id
