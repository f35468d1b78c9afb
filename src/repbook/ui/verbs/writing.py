"""The verbs of letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..target import Target

if TYPE_CHECKING:
    from ..app import RepbookApp
    from . import Verb


async def letter(app: RepbookApp, target: Target) -> None:
    """A letter that went out."""
    from ..dialogs.letter import LetterForm

    page = await app.read_page(target.customer_id)
    if page is not None:
        await app.changed(await app.push_screen_wait(LetterForm(target, page)))


VERBS: dict[str, Verb] = {"letter": letter}
