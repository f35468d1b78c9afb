"""Today: the standings of many customers laid out as one page (§3, §5).

A row is one customer in one group with its strongest reason; ``more`` counts those behind it. A customer
under Save stands in another group too only where that row is a different, concrete thing to do (a
promise due, a check, a birthday); what merely says again that they need a word is counted as more.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ..wording import fold
from .hours import hours_of
from .kinds import CustomerState, Group
from .model import Reason, Standing, Today, TodayRow
from .rules import DEFAULT, Rules

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
    rules: Rules = DEFAULT,
) -> Today:
    """The page for a day: rows by group, then the worst first, then by name.

    ``debt_before`` is the book's debt a week ago, ``customers`` how many are active where more than
    the given standings are. If more rows are red than a rep can face, the worst few stay and
    ``red_hidden`` counts the rest, which the triage pass takes one by one. ``no_next_step`` counts
    active customers without a next step; the rules leave none, so any is a fault.
    """
    everyone = list(standings)
    active = [each for each in everyone if each.state == _ACTIVE]
    rows = [row for each in everyone for row in _rows(each)]
    rows.sort(key=_key)
    red = sum(row.reason.red for row in rows)
    hidden = red - rules.today.red_shown if red > rules.today.red_most else 0
    if hidden:
        # Save comes first in the order, and nothing else is red.
        rows = rows[: rules.today.red_shown] + rows[red:]
    debt = sum(each.debt for each in active)
    all_reasons = [reason for each in active for reason in each.reasons]
    return Today(
        day=today,
        rows=tuple(rows),
        debt=debt,
        debt_change=debt - debt_before,
        promises_due=sum(_is_due(reason, today) for reason in all_reasons),
        promises_broken=sum(_is_broken(reason) for reason in all_reasons),
        at_risk=sum(each.risk.known and each.risk.score >= rules.risk.bands[1] for each in active),
        red_total=red,
        red_hidden=hidden,
        customers=len(active) if customers is None else customers,
        no_next_step=sum(each.next_on is None for each in active),
        damaged=damaged,
        hours=hours_of(everyone),
    )


def _rows(standing: Standing) -> list[TodayRow]:
    """One row for each group of a customer's reasons, the strongest reason in front."""
    if not standing.reasons:
        return []
    groups: dict[Group, list[Reason]] = {}
    for reason in standing.reasons:
        groups.setdefault(reason.group, []).append(reason)
    saving = groups.get(_SAVE)
    rows = []
    said_again = 0
    for group, found in groups.items():
        kept = found if saving is None or group is _SAVE else [r for r in found if _concrete(r)]
        said_again += len(found) - len(kept)
        if kept:
            rows.append(_row(standing, max(kept, key=lambda r: r.weight), len(kept) - 1))
    if said_again:
        at = next(at for at, row in enumerate(rows) if row.reason.group is _SAVE)
        rows[at] = _row(standing, rows[at].reason, rows[at].more + said_again)
    return rows


def _row(standing: Standing, reason: Reason, more: int) -> TodayRow:
    risk = standing.risk.score if standing.risk.known else None
    return TodayRow(
        standing.id, standing.name, standing.phase, standing.phase_note, risk, reason, more
    )


def _concrete(reason: Reason) -> bool:
    """Whether a row names a thing to do, not just the customer."""
    named = reason.target is not None and reason.target[0] != "customer"
    return reason.group is _DATES or named


def _key(row: TodayRow) -> tuple[int, float, str, int]:
    reason = row.reason
    return _ORDER[reason.group], -reason.weight, fold(row.customer), row.customer_id


def _is_due(reason: Reason, today: date) -> bool:
    return reason.group is _PROMISED and reason.command == "done" and reason.due_on == today


def _is_broken(reason: Reason) -> bool:
    return reason.red and reason.target is not None and reason.target[0] == "promise"
