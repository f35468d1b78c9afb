"""What a letter rests on: it is read before it goes out, cites evidence, and answers follow-ups and asks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ...domain.letters.letter_lint import carried, lint
from ...domain.letters.letter_material import Draft, Material, may_show
from ...domain.spine import kinds as k
from ...domain.spine.rules import Rules
from ...errors import InvalidInput
from ...storage.book import lazy_tables as t
from ...storage.views import letters

if TYPE_CHECKING:
    from ...storage.book.book import Book
    from ...storage.book.work import Work

ANSWERS = {
    k.LetterKind.THANKS: k.FollowupKind.THANKS,
    k.LetterKind.REASSURANCE: k.FollowupKind.REASSURE,
    k.LetterKind.EVIDENCE: k.FollowupKind.EVIDENCE,
    k.LetterKind.AGENDA: k.FollowupKind.LETTER,
    k.LetterKind.THIRTY_DAY: k.FollowupKind.LETTER,
}
"""Which kind of follow-up a letter answers."""
STEPS = {k.LetterKind.AGENDA: "agenda-letter", k.LetterKind.THIRTY_DAY: "thirty-day"}
"""Two letters answer the same kind of follow-up: the agenda's step tells them apart."""
OF_A_SALE = frozenset(ANSWERS)
"""Letters that belong to a sale; without one named, to the newest."""


def must_stand(draft: Draft, made: Material, cited: Sequence[int], body: str) -> None:
    """Raise ``InvalidInput`` for the first line that may not go out; a few words carry no offer at least."""
    refused = lint(draft, made, cited) if body else carried(draft, made)
    if refused:
        raise InvalidInput(str(refused[0]), field="body" if body else "words")


def no_offer_in(work: Work, followup: t.Followup, words: str, rules: Rules) -> None:
    """Raise ``InvalidInput`` where what a thank-you or a reassurance said in short makes an offer."""
    kinds = {"thanks": k.LetterKind.THANKS, "reassure": k.LetterKind.REASSURANCE}
    kind = kinds.get(followup.kind)
    if kind is None or not words:
        return
    made = letters.material(work.book, followup.customer_id, rules, sale_id=followup.sale_id)
    refused = carried(Draft(kind, "", words), made)
    if refused:
        raise InvalidInput(str(refused[0]), field="note")


def no_offer(work: Work, letter: t.Letter, rules: Rules) -> None:
    made = letters.material(work.book, letter.customer_id, rules, sale_id=letter.sale_id)
    draft = Draft(k.LetterKind(letter.kind), letter.subject, letter.body)
    refused = carried(draft, made)
    if refused:
        raise InvalidInput(str(refused[0]), field="body")


def newest_sale(book: Book, customer_id: int, kind: k.LetterKind) -> int | None:
    if kind not in OF_A_SALE:
        return None
    found = book.row(
        "SELECT id FROM sales WHERE customer_id = ? AND cancelled_on IS NULL"
        " ORDER BY ordered_on DESC, id DESC LIMIT 1",
        (customer_id,),
    )
    return found[0] if found else None


def cite(work: Work, letter: t.Letter, evidence_ids: Sequence[int]) -> None:
    """Keep what a letter cites, each once; what it no longer cites goes."""
    wanted = dict.fromkeys(evidence_ids)
    for cited in work.find(t.Citation, letter_id=letter.id):
        if cited.evidence_id in wanted:
            del wanted[cited.evidence_id]
        else:
            work.remove(cited)
    for evidence_id in wanted:
        _may_cite(work, letter, work.get(t.Evidence, evidence_id))
        ids: dict[str, Any] = {"letter_id": letter.id, "evidence_id": evidence_id}
        work.add(t.Citation(customer_id=letter.customer_id, **ids))


def _may_cite(work: Work, letter: t.Letter, evidence: t.Evidence) -> None:
    """Raise ``InvalidInput`` for what belongs to another customer and may not be shown (R65)."""
    if evidence.customer_id == letter.customer_id:
        return
    allowed = may_show(evidence.permission_on, work.today)
    if evidence.kind != k.EvidenceKind.TESTIMONIAL or not allowed:
        raise InvalidInput(
            "another customer has not allowed us to show this",
            "ask them, and give the day on which they did (E)",
            field="cites",
        )


def tell(work: Work, letter: t.Letter) -> None:
    """The customer's own successes that a posted letter cites are told; one told before stays so."""
    for cited in work.find(t.Citation, letter_id=letter.id):
        evidence = work.get(t.Evidence, cited.evidence_id)
        if evidence.customer_id == letter.customer_id and evidence.told_on is None:
            evidence.told_on, evidence.told_by = work.today, "letter"
            evidence.letter_id = letter.id


def thank(work: Work, customer_id: int, ask_id: int | None) -> None:
    if ask_id is None:
        return
    ask = work.get(t.Ask, ask_id)
    if ask.customer_id != customer_id:
        raise InvalidInput("this ask belongs to another customer", "choose the ask again")
    ask.thanked_on = work.today


def answered(
    book: Book,
    customer_id: int,
    kind: k.LetterKind,
    followup_id: int | None,
    letter: t.Letter | None,
) -> int | None:
    if followup_id is not None or kind not in ANSWERS:
        return followup_id
    step = STEPS.get(kind, "")
    found = book.row(
        "SELECT id FROM followups WHERE customer_id = ? AND kind = ? AND state = 'open'"
        " AND (? = '' OR step = ?) AND sale_id IS coalesce(?, sale_id) ORDER BY due_on, id LIMIT 1",
        (customer_id, ANSWERS[kind], step, step, letter.sale_id if letter else None),
    )
    return found[0] if found else None
