"""`a`: ask a customer for something at the right time, or write down what they answered (R39, R50, R51)."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Static

from ....actions.care import asks
from ....domain.care.case import look
from ....domain.growth.asks import Gate, allowed, gates, time_for
from ....domain.growth.potential import FITS, NOT_YET, Product, grid
from ....domain.letters.stories import Story, fitting
from ....domain.shown.customer_views import CustomerPage, FactView
from ....domain.spine.facts import AskFacts
from ....domain.spine.kinds import AskKind, FactKind
from ....domain.spine.model import Change
from ....domain.spine.reason_phrases import short
from ....errors import InvalidInput
from ....storage.views import ask_form
from ....storage.views.growth_tab import growth
from ....wording import clean
from ...forms.choice import Choice
from ...forms.field import Field, Values
from ...forms.form import Save
from ...shell.protocol import Shell
from ...shell.target import Target
from ...text.render import Piece, pieces
from ..common.options import Options
from ..common.row_forms import RowForm
from .answer import answer

KINDS = tuple(AskKind)
MOST_NEEDS, MOST_PRODUCTS, STORY_ROWS = 5, 3, 2
NEW = "new"


class Lines(Choice):
    """One of a few, each on a line of its own: for sentences."""

    DEFAULT_CSS = "Lines { text-wrap: nowrap; text-overflow: ellipsis; }"

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """A line each."""
        return len(self.options)

    def on_click(self, event: events.Click) -> None:
        if 0 <= event.y < len(self.options):
            self.pick(event.y)

    def render(self) -> Content:
        lines = []
        for index, option in enumerate(self.options):
            here = index == self.picked
            lead = (f"{index + 1}", "bold $key")
            lines.append(
                pieces(
                    [lead, (f"{'▸' if here else ' '}{option}", "bold $ink" if here else "$quiet")]
                )
            )
        return Content("\n").join(lines)


class AskForm(RowForm):
    """Ask for another chance to serve, a referral, or a testimonial; the gates stand above."""

    form_id = "ask"
    for_need = False
    DEFAULT_CSS = """
    AskForm #products { width: 1fr; height: auto; max-height: 2; padding: 0 1; }
    AskForm #stories {
        width: 1fr; height: auto; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis;
    }
    """

    def __init__(
        self,
        target: Target,
        page: CustomerPage,
        found: Sequence[Gate],
        stories: Sequence[Story] = (),
        products: Sequence[Product] = (),
    ) -> None:
        """``products`` are those that would serve them still, what fits a need first (R97)."""
        super().__init__(target._replace(row_id=0), "Ask", about=time_for(found, page.facts))
        self.page = page
        self.told_stories = Static("", id="stories")
        self.story_row = Horizontal(classes="row", id="row-stories")
        self.products = products
        self.product_row = Horizontal(classes="row", id="row-products")
        self.closed = not allowed(found)
        fresh_praise = any(reason.command == "ask" for reason in page.standing.reasons)
        self.first = str(KINDS.index(AskKind.REFERRAL) + 1) if fresh_praise else ""
        self.stories = stories
        self.needs: tuple[FactView, ...] = tuple(
            fact for fact in page.remarks if fact.kind == FactKind.NEED
        )[:MOST_NEEDS]

    def fields(self) -> tuple[Field, ...]:
        needs = (*(f"“{clean(fact.text)}”" for fact in self.needs), "none recorded")
        because = Field("override", "ask, because", "line", required=True)
        return (
            Field("what", "for", "choice", tuple(asks.FOR[kind] for kind in KINDS), self.first),
            Field("need", "answers", "choice", needs),
            Field("text", "in words", "line", required=True),
            *((because,) if self.closed else ()),
        )

    def row(self, field: Field) -> ComposeResult:
        yield from super().row(field)
        if field.name == "need":
            with self.story_row:
                yield Static("to tell", classes="label")
                yield self.told_stories
            with self.product_row:
                yield Static("would serve", classes="label")
                yield Static(pieces(_served(self.products)), id="products")

    def widget(self, field: Field) -> Widget:
        if field.name != "need":
            return super().widget(field)
        return Lines(field.options, None, id="field-need")

    def height_of(self, field: Field) -> int:
        return len(field.options) if field.name == "need" else super().height_of(field)

    def room_needed(self) -> int:
        """With what there is to tell, and what would serve them, for another chance."""
        return super().room_needed() + (STORY_ROWS if self.stories else 0) + 2 * bool(self.products)

    def begin(self) -> None:
        self.preview(self.values())

    def describe(self, field: Field, value: str) -> str:
        if field.name == "override" and not value.strip():
            raise InvalidInput("say why, or wait", field=field.name)
        return super().describe(field, value)

    def preview(self, values: Values) -> None:
        """The need, and the stories that fit it, stand there only for an opportunity."""
        self.for_need = needs_one(values)
        self.show_row("need", self.for_need)
        place = int(values["need"] or 0) - 1
        need = self.needs[place].text if 0 <= place < len(self.needs) else ""
        found = fitting(need, self.page.industry, self.stories) if self.for_need else ()
        self.story_row.display = bool(found)
        self.product_row.display = self.for_need and bool(self.products)
        told = Content("\n").join(pieces(_story(story)) for story in found)
        self.told_stories.update(told)

    def after(self, name: str) -> list[str]:
        """What is not shown is passed over."""
        return [each for each in super().after(name) if each != "need" or self.for_need]

    def saving(self, values: Values) -> Save:
        if not values["what"]:
            raise InvalidInput("press 1 to 3 for what you ask", field="what")
        place = int(values["need"] or 0) if needs_one(values) else 0
        main = self.page.main_person
        return self.act(
            asks.ask,
            self.customer_id,
            KINDS[int(values["what"]) - 1],
            values["text"],
            need_id=self.needs[place - 1].id if 0 < place <= len(self.needs) else None,
            no_need=place > len(self.needs),
            person_id=main.id if main else None,
            override=values.get("override", ""),
            rules=self.app.rules,
        )


def needs_one(values: Values) -> bool:
    """Whether what is asked for has to name a need: only an opportunity does (R39)."""
    return values["what"] == str(KINDS.index(AskKind.OPPORTUNITY) + 1)


def _story(story: Story) -> list[Piece]:
    where = "their own" if story.own else ", ".join(filter(None, (story.customer, story.industry)))
    return [(f"“{clean(story.text)}” ", "$foreground"), (where, "$quiet")]


def _served(products: Sequence[Product]) -> list[Piece]:
    """What fits a need with its words, then what nobody has talked of yet."""
    parts: list[Piece] = []
    for product in products[:MOST_PRODUCTS]:
        parts += [(" · " if parts else "", "$faint"), (clean(product.title), "$foreground")]
        parts.append((f" “{short(clean(product.words), 28)}”" if product.words else "", "$quiet"))
    return parts


async def ask(app: Shell, target: Target) -> Change | None:
    """Record the answer to what was asked; or ask for something."""
    page = await app.read_page(target.customer_id)
    if page is None:
        return None
    waiting = [row for row in page.facts.asks if row.outcome is None][:5]
    waiting.sort(key=lambda row: (target.kind, target.row_id) != ("ask", row.id))
    if waiting:
        chosen = await app.push_screen_wait(
            Options(f"Ask · {page.name}", (*_answers(waiting), ("n", "ask for something new", NEW)))
        )
        if chosen != NEW:
            row = next((row for row in waiting if str(row.id) == chosen), None)
            return await answer(app, target, row) if row else None
    today = app.clock.today()
    this_week = await app.keeper.ask(ask_form.asked_this_week, today)
    found = gates(look(page.facts, today, app.rules), this_week)
    firm = next((gate.why for gate in found if gate.firm and not gate.open), "")
    if firm:
        app.say(f"{firm}.", severity="warning", timeout=6)
        return None
    stories = await app.keeper.ask(ask_form.stories, page.id)
    known = await app.keeper.ask(growth, page.id, app.settings.products)
    needs = [clean(fact.text) for fact in page.remarks if fact.kind == FactKind.NEED]
    products = grid(known.titles, bought=known.orders, needs=needs, asks=page.facts.asks)
    open_ = [each for each in products if each.state in (FITS, NOT_YET)]
    return await app.push_screen_wait(AskForm(target, page, found, stories, open_))


def _answers(waiting: Sequence[AskFacts]) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (str(place), f"their answer to: {short(row.text, 36)}", str(row.id))
        for place, row in enumerate(waiting, 1)
    )
