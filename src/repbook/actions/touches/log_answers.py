"""What was answered about a call or a visit, as the action takes it: from the fields of a form, wherever it was asked.

The fields: ``score``, ``change``, ``became``, ``also``, ``trained``, ``vital``, ``who``, ``new_person``, ``thank``,
``minutes``, and those of a check (``actions/care/check_answers``).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ...domain.days.dates import When
from ...domain.head.head_reader import Head
from ...domain.line.amounts import minutes
from ...domain.shown.call_asks import VITAL, ids, said_of
from ...domain.shown.check_asks import CheckAsks
from ...domain.shown.customer_views import CustomerPage, FactView, PersonView
from ...domain.spine.kinds import FollowupKind, Reach
from ...errors import InvalidInput
from ...values import NamedTuple
from ..care.check_answers import Values, becomes, besides_of
from ..care.checks import NOTHING_BESIDES
from .log_entry import LogEntry


class Understood(NamedTuple):
    """What the days and the words of the form were read as: the line's head, the hour of the touch, the day of a
    promise, the next touch.
    """

    head: Head
    at: str = ""
    due: date | None = None
    next: When | None = None
    day_first: bool | None = None


def entry_of(
    values: Values,
    page: CustomerPage,
    people: Sequence[PersonView],
    asks: CheckAsks,
    vital: tuple[FactView, ...],
    read: Understood,
) -> LogEntry:
    """What is filed. ``people`` are those whom ``who`` numbers, ``vital`` the areas that were asked after.

    Raises ``InvalidInput`` with the field that is open.
    """
    contact = read.head.contact
    score = int(values["score"]) - 3 if values.get("score") else None
    became, besides = "", NOTHING_BESIDES
    if score is not None:
        became = becomes(values, "change", "became", read.due, "change_due")
        besides = besides_of(asks, values, read.due, "change_due")
    also = values.get("also", "")
    done, talked = ids(also, "f"), contact.reach is Reach.TWO_WAY
    step = any(item.step in VITAL for item in page.facts.followups if item.id in done)
    fine, not_fine = said_of(vital if talked else (), values.get("vital", ""), asked=step)
    who = spoken_to(values, people)
    return LogEntry(
        customer_id=page.id,
        kind=contact.kind,
        reach=contact.reach,
        incoming=contact.incoming,
        on_day=read.head.on_day,
        line=f"{read.at} {read.head.rest}".strip(),
        person_id=who.id if who else None,
        new_person=somebody_new(values, people),
        minutes=minutes(values.get("minutes", "")),
        also_done=done,
        kept=ids(also, "p"),
        asked=ids(also, "a"),
        solved=ids(also, "s") if talked else (),
        confirmed=ids(also, "c") if talked else (),
        answered=ids(also, "r") if talked else (),
        trained=ids(values.get("trained", ""), "t") if talked else (),
        sale_id=_sale(page, asks, done) if besides is not NOTHING_BESIDES else None,
        besides=besides,
        score=score,
        change=values["change"] if became else "",
        became=became,
        change_due=read.due,
        fine=fine,
        not_fine=not_fine,
        thank=bool(values.get("thank")),
        next_on=read.next.day if read.next else None,
        next_at=read.next.at if read.next else "",
        day_first=read.day_first,
    )


def spoken_to(values: Values, people: Sequence[PersonView]) -> PersonView | None:
    """Whom the form names; nobody where it says nobody in particular."""
    place = int(values.get("who") or 0) - 1
    return people[place] if 0 <= place < len(people) else None


def is_new(values: Values, people: Sequence[PersonView]) -> bool:
    """Whether it was somebody whom the book does not know: the last of what ``who`` offers."""
    return int(values.get("who") or 0) == len(people) + 2


def somebody_new(values: Values, people: Sequence[PersonView]) -> str:
    """The name of somebody new; raises ``InvalidInput`` where there is none yet."""
    if not is_new(values, people):
        return ""
    name = values.get("new_person", "").strip()
    if not name:
        raise InvalidInput("who is it?", "type their name", field="new_person")
    return name


def _sale(page: CustomerPage, asks: CheckAsks, done: tuple[int, ...]) -> int | None:
    """The sale that their answers are about: that of a check step which is ticked, else as in a check."""
    steps = (item for item in page.facts.followups if item.id in done)
    ticked = next((item.sale_id for item in steps if item.kind is FollowupKind.CHECK), None)
    return ticked or (asks.sale.id if asks.sale else None)
