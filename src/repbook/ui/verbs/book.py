"""The verbs of the whole book."""

from __future__ import annotations

from pathlib import Path

from ...errors import InvalidInput
from ...wording import count
from ..shell.protocol import BookShell
from ..shell.target import Target
from .whom import BookVerb, highlighted, new_customer


async def new(app: BookShell) -> None:
    """Everything that can be new; one more letter picks."""
    from ..dialogs.common.menus import NewMenu

    command_id = await app.push_screen_wait(NewMenu())
    if command_id:
        app.action_command(command_id)
    else:
        app.take_up("")  # what the told-line offered is over


async def capture(app: BookShell) -> None:
    """One line for anybody."""
    from ..dialogs.logging.capture import CaptureForm

    await app.changed(await app.push_screen_wait(CaptureForm(highlighted(app))))


async def customer(app: BookShell) -> None:
    """A new customer, whose page is shown then."""
    await new_customer(app, opens=True)


async def where(app: BookShell) -> None:
    """Where the book and its backups lie."""
    from ...paths import backup_folder, shown

    book = app.keeper.path
    app.say(f"Your book: {shown(book)}\nits backups: {shown(backup_folder(book))}", timeout=10)


async def find(app: BookShell) -> None:
    """Search everything; Enter opens the customer, or adds whom the book does not know."""
    from ..dialogs.common.menus import find_anything

    chosen = await find_anything(app)
    if isinstance(chosen, str):
        change = await new_customer(app, chosen)
        chosen = change.ids["customers"][0] if change is not None else None
    if chosen:
        app.open_customer(chosen)


async def touches(app: BookShell) -> None:
    """What was logged today; over any screen, once."""
    from ..screens.daybook import DaybookScreen

    if any(isinstance(each, DaybookScreen) for each in app.screen_stack):
        while not isinstance(app.screen, DaybookScreen):
            await app.pop_screen()
        return
    await app.push_screen(DaybookScreen())


async def palette(app: BookShell) -> None:
    """Every command by its name, and every customer."""
    from ..dialogs.common.menus import choose_command

    command_id = await choose_command(app)
    if command_id:
        await app.coached(command_id)
        app.action_command(command_id)


async def undo(app: BookShell) -> None:
    """Take the last change back."""
    from ..dialogs.common import turning_back

    await turning_back.undo(app)


async def redo(app: BookShell) -> None:
    """Do again what was undone."""
    from ..dialogs.common import turning_back

    await turning_back.redo(app)


async def bring_in(app: BookShell) -> None:
    """Choose files, see what they are and what will happen, and have them filed."""
    from ..dialogs.importing.file_picker import FilePicker
    from ..dialogs.importing.import_run import ImportRun
    from ..screens.importing import ImportScreen

    if isinstance(app.bringing, ImportRun):  # one at a time: how far is it?
        await app.push_screen(ImportScreen(app.bringing))
        return
    chosen = await app.push_screen_wait(FilePicker())
    if not isinstance(chosen, tuple):
        return
    if any(path.suffix.lower() == ".json" for path in chosen):
        await whole_book(app, chosen)
    else:
        await app.push_screen(ImportScreen(ImportRun(app, chosen)))


async def whole_book(app: BookShell, chosen: tuple[Path, ...]) -> None:
    """A whole book out of repbook's own JSON, into this one if it is empty. Raises ``RepbookError``."""
    from ...actions.imports.exchange import take_in

    if len(chosen) > 1:
        raise InvalidInput("a whole book comes alone", "choose the .json file by itself")
    taken = await app.keeper.ask(take_in, chosen[0])
    customers = count(taken.get("customers", 0), "customer")
    app.say(f"Brought in: a whole book with {customers}." if taken else "The book has it all.")
    await app.refresh_book()


async def doubles(app: BookShell) -> None:
    """Who may be in the book twice, side by side."""
    from ..screens.doubles import DoublesScreen

    await app.push_screen(DoublesScreen())


async def triage(app: BookShell) -> None:
    """The red customers one by one, a verdict each."""
    from ..dialogs.care.triage import Triage

    await app.push_screen_wait(Triage(await red_customers(app)))
    await app.refresh_book()


async def review(app: BookShell) -> None:
    """The weekly review, on the card where it was left; over any screen."""
    from ..screens.review import ReviewScreen, review_screen
    from ..screens.week import WeekScreen

    places = [isinstance(each, ReviewScreen | WeekScreen) for each in app.screen_stack]
    if any(places):
        while not isinstance(app.screen, ReviewScreen | WeekScreen):
            await app.pop_screen()
        return
    screen = await review_screen(app)
    await app.push_screen(screen)
    if isinstance(screen, ReviewScreen) and screen.card is None:
        await screen.close_week()


async def red_customers(app: BookShell) -> list[Target]:
    """Everybody who is red, worst first."""
    from ...storage.places.everybody import places

    found = await app.keeper.ask(places, app.rules)
    return [
        Target(one.id, one.name, *(reason.target or ("", 0)), reason.text)
        for one in found.red
        for reason in [next(reason for reason in one.reasons if reason.red)]
    ]


async def money(app: BookShell) -> None:
    """Show or hide money."""
    app.money = not app.money
    app.say("Money is shown." if app.money else "Money is hidden.")
    await app.refresh_book()


async def export(app: BookShell) -> None:
    """The book as a file, in one of five formats."""
    from ..dialogs.common.export_file import ExportFile, usual_folder

    await app.push_screen_wait(ExportFile(usual_folder(), app.clock.today()))


async def theme(app: BookShell) -> None:
    """The next theme: dark, light, the terminal's own."""
    from ..text.themes import THEMES

    names = list(THEMES.values())
    app.theme = names[(names.index(app.theme) + 1) % len(names)]


async def help_keys(app: BookShell) -> None:
    """Every key."""
    from ..dialogs.common.help import Help

    await app.push_screen_wait(Help(app.table, app.hints_here))


VERBS: dict[str, BookVerb] = {
    "new": new,
    "capture": capture,
    "customer": customer,
    "find": find,
    "where": where,
    "touches": touches,
    "palette": palette,
    "undo": undo,
    "redo": redo,
    "import": bring_in,
    "doubles": doubles,
    "triage": triage,
    "review": review,
    "export": export,
    "money": money,
    "theme": theme,
    "help": help_keys,
}
