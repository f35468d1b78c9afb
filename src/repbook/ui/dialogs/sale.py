"""A won sale (short form), a new customer, a new person."""

from __future__ import annotations

from ...actions import customers, people, sales
from ...domain.kinds import SaleKind
from ...errors import InvalidInput
from ...wording import fold
from ..field import Field, Values
from ..forms import Form, Save
from ..target import Target
from .rows import RowForm


def cents(value: str) -> int | None:
    """An amount in cents from ``1200``, ``1 200.50`` or ``1200,50``; refuses what can be read two ways."""
    bare = value.replace(" ", "").replace("\u00a0", "")
    if not bare:
        return None
    whole, mark, rest = bare.partition("." if "." in bare else ",")
    if (
        not whole.isascii()
        or not whole.isdigit()
        or (mark and not (rest.isdigit() and len(rest) <= 2))
    ):
        raise InvalidInput("an amount such as 1200 or 1200.50", field="amount")
    return int(whole) * 100 + int((rest + "00")[:2])


class SaleForm(RowForm):
    """The short form of a won sale; it hangs the service agenda."""

    form_id = "sale"
    kinds = tuple(SaleKind)

    def __init__(self, target: Target) -> None:
        super().__init__(target, "Won sale", about="Well done. What was agreed?")

    def fields(self) -> tuple[Field, ...]:
        return (
            Field("title", "they bought", required=True),
            Field("ordered", "ordered", "day", start="today", required=True, future=False),
            Field("promised", "promised for", "day", help="the day you gave"),
            Field("live", "live on", "day", help="delivered, or begun"),
            Field("kind", "kind", "choice", tuple(self.kinds), "1"),
            Field("amount", "amount", help="hidden unless $"),
            Field("expects", "they expect", help="savings; training"),
            Field("pressure", "pressured?", "choice", ("no", "yes: closed under pressure"), "1"),
        )

    def describe(self, field: Field, value: str) -> str:
        if field.name == "amount":
            cents(value)
        return super().describe(field, value)

    def saving(self, values: Values) -> Save:
        return self.act(
            sales.add,
            self.customer_id,
            values["title"],
            rules=self.app.rules,
            kind=self.kinds[int(values["kind"] or 1) - 1],
            ordered_on=self.needed(values, "ordered"),
            promised_on=self.day(values, "promised"),
            live_on=self.day(values, "live"),
            amount=cents(values["amount"]),
            under_pressure=values["pressure"] == "2",
            expectations=tuple(
                part.strip() for part in values["expects"].split(";") if part.strip()
            ),
        )


class CustomerForm(Form):
    """A new customer, with the person to ask for."""

    form_id = "customer"
    tiers = ("A", "B", "C", "D")

    def __init__(self, names: frozenset[str] = frozenset(), name: str = "") -> None:
        """``names`` are the folded names in the book, for a word of warning; ``name`` fills the first field."""
        super().__init__("New customer")
        self.names = names
        self.start = name

    def fields(self) -> tuple[Field, ...]:
        return (
            Field("name", "customer", required=True, start=self.start),
            Field("person", "person"),
            Field("role", "their role"),
            Field("phone", "phone"),
            Field("email", "e-mail"),
            Field("city", "city"),
            Field("industry", "industry"),
            Field("tier", "tier", "choice", self.tiers, "2"),
        )

    def describe(self, field: Field, value: str) -> str:
        if field.name == "name" and value.strip() and fold(value.strip()) in self.names:
            return "in the book already: saved beside it"
        return super().describe(field, value)

    def saving(self, values: Values) -> Save:
        tier = self.tiers[int(values["tier"] or 2) - 1]
        rest = {
            name: values[name] for name in ("person", "role", "phone", "email", "city", "industry")
        }
        return self.act(customers.add, values["name"], tier=tier, **rest)


class PersonForm(RowForm):
    """A person at a customer."""

    form_id = "person"

    def __init__(self, target: Target) -> None:
        super().__init__(target, "Person")

    def fields(self) -> tuple[Field, ...]:
        return (
            Field("name", "name", required=True),
            Field("role", "role"),
            Field("phone", "phone"),
            Field("mobile", "mobile"),
            Field("email", "e-mail"),
            Field("birthday", "birthday", help="12 jun, or 12 jun 1980"),
            Field("main", "main contact", "choice", ("no", "yes"), "1"),
        )

    def saving(self, values: Values) -> Save:
        rest = {name: values[name] for name in ("role", "phone", "mobile", "email", "birthday")}
        main = True if values["main"] == "2" else None
        return self.act(people.add, self.customer_id, values["name"], main=main, **rest)
