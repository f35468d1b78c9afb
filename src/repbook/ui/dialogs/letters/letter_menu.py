"""Which letter: what is highlighted says which one is meant, a key takes any other."""

from __future__ import annotations

from datetime import date

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from ....domain.spine.facts import CustomerFacts, FollowupFacts, LetterFacts, SaleFacts
from ....domain.spine.kinds import Anchor, FollowupKind, LetterKind
from ...forms.dialog import Dialog
from ...keys.commands import keys_for
from ...shell.hint_bar import HintBar
from ...shell.target import Target
from ...text.clicks import keys_of, pressing
from ...text.render import Piece, fit, pieces, text

L = LetterKind
KINDS: tuple[tuple[LetterKind, str], ...] = (
    (L.THANKS, "by hand, after an order"),
    (L.NOTE, "by hand, after a talk"),
    (L.REASSURANCE, "why they decided well"),
    (L.EVIDENCE, "what went well, in writing"),
    (L.AGENDA, "what happens when, and whom to ask"),
    (L.THIRTY_DAY, "what became of all that they expected"),
    (L.YEAR, "thanks for the time together"),
    (L.REFERRAL_THANKS, "for a name that they gave"),
    (L.COMPLIMENT, "with a clipping about them"),
    (L.ANNOUNCEMENT, "something new that answers their need"),
)
"""The letters in the order of their keys, 1 to 9 and 0, and what each is for."""
OF_STEP = {
    "agenda-letter": L.AGENDA,
    "thirty-day": L.THIRTY_DAY,
    "value": L.THIRTY_DAY,
}
OF_FOLLOWUP = {
    FollowupKind.THANKS: L.THANKS,
    FollowupKind.REASSURE: L.REASSURANCE,
    FollowupKind.EVIDENCE: L.EVIDENCE,
}
WAITING = "abcde"
"""The keys of letters that wait to be posted."""
Choice = tuple[str, int]
"""("kind", place in ``LetterKind``) or ("letter", id)."""


def kind_for(target: Target, facts: CustomerFacts, years: int, today: date) -> LetterKind:
    """The letter that the highlighted row asks for; ``years`` are those that are about to be full."""
    step = followup_of(target, facts)
    if step is not None:
        return kind_of(step)
    if target.kind == "ask":
        return L.REFERRAL_THANKS
    if target.kind == "evidence":
        return L.EVIDENCE
    if target.kind == "customer" and years:
        return L.YEAR
    sales = [sale for sale in facts.sales if not sale.history]
    sale = next((sale for sale in sales if ("sale", sale.id) == target[2:4]), None)
    if sale is not None:
        return L.REASSURANCE if _thanked(sale, today) else L.THANKS
    return L.THANKS if any(not _thanked(sale, today) for sale in sales) else L.NOTE


def _thanked(sale: SaleFacts, today: date) -> bool:
    return sale.thanked_on is not None and sale.thanked_on <= today


def followup_of(target: Target, facts: CustomerFacts) -> FollowupFacts | None:
    """The open follow-up that is highlighted."""
    found = (row for row in facts.followups if ("followup", row.id) == target[2:4])
    return next(found, None)


def kind_of(step: FollowupFacts) -> LetterKind:
    """The letter that a follow-up asks for."""
    known = OF_STEP.get(step.step) or OF_FOLLOWUP.get(step.kind)
    if known is None and step.anchor is not None:
        known = L.AGENDA if step.anchor is Anchor.ORDER else L.THIRTY_DAY
    return known or L.NOTE


class LetterMenu(Dialog[Choice | None]):
    """Which letter: Enter takes the marked one, a key any."""

    DEFAULT_CSS = """
    LetterMenu > .sheet { width: 76; }
    LetterMenu Static { height: auto; }
    LetterMenu HintBar { dock: none; background: $panel; padding: 0; margin-top: 1; }
    """

    def __init__(
        self, target: Target, waiting: tuple[LetterFacts, ...], marked: Choice, drafts: set[int]
    ) -> None:
        """``drafts`` are the forms left unfinished, as ``Job.key`` names them."""
        super().__init__()
        self.shown = Static(id="lines")
        self.heading = f"Letter · {target.customer}"
        self.lines: list[tuple[str, Choice, str, str]] = []
        for place, (kind, about) in enumerate(KINDS, 1):
            key = tuple(LetterKind).index(kind)
            said = "left unfinished: it goes on" if -1 - key in drafts else about
            self.lines.append((str(place % 10), ("kind", key), str(kind), said))
        for letter, each in zip(WAITING, waiting, strict=False):
            self.lines.append((letter, ("letter", each.id), f"to post: {each.kind}", each.subject))
        chosen = [line[1] for line in self.lines]
        self.at = chosen.index(marked) if marked in chosen else 0

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet") as sheet:
            sheet.border_title = text(self.heading)
            yield self.shown
            yield HintBar((("Enter", "write it"), ("1-0", "another"), ("Esc", "back")))

    def on_mount(self) -> None:
        self._show()

    def _show(self) -> None:
        lines: list[Content] = []
        for place, (key, choice, word, about) in enumerate(self.lines):
            here = place == self.at
            if choice[0] == "letter" and self.lines[place - 1][1][0] == "kind":
                lines.append(Content(""))
            parts: list[Piece] = [
                ("▌ " if here else "  ", "$key"),
                (f"{key}  ", "bold $key"),
                (fit(word, 20), "bold $ink" if here else "$foreground"),
                (f"  {fit(about, 42).rstrip()}", "$quiet"),
            ]
            lines.append(pressing(pieces(parts), keys_of(key)))
        self.shown.update(Content("\n").join(lines))

    def on_key(self, event: events.Key) -> None:
        event.stop()
        if event.key in ("escape", "q", *keys_for(self.app.table, "letter")):
            self.dismiss(None)
        elif event.key == "enter":
            self._take(self.lines[self.at][1])
        elif event.key in ("down", "j", "up", "k"):
            self.at = (self.at + (1 if event.key in ("down", "j") else -1)) % len(self.lines)
            self._show()
        else:
            for key, choice, *_ in self.lines:
                if event.character == key:
                    self._take(choice)
                    return
            self.app.nothing_for(event)

    def _take(self, choice: Choice) -> None:
        self.dismiss(choice)
