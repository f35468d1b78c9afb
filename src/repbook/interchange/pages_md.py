"""A customer's page as Markdown: to read, print, or hand over. Nothing confidential is in it (R27)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..domain.pages import CustomerPage, Event, FactView, PersonView, SaleView
from ..wording import PHASE_WORD, is_unsafe

SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~&])")
AT_START = re.compile(r"([-+=]|\d+[.)])")


def text(value: str) -> str:
    """A person's text as Markdown that shows it letter for letter, on one line."""
    line = " ".join("".join(" " if is_unsafe(char) else char for char in value).split())
    line = SIGNS.sub(r"\\\1", line)
    found = AT_START.match(line)
    return f"{found[0][:-1]}\\{found[0][-1]}{line[found.end() :]}" if found else line


def page(shown: CustomerPage, events: Iterable[Event]) -> Iterator[str]:
    """One customer's document, line by line; ``events`` is the timeline, newest first."""
    yield f"# {text(shown.name)}\n\n"
    yield from _items(_head(shown))
    open_facts = [fact for fact in shown.remarks if not fact.confidential]
    yield from _section("What is known", map(_fact, open_facts))
    yield from _section("People", (_person(shown, person) for person in shown.people))
    own = [route for route in shown.routes if route.person_id is None]
    yield from _section("Reach", (f"{route.kind} {text(route.value)}" for route in own))
    yield from _section("Sales", map(_sale, shown.sales))
    yield from _section(
        "Expectations", (f"{text(one.text)}: {one.state}" for one in shown.expectations)
    )
    kept_back = {fact.id for fact in shown.remarks if fact.confidential}
    yield from _section(
        "Timeline",
        (_event(one) for one in events if one.kind != "fact" and (one.text or one.what)),
    )
    if kept_back:
        yield f"{len(kept_back)} confidential, not in this file.\n\n"


def _head(shown: CustomerPage) -> Iterator[str]:
    standing = shown.standing
    yield f"Tier {shown.tier}, {PHASE_WORD[standing.phase]}"
    if shown.state != "active":
        yield f"Off the book: {shown.state} {text(shown.state_reason)}".rstrip()
    for word, value in (
        ("Industry", shown.industry),
        ("Address", shown.address),
        ("Website", shown.website),
        ("Note", shown.note),
    ):
        if value:
            yield f"{word}: {text(value)}"


def _fact(fact: FactView) -> str:
    said = f" ({text(fact.said_by or fact.person)})" if fact.said_by or fact.person else ""
    return f"{fact.kind}: {text(fact.text)}{said}, {fact.on_day}"


def _person(shown: CustomerPage, person: PersonView) -> str:
    parts = [text(person.name)]
    if person.role:
        parts.append(text(person.role))
    parts += [
        f"{route.kind} {text(route.value)}"
        for route in shown.routes
        if route.person_id == person.id
    ]
    if person.left_on:
        parts.append(f"left {person.left_on}")
    return ", ".join(parts)


def _sale(sale: SaleView) -> str:
    parts = [text(sale.title), *(f"{word} {day}" for word, day in sale.days)]
    return ", ".join(parts)


def _event(event: Event) -> str:
    words = " · ".join(text(part) for part in (event.text, event.more) if part)
    said = f": {words}" if words else ""
    who = f" ({text(event.person)})" if event.person else ""
    stated = event.state and event.kind in ("promise", "problem", "expectation")
    state = f" [{event.state}]" if stated else ""
    return f"{event.on_day} {event.what}{who}{said}{state}"


def _section(title: str, items: Iterable[str]) -> Iterator[str]:
    listed = list(items)
    if listed:
        yield f"## {title}\n\n"
        yield from _items(listed)


def _items(items: Iterable[str]) -> Iterator[str]:
    for item in items:
        yield f"- {item}\n"
    yield "\n"
