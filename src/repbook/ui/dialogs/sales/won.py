"""The won-sale wizard: the sale, the people, the five questions, the agenda and the rhythm (R01).

A title is enough: F2 saves from every step, and what is left empty is asked later.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import partial
from textwrap import wrap
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from ....actions.customers.reaching import read_whom
from ....actions.sales.won import Won, win
from ....actions.sales.won_answers import QUESTIONS_ASKED, SITUATIONS, won_of
from ....domain.agenda.agenda import HungStep, contacts, hang, names
from ....domain.agenda.agenda_templates import template_for
from ....domain.care.rhythm import proposed
from ....domain.line.amounts import cents, days, rhythm
from ....domain.shown.customer_views import CustomerPage
from ....domain.spine.kinds import SaleKind
from ....domain.spine.rules import Pace
from ....errors import InvalidInput
from ....wording import day_text, fold
from ...forms.field import Field, Values
from ...forms.form import Save
from ...shell.target import Target
from ...text.render import Piece, pieces
from .stepped import SteppedForm

if TYPE_CHECKING:
    from textual.content import Content

HOW_TO = ("several: with ; between", "- says: asked, and none", "", "", "")
"""What the first of the five fields say of all of them, in the place of an answer."""
QUESTIONS = tuple(
    Field(name, label, "line", about=asked, help=how)
    for (name, label, asked), how in zip(QUESTIONS_ASKED, HOW_TO, strict=True)
)
AGAIN = ("2", "3")
"""The kinds that are ordered again: catalogue, recurring."""
AGENDA = 3
"""The step of the agenda, from 0."""


def agenda_lines(steps: Iterable[HungStep], today: date, width: int) -> list[Piece]:
    """The agenda as the contacts that it makes: the steps of one day beside it (R69)."""
    parts: list[Piece] = []
    for day, group in contacts(steps):
        said = f"{day_text(day, today):>10}  "
        words = wrap(" · ".join(step.what for step in group), max(20, width - len(said)))
        parts.append((said, "$key"))
        parts.append((f"\n{' ' * len(said)}".join(words) + "\n", "$foreground"))
    return parts


class SaleForm(SteppedForm):
    """A won sale, in four steps."""

    DEFAULT_CSS = """
    SaleForm #step-3 { height: 1fr; }
    SaleForm #preview { height: 1fr; scrollbar-size-vertical: 1; margin-top: 1; padding: 0 1; }
    SaleForm #preview:focus { background: $field; }
    SaleForm #preview Static { height: auto; }
    SaleForm #aside-title { width: 12; }
    """
    AUTO_FOCUS = "#field-title"
    form_id = "sale"
    kinds = tuple(SaleKind)
    elsewhere: tuple[str, Values] | None = None
    """The name of another customer to whom it was sold, and what was typed before that was said."""

    def __init__(self, target: Target, page: CustomerPage) -> None:
        super().__init__(target, "Won sale")
        self.page = page
        self.shown_words = Static("", id="shown")
        self.scroll_words = VerticalScroll(self.shown_words, id="preview", can_focus=True)
        self.agendas: tuple[str, ...] = ()
        self.first_order = not page.facts.sales

    def steps(self) -> tuple[tuple[str, tuple[Field, ...]], ...]:
        self.agendas = names(self.app.rules)
        person = self.page.main_person
        sale = (
            Field("to", "sold to", start=self.page.name, required=True),
            Field("title", "they bought", required=True),
            Field("kind", "kind", "choice", tuple(self.kinds), "1"),
            Field("ordered", "ordered", "day", start="today", required=True, future=False),
            Field("promised", "promised for", "day", help="the day you gave"),
            Field("live", "live on", "day", help="delivered, or begun"),
            Field("invoice_due", "invoice due", "day"),
            Field("cancel", "cancel until", "day", help="they may until then"),
            Field("next_cycle", "next order", "day", help="reorder, upgrade, renewal", rare=True),
            Field("cycle", "or every", help="30: a month of days", rare=True),
            Field("pressure", "pressured?", "choice", ("no", "yes: closed under pressure"), "1"),
            Field("paid", "paid on", "day", help="once it is", future=False, rare=True),
            Field("amount", "amount", help="hidden unless $", rare=True),
        )
        people = (
            Field("who", "who bought", start=person.name if person else ""),
            Field("role", "their role"),
            Field("phone", "phone"),
            Field("email", "e-mail"),
            Field("birthday", "birthday", help="12 jun, or 12 jun 1980"),
            Field("personal", "personal", help="family, interests"),
            *(
                Field(situation.replace(" ", "_"), situation, help="theirs: Jo, 0113 496 0009")
                for situation in SITUATIONS
            ),
        )
        agenda = (
            Field("agenda", "agenda", "choice", ("by kind", *self.agendas), "1"),
            Field("rhythm", "rhythm"),
            Field("goal", "your goal", help="what you want of it"),
            Field("inside", "inside staff", help="who else rings them, month by month"),
            Field("show", "show", "choice", ("agenda", "agenda letter"), "1"),
        )
        return (
            ("Sale", sale),
            ("People", people),
            ("Five questions", QUESTIONS),
            ("Agenda & rhythm", agenda),
        )

    def is_rare(self, field: Field) -> bool:
        """The next order is asked for where the kind promises one (R03, R98)."""
        again = field.name in ("next_cycle", "cycle") and self.control("kind").value in AGAIN
        return super().is_rare(field) and not again

    def rest(self, step: int) -> ComposeResult:
        if step == AGENDA:
            yield self.scroll_words

    # -- what the fields mean --------------------------------------------------------------------

    def describe(self, field: Field, value: str) -> str:
        if field.name == "to":
            return "" if self._is_named(value) else "Enter finds them"
        if field.name == "amount":
            cents(value)
        elif field.name == "cycle":
            days(value)
        elif field.name == "rhythm":
            return self._rhythm(value)
        elif field.name == "who":
            return self._known(value)
        elif field.label in SITUATIONS and value.strip():
            someone = read_whom(value, field.label)
            return " · ".join(filter(None, someone[:4]))
        return super().describe(field, value)

    def _known(self, name: str) -> str:
        person = next((one for one in self.page.people if fold(one.name) == fold(name)), None)
        if person is None:
            return "new here" if name.strip() else ""
        routes = (route.value for route in self.page.routes if route.person_id == person.id)
        return " · ".join(filter(None, ("in the book", next(routes, ""))))

    def _rhythm(self, value: str) -> str:
        """What the rhythm will be, once they have settled."""
        tier = self.app.rules.rhythm.settled[self.page.tier]
        pace, said = rhythm(value), "once settled"
        if pace is None:
            page, kind = self.page, self.kinds[int(self.control("kind").value or 1) - 1]
            if page.wish_aim is not None and page.wish_limit is not None:
                pace, said = Pace(page.wish_aim, page.wish_limit), "as it is"
            elif self.first_order and not value.strip():
                pace, said = proposed(kind, page.industry, self.app.rules), "proposed"
        if pace is None:
            pace, said = tier, f"tier {self.page.tier}"
        return f"{pace.aim} to {pace.limit} d · {said}"

    # -- to whom -------------------------------------------------------------------------------------

    def _is_named(self, name: str) -> bool:
        """Whether it is sold to the customer whom the form is about, as far as their name says."""
        return not name.strip() or fold(name) == fold(self.page.name)

    def action_save(self) -> None:
        if not self._goes_elsewhere():
            super().action_save()

    def action_onward(self) -> None:
        if not self._goes_elsewhere():
            super().action_onward()

    def _enter(self, widget: Widget | None) -> None:
        if not self._goes_elsewhere():
            super()._enter(widget)

    def _goes_elsewhere(self) -> bool:
        """Once another name stands there, the form goes on with them: their people, rhythm, and brief are others."""
        if self.gone or self.busy or self._is_named(self.control("to").value):
            return False
        values = self.values()
        self.elsewhere = values.pop("to"), values
        self.keep_no_more()
        self.app.start(self._leave_for_them, group="leave", node=self)
        return True

    async def _leave_for_them(self) -> None:
        from ....actions.touches import drafts

        await self.app.keeper.ask(drafts.drop, *self.key)
        self.dismiss(None)

    def put(self, values: Values) -> None:
        super().put({**values, "to": self.page.name})

    def sale_of(self, values: Values) -> Won:
        """What was typed, as the action takes it."""
        return won_of(values, partial(self.day, values), self.agendas, self.app.settings.currency)

    def saving(self, values: Values) -> Save:
        return self.act(win, self.customer_id, self.sale_of(values), rules=self.app.rules)

    # -- the preview -----------------------------------------------------------------------------

    def turned(self) -> None:
        # Once the step stands, so that its width is known.
        self.call_after_refresh(lambda: self.preview(self.values()))

    def preview(self, values: Values) -> None:
        self.show_fold()
        if self.at == AGENDA:
            self.shown_words.update(self._preview(values))

    def _preview(self, values: Values) -> Content:
        try:
            sale = self.sale_of(values)
        except InvalidInput as error:
            return pieces([("✗ ", "bold $alarm"), (str(error), "$alarm")])
        sale = replace(sale, ordered_on=sale.ordered_on or self.app.clock.today())
        return self._agenda(sale) if values["show"] != "2" else self._letter(sale)

    def _hung(self, sale: Won) -> tuple[HungStep, ...]:
        name = sale.agenda or template_for(SaleKind(sale.kind))
        ordered_on = sale.ordered_on or self.app.clock.today()
        live_on = sale.live_on or sale.promised_on
        return hang(name, ordered_on, live_on, self.app.rules, next_on=sale.next_on(ordered_on))

    def _agenda(self, sale: Won) -> Content:
        width = self.scroll_words.content_size.width - 1
        parts = agenda_lines(self._hung(sale), self.app.clock.today(), width)
        if not (sale.live_on or sale.promised_on):
            parts.append(("The steps around delivery hang once its day is known.", "$quiet"))
        return pieces(parts)

    def _letter(self, sale: Won) -> Content:
        """The agenda letter as it would be composed today (R70)."""
        from ....domain.letters.letter import compose, steps_for
        from ....domain.letters.letter_material import Material
        from ....domain.spine.kinds import LetterKind

        steps = self._hung(sale)
        material = Material(
            customer=self.target.customer,
            person=sale.people[0].name if sale.people else "",
            today=self.app.clock.today(),
            rep=self.app.settings.rep,
            contacts=self.app.settings.contacts,
            sale=sale.title,
            ordered_on=sale.ordered_on,
            promised_on=sale.promised_on,
            live_on=sale.live_on,
            steps=steps_for((step.due_on, step.key, step.what) for step in steps),
            important=sale.answers.important,
            need=sale.answers.need,
            why_us=sale.answers.why_us,
        )
        draft = compose(LetterKind.AGENDA, material)
        return pieces([(f"{draft.subject}\n\n", "bold $ink"), (draft.body, "$foreground")])
