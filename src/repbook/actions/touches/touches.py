"""A call logged in seconds: one form, one line, everything that came out of it, one undo step.

What a touch was about follows from its line where nobody says it: personal remarks alone make it personal,
with anything else besides both, and everything else is business (R21).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from ...domain.line.capture import Capture, Item, ItemKind, parse_line
from ...domain.line.heard import named
from ...domain.spine import kinds as k
from ...domain.spine.model import Change
from ...domain.spine.rules import Rules
from ...errors import InvalidInput
from ...storage.book import lazy_tables as t
from ...storage.book.book import Book
from ...values import NamedTuple
from ..base import validators as f
from ..base.new_rows import (
    fill,
    heard_on,
    make_evidence,
    make_fact,
    make_followup,
    make_problem,
    make_promise,
    make_touch,
    not_ahead,
    short,
)
from ..base.validation import day, in_order, line, time_of_day, validated
from ..care.checks import NOTHING_BESIDES, Besides, become, make_check
from ..care.checks import follow as follow_check
from ..care.followups import finish

if TYPE_CHECKING:
    from ...storage.book.work import Work


TOWARDS: dict[str, str] = {"call": "with", "training": "for", "survey": "of"}
"""How the customer hangs on a touch in the history; what is not here goes *to* them."""


class LogEntry(NamedTuple):
    """The log form. ``line`` is a capture line (§4): a note, and markers for what came out of it.

    ``on_day`` None is today; ``minutes`` may be unknown. ``also_done`` names the follow-ups and
    ``kept`` the promises that this touch settled; ``score`` (−2 … +2) answers "Was everything as expected?" in
    the customer's ``words``. ``day_first`` says how 3/4 is meant, None that it has to be asked.
    ``change`` is what has to change, and ``became`` what that becomes, a promise by ``change_due``, a problem,
    or "noted" (R83). ``fine`` and ``not_fine`` name vital areas by what they said of them (R78), ``asked`` the
    personal facts that were asked after (R20), ``trained`` the areas that it went through (R68). ``besides`` is what
    a check asks besides its score (R35, R41, R47-R49). ``solved`` and ``confirmed`` name problems (R86, R87),
    ``answered`` the asks for a referral that are answered by the name in the line (R95). ``thank`` begins a note to be written by hand (R75). An empty
    ``topic`` follows from the line. ``new_person`` is the name of somebody there whom the book does not know.
    """

    customer_id: int
    kind: str = "call"
    reach: str = "two-way"
    incoming: bool = False
    line: str = ""
    person_id: int | None = None
    new_person: str = ""
    sale_id: int | None = None
    topic: str = ""
    minutes: int | None = None
    on_day: date | None = None
    also_done: tuple[int, ...] = ()
    kept: tuple[int, ...] = ()
    score: int | None = None
    words: str = ""
    change: str = ""
    became: str = ""
    change_due: date | None = None
    fine: tuple[int, ...] = ()
    not_fine: tuple[int, ...] = ()
    asked: tuple[int, ...] = ()
    solved: tuple[int, ...] = ()
    confirmed: tuple[int, ...] = ()
    answered: tuple[int, ...] = ()
    trained: tuple[int, ...] = ()
    besides: Besides = NOTHING_BESIDES
    thank: bool = False
    next_on: date | None = None
    next_at: str = ""
    next_what: str = ""
    day_first: bool | None = None


def log(book: Book, entry: LogEntry, *, rules: Rules, op_id: str | None = None) -> Change:
    """File a touch and all that its line says: all of it, or nothing.

    Raises ``InvalidInput`` with ``field`` "line" for the first thing in the line that has to be
    asked about, and with the form's field for anything else.
    """
    with book.write("log a touch", op_id=op_id) as work:
        customer = work.get(t.Customer, entry.customer_id)
        work.label = f"log {_logged(entry)} {customer.name}"
        own = [customer.name, *(one.name for one in work.find(t.Person, customer_id=customer.id))]
        said = parse_line(
            entry.line, work.today, day_first=entry.day_first, business=rules.business, own=own
        )
        for error in said.errors:
            raise InvalidInput(error.message, error.hint, field="line")
        person_id = entry.person_id
        if entry.new_person.strip():
            from ..customers.reaching import WhomToReach, put_whom

            person_id = put_whom(work, entry.customer_id, WhomToReach(entry.new_person)).id
        touch = make_touch(
            work,
            entry.customer_id,
            kind=entry.kind,
            reach=entry.reach,
            incoming=entry.incoming,
            note=said.note,
            person_id=person_id,
            sale_id=entry.sale_id,
            topic=entry.topic or _topic(said, entry),
            minutes=entry.minutes,
            on_day=entry.on_day or work.today,
        )
        if touch.person_id is not None:
            work.label += f" · {work.get(t.Person, touch.person_id).name}"
        for item in (*said.heard, *said.items):
            try:
                _file(work, touch, item)
            except InvalidInput as refused:
                raise InvalidInput(refused.message, refused.hint, field="line") from None
        _kept(work, entry, touch)
        ticked: t.Followup | None = None
        for followup_id in entry.also_done:
            followup = _theirs(work, t.Followup, followup_id, touch, "also_done")
            finish(work, followup, touch.on_day, touch.id, rules=rules)
            if followup.kind == k.FollowupKind.CHECK:
                ticked = ticked or followup
        _check(work, entry, touch, ticked, rules)
        _vital(work, entry, touch)
        _troubles(work, entry, touch, rules)
        for ask_id in entry.answered:
            _referred(work, _theirs(work, t.Ask, ask_id, touch, "also"), said.note, own, rules)
        _asked_after(work, entry, touch)
        if entry.thank:
            from ..care.letters import draft_in

            subject = short(said.note) or "thank you for the call"
            draft_in(work, entry.customer_id, k.LetterKind.NOTE, subject, person_id=touch.person_id)
        _next(work, entry)
    return work.change


def edit(
    book: Book,
    touch_id: int,
    *,
    customer_id: int | None = None,
    rules: Rules,
    op_id: str | None = None,
    **given: Any,
) -> Change:
    """Put a touch right: the given fields (those of ``validators.TOUCH``), and whose it is.

    What came of it goes along and bears its person and its day; at another customer (``customer_id``) what
    it had settled for the old one opens again, and nobody is its person unless one is given. Raises
    ``InvalidInput`` with the field, "customer" where it can't go there.
    """
    from .mending import follow
    from .refiling import Touched, hung_on, take_along

    with book.write("edit a touch", op_id=op_id) as work:
        touch = work.get(t.Touch, touch_id)
        before, hung = Touched.of(touch), hung_on(work, touch)
        goes = customer_id not in (None, touch.customer_id)
        old = work.get(t.Customer, touch.customer_id)
        customer = work.get(t.Customer, customer_id or 0) if goes else old
        if goes:
            take_along(work, touch, customer, hung, rules)
        fill(work, touch, f.TOUCH, given)
        not_ahead(work, touch.on_day, "on_day")
        follow(work, touch, before, hung)
        done_with = _done_with(touch.kind, touch.incoming)
        if goes:
            work.label = f"refile {done_with} {customer.name}, not {old.name}"
        else:
            work.label = f"edit {done_with} {customer.name}"
    return work.change


def _done_with(kind: str, incoming: bool) -> str:
    """``call with``, ``e-mail to``, ``letter from``: a touch up to the customer's name."""
    said = "e-mail" if kind == k.TouchKind.EMAIL else kind
    return f"{said} from" if incoming else f"{said} {TOWARDS.get(kind, 'to')}"


def _logged(entry: LogEntry) -> str:
    """``call with``, ``voicemail for``, ``unanswered call to``: what was logged, up to the customer's name."""
    if entry.reach == k.Reach.NO_ANSWER:
        return f"unanswered {entry.kind} to"
    if (entry.kind, entry.reach) == (k.TouchKind.CALL, k.Reach.ONE_WAY):
        return "voicemail for"
    return _done_with(entry.kind, entry.incoming)


def _topic(said: Capture, entry: LogEntry) -> k.Topic:
    """What a touch was about: personal, business, or both."""
    private = (ItemKind.PERSONAL, ItemKind.BIRTHDAY)
    personal = [item.kind in private for item in said.items] + [True] * len(entry.asked)
    if not any(personal):
        return k.Topic.BUSINESS
    besides = said.note or entry.also_done or entry.kept or entry.score is not None
    return k.Topic.PERSONAL if all(personal) and not besides else k.Topic.BOTH


def _check(
    work: Work, entry: LogEntry, touch: t.Touch, ticked: t.Followup | None, rules: Rules
) -> None:
    """Their answer to "Was everything as expected?", and what has to change; ``ticked`` is the step it answers."""
    if entry.score is None:
        if entry.words.strip() or entry.change.strip():
            raise InvalidInput("how was it, 1 to 5?", "choose, or clear the words", field="score")
        return
    check = make_check(
        work,
        entry.customer_id,
        entry.score,
        rules,
        on_day=touch.on_day,
        words=entry.words,
        change_text=entry.change,
        became=entry.became,
        person_id=touch.person_id,
        sale_id=touch.sale_id or (ticked.sale_id if ticked else None),
        touch_id=touch.id,
        asked_by=ticked,
        **entry.besides.columns,
    )
    become(work, check, check.change_text, check.became, entry.change_due)
    follow_check(work, check, entry.besides, entry.change_due, rules)


def _kept(work: Work, entry: LogEntry, touch: t.Touch) -> None:
    """The promises that the talk was the keeping of."""
    if not entry.kept:
        return
    from ..care.promises import kept

    for promise_id in entry.kept:
        kept(work, _theirs(work, t.Promise, promise_id, touch, "kept"), touch.on_day)


def _asked_after(work: Work, entry: LogEntry, touch: t.Touch) -> None:
    """The personal facts that were asked after (R20), and the areas that were gone through (R68)."""
    if entry.asked:
        from ..customers.facts import mark_asked

        for fact_id in entry.asked:
            mark_asked(_theirs(work, t.Fact, fact_id, touch, "asked"), touch.on_day)
    if entry.trained:
        from ..care.trainings import shown_in

        shown_in(work, touch, entry.trained)


def _vital(work: Work, entry: LogEntry, touch: t.Touch) -> None:
    """What they said of their vital areas."""
    if not entry.fine and not entry.not_fine:
        return
    from ..sales.agreements import mark_vital

    for ids, state, field in ((entry.fine, "fine", "fine"), (entry.not_fine, "not fine", "vital")):
        for fact_id in ids:
            _theirs(work, t.Fact, fact_id, touch, field)
            mark_vital(work, fact_id, state, touch_id=touch.id)


def _troubles(work: Work, entry: LogEntry, touch: t.Touch, rules: Rules) -> None:
    """The problems that the talk ended: its note tells how, or is their own word (R86, R87)."""
    if not entry.solved and not entry.confirmed:
        return
    from ..care.problems import put_confirmed, put_solved

    words = touch.note or _done_with(touch.kind, touch.incoming).split(" ")[0]
    for problem_id in entry.solved:
        problem = _theirs(work, t.Problem, problem_id, touch, "also")
        if problem.solved_on is None and problem.confirmed_on is None:
            put_solved(work, problem, words, rules)
    for problem_id in entry.confirmed:
        problem = _theirs(work, t.Problem, problem_id, touch, "also")
        if not touch.note:
            raise InvalidInput("what did they say?", "their words close a problem", field="line")
        if problem.solved_on is not None and problem.confirmed_on is None:
            put_confirmed(work, problem, touch.note)


def _referred(work: Work, ask: t.Ask, note: str, own: list[str], rules: Rules) -> None:
    """A referral that was asked for: the name stands in the note (R95)."""
    from ..care.asks import put_answer

    who = named(note, own)
    if who is None:
        such = "such as: gave us a name, Jo Hale at Marsh Foods"
        raise InvalidInput("whom did they name?", such, field="line")
    put_answer(work, ask, k.AskOutcome.YES, short(note), who.said, rules=rules)


def _next(work: Work, entry: LogEntry) -> None:
    """The next touch, as the form has it."""
    given = validated(
        {"next_what": line(f.WHAT), "next_on": day(), "next_at": time_of_day},
        {"next_what": entry.next_what, "next_on": entry.next_on, "next_at": entry.next_at},
    )
    what, on, at = given.values()
    if on is None:
        if what or at:
            raise InvalidInput("when is the next touch?", "give its day", field="next_on")
        return
    in_order(work.today, on, "the next touch would be in the past", "next_on")
    make_followup(
        work,
        entry.customer_id,
        what or "call",
        on,
        at=at,
        kind=_kind_of(what),
        person_id=entry.person_id,
    )


def _file(work: Work, touch: t.Touch, item: Item) -> None:
    """One thing that the line says, linked to the touch, its person, and its sale."""
    links = {"person_id": touch.person_id, "sale_id": touch.sale_id, "touch_id": touch.id}
    customer_id, text = touch.customer_id, item.filed
    if item.yearly is not None:
        from ..customers.own_days import put_heard

        with_them = work.get(t.Person, touch.person_id) if touch.person_id else None
        put_heard(work, customer_id, with_them, item.whose, item.yearly)
    match item.kind:
        case ItemKind.EVIDENCE:
            make_evidence(work, customer_id, text, on_day=item.day or touch.on_day, **links)
        case ItemKind.PRAISE:
            # What the customer gains, in their words: evidence to write down and tell back (R47).
            make_evidence(
                work,
                customer_id,
                text,
                kind=k.EvidenceKind.GAIN,
                source="the customer's words",
                on_day=touch.on_day,
                **links,
            )
        case ItemKind.PROMISE:
            make_promise(work, customer_id, text, item.day, made_on=touch.on_day, **links)
        case ItemKind.PROBLEM:
            severity = item.severity or k.Severity.MINOR
            problem = make_problem(
                work, customer_id, text, severity=severity, known_on=touch.on_day, **links
            )
            heard_on(work, problem, touch.on_day)
        case ItemKind.PERSONAL:
            make_fact(work, customer_id, k.FactKind.PERSONAL, text, on_day=touch.on_day, **links)
        case ItemKind.RIVAL:
            make_fact(work, customer_id, k.FactKind.RIVAL, text, on_day=touch.on_day, **links)
        case ItemKind.FOLLOWUP:
            del links["touch_id"]  # on a follow-up it would say what touch has done it
            make_followup(
                work, customer_id, text, item.day, at=item.at, kind=_kind_of(text), **links
            )


def _kind_of(what: str) -> k.FollowupKind:
    visit = what.split()[:1] == ["visit"]
    return k.FollowupKind.VISIT if visit else k.FollowupKind.CALL


def _theirs(work: Work, table: Any, row_id: int, touch: t.Touch, field: str) -> Any:
    row = work.get(table, row_id)
    if row.customer_id != touch.customer_id:
        raise InvalidInput("this belongs to another customer", "choose again", field=field)
    return row
