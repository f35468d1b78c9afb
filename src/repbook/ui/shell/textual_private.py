"""What the app uses of Textual that Textual does not promise to keep.

Each such name stands in one module: here, if several have a use for it, else where Textual's method is
overridden or its state is mended. A test goes through them all and says which one Textual has renamed.
"""

from __future__ import annotations

import asyncio
from functools import lru_cache
from typing import Any

from rich.console import Console
from textual._styles_cache import StylesCache
from textual.app import App
from textual.color import Color
from textual.dom import DOMNode
from textual.driver import Driver
from textual.geometry import Size
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import Screen

INNER_OUTER = StylesCache.get_inner_outer.__wrapped__
"""The styles within an edge and outside of it: they depend on two colours, and on nothing of a widget."""


@lru_cache(1024)
def _inner_outer(base: Color, background: Color) -> Any:
    return INNER_OUTER(None, base, background)


def let_go_of_what_was_drawn() -> None:
    """Keep those styles by their colours alone: Textual keeps by them each widget's lines, of screens long gone (F121)."""
    StylesCache.get_inner_outer = lambda _, base, background: _inner_outer(base, background)  # type: ignore[method-assign, assignment]


def driver_of(app: App[Any]) -> Driver | None:
    """What the app draws through; None before it has started."""
    return app._driver


def loop_of(app: App[Any]) -> asyncio.AbstractEventLoop | None:
    """The loop that the app runs in; None before it has started."""
    return app._loop


def runs(app: App[Any]) -> bool:
    """Whether the app has begun and not come to its end."""
    return app._running


def stack_of(app: App[Any]) -> list[Screen[Any]]:
    """The screens, the uppermost last; empty while none is there. What is taken out of it is gone."""
    return app._screen_stack


def parent_of(node: MessagePump) -> MessagePump | None:
    """What a widget stands in, a screen's app included."""
    return node._parent


def is_going(node: MessagePump) -> bool:
    """Whether it is being taken away, or has been."""
    return node._closing or node._closed


def has_waiting(node: MessagePump) -> bool:
    """Whether messages for it wait that it has not taken."""
    return not node._message_queue.empty()


def bind_here(node: DOMNode, key: str, action: str) -> None:
    """Give a key to a screen once the rep's own table of keys is known."""
    node._bindings.bind(key, action, show=False)


class Hearing(MessagePump):
    """Whatever takes messages, and has a say in how."""

    async def _dispatch_message(self, message: Message) -> None:
        await self.hear(message)

    async def hear(self, message: Message) -> None:
        """Deal with a message as Textual does."""
        await super()._dispatch_message(message)


def begin_batch(app: App[Any]) -> None:
    """Nothing is drawn from now on."""
    app._begin_batch()


def end_batch(app: App[Any]) -> None:
    """What was changed since is drawn."""
    app._end_batch()


def draw_now(screen: Screen[Any]) -> None:
    """Draw what was changed without waiting for the screen's clock, of which the first tick takes a sixtieth.

    Only where it has its place in the terminal as that is now, or none yet, since it reads what it shows and hears of
    nothing meanwhile: amid changes of size it would be told an old one.
    """
    size = screen.app.size
    if not screen.is_running or screen.size != size:
        return
    if laid_out_for(screen) == Size():
        screen._refresh_layout(size)
    if laid_out_for(screen) == size:
        screen._on_timer_update()


def lay_out(screen: Screen[Any]) -> None:
    """Give everything its place now, if anything asks for another."""
    if screen._layout_required:
        screen._layout_required = False
        screen._refresh_layout(scroll=screen._scroll_required)


def drawn(screen: Screen[Any], console: Console) -> str:
    """All that a screen shows, as a terminal with the console's colours is sent it."""
    return screen._compositor.render_full_update().render_segments(console)


def draw_through(screen: Screen[Any], compositor: Any) -> None:
    """Have a screen's widgets drawn by another compositor, before any is there."""
    screen._compositor = compositor


def laid_out_for(screen: Screen[Any]) -> Size:
    """The size for which all that a screen shows has its place."""
    return screen._compositor.size


def will_be_drawn(screen: Screen[Any]) -> bool:
    """Whether all that a screen shows is to be drawn anew."""
    return screen._repaint_required
