"""What the told-line offers once something is filed: one thing, whose moment it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rich.cells import cell_len

from repbook.actions.care import (
    asks,
    checks,
    evidence,
    followups,
    letters,
    problems,
    promises,
)
from repbook.actions.customers import people
from repbook.actions.sales import sales
from repbook.actions.touches import touches
from repbook.domain.shown.next_offer import next_offer
from repbook.domain.spine.calendar import plus
from repbook.domain.spine.model import Change
from repbook.domain.spine.rules import DEFAULT
from repbook.storage.book.book import Book
from repbook.storage.views.customer_page import customer_page
from repbook.ui.dialogs.care.follow import FollowForm
from repbook.ui.screens.ledgers import LedgersScreen
from repbook.ui.screens.reports import ReportsScreen
from repbook.ui.shell.told import Word, in_one_line

from .conftest import TODAY
from .test_mouse import until

Do = Callable[[Book, int], Change]


def called(book: Book, who: int, **given: Any) -> Change:
    return touches.log(book, touches.LogEntry(who, **given), rules=DEFAULT)


def leaves(book: Book, who: int) -> Change:
    people.add(book, who, "Nina Bell")
    return called(book, who, line="Nina leaves us for Sheaf Foods")


def solved(book: Book, who: int) -> Change:
    (problem,) = problems.add(book, who, "valve leak", severity="moderate").ids["problems"]
    return problems.solve(book, problem, "a new valve", rules=DEFAULT)


def referred(book: Book, who: int) -> Change:
    (ask,) = asks.ask(book, who, "referral", "anybody?", override="they asked", rules=DEFAULT).ids["asks"]  # fmt: skip
    return asks.answer(book, ask, "yes", "Jo", referred="Jo", rules=DEFAULT)


def released(book: Book, who: int) -> Change:
    (promise,) = promises.add(book, who, "price list", TODAY).ids["promises"]
    return promises.release(book, promise, "not wanted")


def came(book: Book, who: int, line: str, promised: int = 0) -> Change:
    """A word with who was promised a delivery so many days from today."""
    sales.add(book, who, "Pump", ordered_on=TODAY, promised_on=plus(TODAY, promised), rules=DEFAULT)
    return called(book, who, line=line)


def unpaid_and_glad(book: Book, who: int) -> Change:
    """All is much better than expected, but a bill is overdue: no time to ask for anything."""
    given = {"ordered_on": plus(TODAY, -9), "invoice_due_on": plus(TODAY, -1)}
    sales.add(book, who, "Pump", **given, rules=DEFAULT)
    return checks.record(book, who, 2, rules=DEFAULT)


def broken(book: Book, who: int) -> Change:
    (promise,) = promises.add(book, who, "price list", TODAY).ids["promises"]
    return promises.break_(book, promise, "out of print")


def arrived(book: Book, who: int) -> Change:
    """A visit on the day of the delivery, with the agenda's step about it ticked."""
    given = {"ordered_on": plus(TODAY, -3), "live_on": TODAY, "promised_on": TODAY}
    sales.add(book, who, "Pump", **given, rules=DEFAULT)
    page = customer_page(book, who, rules=DEFAULT)
    assert page is not None
    (step,) = [each.id for each in page.facts.followups if each.step == "arrived"]
    return called(book, who, kind="visit", also_done=(step,))


def kept(book: Book, who: int) -> Change:
    (promise,) = promises.add(book, who, "price list", TODAY).ids["promises"]
    return promises.keep(book, promise)


def kept_again(book: Book, who: int) -> Change:
    kept(book, who)
    return kept(book, who)


def handed_over(book: Book, who: int) -> Change:
    (step,) = followups.add(book, who, "Hand over to inside service", TODAY).ids["followups"]
    return followups.done(book, step, rules=DEFAULT)


def thanked(book: Book, who: int) -> Change:
    """The thank-you for a contract went out, and nobody knows how often they order."""
    sales.add(book, who, "Pump", kind="recurring", ordered_on=TODAY, rules=DEFAULT)
    return letters.posted(book, who, "thank-you", by_hand=True, words="thanks", rules=DEFAULT)


@pytest.mark.practice("R03", "R14", "R16")
@pytest.mark.practice("R23", "R42", "R63", "R75", "R76", "R80", "R81", "R86", "R87", "R96")
@pytest.mark.parametrize(
    ("name", "do", "said", "command"),
    [
        ("Orchard Clinic", called, "write a note by hand?", "letter"),
        ("Orchard Clinic", lambda b, w: called(b, w) and called(b, w), "", ""),
        ("Orchard Clinic", lambda b, w: called(b, w, thank=True), "", ""),
        ("Orchard Clinic", lambda b, w: called(b, w, reach="no answer"), "", ""),
        ("Calm Customer 03", called, "", ""),
        ("Orchard Clinic", lambda b, w: called(b, w, line="thinking of leaving us"), "do they stay?", "check"),
        ("Calm Customer 03", lambda b, w: problems.add(b, w, "they want a refund"), "do they stay?", "check"),
        ("Orchard Clinic", leaves, "Nina goes to Sheaf Foods: follow?", "follow"),
        ("Calm Customer 03", lambda b, w: called(b, w, line="gave us a name, Lil Swan at Upper Crust"), "they named Lil Swan: write a thank-you?", "letter"),
        ("Calm Customer 03", released, "", ""),
        ("Calm Customer 03", broken, "say so before they ask, agree a new day", "done"),
        ("Calm Customer 03", arrived, "it came, complete: keep it as a success?", "evidence"),
        ("Calm Customer 03", kept, "tell them that it is done?", "log"),
        ("Calm Customer 03", kept_again, "2 kept in a row: tell them that it is done?", "log"),
        ("Calm Customer 03", handed_over, "who of them rings the customer besides?", "checkin"),
        ("Calm Customer 03", thanked, "how often do they order?", "edit"),
        ("Calm Customer 03", lambda b, w: called(b, w) and thanked(b, w), "", ""),
        ("Calm Customer 03", lambda b, w: promises.add(b, w, "price list", TODAY), "price list", "done"),
        ("Calm Customer 03", lambda b, w: problems.add(b, w, "valve leak"), "what is the plan, and by when?", "problem"),
        ("Calm Customer 03", solved, "do they say so? their words close it", "problem"),
        ("Calm Customer 03", lambda b, w: evidence.add(b, w, "no stops"), "tell them in writing?", "letter"),
        ("Calm Customer 03", lambda b, w: sales.add(b, w, "Pump", ordered_on=TODAY, rules=DEFAULT), "write the thank-you?", "letter"),
        ("Calm Customer 03", lambda b, w: checks.record(b, w, 1, rules=DEFAULT), "keep it in their words?", "evidence"),
        ("Calm Customer 03", lambda b, w: checks.record(b, w, 2, rules=DEFAULT), "a good moment: ask for a referral?", "ask"),
        ("Calm Customer 03", lambda b, w: checks.record(b, w, -1, rules=DEFAULT), "what will you do about it?", "promise"),
        ("Calm Customer 03", referred, "thank them for it?", "letter"),
        ("Calm Customer 03", lambda b, w: came(b, w, "all is well"), "did it come? say the day", "done"),
        ("Calm Customer 03", lambda b, w: came(b, w, "* delivered complete", 3), "did it come? say the day", "done"),
        ("Calm Customer 03", lambda b, w: came(b, w, "* no stops", 3), "tell them in writing?", "letter"),
        ("Calm Customer 03", unpaid_and_glad, "keep it in their words?", "evidence"),
    ],
)  # fmt: skip
def test_what_is_offered_after_what(
    book: Book, ids: dict[str, int], name: str, do: Do, said: str, command: str
) -> None:
    change = do(book, ids[name])
    page = customer_page(book, ids[name], rules=DEFAULT)
    assert page is not None
    found = next_offer(page, change, TODAY)
    if said:
        assert found is not None
        assert (found.said, found.command) == (said, command)
        if found.about is not None:
            kind, row_id = found.about
            table = {"ask": "asks", "touch": "touches", "live": "sales", "sale": "sales", "promise": "promises"}  # fmt: skip
            assert (
                kind == "live" or command == "edit" or row_id in change.ids[table.get(kind, kind)]
            )
    else:  # what is left to do, if anything is
        left = page.standing.reasons
        assert (found and found[:3]) == (
            (left[0].what, left[0].command, left[0].target) if left else None
        )


@pytest.mark.parametrize(
    ("do", "said"),
    [(called, ""), (kept, ""), (leaves, "Nina goes to Sheaf Foods: follow?"), (released, "")],
)
def test_of_somebody_else_only_what_has_its_moment_is_offered(
    book: Book, ids: dict[str, int], do: Do, said: str
) -> None:
    who = ids["Calm Customer 03"]
    change = do(book, who)
    page = customer_page(book, who, rules=DEFAULT)
    assert page is not None
    found = next_offer(page, change, TODAY, elsewhere=True)
    assert (found.said if found else "") == said


@pytest.mark.parametrize(
    ("deed", "offer", "room", "told"),
    [
        ("Success at Quill: it dries twice as fast", "tell them in writing?", 50, ("Success at Quill: it dries t…", "tell them in writing?")),
        ("Success at Quill: it dries twice as fast", "tell them in writing?", 34, ("Success at Quill:…", "tell them in wr…")),
        ("Logged: call with Orchard Clinic · Dr Reyes", "write a note by hand?", 53, ("Logged: call with Orchard Clinic", "write a note by hand?")),
        ("Logged: call with Orchard Clinic · Dr Reyes", "write a note by hand?", 48, ("Logged: call with Orchard Clinic", "write a note by…")),
    ],
)  # fmt: skip
def test_what_was_just_typed_is_cut_before_the_offer(
    deed: str, offer: str, room: int, told: tuple[str, str]
) -> None:
    assert tuple(part.rstrip() for part in in_one_line(deed, offer, room)) == told
    assert sum(map(cell_len, in_one_line(deed, offer, room))) <= room


async def test_the_offer_stands_in_one_line_and_its_key_does_it(
    make_app: Any, settled: Any, ids: dict[str, int], shown: Any
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        screen = app.screen
        screen.point_at(ids["Orchard Clinic"])
        await pilot.press("l", "1", "enter")
        await until(pilot, lambda: app.word is not None and app.word.offer)
        await pilot.pause()
        assert screen.told.size.height == 1
        last = shown(screen).splitlines()[-1]
        assert "write a note by hand? t · u undoes it" in last
        long = Word("Logged: " + "x" * 90 + "\nu undoes it", "information", "y" * 90, "t")
        screen.told.show(long)
        await pilot.pause()
        assert screen.told.size.height == 1
        assert "… t · u undoes it" in shown(screen).splitlines()[-1]
        assert cell_len(screen.told.render().plain) <= 78


async def test_a_key_that_means_another_row_is_not_offered(
    make_app: Any, settled: Any, ids: dict[str, int], book: Book
) -> None:
    calm = ids["Calm Customer 03"]
    promises.add(book, calm, "price list", TODAY)
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        await pilot.press("4")
        await until(pilot, lambda: isinstance(app.screen, LedgersScreen))
        await settled(pilot)
        app.screen.point_at(calm)
        change = promises.add(book, calm, "another list", TODAY)
        await app.changed(change)
        here = app.screen.target_of("done")
        assert app.word.offer == "" or app.word.offer in here.text


@pytest.mark.practice("R23")
async def test_an_offer_about_somebody_elsewhere_is_taken_up_by_its_key(
    make_app: Any, settled: Any, ids: dict[str, int], book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its key goes to whom the told-line names, also through ``n``; once the rep moves on it is for the highlighted one."""
    calm, orchard = ids["Calm Customer 03"], ids["Orchard Clinic"]
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        change = leaves(book, calm)
        await app.refresh_book()
        app.screen.point_at(orchard)
        monkeypatch.setattr(app, "point_at", lambda change: None)  # as where no row shows them
        for keys, who in (((), calm), (("escape", "j", "k"), orchard)):
            await app.changed(change)
            assert app.word.offer == "Nina goes to Sheaf Foods: follow?"
            if keys:
                await pilot.press("n", *keys)
            await pilot.press("n", "j")
            await until(pilot, lambda: isinstance(app.screen, FollowForm))
            assert app.screen.customer_id == who
            await pilot.press("escape")
            await until(pilot, lambda: app.screen is app.book_screen)


@pytest.mark.practice("R23")
async def test_an_offer_stands_where_nobody_is_highlighted_too(
    make_app: Any, settled: Any, ids: dict[str, int], book: Book
) -> None:
    calm = ids["Calm Customer 03"]
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        await pilot.press("6")
        await until(pilot, lambda: isinstance(app.screen, ReportsScreen))
        await settled(pilot)
        await app.changed(leaves(book, calm))
        assert app.word.offer == "Nina goes to Sheaf Foods: follow?"
        await pilot.press("n", "j")
        await until(pilot, lambda: isinstance(app.screen, FollowForm))
        assert app.screen.customer_id == calm
