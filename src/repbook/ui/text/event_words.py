"""Glyphs and words for what happened, told alike in the timeline, the brief, and the ledgers.

The marks of the capture line stand for the same things here: ``*`` a success, ``!`` a promise.
"""

from __future__ import annotations

from datetime import date

from ...domain.shown.customer_views import CustomerRow, Event
from ...domain.spine.kinds import Band
from ...domain.spine.model import Risk, RiskPart, Silence
from ...wording import MONTHS, SCORE_WORDS

MARKS: dict[str, tuple[str, str]] = {
    "touch": ("·", "quiet"),
    "check": ("=", "learning"),
    "promise": ("!", "due"),
    "problem": ("?", "due"),
    "evidence": ("*", "good"),
    "fact": ("@", "key"),
    "expectation": ("~", "quiet"),
    "sale": ("✦", "excitement"),
    "followup": (">", "learning"),
    "letter": ("✎", "text"),
    "ask": ("»", "key"),
}
"""The glyph of each kind of row, and its role."""

STEPS: dict[tuple[str, str], tuple[str, str]] = {
    ("problem", "planned"): ("?", "learning"),
    ("problem", "solved"): ("✓", "learning"),
    ("problem", "they say"): ("✓", "good"),
    ("problem", "still solved"): ("✓", "good"),
    ("promise", "kept"): ("✓", "good"),
    ("promise", "late"): ("✓", "due"),
    ("promise", "broken"): ("✗", "alarm"),
    ("promise", "released"): ("!", "quiet"),
    ("promise", "renegotiated"): ("!", "quiet"),
    ("expectation", "met"): ("✓", "good"),
    ("expectation", "partly"): ("◐", "due"),
    ("expectation", "unmet"): ("✗", "due"),
    ("sale", "live"): ("◆", "learning"),
}
"""The glyph of what became of a row, and its role."""

TOUCHES = {
    "call": "☎",
    "visit": "⌂",
    "email": "✉",
    "message": "✉",
    "letter": "✎",
    "note": "✎",
    "training": "◫",
    "survey": "≡",
    "newsletter": "≡",
}
"""The glyph of each kind of touch."""
EXPECTED = {
    "met": ("✓", "$settled"),
    "partly": ("◐", "$due"),
    "unmet": ("✗", "bold $due"),
    "not asked": ("?", "$quiet"),
}
"""How an expectation stands, as a glyph and its colour."""


BANDS = {Band.SAVE: "alarm", Band.AT_RISK: "due"}
"""The roles of the bands that warn."""


BRIEFER = {"area affected": "area", "still solved": "holds"}
"""Shorter words for steps whose own would take room from every sentence beside."""


def event_words(event: Event) -> tuple[str, str, str]:
    """The glyph, the role, and the word of a line of a timeline."""
    mark, role = MARKS.get(event.kind, ("·", "quiet"))
    if event.kind == "touch":
        role = "text" if event.state == "two-way" else "quiet"
        return TOUCHES.get(event.what, mark), role, event.said
    if event.kind == "check":
        score = int(event.state) if event.state.lstrip("-").isdigit() else 0
        return mark, "due" if score < 0 else "good", SCORE_WORDS.get(score, "check")
    mark, role = STEPS.get((event.kind, event.what), (mark, role))
    return mark, role, BRIEFER.get(event.said, event.said)


def name_of(row: CustomerRow) -> str:
    """A customer's name; with the town, the person, or a number where another bears the same (F18)."""
    if not row.twin:
        return row.name
    return f"{row.name} · {row.city or row.person or f'no. {row.id}'}"


def day_short(day: date | None, today: date) -> str:
    """``3 Jun``, with the year where it is another one; empty for no day."""
    if day is None:
        return ""
    text = f"{day.day} {MONTHS[day.month - 1]}"
    return text if day.year == today.year else f"{text} {day.year}"


def day_brief(day: date | None, today: date) -> str:
    """``3 Jun``; in another year ``Jun 2024``: for tables, where the year matters more than the day."""
    if day is None:
        return ""
    month = MONTHS[day.month - 1]
    return f"{day.day} {month}" if day.year == today.year else f"{month} {day.year}"


def silence_text(silence: Silence) -> str:
    """``12/30 d``: how long, out of how long it may be; ``unknown`` where no contact is known."""
    if silence.unknown:
        return "unknown"
    return f"{silence.ago}/{silence.limit} {silence.unit}"


def silence_role(silence: Silence) -> str:
    """The role of a silence: forgotten, overdue, or as it should be."""
    if silence.forgotten:
        return "alarm"
    return "due" if silence.overdue else "quiet"


def risk_text(risk: Risk) -> str:
    """The number; ``?`` where nobody can know."""
    return str(risk.score) if risk.known else "?"


def risk_role(band: Band) -> str:
    """The role of a risk: an alarm where the customer is to be saved, a warning where they are at risk."""
    return BANDS.get(band, "quiet")


def risk_style(band: Band, calm: str) -> str:
    """The same as a style; ``calm`` where there is nothing to warn of."""
    return f"bold ${BANDS[band]}" if band in BANDS else calm


def points(part: RiskPart) -> str:
    """``+25`` or ``−8``, in whole points."""
    rounded = int(abs(part.points) + 0.5)
    return f"{'−' if part.points < 0 else '+'}{rounded}"


def money_text(cents: int | None, currency: str = "") -> str:
    """``1 240.00 EUR``; empty where there is no amount, and in words where currencies are mixed."""
    if cents is None:
        return "mixed" if currency == "mixed" else ""
    whole, rest = divmod(abs(cents), 100)
    sign = "−" if cents < 0 else ""
    return f"{sign}{whole:,}".replace(",", " ") + f".{rest:02} {currency}".rstrip()
