"""Where a letter is written to: plain text, or a mail that a mail program opens. Nothing is sent."""

from __future__ import annotations

from collections.abc import Mapping

from ....errors import InvalidInput
from ....interchange.writing import mail, outfile
from ....storage.transfer import sent_out
from ...forms.path_field import given_path
from ..common.save_as import SaveAs


class LetterFile(SaveAs):
    """Ask for a file's name, and write the letter to it."""

    def __init__(
        self,
        name: str,
        subject: str,
        body: str,
        *,
        to: str,
        rep: Mapping[str, str],
        calendar: str = "",
        customer_id: int | None = None,
    ) -> None:
        self.customer_id = customer_id
        self.calendar = calendar
        self.subject, self.body = subject, body
        self.to, self.rep = _address(to), rep
        whom = f" to {self.to}" if self.to else ""
        about = f"A name that ends in .eml makes it a mail{whom}; any other plain text."
        if calendar:
            about += " Their calendar goes with it: in the mail, or beside it as .ics."
        super().__init__("Save the letter as", f"{outfile.safe_name(name)}.txt", about)

    async def save(self, name: str) -> str:
        paths = mail.save(
            given_path(name),
            self.subject,
            self.body,
            to=self.to,
            sender=_address(self.rep.get("email", "")),
            name=self.rep.get("name", ""),
            calendar=self.calendar,
        )
        await self.app.keeper.ask(sent_out.note, sent_out.LETTER, paths, self.customer_id)
        return f"Saved: {', '.join(map(str, paths))}"


def _address(given: str) -> str:
    """An address that a mail can bear, or none: the rep fills it in."""
    try:
        return mail.address(given) if given else ""
    except InvalidInput:
        return ""
