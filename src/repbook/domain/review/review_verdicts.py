"""The keys that answer each card of a weekly review, in the order in which they are shown."""

from __future__ import annotations

from .weekly_review import Need, Verdict

SKIP = Verdict("s", "skip", "skip")
LOOSEN = Verdict("l", "loosen the rhythm", "loosen", Need.RHYTHM)
_DATE = Verdict("n", "date it", "date", Need.DAY)
_DROP = Verdict("x", "drop it", "drop", Need.WORDS)
_TODAY = Verdict("t", "today", "today")
LOOSE_END = (Verdict("d", "done", "done"), _TODAY, _DATE, _DROP, SKIP)
LETTER = (Verdict("d", "posted", "done"), _TODAY, _DROP, SKIP)
OURS = (
    Verdict("k", "kept", "kept"),
    Verdict("n", "a new day agreed", "agreed", Need.DAY),
    Verdict("x", "released", "release", Need.WORDS),
    SKIP,
)
THEIRS = (OURS[0]._replace(words="it came"), OURS[1], OURS[2]._replace(words="let it go"), SKIP)
YOUNG = (
    Verdict("t", "call today", "today"),
    _DATE,
    Verdict("o", "all is well", "well"),
    SKIP,
)
SILENT = (
    Verdict("t", "do today", "today"),
    _DATE,
    Verdict("g", "delegate", "delegate", Need.WHO_AND_DAY),
    LOOSEN,
    Verdict("x", "retire", "retire", Need.WORDS),
    SKIP,
)
UNTOLD = (Verdict("t", "a letter today", "tell"), Verdict("y", "told already", "told"), SKIP)
ASK = (Verdict("a", "ask this week", "ask"), SKIP)
IDEA = (Verdict("w", "write it down", "idea", Need.WORDS), SKIP)
SEEN = (Verdict("o", "seen", "seen"), SKIP)
