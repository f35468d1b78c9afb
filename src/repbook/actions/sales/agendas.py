"""Hanging a sale's service agenda as follow-ups, and moving what hangs on the live day (R69)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from ...domain.agenda.agenda import (
    ON_TRACK,
    HungStep,
    ahead,
    cycle_day,
    hang,
    moved,
    names,
    on_track,
    template,
)
from ...domain.agenda.agenda_templates import OF_THE_CYCLE
from ...domain.care.live import CATCH_UP, SAID
from ...domain.spine import kinds as k
from ...domain.spine.rules import Rules
from ...errors import InvalidInput
from ...storage.book import lazy_tables as t
from ...wording import count, day_text
from ..base.new_rows import short
from ..base.validation import one_of, validated
from ..care.followups import give_up

if TYPE_CHECKING:
    from ...storage.book.work import Work

Values = dict[str, Any]
"""The columns of a row that is not in the book yet."""

SWITCHED = "the agenda is now: "
"""How the reason begins for which a step was dropped when its sale was given another agenda."""
ASK_ONCE = CATCH_UP
"""The step of the follow-up that asks what had already happened before a sale was entered."""


def steps_of(sale: t.Sale, rules: Rules) -> tuple[HungStep, ...]:
    """The whole agenda of a sale on its days; a live day that is only promised will do.

    None of one that is no longer in the settings.
    """
    if sale.agenda not in names(rules):
        return ()
    live_on = sale.live_on or sale.promised_on
    return hang(sale.agenda, sale.ordered_on, live_on, rules, next_on=next_cycle(sale))


def next_cycle(sale: t.Sale) -> date | None:
    """The day of a sale's next order, if any is known."""
    return cycle_day(sale.next_cycle_on, sale.ordered_on, sale.cycle_days)


def is_history(ordered_on: date, today: date, rules: Rules) -> bool:
    """Whether a sale entered today is too old to hang an agenda or owe anything (§7)."""
    return (today - ordered_on).days > rules.clocks.history_after


def hung_on(work: Work, sale: t.Sale) -> list[t.Followup]:
    """The follow-ups of a sale's agenda, open or not."""
    return work.find(t.Followup, sale_id=sale.id, source=k.FollowupSource.AGENDA)


def gone_by(
    steps: Iterable[HungStep], ordered_on: date, live_on: date | None, today: date
) -> tuple[HungStep, ...]:
    """The steps to ask about: past with the day they hang on. Nobody asks about a weekly call."""
    anchors = {k.Anchor.ORDER: ordered_on, k.Anchor.LIVE: live_on or today}
    return tuple(
        step
        for step in steps
        if step.due_on < today
        and anchors[step.anchor] < today
        and not step.key.startswith(ON_TRACK)
    )


def to_hang(work: Work, sale: t.Sale, rules: Rules) -> list[Values]:
    """The follow-ups that a sale lacks: its steps ahead, and one question about those gone by (§7)."""
    known = {step.step for step in hung_on(work, sale)}
    steps = tuple(step for step in steps_of(sale, rules) if step.key not in known)
    rows = [step_values(sale, step) for step in ahead(steps, work.today)]
    live_on = sale.live_on or sale.promised_on
    asked = work.find(t.Followup, sale_id=sale.id, step=ASK_ONCE, state=k.FollowupState.OPEN)
    if not asked and gone_by(steps, sale.ordered_on, live_on, work.today):
        rows.append(
            {
                "customer_id": sale.customer_id,
                "person_id": sale.person_id,
                "sale_id": sale.id,
                "due_on": work.today,
                "what": "Tick what you did since the order",
                "kind": k.FollowupKind.CATCH_UP,
                "source": k.FollowupSource.IMPORT,
                "step": ASK_ONCE,
            }
        )
    return rows


def step_values(sale: t.Sale, step: HungStep, **given: Any) -> Values:
    """The values of one step as a follow-up."""
    return {
        "customer_id": sale.customer_id,
        "person_id": sale.person_id,
        "sale_id": sale.id,
        "due_on": step.due_on,
        "what": step.what,
        "kind": step.kind,
        "source": k.FollowupSource.AGENDA,
        "step": step.key,
        "anchor": step.anchor,
        "offset": step.offset,
        "unit": step.unit,
        **given,
    }


def rehang(
    work: Work, sale: t.Sale, ordered_from: date, live_from: date | None, rules: Rules
) -> None:
    """Bring the agenda along after a day that it hangs on became known or moved; the notes say what happened.

    Only open steps move, each with its own day. Weekly "still on track" calls that no longer fit
    before the live day are dropped, and those that lack are added.
    """
    live_to = sale.live_on or sale.promised_on
    over = not sale.agenda or sale.cancelled_on is not None
    if over or (ordered_from, live_from) == (sale.ordered_on, live_to):
        return
    shifted = _move(work, sale, k.Anchor.ORDER, (ordered_from, sale.ordered_on), rules)
    if live_from is not None and live_to is not None:
        shifted |= _move(work, sale, k.Anchor.LIVE, (live_from, live_to), rules)
    if shifted and work.find(t.Letter, sale_id=sale.id, kind=k.LetterKind.AGENDA):
        work.notes.append("their agenda letter names the old days: t writes a new one")
    if live_to is None:
        return
    said = f"the live day is {day_text(live_to, work.today)}"
    if live_to == live_from:
        said = f"it was ordered on {day_text(sale.ordered_on, work.today)}"
    _drop(_no_longer(work, sale, rules), said, work)
    if sale.agenda not in names(rules):
        work.notes.append(f"the agenda '{sale.agenda}' is not in the settings: no step was added")
    _add(work, to_hang(work, sale, rules))


def choose(
    work: Work, sale: t.Sale, agenda: str, rules: Rules, *, ask_passed: bool = False
) -> None:
    """Give a sale another agenda, or its first: what is open and no longer in it is dropped.

    Only steps that are still ahead are hung; with ``ask_passed`` one question asks what became of those
    gone by. A sale that is history may do without ("" is none); any other has one. Raises ``InvalidInput``.
    """
    wanted = validated({"agenda": one_of("", *names(rules))}, {"agenda": agenda})["agenda"]
    if wanted == sale.agenda:
        return
    if not wanted and not sale.history:
        raise InvalidInput("a sale has an agenda", "light is the shortest", field="agenda")
    sale.agenda = wanted
    if sale.cancelled_on is not None:
        return
    known = {step.key for step in template(wanted, rules)} if wanted else set()
    gone = [
        row
        for row in _open(hung_on(work, sale))
        if row.step not in known and not (wanted and row.step.startswith(ON_TRACK))
    ]
    _drop(gone, f"{SWITCHED}{wanted or 'none'}", work)
    steps = {step.key: step for step in steps_of(sale, rules)}
    for row in hung_on(work, sale):
        if row.step in steps:
            _as_in(row, steps[row.step], work.today)
    rows = to_hang(work, sale, rules)
    if not ask_passed:
        rows = [row for row in rows if row["step"] != ASK_ONCE]
    _add(work, rows)


def follow_cycle(work: Work, sale: t.Sale, before: date | None, rules: Rules) -> None:
    """The steps about the next order go where its day went."""
    if before == next_cycle(sale):
        return
    steps = {step.key: step for step in steps_of(sale, rules) if step.key in OF_THE_CYCLE}
    for row in _open(hung_on(work, sale)):
        if row.step in steps:
            _as_in(row, steps[row.step], work.today)


def _as_in(row: t.Followup, step: HungStep, today: date) -> None:
    """Bring an open step to where another agenda has it; one that a switch had dropped comes back if ahead."""
    back = row.state == k.FollowupState.DROPPED and row.reason.startswith(SWITCHED)
    if back and step.due_on >= today:
        row.state, row.reason = k.FollowupState.OPEN, ""
    if row.state != k.FollowupState.OPEN:
        return
    place = (step.anchor, step.offset, step.unit)
    if back or (row.anchor, row.offset, row.unit) != place:
        row.anchor, row.offset, row.unit = place
        row.due_on = step.due_on
    row.what, row.kind = step.what, step.kind


def _add(work: Work, rows: list[Values]) -> None:
    work.add_many(t.Followup, rows)
    if rows:
        work.notes.append(f"{count(len(rows), 'step')} added to the agenda")


def live_was_said(work: Work, sale: t.Sale, before: date | None) -> None:
    """A live day that is written down once it has come is no plan: the book keeps that it was said.

    ``before`` is the live day that the sale had. The agenda's delivery step stays as it is: whether all was
    complete and on time is another question.
    """
    live = sale.live_on
    if sale.history or live is None or live == before or live > work.today:
        return
    known = work.find(t.Followup, sale_id=sale.id, step=SAID)
    if not known:
        values: Values = {
            "customer_id": sale.customer_id,
            "sale_id": sale.id,
            "what": f"Went live: {short(sale.title)}",
            "kind": k.FollowupKind.TASK,
            "step": SAID,
            "due_on": live,
        }
        known = [work.add(t.Followup(**values))]
    for row in known:
        row.state, row.due_on, row.done_on = k.FollowupState.DONE, live, live


def drop_open(work: Work, sale: t.Sale, reason: str) -> None:
    """Drop what is still open of a sale's agenda, the question about the past included."""
    asked = work.find(t.Followup, sale_id=sale.id, step=ASK_ONCE)
    _drop(_open([*hung_on(work, sale), *asked]), reason, work)


def _move(
    work: Work, sale: t.Sale, anchor: k.Anchor, days: tuple[date, date], rules: Rules
) -> bool:
    """Move the open steps that hang on a day from where it was to where it is; whether any moved."""
    if days[0] == days[1]:
        return False
    waiting = [step for step in _open(hung_on(work, sale)) if step.anchor == anchor]
    due = moved(*days, (_hung(step) for step in waiting), rules, anchor=anchor)
    shifted: list[t.Followup] = []
    for step in waiting:
        if due[step.step] != step.due_on:
            step.due_on = due[step.step]
            shifted.append(step)
    if shifted:
        first = min(shifted, key=lambda step: step.due_on)
        said = f"the first to {day_text(first.due_on, work.today)}: {short(first.what)}"
        name = "live" if anchor == k.Anchor.LIVE else "order"
        work.notes.append(f"{count(len(shifted), 'step')} moved with the {name} day, {said}")
    return bool(shifted)


def _hung(row: t.Followup) -> HungStep:
    return HungStep(
        row.step,
        row.what,
        k.FollowupKind(row.kind),
        k.Anchor(row.anchor),
        row.offset or 0,
        row.unit,
        row.due_on,
    )


def _no_longer(work: Work, sale: t.Sale, rules: Rules) -> list[t.Followup]:
    """Open steps that the sale's days have no room for any more.

    A step that only the settings have dropped since is not among them: nothing is lost by editing those.
    """
    fits = {step.key for step in steps_of(sale, rules)}
    known = {step.key for step in template(sale.agenda, rules)} if fits else set()
    live_on = sale.live_on or sale.promised_on or sale.ordered_on
    fits |= {step.key for step in on_track(sale.ordered_on, live_on, rules)}
    return [
        step
        for step in _open(hung_on(work, sale))
        if step.step not in fits and (step.step in known or step.step.startswith(ON_TRACK))
    ]


def _open(rows: Iterable[t.Followup]) -> list[t.Followup]:
    return [row for row in rows if row.state == k.FollowupState.OPEN]


def _drop(rows: Iterable[t.Followup], reason: str, work: Work) -> None:
    dropped = list(rows)
    for row in dropped:
        give_up(row, reason)
    if dropped:
        work.notes.append(f"{count(len(dropped), 'step')} dropped: {reason}")
