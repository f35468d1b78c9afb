"""The check, "Was everything as expected? Anything to change?", and what follows (R82, R83).

No answer to what has to change, or what could be better, stays plain text: each becomes a promise, a problem,
or is noted. What could be better is kept as a fact too, so that themes that come back can be seen
(R44, R49).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from ...domain.spine import kinds as k
from ...domain.spine.model import Change
from ...domain.spine.rules import Rules
from ...errors import InvalidInput
from ...storage.book import lazy_tables as t
from ...storage.book.book import Book
from ...values import NamedTuple
from ...wording import SCORE_WORDS
from ..base import validators as f
from ..base.new_rows import (
    belongs,
    fill,
    make_evidence,
    make_fact,
    make_problem,
    make_promise,
    make_touch,
    not_ahead,
    short,
)
from ..base.validation import validated
from .expectations import settle
from .followups import finish

if TYPE_CHECKING:
    from ...storage.book.work import Work

REWORDED = ("change_text", "to_improve")
EDITABLE = {
    field: f.CHECK[field]
    for field in ("on_day", "person_id", "score", "words", "gained", "works_well", *REWORDED)
}
"""What may be mended in a check that is recorded. The rest has led to other rows."""


class Besides(NamedTuple):
    """What a check asks besides, as far as it was answered.

    Quality, delivery, price are what customers take for granted (R35); what they ``gained``, what works well, and
    what could be better with what that became (``improved``, R47-R49); ``expectations`` maps ids to their answers.
    """

    quality: bool | None = None
    delivery: bool | None = None
    price: bool | None = None
    gained: str = ""
    works_well: str = ""
    to_improve: str = ""
    improved: str = ""
    expectations: Mapping[int, str] = {}

    @property
    def columns(self) -> dict[str, Any]:
        """As the check's own row holds them."""
        taken = {f"{name}_ok": getattr(self, name) for name in ("quality", "delivery", "price")}
        words = ("gained", "works_well", "to_improve")
        return {**taken, **{name: getattr(self, name) for name in words}}


NOTHING_BESIDES = Besides()


def record(
    book: Book,
    customer_id: int,
    score: int,
    *,
    words: str = "",
    change: str = "",
    became: str = "",
    change_due: date | None = None,
    sale_id: int | None = None,
    followup_id: int | None = None,
    person_id: int | None = None,
    quality: bool | None = None,
    delivery: bool | None = None,
    price: bool | None = None,
    gained: str = "",
    works_well: str = "",
    to_improve: str = "",
    improved: str = "",
    expectations: Mapping[int, str] = {},
    touch: bool = True,
    rules: Rules,
    op_id: str | None = None,
) -> Change:
    """File a check. ``score`` is −2 much worse … 0 as expected … +2 much better.

    What has to change must become a promise (by ``change_due``), a problem, or "noted" (R83), and so
    must what could be better (``improved``, R49).
    Quality, delivery, or price answered no opens a problem each (R35); a gain becomes evidence to
    tell (R47); ``expectations`` maps ids to their answers, and one that is unmet makes a call for
    today (R43). The check answers the oldest open check step of its sale, or all up to ``followup_id``.
    A check is a two-way call as well, unless ``touch`` is off because that is logged already.
    """
    besides = Besides(
        quality, delivery, price, gained, works_well, to_improve, improved, expectations
    )
    with book.write("a check", op_id=op_id) as work:
        customer = work.get(t.Customer, customer_id)
        source = work.get(t.Followup, followup_id) if followup_id else None
        if source and source.customer_id != customer_id:
            raise InvalidInput(
                "this belongs to another customer", "choose again", field="followup_id"
            )
        sale_id = sale_id or (source.sale_id if source else None)
        asked = source is not None and source.kind == k.FollowupKind.CHECK
        links: dict[str, Any] = {"person_id": person_id, "sale_id": sale_id}
        if touch:
            links["touch_id"] = make_touch(
                work,
                customer_id,
                kind=k.TouchKind.CALL,
                reach=k.Reach.TWO_WAY,
                on_day=work.today,
                person_id=person_id,
                sale_id=sale_id,
            ).id
        if source and not (asked and source.sale_id):
            finish(work, source, work.today, links.get("touch_id"), rules=rules)
        check = make_check(
            work,
            customer_id,
            score,
            rules,
            asked_by=source if asked else None,
            **links,
            words=words,
            change_text=change,
            became=became,
            **besides.columns,
        )
        become(work, check, check.change_text, check.became, change_due)
        follow(work, check, besides, change_due, rules)
        work.label = f"check at {customer.name}: {SCORE_WORDS[check.score]}"
    return work.change


def edit(book: Book, check_id: int, *, op_id: str | None = None, **given: Any) -> Change:
    """Change the given fields (those of ``EDITABLE``); what came of the check stays as it is.

    What has to change, and what could be better, became something when it was said: it may be put in other
    words, but neither added nor taken away here (R49, R83).
    """
    with book.write("edit a check", op_id=op_id) as work:
        check = work.get(t.Check, check_id)
        before = {field: getattr(check, field) for field in REWORDED}
        fill(work, check, EDITABLE, given)
        not_ahead(work, check.on_day, "on_day")
        for field, text in before.items():
            if bool(text) != bool(getattr(check, field)):
                raise InvalidInput(
                    "here it can only be put in other words",
                    "log it as a check, a promise, or a problem",
                    field=field,
                )
        work.label = f"edit a check: {SCORE_WORDS[check.score]}"
    return work.change


def make_check(
    work: Work,
    customer_id: int,
    score: int,
    rules: Rules,
    *,
    on_day: date | None = None,
    asked_by: t.Followup | None = None,
    **given: Any,
) -> t.Check:
    """A check's row. It ticks the oldest open check step of its sale, and takes over the sale of that step.

    ``asked_by`` is the check follow-up that the rep answers, or has ticked already: then it ticks those before it.
    """
    change = {"change": given.get("change_text", "")}
    given["change_text"] = validated({"change": f.CHECK["change_text"]}, change)["change"]
    values = validated(f.CHECK, {**given, "score": score, "on_day": on_day or work.today})
    if values.get("change_text") and not values["became"]:
        raise InvalidInput(
            "what does this change become?", "a promise, a problem, or noted", field="became"
        )
    if values.get("became") and not values["change_text"]:
        raise InvalidInput("what has to change?", "type it, or clear the choice", field="change")
    belongs(work, customer_id, values)
    check = work.add(t.Check(customer_id=customer_id, **values))
    answer_steps(work, check, rules, asked_by)
    return check


def answer_steps(
    work: Work, check: t.Check, rules: Rules, asked_by: t.Followup | None = None
) -> None:
    """Tick the steps that a check answers; it takes over their sale where it names none."""
    for step in _answered(work, check, asked_by, rules):
        finish(work, step, check.on_day, check.touch_id, rules=rules)
        check.sale_id = check.sale_id or step.sale_id


def _answered(
    work: Work, check: t.Check, asked_by: t.Followup | None, rules: Rules
) -> list[t.Followup]:
    """The open check steps that a check ticks: the oldest of its sale, of any sale where it names none.

    Where the rep answers a later one (``asked_by``), that one and those before it. A step hung on the live day
    is not answered before that day, unless it is due in a few days (``check_early``): nobody can say yet how it is.
    """
    if asked_by is not None and not asked_by.sale_id:
        return []
    sale_id = asked_by.sale_id if asked_by is not None else check.sale_id
    waiting = work.find(
        t.Followup,
        customer_id=check.customer_id,
        kind=k.FollowupKind.CHECK,
        state=k.FollowupState.OPEN,
    )
    steps = sorted(
        (step for step in waiting if sale_id is None or step.sale_id in (None, sale_id)),
        key=_place,
    )
    if asked_by is not None:
        return [step for step in steps if _place(step) <= _place(asked_by)]
    soon = check.on_day + timedelta(days=rules.clocks.check_early)
    return [step for step in steps if step.due_on <= soon or _begun(work, step, check.on_day)][:1]


def _place(step: t.Followup) -> tuple[date, int]:
    return step.due_on, step.id or 0


def _begun(work: Work, step: t.Followup, on: date) -> bool:
    """Whether what an agenda's step hangs on has come; not for a check that the rep planned for its own day."""
    if step.sale_id is None or not step.anchor:
        return False
    sale = work.get(t.Sale, step.sale_id)
    begins = sale.ordered_on if step.anchor == k.Anchor.ORDER else sale.live_on or sale.promised_on
    return begins is not None and begins <= on


def become(work: Work, check: t.Check, text: str, became: str, due_on: date | None) -> None:
    """Within a transaction: make what they said in a check a promise or a problem, as the rep chose."""
    links = _links(check)
    if became == "promise":
        if due_on is None:
            raise InvalidInput("by when is it promised?", "give its day", field="change_due")
        make_promise(work, check.customer_id, text, due_on, made_on=check.on_day, **links)
    elif became == "problem":
        make_problem(work, check.customer_id, text, known_on=check.on_day, **links)


def follow(work: Work, check: t.Check, besides: Besides, due_on: date | None, rules: Rules) -> None:
    """Within a transaction: what comes of the answers besides."""
    links, words = _links(check), check.words
    _improve(work, check, besides.improved, due_on)
    for what in ("quality", "delivery", "price"):
        if getattr(besides, what) is False:
            said = words if check.score < 0 else ""  # praise says nothing of what was wrong
            text = f"{what} not as it should be" + (f": {short(said, 300)}" if said else "")
            make_problem(work, check.customer_id, text, known_on=check.on_day, **links)
    if check.gained:
        make_evidence(
            work,
            check.customer_id,
            check.gained,
            kind=k.EvidenceKind.GAIN,
            source="check",
            on_day=check.on_day,
            **links,
        )
    for expectation_id, state in besides.expectations.items():
        expectation = work.get(t.Expectation, expectation_id)
        if expectation.customer_id != check.customer_id:
            raise InvalidInput(
                "this expectation is another customer's", "choose again", field="expectations"
            )
        reset = state == k.ExpectationState.NOT_ASKED
        settle(work, expectation, state, words if reset else "", rules)


def _links(check: t.Check) -> dict[str, Any]:
    """What a row that comes of a check hangs on as well."""
    return {name: getattr(check, name) for name in ("person_id", "sale_id", "touch_id")}


def _said_too(work: Work, check: t.Check, text: str) -> None:
    """Say what several others want to be better as well, while it is heard (R44)."""
    if not text:
        return
    from ...storage.finding.said_too import said_too

    word, number = said_too(work.book, check.customer_id, text)
    if number:
        work.notes.append(f"“{word}”: {number} other customers want that better, too")


def _improve(work: Work, check: t.Check, improved: str, due_on: date | None) -> None:
    """Keep what could be better with what it became, and make it that."""
    improved = validated({"improved": f.CHECK["became"]}, {"improved": improved})["improved"]
    text = short(check.to_improve, f.TEXT)
    if bool(text) != bool(improved):
        raise InvalidInput(
            "what does this become?" if text else "what could be better?",
            "a promise, a problem, or noted" if text else "type it, or clear the choice",
            field="improved" if text else "to_improve",
        )
    _said_too(work, check, text or check.change_text)
    if text:
        links = _links(check)
        make_fact(work, check.customer_id, k.FactKind.IMPROVE, text, state=improved, **links)
        become(work, check, text, improved, due_on)
