"""Commands that are answered at once: `today` as it was printed last, `find` by one query, before all else is loaded.

Whatever is not as it is every day (an option, an old book, a write under way, a terminal without UTF-8) is left to
the long way, which says what there is to say. Nothing is loaded here that takes longer than asking SQLite does.
"""

from __future__ import annotations

import sys

from .. import early, kept, places
from .usage import command_and_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def answered(argv: Sequence[str]) -> bool:
    """Whether what was typed was one of these commands, and is done."""
    parts = command_and_words(argv) if sys.platform != "win32" else None
    if parts is None:  # on Windows paths are written otherwise
        return False
    given, words = parts
    book, day = early.book_and_day(given)
    try:
        if words == ["today"]:
            return _as_printed(book, day)
        return words[0] == "find" and len(words) > 1 and _find(book, " ".join(words[1:]))
    except (OSError, ValueError, AttributeError):
        return False  # nobody hears us, or the book is not as it should be


def _as_printed(book: str, day: str) -> bool:
    """Print Today as it was printed on such a paper before, if it is so still."""
    from .console import Console

    console = Console()
    text = kept.read(book, day, f"{kept.TEXT}{console.paper}")
    if not text or str(getattr(console.out, "encoding", "")).lower() != "utf-8":
        return False
    console.out.write(text.decode())
    console.out.flush()
    return True


def _find(book: str, words: str) -> bool:
    if _has_keys():
        return False
    from ..storage.finding.at_once import found_at_once

    found = found_at_once(book, words)
    if found is None:
        return False
    from .console import Console
    from .text.hits_text import print_hits

    console = Console()
    print_hits(console, found, words)
    console.flush()
    return True


def _has_keys() -> bool:
    """Whether the settings may give keys that can't be meant, which every command says."""
    try:
        with open(places.settings(), "rb") as file:
            return b"keys" in file.read()
    except OSError:
        return False
