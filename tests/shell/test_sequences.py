"""Bytes and keys: Esc is a key of its own, whatever comes right behind it; a report is no key."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from repbook.ui.terminal import sequences
from repbook.ui.terminal.ground import PATIENCE_SECONDS, Ground, is_light
from repbook.ui.terminal.sequences import Sequences

KEYS = [
    ("l", "l"),
    ("\x1b", "escape"),
    ("\x1bl", "escape l"),
    ("\x1bL", "escape L"),
    ("\x1bll", "escape l l"),
    ("\x1b.", "escape full_stop"),
    ("\x1b1", "escape 1"),
    ("\x1b@", "escape at"),
    ("\x1b/marsh\r", "escape slash m a r s h enter"),
    ("\x1b\r", "escape enter"),
    ("\x1b\t", "escape tab"),
    ("\x1b ", "escape space"),
    ("\x1b\x7f", "escape backspace"),
    ("\x1b\x13", "escape ctrl+s"),
    ("\x1bé", "escape é"),
    ("\x1b\x1b", "escape escape"),
    ("\x1b\x1b\x1bl", "escape escape escape l"),
    ("\x1b\x1b[A", "escape up"),
    ("\x1b[", "escape left_square_bracket"),
    ("\x1b[x", "escape left_square_bracket x"),
    ("\x1b]", "escape right_square_bracket"),
    ("\x1b]l", "escape right_square_bracket l"),
    ("\x1bO", "escape O"),
    ("\x1bP", "escape P"),
    ("\x1bP4", "escape P 4"),
    ("\x1b]2", "escape right_square_bracket 2"),
    ("\x1b]2l1", "escape right_square_bracket 2 l 1"),
    ("\x1bP>l", "escape P greater_than_sign l"),
    ("\x1bPl", "escape P l"),
    ("\x1b[A", "up"),
    ("\x1bOA", "up"),
    ("\x1bOQ", "f2"),
    ("\x1b[24~", "f12"),
    ("\x1b[1;5C", "ctrl+right"),
    ("\x1b[Z", "shift+tab"),
    ("\r", "enter"),
    ("\n", "enter"),
    ("x\x1b[?1;2cy", "x y"),
    ("x\x1b[99;99;99qy", "x y"),
    ("x\x1b[" + "9" * 200 + "my", "x y"),
    ("x\x1bP>|terminal 1.2\x1b\\y", "x y"),
    ("x\x1b]10;rgb:1111/2222/3333\x07y", "x y"),
    ("x\x1b[48;0;0;0;0ty", "x y"),
    ("x\x1b[48;100000;100000;0;0ty", "x y"),
]


def read(sequence: str) -> list[Any]:
    """The messages of what arrives in one go, and of the silence behind it."""
    reader = Sequences()
    found = [message for char in sequence for message in reader.feed(char)]
    if reader.due is not None:
        reader._parser._timeout_time = 0.0
        found += reader.tick()
    return found


@pytest.mark.parametrize(("sequence", "keys"), KEYS)
def test_what_arrives_in_one_go(sequence: str, keys: str) -> None:
    assert " ".join(message.key for message in read(sequence)) == keys


@pytest.mark.fault("F26")
def test_a_sensible_size_is_taken() -> None:
    (message,) = read("\x1b[48;36;120;720;1200t")
    assert isinstance(message, events.Resize) and message.size == (120, 36)


@given(
    st.text(
        st.characters(exclude_characters="\x1b[]OP\n\x00", exclude_categories=("Cs",)),
        min_size=1,
        max_size=8,
    )
)
def test_escape_in_front_of_anything_is_that_and_escape(typed: str) -> None:
    alone = [(message.key, message.character) for message in read(typed)]
    behind = [(message.key, message.character) for message in read("\x1b" + typed)]
    assert behind[0] == ("escape", "\x1b")
    assert [character for _, character in behind[1:]] == [character for _, character in alone]


def test_a_report_that_never_ends_is_over_with_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(sequences.time, "monotonic", lambda: now[0])
    reader = Sequences()
    for char in "\x1b]10;rgb:11":
        assert list(reader.feed(char)) == []
    assert reader.due == 100.0 + sequences.SILENCE_SECONDS
    now[0] += sequences.SILENCE_SECONDS
    assert list(reader.tick()) == []
    assert [message.key for message in reader.feed("q")] == ["q"]


@given(st.binary(max_size=60))
def test_no_bytes_are_too_much(noise: bytes) -> None:
    read(noise.decode("utf-8", "replace"))


# -- the terminal's background -----------------------------------------------------------------------

LIGHT, DARK = "\x1b]11;rgb:ffff/ffff/dddd\x07", "\x1b]11;rgb:1e/1e/2e\x1b\\"
GROUNDS = [
    ("rgb:ffff/ffff/ffff", True),
    ("rgb:fdf6/e3e3/d5d5", True),
    ("rgb:0000/2b2b/3636", False),
    ("rgb:ff/ff/ff", True),
    ("rgb:0/0/0", False),
    ("rgba:ffff/ffff/ffff/ffff", True),
    ("#1d1f21", False),
    ("#FAFAFA", True),
    ("rgb:8080/8080/8080", True),
    ("rgb:6000/6000/6000", False),
    ("?", None),
    ("", None),
    ("rgb:/ff/ff", None),
    ("rgb:zz/ff/ff", None),
]


@pytest.mark.parametrize(("said", "light"), GROUNDS)
def test_what_a_terminal_says_of_its_ground(said: str, light: bool | None) -> None:
    assert is_light(said) is light
    found = read(f"x\x1b]11;{said}\x07y")
    assert [each.light for each in found if isinstance(each, Ground)] == [light][
        : light is not None
    ]
    if light is not None:
        assert [each.key for each in found if isinstance(each, events.Key)] == ["x", "y"]


@pytest.mark.parametrize(("sign", "light"), [("1", [False]), ("2", [True]), ("3", [])])
def test_a_terminal_that_turns_light_or_dark_says_so(sign: str, light: list[bool]) -> None:
    found = read(f"x\x1b[?997;{sign}ny")
    assert [each.light for each in found if isinstance(each, Ground)] == light
    assert [each.key for each in found if isinstance(each, events.Key)] == ["x", "y"]


class Slowly:
    """A terminal whose pieces arrive with silence between them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = sequences.time.monotonic()
        monkeypatch.setattr(sequences.time, "monotonic", lambda: self.now)
        self.reader = Sequences()
        self.reader.asked = True
        self.found: list[Any] = []

    def send(self, piece: str, silence: float = 0.0) -> None:
        """A piece in one go, and the silence behind it."""
        self.found += [message for char in piece for message in self.reader.feed(char)]
        until = self.now + silence
        while (due := self.reader.due) is not None and due <= until:
            self.now = max(self.now, due)
            if self.reader._parser._timeout_time:
                self.reader._parser._timeout_time = 1.0  # it goes by a clock of its own
            self.found += self.reader.tick()
        self.now = until

    @property
    def said(self) -> str:
        """The keys, and the grounds."""
        return " ".join(
            ("light" if each.light else "dark") if isinstance(each, Ground) else each.key
            for each in self.found
        )


@pytest.mark.parametrize("answer", [LIGHT, DARK])
@pytest.mark.parametrize("silence", [0.0, 0.01, 0.5, 1.4])
def test_an_answer_in_two_pieces_is_no_key(
    answer: str, silence: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    ground = "light" if answer == LIGHT else "dark"
    for cut in range(1, len(answer)):
        line = Slowly(monkeypatch)
        line.send(answer[:cut], silence)
        line.send(answer[cut:] + "j")
        assert line.said.removeprefix("escape ") == f"{ground} j", cut
        assert line.said.startswith("escape") <= (cut < len("\x1b]11;") and silence > 0)


@pytest.mark.parametrize(
    ("pieces", "keys"),
    [
        (["\x1b", "]"], "escape right_square_bracket"),
        (["\x1b", "]l"], "escape right_square_bracket l"),
        (["\x1b", "]1l"], "escape right_square_bracket 1 l"),
        (["\x1b", "lj"], "escape l j"),
        (["\x1b]11;rgb:ffff/", "jk"], "j k"),
        (["\x1b]11;rgb:ffff/\x1b", "[A"], "up"),
    ],
)
def test_what_is_typed_while_an_answer_is_awaited_stays_keys(
    pieces: list[str], keys: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = Slowly(monkeypatch)
    for piece in pieces:
        line.send(piece, 1.6)
    assert line.said == keys


def test_an_answer_that_never_ends_is_over_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    line = Slowly(monkeypatch)
    line.send("\x1b]11;rgb:11", PATIENCE_SECONDS + 0.1)
    line.send("a")
    assert line.said == "a"
