"""What the screens of the weekly review read, and what they say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...domain.review.weekly_review import Card, Review
from ..shell.protocol import BookShell
from ..text.week_marks import week_lines
from ..widgets.card_page import DRAWN

if TYPE_CHECKING:
    from ...domain.review.week_page import WeekPage
    from ..text.render import Piece


async def read_review(app: BookShell) -> Review:
    """The review of this week as it stands; it takes long in a large book, and is dropped when the rep goes on."""
    from ...storage.reports.reviews import review

    return await app.keeper.look(app, review, app.rules, app.settings.review_day)


async def read_week(app: BookShell, week: str) -> WeekPage:
    """What a week came to."""
    from ...storage.reports.week_page import week_page

    return await app.keeper.ask(week_page, week, app.rules)


async def besides_of(app: BookShell, card: Card, width: int) -> list[list[Piece]]:
    """What a card shows besides: a report's finding as it is drawn, or the customer's last eight weeks."""
    if card.report:
        from ...storage.reports.reports import report
        from ..reports.tiles import told

        found = await app.keeper.ask(report, card.report, app.rules)
        return told(found, width, DRAWN)
    from ...storage.reports.card_weeks import card_weeks

    weeks = await app.keeper.ask(card_weeks, card.customer_id)
    return week_lines(weeks, card.step)
