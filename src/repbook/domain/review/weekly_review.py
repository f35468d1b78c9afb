"""The weekly review: twenty minutes of cards, one verdict a card (§5).

The words that the storage, the actions, and the screen share. A card is one thing to decide about one customer;
its id is stable from read to read, so that a review resumes on the card where it was left.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from enum import StrEnum

from ...values import NamedTuple


class Step(StrEnum):
    """The eight steps of a review, in their order."""

    LOOSE = "loose ends"
    PROMISES = "promises"
    LEARNING = "learning curve"
    DEBT = "attention"
    EVIDENCE = "evidence to tell"
    ASKS = "asks"
    AHEAD = "two weeks ahead"
    CLOSING = "closing page"


class Need(StrEnum):
    """What a verdict has to be told before it can be filed."""

    NOTHING = ""
    DAY = "day"
    WORDS = "words"
    WHO_AND_DAY = "who and day"
    RHYTHM = "rhythm"


class Verdict(NamedTuple):
    """One key that answers a card. ``id`` is what ``actions/review/reviews.judge`` is given.

    A ``key`` in braces is that of a command: ``{done}``.
    """

    key: str
    words: str
    id: str
    needs: Need = Need.NOTHING


class Card(NamedTuple):
    """One thing to decide. ``target`` is the kind and id of its row; ``lines`` are what to know, one fact each.

    ``skips`` counts the weeks in a row in which this customer was skipped: at three the card asks whether
    to loosen the rhythm. ``how`` says in our words what else would serve them, with a command in braces; ``loads`` are
    the numbers of lines that tell how full days are; ``report`` names the report whose finding the card shows.
    """

    id: str
    step: Step
    customer_id: int
    customer: str
    title: str
    lines: tuple[str, ...]
    verdicts: tuple[Verdict, ...]
    target: tuple[str, int] = ("", 0)
    skips: int = 0
    how: str = ""
    loads: tuple[int, ...] = ()
    report: str = ""


STEP_OF = {
    "loose": Step.LOOSE,
    "doubles": Step.LOOSE,
    "lost": Step.LOOSE,
    "promise": Step.PROMISES,
    "learning": Step.LEARNING,
    "debt": Step.DEBT,
    "evidence": Step.EVIDENCE,
    "ask": Step.ASKS,
    "idea": Step.ASKS,
    "plan": Step.ASKS,
    "ahead": Step.AHEAD,
    "lesson": Step.CLOSING,
}
"""The step of a card by how its id begins."""


class Given(NamedTuple):
    """A verdict that was given: the card, the verdict, and when (a UTC instant)."""

    card: str
    verdict: str
    at: str
    customer_id: int = 0


SKIPPED = "skip"
"""The verdict of a card that was left for another week."""


class Review(NamedTuple):
    """The review of one ISO week as it stands: the cards still to come, and what was decided.

    ``cards`` are those without a verdict, in order; the first is the one to show. ``missed`` counts the weeks
    since the last review that was finished, this one not counted; it is stated, not scolded.
    """

    week: str
    started_on: date | None
    cards: tuple[Card, ...]
    given: tuple[Given, ...]
    missed: int = 0
    finished_on: date | None = None
    learned: str = ""

    @property
    def total(self) -> int:
        """How many cards there are in all, with and without a verdict."""
        return len(self.cards) + len(self.given)

    @property
    def skipped(self) -> int:
        """How many cards were left for another week."""
        return sum(each.verdict == SKIPPED for each in self.given)

    @property
    def counts(self) -> dict[Step, tuple[int, int]]:
        """Of each step that has cards, how many are decided, and of how many."""
        done = Counter(STEP_OF.get(each.card.partition(":")[0]) for each in self.given)
        left = Counter(card.step for card in self.cards)
        return {
            step: (done[step], done[step] + left[step]) for step in Step if done[step] + left[step]
        }
