"""`d`, `z`, `Del`: what finishes, puts off, or removes the highlighted row, whatever kind it is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from ....actions.base import removing
from ....actions.care import followups
from ....domain.care.endings import OF_AN_EXPECTATION
from ....domain.shown.customer_views import CustomerPage
from ....domain.spine.facts import FollowupFacts
from ....domain.spine.kinds import FactKind
from ....domain.spine.model import Change
from ....storage.book.row_kinds import TABLES
from ...forms.field import Field
from ...shell.protocol import Shell
from ...shell.target import Target
from ..care.promise import finish_promise, renegotiate
from ..common.options import Ask, Options, gives_to
from .row_dialogs import ROW_DIALOGS


async def finish(app: Shell, target: Target) -> Change | None:
    """Done, kept, solved, or told."""
    dialogs = ROW_DIALOGS.get(target.kind)
    if dialogs is not None and dialogs.done is not None:
        return await app.keeper.ask(dialogs.done, target.row_id)
    return await FINISHES.get(target.kind, _is_done)(app, target)


async def put_off(app: Shell, target: Target) -> Change | None:
    """Another day for a follow-up or a promise; anything else gets a follow-up on that day."""
    from ..common.row_forms import LaterForm, SnoozeForm

    if target.kind == "promise":
        return await renegotiate(app, target)
    form = SnoozeForm if target.kind == "followup" else LaterForm
    return await app.push_screen_wait(form(target))


async def take_out(app: Shell, target: Target) -> Change | None:
    """Remove the row after one question; undo brings it back."""
    from .edit import NAMES

    table = TABLES.get(target.kind or "customer")
    if table is None or (target.kind == "customer" and target.text):
        app.say("This row says something about the customer: Enter opens it.", severity="warning")
        return None
    noun = NAMES.get(target.kind, target.kind)
    what = f"{target.customer} and all its rows" if table == "customers" else f"this {noun}"
    choices = [
        ("y", app.key.fill("remove it; {undo} brings it back"), "yes"),
        ("n", "keep it", "no"),
    ]
    if table == "customers":
        choices.insert(1, ("o", "off the book instead, with a reason: all is kept", "off"))
    chosen = await app.push_screen_wait(
        Options(f"Remove {what}?", tuple(choices), about=target.text)
    )
    if chosen == "off":
        from ..care.bulk import leave

        return await leave(app, (target,))
    if chosen != "yes":
        return None
    if table == "customers":
        from ....actions.customers import customers

        return await app.keeper.ask(customers.remove, target.customer_id)
    return await app.keeper.ask(removing.remove, table, target.row_id)


# -- what finishes a row of each kind ------------------------------------------------------------


async def _is_done(app: Shell, _: Target) -> Change | None:
    app.say("This row is done already.", severity="warning")
    return None


async def _is_kept(app: Shell, _: Target) -> None:
    words = app.key.fill("This row is kept, not done: {edit} edits it.")
    app.say(words, severity="warning")


async def _left(app: Shell, target: Target) -> Change | None:
    from .leaving import ask

    form = await ask(app, target)
    return await (app.push_screen_wait(form) if form is not None else _is_kept(app, target))


async def _talked(app: Shell, target: Target) -> Change | None:
    """What is finished by a word with the customer: log it."""
    from ..logging.log import LogForm

    page = await app.read_page(target.customer_id)
    if page is None:
        return await _is_done(app, target)
    return await app.push_screen_wait(LogForm(page))


async def _problem(app: Shell, target: Target) -> Change | None:
    from ..care.problem import work_on

    return await work_on(app, target)


async def _sale(app: Shell, target: Target) -> Change | None:
    from ..sales.sale import finish_sale

    return await finish_sale(app, target)


async def _came(app: Shell, target: Target) -> Change | None:
    from ..sales.sale import has_come

    return await has_come(app, target)


async def _letter_of(app: Shell, target: Target) -> Change | None:
    from ..letters.letter import write

    return await write(app, target)


async def _ask(app: Shell, target: Target) -> Change | None:
    from ..care.answer import finish_ask

    return await finish_ask(app, target)


async def _letter(app: Shell, target: Target) -> Change | None:
    from ..letters.letter import go_on

    return await go_on(app, target)


async def _fact(app: Shell, target: Target) -> Change | None:
    """A move of the plan is done, an idea given, something personal asked after (R20)."""
    from ....actions.care import plans
    from ....actions.customers import facts

    page = await app.read_page(target.customer_id)
    facts_here = page.remarks if page is not None else ()
    if any(row.id == target.row_id and row.kind == FactKind.PERSONAL for row in facts_here):
        return await app.keeper.ask(facts.asked, target.row_id)
    return await app.keeper.ask(plans.done, target.row_id)


async def _expectation(app: Shell, target: Target) -> Change | None:
    from ....actions.care import expectations

    chosen = await app.push_screen_wait(
        Options(
            f"Expectation · {target.customer}",
            OF_AN_EXPECTATION,
            about=target.text,
        )
    )
    if chosen is None:
        return None
    return await app.keeper.ask(expectations.answer, target.row_id, chosen, rules=app.rules)


async def _card(app: Shell, target: Target) -> Change | None:
    """The five questions or the agreement, where they are still open."""
    from ..sales.agreement import card_for

    card = await card_for(app, target)
    return await (app.push_screen_wait(card) if card is not None else _is_done(app, target))


async def _followup(app: Shell, target: Target) -> Change | None:
    """By the form that a follow-up of its kind asks for; any other is done with the key."""
    from ..sales.agreement import card_for

    card = await card_for(app, target)
    if card is not None:
        return await app.push_screen_wait(card)
    page = await app.read_page(target.customer_id)
    rows = page.facts.followups if page is not None else ()
    row = next((row for row in rows if row.id == target.row_id), None)
    if page is not None and row is not None:
        if row.delegated_to:
            return await _confirm(app, target, row)
        if row.kind in STEPS:
            return await STEPS[row.kind](app, target, page, row)
    return await app.keeper.ask(followups.done, target.row_id, rules=app.rules)


async def _training(
    app: Shell, target: Target, page: CustomerPage, _: FollowupFacts
) -> Change | None:
    from ....storage.views.agenda_tab import care
    from ..sales.training import TrainingForm

    known = await app.keeper.ask(care, page.id)
    return await app.push_screen_wait(TrainingForm(target, page, known))


async def _check(app: Shell, target: Target, page: CustomerPage, _: FollowupFacts) -> Change | None:
    from ..care.check import CheckForm

    return await app.push_screen_wait(CheckForm(target, page, app.clock.today(), app.rules))


async def _contact(app: Shell, _: Target, page: CustomerPage, row: FollowupFacts) -> Change | None:
    from ..logging.log import LogForm

    return await app.push_screen_wait(LogForm(page, target=("followup", row.id)))


async def _catch_up(
    app: Shell, target: Target, page: CustomerPage, row: FollowupFacts
) -> Change | None:
    from ..sales.catchup import catch_up

    return await catch_up(app, target, page, row)


async def _confirm(app: Shell, target: Target, row: FollowupFacts) -> Change | None:
    """What somebody else was to do stays on the list until it is confirmed (R14)."""
    return await app.push_screen_wait(
        Ask(
            "confirm",
            target,
            f"Has {row.delegated_to} done it?",
            (Field("note", "it is done", help="what came of it, if anything"),),
            gives_to(followups.done, ruled=True),
        )
    )


Finish = Callable[[Shell, Target], Awaitable[Change | None]]
FINISHES: dict[str, Finish] = {
    "": _talked,
    "customer": _talked,
    "date": _talked,
    "promise": finish_promise,
    "problem": _problem,
    "expectation": _expectation,
    "sale": _sale,
    "live": _came,
    "reassurance": _letter_of,
    "ask": _ask,
    "questions": _card,
    "agreement": _card,
    "followup": _followup,
    "letter": _letter,
    "fact": _fact,
    "person": _left,
    "route": _is_kept,
    "address": _is_kept,
}
"""What finishes a row, by its kind, where it takes more than the key; what is in neither list was done when it was
written."""
Step = Callable[[Shell, Target, CustomerPage, FollowupFacts], Awaitable[Change | None]]
STEPS: dict[str, Step] = {
    "training": _training,
    "check": _check,
    "call": _contact,
    "visit": _contact,
    "catch up": _catch_up,
}
"""What a follow-up is done by, by its kind."""
