"""What happened, as reports: checks and their answers, touches, problems, successes that nobody was told.

Pure functions over what storage counted; ``today`` is an argument.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from statistics import median

from ...values import NamedTuple
from ...wording import PHASE_WORD, SCORE_WORDS, count
from ..spine.kinds import Phase, Reach, Severity, TouchKind
from .report import PHASES, Column, Glance, Line, Report, Row, Tone, share

SCORE_TONES = {-2: Tone.BAD, -1: Tone.LATE, 0: Tone.PLAIN, 1: Tone.GOOD, 2: Tone.GOOD}
AGES = ((0, "this week"), (7, "1 to 4 weeks"), (28, "1 to 3 months"), (90, "longer"))
"""From how many days on each bar of what was not told begins."""


class Trouble(NamedTuple):
    """One problem's days: when it arose, was known, and was solved; ``confirmed`` says whether in their own word."""

    arose_on: date | None
    known_on: date
    solved_on: date | None
    severity: str = Severity.MINOR
    confirmed: bool = True


class Untold(NamedTuple):
    """One success that the customer was not told of yet."""

    customer: str
    text: str
    on: date


def checks(given: Mapping[tuple[Phase, int], int]) -> Report:
    """What customers said when they were asked whether all was as expected, by the phase they were in."""
    total = sum(given.values())
    if not total:
        return Report("No check in a year", hint="{check} asks: was everything as expected?")
    worse = sum(number for (_, score), number in given.items() if score < 0)
    without = sum(number for (phase, _), number in given.items() if phase not in PHASES)
    title = f"{total - worse} of {count(total, 'check')} in a year found all as expected or better"
    return Report(
        f"{title}, {worse} worse" if worse else title,
        "it was",
        tuple(Column(PHASE_WORD[phase].split()[0], unit="checks") for phase in PHASES),
        tuple(
            Row(
                SCORE_WORDS[score],
                tuple(given.get((phase, score), 0) for phase in PHASES),
                tone=tone,
            )
            for score, tone in reversed(SCORE_TONES.items())
        ),
        (Line("without a sale", count(without, "check")),) if without else (),
        "The phase is that of the day before, which a bad answer had not moved yet",
        glance=Glance(
            f"{total - worse} of {total}",
            "as expected or better",
            f"{worse} worse" if worse else "",
            False if worse else None,
        ),
        parts=True,
    )


def touches(given: Mapping[tuple[str, str], int], days: int) -> Report:
    """What happened between rep and customers, by kind, and whether anybody answered."""
    total = sum(given.values())
    if not total:
        return Report(f"No touch in {days} days", hint="{log} logs a call")
    kinds = {
        kind: tuple(
            given.get((kind, reach), 0) for reach in (Reach.TWO_WAY, Reach.ONE_WAY, Reach.NO_ANSWER)
        )
        for kind in TouchKind
    }
    most = sorted((kind for kind in kinds if any(kinds[kind])), key=lambda kind: -sum(kinds[kind]))
    answered = sum(values[0] for values in kinds.values())
    return Report(
        f"{count(total, 'touch', 'touches')} in {days} days, {answered} of them answered",
        "by",
        (
            Column("answered", Tone.GOOD, "touches"),
            Column("one way", unit="touches"),
            Column("no answer", Tone.LATE, "touches"),
        ),
        tuple(Row(kind.value, kinds[kind]) for kind in most),
        glance=Glance(f"{answered} of {total}", f"answered in {days} d"),
        parts=True,
    )


def problems(troubles: Sequence[Trouble]) -> Report:
    """From arising to known to solved: the earlier known, the sooner fixed (R85)."""
    if not troubles:
        return Report("No problem in a year", hint="{problem} records one, however small")
    rows = []
    for severity in reversed(Severity):
        part = [one for one in troubles if one.severity == severity]
        if part:
            rows.append(Row(severity.value, (len(part), _known(part), _solved(part))))
    known, solved = _known(troubles), _solved(troubles)
    waiting = sum(one.solved_on is None for one in troubles)
    unheard = sum(one.solved_on is not None and not one.confirmed for one in troubles)
    said = [f"known after {count(known, 'day')}"] if known is not None else []
    if solved is not None:
        said.append(f"solved {count(solved, 'day')} {'later' if said else 'after they were known'}")
    title = f"{count(len(troubles), 'problem')} in a year"
    both = sum(one.arose_on is not None for one in troubles)
    return Report(
        f"{title}: {', '.join(said)} (medians)" if said else title,
        "severity",
        (
            Column("problems"),
            Column("days to known", unit="days"),
            Column("days to solve", unit="days"),
        ),
        tuple(rows),
        (
            Line("not solved yet", str(waiting)),
            Line("solved, unconfirmed", str(unheard)),
            Line("arose on a known day", share(both, len(troubles))),
        ),
        "Days are medians: half were as quick, half took longer",
        glance=Glance(
            " + ".join(f"{each} d" for each in (known, solved) if each is not None)
            or str(len(troubles)),
            "to known, to solved"
            if known is not None and solved is not None
            else "problems in a year",
            f"{waiting} not solved yet" if waiting else "",
            False if waiting else None,
        ),
    )


def untold(waiting: Sequence[Untold], today: date) -> Report:
    """Successes that nobody has told the customer yet."""
    if not waiting:
        return Report(
            "Every success has been told", hint="{evidence} writes one down, while it is fresh"
        )
    ages = [max(0, (today - each.on).days) for each in waiting]
    starts = [start for start, _ in AGES]
    held = Counter(max(start for start in starts if start <= age) for age in ages)
    oldest = sorted(waiting, key=lambda each: (each.on, each.customer))
    said = f"{count(len(waiting), 'success', 'successes')} not told yet"
    return Report(
        f"{said}, the oldest for {count(max(ages), 'day')}" if max(ages) else said,
        "waiting for",
        (Column("successes"),),
        tuple(Row(label, (held[start],)) for start, label in AGES),
        tuple(Line(each.customer, f"{(today - each.on).days} d", each.text) for each in oldest[:3]),
        "{ledgers} has them all under Evidence; {letter} tells one",
        glance=Glance(str(len(waiting)), f"untold, oldest {max(ages)} d"),
    )


def _known(troubles: Sequence[Trouble]) -> int | None:
    return _middle([(one.known_on - one.arose_on).days for one in troubles if one.arose_on])


def _solved(troubles: Sequence[Trouble]) -> int | None:
    return _middle([(one.solved_on - one.known_on).days for one in troubles if one.solved_on])


def _middle(days: Sequence[int]) -> int | None:
    return round(median(days)) if days else None
