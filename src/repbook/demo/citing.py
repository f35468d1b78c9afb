"""Whose words a reassurance shows: those of somebody of the same trade who allowed it (R65)."""

from __future__ import annotations

from ..domain.spine.kinds import EvidenceKind, LetterKind
from .sheet import Row, Sheet


def quote(sheet: Sheet) -> None:
    """Let every posted reassurance cite a testimonial that its reader has not seen, if there is one."""
    testimonials = sorted(
        (row for row in sheet.tables["evidence"] if row["kind"] == EvidenceKind.TESTIMONIAL),
        key=lambda row: row["on_day"],
        reverse=True,
    )
    seen: set[tuple[Row, Row]] = set()
    for letter in sheet.tables["letters"]:
        reader = letter["customer_id"]
        if letter["kind"] != LetterKind.REASSURANCE or letter["posted_on"] is None:
            continue
        for words in testimonials:
            if _may_show(words, letter) and (reader, words) not in seen:
                seen.add((reader, words))
                _cite(sheet, letter, words)
                break


def _may_show(words: Row, letter: Row) -> bool:
    theirs, reader = words["customer_id"], letter["customer_id"]
    allowed = words["permission_on"] is not None and words["permission_on"] <= letter["posted_on"]
    return allowed and theirs is not reader and theirs["industry"] == reader["industry"]


def _cite(sheet: Sheet, letter: Row, words: Row) -> None:
    said_by = f"{words['person_id']['name']}, {words['customer_id']['name']}"
    letter.values["body"] += f"\n\nThis is what {said_by} says:\n“{words['text']}”"
    sheet.add(
        "citations",
        customer_id=letter["customer_id"],
        letter_id=letter,
        evidence_id=words,
    )
