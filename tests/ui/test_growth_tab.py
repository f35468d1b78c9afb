"""The Growth tab, what the card and the head say of growth, and the forms of a plan and of who follows."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from repbook.domain.shown.customer_views import CustomerPage
from repbook.domain.spine.rules import DEFAULT
from repbook.storage.book.book import Book
from repbook.storage.views.customer_page import customer_page, timeline
from repbook.storage.views.growth_tab import growth
from repbook.ui.lists.entries import Entry
from repbook.ui.page.card import card_lines
from repbook.ui.page.growth_tab import growth_entries, head_words
from repbook.ui.page.page_head import title
from repbook.ui.screens.customer import CustomerScreen
from repbook.ui.text.paragraphs import plain

from .conftest import TODAY, Maker, ago


@pytest.fixture
def hart(book: Book) -> int:
    """Twenty years with one of everything that grows."""
    with book.write("a customer of twenty years") as work:
        make = Maker(work)
        here = make.customer("Hart Brewery", tier="A", industry="brewery", followed_from="Aldous")
        make.person(here, "Priya Raman", main=True, since_on=date(2006, 3, 3))
        make.sold(here, 412, 400, title="Dosing pump", settled_on=ago(300))
        make.sold(
            here, 100, 95, title="Foam", kind="recurring", cycle_days=30, invoice_due_on=ago(6)
        )
        make.sold(here, 90, 85, title="Keg line", cancel_until=ago(-4))
        for days in (10, 20, 30, 100, 200):
            make.talked(here, days)
        for place, move in enumerate(("site audit", "lunch")):
            make.row("Fact", here, kind="plan", text=move, on_day=ago(120 + place))
        make.row("Fact", here, kind="need", text="valves that do not stick", on_day=ago(420))
        make.row("Fact", here, kind="value idea", text="a day in the museum", on_day=ago(95))
        values = {"text": "who else?", "asked_on": ago(60), "outcome": "yes"}
        make.row("Ask", here, kind="referral", referred="Saltmarsh", answered_on=ago(59), **values)
        make.row("Evidence", here, kind="gain", text="spares halved", amount="50 %", on_day=ago(50))
        other = make.customer("Saltmarsh", industry="brewery")
        make.row("Evidence", other, text="no leak", on_day=ago(9), permission_on=ago(3))
    return here


def told(book: Book, customer: int, products: tuple[str, ...] = ()) -> list[Entry]:
    page = customer_page(book, customer, rules=DEFAULT)
    assert page is not None
    events = timeline(book, customer)
    return growth_entries(page, events, growth(book, customer, products), TODAY, rules=DEFAULT)


def block(entries: list[Entry], heading: str) -> list[tuple[str, str, str]]:
    """The rows under a heading, as (lead, text, aside)."""
    start = next(place for place, one in enumerate(entries) if one.text.startswith(heading))
    rows = []
    for one in entries[start + 1 :]:
        if one.heading:
            break
        rows.append((one.lead, one.text, one.aside))
    return rows


@pytest.mark.practice("R02")
@pytest.mark.practice("R10")
@pytest.mark.practice("R17")
@pytest.mark.practice("R22")
@pytest.mark.practice("R45")
@pytest.mark.practice("R97")
def test_the_tab_tells_what_has_grown(book: Book, hart: int) -> None:
    entries = told(book, hart, ("Dosing pump", "Hose reel", "Valve kit"))
    door = "Since the door opened: 412 d · 2 more orders · 1 referral · 1 success"
    assert entries[0].text == door
    assert block(entries, "Since") == [
        ("With you", "20 y 3 m", ""),
        ("Follows you", "from Aldous", ""),
        ("Growth", "steady · contacts 3 after 1 · orders 0 after 2", ""),
        ("Trust", "0 kept · 0 broken · 0 fixed", ""),
        ("Give, ask", "gave 0 : asked 1 · 3 more to give before you ask again", ""),
    ]
    assert block(entries, "Plan · 120 d old: look again (n g)") == [
        ("", "site audit", ""),
        ("", "lunch", ""),
    ]
    assert [text for _, text, _ in block(entries, "Ideas of value")] == [
        "a day in the museum",
        "none for them this quarter: i",
    ]
    assert block(entries, "Asked") == [("4 Apr", "referral: who else? · Saltmarsh", "yes")]
    assert block(entries, "What fits") == [
        ("fits", "Valve kit · “valves that do not stick”", ""),
        ("bought", "Dosing pump", "17 Apr 2025"),
        ("not yet", "Hose reel", ""),
    ]
    assert block(entries, "What it brought us") == [
        ("", "3 orders", ""),
        ("", "1 referral: Saltmarsh", ""),
    ]
    assert block(entries, "Well at others like them") == [
        ("may quote", "no leak · Saltmarsh", "31 May")
    ]


@pytest.mark.practice("R98")
def test_a_missed_order_is_flagged(book: Book, ids: dict[str, int]) -> None:
    with book.write("monthly foam") as work:
        here = ids["Park & Sons"]
        Maker(work).sold(here, 40, 38, title="Foam", kind="recurring", cycle_days=30)
    assert block(told(book, here), "Comes again") == [
        ("24 May", "Foam", "missed: was due 10 d ago")
    ]


@pytest.mark.practice("R09")
@pytest.mark.practice("R18")
@pytest.mark.practice("R23")
@pytest.mark.practice("R45")
@pytest.mark.practice("R63")
def test_the_card_says_what_is_unpaid_and_old_and_owed(book: Book, hart: int) -> None:
    page = customer_page(book, hart, rules=DEFAULT)
    assert page is not None
    text = " ".join(plain(card_lines(page, TODAY, 60, lambda _: "i", rules=DEFAULT)).split())
    for words in (
        "Order may cancel until Sun 7 Jun, 4 d · unpaid +6 d",
        "Plan site audit lunch 120 d old: look again",
        "Value idea none for them this quarter: i",
        "With you 20 y 3 m · follows you from Aldous",
    ):
        assert words in text
    alarms = [
        piece
        for piece, style in card_lines(page, TODAY, 60, str, rules=DEFAULT)
        if "alarm" in style
    ]
    assert not any("unpaid" in piece for piece in alarms)
    short = plain(card_lines(page, TODAY, 78, lambda _: "i", short=True, rules=DEFAULT))
    assert "unpaid +6 d" in short
    assert "look again" not in short


@pytest.mark.practice("R22")
@pytest.mark.parametrize(("width", "seen"), [(120, True), (76, False)])
def test_the_head_has_tenure_where_there_is_room_for_it(
    book: Book, hart: int, width: int, seen: bool
) -> None:
    page: CustomerPage | None = customer_page(book, hart, rules=DEFAULT)
    assert page is not None
    grown = head_words(page, timeline(book, hart), TODAY)
    assert grown.startswith("with you 20 y 3 m, ")
    line = plain(title(page, TODAY, width, grown)).splitlines()[0]
    assert (grown in line) is seen
    assert "follows you" in line
    assert len(line) == width


@pytest.mark.practice("R45")
@pytest.mark.practice("R18")
@pytest.mark.practice("R23")
async def test_keys_make_a_plan_give_an_idea_and_let_a_person_follow(
    make_app: Any, settled: Any, shown: Any, book: Book, hart: int
) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await pilot.app._open_customer(hart)
        screen = pilot.app.screen
        assert isinstance(screen, CustomerScreen)
        await pilot.press("n", "g")
        await settled(pilot)
        assert "This plan is 120 d old" in shown(pilot.app.screen)
        await pilot.press(*"s first", "f2")
        await settled(pilot)
        screen.open_tab("Growth")
        await settled(pilot)
        assert "Their view" in shown(screen)
        texts = [entry.text for entry in screen.entries.items]
        assert texts[texts.index("Plan") + 1 :][:2] == ["site audits first", "lunch"]
        idea = next(entry for entry in screen.entries.items if "museum" in entry.text)
        screen.entries.highlight(idea.key)
        await pilot.press("d")
        await settled(pilot)
        assert book.row("SELECT done_on FROM facts WHERE kind = 'value idea'") == (
            TODAY.isoformat(),
        )
        assert "idea: a day in the museum" in shown(screen)
        await pilot.press("n", "j")
        await settled(pilot)
        await pilot.press("tab", *"Third", "tab", *"yesterday", "f2")
        await settled(pilot)
        assert book.row(
            "SELECT followed_from, follow_consent_on FROM customers WHERE name = 'Third'"
        ) == (
            "Hart Brewery",
            ago(1).isoformat(),
        )
