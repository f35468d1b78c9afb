"""Forgetting from the palette: what there is is shown, the name is typed, and nothing offers to undo it."""

from __future__ import annotations

from app.support import Running
from polite import until
from repbook.storage.book.book import Book
from repbook.ui.dialogs.care.forget import ForgetDialog


async def test_the_name_is_typed_and_the_customer_is_gone(
    small: dict[str, int], book: Book, running: Running
) -> None:
    async with running(size=(80, 24)) as pilot:
        app = pilot.app
        app.screen.point_at(small["Marsh Foods"])
        app.action_command("forget")
        await until(pilot, lambda: isinstance(app.screen, ForgetDialog))
        dialog = app.screen
        assert "1 customer" in str(dialog.lines.content)
        dialog.name_input.value = "somebody else"
        await pilot.press("enter")
        await until(pilot, lambda: "another name" in str(dialog.foot.content))
        dialog.name_input.value = "marsh foods"
        await pilot.press("enter")
        await until(pilot, lambda: dialog.outcome is not None and dialog.standing)
        assert "0 bytes are left" in str(dialog.foot.content)
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, ForgetDialog))
        assert not book.rows("SELECT 1 FROM customers WHERE name = 'Marsh Foods'")
