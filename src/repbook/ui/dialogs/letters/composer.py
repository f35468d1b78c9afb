"""The composer: a letter written from rows, read line by line while it is written, posted by the rep.

F2 saves here as in every form: the letter is kept, and waits under Letters. That it went out is a key of its
own, so that no habit says so of a letter which nobody printed.
"""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static, TextArea

from ....actions.care import letters
from ....domain.letters.letter import compose, quoted
from ....domain.letters.letter_lint import lint
from ....domain.letters.letter_material import Draft, Refusal
from ....domain.letters.which_letter import BY_HAND
from ....domain.spine.kinds import LetterKind
from ....domain.spine.reason_phrases import short
from ....errors import RepbookError
from ....interchange.writing import mail
from ...forms.field import Field, Values
from ...forms.form import Save
from ...forms.form_frame import SIDE_FRAME
from ...forms.letter_area import LetterArea
from ...forms.ticks import Ticks
from ...shell.target import Target
from ...text.paragraphs import closed
from ...text.render import Piece, pieces, text
from ..common.row_forms import RowForm
from .letter_job import Job, listed, offered, unsigned

GAPS, NUMBERS, LEAST_WORDS = 4, 12, 5
"""Lines around the words and of what is said of them; cells beside the words; lines that they have at least."""
REFUSALS = 3
"""How many of the lines refused are shown at once."""


class Composer(RowForm):
    """Write one letter. Nothing is sent from here: the rep posts it, and says so."""

    DEFAULT_CSS = """
    Composer LetterArea { height: 8; margin-top: 1; }
    Composer #verdict { height: auto; padding: 0 1; margin-bottom: 1; }
    """
    hugs: ClassVar[bool] = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "editor", show=False, priority=True),
        Binding("f4", "copy", show=False, priority=True),
        Binding("f6", "save_as", show=False, priority=True),
        Binding("f7", "mailto", show=False, priority=True),
        Binding("f9", "post", show=False, priority=True),
    ]
    form_id = "letter"

    def __init__(self, target: Target, job: Job) -> None:
        self.posted = job.letter is not None and job.letter.posted_on is not None
        """Whether the letter went out long ago, so that only the book's record of it is mended."""
        title = "Edit letter" if self.posted else str(job.kind).capitalize()
        super().__init__(target, title, row_id=job.key, about=job.about)
        self.job = job
        self.begun = job.begun
        self.written = self.begun.body
        """The body as it was last filled from rows; until the rep writes into it, the ticks do."""
        self.posting = False
        """Whether what is being saved went out."""
        self.verdict = Static("", id="verdict")
        self.offers = offered(job, self.begun)

    # -- the form --------------------------------------------------------------------------------

    def fields(self) -> tuple[Field, ...]:
        job = self.job
        cited = job.letter.cites if job.letter else ()
        start = ",".join(map(str, cited or quoted(self.begun, job.material)))
        fields = [
            Field("subject", "subject", start=self.begun.subject),
            Field("body", "", "line", start=self.begun.body),
        ]
        if self.posted:
            return tuple(fields)
        if self.offers:
            options = tuple(
                (str(row.id), listed(row, job.material.industry)) for row in self.offers
            )
            fields.append(Field("cites", "it cites", "ticks", options, start))
        if job.kind is LetterKind.ANNOUNCEMENT:
            needs = (*(f"“{short(need, 28)}”" for _, need in job.needs), "none recorded")
            ids = [need_id for need_id, _ in job.needs]
            kept = job.letter.need_id if job.letter else None
            place = ids.index(kept) + 1 if kept in ids else len(needs)
            fields.append(Field("need", "answers", "choice", needs, str(place)))
        by_hand = job.letter.by_hand if job.letter and job.letter.body else job.kind in BY_HAND
        ways = ("by hand", "printed or e-mail")
        fields.append(Field("how", "how", "choice", ways, "1" if by_hand else "2"))
        return tuple(fields)

    def widget(self, field: Field) -> Widget:
        if field.name == "body":
            return LetterArea(field.start, id="field-body")
        return super().widget(field)

    def row(self, field: Field) -> ComposeResult:
        yield from super().row(field)
        if field.name == "body":
            yield self.verdict

    def hints(self) -> tuple[Piece, ...]:
        if self.posted:
            return (("F2", "save"), ("F3", "editor"), ("F4", "copy"), ("Esc", "leave"))
        return (
            ("F2", "keep"),
            ("F9", "it went out"),
            ("F3", "editor"),
            ("F4", "copy"),
            ("F6", "file"),
            ("F7", "link"),
            ("Esc", "leave"),
        )

    def begin(self) -> None:
        self.control("body").focus()
        self.preview(self.values())

    def height_of(self, field: Field) -> int:
        """The words have as many lines as they fill, and what is said of them has its own."""
        if field.name != "body":
            return super().height_of(field)
        width = max(20, (self.spot.sheet.width or self.app.size.width) - NUMBERS)
        lines = sum(1 + len(line) // width for line in self.begun.body.split("\n"))
        return lines + GAPS

    def fit(self) -> None:
        """The words get what room is left, and no more than they need."""
        super().fit()
        words = self.height_of(self.spec[1])
        beside = self.room_needed() - words + SIDE_FRAME * (not self.at_foot)
        least, room = LEAST_WORDS + GAPS, self.spot.sheet.height - beside
        self.control("body").styles.height = max(least, min(room, words)) - GAPS

    # -- reading along ---------------------------------------------------------------------------

    @on(TextArea.Changed)
    def _written(self) -> None:
        self.changed()

    @on(Ticks.Changed)
    def _ticked(self) -> None:
        """Until the rep writes into the letter, it says what is ticked."""
        values = self.values()
        if values["body"] != self.written or (self.job.letter and self.job.letter.body):
            return
        ticked = self._cited(values)
        made = self.job.material._replace(
            evidence=tuple(
                row._replace(told_on=None) for row in self.job.material.evidence if row.id in ticked
            ),
            testimonials=tuple(row for row in self.job.material.testimonials if row.id in ticked),
        )
        self.written = compose(self.job.kind, made, self.job.template).body
        self.control("body").value = self.written

    def preview(self, values: Values) -> None:
        if self.posted:
            return
        refused = self.refused(values)
        parts: list[Piece] = []
        for refusal in refused[:REFUSALS]:
            parts += [("✗ ", "bold $alarm"), (f"{refusal}\n", "$alarm")]
        if len(refused) > REFUSALS:
            parts.append((f"  and {len(refused) - REFUSALS} more\n", "$quiet"))
        if not refused:
            parts = [("✓ ", "$settled"), ("ready to go out\n", "$quiet")]
        if missing := unsigned(self.job):
            parts.append((f"  {missing}\n", "$quiet"))
        self.verdict.update(pieces(closed(parts)))

    def refused(self, values: Values) -> tuple[Refusal, ...]:
        """What speaks against the letter as it stands."""
        need = self._need(values)
        known = dict(self.job.needs)
        made = self.job.material
        if need is not None and need in known:
            made = made._replace(announced_need=known[need])
        draft = Draft(self.job.kind, values["subject"], values["body"])
        return lint(draft, made, self._cited(values))

    # -- saving ----------------------------------------------------------------------------------

    def saving(self, values: Values) -> Save:
        job, letter = self.job, self.job.letter
        if self.posted and letter is not None:
            return self.act(
                letters.edit,
                letter.id,
                rules=self.app.rules,
                subject=values["subject"],
                body=values["body"],
            )
        given = {
            "rules": self.app.rules,
            "subject": values["subject"],
            "body": values["body"],
            "by_hand": values["how"] == "1",
            "evidence_ids": tuple(self._cited(values)),
            "letter_id": letter.id if letter else None,
            "sale_id": job.sale_id,
            "need_id": self._need(values) or 0 if "need" in values else None,
        }
        if not self.posting:
            return self.act(letters.draft, self.customer_id, str(job.kind), **given)
        return self.act(
            letters.posted,
            self.customer_id,
            str(job.kind),
            followup_id=job.followup_id,
            ask_id=job.ask_id,
            rep=job.material.rep,
            contacts=job.material.contacts,
            **given,
        )

    def action_save(self) -> None:
        """Keep it among the letters to post; the book's record of one that went out is mended."""
        self.posting = False
        super().action_save()

    def action_post(self) -> None:
        """It went out today; a line that is refused is shown instead."""
        if self.posted:
            self.tell(text("It went out already. F2 saves what is mended here."))
            return
        refused = self.refused(self.values())
        if refused:
            body: LetterArea = self.control("body")
            body.focus()
            body.move_cursor((max(0, refused[0].line_number - 1), 0))
            self.tell(text("Not posted: what is marked above can't go out like this. F2 keeps it."))
            return
        self.posting = True
        super().action_save()

    # -- elsewhere -------------------------------------------------------------------------------

    def action_editor(self) -> None:
        """Write on in the rep's own editor."""
        self.app.start(self._edit, group="editor", node=self)

    async def _edit(self) -> None:
        from ...terminal.editor import edited

        await self.keep_draft()
        values = self.values()
        try:
            said = edited(self.app.suspend, mail.as_text(values["subject"], values["body"]))
        except RepbookError as error:
            self.tell(text(str(error)))
            return
        self.app.refresh()
        subject, body = mail.from_text(said)
        self.put({"subject": subject, "body": body})

    def action_copy(self) -> None:
        """Give the words to the terminal for its clipboard."""
        self.app.copy_to_clipboard(self.values()["body"])
        self.app.say("Sent to the terminal's clipboard.")

    def action_save_as(self) -> None:
        """Write it to a file: text, or a mail for a mail program; an agenda with their calendar (R70)."""
        self.app.start(self._save_as, group="file", node=self)

    async def _save_as(self) -> None:
        from .letter_file import LetterFile

        values, rep = self.values(), self.job.material.rep
        name = f"{self.target.customer} {self.job.kind}"
        calendar = await self._calendar() if self.job.kind is LetterKind.AGENDA else ""
        self.app.push_screen(
            LetterFile(
                name,
                values["subject"],
                values["body"],
                to=self.job.to,
                rep=rep,
                calendar=calendar,
                customer_id=self.customer_id,
            )
        )

    async def _calendar(self) -> str:
        """The agenda of the sale as their calendar; empty where nothing of it is ahead."""
        from ....interchange.writing.calendars import agenda_calendar
        from ....storage.transfer.flat_sheets import mark

        page = await self.app.read_page(self.customer_id)
        steps = [row for row in page.facts.followups if row.anchor is not None] if page else []
        sale = self.job.sale_id or max((row.sale_id or 0 for row in steps), default=0)
        book = await self.app.keeper.ask(mark)
        ours = [row for row in steps if row.sale_id == sale]
        if not ours:
            return ""
        made = self.job.material
        return agenda_calendar(
            ours, made.customer, made.rep, stamp=self.app.clock.instant(), book=book
        )

    def action_mailto(self) -> None:
        """Show the letter as a link for a mail program, and copy it; nothing is opened."""
        from ..common.full_entry import Reading

        values = self.values()
        try:
            link = mail.mailto(values["subject"], values["body"], to=self.job.to)
        except RepbookError as error:
            self.tell(text(str(error)))
            return
        self.app.copy_to_clipboard(link)
        self.app.push_screen(Reading("Mail link, sent to the terminal's clipboard", link))

    # -- what it cites ---------------------------------------------------------------------------

    def _cited(self, values: Values) -> set[int]:
        return {int(part) for part in values.get("cites", "").split(",") if part}

    def _need(self, values: Values) -> int | None:
        place = int(values.get("need") or 0)
        return self.job.needs[place - 1][0] if 0 < place <= len(self.job.needs) else None
