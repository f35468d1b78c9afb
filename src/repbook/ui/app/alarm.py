"""At its hour the app says once, in the top line, what was planned for then (§4, *Times*).

Never over a form or a dialog: it waits until a screen of the book is seen again. A bell, and the terminal's own
notification, only where the settings ask for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from ...domain.today.hours_today import come
from ...wording import clean
from ..shell.textual_private import driver_of

if TYPE_CHECKING:
    from ...domain.spine.model import AtHour
    from .showing import Showing

SHOWN_FOR = timedelta(minutes=2)
"""How long the line stands; sooner gone where what it says is done."""
MOST = 200  # characters that a terminal is given for its notification
OSC = {
    "osc9": "\x1b]9;{}\x07",
    "osc777": "\x1b]777;notify;repbook;{}\x07",
    "osc99": "\x1b]99;;{}\x1b\\",
}
"""How a terminal is asked to notify, by the name that the settings use."""


class Alarm:
    """Watches the hours of Today; asked once a second."""

    def __init__(self, now: datetime) -> None:
        """Begin at a moment: what came before it is not said."""
        self.after = now
        self.shown: tuple[AtHour, ...] = ()
        self.until = now

    @property
    def text(self) -> str:
        """What the top line says now; "" for nothing."""
        return " · ".join(said(each) for each in self.shown)

    def look(self, app: Showing) -> None:
        """Say what has come, and take away what has been said for long enough or is done."""
        now = app.clock.local()
        screen = app.book_screen
        free = app.form is None and screen is not None
        if free:
            fresh = come(app.today.hours, app.today.day, self.after, now)
            self.after = max(self.after, now)
            if fresh:
                self.shown, self.until = fresh, now + SHOWN_FOR
                self._call(app, fresh)
        waiting = {each.target for each in app.today.hours}
        if self.shown:
            over = now >= self.until
            self.shown = () if over else tuple(e for e in self.shown if e.target in waiting)
        if screen is not None:
            screen.top_bar.tell(self.text)

    def _call(self, app: Showing, fresh: Sequence[AtHour]) -> None:
        """The bell and the terminal's notification, as the settings have them."""
        wanted = app.settings.alarm
        if wanted.bell:
            app.bell()
        driver = driver_of(app)
        if wanted.notify and driver is not None:
            driver.write(notification(wanted.notify, " · ".join(said(each) for each in fresh)))


def said(each: AtHour) -> str:
    """``14:30 call about valves · Tom Hollis, Hollis Dairy``."""
    return f"{clean(each.text)}, {clean(each.customer)}"


def notification(how: str, text: str) -> str:
    """What to write to the terminal; the text can neither end the sequence nor begin another."""
    safe = clean(text).replace(";", ",")
    return OSC[how].format(safe if len(safe) <= MOST else safe[: MOST - 1] + "…")
