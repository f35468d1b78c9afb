"""A new customer, a new person."""

from __future__ import annotations

from ....actions.customers import customers, people
from ....wording import fold
from ...forms.field import Field, Values
from ...forms.form import Form, Save
from ..common.row_forms import PlainForm


class CustomerForm(Form):
    """A new customer, with the person to ask for."""

    form_id = "customer"
    of_somebody = False
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
            Field("phone", "phone"),
            Field("email", "e-mail"),
            Field("role", "their role", rare=True),
            Field(
                "industry", "industry", help="how often they should hear from you follows from it"
            ),
            Field("city", "city", rare=True),
            Field("tier", "tier", "choice", self.tiers, "2", rare=True),
        )

    def begin(self) -> None:
        if self.start:
            self.control("person").focus()  # a name that was typed already needs no more of it

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


WHO = (
    Field("role", "role"),
    Field("phone", "phone"),
    Field("mobile", "mobile"),
    Field("email", "e-mail"),
    Field("situation", "for", help="billing, out of hours"),
    Field("birthday", "birthday", help="12 jun, 12 jun 1980"),
)
"""What is asked of a person, new or known, besides the name."""


class PersonForm(PlainForm):
    """A person at a customer."""

    form_id = "person"
    called = "Person"
    asks = (
        Field("name", "name", required=True),
        *(each._replace(rare=each.name in ("mobile", "situation")) for each in WHO),
        Field("other_day", "other day", help="shop opened 12 jun", rare=True),
        Field(
            *("main", "main contact", "choice", ("no", "yes"), "1"), gives=(None, True), rare=True
        ),
    )
    saves = staticmethod(people.add)
