"""The Agenda tab: where the sale stands, what is to come as one contact a day, what is done and taught."""

from __future__ import annotations

from datetime import date

from ...domain.agenda.agenda import contacts
from ...domain.care.checks import step_words
from ...domain.care.phases import lead
from ...domain.care.reassurance import (
    NO_CARE,
    STEPS,
    Care,
    cancel_days,
    demonstrations,
    steps_taken,
    track_record,
)
from ...domain.shown.customer_views import CustomerPage
from ...domain.spine.facts import FollowupFacts, SaleFacts
from ...domain.spine.kinds import Phase
from ...domain.spine.rules import Rules
from ...wording import clean, count, day_text
from ..keys.commands import SHIPPED, Keys
from ..lists.entries import Entry, sections
from ..text.event_words import day_short

MOST_SALES = 2
MOST_DONE = 12


def agenda(
    page: CustomerPage,
    today: date,
    rules: Rules,
    care: Care = NO_CARE,
    *,
    keys: Keys = SHIPPED,
) -> list[Entry]:
    """Everything the tab shows; ``care`` is read when it is opened."""
    done = [
        Entry(
            ("followup", step.id),
            clean(step.what),
            lead=day_text(step.on, today),
            mark="✓",
            role="good",
            aside=f"by {step.by}" if step.by else "",
            kind="followup",
            row_id=step.id,
            tone="quiet",
        )
        for step in care.done[:MOST_DONE]
    ]
    words = keys.fill("Nothing is planned: {followup} plans a follow-up.")
    planned = Entry(("nothing",), words, tone="quiet")
    nothing = [planned] if page.facts.sales or done else []
    return sections(
        (
            ("", _stands(page, today, care, rules)),
            ("", _ahead(page, today) or nothing),
            ("Areas affected", _areas(care, today)),
            ("Done", done),
        )
    )


def _ahead(page: CustomerPage, today: date) -> list[Entry]:
    """The steps of a day are one contact: its day is said once. The main contact goes without saying."""
    main = page.main_person.name if page.main_person else ""
    return [
        Entry(
            ("followup", step.id),
            "  ".join(filter(None, (step.at, clean(step_words(step, page.facts, today))))),
            lead=day_text(day, today) if place == 0 else "",
            mark=">",
            role="due" if day < today else "learning",
            word="overdue" if day < today else step.kind,
            aside=_who(step, main),
            kind="followup",
            row_id=step.id,
        )
        for day, group in contacts(page.facts.followups)
        for place, step in enumerate(group)
    ]


def _who(step: FollowupFacts, main: str) -> str:
    if step.delegated_to:
        return f"by {step.delegated_to}"
    return step.person if step.person != main else ""


def _areas(care: Care, today: date) -> list[Entry]:
    """Areas affected against areas trained (R68)."""
    return [
        Entry(
            ("fact", area.id),
            " · ".join(part for part in (clean(area.text), clean(area.words)) if part),
            lead=day_text(area.trained_on, today) if area.trained_on else "",
            mark="▮" if area.trained_on else "▯",
            role="good" if area.trained_on else "due",
            word="trained" if area.trained_on else "not yet",
            kind="fact",
            row_id=area.id,
        )
        for area in care.areas
    ]


# -- where the sale stands -----------------------------------------------------------------------


def _stands(page: CustomerPage, today: date, care: Care, rules: Rules) -> list[Entry]:
    sales = _sales(page)
    lines: list[tuple[str, str]] = []
    for sale in sales:
        if len(sales) > 1:
            lines.append(("Sale", f"{clean(sale.title)} · {day_short(sale.ordered_on, today)}"))
        lines.append(("Buying", buying(sale, page, today)))
        if not sale.history:
            lines.append(("Shown", shown(sale, care, today, rules)))
        left = cancel_days(sale, today)
        if left is not None and sale.cancel_until is not None:
            days = f"{count(left, 'day')} left" if left else "the last day"
            last = day_text(sale.cancel_until, today)
            lines.append(("Cancel", f"{days}: they may cancel until {last}"))
    if sales:
        record = track_record(page.facts, page.standing.sales, today, rules)
        proved = " · ".join(record.words) or "nothing is proved yet: tell them a success"
        lines.append(("Record", f"{meter(record.marks, record.most)}  {proved}"))
        lines.append(("Contact", contact(page)))
    return [
        Entry(("stands", place, lead), words, lead=lead, heading=True)
        for place, (lead, words) in enumerate(lines)
    ]


def _sales(page: CustomerPage) -> list[SaleFacts]:
    """The sales in their first two phases, else the one that sets the pace."""
    first = lead(page.standing.sales)
    young = {each.sale_id for each in page.standing.sales if each.phase is not Phase.SETTLED}
    wanted = young or ({first.sale_id} if first else set())
    return [sale for sale in page.facts.sales if sale.id in wanted][:MOST_SALES]


def meter(filled: int, of: int) -> str:
    """``▮▮▯▯``."""
    return "▮" * filled + "▯" * (of - filled)


def buying(sale: SaleFacts, page: CustomerPage, today: date) -> str:
    """The four steps: ``● motivated  ● decided  ◐ convinced  ○ reassured`` (R60, R61)."""
    taken = steps_taken(sale, page.facts, today)
    glyphs = "●" * taken + "◐" + "○" * len(STEPS)
    return "  ".join(f"{glyph} {step}" for glyph, step in zip(glyphs, STEPS, strict=False))


def shown(sale: SaleFacts, care: Care, today: date, rules: Rules) -> str:
    """The four demonstrations: ``▮ testimonial  ▮ servicing  ▯ contact  ▯ training`` (R64)."""
    slots = demonstrations(sale, care.shown, today, rules)
    return "  ".join(f"{meter(slot.on is not None, 1)} {slot.word}" for slot in slots)


def contact(page: CustomerPage) -> str:
    """How often the phase asks for a word, and how long the last one is ago (R66, R67, R72)."""
    quiet = page.standing.silence
    unit = "business day" if quiet.unit == "bd" else "day"
    last = "none is known yet" if quiet.unknown else f"the last {count(quiet.ago, unit)} ago"
    return f"a word every {quiet.aim} to {count(quiet.limit, unit)} · {last}"
