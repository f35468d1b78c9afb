"""What a call may be: its outcomes, what it may answer, and what is asked in it besides."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from ...errors import InvalidInput
from ...wording import ago, clean
from ..care.checks import step_words
from ..care.preferences import first, outside
from ..spine.calendar import stored_day
from ..spine.contacts import WORDS, Contact
from ..spine.facts import FollowupFacts
from ..spine.kinds import (
    AskKind,
    AskOutcome,
    FactKind,
    FollowupKind,
    FollowupSource,
    Phase,
    Reach,
    Severity,
    TouchKind,
)
from ..spine.reason_phrases import due as due_words
from ..spine.reason_phrases import short
from .customer_views import CustomerPage, FactView, PersonView

OUTCOMES = tuple(WORDS)[:7]
"""What may come of it, a digit each; any other contact is said in words."""
NOBODY, SOMEBODY = "nobody in particular", "+ somebody new"
MOST_PEOPLE, NAME_ROOM = 7, 24
VITAL = ("vital-1", "vital-2")
"""The agenda's steps that ask after the vital areas."""
CROWDED = 4
"""Follow-ups due at once that leave no room to ask after the vital areas besides."""
OF_ANY_TALK = (FollowupSource.REP, FollowupSource.RHYTHM, FollowupSource.IMPORT)
"""What a follow-up comes of that any talk answers."""
NOT_BY_TALK = (
    FollowupKind.LETTER,
    FollowupKind.THANKS,
    FollowupKind.REASSURE,
    FollowupKind.EVIDENCE,
    FollowupKind.FACTS,
)
"""What a follow-up asks for that has a form of its own."""
ALL_FINE = "fine"
MOST_AREAS = 3
"""Untrained areas that a call offers; all of them stand in the form of a training."""
MOST_TROUBLES = 2
"""Problems that a call offers to close; all of them stand in the ledger."""
OF_A_TALK = "ascr"
"""The ticks that need an answer of theirs, by their first letters."""
_GRAVE = tuple(Severity)
ROOM = 64
"""Letters of what a call may have done besides; a screen with less room cuts its end."""


def prefers(page: CustomerPage, now: datetime) -> str:
    """How they like to be reached, and whether now suits them (R73); "" where nobody has asked."""
    text, preference = first(fact.text for fact in page.remarks if fact.kind == FactKind.PREFERENCE)
    if not text:
        return ""
    late = "Now is outside their hours. " if outside(preference, now) else ""
    return f"{late}Prefers {text}"


def due_now(page: CustomerPage, today: date, target: tuple[str, int]) -> list[FollowupFacts]:
    """The follow-ups that a call may answer: the highlighted one first, then what came due last.

    Not the list of what the rep did since an imported order: it is ticked line by line, or its steps are let go.
    """
    due = [
        item
        for item in page.facts.followups
        if item.kind is not FollowupKind.CATCH_UP
        and (item.due_on <= today or ("followup", item.id) == target)
    ]
    # Steps of one day are one contact: they stay together, in the agenda's order.
    due.sort(key=lambda item: item.due_on, reverse=True)
    return sorted(due, key=lambda item: ("followup", item.id) != target)


def answered_by_talk(
    page: CustomerPage, on_day: date, target: tuple[str, int] = ("", 0)
) -> FollowupFacts | None:
    """The step that a talk on a day has done where no form asks: the highlighted one, as the log form ticks it.

    Else the first reason that a call answers, if any talk answers it: a step of an agenda asks for something of
    its own, and a check for their answer.
    """
    rows = {("followup", item.id): item for item in page.facts.followups}
    if target in rows and rows[target].kind not in NOT_BY_TALK:
        return rows[target]
    for reason in page.standing.reasons:
        step = rows.get(reason.target or ("", 0)) if reason.command == "log" else None
        if step is not None and step.due_on <= on_day and _by_any_talk(step):
            return step
    return None


def _by_any_talk(step: FollowupFacts) -> bool:
    plain = step.kind in (FollowupKind.CALL, FollowupKind.VISIT)
    return plain and step.source in OF_ANY_TALK and not step.delegated_to


def asking(page: CustomerPage, target: tuple[str, int], step: str) -> int | None:
    """The id of the highlighted follow-up, if it is the step of an agenda that asks for this."""
    rows = page.facts.followups
    found = (row.id for row in rows if ("followup", row.id) == target and row.step == step)
    return next(found, None)


def vital_to_ask(
    page: CustomerPage, today: date, target: tuple[str, int] = ("", 0)
) -> tuple[FactView, ...]:
    """The vital areas to ask after: when the agenda says so, and at each call once something is live (R78).

    Where much else is due they wait for the next call, unless the agenda asks for them.
    """
    due = due_now(page, today, target)
    live = any(sale.live_on is not None and sale.live_on <= today for sale in page.facts.sales)
    asked = any(item.step in VITAL for item in due)
    at_each_call = live or page.standing.phase is Phase.SETTLED
    if not asked and not (at_each_call and len(due) < CROWDED):
        return ()
    return tuple(fact for fact in page.remarks if fact.kind == FactKind.VITAL)[:5]


def untrained(page: CustomerPage, today: date) -> tuple[FactView, ...]:
    """Areas that a purchase affects and that nobody was trained on, once something is live (R68)."""
    live = any(sale.live_on is not None and sale.live_on <= today for sale in page.facts.sales)
    areas = (fact for fact in page.remarks if fact.kind == FactKind.AREA and not fact.done_on)
    return tuple(areas)[:MOST_AREAS] if live else ()


def answered(
    page: CustomerPage, today: date, target: tuple[str, int]
) -> tuple[tuple[str, str], ...]:
    """What a call may have done besides, as (value, words): all that is due, promises, something to ask after (R20).

    The highlighted row comes first, then what is due with the promises whose day has come, the newest first, then
    the promises ahead, then problems and an open ask. The values begin with f for a follow-up, p for a promise, s for a
    problem that is solved, c for one whose solution they confirm, r for an ask for a referral, a for a fact that is
    asked after.
    """
    due = [
        (item.due_on, "followup", item.id, clean(step_words(item, page.facts, today)))
        for item in due_now(page, today, target)
    ]
    kept = [
        (item.due_on, "promise", item.id, f"promise kept: {clean(item.text)}")
        for item in page.facts.promises
        if not item.theirs
    ]
    now = [row for row in (*kept, *due) if row[0] <= today]
    now.sort(key=lambda row: row[0], reverse=True)
    ahead = sorted(row for row in (*kept, *due) if row[0] > today)
    rows = sorted((*now, *ahead), key=lambda row: row[1:3] != target)
    fact, asked = page.ask_after, []
    if fact is not None and fact.last_asked_on != today.isoformat():
        about = ask_about(fact, page.main_person, today, ROOM)
        asked = [(f"a{fact.id}", f"asked after: {about}")]
    return (*_said_once(rows, today), *_troubles(page), *_named(page), *asked)


def _troubles(page: CustomerPage) -> Iterator[tuple[str, str]]:
    """The problems that a talk may end, the gravest and oldest first: solved, or solved in their own word (R86, R87)."""
    open_ = [each for each in page.facts.problems if each.confirmed_on is None]
    open_.sort(key=lambda each: (-_GRAVE.index(each.severity), each.known_on, each.id))
    for each in open_[:MOST_TROUBLES]:
        if each.solved_on is None:
            yield f"s{each.id}", f"solved: {short(clean(each.text), ROOM)}"
        else:
            yield f"c{each.id}", f"solved, they say: {short(clean(each.text), ROOM - 6)}"


def _named(page: CustomerPage) -> Iterator[tuple[str, str]]:
    """The ask for a referral that is open: they may have named somebody (R95)."""
    for each in page.facts.asks:
        if each.kind is AskKind.REFERRAL and each.outcome in (None, AskOutcome.LATER):
            yield f"r{each.id}", f"they named somebody: {short(clean(each.text), ROOM - 8)}"
            return


def offered(also: tuple[tuple[str, str], ...], *, talked: bool) -> tuple[tuple[str, str], ...]:
    """What may be ticked: what they say themselves only where they were spoken to."""
    return tuple(tick for tick in also if talked or tick[0][0] not in OF_A_TALK)


def ticked_first(page: CustomerPage, target: tuple[str, int], contact: Contact) -> str:
    """What is ticked before the rep says anything: the highlighted step, but where nobody answered the call.

    Nor is a step that a talk alone does not do: a letter is not written by it, nor are the five questions asked.
    """
    kind, row = target
    tried = contact.kind in (TouchKind.CALL, TouchKind.VISIT)
    unanswered = tried and contact.reach is not Reach.TWO_WAY
    step = next((each for each in page.facts.followups if each.id == row), None)
    spoken = contact.kind in (TouchKind.CALL, TouchKind.VISIT, TouchKind.TRAINING)
    left = NOT_BY_TALK if spoken else (FollowupKind.FACTS,)
    done = kind == "followup" and (step is None or step.kind not in left)
    return f"f{row}" if done and not unanswered else ""


def next_left(page: CustomerPage, ticked: str, today: date) -> str:
    """What comes next where no next touch is typed: the earliest step or promise that is not ticked, and its day."""
    facts, done = page.facts, set(ticked.split(","))
    left = [
        *(
            (each.due_on, clean(each.text))
            for each in facts.promises
            if not each.theirs and f"p{each.id}" not in done
        ),
        *(
            (each.due_on, clean(step_words(each, facts, today)))
            for each in facts.followups
            if f"f{each.id}" not in done
        ),
    ]
    if left:
        on, what = min(left)
        return f"{short(what, ROOM)} · {due_words(on, today)}"
    return "get in touch, as their rhythm asks"


def _said_once(rows: list[tuple[date, str, int, str]], today: date) -> Iterator[tuple[str, str]]:
    """The rows as ticks; what is due on one day has its day said once."""
    before: date | None = None
    for on, kind, row_id, words in rows:
        day = "same day" if on == before else due_words(on, today)
        yield f"{kind[0]}{row_id}", f"{words} · {day}"
        before = on


def ask_about(fact: FactView, main: PersonView | None, today: date, most: int) -> str:
    """A personal fact in ``most`` letters: whose it is unless theirs who will answer, and when it was last asked.

    Of a text that is too long, the end goes, so that what stands behind it is read.
    """
    another = fact.person and (main is None or fact.person_id != main.id)
    asked = stored_day(fact.last_asked_on)
    rest = "".join(
        (
            f" ({clean(fact.person)})" if another else "",
            " · in confidence" if fact.confidential else "",
            f" · last asked {ago(asked, today)}" if asked else "",
        )
    )
    return short(clean(fact.text), max(10, most - len(rest))) + rest


def people_there(page: CustomerPage, person_id: int | None) -> tuple[PersonView, ...]:
    """Whom one may have spoken to: the one asked for first, then who else is still there."""
    here = sorted(page.still_there, key=lambda person: person.id != person_id)
    return tuple(here[:MOST_PEOPLE])


def option_of(contact: Contact) -> str:
    """The number of the outcome that a line says; "" where the form has no such outcome."""
    return next((str(at) for at, each in enumerate(OUTCOMES, 1) if each == contact), "")


def ids(ticked: str, letter: str) -> tuple[int, ...]:
    """The rows among ticked values that begin with a letter."""
    return tuple(int(part[1:]) for part in ticked.split(",") if part[:1] == letter)


def said_of(
    areas: tuple[FactView, ...], ticked: str, *, asked: bool
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The vital areas that they said are fine, and those that are not; of the others nothing was said (R78).

    ``asked`` says that the agenda asked for them and that step is ticked: then all are fine but those that
    are not. Raises ``InvalidInput`` where all are said to be fine, and one is not.
    """
    values = ticked.split(",")
    not_fine = tuple(fact.id for fact in areas if str(fact.id) in values)
    if ALL_FINE in values and not_fine:
        raise InvalidInput("all fine, or not? take one tick away", field="vital")
    said = asked or ALL_FINE in values
    return tuple(fact.id for fact in areas if said and fact.id not in not_fine), not_fine
