"""The next days as days: what falls on each, how full it is, and whom the rhythm asks for (§5, screen 5).

What §5 leaves open is decided so:

* What lies before today stands on Today; here it is only counted, as late.
* How full a day is counts customers for whom the rep has something to do on it, each once: three steps at one
  customer are one contact. What only happens (a live day, an order expected) is no contact.
* The rhythm is asked about customers with nothing of the kind before it, who are not overdue already: it
  fills the days, it does not crowd them. Whose day has passed within the limit is named today.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from ...values import NamedTuple
from ..care.case import Case, look
from ..care.rhythm import next_touch
from ..spine.calendar import plus
from ..spine.facts import CustomerFacts
from ..spine.kinds import CustomerState, PromiseState
from ..spine.rules import Rules
from .customer_ahead import Row, rows_ahead

DAYS, WEEK = 30, 7


class Day(NamedTuple):
    """One day: its rows, how many customers want something of the rep, and whom the rhythm asks for.

    ``free`` says why nobody works on it: "free" or "holiday", "" for a business day.
    """

    on: date
    rows: tuple[Row, ...] = ()
    contacts: int = 0
    rhythm: tuple[tuple[int, str], ...] = ()
    free: str = ""


class Ahead(NamedTuple):
    """The days from today on. ``late`` counts what stands on Today since an earlier day.

    ``usual`` is how many contacts a usual day of this rep has; 0 where nobody can say. ``whole`` says whether everybody
    was asked: of a large book the first days are shown before that.
    """

    today: date
    days: tuple[Day, ...]
    late: int = 0
    usual: int = 0
    whole: bool = True

    @property
    def week(self) -> int:
        """Contacts of the next seven days."""
        return sum(day.contacts for day in self.days[:WEEK])

    @property
    def fullest(self) -> Day | None:
        """The day with most contacts, the first of several; None where no day has any."""
        day = max(self.days, key=lambda each: each.contacts, default=None)
        return day if day is not None and day.contacts else None


class Theirs(NamedTuple):
    """What is ahead of one customer: the rows, what is late, and the day on which the rhythm asks for a touch."""

    name: str = ""
    rows: tuple[Row, ...] = ()
    late: int = 0
    rhythm_on: date | None = None


NOTHING = Theirs()
"""What is ahead of most."""


def theirs(facts: CustomerFacts, today: date, rules: Rules, *, days: int = DAYS) -> Theirs:
    """What is ahead of one customer in so many days."""
    last = plus(today, days - 1)
    case = look(facts, today, rules)
    rows = tuple(rows_ahead(case, last))
    if facts.state != CustomerState.ACTIVE:
        return Theirs(facts.name, rows) if rows else NOTHING
    late, on = _late(facts, today), _by_rhythm(case, rows)
    if on is not None and on > last:
        on = None
    return Theirs(facts.name, rows, late, on) if rows or late or on else NOTHING


def ahead(
    everybody: Iterable[CustomerFacts], today: date, rules: Rules, *, days: int = DAYS
) -> Ahead:
    """The days from today on, of these customers."""
    found = ((each.id, theirs(each, today, rules, days=days)) for each in everybody)
    return lay_out(found, today, rules, days=days)


def lay_out(
    everybody: Iterable[tuple[int, Theirs]],
    today: date,
    rules: Rules,
    *,
    days: int = DAYS,
    names: Mapping[int, str] | None = None,
) -> Ahead:
    """Lay the days out. ``names`` replaces the names of customers that another one bears too."""
    rows: dict[date, list[Row]] = defaultdict(list)
    rhythm: dict[date, list[tuple[int, str]]] = defaultdict(list)
    late = 0
    for customer_id, each in everybody:
        late += each.late
        name = names.get(customer_id, each.name) if names else each.name
        for row in each.rows:
            rows[row.on].append(row if row.customer == name else row._replace(customer=name))
        if each.rhythm_on is not None:
            rhythm[each.rhythm_on].append((customer_id, name))
    laid = []
    for gap in range(days):
        on = plus(today, gap)
        day_rows = tuple(sorted(rows[on], key=_place))
        contacts = len({row.customer_id for row in day_rows if row.contact})
        names_of = tuple(sorted(rhythm[on], key=lambda each: (each[1].casefold(), each[0])))
        laid.append(Day(on, day_rows, contacts, names_of, _free(on, rules)))
    return Ahead(today, tuple(laid), late)


def _place(row: Row) -> tuple[bool, str, int, str, int]:
    """Hours first, by the clock; then by sort, then by name."""
    return not row.at, row.at.rjust(5, "0"), row.what, row.customer.casefold(), row.target[1]


def _free(on: date, rules: Rules) -> str:
    if not rules.business.is_free(on):
        return ""
    return "holiday" if on in rules.business.holidays else "free"


def _late(facts: CustomerFacts, today: date) -> int:
    return sum(step.due_on < today for step in facts.followups) + sum(
        each.due_on < today and each.state is PromiseState.OPEN and not each.theirs
        for each in facts.promises
    )


def _by_rhythm(case: Case, found: Sequence[Row]) -> date | None:
    """The day on which the rhythm asks for a touch, if nothing else does by then."""
    facts, quiet = case.facts, case.silence
    if quiet.overdue or quiet.forgotten:
        return None
    on = max(case.today, next_touch(quiet, case.rules))
    planned = any(step.due_on <= on for step in facts.followups) or any(
        row.contact and row.on <= on for row in found
    )
    return None if planned else on
