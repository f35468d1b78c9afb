"""The ways to say how a touch came about, in one table: the first phrase that matches is meant (§4).

A phrase says it outright ("left a voicemail", "she rang"), or it is a noun that may as well be the
matter ("visit went well", "letter of credit"): ``head_how`` weighs what follows a noun.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ..spine import contacts as c
from ..spine.contacts import Contact
from .head_words import (
    ADJECTIVE,
    ADVERB,
    ARTICLE,
    DAYISH,
    EMAIL,
    END,
    GOES_ON,
    LEFT_THEM,
    LETTER,
    LINK,
    MESSAGE,
    NAME,
    REP,
    SOMEBODY_RANG,
    THEM,
    VOICEMAIL,
    WEEKDAY,
)


class Phrase(NamedTuple):
    """A way to say how it was.

    A ``noun`` needs a comma, a colon or the end behind it, or words that go on from it. ``whole`` keeps
    the words in the note, because they say more than the kind does: a name, what was sent.
    """

    pattern: re.Pattern[str]
    contact: Contact | None
    noun: bool = False
    whole: bool = False
    trouble: str = ""
    """What has to be asked where these words stand, and nothing else says it."""


def _phrase(
    pattern: str,
    contact: Contact | None,
    *,
    noun: bool = False,
    whole: bool = False,
    trouble: str = "",
) -> Phrase:
    return Phrase(re.compile(pattern, re.IGNORECASE), contact, noun, whole, trouble)


_WHO = "did you leave it, or did they?"

PHRASES: tuple[Phrase, ...] = (
    # Voicemail
    _phrase(
        rf"(?:they|she|he|{NAME})\s+left\s+{ARTICLE}(?:{VOICEMAIL}|message)\b", None, trouble=_WHO
    ),
    _phrase(
        rf"{VOICEMAIL}\s+(?:from|by|of|received)\b|missed\b.{{0,20}}\bcalls?\b", None, trouble=_WHO
    ),
    _phrase(
        rf"{REP}left\s+(?:another|one\s+more)\s+(?:{VOICEMAIL}|message|msg)\b",
        c.VOICEMAIL,
        whole=True,
    ),
    _phrase(
        rf"{REP}left\s+{ARTICLE}(?:{VOICEMAIL}|message|msg)\b|lvm\b|voice-?mailed\b|vm'?e?d\b|l/?m{END}",
        c.VOICEMAIL,
    ),
    _phrase(rf"(?:vm|{VOICEMAIL}|msg|message)\s+left\b", c.VOICEMAIL),
    _phrase(rf"{REP}{LEFT_THEM}{ARTICLE}(?:{VOICEMAIL}|message|msg)\b", c.VOICEMAIL, whole=True),
    _phrase(rf"{REP}left\s+\w+\s+an?\s+(?:{VOICEMAIL}|message|msg)\b", c.VOICEMAIL, whole=True),
    _phrase(rf"{REP}left\s+word\b", c.VOICEMAIL, whole=True),
    _phrase(
        rf"(?:it\s+)?(?:went\s+|straight\s+|through\s+|only\s+)+(?:to\s+)?{VOICEMAIL}\b",
        c.VOICEMAIL,
    ),
    _phrase(
        rf"{REP}(?:got|reached|spoke to|talked to|only)\s+(?:(?:her|his|their|the|a|only|just)\s+)*{VOICEMAIL}\b(?!\s+from\b)",
        c.VOICEMAIL,
        whole=True,
    ),
    _phrase(rf"{VOICEMAIL}\b", c.VOICEMAIL, noun=True),
    # Nobody answered
    _phrase(
        rf"(?:still\s+)?no[\s-]+(?:answer|answ?|reply|response|luck|joy|success|pick-?up)(?:{END}|{ADVERB})|n/?a{END}",
        c.NO_ANSWER,
    ),
    _phrase(
        rf"no\s+(?:answer|reply|response)(?=\s+(?:{WEEKDAY}|yesterday|last|this|on|\d))",
        c.NO_ANSWER,
        noun=True,
    ),
    _phrase(
        r"no\s+(?:answer|reply|response)\b(?!\s+(?:needed|required|necessary|expected))",
        None,
        trouble="did nobody answer the call, or is an answer missing?",
    ),
    _phrase(
        r"(?:nobody|no\s?-?one)\s+(?:answered|picked\s+up|there|in|home|about|around|(?:was\s+)?available|replied)\b",
        c.NO_ANSWER,
    ),
    _phrase(
        rf"(?:they|she|he|{NAME})\s+(?:did\s?n['o]?t|did\s+not|never)\s+(?:pick\s+up|answer(?:\s+(?:the\s+phone|my\s+call))?){END}",
        c.NO_ANSWER,
        whole=True,
    ),
    _phrase(
        rf"(?:did\s?n['o]?t|did\s+not|never)\s+(?:pick\s+up|answer)(?:\s+the\s+phone)?(?:{END}|{ADVERB})|not\s+(?:picked\s+up|answered|reached){END}|unanswered{END}|(?:it\s+|phone\s+|just\s+)*(?:rang\s+out|kept\s+ringing){END}|hung\s+up{END}",
        c.NO_ANSWER,
    ),
    _phrase(
        rf"(?:she\s+is\s+|he\s+is\s+|they\s+are\s+)?(?:not\s+(?:in|there|available|reachable|at\s+(?:her|his|their)\s+desk)|unavailable|unreachable|out\s+of\s+office){END}",
        c.NO_ANSWER,
    ),
    _phrase(
        rf"(?:(?:the\s+)?line\s+(?:was\s+)?(?:busy|engaged|dead)|engaged(?:\s+tone)?|busy\s+(?:signal|tone|line)){END}",
        c.NO_ANSWER,
    ),
    _phrase(
        rf"{REP}(?:could\s?n['o]?t|could\s+not|can'?t|cannot|did\s?n['o]?t|did\s+not|was\s+unable\s+to|unable\s+to|failed\s+to)\s+(?:reach|get\s+hold\s+of|get\s+through\s+to|catch)\s+{THEM}\b",
        c.NO_ANSWER,
        whole=True,
    ),
    _phrase(
        rf"{REP}(?:could\s?n['o]?t|could\s+not|can'?t|cannot|did\s?n['o]?t|did\s+not|was\s+unable\s+to|unable\s+to)\s+get\s+through{END}",
        c.NO_ANSWER,
    ),
    _phrase(
        r"(?:could\s?n['o]?t|could\s+not|unable\s+to|can'?t|cannot)\s+(?:reach|get\s+hold\s+of|get\s+through|catch)\b",
        None,
        trouble="did you reach them?",
    ),
    _phrase(
        rf"(?:{REP}(?:tried|attempted)\s+(?:to\s+(?:call|ring|phone|reach)|calling|ringing|phoning|reaching)|attempted\s+(?:call|contact)|unsuccessful(?:\s+(?:call|attempt))?)(?:\s+{THEM})?(?:\s+(?:again|twice))?{END}",
        c.NO_ANSWER,
        whole=True,
    ),
    _phrase(
        rf"busy{END}|(?:mail|voice)\s?-?(?:box|mail)\s+(?:(?:is|was)\s+)?full\b|missed\s+(?:them|her|him|each\s+other){END}",
        None,
        trouble="did you reach them?",
    ),
    # They rang, they wrote, they came
    _phrase(
        rf"(?:they|she|he)\s+(?:called|rang|phoned|telephoned)(?:\s+(?:me|us|back|again|in|up))*(?:{END}|{GOES_ON}|(?=\s+(?:wants?|to|asking)\b))",
        c.THEY_RANG,
    ),
    _phrase(
        rf"{NAME}\s+(?:called|rang|phoned|telephoned)(?:\s+(?:me|us|back|again))*(?:{END}|{GOES_ON})",
        c.THEY_RANG,
        whole=True,
    ),
    _phrase(SOMEBODY_RANG, c.THEY_RANG, whole=True),
    _phrase(r"(?:called|rang|phoned)\s+(?:me|us)(?:\s+back)?\b", c.THEY_RANG),
    _phrase(r"(?:incoming\s+call|call\s+received)\b", c.THEY_RANG),
    _phrase(
        rf"(?:got|received|had)\s+{ARTICLE}(?:phone\s+)?call\s+from\b", c.THEY_RANG, whole=True
    ),
    _phrase(rf"(?:got|received|had)\s+{ARTICLE}{EMAIL}\b", c.THEY_WROTE, whole=True),
    _phrase(rf"(?:got|received|had)\s+{ARTICLE}letter\b", c.THEIR_LETTER, whole=True),
    _phrase(rf"(?:got|received|had)\s+{ARTICLE}{MESSAGE}\b", c.THEIR_MESSAGE, whole=True),
    _phrase(
        rf"(?:they|she|he|{NAME})\s+(?:(?:sent|replied|answered|ordered|confirmed|wrote|cancelled|declined)\b[^,;:]*\bby\s+(?:e-?mail|mail)|(?:answered|replied\s+to)\s+my\s+(?:e-?mail|mail))\b",
        c.THEY_WROTE,
        whole=True,
    ),
    _phrase(rf"(?:they|she|he|{NAME})\s+replied\b", None, trouble="how did they, and to what?"),
    _phrase(r"(?:call|phone\s+call)(?=\s+from\b)", c.THEY_RANG, noun=True),
    _phrase(
        rf"(?:they|she|he|{NAME})\s+(?:sent|wrote)\s+(?:me\s+|us\s+)?{ARTICLE}{EMAIL}\b",
        c.THEY_WROTE,
    ),
    _phrase(
        rf"(?:they|she|he|{NAME})\s+(?:sent|wrote)\s+(?:me\s+|us\s+)?{ARTICLE}{LETTER}\b",
        c.THEIR_LETTER,
    ),
    _phrase(
        rf"(?:they|she|he|{NAME})\s+(?:sent)\s+(?:me\s+|us\s+)?{ARTICLE}{MESSAGE}\b",
        c.THEIR_MESSAGE,
    ),
    _phrase(
        rf"(?:they|she|he)\s+(?:wrote(?:\s+(?:me|us|back|again))*(?:{END}|{GOES_ON})|(?:e-?mailed|mailed)(?:\s+(?:me|us|back))?\b)",
        c.THEY_WROTE,
    ),
    _phrase(
        rf"{NAME}\s+(?:wrote(?:\s+(?:me|us|back|again))*(?:{END}|{GOES_ON})|(?:e-?mailed|mailed)\b)",
        c.THEY_WROTE,
        whole=True,
    ),
    _phrase(r"(?:they|she|he)\s+(?:texted|messaged)(?:\s+(?:me|us|back))?\b", c.THEIR_MESSAGE),
    _phrase(rf"{NAME}\s+(?:texted|messaged)\b", c.THEIR_MESSAGE, whole=True),
    _phrase(
        r"(?:e-?mailed|mailed)\s+(?:me|us)\b|wrote\s+(?:me|us|back\s+to\s+me)\b",
        c.THEY_WROTE,
        whole=True,
    ),
    _phrase(r"(?:texted|messaged)\s+(?:me|us)\b", c.THEIR_MESSAGE, whole=True),
    _phrase(
        rf"(?:they|she|he)\s+(?:visited(?:\s+(?:me|us))?|came\s+(?:by|over|to\s+(?:see\s+)?(?:me|us))|dropped\s+in)(?:{END}|{GOES_ON})",
        c.THEY_CAME,
        whole=True,
    ),
    _phrase(rf"{EMAIL}\s+received\b", c.THEY_WROTE),
    _phrase(rf"{EMAIL}(?=\s+from\b)", c.THEY_WROTE, noun=True),
    _phrase(r"letter(?=\s+from\b)", c.THEIR_LETTER, noun=True),
    _phrase(rf"{MESSAGE}(?=\s+from\b)", c.THEIR_MESSAGE, noun=True),
    _phrase(
        rf"(?:a\s+|an\s+|new\s+|another\s+)*(?:new|another|incoming)\s+{EMAIL}\b",
        c.THEY_WROTE,
        whole=True,
    ),
    _phrase(
        rf"inbound\s+call\b|call-?back\s+from\b|(?:(?:they|she|he|{NAME})\s+)?returned\s+my\s+call\b",
        c.THEY_RANG,
        whole=True,
    ),
    _phrase(rf"(?:they|she|he)\s+came\s+(?:in|round)(?:{END}|{GOES_ON})", c.THEY_CAME, whole=True),
    # What the rep did
    _phrase(
        r"(?:visited|e-?mailed|mailed|texted|messaged|called|phoned)\s+by\b",
        None,
        trouble="by whom?",
    ),
    _phrase(
        rf"{REP}(?:visited|(?:dropped|popped|called)\s+in(?:{END}|{GOES_ON})|(?:stopped|dropped)\s+by(?:{END}|{GOES_ON}|(?=\s+(?:their|his|her|and|the|on)\b))|was\s+on\s+site\b)",
        c.VISIT,
    ),
    _phrase(rf"{REP}on\s+site(?:{END}|{DAYISH})", c.VISIT),
    _phrase(r"(?:\S+\s+){1,2}(?:letter|card)\s+(?:sent|posted)(?!\s+by)\b", c.LETTER, whole=True),
    _phrase(rf"(?:\S+\s+){{1,2}}{EMAIL}\s+sent(?!\s+by)\b", c.EMAIL, whole=True),
    _phrase(
        rf"{REP}met\s+(?:with|up|at|for)\b|(?:lunch|dinner|breakfast|coffee|drinks?)\s+with\b|{REP}saw\s+(?-i:[A-Z])[\w'’-]*\b|{REP}met\s+(?:them|her|him|(?-i:[A-Z])[\w'’-]*)\b|{REP}(?:saw|met)\s+(?:them|her|him)\s+(?:in\s+person|on\s+site)\b",
        c.VISIT,
        whole=True,
    ),
    _phrase(
        rf"{REP}(?:sent|wrote)\s+(?:(?:them|her|him)\s+)?{ARTICLE}{EMAIL}\b|{EMAIL}\s+sent(?!\s+by)\b",
        c.EMAIL,
    ),
    _phrase(
        rf"{REP}(?:sent|wrote|posted)\s+(?:(?:them|her|him)\s+)?{ARTICLE}letter\b|letter\s+(?:sent|posted)(?!\s+by)\b",
        c.LETTER,
    ),
    _phrase(
        rf"{REP}(?:sent|wrote|posted)\s+(?:(?:them|her|him)\s+)?{ARTICLE}card\b",
        c.LETTER,
        whole=True,
    ),
    _phrase(
        rf"{REP}(?:sent|wrote)\s+(?:(?:them|her|him)\s+)?{ARTICLE}{MESSAGE}\b|{MESSAGE}\s+sent(?!\s+by)\b",
        c.MESSAGE,
    ),
    _phrase(
        r"(?:an?\s+)?(?:reply|response|answer|enquiry|inquiry)\s+from\b|(?:inbound|incoming)\b",
        None,
        trouble="how did it come, and did you talk?",
    ),
    _phrase(
        rf"(?:(?=[iw]e?\s){REP}(?:answered|replied)|{REP}(?:sent|wrote))\b[^,;:]*\bby\s+(?:e-?mail|mail)\b",
        c.EMAIL,
        whole=True,
    ),
    _phrase(rf"{REP}sent\b[^,;:]*\bby\s+(?:letter|post)\b", c.LETTER, whole=True),
    _phrase(rf"{REP}(?:e-?mailed|mailed)\b|{REP}wrote\s+(?:to|back|them|her|him)\b", c.EMAIL),
    _phrase(
        rf"{REP}(?:texted|messaged|whats-?app(?:ed|'?d)|txt(?:'?d|ed)|msg'?d|dm'?d|pinged)\b",
        c.MESSAGE,
    ),
    _phrase(
        rf"{REP}(?:went|drove)\s+(?:to\s+see\s+(?:them|him|her|{NAME})|there|by|round|over)\b|{REP}called\s+(?:round|at\s+their)\b|{REP}met(?:{END}|{DAYISH})",
        c.VISIT,
        whole=True,
    ),
    _phrase(rf"(?:in\s+person|face\s+to\s+face){END}", c.VISIT),
    _phrase(rf"{REP}(?:sent|wrote)\s+(?:\S+\s+){{1,4}}{EMAIL}{END}", c.EMAIL, whole=True),
    _phrase(rf"{REP}(?:sent|wrote|posted)\s+(?:\S+\s+){{1,4}}{LETTER}{END}", c.LETTER, whole=True),
    _phrase(rf"{REP}(?:sent|wrote)\s+(?:\S+\s+){{1,4}}{MESSAGE}{END}", c.MESSAGE, whole=True),
    _phrase(
        r"(?:\S+\s+){0,3}?(?:sent|chased|reminded|follow(?:ed)?[- ]?up)\b[^,;:]*\b(?:by|via|per)\s+(?:e-?mail|mail)\b",
        c.EMAIL,
        whole=True,
    ),
    _phrase(rf"follow(?:ed)?[- ]?up\s+{EMAIL}{END}", c.EMAIL, whole=True),
    _phrase(
        r"(?:text|message|e-?mail|mail|ring|call|visit|phone)\s+(?:me|us|them|her|him|back|again|tomorrow|next)\b|(?:ring|call|phone)\s+(?-i:[A-Z])",
        None,
        trouble="was it so, or is it to be done?",
    ),
    _phrase(
        r"(?:(?:i|we)\s+)?(?:sent|posted|forwarded)\b|(?:replied|answered|confirmed|thanked|ordered|cancelled|declined)\s+by\s+(?:e-?mail|mail|letter|text|message|post)\b",
        None,
        trouble="how was it, and who was it?",
    ),
    _phrase(
        r"(?!(?:i|we|they|she|he|who|not|never|nobody|have|has|be|to|will)\b)\w+\s+(?:e-?mailed|mailed|texted|messaged|wrote)\b",
        None,
        trouble="who wrote to whom?",
    ),
    _phrase(
        rf"{ADJECTIVE}+visit(?:{END}|{DAYISH})|(?:meeting|mtg)(?:{END}|{DAYISH})|(?:meeting|mtg)(?=\s+(?:with|w/)\s*)",
        c.VISIT,
        whole=True,
    ),
    _phrase(
        rf"(?!(?:next|their|his|her|our|your|my|no|the|a|of|for|to|about|any|every|last)\b)[\w-]+\s+(?:visit|voicemail|vm){END}",
        None,
        trouble="was it that?",
    ),
    _phrase(rf"{ADJECTIVE}+{VOICEMAIL}(?:{END}|{DAYISH})", c.VOICEMAIL, whole=True),
    _phrase(rf"{ADJECTIVE}+{EMAIL}(?:{END}|{DAYISH})", c.EMAIL, whole=True),
    _phrase(rf"{ADJECTIVE}+{LETTER}(?:{END}|{DAYISH})", c.LETTER, whole=True),
    _phrase(rf"{ADJECTIVE}+{MESSAGE}(?:{END}|{DAYISH})", c.MESSAGE, whole=True),
    # Nouns, which may be the matter
    _phrase(rf"{ADJECTIVE}+visit\b", c.VISIT, noun=True),
    _phrase(r"letter(?=\s+of\s+(?:thanks|apology|welcome)\b)", c.LETTER, whole=True),
    _phrase(r"visit\b", c.VISIT, noun=True),
    _phrase(r"(?:e[- ]?mail|mail)\b(?!-)", c.EMAIL, noun=True),
    _phrase(r"letter\b", c.LETTER, noun=True),
    _phrase(rf"{MESSAGE}\b", c.MESSAGE, noun=True),
    _phrase(
        rf"(?:phone\s+|video\s+)?call(?={END}|{LINK}|{DAYISH})|talked(?=\s*:)|spoke(?=\s*:)",
        c.TALKED,
        noun=True,
    ),
)
# A phrase that stands earlier wins, so that "left a voicemail" is read before "voicemail".
