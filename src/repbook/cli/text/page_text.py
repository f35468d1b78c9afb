"""A customer's page in text: the sections of ``customer_summary``, labels at the left, texts beside them."""

from __future__ import annotations

from collections.abc import Iterable

from ...domain.shown.customer_summary import Section, without_confidential
from ...domain.shown.customer_views import CustomerPage, Event
from ...wording import count
from ..console import Console

INDENT = 16


def for_the_reader(
    console: Console, page: CustomerPage, events: tuple[Event, ...] = (), *, program: bool = False
) -> tuple[CustomerPage, tuple[Event, ...]]:
    """A page, and its events, without what was told in confidence, unless a person reads it on a terminal (R27).

    How much was left out is said beside the result. ``program`` says that another program reads it.
    """
    if console.out.isatty() and not program:
        return page, events
    page, events, kept_back = without_confidential(page, events)
    if kept_back:
        console.note(f"{count(kept_back, 'confidential fact')} left out; see them in the app")
    return page, events


def print_page(
    console: Console, name: str, head: Iterable[str], sections: Iterable[Section]
) -> None:
    """Print everything known: where they stand first, the timeline last."""
    console.line((name, "title"))
    for line in head:
        console.wrapped("", line)
    for section in sections:
        console.line()
        lead = ""
        if section.title and section.parts[0].label:
            console.line((section.title, "title"))
        else:  # the title has room where the label would stand
            lead = section.title
        for part in section.parts:
            for number, line in enumerate(part.lines):
                label = part.label or lead
                console.wrapped(label if number == 0 else "", line, indent=INDENT)
