"""Which columns hold a person's own words, and what stands there instead; a test holds every column of the book to it."""

from __future__ import annotations

ERASED = "erased"

WORDS: dict[str, tuple[str, ...]] = {
    "customers": (
        *("name", "folded", "state_reason", "industry", "website", "street", "city", "region"),
        *("postcode", "country", "goal", "note", "followed_from"),
    ),
    "people": (
        *("name", "folded", "role", "do_not", "note", "name_prefix", "given_name"),
        *("middle_name", "family_name", "name_suffix"),
    ),
    "routes": ("value", "digits", "label", "situation"),
    "addresses": ("label", "street", "city", "region", "postcode", "country"),
    "photos": ("head", "value"),
    "sales": ("title", "number", "note"),
    "touches": ("note",),
    "checks": ("words", "change_text", "gained", "works_well", "to_improve"),
    "problems": ("text", "plan", "resolution", "customer_said", "cause"),
    "promises": ("text", "reason"),
    "followups": ("what", "reason", "delegated_to"),
    "expectations": ("text", "words"),
    "letters": ("subject", "body", "source"),
    "evidence": ("text", "amount", "unit", "source", "tags", "told_by"),
    "facts": ("text", "said_by"),
    "asks": ("text", "answer", "outcome", "override_reason", "referred"),
    "dates": ("label",),
    "origins": ("external_id", "extra"),
    "reviews": ("learned", "page"),
}
"""What a person typed or a file said; all else is the program's own words, a number, a day, or a link."""

NAMES = frozenset(
    (
        *("name", "folded", "name_prefix", "given_name", "middle_name", "family_name"),
        *("name_suffix", "external_id"),
    )
)
"""What is somebody's own name, and so no mention of another of whom it has a word."""

NEEDED = {
    ("customers", "name"),
    ("customers", "folded"),
    ("sales", "title"),
    ("problems", "text"),
    ("promises", "text"),
    ("followups", "what"),
    ("expectations", "text"),
    ("evidence", "text"),
    ("asks", "text"),
}
"""Columns that may not be empty."""

GONE_WITH_A_PERSON = ("routes", "addresses", "photos", "dates", "facts", "apart")
"""The tables whose rows go with the person they are of; other rows stay with their customer, without words."""

OWN_WORDS = {
    "customers": ("tier", "state"),
    "routes": ("kind",),
    "sales": ("kind", "currency", "agenda"),
    "touches": ("at", "kind", "reach", "topic"),
    "checks": ("became",),
    "problems": ("severity", "known_at", "acknowledged_at", "planned_at", "resolution_kind"),
    "promises": ("state",),
    "followups": ("at", "kind", "source", "state", "step", "anchor", "unit"),
    "expectations": ("state",),
    "letters": ("kind",),
    "evidence": ("kind",),
    "facts": ("kind", "state"),
    "asks": ("kind",),
    "dates": ("kind",),
    "origins": ("said",),
    "sources": ("program", "entity"),
    "reviews": ("week", "card", "verdicts"),
    "mappings": ("headings", "program", "fields"),
}
"""The columns of text that hold the program's own words, or are seen to by themselves."""


def blank(table: str, column: str) -> str:
    """What stands in place of somebody's words."""
    return ERASED if (table, column) in NEEDED else ""
