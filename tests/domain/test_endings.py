"""What may become of a problem follows from how far it is."""

from __future__ import annotations

from typing import Any

import pytest

from domain.made import AT, TODAY, ago, trouble
from repbook.domain.care import endings
from repbook.domain.care.endings import left_to_do

NEW = trouble()._replace(acknowledged_at=None, planned_at=None)


@pytest.mark.parametrize(
    ("far", "letters"),
    [
        ({}, "aps"),
        ({"acknowledged_at": AT}, "ps"),
        ({"acknowledged_at": AT, "planned_at": AT}, "s"),
        ({"planned_at": AT, "solved_on": ago(1)}, "acr"),
        ({"acknowledged_at": AT, "solved_on": ago(9), "confirmed_on": TODAY}, "or"),
    ],
)
def test_a_problem_offers_the_steps_that_it_still_lacks(far: dict[str, Any], letters: str) -> None:
    assert "".join(letter for letter, *_ in left_to_do(NEW._replace(**far))) == letters


@pytest.mark.parametrize("kind", ["OF_A_PROMISE", "OF_AN_EXPECTATION", "OF_A_SALE"])
def test_each_ending_has_a_letter_of_its_own(kind: str) -> None:
    letters = [letter for letter, *_ in getattr(endings, kind)]
    assert len(letters) > 2 and len(set(letters)) == len(letters)
