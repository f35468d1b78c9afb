"""What letters are made of, read from the book: a customer's rows, testimonials, whose need news answers."""

from __future__ import annotations

from datetime import date
from typing import Any

from ...domain.agenda.agenda import is_void
from ...domain.care.yearly import years_near
from ...domain.letters.letter import steps_for
from ...domain.letters.letter_material import Evidence, Material
from ...domain.letters.stories import shared_words
from ...domain.spine.fact_kinds import HEARD, TAKEN_UP, in_letters
from ...domain.spine.kinds import EvidenceKind, ExpectationState, FactKind, LetterKind
from ...domain.spine.rules import Rules
from ...errors import NotFound
from ...values import NamedTuple
from ...wording import fold
from ..book.book_file import BookFile
from ..book.queries import Queries

sql = Queries(__file__, "letters")


class LetterRow(NamedTuple):
    """One letter as the book holds it; days are ISO text."""

    id: int
    customer_id: int
    kind: LetterKind
    subject: str
    body: str
    by_hand: bool
    person_id: int | None
    sale_id: int | None
    source: str
    need_id: int | None
    made_on: str
    posted_on: str | None
    cites: tuple[int, ...] = ()


class Needing(NamedTuple):
    """A customer whose recorded need news may answer; ``words`` are the words that the two share."""

    customer_id: int
    customer: str
    need_id: int
    need: str
    words: tuple[str, ...]


def letter(book: BookFile, letter_id: int) -> LetterRow:
    """One letter with the evidence that it cites; raises ``NotFound``."""
    row = book.row(sql.LETTER, (letter_id,))
    if row is None:
        raise NotFound("this letter is no longer in the book", "undo may bring it back")
    cites = tuple(cited for (cited,) in book.rows(sql.CITES, row[:1]))
    found = dict(zip(LetterRow._fields, row, strict=False))
    return LetterRow(**{**found, "kind": LetterKind(found["kind"]), "cites": cites})


def material(
    book: BookFile,
    customer_id: int,
    rules: Rules,
    *,
    letter: LetterRow | None = None,
    person_id: int | None = None,
    sale_id: int | None = None,
    need_id: int | None = None,
    ask_id: int | None = None,
) -> Material:
    """What a letter to a customer may say; ``letter`` is the one that is being written, if it is kept already.

    Without ``sale_id`` it speaks of the newest sale. Facts in confidence are left out: no letter quotes them.
    Raises ``NotFound`` where the customer is gone.
    """
    today = book.clock.today()
    named = book.row("SELECT name, industry FROM customers WHERE id = ?", (customer_id,))
    if named is None:
        raise NotFound("this customer is no longer in the book", "undo may bring it back")
    if letter is not None:
        person_id, sale_id = person_id or letter.person_id, sale_id or letter.sale_id
        need_id = need_id or letter.need_id
    sale = book.row(sql.SALE, (customer_id, sale_id)) or (None, "", "", None, None, None, "")
    ids = {"customer": customer_id, "sale": sale[0], "person": person_id}
    person = book.row(sql.PERSON, ids)
    promised_on, live_on = _day(sale[4]), _day(sale[5])
    made = Material(
        customer=named[0],
        industry=named[1],
        person=person[0] if person else "",
        today=today,
        sale=sale[1],
        number=sale[2],
        ordered_on=_day(sale[3]),
        promised_on=promised_on,
        live_on=live_on,
        kind=sale[6],
        steps=steps_for(
            (day, step, what)
            for on, step, what in book.rows(sql.STEPS, (sale[0], today.isoformat()))
            if not is_void(step, day := date.fromisoformat(on), live_on or promised_on)
        ),
        expectations=tuple(
            (text, ExpectationState(state)) for text, state in book.rows(sql.EXPECTED, ids)
        ),
        years=_years(book, customer_id, today, rules),
        strangers=_texts(book, sql.STRANGERS, customer_id),
        talked=_texts(book, sql.TALKED, customer_id),
        announced_need="".join(_texts(book, sql.NEED, need_id)),
        referred="".join(_texts(book, sql.REFERRED, ask_id)),
    )
    made = _with_facts(book, customer_id, made)
    made = _with_evidence(book, customer_id, letter, made)
    return _with_letter(letter, made) if letter is not None else made


def needing(book: BookFile, words: str) -> tuple[Needing, ...]:
    """The customers whose recorded need shares a word with ``words``, by name; their closest need each (R92)."""
    found: dict[int, Needing] = {}
    for need_id, customer_id, customer, need, _ in book.rows(sql.NEEDS):
        shared = shared_words(words, need)
        best = found.get(customer_id)
        if shared and (best is None or len(shared) > len(best.words)):
            found[customer_id] = Needing(customer_id, customer, need_id, need, shared)
    return tuple(found.values())


# -- parts of the material -----------------------------------------------------------------------


def _with_facts(book: BookFile, customer_id: int, made: Material) -> Material:
    facts: dict[str, list[str]] = {}
    for kind, text in book.rows(sql.FACTS, (customer_id,)):
        facts.setdefault(kind, []).append(" ".join(text.split()))
    gains, well, heard = [], facts.get(FactKind.WORKS_WELL, []), []
    for words, gained, works_well, to_improve, change in book.rows(sql.CHECKS, (customer_id,)):
        gains += [gained] if gained else []
        well = [*well, works_well] if works_well else well
        heard += [said for said in (words, to_improve, change) if said]
    return made._replace(
        important=_first(facts, FactKind.IMPORTANT),
        need=_first(facts, FactKind.NEED),
        why_us=_first(facts, FactKind.WHY_US),
        vital=tuple(facts.get(FactKind.VITAL, ())),
        gains=tuple(gains),
        works_well=tuple(well),
        words=tuple(text for kind in in_letters(TAKEN_UP) for text in facts.get(kind, ())),
        heard=(*heard, *_all_else(facts)),
    )


def _all_else(facts: dict[str, list[str]]) -> list[str]:
    """What they said more than once, and what only the rep would take up."""
    more = [
        text
        for kind in (FactKind.IMPORTANT, FactKind.NEED, FactKind.WHY_US)
        for text in facts.get(kind, [])[1:]
    ]
    return more + [text for kind in in_letters(HEARD) for text in facts.get(kind, [])]


def _with_evidence(
    book: BookFile, customer_id: int, letter: LetterRow | None, made: Material
) -> Material:
    from json import loads

    rows = [
        Evidence(
            id=row[0],
            text=row[1],
            day=date.fromisoformat(row[2]),
            source=row[3],
            kind=EvidenceKind(row[4]),
            tags=row[5],
            permission_on=_day(row[6]),
            customer=row[7],
            told_on=_day(row[8]),
            amount=row[9],
            industry=row[10],
            person=row[11] or (row[3] if row[7] else ""),
            seen_on=_day(row[12]),
            seen_by=tuple(loads(row[13])),
        )
        for row in book.rows(
            sql.EVIDENCE, {"customer": customer_id, "letter": letter and letter.id}
        )
    ]
    others = [row for row in rows if row.customer]
    needs = " ".join(
        (
            made.need,
            made.important,
            *made.vital,
            *made.heard,
            *(text for text, _ in made.expectations),
        )
    )
    others.sort(key=lambda row: _distance(row, made.industry, needs))
    return made._replace(
        evidence=tuple(row for row in rows if not row.customer), testimonials=tuple(others)
    )


def _distance(row: Evidence, industry: str, needs: str) -> tuple[bool, int]:
    """How far a testimonial is from a customer: their trade first, then the needs that it speaks of (R65)."""
    said = f"{row.text} {row.tags}"
    trade = bool(industry) and (
        fold(industry) == fold(row.industry) or fold(industry) in map(fold, row.tags.split(","))
    )
    return not trade, -len(shared_words(needs, said))


def _with_letter(letter: LetterRow, made: Material) -> Material:
    """What a letter that is kept already says of itself: a clipping, news, the call it thanks for."""
    if letter.kind is LetterKind.COMPLIMENT:
        return made._replace(clipping=letter.subject, clipping_source=letter.source)
    if letter.kind is LetterKind.ANNOUNCEMENT:
        return made._replace(announcement=letter.subject, announced_for=letter.source)
    return made._replace(talked=(letter.subject, *made.talked))


def years_full(book: BookFile, customer_id: int, today: date, rules: Rules) -> int:
    """The years since the first sale that are full now, as ``yearly`` counts them; 0 where none are (R22)."""
    first = _first_sale(book, customer_id)
    return years_near(first, today, rules) if first else 0


def _years(book: BookFile, customer_id: int, today: date, rules: Rules) -> int:
    """Full years since the first sale, or those that are about to be full."""
    first = _first_sale(book, customer_id)
    if first is None:
        return 0
    passed = today.year - first.year - ((today.month, today.day) < (first.month, first.day))
    return years_near(first, today, rules) or passed


def _first_sale(book: BookFile, customer_id: int) -> date | None:
    row = book.row(sql.FIRST_SALE, (customer_id,))
    return _day(row[0]) if row else None


def _texts(book: BookFile, query: str, row_id: int | None) -> tuple[str, ...]:
    return tuple(text for (text,) in book.rows(query, (row_id,)))


def _first(facts: dict[str, list[str]], kind: FactKind) -> str:
    return next(iter(facts.get(kind, ())), "")


def _day(text: Any) -> date | None:
    return date.fromisoformat(text) if text else None
