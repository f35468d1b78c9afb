"""What each verdict of the weekly review files: the ordinary actions, in the transaction of the verdict."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ...domain.review.review_steps import ASK_STEP
from ...domain.review.weekly_review import Card, Step
from ...domain.spine import kinds as k
from ...domain.spine.rules import Rules
from ...domain.today.followups_due import IN_TOUCH
from ...errors import InvalidInput
from ...storage.book import lazy_tables as t
from ...storage.book.book import Book
from ...values import NamedTuple
from ..base import removing
from ..base.new_rows import make_followup, short
from ..care import evidence, followups, letters, promises
from ..customers import customers, facts

if TYPE_CHECKING:
    from ...storage.book.work import Work

ASLEEP = 365
"""Days after which whoever was retired in a review is looked at again, where no other day is given (R07)."""


class Said(NamedTuple):
    """What came with a verdict, and what the effects need."""

    book: Book
    card: Card
    day: date | None
    words: str
    who: str
    aim: int | None
    limit: int | None
    rules: Rules
    rep: Mapping[str, str]
    contacts: Mapping[str, str]

    @property
    def row(self) -> int:
        """The id of the row that the card is about."""
        return self.card.target[1]

    @property
    def needed_day(self) -> date:
        """The day of a verdict that needs one."""
        if self.day is None:
            raise InvalidInput("a day is missing", "give a day", field="day")
        return self.day


Effect = Callable[["Work", Said], None]


def effect_of(card: Card, verdict_id: str) -> Effect | None:
    """What a verdict files; None for one that is only noted: a skip, a card that was seen."""
    return EFFECTS.get((card.step, verdict_id)) or ANYWHERE.get(verdict_id)


def _contact(work: Work, said: Said) -> list[int]:
    """The follow-ups of a loose end: the agenda's steps of one day are one contact."""
    first = work.get(t.Followup, said.row)
    if first.source != k.FollowupSource.AGENDA or first.sale_id is None or first.delegated_to:
        return [said.row]
    mates = work.find(
        t.Followup,
        sale_id=first.sale_id,
        source=k.FollowupSource.AGENDA,
        due_on=first.due_on,
        delegated_to="",
        state=k.FollowupState.OPEN,
    )
    return [mate.id for mate in mates if mate.id is not None] or [said.row]


def _done(work: Work, said: Said) -> None:
    if said.card.target[0] == "letter":
        _posted(work, said)
        return
    for followup_id in _contact(work, said):
        followups.done(said.book, followup_id, rules=said.rules)


def _posted(work: Work, said: Said) -> None:
    """A letter that waited has gone out as it was written, with what it cites."""
    from ...storage.views.letters import letter

    kept = letter(said.book, said.row)
    letters.posted(
        said.book,
        kept.customer_id,
        kept.kind,
        by_hand=kept.by_hand,
        evidence_ids=kept.cites,
        subject=kept.subject,
        body=kept.body,
        letter_id=kept.id,
        rules=said.rules,
        rep=said.rep,
        contacts=said.contacts,
    )


def _move_to_today(work: Work, said: Said) -> None:
    if said.card.target[0] == "followup":  # a letter to post stands on Today as it is
        followups.move(said.book, _contact(work, said), work.today, rules=said.rules)


def _move(work: Work, said: Said) -> None:
    followups.move(said.book, _contact(work, said), said.needed_day, rules=said.rules)


def _drop(work: Work, said: Said) -> None:
    if said.card.target[0] == "letter":
        removing.remove(said.book, "letter", said.row)
        work.label = f"{work.label} · {short(said.words)}"
        return
    for followup_id in _contact(work, said):
        followups.drop(said.book, followup_id, said.words)


def _kept(work: Work, said: Said) -> None:
    promises.keep(said.book, said.row)


def _agreed(work: Work, said: Said) -> None:
    why = said.words or "a new day was agreed"
    promises.renegotiate(said.book, said.row, said.needed_day, why)


def _released(work: Work, said: Said) -> None:
    promises.release(said.book, said.row, said.words)


def _call_today(work: Work, said: Said) -> None:
    """A call for today, unless a contact is down for today already."""
    waiting = work.find(
        t.Followup,
        customer_id=said.card.customer_id,
        due_on=work.today,
        state=k.FollowupState.OPEN,
        delegated_to="",
    )
    if not any(one.kind in IN_TOUCH for one in waiting):
        _call(work, said, work.today)


def _call_on(work: Work, said: Said) -> None:
    _call(work, said, said.needed_day)


def _delegate(work: Work, said: Said) -> None:
    _call(work, said, said.needed_day, said.who)


def _call(work: Work, said: Said, day: date, who: str = "") -> None:
    young = said.card.step is Step.LEARNING
    what = "call: is all as expected?" if young else "get in touch: it has been quiet"
    followups.add(said.book, said.card.customer_id, what, day, delegated_to=who)


def _loosen(work: Work, said: Said) -> None:
    customers.set_rhythm(said.book, said.card.customer_id, said.aim, said.limit or said.aim)


def _retire(work: Work, said: Said) -> None:
    """Off the book, but asleep, not gone: in a year they are looked at again (R07)."""
    wake_on = said.day or said.rules.business.roll(work.today + timedelta(days=ASLEEP))
    state = k.CustomerState.DORMANT
    customers.leave(said.book, said.card.customer_id, state, said.words, wake_on, rules=said.rules)


def _tell(work: Work, said: Said) -> None:
    """A letter for today, unless one is down for today already."""
    waiting = work.find(
        t.Followup,
        customer_id=said.card.customer_id,
        kind=k.FollowupKind.EVIDENCE,
        state=k.FollowupState.OPEN,
    )
    if not any(one.due_on <= work.today for one in waiting):
        success = work.get(t.Evidence, said.row)
        followups.add(
            said.book,
            said.card.customer_id,
            f"write to them of: {short(success.text)}",
            work.today,
            kind=k.FollowupKind.EVIDENCE,
        )


def _told(work: Work, said: Said) -> None:
    """Everything of theirs that was still to tell, as the card named it."""
    waiting = work.find(t.Evidence, customer_id=said.card.customer_id, told_on=None)
    ids = [
        one.id
        for one in waiting
        if one.kind != k.EvidenceKind.TESTIMONIAL and one.on_day <= work.today
    ]
    for evidence_id in filter(None, ids):
        evidence.told(said.book, evidence_id)


def _ask(work: Work, said: Said) -> None:
    """A call in which they are asked, the next business day; the ask is recorded when it was made."""
    day = said.day or said.rules.business.add(work.today, 1)
    what = "ask to be of service again, or for a referral"
    followup = make_followup(work, said.card.customer_id, what, day)
    followup.step = ASK_STEP
    work.label = f"ask {said.card.customer} this week"


def _idea(work: Work, said: Said) -> None:
    facts.add(said.book, said.card.customer_id, k.FactKind.VALUE_IDEA, said.words)


EFFECTS: Mapping[tuple[Step, str], Effect] = {
    (Step.LOOSE, "done"): _done,
    (Step.LOOSE, "today"): _move_to_today,
    (Step.LOOSE, "date"): _move,
    (Step.LOOSE, "drop"): _drop,
    (Step.PROMISES, "kept"): _kept,
    (Step.PROMISES, "agreed"): _agreed,
    (Step.PROMISES, "release"): _released,
    (Step.LEARNING, "today"): _call_today,
    (Step.LEARNING, "date"): _call_on,
    (Step.DEBT, "today"): _call_today,
    (Step.DEBT, "date"): _call_on,
    (Step.DEBT, "delegate"): _delegate,
    (Step.DEBT, "retire"): _retire,
    (Step.EVIDENCE, "tell"): _tell,
    (Step.EVIDENCE, "told"): _told,
    (Step.ASKS, "ask"): _ask,
    (Step.ASKS, "idea"): _idea,
}
ANYWHERE: Mapping[str, Effect] = {"loosen": _loosen}
"""What every card of a customer may offer."""
