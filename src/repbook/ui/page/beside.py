"""The third pane of a customer's page on a wide screen: the people, the gate to Settled, what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rich.cells import cell_len
from textual import events
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ...domain.agenda.agenda import contacts
from ...domain.care.checks import step_words
from ...domain.care.phases import gate, settles_by_itself
from ...domain.shown.customer_views import CustomerPage
from ...domain.spine.kinds import FactKind, Phase
from ...domain.spine.rules import Rules
from ...wording import clean, day_text
from ..keys.commands import KeyOf
from ..lists.tab_strip import TabStrip
from ..text.clicks import name_at, naming
from ..text.paragraphs import closed, hung, wrap
from ..text.render import Piece, pieces
from .journey import leading
from .page_ledgers import ROUTE_MARKS

MOST_PEOPLE, MOST_STEPS = 6, 12


class Beside(VerticalScroll):
    """What else to know; a click on a heading opens its tab."""

    DEFAULT_CSS = """
    Beside {
        width: 54; height: 1fr; padding: 0 1; border-left: solid $rule; background: $background;
        scrollbar-size-vertical: 1; scrollbar-background: $background; scrollbar-color: $rule;
    }
    Beside Static { height: auto; width: 1fr; }
    """

    def __init__(self) -> None:
        super().__init__(can_focus=False)
        self.told = Static("")

    def compose(self) -> Iterator[Static]:
        yield self.told

    def show(self, page: CustomerPage, today: date, rules: Rules, key_of: KeyOf) -> None:
        """Show what is known of this customer."""
        width = max(20, self.scrollable_content_region.width - 1)
        blocks: list[Content] = []
        for tab, title, lines in (
            ("People", "People", people(page, width)),
            ("Agenda", *settling(page, today, rules, width, key_of)),
            ("Agenda", "What comes next", ahead(page, today, width)),
            ("Agreement", "Vital to them", vital(page, width)),
        ):
            if lines:
                head = naming(pieces([(title, "bold $quiet")]), tab)
                blocks.append(Content.assemble(head, Content("\n"), pieces(closed(lines))))
        self.told.update(Content("\n\n").join(blocks))

    def on_click(self, event: events.Click) -> None:
        name = name_at(event)
        if name:
            self.post_message(TabStrip.Opened(name))


def people(page: CustomerPage, width: int) -> list[Piece]:
    """Who is there, each with the ways to reach them."""
    parts: list[Piece] = []
    here = page.still_there
    for person in here[:MOST_PEOPLE]:
        main = person == page.main_person
        said = " · ".join(filter(None, (clean(person.name), clean(person.role))))
        style = "$ink" if main else "$foreground"
        parts += hung("★" if main else "○", said, width, style, label_width=2, most=2)
        for route in page.routes:
            if route.person_id == person.id:
                mark = ROUTE_MARKS.get(route.kind, "·")
                said = " · ".join(filter(None, (clean(route.value), clean(route.situation))))
                parts += hung(f"  {mark}", said, width, "$key", label_width=4, most=2)
    more = len(here) - MOST_PEOPLE
    return parts + (
        hung("", f"and {more} more", width, "$quiet", label_width=2) if more > 0 else []
    )


def settling(
    page: CustomerPage, today: date, rules: Rules, width: int, key_of: KeyOf
) -> tuple[str, list[Piece]]:
    """The gate to Settled, tick by tick, each open one with the key that works on it (R56)."""
    found = leading(page)
    if found is None or found[1].phase is not Phase.LEARNING:
        return "", []
    by_itself = settles_by_itself(*found, rules)
    if by_itself is not None:
        said = (
            f"an order from before this book: it settles by itself on {day_text(by_itself, today)}"
        )
        return "The gate to Settled", hung("", said, width, "$quiet", label_width=2)
    ticks = gate(found[0], page.facts, today, rules)
    parts: list[Piece] = []
    for tick in ticks:
        key = "" if tick.done else key_of(tick.clears) if tick.clears else ""
        room = width - 2 - len(key) - 2
        lines = wrap(tick.text, room, 2)
        for place, line in enumerate(lines):
            mark = ("✓ " if tick.done else "○ ") if place == 0 else "  "
            parts.append((mark, "$settled" if tick.done else "$due"))
            parts.append((line, "$quiet" if tick.done else "$foreground"))
            if key and place == len(lines) - 1:
                parts += [(" " * (room - cell_len(line) + 2), ""), (key, "bold $key")]
            parts.append(("\n", ""))
    done = sum(tick.done for tick in ticks)
    return f"The gate to Settled · {done} of {len(ticks)}", parts


def ahead(page: CustomerPage, today: date, width: int) -> list[Piece]:
    """The next steps of the agenda, a day said once."""
    parts: list[Piece] = []
    steps = [
        (day if place == 0 else None, step, day < today)
        for day, group in contacts(page.facts.followups)
        for place, step in enumerate(group)
    ]
    cells = 2 + max(
        (cell_len(day_text(day, today)) for day, *_ in steps[:MOST_STEPS] if day), default=0
    )
    for day, step, late in steps[:MOST_STEPS]:
        words = "  ".join(filter(None, (step.at, clean(step_words(step, page.facts, today)))))
        lead = day_text(day, today) if day else ""
        style = "$due" if late else "$foreground"
        parts += hung(lead, words, width, style, label_width=cells, most=2)
    more = len(steps) - MOST_STEPS
    return parts + (
        hung("", f"and {more} more", width, "$quiet", label_width=cells) if more > 0 else []
    )


def vital(page: CustomerPage, width: int) -> list[Piece]:
    """What is vital to them, and whether it is fine."""
    parts: list[Piece] = []
    for fact in page.remarks:
        if fact.kind == FactKind.VITAL:
            fine, asked = fact.state == "fine", bool(fact.state)
            mark, style = ("✓", "$settled") if fine else ("✗" if asked else "?", "$due")
            words = clean(fact.text) + (f" · {fact.state}" if asked else " · not asked yet")
            parts += hung(
                mark,
                words,
                width,
                label_width=2,
                label_style=style if asked else "$quiet",
                most=2,
            )
    return parts
