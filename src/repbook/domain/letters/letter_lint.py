"""What may not go out in a letter, said line by line before it is posted (R25, R32, R65, invariant 5).

What a row says passes wherever its words are quoted; the rest is read word by word:

1. A figure must occur in a row that the letter cites, in a fact, an expectation, a day of the sale, or the rep's
   own data. A superlative must be somebody's words; a word such as "saved" or "on time" needs a cited
   success that speaks of the same, or the day of delivery that shows it.
2. At least one word must be this customer's own, beyond names.
3. A thank-you or reassurance carries no offer.
4. Another customer is shown only with permission, and named only then.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from ...wording import fold
from ..spine.kinds import LetterKind
from .letter_days import DAYS, MONTHS
from .letter_material import Draft, Evidence, Material, Refusal, may_show
from .letter_reading import (
    FIGURE,
    GAP,
    Strike,
    bare_figure,
    figures_in,
    found,
    holds,
    lines_of,
    whole,
    without,
)
from .letter_sources import days_of, given, names, their_words
from .stories import WORDS, shared_words, words_of

WITHOUT_OFFER = frozenset(
    (
        LetterKind.THANKS,
        LetterKind.NOTE,
        LetterKind.REASSURANCE,
        LetterKind.REFERRAL_THANKS,
        LetterKind.YEAR,
    )
)
"""The letters that thank or reassure, and so carry no offer."""
SENTENCE = re.compile(r"[^.!?]+[.!?]*")
WHEN = re.compile(
    r"^\s*\d{1,2}[.)]\s|\b\d{1,2}[:.]\d{2}\b|\b\d{1,2} ?[ap]m\b|\b\d{4}-\d{2}-\d{2}\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{'|'.join(MONTHS)})\b(?: \d{{4}}\b)?",
    re.IGNORECASE,
)
"""The number of a line, an hour, a day: figures that claim nothing."""
PUNCTUAL = ("on time", "on schedule")
CALENDAR = frozenset(name.lower() for name in (*MONTHS, *DAYS))
"""Names that a letter holds for other reasons than to name a customer."""


def lint(
    draft: Draft, material: Material, cited: Collection[int] = frozenset()
) -> tuple[Refusal, ...]:
    """Why a letter can't go out, line by line; nothing where it can. ``cited`` are the evidence it cites."""
    return (*carried(draft, material), *_unproved(draft, material, cited))


def offers(text: str) -> list[str]:
    """The words in a text that make an offer of it (invariant 5)."""
    return found(WORDS.OFFERS, without(WORDS.NO_OFFER, text))


def carried(draft: Draft, material: Material) -> tuple[Refusal, ...]:
    """The offers in a letter that thanks or reassures; their own words and names offer nothing."""
    if draft.kind not in WITHOUT_OFFER:
        return ()
    theirs = Strike([*names(material), *their_words(material)])
    return tuple(
        Refusal(number, line, f"a {draft.kind} letter carries no offer: take “{word}” out")
        for number, line in lines_of(draft)
        for word in offers(theirs(line))[:1]
    )


def substance(text: str, material: Material) -> frozenset[str]:
    """The words of a text that show one customer: no common word, no part of a name."""
    named = {word for name in names(material, sale=False) for word in words_of(name)}
    return frozenset(words_of(text)) - WORDS.COMMON - named


def _unproved(draft: Draft, m: Material, cited: Collection[int]) -> Iterator[Refusal]:
    rows = [row for row in (*m.evidence, *m.testimonials) if row.id in cited]
    yield from _strangers(draft, m, rows)
    if not _own_words(draft, m):
        yield Refusal(
            0, "", "nothing in it is this customer's own: take up a word of theirs, or their order"
        )
    proofs = [part for row in rows for part in (row.text, row.amount, row.source) if part]
    struck = Strike([*proofs, *names(m), *their_words(m), *given(m)])
    figures = figures_in(
        [*proofs, *names(m), *their_words(m), *given(m), *m.talked, *days_of(m, rows)]
    )
    for number, line in lines_of(draft):
        why = _claims(struck(line), line, m, rows, figures)
        if why:
            yield Refusal(number, line, why)
    if draft.kind is LetterKind.EVIDENCE and not _tells_success(draft, m, rows):
        yield Refusal(0, "", "no success of theirs is in it: write one down (e) and cite it")


def _claims(rest: str, line: str, m: Material, rows: list[Evidence], figures: set[str]) -> str:
    """What a line claims beside the rows' own words without a row that says so; empty if nothing."""
    bare = without(WORDS.NO_CLAIM, rest)
    for figure in FIGURE.findall(WHEN.sub(GAP, bare)):
        if bare_figure(figure) not in figures:
            return f"no row says “{figure}”: {_cite(figure, m, rows)}, or take it out"
    for word in found(WORDS.SUPERLATIVES, bare):
        return f"“{word}” is a claim: quote somebody who said it, or take it out"
    for sentence in SENTENCE.findall(bare):
        for word in found(WORDS.SUCCESSES, sentence):
            shown = _shown_by_days(word, m) or any(_alike(row, word, line) for row in rows)
            if not shown and _claimed(word, sentence):
                return f"“{word}” needs a success in writing: {_cite(word, m, rows)}"
    return ""


def _claimed(word: str, sentence: str) -> bool:
    """Whether a sentence says that it was so, rather than asks, hopes, or promises."""
    before = fold(sentence).partition(fold(word))[0]
    return not sentence.rstrip().endswith("?") and not found(WORDS.OPEN, before)


def _shown_by_days(word: str, m: Material) -> bool:
    """Whether the sale's own days show it: delivered by the day that was promised (R81)."""
    if word not in PUNCTUAL or m.live_on is None or m.promised_on is None:
        return False
    return m.live_on <= min(m.promised_on, m.today)


def _alike(row: Evidence, word: str, line: str) -> bool:
    """Whether a success speaks of what a line claims: the same claim, or a word in common."""
    said = f"{row.text} {row.amount}"
    return bool(found((word,), said)) or bool(set(shared_words(line, said)) - WORDS.COMMON)


def _cite(claim: str, m: Material, rows: list[Evidence]) -> str:
    """What to do for a claim: cite the success that would prove it, or write one down."""
    for row in m.evidence:
        said = f"{row.text} {row.amount}"
        if row not in rows and (claim in FIGURE.findall(said) or found((claim,), said)):
            return f"tick “{row.text[:40]}”"
    return "write the success down (e) and cite it"


def _strangers(draft: Draft, m: Material, rows: list[Evidence]) -> Iterator[Refusal]:
    """Other customers who are quoted or named without their permission (R65)."""
    lines = lines_of(draft)
    allowed = {row.customer for row in rows if may_show(row.permission_on, m.today)}
    for row in m.testimonials:
        if may_show(row.permission_on, m.today):
            continue
        place = next(((n, line) for n, line in lines if holds(line, row.text)), None)
        if place or row in rows:
            why = (
                f"{row.customer} has not allowed us to show their words: ask them, or take them out"
            )
            yield Refusal(*(place or (0, "")), why)
            allowed.add(row.customer)  # said once is enough
    ours = Strike([*names(m), *their_words(m), *given(m), *(row.text for row in m.evidence)])
    for number, line in lines:
        rest = ours(line)
        for name in m.strangers:
            if name not in rest or name in allowed or not _is_name(name):
                continue
            if re.search(whole(name), rest):
                why = f"{name} is another customer: cite words that they allowed us to show, or name nobody"
                yield Refusal(number, line, why)


def _tells_success(draft: Draft, m: Material, rows: list[Evidence]) -> bool:
    """Whether an evidence letter holds a success: one that it cites or quotes, or a delivery by the promised day (R81)."""
    if any(row in m.evidence for row in rows) or _shown_by_days(PUNCTUAL[0], m):
        return True
    body = fold(" ".join(draft.body.split()))
    return any(fold(" ".join(row.text.split())) in body for row in m.evidence)


def _is_name(name: str) -> bool:
    """Whether a customer's name can be told from a word that any letter holds."""
    return len(name) > 3 and bool(set(words_of(name)) - WORDS.COMMON - CALENDAR)


def _own_words(draft: Draft, m: Material) -> bool:
    said = frozenset(words_of(draft.body))
    own = [row.text for row in m.evidence]
    rows = [*own, *their_words(m), *m.talked, m.sale, m.referred, m.clipping]
    return any(said & substance(text, m) for text in rows)
