"""Bytes and keys: Esc is a key of its own, whatever comes right behind it; a report is no key."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from repbook.ui.terminal import sequences
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
    ("x\x1b]11;rgb:1111/2222/3333\x07y", "x y"),
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
    for char in "\x1b]11;rgb:11":
        assert list(reader.feed(char)) == []
    assert reader.due == 100.0 + sequences.SILENCE_SECONDS
    now[0] += sequences.SILENCE_SECONDS
    assert list(reader.tick()) == []
    assert [message.key for message in reader.feed("q")] == ["q"]


@given(st.binary(max_size=60))
def test_no_bytes_are_too_much(noise: bytes) -> None:
    read(noise.decode("utf-8", "replace"))
