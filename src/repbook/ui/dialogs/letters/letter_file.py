"""Where a letter is written to: plain text, or a mail that a mail program opens. Nothing is sent."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from ....errors import InvalidInput, RepbookError
from ....interchange.writing import mail, outfile
from ...forms.dialog import Dialog
from ...forms.text_field import LineInput
from ...shell.hint_bar import HintBar
from ...text.render import text


class LetterFile(Dialog[None]):
    """Ask for a file's name, and write the letter to it."""

    DEFAULT_CSS = """
    LetterFile > .sheet { width: 76; }
    LetterFile .about { height: auto; color: $quiet; margin-bottom: 1; }
    LetterFile .foot { height: auto; color: $alarm; }
    LetterFile HintBar { dock: none; background: $panel; padding: 0; margin-top: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", show=False)]

    def __init__(
        self,
        name: str,
        subject: str,
        body: str,
        *,
        to: str,
        rep: Mapping[str, str],
        calendar: str = "",
    ) -> None:
        super().__init__()
        self.calendar = calendar
        self.foot = Static("", classes="foot")
        self.proposed = f"{outfile.safe_name(name)}.txt"
        self.subject, self.body = subject, body
        self.to, self.rep = _address(to), rep

    def compose(self) -> ComposeResult:
        whom = f" to {self.to}" if self.to else ""
        with Vertical(classes="sheet") as sheet:
            sheet.border_title = "Save the letter as"
            about = f"A name that ends in .eml makes it a mail{whom}; any other plain text."
            if self.calendar:
                about += " Their calendar goes with it: in the mail, or beside it as .ics."
            yield Static(text(about), classes="about")
            yield LineInput(self.proposed, select_on_focus=False)
            yield self.foot
            yield HintBar((("Enter", "save"), ("Esc", "back")))

    @on(Input.Submitted)
    def _save(self, event: Input.Submitted) -> None:
        event.stop()
        name = event.value.strip()
        try:
            if not name:
                raise InvalidInput("the file needs a name")
            paths = mail.save(
                Path(name),
                self.subject,
                self.body,
                to=self.to,
                sender=_address(self.rep.get("email", "")),
                name=self.rep.get("name", ""),
                calendar=self.calendar,
            )
        except RepbookError as error:
            self.foot.update(text(str(error)))
            return
        self.app.say(f"Saved: {', '.join(map(str, paths))}")
        self.dismiss(None)

    async def action_dismiss(self, result: None = None) -> None:
        """Leave once."""
        self.dismiss(result)


def _address(given: str) -> str:
    """An address that a mail can bear, or none: the rep fills it in."""
    try:
        return mail.address(given) if given else ""
    except InvalidInput:
        return ""
