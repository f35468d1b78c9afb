"""Input parted into keys and pastes: whatever is pasted is text (F24-F28)."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from repbook.ui.terminal.pastes import (
    END,
    PATIENCE_SECONDS,
    SETTLE_SECONDS,
    START,
    Paste,
    Pastes,
    plain,
)

NASTY = st.lists(
    st.sampled_from(
        [START, END, "\x1b", "\x1b[A", "\x11", "q", "one line\r", "wörd ", "\x00", "\n"]
    ),
    max_size=12,
).map("".join)


def send(chunks: list[str], silence: float = SETTLE_SECONDS + 0.01) -> tuple[list[str], list[str]]:
    """The keys and the pastes that chunks become, which arrive at once and are followed by silence."""
    pastes, parts = Pastes(), []
    for at, chunk in enumerate(chunks):
        parts += pastes.feed(chunk, at * 0.001)
    parts += pastes.tick(len(chunks) * 0.001 + silence)
    keys = [part for part in parts if isinstance(part, str)]
    return keys, [part.text for part in parts if isinstance(part, Paste)]


def test_keys_go_through_at_once_as_they_are() -> None:
    assert send(["a", "\x1b", "[A", "\x1b[97;5u"]) == (["a", "\x1b", "[A", "\x1b[97;5u"], [])


def test_a_paste_is_one_text_and_the_keys_around_it_stay_keys() -> None:
    keys, pasted = send([f"a{START}send the card\rby fri{END}b"])
    assert pasted == ["send the card\nby fri"]
    assert "".join(keys).replace(START + END, "|") == "a|b"


@pytest.mark.fault("F27")
@given(content=NASTY, cuts=st.lists(st.integers(1, 60), max_size=6))
@example(content=f"a{END}\x11\x1b", cuts=[])
@example(content="", cuts=[1])
@example(content="x", cuts=[3, 9])
def test_whatever_is_in_a_paste_and_however_it_arrives_no_key_comes_of_it(
    content: str, cuts: list[int]
) -> None:
    sent, chunks = f"{START}{content}{END}", []
    for cut in cuts:
        chunks.append(sent[:cut])
        sent = sent[cut:]
    keys, pasted = send([*filter(None, chunks), sent] if sent else [*filter(None, chunks)])
    assert "".join(keys) == START + END
    assert pasted == [plain(content)]
    assert not any(char < " " and char not in "\n\t" for char in pasted[0])


@pytest.mark.fault("F28")
def test_a_paste_without_an_end_is_over_after_a_while() -> None:
    pastes = Pastes()
    pastes.feed(f"{START}half a", 0.0)
    assert pastes.tick(PATIENCE_SECONDS - 0.1) == []
    assert pastes.tick(PATIENCE_SECONDS + 0.1) == [Paste("half a")]
    assert pastes.due is None
    assert pastes.feed("l", 20.0) == ["l"]


def test_a_second_paste_after_a_silence_is_a_paste_of_its_own() -> None:
    pastes, pasted = Pastes(), []
    for at, word in enumerate(("one", "two")):
        pastes.feed(f"{START}{word}{END}", float(at))
        pasted += pastes.tick(at + 0.5)
    assert pasted == [Paste("one"), Paste("two")]


@pytest.mark.fault("F30")
def test_each_chunk_of_a_large_paste_is_looked_at_once() -> None:
    """However much was pasted before it; joining or searching all of it each time would take minutes."""
    text = "drawer sticks when cold\r" * 45_000
    looked_at = 0

    class Watched(str):
        """A chunk that counts the letters of every text it is joined to, or searched in."""

        def __radd__(self, before: str) -> Watched:
            nonlocal looked_at
            looked_at += len(before) + len(self)
            return Watched(str(before) + str(self))

        def __contains__(self, part: object) -> bool:
            nonlocal looked_at
            looked_at += len(self)
            return str(part) in str(self)

    chunks = [START, *(Watched(text[at : at + 4096]) for at in range(0, len(text), 4096)), END]
    _, pasted = send(chunks)
    assert len(pasted[0]) == len(text)
    assert len(text) < looked_at < 5 * len(text)
