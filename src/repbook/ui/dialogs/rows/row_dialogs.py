"""What a rep can do to a row of each kind: the form that adds it, the fields that edit it, what finishes it.

Kinds with more to ask have dialogs of their own, which ``edit`` and ``finish`` know.
"""

from __future__ import annotations

from collections.abc import Callable

from ....actions.care import asks, checks, evidence, expectations, followups, problems, promises
from ....actions.customers import addresses, customers, facts, own_days, people, routes
from ....domain.spine.kinds import Severity
from ....domain.spine.model import Change
from ....values import NamedTuple
from ....wording import SCORE_WORDS
from ...forms.field import Field
from ...shell.target import Target
from ..common.dated import FollowupForm, PromiseForm
from ..common.row_forms import EvidenceForm, FactForm, RowForm
from ..logging.new_customer import WHO

NO_YES = ("no", "yes")
OR = (False, True)
"""What no and yes stand for."""
ALSO_AT = Field("other_route", "also at", help="direct line 0113 496 0010, or an e-mail")
"""One more way to reach a person, or the customer itself."""
SCORES = tuple(SCORE_WORDS)


class RowDialogs(NamedTuple):
    """``edit`` is given the row's id and what was changed of ``fields``, ``done`` the id alone."""

    edit: Callable[..., Change]
    fields: tuple[Field, ...]
    new: Callable[[Target], RowForm] | None = None
    done: Callable[..., Change] | None = None


ROW_DIALOGS: dict[str, RowDialogs] = {
    "check": RowDialogs(
        checks.edit,
        (
            Field("score", "as expected?", "steps", tuple(SCORE_WORDS.values()), gives=SCORES),
            Field("on_day", "when", "day", required=True, future=False),
            Field("words", "their words", "line"),
            Field("change_text", "to change", "line"),
            Field("gained", "gained", "line"),
            Field("works_well", "works well", "line"),
            Field("to_improve", "to improve", "line"),
        ),
    ),
    "promise": RowDialogs(
        promises.edit,
        (
            Field("text", "said", "line", required=True),
            Field("due_on", "by", "day", required=True),
            Field("made_on", "said on", "day", required=True, future=False),
        ),
        new=PromiseForm,
    ),
    "problem": RowDialogs(
        problems.edit,
        (
            Field("text", "trouble", "line", required=True),
            Field("severity", "how bad", "choice", tuple(Severity)),
            Field("fix_by", "fixed by", "day"),
            Field("known_on", "known since", "day", required=True, future=False),
        ),
    ),
    "followup": RowDialogs(
        followups.edit,
        (
            Field("what", "what", "line", required=True),
            Field("due_on", "when", "when", required=True, help="fri, tue 10am"),
        ),
        new=FollowupForm,
    ),
    "evidence": RowDialogs(
        evidence.edit,
        (
            Field("text", "went well", "line", required=True),
            Field("on_day", "when", "day", required=True, future=False),
            Field("amount", "figure", help="12 hours, 8 % less waste"),
            Field("source", "says who"),
            Field("tags", "trade, need"),
            Field("permission_on", "may be shown", "day", help="since when", future=False),
        ),
        new=EvidenceForm,
        done=evidence.told,
    ),
    "fact": RowDialogs(
        facts.edit,
        (
            Field("text", "their words", "line", required=True),
            Field("said_by", "said by"),
            Field("on_day", "when", "day", required=True, future=False),
            Field("confidential", "confidential", "choice", NO_YES, gives=OR),
        ),
        new=FactForm,
    ),
    "expectation": RowDialogs(
        expectations.edit,
        (Field("text", "expected", "line", required=True), Field("due_on", "by", "day")),
    ),
    "ask": RowDialogs(
        asks.edit,
        (
            Field("text", "asked", "line", required=True),
            Field("answer", "their words", "line"),
            Field("referred", "they named"),
        ),
    ),
    "person": RowDialogs(
        people.edit,
        (
            Field("name", "name", "text", required=True),
            *WHO,
            ALSO_AT,
            Field("other_day", "one more day", help="shop opened 12 jun"),
            Field("main", "main contact", "choice", NO_YES, gives=OR),
            Field("newsletter", "newsletter", "choice", NO_YES, gives=OR),
            Field("left_on", "left on", "day", help="empty: they are back", future=False),
            Field("note", "note", "line"),
        ),
    ),
    "route": RowDialogs(
        routes.edit,
        (
            Field("value", "reached at", "text", required=True),
            Field("label", "label", help="reception, direct line"),
            Field("situation", "for", help="billing, out of hours"),
        ),
    ),
    "address": RowDialogs(
        addresses.edit,
        (
            Field("label", "label", help="work, home, delivery"),
            Field("street", "street", "line"),
            Field("postcode", "postcode"),
            Field("city", "city"),
            Field("region", "region"),
            Field("country", "country"),
        ),
    ),
    "date": RowDialogs(
        own_days.edit,
        (
            Field("label", "what it is"),
            Field("day", "day", required=True, help="12 jun, 12 jun 1980"),
        ),
    ),
    "customer": RowDialogs(
        customers.edit,
        (
            Field("name", "customer", "text", required=True),
            Field("tier", "tier", "choice", ("A", "B", "C", "D")),
            Field("industry", "industry"),
            Field("goal", "your goal", "text"),
            Field("street", "street"),
            Field("postcode", "postcode"),
            Field("city", "city"),
            Field("country", "country"),
            Field("website", "website"),
            ALSO_AT,
            Field("note", "note", "line"),
        ),
    ),
}
