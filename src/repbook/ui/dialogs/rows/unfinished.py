"""Forms that were left unfinished: go on with one, or throw it away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ....actions.touches import drafts
from ....actions.touches.drafts import DraftView
from ...forms.drafting import TYPED_ON
from ...keys.commands import BY_ID
from ...shell.target import Target
from ..common.finder import Finder, Found
from ..common.options import Options

if TYPE_CHECKING:
    from ...app.app import RepbookApp


PUT_OFF = ("snooze", "later")
"""The forms that put something off."""


def words_for(draft: DraftView) -> str:
    """``log · Orchard Clinic · fits well…``."""
    typed = next((value for value in _typed(draft).values() if len(value) > 2), "")
    return " · ".join(part for part in (draft.form, draft.customer, typed[:60]) if part)


async def resume(app: RepbookApp) -> None:
    """Choose an unfinished form and open it with what was typed."""
    waiting = await app.keeper.ask(drafts.waiting)
    if not waiting:
        app.say("No form was left unfinished.")
        return
    draft: DraftView | None = waiting[0]
    if len(waiting) > 1:

        async def source(words: str) -> Sequence[Found]:
            return [
                Found(place, words_for(one))
                for place, one in enumerate(waiting)
                if words.casefold() in words_for(one).casefold()
            ]

        chosen = await app.push_screen_wait(Finder("Left unfinished", source))
        draft = waiting[chosen] if isinstance(chosen, int) else None
    if draft is not None:
        await _go_on(app, draft)


def _typed(draft: DraftView) -> dict[str, str]:
    """What the rep typed into a form, without the day on which it was."""
    return {name: value for name, value in draft.content.items() if name != TYPED_ON}


async def _go_on(app: RepbookApp, draft: DraftView) -> None:
    from ...verbs import any_row, book, for_customer

    target = Target(draft.customer_id, draft.customer, _kind(draft.form), draft.row_id)
    of_the_book = "review" if draft.form.startswith("review-") else draft.form
    if of_the_book in book.VERBS:
        await book.VERBS[of_the_book](app)
    elif verb := for_customer(draft.form):
        await verb(app, target._replace(kind="", row_id=0))
    elif draft.form in PUT_OFF:
        await any_row.VERBS["snooze"](app, target)
    elif draft.form.partition("-")[0] in ("promise", "problem", "ask"):
        await any_row.VERBS["done"](app, target)
    else:
        await _show(app, draft)


def _kind(form: str) -> str:
    return "followup" if form == "snooze" else form.partition("-")[0]


async def _show(app: RepbookApp, draft: DraftView) -> None:
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
