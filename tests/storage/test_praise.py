"""That they would recommend us, in their words and in the rep's (R96)."""

from __future__ import annotations

from datetime import date

import pytest

from repbook.storage.facts.praise import latest, recommends


@pytest.mark.practice("R96")
@pytest.mark.parametrize(
    ("text", "praise"),
    [
        ("would recommend us to anyone", True),
        ("Jo said she'd recommend us", True),
        ("They would happily recommend you.", True),
        ("has recommended us to her sister company", True),
        ("recommends our service everywhere", True),
        ("recommends the dosing pump to everyone", True),
        ("will gladly recommend", True),
        ("all fine; would recommend", True),
        # denied, or it depends
        ("would not recommend us", False),
        ("wouldn't recommend us to anyone", False),
        ("would never recommend us", False),
        ("would recommend us if the valve held", False),
        ("asked whether they would recommend us", False),
        # what we recommend
        ("we recommend the larger kit", False),
        ("I would recommend the larger kit", False),
        ("we would recommend a filter", False),
        ("recommended settings sent", False),
        ("all well", False),
    ],
)
def test_what_counts_as_a_recommendation(text: str, praise: bool) -> None:
    assert recommends(text) is praise


def test_the_latest_counts() -> None:
    rows = [(date(2026, 6, 3), "all well"), (date(2026, 6, 2), "would recommend us")]
    assert latest(rows) == date(2026, 6, 2)
    assert latest(rows[:1]) is None
