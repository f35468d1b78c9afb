"""A plan of several steps in one line: each that has a day is a step."""

from __future__ import annotations

from datetime import date

import pytest

from repbook.domain.line.plan_steps import plan_steps

TODAY = date(2026, 6, 9)  # a Tuesday
WED, THU, FRI = date(2026, 6, 10), date(2026, 6, 11), date(2026, 6, 12)


@pytest.mark.practice("R86")
@pytest.mark.parametrize(
    ("plan", "steps"),
    [
        ("collect the acid drums wed; bring two new ones thu; clean the step fri", [("collect the acid drums", WED), ("bring two new ones", THU), ("clean the step", FRI)]),
        ("wed: collect; thu: bring two", [("collect", WED), ("bring two", THU)]),
        ("ask the works; bring a new one thu", [("bring a new one", THU)]),
        ("bring a new one thu", []),
        ("bring a new one; clean up", []),
        ("collect yesterday; bring one 5 jun 2026; done", []),
        ("wed; thu", []),
        (";;", []),
        ("", []),
    ],
)  # fmt: skip
def test_what_is_a_step_of_a_plan(plan: str, steps: list[tuple[str, date]]) -> None:
    assert list(plan_steps(plan, TODAY)) == steps
