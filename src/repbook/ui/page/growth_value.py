"""The second half of the Growth tab: what fits a customer next, what it brought both sides, who has the like."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ...domain.growth.potential import (
    ASKED,
    BOUGHT,
    FITS,
    NOT_YET,
    Growth,
    NextOrder,
    Product,
    for_them,
    for_us,
    grid,
    next_orders,
)
from ...domain.letters.letter_material import may_show
from ...domain.letters.stories import Story, fitting
from ...domain.shown.customer_views import CustomerPage
from ...domain.spine.kinds import EvidenceKind, FactKind
from ...domain.spine.rules import Rules
from ...wording import ago, clean
from ..lists.entries import Entry
from ..text.event_words import day_short

PRODUCTS = {BOUGHT: ("✓", "good"), FITS: ("~", "key"), ASKED: ("»", "learning")}
"""The glyph and the role of a product that means something to a customer."""
GAINS = 4
STORIES = 3


def value_blocks(
    page: CustomerPage, growth: Growth, today: date, rules: Rules
) -> Iterator[tuple[str, list[Entry]]]:
    """The blocks with their headings; one that is empty is left out by whoever shows them."""
    orders = next_orders(page.facts.sales, today, rules)
    yield "What fits", _products(page, growth, today)
    yield "Comes again", [_next(each, today) for each in orders]
    yield "What it brought them", _lines("them", _for_them(page, growth))
    yield "What it brought us", _lines("us", _for_us(growth))
    yield "Well at others like them", _stories(page, growth, today)


def _products(page: CustomerPage, growth: Growth, today: date) -> list[Entry]:
    """One line a product that means something here; those never talked of share one (R97)."""
    needs = [fact.text for fact in page.remarks if fact.kind == FactKind.NEED]
    found = grid(growth.titles, bought=growth.orders, needs=needs, asks=page.facts.asks)
    rows = [_product(each, today) for each in found if each.state != NOT_YET]
    rest = [clean(each.title) for each in found if each.state == NOT_YET]
    if rest:
        said = ", ".join(rest)
        rows.append(Entry(("product", NOT_YET), said, lead=NOT_YET, mark="·", tone="quiet"))
    return rows


def _product(each: Product, today: date) -> Entry:
    mark, role = PRODUCTS[each.state]
    words = f" · “{clean(each.words)}”" if each.state == FITS else ""
    on = " · ".join(part for part in (day_short(each.on, today), each.words) if part)
    return Entry(
        ("product", each.title),
        f"{clean(each.title)}{words}",
        lead=each.state,
        mark=mark,
        role=role,
        aside="" if each.state == FITS else on,
    )


def _next(order: NextOrder, today: date) -> Entry:
    late = f"missed: was due {ago(order.on, today)}" if order.missed else ago(order.on, today)
    return Entry(
        ("sale", order.sale_id),
        clean(order.title),
        lead=day_short(order.on, today),
        mark="↻",
        role="due" if order.missed else "quiet",
        aside=late,
        kind="sale",
        row_id=order.sale_id,
    )


def _for_them(page: CustomerPage, growth: Growth) -> tuple[str, ...]:
    met = sum(each.state == "met" for each in page.expectations)
    return for_them(growth.successes, met, len(page.expectations), most=GAINS)


def _for_us(growth: Growth) -> tuple[str, ...]:
    quotes = sum(each.kind == EvidenceKind.TESTIMONIAL for each in growth.successes)
    return for_us(len(growth.orders), [clean(whom) for _, whom in growth.referrals], quotes)


def _lines(whose: str, lines: Sequence[str]) -> list[Entry]:
    return [
        Entry((whose, place), clean(line), mark="+", role="good")
        for place, line in enumerate(lines)
    ]


def _stories(page: CustomerPage, growth: Growth, today: date) -> list[Entry]:
    """Successes at customers of the same trade or with the same need, and whether they may be quoted (R50)."""
    need = " ".join(fact.text for fact in page.remarks if fact.kind == FactKind.NEED)
    told = {each.id: each for each in growth.stories}
    known = [Story(each.id, each.text, each.customer, each.industry) for each in growth.stories]
    rows = []
    for story in fitting(need, page.industry, known, most=STORIES):
        allowed = told[story.id].permission_on
        may = may_show(allowed, today)
        rows.append(
            Entry(
                ("story", story.id),
                f"{clean(story.text)} · {clean(story.customer)}",
                lead="may quote" if may else "ask first",
                mark="*",
                role="good" if may else "quiet",
                aside=day_short(allowed, today),
            )
        )
    return rows
