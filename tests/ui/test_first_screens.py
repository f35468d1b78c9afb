"""What a start shows at once: kept for just this book, day, hour, size, and colours, or nothing at all."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from blank import new_book
from needs import needs
from repbook import early, kept, paths, places
from repbook.clock import FixedClock
from repbook.domain.spine.rules import DEFAULT
from repbook.storage.book.book import Book
from ui.conftest import NOW, furnish

DAY = "2026-06-03"
SIZE = kept.size_name(80, 24)
FRAME = b"the screen"
WHOLE_DAY = "00:00:00 23:59:59"


@pytest.fixture
def kept_book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A book whose first screen is kept for 80 columns and 24 lines."""
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    for name in kept.COLOURS:
        monkeypatch.delenv(name, raising=False)
    book = tmp_path / "book.db"
    book.write_bytes(b"a book".ljust(24) + b"\0\0\0\1")
    keep(book)
    return book


def keep(book: Path, hours: str = WHOLE_DAY) -> Path:
    path = Path(kept.file_of(str(book), DAY, SIZE))
    path.parent.mkdir(mode=0o700, exist_ok=True)
    path.touch(0o600)
    key = kept.key_of(str(book), DAY, SIZE, *kept.colours())
    path.write_bytes(f"{key}\n{hours}\n".encode() + FRAME)
    return path


def at_once(book: Path, day: str = DAY, size: str = SIZE) -> bytes:
    """What a start shows at once."""
    return kept.read(str(book), day, size, size, *kept.colours())


def test_the_first_screen_is_shown_for_what_it_was_kept_for(kept_book: Path) -> None:
    assert at_once(kept_book) == FRAME


def rewritten(book: Path) -> None:
    os.utime(book, ns=(1, 1))


def another_book(book: Path) -> None:
    shutil.copy2(book, book.with_name("other.db"))
    book.with_name("other.db").replace(book)


def written_within_a_tick(book: Path) -> None:
    """Some disks tell times by two seconds only."""
    before = book.stat()
    book.write_bytes(b"a book".ljust(24) + b"\0\0\0\2")
    os.utime(book, ns=(before.st_mtime_ns, before.st_mtime_ns))


def half_written(book: Path) -> None:
    Path(f"{book}-journal").touch()


def other_settings(_: Path) -> None:
    path = paths.settings_file()
    path.parent.mkdir(exist_ok=True)
    path.write_text("theme = 'light'\n")


def a_light_terminal(_: Path) -> None:
    path = Path(places.ground())
    path.parent.mkdir(exist_ok=True)
    path.write_text("light\n")


def seen_by_others(book: Path) -> None:
    Path(kept.file_of(str(book), DAY, SIZE)).chmod(0o644)


def without_colours(_: Path) -> None:
    os.environ["NO_COLOR"] = "1"  # which the test takes away again


def gone(book: Path) -> None:
    book.unlink()


def cut_off(book: Path) -> None:
    Path(kept.file_of(str(book), DAY, SIZE)).write_bytes(b"")


def too_early(book: Path) -> None:
    keep(book, "23:59:59 23:59:59")


def too_late(book: Path) -> None:
    keep(book, "00:00:00 00:00:00")


SPOILT = (
    rewritten,
    another_book,
    written_within_a_tick,
    half_written,
    other_settings,
    a_light_terminal,
    seen_by_others,
    without_colours,
    gone,
    cut_off,
    too_early,
    too_late,
)


@needs("os.geteuid")
@pytest.mark.parametrize("spoil", SPOILT, ids=lambda spoil: spoil.__name__)
def test_nothing_is_shown_once_anything_is_otherwise(
    kept_book: Path, spoil: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "")
    monkeypatch.delenv("NO_COLOR")
    spoil(kept_book)
    assert at_once(kept_book) == b""


@pytest.mark.parametrize(
    ("day", "size"),
    [("2026-06-11", SIZE), (DAY, "81x24"), (DAY, "80x25"), ("../../sec", SIZE), ("", SIZE)],
)
def test_another_day_or_size_shows_nothing(kept_book: Path, day: str, size: str) -> None:
    assert at_once(kept_book, day, size) == b""


PLAIN: dict[tuple[str, ...], dict[str, str] | None] = {
    (): {},
    ("--book", "a.db"): {"book": "a.db"},
    ("--today", DAY, "--demo"): {"today": DAY, "demo": "--demo"},
    ("--book",): None,
    ("--book", "--today"): None,
    ("today",): None,
    ("--help",): None,
}


@pytest.mark.parametrize("argv", PLAIN)
def test_only_the_bare_app_takes_the_terminal(argv: tuple[str, ...]) -> None:
    assert early.plain_words(argv) == PLAIN[argv]


SIZES = {
    ("", ""): (80, 24),
    ("120", ""): (120, 24),
    ("wide", "-3"): (80, 24),
    ("0", "36"): (80, 36),
}


@pytest.mark.parametrize("said", SIZES)
def test_what_the_environment_says_of_the_size_goes_first_where_it_is_a_figure(
    said: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((80, 24)))
    for name, value in zip(("COLUMNS", "LINES"), said, strict=True):
        monkeypatch.setenv(name, value)
    assert early.size_here() == SIZES[said]


@needs("termios")
def test_a_terminal_that_refuses_is_left_to_the_app(
    kept_book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import termios

    def refused(*_: object) -> None:
        raise termios.error(5, "Input/output error")

    monkeypatch.setattr(early, "_on_a_terminal", lambda: True)
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((80, 24)))
    monkeypatch.setattr(termios, "tcgetattr", refused)
    early.take(["--book", str(kept_book)])
    assert not early.painted()


@pytest.mark.parametrize("entry", ["repbook.early", "repbook.__main__"])
def test_nothing_is_loaded_for_it_but_what_python_has(tmp_path: Path, entry: str) -> None:
    import subprocess
    import sys

    ask = f"import {entry}, sys; print(*sorted(m for m in sys.modules if m.startswith('repbook') or m in ('pathlib', 're', 'json', 'textual', 'typing', 'signal')))"
    command = [
        sys.executable,
        "-S",
        "-E",
        "-c",
        f"import sys; sys.path.insert(0, {SOURCE!r}); {ask}",
    ]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert set(told) == {"repbook", "repbook.early", "repbook.kept", "repbook.places", entry}


SOURCE = str(Path(early.__file__).parents[1])


def test_the_names_of_the_folders_are_those_of_their_paths(kept_book: Path) -> None:
    assert str(paths.book_file()) == places.book()
    assert str(paths.settings_file()) == places.settings()
    assert str(paths.state_folder()) == places.state()


# -- until when it holds ---------------------------------------------------------------------------


@pytest.fixture
def with_a_problem(tmp_path: Path) -> Iterator[Path]:
    """A book whose only reason is a problem that is past its first clock at some hour of the day."""
    from repbook.actions.care import problems
    from repbook.actions.customers import customers

    path = tmp_path / "book.db"
    new_book(path)
    with Book(path, FixedClock(datetime(2026, 6, 3, 8, 0))) as book:
        made = customers.add(book, "Acme")
        (customer_id,) = made.customers
        problems.add(book, customer_id, "the lid leaks")
    yield path


def test_a_screen_holds_until_a_clock_of_the_day_runs_out(with_a_problem: Path) -> None:
    from repbook.storage.views import today
    from repbook.storage.views.kept_today import holds

    clock = FixedClock(datetime(2026, 6, 3, 8, 5))
    with Book(with_a_problem, clock) as book:
        shown, _, until = holds(book, DEFAULT)
        assert book.clock.local() == datetime(2026, 6, 3, 8, 5)
        last = datetime.combine(clock.today(), until)
        book.clock = FixedClock(last)
        assert today.today(book, DEFAULT) == shown
        book.clock = FixedClock(last + timedelta(minutes=2))
        assert today.today(book, DEFAULT) != shown


# -- on a terminal ---------------------------------------------------------------------------------


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "small.db"
    new_book(path)
    with Book(path, FixedClock(NOW)) as book:
        furnish(book)
    return path


@needs("pty")
@pytest.mark.slow("starts the real program in a terminal several times")
def test_the_kept_screen_is_what_the_app_draws_and_keys_typed_before_it_act(
    tmp_path: Path, small: Path
) -> None:
    from ui.terminal import Terminal

    arguments = ("--book", str(small), "--today", DAY)
    folder = Path(kept.folder(str(small)))
    with Terminal(*arguments, home=tmp_path, columns=120, rows=36) as first:
        first.see("Review")
        first.until(
            lambda: len(list(folder.glob("*-120x36"))) == 2, 60
        )  # the child stands aside for all else
        drawn = first.text
        first.send("\x11")
        assert first.ended() == 0
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    with Terminal(*arguments, home=tmp_path, columns=120, rows=36) as again:
        modes = again.first_modes
        again.until(lambda: b"\x1b[?1049h" in again.raw and drawn == again.text)
        assert b"\x1b[?2026$p" not in again.raw  # Textual has asked for nothing yet
        again.send("\r")
        again.until(lambda: "Timeline" in again.text)
        again.send("\x11")
        assert again.ended() == 0
        assert again.raw.count(b"\x1b[?1049h") == 1
        assert again.modes == modes


@needs("pty")
def test_a_start_that_is_told_to_end_gives_the_terminal_back(tmp_path: Path, small: Path) -> None:
    from ui.terminal import Terminal

    os.environ.pop("NO_COLOR", None)
    program = (
        "import sys, time; from repbook import early; early.kept.read = lambda *_: b'a kept screen'\n"
        "early.take(sys.argv[1:]); time.sleep(60)"
    )
    with Terminal("--book", str(small), home=tmp_path, program=program) as terminal:
        modes = terminal.first_modes
        terminal.see("a kept screen")
        assert terminal.modes != modes
        os.kill(terminal.pid, signal.SIGTERM)
        assert terminal.ended() == 128 + signal.SIGTERM
        assert terminal.modes == modes
        assert terminal.raw.endswith(early.LEAVE)
