"""Today: the standings of many customers laid out as one page (§3, §5).

A customer stands once, in the most urgent group that any of its reasons belongs to; ``more`` counts the
reasons behind the one that is shown. That is the strongest of the group, but what has an hour today comes
before anything that is not red (§4, *Times*): it is the customer's reason on its day.

Where more is red than a rep can face, a customer who is left to the triage pass still stands for what is to
be done that is not red: a promise due today is not hidden by what else is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from ...wording import fold
from ..spine.kinds import CustomerState, Group
from ..spine.model import Reason, Standing, Today, TodayRow
from ..spine.rules import Rules
from .hours_today import hours_of

_ACTIVE, _SAVE, _PROMISED, _DATES = (
    CustomerState.ACTIVE,
    Group.SAVE,
    Group.PROMISED,
    Group.DATES,
)
_ORDER = {group: at for at, group in enumerate(Group)}


def arrange(
    standings: Iterable[Standing],
    today: date,
    *,
    debt_before: float,
    damaged: tuple[str, ...] = (),
    customers: int | None = None,
    rules: Rules,
) -> Today:
    """The page for a day: a row a customer, by group, then the worst first, then by name.

    ``debt_before`` is the book's debt a week ago, ``customers`` how many are active where more than
    the given standings are. If more rows are red than a rep can face, the worst few stay and
    ``red_hidden`` counts the rest, which the triage pass takes one by one. ``no_next_step`` counts
    active customers without a next step; the rules leave none, so any is a fault.
    """
    everyone = list(standings)
    active = [each for each in everyone if each.state == _ACTIVE]
    rows = [_row(each, each.reasons) for each in everyone if each.reasons]
    due = len(rows)
    rows.sort(key=_key)
    red = sum(row.reason.red for row in rows)
    hidden = red - rules.today.red_shown if red > rules.today.red_most else 0
    if hidden:
        # Save comes first in the order, and nothing else is red.
        left = {row.customer_id for row in rows[rules.today.red_shown : red]}
        rows = rows[: rules.today.red_shown] + rows[red:]
        rows += [
            _row(each, calm)
            for each in everyone
            if each.id in left
            and (calm := [reason for reason in each.reasons if _concrete(reason)])
        ]
        rows.sort(key=_key)
    debt = sum(each.debt for each in active)
    all_reasons = [reason for each in active for reason in each.reasons]
    return Today(
        day=today,
        rows=tuple(rows),
        debt=debt,
        debt_change=debt - debt_before,
        promises_due=sum(_is_due(reason, today) for reason in all_reasons),
        promises_broken=sum(_is_broken(reason) for reason in all_reasons),
        at_risk=sum(each.risk.warns for each in active),
        due=due,
        red_total=red,
        red_hidden=hidden,
        customers=len(active) if customers is None else customers,
        no_next_step=sum(each.next_on is None for each in active),
        damaged=damaged,
        hours=hours_of(everyone),
    )


def _row(standing: Standing, reasons: Sequence[Reason]) -> TodayRow:
    """The row of a customer for the strongest of some of its reasons; the others stand behind it."""
    group = min((reason.group for reason in reasons), key=_ORDER.__getitem__)
    here = [reason for reason in reasons if reason.group is group]
    timed = [] if group is _SAVE else [reason for reason in reasons if reason.at]
    shown = max(timed or here, key=lambda reason: reason.weight)
    risk = standing.risk.score if standing.risk.known else None
    others = tuple([reason for reason in standing.reasons if reason is not shown])
    return TodayRow(
        standing.id,
        standing.name,
        standing.phase,
        standing.phase_note,
        risk,
        shown._replace(group=group),
        len(others),
        standing.risk.band,
        others,
    )


def _concrete(reason: Reason) -> bool:
    """Whether a reason short of Save names a thing to do, not just the customer."""
    named = reason.target is not None and reason.target[0] != "customer"
    return reason.group is not _SAVE and (reason.group is _DATES or named)


def _key(row: TodayRow) -> tuple[int, float, str, int]:
    reason = row.reason
    return _ORDER[reason.group], -reason.weight, fold(row.customer), row.customer_id


def _is_due(reason: Reason, today: date) -> bool:
    return reason.group is _PROMISED and reason.command == "done" and reason.due_on == today


def _is_broken(reason: Reason) -> bool:
    return reason.red and reason.target is not None and reason.target[0] == "promise"
