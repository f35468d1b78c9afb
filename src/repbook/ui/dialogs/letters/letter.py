"""`t`: which letter, then the composer; clippings and news lead there too."""

from __future__ import annotations

from functools import partial

from .... import paths
from ....domain.letters.which_letter import kind_for
from ....domain.shown.customer_views import CustomerPage
from ....domain.spine.kinds import (
    FactKind,
    LetterKind,
    RouteKind,
)
from ....domain.spine.model import Change
from ....domain.today.letter_answers import answers
from ....interchange.writing import letter_files
from ....storage.book.book import Book
from ....storage.views import letters
from ....storage.views.letters import LetterRow
from ...shell.protocol import Shell
from ...shell.target import Target
from .composer import Composer
from .letter_job import Job
from .letter_menu import Choice, LetterMenu

L = LetterKind
DRAFTS = (
    "SELECT row_id FROM drafts WHERE form = 'letter' AND customer_id = ? ORDER BY saved_at DESC"
)


async def write(app: Shell, target: Target) -> Change | None:
    """Choose a letter and write it; one that is highlighted, or waits for nothing but the post, at once."""
    page = await app.read_page(target.customer_id)
    if page is None:
        return None
    if target.kind == "letter":
        return await go_on(app, target, page)
    years = await app.keeper.ask(
        letters.years_full, target.customer_id, app.clock.today(), app.rules
    )
    drafts = await app.keeper.ask(unfinished, target.customer_id)
    kind = kind_for(target.row, page.facts, years, app.clock.today())
    marked: Choice = ("kind", tuple(L).index(kind))
    if not target.kind and drafts:
        marked = ("letter", drafts[0]) if drafts[0] > 0 else ("kind", -1 - drafts[0])
    else:
        # What is written and kept is gone on with, not written a second time.
        kept = (each.id for each in page.facts.unposted if each.kind == kind)
        marked = next((("letter", row_id) for row_id in kept), marked)
    menu = LetterMenu(target, page.facts.unposted, marked, set(drafts))
    chosen = await app.push_screen_wait(menu)
    if chosen is None:
        return None
    if chosen[0] == "letter":
        return await go_on(app, target._replace(kind="letter", row_id=chosen[1]), page)
    kind = tuple(L)[chosen[1]]
    if kind is L.COMPLIMENT:
        return await clip(app, target)
    if kind is L.ANNOUNCEMENT:
        return await announce(app, target)
    return await _compose(app, target, page, kind)


async def go_on(app: Shell, target: Target, page: CustomerPage | None = None) -> Change | None:
    """Go on with a letter that is kept; one that was posted is only mended in the book."""
    page = page or await app.read_page(target.customer_id)
    if page is None:
        return None
    letter = await app.keeper.ask(letters.letter, target.row_id)
    return await _compose(app, target, page, letter.kind, letter)


async def clip(app: Shell, target: Target) -> Change | None:
    """Write down a clipping, and the note that goes with it."""
    from .clipping import ClippingForm

    change = await app.push_screen_wait(ClippingForm(target, about="Where were they in the news?"))
    return await _then_compose(app, change)


async def announce(app: Shell, target: Target | None = None) -> Change | None:
    """Announce something to those who need it; where it is one, the letter is written at once."""
    from .announce import AnnounceForm

    change = await app.push_screen_wait(AnnounceForm(target))
    return await _then_compose(app, change)


async def _then_compose(app: Shell, change: Change | None) -> Change | None:
    """Where one letter was made, open it; leaving it there is no loss, it waits under Letters."""
    made = change.ids.get("letters", ()) if change else ()
    if change is None or len(made) != 1:
        return change
    await app.refresh_book()
    page = await app.read_page(next(iter(change.customers)))
    if page is None:
        return change
    letter = Target(page.id, page.name, "letter", made[0])
    return await go_on(app, letter, page) or change


async def _compose(
    app: Shell,
    target: Target,
    page: CustomerPage,
    kind: LetterKind,
    letter: LetterRow | None = None,
) -> Change | None:
    followup_id, sale_id, ask_id = answers(target.row, page.facts, kind, app.clock.today())
    template = letter_files.template(kind, paths.letters_folder())
    material = await app.keeper.ask(
        partial(
            letters.material,
            customer_id=target.customer_id,
            rules=app.rules,
            letter=letter,
            sale_id=sale_id,
            ask_id=ask_id,
        )
    )
    if target.kind == "evidence":
        first = [row for row in material.evidence if row.id == target.row_id]
        material = material._replace(
            evidence=(*first, *(row for row in material.evidence if row not in first))
        )
    job = Job(
        kind,
        material._replace(rep=app.settings.rep, contacts=app.settings.contacts),
        template,
        letter,
        followup_id=followup_id,
        ask_id=ask_id,
        sale_id=sale_id,
        needs=tuple((fact.id, fact.text) for fact in page.remarks if fact.kind == FactKind.NEED),
        to=_email(page, letter),
        about=_about(kind, letter),
    )
    return await app.push_screen_wait(Composer(target, job))


def _about(kind: LetterKind, letter: LetterRow | None) -> str:
    """What a note to write was drafted for."""
    if letter is None or letter.body or kind is not L.NOTE:
        return ""
    return f"About: {letter.subject}"


def _email(page: CustomerPage, letter: LetterRow | None) -> str:
    main = page.main_person
    person = letter.person_id if letter and letter.person_id else main.id if main else None
    routes = [route for route in page.routes if route.kind == RouteKind.EMAIL]
    routes.sort(key=lambda route: (route.person_id != person, route.person_id is not None))
    return routes[0].value if routes else ""


def unfinished(book: Book, customer_id: int) -> list[int]:
    """The letters to a customer that were left unfinished, newest first, as ``Job.key`` names them."""
    return [row_id for (row_id,) in book.rows(DRAFTS, (customer_id,))]
