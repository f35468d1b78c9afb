"""`E`: edit the highlighted row, or the customer where no row is highlighted."""

from __future__ import annotations

from typing import Any

from ....actions.care import checks
from ....domain.spine.kinds import CYCLE, DateKind, EvidenceKind, PromiseState
from ....domain.spine.model import Change
from ....storage.book.row_kinds import TABLES
from ....storage.views.edit_form import row as read_row
from ...forms.field import PICKED, Field, Values
from ...forms.form import Save
from ...forms.meanwhile import Seen
from ...shell.protocol import Shell
from ...shell.target import Target
from ..common.options import Ask
from .row_dialogs import OR, ROW_DIALOGS

NAMES = {"followup": "follow-up", "route": "number or e-mail", "date": "day"}
"""What a row is called in a title or a question, where that is not its kind."""


async def edit_row(app: Shell, target: Target) -> Change | None:
    """The form of a row, filled with what it says now."""
    if target.kind == "letter":
        from ..letters.letter import go_on

        return await go_on(app, target)
    if target.kind == "touch":
        from ..logging.edit_touch import edit_touch

        return await edit_touch(app, target)
    if target.kind in ("sale", CYCLE):
        from ..sales.edit_sale import edit_sale

        return await edit_sale(app, target)
    kind = target.kind if target.kind in ROW_DIALOGS else "customer"
    row_id = target.row_id if kind == target.kind and kind != "customer" else target.customer_id
    dialogs = ROW_DIALOGS[kind]
    row = await app.keeper.ask(read_row, TABLES[kind], row_id)
    seen = Seen(TABLES[kind], row_id, row)
    filled = tuple(
        field._replace(start=_start(field, row))
        for field in dialogs.fields
        if _applies(kind, field, row)
    )

    def save(form: Ask, values: Values) -> Save:
        given = form.given(values)
        changed = {
            field.name: given[field.name]
            if values[field.name] or field.kind not in PICKED
            else None
            for field in filled
            if values[field.name] != field.start
        }
        if kind == "followup":
            changed["rules"] = app.rules
            if "due_on" in changed:
                changed["at"] = given["at"]
        return seen.guard(form.act(dialogs.edit, row_id, **changed), changed)

    title = f"Edit {NAMES.get(kind, kind)}"
    return await app.push_screen_wait(
        Ask(f"edit-{kind}", target._replace(row_id=row_id), title, filled, save, about="")
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
    if field.name == "left_on":  # `d` says that they left
        return row.get("left_on") is not None
    if (kind, field.name) == ("date", "label"):
        return row.get("kind") != DateKind.BIRTHDAY
    return field.name not in checks.REWORDED or bool(row.get(field.name))


def _start(field: Field, row: dict[str, Any]) -> str:
    value: Any = row.get(field.name)
    if field.kind == "when":
        return f"{value} {row['at']}".rstrip()
    if field.kind in PICKED:
        known = field.gives or field.options
        value = bool(value) if known is OR else value
        return str(known.index(value) + 1) if value in known else ""
    return "" if value is None else str(value)
