"""What an import says has happened, or is still to be done: history, not debts (§7)."""

from __future__ import annotations

from ...domain.spine import kinds as k
from ...interchange.reading.records import FollowupRecord, SaleRecord, TouchRecord
from ...storage.book import lazy_tables as t
from ..base.new_rows import short
from ..sales.agendas import Values, is_history, to_hang
from .import_desk import Desk
from .recognise import FOLLOWUP, SALE, TOUCH


def file_sales(desk: Desk) -> None:
    """File orders. An old one is history; a younger one hangs what is ahead of its agenda."""
    today = desk.work.today
    rows: list[tuple[Values, SaleRecord]] = []
    for record in sorted(desk.parsed.sales, key=lambda one: one.ordered_on):
        desk.step()
        account = None if desk.is_known(SALE, record.external_id) else desk.owner(record)
        if account is None:
            continue
        if record.ordered_on > today:
            desk.refuse(record.line, f"ordered on {record.ordered_on}, which is still ahead")
            continue
        history = is_history(record.ordered_on, today, desk.rules)
        desk.counts["history"] += history
        sale = {
            "customer_id": account.id,
            "person_id": desk.person(account.id, record),
            "title": record.title,
            "number": record.number,
            "ordered_on": record.ordered_on,
            "amount": record.amount,
            "currency": record.currency,
            "history": history,
            "no_expectations": not history,
            "agenda": "" if history else "standard",
        }
        rows.append((sale | _later_days(desk, record), record))
    for sale_id, (values, _) in zip(desk.file(t.Sale, SALE, rows), rows, strict=True):
        if not values["history"]:
            desk.later(t.Followup, *to_hang(desk.work, desk.work.get(t.Sale, sale_id), desk.rules))


def file_touches(desk: Desk) -> None:
    """File what happened, oldest first; a meeting that is still ahead is something to do."""
    happened: list[tuple[Values, TouchRecord]] = []
    planned: list[tuple[Values, TouchRecord]] = []
    for record in sorted(desk.parsed.touches, key=lambda one: one.on_day):
        desk.step()
        # What was planned when it was first imported stays a follow-up, known by the same id.
        entity = FOLLOWUP if (FOLLOWUP, record.external_id) in desk.book.origins else TOUCH
        account = None if desk.is_known(entity, record.external_id) else desk.owner(record)
        if account is None:
            continue
        person_id = desk.person(account.id, record)
        if record.on_day > desk.work.today:
            visit = record.kind == k.TouchKind.VISIT
            followup = {
                "customer_id": account.id,
                "person_id": person_id,
                "due_on": record.on_day,
                "what": short(record.note, 500) or record.kind,
                "kind": k.FollowupKind.VISIT if visit else k.FollowupKind.CALL,
                "source": k.FollowupSource.IMPORT,
            }
            planned.append((followup, record))
        else:
            touch = {
                "customer_id": account.id,
                "person_id": person_id,
                "on_day": record.on_day,
                "kind": record.kind,
                "reach": record.reach,
                "note": record.note,
            }
            happened.append((touch, record))
    desk.file(t.Touch, TOUCH, happened)
    desk.file(t.Followup, FOLLOWUP, planned)


def file_followups(desk: Desk) -> None:
    """File what is to do; what was due over a month ago is kept, but closed."""
    rows: list[tuple[Values, FollowupRecord]] = []
    for record in desk.parsed.followups:
        desk.step()
        account = None if desk.is_known(FOLLOWUP, record.external_id) else desk.owner(record)
        if account is None:
            continue
        closed = is_history(record.due_on, desk.work.today, desk.rules)
        desk.counts["closed"] += closed
        followup = {
            "customer_id": account.id,
            "person_id": desk.person(account.id, record),
            "due_on": record.due_on,
            "what": short(record.what, 500) or "imported without words",
            "kind": k.FollowupKind.TASK,
            "source": k.FollowupSource.IMPORT,
            "state": k.FollowupState.DROPPED if closed else k.FollowupState.OPEN,
            "reason": "due long before it was imported" if closed else "",
        }
        rows.append((followup, record))
    desk.file(t.Followup, FOLLOWUP, rows)


def _later_days(desk: Desk, record: SaleRecord) -> Values:
    """The later days of a sale, where they can be; the others are named and left out."""
    days: Values = {}
    for what in ("promised", "live", "paid"):
        day = getattr(record, f"{what}_on")
        if day is None:
            continue
        if what != "paid" and day < record.ordered_on:
            desk.refuse(record.line, f"{what} on {day}, before it was ordered: day left out")
        elif what == "paid" and day > desk.work.today:
            desk.refuse(record.line, f"paid on {day}, which is still ahead: day left out")
        else:
            days[f"{what}_on"] = day
    return days
