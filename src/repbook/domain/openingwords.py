"""The words by which a line says how it was, as patterns that are matched where a sentence begins (§4).

A phrase says it outright ("left a voicemail", "she rang"), or it is a noun that may as well be the
matter ("visit went well", "letter of credit"): ``openings`` weighs what follows a noun.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from . import contacts as c
from .contacts import Contact


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


WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?|weds"
END = r"(?=\s*(?:$|[,;:.!…](?:\s|$)|:\D|\s[-–—]\s))"
"""A comma, a colon, a full stop, a dash between spaces, or the end."""
_A = r"(?:an?\s+|the\s+|another\s+|one\s+more\s+)?"
_I = r"(?:(?:i|we)(?:'ve|\s+have)?\s+)?(?:(?:just|also|then|now|finally|already)\s+)?"
_NAME = r"(?!(?:I|We|Nobody|Noone|Not|Just|Also|Then|And|But|The|No|On)\b)(?-i:[A-Z][\w'’-]*(?:\s+[A-Z][\w'’-]*)?)"
_THEM = r"(?:them|him|her|it|anyone|anybody|(?-i:[A-Z])[\w'’-]*)"
_GOES_ON = r"(?=\s+(?:about|re|regarding|because|for|to|with|on|at|from|that|again|twice|too|today|this|last|yesterday|in the)\b)"
ADVERB = r"(?=\s+(?:again|twice|yet|so far|at all|either|too|first|today|on (?:the |her |his |their )?(?:mobile|landline))\b)"
LINK = r"(?=\s+(?:about|re|regarding|concerning|with|to|at|for|because|asking|again|twice|too)\b)"
"""Words that go on from a label: "voicemail about the invoice", "visit with Ann"."""
FINITE = re.compile(
    r"\b(?:be|been|is|was|are|were|has|had|have|isn't|wasn't|bounced?|came|went|never|didn't|did|will|won't|should|needs?|must"
    r"|still|got|gets|failed|planned|postponed|cancelled|canceled|moved|lost|missing|overdue|due|late|wrong|works?)\b",
    re.IGNORECASE,
)
"""A verb behind a noun makes the noun its subject: "the letter to the board is late"."""
MATTER = re.compile(
    r"\s+(?:address(?:es)?|account|server|system|order(?:s|ing)?|client|list|template|campaign|signature|merge|shot|room|head"
    r"|box(?:es)?|opener|attachments?|format|plan|schedule|centre|center|of\s+(?:credit|intent|attorney|recommendation))\b",
    re.IGNORECASE,
)
"""What a noun may belong to, so that it is the matter for certain: "email address changed"."""
_LIST = r"(?=\s*,?\s*(?:and|or|&|/)\s|\s*,\s*(?:phone|fax|web|website|mobile|post|number|address|letter|e-?mail|mail|visit|voicemail)s?\b)"


def _phrase(
    pattern: str,
    contact: Contact | None,
    *,
    noun: bool = False,
    whole: bool = False,
    trouble: str = "",
) -> Phrase:
    return Phrase(re.compile(pattern, re.IGNORECASE), contact, noun, whole, trouble)


_EMAIL, _LETTER = r"(?:e[- ]?mails?|mail)", r"(?:letter|card)"
_MESSAGE = r"(?:(?:text|sms|whatsapp)(?:\s+message)?|message|msg)"
_LEFT_THEM = r"left\s+(?:(?:him|her|them|(?-i:[A-Z])[\w'’-]*)\s+)?"
_DAYISH = rf"(?=\s+(?:on\s+)?(?:last\s+)?(?:(?:{WEEKDAY})\b|yesterday|today|this\s|\d))"
_VOICEMAIL = r"(?:voice\s?-?mail|vm|answerphone|answering machine)"
_ADJECTIVE = (
    r"(?:(?:an?|the|quick|short|long|brief|first|second|third|\d+(?:st|nd|rd|th)|another|follow-?up|site|surprise|courtesy"
    r"|good|monthly|weekly|yearly|annual|regular|service|sales|joint)\s+)"
)
_WHO = "did you leave it, or did they?"
_LEFT = "begin with 'left voicemail:' or 'they rang:'"

PHRASES: tuple[Phrase, ...] = (
    # Voicemail
    _phrase(
        rf"(?:they|she|he|{_NAME})\s+left\s+{_A}(?:{_VOICEMAIL}|message)\b", None, trouble=_WHO
    ),
    _phrase(
        rf"{_VOICEMAIL}\s+(?:from|by|of|received)\b|missed\b.{{0,20}}\bcalls?\b", None, trouble=_WHO
    ),
    _phrase(
        rf"{_I}left\s+(?:another|one\s+more)\s+(?:{_VOICEMAIL}|message|msg)\b",
        c.VOICEMAIL,
        whole=True,
    ),
    _phrase(rf"{_I}left\s+{_A}(?:{_VOICEMAIL}|message|msg)\b|lvm\b", c.VOICEMAIL),
    _phrase(rf"{_I}{_LEFT_THEM}{_A}(?:{_VOICEMAIL}|message|msg)\b", c.VOICEMAIL, whole=True),
    _phrase(rf"{_I}left\s+word\b", c.VOICEMAIL, whole=True),
    _phrase(
        rf"(?:it\s+)?(?:went\s+|straight\s+|through\s+|only\s+)+(?:to\s+)?{_VOICEMAIL}\b",
        c.VOICEMAIL,
    ),
    _phrase(
        rf"{_I}(?:got|reached|spoke to|talked to|only)\s+(?:(?:her|his|their|the|a|only|just)\s+)*{_VOICEMAIL}\b",
        c.VOICEMAIL,
        whole=True,
    ),
    _phrase(rf"{_VOICEMAIL}\b", c.VOICEMAIL, noun=True),
    # Nobody answered
    _phrase(
        rf"(?:still\s+)?no\s+(?:answer|reply|response|luck|joy|success|pick-?up)(?:{END}|{ADVERB})|n/?a{END}",
        c.NO_ANSWER,
    ),
    _phrase(
        rf"no\s+(?:answer|reply|response)(?=\s+(?:{WEEKDAY}|yesterday|last|this|on|\d))",
        c.NO_ANSWER,
        noun=True,
    ),
    _phrase(
        r"no\s+(?:answer|reply|response)\b",
        None,
        trouble="did nobody answer the call, or is an answer missing?",
    ),
    _phrase(
        r"(?:nobody|no\s?-?one)\s+(?:answered|picked\s+up|there|in|home|(?:was\s+)?available|replied)\b",
        c.NO_ANSWER,
    ),
    _phrase(
        rf"(?:they|she|he|{_NAME})\s+(?:did\s?n[o']t|did\s+not|never)\s+(?:pick\s+up|answer(?:\s+(?:the\s+phone|my\s+call))?){END}",
        c.NO_ANSWER,
        whole=True,
    ),
    _phrase(
        rf"(?:did\s?n[o']t|did\s+not|never)\s+(?:pick\s+up|answer)(?:\s+the\s+phone)?(?:{END}|{ADVERB})|not\s+(?:picked\s+up|answered|reached){END}|unanswered{END}|(?:it\s+|phone\s+|just\s+)*(?:rang\s+out|kept\s+ringing){END}|hung\s+up{END}",
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
        rf"{_I}(?:could\s?n[o']t|could\s+not|can't|cannot|did\s?n[o']t|did\s+not|was\s+unable\s+to|unable\s+to|failed\s+to)\s+(?:reach|get\s+hold\s+of|get\s+through\s+to|catch)\s+{_THEM}\b",
        c.NO_ANSWER,
        whole=True,
    ),
    _phrase(
        rf"{_I}(?:could\s?n[o']t|could\s+not|can't|cannot|did\s?n[o']t|did\s+not|was\s+unable\s+to|unable\s+to)\s+get\s+through{END}",
        c.NO_ANSWER,
    ),
    _phrase(
        r"(?:could\s?n[o']t|could\s+not|unable\s+to|can't|cannot)\s+(?:reach|get\s+hold\s+of|get\s+through|catch)\b",
        None,
        trouble="did you reach them?",
    ),
    _phrase(
        rf"(?:{_I}(?:tried|attempted)\s+(?:to\s+(?:call|ring|phone|reach)|calling|ringing|phoning|reaching)|attempted\s+(?:call|contact)|unsuccessful(?:\s+(?:call|attempt))?)(?:\s+{_THEM})?(?:\s+(?:again|twice))?{END}",
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
        rf"(?:they|she|he)\s+(?:called|rang|phoned|telephoned)(?:\s+(?:me|us|back|again|in|up))*(?:{END}|{_GOES_ON}|(?=\s+(?:wants?|to|asking)\b))",
        c.THEY_RANG,
    ),
    _phrase(
        rf"{_NAME}\s+(?:called|rang|phoned|telephoned)(?:\s+(?:me|us|back|again))*(?:{END}|{_GOES_ON})",
        c.THEY_RANG,
        whole=True,
    ),
    _phrase(r"(?:called|rang|phoned)\s+(?:me|us)(?:\s+back)?\b", c.THEY_RANG),
    _phrase(r"(?:incoming\s+call|call\s+received)\b", c.THEY_RANG),
    _phrase(rf"(?:got|received|had)\s+{_A}(?:phone\s+)?call\s+from\b", c.THEY_RANG, whole=True),
    _phrase(rf"(?:got|received|had)\s+{_A}{_EMAIL}\b", c.THEY_WROTE, whole=True),
    _phrase(rf"(?:got|received|had)\s+{_A}letter\b", c.THEIR_LETTER, whole=True),
    _phrase(rf"(?:got|received|had)\s+{_A}{_MESSAGE}\b", c.THEIR_MESSAGE, whole=True),
    _phrase(
        rf"(?:they|she|he|{_NAME})\s+(?:(?:sent|replied|answered|ordered|confirmed|wrote|cancelled|declined)\b[^,;:]*\bby\s+(?:e-?mail|mail)|(?:answered|replied\s+to)\s+my\s+(?:e-?mail|mail))\b",
        c.THEY_WROTE,
        whole=True,
    ),
    _phrase(rf"(?:they|she|he|{_NAME})\s+replied\b", None, trouble="how did they, and to what?"),
    _phrase(r"(?:call|phone\s+call)(?=\s+from\b)", c.THEY_RANG, noun=True),
    _phrase(
        rf"(?:they|she|he|{_NAME})\s+(?:sent|wrote)\s+(?:me\s+|us\s+)?{_A}{_EMAIL}\b", c.THEY_WROTE
    ),
    _phrase(
        rf"(?:they|she|he|{_NAME})\s+(?:sent|wrote)\s+(?:me\s+|us\s+)?{_A}{_LETTER}\b",
        c.THEIR_LETTER,
    ),
    _phrase(
        rf"(?:they|she|he|{_NAME})\s+(?:sent)\s+(?:me\s+|us\s+)?{_A}{_MESSAGE}\b", c.THEIR_MESSAGE
    ),
    _phrase(
        rf"(?:they|she|he)\s+(?:wrote(?:\s+(?:me|us|back|again))*(?:{END}|{_GOES_ON})|(?:e-?mailed|mailed)(?:\s+(?:me|us|back))?\b)",
        c.THEY_WROTE,
    ),
    _phrase(
        rf"{_NAME}\s+(?:wrote(?:\s+(?:me|us|back|again))*(?:{END}|{_GOES_ON})|(?:e-?mailed|mailed)\b)",
        c.THEY_WROTE,
        whole=True,
    ),
    _phrase(r"(?:they|she|he)\s+(?:texted|messaged)(?:\s+(?:me|us|back))?\b", c.THEIR_MESSAGE),
    _phrase(rf"{_NAME}\s+(?:texted|messaged)\b", c.THEIR_MESSAGE, whole=True),
    _phrase(
        r"(?:e-?mailed|mailed)\s+(?:me|us)\b|wrote\s+(?:me|us|back\s+to\s+me)\b",
        c.THEY_WROTE,
        whole=True,
    ),
    _phrase(r"(?:texted|messaged)\s+(?:me|us)\b", c.THEIR_MESSAGE, whole=True),
    _phrase(
        rf"(?:they|she|he)\s+(?:visited(?:\s+(?:me|us))?|came\s+(?:by|over|to\s+(?:see\s+)?(?:me|us))|dropped\s+in)(?:{END}|{_GOES_ON})",
        c.THEY_CAME,
        whole=True,
    ),
    _phrase(rf"{_EMAIL}\s+received\b", c.THEY_WROTE),
    _phrase(rf"{_EMAIL}(?=\s+from\b)", c.THEY_WROTE, noun=True),
    _phrase(r"letter(?=\s+from\b)", c.THEIR_LETTER, noun=True),
    _phrase(rf"{_MESSAGE}(?=\s+from\b)", c.THEIR_MESSAGE, noun=True),
    # What the rep did
    _phrase(
        r"(?:visited|e-?mailed|mailed|texted|messaged|called|phoned)\s+by\b",
        None,
        trouble="by whom?",
    ),
    _phrase(
        rf"{_I}(?:visited|(?:dropped|popped|called)\s+in(?:{END}|{_GOES_ON})|(?:stopped|dropped)\s+by\b|was\s+on\s+site\b)",
        c.VISIT,
    ),
    _phrase(rf"{_I}on\s+site(?:{END}|{_DAYISH})", c.VISIT),
    _phrase(r"(?:\S+\s+){1,2}(?:letter|card)\s+(?:sent|posted)(?!\s+by)\b", c.LETTER, whole=True),
    _phrase(rf"(?:\S+\s+){{1,2}}{_EMAIL}\s+sent(?!\s+by)\b", c.EMAIL, whole=True),
    _phrase(
        rf"{_I}met\s+(?:with|up|at|for)\b|(?:lunch|dinner|breakfast|coffee|drinks?)\s+with\b|{_I}saw\s+(?-i:[A-Z])[\w'’-]*\b|{_I}met\s+(?:them|her|him|(?-i:[A-Z])[\w'’-]*)\b|{_I}(?:saw|met)\s+(?:them|her|him)\s+(?:in\s+person|on\s+site)\b",
        c.VISIT,
        whole=True,
    ),
    _phrase(
        rf"{_I}(?:sent|wrote)\s+(?:(?:them|her|him)\s+)?{_A}{_EMAIL}\b|{_EMAIL}\s+sent(?!\s+by)\b",
        c.EMAIL,
    ),
    _phrase(
        rf"{_I}(?:sent|wrote|posted)\s+(?:(?:them|her|him)\s+)?{_A}letter\b|letter\s+(?:sent|posted)(?!\s+by)\b",
        c.LETTER,
    ),
    _phrase(
        rf"{_I}(?:sent|wrote|posted)\s+(?:(?:them|her|him)\s+)?{_A}card\b", c.LETTER, whole=True
    ),
    _phrase(
        rf"{_I}(?:sent|wrote)\s+(?:(?:them|her|him)\s+)?{_A}{_MESSAGE}\b|{_MESSAGE}\s+sent(?!\s+by)\b",
        c.MESSAGE,
    ),
    _phrase(
        rf"{_I}(?:sent|wrote|answered|replied)\b[^,;:]*\bby\s+(?:e-?mail|mail)\b",
        c.EMAIL,
        whole=True,
    ),
    _phrase(rf"{_I}sent\b[^,;:]*\bby\s+(?:letter|post)\b", c.LETTER, whole=True),
    _phrase(rf"{_I}(?:e-?mailed|mailed)\b|{_I}wrote\s+(?:to|back|them|her|him)\b", c.EMAIL),
    _phrase(rf"{_I}(?:texted|messaged|whatsapped)\b", c.MESSAGE),
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
        r"(?!(?:i|we|they|she|he|who|not|never|nobody|have|has|be|to|will)\b)\w+\s+(?:e-?mailed|texted|messaged|wrote)\b",
        None,
        trouble="who wrote to whom?",
    ),
    _phrase(
        rf"{_ADJECTIVE}+visit(?:{END}|{_DAYISH})|meeting(?:{END}|{_DAYISH})|meeting(?=\s+with\b)",
        c.VISIT,
        whole=True,
    ),
    _phrase(
        rf"(?!(?:next|their|his|her|our|your|my|no|the|a|of|for|to|about|any|every|last)\b)[\w-]+\s+(?:visit|voicemail|vm){END}",
        None,
        trouble="was it that?",
    ),
    _phrase(rf"{_ADJECTIVE}+{_VOICEMAIL}(?:{END}|{_DAYISH})", c.VOICEMAIL, whole=True),
    _phrase(rf"{_ADJECTIVE}+{_EMAIL}(?:{END}|{_DAYISH})", c.EMAIL, whole=True),
    _phrase(rf"{_ADJECTIVE}+{_LETTER}(?:{END}|{_DAYISH})", c.LETTER, whole=True),
    _phrase(rf"{_ADJECTIVE}+{_MESSAGE}(?:{END}|{_DAYISH})", c.MESSAGE, whole=True),
    # Nouns, which may be the matter
    _phrase(r"letter(?=\s+of\s+(?:thanks|apology|welcome)\b)", c.LETTER, whole=True),
    _phrase(r"visit\b", c.VISIT, noun=True),
    _phrase(r"(?:e[- ]?mail|mail)\b(?!-)", c.EMAIL, noun=True),
    _phrase(r"letter\b", c.LETTER, noun=True),
    _phrase(rf"{_MESSAGE}\b", c.MESSAGE, noun=True),
    _phrase(
        rf"(?:phone\s+|video\s+)?call(?={END}|{LINK}|{_DAYISH})|talked(?=\s*:)|spoke(?=\s*:)",
        c.TALKED,
        noun=True,
    ),
)
# A phrase that stands earlier wins, so that "left a voicemail" is read before "voicemail".

LISTED = re.compile(_LIST, re.IGNORECASE)
"""A noun in a list of things: "email, phone and fax have changed"."""
TALK = re.compile(r"(?:(?:i|we)\s+)?(?:talked|spoke|chatted|discussed)\b", re.IGNORECASE)
CALLED = re.compile(rf"{_I}(?:talked|spoke|called|rang|phoned|chatted|tried|met)\b", re.IGNORECASE)
"""The rep says what the rep did: a day right behind it, or at its end, may be the day of the touch."""
ATTEMPT = re.compile(
    rf"{_I}(?:called|rang|phoned|tried|telephoned|dialled|chased|call|ring)\b[^,;:.]{{0,40}}?"
    r"(?:\s*[,;:.]\s+|\s+[-–—]\s+|\s*(?:->|=>|&|\(|/)\s*(?:got\s+|only\s+)?|\s+(?:but|and|then)\s+(?:got\s+|only\s+)?)",
    re.IGNORECASE,
)
"""An attempt, up to the words that say what came of it: "rang Ann twice, …", "called but got …"."""
NOBODY = re.compile(
    rf"\b(?:{_VOICEMAIL}(?!\s+(?:set|is\s+not|system))|lvm|left\s+(?:\w+\s+){{0,2}}(?:message|msg|word)|no\s+(?:answer|reply|response|pick-?up)"
    r"(?!\s+(?:needed|required|necessary|yet\s+(?:on|about|from|to)))|(?:did\s?n[o']t|did\s+not|never)\s+(?:answer|pick\s+up)|rang\s+out|"
    r"(?:nobody|no-?\s?one)\s+(?:answered|there|in|home|available|picked)|(?:could\s?n[o']t|could\s+not|unable\s+to|failed\s+to|can't)\s+(?:reach|get\s+hold|get\s+through)"
    r"|unreachable|out\s+of\s+office|auto-?\s?reply|unsuccessful|attempted)\b",
    re.IGNORECASE,
)
"""Words that are mostly said where nobody was reached, wherever they stand."""
AWAY = re.compile(
    rf"(?:(?:she|he|they|it|{_NAME})\s*(?:'s|'re|is|are|was|were)\s+|was\s+|were\s+)?(?:still\s+)?(?:in\s+a\s+meeting|on\s+(?:holiday|leave|vacation)|away"
    rf"|out|off\s+sick|closed|not\s+(?:in|there|available)|unavailable)(?:{END}|(?=\s+(?:until|till|today|this|for|all)\b))",
    re.IGNORECASE,
)
"""Somebody else may have said so, or the rep may have stood before a closed door."""
MET = re.compile(
    rf"(?:(?:i|we|they|she|he|{_NAME})\s+)?(?:talked|spoke|chatted|discussed|asked|says?|said|told|wants?|complained|agreed|confirmed|explained|mentioned)\b"
    rf"(?!\s+to\s+(?:(?:his|her|their|the|a)\s+)?{_VOICEMAIL})",
    re.IGNORECASE,
)
"""They said something: it was a talk, whatever follows."""
PLANNED = re.compile(
    r"(?:is\s+|was\s+)?(?:planned|cancelled|canceled|postponed|moved|booked|scheduled|arranged|needed|requested|wanted|agreed|to\s+be)\b",
    re.IGNORECASE,
)
"""Behind "visit:" it tells of one that has not been."""
LEFT_IT = re.compile(rf"\bleft\s+(?:\w+\s+){{0,2}}(?:{_VOICEMAIL}|message|msg)\b", re.IGNORECASE)
THEIR_PAST = re.compile(
    r"(?:(?:i|we|they|she|he)\s+(?:(?:both|all|then|also)\s+)?)?(?:talked|spoke|called|rang|phoned|chatted|discussed|agreed|asked|told"
    r"|said|complained|confirmed|wanted|promised|mentioned|explained|met|saw|had\s+a\s+(?:call|talk|chat|meeting|visit)|went\s+through)\b",
    re.IGNORECASE,
)
"""What was said or done at a contact, right behind a day: "yesterday we agreed", "on mon talked"."""
TO_DO = re.compile(
    r"(?:(?:they|we|i|he|she|it|you)\s*(?:will|shall|'ll|are\s+going|is\s+going|am\s+going)|will|shall|'ll|going\s+to|to\s+\w+"
    r"|(?:call|ring|send|bring|check|ask|meet|remind|phone|write|order|deliver|visit|collect|email|mail)\s+(?:me|us|them|her|him|back|again|the|a|an|for|in|to|about|(?-i:[A-Z]))"
    r")\b|(?:call|ring|send|bring|check|remind|deliver|collect)\b",
    re.IGNORECASE,
)
"""What is still to be done, or will be: a weekday in front of it may be one to come."""
