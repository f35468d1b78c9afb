"""What the screens of the weekly review read, and what they say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...domain.review.weekly_review import Card, Review
from ...domain.spine.model import Change
from ...wording import count
from ..shell.protocol import BookShell
from ..text.week_marks import week_lines
from ..widgets.card_page import DRAWN

if TYPE_CHECKING:
    from ...domain.review.week_page import WeekPage
    from ..text.render import Piece


async def read_review(app: BookShell) -> Review:
    """The review of this week as it stands."""
    from ...storage.reports.reviews import review

    return await app.keeper.ask(review, app.rules, app.settings.review_day)


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
    return week_lines(weeks, card.step, app.clock.today())


def said(change: Change) -> str:
    """What a verdict did; that it was in the review needs no saying there."""
    return change.label.removeprefix("review: ")


def greeting(review: Review) -> str:
    """The line above the first card: where it goes on, or what was missed; stated, not scolded."""
    if review.given:
        return f"Resumed at card {len(review.given) + 1}."
    if review.missed:
        return f"{count(review.missed, 'week')} without a review. Here is where things stand."
    return "One card, one key. Leave at any point: nothing is lost."


def nothing_left(review: Review) -> tuple[str, ...]:
    """What stands in place of a card: the news, and the next step."""
    if review.total:
        return (f"All {count(review.total, 'card')} decided.", "c brings the closing page.")
    return ("Nothing waits for a verdict this week.", "c brings the closing page.")


def closing_words(review: Review) -> str:
    """The line above the closing page: what is left, or that nothing is."""
    left = len(review.cards)
    if left:
        return f"{count(left, 'card')} left undecided. They come again."
    if review.given:
        return f"All {count(review.total, 'card')} decided. Well looked after."
    return "Nothing waited for a verdict this week: everybody is looked after."
