"""What a click means: a key or a name that is drawn carries it along, wherever it stands and however it wraps."""

from __future__ import annotations

from collections.abc import Iterable

from textual import events
from textual.content import Content
from textual.style import Style

from ..keys.key_names import pressed

PRESS, NAME = "press", "name"


def pressing(content: Content, keys: Iterable[str]) -> Content:
    """Content that presses keys, as Textual names them, when it is clicked."""
    together = " ".join(keys)
    return content.stylize(Style.from_meta({PRESS: together})) if together else content


def naming(content: Content, name: str) -> Content:
    """Content that says by its name what was clicked, for a widget that asks ``name_at``."""
    return content.stylize(Style.from_meta({NAME: name}))


def keys_of(shown: str) -> tuple[str, ...]:
    """The keys that a text shows, as Textual names them: all of ``n q``; none where it shows no key."""
    keys = tuple(pressed(each) for each in shown.split())
    return keys if all(keys) else ()


def keys_at(event: events.Click) -> tuple[str, ...]:
    """The keys to press for what is under the mouse."""
    return tuple(str(event.style.meta.get(PRESS, "")).split())


def name_at(event: events.Click) -> str:
    """The name of what is under the mouse, or ""."""
    return str(event.style.meta.get(NAME, ""))


def key_event(key: str) -> events.Key:
    """The event of a key, with the letter that it types."""
    from textual.keys import key_to_character

    return events.Key(key, key_to_character(key))
