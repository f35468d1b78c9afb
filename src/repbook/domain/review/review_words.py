"""What a weekly review says between its cards: where it goes on, what was missed, what is left."""

from __future__ import annotations

from ...wording import count
from ..spine.model import Change
from .weekly_review import Review


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
        return (f"{_decided(review)}.", "c brings the closing page.")
    return ("Nothing waits for a verdict this week.", "c brings the closing page.")


def closing_words(review: Review) -> str:
    """The line above the closing page: what is left, or that nothing is."""
    left = len(review.cards)
    if left:
        return f"{count(left, 'card')} left undecided. They come again."
    if review.given:
        well = "They come again." if review.skipped else "Well looked after."
        return f"{_decided(review)}. {well}"
    return "Nothing waited for a verdict this week: everybody is looked after."


def _decided(review: Review) -> str:
    """How many cards were decided, and how many skipped: who skips has decided nothing."""
    if not review.skipped:
        return f"All {count(review.total, 'card')} decided"
    return f"{len(review.given) - review.skipped} decided, {review.skipped} skipped"
