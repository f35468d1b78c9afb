"""How a touch came about, in the few words that a rep has for it: talked, voicemail, visit, they wrote."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ...errors import InvalidInput
from ...wording import day_text
from .kinds import Reach, TouchKind


class Contact(NamedTuple):
    """What kind of touch it was, whether it reached them, and who began it."""

    kind: TouchKind
    reach: Reach
    incoming: bool = False

    @property
    def words(self) -> str:
        """``call · talked``, ``call · voicemail``, ``visit · talked``, ``e-mail · they wrote``."""
        kind = "e-mail" if self.kind is TouchKind.EMAIL else self.kind.value
        return f"{kind} · {self.outcome}"

    @property
    def outcome(self) -> str:
        """What came of it: ``talked``, ``voicemail``, ``no answer``, ``they rang``, ``sent``."""
        if self.incoming:
            return {TouchKind.CALL: "they rang", TouchKind.VISIT: "they came"}.get(
                self.kind, "they wrote"
            )
        if self.reach is Reach.NO_ANSWER:
            return self.reach.value
        if self.reach is Reach.TWO_WAY:
            return "talked"
        return {TouchKind.CALL: "voicemail", TouchKind.VISIT: "left word"}.get(self.kind, "sent")


_CALL, _VISIT, _EMAIL = TouchKind.CALL, TouchKind.VISIT, TouchKind.EMAIL
TALKED = Contact(_CALL, Reach.TWO_WAY)
VOICEMAIL = Contact(_CALL, Reach.ONE_WAY)
NO_ANSWER = Contact(_CALL, Reach.NO_ANSWER)
THEY_RANG = Contact(_CALL, Reach.TWO_WAY, incoming=True)
VISIT = Contact(_VISIT, Reach.TWO_WAY)
NOT_IN = Contact(_VISIT, Reach.NO_ANSWER)
THEY_CAME = Contact(_VISIT, Reach.TWO_WAY, incoming=True)
EMAIL = Contact(_EMAIL, Reach.ONE_WAY)
THEY_WROTE = Contact(_EMAIL, Reach.TWO_WAY, incoming=True)
LETTER = Contact(TouchKind.LETTER, Reach.ONE_WAY)
THEIR_LETTER = Contact(TouchKind.LETTER, Reach.TWO_WAY, incoming=True)
MESSAGE = Contact(TouchKind.MESSAGE, Reach.ONE_WAY)
THEIR_MESSAGE = Contact(TouchKind.MESSAGE, Reach.TWO_WAY, incoming=True)

BY_WORD: dict[str, Contact] = {
    "call": TALKED,
    "voicemail": VOICEMAIL,
    "no-answer": NO_ANSWER,
    "they-rang": THEY_RANG,
    "visit": VISIT,
    "email": EMAIL,
    "they-wrote": THEY_WROTE,
    "letter": LETTER,
    "message": MESSAGE,
}
"""What can be said outright, by the word for it."""
_SAME = {
    "talked": "call",
    "vm": "voicemail",
    "noanswer": "no-answer",
    "theyrang": "they-rang",
    "theycalled": "they-rang",
    "they-called": "they-rang",
    "e-mail": "email",
    "mail": "email",
    "theywrote": "they-wrote",
    "text": "message",
    "visited": "visit",
}


def contact_of(word: str) -> Contact:
    """The contact that a word such as ``voicemail`` or ``no answer`` names; raises ``InvalidInput``."""
    plain = "-".join(word.lower().replace("_", " ").split())
    found = BY_WORD.get(_SAME.get(plain, plain))
    if found is None:
        raise InvalidInput(
            f"'{word}' is no way to be in touch", f"choose from {', '.join(BY_WORD)}", field="as"
        )
    return found


def understood(
    contact: Contact, on_day: date, today: date, customer: str = "", person: str = ""
) -> str:
    """``call · talked · today · Orchard Clinic · Dr Reyes``: what a line was taken for, first of all (§4)."""
    day = "today" if on_day == today else day_text(on_day, today)
    return " · ".join(part for part in (contact.words, day, customer, person) if part)
