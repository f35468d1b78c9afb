"""`d` on a sale: what became of it. It is paid, it is live, it is off; or there is a word to log about it."""

from __future__ import annotations

from ....actions.sales import sales
from ....domain.spine.model import Change
from ...forms.field import Field
from ...shell.protocol import Shell
from ...shell.target import Target
from ..common.options import Ask, Options

CHOICES = (
    ("d", "talked about it: log it", "log"),
    ("p", "it is paid", "paid"),
    ("g", "it is live: delivered, or begun", "live"),
    ("c", "it is cancelled", "cancel"),
)


async def finish_sale(app: Shell, target: Target) -> Change | None:
    """Ask what became of a sale, and record it."""
    chosen = await app.push_screen_wait(
        Options(f"Sale · {target.customer}", CHOICES, about=target.text)
    )
    if chosen == "log":
        from ..logging.log import LogForm

        page = await app.read_page(target.customer_id)
        return await app.push_screen_wait(LogForm(page)) if page is not None else None
    if chosen == "paid":
        return await app.push_screen_wait(
            Ask(
                "sale-paid",
                target,
                "Paid",
                (Field("on", "paid on", "day", start="today", required=True, future=False),),
                lambda form, values: form.act(sales.paid, target.row_id, form.needed(values, "on")),
            )
        )
    if chosen == "live":
        return await app.push_screen_wait(
            Ask(
                "sale-live",
                target,
                "Live",
                (Field("on", "live on", "day", start="today", required=True),),
                lambda form, values: form.act(
                    sales.set_live, target.row_id, form.needed(values, "on"), rules=app.rules
                ),
            )
        )
    if chosen == "cancel":
        return await app.push_screen_wait(
            Ask(
                "sale-cancel",
                target,
                "Cancelled",
                (Field("reason", "why", required=True, help="in their words"),),
                lambda form, values: form.act(sales.cancel, target.row_id, values["reason"]),
            )
        )
    return None
