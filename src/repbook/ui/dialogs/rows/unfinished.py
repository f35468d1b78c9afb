"""Forms that were left unfinished: go on with one, or throw it away."""

from __future__ import annotations

from collections.abc import Sequence

from ....actions.touches import drafts
from ....actions.touches.drafts import TYPED_ON, DraftView
from ....wording import NOUNS
from ...keys.commands import BY_ID
from ...shell.protocol import Shell
from ..common.finder import Finder, Found
from ..common.options import Options


def words_for(draft: DraftView) -> str:
    """``log · Orchard Clinic · fits well…``."""
    typed = next((value for value in _typed(draft).values() if len(value) > 2), "")
    return " · ".join(
        part for part in (NOUNS.get(draft.form, draft.form), draft.customer, typed[:60]) if part
    )


async def choose(app: Shell) -> DraftView | None:
    """One of the forms that were left unfinished; None where there is none, or none was chosen."""
    waiting = await app.keeper.ask(drafts.waiting)
    if not waiting:
        app.say("No form was left unfinished.")
        return None
    if len(waiting) == 1:
        return waiting[0]

    async def source(words: str) -> Sequence[Found]:
        return [
            Found(place, words_for(one))
            for place, one in enumerate(waiting)
            if words.casefold() in words_for(one).casefold()
        ]

    chosen = await app.push_screen_wait(
        Finder(
            "Left unfinished",
            source,
            placeholder="a form, a name, or a word of it",
            takes="goes on with it",
        )
    )
    return waiting[chosen] if isinstance(chosen, int) else None


def _typed(draft: DraftView) -> dict[str, str]:
    """What the rep typed into a form, without the day on which it was."""
    return {name: value for name, value in draft.content.items() if name != TYPED_ON}


async def show(app: Shell, draft: DraftView) -> None:
    """A draft of a form that needs its row highlighted: show the words, so that nothing is lost."""
    about = "\n".join(f"{name}: {value}" for name, value in _typed(draft).items() if value)
    chosen = await app.push_screen_wait(
        Options(
            f"{BY_ID[draft.form].help if draft.form in BY_ID else draft.form} · {draft.customer}",
            (("k", "keep it", "keep"), ("t", "throw it away", "throw")),
            about=about,
        )
    )
    if chosen == "throw":
        await app.keeper.ask(drafts.drop, draft.form, draft.customer_id, draft.row_id)
