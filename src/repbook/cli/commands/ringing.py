"""``repbook who``: the brief of whoever rings, from the digits of a telephone number."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from ...errors import NotFound
from ...interchange.mapping.reach import phone_digits
from ...plain.brief import Moment, brief
from ...storage.finding.number_bearers import SHORTEST, number_bearers
from ...storage.views.customer_page import customer_page
from ...wording import safe
from ..call import Call
from ..text.page_text import for_the_reader

if TYPE_CHECKING:
    from ...domain.shown.customer_views import CustomerPage
    from ...storage.finding.number_bearers import Bearer

INDENT = 12
MOST = 3
"""Customers of one number whose brief is printed; a switchboard's others are named."""


def who(call: Call) -> int:
    """Print what to know before one answers; raises ``NotFound`` where nobody has the number."""
    book = call.open()
    typed = " ".join(call.options.number)
    bearers = number_bearers(book.rows, phone_digits(typed))
    if not bearers:
        raise NotFound(*_nobody(typed))
    first: dict[int, Bearer] = {}
    for each in bearers:
        first.setdefault(each.customer_id, each)
    for number, bearer in enumerate(islice(first.values(), MOST)):
        if number:
            call.console.line()
        page = customer_page(book, bearer.customer_id, call.rules)
        if page is not None:
            _print(call, bearer, page)
    if rest := [each.customer for each in islice(first.values(), MOST, None)]:
        call.console.line()
        call.console.wrapped("Also", ", ".join(rest), indent=INDENT)
    return 0


def _print(call: Call, bearer: Bearer, page: CustomerPage) -> None:
    """One brief under the name; what was told in confidence only on a terminal (R27)."""
    page, _ = for_the_reader(call.console, page)
    call.console.line((safe(page.name), "title"))
    call.console.wrapped("Rings", _rings(bearer), indent=INDENT)
    at = Moment(call.clock.local(), call.rules, call.keys)
    for line in brief(page, at):
        call.console.wrapped(line.label, line.said, indent=INDENT)


def _rings(bearer: Bearer) -> str:
    """``Jo Marsh, buyer, mobile 0113 496 0009``."""
    left = "left" if bearer.left_on else ""
    return ", ".join(
        filter(None, (bearer.person, bearer.role, left, f"{bearer.kind} {bearer.value}"))
    )


def _nobody(typed: str) -> tuple[str, str]:
    if sum(char.isdigit() for char in typed) < SHORTEST:
        return f"'{typed}' is no telephone number", f"type its digits, the last {SHORTEST} at least"
    return (
        f"nobody in the book has the number {typed}",
        "see what was typed, or add it with `n` in the app",
    )
