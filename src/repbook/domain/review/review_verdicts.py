"""The keys that answer each card of a weekly review, in the order in which they are shown.

One key means one act, on every card and everywhere else: a key in braces is that of a command, as this rep has it. What
no command does has a key of its own here; ``R`` and ``X`` do on Customers what they do here.
"""

from __future__ import annotations

from .weekly_review import SKIPPED, Need, Verdict

DONE, LATER, REMOVE = "{done}", "{snooze}", "{remove}"
SKIP = Verdict("Space", "skip", SKIPPED)
LOOSEN = Verdict("R", "loosen the rhythm", "loosen", Need.RHYTHM)
_DATE = Verdict(LATER, "date it", "date", Need.DAY)
_DROP = Verdict(REMOVE, "drop it", "drop", Need.WORDS)
_TODAY = Verdict("o", "onto Today", "today")
LOOSE_END = (Verdict(DONE, "done", "done"), _TODAY, _DATE, _DROP, SKIP)
LETTER = (Verdict(DONE, "posted", "done"), _TODAY, _DROP, SKIP)
OURS = (
    Verdict(DONE, "kept", "kept"),
    Verdict(LATER, "a new day agreed", "agreed", Need.DAY),
    Verdict(REMOVE, "released", "release", Need.WORDS),
    SKIP,
)
THEIRS = (OURS[0]._replace(words="it came"), OURS[1], OURS[2]._replace(words="let it go"), SKIP)
YOUNG = (
    Verdict(DONE, "all is well", "well"),
    Verdict("o", "call today", "today"),
    _DATE._replace(words="call on a day"),
    SKIP,
)
SILENT = (
    Verdict("o", "call today", "today"),
    _DATE._replace(words="call on a day"),
    Verdict("g", "give it to somebody", "delegate", Need.WHO_AND_DAY),
    LOOSEN,
    Verdict("X", "off the book", "retire", Need.WORDS),
    SKIP,
)
UNTOLD = (
    Verdict(DONE, "told already", "told"),
    Verdict("{letter}", "a letter today", "tell"),
    SKIP,
)
ASK = (Verdict("{ask}", "ask this week", "ask"), SKIP)
IDEA = (Verdict("{fact}", "write it down", "idea", Need.WORDS), SKIP)
KEEP = (Verdict(DONE, "keep it for now", "seen"), SKIP)
SEEN = (Verdict(DONE, "seen", "seen"), SKIP)
