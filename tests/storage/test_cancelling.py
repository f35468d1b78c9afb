"""Talk of cancelling, in their words and in the rep's (R63)."""

from __future__ import annotations

import pytest

from repbook.storage.cancelling import NOTED, speaks_of_it


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
    assert speaks_of_it(text) is theirs
    assert speaks_of_it(text, NOTED) is noted
