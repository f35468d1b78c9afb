"""The frame of every form: fields, drafts that survive anything, errors beside the field, one save.

A form is one coroutine for its caller: ``await app.push_screen_wait(LogForm(…))`` gives the ``Change``, or
None when it was left. What was typed is kept as a draft within half a second, and goes only in the
transaction that saves the form.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, Static

from ..domain.model import Change
from ..errors import InvalidInput, RepbookError
from ..storage.book import Book
from .drafting import Drafting
from .field import TYPED, Field, Values
from .render import Piece, text
from .widgets.bars import HintBar
from .widgets.fields import Aside, Choice, LineInput, Ticks

REST_SECONDS = 0.03
"""How soon it is said what the fields mean where a burst of letters breaks off."""

Save = Callable[[Book], Change]


class Form(Drafting):
    """A form over the screen. Subclasses give ``fields`` and ``saving``."""

    DEFAULT_CSS = """
    Form .sheet VerticalScroll { height: auto; max-height: 100%; scrollbar-size-vertical: 1; }
    Form .row { height: auto; }
    Form.-tall .row { margin-bottom: 1; }
    Form .label { width: 16; color: $quiet; padding: 0 1 0 0; }
    Form .about-row { height: auto; color: $foreground; padding-left: 2; }
    Form .foot { height: auto; color: $alarm; padding: 0 0; }
    Form .about { height: auto; color: $quiet; margin-bottom: 1; }
    Form HintBar { dock: none; background: $background; padding: 0; margin: 1 0 0 0; }
    Form.-narrow .sheet { padding: 1 1 0 1; }
    Form.-narrow Aside { width: 23; }
    Form.-narrow .label { width: 13; }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+s", "save", "save", show=False, priority=True),
        Binding("escape", "leave", "keep the draft and leave", show=False),
        Binding("enter", "enter", show=False),
        Binding("ctrl+d", "discard", "throw the draft away", show=False, priority=True),
        # Before any field sees it, so that what is typed right behind it falls into the next one.
        Binding("tab", "app.focus_next", show=False, priority=True),
        Binding("shift+tab", "app.focus_previous", show=False, priority=True),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]
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
        self.op_id = uuid.uuid4().hex
        self.busy = False
        self.warned = False
        self._told_at_foot = ""
        self._asides: dict[str, Aside] = {}
        self._controls: dict[str, Any] = {}
        self._rows: dict[str, Horizontal] = {}
        self.foot = Static("", classes="foot", id="foot")
        self.scroller = VerticalScroll(can_focus=False)
        self._resting: Timer | None = None

    # -- what subclasses say ---------------------------------------------------------------------

    def fields(self) -> tuple[Field, ...]:
        """The fields, in their order."""
        raise NotImplementedError

    def saving(self, values: Values) -> Save:
        """The action that saves these values; raises ``InvalidInput`` naming a field."""
        raise NotImplementedError

    def preview(self, values: Values) -> None:
        """Called when anything changes."""

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
            choice = Choice(field.options, None, leads=bool(self.after(field.name)), id=name)
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
        self.set_class(self.size.height >= 2 * rows + 11, "-tall")
        self.scroller.styles.max_height = max(3, self.size.height - 9 - self.about.count("\n"))

    def on_mount(self) -> None:
        """Runs once; a subclass that has something to do when the form stands says so in ``begin``."""
        self.begin()
        self._describe_all()
        self.app.aside(self.offer_draft, group="draft", node=self)

    def begin(self) -> None:
        """Called once, when the fields are there and before any key comes."""

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

    def describe(self, field: Field, value: str) -> str:
        """What a field's text means, in words; raises ``InvalidInput`` where it means nothing."""
        if field.required and not value.strip():
            raise InvalidInput("needed", field=field.name)
        if field.kind in ("day", "when") and value.strip():
            from ..wording import ago, day_text

            today = self.app.clock.today()
            day, at = self.read_day(field, value)
            free = " · a free day" if self.app.rules.business.is_free(day) else ""
            return f"{day_text(day, today)}{at and ' ' + at} · {ago(day, today)}{free}"
        return field.help

    def read_day(self, field: Field, value: str, today: date | None = None) -> tuple[date, str]:
        """The day, and the hour if any, that a field's text means, typed today unless said otherwise.

        Raises ``InvalidInput``.
        """
        from ..domain.dates import parse_when

        today = today or self.app.clock.today()
        when = parse_when(
            value,
            today,
            day_first=self.app.day_first,
            future=field.future,
            business=self.app.rules.business,
        )
        return when.day, when.at

    def _describe_all(self, *, blame: bool = False) -> bool:
        """Write what each field means beside it; with ``blame`` also what is missing. True if all is well."""
        well = True
        first = ""
        for field in self.spec:
            if not self.shown(field.name):
                continue
            value = self.control(field.name).value
            try:
                words, wrong = self.describe(field, value), False
            except InvalidInput as error:
                wrong = blame or bool(value.strip())
                words = str(error) if wrong else field.help
            if wrong:
                well = False
                first = first or field.name
            self.blame(field.name, words, wrong=wrong)
        if blame and first:
            self.go_to(first)
        return well

    def go_to(self, name: str) -> None:
        """Put the cursor into a field."""
        self.control(name).focus()

    def blame(self, name: str, words: str, *, wrong: bool = True) -> None:
        """Say something beside a field, or at the foot where the field has no room for it."""
        if name in self._asides:
            self._asides[name].say(words, wrong=wrong)
        elif wrong:
            self.tell(text(words))

    def tell(self, words: Content | str) -> None:
        """Say something at the foot of the form; nothing is drawn anew where it stands there already."""
        if str(words) != self._told_at_foot:
            self._told_at_foot = str(words)
            self.foot.update(words)

    # -- changes ---------------------------------------------------------------------------------

    @on(Input.Changed)
    @on(Choice.Picked)
    @on(Ticks.Changed)
    def _changed(self) -> None:
        """Keep a draft soon, and say what it all means; within a burst of letters, at its end."""
        if self.busy or self.gone:
            return  # what is being saved is no draft
        values = self.values()
        if values != self.kept:
            self.tell("")
        self.keep_soon()
        if not self.app.typing_on:
            self.take_in(values)
        elif self._resting is None:
            self._resting = self.set_timer(REST_SECONDS, self._at_rest)

    def _at_rest(self) -> None:
        self._resting = None
        if not self.gone:
            self.take_in(self.values())

    def take_in(self, values: Values) -> None:
        if self._resting is not None:
            self._resting.stop()
            self._resting = None
        self._describe_all()
        self.preview(values)

    # -- choices lead on -------------------------------------------------------------------------

    def shown(self, name: str) -> bool:
        """Whether a field is to be seen; some forms hide what another answer makes needless."""
        row = self._rows.get(name)
        return row is None or row.display

    def after(self, name: str) -> list[str]:
        """The names of the fields after a field."""
        names = [field.name for field in self.spec]
        return [each for each in names[names.index(name) + 1 :] if self.shown(each)]

    @on(Choice.Picked)
    def _picked(self, event: Choice.Picked) -> None:
        after = self.after((event.choice.id or "").removeprefix("field-"))
        if event.by_digit and after:
            self.control(after[0]).focus()

    @on(Choice.Typed)
    def _typed(self, event: Choice.Typed) -> None:
        """Words typed or pasted on a choice belong to the next field that takes words; a digit to the next choice."""
        after = self.after((event.choice.id or "").removeprefix("field-"))
        if not after:
            return
        following = self.control(after[0])
        if isinstance(following, Choice) and event.text.isdecimal():
            following.focus()
            following.take(event.text)
            return
        kinds = {field.name: field.kind for field in self.spec}
        name = next((name for name in after if kinds[name] in TYPED), None)
        if name is not None:
            field = self.control(name)
            field.focus()
            field.insert_text_at_cursor(" ".join(event.text.split()) or event.text)

    # -- leaving ---------------------------------------------------------------------------------

    def action_enter(self) -> None:
        """Save from the last field, else go on to the next."""
        self._enter(self.focused)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._enter(event.input)

    def _enter(self, widget: Widget | None) -> None:
        if self.enter_saves or not self.spec or widget is self.control(self.spec[-1].name):
            self.action_save()
        else:
            self.focus_next()

    def action_save(self) -> None:
        """Check everything, then save it in one transaction."""
        if self.busy or self.gone:
            return
        self.take_in(self.values())
        if not self._describe_all(blame=True):
            self.app.throw_away()
            return
        try:
            save = self.saving(self.values())
        except InvalidInput as error:
            self._refuse(error)
            return
        self.busy = True
        self.app.aside(partial(self._save, save), group="save", node=self)

    @property
    def standing(self) -> bool:
        """No key comes while it is being saved."""
        return super().standing and not self.busy

    async def _save(self, save: Save) -> None:
        from ..actions import drafts

        self.keep_no_more()
        try:
            change = await self.app.keeper.ask(drafts.submit, self.key, save)
        except RepbookError as error:
            self._refuse(error)
            return
        finally:
            self.busy = False
            self.app.keys_may_come()
        self.dismiss(change)

    def _refuse(self, error: RepbookError) -> None:
        """Say beside the field why it can't be saved; what was typed ahead was meant for what comes after."""
        self.app.throw_away()
        said = getattr(error, "field", "")
        names = (said, said.rpartition("_")[0], said.rpartition("_")[2])
        name = next((name for name in names if name in self._controls), "")
        if name:
            self.blame(name, str(error))
            self.go_to(name)
        else:
            self.tell(text(str(error)))

    def action_leave(self) -> None:
        """Leave; what was typed stays as a draft."""
        self.app.start(self._leave, group="leave", node=self)

    async def _leave(self) -> None:
        if not await self.keep_draft() and not self.warned:
            self.warned = True
            return
        if self.worth_keeping(self.values()):
            self.app.say("The draft is kept: the same key brings it back.")
        self.dismiss(None)

    def act(self, action: Callable[..., Change], *args: Any, **kwargs: Any) -> Save:
        """An action with its arguments, ready for the storage thread; a retry does nothing twice."""
        return partial(_run, action, args, {**kwargs, "op_id": self.op_id})


def _run(
    action: Callable[..., Change], args: tuple[Any, ...], kwargs: dict[str, Any], book: Book
) -> Change:
    return action(book, *args, **kwargs)
