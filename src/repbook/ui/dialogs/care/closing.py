"""The closing page of the weekly review: the week as text, one line of what was learned, a file."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from ....domain.review.week_page import WeekPage, title
from ....interchange.writing import outfile
from ....storage.transfer import sent_out
from ...forms.field import Field, Values
from ...forms.form import Form, Save
from ...forms.path_field import new_file
from ...shell.hint_bar import HintBar
from ...text.render import Piece, text
from ...widgets.week_text import WeekText
from ..common.save_as import SaveAs


class ClosingForm(Form):
    """The last of the eight steps, beneath the lines that say how far the review is."""

    DEFAULT_CSS = """
    ClosingForm { background: transparent; align: center top; }
    ClosingForm > .sheet {
        position: relative; width: 100%; height: 1fr; margin-top: 3; padding: 0; border: none;
        align-horizontal: center;
        background: $background;
    }
    ClosingForm > .sheet > * { width: 100%; max-width: 76; }
    ClosingForm .about { margin: 1 0 0 0; padding: 0 1; color: $warm; }
    ClosingForm .sheet WeekText { height: 1fr; max-height: 100%; }
    ClosingForm .fields { height: auto; padding: 0 1; margin-top: 1; }
    ClosingForm .fields Static { color: $quiet; }
    ClosingForm .foot { padding: 0 1; }
    ClosingForm > .sheet > HintBar {
        dock: bottom; max-width: 100%; background: $surface; padding: 0 1; margin: 0;
    }
    """
    veils = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "scroll(1)", show=False),
        Binding("up", "scroll(-1)", show=False),
        Binding("pagedown", "scroll(10)", show=False),
        Binding("pageup", "scroll(-10)", show=False),
    ]
    form_id = "review"

    def __init__(self, week: WeekPage, about: str) -> None:
        """The draft is that of this week: 202612 for 2026-W12."""
        super().__init__(title(week), row_id=int(week.week.replace("-W", "")), about=about)
        self.week = week
        self.page = WeekText(week)

    def fields(self) -> tuple[Field, ...]:
        return (Field("learned", "learned", "line"),)

    def compose(self) -> ComposeResult:
        self.spec = self.fields()
        with Vertical(classes="sheet"):
            yield from self.head()
            yield self.page
            with Vertical(classes="fields"):
                yield Static(text("What did this week teach you? One line is kept with it."))
                yield from self.body()
            yield self.foot
            yield HintBar(self.hints())

    def hints(self) -> tuple[Piece, ...]:
        return (("F2", "close the week"), ("↑ ↓", "read"), ("Esc", "back; nothing is lost"))

    def settle(self) -> None:
        """It has the whole page."""

    def fit(self) -> None:
        """The page takes what is left of the screen."""

    def saving(self, values: Values) -> Save:
        from ....actions.review import reviews

        return self.act(
            reviews.finish,
            values["learned"],
            rules=self.app.rules,
            review_day=self.app.settings.review_day,
        )

    def action_scroll(self, lines: int) -> None:
        """Read on, or back, without leaving the field."""
        self.page.scroll_relative(y=lines, animate=False)


class WeekFile(SaveAs):
    """Ask for a file's name, and write the page to it; what stands there already stays."""

    def __init__(self, week: str, markdown: str) -> None:
        self.markdown = markdown
        super().__init__("Save the week as", f"week-{week}.md")

    async def save(self, name: str) -> str:
        path = new_file(name)
        outfile.write(path, [self.markdown])
        await self.app.keeper.ask(sent_out.note, sent_out.PAGE, (path,))
        return f"Saved: {path}"
