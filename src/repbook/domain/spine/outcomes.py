"""What a touch was, in a rep's words: talked, voicemail, they wrote. A kind, a reach, and who began it."""

from __future__ import annotations

from typing import NamedTuple

from .kinds import Reach, TouchKind

T, R = TouchKind, Reach


class Outcome(NamedTuple):
    """The three columns of a touch that say what it was."""

    kind: str
    reach: str
    incoming: bool = False


WORDS: dict[Outcome, str] = {
    Outcome(T.CALL, R.TWO_WAY): "talked",
    Outcome(T.CALL, R.ONE_WAY): "voicemail",
    Outcome(T.CALL, R.NO_ANSWER): "no answer",
    Outcome(T.CALL, R.TWO_WAY, True): "they rang",
    Outcome(T.VISIT, R.TWO_WAY): "visit",
    Outcome(T.EMAIL, R.ONE_WAY): "e-mail",
    Outcome(T.EMAIL, R.TWO_WAY, True): "they wrote",
    Outcome(T.MESSAGE, R.ONE_WAY): "message",
    Outcome(T.MESSAGE, R.TWO_WAY, True): "they messaged",
    Outcome(T.LETTER, R.ONE_WAY): "letter",
    Outcome(T.LETTER, R.TWO_WAY, True): "their letter",
    Outcome(T.VISIT, R.NO_ANSWER): "not in",
    Outcome(T.VISIT, R.TWO_WAY, True): "they came",
    Outcome(T.NOTE, R.ONE_WAY): "note by hand",
    Outcome(T.TRAINING, R.TWO_WAY): "training",
    Outcome(T.SURVEY, R.ONE_WAY): "survey sent",
    Outcome(T.SURVEY, R.TWO_WAY, True): "survey back",
    Outcome(T.NEWSLETTER, R.ONE_WAY): "newsletter",
}
"""The outcomes that have a word of their own, those of the log form first and in its order."""


def said(outcome: Outcome) -> str:
    """``voicemail``; for what has no word, its parts: ``e-mail, answered``."""
    if outcome in WORDS:
        return WORDS[outcome]
    kind = "e-mail" if outcome.kind == T.EMAIL else outcome.kind
    reach = "answered" if outcome.reach == R.TWO_WAY else outcome.reach
    return f"{kind}{' from them' if outcome.incoming else ''}, {reach}"


def offered(present: Outcome) -> tuple[Outcome, ...]:
    """Every outcome that a touch may be given, with the one that it has."""
    return tuple(WORDS) if present in WORDS else (*WORDS, present)
