"""The closing page of a week as values, and as the lines that a screen, a shell, or a file prints.

Everything is counted from dated rows, so that a late entry corrects a week that is past. Counts stand before
shares and nothing has decimals. A week still ahead has nothing but its load.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ...values import NamedTuple
from ...wording import NOUNS, PHASE_WORD, SCORE_WORDS, count, day_text
from ..reports.report import Line, share
from ..spine.kinds import Phase

MOST = 12
"""Lines of one sort that a page has at most; the rest are counted."""


class Section(NamedTuple):
    """Lines under a heading."""

    title: str
    lines: tuple[Line, ...]


class Touched(NamedTuple):
    """How many touches of one kind there were: answered, left with them, and not answered."""

    kind: str
    two_way: int = 0
    one_way: int = 0
    no_answer: int = 0


class Checked(NamedTuple):
    """One answer to "Was everything as expected?", −2 to +2, and their words."""

    customer: str
    score: int
    words: str = ""


class Solved(NamedTuple):
    """A problem that was solved: hours until it was answered, begun ones counted whole (None: not known), and
    days until it was solved, whose hour nobody writes down.
    """

    customer: str
    text: str
    answered: int | None
    days: int


class Move(NamedTuple):
    """A customer who went from one phase to another."""

    customer: str
    before: Phase
    after: Phase


class Talks(NamedTuple):
    """Where the rep's time went: talks with customers in a phase, and the minutes that were noted (R34)."""

    phase: Phase
    number: int
    minutes: int = 0


class Load(NamedTuple):
    """A week that lies ahead: contacts that are dated, the fullest day, and what stands there late.

    ``past`` says that the week has begun or gone: then ``contacts`` counts what was due in it.
    """

    week: str
    contacts: int = 0
    fullest: date | None = None
    most: int = 0
    rhythm: int = 0
    late: int = 0
    past: bool = False


class WeekPage(NamedTuple):
    """What one week came to. ``debt`` and ``at_risk`` are those of the evening before it began and of its end.

    ``broken`` are the promises that broke in this week and were not made good in it; ``streak`` counts those
    kept in a row by its end. ``notes`` are the orders of the week that had their thank-you. ``learned``
    is the line of the review, and ``finished_on`` its day.
    """

    week: str
    begins: date
    ends: date
    today: date
    load: Load
    touches: tuple[Touched, ...] = ()
    kept: int = 0
    late: int = 0
    broken: tuple[tuple[str, str], ...] = ()
    streak: int = 0
    debt: tuple[float, float] = (0.0, 0.0)
    at_risk: tuple[int, int] = (0, 0)
    checks: tuple[Checked, ...] = ()
    problems_known: int = 0
    solved: tuple[Solved, ...] = ()
    posted: int = 0
    by_hand: int = 0
    orders: int = 0
    notes: int = 0
    moves: tuple[Move, ...] = ()
    talks: tuple[Talks, ...] = ()
    told: int = 0
    asked: int = 0
    answered: int = 0
    said_yes: int = 0
    wins: tuple[tuple[str, str], ...] = ()
    learned: str = ""
    finished_on: date | None = None

    @property
    def ahead(self) -> bool:
        """Whether the week has not begun yet."""
        return self.begins > self.today


def title(page: WeekPage) -> str:
    """``Week 2026-W12: Mon 16 Mar to Sun 22 Mar 2026``."""
    first = day_text(page.begins, page.ends)
    return f"Week {page.week}: {first} to {day_text(page.ends)}"


def sections(page: WeekPage) -> tuple[Section, ...]:
    """The page as headed lines: a label, the number in words, and what to know of it."""
    if page.ahead:
        return (_load(page),)
    parts = (
        Section("What was learned", (Line("", page.learned),) if page.learned else ()),
        Section("Said and done", tuple(_said(page))),
        Section("Attention", tuple(_attention(page))),
        Section("Wins", _few(page.wins, "won")),
        Section("Checks", tuple(_checks(page))),
        Section("Problems", tuple(_problems(page))),
        Section("Phases", tuple(_moves(page))),
        Section("Given and asked", tuple(_given(page))),
        _load(page),
    )
    return tuple(part for part in parts if part.lines)


def _said(page: WeekPage) -> Iterator[Line]:
    """Promises kept, not deals pushed (R53), and the notes that orders had (R77)."""
    closed = page.kept + page.late + len(page.broken)
    note = f"{page.late} late · {len(page.broken)} broken"
    kept = f"{page.kept} of {closed}" if closed else "none fell due"
    yield Line("promises kept", kept, note if closed else "")
    if page.streak:
        yield Line("in a row", count(page.streak, "promise"))
    yield from _few(page.broken, "broken")
    if page.orders:
        notes = share(page.notes, page.orders)
        yield Line("notes posted", notes, "thank-yous, of the orders of the week")


def _attention(page: WeekPage) -> Iterator[Line]:
    """Touches, attention debt (R28), and who is at risk, at the start and at the end."""
    answered = sum(each.two_way for each in page.touches)
    left = sum(each.one_way for each in page.touches)
    missed = sum(each.no_answer for each in page.touches)
    said = f"{answered} two-way · {left} one-way"
    yield Line("touches", str(answered + left + missed), said + _and(missed, "no answer"))
    if page.talks:
        number = sum(each.number for each in page.talks)
        minutes = sum(each.minutes for each in page.talks)
        where = (f"{each.number} {PHASE_WORD[each.phase]}" for each in page.talks)
        noted = f" · {minutes} min" if minutes else ""
        yield Line("talks by phase", f"{number}{noted}", " · ".join(where))
    for each in page.touches:
        note = f"{each.two_way} two-way · {each.one_way} one-way"
        total = each.two_way + each.one_way + each.no_answer
        yield Line(
            NOUNS.get(each.kind, each.kind), str(total), note + _and(each.no_answer, "no answer")
        )
    before, after = (round(debt) for debt in page.debt)
    yield Line("attention debt", str(after), _change(before, after))
    yield Line("at risk", count(page.at_risk[1], "customer"), _change(*page.at_risk))


def _and(number: int, word: str) -> str:
    return f" · {number} {word}" if number else ""


def _change(before: int, after: int) -> str:
    if before == after:
        return "as when the week began"
    return f"{before} when the week began, {after - before:+d}".replace("-", "−")


def _checks(page: WeekPage) -> Iterator[Line]:
    for each in page.checks[:MOST]:
        words = f"“{each.words}”" if each.words else ""
        yield Line(each.customer, SCORE_WORDS[each.score], words)
    yield from _rest(len(page.checks))


def _problems(page: WeekPage) -> Iterator[Line]:
    if not (page.problems_known or page.solved):
        return
    yield Line("known", count(page.problems_known, "problem"), f"{len(page.solved)} solved")
    for each in page.solved[:MOST]:
        hours = "" if each.answered is None else f"answered within {each.answered} h · "
        days = "the same day" if not each.days else f"in {each.days} d"
        yield Line(each.customer, each.text, f"{hours}solved {days}")
    yield from _rest(len(page.solved))


def _moves(page: WeekPage) -> Iterator[Line]:
    for phase in (Phase.SETTLED, Phase.LEARNING, Phase.EXCITEMENT):
        names = [each.customer for each in page.moves if each.after is phase]
        if names:
            yield Line(f"into {PHASE_WORD[phase]}", str(len(names)), _names(names))


def _given(page: WeekPage) -> Iterator[Line]:
    if page.posted:
        yield Line("letters posted", str(page.posted), f"{page.by_hand} by hand")
    if page.told:
        yield Line("evidence told", count(page.told, "success", "successes"))
    if page.asked or page.answered:
        note = f"{page.answered} answered, {page.said_yes} with a yes"
        yield Line("asked", count(page.asked, "time"), note)


def _load(page: WeekPage) -> Section:
    load = page.load
    if load.past:
        heading = f"Week {load.week}, as it was due"
        return Section(heading, (Line("due", count(load.contacts, "contact")),))
    lines = [Line("dated", count(load.contacts, "contact"))]
    if load.fullest is not None:
        lines.append(
            Line("fullest day", day_text(load.fullest, page.today), count(load.most, "contact"))
        )
    if load.rhythm:
        lines.append(Line("the rhythm asks for", count(load.rhythm, "customer")))
    if load.late:
        lines.append(Line("late by now", str(load.late), "on Today"))
    return Section(f"Week {load.week}, ahead", tuple(lines))


def _few(pairs: Iterable[tuple[str, str]], word: str) -> tuple[Line, ...]:
    found = tuple(pairs)
    lines = [Line(word, customer, text) for customer, text in found[:MOST]]
    return (*lines, *_rest(len(found)))


def _rest(number: int) -> Iterator[Line]:
    if number > MOST:
        yield Line("", f"and {number - MOST} more")


def _names(names: list[str]) -> str:
    shown = ", ".join(names[:MOST])
    return shown if len(names) <= MOST else f"{shown}, and {len(names) - MOST} more"
