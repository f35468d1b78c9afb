"""Every form: fields, drafts that survive anything, errors beside the field, one save.

A form is one coroutine for its caller: ``await app.push_screen_wait(LogForm(…))`` gives the ``Change``, or
None when it was left. What was typed is kept as a draft within half a second, and goes only in the
transaction that saves the form. How it is built stands in ``form_frame``, what its fields mean in
``form_meaning``, what is kept of it in ``drafting``; here are its keys, leaving, and saving.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from ...domain.spine.model import Change
from ...errors import InvalidInput, RepbookError
from ...storage.book.book import Book
from ..text.render import text
from .choice import Choice
from .field import TYPED, Values
from .form_meaning import FormMeaning
from .ticks import Ticks

Save = Callable[[Book], Change]
"""What a form does to the book; a retry, under the form's ``op_id``, does nothing twice."""


class Form(FormMeaning):
    """A form over the screen. Subclasses give ``fields`` and ``saving``."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,ctrl+s", "save", "save", show=False, priority=True),
        Binding("escape", "leave", "keep the draft and leave", show=False),
        Binding("enter", "enter", show=False),
        Binding("ctrl+o", "more", "what is seldom needed", show=False, priority=True),
        Binding("ctrl+d", "discard", "throw the draft away", show=False, priority=True),
        # Before any field sees it, so that what is typed right behind it falls into the next one.
        Binding("tab", "onward", show=False, priority=True),
        Binding("shift+tab", "app.focus_previous", show=False, priority=True),
        Binding("down", "onward", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(
        self, title: str, *, customer_id: int = 0, row_id: int = 0, about: str = ""
    ) -> None:
        super().__init__(title, customer_id=customer_id, row_id=row_id, about=about)
        self.op_id = uuid.uuid4().hex
        self.warned = False

    def saving(self, values: Values) -> Save:
        """The action that saves these values; raises ``InvalidInput`` naming a field."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        self.app.hold_still()  # a form is seen when all of it has its place
        yield from super().compose()

    def on_mount(self) -> None:
        """Runs once; a subclass that has something to do when the form stands says so in ``begin``."""
        self.app.aside(self.app.draw_when_settled, group="draw", node=self)
        self.begin()
        self.part_rows()
        self.describe_all()
        self.app.aside(self.offer_draft, group="draft", node=self)

    def begin(self) -> None:
        """Called once, when the fields are there and before any key comes."""

    # -- choices lead on -------------------------------------------------------------------------

    @on(Choice.Picked)
    def _picked(self, event: Choice.Picked) -> None:
        """On to the next field, once it is known which that is: what was picked may show another."""
        self.changed()
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
        self._go_on_typing(after, event.text)

    @on(Ticks.Typed)
    def _typed_on_ticks(self, event: Ticks.Typed) -> None:
        """Words typed or pasted on ticks belong to the field of words before them, or else to the next."""
        name = (event.ticks.id or "").removeprefix("field-")
        names = [field.name for field in self.spec if self.shown(field.name)]
        at = names.index(name) if name in names else 0
        words = {field.name for field in self.spec if field.kind in ("text", "line")}
        order = (*reversed(names[:at]), *names[at + 1 :])
        self._go_on_typing([each for each in order if each in words], event.text)

    def _go_on_typing(self, names: Sequence[str], text: str) -> None:
        """What was typed stands in the first of these fields that takes words, and the rest of it goes there."""
        kinds = {field.name: field.kind for field in self.spec}
        name = next((name for name in names if kinds[name] in TYPED), None)
        if name is not None:
            field = self.control(name)
            field.focus()
            field.insert_text_at_cursor(" ".join(text.split()) or text)

    # -- from field to field ---------------------------------------------------------------------

    def action_enter(self) -> None:
        """Save from the last field, else go on to the next."""
        self._enter(self.focused)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._enter(event.input)

    def _enter(self, widget: Widget | None) -> None:
        if self.enter_saves or self._is_last(widget):
            self.action_save()
        else:
            self.focus_next()

    def _is_last(self, widget: Widget | None) -> bool:
        """Whether no field that is shown comes after this one."""
        shown = [field.name for field in self.spec if self.shown(field.name)]
        return not shown or widget is self.control(shown[-1])

    def action_onward(self) -> None:
        """To the next field; behind the last one are those that are folded."""
        name = self.unfold() if self._is_last(self.focused) else ""
        if name:
            self.go_to(name)
        else:
            self.focus_next()

    def action_more(self) -> None:
        """Show what is seldom needed, and go there."""
        name = self.unfold()
        if name:
            self.go_to(name)

    # -- saving ----------------------------------------------------------------------------------

    def action_save(self) -> None:
        """Check everything, then save it in one transaction."""
        if self.busy or self.gone:
            return
        self.refusals.clear()
        self.take_in(self.values())
        if not self.describe_all(blame=True):
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
        from ...actions.touches import drafts

        self.keep_no_more()
        try:
            change = await self.app.keeper.ask(drafts.submit, self.key, save, op_id=self.op_id)
        except RepbookError as error:
            self._refuse(error)
            return
        finally:
            self.busy = False
            self.app.keys_may_come()
        self.app.hold_still()  # what was changed is shown in one picture with the page beneath
        self.dismiss(change)

    def _refuse(self, error: RepbookError) -> None:
        """Say beside the field why it can't be saved; what was typed ahead was meant for what comes after."""
        self.app.throw_away()
        said = getattr(error, "field", "")
        names = (said, said.rpartition("_")[0], said.rpartition("_")[2])
        name = next((name for name in names if name in self._controls), "")
        if name:
            self.refusals[name] = str(error)
            self.blame(name, str(error))
            self.go_to(name)
        else:
            self.tell(text(str(error)))

    # -- leaving ---------------------------------------------------------------------------------

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
        """An action with its arguments, ready for the storage thread."""
        return lambda book: action(book, *args, **kwargs)
