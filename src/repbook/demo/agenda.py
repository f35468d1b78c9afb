"""The service agenda of a told sale: what is done leaves a touch or a letter, what is ahead stays open."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from ..domain.agenda.agenda import HungStep, hang
from ..domain.letters.letter_days import day_of_week
from ..domain.spine.kinds import FollowupKind, LetterKind
from ..domain.spine.rules import DEFAULT
from . import shapes as s
from .account import Account, called
from .sheet import Row
from .stories.notes import STEPS
from .stories.years import GAINED, LETTERS, TO_IMPROVE, WORKS_WELL, YOUNG_CHECKS

K = FollowupKind
STANDARD_SINCE = 300
"""Days: older orders had a shorter agenda, for nobody writes twenty notes about a closed chapter."""

TALKS = {
    K.CALL: "call",
    K.FACTS: "call",
    K.CHECK: "call",
    K.CATCH_UP: "call",
    K.VISIT: "visit",
    K.TRAINING: "training",
}
SENDS = {
    "thanks": LetterKind.THANKS,
    "agenda-letter": LetterKind.AGENDA,
    "reassure": LetterKind.REASSURANCE,
    "reassure-2": LetterKind.REASSURANCE,
    "evidence": LetterKind.EVIDENCE,
    "thirty-day": LetterKind.THIRTY_DAY,
}


def hang_up(account: Account, told: s.Sale, sale: Row) -> None:
    """Hang the agenda of a sale, and tell what was done of it by today."""
    age = (account.today - sale["ordered_on"]).days
    live = sale["live_on"] or sale["promised_on"]
    young = age <= STANDARD_SINCE
    sale.values["agenda"] = told.agenda if young else "light"
    steps = list(hang(sale["agenda"], sale["ordered_on"], live, DEFAULT))
    if sale["agenda"] == "light":
        steps += [
            step
            for step in hang("standard", sale["ordered_on"], None, DEFAULT)
            if step.key == "reassure"
        ]
        steps.sort(key=lambda step: step.due_on)
    waiting, dropped = told.open.split(), told.dropped.split()
    own_checks = _has_own_checks(account, told)
    for day, group in groupby(steps, key=lambda step: step.due_on):
        todo: list[HungStep] = []
        for step in group:
            if step.key in dropped:
                _followup(account, sale, step, state="dropped", reason="no longer of use")
            elif day >= account.today or step.key in waiting:
                _followup(account, sale, step)
            else:
                todo.append(step)
        if todo:
            _done(account, sale, todo, own_checks=own_checks, in_full=young)


def _has_own_checks(account: Account, told: s.Sale) -> bool:
    """Whether the story tells the checks of this sale itself."""
    after = account.lines[account.lines.index(told) + 1 :]
    for line in after:
        if isinstance(line, s.Sale):
            return False
        if isinstance(line, s.Check):
            return True
    return False


def _followup(account: Account, sale: Row, step: HungStep, **values: object) -> Row:
    return account.add(
        "followups",
        person_id=sale["person_id"],
        sale_id=sale,
        due_on=step.due_on,
        what=step.what,
        kind=step.kind,
        source="agenda",
        step=step.key,
        anchor=step.anchor,
        offset=step.offset,
        unit=step.unit,
        **values,
    )


def _done(
    account: Account, sale: Row, steps: Iterable[HungStep], *, own_checks: bool, in_full: bool
) -> None:
    """The steps of one day, as one contact with several ticks, and a letter each."""
    call: Row | None = None
    for step in steps:
        made: Row | None = None
        if step.key in SENDS:
            if in_full or step.kind is K.THANKS:
                made = _sent(account, sale, step, in_full=in_full)
        elif step.kind in TALKS and not (own_checks and step.kind is K.CHECK):
            note = _note(account, sale, step)
            if call is None:
                call = account.touch(
                    step.due_on,
                    TALKS[step.kind],
                    note,
                    sale["person_id"],
                    sale_id=sale,
                    minutes=account.dice.choice((4, 6, 8, 12, 15, 20, None)),
                )
            else:
                call.values["note"] += f"; {note}"
            made = call
        _followup(account, sale, step, state="done", done_on=step.due_on, touch_id=made)
        if step.kind is K.CHECK and not own_checks and call is not None:
            _check(account, sale, step, call)


def _sent(account: Account, sale: Row, step: HungStep, *, in_full: bool) -> Row:
    """A letter on its way: the touch, and the page itself where the sale is not old."""
    kind = SENDS[step.key]
    by_hand = kind is LetterKind.THANKS
    sent = account.touch(
        step.due_on,
        "note" if by_hand else "letter",
        _note(account, sale, step),
        sale["person_id"],
        reach=s.ONE_WAY,
        sale_id=sale,
    )
    if in_full:
        subject, body = LETTERS[kind]
        account.add(
            "letters",
            person_id=sale["person_id"],
            sale_id=sale,
            touch_id=sent,
            kind=kind,
            subject=subject,
            body=body.format(
                who=called(sale["person_id"]),
                title=sale["title"],
                live=day_of_week(sale["live_on"] or step.due_on, step.due_on),
            ),
            by_hand=int(by_hand),
            made_on=step.due_on,
            posted_on=step.due_on,
        )
    return sent


def _note(account: Account, sale: Row, step: HungStep) -> str:
    key = "on-track" if step.key.startswith("on-track") else step.key
    words = account.pick(STEPS.get(key, (step.what,)))
    return words.format(who=called(sale["person_id"]))


def _check(account: Account, sale: Row, step: HungStep, call: Row) -> None:
    score, words = account.dice.choice(YOUNG_CHECKS)
    first, second = step.key == "check-1", step.key == "check-2"
    account.add(
        "checks",
        person_id=sale["person_id"],
        sale_id=sale,
        touch_id=call,
        on_day=step.due_on,
        score=score,
        words=words,
        gained=account.dice.choice(GAINED) if second else "",
        works_well=account.dice.choice(WORKS_WELL) if second else "",
        to_improve=account.dice.choice(("", "", *TO_IMPROVE)) if second else "",
        **(dict.fromkeys(("quality_ok", "delivery_ok", "price_ok"), 1) if first else {}),
    )
