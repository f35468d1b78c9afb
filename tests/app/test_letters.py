"""Letters on screen: three keys post a thank-you, a refused line is named, what was written is kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.support import Running
from app.test_forms import rows, until
from repbook.actions.care import evidence
from repbook.actions.customers import facts
from repbook.actions.sales import sales
from repbook.domain.letters.which_letter import kind_for
from repbook.domain.spine.facts import CustomerFacts, FollowupFacts, SaleFacts
from repbook.domain.spine.kinds import Anchor, FollowupKind, FollowupSource, SaleKind
from repbook.domain.spine.rules import DEFAULT
from repbook.storage.book.book import Book
from repbook.ui.dialogs.letters.composer import Composer
from repbook.ui.dialogs.letters.letter_menu import LetterMenu
from repbook.ui.screens.customer import CustomerScreen
from repbook.ui.screens.today import TodayScreen

DAY = date(2026, 6, 3)
SALE = SaleFacts(4, "pump", SaleKind.ONE_OFF, DAY)
STEPS = tuple(
    FollowupFacts(number, key, kind, FollowupSource.AGENDA, DAY, step=key, anchor=anchor)
    for number, (key, kind, anchor) in enumerate(
        (
            ("thanks", FollowupKind.THANKS, Anchor.ORDER),
            ("reassure-2", FollowupKind.REASSURE, Anchor.LIVE),
            ("evidence", FollowupKind.EVIDENCE, Anchor.LIVE),
            ("agenda-letter", FollowupKind.LETTER, Anchor.ORDER),
            ("thirty-day", FollowupKind.LETTER, Anchor.LIVE),
            ("value", FollowupKind.TASK, Anchor.LIVE),
            ("rep's own", FollowupKind.LETTER, None),
        )
    )
)


@pytest.mark.parametrize(
    ("kind", "row_id", "thanked", "years", "letter"),
    [
        ("followup", 0, None, 0, "thank-you"),
        ("followup", 1, None, 0, "reassurance"),
        ("followup", 2, None, 0, "evidence"),
        ("followup", 3, None, 0, "agenda"),
        ("followup", 4, None, 0, "thirty-day"),
        ("followup", 5, None, 0, "thirty-day"),
        ("followup", 6, None, 0, "note after a call"),
        ("evidence", 1, None, 0, "evidence"),
        ("ask", 1, None, 0, "referral thanks"),
        ("sale", 4, None, 0, "thank-you"),
        ("sale", 4, DAY, 0, "reassurance"),
        ("customer", 1, DAY, 5, "a year with us"),
        ("customer", 1, None, 0, "thank-you"),
        ("promise", 1, DAY, 5, "note after a call"),
        ("touch", 9, None, 0, "note after a call"),
        ("reassurance", 4, None, 0, "reassurance"),
    ],
)
def test_the_highlighted_row_says_which_letter_is_meant(
    kind: str, row_id: int, thanked: date | None, years: int, letter: str
) -> None:
    facts = CustomerFacts(1, "Marsh", sales=(SALE._replace(thanked_on=thanked),), followups=STEPS)
    assert kind_for((kind, row_id), facts, years, DAY) == letter


@pytest.mark.practice("R76")
async def test_three_keys_post_a_thank_you_and_an_offer_is_named(
    small: dict[str, int], running: Running, book: Book, path: Path
) -> None:
    facts.add(book, small["Marsh Foods"], "important", "no foam")
    sales.add(book, small["Marsh Foods"], "dosing pump", rules=DEFAULT)
    async with running(size=(80, 24)) as pilot:
        app = pilot.app
        app.open_customer(small["Marsh Foods"])
        await until(pilot, lambda: isinstance(app.screen, CustomerScreen))
        # Saved as every form is, it is kept, and nothing says that it went out.
        await pilot.press("t", "enter", "f2")
        await until(pilot, lambda: isinstance(app.screen, CustomerScreen))
        assert rows(path, "SELECT kind, posted_on FROM letters") == [("thank-you", None)]
        assert rows(path, "SELECT count(*) FROM touches") == [(0,)]
        # The same keys go on with it; that it went out has a key of its own.
        await pilot.press("t", "enter", "f9")
        await until(pilot, lambda: isinstance(app.screen, CustomerScreen))
        ((kind, by_hand, body, posted),) = rows(
            path, "SELECT kind, by_hand, body, posted_on FROM letters"
        )
        assert (kind, by_hand, bool(posted)) == ("thank-you", 1, True)
        assert "“no foam”" in body
        await pilot.press("t")
        await until(pilot, lambda: isinstance(app.screen, LetterMenu))
        await pilot.press("1")
        await until(pilot, lambda: isinstance(app.screen, Composer) and app.screen.standing)
        await pilot.press(*"buy now ", "f9")
        await pilot.pause()
        said = str(app.screen.query_one("#verdict").render())
        assert "line 1: a thank-you letter carries no offer: take “buy” out" in said
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, CustomerScreen))
    assert rows(path, "SELECT count(*) FROM letters") == [(1,)]
    assert "buy now Dear Jo Marsh" in rows(path, "SELECT content FROM drafts")[0][0]


async def test_words_typed_on_the_ticks_of_a_letter_go_on_in_its_text(
    small: dict[str, int], running: Running, book: Book
) -> None:
    marsh = small["Marsh Foods"]
    sales.add(book, marsh, "dosing pump", rules=DEFAULT)
    evidence.add(book, marsh, "saved two hours a week")
    async with running(size=(100, 30)) as pilot:
        app = pilot.app
        app.open_customer(marsh)
        await until(pilot, lambda: isinstance(app.screen, CustomerScreen))
        await pilot.press("t", "2")
        await until(pilot, lambda: isinstance(app.screen, Composer) and app.screen.standing)
        ticks = app.screen.control("cites")
        ticks.focus()
        await pilot.press(*"foam")
        await until(pilot, lambda: "foam" in app.screen.control("body").value)
        assert app.screen.focused is app.screen.control("body")


@pytest.mark.fault("F47")
async def test_a_clipping_is_kept_and_its_note_goes_through_the_editor(
    small: dict[str, int],
    running: Running,
    path: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with running(size=(80, 24)) as pilot:
        app = pilot.app
        await pilot.press("n", "k")
        await until(pilot, lambda: getattr(app.screen, "standing", False))
        app.screen.put({"about": "Dairy wins", "source": "Post"})
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(app.screen, Composer) and app.screen.standing)
        before = app.screen.values()
        assert "“Dairy wins” (Post)" in before["body"]
        for command in ("", "'", "/nowhere/editor", "false"):
            monkeypatch.setenv("VISUAL", command)
            monkeypatch.delenv("EDITOR", raising=False)
            await pilot.press("f3")
            assert app.screen.values() == before
            assert str(app.screen.query_one("#foot").render())
        monkeypatch.chdir(tmp_path)
        await pilot.press("f6", *".eml", "enter")
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
    ((kind, posted, body, source),) = rows(
        path, "SELECT kind, posted_on, body, source FROM letters"
    )
    assert (kind, posted, body, source) == ("compliment", None, before["body"], "Post")
    (mail,) = tmp_path.glob("*.eml")
    assert "X-Unsent: 1" in mail.read_text("ascii")
