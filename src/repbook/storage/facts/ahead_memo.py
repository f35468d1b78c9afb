"""What was read last of the days ahead, remembered beside the open book."""

from __future__ import annotations

from datetime import date

from ...domain.spine.rules import Rules
from ...domain.today.ahead import Ahead, Theirs
from ...values import NamedTuple

Known = dict[int, tuple[int, Theirs]]
"""What is ahead of each customer, behind a sign of the facts that it follows from."""


class AheadMemo(NamedTuple):
    """Of what day, rules and length it is, and of whom; and the days, for the state of the book they are of."""

    of: tuple[date, Rules, int]
    known: Known
    version: tuple[int, int] | None = None
    shown: Ahead | None = None
