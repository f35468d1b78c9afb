"""Who was lost years ago is a card of the review, monthly; the rep says what becomes of them, and nobody goes by itself."""

from __future__ import annotations

from datetime import date

from repbook.domain.review.review_cards import Lost, Round, cards
from repbook.domain.review.review_verdicts import KEEP
from repbook.domain.review.weekly_review import STEP_OF, Card, Step
from repbook.domain.spine.rules import DEFAULT

TODAY = date(2026, 3, 17)
GONE = Lost(7, "Marsh Foods", date(2022, 2, 1))


def asked(around: Round) -> list[Card]:
    """The cards about who was lost: two weeks ahead have theirs in any review."""
    return [card for card in cards((), TODAY, around, DEFAULT) if card.id.startswith("lost:")]


def test_the_card_asks_whether_anything_is_to_stay() -> None:
    (card,) = asked(Round("2026-W12", lost=(GONE,)))
    assert card.title == "lost 4 years ago: is anything to stay?"
    assert (card.customer_id, card.customer) == (7, "Marsh Foods")
    assert card.verdicts == KEEP
    assert "{forget}" in card.how
    assert STEP_OF[card.id.partition(":")[0]] is card.step is Step.LOOSE


def test_it_is_answered_once_and_skipping_it_asks_for_no_looser_rhythm() -> None:
    around = Round("2026-W12", lost=(GONE,), skips={7: 5})
    (card,) = asked(around)
    assert card.verdicts == KEEP
    assert asked(around._replace(given=(card.id,))) == []
