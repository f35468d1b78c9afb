"""Whose telephone number it is, as when it rings: by its digits, with the code of its country or without."""

from __future__ import annotations

from ...domain.duplicates.numbers import END, same_number
from ...values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .begun import Ask

SHORTEST = 4
"""Digits at the end of a number that may be typed for all of it."""
LOCAL = 6
"""A number of so many digits may have been written down without its area."""
BEARERS = """
SELECT r.id, r.customer_id, c.name, r.person_id, coalesce(p.name, ''), coalesce(p.role, ''), p.left_on, r.kind, r.value, r.digits
FROM routes r JOIN customers c ON c.id = r.customer_id LEFT JOIN people p ON p.id = r.person_id
WHERE r.digits <> '' AND (substr(r.digits, -length(?1)) = ?1
  OR (length(r.digits) BETWEEN ?3 AND length(?2) AND substr(?2, -length(r.digits)) = r.digits))
ORDER BY p.left_on IS NOT NULL, coalesce(p.main, 0) DESC, r.customer_id, r.id"""


class Bearer(NamedTuple):
    """Who has a number: the customer, the person whose own it is if anybody's, and how the book has it."""

    route_id: int
    customer_id: int
    customer: str
    person_id: int | None
    person: str
    role: str
    left_on: str | None
    kind: str
    value: str
    digits: str


def number_bearers(ask: Ask, digits: str) -> list[Bearer]:
    """Who has the number of these digits; where nobody has all of it, whose number ends so, or is its end.

    Those who are still there stand first. Fewer than ``SHORTEST`` digits are nobody's.
    """
    if len(digits) < SHORTEST:
        return []
    typed = digits.lstrip("0") or digits
    found = [Bearer(*row) for row in ask(BEARERS, (typed[-END:], typed, LOCAL))]
    whole = [each for each in found if same_number(each.digits, digits)]
    return whole or [each for each in found if _ends_alike(each.digits, digits)]


def _ends_alike(known: str, typed: str) -> bool:
    """Whether one number is the end of the other; the zero before an area is not of it, that of an end is."""
    if known.endswith(typed):
        return True
    known, typed = known.lstrip("0"), typed.lstrip("0")
    return typed.endswith(known) or (len(typed) > LOCAL and known.endswith(typed))
