"""What each command does: one coroutine a verb, its dialog imported when first asked for."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from ..domain.model import Change
from .target import Target

if TYPE_CHECKING:
    from .app import RepbookApp

Verb = Callable[["RepbookApp", Target], Awaitable[None]]

COMING = {
    "review": "The weekly review will stand here: eight cards in twenty minutes. Today's red rows come first.",
    "ask": "Asks will stand here: a referral or another chance to serve, when the time is right.",
}


async def run(app: RepbookApp, command_id: str) -> None:
    """Run a command by its id on what is highlighted."""
    if command_id in COMING:
        app.say(COMING[command_id], timeout=8)
    elif command_id in BOOK_VERBS:
        await BOOK_VERBS[command_id](app)
    else:
        target = highlighted(app)
        if target is None and command_id in CUSTOMER_VERBS:
            target = await pick_customer(app, command_id)
        if target is not None:
            await {**CUSTOMER_VERBS, **ROW_VERBS}[command_id](app, target)
        elif command_id in ROW_VERBS:
            app.say("No row is highlighted here.", severity="warning")


def highlighted(app: RepbookApp) -> Target | None:
    """What the screen says is highlighted."""
    from .screens.base import BookScreen

    return app.screen.target() if isinstance(app.screen, BookScreen) else None


async def pick_customer(app: RepbookApp, command_id: str = "") -> Target | None:
    """Ask for a customer by name."""
    from ..storage.search import customers_named
    from .commands import BY_ID
    from .dialogs.finder import Finder, Found

    async def source(words: str) -> list[Found]:
        found = await app.keeper.ask(customers_named, words)
        known = [Found((row, name), name, city) for row, name, city in found]
        if command_id == "sale":
            known.append(
                Found((0, words.strip()), f"New customer {words.strip()}".strip(), "", "+")
            )
        return known

    title = BY_ID[command_id].help if command_id in BY_ID else "Customer"
    none = "No customer of that name. n c adds one; repbook import brings in many."
    key = await app.push_screen_wait(
        Finder(title, source, placeholder="customer or person", none=none)
    )
    return Target(*key) if isinstance(key, tuple) else None


# -- the highlighted customer --------------------------------------------------------------------


async def log(app: RepbookApp, target: Target, line: str = "") -> None:
    """The log form, with what is due ticked."""
    from .dialogs.log import LogForm

    page = await app.read_page(target.customer_id)
    if page is not None:
        await app.changed(
            await app.push_screen_wait(
                LogForm(page, target=(target.kind, target.row_id), line=line)
            )
        )


async def check(app: RepbookApp, target: Target) -> None:
    """The check form."""
    from .dialogs.check import CheckForm

    page = await app.read_page(target.customer_id)
    if page is not None:
        await app.changed(await app.push_screen_wait(CheckForm(target, page)))


def form(name: str) -> Verb:
    """A verb that opens one of the plain forms."""

    async def verb(app: RepbookApp, target: Target) -> None:
        from .dialogs import rows

        await app.changed(await app.push_screen_wait(getattr(rows, name)(target)))

    return verb


async def problem(app: RepbookApp, target: Target) -> None:
    """The next step of an open problem, the highlighted one first; or a new one."""
    from .dialogs.problem import choose, work_on

    chosen = target if target.kind == "problem" else await choose(app, target)
    if chosen is None:
        return
    if chosen.kind == "problem":
        await app.changed(await work_on(app, chosen))
    else:
        await form("ProblemForm")(app, target)


async def sale(app: RepbookApp, target: Target) -> None:
    """A won sale."""
    from .dialogs.sale import SaleForm

    if not target.customer_id:
        fresh = await customer(app, target.customer)
        if fresh is None:
            return
        target = Target(fresh.ids["customers"][0], fresh.label.removeprefix("add "))
    change = await app.push_screen_wait(SaleForm(target))
    await app.changed(change)
    if change is not None:
        app.say(f"Won: {target.customer}. The agenda of the first thirty days is hung.", timeout=6)


async def letter(app: RepbookApp, target: Target) -> None:
    """A letter that went out."""
    from .dialogs.letter import LetterForm

    page = await app.read_page(target.customer_id)
    if page is not None:
        await app.changed(await app.push_screen_wait(LetterForm(target, page)))


async def person(app: RepbookApp, target: Target) -> None:
    """A new person."""
    from .dialogs.sale import PersonForm

    await app.changed(await app.push_screen_wait(PersonForm(target)))


async def phase(app: RepbookApp, target: Target) -> None:
    """The gate to Settled: confirm, or see what is missing."""
    from .dialogs.phase import gate

    await app.changed(await gate(app, target))


async def brief(app: RepbookApp, target: Target) -> None:
    """The brief, over any screen."""
    from .dialogs.brief import BriefDialog

    page = await app.read_page(target.customer_id)
    if page is not None:
        await app.push_screen_wait(BriefDialog(page))


async def history(app: RepbookApp, target: Target) -> None:
    """What was changed for this customer; Enter undoes one step."""
    from .dialogs.history import look_back

    await app.changed(await look_back(app, target))


# -- the highlighted row -------------------------------------------------------------------------


async def done(app: RepbookApp, target: Target) -> None:
    """Done, kept, solved, told: whatever finishes the row."""
    from .dialogs.finish import finish

    await app.changed(await finish(app, target))


async def snooze(app: RepbookApp, target: Target) -> None:
    """Put the row off to a day; a promise is renegotiated instead, in the open."""
    from .dialogs.finish import put_off

    await app.changed(await put_off(app, target))


async def edit(app: RepbookApp, target: Target) -> None:
    """Edit the row, or the customer where no row is highlighted."""
    from .dialogs.edit import edit_row

    await app.changed(await edit_row(app, target))


async def remove(app: RepbookApp, target: Target) -> None:
    """Remove the row; undo brings it back."""
    from .dialogs.finish import take_out

    await app.changed(await take_out(app, target))


async def copy(app: RepbookApp, target: Target) -> None:
    """Give the row's text to the terminal for its clipboard (it can't say whether it took it)."""
    app.copy_to_clipboard(f"{target.customer}: {target.text}" if target.text else target.customer)
    app.say("Sent to the terminal's clipboard.")


# -- the book ------------------------------------------------------------------------------------


async def new(app: RepbookApp) -> None:
    """Everything that can be new; one more letter picks."""
    from .dialogs.menus import NewMenu

    command_id = await app.push_screen_wait(NewMenu())
    if command_id:
        await run(app, command_id)


async def capture(app: RepbookApp) -> None:
    """One line for anybody."""
    from .dialogs.capture import CaptureForm

    await app.changed(await app.push_screen_wait(CaptureForm(highlighted(app))))


async def customer(app: RepbookApp, name: str = "") -> Change | None:
    """A new customer."""
    from ..storage.listing import folded_names
    from .dialogs.sale import CustomerForm

    names = await app.keeper.ask(folded_names)
    change = await app.push_screen_wait(CustomerForm(names, name))
    await app.changed(change)
    if change is not None and not name:
        app.open_customer(change.ids["customers"][0])
    return change


async def find(app: RepbookApp) -> None:
    """Search everything; Enter opens the customer."""
    from .dialogs.menus import find_anything

    customer_id = await find_anything(app)
    if customer_id:
        app.open_customer(customer_id)


async def palette(app: RepbookApp) -> None:
    """Every command by its name, and every customer."""
    from .dialogs.menus import choose_command

    command_id = await choose_command(app)
    if command_id:
        app.action_command(command_id)


async def undo(app: RepbookApp) -> None:
    """Take the last change back."""
    from ..actions import history as journal

    change = await app.keeper.ask(journal.undo)
    await told(app, "Undone", "U does it again", change)


async def redo(app: RepbookApp) -> None:
    """Do again what was undone."""
    from ..actions import history as journal

    change = await app.keeper.ask(journal.redo)
    await told(app, "Done again", "u undoes it", change)


async def told(app: RepbookApp, word: str, after: str, change: Change) -> None:
    """Say what was turned back, and refresh."""
    app.clear_notifications()
    app.say(f"{word}: {change.label}\n{after}")
    await app.refresh_book()
    app.point_at(change)


async def drafts(app: RepbookApp) -> None:
    """Forms left unfinished; Enter goes on with one."""
    from .dialogs.unfinished import resume

    await resume(app)


async def triage(app: RepbookApp) -> None:
    """The red customers one by one, a verdict each."""
    from .dialogs.triage import Triage

    await app.push_screen_wait(Triage(await red_customers(app)))
    await app.refresh_book()


async def red_customers(app: RepbookApp) -> list[Target]:
    """Everybody who is red, worst first."""
    from ..storage import views

    standings = await app.keeper.ask(views.standings, app.rules)
    red = [one for one in standings.values() if one.red]
    red.sort(key=lambda one: (-one.risk.score, -one.debt, one.name))
    return [
        Target(one.id, one.name, *(reason.target or ("", 0)), reason.text)
        for one in red
        for reason in [next(reason for reason in one.reasons if reason.red)]
    ]


async def money(app: RepbookApp) -> None:
    """Show or hide money."""
    app.money = not app.money
    app.say("Money is shown." if app.money else "Money is hidden.")
    await app.refresh_book()


async def theme(app: RepbookApp) -> None:
    """The next theme: dark, light, the terminal's own."""
    from .themes import THEMES

    names = [known.name for known in THEMES.values()]
    app.theme = names[(names.index(app.theme) + 1) % len(names)]


async def help_keys(app: RepbookApp) -> None:
    """Every key."""
    from .dialogs.help import Help

    await app.push_screen_wait(Help(app.table))


CUSTOMER_VERBS: dict[str, Verb] = {
    "log": log,
    "check": check,
    "followup": form("FollowupForm"),
    "promise": form("PromiseForm"),
    "problem": problem,
    "evidence": form("EvidenceForm"),
    "fact": form("FactForm"),
    "sale": sale,
    "person": person,
    "letter": letter,
    "phase": phase,
    "brief": brief,
    "history": history,
}
ROW_VERBS: dict[str, Verb] = {
    "done": done,
    "snooze": snooze,
    "edit": edit,
    "remove": remove,
    "copy": copy,
}
BOOK_VERBS: dict[str, Callable[[RepbookApp], Awaitable[object]]] = {
    "new": new,
    "capture": capture,
    "customer": customer,
    "find": find,
    "palette": palette,
    "undo": undo,
    "redo": redo,
    "drafts": drafts,
    "triage": triage,
    "money": money,
    "theme": theme,
    "help": help_keys,
}
