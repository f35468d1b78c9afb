"""The numbers over each ledger, in plain words: counts before shares, and no decimals."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ...values import NamedTuple
from ...wording import count
from ..growth.growth import QUARTER
from ..spine.rules import Rules
from .ledgers import AGAIN, CLOCKS, Line

DAYS = QUARTER
"""How far back the share of promises kept reaches."""


class Part(NamedTuple):
    """A few words of a head; ``role`` is "alarm" or "due" where they call for something.

    ``ribbon`` are promises one by one, oldest first, each by how it ended.
    """

    text: str
    role: str = ""
    ribbon: tuple[str, ...] = ()


LedgerHead = tuple[Part, ...]


class PromiseNumbers(NamedTuple):
    """Promises of ours that came due within ``DAYS``, and how they stand now; what they owe us.

    ``ended`` are those that came due, newest first: kept, late, broken.
    """

    kept: int
    judged: int
    in_a_row: int
    due_today: int
    broken: int
    ended: Sequence[str] = ()


def promises(found: PromiseNumbers) -> LedgerHead:
    """``kept 41 of 44 in 90 days · 7 in a row · 2 due today · 1 broken`` (R42, R53)."""
    if found.judged:
        said = f"kept {found.kept} of {found.judged} in {DAYS} days"
        parts = [Part(said, ribbon=tuple(reversed(found.ended)))]
    else:
        parts = [Part(f"none came due in {DAYS} days")]
    if found.in_a_row:
        parts.append(Part(f"{found.in_a_row} in a row"))
    parts.append(Part(f"{found.due_today} due today", "due" if found.due_today else ""))
    parts.append(Part(f"{found.broken} broken", "alarm" if found.broken else ""))
    return tuple(parts)


def problems(lines: Sequence[Line], known: Sequence[int], solved: Sequence[int]) -> LedgerHead:
    """What the open problems lack, and the medians of a year (R85, R86).

    ``known`` are the days from arising to known, ``solved`` those from known to solved. A problem's
    first day is known to the day only.
    """
    past = sum(line.red for line in lines)
    parts = [Part(f"{past} past {'its' if past == 1 else 'their'} clock", "alarm")] if past else []
    for clock, step in (*CLOCKS.items(), (AGAIN, AGAIN)):
        number = sum(line.clock == clock for line in lines)
        if number:
            parts.append(Part(f"{number} to {step}"))
    if not parts:
        parts.append(Part("none open"))
    took = []
    if known:
        days = median(known)
        took.append(f"known {f'within {days} d' if days else 'the same day'}")
    if solved:
        days = median(solved)
        took.append(f"solved {f'within {days} d' if days else 'the day they are known'}")
    if took:
        parts.append(Part(f"half are {', '.join(took)}"))
    return tuple(parts)


def expectations(met: int, partly: int, unmet: int, not_asked: int) -> LedgerHead:
    """How many of what they expect was met."""
    return (
        Part(f"{met} met"),
        Part(f"{partly} partly"),
        Part(f"{unmet} unmet", "due" if unmet else ""),
        Part(f"{not_asked} not asked"),
    )


def evidence(
    told: int, untold: int, oldest: str | None, testimonials: int, shown: int, *, today: date
) -> LedgerHead:
    """Successes told and untold, the ``oldest`` of them by its ISO day; and what may be shown to others."""
    age = (today - date.fromisoformat(oldest)).days if oldest else 0
    waits = f", the oldest {age} d" if age > 0 else ""
    parts = [Part(f"{untold} untold{waits}", "due" if untold else ""), Part(f"{told} told")]
    if testimonials:
        said = f"{count(testimonials, 'testimonial')}, {shown} may be shown"
        parts.append(Part(said))
    return tuple(parts)


def letters(lines: Sequence[Line], posted: int, thanked: int, orders: int) -> LedgerHead:
    """The stack to post with its age, and whether every order of a year was thanked for (R75, R77, R93)."""
    stack = [line for line in lines if line.open]
    notes = sum(line.sort == "note after a call" for line in stack)
    clippings = sum(line.sort == "clipping" for line in stack)
    stale = sum(line.due for line in stack)
    what = [count(notes, "note")] if notes else []
    what += [count(clippings, "clipping")] if clippings else []
    if stack and len(stack) > notes + clippings:
        what.append(count(len(stack) - notes - clippings, "letter"))
    parts = [Part(f"to post: {', '.join(what)}" if what else "nothing to post")]
    if stale:
        parts.append(Part(f"{stale} stale", "due"))
    parts.append(Part(f"{posted} posted this month"))
    if orders:
        parts.append(
            Part(
                f"thank-yous posted for {thanked} of {count(orders, 'order')}",
                "due" if thanked < orders else "",
            )
        )
    return tuple(parts)


class AskNumbers(NamedTuple):
    """Asks by what came of them, what was given and asked over the whole book, and referrals."""

    open: int
    yes: int
    no: int
    gave: int
    asked: int
    this_week: int
    referrals: int
    thanked: int


def asks(found: AskNumbers, rules: Rules) -> LedgerHead:
    """``1 open · 3 yes · 1 no · gave 12 : asked 4 · asked 1 of 3 this week`` (R17, R95, R96)."""
    most = rules.asks.in_a_week
    parts = [
        Part(f"{found.open} open"),
        Part(f"{found.yes} yes"),
        Part(f"{found.no} no"),
        Part(f"gave {found.gave} : asked {found.asked}"),
        Part(
            f"asked {found.this_week} of {most} this week",
            "due" if found.this_week >= most else "",
        ),
    ]
    if found.referrals:
        waits = found.thanked < found.referrals
        said = f"{count(found.referrals, 'referral')} given, {found.thanked} thanked for"
        parts.append(Part(said, "due" if waits else ""))
    return tuple(parts)


def median(values: Sequence[int]) -> int:
    """The middle one; of an even number the higher of the two, so that nothing is flattered."""
    return sorted(values)[len(values) // 2]
