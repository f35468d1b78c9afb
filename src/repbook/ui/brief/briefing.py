"""The brief: what a rep reads in the ten seconds before dialling (R20, R37, R57, R73).

One personal line comes first, for they are friends before they are business (R19). Then what is important to them,
what is owed, what was last said, what they still expect, how they like to be reached (§5); then what the call can do
besides, and at last how it stands with them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from rich.cells import cell_len

from ...domain.care.promises import is_broken
from ...domain.care.yearly import next_on
from ...domain.shown.call_asks import ask_about
from ...domain.shown.customer_views import CustomerPage, PersonView
from ...domain.shown.this_call import for_this_call
from ...domain.spine.calendar import stored_day
from ...domain.spine.kinds import FactKind
from ...domain.spine.rules import Rules
from ...values import NamedTuple
from ...wording import MONTHS, PHASE_GLYPH, PHASE_WORD, SCORE_WORDS, ago, clean, count, day_text
from ..keys.commands import SHIPPED, Keys
from ..text.event_words import EXPECTED, points, risk_style
from ..text.gauges import LINE, bar
from ..text.paragraphs import LABEL, hung, wrap
from .brief_notes import GOOD, good_to_know, openings, warnings
from .brief_reach import reach

if TYPE_CHECKING:
    from ..text.render import Piece

REASONS = 5
"""Parts of the risk that are shown however little room there is; the worst ones. A warning takes the place of one."""
LEAST_REASONS, MOST_OPENINGS = 2, 2
BAR = 10
"""Cells of the bar of the risk."""
WORD = 12
"""Cells that a line may lose because its next word has no room there."""
GAP: list[tuple[str, str]] = [("\n", "")]


class Room(NamedTuple):
    """How much of what can go there is room for: what is good to know, parts of the risk, what the call can do,
    air between; ``tight`` where what stays has fewer lines.
    """

    good: int
    reasons: int
    openings: int = MOST_OPENINGS
    air: bool = True
    tight: bool = False


def rooms(reasons: int, least: int) -> Iterator[Room]:
    """From all of it to the least: what a rep needs before dialling goes last, how it stands keeps its line."""
    room = Room(len(GOOD), reasons)
    yield room
    for good in range(len(GOOD) - 1, -1, -1):
        yield (room := room._replace(good=good))
    for fewer in range(reasons - 1, least - 1, -1):
        yield (room := room._replace(reasons=fewer))
    yield (room := room._replace(openings=1))
    yield (room := room._replace(air=False))
    for fewer in range(min(reasons, least) - 1, 0, -1):
        yield (room := room._replace(reasons=fewer))
    yield (room := room._replace(tight=True))
    yield (room := room._replace(openings=0))
    yield room._replace(reasons=0)


def brief_lines(
    page: CustomerPage,
    today: date,
    width: int,
    height: int = 0,
    *,
    now: datetime | None = None,
    rules: Rules,
    keys: Keys = SHIPPED,
) -> list[Piece]:
    """The brief of a customer, laid out for ``width`` cells; the styles are theme variables.

    All of it, or as much as ``height`` lines have room for: first what is only good to know goes, then the smallest
    parts of the risk, what the call can do besides, the air, the rest of the risk's parts. ``now`` is the rep's wall
    clock, held against the hours they like.
    """
    width = max(24, width)
    warned = warnings(page, today, width, rules)
    besides = for_this_call(page, today, rules)
    parts: list[Piece] = []
    for room in rooms(len(page.standing.risk.parts), max(LEAST_REASONS, REASONS - _height(warned))):
        most = openings(besides[: room.openings], width, keys)
        parts = _lines(page, today, width, room, warned, most, now, rules, keys)
        if not height or _height(parts) <= height:
            break
    return parts


def _height(parts: list[Piece]) -> int:
    return sum(value.count("\n") for value, _ in parts)


def _lines(
    page: CustomerPage,
    today: date,
    width: int,
    room: Room,
    warned: list[Piece],
    besides: list[Piece],
    now: datetime | None,
    rules: Rules,
    keys: Keys,
) -> list[Piece]:
    person, gap = page.main_person, GAP if room.air else []
    parts = [
        *_name(page, person, width),
        *gap,
        *_personal(page, today, width, rules, keys),
        *gap,
        *_important(page, width),
        *warned,
        *_owed(page, today, width),
        *_last(page, today, width, 2 if room.tight else 4),
        *_expects(page, width, room.tight),
        *gap,
        *reach(page, person, width, now, keys, tight=room.tight),
        *gap,
        *besides,
        *good_to_know(page, today, width, room.good),
        *(gap if besides or room.good else []),
        *_rhythm(page, today, width),
        *_risk(page, width, room.reasons),
    ]
    while parts and parts[-1][0] == "\n":
        parts.pop()
    return [
        part for at, part in enumerate(parts) if part[0] != "\n" or parts[at - 1 : at] != [part]
    ]


def _name(page: CustomerPage, person: PersonView | None, width: int) -> list[Piece]:
    parts = [(f"{line}\n", "bold $ink") for line in wrap(page.name, width, 2)]
    if person is not None:
        said = " · ".join(part for part in (clean(person.name), clean(person.role)) if part)
        parts += [(f"{line}\n", "$foreground") for line in wrap(said, width, 2)]
    if page.state != "active":
        why = f" · {clean(page.state_reason)}" if page.state_reason else ""
        said = f"off the book: {page.state}{why}"
        parts += [(f"{line}\n", "bold $due") for line in wrap(said, width, 2)]
    return parts


def _personal(page: CustomerPage, today: date, width: int, rules: Rules, keys: Keys) -> list[Piece]:
    """A day of theirs that is near, or what was longest not asked about."""
    label, style = "Ask about", "$warm"
    for day in page.facts.dates:
        on = next_on(day.month, day.day, today)
        gap = (on - today).days if on else None
        if gap is not None and gap <= rules.clocks.dates_ahead:
            when = "today" if gap == 0 else "tomorrow" if gap == 1 else f"in {gap} d"
            what = " · ".join(part for part in (day.person, day.label or day.kind) if part)
            said = f"{what} · {day.day} {MONTHS[day.month - 1]}, {when}"
            return hung("Remember", said, width, style, label_style=style)
    fact = page.ask_after
    if fact is not None:
        said = ask_about(fact, page.main_person, today, 2 * (width - LABEL) - WORD)
        return hung(label, said, width, style, label_style=style, most=2)
    words = f"nothing personal is known yet: {keys('fact')} keeps it"
    return hung(label, words, width, "$quiet")


def _important(page: CustomerPage, width: int) -> list[Piece]:
    parts: list[Piece] = []
    for fact in [fact for fact in page.remarks if fact.kind == FactKind.IMPORTANT][:2]:
        label = "" if parts else "Important"
        parts += hung(label, f"“{clean(fact.text)}”", width, "bold $ink", most=3)
    return parts or hung("Important", "not asked yet: what is important to them?", width, "$quiet")


def _owed(page: CustomerPage, today: date, width: int) -> list[Piece]:
    ours = [promise for promise in page.facts.promises if not promise.theirs]
    theirs = [promise for promise in page.facts.promises if promise.theirs]
    parts: list[Piece] = []
    for promise in ours[:3]:
        broken = is_broken(promise, today)
        when = "today" if promise.due_on == today else day_text(promise.due_on, today)
        said = f"{clean(promise.text)} · {f'broken: they wait since {when}' if broken else when}"
        label = "" if parts else "Owe"
        parts += hung(label, said, width, "bold $alarm" if broken else "$foreground", most=3)
    if len(ours) > 3:
        parts += hung("", f"and {count(len(ours) - 3, 'more promise')}", width, "$quiet")
    for promise in theirs[:2]:
        said = f"{clean(promise.text)} · {day_text(promise.due_on, today)}"
        parts += hung("They owe", said, width, most=2)
    return parts


def _last(page: CustomerPage, today: date, width: int, most: int) -> list[Piece]:
    if not page.last:
        return hung("Last", "no touch is logged yet", width, "$quiet")
    event = page.last[0]
    day = stored_day(event.on_day)
    when = ago(day, today) if day else event.on_day
    check = page.facts.checks[0] if page.facts.checks else None
    score = SCORE_WORDS[check.score] if check is not None and check.on == day else ""
    said = " · ".join(part for part in (when, event.said, score, clean(event.text)) if part)
    return hung("Last", said, width, most=most)


def _expects(page: CustomerPage, width: int, tight: bool) -> list[Piece]:
    still = [each for each in page.expectations if each.state != "met"]
    met = len(page.expectations) - len(still)
    parts: list[Piece] = []
    for each in still[: 2 if tight else 4]:
        mark, style = EXPECTED.get(each.state, EXPECTED["not asked"])
        lines = wrap(each.text, width - LABEL - 2, 1 if tight else 2)
        for place, line in enumerate(lines):
            label = "Expects" if not parts else ""
            glyph = f"{mark} " if place == 0 else "  "
            parts += [(label.ljust(LABEL), "$quiet"), (glyph, style), (f"{line}\n", "$foreground")]
    if met:
        label = "" if parts else "Expected"
        parts += hung(label, f"✓ {met} met", width, "$settled")
    return parts or hung("Expects", "nobody has asked them yet", width, "$quiet")


def _rhythm(page: CustomerPage, today: date, width: int) -> list[Piece]:
    stands = page.standing
    silence = stands.silence
    phase = f"{PHASE_GLYPH[stands.phase]} {PHASE_WORD[stands.phase]} {stands.phase_note}".rstrip()
    parts = hung("Phase", phase, width, f"${stands.phase}" if stands.phase != "none" else "$quiet")
    said = f"{silence.ago} {silence.unit} of {silence.limit}"
    if silence.unknown:
        said = f"no contact is known; {silence.days} {silence.unit} in the book"
    style = "$foreground"
    if silence.forgotten:
        said, style = f"{said} · forgotten", "bold $alarm"
    elif silence.overdue:
        said, style = f"{said} · overdue", "$due"
    elif silence.quiet_until is not None:
        said = f"{said} · quiet until {day_text(silence.quiet_until, today)}"
    if stands.debt >= 0.05:
        said = f"{said} · debt {stands.debt:.1f}"
    if silence.another_channel:
        said = f"{said} · nobody answers: try another channel"
    return parts + hung("Silence", said, width, style)


def _risk(page: CustomerPage, width: int, reasons: int) -> list[Piece]:
    risk = page.standing.risk
    if not risk.known:
        return hung("Risk", "unknown: no touch and no check yet", width, "$quiet")
    style, said = risk_style(risk.band, "$foreground"), f"{risk.score} {risk.band}"
    cells = BAR if LABEL + BAR + 1 + cell_len(said) <= width else 0
    full, rest = bar(risk.score, 100, cells, LINE)
    parts = [
        ("Risk".ljust(LABEL), "$quiet"),
        (full, style),
        (rest, "$rule"),
        (f" {said}\n" if cells else f"{said}\n", style),
    ]
    for part in risk.parts[:reasons]:
        style = "$settled" if part.points < 0 else "$foreground"
        for place, line in enumerate(wrap(part.reason, width - LABEL - 3, 2)):
            number = points(part).rjust(4) if place == 0 else "    "
            parts += [(" " * (LABEL - 2), ""), (f"{number} ", "$quiet"), (f"{line}\n", style)]
    if 0 < reasons < len(risk.parts):
        parts += hung("", f"and {len(risk.parts) - reasons} more", width, "$quiet")
    return parts
