"""What the stories are written in: one tuple per thing that a rep would note.

A story is a run of these tuples: a ``Customer`` begins it, and all that follow are theirs until the next
one. What follows a ``Sale`` bears on that sale; ``by`` names a person by the beginning of their name.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

Day: TypeAlias = int | str
"""Days before today, negative ahead; ``"2b"`` business days before the last one; ``"5y+2"`` the day
that is five years old in two days. See ``days``."""

ONE_WAY = "one-way"
NO_ANSWER = "no answer"


class Customer(NamedTuple):
    """``last`` is the day of the last touch that is made up for the years before; None for none.

    ``wish`` is an aim and a limit in days, ``entered`` the day they came into the book where no sale
    says so, ``came_by`` the program, its id, and its unmapped columns if they were imported,
    ``consent`` the day on which somebody who followed the rep said that they may be called there.
    """

    name: str
    tier: str
    industry: str
    city: str
    country: str
    last: Day | None = None
    street: str = ""
    postcode: str = ""
    wish: tuple[int, int] | None = None
    goal: str = ""
    note: str = ""
    followed_from: str = ""
    consent: Day | None = None
    state: str = "active"
    reason: str = ""
    left: Day | None = None
    wake: Day | None = None
    entered: Day | None = None
    came_by: tuple[str, str, dict[str, str]] | None = None


class Person(NamedTuple):
    """The first of a customer is the main contact unless another says so.

    ``birthday`` is (days ahead, age then); an age of 0 is unknown. ``since`` is only for who took over, or
    followed the rep: the day since which they have known each other.
    """

    name: str
    role: str = ""
    main: bool | None = None
    mobile: bool = False
    birthday: tuple[int, int] | None = None
    newsletter: bool = False
    since: Day | None = None
    gone: Day | None = None
    do_not: str = ""
    note: str = ""


class Route(NamedTuple):
    """One more way to reach them, for a situation; the number is made up."""

    kind: str
    situation: str
    label: str = ""


class Yearly(NamedTuple):
    """A day of the year worth a word: (days ahead, years by then; 0 is unknown)."""

    label: str
    ahead: int
    years: int = 0
    by: str = ""
    kind: str = "anniversary"


class Sale(NamedTuple):
    """``open`` and ``dropped`` name agenda steps that are still open though their day has come, or let go.

    An old sale settled a month after its live day, unless it is ``unproven``; it was paid by then,
    unless it is ``unpaid``; ``invoice_due`` is for a bill that was written anew. ``amount`` is in whole
    euros, ``cycle`` in days.
    """

    title: str
    ordered: Day
    live: Day | None = None
    amount: int | None = None
    kind: str = "one-off"
    promised: Day | None = None
    unproven: bool = False
    unpaid: bool = False
    invoice_due: Day | None = None
    agenda: str = "standard"
    open: str = ""
    dropped: str = ""
    cycle: int | None = None
    next_cycle: Day | None = None
    cancel_until: Day | None = None
    under_pressure: bool = False
    no_expectations: bool = False
    by: str = ""
    note: str = ""


class Touch(NamedTuple):
    """Something that happened between rep and customer."""

    day: Day
    kind: str
    note: str = ""
    by: str = ""
    reach: str = "two-way"
    topic: str = "business"
    incoming: bool = False
    minutes: int | None = None
    at: str = ""


class Check(NamedTuple):
    """Was everything as expected? -2 … +2. ``became`` says what the change led to."""

    day: Day
    score: int
    words: str = ""
    by: str = ""
    change: str = ""
    became: str = ""
    gained: str = ""
    works_well: str = ""
    to_improve: str = ""
    no: str = ""
    """Which of "quality", "delivery", "price" was not as it should be; the other two were."""


class Promise(NamedTuple):
    """``due`` as it was said; ``closed`` the day on which it left the state "open"."""

    text: str
    made: Day
    due: Day
    state: str = "open"
    closed: Day | None = None
    reason: str = ""
    by: str = ""
    theirs: bool = False


class Problem(NamedTuple):
    """From the first word (``known``, at a time of day) to the customer's own (``said``)."""

    text: str
    severity: str
    known: Day
    at: str = "09:10"
    arose: Day | None = None
    acknowledged: Day | None = None
    planned: Day | None = None
    plan: str = ""
    fix_by: Day | None = None
    solved: Day | None = None
    how: str = "fix"
    resolution: str = ""
    confirmed: Day | None = None
    said: str = ""
    recheck: Day | None = None
    rechecked: Day | None = None
    cause: str = ""
    by: str = ""


class Expect(NamedTuple):
    """Something they expect, and their answer once it was asked."""

    text: str
    state: str = "not asked"
    asked: Day | None = None
    words: str = ""
    by: str = ""


class Proof(NamedTuple):
    """Evidence: a success in writing, told to the customer or not yet."""

    text: str
    day: Day
    told: Day | None = None
    told_by: str = "letter"
    amount: str = ""
    unit: str = ""
    source: str = ""
    kind: str = "success"
    tags: str = ""
    permission: Day | None = None
    by: str = ""


class Fact(NamedTuple):
    """A typed remark; without a day it is as old as the last sale.

    ``state`` says how a vital area stands, or who was trained in an area and what they said; it is as old
    as ``seen``, else ``done``, else the remark.
    """

    kind: str
    text: str
    day: Day | None = None
    by: str = ""
    asked: Day | None = None
    confidential: bool = False
    state: str = ""
    done: Day | None = None
    seen: Day | None = None


class Agreed(NamedTuple):
    """What is agreed with them: how to reach them, and how problems are handled, in the form's words.

    Whom of us they ring ``first`` and ``then``, an answer within business ``hours``, a fix within business ``days``.
    """

    prefers: str = ""
    first: str = ""
    hours: int | None = None
    days: int | None = None
    then: str = ""
    by: str = ""


class Plan(NamedTuple):
    """The next moves, in their order."""

    moves: tuple[str, ...]
    day: Day


class Todo(NamedTuple):
    """A follow-up that no agenda hung; ``every`` is how many days after it was done it comes round."""

    what: str
    due: Day
    kind: str = "call"
    source: str = "rep"
    at: str = ""
    by: str = ""
    to: str = ""
    every: int | None = None


class Post(NamedTuple):
    """A letter as it went out, or waits to be posted (``posted`` None).

    ``source`` is where a clipping is from, or what news is for; ``need`` the start of the need that news
    answers, ``cites`` the start of the success that it rests on.
    """

    kind: str
    made: Day
    subject: str
    body: str
    posted: Day | None = None
    by_hand: bool = False
    by: str = ""
    source: str = ""
    need: str = ""
    cites: str = ""


class Asked(NamedTuple):
    """A request to the customer and what came of it: yes, no, or later, and their words.

    ``need`` is the start of the need that it answers; an opportunity without one is asked although none
    is recorded. ``referred`` is whom a referral named, ``by`` who was asked if not the main contact.
    """

    kind: str
    text: str
    day: Day
    outcome: str = ""
    answered: Day | None = None
    answer: str = ""
    thanked: Day | None = None
    need: str = ""
    referred: str = ""
    override: str = ""
    by: str = ""


Line: TypeAlias = (
    Customer
    | Person
    | Route
    | Yearly
    | Sale
    | Touch
    | Check
    | Promise
    | Problem
    | Expect
    | Proof
    | Fact
    | Agreed
    | Plan
    | Todo
    | Post
    | Asked
)
