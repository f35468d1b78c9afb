"""Weeks, and what was so at the end of each: worked out from dated facts, never from stored totals (§5).

A late entry corrects the weeks that it belongs to. What is not dated (tier, wish, rhythm) is taken as it is now.
What §5 leaves open is decided so:

* A week runs from Monday to Sunday; the one that is under way ends today.
* Whoever is off the book today owed attention until the day they left it.
* A promise belongs to the week in which it was closed; one that is past its day and still open, to the week of
  that day.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from ...values import NamedTuple
from ...wording import MONTHS, count
from ..care.phases import lead, sale_phase
from ..care.rhythm import counts_from, pace
from ..spine.calendar import plus
from ..spine.facts import CustomerFacts, SaleFacts
from ..spine.kinds import CustomerState, Phase, PromiseState
from ..spine.model import SalePhase
from ..spine.rules import Rules
from .report import Column, Drawing, Glance, Line, Report, Row, Tone

WEEKS = 26
BACK = 8
"""How many weeks a finding looks back."""
_ACTIVE = CustomerState.ACTIVE
_NONE = Phase.NONE


class Week(NamedTuple):
    """A week: its Monday, and its Sunday or today, whichever is earlier."""

    monday: date
    end: date

    @property
    def label(self) -> str:
        """``16 Nov``: the Monday."""
        return f"{self.monday.day} {MONTHS[self.monday.month - 1]}"


def weeks(today: date, number: int = WEEKS) -> tuple[Week, ...]:
    """So many weeks, the last of them the one that is under way."""
    monday = plus(today, -today.weekday())
    starts = [plus(monday, -7 * back) for back in reversed(range(number))]
    return tuple(Week(start, min(plus(start, 6), today)) for start in starts)


def weeks_ahead(today: date, number: int) -> tuple[Week, ...]:
    """So many weeks, the first of them the one that is under way; each up to its Sunday."""
    monday = plus(today, -today.weekday())
    starts = [plus(monday, 7 * ahead) for ahead in range(number)]
    return tuple(Week(start, plus(start, 6)) for start in starts)


def debts(
    facts: CustomerFacts,
    days: Sequence[date],
    rules: Rules,
    off_on: date | None = None,
    young: date | None = date.max,
) -> list[float]:
    """A customer's attention debt on each of these rising days: what ``debt_on`` says, but many times as fast.

    ``facts.two_way`` must reach back to before the first day. ``off_on`` is the day since which a customer
    who is off the book was off it; ``young`` the last day on which a sale can be in its first two phases.

    The rules are only asked where the silence is longer than the shortest limit, and of each sale once for
    every phase that it was in.
    """
    since = _since(facts, days)
    owed = [0.0] * len(days)
    owing = _owing(facts, days, since, rules, off_on, young)
    if not owing:
        return owed
    courses = [_course(sale, facts, days, owing, rules) for sale in facts.sales]
    tier = rules.rhythm.tier_weights[facts.tier]
    before: list[tuple[SalePhase, int]] | None = None
    for place in owing:
        now = [course[place] for course in courses if place in course]
        if now != before:
            before = now
            first = lead([phase for phase, _ in now])
            phase = first.phase if first else _NONE
            limit = next((limit for one, limit in now if one is first), 0)
        if not now:
            limit = pace(facts, None, days[place], rules).limit
        began = counts_from(facts, since[place], limit, facts.created_on)
        if phase is Phase.EXCITEMENT:
            silent = rules.business.between(began, days[place])
        else:
            silent = (days[place] - began).days
        if silent > limit:
            owed[place] = (silent - limit) / limit * rules.rhythm.phase_weights[phase] * tier
    return owed


def _owing(
    facts: CustomerFacts,
    days: Sequence[date],
    since: Sequence[date],
    rules: Rules,
    off_on: date | None,
    young: date | None,
) -> list[int]:
    """The places of the days on which the silence may be past the limit: no limit is shorter than these.

    Business days are never more than days.
    """
    rhythm = rules.rhythm
    settled = min(rhythm.settled[facts.tier].limit, rhythm.settled[rhythm.unproven_as].limit)
    if facts.wish_aim is not None or facts.wish_limit is not None:
        settled = pace(facts, None, date.min, rules).limit
    least = min(
        settled, rhythm.excitement.limit, rhythm.learning_first.limit, rhythm.learning_then.limit
    )
    until = len(days)
    if facts.state != _ACTIVE:
        until = bisect_left(days, off_on) if off_on else 0
    calm = bisect_right(days, young) if young else 0
    return [
        place
        for place in range(bisect_left(days, facts.created_on), until)
        if (days[place] - since[place]).days > (least if place < calm else settled)
    ]


def _contacts(facts: CustomerFacts) -> Iterator[date]:
    """Every day on which rep and customer are known to have been in touch, as ``rhythm.last_contact`` has it."""
    yield from facts.two_way
    for sale in facts.sales:
        yield sale.ordered_on
        if sale.history:
            for day in (sale.live_on, sale.settled_on):
                if day is not None and day > sale.ordered_on:
                    yield day


def _since(facts: CustomerFacts, days: Sequence[date]) -> list[date]:
    """The last contact by each of the days, or the day of entry where none is known."""
    contacts = iter(sorted(_contacts(facts)))
    latest, coming = facts.created_on, next(contacts, date.max)
    since = []
    for day in days:
        while coming <= day and coming is not date.max:
            latest, coming = coming, next(contacts, date.max)
        since.append(latest)
    return since


def _course(
    sale: SaleFacts,
    facts: CustomerFacts,
    days: Sequence[date],
    owing: Sequence[int],
    rules: Rules,
) -> dict[int, tuple[SalePhase, int]]:
    """How a sale stands, and its limit in days, at each of the places that are asked for, from its order on.

    From the last place backwards: as it stands there, it has stood since the day that its phase says. Only the
    limit of the Learning curve changes on the way, by the days that are counted in it.
    """
    course: dict[int, tuple[SalePhase, int]] = {}
    left = len(owing)
    while left and days[owing[left - 1]] >= sale.ordered_on:
        last = days[owing[left - 1]]
        phase = sale_phase(sale, facts, last, rules)
        stood_from = max(phase.since, sale.ordered_on)  # a live day may lie before the order
        start = bisect_left(owing, stood_from, 0, left - 1, key=days.__getitem__)
        if phase.phase is Phase.LEARNING:
            for place in owing[start:left]:
                counted = phase._replace(day=phase.day - (last - days[place]).days)
                course[place] = phase, pace(facts, counted, days[place], rules).limit
        else:
            standing = phase, pace(facts, phase, last, rules).limit
            course.update(dict.fromkeys(owing[start:left], standing))
        left = start
    return course


def debt(found: Sequence[Week], totals: Sequence[float], customers: int, entered: int) -> Report:
    """The book's attention debt at the end of each week; ``entered`` of the customers came in these weeks."""
    whole = [round(each) for each in totals]
    now, back = whole[-1], min(BACK, len(whole) - 1)
    before = whole[-1 - back]
    if not any(whole):
        title = f"No attention debt in {count(len(whole), 'week')}: nobody waited past their limit"
    elif now == before:
        title = f"Attention debt stands at {now}" + (
            f", as {count(back, 'week')} ago" if back else ""
        )
    else:
        moved = "fell" if now < before else "rose"
        title = f"Attention debt {moved} from {before} to {now} in {count(back, 'week')}"
    most = max(range(len(whole)), key=lambda place: whole[place])
    lines = [Line("most", str(whole[most]), f"week of {found[most].label}")] if any(whole) else []
    came = f"{entered} of them entered since" if entered else ""
    lines.append(Line("on the book", count(customers, "customer"), came))
    return Report(
        title,
        "week of",
        (Column("debt"),),
        tuple(
            Row(week.label, (owed,), on=week.monday)
            for week, owed in zip(found, whole, strict=True)
        ),
        tuple(lines),
        "The days past each customer's limit, in limits, weighted by phase and tier",
        Drawing.PAST,
        glance=Glance(
            str(now),
            "limits overdue",
            f"{'▲' if now > before else '▼'}{abs(now - before)} in {count(back, 'week')}"
            if now != before
            else "",
            now < before if now != before else None,
        ),
        span=back + 1 if any(whole) else 0,
        unit="limits",
    )


def promises(
    found: Sequence[Week], closed: Iterable[tuple[date, str]], lines: Sequence[Line], streak: int
) -> Report:
    """Promises kept, late, and broken by week; ``closed`` are (day, state), an open one past its day among them."""
    mondays = [week.monday for week in found]
    counts: Counter[tuple[int, str]] = Counter()
    for day, state in closed:
        place = bisect_right(mondays, day) - 1
        if place >= 0 and day <= found[-1].end:
            counts[place, PromiseState.BROKEN if state == PromiseState.OPEN else state] += 1
    if not counts:
        return Report(
            f"No promise fell due in {count(len(found), 'week')}",
            hint="{promise} records one, in the words used and by a day",
        )
    states = (PromiseState.KEPT, PromiseState.LATE, PromiseState.BROKEN)
    rows = tuple(
        Row(week.label, tuple(counts[place, state] for state in states), on=week.monday)
        for place, week in enumerate(found)
    )
    kept = sum(number for (_, state), number in counts.items() if state == PromiseState.KEPT)
    title = f"{kept} of {count(counts.total(), 'promise')} kept in {count(len(found), 'week')}"
    return Report(
        f"{title}, {streak} in a row" if streak > 1 else title,
        "week of",
        (
            Column("kept", Tone.GOOD),
            Column("late", Tone.LATE, below=True),
            Column("broken", Tone.BAD, below=True),
        ),
        rows,
        tuple(lines),
        drawn=Drawing.PAST,
        glance=Glance(f"{kept} of {counts.total()}", f"kept in {count(len(found), 'week')}"),
        unit="promises a week",
    )


def load(
    coming: Sequence[Week], steps: Iterable[tuple[date, int]], due: Iterable[date], late: int
) -> Report:
    """How full the coming weeks are with what is written down.

    ``steps`` are (day, customer id) of follow-ups, of which those of a day at one customer are one contact; ``due``
    are the days of promises; ``late`` counts what was due before today.
    """
    mondays = [week.monday for week in coming]
    contacts = Counter(bisect_right(mondays, day) - 1 for day, _ in set(steps))
    promised = Counter(bisect_right(mondays, day) - 1 for day in due)
    rows = tuple(
        Row(week.label, (contacts[place], promised[place]), on=week.monday)
        for place, week in enumerate(coming)
    )
    most = max(contacts[place] + promised[place] for place in range(len(rows)))
    title, fullest = f"Nothing is written down for the next {count(len(rows), 'week')}", ""
    if most:
        full = next(row for row in rows if sum(held or 0 for held in row.values) == most)
        fullest = "under way" if full is rows[0] else f"of {full.label}"
        which = "this one" if full is rows[0] else f"that {fullest}"
        title = f"The fullest of the next {count(len(rows), 'week')} is {which}: {count(most, 'thing')} to do"
    return Report(
        title,
        "week of",
        (Column("contacts"), Column("promises", below=True)),
        rows,
        (Line("late", str(late), "since before today"),) if late else (),
        "What is written down; {ahead} has the days, and whom the rhythm will ask for",
        Drawing.AHEAD,
        glance=Glance(str(most), f"in the week {fullest}" if most else "written down"),
        unit="a week",
    )
