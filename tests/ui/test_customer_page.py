"""A customer's page: the journey, the card, the tabs, and rows that keys act on."""

from __future__ import annotations

from typing import Any

import pytest

from repbook.actions.care import problems, promises
from repbook.actions.customers import customers
from repbook.actions.touches import touches
from repbook.domain.shown.customer_views import CustomerPage
from repbook.domain.spine.rules import DEFAULT
from repbook.errors import InvalidInput
from repbook.storage.book.book import Book
from repbook.storage.views.customer_page import customer_page, timeline
from repbook.ui.dialogs.rows.edit import edit_row
from repbook.ui.lists.entries import Entry, EntryList
from repbook.ui.lists.tab_strip import Count, TabStrip
from repbook.ui.page.card import card_lines
from repbook.ui.page.journey import gate_words, stations
from repbook.ui.page.page_head import title
from repbook.ui.page.page_tabs import TABS, entries_of
from repbook.ui.page.rail import Leg, Mark, rail
from repbook.ui.page.their_view import their_view
from repbook.ui.screens.customer import CustomerScreen
from repbook.ui.shell.target import Target
from repbook.ui.text.paragraphs import plain

from .conftest import HOSTILE, TODAY, ago


async def opened(pilot: Any, settled: Any, customer_id: int) -> CustomerScreen:
    """The page of a customer."""
    await pilot.app._open_customer(customer_id)
    await settled(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, CustomerScreen)
    return screen


def add_row(book: Book, table: str, values: dict[str, Any]) -> int:
    """A row just as it is."""
    names = ", ".join(values)
    marks = ", ".join(f":{name}" for name in values)
    found = book.connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", values)
    return int(found.lastrowid or 0)


@pytest.fixture
def page(book: Book, ids: dict[str, int]) -> Any:
    """Reads the page of a customer by name."""

    def read(name: str) -> CustomerPage:
        found = customer_page(book, ids[name], rules=DEFAULT)
        assert found is not None
        return found

    return read


@pytest.mark.practice("R12")
@pytest.mark.fault("F41")
async def test_the_page_at_any_width(
    make_app: Any, settled: Any, shown: Any, ids: dict[str, int]
) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, settled, ids["Orchard Clinic"])
        for size in ((80, 24), (1, 1), (60, 16), (120, 36), (300, 100), (200, 50)):
            await pilot.resize_terminal(*size)
            await settled(pilot)
            if size[0] < 80:
                continue
            assert pilot.app.screen is screen
            text = shown(screen)
            for words in (
                "Orchard Clinic",
                "tier A · Leeds · healthcare",
                "Dr Reyes · practice manager",
                "0113 496 0000",
                "◐ Learning curve · live+12",
                "● need",
                "since 25 May",
                "64",
                "“no downtime in theatre 2”",
                "send the cleaning card",
                "drawer sticks",
                "Anna starts college",
                "call about",
                "Timeline",
                "fits well in theatre 2",
            ):
                assert words in text


@pytest.mark.practice("R57")
def test_the_card_prints_every_reason_and_the_key_that_clears_it(page: Any) -> None:
    orchard = page("Orchard Clinic")
    text = plain(card_lines(orchard, TODAY, 60, {"log": "l", "check": "s"}.get, rules=DEFAULT))
    for part in orchard.standing.risk.parts:
        assert part.reason in text
    assert "64 · at risk" in text
    assert " s\n" in text
    assert " l\n" in text


@pytest.mark.practice("R57")
@pytest.mark.parametrize("width", [44, 78, 100, 400])
def test_a_short_card_says_how_many_reasons_it_leaves_out(page: Any, width: int) -> None:
    orchard = page("Orchard Clinic")
    line = plain(
        card_lines(orchard, TODAY, width, lambda _: "", short=True, rules=DEFAULT)
    ).splitlines()[0]
    parts = orchard.standing.risk.parts
    printed = 1 + sum(part.reason in line for part in parts[1:])
    left = len(parts) - printed
    assert (f"   {left} more" in line) == (left > 0)
    assert left == 0 if width == 400 else left > 0


@pytest.mark.parametrize("width", [30, 44, 78, 120])
@pytest.mark.parametrize("short", [False, True])
def test_no_line_of_the_card_is_wider_than_it(page: Any, width: int, short: bool) -> None:
    for name in ("Orchard Clinic", "Hollis Dairy", "Newcomer Ltd", HOSTILE[2]):
        lines = plain(
            card_lines(page(name), TODAY, width, lambda command: "k", short=short, rules=DEFAULT)
        )
        assert max(map(len, lines.splitlines())) <= width


@pytest.mark.practice("R12")
@pytest.mark.parametrize(
    ("name", "here"),
    [
        ("Orchard Clinic", "learning"),
        ("Marsh Foods", "order"),
        ("Park & Sons", "value"),
        ("Newcomer Ltd", ""),
    ],
)
def test_the_journey_stands_where_the_customer_does(page: Any, name: str, here: str) -> None:
    line = stations(page(name), TODAY, DEFAULT)
    assert [station.word for station in line] == ["need", "order", "live", "learning", "value"]
    assert "".join(station.word for station in line if station.state == "here") == here


LEG = Leg(ago(20), ago(10), ago(10))


@pytest.mark.practice("R12")
@pytest.mark.parametrize(
    ("leg", "days", "drawn"),
    [
        (LEG, {}, "━━━━━━━━━━"),
        (LEG, {15: "☎"}, "━━━━━☎━━━━"),
        (LEG, {20: "☎", 10: "⌂"}, "━☎━━━━━━⌂━"),  # none beside the name of a station
        (LEG, {21: "☎", 9: "⌂"}, "━━━━━━━━━━"),  # neither before it nor after
        (LEG, {15: "☎", 14: "?"}, "━━━━━━?━━━"),  # trouble outweighs a call beside it
        (Leg(ago(10), ago(-80), ago(0)), {5: "?"}, "━━━?━━┄┄┄┄"),  # what is gone can be read
        (Leg(None, None, ago(0)), {5: "☎"}, "━━━━━━━━━━"),
        (Leg(ago(0), ago(-3), ago(0)), {0: "☎"}, "━━━━━☎┄┄┄┄"),
    ],
)
def test_the_rail_has_what_happened_on_the_way(leg: Leg, days: dict[int, str], drawn: str) -> None:
    marks = [Mark(ago(on), glyph, "", 9 if glyph == "?" else 1) for on, glyph in days.items()]
    assert plain(rail(leg, 10, marks, ahead=False)) == drawn
    assert plain(rail(leg, 10, marks, ahead=True)) == "┄" * 10


@pytest.mark.practice("R56")
def test_the_last_station_says_how_far_the_gate_is_open(page: Any) -> None:
    orchard = page("Orchard Clinic")
    assert gate_words(orchard, TODAY, DEFAULT, 30) == "gate ●●●○○○○ 3 of 7"
    assert gate_words(orchard, TODAY, DEFAULT, 12) == "gate 3 of 7"
    assert gate_words(orchard, TODAY, DEFAULT, 5) == ""
    assert gate_words(page("Park & Sons"), TODAY, DEFAULT, 30) == ""


def test_who_answers_goes_before_the_number_and_their_hours_do(page: Any) -> None:
    orchard = page("Orchard Clinic")
    lines = {
        width: plain(title(orchard, TODAY, width)).splitlines()[1] for width in (100, 78, 62, 52)
    }
    assert lines[100].rstrip().endswith("prefers phone, Tue-Thu mornings")
    assert lines[78] == "Dr Reyes · practice manager   ☎ 0113 496 0000   phone, Tue-Thu mornings"
    assert lines[52] == "Dr Reyes   ☎ 0113 496 0000   phone, Tue-Thu mornings"
    assert lines[62].rstrip() == "Dr Reyes   ☎ 0113 496 0000   prefers phone, Tue-Thu mornings"


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (80, "One 1   Two 12   Three 3!"),
        (22, "One  Two 12  Three 3!"),
        (18, "One  Two  Three 3!"),
        (16, "One  Two  Three"),
        (13, "One  Two  3rd"),
        (12, "One Two 3rd"),
    ],
)
def test_tabs_keep_their_names_before_their_counts(width: int, shown: str) -> None:
    strip = TabStrip(("One", "Two", "Three"), short={"Three": "3rd"}, first=("Three", "Two", "One"))
    strip.tell({"One": Count("1"), "Two": Count("12"), "Three": Count("3", True)})
    gap, tabs = strip.tabs(width)
    said = [" ".join(filter(None, (tab.shown, tab.told.said if tab.told else ""))) for tab in tabs]
    assert (" " * gap).join(said) == shown


def test_the_sentence_is_whole_before_anybody_is_named_beside_it() -> None:
    rows = EntryList()
    rows.leads = rows.words = 0
    entry = Entry("a", "they are pleased", aside="Sam Poole", kind="touch", yields=True)
    assert "Sam Poole" in plain(rows.draw(entry, 0, 40, False))
    assert plain(rows.draw(entry, 0, 24, False)).rstrip().endswith("they are pleased")


FIRST_ROWS = {
    "Timeline": ("problem", "drawer sticks"),
    "People": ("person", "Dr Reyes"),
    "Facts": ("fact", "no downtime in theatre 2"),
    "Sales": ("sale", "Dosing pump X2"),
    "Agenda": ("followup", "call about the valves"),
    "Ledgers": ("promise", "send the cleaning card"),
    "Agreement": ("fact", "phone, Tue-Thu mornings"),
}
"""What keys act on when a tab is opened."""


async def test_the_tabs_go_round_and_another_customer_takes_their_place(
    make_app: Any, settled: Any, shown: Any, ids: dict[str, int]
) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, settled, ids["Orchard Clinic"])
        seen = []
        for key in ("right_square_bracket", "right", "left_square_bracket", "left", "left"):
            await pilot.press(key)
            seen.append(screen.tab)
        assert seen == ["People", "Facts", "People", "Timeline", "Their view"]
        screen.open_tab("Timeline")
        filed = [item for item in screen.entries.items if item.tone == "quiet"]
        before = screen.target()
        await pilot.press("v")
        assert f"{len(filed)} more, done or filed" in screen.entries.items[-1].text
        assert not any(item.kind and item.tone == "quiet" for item in screen.entries.items)
        assert screen.target() == before
        await pilot.press("v")
        assert [item for item in screen.entries.items if item.tone == "quiet"] == filed != []
        for tab, (kind, words) in FIRST_ROWS.items():
            screen.open_tab(tab)
            await pilot.pause()
            target = screen.target()
            assert target is not None
            assert (target.customer, target.kind) == ("Orchard Clinic", kind)
            assert target.row_id > 0
            assert words in target.text

        assert await opened(pilot, settled, ids["Hollis Dairy"]) is screen
        assert screen.tab == "Timeline"
        assert "Hollis Dairy" in shown(screen)
        assert "Orchard" not in shown(screen)

        await opened(pilot, settled, ids["Newcomer Ltd"])
        screen.open_tab("Agreement")
        await pilot.pause()
        assert "how problems are handled · i" in shown(screen)
        await opened(pilot, settled, ids["Winter Sleep"])
        assert "off the book: dormant until Tue 1 Sep" in shown(screen)


@pytest.mark.practice("R26")
@pytest.mark.parametrize("tab", TABS)
def test_no_tab_tells_money_unless_it_is_asked_for(
    page: Any, tab: str, book: Book, ids: dict[str, int]
) -> None:
    orchard, events = page("Orchard Clinic"), timeline(book, ids["Orchard Clinic"])
    told = {
        money: "".join(
            f"{each.text}{each.aside}"
            for each in entries_of(tab, orchard, events, TODAY, money=money, rules=DEFAULT)
        )
        for money in (False, True)
    }
    assert "12 400" not in told[False]
    assert ("12 400.00 EUR" in told[True]) is (tab == "Sales")


@pytest.mark.practice("R13")
def test_their_view_is_in_the_second_person(page: Any) -> None:
    lines = their_view(page("Orchard Clinic"), TODAY)
    assert lines[0] == "You last heard from us 2 d ago."
    assert "We owe you 1 thing:" in lines
    assert "   send the cleaning card, by Fri 5 Jun" in lines
    assert their_view(page("Newcomer Ltd"), TODAY)[0].startswith("We have never spoken")


@pytest.mark.practice("R13")
@pytest.mark.parametrize(
    ("reach", "heard"),
    [
        ("no answer", "You last heard from us 2 d ago."),
        ("one-way", "You last heard from us today."),
        ("two-way", "You last heard from us today."),
    ],
)
def test_they_have_not_heard_from_us_where_nobody_answered(
    page: Any, book: Book, ids: dict[str, int], reach: str, heard: str
) -> None:
    touches.log(book, touches.LogEntry(ids["Orchard Clinic"], reach=reach), rules=DEFAULT)
    assert their_view(page("Orchard Clinic"), TODAY)[0] == heard


@pytest.mark.parametrize("tab", TABS)
def test_an_empty_tab_says_what_brings_the_first(page: Any, tab: str) -> None:
    entries = entries_of(tab, page("Newcomer Ltd"), (), TODAY, rules=DEFAULT)
    assert entries
    assert all(entry.text for entry in entries if not entry.heading)


async def test_removing_and_undoing_a_row_shows_at_once(
    make_app: Any, settled: Any, shown: Any, ids: dict[str, int]
) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        screen = await opened(pilot, settled, ids["Orchard Clinic"])
        await pilot.press("delete")
        await settled(pilot)
        await pilot.press("y")
        await settled(pilot)
        assert pilot.app.screen is screen
        assert not any(entry.kind == "problem" for entry in screen.entries.items)
        await pilot.press("u")
        await settled(pilot)
        assert any(entry.kind == "problem" for entry in screen.entries.items)


async def test_enter_reads_a_long_note_in_full(
    make_app: Any, settled: Any, shown: Any, book: Book, ids: dict[str, int]
) -> None:
    here = ids["Orchard Clinic"]
    long = " ".join(f"word{number}" for number in range(60))
    book.connection.execute(
        "UPDATE touches SET note = ? WHERE customer_id = ? AND reach = 'two-way'", (long, here)
    )
    async with make_app().run_test(size=(100, 30)) as pilot:
        screen = await opened(pilot, settled, here)
        screen.entries.highlight(
            next(item.key for item in screen.entries.items if "word0" in item.text)
        )
        await pilot.press("enter")
        await settled(pilot)
        assert "word59" in shown(pilot.app.screen)
        await pilot.press("escape")
        assert pilot.app.screen is screen


async def test_enter_tells_the_whole_story_of_a_row(
    make_app: Any, settled: Any, shown: Any, book: Book, ids: dict[str, int]
) -> None:
    here = ids["Hollis Dairy"]
    (row_id,) = book.row("SELECT id FROM problems WHERE customer_id = ?", (here,)) or ()
    problems.plan(book, row_id, "swap the seal", rules=DEFAULT)
    problems.solve(book, row_id, "changed the seal", rules=DEFAULT)
    problems.confirm(book, row_id, "yes it is dry now")
    async with make_app().run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, settled, here)
        steps = [entry for entry in screen.entries.items if entry.kind == "problem"]
        assert [(step.word, step.row_id) for step in steps] == [
            ("they say", row_id),
            ("solved", row_id),
            ("planned", row_id),
            ("major", row_id),
        ]
        assert screen.target().kind == "problem"
        await pilot.press("enter")
        await settled(pilot)
        text = shown(pilot.app.screen)
        for words in (
            "28 May  major: valve leak",
            "planned: swap the seal",
            "solved: changed the seal",
            "they say: yes it is dry now",
        ):
            assert words in text


@pytest.mark.parametrize(
    ("table", "values", "kind", "put", "title"),
    [
        (
            "expectations",
            {"text": "fast help", "on_day": "2026-06-03", "state": "not asked", "words": ""},
            "expectation",
            {"text": "help within an hour", "due_on": "2026-06-12"},
            "Edit expectation",
        ),
        (
            "letters",
            {"kind": "thank-you", "subject": "thanks", "body": "Dear Tom", "made_on": "2026-06-03",
             "posted_on": "2026-06-03", "by_hand": 0},
            "letter",
            {"body": "Dear Tom and Ada"},
            "Edit letter",
        ),
        (
            "checks",
            {"on_day": "2026-06-03", "score": -1, "words": "it drips", "change_text": "",
             "became": "", "gained": "", "works_well": "", "to_improve": ""},
            "check",
            {"score": "4", "words": "better than hoped"},
            "Edit check",
        ),
        (
            "followups",
            {"due_on": "2026-06-09", "at": "", "what": "call", "kind": "call", "source": "rep",
             "state": "open", "reason": "", "step": "", "anchor": "", "unit": "",
             "delegated_to": "", "snoozes": 0},
            "followup",
            {"what": "call about the seal"},
            "Edit follow-up",
        ),
        (
            "promises",
            {"text": "a manual", "made_on": "2026-06-01", "due_on": "2026-06-05", "state": "open",
             "reason": "", "theirs": 0},
            "promise",
            {"due_on": "2026-06-08"},
            "Edit promise",
        ),
    ],
)  # fmt: skip
@pytest.mark.slow("opens the editor of each kind of row")
async def test_e_edits_the_row_that_is_highlighted(
    make_app: Any,
    settled: Any,
    book: Book,
    ids: dict[str, int],
    table: str,
    values: dict[str, Any],
    kind: str,
    put: dict[str, str],
    title: str,
) -> None:
    row_id = add_row(book, table, {"customer_id": ids["Newcomer Ltd"], **values})
    target = Target(ids["Newcomer Ltd"], "Newcomer Ltd", kind, row_id, "")
    async with make_app().run_test(size=(80, 24)) as pilot:
        pilot.app.run_worker(edit_row(pilot.app, target), group="verb")
        await settled(pilot)
        form = pilot.app.screen
        assert str(form.heading).startswith(title)
        assert form.control(form.spec[0].name).size.width > 40
        form.put(put)
        form.action_save()
        await settled(pilot)
        assert pilot.app.screen is not form
    (kept,) = book.rows(f"SELECT {', '.join(put)} FROM {table} WHERE id = ?", (row_id,))
    assert kept == tuple(1 if name == "score" else value for name, value in put.items())


async def test_a_closed_promise_keeps_its_day(
    make_app: Any, settled: Any, book: Book, ids: dict[str, int]
) -> None:
    here = ids["Newcomer Ltd"]
    row_id = promises.add(book, here, "a manual", TODAY).ids["promises"][0]
    promises.keep(book, row_id)
    async with make_app().run_test(size=(80, 24)) as pilot:
        target = Target(here, "Newcomer Ltd", "promise", row_id, "")
        pilot.app.run_worker(edit_row(pilot.app, target), group="verb")
        await settled(pilot)
        assert [field.name for field in pilot.app.screen.spec] == ["text"]
    with pytest.raises(InvalidInput, match="its day stays"):
        promises.edit(book, row_id, due_on=ago(-7))


async def test_a_removed_customer_closes_the_page(
    make_app: Any, settled: Any, book: Book, ids: dict[str, int]
) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        screen = await opened(pilot, settled, ids["Newcomer Ltd"])
        customers.remove(book, ids["Newcomer Ltd"])
        await pilot.app.refresh_book()
        await settled(pilot)
        assert pilot.app.screen is not screen


@pytest.mark.fault("F01")
@pytest.mark.fault("F02")
@pytest.mark.fault("F03")
@pytest.mark.fault("F04")
@pytest.mark.fault("F05")
async def test_hostile_names_stand_letter_for_letter(
    make_app: Any, settled: Any, shown: Any, ids: dict[str, int]
) -> None:
    async with make_app().run_test(size=(120, 36)) as pilot:
        for name in HOSTILE:
            screen = await opened(pilot, settled, ids[name])
            assert name in shown(screen)
            assert f"note {name}" in shown(screen)
            assert "[b]odd[/b]" in shown(screen)
            for tab in (*TABS[2:], "People"):
                screen.open_tab(tab)
                await pilot.pause()
            assert f"{name} person" in shown(screen)
            await pilot.press("enter")
            await settled(pilot)
            assert name in shown(pilot.app.screen)
            await pilot.press("escape")


@pytest.mark.fault("F06")
async def test_what_drives_a_terminal_never_reaches_it(
    make_app: Any, settled: Any, shown: Any, book: Book, ids: dict[str, int]
) -> None:
    here = ids["Orchard Clinic"]
    evil = "a\x1b]52;c;AAAA\x07b\x9bc\u202ed\x00e"
    for table, column in (("touches", "note"), ("facts", "text"), ("people", "name")):
        book.connection.execute(
            f"UPDATE {table} SET {column} = ? WHERE customer_id = ?", (evil, here)
        )
    book.connection.execute(
        "UPDATE customers SET name = ?, city = ? WHERE id = ?", (evil, evil, here)
    )
    async with make_app().run_test(size=(120, 36)) as pilot:
        screen = await opened(pilot, settled, here)
        for tab in TABS:
            screen.open_tab(tab)
            await pilot.pause()
            assert not set(shown(screen)) & set("\x1b\x07\x9b\u202e\x00")


async def test_every_screen_opens_and_esc_leads_home(make_app: Any, settled: Any) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        for key, name in (("4", "ledgers"), ("5", "ahead"), ("6", "reports")):
            await pilot.press(key)
            await settled(pilot)
            assert pilot.app.screen.name_in_tabs == name
            await pilot.press("escape")
            await settled(pilot)
            assert pilot.app.screen.name_in_tabs == "today"
