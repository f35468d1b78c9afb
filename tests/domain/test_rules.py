"""The numbers of the rules, and a settings file's own over them."""

from __future__ import annotations

from datetime import date

import pytest

from repbook.domain.overrides import rules_from
from repbook.domain.spine.rules import DEFAULT, Pace
from repbook.errors import BadSettings


def test_what_is_not_named_keeps_its_default() -> None:
    rules = rules_from(
        {
            "rhythm": {"settled": {"A": [20, 24]}, "tier_weights": {"D": 0.25}},
            "phases": {"gate_days": 28},
            "risk": {"told": -3, "ages": [2, 10, 30, 60], "check": {"-2": 40}},
            "clocks": {"tenure_years": [1, 10]},
        }
    )
    assert rules.rhythm.settled == {**DEFAULT.rhythm.settled, "A": Pace(20, 24)}
    assert rules.rhythm.tier_weights["D"] == 0.25 and rules.rhythm.tier_weights["A"] == 1.5
    assert rules.phases == DEFAULT.phases._replace(gate_days=28)
    assert (rules.risk.told, rules.risk.ages, rules.risk.check["-2"]) == (-3, (2, 10, 30, 60), 40)
    assert rules.clocks.tenure_years == (1, 10)
    assert rules.asks == DEFAULT.asks and rules.business == DEFAULT.business


def test_an_empty_file_changes_nothing() -> None:
    assert rules_from({}) == DEFAULT


def test_holidays_come_as_text_or_as_days() -> None:
    rules = rules_from({"holidays": ["2026-12-25", date(2026, 12, 28)]})
    assert rules.business.add(date(2026, 12, 24), 1) == date(2026, 12, 29)


@pytest.mark.parametrize(
    ("mapping", "named", "expected"),
    [
        ({"risk": {"tolt": -4}}, "rules.risk.tolt", "did you mean told?"),
        ({"riks": {}}, "rules.riks", "did you mean risk?"),
        ({"risk": 3}, "rules.risk", "a table"),
        ({"risk": {"told": "four"}}, "rules.risk.told", "a whole number"),
        ({"risk": {"told": 1.5}}, "rules.risk.told", "a whole number"),
        ({"risk": {"told": True}}, "rules.risk.told", "a whole number"),
        ({"risk": {"problem_past_clock": "x"}}, "rules.risk.problem_past_clock", "a number"),
        ({"risk": {"problem_past_clock": float("nan")}}, "problem_past_clock", "a number"),
        ({"risk": {"ages": [1, 2]}}, "rules.risk.ages", "a list of 4 whole numbers, rising"),
        ({"risk": {"bands": [50, 25, 75]}}, "rules.risk.bands", "rising"),
        ({"risk": {"problem": {"awful": 50}}}, "rules.risk.problem.awful", "known here"),
        ({"clocks": {"dropped": -1}}, "rules.clocks.dropped", "from 0 to"),
        ({"clocks": {"work_to": 25}}, "rules.clocks.work_to", "from 0 to 24"),
        ({"clocks": {"work_to": 8}}, "rules.clocks.work_to", "an hour after work_from"),
        ({"clocks": {"tenure_years": [1, "x"]}}, "rules.clocks.tenure_years", "a list of whole"),
        ({"rhythm": {"excitement": [2]}}, "rules.rhythm.excitement", "aim and limit"),
        ({"rhythm": {"settled": {"A": [30, 20]}}}, "rules.rhythm.settled.A", "aim and limit"),
        ({"rhythm": {"settled": {"A": [0, 20]}}}, "rules.rhythm.settled.A", "the aim at least 1"),
        ({"rhythm": {"settled": [30, 20]}}, "rules.rhythm.settled", "a table"),
        ({"rhythm": {"unproven_as": "E"}}, "rules.rhythm.unproven_as", "one of A, B, C, D"),
        ({"holidays": ["25.12.2026"]}, "rules.holidays", "days such as 2026-12-25"),
        ({"holidays": "2026-12-25"}, "rules.holidays", "a list of days"),
        ([], "rules", "a table"),
    ],
)
def test_a_wrong_value_is_refused_with_its_key_and_what_belongs_there(
    mapping: dict[str, object], named: str, expected: str
) -> None:
    with pytest.raises(BadSettings) as refused:
        rules_from(mapping)
    assert named in refused.value.message
    assert expected in str(refused.value)
    assert refused.value.hint and "\n" not in str(refused.value)


def test_the_numbers_of_asks_and_letters_are_there_for_their_rules() -> None:
    assert DEFAULT.asks._asdict() == {
        "apart": 90,
        "gives_to_the_first": 1,
        "gives_to_an_ask": 3,
        "in_a_week": 3,
        "praise_hours": 48,
    }
    clocks = DEFAULT.clocks
    assert (clocks.note_lapses, clocks.clipping, clocks.referral_thanks_bd) == (3, 10, 1)
    assert (clocks.staff_check_in, clocks.agreement_bd, clocks.history_after) == ((30, 90), 5, 30)
