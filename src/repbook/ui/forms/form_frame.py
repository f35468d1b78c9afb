"""The frame of every form: a sheet with a row for each field, its values, and the keys at its foot."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from ..shell.hint_bar import HintBar
from ..text.render import Piece, text
from .choice import Choice
from .drafting import Drafting
from .field import Field, Values
from .text_field import Aside, LineInput
from .ticks import Ticks


class FormFrame(Drafting):
    """The fields of a form, one below the other, and what is in them. Subclasses give ``fields``."""

    DEFAULT_CSS = """
    FormFrame .sheet VerticalScroll { height: auto; max-height: 100%; scrollbar-size-vertical: 1; }
    FormFrame .row { height: auto; }
    FormFrame.-tall .row { margin-bottom: 1; }
    FormFrame.-dense LineInput { text-style: underline; border-right: vkey $edge; }
    FormFrame .label { width: 16; color: $quiet; padding: 0 1 0 0; }
    FormFrame .row:focus-within > .label { color: $ink; text-style: bold; }
    FormFrame .about-row { height: auto; color: $foreground; padding-left: 2; }
    FormFrame .foot { height: auto; color: $alarm; padding: 0 0; }
    FormFrame .about { height: auto; color: $quiet; margin-bottom: 1; }
    FormFrame HintBar { dock: none; background: $panel; padding: 0; margin: 1 0 0 0; }
    FormFrame.-narrow .sheet { padding: 1 1 0 1; }
    FormFrame.-narrow Aside { width: 23; }
    FormFrame.-narrow .label { width: 13; }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
    form_id: ClassVar[str] = ""
    enter_saves: ClassVar[bool] = False
    """Whether Enter saves from any field, not only from the last."""

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
        self._controls: dict[str, Any] = {}
        self._rows: dict[str, Horizontal] = {}
        self.foot = Static("", classes="foot", id="foot")
        self.scroller = VerticalScroll(can_focus=False)

    def fields(self) -> tuple[Field, ...]:
        """The fields, in their order."""
        raise NotImplementedError

    # -- building --------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        self.spec = self.fields()
        with Vertical(classes="sheet") as sheet:
            sheet.border_title = text(self.heading)
            yield from self.head()
            with self.scroller:
                yield from self.body()
            yield self.foot
            yield HintBar(self.hints())

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
            yield Static(text(f"“{field.about}”"), classes="about-row")
        self._rows[field.name] = Horizontal(classes="row", id=f"row-{field.name}")
        with self._rows[field.name]:
            if field.label:
                yield Static(text(field.label), classes="label")
            self._controls[field.name] = self.widget(field)
            yield self._controls[field.name]
            if field.kind in ("text", "day", "when"):
                self._asides[field.name] = Aside(field.help, id=f"aside-{field.name}")
                yield self._asides[field.name]

    def widget(self, field: Field) -> Widget:
        """The widget of a field."""
        name = f"field-{field.name}"
        if field.kind == "choice":
            choice = Choice(field.options, None, id=name)
            choice.value = field.start
            return choice
        if field.kind == "ticks":
            return Ticks(field.options, field.start.split(",") if field.start else (), id=name)
        return LineInput(field.start, id=name, max_length=10_000, select_on_focus=False)

    def hints(self) -> tuple[Piece, ...]:
        """The keys at the foot of the form."""
        save = ("Enter", "save") if self.enter_saves else ("F2", "save")
        return (save, ("Esc", "leave, the draft is kept"), ("Tab", "next field"))

    def on_resize(self) -> None:
        self.fit()

    def fit(self) -> None:
        """Air between the fields where the terminal is high enough for it; the foot always shows."""
        rows = sum(self.shown(field.name) for field in self.spec)
        airy = self.size.height >= 2 * rows + 11
        self.set_class(airy, "-tall")
        self.set_class(not airy, "-dense")  # fields that touch are told apart by a line
        self.scroller.styles.max_height = max(3, self.size.height - 9 - self.about.count("\n"))

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

    # -- what is seen ----------------------------------------------------------------------------

    def shown(self, name: str) -> bool:
        """Whether a field is to be seen; some forms hide what another answer makes needless."""
        row = self._rows.get(name)
        return row is None or row.display

    def show_row(self, name: str, shown: bool) -> None:
        """Show or hide a field with its label; a form that is not composed has none to show."""
        if name in self._rows:
            self._rows[name].display = shown

    def after(self, name: str) -> list[str]:
        """The names of the fields after a field."""
        names = [field.name for field in self.spec]
        return [each for each in names[names.index(name) + 1 :] if self.shown(each)]

    def go_to(self, name: str) -> None:
        """Put the cursor into a field."""
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
            self.foot.update(words)
