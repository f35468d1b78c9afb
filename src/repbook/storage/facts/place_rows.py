"""A customer's place as it is kept: a row of numbers, and what it says as a line of JSON.

What counts days is kept as of the day it was reckoned on, with what it grows by a day (``domain/spine/counted``); so
a row reads on every day on which it holds as the rules would have it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from zlib import crc32

from ... import __version__
from ...domain.spine.counted import Watch, parts, told
from ...domain.spine.facts import CustomerFacts
from ...domain.spine.kinds import Band, Group, Phase
from ...domain.spine.model import Reason
from ...domain.spine.rules import Rules
from ...domain.spine.watched_day import watched
from ...domain.today.place import ORDER, Place, Shown, place
from ...values import NamedTuple
from .cache_version import RULES

DAY = 24 * 60
"""Minutes: what holds is told in them."""
NEVER = -1
COLUMNS = (
    *("customer_id", "rules", "since", "until", "kept", "name", "active", "phase", "phase_note"),
    *("score", "band", "known", "debt", "debt_rise", "before", "before_rise", "overdue", "red"),
    *("day", "day_rise", "proposed", "next_on", "due", "broken"),
    *("row_at", "row_group", "row_weight", "row_rise", "row_red"),
    *("calm_at", "calm_group", "calm_weight", "calm_rise", "timed", "said"),
)
KEPT = ", ".join(COLUMNS)
HOLDS = "until >= :now AND since <= :now AND rules = :rules"
CALM = (*("", 0, "", "", 0, "", 0), *(0,) * 9, None, 0, 0, *(None,) * 9, 0, "")
"""Behind the first five columns of whom Today can't show."""
DIGITS = 6
"""What a number that grows has behind its point: what adding fractions loses is less."""
GROUPS = tuple(Group)
PHASES = {str(phase): phase for phase in Phase}
BANDS = {str(band): band for band in Band}
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
PlaceRow = tuple[Any, ...]


def version(rules: Rules) -> int:
    """The rules that a place was reckoned by, and whose words it has: this repbook's, with the rep's own numbers."""
    own = rules._replace(business=rules.business.__class__())
    return crc32(repr((__version__, RULES, own, sorted(rules.business.holidays))).encode())


def minute_of(now: datetime) -> int:
    """A moment as the minutes from the first day there is."""
    return now.toordinal() * DAY + now.hour * 60 + now.minute


def reckon(facts: CustomerFacts, now: datetime, rules: Rules, of: int) -> PlaceRow:
    """The place of a customer now, and until when it holds, as a row; ``of`` is the version of the rules."""
    try:
        row, watch = watched_place(facts, now, rules)
    except (TypeError, ValueError, AttributeError):
        # A rule that can't be followed, or damaged facts: what they say plainly holds for this minute.
        watch = Watch(now.date())
        row = _row(place(facts, now.date(), rules, now), watch)
        watch.only_today()
        watch.for_minutes(minute_of(now) % DAY)
    return facts.id, of, *_holds(watch, now), 0, *row


def watched_place(facts: CustomerFacts, now: datetime, rules: Rules) -> tuple[PlaceRow, Watch]:
    """The place of a customer now, but for the first five columns, and what tells until when it holds."""
    day, moment, watch = watched(now.date(), now)
    return _row(place(facts, day, rules, moment), watch), watch


def _holds(watch: Watch, now: datetime) -> tuple[int, int]:
    """The first minute and the last one."""
    if watch.minute is not None:
        return minute_of(now), watch.began * DAY + watch.minute
    # A clock is asked about backwards as well: a page is kept for as long as it stays what it is.
    since = min(watch.began * DAY + watch.since, minute_of(now))
    return since, watch.until * DAY + DAY - 1


def _row(it: Place, watch: Watch) -> PlaceRow:
    """All but the first five columns."""
    row, calm = it.row, it.calm
    return (
        it.name,
        it.active,
        str(it.phase),
        str(it.phase_note),
        it.score,
        str(it.band),
        it.known,
        *parts(it.debt),
        *parts(it.before),
        it.overdue,
        it.red,
        *parts(it.day),
        it.proposed,
        it.next_on.isoformat() if it.next_on else None,
        it.due,
        it.broken,
        *((row.at, ORDER[row.group], *parts(row.weight), row.red) if row else (None,) * 5),
        *((calm.at, ORDER[calm.group], *parts(calm.weight)) if calm else (None,) * 4),
        it.timed,
        _ENCODER.encode([_values(each, watch) for each in it.reasons]) if it.reasons else "",
    )


def _values(reason: Reason, watch: Watch) -> list[Any]:
    weight, rise = parts(reason.weight)
    return [
        ORDER[reason.group],
        reason.text,
        reason.command,
        [weight, rise, watch.began] if rise else weight,
        int(reason.red),
        reason.due_on.isoformat() if reason.due_on else None,
        reason.target,
        reason.at,
        reason.who,
        reason.when,
    ]


def _reason(values: list[Any], day: int) -> Reason:
    group, text, command, weight, red, due_on, target, at, who, when = values
    if weight.__class__ is list:
        value, rise, began = weight
        weight = round(value + rise * (day - began), DIGITS)
    return Reason(
        GROUPS[group],
        text,
        command,
        weight,
        bool(red),
        date.fromisoformat(due_on) if due_on else None,
        (target[0], target[1]) if target else None,
        at,
        who,
        when,
    )


class KeptPlace(NamedTuple):
    """A place as its row has it on a day: what it takes to read it is done when somebody looks."""

    id: int
    name: str
    active: bool
    phase_word: str
    note: str
    score: int
    band_word: str
    known: bool
    debt: float
    before: float
    overdue: bool
    red: bool
    day: int
    proposed: int
    next_day: str | None
    due: int
    broken: int
    row_at: int | None
    row_group: int
    row_weight: float
    row_red: bool
    calm_at: int | None
    calm_group: int
    calm_weight: float
    timed: bool
    said: str
    today: int

    @property
    def phase(self) -> Phase:
        """The phase of the customer."""
        return PHASES[self.phase_word]

    @property
    def phase_note(self) -> str:
        """The phase in a word or two."""
        return told(self.note, self.today)

    @property
    def band(self) -> Band:
        """The band of the risk."""
        return BANDS[self.band_word]

    @property
    def next_on(self) -> date | None:
        """The day of the next step."""
        return date.fromisoformat(self.next_day) if self.next_day else None

    @property
    def row(self) -> Shown | None:
        """What its row shows."""
        if self.row_at is None:
            return None
        return Shown(self.row_at, GROUPS[self.row_group], self.row_weight, bool(self.row_red))

    @property
    def calm(self) -> Shown | None:
        """What it shows if the customer is left to the triage pass."""
        if self.calm_at is None:
            return None
        return Shown(self.calm_at, GROUPS[self.calm_group], self.calm_weight)

    @property
    def reasons(self) -> Sequence[Reason]:
        """Every reason, in the order of the rules."""
        values = json.loads(told(self.said, self.today)) if self.said else ()
        return [_reason(each, self.today) for each in values]


GONE = f"(:today - since / {DAY})"
READ = f"""customer_id, name, active, phase, phase_note, score, band, known, debt + debt_rise * {GONE},
  before + before_rise * {GONE}, overdue, red, day + day_rise * {GONE}, proposed, next_on, due, broken,
  row_at, row_group, row_weight + row_rise * {GONE}, row_red,
  calm_at, calm_group, calm_weight + calm_rise * {GONE}, timed, said, :today"""
"""What of a row makes a ``KeptPlace`` of a day."""


def read(row: PlaceRow, today: date) -> KeptPlace:
    """The place on a day on which its row holds."""
    # fmt: off
    (
        customer_id, _, since, _, _, name, active, phase, note, score, band, known, debt, debt_rise, before, before_rise,
        overdue, red, day, day_rise, proposed, next_on, due, broken, at, group, weight, rise, row_red,
        calm_at, calm_group, calm_weight, calm_rise, timed, said,
    ) = row
    number = today.toordinal()
    gone = number - since // DAY
    return KeptPlace(
        customer_id, name, active, phase, note, score, band, known, debt + debt_rise * gone, before + before_rise * gone,
        overdue, red, day + day_rise * gone, proposed, next_on, due, broken,
        at, group, weight + rise * gone if at is not None else weight, row_red,
        calm_at, calm_group, calm_weight + calm_rise * gone if calm_at is not None else calm_weight, timed, said, number,
    )
    # fmt: on


def same(one: KeptPlace | Place, other: KeptPlace | Place) -> bool:
    """Whether two places say the same: what adding fractions loses is no difference."""
    return all(_told(getattr(one, name)) == _told(getattr(other, name)) for name in Place._fields)


def _told(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, DIGITS)
    if isinstance(value, Reason | Shown):
        return value._replace(weight=round(value.weight, DIGITS))
    return [_told(each) for each in value] if isinstance(value, list | tuple) else value
