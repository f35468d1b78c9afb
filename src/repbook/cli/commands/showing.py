"""``repbook show``: one customer's page."""

from __future__ import annotations

from typing import Any

from ...domain.shown.customer_summary import Done, sections, where_they_stand
from ...domain.shown.customer_views import CustomerPage, Event
from ...errors import NotFound
from ...storage.views.customer_page import agenda_done, customer_page, timeline
from ..call import Call
from ..text.customer_named import one_customer
from ..text.page_text import for_the_reader, print_page

NEWEST = 20


def show(call: Call) -> int:
    """Print one customer's page; what is confidential only on a terminal (R27)."""
    book = call.open()
    customer_id, name, *_ = one_customer(call.console, book, " ".join(call.options.name))
    page = customer_page(book, customer_id, call.rules)
    if page is None:
        raise NotFound(f"{name} is no longer in the book", "undo may bring it back")
    events = timeline(book, customer_id, NEWEST)
    done = agenda_done(book, customer_id)
    page, events = for_the_reader(call.console, page, events, program=call.options.json)
    if call.options.json:
        from ..text.as_json import printed

        call.console.stream(printed(_known(page, events, done)))
        return 0
    told = sections(page, events, done, call.clock.today())
    print_page(call.console, page.name, where_they_stand(page), told)
    return 0


def _known(page: CustomerPage, events: tuple[Event, ...], done: tuple[Done, ...]) -> dict[str, Any]:
    """The page for another program: of the facts, which are the rules' input, what is open or agreed."""
    from ..text.as_json import plain

    known: dict[str, Any] = plain(page)
    facts = known.pop("facts")
    waiting = ("promises", "problems", "followups", "untold", "unposted", "asks")
    return {
        **known,
        "open": {name: facts[name] for name in waiting},
        "agreed": {name: facts[name] for name in ("answer_hours", "fix_days")},
        "agenda_done": plain(done),
        "timeline": plain(events),
    }
