"""The cards of each step of a weekly review but the last two; ``review_cards`` says what is decided here (§5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ...values import NamedTuple
from ...wording import PHASE_WORD, ago, count, day_text
from ..care.case import Case
from ..care.checks import step_words
from ..care.phases import gate, settles_by_itself
from ..care.promises import is_broken, shown_from
from ..care.reassurance import STEPS, steps_taken
from ..spine.calendar import plus
from ..spine.facts import EvidenceFacts, FollowupFacts, PromiseFacts, SaleFacts
from ..spine.kinds import FollowupKind, FollowupSource, Phase, PromiseState
from ..spine.model import Risk, SalePhase
from ..spine.reason_phrases import due, short, since, with_person
from ..today.followups_due import IN_TOUCH, step_text
from ..today.still_to_do import unposted
from .review_moments import for_silent, for_young
from .review_verdicts import LETTER, LOOSE_END, OURS, SILENT, THEIRS, UNTOLD, YOUNG
from .weekly_review import Card, Step, Verdict

PLANNED = 14
"""Days: a contact dated within them answers a silence."""
REASONS = 3
ASK_STEP = "ask"
"""The step of a follow-up that says whom to ask, so that nobody is put forward twice."""

BY_CUSTOMER = frozenset(("learning", "debt", "evidence", "ask", "idea", "plan"))
"""What begins the id of a card that is about a customer as a whole: their number follows."""

YOUNG_PHASES = (Phase.EXCITEMENT, Phase.LEARNING)
_AGENDA = FollowupSource.AGENDA


class Seen(NamedTuple):
    """One customer as the steps look at it."""

    case: Case
    risk: Risk
    due: bool


Placed = tuple[date, Card]
"""A card, and the day by which it takes its place."""


def card_of(
    case: Case,
    card_id: str,
    step: Step,
    title: str,
    lines: Iterable[str],
    verdicts: tuple[Verdict, ...],
    target: tuple[str, int],
) -> Card:
    facts = case.facts
    return Card(card_id, step, facts.id, facts.name, title, tuple(lines), verdicts, target)


# -- loose ends and promises -------------------------------------------------------------------------


def loose(seen: Seen) -> Iterator[Placed]:
    """Follow-ups past their day, what was handed on and is not confirmed, questions, letters to post."""
    case = seen.case
    facts, today = case.facts, case.today
    promised = {each.id for each in facts.promises}
    contacts: dict[str, list[FollowupFacts]] = {}
    for step in facts.followups:
        if step.promise_id in promised or not _is_loose(step, today):
            continue
        contact = f"loose:followup:{step.id}"
        if step.source == _AGENDA and step.sale_id is not None and not step.delegated_to:
            contact = f"loose:agenda:{step.sale_id}:{step.due_on.isoformat()}"
        contacts.setdefault(contact, []).append(step)
    for card_id, steps in contacts.items():
        first, *more = steps
        lines = [where(case), *(short(step_words(each, facts, today)) for each in more)]
        target = ("followup", first.id)
        said = with_person(step_text(first, facts, today), first.person)
        when = since if first.due_on < today else due
        title = f"{said} · {when(first.due_on, today)}"
        yield (
            first.due_on,
            card_of(case, card_id, Step.LOOSE, title, lines, LOOSE_END, target),
        )
    for row in unposted(case):
        if row.target is not None and row.due_on is not None:
            card_id = f"loose:letter:{row.target[1]}"
            lines = [where(case)]
            yield (
                row.due_on,
                card_of(case, card_id, Step.LOOSE, row.text, lines, LETTER, row.target),
            )


def _is_loose(step: FollowupFacts, today: date) -> bool:
    waits = step.delegated_to or step.kind == FollowupKind.CATCH_UP
    return step.due_on < today or (bool(waits) and step.due_on == today)


def promises(seen: Seen) -> Iterator[Placed]:
    """Ours that are broken or due by the next business day; what they owe us, with its day."""
    case = seen.case
    for each in case.facts.promises:
        if not each.theirs and shown_from(each, case.rules) > case.today:
            continue
        if each.theirs and each.state != PromiseState.OPEN:
            continue
        made = f"said {day_text(each.made_on, case.today)}"
        if not each.theirs and is_broken(each, case.today):  # seen from their side (R13)
            made += f" · they have waited since {day_text(each.due_on, case.today)}"
        yield (
            each.due_on,
            card_of(
                case,
                f"promise:{each.id}",
                Step.PROMISES,
                _promise_title(each, case.today),
                [made, where(case)],
                THEIRS if each.theirs else OURS,
                ("promise", each.id),
            ),
        )


def _promise_title(promise: PromiseFacts, today: date) -> str:
    text = short(promise.text)
    if promise.theirs:
        return f"waiting for {with_person(text, promise.person)} · {due(promise.due_on, today)}"
    text = f"{with_person(text, promise.person, ' to ')} · {due(promise.due_on, today)}"
    return f"broken: {text}" if is_broken(promise, today) else text


def where(case: Case) -> str:
    """How long ago they were last in touch, and the limit of the rhythm."""
    quiet = case.silence
    limit = f"limit {quiet.limit} {quiet.unit}"
    if quiet.unknown:
        return f"no contact known · {limit}"
    when = ago(quiet.last, case.today)
    if not case.facts.two_way:
        return f"no call in the book yet · last order {when} · {limit}"
    return f"last in touch {when} · {limit}"


# -- the customer as such ----------------------------------------------------------------------------


def learning(seen: Iterable[Seen]) -> list[Card]:
    """Everybody in the first two phases, the highest risk first: why, and what the gate still lacks."""
    young = [each for each in seen if each.case.phase in YOUNG_PHASES]
    young.sort(key=lambda each: (-each.risk.score, each.case.facts.name.casefold()))
    return [_young(each, each.case.first) for each in young if each.case.first is not None]


def _young(seen: Seen, first: SalePhase) -> Card:
    case, facts, risk = seen.case, seen.case.facts, seen.risk
    counted = f"day {first.day}" if first.anchor == "order" else f"{first.anchor}+{first.day}"
    said = f"risk {risk.score}, {risk.band}" if risk.known else "risk unknown"
    lines = [where(case), *(part.reason for part in risk.parts if part.points > 0)]
    del lines[1 + REASONS :]
    if first.phase is Phase.LEARNING:
        sale = next(sale for sale, phase in case.pairs if phase.sale_id == first.sale_id)
        lines.append(_to_settle(case, first, sale))
    else:
        lines.append(_buying(case, first))
    title = f"{PHASE_WORD[first.phase]} {counted} · {said}"
    target = ("customer", facts.id)
    card = card_of(case, f"learning:{facts.id}", Step.LEARNING, title, lines, YOUNG, target)
    return card._replace(how=for_young(case))


def _to_settle(case: Case, first: SalePhase, sale: SaleFacts) -> str:
    """What the gate still lacks; a sale from before this book settles by itself."""
    by_itself = settles_by_itself(sale, first, case.rules)
    if by_itself is not None:
        return f"from before this book: it settles by itself {due(by_itself, case.today)}"
    ticks = gate(sale, case.facts, case.today, case.rules)
    missing = " · ".join(tick.text for tick in ticks if not tick.done)
    return f"to settle: {missing}" if missing else "all is well: settled?"


def _buying(case: Case, first: SalePhase) -> str:
    """Where they stand in the four steps of buying, and which is next (R60, R61)."""
    sale = next(sale for sale, phase in case.pairs if phase.sale_id == first.sale_id)
    taken = steps_taken(sale, case.facts, case.today)
    return f"{STEPS[taken - 1]} · {STEPS[taken]} is next" if taken < len(STEPS) else STEPS[-1]


def debt(seen: Iterable[Seen]) -> list[Card]:
    """Who is due and silent past the aim of the rhythm, with no contact dated: most debt first."""
    silent = [
        each
        for each in seen
        if each.due
        and each.case.phase not in YOUNG_PHASES
        and each.case.silence.days > each.case.silence.aim
        and not _planned(each.case)
    ]
    silent.sort(
        key=lambda each: (
            -each.case.debt,
            each.case.silence.aim - each.case.silence.days,
            each.case.facts.name.casefold(),
        )
    )
    return [_silent(each) for each in silent]


def _planned(case: Case) -> bool:
    last = plus(case.today, PLANNED)
    return any(
        step.kind in IN_TOUCH and case.today <= step.due_on <= last for step in case.facts.followups
    )


def _silent(seen: Seen) -> Card:
    case, facts, quiet = seen.case, seen.case.facts, seen.case.silence
    past = "past the limit" if quiet.days > quiet.limit else "past the aim"
    title = f"silent {quiet.ago} {quiet.unit} · {past}"
    lines = [f"tier {facts.tier} · aim {quiet.aim} {quiet.unit} · limit {quiet.limit} {quiet.unit}"]
    lines.append("no contact known" if quiet.unknown else _their_side(case))
    if seen.risk.known:
        lines.append(f"risk {seen.risk.score}, {seen.risk.band}")
    lines += [part.reason for part in seen.risk.parts if part.points > 0 and part.clears][:REASONS]
    target = ("customer", facts.id)
    card = card_of(case, f"debt:{facts.id}", Step.DEBT, title, lines, SILENT, target)
    return card._replace(how=for_silent(case))


def _their_side(case: Case) -> str:
    """What the customer would say of us (R13): when they heard from us last, and what we owe them."""
    facts = case.facts
    heard = facts.last_touch_on or case.silence.last
    owed = sum(not each.theirs for each in facts.promises)
    owing = f" · you owe them {count(owed, 'thing')}" if owed else ""
    return f"they heard from you last on {day_text(heard, case.today)}{owing}"


def evidence(seen: Seen) -> Iterator[Card]:
    """What went well and they have not been told: one letter or call tells all of it."""
    case = seen.case
    waiting = sorted(_untold(case), key=lambda each: (each.on, each.id))
    if waiting:
        said = count(len(waiting), "success", "successes")
        title = f"{said} to tell · {since(waiting[0].on, case.today)}"
        lines = [f"{day_text(each.on, case.today)}: {short(each.text)}" for each in waiting]
        target = ("evidence", waiting[0].id)
        card_id = f"evidence:{case.facts.id}"
        yield card_of(case, card_id, Step.EVIDENCE, title, lines, UNTOLD, target)


def _untold(case: Case) -> list[EvidenceFacts]:
    return [each for each in case.facts.untold if each.on <= case.today]
