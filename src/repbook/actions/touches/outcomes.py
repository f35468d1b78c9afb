"""What came out of a touch, filed with it: what its line says, and what was ticked, answered, or agreed on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ...domain.line.capture import Item, ItemKind
from ...domain.line.heard import named
from ...domain.spine import kinds as k
from ...domain.spine.rules import Rules
from ...errors import InvalidInput
from ...storage.book import lazy_tables as t
from ..base import validators as f
from ..base.new_rows import (
    heard_on,
    make_evidence,
    make_fact,
    make_followup,
    make_problem,
    make_promise,
    short,
)
from ..base.validation import day, in_order, line, time_of_day, validated
from ..care.checks import become, make_check
from ..care.checks import follow as follow_check
from ..care.followups import finish
from .touch_words import done_with

if TYPE_CHECKING:
    from ...storage.book.work import Work
    from .log_entry import LogEntry


def file_line(work: Work, touch: t.Touch, items: Iterable[Item]) -> None:
    """Everything that the line of a touch says, linked to it; raises ``InvalidInput`` with ``field`` "line"."""
    for item in items:
        try:
            _file(work, touch, item)
        except InvalidInput as refused:
            raise InvalidInput(refused.message, refused.hint, field="line") from None


def settle(
    work: Work, entry: LogEntry, touch: t.Touch, note: str, own: list[str], rules: Rules
) -> None:
    """What the touch settled, answered, and led to, as the form has it; ``own`` are the names of the customer's house."""
    _kept(work, entry, touch)
    ticked = _done(work, entry, touch, rules)
    _check(work, entry, touch, ticked, rules)
    _vital(work, entry, touch)
    _troubles(work, entry, touch, rules)
    for ask_id in entry.answered:
        _referred(work, _theirs(work, t.Ask, ask_id, touch, "also"), note, own, rules)
    _asked_after(work, entry, touch)
    if entry.thank:
        from ..care.letters import draft_in

        subject = short(note) or "thank you for the call"
        draft_in(work, entry.customer_id, k.LetterKind.NOTE, subject, person_id=touch.person_id)
    _next(work, entry)


def _done(work: Work, entry: LogEntry, touch: t.Touch, rules: Rules) -> t.Followup | None:
    """The follow-ups that the touch was the doing of; returned is the first that asks how it was."""
    ticked: t.Followup | None = None
    for followup_id in entry.also_done:
        followup = _theirs(work, t.Followup, followup_id, touch, "also_done")
        finish(work, followup, touch.on_day, touch.id, rules=rules)
        if followup.kind == k.FollowupKind.CHECK:
            ticked = ticked or followup
    return ticked


def _check(
    work: Work, entry: LogEntry, touch: t.Touch, ticked: t.Followup | None, rules: Rules
) -> None:
    """Their answer to "Was everything as expected?", and what has to change; ``ticked`` is the step it answers."""
    if entry.score is None:
        if entry.words.strip() or entry.change.strip():
            raise InvalidInput("how was it, 1 to 5?", "choose, or clear the words", field="score")
        return
    check = make_check(
        work,
        entry.customer_id,
        entry.score,
        rules,
        on_day=touch.on_day,
        words=entry.words,
        change_text=entry.change,
        became=entry.became,
        person_id=touch.person_id,
        sale_id=touch.sale_id or (ticked.sale_id if ticked else None),
        touch_id=touch.id,
        asked_by=ticked,
        **entry.besides.columns,
    )
    become(work, check, check.change_text, check.became, entry.change_due)
    follow_check(work, check, entry.besides, entry.change_due, rules)


def _kept(work: Work, entry: LogEntry, touch: t.Touch) -> None:
    """The promises that the talk was the keeping of."""
    if not entry.kept:
        return
    from ..care.promises import kept

    for promise_id in entry.kept:
        kept(work, _theirs(work, t.Promise, promise_id, touch, "kept"), touch.on_day)


def _asked_after(work: Work, entry: LogEntry, touch: t.Touch) -> None:
    """The personal facts that were asked after (R20), and the areas that were gone through (R68)."""
    if entry.asked:
        from ..customers.facts import mark_asked

        for fact_id in entry.asked:
            mark_asked(_theirs(work, t.Fact, fact_id, touch, "asked"), touch.on_day)
    if entry.trained:
        from ..care.trainings import shown_in

        shown_in(work, touch, entry.trained)


def _vital(work: Work, entry: LogEntry, touch: t.Touch) -> None:
    """What they said of their vital areas."""
    if not entry.fine and not entry.not_fine:
        return
    from ..sales.agreements import mark_vital

    for ids, state, field in ((entry.fine, "fine", "fine"), (entry.not_fine, "not fine", "vital")):
        for fact_id in ids:
            _theirs(work, t.Fact, fact_id, touch, field)
            mark_vital(work, fact_id, state, touch_id=touch.id)


def _troubles(work: Work, entry: LogEntry, touch: t.Touch, rules: Rules) -> None:
    """The problems that the talk ended: its note tells how, or is their own word (R86, R87)."""
    if not entry.solved and not entry.confirmed:
        return
    from ..care.problems import put_confirmed, put_solved

    words = touch.note or done_with(touch.kind, touch.incoming).split(" ")[0]
    for problem_id in entry.solved:
        problem = _theirs(work, t.Problem, problem_id, touch, "also")
        if problem.solved_on is None and problem.confirmed_on is None:
            put_solved(work, problem, words, rules)
    for problem_id in entry.confirmed:
        problem = _theirs(work, t.Problem, problem_id, touch, "also")
        if not touch.note:
            raise InvalidInput("what did they say?", "their words close a problem", field="line")
        if problem.solved_on is not None and problem.confirmed_on is None:
            put_confirmed(work, problem, touch.note)


def _referred(work: Work, ask: t.Ask, note: str, own: list[str], rules: Rules) -> None:
    """A referral that was asked for: the name stands in the note (R95)."""
    from ..care.asks import put_answer

    who = named(note, own)
    if who is None:
        such = "such as: gave us a name, Jo Hale at Marsh Foods"
        raise InvalidInput("whom did they name?", such, field="line")
    put_answer(work, ask, k.AskOutcome.YES, short(note), who.said, rules=rules)


def _next(work: Work, entry: LogEntry) -> None:
    """The next touch, as the form has it."""
    given = validated(
        {"next_what": line(f.WHAT), "next_on": day(), "next_at": time_of_day},
        {"next_what": entry.next_what, "next_on": entry.next_on, "next_at": entry.next_at},
    )
    what, on, at = given.values()
    if on is None:
        if what or at:
            raise InvalidInput("when is the next touch?", "give its day", field="next_on")
        return
    in_order(work.today, on, "the next touch would be in the past", "next_on")
    make_followup(
        work,
        entry.customer_id,
        what or "call",
        on,
        at=at,
        kind=_kind_of(what),
        person_id=entry.person_id,
    )


def _file(work: Work, touch: t.Touch, item: Item) -> None:
    """One thing that the line says, linked to the touch, its person, and its sale."""
    links = {"person_id": touch.person_id, "sale_id": touch.sale_id, "touch_id": touch.id}
    customer_id, text = touch.customer_id, item.filed
    if item.yearly is not None:
        from ..customers.own_days import put_heard

        with_them = work.get(t.Person, touch.person_id) if touch.person_id else None
        put_heard(work, customer_id, with_them, item.whose, item.yearly)
    match item.kind:
        case ItemKind.EVIDENCE:
            make_evidence(work, customer_id, text, on_day=item.day or touch.on_day, **links)
        case ItemKind.PRAISE:
            # What the customer gains, in their words: evidence to write down and tell back (R47).
            make_evidence(
                work,
                customer_id,
                text,
                kind=k.EvidenceKind.GAIN,
                source="the customer's words",
                on_day=touch.on_day,
                **links,
            )
        case ItemKind.PROMISE:
            make_promise(work, customer_id, text, item.day, made_on=touch.on_day, **links)
        case ItemKind.PROBLEM:
            severity = item.severity or k.Severity.MINOR
            problem = make_problem(
                work, customer_id, text, severity=severity, known_on=touch.on_day, **links
            )
            heard_on(work, problem, touch.on_day)
        case ItemKind.PERSONAL:
            make_fact(work, customer_id, k.FactKind.PERSONAL, text, on_day=touch.on_day, **links)
        case ItemKind.RIVAL:
            make_fact(work, customer_id, k.FactKind.RIVAL, text, on_day=touch.on_day, **links)
        case ItemKind.FOLLOWUP:
            del links["touch_id"]  # on a follow-up it would say what touch has done it
            make_followup(
                work, customer_id, text, item.day, at=item.at, kind=_kind_of(text), **links
            )


def _kind_of(what: str) -> k.FollowupKind:
    visit = what.split()[:1] == ["visit"]
    return k.FollowupKind.VISIT if visit else k.FollowupKind.CALL


def _theirs(work: Work, table: Any, row_id: int, touch: t.Touch, field: str) -> Any:
    row = work.get(table, row_id)
    if row.customer_id != touch.customer_id:
        raise InvalidInput("this belongs to another customer", "choose again", field=field)
    return row
