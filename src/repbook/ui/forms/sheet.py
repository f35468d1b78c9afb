"""Where a form stands: beside what has to be read while it is filled, of one height, never moving (§5).

From 120 columns it is a sheet at the side that leaves the brief, or the card, where it is; below that it lies at
the foot, with the brief of its customer above it. Where the screen beneath shows no brief, the sheet brings one.
"""

from __future__ import annotations

from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Region, Size
from textual.screen import ScreenResultType
from textual.widget import Widget

from ...domain.shown.customer_views import CustomerPage
from ...errors import RepbookError
from ...values import NamedTuple
from .dialog import Dialog

SIDE = 120
"""Columns from which there is room for a form and the brief side by side."""
NARROW = 70
"""A sheet of fewer columns has shorter labels."""
LEAST, MOST = 64, 84
"""Columns of a sheet at the side."""
STRIP = 24
"""A rest of the list that is narrower says nothing: the sheet takes it."""
OWN, BRIEF = 43, 60
"""Columns of a brief that the sheet brings, at the least and at the most."""
BRIEF_LINES, MOST_LINES = 5, 10
"""Lines of the brief above a sheet at the foot, at least and at the most."""
BARS, FOOT = 2, 1
"""Lines above and below the page that a sheet at the side leaves."""
REST = 6
"""Lines of the page below a sheet at the side that are worth leaving; of fewer it takes them all."""
READ = "Brief, #card"
"""What a form leaves to be read, where the screen beneath shows it."""


class Spot(NamedTuple):
    """Where the sheet lies, and the brief that it brings, if it does."""

    sheet: Region
    brief: Region | None


def place(size: Size, lines: int, read: Region | None, *, brings: bool) -> Spot:
    """The place of a sheet that needs ``lines`` at the foot; ``read`` is what it leaves beside it.

    ``brings`` says whether it has a brief of its own to show, in place of what is left or above it.
    """
    width, height = size
    if width < SIDE or height < BARS + BRIEF_LINES:
        room = height - (BRIEF_LINES if brings and height > 3 * BRIEF_LINES else 0)
        top = max(0, height - max(lines, 1)) if lines < room else height - room
        high = min(top, MOST_LINES)
        above = Region(0, top - high, width, high) if brings and top else None
        return Spot(Region(0, top, width, height - top), above)
    tall = height - BARS - FOOT
    if read is not None and max(read.x, width - read.right) < LEAST - 1:
        read = None  # it leaves no room for a form
    if read is None:
        wide = min(MOST, width - OWN)
        if not brings:
            return Spot(Region(width - wide, BARS, wide, tall), None)
        own = min(BRIEF, width - wide)
        left = width - wide - own if width - wide - own >= STRIP else 0
        end = left + wide  # the brief stands where the screens have it: at the right
        return Spot(
            Region(left, BARS, wide, tall), Region(end, BARS, width - end, height - BARS - FOOT)
        )
    # Their line and the sheet's edge are one.
    if read.x >= LEAST:
        end = read.x + 1
        left = end - MOST if end - MOST >= STRIP else 0
        wide = end - left
    else:
        begin = read.right - 1
        left = max(begin, width - MOST)
        left = begin if left - begin < STRIP else left
        wide = width - left
    return Spot(Region(left, BARS, wide, tall), read if brings else None)


def _beside(read: Region, sheet: Region) -> Region | None:
    """What of it the sheet leaves; None where too little is left to be read."""
    if sheet.width >= read.right and sheet.x == 0:
        left = Region(read.x, read.y, read.width, max(0, min(read.bottom, sheet.y) - read.y))
        return left if left.height >= BRIEF_LINES else None
    if sheet.x <= read.x:
        left = Region(
            max(read.x, sheet.right), read.y, max(0, read.right - sheet.right), read.height
        )
    else:  # on a customer's page all that the sheet leaves is about them
        left = Region(read.x, read.y, max(0, sheet.x - read.x), read.height)
    return left if left.width >= read.width - 1 else None


class SheetBrief(Widget):
    """The brief of the form's customer, where the screen beneath does not show it."""

    DEFAULT_CSS = """
    SheetBrief {
        position: absolute; background: $surface; color: $foreground; padding: 0 2; overflow: hidden hidden;
        display: none;
    }
    SheetBrief.-side { padding: 1 2; border-left: solid $rule; }
    """
    said = Content("")

    def say(self, said: Content) -> None:
        """Show the brief."""
        self.said = said
        self.refresh()

    def render(self) -> Content:
        return self.said


class Sheet(Dialog[ScreenResultType]):
    """A dialog that lies beside what has to be read. It puts its ``sheet`` and ``beside`` into what it composes."""

    DEFAULT_CSS = """
    Sheet { align: left top; }
    Sheet > .sheet { position: absolute; width: 96; max-width: 100%; padding: 1 1 0 1; }
    Sheet > .sheet.-foot { border: none; border-top: solid $frame; padding: 0 1; }
    Sheet.-at-foot Told { dock: top; }
    """
    customer_id = 0
    _brief_of: CustomerPage | None = None
    """Of whom the brief was read last."""
    of_somebody = True
    """Whether what the page beneath shows of a customer is to be read meanwhile."""
    fills = True
    """Whether the sheet is as high as the side; else as high as it needs, of one height while it is open."""

    def __init__(self) -> None:
        super().__init__()
        self.sheet = Vertical(classes="sheet")
        self.beside = SheetBrief()
        self.spot = Spot(Region(), None)

    def lines(self) -> int:
        """How many lines the sheet needs at the foot, its frame included."""
        raise NotImplementedError

    def high(self, room: int) -> int:
        """How high the sheet is at the side, where it may take ``room`` lines."""
        return room

    def settle(self) -> None:
        """Take the place that there is."""
        size = self.app.size
        read = self._read()
        region = Region.from_union([each.region for each in read]) if read else None
        theirs = bool(read) and self._is_theirs(read[0])
        at = place(size, self.lines(), region, brings=False)
        self.left = _beside(region, at.sheet) if theirs and region else None
        if self.left is None:
            at = place(size, self.lines(), region, brings=bool(self.customer_id))
        side = at.sheet.y == BARS and size.width >= SIDE
        if side:
            at = at._replace(sheet=at.sheet._replace(height=self.high(at.sheet.height)))
            if not (read or self.of_somebody):  # nothing is to be read beside it
                middle = (size.width - at.sheet.width) // 2
                at = at._replace(sheet=at.sheet._replace(x=middle))
        self.spot = at
        self.sheet.set_class(not side, "-foot")
        self.set_class(not side, "-at-foot")  # its keys stand where else it is told what was done
        if not side and (title := self.sheet.border_title):
            self.sheet.border_title = f" {title.strip()} "  # no corner parts it from its line
        self.set_class(at.sheet.width < NARROW, "-narrow")
        self._put(self.sheet, at.sheet)
        if side and not self.fills:
            self.sheet.styles.height = "auto"
        self._bring(side)

    @staticmethod
    def _put(widget: Widget, region: Region) -> None:
        widget.styles.offset = region.offset
        widget.styles.width, widget.styles.height = region.size

    def _read(self) -> list[Widget]:
        """What the page beneath shows of a customer."""
        page = next((each for each in reversed(self.app.screen_stack) if not each.is_modal), None)
        found = page.query(READ) if page is not None else ()
        return [each for each in found if each.display and each.region]

    def _is_theirs(self, read: Widget) -> bool:
        """Whether it is about this customer, as far as the form knows one."""
        if not self.of_somebody:
            return False
        page = getattr(read.screen, "page", None)
        shown = getattr(read, "customer_id", page.id if page is not None else None)
        return not self.customer_id or shown == self.customer_id

    # -- the brief that it brings ----------------------------------------------------------------

    def _bring(self, side: bool) -> None:
        region = self.spot.brief
        self.beside.display = region is not None
        if region is not None:
            self.beside.set_class(side, "-side")
            self._put(self.beside, region)
            known = self._brief_of or getattr(self, "page", None)  # some forms have read it
            if known is not None:
                self._say(known)
            else:
                self.read_anew()

    def read_anew(self) -> None:
        """Read the brief again: the book has changed."""
        if self.spot.brief is not None:
            self.app.aside(self._read_brief, group="brief", exclusive=True, node=self)

    async def _read_brief(self) -> None:
        try:
            self._brief_of = await self.app.read_page(self.customer_id)
        except RepbookError:
            return  # the form itself says what is wrong with the book
        if not self.gone:
            self._say(self._brief_of)

    def _say(self, page: CustomerPage | None) -> None:
        region = self.spot.brief
        if page is None or region is None:
            return
        side = self.beside.has_class("-side")
        width, height = region.width - 4 - side, region.height - 2 * side
        said = self.app.brief_of(page, width, height)
        used = min(height, said.plain.rstrip("\n").count("\n") + 1)
        if not side:
            # Only as high as it is: above it the list stays.
            self._put(self.beside, Region(0, region.bottom - used, region.width, used))
        self.beside.say(said)
