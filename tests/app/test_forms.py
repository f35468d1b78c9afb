"""Forms: three keys log a call, drafts survive, impatient keys do no harm."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from app.support import TODAY, Running
from polite import until
from repbook.actions.touches import drafts
from repbook.clock import FixedClock
from repbook.storage.book.book import Book
from repbook.ui.dialogs.logging.log import LogForm
from repbook.ui.forms.drafting import TYPED_ON
from repbook.ui.forms.field import TYPED
from repbook.ui.screens.today import TodayScreen


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    """What the book on disk says."""
    with Book(path, FixedClock.__new__(FixedClock)) as book:
        return book.rows(sql)


def words_kept(path: Path) -> list[object]:
    """The words of the drafts in the book on disk."""
    with Book(path, FixedClock.__new__(FixedClock)) as book:
        return [draft.content["line"] for draft in drafts.waiting(book)]


async def test_three_keys_log_a_call(small: dict[str, int], running: Running, path: Path) -> None:
    async with running() as pilot:
        await pilot.press("l")
        await until(pilot, lambda: isinstance(pilot.app.screen, LogForm))
        await pilot.press("1", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
    assert rows(path, "SELECT kind, reach, on_day FROM touches") == [
        ("call", "two-way", TODAY.isoformat())
    ]


async def test_a_whole_line_is_filed_and_undone_as_one_step(
    small: dict[str, int], running: Running, path: Path
) -> None:
    line = "fits well * delivered complete Thu ! send cleaning card fri ? drawer sticks @ Anna starts college > tue 10am call"
    async with running() as pilot:
        await pilot.press("l", "1")
        await until(pilot, lambda: isinstance(pilot.app.screen, LogForm))
        pilot.app.screen.control("line").post_message(events.Paste(line))
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
        counts = "SELECT (SELECT count(*) FROM touches), (SELECT count(*) FROM evidence), (SELECT count(*) FROM promises), (SELECT count(*) FROM problems), (SELECT count(*) FROM facts WHERE kind = 'personal')"
        assert rows(path, counts) == [(1, 2, 2, 1, 1)]
        await pilot.press("u")
        await until(pilot, lambda: rows(path, counts) == [(0, 1, 1, 0, 0)])
        await pilot.press("U")
        await until(pilot, lambda: rows(path, counts) == [(1, 2, 2, 1, 1)])


async def test_a_letter_on_the_outcome_goes_into_the_words(
    small: dict[str, int], running: Running
) -> None:
    async with running() as pilot:
        await pilot.press("l")
        await until(pilot, lambda: isinstance(pilot.app.screen, LogForm))
        await pilot.press("o", "k")
        assert pilot.app.screen.values()["line"] == "ok"


@pytest.mark.fault("F32")
async def test_escape_keeps_the_draft_and_the_same_key_brings_it_back(
    small: dict[str, int], running: Running
) -> None:
    async with running() as pilot:
        await pilot.press("l", *"hello")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
    async with running() as pilot:
        await pilot.press("l")
        await until(
            pilot,
            lambda: (
                isinstance(pilot.app.screen, LogForm)
                and pilot.app.screen.values()["line"] == "hello"
            ),
        )
        await pilot.press("ctrl+d")
        await until(pilot, lambda: pilot.app.screen.values()["line"] == "")


@pytest.mark.fault("F36")
async def test_a_draft_is_in_the_book_soon_after_the_last_key(
    small: dict[str, int], running: Running, path: Path
) -> None:
    async with running() as pilot:
        await pilot.press("l", *"hello")
        await until(pilot, lambda: words_kept(path) == ["hello"])
        assert isinstance(pilot.app.screen, LogForm)


async def test_saving_takes_the_draft_away(
    small: dict[str, int], running: Running, path: Path
) -> None:
    async with running() as pilot:
        await pilot.press("l", *"hello")
        await until(pilot, lambda: words_kept(path) == ["hello"])
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
    assert rows(path, "SELECT count(*) FROM drafts") == [(0,)]


@pytest.mark.fault("F22")
async def test_impatient_enter_saves_once_and_leaves_the_screen_beneath_alone(
    small: dict[str, int], running: Running, path: Path
) -> None:
    async with running() as pilot:
        await pilot.press("l")
        await until(pilot, lambda: isinstance(pilot.app.screen, LogForm))
        form = pilot.app.screen
        form.action_save()
        form.action_save()
        await pilot.press("enter", "enter")
        await until(pilot, lambda: not isinstance(pilot.app.screen, LogForm))
        form.dismiss(None)
        await pilot.pause()
        assert pilot.app.is_running
    assert rows(path, "SELECT count(*) FROM touches") == [(1,)]


@pytest.mark.fault("F29")
async def test_a_paste_of_three_lines_is_joined(small: dict[str, int], running: Running) -> None:
    async with running() as pilot:
        await pilot.press("l", "1")
        await until(pilot, lambda: isinstance(pilot.app.screen, LogForm))
        pilot.app.screen.control("line").post_message(events.Paste("one\ntwo\r\nthree"))
        await pilot.pause()
        assert pilot.app.screen.values()["line"] == "one two three"


async def test_all_errors_show_at_once_and_the_words_stay(
    small: dict[str, int], running: Running
) -> None:
    async with running() as pilot:
        await pilot.press("p")
        await until(pilot, lambda: pilot.app.form is not None)
        await pilot.press("f2")
        await pilot.pause()
        form = pilot.app.screen
        assert form.query_one("#aside-text").wrong
        assert form.query_one("#aside-due").wrong
        form.control("text").value = "send the manual"
        form.control("due").value = "the day after the fair"
        await pilot.press("f2")
        await pilot.pause()
        assert form.values()["text"] == "send the manual"
        assert not form.query_one("#aside-text").wrong
        assert form.query_one("#aside-due").wrong


async def test_the_resolved_day_stands_beside_the_field(
    small: dict[str, int], running: Running
) -> None:
    async with running() as pilot:
        await pilot.press("p")
        await until(pilot, lambda: pilot.app.form is not None)
        pilot.app.screen.control("due").value = "fri"
        await pilot.pause()
        assert pilot.app.screen.query_one("#aside-due").words == "Fri 5 Jun · in 2 d"


@pytest.mark.parametrize(
    "key",
    [
        "l",
        "s",
        "f",
        "p",
        "x",
        "e",
        "i",
        "w",
        "m",
        "b",
        "H",
        "n",
        "full_stop",
        "slash",
        "ctrl+p",
        "question_mark",
    ],
)
@pytest.mark.slow("opens every dialog once")
async def test_every_verb_opens_its_dialog_and_escape_leaves_it(
    key: str, small: dict[str, int], running: Running
) -> None:
    async with running(size=(80, 24)) as pilot:
        await pilot.press(key)
        await until(pilot, lambda: not isinstance(pilot.app.screen, TodayScreen))
        await pilot.pause()
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))


@pytest.mark.fault("F32")
@pytest.mark.parametrize(
    "key", ["l", "s", "f", "p", "x", "e", "i", "w", "t enter", "E", "full_stop"]
)
@pytest.mark.slow("each form is left and opened again")
async def test_every_form_gives_its_draft_back(
    key: str, small: dict[str, int], running: Running
) -> None:
    async with running() as pilot:
        for words in ("first words", "other words"):
            await pilot.press(*key.split())
            await until(pilot, lambda: pilot.app.form is not None and pilot.app.form.standing)
            form = pilot.app.form
            name = next(
                field.name for field in form.spec if field.kind in TYPED and field.name != "to"
            )
            if words == "other words":
                assert form.values()[name] == "first words"
            form.control(name).value = words
            await pilot.pause()
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))


async def test_a_day_in_a_draft_is_read_from_the_day_on_which_it_was_typed(
    small: dict[str, int], running: Running, book: Book
) -> None:
    """ "fri" of Thursday 28 May is the 29th of May: a week later no promise has moved by a week."""
    said = {"text": "send card", "due": "fri", "who": "1", TYPED_ON: "2026-05-28"}
    async with running() as pilot:
        drafts.save(book, "promise", pilot.app.screen.target().customer_id, 0, said)
        await pilot.press("p")
        await until(pilot, lambda: pilot.app.form is not None and pilot.app.form.standing)
        values = pilot.app.form.values()
        assert (values["text"], values["due"]) == ("send card", "2026-05-29")
        assert "Typed on Thu 28 May" in str(pilot.app.form.query_one("#foot").render())


async def test_words_typed_or_pasted_on_a_choice_go_to_the_words(
    small: dict[str, int], running: Running
) -> None:
    async with running() as pilot:
        await pilot.press("s", "2", *"drips", "space", "3")
        await until(pilot, lambda: pilot.app.form is not None and pilot.app.form.standing)
        await until(pilot, lambda: pilot.app.form.values()["words"] == "drips 3")
        assert pilot.app.form.values()["score"] == "2"
        await pilot.press("escape", "l")
        await until(
            pilot, lambda: isinstance(pilot.app.screen, LogForm) and pilot.app.form.standing
        )
        pilot.app.focused.post_message(events.Paste("sent two manuals"))
        await until(pilot, lambda: pilot.app.form.values()["line"] == "sent two manuals")


async def test_a_capture_line_without_a_name_is_about_the_highlighted(
    small: dict[str, int], running: Running, path: Path
) -> None:
    async with running() as pilot:
        highlighted = pilot.app.screen.target().customer
        await pilot.press("full_stop", *"talked", "enter")
        await until(pilot, lambda: rows(path, "SELECT count(*) FROM touches") == [(1,)])
        await pilot.press("full_stop")
        await until(pilot, lambda: pilot.app.form is not None and pilot.app.form.standing)
        pilot.app.form.control("line").value = "marsh: talked, sent the manual"
        await pilot.press("enter")
        await until(pilot, lambda: rows(path, "SELECT count(*) FROM touches") == [(2,)])
    wanted = "SELECT c.name FROM touches t JOIN customers c ON c.id = t.customer_id ORDER BY t.id"
    assert rows(path, wanted) == [(highlighted,), ("Marsh Foods",)]


@pytest.mark.fault("F36")
async def test_typing_without_a_pause_is_kept_too(
    small: dict[str, int], running: Running, path: Path
) -> None:
    async with running() as pilot:
        await pilot.press("l")
        await until(
            pilot, lambda: isinstance(pilot.app.screen, LogForm) and pilot.app.form.standing
        )
        await pilot.press("o")
        for _ in range(400):  # no pause between keys is as long as the draft's delay
            await pilot.press("k")
            if words_kept(path):
                break
        assert str(words_kept(path)[0]).startswith("ok")
