"""Lists in which a customer is named once, and the rows below without a name are of that one, as cells merged by hand are."""

from __future__ import annotations

from ..mapping.layout import Layout
from ..programs.profiles import PLAIN, squeezed
from ..reading.table_lines import Line
from ..sales.sale_words import SALES

NAMES = ("name", "first name", "last name")


class FromAbove:
    """Sets the name of the customer above into a row that has none; only where the first column names customers.

    A blank "Firma" may mean that somebody has no firm; a blank "Kunde" before a person's name does not.
    """

    def __init__(self, layout: Layout) -> None:
        self._last = ""
        self._firms: set[int] = set()
        people = {at for name in NAMES for at in layout.columns.get("person", {}).get(name, ())}
        people -= {0}
        named = {
            at
            for kind, fields in layout.columns.items()
            for at in fields.get("name" if kind == "customer" else "company", ())
        }
        numbered = any({"company id", "id"} & fields.keys() for fields in layout.columns.values())
        plain = layout.profile.id.startswith(PLAIN)
        self.heeds = plain and not numbered and named == {0} and bool(people)
        self.heeds &= squeezed(layout.header[0]) in SALES.CUSTOMERS
        for at in layout.columns.get("customer", {}).values():
            self._firms |= set(at)
        self._people = people
        self._firms -= people | {0}

    def names(self, line: Line) -> bool:
        """Name the customer of a row by the row above, where only a person is told of; whether that was done."""
        cells = line.cells
        if cells[0].strip():
            self._last = cells[0]
            return False
        person = any(cells[at].strip() for at in self._people)
        if not self._last or not person or any(cells[at].strip() for at in self._firms):
            return False
        cells[0] = self._last
        return True
