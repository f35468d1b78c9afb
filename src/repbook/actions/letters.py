"""Letters that went out: written by hand or elsewhere, kept here with what they told (R75, R76, R80)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..domain import kinds as k
from ..domain.model import Change
from . import fields as f
from .checked import checked, word
from .followups import tick
from .making import fill, make_touch, short

if TYPE_CHECKING:
    from ..storage.book import Book

from ..storage import late as t

ANSWERS = {
    k.LetterKind.THANKS: k.FollowupKind.THANKS,
    k.LetterKind.REASSURANCE: k.FollowupKind.REASSURE,
    k.LetterKind.EVIDENCE: k.FollowupKind.EVIDENCE,
    k.LetterKind.AGENDA: k.FollowupKind.LETTER,
    k.LetterKind.THIRTY_DAY: k.FollowupKind.LETTER,
}
"""Which kind of follow-up a letter answers."""


def posted(
    book: Book,
    customer_id: int,
    kind: str,
    *,
    by_hand: bool = False,
    words: str = "",
    followup_id: int | None = None,
    evidence_ids: tuple[int, ...] = (),
    op_id: str | None = None,
) -> Change:
    """A letter went out today: a one-way touch, the follow-up it answers ticked, evidence told.

    Without ``followup_id`` the customer's earliest open follow-up of that kind is the one answered.
    Raises ``InvalidInput`` for an unknown kind, ``NotFound`` where the customer or a row is gone.
    """
    with book.write("post a letter", op_id=op_id) as work:
        customer = work.get(t.Customer, customer_id)
        letter_kind = k.LetterKind(checked({"kind": word(k.LetterKind)}, {"kind": kind})["kind"])
        words = checked({"note": f.TOUCH["note"]}, {"note": words})["note"]
        followup = _answered(book, customer_id, letter_kind, followup_id)
        row = work.get(t.Followup, followup) if followup is not None else None
        sale_id = row.sale_id if row is not None else None
        touch = make_touch(
            work,
            customer_id,
            kind=k.TouchKind.NOTE if by_hand else k.TouchKind.LETTER,
            reach=k.Reach.ONE_WAY,
            on_day=work.today,
            note=words or f"{letter_kind} letter",
            sale_id=sale_id,
        )
        letter = work.add(
            t.Letter(
                customer_id=customer_id,
                sale_id=sale_id,
                touch_id=touch.id,
                kind=letter_kind,
                body=words,
                by_hand=by_hand,
                made_on=work.today,
                posted_on=work.today,
            )
        )
        if row is not None:
            tick(row, work.today, touch.id)
        for evidence_id in evidence_ids:
            evidence = work.get(t.Evidence, evidence_id)
            evidence.told_on, evidence.told_by, evidence.letter_id = work.today, "letter", letter.id
        work.label = f"{letter_kind} letter to {customer.name}"
    return work.change


def edit(book: Book, letter_id: int, *, op_id: str | None = None, **given: Any) -> Change:
    """Change what the book keeps of a letter: its ``subject`` and its ``body``."""
    with book.write("edit a letter", op_id=op_id) as work:
        letter = work.get(t.Letter, letter_id)
        fill(work, letter, f.LETTER, given)
        work.label = f"edit a letter: {short(letter.subject or letter.body or letter.kind)}"
    return work.change


def _answered(
    book: Book, customer_id: int, kind: k.LetterKind, followup_id: int | None
) -> int | None:
    if followup_id is not None or kind not in ANSWERS:
        return followup_id
    found = book.row(
        "SELECT id FROM followups WHERE customer_id = ? AND kind = ? AND state = 'open'"
        " ORDER BY due_on, id LIMIT 1",
        (customer_id, ANSWERS[kind]),
    )
    return found[0] if found else None
