"""Commands that are answered at once: `today` as it was printed last, `find` by one query, before all else is loaded.

Whatever is not as it is every day (an option, an old book, a write under way, a terminal without UTF-8) is left to
the long way, which says what there is to say. Nothing is loaded here that takes longer than asking SQLite does.
"""

from __future__ import annotations

import os
import sys

from .. import early, kept, places

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..storage.finding.search import Found

FIRST, APPLICATION = b"SQLite format 3\x00", b"repb"


def answered(argv: Sequence[str]) -> bool:
    """Whether what was typed was one of these commands, and is done."""
    words = list(argv) if sys.platform != "win32" else []  # paths are written otherwise there
    while len(words) > 2 and words[0] in ("--book", "--today"):
        words = words[2:]
    options = early.plain_words(argv[: len(argv) - len(words)])
    if options is None or not words or any(word.startswith("-") for word in words):
        return False
    book, day = early.book_and_day(options)
    try:
        if words == ["today"]:
            return _as_printed(book, day)
        return words[0] == "find" and len(words) > 1 and _find(book, " ".join(words[1:]))
    except (
        OSError,
        ValueError,
        AttributeError,
    ):  # nobody hears us, or the book is not as it should be
        return False


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
    if _has_keys() or not _is_of_today(book):
        return False
    found = _found(book, words)
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


def _is_of_today(book: str) -> bool:
    """Whether a file is a whole book of the version that is written now, and nobody writes to it."""
    from ..storage.book.migrations import LATEST

    if os.path.exists(f"{book}-journal"):
        return False
    with open(book, "rb") as file:
        head = file.read(100)
        size = os.fstat(file.fileno()).st_size
    page = int.from_bytes(head[16:18], "big")
    whole = int.from_bytes(head[28:32], "big") * (65536 if page == 1 else page)
    version = int.from_bytes(head[60:64], "big")
    return (
        head.startswith(FIRST) and (head[68:72], version) == (APPLICATION, LATEST) and size >= whole
    )


def _found(book: str, words: str) -> list[Found] | None:
    """What the search finds, or None where the book can't be asked just now."""
    import sqlite3

    from ..storage.finding.search import rows_found

    try:
        # By its name alone: a file that has gone meanwhile is not made anew.
        name = "".join(f"%{ord(sign):02x}" if sign in "?#%" else sign for sign in book)
        connection = sqlite3.connect(f"file:{name}?mode=ro", uri=True, isolation_level=None)
        try:
            return rows_found(lambda sql, values: connection.execute(sql, values).fetchall(), words)
        finally:
            connection.close()
    except sqlite3.Error:
        return None
