"""The book as a file: what it is for, and where it is to lie."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from ....interchange.writing import move_kit
from ....values import NamedTuple
from ....wording import count
from ...forms.path_field import new_file
from ...text.paragraphs import closed
from ...text.render import Piece, pieces
from .save_as import SaveAs


class Sort(NamedTuple):
    """A format: its name, how its file's name ends, and what it is for."""

    form: str
    ending: str
    use: str


SORTS = (
    Sort("json", ".json", "the whole book, to bring in again"),
    Sort("csv", "-csv", "a folder of sheets, for a spreadsheet"),
    Sort("vcf", ".vcf", "address cards of firms and people, for a phone"),
    Sort("ics", ".ics", "a calendar of what lies ahead"),
    Sort("md", ".md", "every customer's page, to read or print"),
    Sort("newsletter", "-newsletter.csv", "who agreed to the newsletter"),
    Sort("move", "-move.json", "what is yours to take to a new employer"),
)
KIT = f"In it are {move_kit.NO_ADVICE}. What is your employer's stays out."
WORD = max(len(sort.form) for sort in SORTS) + 2


class ExportFile(SaveAs):
    """The arrows choose what; the name's ending goes along, a name of one's own stays."""

    DEFAULT_CSS = """
    ExportFile .sorts { height: auto; margin-bottom: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "choose(1)", show=False),
        Binding("up", "choose(-1)", show=False),
    ]
    hints: tuple[Piece, ...] = (
        ("↑ ↓", "what"),
        ("Enter", "save"),
        ("Tab", "complete"),
        ("Esc", "back"),
    )

    def __init__(self, folder: Path, today: date) -> None:
        self.sort = SORTS[0]
        self.listed = Static("", classes="sorts")
        super().__init__("Export the book", str(folder / f"repbook-{today}{self.sort.ending}"))

    def above(self) -> tuple[Widget, ...]:
        self._show()
        return (self.listed,)

    def _show(self) -> None:
        parts: list[Piece] = []
        for one in SORTS:
            chosen = one is self.sort
            parts += [
                ("▌ " if chosen else "  ", "$key"),
                (one.form.ljust(WORD), "bold $ink" if chosen else "$foreground"),
                (f"{one.use}\n", "$foreground" if chosen else "$quiet"),
            ]
        if self.sort.form == "move":
            parts.append((f"\n{KIT}\n", "$due"))
        self.listed.update(pieces(closed(parts)))

    def action_choose(self, step: int) -> None:
        """The sort above or below."""
        before = self.sort
        self.sort = SORTS[(SORTS.index(before) + step) % len(SORTS)]
        self.path.value = self.path.value.removesuffix(before.ending) + self.sort.ending
        self.path.cursor_position = len(self.path.value)
        self._show()

    async def save(self, name: str) -> str:
        from ....actions.imports import exchange

        path, form = new_file(name), self.sort.form
        kit = move_kit.Kit(self.app.settings.rep.get("company", ""))
        files = await self.app.keeper.ask(exchange.write, form, path, self.app.rules, kit=kit)
        if form == "json":
            secret = await self.app.keeper.ask(exchange.in_confidence)
            kept = f"\nit holds {count(secret, 'confidential fact')}" if secret else ""
            return f"Saved: {path}{kept}"
        if form == "newsletter":
            missing = await self.app.keeper.ask(exchange.newsletter_gaps)
            return "\n".join(filter(None, (f"Saved: {files[0]}", missing)))
        if len(files) > 1:
            return f"Saved: {count(len(files), 'file')} in {path}"
        return f"Saved: {files[0]}"


def usual_folder() -> Path:
    """Where a rep looks for a file: Downloads, else Documents, else where the program was begun."""
    for name in ("Downloads", "Documents"):
        try:
            folder = Path.home() / name
        except RuntimeError:
            break
        if folder.is_dir():
            return folder
    return Path.cwd()
