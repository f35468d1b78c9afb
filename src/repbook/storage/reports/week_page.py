"""The page of any week, worked out from dated rows, so that a late entry corrects a week that is past.

What is known of a past day is what the book knows now and has dated by it: touches, sales and their days, checks,
problems, promises, evidence told. What bears no date is taken as it is today: tier, rhythm, expectations, areas to
train, and, of somebody who came back, that they were ever away. Of checks and problems the twelve
and the twenty-four newest of a customer count. Whoever left counts until the day on which they did.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from ...domain.care.case import look
from ...domain.care.rhythm import pace
from ...domain.care.risk import risk
from ...domain.review.week_page import Checked, Load, Move, Solved, Talks, Touched, WeekPage
from ...domain.spine import weeks
from ...domain.spine.facts import CustomerFacts, PromiseFacts
from ...domain.spine.kinds import CustomerState, Phase, PromiseState
from ...domain.spine.rules import DEFAULT, Rules
from ...domain.today import ahead as days_ahead
from ...values import NamedTuple
from ..book.book import Book
from ..book.queries import Queries
from ..facts.facts_packing import DAMAGED, PACKED, facts_now, without_collecting
from ..facts.sqlite_values import each
from ..places.renewing import renew_the_rest
from ..views.ledgers_sql import NAMED
from ..views.today import TWINS
from .reviews import everybody, learned

sql = Queries(__file__, "week_page", NAMED=NAMED, PACKED=PACKED)
DAY = timedelta(days=1)
FARTHEST = 400
"""Days ahead beyond which nothing is laid out: no agenda reaches farther."""
_ACTIVE = CustomerState.ACTIVE


class Past(NamedTuple):
    """One customer: facts, the last day on which a sale can be young, the day on which they left, and their
    last two-way days by both ends of the week.
    """

    facts: CustomerFacts
    young_until: date | None
    off_on: date | None
    before: date | None
    after: date | None

    def there(self, day: date) -> bool:
        """Whether they were on the book on a day."""
        gone = self.facts.state != _ACTIVE and (self.off_on is None or day >= self.off_on)
        return not gone and day >= self.facts.created_on

    def calm(self, days: tuple[date, date], rules: Rules) -> bool:
        """Whether nothing of what makes debt, a risk of note, or a change of phase is known of these days.

        Nine in ten customers of a large book are so, and need no reckoning. What is left of the risk then
        (age, a year without a check, a survey unanswered, no expectations) stays below its band. Good for the
        rules as they come, for which ``young_until`` was reckoned too.
        """
        facts = self.facts
        if self.before is None or (self.young_until or date.min) >= days[0]:
            return False
        limit = pace(facts, None, days[1], rules).limit
        if facts.wish_aim is None and facts.wish_limit is None:
            limit = min(limit, rules.rhythm.settled[rules.rhythm.unproven_as].limit)
        return (
            (days[1] - self.before).days <= limit
            and not (facts.problems or facts.promises or facts.unmet or facts.rival_on)
            and not (facts.main_gone_on or facts.main_since)
            and all(check.score >= 0 for check in facts.checks)
            and all(sale.expected_on is None for sale in facts.sales)
        )

    def as_of(self, days: tuple[date, date]) -> CustomerFacts:
        """The facts with the contacts that count on these days; what is dated later has no say by itself."""
        facts = self.facts
        if facts.two_way and facts.two_way[0] > days[0]:
            talks = [day for day in (self.after, self.before) if day is not None]
            facts = facts._replace(two_way=tuple(talks))
        return facts if facts.state == _ACTIVE else facts._replace(state=_ACTIVE)


class Turn(NamedTuple):
    """What the week did to the book, from its eve to its end."""

    debt: tuple[float, float]
    at_risk: tuple[int, int]
    moves: tuple[Move, ...]
    talks: tuple[Talks, ...]


def week_page(book: Book, week: str, rules: Rules) -> WeekPage:
    """What a week came to; of a week still ahead, what stands in it. Raises ``InvalidInput`` for no week."""
    begins, ends = weeks.days_of(week)
    today = book.clock.today()
    renew_the_rest(book)
    with without_collecting():
        if begins > today:
            load = _ahead(everybody(book), week, today, rules)
            return WeekPage(week, begins, ends, today, load)
        until = min(ends, today)
        values = {
            "begins": begins.isoformat(),
            "ends": until.isoformat(),
            "before": (begins - DAY).isoformat(),
            "last": (until - DAY).isoformat(),
        }
        found = _everybody(book, values)
        turn = _turn(book, found, (begins - DAY, until), rules, values)
        following = weeks.later(week, 1)
        if until < today:
            load = _was_due(book, following)
        else:
            load = _ahead((one.facts for one in found), following, today, rules)
    words, finished_on = learned(book, week)
    kept, late = book.rows(sql.KEPT, values)[0]
    posted, by_hand = book.rows(sql.POSTED, values)[0]
    orders, notes = book.rows(sql.NOTES, values)[0]
    asked, answered, said_yes = book.rows(sql.ASKED, values)[0]
    return WeekPage(
        week,
        begins,
        ends,
        today,
        load,
        touches=each(book.rows(sql.TOUCHES, values), Touched),
        kept=kept,
        late=late,
        broken=tuple((name, text) for name, text in book.rows(sql.BROKEN, values)),
        streak=book.rows(sql.STREAK, values)[0][0],
        debt=turn.debt,
        at_risk=turn.at_risk,
        checks=each(book.rows(sql.CHECKS, values), Checked),
        problems_known=book.rows(sql.KNOWN, values)[0][0],
        solved=each(book.rows(sql.SOLVED, values), _solved),
        posted=posted,
        by_hand=by_hand,
        orders=orders,
        notes=notes,
        moves=turn.moves,
        talks=turn.talks,
        told=book.rows(sql.TOLD, values)[0][0],
        asked=asked,
        answered=answered,
        said_yes=said_yes,
        wins=tuple((name, title) for name, title in book.rows(sql.WINS, values)),
        learned=words,
        finished_on=finished_on,
    )


def _everybody(book: Book, values: dict[str, str]) -> list[Past]:
    """Everybody by the name that tells them apart (F18); the damaged are left out: Today names them."""
    towns = dict(book.rows(TWINS))
    found = []
    for packed, *days in book.rows(sql.EVERYBODY, values):
        try:
            facts = facts_now(book.connection, packed)
            known = [date.fromisoformat(day) if day else None for day in days]
        except DAMAGED:
            continue
        if town := towns.get(facts.id):
            facts = facts._replace(name=f"{facts.name}, {town}")
        found.append(Past(facts, *known))
    return found


def _turn(
    book: Book,
    found: Iterable[Past],
    days: tuple[date, date],
    rules: Rules,
    values: dict[str, str],
) -> Turn:
    now = book.clock.local().astimezone()
    hours = tuple(now if day == now.date() else None for day in days)
    closed: dict[int, list[tuple[date, PromiseFacts]]] = defaultdict(list)
    for row in each(book.rows(sql.CLOSED_SINCE, values), _closed):
        closed[row[0]].append(row[1:])
    debt, at_risk, moves = [0.0, 0.0], [0, 0], []
    talked = {row: each for row, *each in book.rows(sql.TALKS, values)}
    talks: dict[Phase, list[int]] = defaultdict(lambda: [0, 0])
    as_they_come = rules._replace(business=DEFAULT.business) == DEFAULT
    for one in found:
        heard = talked.get(one.facts.id)
        settled = as_they_come and one.facts.id not in closed and one.calm(days, rules)
        if settled and not heard:
            continue
        facts = one.as_of(days)
        phases = []
        for place, day in enumerate(days):
            then = facts
            if facts.id in closed:
                then = facts._replace(promises=_open_on(day, facts.promises, closed[facts.id]))
            case = look(then, day, rules, hours[place])
            phases.append(case.phase)
            if one.there(day):
                score = risk(case)
                debt[place] += case.debt
                at_risk[place] += score.warns
        for place, number in enumerate(heard or ()):
            talks[phases[1]][place] += number
        if phases[0] is not phases[1] and one.there(days[1]):
            moves.append(Move(facts.name, *phases))
    by_phase = tuple(Talks(phase, *talks[phase]) for phase in Phase if phase in talks)
    return Turn((debt[0], debt[1]), (at_risk[0], at_risk[1]), tuple(sorted(moves)), by_phase)


def _closed(
    customer_id: int, closed_on: str, row_id: int, text: str, made_on: str, due_on: str
) -> tuple[int, date, PromiseFacts]:
    day = date.fromisoformat
    promise = PromiseFacts(row_id, text, day(made_on), day(due_on), PromiseState.OPEN)
    return customer_id, day(closed_on), promise


def _open_on(
    day: date, promises: Sequence[PromiseFacts], closed: Iterable[tuple[date, PromiseFacts]]
) -> tuple[PromiseFacts, ...]:
    """The promises as they stood on a day: what was closed later was open then."""
    then = {promise.id: promise for promise in promises}
    then |= {promise.id: promise for closed_on, promise in closed if closed_on > day}
    return tuple(then.values())


def _solved(
    name: str, text: str, known_at: str, answered_at: str | None, known_on: str, solved_on: str
) -> Solved:
    answered = None
    if answered_at:
        passed = datetime.fromisoformat(answered_at) - datetime.fromisoformat(known_at)
        answered = max(1, -(-passed // timedelta(hours=1)))
    days = (date.fromisoformat(solved_on) - date.fromisoformat(known_on)).days
    return Solved(name, text, answered, max(0, days))


def _ahead(facts: Iterable[CustomerFacts], week: str, today: date, rules: Rules) -> Load:
    """How full a week ahead is, as screen 5 has its days."""
    monday, sunday = weeks.days_of(week)
    if (sunday - today).days > FARTHEST:
        return Load(week)
    laid = days_ahead.ahead(facts, today, rules, days=(sunday - today).days + 1)
    days = [day for day in laid.days if day.on >= monday]
    fullest = max(days, key=lambda day: day.contacts)
    return Load(
        week,
        sum(day.contacts for day in days),
        fullest.on if fullest.contacts else None,
        fullest.contacts,
        sum(len(day.rhythm) for day in days),
        laid.late,
    )


def _was_due(book: Book, week: str) -> Load:
    days: tuple[Any, ...] = tuple(day.isoformat() for day in weeks.days_of(week)) * 2
    return Load(week, book.rows(sql.WAS_DUE, days)[0][0], past=True)
