"""Signals, closed windows, sleep, crashes, odd bytes: the real program in a real terminal."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from textual.worker import WorkerFailed

from blank import new_book
from repbook.actions.care import promises
from repbook.actions.customers import customers
from repbook.clock import FixedClock
from repbook.errors import BookUnusable
from repbook.paths import backup_folder
from repbook.storage.book.book import Book
from repbook.storage.safety.backup_folder import backups, saved_copies
from repbook.ui.app.launch import _last_words
from repbook.ui.forms import drafting
from ui.terminal import Terminal

SLOW_DRAFTS = """
import sys
from repbook.ui.forms import drafting
drafting.DRAFT_SECONDS = 600
{}
from repbook.__main__ import main
sys.exit(main())
"""
"""The program, whose forms never keep a draft by themselves: what is kept was kept at the end."""

pytestmark = pytest.mark.slow("each starts the real program in a terminal, about a second")

NOW = datetime(2026, 6, 3, 9, 14)
TODAY = NOW.date()

Start = Callable[..., Terminal]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("book") / "book.db"
    new_book(path)
    with Book(path, FixedClock(NOW)) as book:
        hollis = customers.add(book, "Hollis Dairy", person="Tom Hollis", phone="0113 496 0000")
        promises.add(book, hollis.ids["customers"][0], "valve kit", TODAY)
    return path


@pytest.fixture
def path(small: Path, tmp_path: Path) -> Path:
    """A book with one customer, who is on Today."""
    return Path(shutil.copy(small, tmp_path / "book.db"))


@pytest.fixture
def start(path: Path, tmp_path: Path) -> Iterator[Start]:
    """Starts the program over the small book, and waits for its first screen."""
    opened: list[Terminal] = []

    def run(program: str = "", columns: int = 100, rows: int = 30, see: str = "Hollis") -> Terminal:
        opened.append(
            Terminal(
                *("--book", str(path), "--today", TODAY.isoformat()),
                home=tmp_path / "home",
                columns=columns,
                rows=rows,
                program=program,
            )
        )
        opened[-1].see(see)
        return opened[-1]

    yield run
    for terminal in opened:
        terminal.__exit__()


def type_into_a_form(terminal: Terminal, words: str = "send the manual 2 x") -> None:
    """Open the form for a promise, and leave words in it."""
    terminal.send("p")
    terminal.see("in the words used")
    terminal.send(words)
    terminal.see(words.rstrip())


def draft(path: Path) -> str:
    """What was promised in the one draft in the book."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT content FROM drafts").fetchall()
        connection.execute("BEGIN IMMEDIATE")  # nobody holds the book any more
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    return str(json.loads(rows[0][0])["text"]) if rows else ""


def given_back(terminal: Terminal, modes: tuple[int, ...]) -> None:
    """The terminal is as it was: its modes, its first screen, its cursor, no mouse, no paste marks."""
    assert terminal.modes == modes
    for sequence in (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1003l", b"\x1b[?2004l", b"\x1b[<u"):
        assert terminal.raw.rfind(sequence) > terminal.raw.rfind(b"\x1b[?1049h"), sequence


# -- told to end -------------------------------------------------------------------------------------


@pytest.mark.fault("F34")
def test_sigterm_keeps_the_draft_and_gives_the_terminal_back(start: Start, path: Path) -> None:
    terminal = start(SLOW_DRAFTS.format(""))
    type_into_a_form(terminal)
    os.kill(terminal.pid, signal.SIGTERM)
    assert terminal.ended() == 143
    assert draft(path) == "send the manual 2 x"
    given_back(terminal, terminal.first_modes)


@pytest.mark.fault("F33")
def test_a_closed_window_keeps_the_draft(start: Start, path: Path) -> None:
    terminal = start(SLOW_DRAFTS.format(""))
    type_into_a_form(terminal)
    terminal.hang_up()
    assert terminal.ended() == 129
    assert draft(path) == "send the manual 2 x"


@pytest.mark.fault("F34")
def test_sigterm_while_another_program_holds_the_book_still_ends_in_time(
    start: Start, path: Path
) -> None:
    terminal = start(SLOW_DRAFTS.format(""))
    type_into_a_form(terminal)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        os.kill(terminal.pid, signal.SIGTERM)
        assert terminal.ended() == 143
    given_back(terminal, terminal.first_modes)


@pytest.mark.fault("F39")
def test_sigterm_on_a_frozen_terminal_still_saves_and_ends(start: Start, path: Path) -> None:
    terminal = start(SLOW_DRAFTS.format(""))
    type_into_a_form(terminal)
    for number in range(24):  # nobody reads what is drawn, and the terminal takes no more
        terminal.resize(90 + number % 2 * 10, 30, terminal.file)
        time.sleep(0.02)
    os.kill(terminal.pid, signal.SIGTERM)
    terminal.until(lambda: terminal.state in "ZX", read=False)
    assert draft(path) == "send the manual 2 x"
    assert terminal.ended() == 143


@pytest.mark.fault("F35")
def test_sigint_from_outside_is_quitting_with_the_draft_kept(start: Start, path: Path) -> None:
    terminal = start(SLOW_DRAFTS.format(""))
    type_into_a_form(terminal)
    os.kill(terminal.pid, signal.SIGINT)
    assert terminal.ended() == 0
    assert draft(path) == "send the manual 2 x"
    given_back(terminal, terminal.first_modes)


@pytest.mark.fault("F32")
def test_quitting_with_a_form_open_keeps_the_draft_and_offers_it_again(start: Start) -> None:
    terminal = start()
    type_into_a_form(terminal)
    terminal.send(b"\x11")
    assert terminal.ended() == 0
    given_back(terminal, terminal.first_modes)
    again = start()
    again.send("p")
    again.see("send the manual 2 x")
    again.see("draft is back")


@pytest.mark.fault("F36")
def test_kill_9_while_typing_loses_half_a_second_at_most(start: Start, path: Path) -> None:
    terminal = start()
    type_into_a_form(terminal, "send the card ")
    words = "send the card "
    for letter in "and then the manual to Jo Marsh":
        words += letter
        terminal.send(letter)
        terminal.read()
    assert drafting.DRAFT_SECONDS <= 0.5
    terminal.until(lambda: draft(path).strip() == words.strip())
    os.kill(terminal.pid, signal.SIGKILL)
    assert terminal.ended() == -signal.SIGKILL
    assert draft(path) == words.strip() or draft(path) == words


@pytest.mark.fault("F40")
def test_a_terminal_that_goes_without_a_signal_ends_the_program(start: Start, path: Path) -> None:
    terminal = start(
        SLOW_DRAFTS.format("import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN)")
    )
    type_into_a_form(terminal)
    spent = terminal.cpu()
    terminal.hang_up()
    terminal.until(lambda: terminal.state in "ZX")
    assert terminal.cpu() - spent < 1.5
    terminal.ended()
    assert draft(path) == "send the manual 2 x"


# -- asleep and back ---------------------------------------------------------------------------------


@pytest.mark.fault("F38")
def test_ctrl_z_gives_the_terminal_back_and_fg_shows_the_book_as_it_is(
    start: Start, path: Path
) -> None:
    terminal = start()
    type_into_a_form(terminal)
    terminal.send(b"\x1a")
    terminal.until(lambda: terminal.state == "T")
    while terminal.read():
        pass
    given_back(terminal, terminal.first_modes)
    with Book(path, FixedClock(NOW)) as book:
        found = book.row("SELECT id FROM customers WHERE name = 'Hollis Dairy'")
        assert found is not None
        customers.edit(book, found[0], name="Hollis & Daughters")
    terminal.screen.reset()
    terminal.raw = b""
    os.kill(terminal.pid, signal.SIGCONT)
    terminal.see("send the manual 2 x")
    terminal.see("Hollis & Daughters")
    assert b"\x1b[?1049h" in terminal.raw
    os.kill(terminal.pid, signal.SIGCONT)  # and a second one does no harm
    terminal.send("!")
    terminal.see("manual 2 x!")
    terminal.send(b"\x11")
    assert terminal.ended() == 0


@pytest.mark.fault("F38")
@pytest.mark.fault("F34")
def test_sigterm_while_asleep_ends_it_on_waking(start: Start, path: Path) -> None:
    terminal = start()
    type_into_a_form(terminal)
    terminal.send(b"\x1a")
    terminal.until(lambda: terminal.state == "T")
    os.kill(terminal.pid, signal.SIGTERM)
    os.kill(terminal.pid, signal.SIGCONT)
    assert terminal.ended() == 143
    assert draft(path) == "send the manual 2 x"
    given_back(terminal, terminal.first_modes)


# -- stumbling ---------------------------------------------------------------------------------------

SECRET = "valve leak 0113 496 0000"
STUMBLES = {
    "handler": "full_screen.FullScreen.action_blank = stumble",
    "worker": "full_screen.FullScreen.action_blank = lambda self: self.run_worker(later(self))",
    "timer": "full_screen.FullScreen.action_blank = lambda self: self.set_timer(0.01, stumble)",
    "render": (
        "from repbook.ui.shell.hint_bar import HintBar\n"
        "def action_blank(self):\n"
        "    HintBar.render_line = stumble\n"
        "    for bar in self.screen.query(HintBar): bar.refresh()\n"
        "full_screen.FullScreen.action_blank = action_blank"
    ),
}
STUMBLE = f"""
from repbook.ui.app import full_screen
def stumble(*_):
    secret = "{SECRET}"
    raise ValueError(secret)
async def later(self):
    stumble()
"""


@pytest.mark.fault("F45")
@pytest.mark.fault("F108")
@pytest.mark.parametrize("where", STUMBLES)
def test_a_fault_of_our_own_keeps_the_draft_and_tells_nothing_of_anybody(
    start: Start, path: Path, tmp_path: Path, where: str
) -> None:
    terminal = start(SLOW_DRAFTS.format(STUMBLE + STUMBLES[where]))
    type_into_a_form(terminal)
    terminal.raw = b"\x1b[?1049h"
    terminal.send(b"\x1b[24~")
    terminal.see("Something went wrong here (ValueError); what was typed is kept")
    assert draft(path) == "send the manual 2 x"
    terminal.send(b"\x1b[24~")  # a second one in a row
    assert terminal.ended() == 1
    assert draft(path) == "send the manual 2 x"
    given_back(terminal, terminal.first_modes)
    last = terminal.raw[terminal.raw.rfind(b"\x1b[?25h") :].decode()
    assert "this should not have happened (ValueError); what was typed is kept" in last
    notes = [*(tmp_path / "home" / "repbook").glob("crash-*.txt")]
    assert notes  # one a place where it happened: the second key may have come another way
    for note in notes:
        assert stat.S_IMODE(note.stat().st_mode) == 0o600
        told = note.read_text()
        assert "ValueError" in told and "__main__:" in told
        for private in (SECRET, "valve", "Hollis", "manual", str(tmp_path)):
            assert private not in told
            assert private not in last or private == str(tmp_path)


# -- typed ahead -------------------------------------------------------------------------------------


@pytest.mark.fault("F34")
@pytest.mark.fault("F33")
@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_keeps_what_the_terminal_had_delivered(
    start: Start, path: Path, number: int, status: int
) -> None:
    terminal = start(SLOW_DRAFTS.format(""))
    terminal.send("psend the manual to Jo")
    os.kill(terminal.pid, number)
    assert terminal.ended() == status
    assert draft(path) == "send the manual to Jo"


def test_keys_typed_before_the_first_frame_act_and_enter_too(start: Start, path: Path) -> None:
    terminal = start(see="")
    terminal.send("l1fits well\r")
    terminal.see("undoes it")
    terminal.send(b"\x11")
    assert terminal.ended() == 0
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT note FROM touches").fetchall() == [("fits well",)]


def test_escape_with_a_letter_behind_it_is_two_keys(start: Start, path: Path) -> None:
    terminal = start()
    type_into_a_form(terminal)
    terminal.send(b"\x1bl")
    terminal.see("Log · Hollis Dairy")
    terminal.send(b"\x1b1")
    terminal.until(lambda: "Log · Hollis Dairy" not in terminal.text)
    assert draft(path) == "send the manual 2 x"


@pytest.mark.fault("F26")
def test_a_size_that_makes_no_sense_is_not_believed_and_the_keys_go_on(start: Start) -> None:
    terminal = start()
    terminal.send(b"\x1b[48;0;0;0;0t\x1b[48;100000;100000;0;0t")
    terminal.send("p")
    terminal.see("in the words used")
    terminal.send(b"\x1b")
    terminal.until(lambda: "in the words used" not in terminal.text)
    terminal.send("q")
    assert terminal.ended() == 0


def test_who_has_left_is_gone_even_where_a_screen_does_not_close(start: Start, path: Path) -> None:
    program = (
        "import asyncio, sys\n"
        "from repbook.ui.app import full_screen\n"
        "from repbook.ui.screens.today import TodayScreen\n"
        "full_screen.CLOSE_SECONDS = 0.5\n"
        "async def on_unmount(self): await asyncio.sleep(600)\n"
        "TodayScreen.on_unmount = on_unmount\n"
        "from repbook.__main__ import main\n"
        "sys.exit(main())"
    )
    terminal = start(program)
    type_into_a_form(terminal)
    terminal.send(b"\x11")
    assert terminal.ended() == 0
    assert draft(path) == "send the manual 2 x"
    given_back(terminal, terminal.first_modes)


def test_the_end_of_the_loop_that_nobody_asked_for_is_a_fault(start: Start, tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "from repbook.ui.app import full_screen\n"
        "full_screen.FullScreen.action_blank = lambda self: self._message_queue.put_nowait(None)\n"
        "from repbook.__main__ import main\n"
        "sys.exit(main())"
    )
    terminal = start(program)
    terminal.send(b"\x1b[24~")
    assert terminal.ended() == 1
    assert b"this should not have happened (Unasked)" in terminal.raw
    assert list((tmp_path / "home" / "repbook").glob("crash-*.txt"))


@pytest.mark.parametrize(
    ("error", "kept", "line"),
    [
        (BookUnusable("the disk is full", "make room"), True,
         "repbook: the disk is full - make room (what was typed is kept)\n"),
        (WorkerFailed(BookUnusable("the disk is full", "make room")), False,
         "repbook: the disk is full - make room (what was just typed could not be kept)\n"),
    ],
)  # fmt: skip
def test_the_last_line_names_a_cause_that_has_a_name(
    error: Exception, kept: bool, line: str
) -> None:
    assert _last_words(error, kept=kept) == line


def replaced(path: Path) -> str:
    Path(shutil.copy(path, path.with_name("new.db"))).rename(path)
    return "another file took the place of"


def written_over(path: Path) -> str:
    with path.open("r+b") as file:
        file.write(b"Dear Jo, " * 20_000)
    return "was spoiled by another program"


@pytest.mark.fault("F61")
@pytest.mark.parametrize("fate", [replaced, written_over])
def test_a_book_that_is_another_while_a_form_is_open_goes_on_in_a_copy(
    start: Start, path: Path, fate: Callable[[Path], str]
) -> None:
    terminal = start()
    terminal.until(lambda: backups(backup_folder(path)) != ())
    type_into_a_form(terminal, "send ")
    said = fate(path)
    before = path.read_bytes()
    terminal.send("the manual")
    terminal.until(lambda: said in terminal.words)
    assert "send the manual" in terminal.text
    terminal.send("\x11")
    assert terminal.ended() == 0
    (copy,) = saved_copies(path)
    assert draft(copy) == "send the manual"
    assert path.read_bytes() == before


@pytest.mark.fault("F61")
def test_a_book_that_is_deleted_under_a_form_goes_on_in_a_copy_that_is_named(
    start: Start, path: Path
) -> None:
    terminal = start()
    type_into_a_form(terminal, "send ")
    path.unlink()
    terminal.send("the manual fri\r")
    terminal.until(lambda: "is gone: this goes on in a copy" in terminal.words)
    terminal.until(lambda: "undoes it" in terminal.words)
    terminal.send("\x11")
    assert terminal.ended() == 0
    (copy,) = saved_copies(path)
    assert str(copy.name) in terminal.raw.decode("utf-8", "replace")[-300:]
    with closing(sqlite3.connect(copy)) as saved:
        query = "SELECT count(*) FROM promises WHERE text LIKE 'send the manual%'"
        assert saved.execute(query).fetchone() == (1,)


@pytest.mark.fault("F76")
def test_a_backup_that_can_t_be_made_is_told_and_work_goes_on(start: Start, path: Path) -> None:
    backup_folder(path).write_text("in the way")
    terminal = start()
    terminal.see("no backup:")
    type_into_a_form(terminal)


# -- odd bytes ---------------------------------------------------------------------------------------


@pytest.mark.fault("F24")
@pytest.mark.fault("F25")
@pytest.mark.fault("F27")
def test_odd_bytes_and_hostile_pastes_are_text_or_nothing(start: Start) -> None:
    terminal = start()
    type_into_a_form(terminal, "a")
    terminal.send(b"\xe9\xffb")
    terminal.see("a\ufffd\ufffdb")
    for odd in (b"\x1b[1114112;1u", b"\x1b[97;" + b"9" * 25 + b"u", b"\x1b[<0;99999999;9M"):
        terminal.send(odd)
    time.sleep(0.2)
    terminal.send(b"\x1b[200~ c\x11\x1b\x1b[A\x1b[201~\x1b\x11 d\x1b[201~")
    terminal.see(" d")
    terminal.send("e")
    terminal.see("de")
    assert "fri, +3, end of month" in terminal.text


@pytest.mark.fault("F41")
def test_any_size_and_many_changes_of_it_do_no_harm(start: Start) -> None:
    terminal = start(columns=80, rows=24)
    type_into_a_form(terminal)
    for columns, rows in [(1, 1), (20, 5), (500, 300), (3, 200), (59, 15)] * 3:
        terminal.resize(columns, rows, terminal.file)
        while terminal.read(0.02):
            pass
    terminal.screen.resize(24, 80)
    terminal.resize(80, 24, terminal.file)
    terminal.see("send the manual 2 x")
    terminal.send("y")
    terminal.see("manual 2 xy")


@pytest.mark.fault("F42")
@pytest.mark.parametrize("missing", ["stdin", "stdout"])
def test_without_a_terminal_it_says_so_and_ends(path: Path, tmp_path: Path, missing: str) -> None:
    master, terminal = os.openpty()
    streams = {"stdin": terminal, "stdout": terminal}
    streams[missing] = subprocess.DEVNULL
    done = subprocess.run(
        [sys.executable, "-m", "repbook", "--book", path],
        **streams,  # type: ignore[call-overload]
        stderr=subprocess.PIPE,
        text=True,
        timeout=10,
        check=False,
    )
    os.close(master)
    os.close(terminal)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1 and "terminal" in done.stderr


@pytest.mark.fault("F49")
def test_a_book_that_can_t_be_opened_is_told_before_the_screen_is_taken(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Jo" * 100)
    with Terminal("--book", str(tmp_path / "letter.txt"), home=tmp_path) as terminal:
        assert terminal.ended() == 1
        assert "not a repbook file" in " ".join(terminal.text.split())
        assert b"\x1b[?1049h" not in terminal.raw


# -- at rest -----------------------------------------------------------------------------------------


def test_at_rest_the_program_wakes_less_than_ten_times_a_second(start: Start) -> None:
    terminal = start()

    def wakes() -> int:
        statuses = Path(f"/proc/{terminal.pid}/task").glob("*/status")
        return sum(
            int(line.split()[1])
            for status in statuses
            for line in status.read_text().splitlines()
            if line.startswith("voluntary_ctxt")
        )

    def quiet() -> bool:
        """Once what waits for the first quiet second is done."""
        before, at = wakes(), time.monotonic()
        while terminal.read(0.5):
            pass
        return wakes() - before < 10 * (time.monotonic() - at)

    terminal.until(lambda: quiet() and quiet())
