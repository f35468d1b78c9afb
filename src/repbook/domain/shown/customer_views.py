"""What a screen of customers shows, as frozen values that storage reads in one query."""

from __future__ import annotations

from datetime import date

from ...values import NamedTuple
from ..spine.contacts import Contact
from ..spine.facts import CustomerFacts
from ..spine.kinds import FactKind
from ..spine.model import Standing
from .hit_words import hit_words


class CustomerRow(NamedTuple):
    """One line of the Customers table."""

    id: int
    name: str
    city: str
    industry: str
    person: str
    sales: int
    last_sale_on: date | None
    amount: int | None
    standing: Standing | None
    """None where the cached facts are damaged: the row says so, the list still opens."""
    currency: str = ""
    """Of ``amount``, which is in cents and None where sales are in several currencies ("mixed")."""
    twin: bool = False
    """Whether another customer bears the same name, so that lists must tell them apart (F18)."""
    found: str = ""
    """By what the table's words were found, where the name does not show it."""
    gate: tuple[int, int] = (0, 0)
    """How many conditions of the gate to Settled are met, and of how many; none but on the Learning curve."""


class RouteView(NamedTuple):
    """A way to reach somebody, as typed."""

    id: int
    person_id: int | None
    kind: str
    value: str
    label: str = ""
    situation: str = ""


class AddressView(NamedTuple):
    """Where a person is to be found, or a customer besides its own address."""

    id: int
    person_id: int | None
    label: str
    street: str = ""
    postcode: str = ""
    city: str = ""
    region: str = ""
    country: str = ""

    @property
    def text(self) -> str:
        """The address on one line."""
        town = " ".join(filter(None, (self.postcode, self.city)))
        return ", ".join(filter(None, (self.street, town, self.region, self.country)))

    @property
    def called(self) -> str:
        """The address's name: "work address"."""
        return f"{self.label} address".strip()


class KeptLine(NamedTuple):
    """A column or line of a file that nothing in the book takes, with the row it came with.

    ``entity`` and ``row_id`` name that row, ``about`` says whose it is where that is no person and not the
    customer: the title of a sale, the day of a touch.
    """

    entity: str
    row_id: int
    about: str
    label: str
    value: str

    @property
    def text(self) -> str:
        """The line with what it is called."""
        return f"{self.label}: {self.value}"


class PersonView(NamedTuple):
    """One person at a customer."""

    id: int
    name: str
    role: str = ""
    main: bool = False
    since_on: str | None = None
    left_on: str | None = None
    newsletter: bool = False
    do_not: str = ""
    note: str = ""


class FactView(NamedTuple):
    """One fact; ``kind`` is a ``FactKind`` value."""

    id: int
    kind: str
    text: str
    on_day: str
    said_by: str = ""
    person_id: int | None = None
    person: str = ""
    confidential: bool = False
    state: str = ""
    last_asked_on: str | None = None
    state_on: str | None = None
    """The day of ``state``: of a vital area, when they said so."""
    done_on: str | None = None
    """Of an area that is affected, when they were trained on it."""


class SaleView(NamedTuple):
    """One sale as the customer page shows it; days are ISO text, ``amount`` is in cents."""

    id: int
    title: str
    number: str
    kind: str
    ordered_on: str
    promised_on: str | None
    live_on: str | None
    paid_on: str | None
    settled_on: str | None
    cancelled_on: str | None
    amount: int | None
    currency: str
    history: bool

    @property
    def days(self) -> tuple[tuple[str, str], ...]:
        """What has a day so far, in order: ("ordered", "2026-05-20"), ("live", …)."""
        known = (
            ("ordered", self.ordered_on),
            ("live", self.live_on),
            ("paid", self.paid_on),
            ("settled", self.settled_on),
            ("cancelled", self.cancelled_on),
        )
        return tuple((word, day) for word, day in known if day)


class ExpectationView(NamedTuple):
    """One expectation and whether it was met."""

    id: int
    text: str
    state: str
    due_on: str | None = None


class Assumed(NamedTuple):
    """A check that said how quality, delivery, or price was: which of them it answered (R35)."""

    on_day: str
    sale_id: int | None
    quality: bool
    delivery: bool
    price: bool


class Event(NamedTuple):
    """One line of a timeline: ``kind`` and ``id`` name the row, ``what`` the step of its story.

    A row has a line for each day on which something became of it: a problem is known, planned,
    solved, and confirmed. ``more`` is what else to know of the step: a reason, an answer, or what
    it was about. ``what`` and ``state`` of a touch are its kind and its reach, ``incoming`` that they began it.
    """

    on_day: str
    kind: str
    id: int
    what: str
    text: str
    person: str = ""
    state: str = ""
    more: str = ""
    incoming: bool = False

    @property
    def said(self) -> str:
        """The step in a word: ``solved``, ``kept``; of a touch ``voicemail``, ``they rang``."""
        if self.kind != "touch":
            return self.what
        return Contact(self.what, self.state, bool(self.incoming)).said


class CustomerPage(NamedTuple):
    """Everything that the customer page and the brief show, but for the long timeline."""

    id: int
    name: str
    tier: str
    state: str
    state_reason: str
    industry: str
    website: str
    address: str
    note: str
    wish_aim: int | None
    wish_limit: int | None
    facts: CustomerFacts
    standing: Standing
    people: tuple[PersonView, ...]
    routes: tuple[RouteView, ...]
    remarks: tuple[FactView, ...]
    sales: tuple[SaleView, ...]
    expectations: tuple[ExpectationView, ...]
    last: tuple[Event, ...]
    addresses: tuple[AddressView, ...] = ()
    kept: tuple[KeptLine, ...] = ()
    city: str = ""
    followed_from: str = ""
    """The employer from which the customer, or the rep with them, came over (R23)."""
    goal: str = ""
    assumed: tuple[Assumed, ...] = ()
    titles: tuple[str, ...] = ()
    """The catalogue, where they have named a need that it may serve (R97)."""
    usual: tuple[str, ...] = ()
    """The words that say nothing of a title, for several have them."""

    def kept_of(self, entity: str, row_id: int | None = None) -> list[KeptLine]:
        """What files said of a row, or of every row of a sort, beyond what the book takes."""
        return [one for one in self.kept if one.entity == entity and row_id in (None, one.row_id)]

    @property
    def own_names(self) -> tuple[str, ...]:
        """The names that are the customer's own: its name, and those of its people."""
        return (self.name, *(person.name for person in self.people))

    @property
    def still_there(self) -> tuple[PersonView, ...]:
        """Its people but those who have left."""
        return tuple(person for person in self.people if not person.left_on)

    @property
    def main_person(self) -> PersonView | None:
        """The person to ask for: the main contact who has not left, else the first one there."""
        here = self.still_there
        return next((person for person in here if person.main), here[0] if here else None)

    @property
    def ask_after(self) -> FactView | None:
        """The personal fact that was longest not asked after, if any is known (R20)."""
        personal = [fact for fact in self.remarks if fact.kind == FactKind.PERSONAL]
        # The remarks are newest first, and min() keeps the first of equals.
        return min(personal, key=lambda each: each.last_asked_on or "", default=None)


class Hit(NamedTuple):
    """One search result: the row, its customer, and its text.

    ``snippet`` holds the words that were searched where ``text`` does not show them at once.
    """

    kind: str
    id: int
    customer_id: int
    customer: str
    text: str
    on_day: str | None = None
    snippet: str = ""

    @property
    def shown(self) -> str:
        """The text for a list with what the row was found by."""
        return hit_words(self.kind, self.text, self.snippet)
