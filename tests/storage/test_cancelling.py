"""Talk of cancelling, in their words and in the rep's (R63)."""

from __future__ import annotations

from datetime import date

import pytest

from repbook.storage.facts.cancelling import Said, talk


@pytest.mark.practice("R63")
@pytest.mark.parametrize(
    ("text", "theirs", "noted"),
    [
        ("we will return it and want our money back", True, True),
        ("cancel", True, False),
        ("had to cancel Thursday's visit", True, False),
        ("Jo wants to cancel the order", True, True),
        ("asked for a refund", True, True),
        ("no refund needed", False, False),
        ("does not want to cancel", False, False),
        ("doesn’t want their money back", False, False),
        ("not happy at all, then said: send it back", True, True),
        ("CANCEL THE ORDER", True, True),
        ("came back to the valves", False, False),
    ],
)
def test_what_counts_as_talk_of_cancelling(text: str, theirs: bool, noted: bool) -> None:
    day = date(2026, 6, 1)
    assert talk([Said("check", day, text, 1)]) == (day if theirs else None, None)
    assert talk([Said("touch", day, text, 1)]) == (day if noted else None, None)


STAY = [
    ("they stay", True),
    ("Rang Jo: they stay with us after all", True),
    ("she is staying, put it in writing fri", True),
    ("they'll stay.", True),
    ("they will not cancel", True),
    ("no longer wants to cancel", True),
    ("does not want to cancel the order any more", True),
    ("keeps the order after all", True),
    ("decided to stay", True),
    # an if, a may, a question: it is not said yet
    ("they stay if the valve works by friday", False),
    ("may stay with us", False),
    ("will they stay?", False),
    ("not sure they stay", False),
    ("have not cancelled yet", False),
    # other stays and other cancelling
    ("we stay in touch", False),
    ("they stay at the Crown on Thursday", False),
    ("the machine will stay in the hall", False),
    ("will not cancel Thursday's visit", False),
    ("they can not cancel before June", False),
    ("no refund yet", False),
    ("all is well", False),
]


@pytest.mark.practice("R63")
@pytest.mark.parametrize(("text", "stays"), STAY)
def test_what_counts_as_their_word_that_they_stay(text: str, stays: bool) -> None:
    spoke, day = date(2026, 6, 1), date(2026, 6, 2)
    rows = [Said("touch", spoke, "wants to cancel", 1), Said("touch", day, text, 2)]
    assert talk(rows) == (spoke, day if stays else None)


@pytest.mark.parametrize(
    ("said", "spoke", "stays"),
    [
        ((("touch", 1, "wants to cancel", 1), ("touch", 2, "they stay", 2)), 1, 2),
        # on one day by the order of the touches
        ((("touch", 1, "wants to cancel", 1), ("touch", 1, "they stay", 2)), 1, 1),
        ((("touch", 1, "they stay", 1), ("touch", 1, "wants to cancel", 2)), 1, None),
        # within one text the later phrase counts
        ((("touch", 1, "wanted to cancel, but they stay", 1),), None, None),
        ((("touch", 1, "they stay. now they want a refund", 1),), 1, None),
        # spoken of anew
        ((("touch", 1, "a refund", 1), ("touch", 2, "they stay", 2), ("check", 3, "cancel", 3)), 3, None),
        ((("problem", 1, "want a refund", 1), ("touch", 1, "they stay", 1)), 1, None),
        ((("problem", 1, "want a refund", 1), ("touch", 2, "they stay", 2)), 1, 2),
        # a denial is no word that they stay, and the first such word counts
        ((("touch", 1, "wants to cancel", 1), ("touch", 2, "no refund needed", 2)), 1, None),
        ((("touch", 1, "wants to cancel", 1), ("touch", 2, "they stay", 2), ("touch", 3, "they stay", 3)), 1, 2),
        ((), None, None),
    ],
)  # fmt: skip
def test_talk_stands_until_they_say_that_they_stay(
    said: tuple[tuple[str, int, str, int], ...], spoke: int | None, stays: int | None
) -> None:
    def on(number: int | None) -> date | None:
        return date(2026, 6, number) if number else None

    rows = [Said(kind, date(2026, 6, day), text, place) for kind, day, text, place in said]
    assert talk(rows) == (on(spoke), on(stays))
