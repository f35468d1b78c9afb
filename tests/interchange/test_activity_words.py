"""Words of a touch that nobody understands are not lost: they stay with it under their heading."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from repbook.interchange.reading.records import Parsed

Give = Callable[..., Parsed]

WORDS = [
    # what stands in a column of an activity, and what of it is kept aside
    ("Type", "Call", {}),
    ("Type", "Anruf", {}),
    ("Type", "Notiz", {}),
    ("Type", "Rollout", {"Type": "Rollout"}),
    ("Type", "Wartungsgang", {"Type": "Wartungsgang"}),
    ("Outcome", "No answer", {}),
    ("Outcome", "Interested in pumps", {"Outcome": "Interested in pumps"}),
    ("Status", "Completed", {}),
    ("Status", "Erledigt", {}),
    ("Status", "Verschoben", {"Status": "Verschoben"}),
]


@pytest.mark.parametrize(("column", "said", "aside"), WORDS)
def test_a_kind_that_nobody_understands_is_kept(give: Give, column, said, aside) -> None:
    parsed = give(f"Date,Company,{column},Notes\n2025-05-02,Kelder,{said},all is well\n")
    (touch,) = (*parsed.touches, *parsed.followups)
    assert dict(touch.extra) == aside


def test_a_day_that_is_none_is_not_told_as_one_without_a_year(give: Give) -> None:
    parsed = give("Date,Company,Notes\n2025-05-02,Kelder,all is well\n2025-13-45,Kelder,no\n")
    assert len(parsed.touches) == 1
    assert [problem.line for problem in parsed.problems] == [3, 3]
    assert not [said for said in parsed.notices if "without a year" in said]
