"""The verbs of a sale and of what is agreed with it."""

from __future__ import annotations

from ..forms.field import Values
from ..shell.protocol import BookShell
from ..shell.target import Target
from .whom import Verb, add_customer, new_customer, pick_customer

OF_WHO_BOUGHT = ("who", "role", "phone", "email", "birthday", "personal", "rhythm")
"""What the wizard fills or shows of the customer that it is about: of another it is other."""


async def sale(app: BookShell, target: Target) -> None:
    """A won sale; a new customer is entered first. Where another is named in the form, it goes on with them."""
    from ..dialogs.sales.won import SaleForm

    while True:
        if not target.customer_id:
            fresh = await new_customer(app, target.customer, goes_on=True)
            if fresh is None:
                return
            target = Target(fresh.ids["customers"][0], fresh.label.removeprefix("add "))
        page = await app.read_page(target.customer_id)
        if page is None:
            return
        form = SaleForm(target, page)
        change = await app.push_screen_wait(form)
        if form.elsewhere is None:
            await app.changed(change)
            return
        target = await _another(app, target, *form.elsewhere)


async def _another(app: BookShell, before: Target, name: str, typed: Values) -> Target:
    """Whom a name means, or the one before where nobody is chosen; what was typed waits for them as their draft."""
    from ...actions.touches import drafts
    from ...storage.finding.naming import NotOne, resolve

    try:
        found = await app.keeper.ask(resolve, name)
        meant = Target(found.id, found.name)
    except NotOne:
        meant = await pick_customer(app, "sale", start=name) or before
    if not meant.customer_id:
        meant = await add_customer(app, meant.customer) or before
    if meant.customer_id != before.customer_id:
        typed = {each: said for each, said in typed.items() if each not in OF_WHO_BOUGHT}
    key = ("sale", meant.customer_id, 0)
    waiting = await app.keeper.ask(drafts.load, *key) or {}
    await app.keeper.ask(drafts.save, *key, {**waiting, **typed})
    return meant


async def questions(app: BookShell, target: Target) -> None:
    """The five questions."""
    from ..dialogs.sales.questions import QuestionsForm

    page = await app.read_page(target.customer_id)
    if page is not None:
        await app.changed(await app.push_screen_wait(QuestionsForm(target, page)))


async def agreement(app: BookShell, target: Target) -> None:
    """The agreement."""
    from ..dialogs.sales.agreement import AgreementForm

    page = await app.read_page(target.customer_id)
    if page is not None:
        await app.changed(await app.push_screen_wait(AgreementForm(target, page)))


VERBS: dict[str, Verb] = {"sale": sale, "questions": questions, "agreement": agreement}
