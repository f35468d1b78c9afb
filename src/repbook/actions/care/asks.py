"""Asks: another chance to serve, a referral, a testimonial; and what the customer answered (R39, R51, R95, R96)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...domain.care.case import look
from ...domain.growth.asks import allowed, gates
from ...domain.spine import kinds as k
from ...domain.spine.model import Change
from ...domain.spine.rules import Rules
from ...errors import InvalidInput
from ...storage.book import lazy_tables as t
from ...storage.book.book import Book
from ...storage.facts.customer_facts import facts_of
from ...storage.views import ask_form
from ...wording import day_text
from ..base import validators as f
from ..base.new_rows import belongs, fill, make_evidence, short
from ..base.validation import validated

if TYPE_CHECKING:
    from ...storage.book.work import Work

FOR = {
    k.AskKind.OPPORTUNITY: "another chance to serve",
    k.AskKind.REFERRAL: "a referral",
    k.AskKind.TESTIMONIAL: "a testimonial",
}
"""What is asked for, in a rep's words."""


def ask(
    book: Book,
    customer_id: int,
    kind: str,
    text: str,
    *,
    need_id: int | None = None,
    no_need: bool = False,
    person_id: int | None = None,
    override: str = "",
    rules: Rules,
    op_id: str | None = None,
) -> Change:
    """The customer was asked for something today.

    An opportunity names the recorded need that it answers, or says with ``no_need`` that none is
    recorded. Raises ``InvalidInput`` where a gate is closed and ``override`` gives no reason, and
    in any case where a firm one is (``domain.growth.asks``).
    """
    with book.write("ask", op_id=op_id) as work:
        customer = work.get(t.Customer, customer_id)
        values = validated(
            f.ASK,
            {
                "kind": kind,
                "text": text,
                "need_id": need_id,
                "no_need": no_need and need_id is None,
                "person_id": person_id,
                "override_reason": override,
            },
        )
        belongs(work, customer_id, values)
        _names_a_need(book, customer_id, values)
        if not _closed(book, customer_id, values["override_reason"], work, rules):
            values["override_reason"] = ""
        row = work.add(t.Ask(customer_id=customer_id, asked_on=work.today, **values))
        work.label = f"ask {customer.name} for {FOR[values['kind']]}: {short(row.text)}"
    return work.change


def answer(
    book: Book,
    ask_id: int,
    outcome: str,
    words: str = "",
    *,
    referred: str = "",
    permission: bool = False,
    rules: Rules,
    op_id: str | None = None,
) -> Change:
    """What the customer said: yes, no, or later, in their words.

    A referral's yes names who was ``referred``, and owes thanks. A testimonial's yes in their words is kept
    as evidence, with their ``permission`` to quote it if they gave it. Only a "later" can be
    answered again.
    """
    with book.write("answer an ask", op_id=op_id) as work:
        row = work.get(t.Ask, ask_id)
        put_answer(work, row, outcome, words, referred, permission=permission, rules=rules)
        customer = work.get(t.Customer, row.customer_id)
        work.label = f"{customer.name} said {row.outcome}: {short(row.text)}"
    return work.change


def put_answer(
    work: Work,
    row: t.Ask,
    outcome: str,
    words: str,
    referred: str,
    *,
    permission: bool = False,
    rules: Rules,
) -> None:
    """Within a transaction: what the customer said to an ask."""
    if row.outcome not in ("", k.AskOutcome.LATER):
        raise InvalidInput(
            f"they have said {row.outcome} already",
            "edit it to change their words",
            field="outcome",
        )
    fill(work, row, f.ASK, {"outcome": outcome, "answer": words, "referred": referred})
    row.answered_on = work.today
    said_yes = row.outcome == k.AskOutcome.YES
    if not said_yes:
        row.referred = ""
    elif row.kind == k.AskKind.REFERRAL:
        _names_somebody(row)
        by = rules.business.add(work.today, rules.clocks.referral_thanks_bd)
        work.notes.append(f"a thank-you for the referral is due {day_text(by, work.today)}")
    elif row.kind == k.AskKind.TESTIMONIAL and row.answer:
        _keep_testimonial(work, row, permission)


def thanked(book: Book, ask_id: int, *, op_id: str | None = None) -> Change:
    """They were thanked today for what they gave."""
    with book.write("thank for an ask", op_id=op_id) as work:
        row = work.get(t.Ask, ask_id)
        if row.outcome != k.AskOutcome.YES or row.thanked_on is not None:
            raise InvalidInput("nothing to thank for here", "d records an answer", field="outcome")
        row.thanked_on = work.today
        customer = work.get(t.Customer, row.customer_id)
        what = f" of {short(row.referred, 30)}" if row.referred else f": {short(row.text)}"
        work.label = f"thanked {customer.name} for {FOR[k.AskKind(row.kind)]}{what}"
    return work.change


def edit(book: Book, ask_id: int, *, op_id: str | None = None, **given: Any) -> Change:
    """Change the given fields (those of ``validators.ASK``); what has to be named stays named."""
    with book.write("edit an ask", op_id=op_id) as work:
        row = work.get(t.Ask, ask_id)
        fill(work, row, f.ASK, given)
        if given.keys() & {"need_id", "no_need", "kind"}:
            named = {"kind": row.kind, "need_id": row.need_id, "no_need": row.no_need}
            _names_a_need(book, row.customer_id, named)
        if row.kind == k.AskKind.REFERRAL and row.outcome == k.AskOutcome.YES:
            _names_somebody(row)
        work.label = f"edit an ask: {short(row.text)}"
    return work.change


def _names_a_need(book: Book, customer_id: int, values: dict[str, Any]) -> None:
    """No offer without the need that it answers, or the plain word that none is recorded (R39)."""
    need_id = values["need_id"]
    if need_id is not None and not ask_form.is_need(book, need_id, customer_id):
        raise InvalidInput("this is no need of theirs", "choose a recorded need", field="need")
    if values["kind"] == k.AskKind.OPPORTUNITY and need_id is None and not values["no_need"]:
        raise InvalidInput(
            "which need does it answer?", "choose one, or say that none is recorded", field="need"
        )


def _names_somebody(row: t.Ask) -> None:
    if not row.referred:
        raise InvalidInput("whom did they name?", "a name is enough", field="referred")


def _closed(book: Book, customer_id: int, reason: str, work: Work, rules: Rules) -> bool:
    """Whether a gate is closed, with a reason to ask all the same; raises ``InvalidInput`` without one."""
    facts = facts_of(book.connection, customer_id)
    if facts is None:
        return False
    found = gates(look(facts, work.today, rules), ask_form.asked_this_week(book, work.today))
    if allowed(found):
        return False
    firm = next((gate.why for gate in found if gate.firm and not gate.open), "")
    if firm:
        raise InvalidInput(firm, "serve them first; a yes opens this again", field="override")
    if not reason:
        whys = "; ".join(gate.why for gate in found if not gate.open)
        raise InvalidInput(
            f"not the time to ask: {whys}", "say why to ask all the same", field="override"
        )
    return True


def _keep_testimonial(work: Work, row: t.Ask, permission: bool) -> None:
    person = work.get(t.Person, row.person_id).name if row.person_id else ""
    make_evidence(
        work,
        row.customer_id,
        row.answer,
        kind=k.EvidenceKind.TESTIMONIAL,
        person_id=row.person_id,
        source=person,
        permission_on=work.today if permission else None,
    )
    quoted = "they may be quoted" if permission else "ask before you quote them"
    work.notes.append(f"kept as a testimonial: {quoted}")
