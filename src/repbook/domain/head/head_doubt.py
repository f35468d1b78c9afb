"""Words at the head of a line that hint at no talk at all, so that it is asked (§4).

Without words that say how it was, a line is a call, talked, today, and that clears the silence. So what
tells of a plan ("need to ring them"), of nothing heard ("hasn't rung back"), of somebody else who answered
("spoke to reception, Ann is out"), of a locked door, or of a contact in words that the table of phrases
does not have, is asked about, not taken for a talk.
"""

from __future__ import annotations

import re
from datetime import date

from ...errors import InvalidInput
from ...wording import day_text
from ..days.dates import parse_when
from . import head_words as w
from .head_how import CLAUSE, how_at

REACHED = "did you reach them?"
HOW_WAS_IT = "how was it?"
NOT_YET = "was it so, or is it to be done?"

_NOT = r"(?:n['o]?t|not|never|nothing|no)"
_REP = r"(?:(?:i|we|i'm|im|we're)\s+)?"
_TOUCH = (
    r"(?:call|ring|phone|telephone|dial|visit|e-?mail|mail|text|message|whatsapp|contact|chase|write|reach"
    r"|speak\s+(?:to|with)|talk\s+(?:to|with)|get\s+(?:hold|back|through|in\s+touch|on\s+to)|give\s+\w+\s+a\s+(?:call|ring|bell|buzz|shout)"
    r"|(?:pop|drop|call|nip|swing|stop|go)\s+(?:in|by|round|over|and\s+see)|see\s+\w+|meet\s+\w+|catch\s+(?:him|her|them)|try)"
)
_TOUCHED = (
    r"(?:call(?:ed|ing)?|r[aiu]ng|ringing|phon(?:e|ed|ing)|visit(?:ed|ing)?|e-?mail(?:ed|ing)?|mailed|text(?:ed|ing)?|messaged?|wrote|written|write"
    r"|repl(?:y|ied)|respond(?:ed)?|answer(?:ed|ing)?|hear(?:d|ing)?|sp[eo]ken?|talk(?:ed|ing)?|reach(?:ed)?|connect(?:ed)?|contact(?:ed)?"
    r"|g[eo]t(?:ten)?\s+(?:back|hold|through|thru|round|an?\s+(?:reply|answer))|c[oa]me\s+back|pick(?:ed|ing)?\s+up|returned|met|seen|see)\b(?!\s+(?:needed|required|necessary|expected|please|wanted))"
)
_PLAN = re.compile(
    rf"{_REP}(?:still\s+|just\s+|really\s+|also\s+)?(?:(?:was|were|am|are|had|'m)\s+)?"
    r"(?:going\s+to|gonna|about\s+to|due\s+to|supposed\s+to|meant\s+to|meaning\s+to|plan(?:ning|ned|s)?\s+to|want(?:ed)?\s+to|intend(?:ing|ed)?\s+to"
    r"|need(?:s|ed)?\s+to|ha(?:ve|d)\s+to|got\s+to|gotta|must|should|ought\s+to|will|shall|might|may|could|forgot(?:ten)?\s+to|remember\s+to|hop(?:e|ed|ing)\s+to"
    rf"|tried\s+to|trying\s+to|try\s+(?:to|and)|didn't\s+manage\s+to|let's|to)\s+(?:also\s+|re-?)?{_TOUCH}(?:ing)?\b"
    r"|(?:will\s+|must\s+|to\s+)?(?:re-?)?(?:try|call|ring|phone|chase)(?:\s+(?:him|her|them))?\s+(?:again|later)\b|forgot\b",
    re.IGNORECASE,
)
_SILENT = re.compile(
    rf"(?:\w+\s+){{0,2}}?(?:ha[sd]|have|did|do(?:es)?|was|were|wo|ca|could|can|would|is|are)?\s*{_NOT}\s+(?:yet\s+|been\s+(?:able\s+to\s+)?|managed\s+to\s+|even\s+|actually\s+|to\s+)*{_TOUCHED}"
    r"|(?:heard\s+nothing|no\s+(?:word|news|sign|call\s?back|contact)\b|nothing\s+(?:back|heard|yet|from)|not\s+(?:a\s+word|a\s+peep)|radio\s+silence|silence\b|crickets)"
    r"|(?:still\s+)?(?:a?waiting|chasing)\s+(?:to\s+hear|(?:for\s+|on\s+)?(?:an?\s+|the\s+|his\s+|her\s+|their\s+|him|her|them|\w+\s+to\s+(?:call|ring|reply|come\s+back|get\s+back|respond))\s*(?:call|reply|answer|response|to\s|back|$))",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:reception(?:ist)?|secretary|switch\s?board|gate\s?keeper|front\s+desk|answering\s+service|(?:his|her|their|the)\s+(?:pa|assistant|wife|husband|mum|son|colleague))\b",
    re.IGNORECASE,
)
_GONE = re.compile(
    rf"\b(?:out|{_NOT}\s+(?:in|there|about|around|available|joy|luck|free)|off|away|unavailable|on\s+(?:leave|hols?|holidays?|annual|lunch|another|the\s+other|a\s+call|the\s+phone)"
    r"|in\s+(?:a\s+|the\s+)?(?:mtg|meeting)s?|busy|engaged|tied\s+up|pass(?:ed|es|ing)?\s+(?:it|on|my|the|a)|will\s+(?:tell|pass|let|get|ask)|'ll\s+(?:tell|pass|let|get|ask)"
    r"|t[ao]ok?e?\s+(?:a\s+|my\s+)?(?:msg|message|number|name)|left|msg|message|(?:call|ring|try)\s+(?:back|again)|ill|sick|back\s+(?:on|in|at|next|tomorrow|later))\b",
    re.IGNORECASE,
)
_ABSENT = re.compile(
    r"(?:but\s+|\w+\s+but\s+)?(?:(?:the\s+|his\s+|her\s+)?[\w'’]+\s+)?(?:is\s+|was\s+|are\s+|were\s+|has\s+|had\s+|'s\s+)?(?:still\s+|just\s+|currently\s+|all\s+|again\s+)?"
    r"(?:not\s+in(?=\s*(?:$|[,;:.!]|[-–—]|(?:until|til|till|today|this|yet|but|now|again|for|on|or|-)\b))|not\s+(?:there|about|around|available|free|home)|unavailable|n/a|in\s+(?:an?other\s+|a\s+|the\s+)?(?:mtg|meeting)s?|on\s+(?:leave|hols?|holidays?|vacation|annual|mat|lunch|another|the\s+other|a\s+call)"
    r"|gone\s+(?:home|to|for)|left\s+for\s+the\s+day|tied\s+up|(?:too|very)\s+busy|off\s+(?:sick|ill|today|work|til|till|until)"
    rf"|(?:away|out|shut|closed|locked(?:\s+up)?|engaged|busy)(?:{w.END}|(?=\s+(?:until|til|till|today|this|for\s+(?:the|a)|all)\b)))",
    re.IGNORECASE,
)
_TRIED = re.compile(
    rf"{w.REP}(?:called|rang|phoned|tried|visited|went|drove|dropped|popped|stopped|chased|knocked|returned)\b",
    re.IGNORECASE,
)
_DEAD = re.compile(
    r"(?:(?:the|their|his|her|my)\s+)?(?:number|phone|line|mobile|mob|tel|landline|(?:voice|mail|in)\s?-?(?:box|mail)|vm)\s+(?:is\s+|was\s+|just\s+|has\s+been\s+)?(?:not\s+(?:recogni[sz]ed|working|in\s+use)"
    r"|un\w+able|dead|off|disconnected|cut\s+off|full|engaged|busy|wrong|no\s+longer|doesn'?t|does\s+not|isn'?t|rang\s+out|goes\s+dead|keeps\s+ringing)|(?:got\s+)?cut\s+off\b|(?:they|she|he|[\w'’]+)\s+(?:hung\s+up|rang\s+off)\b|hung\s+up\b",
    re.IGNORECASE,
)
_UNTOLD = re.compile(
    rf"(?:{w.REP}|[\w'’]+\s+)(?:(?:bumped|ran)\s+into|nipped\s+\w+|swung\s+\w+|been\s+(?:to|over|round)|(?:came|popped|dropped|called|walked|stopped|turned)\s+(?:in|by|round|over|up|past)\b(?!\s+sick))"
    rf"|{w.REP}(?:dropped|popped|took|handed|delivered)\s+(?:off|(?:\w+\s+){{1,3}}(?:off|round|over|through|to\s+(?:them|him|her)))\b|{w.REP}(?:rang|phoned|called)\s+in\b"
    rf"|{w.REP}(?:met|saw)\s+(?!(?:the|all|our|their|his|her|its|target|every|no)\b)[\w'’]+(?:{w.END}|\s+(?:at|in|on|re|about|for|with)\b)"
    r"|(?:\w+\s+){1,4}(?:sent|posted|e-?mailed|mailed|texted|faxed|messaged)(?=\s*(?:$|[,;:.!]))|(?:(?:they|she|he|[\w'’]+)\s+)?(?:replied|responded|messaged|texted|wrote)\b(?!\s+(?:off|down|up)\b|\s+to\s+(?:the|their|a)\s+(?!e?-?mail))"
    r"|(?:txt|wa|dm|inmail|ansa\w*|linked\s?in|whats\s?app|telegram|slack|insta\w*|facebook|fb|skype)(?:'?d|ed)?\b(?:\s+(?:msg|message|sent|to|re|on)\b|\s*$|\s*[,:])"
    r"|(?:mtg|lunch|coffee|dinner|breakfast|brekkie|drinks|beers?|pint|catch-?\s?up)\b\s*(?:at|@|with|w/|in)"
    r"|(?:flyer|leaflet|brochure|mailshot|newsletter|postcard|samples?|gift|hamper|flowers|card)\b\s*(?:sent|posted|out|$|[,:])|(?:thank\s?-?you|xmas|christmas|birthday)\s+card\b",
    re.IGNORECASE,
)
_IN_VAIN = re.compile(
    r"\b(?:nothing|nobody|no-?\s?one|no\s+(?:pick|ans|reply|luck|joy|response)\w*|zilch|nada|in\s+vain|without\s+(?:success|luck|reply))\b",
    re.IGNORECASE,
)
_AHEAD_LIMIT = 5  # words; no longer phrase stands in front of a colon as a day


def doubt(text: str, at: int, today: date, day_first: bool | None) -> tuple[str, str] | None:
    """The words that have to be asked about, and the question; None where nothing hints at no talk.

    ``at`` is where the words begin behind a day that was said.
    """
    clause = _clause(text, at)
    if w.MET.match(text, at) and not _OTHERS.search(text, at):
        return None
    planned = _PLAN.match(text, at)
    if planned:
        return planned[0].strip(), NOT_YET
    silent = _SILENT.match(clause)
    if silent:
        return silent[0].strip(), REACHED
    other = _OTHERS.search(text, at)
    if other and (_GONE.search(text, at) or other[0].lower().startswith(("gate", "answering"))):
        return other[0].strip(), REACHED
    for pattern, question in ((_DEAD, REACHED), (_ABSENT, REACHED), (_UNTOLD, HOW_WAS_IT)):
        found = pattern.match(clause)
        if found:
            return found[0].strip(" ,:"), question
    if _TRIED.match(clause) and _IN_VAIN.search(clause):
        return clause.strip(" ,:"), REACHED
    return _tried(text, at)


def tried_in_vain(text: str, at: int) -> str:
    """What says that nobody was there, in the clause behind an attempt: "called, closed"."""
    if not _TRIED.match(text, at):
        return ""
    for stop in re.finditer(r"[,;.:]\s+|\s[-–—]\s+|\s+but\s+", text[at:]):
        rest = text[at + stop.end() :]
        if w.MET.match(rest):
            return ""
        found = _ABSENT.match(rest) or _DEAD.match(rest)
        if found:
            return found[0].strip()
    return ""


def _tried(text: str, at: int) -> tuple[str, str] | None:
    words = tried_in_vain(text, at)
    return (words, REACHED) if words else None


def day_ahead(text: str, today: date, day_first: bool | None) -> InvalidInput | None:
    """A question where a day to come stands in front of how it was: "tomorrow: visit", "next week visit"."""
    for gap in re.finditer(r"\s*(?::(?!\d)|,|\s[-–—])?\s+|:(?=[^\s\d])", text):
        said = text[: gap.start()].strip()
        if len(said.split()) > _AHEAD_LIMIT:
            break
        if not said or not how_at(text, gap.end()):
            continue
        try:
            day = parse_when(said, today, day_first=day_first).day
        except InvalidInput:
            continue
        if day > today:
            return InvalidInput(
                f"'{said}' is {day_text(day, today)}, still to come",
                "write what is to be done behind >, or begin with 'talked:'",
                field="day",
            )
    return None


def _clause(text: str, at: int) -> str:
    found = CLAUSE.match(text, at)
    end = found.end() if found and found.end() > at else len(text)
    return text[at : end + 1] if end < len(text) else text[at:end]
