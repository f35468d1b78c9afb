"""The verbs of the highlighted customer: each opens the dialog that answers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..target import Target

if TYPE_CHECKING:
    from ..app import RepbookApp
    from . import Verb


async def log(app: RepbookApp, target: Target, line: str = "") -> None:
    """The log form, with what is due ticked."""
    from ..dialogs.log import LogForm

    page = await app.read_page(target.customer_id)
    if page is not None:
        await app.changed(
            await app.push_screen_wait(
                LogForm(page, target=(target.kind, target.row_id), line=line)
            )
        )


async def check(app: RepbookApp, target: Target) -> None:
    """The check form."""
    from ..dialogs.check import CheckForm

    page = await app.read_page(target.customer_id)
    if page is not None:
        form = CheckForm(target, page, app.clock.today(), app.rules)
        await app.changed(await app.push_screen_wait(form))


def form(name: str) -> Verb:
    """A verb that opens one of the plain forms."""

    async def verb(app: RepbookApp, target: Target) -> None:
        from ..dialogs import rows

        await app.changed(await app.push_screen_wait(getattr(rows, name)(target)))

    return verb


async def problem(app: RepbookApp, target: Target) -> None:
    """The next step of an open problem, the highlighted one first; or a new one."""
    from ..dialogs.problem import choose, work_on

    chosen = target if target.kind == "problem" else await choose(app, target)
    if chosen is None:
        return
    if chosen.kind == "problem":
        await app.changed(await work_on(app, chosen))
    else:
        await form("ProblemForm")(app, target)


async def fact(app: RepbookApp, target: Target) -> None:
    """The five questions or the agreement where the highlighted row asks for them; else a fact."""
    from ..dialogs.agreement import card_for
    from ..dialogs.rows import FactForm

    card = await card_for(app, target)
    await app.changed(await app.push_screen_wait(card or FactForm(target)))


async def person(app: RepbookApp, target: Target) -> None:
    """A new person."""
    from ..dialogs.people import PersonForm

    await app.changed(await app.push_screen_wait(PersonForm(target)))


async def training(app: RepbookApp, target: Target) -> None:
    """A training, or the areas that still need one."""
    from ...storage.care import care
    from ..dialogs.training import TrainingForm

    page = await app.read_page(target.customer_id)
    if page is not None:
        known = await app.keeper.ask(care, page.id)
        await app.changed(await app.push_screen_wait(TrainingForm(target, page, known)))


async def survey(app: RepbookApp, target: Target) -> None:
    """The yearly survey: sent, or back."""
    from ..dialogs.survey import SurveyForm

    page = await app.read_page(target.customer_id)
    if page is not None:
        await app.changed(await app.push_screen_wait(SurveyForm(target, page)))


async def checkin(app: RepbookApp, target: Target) -> None:
    """A check-in by inside staff, and the sheet to hand over."""
    from ..dialogs.checkin import CheckinForm, hand_over

    page = await app.read_page(target.customer_id)
    if page is None:
        return
    change = await app.push_screen_wait(CheckinForm(target, page))
    await app.changed(change)
    if change is not None:
        await hand_over(app, target, change)


async def phase(app: RepbookApp, target: Target) -> None:
    """The gate to Settled: confirm, or see what is missing."""
    from ..dialogs.phase import gate

    await app.changed(await gate(app, target))


async def brief(app: RepbookApp, target: Target) -> None:
    """The brief, over any screen."""
    from ..dialogs.brief import BriefDialog

    page = await app.read_page(target.customer_id)
    if page is not None:
        await app.push_screen_wait(BriefDialog(page))


async def off(app: RepbookApp, target: Target) -> None:
    """Off the book with a reason and, asleep, a day to wake on; or back on it (R06, R07)."""
    from ..dialogs.bulk import leave

    await app.changed(await leave(app, (target,)))


async def history(app: RepbookApp, target: Target) -> None:
    """What was changed for this customer; Enter undoes one step."""
    from ..dialogs.history import look_back

    await app.changed(await look_back(app, target))


VERBS: dict[str, Verb] = {
    "log": log,
    "check": check,
    "followup": form("FollowupForm"),
    "promise": form("PromiseForm"),
    "problem": problem,
    "evidence": form("EvidenceForm"),
    "fact": fact,
    "person": person,
    "training": training,
    "survey": survey,
    "checkin": checkin,
    "phase": phase,
    "brief": brief,
    "off": off,
    "history": history,
}
