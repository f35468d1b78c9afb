"""The frame of every form: a sheet with a row for each field, its values, and the keys at its foot."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from ..shell.hint_bar import HintBar
from ..text.paragraphs import wrap
from ..text.render import Piece, text
from .choice import Choice, Steps, flow
from .field import PICKED, Field, Values
from .fold import Folding
from .line_area import LineArea
from .sheet import REST
from .text_field import Aside, LineInput
from .ticks import TickLine, Ticks

LINE_ROWS = 2
"""Lines that a line of text has to wrap in, unless the form says otherwise."""
FRAME, SIDE_FRAME = 2, 2
"""Lines of a sheet at the foot that are no fields: its edge, the keys; at the side there are more."""
MOST_TYPED = 10_000
"""Letters that a field takes beyond what it begins with."""
LABEL = 20
"""Cells of a row that are no field: its label, the edges, the scroll bar."""
GROUPS = 4
"""Lines to spare that part the groups of a form from each other."""
SAID = 2
"""Lines at the side for what is said at the foot, or wraps beside a field."""
FIELD = 14
"""Cells before what is typed into a field: its label, its edge."""


class FormFrame(Folding):
    """The fields of a form, one below the other, and what is in them. Subclasses give ``fields``."""

    DEFAULT_CSS = """
    FormFrame .sheet VerticalScroll { height: 1fr; scrollbar-size-vertical: 1; }
    FormFrame .row { height: auto; }
    FormFrame.-tall .row { margin-bottom: 1; }
    FormFrame.-dense LineInput { border-right: vkey $edge; }
    FormFrame.-dense .row.-second LineInput:blur, FormFrame.-dense .row.-second LineArea:blur { background: $panel; }
    FormFrame .label { width: 13; color: $quiet; padding: 0 1 0 0; }
    FormFrame LineArea { height: 2; }
    FormFrame .row.-here > .label { color: $ink; text-style: bold; }
    FormFrame .about-row { height: auto; color: $foreground; padding-left: 14; }
    FormFrame .foot { height: auto; color: $alarm; display: none; }
    FormFrame .about { height: auto; color: $quiet; }
    FormFrame.-tall .about, FormFrame.-grouped .about { margin-bottom: 1; }
    FormFrame HintBar { dock: none; background: $panel; padding: 0; }
    FormFrame Aside { width: auto; min-width: 16; max-width: 50%; display: none; }
    FormFrame Aside.-said { display: block; }
    FormFrame .day LineInput { width: 24; }
    FormFrame.-narrow .day LineInput { width: 18; }
    FormFrame .day Aside { width: 1fr; max-width: 100%; display: block; }
    """
    form_id: ClassVar[str] = ""
    enter_saves: ClassVar[bool] = False
    """Whether Enter saves from any field, not only from the last."""

    hugs: ClassVar[bool] = True
    """Whether it leaves the rest of the side to the list, once all its fields have room."""
    line_aside: ClassVar[bool] = True
    """Whether a word may stand beside a line of text as well; a form that previews it says it there."""

    def __init__(
        self, title: str, *, customer_id: int = 0, row_id: int = 0, about: str = ""
    ) -> None:
        super().__init__()
        self.heading = title
        self.about = about
        self.key = (self.form_id, customer_id, row_id)
        self.customer_id = customer_id
        self.row_id = row_id
        self._told_at_foot = ""
        self._asides: dict[str, Aside] = {}
        self.foot = Static("", classes="foot", id="foot")
        self.scroller = VerticalScroll(can_focus=False)

    def fields(self) -> tuple[Field, ...]:
        """The fields, in their order."""
        raise NotImplementedError

    # -- building --------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        self.spec = self.fields()
        with self.sheet:
            self.sheet.border_title = text(self.heading)
            yield from self.head()
            with self.scroller:
                yield from self.body()
                yield self.fold
            yield self.foot
            yield HintBar(self.hints())
        yield self.beside
        self.show_fold()
        self.settle()
        self.fit()

    def head(self) -> ComposeResult:
        """What stands above the fields."""
        if self.about:
            yield Static(text(self.about), classes="about")

    def body(self) -> ComposeResult:
        """The fields, one below the other."""
        for field in self.spec:
            yield from self.row(field)

    def row(self, field: Field) -> ComposeResult:
        """One field with its label and what stands beside it."""
        if field.about:
            self._abouts[field.name] = Static(text(f"“{field.about}”"), classes="about-row")
            yield self._abouts[field.name]
        dated = field.kind in ("day", "when")
        self._rows[field.name] = Horizontal(
            classes="row day" if dated else "row", id=f"row-{field.name}"
        )
        with self._rows[field.name]:
            if field.label:
                yield Static(text(field.label), classes="label")
            self._controls[field.name] = self.widget(field)
            yield self._controls[field.name]
            if field.kind in ("text", "day", "when") or (field.kind == "line" and self.line_aside):
                self._asides[field.name] = Aside(
                    field.help if dated else "", id=f"aside-{field.name}"
                )
                yield self._asides[field.name]

    def widget(self, field: Field) -> Widget:
        """The widget of a field."""
        name = f"field-{field.name}"
        if field.kind in PICKED:
            choice = (Choice if field.kind == "choice" else Steps)(field.options, None, id=name)
            choice.value = field.start
            return choice
        if field.kind in ("ticks", "tick line"):
            ticks = Ticks if field.kind == "ticks" else TickLine
            return ticks(field.options, field.start.split(",") if field.start else (), id=name)
        kind = LineArea if field.kind == "line" else LineInput
        help = field.help if field.kind in ("text", "line") else ""
        room = MOST_TYPED + len(
            field.start
        )  # a note that a file brought is as long as it likes (F11)
        return kind(field.start, placeholder=help, id=name, max_length=room, select_on_focus=False)

    def hints(self) -> tuple[Piece, ...]:
        """The keys at the foot of the form."""
        save = ("Enter", "save") if self.enter_saves else ("F2", "save")
        return (save, ("Esc", "leave, the draft is kept"), ("Tab", "next field"))

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The label of the field with the keyboard stands out."""
        for row in self._rows.values():
            row.set_class(event.widget.parent is row, "-here")

    def on_resize(self) -> None:
        # Once the page beneath has its new size as well.
        self.call_after_refresh(self._fit_again)

    def _fit_again(self) -> None:
        if not self.gone:
            self.settle_again()
            self.take_in(self.values())

    def settle_again(self) -> None:
        """Take the room that it needs now: the window has another size, or more of its fields are seen."""
        self.settle()
        self.fit()

    @property
    def room(self) -> int:
        """Cells of a line within the sheet, beside a scroll bar."""
        return self.spot.sheet.width - (3 if self.at_foot else 5)

    @property
    def at_foot(self) -> bool:
        return self.sheet.has_class("-foot")

    def fit(self) -> None:
        """Air between the fields where the sheet is high enough for it."""
        away = sum(map(self.height_of, self.to_come()))
        spare = self.spot.sheet.height - self.room_needed() - SIDE_FRAME * (not self.at_foot) + away
        airy = spare >= self._air() - len(self.to_come())
        self.set_class(airy, "-tall")
        self.set_class(not airy and spare >= GROUPS, "-grouped")
        self.set_class(not airy, "-dense")  # fields that touch are told apart by a line

    def to_come(self) -> list[Field]:
        """The fields that leave their room to air until an answer calls for them."""
        return []

    def lines(self) -> int:
        """At the foot: what is needed, and air where half of the screen is enough for it."""
        needed = self.room_needed() + bool(self._told_at_foot)
        airy = needed + self._air()
        return airy if airy <= self.app.size.height // 2 else needed

    def high(self, room: int) -> int:
        """At the side: as high as all its fields, unfolded, with air; all of the side where little would be left."""
        if not self.hugs:
            return room
        folded = [field for field in self.spec if field not in self._lasting()]
        air = self._air() + sum(self.height_of(field) + 1 for field in folded)
        needed = self.room_needed() + SIDE_FRAME + air + SAID
        return needed if room - needed >= REST else room

    def room_needed(self) -> int:
        """The frame and the foot, and the lines of every field that may come to be seen before the fold."""
        rows = sum(self.height_of(field) for field in self._lasting())
        fold = any(field.rare for field in self.spec)
        return FRAME + self._about_lines() + rows + fold

    def _about_lines(self) -> int:
        return 1 + self.about.count("\n") if self.about else 0

    def _air(self) -> int:
        """Lines between the fields, and below what stands above them."""
        return len(self._lasting()) + bool(self.about)

    def _lasting(self) -> list[Field]:
        """The fields that have their place: all but the rare ones that are folded."""
        return [field for field in self.spec if not field.rare or self._is_open(field)]

    def _is_open(self, field: Field) -> bool:
        """Whether a rare field was unfolded, or a draft filled it."""
        return field.name in self._controls and self._rows[field.name].display

    def height_of(self, field: Field) -> int:
        """Lines of a field."""
        rows = {"ticks": min(len(field.options), Ticks.SHOWN), "line": LINE_ROWS}
        if field.kind == "choice":
            width = self.spot.sheet.width or self.app.size.width
            rows["choice"] = len(flow(field.options, max(20, width - LABEL))[2])
        own = rows.get(field.kind, 1)
        return own + self._lines_about(field)

    def _lines_about(self, field: Field) -> int:
        """Lines of what is said above a field."""
        width = self.room - FIELD if self.spot.sheet.width else self.app.size.width
        return len(wrap(f"“{field.about}”", max(20, width))) if field.about else 0

    # -- values ----------------------------------------------------------------------------------

    def values(self) -> Values:
        """What is in the fields now, as text."""
        return {field.name: self.control(field.name).value for field in self.spec}

    def control(self, name: str) -> Any:
        """The widget of a field."""
        return self._controls[name]

    def put(self, values: Values) -> None:
        """Fill fields; names that the form does not have are left alone."""
        for field in self.spec:
            if field.name in values:
                self.control(field.name).value = values[field.name]
        self.show_fold()

    # -- from field to field -----------------------------------------------------------------------

    def after(self, name: str) -> list[str]:
        """The names of the fields after a field."""
        names = [field.name for field in self.spec]
        return [each for each in names[names.index(name) + 1 :] if self.shown(each)]

    def go_to(self, name: str) -> None:
        """Put the cursor into a field."""
        if not self.shown(name):
            self.unfold()
        self.control(name).focus()

    def bring_back(self) -> None:
        """Scroll to the field with the keyboard, if the wheel took it out of sight."""
        field = self.focused
        if field is not None and not self.scroller.region.overlaps(field.region):
            field.scroll_visible(animate=False, immediate=True)

    def tell(self, words: Content | str) -> None:
        """Say something at the foot of the form; nothing is drawn anew where it stands there already."""
        if str(words) != self._told_at_foot:
            self._told_at_foot = str(words)
            self.foot.display = bool(words)
            self.foot.update(words)
