"""Talk of cancelling, returning, or a refund, and that they stay, in what the customer said (R63).

Talk lifts the risk to its floor and is a setback until they say that they stay. A complaint or an answer to a
check is in their words, so any such word counts. A note of a call is in the rep's, who may well write "cancel
Thursday's visit": there it takes the order, or their wish, beside the word. What is denied ("no refund needed",
"does not want to cancel") is no such talk. That they stay counts only where no *if* or *may* goes with it: an
alarm that rings once too often is a nuisance, one that is silent loses a customer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from ...wording import fold

THEIR_WORDS = (
    *("cancel", "refund", "return it", "returning it", "send it back", "sending it back"),
    *("money back", "give it back", "take it back"),
)
NOTED = (
    *("cancel the order", "cancel their order", "cancel this order", "cancel the contract"),
    *("cancel the sale", "cancel it all", "wants to cancel", "want to cancel", "wanted to cancel"),
    *("would cancel", "will cancel", "may cancel", "might cancel", "thinks of cancelling"),
    *(
        "think of cancelling",
        "thinking of cancelling",
        "spoke of cancelling",
        "talked of cancelling",
    ),
    *("speaks of cancelling", "threatens to cancel", "threatened to cancel", "a refund"),
    *("their money back", "our money back", "money back", "send it back", "sending it back"),
    *("return it", "returning it", "give it back", "take it back"),
)
DENIED = ("not", "no", "never", "without", "don't", "doesn't", "didn't", "won't", "wouldn't")
NEAR = 4
"""Words before such a phrase in which a denial counts."""

THEY_STAY = "They stay."
"""What the check form writes where the rep says so."""
_END = r"(?= *(?:[.,;:!)\n]|$| - )| (?:and|now|then|put)\b"
_STAYS = re.compile(
    r"\b(?:they|she|he|we|customer)(?:'re| are|'ll| will| is|'s)?(?: (?:want|wants|decided|have decided) to)? stay(?:s|ing)?"
    + _END
    + r"| (?:with us|after all|on board|customers?|loyal)\b)"
    r"|\bstay(?:s|ing)? (?:with us|after all|on board)\b"
    r"|\b(?:will|want to|wants to|decided to|happy to|glad to) stay" + _END + r"| customers?\b)"
    r"|\bke(?:ep|eps|eping) (?:the order|the contract|the machine|it|them) after all\b"
    r"|(?:(?<!can )(?<!could )(?<!did )\bnot|\b(?:don't|doesn't|won't|isn't|aren't)|\bno longer|\bnever)"
    r"(?: (?:going|to|want|wants|wish|be|thinking|of|planning|now))* cancel(?:l?ing)?"
    + _END
    + r"| (?:the order|their order|the contract|it|anything|any ?more|after all)\b)"
)
_MENTIONS = re.compile(r"cancel|refund|return|send|back|stay|after all", re.IGNORECASE)
"""What every such phrase has a word of: the other texts need not be read closely."""
_HEDGED = re.compile(
    r"\b(?:if|unless|whether|until|provided|may|might|maybe|perhaps|unsure|doubt\w*|hopes?|hoping|only|yet|"
    r"could|should|would)\b|\?|\bnot stay|n't stay|\bnot sure"
)


class Said(NamedTuple):
    """One text with its day and its place among those of the day: the touch that it came with."""

    kind: str
    on: date
    text: str
    place: int


def talk(said: Iterable[Said]) -> tuple[date | None, date | None]:
    """The last day on which they spoke of it, and the first since on which they said that they stay.

    Within one text the later phrase counts: "wanted to cancel, but they stay". Rows of one day go by their touches.
    """
    spoke: tuple[date, int] | None = None
    stays: date | None = None
    told = [row for row in said if _MENTIONS.search(row.text)]
    for row in sorted(told, key=lambda each: (each.on, each.place)):
        plain = fold(row.text).replace("’", "'")
        last = _last_talk(plain, NOTED if row.kind == "touch" else THEIR_WORDS)
        stay = _last_stay(plain)
        here = (row.on, row.place)
        if last > stay:
            spoke, stays = here, None
        elif stay > last and spoke is not None and stays is None and here > spoke:
            stays = row.on
    return (spoke[0] if spoke else None), stays


def _last_talk(said: str, phrases: tuple[str, ...]) -> int:
    """Where the last such phrase that is not denied begins; -1 for none."""
    last = -1
    for phrase in phrases:
        at = said.find(phrase)
        while at >= 0:
            before = said[:at].replace(",", " ").split()[-NEAR:]
            if not any(word in DENIED for word in before):
                last = max(last, at)
            at = said.find(phrase, at + 1)
    return last


def _last_stay(said: str) -> int:
    """Where they last say that they stay, in a sentence without an *if* or a *may*; -1 for nowhere."""
    last, begins = -1, 0
    for sentence in re.split(r"(?<=[.;!?\n])", said):
        found = [match.start() for match in _STAYS.finditer(sentence)]
        if found and not _HEDGED.search(sentence):
            last = begins + found[-1]
        begins += len(sentence)
    return last
