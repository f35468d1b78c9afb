"""What every dialog shares: it lies over a screen, lets waiting keys in, and leaves once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.screen import ModalScreen, ScreenResultType

from .selecting import Copying

if TYPE_CHECKING:
    from .app import RepbookApp


class Dialog(Copying[ScreenResultType], ModalScreen[ScreenResultType]):
    """A dialog that can be dismissed once only, however impatient the keys (F22)."""

    DEFAULT_CSS = """
    Dialog { align: center middle; background: $background 60%; }
    Dialog > .sheet {
        width: 96; max-width: 100%; height: auto; max-height: 100%;
        background: $background; border: round $rule; border-title-color: $ink;
        border-title-style: bold; padding: 1 2 0 2;
    }
    Dialog:ansi { background: transparent; }
    Dialog VerticalScroll {
        scrollbar-size-vertical: 1; scrollbar-background: $background; scrollbar-color: $rule;
    }
    """
    app: RepbookApp
    gone = False

    def on_screen_resume(self) -> None:
        self.call_after_refresh(self.app.release_keys)

    def leads_on(self, key: str) -> bool:
        """Whether a key brings up another screen, so that what is typed behind it waits for that one."""
        return False

    def dismiss(self, result: ScreenResultType | None = None) -> Any:
        """Leave once; a second call, or one while another dialog lies above, does nothing."""
        if self.gone or not self.is_current:
            return None
        self.gone = True
        return super().dismiss(result)
