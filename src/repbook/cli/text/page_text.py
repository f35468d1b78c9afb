"""A customer's page in text: the sections of ``customer_summary``, labels at the left, texts beside them."""

from __future__ import annotations

from collections.abc import Iterable

from ...domain.shown.customer_summary import Section
from ..console import Console

INDENT = 16


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
