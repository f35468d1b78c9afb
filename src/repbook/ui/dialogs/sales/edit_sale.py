"""`E` on a sale: all that the wizard asks of it, also of one that was imported (R05, R98)."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult
from textual.widgets import Static

from ....actions.sales import sales
from ....domain.agenda.agenda import names
from ....domain.agenda.agenda_templates import template_for
from ....domain.line.amounts import cents, days
from ....domain.shown.customer_views import CustomerPage
from ....domain.shown.places import Place, Someone, person_named
from ....domain.spine.kinds import CYCLE, SaleKind
from ....domain.spine.model import Change
from ....storage.views.edit_form import row as read_row
from ....wording import fold
from ...forms.field import Field, Values
from ...forms.form import Save
from ...shell.protocol import Shell
from ...shell.target import Target
from ...text.render import text
from .stepped import SteppedForm

KINDS = tuple(SaleKind)
DAYS = {
    "ordered": "ordered_on",
    "promised": "promised_on",
    "live": "live_on",
    "next_cycle": "next_cycle_on",
    "invoice_due": "invoice_due_on",
    "paid": "paid_on",
    "cancel": "cancel_until",
}
"""The fields that are days, and their columns."""
WORDS = ("title", "number", "currency", "note")
NONE = "none"


class SaleEditForm(SteppedForm):
    """A sale, to put right, in two steps."""

    DEFAULT_CSS = """
    SaleEditForm #aside-title { width: 12; }
    SaleEditForm .hint { color: $quiet; height: auto; }
    """
    form_id = "edit-sale"

    def __init__(self, target: Target, page: CustomerPage, row: dict[str, Any]) -> None:
        super().__init__(target, "Edit sale", row_id=target.row_id)
        self.hint = Static("", classes="hint", id="hint")
        self.page = page
        self.sale = row
        people = tuple(
            Someone(one.id, one.name, one.main, bool(one.left_on), one.role) for one in page.people
        )
        self.place = Place(page.id, page.name, fold(page.name), page.city, people)
        self.buyer = next((one for one in people if one.id == row["person_id"]), None)
        self.agendas: tuple[str, ...] = ()

    def begin(self) -> None:
        super().begin()
        if self.target.kind == CYCLE:
            self.control("cycle").focus()

    # -- the fields ------------------------------------------------------------------------------

    def steps(self) -> tuple[tuple[str, tuple[Field, ...]], ...]:
        sale = self.sale
        known = names(self.app.rules)
        own = (sale["agenda"],) if sale["agenda"] and sale["agenda"] not in known else ()
        self.agendas = (*(("",) if sale["history"] else ()), *known, *own)
        agendas = tuple(name or NONE for name in self.agendas)
        start = {name: sale[column] or "" for name, column in DAYS.items()}
        passed = ("are left out", "are asked about")
        return (
            (
                "Sale",
                (
                    Field("title", "they bought", start=sale["title"], required=True),
                    Field("kind", "kind", "choice", KINDS, _nth(KINDS, sale["kind"])),
                    Field(
                        "ordered",
                        "ordered",
                        "day",
                        start=start["ordered"],
                        required=True,
                        future=False,
                    ),
                    Field("promised", "promised for", "day", start=start["promised"]),
                    Field("live", "live on", "day", start=start["live"]),
                    Field("next_cycle", "next order", "day", start=start["next_cycle"]),
                    Field("cycle", "or every", start=_said(sale["cycle_days"])),
                    Field(
                        "agenda", "agenda", "choice", agendas, _nth(self.agendas, sale["agenda"])
                    ),
                    Field("passed", "steps gone by", "choice", passed, "1"),
                ),
            ),
            (
                "Money & people",
                (
                    Field("amount", "amount", start=self._amount(), help=self._hidden()),
                    Field("currency", "currency", start=sale["currency"]),
                    Field("invoice_due", "invoice due", "day", start=start["invoice_due"]),
                    Field("paid", "paid on", "day", start=start["paid"], future=False),
                    Field("cancel", "cancel until", "day", start=start["cancel"]),
                    Field(
                        "pressure",
                        "pressured?",
                        "choice",
                        ("no", "yes: closed under pressure"),
                        "2" if sale["under_pressure"] else "1",
                    ),
                    Field("person", "who bought", start=self.buyer.name if self.buyer else ""),
                    Field("number", "order number", start=sale["number"]),
                    Field("note", "note", "line", start=sale["note"]),
                ),
            ),
        )

    def rest(self, step: int) -> ComposeResult:
        if step == 0:
            self.hint.update(text(self._hint(self.sale["kind"])))
            yield self.hint

    def _amount(self) -> str:
        """The amount as it would be typed; money that is hidden stays hidden."""
        amount = self.sale["amount"]
        if amount is None or not self.app.money:
            return ""
        whole, rest = divmod(amount, 100)
        return f"{whole}.{rest:02}" if rest else str(whole)

    def _hidden(self) -> str:
        kept = self.sale["amount"] is not None and not self.app.money
        return "kept, and hidden: $ shows it" if kept else "1200 or 1200.50"

    # -- what they mean --------------------------------------------------------------------------

    def describe(self, field: Field, value: str) -> str:
        if field.name == "amount":
            cents(value)
        elif field.name == "cycle":
            return self._cycle(value)
        elif field.name == "person":
            someone = self._person(value)
            return (someone.role or "in the book") if someone else "nobody in particular"
        return super().describe(field, value)

    def _cycle(self, value: str) -> str:
        if days(value) is None:
            return "30: a month of days"
        named = self.control("next_cycle").value.strip()
        return "the next order's day counts" if named else "days from the order"

    def _person(self, value: str) -> Someone | None:
        if self.buyer is not None and value == self.buyer.name:
            return self.buyer
        return person_named(value, self.place)

    def _hint(self, kind: str) -> str:
        """What becomes of a kind that usually has another agenda: proposed, not done."""
        usual = template_for(SaleKind(kind))
        if kind == self.sale["kind"] or usual == self.sale["agenda"]:
            return "Open steps move along with the day they hang on."
        return f"A {kind} sale usually has the agenda “{usual}”."

    def preview(self, values: Values) -> None:
        """What of the past is asked only where another agenda is chosen."""
        starts = {field.name: field.start for field in self.spec}
        changed = values["agenda"] != starts["agenda"]
        self.show_row("passed", changed)
        kind = KINDS[int(values["kind"] or 1) - 1]
        self.hint.update(text(self._hint(kind)))

    def on_mount(self) -> None:
        self.preview(self.values())

    # -- saving ----------------------------------------------------------------------------------

    def saving(self, values: Values) -> Save:
        starts = {field.name: field.start for field in self.spec}
        changed = {name for name, value in values.items() if value != starts[name]}
        given: dict[str, Any] = {name: values[name] for name in WORDS if name in changed}
        given |= {DAYS[name]: self.day(values, name) for name in DAYS if name in changed}
        if "kind" in changed and values["kind"]:
            given["kind"] = KINDS[int(values["kind"]) - 1]
        if "cycle" in changed:
            given["cycle_days"] = days(values["cycle"])
        if "amount" in changed:
            given["amount"] = cents(values["amount"])
            given.setdefault("currency", values["currency"] or self.app.settings.currency)
        if "pressure" in changed:
            given["under_pressure"] = values["pressure"] == "2"
        if "person" in changed:
            someone = self._person(values["person"])
            given["person_id"] = someone.id if someone else None
        if "agenda" in changed and values["agenda"]:
            given["agenda"] = self.agendas[int(values["agenda"]) - 1]
            given["ask_passed"] = values["passed"] == "2"
        return self.act(sales.edit, self.row_id, rules=self.app.rules, **given)


def _nth(options: tuple[str, ...], value: str) -> str:
    """A choice's value from 1, "" for one that is not among them."""
    return str(options.index(value) + 1) if value in options else ""


def _said(number: int | None) -> str:
    return "" if number is None else str(number)


async def edit_sale(app: Shell, target: Target) -> Change | None:
    """The form of a sale."""
    row = await app.keeper.ask(read_row, "sales", target.row_id)
    page = await app.read_page(target.customer_id)
    if page is None or not row:
        app.say("this sale is no longer in the book; undo may bring it back", severity="warning")
        return None
    return await app.push_screen_wait(SaleEditForm(target, page, row))
