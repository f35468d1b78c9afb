"""`d`, `z`, `Del`: what finishes, puts off, or removes the highlighted row, whatever kind it is."""

from __future__ import annotations

from ....actions.base import removing
from ....actions.care import evidence, followups, promises
from ....domain.spine.facts import FollowupFacts
from ....domain.spine.kinds import FactKind
from ....domain.spine.model import Change
from ...forms.field import Field
from ...forms.form import Save
from ...shell.protocol import Shell
from ...shell.target import Target
from ..common.options import Ask, Options

TABLES = {
    "touch": "touches",
    "check": "checks",
    "promise": "promises",
    "problem": "problems",
    "followup": "followups",
    "evidence": "evidence",
    "fact": "facts",
    "expectation": "expectations",
    "letter": "letters",
    "ask": "asks",
    "person": "people",
    "route": "routes",
    "date": "dates",
    "sale": "sales",
    "customer": "customers",
}


async def do(app: Shell, save: Save) -> Change:
    """Run an action in the storage thread."""
    return await app.keeper.ask(save)


async def finish(app: Shell, target: Target) -> Change | None:
    """Done, kept, solved, or told."""
    if target.kind == "promise":
        return await _promise(app, target)
    if target.kind == "problem":
        from ..care.problem import work_on

        return await work_on(app, target)
    if target.kind == "evidence":
        return await do(app, lambda book: evidence.told(book, target.row_id))
    if target.kind == "expectation":
        return await _expectation(app, target)
    if target.kind == "sale":
        from ..sales.sale import finish_sale

        return await finish_sale(app, target)
    if target.kind == "ask":
        from ..care.answer import finish_ask

        return await finish_ask(app, target)
    if target.kind in ("questions", "agreement", "followup"):
        from ..sales.agreement import card_for

        card = await card_for(app, target)
        if card is not None:
            return await app.push_screen_wait(card)
    if target.kind == "followup":
        return await _followup(app, target)
    if target.kind == "letter":
        from ..letters.letter import go_on

        return await go_on(app, target)
    if target.kind == "fact":
        return await _fact(app, target)
    page = await app.read_page(target.customer_id)
    if page is None or target.kind not in ("", "customer", "date"):
        kept = target.kind in ("person", "route")
        app.say(
            app.key.fill("This row is kept, not done: {edit} edits it.")
            if kept
            else "This row is done already.",
            severity="warning",
        )
        return None
    from ..logging.log import LogForm

    return await app.push_screen_wait(LogForm(page))


async def _fact(app: Shell, target: Target) -> Change | None:
    """A move of the plan is done, an idea given, something personal asked after (R20)."""
    from ....actions.care import plans
    from ....actions.customers import facts

    page = await app.read_page(target.customer_id)
    facts_here = page.remarks if page is not None else ()
    if any(row.id == target.row_id and row.kind == FactKind.PERSONAL for row in facts_here):
        return await do(app, lambda book: facts.asked(book, target.row_id))
    return await do(app, lambda book: plans.done(book, target.row_id))


async def _followup(app: Shell, target: Target) -> Change | None:
    page = await app.read_page(target.customer_id)
    row = (
        next((row for row in page.facts.followups if row.id == target.row_id), None)
        if page
        else None
    )
    if page is not None and row is not None:
        if row.delegated_to:
            return await _confirm(app, target, row)
        if row.kind == "training":
            from ....storage.views.agenda_tab import care
            from ..sales.training import TrainingForm

            known = await app.keeper.ask(care, page.id)
            return await app.push_screen_wait(TrainingForm(target, page, known))
        if row.kind == "check":
            from ..care.check import CheckForm

            return await app.push_screen_wait(CheckForm(target, page, app.clock.today(), app.rules))
        if row.kind in ("call", "visit"):
            from ..logging.log import LogForm

            return await app.push_screen_wait(LogForm(page, target=("followup", row.id)))
        if row.kind == "catch up":
            from ..sales.catchup import catch_up

            return await catch_up(app, target, page, row)
    return await do(app, lambda book: followups.done(book, target.row_id, rules=app.rules))


async def _confirm(app: Shell, target: Target, row: FollowupFacts) -> Change | None:
    """What somebody else was to do stays on the list until it is confirmed (R14)."""
    return await app.push_screen_wait(
        Ask(
            "confirm",
            target,
            f"Has {row.delegated_to} done it?",
            (Field("note", "it is done", help="what came of it, if anything"),),
            lambda form, values: form.act(
                followups.done, row.id, note=values["note"], rules=app.rules
            ),
        )
    )


async def _promise(app: Shell, target: Target) -> Change | None:
    chosen = await app.push_screen_wait(
        Options(
            f"Promise · {target.customer}",
            (
                ("d", "kept (late, if its day is past)", "keep"),
                ("r", "a new day, agreed with them", "renegotiate"),
                ("l", "they released us from it", "release"),
                ("b", "it will not be kept", "break"),
            ),
            about=target.text,
        )
    )
    if chosen == "keep":
        return await do(app, lambda book: promises.keep(book, target.row_id))
    if chosen == "renegotiate":
        return await renegotiate(app, target)
    if chosen in ("release", "break"):
        action = promises.release if chosen == "release" else promises.break_
        return await app.push_screen_wait(
            Ask(
                f"promise-{chosen}",
                target,
                "Promise",
                (Field("reason", "why", required=True, help="in a few words"),),
                lambda form, values: form.act(action, target.row_id, values["reason"]),
            )
        )
    return None


async def renegotiate(app: Shell, target: Target) -> Change | None:
    """A new day for a promise: the old one is closed as renegotiated, in the open."""
    return await app.push_screen_wait(
        Ask(
            "promise-renegotiate",
            target,
            "A new day for this promise",
            (
                Field("due", "new day", "day", required=True, help="fri, +3, end of month"),
                Field("reason", "why", required=True, help="what they agreed to"),
            ),
            lambda form, values: form.act(
                promises.renegotiate, target.row_id, form.needed(values, "due"), values["reason"]
            ),
        )
    )


async def _expectation(app: Shell, target: Target) -> Change | None:
    from ....actions.care import expectations

    chosen = await app.push_screen_wait(
        Options(
            f"Expectation · {target.customer}",
            (("m", "met", "met"), ("p", "partly", "partly"), ("u", "unmet: a call today", "unmet")),
            about=target.text,
        )
    )
    if chosen is None:
        return None
    return await do(
        app, lambda book: expectations.answer(book, target.row_id, chosen, rules=app.rules)
    )


async def put_off(app: Shell, target: Target) -> Change | None:
    """Another day for a follow-up or a promise; anything else gets a follow-up on that day."""
    from ..common.row_forms import LaterForm, SnoozeForm

    if target.kind == "followup":
        return await app.push_screen_wait(SnoozeForm(target))
    if target.kind == "promise":
        return await renegotiate(app, target)
    return await app.push_screen_wait(LaterForm(target))


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

        return await do(app, lambda book: customers.remove(book, target.customer_id))
    return await do(app, lambda book: removing.remove(book, table, target.row_id))
