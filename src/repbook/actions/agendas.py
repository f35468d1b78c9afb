"""Hanging a sale's service agenda as follow-ups, and moving what hangs on the live day (R69)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from ..domain import kinds as k
from ..domain.agenda import ON_TRACK, HungStep, ahead, hang, moved, names, on_track, template
from ..domain.live import CATCH_UP, SAID
from ..domain.rules import Rules
from ..storage import late as t
from ..wording import count, day_text
from .followups import give_up
from .making import short

if TYPE_CHECKING:
    from ..storage.work import Work

Values = dict[str, Any]
"""The columns of a row that is not in the book yet."""

ASK_ONCE = CATCH_UP


def steps_of(sale: t.Sale, rules: Rules) -> tuple[HungStep, ...]:
    """The whole agenda of a sale on its days; a live day that is only promised will do.

    None of one that is no longer in the settings.
    """
    if sale.agenda not in names(rules):
        return ()
    return hang(sale.agenda, sale.ordered_on, sale.live_on or sale.promised_on, rules)


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
                "what": "What has already happened since the order?",
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


def rehang(work: Work, sale: t.Sale, live_from: date | None, rules: Rules) -> None:
    """Bring the agenda along after the live day became known or moved; the notes say what happened.

    Only open steps that hang on the live day move. Weekly "still on track" calls that no longer fit
    before it are dropped, and those that lack are added.
    """
    live_to = sale.live_on or sale.promised_on
    over = not sale.agenda or sale.cancelled_on is not None
    if live_to is None or live_to == live_from or over:
        return
    if live_from is not None:
        _move(work, sale, live_from, live_to, rules)
        if work.find(t.Letter, sale_id=sale.id, kind=k.LetterKind.AGENDA):
            work.notes.append("their agenda letter names the old days: t writes a new one")
    gone = _no_longer(work, sale, rules)
    _drop(gone, f"the live day is {day_text(live_to, work.today)}", work)
    if sale.agenda not in names(rules):
        work.notes.append(f"the agenda '{sale.agenda}' is not in the settings: no step was added")
    rows = to_hang(work, sale, rules)
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


def _move(work: Work, sale: t.Sale, live_from: date, live_to: date, rules: Rules) -> None:
    waiting = [step for step in _open(hung_on(work, sale)) if step.anchor == k.Anchor.LIVE]
    days = moved(live_from, live_to, (_hung(step) for step in waiting), rules)
    shifted: list[t.Followup] = []
    for step in waiting:
        if days[step.step] != step.due_on:
            step.due_on = days[step.step]
            shifted.append(step)
    if shifted:
        first = min(shifted, key=lambda step: step.due_on)
        said = f"the first to {day_text(first.due_on, work.today)}: {short(first.what)}"
        work.notes.append(f"{count(len(shifted), 'step')} moved with the live day, {said}")


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
