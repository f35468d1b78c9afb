"""`E`: edit the highlighted row, or the customer where no row is highlighted."""

from __future__ import annotations

from typing import Any

from ....actions.care import asks, checks, evidence, expectations, followups, problems, promises
from ....actions.customers import customers, facts, own_days, people, routes
from ....domain.spine.kinds import DateKind, EvidenceKind, PromiseState, Severity
from ....domain.spine.model import Change
from ....storage.views.edit_form import row as read_row
from ....wording import SCORE_WORDS
from ...forms.field import Field, Values
from ...forms.form import Save
from ...shell.protocol import Shell
from ...shell.target import Target
from ..common.options import Ask

NO_YES = ("no", "yes")
OR = (False, True)
"""What no and yes stand for."""
SCORES = tuple(SCORE_WORDS)
EDITS: dict[str, tuple[str, Any, tuple[Field, ...]]] = {
    "check": (
        "checks",
        checks.edit,
        (
            Field("score", "as expected?", "choice", tuple(SCORE_WORDS.values()), gives=SCORES),
            Field("on_day", "when", "day", required=True, future=False),
            Field("words", "their words", "line"),
            Field("change_text", "to change", "line"),
            Field("gained", "gained", "line"),
            Field("works_well", "works well", "line"),
            Field("to_improve", "to improve", "line"),
        ),
    ),
    "promise": (
        "promises",
        promises.edit,
        (
            Field("text", "said", "line", required=True),
            Field("due_on", "by", "day", required=True),
            Field("made_on", "said on", "day", required=True, future=False),
        ),
    ),
    "problem": (
        "problems",
        problems.edit,
        (
            Field("text", "trouble", "line", required=True),
            Field("severity", "how bad", "choice", tuple(Severity)),
            Field("fix_by", "fixed by", "day"),
            Field("known_on", "known since", "day", required=True, future=False),
        ),
    ),
    "followup": (
        "followups",
        followups.edit,
        (
            Field("what", "what", "line", required=True),
            Field("due_on", "when", "when", required=True, help="fri, tue 10am"),
        ),
    ),
    "evidence": (
        "evidence",
        evidence.edit,
        (
            Field("text", "went well", "line", required=True),
            Field("on_day", "when", "day", required=True, future=False),
            Field("amount", "figure", help="12 hours, 8 % less waste"),
            Field("source", "says who"),
            Field("tags", "trade, need"),
            Field("permission_on", "may be shown", "day", help="since when", future=False),
        ),
    ),
    "fact": (
        "facts",
        facts.edit,
        (
            Field("text", "their words", "line", required=True),
            Field("said_by", "said by"),
            Field("on_day", "when", "day", required=True, future=False),
            Field("confidential", "confidential", "choice", NO_YES, gives=OR),
        ),
    ),
    "expectation": (
        "expectations",
        expectations.edit,
        (Field("text", "expected", "line", required=True), Field("due_on", "by", "day")),
    ),
    "ask": (
        "asks",
        asks.edit,
        (
            Field("text", "asked", "line", required=True),
            Field("answer", "their words", "line"),
            Field("referred", "they named"),
        ),
    ),
    "person": (
        "people",
        people.edit,
        (
            Field("name", "name", "line", required=True),
            Field("role", "role"),
            Field("phone", "phone"),
            Field("mobile", "mobile"),
            Field("email", "e-mail"),
            Field("situation", "for", help="billing, out of hours"),
            Field("birthday", "birthday", help="12 jun, 12 jun 1980"),
            Field("other_day", "one more day", help="shop opened 12 jun"),
            Field("main", "main contact", "choice", NO_YES, gives=OR),
            Field("newsletter", "newsletter", "choice", NO_YES, gives=OR),
            Field("note", "note", "line"),
        ),
    ),
    "route": (
        "routes",
        routes.edit,
        (
            Field("value", "number, address", "line", required=True),
            Field("label", "label", help="reception, direct line"),
            Field("situation", "for", help="billing, out of hours"),
        ),
    ),
    "date": (
        "dates",
        own_days.edit,
        (
            Field("label", "what it is"),
            Field("day", "day", required=True, help="12 jun, 12 jun 1980"),
        ),
    ),
    "customer": (
        "customers",
        customers.edit,
        (
            Field("name", "customer", "line", required=True),
            Field("tier", "tier", "choice", ("A", "B", "C", "D")),
            Field("industry", "industry"),
            Field("goal", "your goal", "line"),
            Field("street", "street"),
            Field("postcode", "postcode"),
            Field("city", "city"),
            Field("country", "country"),
            Field("website", "website"),
            Field("note", "note", "line"),
        ),
    ),
}
TABLES = {kind: table for kind, (table, _, _) in EDITS.items()} | {
    "letter": "letters",
    "sale": "sales",
    "touch": "touches",
}
"""The table of every kind of row."""
NAMES = {"followup": "follow-up", "route": "number or address", "date": "day"}
"""What a row is called in a title or a question, where that is not its kind."""


async def edit_row(app: Shell, target: Target) -> Change | None:
    """The form of a row, filled with what it says now."""
    if target.kind == "letter":
        from ..letters.letter import go_on

        return await go_on(app, target)
    if target.kind == "touch":
        from ..logging.edit_touch import edit_touch

        return await edit_touch(app, target)
    if target.kind == "sale":
        from ..sales.edit_sale import edit_sale

        return await edit_sale(app, target)
    kind = target.kind if target.kind in EDITS else "customer"
    row_id = target.row_id if kind == target.kind and kind != "customer" else target.customer_id
    table, action, fields = EDITS[kind]
    row = await app.keeper.ask(read_row, table, row_id)
    filled = tuple(
        field._replace(start=_start(field, row)) for field in fields if _applies(kind, field, row)
    )

    def save(form: Ask, values: Values) -> Save:
        given = form.given(values)
        changed = {
            field.name: given[field.name] if values[field.name] or field.kind != "choice" else None
            for field in filled
            if values[field.name] != field.start
        }
        if kind == "followup":
            changed["rules"] = app.rules
            if "due_on" in changed:
                changed["at"] = given["at"]
        return form.act(action, row_id, **changed)

    title = f"Edit {NAMES.get(kind, kind)}"
    return await app.push_screen_wait(
        Ask(f"edit-{kind}", target._replace(row_id=row_id), title, filled, save, about=" ")
    )


def _applies(kind: str, field: Field, row: dict[str, Any]) -> bool:
    """A closed promise keeps its days (R42); what nobody answered got no words; what a check did not say
    has to change is no edit of it (R83).
    """
    if kind == "promise" and field.kind == "day":
        return row.get("state") == PromiseState.OPEN
    if field.name in ("tags", "permission_on"):
        return row.get("kind") == EvidenceKind.TESTIMONIAL
    if kind == "ask" and field.name != "text":
        return bool(row.get("outcome" if field.name == "answer" else "referred"))
    if (kind, field.name) == ("date", "label"):
        return row.get("kind") != DateKind.BIRTHDAY
    return field.name not in checks.REWORDED or bool(row.get(field.name))


def _start(field: Field, row: dict[str, Any]) -> str:
    value: Any = row.get(field.name)
    if field.kind == "when":
        return f"{value} {row['at']}".rstrip()
    if field.kind == "choice":
        known = field.gives or field.options
        value = bool(value) if known is OR else value
        return str(known.index(value) + 1) if value in known else ""
    return "" if value is None else str(value)
