"""``repbook show``: one customer's page."""

from __future__ import annotations

from ..domain.pages import CustomerPage, Event
from ..errors import NotFound
from ..storage.pages import customer_page, timeline
from ..wording import count
from .call import Call
from .console import Console
from .names import one_customer

NEWEST = 20


def show(call: Call) -> int:
    """Print one customer's page; what is confidential only on a terminal (R27)."""
    book = call.open()
    customer_id, name, _ = one_customer(call.console, book, " ".join(call.options.name))
    page = customer_page(book, customer_id, call.rules)
    if page is None:
        raise NotFound(f"{name} is no longer in the book", "undo may bring it back")
    events = timeline(book, customer_id, NEWEST)
    if call.options.json or not call.console.out.isatty():
        page, events = _without_confidential(call.console, page, events)
    if call.options.json:
        from .as_json import plain, printed

        known = plain(page)
        del known["facts"]  # the rules' input; what they make of it is in ``standing``
        call.console.stream(printed({**known, "timeline": plain(events)}))
        return 0
    from .page_text import print_page

    print_page(call.console, page, events, call.clock.today())
    return 0


def _without_confidential(
    console: Console, page: CustomerPage, events: tuple[Event, ...]
) -> tuple[CustomerPage, tuple[Event, ...]]:
    kept_back = {fact.id for fact in page.remarks if fact.confidential}
    if kept_back:
        console.note(f"{count(len(kept_back), 'confidential fact')} left out; see them in the app")
    return (
        page._replace(remarks=tuple(fact for fact in page.remarks if not fact.confidential)),
        tuple(one for one in events if one.kind != "fact" or one.id not in kept_back),
    )
