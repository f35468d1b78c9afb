"""Talk of cancelling, leaving, returning, or a refund, and that they stay, in what the customer said (R63).

Talk lifts the risk to its floor and is a setback until they say that they stay. A complaint or an answer to a
check is in their words, so any such word counts. A note of a call is in the rep's, who may well write "cancel
Thursday's visit": there it takes the order, or their wish, beside the word. That they leave is said in many ways
("will go to another supplier", "not going to renew"): ``words/leaving.txt`` has them, in the tongues of reps. What is
denied in its clause ("no refund needed", "does not want to cancel") is no such talk, and one of them who leaves
("Nina is leaving us") takes nobody along. That they stay counts only where no *if* or *may* goes with it: an
alarm that rings once too often is a nuisance, one that is silent loses a customer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from unicodedata import normalize

from ...domain.words.patterns import Patterns
from ...values import NamedTuple

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
LEAVING = Patterns("leaving")
NEAR = 4
"""Words before such a phrase, in its clause, in which a denial counts."""
_CLAUSE = r"[,;:.!?]\s|\s-\s|\b(?:but|so|and)\b"

THEY_STAY = "They stay."
"""What the check form writes where the rep says so."""
_END = r"(?= *(?:[.,;:!)\n]|$| - )| (?:and|now|then|put)\b"
_STAYS = (
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
_HEDGED = (
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
    told = [row for row in said if _worded(row.text)]
    for row in sorted(told, key=lambda each: (each.on, each.place)):
        text = _bare(row.text)
        last = _last_talk(text, NOTED if row.kind == "touch" else THEIR_WORDS)
        stay = _last_stay(text)
        here = (row.on, row.place)
        if last > stay:
            spoke, stays = here, None
        elif stay > last and spoke is not None and stays is None and here > spoke:
            stays = row.on
    return (spoke[0] if spoke else None), stays


class _Way(NamedTuple):
    """A way to say that they leave or stay: what it says, the words of which a text has one, its pattern."""

    says: str
    words: tuple[str, ...]
    name: str

    def within(self, text: str, low: str) -> Iterator[re.Match[str]]:
        """Where a text says so. Patterns are slow, so that none is tried where it can't match."""
        if any(map(low.__contains__, self.words)):
            pattern: re.Pattern[str] = getattr(LEAVING, self.name)
            yield from pattern.finditer(text)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Most of what is read says nothing of this, and needs none of them."""
    return re.compile(pattern)


@cache
def _ways() -> tuple[_Way, ...]:
    apart = ((name, *name.partition(": ")) for name in LEAVING if ": " in name)
    return tuple(_Way(says, tuple(words.split(", ")), name) for name, says, _, words in apart)


@cache
def _words() -> tuple[str, ...]:
    """The words of which a text has one that speaks of any of this."""
    plain = ("cancel", "refund", "return", "send", "sending", "back", "stay", "after all")
    every = {*plain, *(word for way in _ways() for word in way.words)}
    return tuple(word for word in every if not any(one in word for one in every - {word}))


def _worded(said: str) -> bool:
    low = (said if said.isascii() else _bare(said)).lower()
    return any(map(low.__contains__, _words()))


def _bare(text: str) -> str:
    """A text without accents and in single spaces. Its case tells names from words; what is shouted is said low."""
    text = " ".join(text.replace("’", "'").replace("ß", "ss").split())
    if not text.isascii():
        apart = normalize("NFKD", text)
        text = "".join(char for char in apart if not "\u0300" <= char <= "\u036f")
    return text.lower() if text.isupper() else text


def _last_talk(text: str, phrases: tuple[str, ...]) -> int:
    """Where the last such phrase that is not denied begins; -1 for none."""
    low, last = text.lower(), -1
    for phrase in phrases:
        at = low.find(phrase)
        while at >= 0:
            if not _denied(text[:at]):
                last = max(last, at)
            at = low.find(phrase, at + 1)
    for way in _ways():
        for match in way.within(text, low) if way.says != "stays" else ():
            before = text[: match.start()]
            denied = way.says != "no more" and _denied(before)
            if not denied and not (way.says == "leave" and _one_of_them(before, match[0])):
                last = max(last, match.start())
    return last


def _last_words(before: str) -> list[str]:
    """The last few words of the clause that goes on here."""
    return _compiled(_CLAUSE).split(before)[-1].split()[-NEAR:]


def _denied(before: str) -> bool:
    """Whether a denial stands in the last words of the clause."""
    return any(LEAVING.DENIED.search(word) for word in _last_words(before))


def _one_of_them(before: str, words: str) -> bool:
    """Whether it is one person who leaves: "Nina is leaving us", "she may leave us"."""
    if words.lower().startswith(("they", "we")):
        return False
    for word in reversed(_last_words(before)):
        if LEAVING.THEMSELVES.match(word):
            return False
        if word[0].isupper() or LEAVING.ONE.match(word):
            return True
    return False


def _last_stay(text: str) -> int:
    """Where they last say that they stay, in a sentence without an *if* or a *may*; -1 for nowhere."""
    last, begins = -1, 0
    for sentence in re.split(r"(?<=[.;!?\n])", text.lower()):
        found = [match.start() for match in _compiled(_STAYS).finditer(sentence)]
        stays = (way for way in _ways() if way.says == "stays")
        found += [match.start() for way in stays for match in way.within(sentence, sentence)]
        if found and not _compiled(_HEDGED).search(sentence):
            last = begins + max(found)
        begins += len(sentence)
    return last
