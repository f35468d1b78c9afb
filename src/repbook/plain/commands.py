"""What each command of the one table does here: on a customer, on a row, for the whole book."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from ..actions.base import history
from ..actions.forgetting import forgetting, told
from ..actions.sales import sales
from ..domain.care import phases
from ..wording import clean
from . import finishing, problem_steps
from .brief import Moment, brief
from .forms import letter_form
from .forms.care_forms import (
    AskForm,
    InsideCallForm,
    OffForm,
    PlanForm,
    SurveyForm,
    TrainingForm,
)
from .forms.check_form import CheckForm
from .forms.choosing import YES_NO, choose, pick
from .forms.dated_forms import FollowupForm, PromiseForm
from .forms.edit_forms import edit
from .forms.filling import fill
from .forms.given_forms import ClippingForm, FollowForm
from .forms.log_form import LogForm
from .forms.row_forms import (
    EvidenceForm,
    FactForm,
    PageForm,
    PersonForm,
    ProblemForm,
    RowForm,
)
from .forms.sale_forms import AgreementForm, QuestionsForm, WonForm, card
from .pages import heading, whole
from .session import Session, Target

MOST_STEPS = 20
"""Steps of a history that are said."""
CustomerVerb = Callable[[Session, Target, str], None]
"""What a command does to a customer or a row, with the words behind its key."""


# -- for one customer ----------------------------------------------------------------------------


def log(session: Session, target: Target, words: str) -> None:
    """The log form, with what is due ticked; words are its line."""
    fill(session, LogForm(session, target, session.page(target.customer_id)), words)


def check(session: Session, target: Target, words: str) -> None:
    """The check; a digit behind the key is their answer, and words behind it are theirs."""
    form = CheckForm(session, target, session.page(target.customer_id))
    score, _, rest = words.partition(" ")
    if rest and score.isdecimal():
        form.given = {"words": rest.strip()}
        words = score
    fill(session, form, words)


def adding(form: type[RowForm]) -> CustomerVerb:
    """The verb of a command that only opens the form of a new row."""

    def add(session: Session, target: Target, words: str) -> None:
        fill(session, form(session, target.whole), words)

    return add


def problem(session: Session, target: Target, words: str) -> None:
    """The next step of an open problem, or a new one."""
    if not words and target.kind == "problem":
        problem_steps.work_on(session, target)
        return
    page = session.page(target.customer_id)
    found = [row for row in page.facts.problems if row.confirmed_on is None]
    if found and not words:
        options = [
            (
                str(place),
                f"{clean(row.text)}, {'solved?' if row.solved_on else row.severity}",
                str(row.id),
            )
            for place, row in enumerate(found, 1)
        ]
        chosen = choose(session, "Problem", [*options, ("n", "a new problem", "new")])
        if not chosen:
            return
        if chosen != "new":
            text = next(row.text for row in found if str(row.id) == chosen)
            problem_steps.work_on(
                session, target._replace(kind="problem", row_id=int(chosen), text=clean(text))
            )
            return
    fill(session, ProblemForm(session, target.whole), words)


def fact(session: Session, target: Target, words: str) -> None:
    """The five questions or the agreement where the row asks for them; else a fact."""
    if words or not card(session, target, session.page(target.customer_id)):
        fill(session, FactForm(session, target.whole), words)


def sale(session: Session, target: Target, words: str) -> None:
    """A won sale."""
    fill(session, WonForm(session, target.whole, session.page(target.customer_id)), words)


def questions(session: Session, target: Target, words: str) -> None:
    """The five questions."""
    fill(session, QuestionsForm(session, target, session.page(target.customer_id)), words)


def agreement(session: Session, target: Target, words: str) -> None:
    """The agreement."""
    fill(session, AgreementForm(session, target, session.page(target.customer_id)), words)


def knowing(form: type[PageForm]) -> CustomerVerb:
    """The verb of a command that opens a form which knows the customer's page."""

    def add(session: Session, target: Target, words: str) -> None:
        fill(session, form(session, target, session.page(target.customer_id)), words)

    return add


def ask(session: Session, target: Target, words: str) -> None:
    """The answer to what was asked and is open; or ask for something."""
    page = session.page(target.customer_id)
    waiting = [row for row in page.facts.asks if row.outcome is None]
    if waiting and not words:
        options = [
            (str(place), f"their answer to: {clean(row.text)}", str(row.id))
            for place, row in enumerate(waiting, 1)
        ]
        chosen = choose(session, "Ask", [*options, ("n", "ask for something new", "new")])
        if not chosen:
            return
        if chosen != "new":
            finishing.done(session, target._replace(kind="ask", row_id=int(chosen)))
            return
    form = AskForm(session, target.whole, page)
    if form.firm:
        session.say(f"{form.firm[:1].upper()}{form.firm[1:]}.")
    else:
        fill(session, form, words)


def say_brief(session: Session, target: Target, _: str) -> None:
    """What to know before dialling."""
    page = session.page(target.customer_id)
    at = Moment(session.clock.local(), session.rules, session.key)
    session.say(heading(page, session.today), *map(str, brief(page, at)))


def say_page(session: Session, target: Target, _: str) -> None:
    """The whole page."""
    session.say(*whole(session, target.customer_id))


def say_secret(session: Session, target: Target, _: str) -> None:
    """The whole page with what was told in confidence, because it was asked for."""
    session.say(*whole(session, target.customer_id, secret=True))


def follow(session: Session, target: Target, words: str) -> None:
    """A person who goes to another employer, and follows; it needs somebody who can go."""
    page = session.page(target.customer_id)
    if page.people:
        fill(session, FollowForm(session, target.whole, page), words)
    else:
        session.hint("Nobody is known here yet - {person} adds a person")


def say_history(session: Session, target: Target, _: str) -> None:
    """What was changed, newest first; a number undoes one step, after a question."""
    steps = history.steps(session.book, target.customer_id)[:MOST_STEPS]
    for place, step in enumerate(steps, 1):
        state = f", {step.turned}" if step.turned else ""
        at = datetime.fromisoformat(step.at).astimezone()
        session.say(f"{place} {at:%Y-%m-%d %H:%M} {step.by}: {clean(step.label)}{state}")
    chosen = pick(session, "Undo which", len(steps))
    if not chosen:
        return
    step = steps[chosen - 1]
    if step.state == "on its way":
        session.say("This step is on its way still; it can be undone once it is done.")
    elif step.state == "erased":
        session.say("This step is about somebody who was forgotten; it can't be undone.")
    elif step.state != "done":
        session.hint("This step is undone already - {redo} does the last one again")
    elif choose(session, f"Undo {clean(step.label)}", YES_NO) == "yes":
        session.undo(step.id)


def forget(session: Session, target: Target, _: str) -> None:
    """What there is of a customer, or of the person of this row; erased for good once the name is typed."""
    kind = target.kind if target.kind == "person" else "customer"
    row = (
        (target.row_id, target.text) if kind == "person" else (target.customer_id, target.customer)
    )
    found = forgetting.look(session.book, forgetting.of_row(session.book, kind, *row))
    session.say(told.title(found), *_lines(told.found(found)))
    typed = session.talk.ask(
        f"This can't be undone. Type {clean(found.who.name)} to erase it [back]:"
    )
    if not typed or typed == "<":
        session.say("Nothing was erased.")
        return
    outcome = forgetting.forget(session.book, found, typed)[1]
    session.last = None
    session.say(told.done(outcome), *_lines(told.outcome(outcome)))


def _lines(lines: Iterable[told.Line]) -> Iterator[str]:
    for label, words in lines:
        yield f"{label}: {clean(words)}" if label else clean(words)


def phase(session: Session, target: Target, _: str) -> None:
    """The gate to Settled, tick by tick; confirming it is the rep's (R56)."""
    page = session.page(target.customer_id)
    if not page.standing.sales:
        session.hint("No sale yet - {sale} records one, and its phases begin")
        return
    of_phase = (one for one in page.standing.sales if one.phase == page.standing.phase)
    worst = next(of_phase, page.standing.sales[0])
    sold = next(sale for sale in page.facts.sales if sale.id == worst.sale_id)
    session.say(heading(page, session.today))
    for tick in phases.gate(sold, page.facts, session.today, session.rules):
        key = f"; {session.key(tick.clears)}" if not tick.done and tick.clears else ""
        session.say(f"{'done' if tick.done else 'open'}: {clean(tick.text)}{key}")
    if not (worst.proposed or worst.unproven):
        session.say("It settles when all of these are done.")
    elif choose(session, f"{clean(sold.title)}, confirm: settled", YES_NO) == "yes":
        session.do(sales.settle, sold.id, rules=session.rules)


FOR_CUSTOMERS: dict[str, CustomerVerb] = {
    "log": log,
    "check": check,
    "followup": adding(FollowupForm),
    "promise": adding(PromiseForm),
    "problem": problem,
    "evidence": adding(EvidenceForm),
    "fact": fact,
    "person": adding(PersonForm),
    "sale": sale,
    "questions": questions,
    "agreement": agreement,
    "letter": letter_form.letter,
    "ask": ask,
    "survey": knowing(SurveyForm),
    "training": knowing(TrainingForm),
    "plan": knowing(PlanForm),
    "checkin": knowing(InsideCallForm),
    "off": adding(OffForm),
    "forget": forget,
    "clipping": adding(ClippingForm),
    "follow": follow,
    "phase": phase,
    "brief": say_brief,
    "open": say_page,
    "confidential": say_secret,
    "history": say_history,
}
OF_A_ROW: dict[str, CustomerVerb] = {
    "done": lambda session, target, _: finishing.done(session, target),
    "snooze": finishing.put_off,
    "edit": edit,
    "remove": lambda session, target, _: finishing.take_out(session, target),
}
