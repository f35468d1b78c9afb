"""The verbs of letters."""

from __future__ import annotations

from ..shell.protocol import BookShell
from ..shell.target import Target
from .whom import BookVerb, Verb


async def letter(app: BookShell, target: Target) -> None:
    """Write a letter, or go on with one."""
    from ..dialogs.letters.letter import write

    await app.changed(await write(app, target))


async def clipping(app: BookShell, target: Target) -> None:
    """A clipping about the customer, and the compliment that goes with it."""
    from ..dialogs.letters.letter import clip

    await app.changed(await clip(app, target))


async def announcement(app: BookShell) -> None:
    """Something new: a letter to each customer whose need it answers."""
    from ..dialogs.letters.letter import announce

    await app.changed(await announce(app))


async def templates(app: BookShell) -> None:
    """Write the letters' templates as files, and say where."""
    from ...interchange.writing.letter_files import write_templates
    from ...paths import letters_folder
    from ...wording import count

    written, folder = write_templates(letters_folder()), letters_folder()
    said = f"{count(len(written), 'template')} written to" if written else "They are all in"
    app.say(f"{said} {folder}\nA file that you change there is what letters begin with.", timeout=8)


VERBS: dict[str, Verb] = {"letter": letter, "clipping": clipping}
OF_THE_BOOK: dict[str, BookVerb] = {"announcement": announcement, "templates": templates}
