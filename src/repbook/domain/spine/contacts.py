"""How a touch came about, in the few words that a rep has for it: talked, voicemail, visit, they wrote."""

from __future__ import annotations

from datetime import date

from ...errors import InvalidInput
from ...values import NamedTuple
from ...wording import day_text
from .kinds import Reach, TouchKind


class Contact(NamedTuple):
    """What kind of touch it was, whether it reached them, and who began it: three columns of a touch."""

    kind: str
    """A ``TouchKind``."""
    reach: str
    """A ``Reach``."""
    incoming: bool = False

    @property
    def words(self) -> str:
        """``call · talked``, ``call · voicemail``, ``visit · talked``, ``e-mail · they wrote``."""
        return f"{self._noun} · {self.outcome}"

    @property
    def outcome(self) -> str:
        """What came of it: ``talked``, ``voicemail``, ``no answer``, ``they rang``, ``sent``."""
        if self.incoming:
            return _THEIRS.get(self.kind, "they wrote")
        if self.reach == Reach.NO_ANSWER:
            return self.reach
        if self.reach == Reach.TWO_WAY:
            return "talked"
        return _LEFT.get(self.kind, "sent")

    @property
    def said(self) -> str:
        """All of it in one word: ``voicemail``; for what has none, its parts: ``e-mail, answered``."""
        if self in WORDS:
            return WORDS[self]
        reach = "answered" if self.reach == Reach.TWO_WAY else self.reach
        return f"{self._noun}{' from them' if self.incoming else ''}, {reach}"

    @property
    def _noun(self) -> str:
        return "e-mail" if self.kind == TouchKind.EMAIL else self.kind


_THEIRS: dict[str, str] = {TouchKind.CALL: "they rang", TouchKind.VISIT: "they came"}
_LEFT: dict[str, str] = {TouchKind.CALL: "voicemail", TouchKind.VISIT: "left word"}


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

WORDS: dict[Contact, str] = {
    TALKED: "talked",
    VOICEMAIL: "voicemail",
    NO_ANSWER: "no answer",
    THEY_RANG: "they rang",
    VISIT: "visit",
    EMAIL: "e-mail",
    THEY_WROTE: "they wrote",
    MESSAGE: "message",
    THEIR_MESSAGE: "they messaged",
    LETTER: "letter",
    THEIR_LETTER: "their letter",
    NOT_IN: "not in",
    THEY_CAME: "they came",
    Contact(TouchKind.NOTE, Reach.ONE_WAY): "note by hand",
    Contact(TouchKind.TRAINING, Reach.TWO_WAY): "training",
    Contact(TouchKind.SURVEY, Reach.ONE_WAY): "survey sent",
    Contact(TouchKind.SURVEY, Reach.TWO_WAY, True): "survey back",
    Contact(TouchKind.NEWSLETTER, Reach.ONE_WAY): "newsletter",
}
"""The contacts that have a word of their own, those of the log form first and in its order."""

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


def offered(present: Contact) -> tuple[Contact, ...]:
    """Every contact that a touch may be given, with the one that it has."""
    return tuple(WORDS) if present in WORDS else (*WORDS, present)


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
