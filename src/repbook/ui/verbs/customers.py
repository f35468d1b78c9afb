"""The verbs of the highlighted customer: each opens the dialog that answers it."""

from __future__ import annotations

from ..shell.protocol import BookShell
from ..shell.target import Target
from .whom import Verb


async def log(app: BookShell, target: Target, line: str = "") -> None:
    """The log form, with what is due ticked."""
    from ..dialogs.logging.log import LogForm

    page = await app.read_page(target.customer_id)
    if page is not None:
        await app.changed(
            await app.push_screen_wait(
                LogForm(page, target=(target.kind, target.row_id), line=line)
            )
        )


async def check(app: BookShell, target: Target) -> None:
    """The check form."""
    from ..dialogs.care.check import CheckForm

    page = await app.read_page(target.customer_id)
    if page is not None:
        form = CheckForm(target, page, app.clock.today(), app.rules)
        await app.changed(await app.push_screen_wait(form))


def adding(kind: str) -> Verb:
    """The verb of a command that only opens the form of a new row."""

    async def add(app: BookShell, target: Target) -> None:
        from ..dialogs.rows.row_dialogs import ROW_DIALOGS

        form = ROW_DIALOGS[kind].new
        if form is not None:
            await app.changed(await app.push_screen_wait(form(target)))

    return add


async def problem(app: BookShell, target: Target) -> None:
    """The next step of an open problem, the highlighted one first; or a new one."""
    from ..dialogs.care.problem import choose, work_on
    from ..dialogs.common.row_forms import ProblemForm

    chosen = target if target.kind == "problem" else await choose(app, target)
    if chosen is None:
        return
    if chosen.kind == "problem":
        await app.changed(await work_on(app, chosen))
    else:
        await app.changed(await app.push_screen_wait(ProblemForm(target)))


async def fact(app: BookShell, target: Target) -> None:
    """The five questions or the agreement where the highlighted row asks for them; else a fact."""
    from ..dialogs.common.row_forms import FactForm
    from ..dialogs.sales.agreement import card_for

    card = await card_for(app, target)
    await app.changed(await app.push_screen_wait(card or FactForm(target)))


async def person(app: BookShell, target: Target) -> None:
    """A new person."""
    from ..dialogs.logging.new_customer import PersonForm

    await app.changed(await app.push_screen_wait(PersonForm(target)))


async def training(app: BookShell, target: Target) -> None:
    """A training, or the areas that still need one."""
    from ...storage.views.agenda_tab import care
    from ..dialogs.sales.training import TrainingForm

    page = await app.read_page(target.customer_id)
    if page is not None:
        known = await app.keeper.ask(care, page.id)
        await app.changed(await app.push_screen_wait(TrainingForm(target, page, known)))


async def survey(app: BookShell, target: Target) -> None:
    """The yearly survey: sent, or back."""
    from ..dialogs.care.survey import SurveyForm

    page = await app.read_page(target.customer_id)
    if page is not None:
        await app.changed(await app.push_screen_wait(SurveyForm(target, page)))


async def inside_call(app: BookShell, target: Target) -> None:
    """A call that inside staff will make (the screen's "staff check-in"), and the sheet to hand over."""
    from ..dialogs.sales.inside_call import InsideCallForm, hand_over

    page = await app.read_page(target.customer_id)
    if page is None:
        return
    change = await app.push_screen_wait(InsideCallForm(target, page))
    await app.changed(change)
    if change is not None:
        await hand_over(app, target, change)


async def phase(app: BookShell, target: Target) -> None:
    """The gate to Settled: confirm, or see what is missing."""
    from ..dialogs.sales.gate import gate

    await app.changed(await gate(app, target))


async def brief(app: BookShell, target: Target) -> None:
    """The brief, over any screen."""
    from ..brief.brief_dialog import BriefDialog

    page = await app.read_page(target.customer_id)
    if page is not None:
        await app.push_screen_wait(BriefDialog(page))


async def off(app: BookShell, target: Target) -> None:
    """Off the book with a reason and, asleep, a day to wake on; or back on it (R06, R07)."""
    from ..dialogs.care.bulk import leave

    await app.changed(await leave(app, (target,)))


async def forget(app: BookShell, target: Target) -> None:
    """Erase the customer, or the highlighted person, for good: shown first, the name to be typed."""
    from ...actions.forgetting.told import done
    from ..dialogs.care.forget import forget as ask

    outcome = await ask(app, target)
    if outcome is not None:
        await app.refresh_book()
        app.say(done(outcome))


async def history(app: BookShell, target: Target) -> None:
    """What was changed for this customer; Enter undoes one step."""
    from ..dialogs.common.history import look_back

    await app.changed(await look_back(app, target))


VERBS: dict[str, Verb] = {
    "log": log,
    "check": check,
    "problem": problem,
    "fact": fact,
    "person": person,
    "training": training,
    "survey": survey,
    "checkin": inside_call,
    "phase": phase,
    "brief": brief,
    "off": off,
    "forget": forget,
    "history": history,
}
