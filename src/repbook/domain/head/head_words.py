"""The words around how it was, as pieces of patterns, and the tests of what stands before and behind (§4)."""

from __future__ import annotations

import re

WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?|weds"
END = r"(?=\s*(?:$|[,;:.!…](?:\s|$)|:\D|\s[-–—]\s))"
"""A comma, a colon, a full stop, a dash between spaces, or the end."""
ARTICLE = r"(?:an?\s+|the\s+|another\s+|one\s+more\s+)?"
REP = r"(?:(?:i|we)(?:'ve|\s+have)?\s+)?(?:(?:just|also|then|now|finally|already)\s+)?"
NAME = r"(?!(?:I|We|Nobody|Noone|Not|Just|Also|Then|And|But|The|No|On)\b)(?-i:[A-Z][\w'’-]*(?:\s+[A-Z][\w'’-]*)?)"
THEM = r"(?:them|him|her|it|anyone|anybody|(?-i:[A-Z])[\w'’-]*)"
GOES_ON = rf"(?=\s+(?:(?:{WEEKDAY})|\d|about|re|regarding|because|for|to|with|on|at|from|that|again|twice|too|today|this|last|yesterday|in the)\b)"
ADVERB = r"(?=\s+\(?(?:x\s?\d|\d+\s?x|\d(?:st|nd|rd|th)|again|twice|yet|so far|at all|either|too|first|today|on (?:the |her |his |their )?(?:mobile|landline))\b)"
LINK = r"(?=\s+(?:about|re|regarding|concerning|with|to|at|for|because|asking|again|twice|too)\b)"
"""Words that go on from a label: "voicemail about the invoice", "visit with Ann"."""
FINITE = re.compile(
    r"\b(?:be|been|is|was|are|were|has|had|have|isn't|wasn't|bounced?|came|went|never|didn't|did|will|won't|should|needs?|must"
    r"|still|got|gets|needed|required|wanted|failed|planned|postponed|cancelled|canceled|moved|lost|missing|overdue|due|late|wrong|works?)\b",
    re.IGNORECASE,
)
"""A verb behind a noun makes the noun its subject: "the letter to the board is late"."""
MATTER = re.compile(
    r"\s+(?:address(?:es)?|account|server|system|order(?:s|ing)?|client|list|template|campaign|signature|merge|shot|room|head"
    r"|box(?:es)?|opener|attachments?|format|plan|schedule|centre|center|of\s+(?:credit|intent|attorney|recommendation))\b",
    re.IGNORECASE,
)
"""What a noun may belong to, so that it is the matter for certain: "email address changed"."""
# What phrases are put together from.
EMAIL = r"(?:e[- ]?mails?|mail)"
LETTER = r"(?:letter|card)"
MESSAGE = r"(?:(?:text|txt|sms|whats\s?app|linkedin|wa|dm)\s+(?:message|msg)|text|txt|sms|whatsapp|linkedin|message|msg)"
LEFT_THEM = r"left\s+(?:(?:him|her|them|(?-i:[A-Z])[\w'’-]*)\s+)?"
DAYISH = rf"(?=\s+(?:on\s+)?(?:last\s+)?(?:(?:{WEEKDAY})\b|yesterday|today|this\s|\d))"
VOICEMAIL = r"(?:v(?:oice)?\s?-?mail|vm|answer\s?-?phone|ansa\s?-?(?:ph|f)one|answering (?:machine|service))"
ADJECTIVE = (
    r"(?:(?:an?|the|quick|short|long|brief|first|second|third|\d+(?:st|nd|rd|th)|another|follow-?up|site|surprise|courtesy"
    r"|good|monthly|weekly|yearly|annual|regular|service|sales|joint)\s+)"
)
SOMEBODY_RANG = (
    r"(?!(?:i|we|they|she|he|cold|warm|who|not|never|nobody|noone|have|has|had|be|to|will|just|also|then|now|and|but|the|an?|finally"
    r"|already|again|twice|once|phone|line|bell|it|tried|got|no|so|or|when|if|as|that|was|is|\w+ed|\w+ly"
    r"|(?:supplier|haulier|courier|driver|engineer|rival|competitor|installer|fitter|agency|agent|bank|council"
    r"|warehouse|transport|lab|factory)s?)\b)"
    rf"[a-z][\w'’]*\s+(?:(?:rang|phoned|telephoned)(?:\s+in)?|called)(?:\s+(?:me|us|back|again))*(?:{END}|{GOES_ON})"
)
"""A name or a trade in small letters: "ann rang", "accounts phoned about the invoice"; none that may be a third party."""

LISTED = re.compile(
    r"(?=\s*,?\s*(?:and|or|&|/)\s|\s*,\s*(?:phone|fax|web|website|mobile|post|number|address|letter|e-?mail|mail|visit|voicemail)s?\b)",
    re.IGNORECASE,
)
"""A noun in a list of things: "email, phone and fax have changed"."""
TALK = re.compile(r"(?:(?:i|we)\s+)?(?:talked|spoke|chatted|discussed)\b", re.IGNORECASE)
CALLED = re.compile(rf"{REP}(?:talked|spoke|called|rang|phoned|chatted|tried)\b", re.IGNORECASE)
"""The rep says what the rep did: a day right behind it, or at its end, may be the day of the touch."""
ATTEMPT = re.compile(
    rf"{REP}(?:called|rang|phoned|tried|telephoned|dialled|chased|call|ring)\b[^,;:.]{{0,40}}?"
    r"(?:\s*[,;:.]\s+|\s+[-–—]\s+|\s*(?:->|=>|&|\(|/)\s*(?:got\s+|only\s+)?|\s+(?:but|and|then)\s+(?:got\s+|only\s+)?)",
    re.IGNORECASE,
)
"""An attempt, up to the words that say what came of it: "rang Ann twice, …", "called but got …"."""
NOBODY = re.compile(
    rf"\b(?:{VOICEMAIL}s?(?!\s+(?:set|is\s+not|system))|lvm|left\s+(?:\w+\s+){{0,2}}(?:message|msg|word|note|card)|no[\s-]+(?:answer|reply|response|pick-?up)"
    r"(?!\s+(?:needed|required|necessary|expected|yet\s+(?:on|about|from|to)))|(?:did\s?n['o]?t|did\s+not|never)\s+(?:answer|pick\s+up)|rang\s+out|"
    r"(?:nobody|no-?\s?one)\s+(?:answered|there|in|home|available|picked)|(?:could\s?n['o]?t|could\s+not|unable\s+to|failed\s+to|can'?t)\s+(?:reach|get\s+hold|get\s+through)"
    r"|unreachable|out\s+of\s+office|auto-?\s?reply|unsuccessful|attempted|not\s+answering|isn't\s+answering|(?:phone|mobile)\s+(?:is\s+|was\s+)?(?:switched\s+)?off|not\s+in\s+service"
    r"|wrong\s+number|reception\s+only|took\s+a\s+message|(?:could\s+not|could\s?n't)\s+connect|call\s+failed|put\s+me\s+through|(?:not|nobody)\s+at\s+home)\b",
    re.IGNORECASE,
)
"""Words that are mostly said where nobody was reached, wherever they stand."""
AWAY = re.compile(
    rf"(?:but\s+)?(?:(?:she|he|they|it|all|{NAME})\s*(?:(?:'s|'re)\s+|\s+(?=\w)))?(?:is\s+|are\s+|was\s+|were\s+)?(?:still\s+)?(?:in\s+a\s+meeting|on\s+(?:holiday|leave|vacation)|away"
    rf"|out|off\s+sick|closed|not\s+(?:in|there|available)|unavailable|tried(?:\s+\w+){{0,2}}|chased(?:\s+\w+)?)(?:{END}|(?=\s+(?:until|till|today|this|for|all)\b))",
    re.IGNORECASE,
)
"""Somebody else may have said so, or the rep may have stood before a closed door."""
MET = re.compile(
    rf"(?:(?:i|we|they|she|he|{NAME})\s+)?(?:talked|spoke|chatted|discussed|asked|says?|said|told|wants?|complained|agreed|confirmed|explained|mentioned)\b"
    rf"(?!\s+to\s+(?:(?:his|her|their|the|a)\s+)?{VOICEMAIL})",
    re.IGNORECASE,
)
"""They said something: it was a talk, whatever follows."""
PLANNED = re.compile(
    r"(?:is\s+|was\s+)?(?:planned|cancelled|canceled|postponed|moved|booked|scheduled|arranged|needed|requested|wanted|agreed|to\s+be)\b",
    re.IGNORECASE,
)
"""Behind "visit:" it tells of one that has not been."""
LEFT_IT = re.compile(rf"\bleft\s+(?:\w+\s+){{0,2}}(?:{VOICEMAIL}|message|msg)\b", re.IGNORECASE)
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
