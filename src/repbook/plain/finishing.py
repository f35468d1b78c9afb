"""What finishes a row of each kind, puts it off, or takes it out: done, snooze, remove."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from ..actions.base import removing
from ..actions.care import (
    asks,
    evidence,
    expectations,
    followups,
    plans,
    promises,
)
from ..actions.customers import facts, people
from ..actions.sales import sales
from ..domain.care import endings
from ..domain.spine.kinds import AskKind, AskOutcome, FactKind
from ..domain.spine.model import Change
from ..storage.book.row_kinds import TABLES
from ..wording import clean
from . import problem_steps
from .forms.care_forms import TrainingForm
from .forms.check_form import CheckForm
from .forms.choosing import YES_NO, choose
from .forms.filling import fill
from .forms.form import Save, Values
from .forms.letter_form import letter
from .forms.log_form import LogForm
from .forms.questions import Question
from .forms.row_forms import OneQuestion
from .forms.sale_forms import card
from .session import Session, Target

DAY_HELP = "tomorrow, mon, +3, 2w"


def done(session: Session, target: Target) -> None:
    """Done, kept, solved, told: whatever finishes the row."""
    FINISHES.get(target.kind, _is_done)(session, target)


def put_off(session: Session, target: Target, words: str = "") -> None:
    """Another day for a follow-up; a promise is renegotiated, in the open; else a follow-up on that day."""
    if target.kind == "promise":
        _renegotiate(session, target, words)
        return
    to = Question("to", "to when", "day", required=True, help=DAY_HELP)
    if target.kind == "followup":
        rules = session.rules
        _ask(
            session, target, "snooze", "Snooze", (to,),
            lambda form, values: form.act(followups.snooze, target.row_id, form.needed(values, "to"), rules=rules),
            words,
        )  # fmt: skip
        return
    asks_ = (
        Question("due", "to when", "when", required=True, help=DAY_HELP),
        Question("what", "to do", start="call", required=True),
    )

    def later(form: OneQuestion, values: Values) -> Save:
        on, at = form.when(values, "due")
        return form.act(followups.add, target.customer_id, values["what"], on, at=at)

    _ask(session, target.whole, "later", "Later", asks_, later, words)


def take_out(session: Session, target: Target) -> None:
    """Remove the row after one question; undo brings it back."""
    table = TABLES.get(target.kind)
    if table is None or target.kind == "customer":
        session.say(
            "This row says something about the customer, and can't be removed - do what it asks"
        )
        return
    sure = choose(session, f"Remove {_short(target)}", YES_NO)
    if sure == "yes":
        session.do(removing.remove, table, target.row_id)


def _short(target: Target) -> str:
    return target.text or target.customer


def _ask(
    session: Session,
    target: Target,
    form_id: str,
    title: str,
    questions: tuple[Question, ...],
    action: Callable[[OneQuestion, Values], Save],
    words: str = "",
) -> Change | None:
    form = OneQuestion(session, target, form_id, title, questions, action)
    form.brings_back = "snooze" if form_id in ("snooze", "later") else "done"
    return fill(session, form, words)


# -- what finishes a row of each kind ------------------------------------------------------------


def _is_done(session: Session, _: Target) -> None:
    session.hint("This row is done already - {undo} takes it back")


def _is_kept(session: Session, _: Target) -> None:
    session.say("This row is kept, it is never done - name another row")


def _left(session: Session, target: Target) -> None:
    """Somebody is no longer there: since when, and whom to ask for now where they were the one (R90)."""
    here = session.page(target.customer_id).still_there
    person = next((one for one in here if one.id == target.row_id), None)
    if person is None:
        _is_kept(session, target)
        return
    others = [one for one in here if one is not person] if person.main else []
    questions = [
        Question("on", "left on", "day", start="today", required=True, future=False),
        Question(
            *("instead", "ask for now", "choice"),
            (*(clean(one.name) for one in others), "nobody yet"),
            str(len(others) + 1),
            asked=bool(others),
        ),
    ]

    def save(form: OneQuestion, values: Values) -> Save:
        chosen = int(values.get("instead") or 0)
        instead = others[chosen - 1].id if 0 < chosen <= len(others) else None
        return form.act(people.left, target.row_id, form.needed(values, "on"), instead=instead)

    title = f"{clean(person.name)} is no longer there"
    _ask(session, target, "person-left", title, tuple(questions), save)


def _talked(session: Session, target: Target) -> None:
    fill(session, LogForm(session, target.whole, session.page(target.customer_id)))


def _promise(session: Session, target: Target) -> None:
    """Kept, renegotiated, released, or broken (R42)."""
    chosen = choose(session, f"Promise, {_short(target)}", endings.OF_A_PROMISE)
    if chosen == "keep":
        session.do(promises.keep, target.row_id)
    elif chosen == "renegotiate":
        _renegotiate(session, target)
    elif chosen:
        action = promises.release if chosen == "release" else promises.break_
        _ask(
            session, target, f"promise-{chosen}", "Promise",
            (Question("reason", "why", required=True),),
            lambda form, values: form.act(action, target.row_id, values["reason"]),
        )  # fmt: skip


def _renegotiate(session: Session, target: Target, words: str = "") -> None:
    questions = (
        Question("due", "new day", "day", required=True),
        Question("reason", "why", required=True, help="What they agreed to"),
    )
    _ask(
        session, target, "promise-renegotiate", "A new day for this promise", questions,
        lambda form, values: form.act(
            promises.renegotiate, target.row_id, form.needed(values, "due"), values["reason"]
        ),
        words,
    )  # fmt: skip


def _expectation(session: Session, target: Target) -> None:
    chosen = choose(session, f"Expected, {_short(target)}", endings.OF_AN_EXPECTATION)
    if chosen:
        session.do(expectations.answer, target.row_id, chosen, rules=session.rules)


def _sale(session: Session, target: Target) -> None:
    """It is paid, it is live, it is off; or there is a word to log about it."""
    chosen = choose(session, f"Sale, {_short(target)}", endings.OF_A_SALE)
    if chosen == "log":
        _talked(session, target)
    elif chosen == "cancel":
        why = (Question("reason", "why, in their words", required=True),)
        _ask(
            session, target, "sale-cancel", "Cancelled", why,
            lambda form, values: form.act(sales.cancel, target.row_id, values["reason"]),
        )  # fmt: skip
    elif chosen:
        _on_a_day(session, target, chosen)


def _has_come(session: Session, target: Target) -> None:
    """A sale that is late: did it come, and on which day?"""
    _on_a_day(session, target, "live")


def _on_a_day(session: Session, target: Target, chosen: str) -> None:
    on = (
        Question(
            "on", f"{chosen} on", "day", start="today", required=True, future=chosen == "live"
        ),
    )
    _ask(session, target, f"sale-{chosen}", chosen.capitalize(), on, partial(_came, chosen))


def _came(chosen: str, form: OneQuestion, values: Values) -> Save:
    on: date = form.needed(values, "on")
    if chosen == "paid":
        return form.act(sales.paid, form.target.row_id, on)
    return form.act(sales.set_live, form.target.row_id, on, rules=form.session.rules)


def _asked(session: Session, target: Target) -> None:
    """Their answer to what was asked; where a yes is still to be thanked for, the thanks (R95, R96)."""
    known = session.page(target.customer_id).facts.asks
    row = next((each for each in known if each.id == target.row_id), None)
    if row is not None and row.outcome in (None, AskOutcome.LATER):
        more = {
            AskKind.REFERRAL: (Question("referred", "whom they named", help="Only for a yes"),),
            AskKind.TESTIMONIAL: (
                Question(
                    "permission", "quote them", "choice", ("no", "yes: they gave permission"), "1"
                ),
            ),
        }
        questions = (
            Question("outcome", "they said", "choice", tuple(AskOutcome), required=True),
            Question("words", "their words"),
            *more.get(row.kind, ()),
        )
        _ask(session, target, "ask-answer", f"Answer to: {clean(row.text)}", questions, _answer)
    elif row is not None and row.outcome is AskOutcome.YES and row.thanked_on is None:
        session.do(asks.thanked, row.id)
    else:
        _is_done(session, target)


def _answer(form: OneQuestion, values: Values) -> Save:
    return form.act(
        asks.answer,
        form.target.row_id,
        tuple(AskOutcome)[int(values["outcome"]) - 1],
        values["words"],
        referred=values.get("referred", ""),
        permission=values.get("permission") == "2",
        rules=form.session.rules,
    )


def _fact(session: Session, target: Target) -> None:
    """A move of the plan is done, an idea given, something personal asked after (R20)."""
    here = session.page(target.customer_id).remarks
    personal = any(row.id == target.row_id and row.kind == FactKind.PERSONAL for row in here)
    session.do(facts.asked if personal else plans.done, target.row_id)


def _evidence(session: Session, target: Target) -> None:
    session.do(evidence.told, target.row_id)


def _card(session: Session, target: Target) -> None:
    card(session, target, session.page(target.customer_id))


def _followup(session: Session, target: Target) -> None:
    """By the form that a follow-up of its kind asks for; any other is done with the key."""
    page = session.page(target.customer_id)
    row = next((each for each in page.facts.followups if each.id == target.row_id), None)
    if row is None:
        _is_done(session, target)
    elif row.delegated_to:  # stays on the list until it is confirmed (R14)
        note = (Question("note", f"has {clean(row.delegated_to)} done it; what came of it"),)
        _ask(
            session, target, "confirm", "Confirm", note,
            lambda form, values: form.act(
                followups.done, row.id, note=values["note"], rules=session.rules
            ),
        )  # fmt: skip
    elif card(session, target, page):
        return
    elif row.kind == "check":
        fill(session, CheckForm(session, target, page))
    elif row.kind in ("call", "visit"):
        fill(session, LogForm(session, target, page))
    elif row.kind == "training":
        fill(session, TrainingForm(session, target, page))
    elif row.kind == "catch up":
        _caught_up(session, target)
    else:
        session.do(followups.done, row.id, rules=session.rules)


def _caught_up(session: Session, target: Target) -> None:
    """Of a young sale that came with a file: what has happened; the rest is let go (§7)."""
    steps = sales.passed(session.book, target.row_id, rules=session.rules)
    past = tuple((step.key, step.what) for step in steps)
    about = "Which of these have happened? The rest is let go."
    _ask(
        session, target, "catch-up", "Catching up",
        (Question("steps", "has happened", "ticks", past, about=about),),
        lambda form, values: form.act(
            sales.caught_up, target.row_id, tuple(filter(None, values["steps"].split(","))),
            rules=session.rules,
        ),
    )  # fmt: skip


FINISHES: dict[str, Callable[[Session, Target], None]] = {
    "": _talked,
    "customer": _talked,
    "date": _talked,
    "promise": _promise,
    "problem": problem_steps.work_on,
    "expectation": _expectation,
    "sale": _sale,
    "live": _has_come,
    "reassurance": letter,
    "ask": _asked,
    "questions": _card,
    "agreement": _card,
    "followup": _followup,
    "letter": letter,
    "evidence": _evidence,
    "fact": _fact,
    "person": _left,
    "route": _is_kept,
    "address": _is_kept,
}
"""What finishes a row, by its kind; what is not here was done when it was written."""
