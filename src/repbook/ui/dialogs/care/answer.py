"""What a customer said to an ask: yes, no, or later, in their words (R95, R96)."""

from __future__ import annotations

from ....actions.care import asks
from ....domain.spine.facts import AskFacts
from ....domain.spine.kinds import AskKind, AskOutcome
from ....domain.spine.model import Change
from ....errors import InvalidInput
from ....wording import ago
from ...forms.field import Field, Values
from ...forms.form import Save
from ...shell.protocol import Shell
from ...shell.target import Target
from ..common.options import Ask

OUTCOMES = tuple(AskOutcome)


async def answer(app: Shell, target: Target, row: AskFacts) -> Change | None:
    """What they said, in their words; whom they named, and whether they may be quoted."""
    yes = "only for a yes"
    more = {
        AskKind.REFERRAL: (Field("referred", "they named", help=yes),),
        AskKind.TESTIMONIAL: (
            Field("permission", "quote them?", "choice", ("no", "yes: they gave permission"), "1"),
        ),
    }
    fields = (
        Field("outcome", "they said", "choice", tuple(OUTCOMES)),
        Field("words", "their words", "line"),
        *more.get(row.kind, ()),
    )
    about = f"{row.text}\n{row.kind}, asked {ago(row.asked_on, app.clock.today())}"
    target = target._replace(kind="ask", row_id=row.id, text=row.text)
    return await app.push_screen_wait(
        Ask("ask-answer", target, "Answer", fields, _answered, about=about)
    )


def _answered(form: Ask, values: Values) -> Save:
    if not values["outcome"]:
        raise InvalidInput("press 1 to 3 for what they said", field="outcome")
    return form.act(
        asks.answer,
        form.row_id,
        OUTCOMES[int(values["outcome"]) - 1],
        values["words"],
        referred=values.get("referred", ""),
        permission=values.get("permission") == "2",
        rules=form.app.rules,
    )


async def finish_ask(app: Shell, target: Target) -> Change | None:
    """`d` on an ask: record the answer; where a yes is still to be thanked for, the thanks."""
    page = await app.read_page(target.customer_id)
    known = page.facts.asks if page else ()
    row = next((row for row in known if row.id == target.row_id), None)
    if row is not None and row.outcome in (None, AskOutcome.LATER):
        return await answer(app, target, row)
    if row is not None and row.outcome is AskOutcome.YES and row.thanked_on is None:
        return await app.keeper.ask(asks.thanked, row.id)
    app.say(app.key.fill("This ask is answered: {edit} edits it."), severity="warning")
    return None
