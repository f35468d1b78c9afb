"""Above the table: the field that narrows it, and the filters as words that are switched by a letter."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from ...domain.spine.kinds import Phase, Tier
from ...storage.views.listing import ACTIVE, STATES, Filters
from ...wording import PHASE_GLYPH, PHASE_WORD, STATE_WORDS
from ..forms.text_field import LineInput
from ..text.clicks import name_at, naming
from ..text.render import pieces

PHASES: tuple[Phase | None, ...] = (None, *Phase)
TIERS: tuple[Tier | None, ...] = (None, *Tier)
ASKS = (
    "Tab, then type: name, town, trade, person, number",
    "Tab, then type a name or a town",
    "Tab, then type",
)
"""What the field asks for, as the room allows."""


class NarrowInput(LineInput):
    """The field that narrows the table as it is typed; Enter and Down go to the table, Esc clears it."""

    DEFAULT_CSS = """
    NarrowInput { background: $field; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,enter", "screen.to_table", show=False),
        Binding("escape", "clear", show=False),
    ]

    class Left(Message):
        """Esc: back to the table."""

    def on_resize(self, event: events.Resize) -> None:
        """Say as much of what can be typed as there is room for."""
        room = event.size.width - 2
        self.placeholder = next((each for each in ASKS if len(each) <= room), ASKS[-1])

    def action_clear(self) -> None:
        """Empty the field, and leave it."""
        self.value = ""
        self.post_message(self.Left())


CHIP = "bold $background on $key"
"""How a filter that is set looks."""


class Chips(Static):
    """The filters that are set, at the end of the search line."""

    DEFAULT_CSS = """
    Chips { width: auto; height: 1; padding: 0 0 0 1; background: $surface; color: $quiet; }
    """
    ALLOW_SELECT = False

    def __init__(self, bar: FilterBar) -> None:
        super().__init__("")
        self.bar = bar

    def show(self) -> None:
        """Show what is set now, or the key that sets something."""
        chips = self.bar.chips()
        self.update(chips if chips.plain else pieces([("v", "bold $key"), (" filter ", "$quiet")]))

    def on_click(self, event: events.Click) -> None:
        name = name_at(event)
        if name:
            event.stop()
            self.bar.action_switch(name)


class FilterBar(Widget, can_focus=True):
    """The filters in words, in place of the search line: a letter switches one; Esc, Enter, or Down leaves."""

    DEFAULT_CSS = """
    FilterBar { height: 1; width: 1fr; padding: 0 1; background: $surface; color: $quiet; display: none; }
    FilterBar:focus { background: $cursor; }
    """
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,enter,escape,v", "screen.to_table", show=False),
        Binding("p", "switch('phase')", show=False),
        Binding("t", "switch('tier')", show=False),
        Binding("s", "switch('state')", show=False),
        Binding("o", "switch('overdue')", show=False),
        Binding("m", "switch('marked')", show=False),
        Binding("c", "clear", show=False),
    ]

    class Changed(Message):
        """Another filter is set."""

        def __init__(self, filters: Filters) -> None:
            super().__init__()
            self.filters = filters

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.filters = ACTIVE
        self.marked: frozenset[int] = frozenset()

    def set(self, filters: Filters) -> None:
        """Show these filters."""
        self.filters = filters
        self.refresh()

    def action_switch(self, name: str) -> None:
        """The next value of a filter."""
        now = self.filters
        if name == "phase":
            now = now._replace(phase=PHASES[(PHASES.index(now.phase) + 1) % len(PHASES)])
        elif name == "tier":
            now = now._replace(tier=TIERS[(TIERS.index(now.tier) + 1) % len(TIERS)])
        elif name == "state":
            now = now._replace(state=STATES[(STATES.index(now.state) + 1) % len(STATES)])
        elif name == "overdue":
            now = now._replace(overdue=not now.overdue)
        else:
            now = now._replace(marked=None if now.marked is not None else self.marked)
        self._change(now)

    def action_clear(self) -> None:
        """No filter."""
        self._change(ACTIVE)

    def _change(self, filters: Filters) -> None:
        self.set(filters)
        self.post_message(self.Changed(filters))

    def chips(self) -> Content:
        """The filters that are set, for the search line; a click on one switches it."""
        shown = []
        for name, _, words, on in self._chips():
            if on:
                shown += [naming(Content.styled(f" {words} ", CHIP), name), Content(" ")]
        return Content.assemble(*shown)

    def _chips(self) -> list[tuple[str, str, str, bool]]:
        """(name, letter, words, whether it is set)."""
        now = self.filters
        phase = f"{PHASE_GLYPH[now.phase]} {PHASE_WORD[now.phase]}" if now.phase else "any phase"
        return [
            ("phase", "p", phase, now.phase is not None),
            ("tier", "t", f"tier {now.tier}" if now.tier else "any tier", now.tier is not None),
            ("state", "s", STATE_WORDS[now.state], now.state != "active"),
            ("overdue", "o", "overdue", now.overdue),
            ("marked", "m", "marked", now.marked is not None),
        ]

    def render(self) -> Content:
        shown = [pieces([(" show  ", "$quiet")])]
        for name, letter, words, on in self._chips():
            chip = pieces(
                [(f"{letter} ", "bold $key"), (words, CHIP if on else "$quiet")], keyed=False
            )
            shown += [naming(chip, name), Content("  ")]
        used = sum(each.cell_length for each in shown)
        if used + len("c clear") <= self.size.width:
            shown.append(pieces([("c", "bold $key"), (" clear", "$quiet")]))
        return Content.assemble(*shown)

    def on_click(self, event: events.Click) -> None:
        name = name_at(event)
        if name:
            event.stop()
            self.action_switch(name)
