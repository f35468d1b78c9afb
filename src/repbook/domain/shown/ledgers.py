"""The six ledgers of the whole book: a line for each row, and how it stands today in a few words (§5).

What §5 leaves open is decided so:

* What belongs to a customer off the book is owed no longer: it stands under what is closed, and says so.
* A promise of ours past its day is broken though no row says so (R42), also in the share that was kept.
* A problem is open until they say that it is solved, and comes back for the day on which they are asked again.
* An ask that they answered with "later", and a referral not thanked for, are still open.
* A testimonial is no success to be told: it says whether it may be shown (R65).
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from ...values import NamedTuple
from ...wording import day_text
from ..care.handling import clocks_of
from ..care.problems import ACKNOWLEDGE, FIX, PLAN, RECHECK, is_alarm, is_open, past_clock, running
from ..care.promises import is_broken
from ..letters.letter_material import may_show
from ..spine.facts import CustomerFacts, ProblemFacts, PromiseFacts
from ..spine.kinds import (
    AskKind,
    AskOutcome,
    CustomerState,
    EvidenceKind,
    ExpectationState,
    LetterKind,
)
from ..spine.kinds import PromiseState as State
from ..spine.rules import Rules

_ACTIVE = CustomerState.ACTIVE
CLOCKS = {ACKNOWLEDGE: "answer", PLAN: "plan", FIX: "fix", RECHECK: "confirm"}
"""What each clock of a problem asks for; the last one for the customer's own word."""
AGAIN = "ask again"
"""The step of a problem that they confirmed, a week later."""


class Ledger(StrEnum):
    """The ledgers, in their order."""

    PROMISES = "Promises"
    PROBLEMS = "Problems"
    EXPECTATIONS = "Expectations"
    EVIDENCE = "Evidence"
    LETTERS = "Letters"
    ASKS = "Asks"


class Owner(NamedTuple):
    """Whose row it is; ``name`` has the town behind it where another customer bears the same (F18)."""

    id: int
    name: str
    state: str = _ACTIVE
    person: str = ""

    @property
    def active(self) -> bool:
        """Whether anything is still owed to them."""
        return self.state == _ACTIVE


class Line(NamedTuple):
    """One row of a ledger; ``kind`` and ``id`` name the row behind it.

    ``day`` is the one that matters: by when, since when, or on which day it was closed. ``red`` marks
    an alarm, ``due`` what has to be done by now, ``theirs`` what the customer owes us. ``clock`` is
    the step that an open problem lacks.
    """

    kind: str
    id: int
    owner: Owner
    text: str
    day: date | None
    state: str
    open: bool = True
    red: bool = False
    due: bool = False
    theirs: bool = False
    sort: str = ""
    clock: str = ""


def promise(row: PromiseFacts, owner: Owner, closed_on: date | None, today: date) -> Line:
    """A promise of ours, or what they owe us."""
    ours_broken = owner.active and is_broken(row, today)
    late = (today - row.due_on).days
    if ours_broken or (owner.active and row.state is State.OPEN):
        said = _open_promise(row, late, ours_broken)
        red, due = ours_broken, late >= 0
        return Line(
            "promise", row.id, owner, row.text, row.due_on, said, True, red, due, row.theirs
        )
    said = str(row.state)
    if row.state is State.LATE and closed_on is not None:
        said = f"late {max(1, (closed_on - row.due_on).days)} d"
    elif row.state in (State.OPEN, State.BROKEN) and not owner.active:
        said = owner.state
    day = closed_on or row.due_on
    return Line("promise", row.id, owner, row.text, day, said, False, theirs=row.theirs)


def _open_promise(row: PromiseFacts, late: int, broken: bool) -> str:
    if broken and row.state is State.BROKEN and late <= 0:
        return "broken"
    if late > 0:
        return f"{'waited' if row.theirs else 'broken'} {late} d"
    return {0: "due today", -1: "due tomorrow"}.get(late, f"in {-late} d")


def unpaid(sale_id: int, title: str, owner: Owner, due_on: date, today: date) -> Line:
    """An invoice that they have not paid by its day: a fact, never an alarm (R09)."""
    said = f"unpaid +{(today - due_on).days} d"
    return Line("sale", sale_id, owner, title, due_on, said, due=True, theirs=True)


def problem(
    row: ProblemFacts,
    owner: Owner,
    today: date,
    rules: Rules,
    *,
    agreed: tuple[int | None, int | None] = (None, None),
    now: datetime | None = None,
) -> Line:
    """A problem and the clock that runs for it, by ``agreed`` (business hours, business days) if need be."""
    line = Line(
        "problem", row.id, owner, row.text, row.known_on, owner.state, sort=str(row.severity)
    )
    if owner.active and is_open(row, today):
        hours, days = agreed
        facts = CustomerFacts(owner.id, owner.name, answer_hours=hours, fix_days=days)
        own = clocks_of(facts, rules)
        clock, last = running(row, today, own)
        past = past_clock(row, today, own, now) is not None
        when = "today" if last <= today else f"by {_brief(last, today)}"
        said = f"past: {CLOCKS[clock]}" if past else f"{CLOCKS[clock]} {when}"
        red = is_alarm(row, today, own, now)
        return line._replace(state=said, red=red, due=past or last <= today, clock=clock)
    again = row.recheck_on
    if owner.active and row.confirmed_on is not None and again is not None and again <= today:
        return line._replace(state=AGAIN, due=True, clock=AGAIN)
    if row.confirmed_on is None:
        return line._replace(open=False)
    took = ((row.solved_on or row.confirmed_on) - row.known_on).days
    said = f"solved in {took} d" if took > 0 else "solved that day"
    return line._replace(day=row.confirmed_on, state=said, open=False)


def expectation(
    row_id: int,
    text: str,
    owner: Owner,
    state: ExpectationState,
    on: date,
    due_on: date | None,
    asked_on: date | None,
    today: date,
) -> Line:
    """What they expect, and whether it was met; due once its day has come without an answer."""
    if state is ExpectationState.MET or not owner.active:
        said = str(state) if owner.active or state is ExpectationState.MET else owner.state
        return Line("expectation", row_id, owner, text, asked_on or on, said, False)
    unanswered = state is ExpectationState.NOT_ASKED and due_on is not None and due_on <= today
    due = unanswered or state is ExpectationState.UNMET
    return Line("expectation", row_id, owner, text, due_on or on, str(state), due=due)


def evidence(
    row_id: int,
    text: str,
    owner: Owner,
    kind: EvidenceKind,
    on: date,
    told_on: date | None,
    told_by: str,
    permission_on: date | None,
    today: date,
    rules: Rules,
) -> Line:
    """A success: untold until a letter or a call has told them (R80)."""
    sort = "" if kind is EvidenceKind.SUCCESS else str(kind)
    if kind is EvidenceKind.TESTIMONIAL:
        said = "may be shown" if may_show(permission_on, today) else "ask before showing"
    elif told_on is not None:
        said = f"told by {told_by}" if told_by else "told"
    elif not owner.active:
        said = owner.state
    else:
        age = (today - on).days
        said = f"untold {age} d" if age > 0 else "untold"
        due = today > rules.business.add(on, rules.clocks.told_bd)
        return Line("evidence", row_id, owner, text, on, said, due=due, sort=sort)
    return Line("evidence", row_id, owner, text, told_on or on, said, False, sort=sort)


def letter(
    row_id: int,
    text: str,
    owner: Owner,
    kind: LetterKind,
    made_on: date,
    posted_on: date | None,
    by_hand: bool,
    today: date,
    rules: Rules,
) -> Line:
    """A letter: to post until it is posted; a clipping goes stale (R75, R93)."""
    clipping = kind is LetterKind.COMPLIMENT
    sort = "clipping" if clipping else str(kind)
    if posted_on is not None or not owner.active:
        said = "sent by hand" if by_hand else "posted"
        said = said if posted_on is not None else owner.state
        return Line("letter", row_id, owner, text, posted_on or made_on, said, False, sort=sort)
    age = (today - made_on).days
    stale = clipping and age > rules.clocks.clipping
    said = f"{'stale' if stale else 'to post'} {age} d" if age > 0 else "to post"
    return Line("letter", row_id, owner, text, made_on, said, due=stale, sort=sort)


def ask(
    row_id: int,
    text: str,
    owner: Owner,
    kind: AskKind,
    asked_on: date,
    outcome: str,
    answered_on: date | None,
    thanked_on: date | None,
    today: date,
) -> Line:
    """A request: open until they said yes or no, and until a referral is thanked for (R95, R96)."""
    line = Line("ask", row_id, owner, text, asked_on, outcome, sort=str(kind))
    thanks = kind is AskKind.REFERRAL and outcome == AskOutcome.YES and thanked_on is None
    if owner.active and (thanks or outcome in ("", AskOutcome.LATER)):
        age = (today - asked_on).days
        said = "yes: thank them" if thanks else outcome or f"no answer {age} d"
        return line._replace(state=said, due=thanks)
    if outcome == AskOutcome.YES and thanked_on is not None:
        outcome = "yes, thanked"
    return line._replace(day=answered_on or asked_on, state=outcome or owner.state, open=False)


def in_order(lines: list[Line]) -> tuple[Line, ...]:
    """Open before closed, red first, then what is due, each from the earliest day; closed newest first."""
    opened = [line for line in lines if line.open]
    opened.sort(key=lambda each: (each.theirs, not each.red, not each.due, each.day or date.max))
    closed = [line for line in lines if not line.open]
    closed.sort(key=lambda each: each.day or date.min, reverse=True)
    return (*opened, *closed)


def _brief(day: date, today: date) -> str:
    """``Thu``, within the week; ``12 Jun`` beyond it."""
    words = day_text(day, today).split()
    return words[0] if (day - today).days < 7 else " ".join(words[1:])
