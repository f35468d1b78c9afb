"""How they like to be reached, and the numbers: the last that is read before dialling (R73, R74)."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from rich.cells import cell_len

from ...domain.care import preferences
from ...domain.shown.customer_views import CustomerPage, PersonView
from ...domain.spine.kinds import FactKind
from ...wording import clean
from ..keys.commands import Keys
from ..text.paragraphs import LABEL, hung

if TYPE_CHECKING:
    from ..text.render import Piece


PARTS = re.compile(r"@[^@.-]*[.-]?|[^@.-]*[.-]|[^@.-]+")
"""Where an address may be parted: before its ``@``, behind a dot or a dash."""


def reach(
    page: CustomerPage,
    person: PersonView | None,
    width: int,
    now: datetime | None,
    keys: Keys,
    *,
    tight: bool = False,
) -> list[Piece]:
    """How they like to be reached, then the numbers: theirs first, then the customer's own."""
    parts: list[Piece] = []
    likes = [fact.text for fact in page.remarks if fact.kind == FactKind.PREFERENCE]
    said, preference = preferences.first(likes)
    for text in (
        [said, *(text for text in likes if text != said)][: 1 if tight else 2] if said else ()
    ):
        parts += hung("" if parts else "Prefers", text, width, most=2)
    if now is not None and preferences.outside(preference, now):
        parts += hung("", "outside their hours now", width, "$due")
    if person is not None and person.do_not:
        parts += hung("Do not", person.do_not, width, "$due", most=1 if tight else 2)
    known = [route for route in page.routes if route.kind in ("phone", "mobile")]
    theirs = [route for route in known if person is not None and route.person_id == person.id]
    own = [route for route in known if route.person_id is None]
    for place, route in enumerate([*theirs, *own][: 1 if tight else 3]):
        label = "Phone" if place == 0 else ""
        about = route.situation or route.label or ("mobile" if route.kind == "mobile" else "")
        said = " · ".join(part for part in (clean(route.value), clean(about)) if part)
        parts += hung(label, f"☎ {said}", width, "bold $ink" if place == 0 else "$foreground")
    mails = [
        route
        for route in page.routes
        if route.kind == "email" and person is not None and route.person_id == person.id
    ]
    if mails:
        parts += _mail("E-mail" if theirs or own else "Reach", clean(mails[0].value), width)
    return parts or hung(
        "Phone", f"no number is known: {keys('person')} adds a person", width, "$quiet"
    )


def _mail(label: str, address: str, width: int) -> list[Piece]:
    """An address to copy: whole beside its label, moved towards it where it is long, or on a line of its own.

    One that is longer still goes on in the next line with its ``@``, or behind a dot or a dash.
    """
    size = cell_len(address)
    if width - LABEL < size < width - cell_len(label):
        return [(label.ljust(width - size), "$quiet"), (f"{address}\n", "$foreground")]
    if width - LABEL < size <= width:
        return [(" " * (width - size), ""), (f"{address}\n", "$foreground")]
    lines = [""]
    for part in PARTS.findall(address):
        site = part.startswith("@") and size > width
        if lines[-1] and (site or cell_len(lines[-1] + part) > width - LABEL):
            lines.append("")
        lines[-1] += part
    parts: list[Piece] = []
    for place, line in enumerate(lines):
        parts += hung("" if place else label, line, width)
    return parts
