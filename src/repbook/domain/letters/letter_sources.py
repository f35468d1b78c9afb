"""The texts that may speak in a letter: whose words they are, and the figures that they prove."""

from __future__ import annotations

from collections.abc import Iterable

from .letter_material import Evidence, Material


def names(m: Material, *, sale: bool = True) -> list[str]:
    """Who and what a letter is about."""
    own = [m.customer, m.person, m.rep.get("name", ""), m.rep.get("company", "")]
    return [*own, m.sale, m.referred] if sale else own


def their_words(m: Material) -> list[str]:
    """What the customer said: facts, expectations, gains."""
    said = [m.important, m.need, m.why_us, m.announced_need]
    return [
        *said,
        *m.vital,
        *m.gains,
        *m.works_well,
        *m.words,
        *m.heard,
        *(text for text, _ in m.expectations),
    ]


def given(m: Material) -> list[str]:
    """What is no claim: the rep's own data, whom to ask, the agenda, what a clipping or news says."""
    contacts = [*m.contacts, *m.contacts.values()]
    other = [m.number, m.clipping, m.clipping_source, m.announcement, m.announced_for]
    return [*m.rep.values(), *contacts, *other, *(words for _, words in m.steps)]


def days_of(m: Material, rows: Iterable[Evidence]) -> list[str]:
    """The days of the sale, its agenda, and the successes, in figures; and the years together."""
    days = {m.today, m.ordered_on, m.promised_on, m.live_on, *(day for day, _ in m.steps)}
    days |= {row.day for row in rows}
    return [
        form for day in days if day for form in (f"{day:%d %m %Y}", day.isoformat(), str(m.years))
    ]
