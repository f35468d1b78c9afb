"""Every number of §3 in one place, grouped as the rules use them; a settings file may override any.

Units stand in the names or beside the number: ``bd`` is business days, points are risk points, all
other day counts are calendar days.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ...values import NamedTuple
from .calendar import BusinessDays


class Pace(NamedTuple):
    """How often a customer should hear from us: what the rep aims at, and the limit."""

    aim: int
    limit: int


class PhaseRules(NamedTuple):
    """Phases of a sale: when Excitement ends, the gate to Settled, and the way back."""

    excitement_after_live: int = 3
    excitement_after_order: int = 14  # while no live day is known
    settles_after_live: int = 90  # by time alone: unproven
    gate_days: int = 21
    gate_evidence: int = 1
    gate_checks: int = 2
    gate_check_age: int = 30
    gate_agenda_percent: int = 80
    back_score: int = -1
    back_problem_bd: int = 3


class RhythmRules(NamedTuple):
    """Silence and attention debt."""

    excitement: Pace = Pace(2, 3)  # business days
    learning_first: Pace = Pace(5, 7)
    learning_first_until: int = 30  # days from live
    learning_then: Pace = Pace(10, 14)
    settled: Mapping[str, Pace] = MappingProxyType(
        {
            "A": Pace(25, 30),
            "B": Pace(75, 90),
            "C": Pace(150, 180),
            "D": Pace(330, 365),
        }
    )
    kinds: Mapping[str, Pace] = MappingProxyType({"one-off": Pace(150, 180)})
    """What a new customer's rhythm is proposed to be, once settled, by the kind of their first sale (R06)."""
    industries: Mapping[str, Pace] = MappingProxyType({})
    """The same by industry, which goes before the kind (R33)."""
    unproven_as: str = "B"
    grace_young_bd: int = 1  # in the first two phases
    grace_short: int = 3  # where the limit is at most ``grace_short_limit``
    grace_short_limit: int = 30
    grace_long: int = 7
    forgotten_times: int = 2  # times the limit
    quiet_bd: int = 1  # for each one-way touch
    quiet_in_a_row: int = 2
    attempts_before_another_channel: int = 3
    phase_weights: Mapping[str, float] = MappingProxyType(
        {"excitement": 1.5, "learning": 2.0, "settled": 1.0, "none": 1.0}
    )
    tier_weights: Mapping[str, float] = MappingProxyType({"A": 1.5, "B": 1.0, "C": 0.7, "D": 0.5})


class RiskRules(NamedTuple):
    """Risk, in points."""

    ages: tuple[int, ...] = (3, 14, 45, 90)  # days since order, each band's last
    age_points: tuple[int, ...] = (10, 20, 25, 15, 5)
    problem: Mapping[str, int] = MappingProxyType(
        {"trivial": 10, "minor": 15, "moderate": 25, "major": 40}
    )
    problem_past_clock: float = 1.5  # times
    problem_settled: float = 0.5  # times
    problem_most: int = 45
    check: Mapping[str, int] = MappingProxyType({"-2": 35, "-1": 25, "0": -10, "1": -15, "2": -20})
    check_overdue: int = 10
    broken_promise: int = 12
    broken_promise_most: int = 24
    silence: int = 20
    no_reassurance: int = 10
    unmet: int = 8
    unmet_most: int = 16
    no_expectations: int = 5
    late_delivery: int = 10
    under_pressure: int = 8
    rival: int = 8
    rival_days: int = 60
    untrained: int = 6
    untrained_after_live: int = 7
    told: int = -4
    told_most: int = -20
    earlier_settled: int = -10
    long_with_us: int = -5
    long_with_us_days: int = 730
    kept_promises: int = -5
    kept_promises_in_a_row: int = 5
    floor_major: int = 60
    floor_score: int = -2  # a check this low has the same floor as a major problem
    floor_cancel: int = 75
    bands: tuple[int, ...] = (25, 50, 75)  # watch, at risk, save today begin here
    drift_silence: float = 2.0  # times, once settled
    drift_missed_order: int = 15
    drift_main_gone: int = 20
    drift_no_check: int = 10
    drift_no_check_days: int = 365
    drift_survey: int = 5


class ClockRules(NamedTuple):
    """When something is owed."""

    thanks_bd: int = 1
    thanks_late_bd: int = 3  # after the order: from then on the row says how late
    note_lapses: int = 3
    agreement_bd: int = 5  # preferences, vital areas, how problems will be handled
    reassurance_bd: int = 2
    acknowledge_hours: int = 4  # business hours
    work_from: int = 9  # o'clock
    work_to: int = 17
    plan_bd: int = 1
    fix_bd: Mapping[str, int] = MappingProxyType(
        {"trivial": 5, "minor": 3, "moderate": 2, "major": 1}
    )
    recheck: int = 7
    told_bd: int = 3
    dropped: int = 7  # after the order without a two-way touch (R11)
    check_days: tuple[int, ...] = (5, 14, 28)  # after live
    check_early: int = 4  # a check this many days early answers one that is due
    check_again: int = 90
    staff_check_in: tuple[int, ...] = (30, 90)
    survey: int = 365
    survey_again: int = 14
    survey_again_for: int = 30  # days for which the reminder stands
    clipping: int = 10
    important_after: int = 3  # days after the order without knowing what is important (R37)
    cycle_ahead: int = 30  # days before the next cycle (R03)
    cycle_least: int = 60  # days: a shorter cycle comes by itself
    plan_old: int = 90  # days (R45)
    value_idea_every: int = 90  # days, for tier A (R18)
    referral_thanks_bd: int = 1
    dates_ahead: int = 7
    tenure_ahead: int = 14
    tenure_years: tuple[int, ...] = (1, 2, 3, 5, 10, 15, 20, 25)
    missed_order: int = 5
    history_after: int = 30  # an import of a sale older than this is history (§7)
    retention_years: int = 3  # after a customer was lost: is anything to stay? 0: it is not asked


class AgendaRules(NamedTuple):
    """Weekly "still on track" where order and live day lie far apart."""

    track_gap: int = 21
    track_every: int = 7
    track_from: int = 14  # the agreement call stands a week after the order
    track_most: int = 26
    live_slip: int = 1  # the delivery-day step can't be put off further past the live day (R71)
    templates: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """Agendas by name as the settings have them, a step a line: ``O+5bd facts agreement: Agree …``."""


class AskRules(NamedTuple):
    """When the customer may be asked for something."""

    apart: int = 90
    gives_to_the_first: int = 1
    gives_to_an_ask: int = 3  # made so far
    in_a_week: int = 3
    praise_hours: int = 48


class TodayRules(NamedTuple):
    """How Today is laid out."""

    promises_ahead_bd: int = 1
    red_most: int = 12
    red_shown: int = 5


class Rules(NamedTuple):
    """All numbers of the rules, and the working calendar (``holidays`` in a settings file)."""

    phases: PhaseRules = PhaseRules()
    rhythm: RhythmRules = RhythmRules()
    risk: RiskRules = RiskRules()
    clocks: ClockRules = ClockRules()
    agenda: AgendaRules = AgendaRules()
    asks: AskRules = AskRules()
    today: TodayRules = TodayRules()
    business: BusinessDays = BusinessDays()


DEFAULT = Rules()
