"""`t`: which letter, then the composer. What is highlighted says which one is meant."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from ... import paths
from ...domain.facts import CustomerFacts, FollowupFacts, LetterFacts, SaleFacts
from ...domain.kinds import Anchor, FollowupKind, LetterKind
from ...domain.model import Change
from ...domain.pages import CustomerPage
from ...interchange import letter_files
from ...storage import letters as read
from ...storage.book import Book
from ...storage.letters import LetterRow
from ..dialog import Dialog
from ..render import Piece, fit, pieces, text
from ..target import Target
from ..widgets.bars import HintBar
from .composer import Composer, Job

if TYPE_CHECKING:
    from ..app import RepbookApp

L = LetterKind
KINDS: tuple[tuple[LetterKind, str], ...] = (
    (L.THANKS, "by hand, after an order"),
    (L.NOTE, "by hand, after a talk"),
    (L.REASSURANCE, "why they decided well"),
    (L.EVIDENCE, "what went well, in writing"),
    (L.AGENDA, "what happens when, and whom to ask"),
    (L.THIRTY_DAY, "what became of all that they expected"),
    (L.YEAR, "thanks for the time together"),
    (L.REFERRAL_THANKS, "for a name that they gave"),
    (L.COMPLIMENT, "with a clipping about them"),
    (L.ANNOUNCEMENT, "something new that answers their need"),
)
"""The letters in the order of their keys, 1 to 9 and 0, and what each is for."""
OF_STEP = {
    "agenda-letter": L.AGENDA,
    "thirty-day": L.THIRTY_DAY,
    "value": L.THIRTY_DAY,
}
OF_FOLLOWUP = {
    FollowupKind.THANKS: L.THANKS,
    FollowupKind.REASSURE: L.REASSURANCE,
    FollowupKind.EVIDENCE: L.EVIDENCE,
}
WAITING = "abcde"
"""The keys of letters that wait to be posted."""
DRAFTS = (
    "SELECT row_id FROM drafts WHERE form = 'letter' AND customer_id = ? ORDER BY saved_at DESC"
)
Choice = tuple[str, int]
"""("kind", place in ``LetterKind``) or ("letter", id)."""


def letters_folder() -> Path:
    """Where the rep's own templates are."""
    return paths.settings_file().parent / "letters"


def kind_for(target: Target, facts: CustomerFacts, years: int, today: date) -> LetterKind:
    """The letter that the highlighted row asks for; ``years`` are those that are about to be full."""
    step = followup_of(target, facts)
    if step is not None:
        return _of_step(step)
    if target.kind == "ask":
        return L.REFERRAL_THANKS
    if target.kind == "evidence":
        return L.EVIDENCE
    if target.kind == "customer" and years:
        return L.YEAR
    sales = [sale for sale in facts.sales if not sale.history]
    sale = next((sale for sale in sales if ("sale", sale.id) == target[2:4]), None)
    if sale is not None:
        return L.REASSURANCE if _thanked(sale, today) else L.THANKS
    return L.THANKS if any(not _thanked(sale, today) for sale in sales) else L.NOTE


def _thanked(sale: SaleFacts, today: date) -> bool:
    return sale.thanked_on is not None and sale.thanked_on <= today


def followup_of(target: Target, facts: CustomerFacts) -> FollowupFacts | None:
    """The open follow-up that is highlighted."""
    found = (row for row in facts.followups if ("followup", row.id) == target[2:4])
    return next(found, None)


def _of_step(step: FollowupFacts) -> LetterKind:
    known = OF_STEP.get(step.step) or OF_FOLLOWUP.get(step.kind)
    if known is None and step.anchor is not None:
        known = L.AGENDA if step.anchor is Anchor.ORDER else L.THIRTY_DAY
    return known or L.NOTE


class LetterMenu(Dialog[Choice | None]):
    """Which letter: Enter takes the marked one, a key any."""

    DEFAULT_CSS = """
    LetterMenu > .sheet { width: 76; }
    LetterMenu Static { height: auto; }
    LetterMenu HintBar { dock: none; background: $background; padding: 0; margin-top: 1; }
    """

    def __init__(
        self, target: Target, waiting: tuple[LetterFacts, ...], marked: Choice, drafts: set[int]
    ) -> None:
        """``drafts`` are the forms left unfinished, as ``Job.key`` names them."""
        super().__init__()
        self.heading = f"Letter · {target.customer}"
        self.lines: list[tuple[str, Choice, str, str]] = []
        for place, (kind, about) in enumerate(KINDS, 1):
            key = tuple(LetterKind).index(kind)
            said = "left unfinished: it goes on" if -1 - key in drafts else about
            self.lines.append((str(place % 10), ("kind", key), str(kind), said))
        for letter, each in zip(WAITING, waiting, strict=False):
            self.lines.append((letter, ("letter", each.id), f"to post: {each.kind}", each.subject))
        chosen = [line[1] for line in self.lines]
        self.at = chosen.index(marked) if marked in chosen else 0

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet") as sheet:
            sheet.border_title = text(self.heading)
            yield Static(id="lines")
            yield HintBar((("Enter", "write it"), ("1-0", "another"), ("Esc", "back")))

    def on_mount(self) -> None:
        self._show()

    def _show(self) -> None:
        parts: list[Piece] = []
        for place, (key, choice, word, about) in enumerate(self.lines):
            here = place == self.at
            if choice[0] == "letter" and self.lines[place - 1][1][0] == "kind":
                parts.append(("\n", ""))
            parts += [
                ("▌ " if here else "  ", "$key"),
                (f"{key}  ", "bold $key"),
                (fit(word, 20), "bold $ink" if here else "$foreground"),
                (f"  {fit(about, 42).rstrip()}\n", "$quiet"),
            ]
        last, style = parts[-1]
        self.query_one("#lines", Static).update(pieces([*parts[:-1], (last.rstrip("\n"), style)]))

    def on_key(self, event: events.Key) -> None:
        event.stop()
        if event.key in ("escape", "q", "t"):
            self.dismiss(None)
        elif event.key == "enter":
            self._take(self.lines[self.at][1])
        elif event.key in ("down", "j", "up", "k"):
            self.at = (self.at + (1 if event.key in ("down", "j") else -1)) % len(self.lines)
            self._show()
        else:
            for key, choice, *_ in self.lines:
                if event.character == key:
                    self._take(choice)

    def leads_on(self, key: str) -> bool:
        return key == "enter" or any(key == line[0] for line in self.lines)

    def _take(self, choice: Choice) -> None:
        self.app.hold_keys()
        self.dismiss(choice)


async def write(app: RepbookApp, target: Target) -> Change | None:
    """Choose a letter and write it; one that is highlighted, or waits for nothing but the post, at once."""
    page = await app.read_page(target.customer_id)
    if page is None:
        return None
    if target.kind == "letter":
        return await go_on(app, target, page)
    years = await app.keeper.ask(years_full, target.customer_id)
    drafts = await app.keeper.ask(unfinished, target.customer_id)
    marked: Choice = ("kind", tuple(L).index(kind_for(target, page.facts, years, app.day)))
    if not target.kind and drafts:
        marked = ("letter", drafts[0]) if drafts[0] > 0 else ("kind", -1 - drafts[0])
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


async def go_on(app: RepbookApp, target: Target, page: CustomerPage | None = None) -> Change | None:
    """Go on with a letter that is kept; one that was posted is only mended in the book."""
    page = page or await app.read_page(target.customer_id)
    if page is None:
        return None
    letter = await app.keeper.ask(read.letter, target.row_id)
    return await _compose(app, target, page, letter.kind, letter)


async def clip(app: RepbookApp, target: Target) -> Change | None:
    """Write down a clipping, and the note that goes with it."""
    from .clipping import ClippingForm

    change = await app.push_screen_wait(ClippingForm(target))
    return await _then_compose(app, change)


async def announce(app: RepbookApp, target: Target | None = None) -> Change | None:
    """Announce something to those who need it; where it is one, the letter is written at once."""
    from .announce import AnnounceForm

    change = await app.push_screen_wait(AnnounceForm(target))
    return await _then_compose(app, change)


async def _then_compose(app: RepbookApp, change: Change | None) -> Change | None:
    """Where one letter was made, open it; leaving it there is no loss, it waits under Letters."""
    made = change.ids.get("letters", ()) if change else ()
    if change is None or len(made) != 1:
        return change
    await app.refresh_book()
    app.hold_keys()
    page = await app.read_page(next(iter(change.customers)))
    if page is None:
        return change
    letter = Target(page.id, page.name, "letter", made[0])
    return await go_on(app, letter, page) or change


async def _compose(
    app: RepbookApp,
    target: Target,
    page: CustomerPage,
    kind: LetterKind,
    letter: LetterRow | None = None,
) -> Change | None:
    step = followup_of(target, page.facts)
    if step is not None and _of_step(step) is not kind:
        step = None
    sale_id = step.sale_id if step else target.row_id if target.kind == "sale" else None
    ask_id = _ask(target, page.facts) if kind is L.REFERRAL_THANKS else None
    template = letter_files.template(kind, letters_folder())
    material = await app.keeper.ask(
        partial(
            read.material,
            customer_id=target.customer_id,
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
        followup_id=step.id if step else None,
        ask_id=ask_id,
        sale_id=sale_id,
        needs=tuple((fact.id, fact.text) for fact in page.remarks if fact.kind == "need"),
        to=_email(page, letter),
        about=_about(kind, letter),
    )
    return await app.push_screen_wait(Composer(target, job))


def _about(kind: LetterKind, letter: LetterRow | None) -> str:
    """What a note to write was drafted for."""
    if letter is None or letter.body or kind is not L.NOTE:
        return ""
    return f"About: {letter.subject}"


def _ask(target: Target, facts: CustomerFacts) -> int | None:
    """The referral that is thanked for: the highlighted one, else the first that nobody thanked for."""
    if target.kind == "ask":
        return target.row_id
    given = (ask for ask in facts.asks if ask.outcome == "yes" and ask.kind == "referral")
    return next((ask.id for ask in given if ask.thanked_on is None), None)


def _email(page: CustomerPage, letter: LetterRow | None) -> str:
    main = page.main_person
    person = letter.person_id if letter and letter.person_id else main.id if main else None
    routes = [route for route in page.routes if route.kind == "email"]
    routes.sort(key=lambda route: (route.person_id != person, route.person_id is not None))
    return routes[0].value if routes else ""


def years_full(book: Book, customer_id: int) -> int:
    """The years with us that are full within a fortnight, 0 where none are."""
    return read.years_near(book, customer_id, book.clock.today())


def unfinished(book: Book, customer_id: int) -> list[int]:
    """The letters to a customer that were left unfinished, newest first, as ``Job.key`` names them."""
    return [row_id for (row_id,) in book.rows(DRAFTS, (customer_id,))]
