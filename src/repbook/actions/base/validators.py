"""The checks of every field that a rep can fill, noun by noun. Adding and editing share them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...domain.line.private_numbers import REFUSED, holds_private_number
from ...domain.spine import kinds as k
from ...errors import InvalidInput
from .validation import Validator, answer, day, flag, line, one_of, row, time_of_day, whole, word

NAME = 200
TITLE = 300
WHAT = 500
TEXT = 1000
LONG = 2000
NOTE = 1_000_000

Validators = Mapping[str, Validator]


def _remark(value: Any, field: str) -> str:
    """What is kept about somebody: never the number of a card, an account, or a person (R27)."""
    kept: str = line(LONG, needed=True)(value, field)
    if holds_private_number(kept):
        raise InvalidInput(*REFUSED, field=field)
    return kept


_note = line(NOTE, lines=True)
_links: Validators = {"person_id": row, "sale_id": row, "touch_id": row}

CUSTOMER: Validators = {
    "name": line(NAME, needed=True),
    "tier": word(k.Tier),
    "industry": line(),
    "website": line(),
    "street": line(),
    "city": line(),
    "region": line(),
    "postcode": line(),
    "country": line(),
    "goal": line(TEXT),
    "note": _note,
    "followed_from": line(),
}
PERSON: Validators = {
    "name": line(NAME, needed=True),
    "role": line(),
    "main": flag,
    "since_on": day(),
    "left_on": day(),
    "newsletter": flag,
    "do_not": line(WHAT),
    "note": _note,
}
SALE: Validators = {
    "person_id": row,
    "title": line(TITLE, needed=True),
    "number": line(),
    "kind": word(k.SaleKind),
    "ordered_on": day(needed=True),
    "promised_on": day(),
    "live_on": day(),
    "invoice_due_on": day(),
    "paid_on": day(),
    "cancel_until": day(),
    "next_cycle_on": day(),
    "cycle_days": whole(1, 3660),
    "amount": whole(),
    "currency": line(10),
    "under_pressure": flag,
    "no_expectations": flag,
    "note": _note,
}
TOUCH: Validators = {
    "person_id": row,
    "sale_id": row,
    "on_day": day(needed=True),
    "at": time_of_day,
    "kind": word(k.TouchKind),
    "reach": word(k.Reach),
    "topic": word(k.Topic),
    "incoming": flag,
    "minutes": whole(0, 24 * 60),
    "note": _note,
}
CHECK: Validators = {
    **_links,
    "on_day": day(needed=True),
    "score": whole(-2, 2),
    "words": line(LONG, lines=True),
    "change_text": line(TEXT),
    "became": one_of("", "promise", "problem", "noted"),
    "quality_ok": answer,
    "delivery_ok": answer,
    "price_ok": answer,
    "gained": line(LONG),
    "works_well": line(LONG),
    "to_improve": line(LONG),
}
FOLLOWUP: Validators = {
    **_links,
    "promise_id": row,
    "problem_id": row,
    "due_on": day(needed=True),
    "at": time_of_day,
    "what": line(WHAT, needed=True),
    "kind": word(k.FollowupKind),
    "source": word(k.FollowupSource),
    "delegated_to": line(),
    "every_days": whole(1, 3660),
}
PROMISE: Validators = {
    **_links,
    "problem_id": row,
    "text": line(TEXT, needed=True),
    "made_on": day(needed=True),
    "due_on": day(needed=True),
    "theirs": flag,
}
PROBLEM: Validators = {
    **_links,
    "text": line(TEXT, needed=True),
    "severity": word(k.Severity),
    "arose_on": day(),
    "known_on": day(needed=True),
    "plan": line(LONG, lines=True),
    "fix_by": day(),
    "cause": line(TEXT),
}
EVIDENCE: Validators = {
    **_links,
    "kind": word(k.EvidenceKind),
    "text": line(LONG, needed=True),
    "on_day": day(needed=True),
    "amount": line(),
    "unit": line(),
    "source": line(),
    "tags": line(WHAT),
    "permission_on": day(),
}
FACT: Validators = {
    **_links,
    "kind": word(k.FactKind),
    "text": _remark,
    "on_day": day(needed=True),
    "said_by": line(),
    "confidential": flag,
    "state": line(),
    "done_on": day(),
}
EXPECTATION: Validators = {
    "person_id": row,
    "sale_id": row,
    "text": line(TEXT, needed=True),
    "on_day": day(needed=True),
    "due_on": day(),
}
ASK: Validators = {
    "person_id": row,
    "need_id": row,
    "kind": word(k.AskKind),
    "text": line(TEXT, needed=True),
    "answer": line(LONG, lines=True),
    "outcome": word(k.AskOutcome),
    "referred": line(),
    "no_need": flag,
    "override_reason": line(WHAT),
}
LETTER: Validators = {"subject": line(TITLE), "body": _note}
ROUTE: Validators = {
    "person_id": row,
    "kind": word(k.RouteKind),
    "value": line(WHAT, needed=True),
    "label": line(),
    "situation": line(),
}
ADDRESS: Validators = dict.fromkeys(
    ("label", "street", "postcode", "city", "region", "country"), line()
)
REASON = line(WHAT, needed=True)
WORDS = line(LONG, needed=True, lines=True)
