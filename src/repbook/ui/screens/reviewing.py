"""What the screens of the weekly review read, and what they say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...domain.review.weekly_review import Review
from ...domain.spine.model import Change
from ...wording import count

if TYPE_CHECKING:
    from ...domain.review.week_page import WeekPage
    from ..app.app import RepbookApp
    from .review import ReviewScreen
    from .week import WeekScreen


async def review_screen(app: RepbookApp) -> ReviewScreen | WeekScreen:
    """The screen of this week's review: its cards, or its page where it is finished."""
    from .review import ReviewScreen
    from .week import WeekScreen

    review = await read_review(app)
    if review.finished_on is None:
        return ReviewScreen(review)
    return WeekScreen(review, await read_week(app, review.week))


async def read_review(app: RepbookApp) -> Review:
    """The review of this week as it stands."""
    from ...storage.reports.reviews import review

    return await app.keeper.ask(review, app.rules, app.settings.review_day)


async def read_week(app: RepbookApp, week: str) -> WeekPage:
    """What a week came to."""
    from ...storage.reports.week_page import week_page

    return await app.keeper.ask(week_page, week, app.rules)


def known_to(app: RepbookApp) -> dict[str, Any]:
    """What every verdict is given beside its card: the rules and what the settings say."""
    settings = app.settings
    return {
        "rules": app.rules,
        "review_day": settings.review_day,
        "rep": settings.rep,
        "contacts": settings.contacts,
    }


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
