"""A touch that was filed at the wrong customer goes to the right one, with all that came of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from ...domain.spine.rules import Rules
from ...errors import InvalidInput
from ...storage.book import lazy_tables as t
from ...storage.views.came_of_touch import Came, Hanging, Turned, hanging
from ...values import NamedTuple
from ...wording import count
from ..base.new_rows import OWNED, heed_expectations, short
from ..base.origins import origins_of
from ..care.checks import answer_steps

if TYPE_CHECKING:
    from ...storage.book.work import Work

NOUNS = {
    "checks": "check",
    "problems": "problem",
    "promises": "promise",
    "evidence": "success",
    "facts": "remark",
    "followups": "follow-up",
    "letters": "letter to write",
    "asks": "ask",
    "expectations": "expectation",
}
"""What a row that came of a touch is called."""
PLURALS = {"success": "successes", "letter to write": "letters to write"}


class Touched(NamedTuple):
    """A touch as it was before it was put right."""

    customer_id: int
    person_id: int | None
    sale_id: int | None
    on_day: date
    reach: str

    @classmethod
    def of(cls, touch: t.Touch) -> Touched:
        return cls(touch.customer_id, touch.person_id, touch.sale_id, touch.on_day, touch.reach)


def nouns(rows: Iterable[Came | Turned]) -> str:
    """``2 problems, a promise``: rows by what they are."""
    found: dict[str, int] = {}
    for row in rows:
        noun = NOUNS[row.table]
        found[noun] = found.get(noun, 0) + 1
    return ", ".join(
        f"{'an' if noun[0] in 'aeio' else 'a'} {noun}"
        if many == 1
        else count(many, noun, PLURALS.get(noun, ""))
        for noun, many in found.items()
    )


# -- another customer ----------------------------------------------------------------------------


def take_along(
    work: Work, touch: t.Touch, customer: t.Customer, hung: Hanging, rules: Rules
) -> None:
    """Give the touch to another customer with what came of it; what it had settled opens again.

    A sale of the old customer becomes the new one's only sale on that day, or none; a check ticks the step
    that it answers there. Success that the old customer was told of is untold at the new one. Raises
    ``InvalidInput`` with "customer" for the posting of a letter: its words are to whom it went.
    """
    if hung.posted is not None:
        raise InvalidInput(
            "a letter went out with it, to them by name",
            "take the letter back (H), or write it anew",
            field="customer",
        )
    before = Touched.of(touch)
    old = work.get(t.Customer, before.customer_id)
    touch.customer_id, touch.person_id = customer.id or 0, None
    touch.sale_id = _sale(work, touch) if before.sale_id is not None else None
    _origin(work, "touch", touch.id or 0, touch.customer_id)
    for spare in hung.spare:
        work.remove(work.get(t.BY_NAME[spare.table], spare.row_id))
    rows = [work.get(t.BY_NAME[one.table], one.row_id) for one in hung.came]
    for row in rows:
        row.customer_id = touch.customer_id
        _origin(work, NOUNS[row.__tablename__], row.id, touch.customer_id)
    work.flush()
    for row in rows:
        _relink(work, row, touch, before)
        _left_behind(work, row, before.customer_id)
    for row in rows:
        if isinstance(row, t.Check):
            answer_steps(work, row, rules)
        elif isinstance(row, t.Evidence):
            _untell(work, row)
    opened = [one for one in hung.turned if _turn_back(work, one)]
    for owner in (before.customer_id, touch.customer_id):
        heed_expectations(work, owner)
    if hung.came:
        work.notes.append(f"along with it: {nouns(hung.came)}")
    if opened:
        said = "; ".join(short(one.text, 40) for one in opened[:3])
        work.notes.append(f"open again at {old.name}: {nouns(opened)} ({said})")


def _sale(work: Work, touch: t.Touch) -> int | None:
    """The one sale that a touch can be about: the customer's only one that day; several are no guess."""
    known = work.find(t.Sale, customer_id=touch.customer_id, cancelled_on=None)
    ordered = [sale for sale in known if sale.ordered_on <= touch.on_day]
    running = [sale for sale in ordered if not sale.history] or ordered
    return running[0].id if len(running) == 1 else None


def _relink(work: Work, row: Any, touch: t.Touch, before: Touched) -> None:
    """Let a row that went along point to nothing of the old customer's."""
    for column, (name, _) in (*OWNED.items(), ("letter_id", ("Letter", ""))):
        linked = getattr(row, column, None)
        if linked is None or work.get(getattr(t, name), linked).customer_id == row.customer_id:
            continue
        instead = None
        if column == "sale_id":
            instead = touch.sale_id or _sale(work, touch)
        setattr(row, column, instead)


def _left_behind(work: Work, row: Any, customer_id: int) -> None:
    """What stays with the old customer no longer points to a row that has left."""
    column = {"promises": "promise_id", "problems": "problem_id", "facts": "need_id"}.get(
        row.__tablename__
    )
    for table in t.FACT_TABLES if column else ():
        if column in table.model_fields:
            for other in work.find(table, **{column: row.id, "customer_id": customer_id}):
                setattr(other, column, None)


def _untell(work: Work, success: t.Evidence) -> None:
    """A success told to the wrong customer is not told yet; their drafts no longer cite it."""
    if success.told_on is not None:
        success.told_on, success.told_by, success.letter_id = None, "", None
        work.notes.append(f"not told to them yet: {short(success.text)}")
    for citation in work.find(t.Citation, evidence_id=success.id):
        letter = work.get(t.Letter, citation.letter_id)
        if letter.posted_on is None and letter.customer_id != success.customer_id:
            work.remove(citation)


def _turn_back(work: Work, one: Turned) -> bool:
    """Bring a row back to what it was before the touch; a step of a cancelled sale is not asked again."""
    row = work.get(t.BY_NAME[one.table], one.row_id)
    sale_id = row.sale_id if isinstance(row, t.Followup) else None
    if sale_id is not None and work.get(t.Sale, sale_id).cancelled_on is not None:
        row.touch_id = None
        return False
    for column, (before, _) in one.columns.items():
        as_day = column.endswith("_on") and before is not None
        setattr(row, column, date.fromisoformat(before) if as_day else before)
    return True


def _origin(work: Work, entity: str, row_id: int, customer_id: int) -> None:
    """Where a row came from stays known: another import of the same file adds nothing."""
    name = {"success": "evidence", "remark": "fact", "follow-up": "followup"}.get(entity, entity)
    for origin in origins_of(work, name, row_id):
        origin.customer_id = customer_id


def hung_on(work: Work, touch: t.Touch) -> Hanging:
    """What hangs on a touch that is about to be put right."""
    return hanging(work.book, touch.id or 0)
