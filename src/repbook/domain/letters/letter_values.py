"""What the placeholders of a letter stand for, from rows alone: a placeholder without a row has no value."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from ..spine.kinds import EvidenceKind, ExpectationState, SaleKind
from .letter_days import date_text, day_of_week, lately, years_text
from .letter_lint import substance
from .letter_material import Evidence, Material, may_show
from .letter_texts import REMEMBERED

SUCCESSES = 5
"""Successes that one letter tells; a longer list is not read."""


def values_of(m: Material, named: Collection[str] = ()) -> dict[str, tuple[str, ...]]:
    """The values of every placeholder, none where the book has nothing; ``named`` are those of the template."""
    live = m.live_on if m.live_on is not None and m.live_on <= m.today else None
    planned = m.live_on or m.promised_on
    punctual = live is not None and m.promised_on is not None and live <= m.promised_on
    unseen = (row for row in m.testimonials if row.seen_on is None)
    shown = next((row for row in unseen if may_show(row.permission_on, m.today)), None)
    by_state: dict[ExpectationState, list[str]] = {state: [] for state in ExpectationState}
    for text, state in m.expectations:
        by_state[ExpectationState(state)].append(text)
    many: dict[str, Iterable[str]] = {
        "step": (f"{day_of_week(day, m.today)}: {words}" for day, words in m.steps),
        "contact": (f"{situation}: {who}" for situation, who in m.contacts.items() if who),
        "vital": m.vital,
        "met": by_state[ExpectationState.MET],
        "partly": by_state[ExpectationState.PARTLY],
        "unmet": by_state[ExpectationState.UNMET],
        "gain": (*m.gains, *(_amount(row) for row in m.evidence if row.kind == EvidenceKind.GAIN)),
        "works_well": m.works_well,
        "success": (_success(row, m.today) for row in _to_tell(m, named)),
    }
    one: dict[str, str] = {
        "dear": m.person or m.customer,
        "customer": m.customer,
        "person": m.person,
        "sale": m.sale,
        "number": m.number,
        "ordered": day_of_week(m.ordered_on, m.today) if m.ordered_on else "",
        "planned": day_of_week(planned, m.today)
        if planned and planned >= m.today and not live
        else "",
        "on_time": lately(live, m.today) if live and punctual else "",
        "delivered": lately(live, m.today) if live and m.promised_on is None else "",
        "glad": "that you now have our products in stock"
        if m.kind == SaleKind.CATALOGUE
        else "that it is with you now",
        "important": m.important,
        "need": m.need,
        "why_us": m.why_us,
        "testimonial": shown.text if shown else "",
        "testimonial_from": ", ".join(filter(None, (shown.person, shown.customer)))
        if shown
        else "",
        "years": years_text(m.years),
        "referred": m.referred,
        "clipping": _clipping(m),
        "news": m.announcement,
        "news_for": m.announced_for,
        "news_need": m.announced_need,
        "rep": m.rep.get("name", ""),
        "company": m.rep.get("company", ""),
        "phone": m.rep.get("phone", ""),
        "email": m.rep.get("email", ""),
        "address": m.rep.get("address", ""),
    }
    values: dict[str, tuple[str, ...]] = {
        name: (" ".join(text.split()),) if text.strip() else () for name, text in one.items()
    }
    for name, texts in many.items():
        told = (" ".join(text.split()) for text in texts if text.strip())
        values[name] = tuple({text.casefold(): text for text in told}.values())
    return values


def remembered(
    m: Material, given: Mapping[str, tuple[str, ...]], named: Collection[str]
) -> tuple[str, ...]:
    """The line that only this customer can get, unless the template has such words of its own."""
    expected = tuple(text for text, _ in m.expectations)
    own = tuple(row.text for row in m.evidence if row.kind != EvidenceKind.TESTIMONIAL)
    texts: dict[str, tuple[str, ...]] = {
        **{name: given[name] for name in ("important", "need", "why_us", "vital", "works_well")},
        "expected": () if "met" in named else expected,
        "gain": given["gain"],
        "success": () if "success" in named else own,
        "word": m.words,
        "sale": given["sale"],
    }
    for name, line in REMEMBERED.items():
        for text in texts[name] if name not in named else ():
            if substance(text, m):
                return (line.format(" ".join(text.split())),)
    return ()


def _to_tell(m: Material, named: Collection[str]) -> tuple[Evidence, ...]:
    """The customer's own successes for one letter, by day: those not told yet, else the newest.

    Their own testimonial is no news to them; gains stand apart where the template has a place for them.
    """
    apart = {EvidenceKind.TESTIMONIAL, *([EvidenceKind.GAIN] if "gain" in named else [])}
    own = [row for row in m.evidence if row.kind not in apart]
    untold = [row for row in own if row.told_on is None]
    return tuple(sorted((untold or own)[:SUCCESSES], key=lambda row: (row.day, row.id)))


def _success(row: Evidence, today: date) -> str:
    return f"{date_text(row.day, today)}: {_amount(row)}"


def _amount(row: Evidence) -> str:
    return f"{row.text} ({row.amount})" if row.amount else row.text


def _clipping(m: Material) -> str:
    if not m.clipping:
        return ""
    return f"“{m.clipping}” ({m.clipping_source})" if m.clipping_source else f"“{m.clipping}”"
