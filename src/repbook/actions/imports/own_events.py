"""Whether a file has a row of everybody with whom something happens in it: then nobody is filed for what happened."""

from __future__ import annotations

from collections.abc import Callable

from ...interchange.gathering.places import Places
from ...interchange.reading.packed import told
from ...interchange.reading.records import Parsed
from ...wording import fold
from ..known.recognise import CUSTOMER


def names_its_own(parsed: Parsed, is_present: Callable[[str, str], bool]) -> bool:
    """Whether each event is of a customer of the file, by its id, and of nobody or of a person there by that name.

    A file of leads that became somebody is not asked: their row may be another's.
    """
    people = Places()
    for customer, name, became in told(parsed.people, "customer_external_id", "name", "became"):
        if became is not None:
            return False
        people.put(0, customer, fold(name))
    return all(
        customer
        and is_present(CUSTOMER, customer)
        and (not name or people.get(customer, fold(name)) is not None)
        for events in (parsed.sales, parsed.touches, parsed.followups)
        for customer, name in told(events, "customer_external_id", "person_name")
    )
