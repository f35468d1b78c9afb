"""Letters: drafted, posted, kept with what they cite (R65, R75, R76, R80, R93, invariant 5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ...domain.letters.letter_material import Draft
from ...domain.spine import kinds as k
from ...domain.spine.model import Change
from ...domain.spine.rules import Rules
from ...errors import InvalidInput
from ...storage.book import lazy_tables as t
from ...storage.views import letters
from ...wording import count
from ..base import validators as f
from ..base.new_rows import belongs, fill, make_touch, short
from ..base.validation import line, validated, word
from .citing import answered, cite, must_stand, newest_sale, no_offer, tell, thank
from .followups import tick

if TYPE_CHECKING:
    from ...storage.book.book import Book
    from ...storage.book.work import Work

VALIDATORS = {
    **f.LETTER,
    "kind": word(k.LetterKind),
    "source": line(f.WHAT),
    "words": line(f.NOTE, lines=True),
}
NOTHING: Mapping[str, str] = MappingProxyType({})


def posted(
    book: Book,
    customer_id: int,
    kind: str,
    *,
    by_hand: bool = False,
    words: str = "",
    followup_id: int | None = None,
    evidence_ids: Sequence[int] = (),
    subject: str = "",
    body: str = "",
    letter_id: int | None = None,
    ask_id: int | None = None,
    need_id: int | None = None,
    person_id: int | None = None,
    sale_id: int | None = None,
    rep: Mapping[str, str] = NOTHING,
    contacts: Mapping[str, str] = NOTHING,
    rules: Rules,
    op_id: str | None = None,
) -> Change:
    """A letter went out today: a one-way touch, the follow-up it answers ticked, what it cites kept.

    ``body`` is what it said in full, and is read as the composer reads it; ``words`` say it in short, for a
    card that was written elsewhere. ``evidence_ids`` are what it cites: the customer's own count as told from
    today, another's testimonial is only cited. ``letter_id`` is a letter that was drafted before,
    ``ask_id`` the referral that it thanks for, ``need_id`` the need that its news answers (0: none is recorded). ``rep`` and
    ``contacts`` are those of the settings, which a letter may state. Without ``followup_id`` the
    customer's earliest open follow-up of that kind is the one answered.

    Raises ``InvalidInput`` for an unknown kind, for a letter that may not go out like this (its first
    line that is refused), and for one posted already; ``NotFound`` where a row is gone.
    """
    with book.write("post a letter", op_id=op_id) as work:
        customer = work.get(t.Customer, customer_id)
        said = _checked(kind=kind, subject=subject, body=body, words=words)
        letter_kind = said["kind"]
        letter = _drafted(work, customer_id, letter_id)
        if letter is not None and not said["body"] and not said["words"]:
            said["body"] = letter.body
        if letter is not None and not said["body"]:
            said["subject"] = said["subject"] or letter.subject
        followup = answered(book, customer_id, letter_kind, followup_id, letter)
        row = work.get(t.Followup, followup) if followup is not None else None
        linked = {
            "person_id": person_id or (letter.person_id if letter else None),
            "sale_id": sale_id
            or (row.sale_id if row else None)
            or (letter.sale_id if letter else None)
            or newest_sale(book, customer_id, letter_kind),
            "need_id": _need(letter, need_id),
        }
        belongs(work, customer_id, linked)
        draft = Draft(letter_kind, said["subject"], said["body"] or said["words"])
        made = letters.material(
            book,
            customer_id,
            rules,
            letter=letters.letter(book, letter_id) if letter_id is not None else None,
            ask_id=ask_id,
            **linked,
        )
        must_stand(draft, made._replace(rep=rep, contacts=contacts), evidence_ids, said["body"])
        touch = make_touch(
            work,
            customer_id,
            kind=k.TouchKind.NOTE if by_hand else k.TouchKind.LETTER,
            reach=k.Reach.ONE_WAY,
            on_day=work.today,
            note=said["words"] or said["subject"] or f"{letter_kind} letter",
            person_id=linked["person_id"],
            sale_id=linked["sale_id"],
        )
        letter = letter or _new(customer_id, letter_kind, work)
        letter.kind, letter.by_hand = letter_kind, by_hand
        letter.subject, letter.body = draft.subject, draft.body
        letter.touch_id, letter.posted_on = touch.id, work.today
        for column, value in linked.items():
            setattr(letter, column, value)
        letter = work.add(letter)
        if row is not None:
            tick(row, work.today, touch.id)
        cite(work, letter, evidence_ids)
        tell(work, letter)
        thank(work, customer_id, ask_id)
        work.label = f"{letter_kind} letter to {customer.name}"
    return work.change


def draft(
    book: Book,
    customer_id: int,
    kind: str,
    *,
    subject: str = "",
    body: str = "",
    by_hand: bool = False,
    letter_id: int | None = None,
    person_id: int | None = None,
    sale_id: int | None = None,
    source: str = "",
    need_id: int | None = None,
    evidence_ids: Sequence[int] = (),
    rules: Rules,
    op_id: str | None = None,
) -> Change:
    """A letter that is written and not posted yet: it waits under Letters. ``letter_id`` writes on at one.

    Raises ``InvalidInput`` where it carries an offer that it may not, or was posted already.
    """
    with book.write("keep a letter", op_id=op_id) as work:
        customer = work.get(t.Customer, customer_id)
        letter = _drafted(work, customer_id, letter_id)
        if letter is None:
            letter = draft_in(
                work,
                customer_id,
                kind,
                subject,
                body=body,
                person_id=person_id,
                sale_id=sale_id,
                source=source,
                need_id=_need(None, need_id),
            )
        else:
            said = _checked(kind=kind, subject=subject, body=body)
            letter.need_id = _need(letter, need_id)
            belongs(work, customer_id, {"need_id": letter.need_id})
            letter.subject, letter.body = said["subject"] or letter.subject, said["body"]
        letter.by_hand = by_hand
        no_offer(work, letter, rules)
        cite(work, letter, evidence_ids)
        work.label = f"keep a letter to {customer.name}: {letter.kind}"
    return work.change


def draft_in(
    work: Work,
    customer_id: int,
    kind: str,
    subject: str = "",
    *,
    body: str = "",
    person_id: int | None = None,
    sale_id: int | None = None,
    source: str = "",
    need_id: int | None = None,
) -> t.Letter:
    """A letter to write, in a transaction that is open already: a note after a call, a clipping (R75)."""
    said = _checked(kind=kind, subject=subject, body=body, source=source)
    linked = {"person_id": person_id, "sale_id": sale_id, "need_id": need_id}
    belongs(work, customer_id, linked)
    letter = _new(customer_id, said.pop("kind"), work)
    for column, value in {**said, **linked}.items():
        setattr(letter, column, value)
    return work.add(letter)


def clip(
    book: Book,
    customer_id: int,
    about: str,
    source: str = "",
    *,
    person_id: int | None = None,
    op_id: str | None = None,
) -> Change:
    """A clipping about the customer: what it says, and the page or address where it stands (R93).

    It becomes a letter with a compliment that waits to be posted (R94).
    """
    with book.write("a clipping", op_id=op_id) as work:
        customer = work.get(t.Customer, customer_id)
        validated({"about": line(f.TITLE, needed=True)}, {"about": about})
        kind = k.LetterKind.COMPLIMENT
        letter = draft_in(work, customer_id, kind, about, source=source, person_id=person_id)
        work.label = f"a clipping about {customer.name}: {short(letter.subject)}"
    return work.change


def announce(
    book: Book,
    title: str,
    words: str,
    customer_ids: Sequence[int],
    *,
    op_id: str | None = None,
) -> Change:
    """Something new, and what it is for: a letter to write to each of these customers (R92).

    Each letter keeps the need that it answers, or none where none is recorded (R39).
    """
    with book.write("announce", op_id=op_id) as work:
        validated({"title": line(f.TITLE, needed=True)}, {"title": title})
        if not customer_ids:
            raise InvalidInput("nobody is ticked", "tick a customer, or press Esc", field="to")
        needs = {one.customer_id: one.need_id for one in letters.needing(book, f"{title} {words}")}
        for customer_id in dict.fromkeys(customer_ids):
            work.get(t.Customer, customer_id)
            draft_in(
                work,
                customer_id,
                k.LetterKind.ANNOUNCEMENT,
                title,
                source=words,
                need_id=needs.get(customer_id),
            )
        whom = count(len(set(customer_ids)), "customer")
        work.label = f"announce {short(title)} to {whom}"
    return work.change


def edit(
    book: Book, letter_id: int, *, rules: Rules, op_id: str | None = None, **given: Any
) -> Change:
    """Change what the book keeps of a letter: its ``subject`` and its ``body``."""
    with book.write("edit a letter", op_id=op_id) as work:
        letter = work.get(t.Letter, letter_id)
        fill(work, letter, f.LETTER, given)
        no_offer(work, letter, rules)
        work.label = f"edit a letter: {short(letter.subject or letter.body or letter.kind)}"
    return work.change


def _checked(**given: Any) -> dict[str, Any]:
    return validated({name: VALIDATORS[name] for name in given}, given)


def _new(customer_id: int, kind: str, work: Work) -> t.Letter:
    return t.Letter(customer_id=customer_id, kind=k.LetterKind(kind), made_on=work.today)


def _need(letter: t.Letter | None, need_id: int | None) -> int | None:
    """The need that a letter answers: the one given, none for 0, else the one that it answered before."""
    if need_id is None:
        return letter.need_id if letter else None
    return need_id or None


def _drafted(work: Work, customer_id: int, letter_id: int | None) -> t.Letter | None:
    if letter_id is None:
        return None
    letter = work.get(t.Letter, letter_id)
    if letter.customer_id != customer_id:
        raise InvalidInput("this letter is to another customer", "choose the letter again")
    if letter.posted_on is not None:
        raise InvalidInput("this letter is posted already", "undo brings it back")
    return letter
