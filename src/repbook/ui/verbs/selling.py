"""The verbs of a sale and of what is agreed with it."""

from __future__ import annotations

from ..shell.protocol import BookShell
from ..shell.target import Target
from .whom import Verb, new_customer


async def sale(app: BookShell, target: Target) -> None:
    """A won sale; a new customer is entered first."""
    from ..dialogs.sales.won import SaleForm

    if not target.customer_id:
        fresh = await new_customer(app, target.customer, goes_on=True)
        if fresh is None:
            return
        target = Target(fresh.ids["customers"][0], fresh.label.removeprefix("add "))
    page = await app.read_page(target.customer_id)
    if page is not None:
        await app.changed(await app.push_screen_wait(SaleForm(target, page)))


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
