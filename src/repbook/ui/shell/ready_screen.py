"""What a screen says of itself: whether it stands, so that keys may come, or has gone.

Nothing is asked of a screen that is not composed yet, and nothing reaches one that is gone: its keys wait or
are not meant for it, and its results come to nobody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on
from textual.geometry import Size
from textual.message import Message
from textual.screen import Screen, ScreenResultType
from textual.widget import Widget

from .sparing import SparingCompositor
from .textual_private import Hearing, draw_through, laid_out_for, parent_of, will_be_drawn
from .told import Told

if TYPE_CHECKING:
    from .protocol import Shell

_TEXTUAL = ("textual.events", "textual.messages", "textual._")


class ReadyScreen(Hearing, Screen[ScreenResultType]):
    """A screen of repbook. It stands once it is composed, unless it says that it needs longer."""

    app: Shell  # type: ignore[assignment]
    gone = False
    """Whether it was dismissed or broken: nothing is done there any more."""
    ready = False
    """Whether it was composed, and has read what it shows."""
    stands_at_once: ClassVar[bool] = True
    """Whether it stands as soon as it is composed; else it calls ``stand`` itself."""
    _made_for = Size()
    """The size that it took before it came, until it hears of it."""
    _came = False
    """Whether it was the top screen already."""
    seen_whole: ClassVar[bool] = False
    """Whether its first picture waits for what it reads."""
    unseen = False
    """Whether the picture is held until it has read what it shows."""
    tells: ClassVar[bool] = True
    """Whether what was done is told here."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        draw_through(self, SparingCompositor())
        self.told = Told(classes="-textual-system")
        """The told-line, there before the screen is composed and after it is gone."""

    def take_size(self, size: Size) -> None:
        """Take the classes that go with a size before anything is styled: else all of it is styled twice."""
        self._made_for = size
        across, down = self.HORIZONTAL_BREAKPOINTS or (), self.VERTICAL_BREAKPOINTS or ()
        for have, points in ((size.width, across), (size.height, down)):
            fitting = [name for least, name in sorted(points) if have >= least]
            self.add_class(*fitting[-1:], update=False)

    def give_way(self) -> None:
        """It goes, and the screen beneath comes in one picture with what that reads."""
        beneath = next(reversed(self.app.screen_stack[:-1]), None)
        if isinstance(beneath, ReadyScreen) and beneath.seen_whole:
            self.app.hold_still(coming=True)
            beneath.unseen = True

    @property
    def standing(self) -> bool:
        """Whether keys may come."""
        return self.ready and not self.gone

    def stand(self) -> None:
        """Let keys in from now on."""
        self.ready = True
        self.app.keys_may_come()

    @property
    def layers(self) -> tuple[str, ...]:
        """What is told lies over everything else."""
        return (*super().layers, "told")

    def _extend_compose(self, widgets: list[Widget]) -> None:
        """The told-line belongs to every screen, in place of toasts that come and go."""
        if self.tells:
            self.told.show(self.app.word)
            widgets.insert(0, self.told)

    def _post_mount(self) -> None:
        super()._post_mount()  # type: ignore[no-untyped-call]
        if self.stands_at_once:
            self.call_later(self.stand)

    @on(events.Resize)
    def _sized_once(self, event: events.Resize) -> None:
        """A screen hears of its size when it has just been laid out for it: once is enough here, too."""
        if event.size == self._made_for == laid_out_for(self):
            event.stop()
            event.prevent_default()
        if self.app.begun:  # at a start the terminal tells its size several times
            self._made_for = Size()

    def _compositor_refresh(self) -> None:
        """While the picture is held, what would be drawn now is thrown away: all of it is drawn at the end.

        So it is where all of it is drawn a moment later, after a layout. But the first picture of all is seen at once.
        A screen beneath another draws nothing itself: it says what the one above has to draw anew.
        """
        if self is not self.app.screen:
            super()._compositor_refresh()
        elif not (self.app.is_still or (self.app.seen and will_be_drawn(self))):
            self.app.seen = True
            super()._compositor_refresh()

    @on(events.ScreenResume)
    def _styled_once(self, event: events.ScreenResume) -> None:
        """A screen that comes for the first time was just given its styles: once is enough."""
        event.refresh_styles = event.refresh_styles and self._came
        self._came = True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """No key does anything on a screen that does not stand."""
        return self.standing and super().check_action(action, parameters)

    async def hear(self, message: Message) -> None:
        """As Textual does; once it is gone, only what belongs to its going.

        A size that the terminal has no more is dropped: a screen lays the others beneath the uppermost out for each
        size that it hears of, so that two of them would tell each other two old sizes for ever.
        """
        if isinstance(message, events.Resize) and message.size != self.app.size:
            return
        if not (self.gone and _is_work(message)):
            await super().hear(message)


def _is_work(message: Message) -> bool:
    """Whether a message asks for something, rather than taking part in a screen's coming and going."""
    if isinstance(message, events.InputEvent | events.Paste | events.Timer):
        return True
    return not type(message).__module__.startswith(_TEXTUAL)


def screen_of(node: Any) -> ReadyScreen[Any] | None:
    """The screen that a widget, or a screen, belongs to."""
    while node is not None and not isinstance(node, ReadyScreen):
        node = parent_of(node)
    return node
