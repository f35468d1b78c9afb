"""Today laid out from standings, as a test makes them: the book keeps places, and lays out those."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from repbook.domain.spine.model import Standing, Today
from repbook.domain.spine.rules import Rules
from repbook.domain.today.place import place_of
from repbook.domain.today.today_page import lay_out


def arrange(
    standings: Iterable[Standing],
    today: date,
    *,
    debt_before: float,
    damaged: tuple[str, ...] = (),
    customers: int | None = None,
    rules: Rules,
) -> Today:
    """The page for a day from standings; ``debt_before`` is the book's debt a week ago."""
    places = [place_of(each, today) for each in standings]
    page = lay_out(places, today, damaged=damaged, customers=customers, rules=rules)
    return page._replace(debt_change=page.debt - debt_before)
