"""The bands of the risk are a setting: the colour of a row and its group go by the same."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from domain.arranged import arrange
from repbook.domain.spine.facts import CheckFacts, CustomerFacts
from repbook.domain.spine.kinds import Group
from repbook.domain.spine.rules import DEFAULT
from repbook.domain.today.standing import standing
from repbook.domain.today.today_page import rows_of
from repbook.ui.lists.today_list import TodayList
from repbook.ui.lists.today_rows import Line
from repbook.ui.text.event_words import risk_role, risk_style, risk_text

TODAY = date(2026, 6, 3)
ROLES = ("quiet", "quiet", "due", "alarm")
LET_DOWN = CustomerFacts(
    1,
    "Orchard Clinic",
    created_on=TODAY - timedelta(days=400),
    two_way=(TODAY - timedelta(days=2),),
    checks=(CheckFacts(TODAY - timedelta(days=2), -2),),
)
"""A check of −2 has a floor of 60, and rings no other alarm."""


@pytest.mark.parametrize(
    "bands", [(10, 30, 60), (25, 50, 75), (10, 30, 61), (10, 61, 62), (61, 70, 90)]
)
def test_the_colour_and_the_group_of_a_row_agree_whatever_the_bands(
    bands: tuple[int, ...],
) -> None:
    rules = DEFAULT._replace(risk=DEFAULT.risk._replace(bands=bands))
    stands = standing(LET_DOWN, TODAY, rules)
    assert (stands.risk.score, risk_text(stands.risk)) == (60, "60")
    role = ROLES[sum(begins <= 60 for begins in bands)]
    assert risk_role(stands.risk.band) == role
    assert risk_style(stands.risk.band, "calm") == (f"bold ${role}" if role != "quiet" else "calm")
    page = arrange((stands,), TODAY, debt_before=0, rules=rules)
    assert page.at_risk == (role != "quiet")
    nags = [row for row in page.rows if row.reason.what == "the last check was much worse"]
    assert bool(nags) == (role != "quiet")
    for row in nags:
        assert (row.reason.group is Group.SAVE) == row.reason.red == (role == "alarm")
        drawn = TodayList().draw(
            Line(row.reason.group, rows_of((row,)).head(0), rows=(row,)), 0, 100, selected=False
        )
        assert ("60".rjust(4), role if role != "alarm" else "ink") in drawn
        words = [said for said, each in drawn if each == "alarm" and said.strip(" ▲")]
        assert len(words) == (role == "alarm")  # one red word a row


def test_what_nobody_can_know_is_no_number_and_no_alarm() -> None:
    rules = DEFAULT._replace(risk=DEFAULT.risk._replace(bands=(0, 1, 2)))
    silent = CustomerFacts(1, "Orchard Clinic", created_on=TODAY - timedelta(days=4000))
    found = standing(silent, TODAY, rules).risk
    assert found.score > 2
    assert (risk_text(found), risk_role(found.band), found.warns) == ("?", "quiet", False)
